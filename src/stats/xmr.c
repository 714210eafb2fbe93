#include "stats/xmr.h"

#include <math.h>

enum { BASELINE = 12, TRIAL = 8, RUN = 8 };

/* The chart, and by how much values must differ to be different. */
struct chart {
	const struct xmr *xmr;
	double slack;
};

static int side_of(const struct chart *chart, double value)
{
	double above = value - chart->xmr->mean;
	return (above > chart->slack) - (above < -chart->slack);
}

/* Eight successive values on one side of the mean; a gap or the mean itself ends a run. */
static bool runs(const double *values, const bool *defined, size_t at, const struct chart *chart)
{
	int side = side_of(chart, values[at]);
	if (side == 0 || at + 1 < RUN)
		return false;
	for (size_t i = at + 1 - RUN; i <= at; i++)
		if (!defined[i] || side_of(chart, values[i]) != side)
			return false;
	return true;
}

/* Three of four successive values closer to the same limit than to the mean. */
static bool nears_limit(
	const double *values, const bool *defined, size_t at, const struct chart *chart)
{
	double above = (chart->xmr->mean + chart->xmr->upper) / 2 + chart->slack;
	double below = (chart->xmr->mean + chart->xmr->lower) / 2 - chart->slack;
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
	const double *values, const bool *defined, size_t at, const struct chart *chart)
{
	const struct xmr *xmr = chart->xmr;
	if (values[at] < xmr->lower - chart->slack || values[at] > xmr->upper + chart->slack)
		return XMR_OUTSIDE;
	if (runs(values, defined, at, chart))
		return XMR_RUN;
	if (nears_limit(values, defined, at, chart))
		return XMR_NEAR_LIMIT;
	bool range = at > 0 && defined[at - 1] &&
		     fabs(values[at] - values[at - 1]) > xmr->range_upper + chart->slack;
	return range ? XMR_RANGE : XMR_NONE;
}

struct xmr xmr_chart(const double *values, const bool *defined, size_t count,
	struct xmr_range range, enum xmr_rule *rules)
{
	struct xmr xmr = { 0 };
	size_t points = 0, ranges = 0;
	double sum = 0, range_sum = 0, largest = 0;
	for (size_t i = 0; i < count; i++) {
		if (!defined[i])
			continue;
		xmr.points++;
		largest = fmax(largest, fabs(values[i]));
		if (points == BASELINE)
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
	struct chart chart = { &xmr, 1e-9 * largest };
	for (size_t i = 0; i < count; i++)
		if (defined[i])
			rules[i] = rule_at(values, defined, i, &chart);
	xmr.last = rules[count - 1];
	return xmr;
}
