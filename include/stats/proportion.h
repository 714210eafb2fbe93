#ifndef STATS_PROPORTION_H
#define STATS_PROPORTION_H

#include "stats/interval.h"

/*
 * Wilson's score interval (1927) of a share 0..1 out of n cases; n may be effective and fractional.
 * Exactly 0 below a share of 0, and 1 above a share of 1. Undefined when n is not positive.
 */
struct interval proportion_wilson(double share, double n, double z);

#endif
