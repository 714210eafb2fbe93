#ifndef STATS_OPTIMISE_H
#define STATS_OPTIMISE_H

#include <stdbool.h>
#include <stddef.h>

/*
 * The least value of a smooth function of a few variables, without derivatives (metrics.md section
 * 9). A point that the function cannot judge has the value OPTIMISE_REFUSED; so does one where it
 * gives something that is not finite.
 */
enum { OPTIMISE_VARIABLES = 8 };
#define OPTIMISE_REFUSED 1e12

struct objective {
	double (*evaluate)(const double *at, const void *data);
	const void *data;
	size_t variables; /* 1..OPTIMISE_VARIABLES */
};

struct optimum {
	bool found; /* false when every point that was tried is refused */
	double value;
	double at[OPTIMISE_VARIABLES];
};

/*
 * Nelder & Mead (1965) from each start, coefficients 1, 2, 1/2, 1/2, step 1/2, until the simplex is
 * below 1e-10; then again from the best point with half the step while that gains 1e-10, at most 8
 * times. The best of the starts; starts holds start_count times the variables.
 */
struct optimum optimise_minimum(
	const struct objective *objective, const double *starts, size_t start_count);

/*
 * The inverse of the second derivatives at a point, by central differences of 1e-4: the covariance
 * of estimates when the function is a negative log-likelihood. False when they are not positive
 * definite, as away from a minimum or along a ridge: covariance is left as it was. Row by row.
 */
bool optimise_covariance(const struct objective *objective, const double *at, double *covariance);

#endif
