#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>

#include "model/money.h"

/* Computed with Python's decimal module, ROUND_HALF_UP, which rounds half away from zero. */
static void amounts_convert_exactly_and_round_half_away_from_zero(void **state)
{
	static const struct {
		int64_t amount;
		int from;
		int64_t r8;
		int to;
		int64_t converted;
	} known[] = {
		{ 10000, 2, 1123450000, 2, 112345 }, /* 100.00 EUR at 11.2345 */
		{ 1000, 0, 7120000, 2, 7120 },	     /* 1000 JPY at 0.0712 */
		{ 1234, 3, 3450000000, 2, 4257 },    /* 1.234 KWD at 34.5 */
		{ 99999, 2, 8901234, 0, 89 },
		{ 1, 2, 50000000, 2, 1 },
		{ -1, 2, 50000000, 2, -1 },
		{ 1, 2, 49999999, 2, 0 },
		{ -1, 2, 49999999, 2, 0 },
		{ 3, 2, 50000000, 2, 2 },
		{ -3, 2, 50000000, 2, -2 },
		{ 25, 2, 10000000, 2, 3 },
		{ 123456789012345, 2, 1147893211, 4, 141715209959130221 },
		{ -987654321987, 4, 33333333, 0, -32921810 },
		{ INT64_MAX, 0, 100000000, 0, INT64_MAX },
		{ INT64_MIN, 0, 100000000, 0, INT64_MIN },
		{ INT64_MAX, 4, 100000001, 0, 922337212908850 },
		{ 49, 2, 100000000, 0, 0 },
		{ 50, 2, 100000000, 0, 1 },
		{ -50, 2, 100000000, 0, -1 },
		{ 149, 2, 100000000, 0, 1 },
		{ 0, 2, 1123450000, 2, 0 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++) {
		int64_t converted = 7;

		assert_true(money_convert(
			known[i].amount, known[i].from, known[i].r8, known[i].to, &converted));
		assert_true(converted == known[i].converted);
	}
}

static void a_conversion_that_does_not_fit_is_told(void **state)
{
	int64_t converted = 7;

	(void)state;
	assert_false(money_convert(INT64_MAX, 0, 100000000, 4, &converted));
	assert_false(money_convert(INT64_MAX, 2, INT64_MAX, 2, &converted));
	assert_false(money_convert(INT64_MAX, 2, 100000001, 2, &converted));
	assert_false(money_convert(INT64_MIN, 2, 100000001, 2, &converted));
	assert_false(money_convert(INT64_MIN, 0, INT64_MAX, 4, &converted));
	assert_true(converted == 7);
}

static void the_rate_one_changes_nothing(void **state)
{
	int64_t one, converted;

	(void)state;
	assert_true(money_rate(1, &one));
	for (int exponent = 0; exponent <= 4; exponent++) {
		for (int64_t amount = -1000; amount <= 1000; amount++) {
			assert_true(money_convert(amount, exponent, one, exponent, &converted));
			assert_true(converted == amount);
		}
	}
}

static void rates_are_kept_to_eight_decimals(void **state)
{
	int64_t r8 = 0;

	(void)state;
	assert_true(money_rate(11.2345, &r8));
	assert_true(r8 == 1123450000);
	assert_true(money_rate(0.06983421, &r8));
	assert_true(r8 == 6983421);
	assert_true(money_rate(0.00000001, &r8));
	assert_true(r8 == 1);
	assert_true(money_rate(90000000000.0, &r8));
	assert_true(r8 == 9000000000000000000);
}

static void what_is_no_rate_is_refused(void **state)
{
	static const double wrong[] = { 0, -1, -0.0, 0.000000001, 92233720369.0, 1e300, -1e300,
		INFINITY, -INFINITY, NAN };
	int64_t r8 = 7;

	(void)state;
	for (size_t i = 0; i < sizeof(wrong) / sizeof(*wrong); i++)
		assert_false(money_rate(wrong[i], &r8));
	assert_true(r8 == 7);
}

static void a_sum_never_wraps(void **state)
{
	int64_t sum = INT64_MAX - 1;

	(void)state;
	assert_true(money_add(&sum, 1));
	assert_true(sum == INT64_MAX);
	assert_false(money_add(&sum, 1));
	assert_true(sum == INT64_MAX);
	assert_true(money_add(&sum, INT64_MIN));
	assert_true(sum == -1);
	assert_false(money_add(&sum, INT64_MIN));
	assert_true(sum == -1);
}

static void scales_are_powers_of_ten(void **state)
{
	(void)state;
	for (int exponent = 0; exponent <= 4; exponent++)
		assert_true((double)money_scale(exponent) == pow(10, exponent));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(amounts_convert_exactly_and_round_half_away_from_zero),
		cmocka_unit_test(a_conversion_that_does_not_fit_is_told),
		cmocka_unit_test(the_rate_one_changes_nothing),
		cmocka_unit_test(rates_are_kept_to_eight_decimals),
		cmocka_unit_test(what_is_no_rate_is_refused),
		cmocka_unit_test(a_sum_never_wraps),
		cmocka_unit_test(scales_are_powers_of_ten),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
