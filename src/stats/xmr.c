#include "stats/xmr.h"

#include <math.h>

enum { BASELINE = 12, TRIAL = 8, RUN = 8 };

static int side_of(double value, double mean)
{
	return (value > mean) - (value < mean);
}

/* Eight successive values on one side of the mean; a gap or the mean itself ends a run. */
static bool runs(const double *values, const bool *defined, size_t at, double mean)
{
	int side = side_of(values[at], mean);
	if (side == 0 || at + 1 < RUN)
		return false;
	for (size_t i = at + 1 - RUN; i <= at; i++)
		if (!defined[i] || side_of(values[i], mean) != side)
			return false;
	return true;
}

/* Three of four successive values closer to the same limit than to the mean. */
static bool nears_limit(
	const double *values, const bool *defined, size_t at, const struct xmr *xmr)
{
	double above = (xmr->mean + xmr->upper) / 2, below = (xmr->mean + xmr->lower) / 2;
	if (at < 3)
		return false;
	int high = 0, low = 0;
	for (size_t i = at - 3; i <= at; i++) {
		if (!defined[i])
			return false;
		high += values[i] > above;
		low += values[i] < below;
	}
	return high >= 3 || low >= 3;
}

static enum xmr_rule rule_at(
	const double *values, const bool *defined, size_t at, const struct xmr *xmr)
{
	if (values[at] < xmr->lower || values[at] > xmr->upper)
		return XMR_OUTSIDE;
	if (runs(values, defined, at, xmr->mean))
		return XMR_RUN;
	if (nears_limit(values, defined, at, xmr))
		return XMR_NEAR_LIMIT;
	bool range = at > 0 && defined[at - 1] &&
		fabs(values[at] - values[at - 1]) > xmr->range_upper;
	return range ? XMR_RANGE : XMR_NONE;
}

struct xmr xmr_chart(const double *values, const bool *defined, size_t count,
	struct xmr_range range, enum xmr_rule *rules)
{
	struct xmr xmr = { 0 };
	size_t points = 0, ranges = 0;
	double sum = 0, range_sum = 0;
	for (size_t i = 0; i < count && points < BASELINE; i++) {
		if (!defined[i])
			continue;
		points++;
		sum += values[i];
		if (i > 0 && defined[i - 1]) {
			ranges++;
			range_sum += fabs(values[i] - values[i - 1]);
		}
	}
	for (size_t i = 0; i < count; i++)
		rules[i] = XMR_NONE;
	if (points < TRIAL || ranges == 0)
		return xmr;
	xmr.limits = points < BASELINE ? XMR_LIMITS_TRIAL : XMR_LIMITS_FIRM;
	xmr.mean = sum / (double)points;
	xmr.range_mean = range_sum / (double)ranges;
	xmr.lower = xmr.mean - 2.66 * xmr.range_mean;
	xmr.upper = xmr.mean + 2.66 * xmr.range_mean;
	xmr.range_upper = 3.268 * xmr.range_mean;
	xmr.clipped_lower = range.known ? fmax(xmr.lower, range.low) : xmr.lower;
	xmr.clipped_upper = range.known ? fmin(xmr.upper, range.high) : xmr.upper;
	for (size_t i = 0; i < count; i++)
		if (defined[i])
			rules[i] = rule_at(values, defined, i, &xmr);
	return xmr;
}
