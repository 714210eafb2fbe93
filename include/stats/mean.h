#ifndef STATS_MEAN_H
#define STATS_MEAN_H

#include <stddef.h>

#include "stats/interval.h"

/* Arithmetic mean of at least one value. */
double mean(const double *values, size_t count);

/* Student's t interval of the mean; undefined below two values. */
struct interval mean_interval(const double *values, size_t count, double confidence);

#endif
