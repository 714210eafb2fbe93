#include "stats/trend.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

#include "stats/special.h"

static int by_value(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;
	return (x > y) - (x < y);
}

/* Variance of Kendall's S with its correction for ties. */
static double kendall_variance(const double *values, size_t count)
{
	double sorted[TREND_VALUES] = { 0 }, k = (double)count, ties = 0;
	for (size_t i = 0; i < count; i++)
		sorted[i] = values[i];
	qsort(sorted, count, sizeof(*sorted), by_value);
	for (size_t i = 0; i < count;) {
		size_t end = i;
		while (end < count && sorted[end] == sorted[i])
			end++;
		double t = (double)(end - i);
		ties += t * (t - 1) * (2 * t + 5);
		i = end;
	}
	return (k * (k - 1) * (2 * k + 5) - ties) / 18;
}

struct trend_slope trend_theil_sen(const double *values, size_t count, double confidence)
{
	double slopes[TREND_VALUES * (TREND_VALUES - 1) / 2] = { 0 };
	size_t pairs = 0;
	double s = 0; /* Kendall's: rising pairs less falling ones */
	assert(count <= TREND_VALUES);
	if (count < 2)
		return (struct trend_slope){ 0 };
	for (size_t i = 0; i < count; i++)
		for (size_t k = i + 1; k < count; k++) {
			slopes[pairs++] = (values[k] - values[i]) / (double)(k - i);
			s += (values[k] > values[i]) - (values[k] < values[i]);
		}
	qsort(slopes, pairs, sizeof(*slopes), by_value);
	struct trend_slope trend = { .defined = true };
	trend.slope =
		pairs % 2 ? slopes[pairs / 2] : (slopes[pairs / 2 - 1] + slopes[pairs / 2]) / 2;
	double n = (double)pairs, deviation = sqrt(kendall_variance(values, count));
	double c = normal_quantile(0.5 + confidence / 2) * deviation;
	/* When s is not 0, not all values are tied, and the deviation is not 0. */
	if (s > 0)
		trend.z = (s - 1) / deviation;
	else if (s < 0)
		trend.z = (s + 1) / deviation;
	double low = fmax(rint((n - c) / 2) - 1, 0), high = fmin(rint((n + c) / 2), n - 1);
	trend.interval = (struct interval){ true, slopes[(size_t)low], slopes[(size_t)high] };
	return trend;
}
