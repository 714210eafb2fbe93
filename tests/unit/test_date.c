#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "model/date.h"

/* The calendar as it is taught, stepped day by day: the slow reference. */
struct day {
	int year, month, day;
};

static bool leap(int year)
{
	if (year % 400 == 0)
		return true;
	if (year % 100 == 0)
		return false;
	return year % 4 == 0;
}

static int month_days(int year, int month)
{
	switch (month) {
	case 4:
	case 6:
	case 9:
	case 11:
		return 30;
	case 2:
		return leap(year) ? 29 : 28;
	default:
		return 31;
	}
}

static void day_next(struct day *day)
{
	if (++day->day <= month_days(day->year, day->month))
		return;
	day->day = 1;
	if (++day->month <= 12)
		return;
	day->month = 1;
	day->year++;
}

static void every_day_of_the_calendar_goes_to_its_parts_and_back(void **state)
{
	struct day day = { 1, 1, 1 };
	int count = 0;

	(void)state;
	/* Python: date(1970, 1, 1).toordinal() is 719163, and 0001-01-01 is day 1. */
	for (int32_t days = 1 - 719163; day.year <= 9999; days++, day_next(&day), count++) {
		struct date date = date_of(day.year, day.month, day.day);
		int year, m, d;

		date_parts(date, &year, &m, &d);
		if (date.days != days || year != day.year || m != day.month || d != day.day)
			fail_msg("%04d-%02d-%02d is day %d, not %d", day.year, day.month, day.day,
				date.days, days);
		if (date_weekday(date) != count % 7)
			fail_msg("%04d-%02d-%02d is on another weekday", day.year, day.month,
				day.day);
	}
	assert_int_equal(count, 3652059);
}

static void known_days_have_known_numbers_and_weekdays(void **state)
{
	static const struct {
		int year, month, day, days, weekday;
	} known[] = {
		{ 1, 1, 1, -719162, 0 },
		{ 1582, 10, 15, -141427, 4 },
		{ 1900, 3, 1, -25508, 3 },
		{ 1969, 12, 31, -1, 2 },
		{ 1970, 1, 1, 0, 3 },
		{ 2000, 1, 1, 10957, 5 },
		{ 2000, 2, 29, 11016, 1 },
		{ 2024, 2, 29, 19782, 3 },
		{ 2026, 3, 31, 20543, 1 },
		{ 9999, 12, 31, 2932896, 4 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++) {
		struct date date = date_of(known[i].year, known[i].month, known[i].day);

		assert_int_equal(date.days, known[i].days);
		assert_int_equal(date_weekday(date), known[i].weekday);
	}
}

static void what_is_no_day_is_not_known(void **state)
{
	static const struct day none[] = {
		{ 0, 12, 31 },
		{ 10000, 1, 1 },
		{ -4, 2, 29 },
		{ 2025, 0, 1 },
		{ 2025, 13, 1 },
		{ 2025, 1, 0 },
		{ 2025, 1, 32 },
		{ 2025, 4, 31 },
		{ 2025, 2, 29 },
		{ 1900, 2, 29 },
		{ 2100, 2, 29 },
		{ 2024, 2, 30 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(none) / sizeof(*none); i++) {
		struct date date = date_of(none[i].year, none[i].month, none[i].day);

		assert_true(date_equal(date, DATE_NONE));
		assert_false(date_known(date));
	}
	assert_true(date_known(date_of(2000, 2, 29)));
	assert_false(date_known(DATE_NEVER));
}

static void dates_are_read_exactly(void **state)
{
	static const char *const wrong[] = { "", "2026", "2026-1-01", "2026-01-1", "2026-01-01 ",
		" 2026-01-01", "2026-01-01T00", "2026/01/01", "2026-02-29", "2026-13-01",
		"0000-01-01", "+026-01-01", "2026-01-+1", "20260101", "10000-01-01", "2026-00-10",
		"2026-01-00", "2026-01-0x", "-", "2026-01-" };
	struct date date = { 42 };

	(void)state;
	for (size_t i = 0; i < sizeof(wrong) / sizeof(*wrong); i++) {
		if (date_parse(wrong[i], &date))
			fail_msg("'%s' was read", wrong[i]);
		assert_int_equal(date.days, 42);
	}
	assert_true(date_parse("2024-02-29", &date));
	assert_int_equal(date.days, 19782);
	assert_true(date_parse("0001-01-01", &date));
	assert_int_equal(date.days, -719162);
	assert_true(date_parse("9999-12-31", &date));
	assert_int_equal(date.days, 2932896);
}

static void dates_are_written_as_they_are_read(void **state)
{
	char text[11], expected[32];
	struct day day = { 1, 1, 1 };

	(void)state;
	for (; day.year <= 9999; day_next(&day)) {
		struct date read, date = date_of(day.year, day.month, day.day);

		if (day.day != 1 && day.day < 28)
			continue;
		date_format(date, text);
		snprintf(
			expected, sizeof(expected), "%04d-%02d-%02d", day.year, day.month, day.day);
		assert_string_equal(text, expected);
		assert_true(date_parse(text, &read));
		assert_true(date_equal(read, date));
	}
	date_format(DATE_NONE, text);
	assert_string_equal(text, "");
	date_format(DATE_NEVER, text);
	assert_string_equal(text, "");
}

static void adding_days_stays_within_the_calendar(void **state)
{
	struct date first = date_of(1, 1, 1), last = date_of(9999, 12, 31);

	(void)state;
	assert_true(date_equal(date_add(date_of(2024, 2, 28), 2), date_of(2024, 3, 1)));
	assert_true(date_equal(date_add(date_of(2025, 2, 28), 1), date_of(2025, 3, 1)));
	assert_true(date_equal(date_add(date_of(2026, 1, 1), -1), date_of(2025, 12, 31)));
	assert_true(date_equal(date_add(first, 3652058), last));
	assert_true(date_equal(date_add(last, -3652058), first));
	assert_true(date_equal(date_add(last, 1), DATE_NEVER));
	assert_true(date_equal(date_add(last, INT32_MAX), DATE_NEVER));
	assert_true(date_equal(date_add(first, -1), DATE_NONE));
	assert_true(date_equal(date_add(first, INT32_MIN), DATE_NONE));
	assert_true(date_equal(date_add(DATE_NONE, 7), DATE_NONE));
	assert_true(date_equal(date_add(DATE_NEVER, -7), DATE_NEVER));
}

static void never_is_after_and_none_before_every_day(void **state)
{
	struct date first = date_of(1, 1, 1), last = date_of(9999, 12, 31);

	(void)state;
	assert_true(date_before(DATE_NONE, first));
	assert_true(date_before(first, last));
	assert_true(date_before(last, DATE_NEVER));
	assert_false(date_before(last, last));
	assert_true(date_equal(date_earlier(last, first), first));
	assert_true(date_equal(date_earlier(first, DATE_NEVER), first));
	assert_true(date_equal(date_later(last, first), last));
	assert_true(date_equal(date_later(DATE_NONE, first), first));
}

static void anniversaries_are_whole_months(void **state)
{
	(void)state;
	assert_true(date_months(date_of(2023, 3, 15), date_of(2024, 3, 15)) == 12);
	assert_true(date_months(date_of(2024, 3, 15), date_of(2025, 3, 15)) == 12);
	assert_true(date_months(date_of(2020, 2, 29), date_of(2024, 2, 29)) == 48);
	assert_true(date_months(date_of(2025, 11, 1), date_of(2026, 2, 1)) == 3);
	assert_true(date_months(date_of(2026, 2, 1), date_of(2025, 11, 1)) == -3);
	assert_float_equal(
		date_months(date_of(2026, 1, 1), date_of(2026, 1, 31)), 0.967741935, 1e-9);
	assert_float_equal(
		date_months(date_of(2025, 12, 31), date_of(2026, 1, 1)), 0.032258065, 1e-9);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_day_of_the_calendar_goes_to_its_parts_and_back),
		cmocka_unit_test(known_days_have_known_numbers_and_weekdays),
		cmocka_unit_test(what_is_no_day_is_not_known),
		cmocka_unit_test(dates_are_read_exactly),
		cmocka_unit_test(dates_are_written_as_they_are_read),
		cmocka_unit_test(adding_days_stays_within_the_calendar),
		cmocka_unit_test(never_is_after_and_none_before_every_day),
		cmocka_unit_test(anniversaries_are_whole_months),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
