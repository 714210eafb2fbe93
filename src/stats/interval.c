#include "stats/interval.h"

#include <math.h>

struct interval interval_difference(double x1, struct interval i1, double x0, struct interval i0)
{
	if (!i1.defined || !i0.defined)
		return (struct interval){ 0 };
	double d = x1 - x0;
	return (struct interval){ true, d - hypot(x1 - i1.low, i0.high - x0),
		d + hypot(i1.high - x1, x0 - i0.low) };
}

struct interval interval_sum(double x1, struct interval i1, double x2, struct interval i2)
{
	if (!i1.defined || !i2.defined)
		return (struct interval){ 0 };
	double sum = x1 + x2;
	return (struct interval){ true, sum - hypot(x1 - i1.low, x2 - i2.low),
		sum + hypot(i1.high - x1, i2.high - x2) };
}

struct interval interval_weighted_sum(
	const double *weights, const double *values, const struct interval *intervals, size_t count)
{
	double sum = 0, below = 0, above = 0;
	for (size_t i = 0; i < count; i++) {
		if (weights[i] == 0)
			continue;
		if (!intervals[i].defined)
			return (struct interval){ 0 };
		double down = weights[i] * (values[i] - intervals[i].low);
		double up = weights[i] * (intervals[i].high - values[i]);
		/* A negative weight turns the interval round. */
		below += weights[i] > 0 ? down * down : up * up;
		above += weights[i] > 0 ? up * up : down * down;
		sum += weights[i] * values[i];
	}
	return (struct interval){ true, sum - sqrt(below), sum + sqrt(above) };
}

struct interval interval_clip(struct interval interval, double low, double high)
{
	interval.low = fmin(fmax(interval.low, low), high);
	interval.high = fmin(fmax(interval.high, low), high);
	return interval;
}
