#ifndef STATS_SPECIAL_H
#define STATS_SPECIAL_H

/* Special functions and quantiles. Arguments outside the domain are the caller's mistake. */

/* Standard normal quantile, 0 < p < 1: Wichura, algorithm AS 241 (1988), relative error 1e-16. */
double normal_quantile(double p);

/* Regularised incomplete beta function I_x(a, b), a, b > 0: continued fraction (Lentz). */
double beta_cdf(double x, double a, double b);

/* Student's t with df > 0, fractional too. */
double student_cdf(double t, double df);
double student_quantile(double p, double df);

#endif
