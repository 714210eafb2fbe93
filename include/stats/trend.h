#ifndef STATS_TREND_H
#define STATS_TREND_H

#include <stdbool.h>
#include <stddef.h>

#include "stats/interval.h"

/*
 * The slope per step of consecutive values: the median of all pairwise slopes, with the bounds of
 * Sen (1968), as metrics.md section 6 has them. At most TREND_VALUES values; undefined below two.
 * z is the statistic of Mann & Kendall with its corrections for ties and continuity: 0 when there
 * is no trend at all, beyond a normal quantile when there is one.
 */
enum { TREND_VALUES = 32 };

struct trend_slope {
	bool defined;
	double slope;
	double z;
	struct interval interval;
};

struct trend_slope trend_theil_sen(const double *values, size_t count, double confidence);

#endif
