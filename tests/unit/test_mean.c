#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>

#include "stats/mean.h"

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

/* R: x <- c(12.1, 9.8, 11.4, 10.3, 13.9, 8.7, 11.1); mean(x); var(x); t.test(x)$conf.int */
static void mean_and_interval_agree_with_r(void **state)
{
	(void)state;
	const double values[] = { 12.1, 9.8, 11.4, 10.3, 13.9, 8.7, 11.1 };
	struct interval interval = mean_interval(values, 7, 0.95);
	near(mean(values, 7), 11.042857142857143, 1e-15);
	near(mean_variance(values, 7), 2.832857142857143, 1e-14);
	near(interval.low, 9.486240600400476, 1e-12);
	near(interval.high, 12.599473685313807, 1e-12);
	assert_false(mean_interval(values, 1, 0.95).defined);
	assert_false(mean_interval(values, 0, 0.95).defined);
	assert_true(mean_variance(values, 1) == 0);
}

/* R: quantile(x, c(0.1, 0.25, 0.5, 0.9)), of the same values; the default is type 7. */
static void quantiles_agree_with_r(void **state)
{
	(void)state;
	double values[] = { 12.1, 9.8, 11.4, 10.3, 13.9, 8.7, 11.1 };
	values_sort(values, 7);
	near(quantile(values, 7, 0.1), 9.36, 1e-14);
	near(quantile(values, 7, 0.25), 10.05, 1e-14);
	near(quantile(values, 7, 0.5), 11.1, 0);
	near(quantile(values, 7, 0.9), 12.82, 1e-14);
	assert_true(quantile(values, 7, 0) == 8.7 && quantile(values, 7, 1) == 13.9);
	assert_true(quantile(values, 1, 0.5) == 8.7);
}

/* By hand, z = 1.644854: N = 20 gives j = floor(6.32) = 6 and k = ceil(14.68) = 15; N = 1 gives 1.
 */
static void the_interval_of_a_median_is_two_of_the_values(void **state)
{
	(void)state;
	double values[20];
	for (size_t i = 0; i < 20; i++)
		values[i] = (double)(i + 1);
	struct interval interval = median_interval(values, 20, 1.644854);
	assert_true(interval.defined && interval.low == 6 && interval.high == 15);
	/* N = 3: j = max(1, floor(0.08)) = 1, k = min(3, ceil(3.92)) = 3. */
	interval = median_interval(values, 3, 1.644854);
	assert_true(interval.low == 1 && interval.high == 3);
	interval = median_interval(values, 1, 1.644854);
	assert_true(interval.low == 1 && interval.high == 1);
	assert_false(median_interval(values, 0, 1.644854).defined);
}

static void intervals_hold_their_estimates_in_any_order(void **state)
{
	(void)state;
	enum { MOST = 60 };
	uint64_t seed = 3;
	for (int round = 0; round < 500; round++) {
		double values[MOST], turned[MOST];
		size_t count = 2 + (size_t)(chance(&seed) * (MOST - 2));
		for (size_t i = 0; i < count; i++)
			values[i] = chance(&seed) * 100 - 50;
		for (size_t i = 0; i < count; i++)
			turned[i] = values[count - 1 - i];
		struct interval interval = mean_interval(values, count, 0.9);
		struct interval again = mean_interval(turned, count, 0.9);
		double centre = mean(values, count);
		assert_true(interval.low <= centre && centre <= interval.high);
		near(again.low, interval.low, 1e-12);
		near(again.high, interval.high, 1e-12);
		values_sort(values, count);
		interval = median_interval(values, count, 1.644854);
		double median = quantile(values, count, 0.5);
		assert_true(interval.low <= median && median <= interval.high);
		for (int i = 1; i <= 100; i++)
			assert_true(quantile(values, count, i / 100.0) >=
				    quantile(values, count, (i - 1) / 100.0));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(mean_and_interval_agree_with_r),
		cmocka_unit_test(quantiles_agree_with_r),
		cmocka_unit_test(the_interval_of_a_median_is_two_of_the_values),
		cmocka_unit_test(intervals_hold_their_estimates_in_any_order),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
