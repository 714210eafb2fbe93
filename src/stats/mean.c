#include "stats/mean.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

#include "stats/special.h"

double mean(const double *values, size_t count)
{
	double sum = 0;
	assert(count > 0);
	for (size_t i = 0; i < count; i++)
		sum += values[i];
	return sum / (double)count;
}

double mean_variance(const double *values, size_t count)
{
	double centre = mean(values, count), squares = 0;
	for (size_t i = 0; i < count; i++)
		squares += (values[i] - centre) * (values[i] - centre);
	return count > 1 ? squares / (double)(count - 1) : 0;
}

struct interval mean_interval(const double *values, size_t count, double confidence)
{
	if (count < 2)
		return (struct interval){ 0 };
	double centre = mean(values, count), n = (double)count;
	double half = student_quantile(0.5 + confidence / 2, n - 1) *
		      sqrt(mean_variance(values, count) / n);
	return (struct interval){ true, centre - half, centre + half };
}

static int by_value(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;
	return (x > y) - (x < y);
}

void values_sort(double *values, size_t count)
{
	if (count > 1)
		qsort(values, count, sizeof(*values), by_value);
}

double quantile(const double *ascending, size_t count, double p)
{
	assert(count > 0 && p >= 0 && p <= 1);
	double position = p * (double)(count - 1);
	size_t below = (size_t)position;
	if (below + 1 >= count)
		return ascending[count - 1];
	double fraction = position - (double)below;
	return ascending[below] + fraction * (ascending[below + 1] - ascending[below]);
}

struct interval median_interval(const double *ascending, size_t count, double z)
{
	if (count == 0)
		return (struct interval){ 0 };
	double n = (double)count, spread = z * sqrt(n);
	double low = fmax(1, floor((n - spread) / 2));
	double high = fmin(n, ceil(1 + (n + spread) / 2));
	return (struct interval){ true, ascending[(size_t)low - 1], ascending[(size_t)high - 1] };
}
