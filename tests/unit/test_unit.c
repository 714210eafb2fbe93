#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "model/unit.h"

static void assert_rounds(enum unit unit, double value, double scale, double rounded)
{
	double result = unit_round(unit, value, scale);

	if (result != rounded || !!signbit(result) != !!signbit(rounded))
		fail_msg("%.17g rounds to %.17g, not %.17g", value, result, rounded);
}

static void shares_round_to_three_decimals(void **state)
{
	(void)state;
	assert_rounds(UNIT_SHARE, 0.9125, 100, 0.913);
	assert_rounds(UNIT_SHARE, 0.91249, 100, 0.912);
	assert_rounds(UNIT_SHARE, 0.0005, 100, 0.001);
	assert_rounds(UNIT_SHARE, 0.2345, 100, 0.235);
	assert_rounds(UNIT_SHARE, 1.0005, 100, 1.001);
	assert_rounds(UNIT_SHARE, 1.083, 100, 1.083);
	assert_rounds(UNIT_SHARE, -0.0125, 100, -0.013);
	assert_rounds(UNIT_SHARE, 1, 100, 1);
	/* 0.5005 times 1000 is less than 500.5 in binary: the formula's 1e-9 makes it a half. */
	assert_rounds(UNIT_SHARE, 0.5005, 100, 0.501);
	assert_rounds(UNIT_SHARE, -0.5055, 100, -0.506);
	assert_rounds(UNIT_SHARE, 0.50049999, 100, 0.5);
}

static void points_round_to_one_decimal(void **state)
{
	(void)state;
	assert_rounds(UNIT_POINTS, 33.25, 100, 33.3);
	assert_rounds(UNIT_POINTS, 33.24, 100, 33.2);
	assert_rounds(UNIT_POINTS, 0.15, 100, 0.2);
	assert_rounds(UNIT_POINTS, -0.15, 100, -0.2);
	assert_rounds(UNIT_POINTS, 33.333333, 100, 33.3);
	assert_rounds(UNIT_POINTS, -100, 100, -100);
}

static void slopes_round_to_four_decimals(void **state)
{
	(void)state;
	assert_rounds(UNIT_SLOPE, 0.00005, 100, 0.0001);
	assert_rounds(UNIT_SLOPE, 0.00145, 100, 0.0015);
	assert_rounds(UNIT_SLOPE, 0.000049, 100, 0);
	assert_rounds(UNIT_SLOPE, -0.01235, 100, -0.0124);
}

static void money_rounds_to_whole_units_in_minor_units(void **state)
{
	(void)state;
	assert_rounds(UNIT_MONEY, 12345649, 100, 12345600);
	assert_rounds(UNIT_MONEY, 12345650, 100, 12345700);
	assert_rounds(UNIT_MONEY, -12345650, 100, -12345700);
	assert_rounds(UNIT_MONEY, 12345, 1, 12345);
	assert_rounds(UNIT_MONEY, 1500, 1000, 2000);
	assert_rounds(UNIT_MONEY, 1499, 1000, 1000);
	assert_rounds(UNIT_MONEY, 1234567890123450, 100, 1234567890123500);
}

static void counts_dates_and_nothing_stay(void **state)
{
	(void)state;
	assert_rounds(UNIT_COUNT, 1563, 100, 1563);
	assert_rounds(UNIT_DATE, 20543, 100, 20543);
	assert_rounds(UNIT_NONE, 0.12345, 100, 0.12345);
}

static void what_rounds_to_zero_has_no_sign(void **state)
{
	(void)state;
	assert_rounds(UNIT_SHARE, -0.0004, 100, 0);
	assert_rounds(UNIT_POINTS, -0.04, 100, 0);
	assert_rounds(UNIT_MONEY, -49, 100, 0);
	assert_rounds(UNIT_SHARE, -0.0, 100, 0);
}

/* What is printed with that many decimals is read back as the same double, so that a status
 * computed from a printed figure is the status computed here. */
static void a_rounded_value_is_the_one_its_print_shows(void **state)
{
	static const struct {
		enum unit unit;
		int decimals;
	} units[] = { { UNIT_SHARE, 3 }, { UNIT_POINTS, 1 }, { UNIT_SLOPE, 4 } };
	char printed[64];

	(void)state;
	for (size_t i = 0; i < sizeof(units) / sizeof(*units); i++) {
		for (int step = -20000; step <= 20000; step++) {
			double rounded = unit_round(units[i].unit, step / 7001.0, 100);

			snprintf(printed, sizeof(printed), "%.*f", units[i].decimals, rounded);
			assert_true(strtod(printed, NULL) == rounded);
			assert_true(unit_round(units[i].unit, rounded, 100) == rounded);
		}
	}
}

static void units_have_the_names_of_the_interface(void **state)
{
	(void)state;
	assert_string_equal(unit_name(UNIT_NONE), "none");
	assert_string_equal(unit_name(UNIT_SHARE), "share");
	assert_string_equal(unit_name(UNIT_POINTS), "points");
	assert_string_equal(unit_name(UNIT_MONEY), "money");
	assert_string_equal(unit_name(UNIT_COUNT), "count");
	assert_string_equal(unit_name(UNIT_SLOPE), "slope");
	assert_string_equal(unit_name(UNIT_DATE), "date");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(shares_round_to_three_decimals),
		cmocka_unit_test(points_round_to_one_decimal),
		cmocka_unit_test(slopes_round_to_four_decimals),
		cmocka_unit_test(money_rounds_to_whole_units_in_minor_units),
		cmocka_unit_test(counts_dates_and_nothing_stay),
		cmocka_unit_test(what_rounds_to_zero_has_no_sign),
		cmocka_unit_test(a_rounded_value_is_the_one_its_print_shows),
		cmocka_unit_test(units_have_the_names_of_the_interface),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
