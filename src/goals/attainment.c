#include "goals/goals.h"

static double between(double x, double x0, double p0, double x1, double p1)
{
	return x1 > x0 ? p0 + (p1 - p0) * (x - x0) / (x1 - x0) : p1;
}

static double range_at(const struct attainment_curve *curve, double value)
{
	double distance = 0;
	if (value < curve->range_low)
		distance = curve->range_low - value;
	else if (value > curve->range_high)
		distance = value - curve->range_high;
	if (distance <= 0)
		return 1;
	if (!curve->has_threshold || distance > curve->threshold)
		return 0;
	return between(distance, 0, 1, curve->threshold, curve->threshold_share);
}

double attainment_at(const struct attainment_curve *curve, double value)
{
	if (curve->is_range)
		return range_at(curve, value);
	double sign = curve->down ? -1 : 1;
	double x = sign * value, target = sign * curve->target;
	if (x < target) {
		double threshold = sign * curve->threshold;
		if (!curve->has_threshold || x < threshold)
			return 0;
		return between(x, threshold, curve->threshold_share, target, 1);
	}
	if (!curve->has_cap)
		return 1;
	double cap = sign * curve->cap;
	return x < cap ? between(x, target, 1, cap, curve->cap_share) : curve->cap_share;
}

struct interval attainment_over(const struct attainment_curve *curve, double low, double high)
{
	double at_low = attainment_at(curve, low), at_high = attainment_at(curve, high);
	struct interval over = { true, at_low < at_high ? at_low : at_high,
		at_low < at_high ? at_high : at_low };
	/* A range goal is at its best inside the range, which the ends need not touch. */
	if (curve->is_range && high >= curve->range_low && low <= curve->range_high)
		over.high = 1;
	return over;
}
