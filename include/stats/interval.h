#ifndef STATS_INTERVAL_H
#define STATS_INTERVAL_H

#include <stdbool.h>
#include <stddef.h>

/* Bounds of an estimate at the report's confidence; undefined ones have no meaning in low and high.
 */
struct interval {
	bool defined;
	double low, high;
};

/*
 * The interval of x1 - x0 for independent estimates, from their own (Newcombe 1998; MOVER, Zou &
 * Donner 2008). Undefined when either is.
 */
struct interval interval_difference(double x1, struct interval i1, double x0, struct interval i0);

/* The interval of x1 + x2, the same way. */
struct interval interval_sum(double x1, struct interval i1, double x2, struct interval i2);

/*
 * The interval of the sum of weights[i] * values[i], the same way; weights may be negative.
 * Undefined when an interval of a weight other than 0 is; no terms give (0, 0).
 */
struct interval interval_weighted_sum(const double *weights, const double *values,
	const struct interval *intervals, size_t count);

/* The interval, no further out than low and high. */
struct interval interval_clip(struct interval interval, double low, double high);

#endif
