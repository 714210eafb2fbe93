#ifndef STATS_PROPORTION_H
#define STATS_PROPORTION_H

#include "stats/interval.h"

/*
 * Wilson's score interval (1927) of a share 0..1 out of n cases; n may be effective and fractional.
 * The low end of a share of 0 is exactly 0, the high end of a share of 1 exactly 1. Undefined when
 * n is not positive. A share that rounding put outside 0..1 counts as the nearer end.
 */
struct interval proportion_wilson(double share, double n, double z);

#endif
