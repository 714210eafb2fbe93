#ifndef STATS_MEAN_H
#define STATS_MEAN_H

#include <stddef.h>

#include "stats/interval.h"

/* Arithmetic mean of at least one value. */
double mean(const double *values, size_t count);

/* Sample variance, divisor count - 1; 0 of one value. */
double mean_variance(const double *values, size_t count);

/* Student's t interval of the mean; undefined below two values. */
struct interval mean_interval(const double *values, size_t count, double confidence);

/* Puts values in ascending order, as the functions below want them. */
void values_sort(double *values, size_t count);

/*
 * The quantile at 0 <= p <= 1 of at least one ascending value: type 7 of Hyndman & Fan (1996),
 * linear between the values around 1 + (count - 1) p.
 */
double quantile(const double *ascending, size_t count, double p);

/*
 * The interval of the median: the values of rank max(1, floor((N - z sqrt N) / 2)) and
 * min(N, ceil(1 + (N + z sqrt N) / 2)) of N ascending ones. Undefined without values.
 */
struct interval median_interval(const double *ascending, size_t count, double z);

#endif
