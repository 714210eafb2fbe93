#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>

#include "stats/xmr.h"

static void near(double value, double expected, double tolerance)
{
	if (!(fabs(value - expected) <= tolerance * fmax(1, fabs(expected))))
		fail_msg("%.16g is not %.16g", value, expected);
}

/* A fixed sequence of numbers in [0, 1), the same everywhere. */
static double chance(uint64_t *seed)
{
	*seed = *seed * 6364136223846793005u + 1442695040888963407u;
	return (double)(*seed >> 11) / 9007199254740992.0;
}

enum { MOST = 40 };

static struct xmr chart(const double *values, size_t count, enum xmr_rule *rules)
{
	bool defined[MOST];
	for (size_t i = 0; i < count; i++)
		defined[i] = true;
	return xmr_chart(values, defined, count, (struct xmr_range){ 0 }, rules);
}

/* Twelve values about 10 that alternate, so that mean and moving range are known: limits 10
 * -+ 2.66. */
static void baseline(double *values)
{
	for (size_t i = 0; i < 12; i++)
		values[i] = i % 2 ? 10.5 : 9.5;
}

/* NIST/SEMATECH e-Handbook 6.3.2.2, with 2.66 for 3 / 1.128. */
static void limits_agree_with_the_handbook(void **state)
{
	(void)state;
	const double values[] = { 49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1 };
	enum xmr_rule rules[MOST];
	struct xmr xmr = chart(values, 10, rules);
	assert_int_equal(xmr.limits, XMR_LIMITS_TRIAL);
	assert_int_equal(xmr.points, 10);
	near(xmr.mean, 50.81, 1e-12);
	near(xmr.range_mean, 16.9 / 9, 1e-12);
	near(xmr.lower, 45.8151, 1e-6);
	near(xmr.upper, 55.8049, 1e-6);
	near(xmr.range_upper, 3.268 * 16.9 / 9, 1e-12);
	for (size_t i = 0; i < 10; i++)
		assert_int_equal(rules[i], XMR_NONE);
}

static void limits_are_none_then_trial_then_frozen(void **state)
{
	(void)state;
	double values[MOST];
	enum xmr_rule rules[MOST];
	baseline(values);
	for (size_t i = 12; i < MOST; i++)
		values[i] = 50;
	assert_int_equal(chart(values, 7, rules).limits, XMR_LIMITS_NONE);
	assert_int_equal(chart(values, 8, rules).limits, XMR_LIMITS_TRIAL);
	assert_int_equal(chart(values, 11, rules).limits, XMR_LIMITS_TRIAL);
	assert_int_equal(chart(values, 12, rules).limits, XMR_LIMITS_FIRM);
	struct xmr xmr = chart(values, MOST, rules);
	near(xmr.mean, 10, 1e-12);
	near(xmr.range_mean, 1, 1e-12);
	near(xmr.upper, 12.66, 1e-12);
	assert_int_equal(xmr.points, MOST);
}

static void a_point_outside_is_told_first(void **state)
{
	(void)state;
	double values[MOST];
	enum xmr_rule rules[MOST];
	baseline(values);
	values[12] = 12.67; /* a move of 2.17, below 3.268 */
	assert_int_equal(chart(values, 13, rules).last, XMR_OUTSIDE);
	values[12] = 12.65;
	assert_int_equal(chart(values, 13, rules).last, XMR_NONE);
	values[12] = 20; /* also a move of more than 3.268 */
	assert_int_equal(chart(values, 13, rules).last, XMR_OUTSIDE);
	values[12] = 7.3;
	assert_int_equal(chart(values, 13, rules).last, XMR_OUTSIDE);
}

static void eight_on_one_side_are_a_run(void **state)
{
	(void)state;
	double values[MOST];
	enum xmr_rule rules[MOST];
	baseline(values);
	for (size_t i = 12; i < 22; i++)
		values[i] = 9.8; /* after a 10.5 */
	chart(values, 22, rules);
	for (size_t i = 0; i < 22; i++)
		assert_int_equal(rules[i], i >= 19 ? XMR_RUN : XMR_NONE);
	values[16] = 10; /* the mean itself breaks it */
	chart(values, 22, rules);
	for (size_t i = 0; i < 22; i++)
		assert_int_equal(rules[i], XMR_NONE);
}

static void three_of_four_near_one_limit_are_a_signal(void **state)
{
	(void)state;
	double values[MOST];
	enum xmr_rule rules[MOST];
	baseline(values); /* half-way to the limits: 8.67 and 11.33 */
	values[12] = 11.4, values[13] = 11.2, values[14] = 11.4, values[15] = 11.4;
	chart(values, 16, rules);
	assert_int_equal(rules[14], XMR_NONE);
	assert_int_equal(rules[15], XMR_NEAR_LIMIT);
	values[15] = 11.3; /* nearer to the mean */
	assert_int_equal(chart(values, 16, rules).last, XMR_NONE);
	values[15] = 8.6; /* near the other limit */
	assert_int_not_equal(chart(values, 16, rules).last, XMR_NEAR_LIMIT);
}

static void a_large_move_is_a_signal(void **state)
{
	(void)state;
	double values[MOST];
	enum xmr_rule rules[MOST];
	baseline(values);
	values[12] = 8.5, values[13] = 11.77; /* a move of 3.27 */
	assert_int_equal(chart(values, 14, rules).last, XMR_RANGE);
	values[13] = 11.76;
	assert_int_equal(chart(values, 14, rules).last, XMR_NONE);
}

static void nothing_reaches_across_an_undefined_quarter(void **state)
{
	(void)state;
	double values[MOST];
	bool defined[MOST];
	enum xmr_rule rules[MOST];
	baseline(values);
	for (size_t i = 0; i < MOST; i++)
		defined[i] = true;
	values[12] = 8.5, values[13] = 0, values[14] = 11.77;
	defined[13] = false;
	struct xmr xmr = xmr_chart(values, defined, 15, (struct xmr_range){ 0 }, rules);
	assert_int_equal(xmr.limits, XMR_LIMITS_FIRM);
	assert_int_equal(xmr.points, 14);
	assert_int_equal(rules[13], XMR_NONE);
	assert_int_equal(xmr.last, XMR_NONE);

	for (size_t i = 12; i < 21; i++)
		values[i] = 10.2;
	xmr = xmr_chart(values, defined, 21, (struct xmr_range){ 0 }, rules);
	assert_int_equal(xmr.last, XMR_NONE); /* seven since the gap */
	values[21] = 10.2;
	xmr = xmr_chart(values, defined, 22, (struct xmr_range){ 0 }, rules);
	assert_int_equal(xmr.last, XMR_RUN);
	defined[21] = false;
	xmr = xmr_chart(values, defined, 22, (struct xmr_range){ 0 }, rules);
	assert_int_equal(xmr.last, XMR_NONE);

	/* By hand: the moves between 1 and 2, and 30 and 31, on either side of the gap count, that
	 * across it does not.
	 */
	const double split[] = { 1, 2, 1, 2, 100, 31, 30, 31, 30 };
	for (size_t i = 0; i < 9; i++)
		defined[i] = i != 4;
	xmr = xmr_chart(split, defined, 9, (struct xmr_range){ 0 }, rules);
	assert_int_equal(xmr.limits, XMR_LIMITS_TRIAL);
	near(xmr.range_mean, 1, 1e-12);
	near(xmr.mean, 16, 1e-12);

	/* Every second quarter: points enough, but no move at all. */
	for (size_t i = 0; i < MOST; i++) {
		values[i] = 1;
		defined[i] = i % 2;
	}
	xmr = xmr_chart(values, defined, MOST, (struct xmr_range){ 0 }, rules);
	assert_int_equal(xmr.limits, XMR_LIMITS_NONE);
}

static void limits_are_drawn_within_the_range_but_judged_without(void **state)
{
	(void)state;
	double values[MOST];
	bool defined[MOST];
	enum xmr_rule rules[MOST];
	for (size_t i = 0; i < 12; i++) {
		values[i] = i % 2 ? 0.99 : 0.95;
		defined[i] = true;
	}
	struct xmr xmr = xmr_chart(values, defined, 12, (struct xmr_range){ true, 0, 1 }, rules);
	near(xmr.upper, 0.97 + 2.66 * 0.04, 1e-12);
	assert_true(xmr.clipped_upper == 1);
	near(xmr.clipped_lower, xmr.lower, 0);
	xmr = xmr_chart(values, defined, 12, (struct xmr_range){ 0 }, rules);
	near(xmr.clipped_upper, xmr.upper, 0);
}

/* The mean of equal decimal fractions is rounded, and must not make them differ from it. */
static void what_never_moves_is_no_signal(void **state)
{
	(void)state;
	double values[MOST];
	enum xmr_rule rules[MOST];
	for (int thousandths = 1; thousandths < 1000; thousandths++) {
		for (size_t i = 0; i < MOST; i++)
			values[i] = thousandths / 1000.0;
		chart(values, MOST, rules);
		for (size_t i = 0; i < MOST; i++)
			assert_int_equal(rules[i], XMR_NONE);
	}
	values[MOST - 1] += 0.001;
	assert_int_equal(chart(values, MOST, rules).last, XMR_OUTSIDE);
}

static void signals_do_not_depend_on_the_unit(void **state)
{
	(void)state;
	uint64_t seed = 5;
	enum xmr_rule rules[MOST], scaled_rules[MOST];
	for (int round = 0; round < 2000; round++) {
		double values[MOST], scaled[MOST];
		for (size_t i = 0; i < MOST; i++) {
			values[i] = floor(chance(&seed) * 60) / 10 + (i > 24 ? 2 : 0);
			scaled[i] = 1000 * values[i];
		}
		struct xmr xmr = chart(values, MOST, rules);
		chart(scaled, MOST, scaled_rules);
		assert_true(xmr.lower <= xmr.mean && xmr.mean <= xmr.upper);
		for (size_t i = 0; i < MOST; i++) {
			assert_int_equal(rules[i], scaled_rules[i]);
			if (values[i] > xmr.upper + 1e-6 || values[i] < xmr.lower - 1e-6)
				assert_int_equal(rules[i], XMR_OUTSIDE);
			else
				assert_int_not_equal(rules[i], XMR_OUTSIDE);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(limits_agree_with_the_handbook),
		cmocka_unit_test(limits_are_none_then_trial_then_frozen),
		cmocka_unit_test(a_point_outside_is_told_first),
		cmocka_unit_test(eight_on_one_side_are_a_run),
		cmocka_unit_test(three_of_four_near_one_limit_are_a_signal),
		cmocka_unit_test(a_large_move_is_a_signal),
		cmocka_unit_test(nothing_reaches_across_an_undefined_quarter),
		cmocka_unit_test(limits_are_drawn_within_the_range_but_judged_without),
		cmocka_unit_test(what_never_moves_is_no_signal),
		cmocka_unit_test(signals_do_not_depend_on_the_unit),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
