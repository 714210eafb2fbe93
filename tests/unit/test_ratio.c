#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>

#include "stats/proportion.h"
#include "stats/ratio.h"

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

static void the_effective_number_counts_weights(void **state)
{
	(void)state;
	near(ratio_kish((double[]){ 3, 3, 3, 3 }, 4), 4, 1e-15);
	near(ratio_kish((double[]){ 5, 0, 0 }, 3), 1, 1e-15);
	near(ratio_kish((double[]){ 1, 2, 3 }, 3), 36.0 / 14, 1e-15);
	assert_true(ratio_kish((double[]){ 0, 0 }, 2) == 0);
	assert_true(ratio_kish((double[]){ 1 }, 0) == 0);
}

/*
 * R: y <- c(10, 0, 25, 5, 0, 60); x <- c(100, 80, 200, 50, 40, 130); r <- sum(y) / sum(x)
 *    se <- sqrt(6 / 5 * sum((y - r * x)^2)) / sum(x); c(r, se, r * exp(c(-1, 1) * qt(0.95, 5) * se
 * / r))
 */
static void a_ratio_agrees_with_r(void **state)
{
	(void)state;
	const double y[] = { 10, 0, 25, 5, 0, 60 }, x[] = { 100, 80, 200, 50, 40, 130 };
	struct ratio_estimate ratio = ratio_linearised(y, x, 6, 0.9);
	assert_true(ratio.defined && ratio.interval.defined);
	near(ratio.value, 0.16666666666666666, 1e-15);
	near(ratio.standard_error, 0.07781745019952502, 1e-14);
	near(ratio.interval.low, 0.06505026320237592, 1e-11);
	near(ratio.interval.high, 0.42702022113821680, 1e-11);
	struct interval expansion = ratio_expansion(x, y, 6, 0.9);
	near(expansion.low, 0.06505026320237592, 1e-11);
	near(expansion.high, 0.42702022113821680, 1e-11);
}

static void few_customers_or_no_increase_have_their_own_answers(void **state)
{
	(void)state;
	const double some[] = { 100, 50, 10 }, none[] = { 0, 0, 0 };
	struct interval expansion = ratio_expansion(some, none, 3, 0.9);
	assert_true(expansion.defined && expansion.low == 0 && expansion.high == 0);
	assert_false(ratio_expansion(some, some, 1, 0.9).defined);
	assert_false(ratio_expansion(some, none, 1, 0.9).defined);
	assert_false(ratio_expansion(some, some, 0, 0.9).defined);
	assert_false(ratio_expansion(none, some, 3, 0.9).defined);
	struct ratio_estimate alone = ratio_linearised(some, some, 1, 0.9);
	assert_true(alone.defined && alone.value == 1 && !alone.interval.defined);
	assert_false(ratio_linearised(some, none, 3, 0.9).defined);
	/* Two customers as unlike as can be: the upper end is beyond any number. */
	struct interval wild =
		ratio_expansion((double[]){ 1e12, 1 }, (double[]){ 0, 1000 }, 2, 0.9999);
	assert_false(wild.defined);
}

/* By hand: (0.8, 0.7..0.9) + (0.2, 0.05..0.4). */
static void net_retention_adds_expansion_to_gross(void **state)
{
	(void)state;
	struct interval gross = { true, 0.7, 0.9 }, expansion = { true, 0.05, 0.4 };
	struct interval net = ratio_net_retention(0.8, gross, 0.2, expansion);
	near(net.low, 1 - sqrt(0.0325), 1e-12);
	near(net.high, 1 + sqrt(0.05), 1e-12);
	net = ratio_net_retention(
		0.1, (struct interval){ true, -0.3, 0.5 }, 0, (struct interval){ true, 0, 0 });
	assert_true(net.defined && net.low == 0);
	assert_false(ratio_net_retention(0.8, gross, 0.2, (struct interval){ 0 }).defined);
	assert_false(ratio_net_retention(0.8, (struct interval){ 0 }, 0.2, expansion).defined);
}

static void ratios_hold_their_estimates_in_any_order(void **state)
{
	(void)state;
	enum { MOST = 50 };
	uint64_t seed = 2;
	for (int round = 0; round < 500; round++) {
		double opening[MOST], increase[MOST], base = 0, added = 0;
		size_t count = 2 + (size_t)(chance(&seed) * (MOST - 2));
		for (size_t i = 0; i < count; i++) {
			opening[i] = exp(10 * chance(&seed));
			increase[i] = chance(&seed) < 0.6 ? 0 : opening[i] * chance(&seed);
			base += opening[i];
			added += increase[i];
		}
		double value = added / base, n = ratio_kish(opening, count);
		struct interval expansion = ratio_expansion(opening, increase, count, 0.9);
		assert_true(n >= 1 - 1e-12 && n <= (double)count + 1e-9);
		assert_true(!expansion.defined ||
			    (expansion.low >= 0 && expansion.low <= value + 1e-12 &&
				    expansion.high >= value - 1e-12 && isfinite(expansion.high)));
		for (size_t i = count - 1; i > 0; i--) {
			size_t k = (size_t)(chance(&seed) * (double)(i + 1));
			double swap = opening[i];
			opening[i] = opening[k];
			opening[k] = swap;
			swap = increase[i];
			increase[i] = increase[k];
			increase[k] = swap;
		}
		struct interval again = ratio_expansion(opening, increase, count, 0.9);
		assert_true(again.defined == expansion.defined);
		near(again.low, expansion.low, 1e-12);
		near(again.high, expansion.high, 1e-11);
		near(ratio_kish(opening, count), n, 1e-12);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_effective_number_counts_weights),
		cmocka_unit_test(a_ratio_agrees_with_r),
		cmocka_unit_test(few_customers_or_no_increase_have_their_own_answers),
		cmocka_unit_test(net_retention_adds_expansion_to_gross),
		cmocka_unit_test(ratios_hold_their_estimates_in_any_order),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
