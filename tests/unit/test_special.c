#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>

#include "stats/special.h"

/* Relative, as tails are small. */
static void near(double value, double expected, double tolerance)
{
	if (!(fabs(value - expected) <= tolerance * fabs(expected)))
		fail_msg("%.16g is not %.16g", value, expected);
}

/* R: pnorm(c(-8, -1.5, 0, 2.5)) */
static void normal_shares_agree_with_r(void **state)
{
	(void)state;
	near(normal_cdf(-8), 6.220960574271785e-16, 1e-13);
	near(normal_cdf(-1.5), 6.680720126885807e-02, 1e-14);
	near(normal_cdf(0), 0.5, 0);
	near(normal_cdf(2.5), 9.937903346742238e-01, 1e-15);
}

static void normal_quantiles_are_the_inverse(void **state)
{
	(void)state;
	near(normal_quantile(0.95), 1.644853626951472, 1e-15); /* R: qnorm(0.95) */
	for (int i = 1; i < 2000; i++) {
		near(normal_cdf(normal_quantile(i / 2000.0)), i / 2000.0, 1e-13);
		near(normal_cdf(normal_quantile(ldexp(1, -i / 2))), ldexp(1, -i / 2), 1e-11);
	}
	assert_true(normal_quantile(0) == -INFINITY && normal_quantile(1) == INFINITY);
}

/* R: pt(c(-40, -0.3, 1.2, 3), c(3, 1.5, 17, 1e5)) */
static void student_shares_agree_with_r(void **state)
{
	(void)state;
	near(student_cdf(-40, 3), 1.719034039457927e-05, 1e-12);
	near(student_cdf(-0.3, 1.5), 4.002360984017924e-01, 1e-13);
	near(student_cdf(1.2, 17), 8.767019896661836e-01, 1e-13);
	near(student_cdf(3, 1e5), 9.986497695579677e-01, 1e-13);
	near(student_cdf(0, 4), 0.5, 1e-15);
	near(student_cdf(1e200, 4), 1, 0);
}

/* R: qt(c(0.95, 0.95, 0.975, 1e-20, 0.6, 0.999), c(0.7, 2.5, 249.3, 5, 1e5, 3)) */
static void student_quantiles_agree_with_r(void **state)
{
	(void)state;
	near(student_quantile(0.95, 0.7), 1.358712134751076e+01, 1e-11);
	near(student_quantile(0.95, 2.5), 2.558218614135945e+00, 1e-12);
	near(student_quantile(0.975, 249.3), 1.969525292810621e+00, 1e-12);
	near(student_quantile(1e-20, 5), -1.568392545436577e+04, 1e-12);
	near(student_quantile(0.6, 1e5), 2.533477771571799e-01, 1e-12);
	near(student_quantile(0.999, 3), 1.021453185240738e+01, 1e-12);
	assert_true(student_quantile(0.5, 3) == 0);
	assert_true(student_quantile(0, 3) == -INFINITY && student_quantile(1, 3) == INFINITY);
}

/* R: pbeta(c(0.3, 0.001, 0.97, 0.5, 1e-8), c(2, 0.05, 300.5, 1e4, 3), c(5, 40, 11, 10050, 0.2)) */
static void beta_shares_agree_with_r(void **state)
{
	(void)state;
	near(beta_cdf(0.3, 2, 5), 0.579825, 1e-13);
	near(beta_cdf(0.001, 0.05, 40), 8.723822385634823e-01, 1e-13);
	near(beta_cdf(0.97, 300.5, 11), 6.693441467731038e-01, 1e-12);
	near(beta_cdf(0.5, 1e4, 10050), 6.380006840979406e-01, 1e-11);
	near(beta_cdf(1e-8, 3, 0.2), 8.800000052799938e-26, 1e-12);
	assert_true(beta_cdf(0, 2, 5) == 0 && beta_cdf(1, 2, 5) == 1);
}

/* R: qbeta(c(0.05, 0.95, 0.9, 0.001), c(2, 0.668, 300.5, 0.5), c(5, 3.806, 11, 0.5)) */
static void beta_quantiles_agree_with_r(void **state)
{
	(void)state;
	near(beta_quantile(0.05, 2, 5), 6.284989170835438e-02, 1e-12);
	near(beta_quantile(0.95, 0.668, 3.806), 4.688388401743639e-01, 1e-12);
	near(beta_quantile(0.9, 300.5, 11), 9.772789810311229e-01, 1e-12);
	near(beta_quantile(0.001, 0.5, 0.5), 2.467399070916945e-06, 1e-12);
	assert_true(beta_quantile(0, 2, 5) == 0 && beta_quantile(1, 2, 5) == 1);
}

/* R: pchisq(c(3.84, 16.79, 20, 400, 0.01, 5), c(1, 1, 25, 300, 2, 0.5), lower = FALSE) */
static void chi_square_tails_agree_with_r(void **state)
{
	(void)state;
	near(chi_square_tail(3.84, 1), 5.004352124870522e-02, 1e-12);
	near(chi_square_tail(16.79, 1), 4.175275138919791e-05, 1e-12);
	near(chi_square_tail(20, 25), 7.468253060165370e-01, 1e-12);
	near(chi_square_tail(400, 300), 9.678621994933573e-05, 1e-11);
	near(chi_square_tail(0.01, 2), 9.950124791926822e-01, 1e-13);
	near(chi_square_tail(5, 0.5), 9.213748479540042e-03, 1e-12);
	assert_true(chi_square_tail(0, 3) == 1);
}

/* R: lgamma(c(0.3, 12.7, 1e6)), lbeta(c(0.3, 3, 12.5, 1e8), c(0.7, 40, 1e5, 2.5)) */
static void logarithms_of_gamma_and_beta_agree_with_r(void **state)
{
	(void)state;
	near(log_gamma(0.3), 1.095797994818076, 1e-14);
	near(log_gamma(12.7), 19.23304317957009, 1e-14);
	near(log_gamma(1e6), 12815504.56914761, 1e-14);
	near(log_beta(0.3, 0.7), 1.356665241349742, 1e-14);
	near(log_beta(3, 40), -10.44697395854167, 1e-14);
	near(log_beta(12.5, 1e5), -125.1779395214431, 1e-14);
	near(log_beta(1e8, 2.5), -45.76701900815799, 1e-14);
}

static void quantiles_turn_shares_back(void **state)
{
	(void)state;
	static const double dfs[] = { 0.5, 1, 2.7, 12, 300.25 };
	for (size_t k = 0; k < sizeof(dfs) / sizeof(*dfs); k++)
		for (int i = 1; i < 100; i++) {
			double p = i / 100.0;
			near(student_cdf(student_quantile(p, dfs[k]), dfs[k]), p, 1e-12);
			near(beta_cdf(beta_quantile(p, dfs[k], 3), dfs[k], 3), p, 1e-10);
		}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(normal_shares_agree_with_r),
		cmocka_unit_test(normal_quantiles_are_the_inverse),
		cmocka_unit_test(student_shares_agree_with_r),
		cmocka_unit_test(student_quantiles_agree_with_r),
		cmocka_unit_test(beta_shares_agree_with_r),
		cmocka_unit_test(beta_quantiles_agree_with_r),
		cmocka_unit_test(chi_square_tails_agree_with_r),
		cmocka_unit_test(logarithms_of_gamma_and_beta_agree_with_r),
		cmocka_unit_test(quantiles_turn_shares_back),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
