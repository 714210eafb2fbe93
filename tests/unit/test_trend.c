#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>

#include "stats/trend.h"

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

/*
 * Python: scipy.stats.theilslopes(v, alpha=0.9)
 * R: cor.test(1:10, v, method = "kendall", exact = FALSE, continuity = TRUE)$statistic
 */
static void trends_with_ties_agree_with_scipy_and_r(void **state)
{
	(void)state;
	struct trend_slope trend =
		trend_theil_sen((double[]){ 5, 7, 6, 6, 8, 9, 7, 10, 11, 10 }, 10, 0.9);
	assert_true(trend.defined && trend.interval.defined);
	near(trend.slope, 0.5714285714285714, 1e-15);
	near(trend.interval.low, 0.3333333333333333, 1e-15);
	near(trend.interval.high, 0.8333333333333334, 1e-15);
	near(trend.z, 2.806608127318075, 1e-14);
	trend = trend_theil_sen((double[]){ 9, 7, 6, 6, 5, 5, 4, 4 }, 8, 0.9);
	near(trend.slope, -0.5, 1e-15);
	near(trend.interval.low, -0.8333333333333334, 1e-15);
	near(trend.interval.high, -0.5, 1e-15);
	near(trend.z, -3.039842382629393, 1e-14);
}

static void what_does_not_move_has_no_trend(void **state)
{
	(void)state;
	const double same[] = { 3, 3, 3, 3, 3, 3, 3, 3 };
	struct trend_slope trend = trend_theil_sen(same, 8, 0.9);
	assert_true(trend.defined && trend.slope == 0 && trend.z == 0);
	assert_true(trend.interval.low == 0 && trend.interval.high == 0);
	assert_false(trend_theil_sen(same, 1, 0.9).defined);
	assert_false(trend_theil_sen(same, 0, 0.9).defined);
}

static void one_odd_quarter_does_not_turn_a_trend(void **state)
{
	(void)state;
	double values[12];
	for (size_t i = 0; i < 12; i++)
		values[i] = 2 * (double)i;
	values[11] = -1000;
	near(trend_theil_sen(values, 12, 0.9).slope, 2, 1e-12);
}

static void slopes_lie_in_their_bounds_and_turn_with_the_values(void **state)
{
	(void)state;
	uint64_t seed = 4;
	for (int round = 0; round < 1000; round++) {
		double values[TREND_VALUES], turned[TREND_VALUES];
		size_t count = 2 + (size_t)(chance(&seed) * (TREND_VALUES - 2));
		for (size_t i = 0; i < count; i++) {
			values[i] = floor(chance(&seed) * 12);
			turned[i] = -values[i];
		}
		struct trend_slope trend = trend_theil_sen(values, count, 0.9);
		struct trend_slope down = trend_theil_sen(turned, count, 0.9);
		assert_true(trend.interval.low <= trend.slope);
		assert_true(trend.slope <= trend.interval.high);
		near(down.slope, -trend.slope, 1e-15);
		near(down.z, -trend.z, 1e-15);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(trends_with_ties_agree_with_scipy_and_r),
		cmocka_unit_test(what_does_not_move_has_no_trend),
		cmocka_unit_test(one_odd_quarter_does_not_turn_a_trend),
		cmocka_unit_test(slopes_lie_in_their_bounds_and_turn_with_the_values),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
