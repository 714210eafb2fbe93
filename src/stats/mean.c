#include "stats/mean.h"

#include <math.h>

#include "stats/special.h"

double mean(const double *values, size_t count)
{
	double sum = 0;
	for (size_t i = 0; i < count; i++)
		sum += values[i];
	return sum / (double)count;
}

struct interval mean_interval(const double *values, size_t count, double confidence)
{
	if (count < 2)
		return (struct interval){ 0 };
	double centre = mean(values, count), squares = 0, n = (double)count;
	for (size_t i = 0; i < count; i++)
		squares += (values[i] - centre) * (values[i] - centre);
	double half = student_quantile(0.5 + confidence / 2, n - 1) * sqrt(squares / (n - 1) / n);
	return (struct interval){ true, centre - half, centre + half };
}
