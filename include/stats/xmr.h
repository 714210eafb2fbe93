#ifndef STATS_XMR_H
#define STATS_XMR_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Individuals and moving range chart (Wheeler; NIST/SEMATECH e-Handbook 6.3.2.2), by metrics.md
 * section 6. The baseline is the first twelve defined values; limits are trial from eight, firm
 * from twelve. Values that are not defined break runs and have no moving range. Values are compared
 * with a slack of 1e-9 of the largest, so that decimal fractions that are equal on paper are equal
 * here: a value is not above the mean of its equals because the mean was rounded.
 */
enum xmr_rule { XMR_NONE, XMR_OUTSIDE, XMR_RUN, XMR_NEAR_LIMIT, XMR_RANGE };
enum xmr_limits { XMR_LIMITS_NONE, XMR_LIMITS_TRIAL, XMR_LIMITS_FIRM };

/* The values that can occur, for limits as they are drawn. */
struct xmr_range {
	bool known;
	double low, high;
};

struct xmr {
	enum xmr_limits limits;
	size_t points;		 /* defined values */
	double mean, range_mean; /* of the baseline */
	double lower, upper;	 /* mean -+ 2.66 range_mean */
	double range_upper;	 /* 3.268 range_mean */
	double clipped_lower, clipped_upper;
	enum xmr_rule last; /* the rule of the last value */
};

/* rules gets one rule per value: the first of the four that fires there. All none without limits.
 */
struct xmr xmr_chart(const double *values, const bool *defined, size_t count,
	struct xmr_range range, enum xmr_rule *rules);

#endif
