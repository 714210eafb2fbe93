#ifndef STATS_RATIO_H
#define STATS_RATIO_H

#include <stdbool.h>
#include <stddef.h>

#include "stats/interval.h"

/* Kish's effective number of cases, (sum w)^2 / sum w^2 (1965); 0 when all weights are 0. */
double ratio_kish(const double *weights, size_t count);

/*
 * The interval of E = sum increase / sum opening, the unit being the customer: residuals of the
 * linearised ratio, Student's t with count - 1 degrees of freedom on a log scale. (0, 0) when
 * nothing increased; undefined below two customers or without opening.
 */
struct interval ratio_expansion(
	const double *opening, const double *increase, size_t count, double confidence);

/* The interval of what is kept plus what is added (MOVER), never below 0. */
struct interval ratio_net_retention(
	double kept, struct interval kept_interval, double added, struct interval added_interval);

/* A ratio of sums over independent clusters; undefined when the denominators do not sum to more
 * than 0. */
struct ratio_estimate {
	bool defined;
	double value;
	double standard_error;	  /* 0 below two clusters */
	struct interval interval; /* undefined below two clusters */
};

/*
 * R = sum y / sum x with one pair per cluster, neither negative: residuals y - R x, Student's t
 * with count - 1 degrees of freedom on a log scale, (0, 0) when R is 0.
 */
struct ratio_estimate ratio_linearised(
	const double *y, const double *x, size_t count, double confidence);

#endif
