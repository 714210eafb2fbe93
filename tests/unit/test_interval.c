#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>

#include "stats/interval.h"
#include "stats/proportion.h"

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

static const double z95 = 1.959963984540054; /* R: qnorm(0.975) */

/* Newcombe 1998, Stat. Med. 17: 873-890, table II, cases (a) and (g), method 10. */
static void differences_of_shares_agree_with_newcombe(void **state)
{
	(void)state;
	struct interval interval = interval_difference(
		0.8, proportion_wilson(0.8, 70, z95), 0.6, proportion_wilson(0.6, 80, z95));
	assert_true(interval.defined);
	near(interval.low, 0.0524, 5e-5);
	near(interval.high, 0.3339, 5e-5);
	interval = interval_difference(
		1, proportion_wilson(1, 10, z95), 0, proportion_wilson(0, 20, z95));
	near(interval.low, 0.6791, 5e-5);
	near(interval.high, 1, 1e-12);
}

/* By hand: half-widths of 3 and 4 one way, of 5 and 12 the other. */
static void squares_of_half_widths_add_up(void **state)
{
	(void)state;
	struct interval a = { true, 7, 15 }, b = { true, 16, 32 };
	struct interval sum = interval_sum(10, a, 20, b);
	near(sum.low, 25, 1e-12);
	near(sum.high, 43, 1e-12);
	/* 10 - 20: down by 3 and by 12, up by 5 and by 4. */
	struct interval difference = interval_difference(10, a, 20, b);
	near(difference.low, -10 - sqrt(153), 1e-12);
	near(difference.high, -10 + sqrt(41), 1e-12);
}

static void a_weighted_sum_covers_sums_and_differences(void **state)
{
	(void)state;
	const double values[] = { 10, 20 };
	const struct interval intervals[] = { { true, 7, 15 }, { true, 16, 32 } };
	struct interval sum = interval_weighted_sum((double[]){ 1, 1 }, values, intervals, 2);
	near(sum.low, 25, 1e-12);
	near(sum.high, 43, 1e-12);
	struct interval difference =
		interval_weighted_sum((double[]){ 1, -1 }, values, intervals, 2);
	near(difference.low, -10 - sqrt(153), 1e-12);
	near(difference.high, -10 + sqrt(41), 1e-12);
	struct interval half = interval_weighted_sum((double[]){ 0.5, 0.5 }, values, intervals, 2);
	near(half.low, 12.5, 1e-12);
	near(half.high, 21.5, 1e-12);
}

static void nothing_is_said_when_a_part_is_unknown(void **state)
{
	(void)state;
	struct interval known = { true, 0, 2 }, unknown = { false, 0, 0 };
	const struct interval both[] = { known, unknown };
	const double values[] = { 1, 1 };
	assert_false(interval_sum(1, known, 1, unknown).defined);
	assert_false(interval_sum(1, unknown, 1, known).defined);
	assert_false(interval_difference(1, known, 1, unknown).defined);
	assert_false(interval_difference(1, unknown, 1, known).defined);
	assert_false(interval_weighted_sum((double[]){ 1, 1 }, values, both, 2).defined);
	assert_true(interval_weighted_sum((double[]){ 1, 0 }, values, both, 2).defined);
	assert_false(interval_clip(unknown, 0, 1).defined);
}

static void clipping_moves_ends_into_the_range(void **state)
{
	(void)state;
	struct interval interval = interval_clip((struct interval){ true, -0.2, 1.3 }, 0, 1);
	assert_true(interval.defined && interval.low == 0 && interval.high == 1);
	interval = interval_clip((struct interval){ true, 0.2, 0.3 }, 0, 1);
	assert_true(interval.low == 0.2 && interval.high == 0.3);
}

static void combined_intervals_hold_their_estimates(void **state)
{
	(void)state;
	uint64_t seed = 1;
	for (int round = 0; round < 2000; round++) {
		double values[5], weights[5], sum = 0;
		struct interval intervals[5];
		for (size_t i = 0; i < 5; i++) {
			values[i] = chance(&seed) * 20 - 10;
			weights[i] = chance(&seed) * 4 - 2;
			intervals[i] = (struct interval){ true, values[i] - chance(&seed),
				values[i] + chance(&seed) };
			sum += weights[i] * values[i];
		}
		struct interval all = interval_weighted_sum(weights, values, intervals, 5);
		assert_true(all.low <= sum && sum <= all.high);
		struct interval difference =
			interval_difference(values[0], intervals[0], values[1], intervals[1]);
		struct interval turned =
			interval_difference(values[1], intervals[1], values[0], intervals[0]);
		near(turned.low, -difference.high, 1e-12);
		near(turned.high, -difference.low, 1e-12);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(differences_of_shares_agree_with_newcombe),
		cmocka_unit_test(squares_of_half_widths_add_up),
		cmocka_unit_test(a_weighted_sum_covers_sums_and_differences),
		cmocka_unit_test(nothing_is_said_when_a_part_is_unknown),
		cmocka_unit_test(clipping_moves_ends_into_the_range),
		cmocka_unit_test(combined_intervals_hold_their_estimates),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
