#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>

#include "stats/optimise.h"

static void near(double value, double expected, double tolerance)
{
	if (!(fabs(value - expected) <= tolerance * fmax(1, fabs(expected))))
		fail_msg("%.16g is not %.16g", value, expected);
}

/* Rosenbrock 1960: a curved valley with its floor at (1, 1). */
static double valley(const double *at, const void *data)
{
	(void)data;
	double across = at[1] - at[0] * at[0], along = 1 - at[0];
	return 100 * across * across + along * along;
}

static void the_floor_of_a_curved_valley_is_found(void **state)
{
	(void)state;
	struct objective objective = { valley, NULL, 2 };
	struct optimum optimum = optimise_minimum(&objective, (double[]){ -1.2, 1 }, 1);
	assert_true(optimum.found);
	near(optimum.at[0], 1, 1e-7);
	near(optimum.at[1], 1, 1e-7);
	near(optimum.value, 0, 1e-14);
}

/*
 * McKinnon 1998, SIAM J. Optim. 9: 148-158, tau = 2, theta = 6, phi = 60, turned so that the first
 * simplex is his: a descent shrinks for ever towards (0, 0), of value 0; the least value is -1/4.
 */
static double mckinnon(const double *at, const void *data)
{
	(void)data;
	double x = 2 * at[0] + at[1] * (1 + sqrt(33)) / 4;
	double y = 2 * at[0] + at[1] * (1 - sqrt(33)) / 4;
	return (x <= 0 ? 360 : 6) * x * x + y + y * y;
}

static void a_second_descent_goes_on_where_the_first_is_stuck(void **state)
{
	(void)state;
	struct objective objective = { mckinnon, NULL, 2 };
	near(optimise_minimum(&objective, (double[]){ 0, 0 }, 1).value, -0.25, 1e-9);
}

/* Powell 1962: (0, 0, 0, 0), where the second derivatives are singular. */
static double powell(const double *at, const void *data)
{
	(void)data;
	double a = at[0] + 10 * at[1], b = at[2] - at[3], c = at[1] - 2 * at[2], d = at[0] - at[3];
	return a * a + 5 * b * b + pow(c, 4) + 10 * pow(d, 4);
}

static void a_singular_minimum_is_found_but_has_no_covariance(void **state)
{
	(void)state;
	struct objective objective = { powell, NULL, 4 };
	struct optimum optimum = optimise_minimum(&objective, (double[]){ 3, -1, 0, 1 }, 1);
	assert_true(optimum.found);
	near(optimum.value, 0, 1e-12);
	double covariance[16] = { 7 };
	assert_false(optimise_covariance(&objective, (double[]){ 0, 0, 0, 0 }, covariance));
	assert_true(covariance[0] == 7);
}

/* Two dips; the deeper one, of value -2, is near 3. */
static double dips(const double *at, const void *data)
{
	(void)data;
	return -exp(-(at[0] + 3) * (at[0] + 3)) - 2 * exp(-(at[0] - 3) * (at[0] - 3));
}

static void the_best_of_the_starts_is_kept(void **state)
{
	(void)state;
	struct objective objective = { dips, NULL, 1 };
	near(optimise_minimum(&objective, (double[]){ -3.5 }, 1).value, -1, 1e-9);
	near(optimise_minimum(&objective, (double[]){ -3.5, 2.5 }, 2).value, -2, 1e-9);
	near(optimise_minimum(&objective, (double[]){ 2.5, -3.5 }, 2).value, -2, 1e-9);
}

static double bounded(const double *at, const void *data)
{
	(void)data;
	return sqrt(at[0]) + 1 / at[0]; /* not a number below 0; least at 4^(1/3) */
}

/* Falls for ever at 0, which is no minimum; the least number is that of bounded. */
static double bottomless(const double *at, const void *data)
{
	return at[0] <= 0 ? -INFINITY : bounded(at, data);
}

static double nowhere(const double *at, const void *data)
{
	(void)at;
	(void)data;
	return NAN;
}

static void what_is_no_number_is_refused(void **state)
{
	(void)state;
	struct objective objective = { bounded, NULL, 1 };
	struct optimum optimum = optimise_minimum(&objective, (double[]){ 0.1 }, 1);
	near(optimum.at[0], pow(4, 1.0 / 3), 1e-7);
	objective.evaluate = bottomless;
	optimum = optimise_minimum(&objective, (double[]){ -0.2 }, 1);
	near(optimum.at[0], pow(4, 1.0 / 3), 1e-7);
	objective.evaluate = nowhere;
	assert_false(optimise_minimum(&objective, (double[]){ 0.1 }, 1).found);
	double covariance;
	assert_false(optimise_covariance(&objective, (double[]){ 1 }, &covariance));
}

/* By hand: the inverse of ((4, 1, 0), (1, 3, 1), (0, 1, 2)), of determinant 18. */
static double bowl(const double *at, const void *data)
{
	const double *centre = data;
	double x = at[0] - centre[0], y = at[1] - centre[1], z = at[2] - centre[2];
	return 50 + (4 * x * x + 3 * y * y + 2 * z * z) / 2 + x * y + y * z;
}

static void covariance_is_the_inverse_of_the_curvature(void **state)
{
	(void)state;
	const double centre[] = { 0.3, -1.2, 2 };
	static const double inverse[] = { 5, -2, 1, -2, 8, -4, 1, -4, 11 };
	struct objective objective = { bowl, centre, 3 };
	struct optimum optimum = optimise_minimum(&objective, (double[]){ 0, 0, 0 }, 1);
	double covariance[9];
	assert_true(optimise_covariance(&objective, optimum.at, covariance));
	for (size_t i = 0; i < 9; i++)
		near(covariance[i], inverse[i] / 18, 1e-5);
}

static double saddle(const double *at, const void *data)
{
	(void)data;
	return at[0] * at[0] - at[1] * at[1];
}

static void a_saddle_has_no_covariance(void **state)
{
	(void)state;
	struct objective objective = { saddle, NULL, 2 };
	double covariance[4];
	assert_false(optimise_covariance(&objective, (double[]){ 0, 0 }, covariance));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_floor_of_a_curved_valley_is_found),
		cmocka_unit_test(a_second_descent_goes_on_where_the_first_is_stuck),
		cmocka_unit_test(a_singular_minimum_is_found_but_has_no_covariance),
		cmocka_unit_test(the_best_of_the_starts_is_kept),
		cmocka_unit_test(what_is_no_number_is_refused),
		cmocka_unit_test(covariance_is_the_inverse_of_the_curvature),
		cmocka_unit_test(a_saddle_has_no_covariance),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
