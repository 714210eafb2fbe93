#ifndef STATS_SPECIAL_H
#define STATS_SPECIAL_H

/*
 * Special functions and quantiles. Arguments outside the domain are the caller's mistake. A
 * quantile at p = 0 or 1 is the end of the support, which may be infinite.
 */

/* Standard normal. Quantile: Wichura, algorithm AS 241 (1988), relative error 1e-16. */
double normal_cdf(double x);
double normal_quantile(double p);

/* Regularised incomplete beta function I_x(a, b), a, b > 0: continued fraction (Lentz); its
 * inverse. */
double beta_cdf(double x, double a, double b);
double beta_quantile(double p, double a, double b);

/* Student's t with df > 0, fractional too. */
double student_cdf(double t, double df);
double student_quantile(double p, double df);

/* The chance of more than x >= 0 for chi-square with df > 0: incomplete gamma function Q(df/2,
 * x/2). */
double chi_square_tail(double x, double df);

/* ln Gamma(x) and ln B(a, b) of positive arguments; log_beta keeps its digits for large ones too.
 */
double log_gamma(double x);
double log_beta(double a, double b);

#endif
