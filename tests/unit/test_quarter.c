#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdbool.h>
#include <string.h>

#include "model/quarter.h"

#define COUNT(array) (sizeof(array) / sizeof(*(array)))

static const struct fiscal_year calendar = { 1, FISCAL_LABEL_END };

static void assert_label(int year, int month, int day, struct fiscal_year fiscal, const char *label)
{
	struct quarter quarter = quarter_of(date_of(year, month, day), fiscal), read;
	char text[16];

	quarter_format(quarter, fiscal, text);
	assert_string_equal(text, label);
	assert_true(quarter_parse(label, fiscal, &read));
	assert_int_equal(read.index, quarter.index);
}

static void quarters_are_named_as_the_fiscal_year_is_labelled(void **state)
{
	const struct fiscal_year april_end = { 4, FISCAL_LABEL_END };
	const struct fiscal_year april_start = { 4, FISCAL_LABEL_START };
	const struct fiscal_year april_span = { 4, FISCAL_LABEL_SPAN };
	const struct fiscal_year july_end = { 7, FISCAL_LABEL_END };
	const struct fiscal_year september_span = { 9, FISCAL_LABEL_SPAN };
	/* The United States' fiscal year 2026 began on 1 October 2025. */
	const struct fiscal_year october_end = { 10, FISCAL_LABEL_END };
	const struct fiscal_year december_start = { 12, FISCAL_LABEL_START };

	(void)state;
	assert_label(2025, 7, 1, calendar, "2025Q3");
	assert_label(2026, 3, 31, calendar, "2026Q1");
	assert_label(2026, 12, 31, (struct fiscal_year){ 1, FISCAL_LABEL_SPAN }, "2026Q4");
	assert_label(2025, 5, 10, april_end, "FY2026Q1");
	assert_label(2025, 5, 10, april_start, "FY2025Q1");
	assert_label(2025, 5, 10, april_span, "2025/26Q1");
	assert_label(2025, 3, 31, april_span, "2024/25Q4");
	assert_label(1999, 4, 1, april_span, "1999/00Q1");
	assert_label(2026, 2, 1, july_end, "FY2026Q3");
	assert_label(2025, 2, 28, september_span, "2024/25Q2");
	assert_label(2025, 10, 1, october_end, "FY2026Q1");
	assert_label(2025, 9, 30, october_end, "FY2025Q4");
	assert_label(2025, 11, 30, december_start, "FY2024Q4");
	assert_label(2025, 12, 1, december_start, "FY2025Q1");
	assert_label(9999, 6, 1, april_end, "FY10000Q1");
	assert_label(9999, 6, 1, april_span, "9999/00Q1");
	assert_label(1, 1, 1, december_start, "FY0000Q1");
}

static void quarters_are_read_in_every_form_that_is_promised(void **state)
{
	const struct fiscal_year end = { 4, FISCAL_LABEL_END }, start = { 4, FISCAL_LABEL_START };
	const struct fiscal_year span = { 4, FISCAL_LABEL_SPAN };
	const struct {
		const char *text;
		struct fiscal_year fiscal;
		int start_year, number;
	} forms[] = {
		{ "2026Q1", calendar, 2026, 1 },
		{ "2026-Q1", calendar, 2026, 1 },
		{ "2026q4", calendar, 2026, 4 },
		{ "2026-q2", calendar, 2026, 2 },
		{ "FY2026Q1", calendar, 2026, 1 },
		{ "FY2026-Q3", calendar, 2026, 3 },
		{ "FY2026Q1", end, 2025, 1 },
		{ "FY2026-q4", end, 2025, 4 },
		{ "FY2026Q1", start, 2026, 1 },
		{ "2025/26Q1", span, 2025, 1 },
		{ "2025/2026Q1", span, 2025, 1 },
		{ "2025/26-Q2", span, 2025, 2 },
		{ "1999/00q3", span, 1999, 3 },
		{ "1999/2000-q3", span, 1999, 3 },
		{ "9999/10000Q1", span, 9999, 1 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(forms); i++) {
		struct quarter quarter;

		if (!quarter_parse(forms[i].text, forms[i].fiscal, &quarter))
			fail_msg("'%s' was not read", forms[i].text);
		assert_int_equal(quarter.index, forms[i].start_year * 4 + forms[i].number - 1);
		assert_int_equal(quarter_number(quarter), forms[i].number);
	}
}

static void what_names_no_quarter_is_not_read(void **state)
{
	const struct fiscal_year end = { 4, FISCAL_LABEL_END }, span = { 4, FISCAL_LABEL_SPAN };
	const struct {
		const char *text;
		struct fiscal_year fiscal;
	} wrong[] = {
		{ "", calendar },
		{ "2026", calendar },
		{ "2026Q", calendar },
		{ "2026Q0", calendar },
		{ "2026Q5", calendar },
		{ "2026Q11", calendar },
		{ "2026Q1 ", calendar },
		{ " 2026Q1", calendar },
		{ "26Q1", calendar },
		{ "02026Q1", calendar },
		{ "2026--Q1", calendar },
		{ "2026 Q1", calendar },
		{ "-2026Q1", calendar },
		{ "Q12026", calendar },
		{ "fy2026Q1", calendar },
		{ "FY", calendar },
		{ "F2026Q1", calendar },
		{ "2025/26Q1", calendar },
		{ "0000Q4", calendar },
		{ "10000Q1", calendar },
		{ "99999999999Q1", calendar },
		{ "2026-01", calendar },
		{ "2026K1", calendar },
		{ "FY-2026Q1", calendar },
		{ "2026Q1", end },
		{ "2025/26Q1", end },
		{ "FY0000Q4", end },
		{ "FY0001Q3", end },
		{ "2026Q1", span },
		{ "FY2026Q1", span },
		{ "2025/25Q1", span },
		{ "2025/27Q1", span },
		{ "2025/6Q1", span },
		{ "2025/026Q1", span },
		{ "2025/2027Q1", span },
		{ "2025/Q1", span },
		{ "2025-26Q1", span },
		{ "25/26Q1", span },
		{ "2025/26", span },
		{ "0005/6Q1", span },
		{ "0005/006Q1", span },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(wrong); i++) {
		struct quarter quarter = { 7 };

		if (quarter_parse(wrong[i].text, wrong[i].fiscal, &quarter))
			fail_msg("'%s' was read", wrong[i].text);
		assert_int_equal(quarter.index, 7);
	}
}

/*
 * The slow reference: walk the days and count. A month turns when a day 1 comes, every third month
 * from the first of the fiscal year a quarter turns, every twelfth the year.
 */
static void check_span(struct date from, struct date until, int start_month)
{
	const struct fiscal_year fiscal = { start_month, FISCAL_LABEL_END };
	int months = -1, start_year = 0;
	struct date opening = DATE_NONE;

	for (struct date date = from; date_before(date, until); date = date_add(date, 1)) {
		int year, month, day;

		date_parts(date, &year, &month, &day);
		if (day == 1 && month == start_month) {
			months = 0;
			start_year = year;
		} else if (day == 1 && months >= 0) {
			months++;
		}
		if (months < 0)
			continue;
		if (day == 1 && months % 3 == 0)
			opening = date;

		struct quarter quarter = quarter_of(date, fiscal);

		if (quarter.index != start_year * 4 + months / 3 ||
			quarter_number(quarter) != months / 3 + 1 ||
			!date_equal(quarter_start(quarter, fiscal), opening) ||
			!date_before(date, quarter_end(quarter, fiscal)) ||
			!quarter_contains(quarter, date, fiscal) ||
			quarter_contains(quarter_add(quarter, 1), date, fiscal) ||
			quarter_contains(quarter_add(quarter, -1), date, fiscal))
			fail_msg("%04d-%02d-%02d, fiscal years from month %d: index %d, months %d",
				year, month, day, start_month, quarter.index, months);
	}
}

static void quarters_agree_with_counted_days_for_every_first_month(void **state)
{
	(void)state;
	for (int month = 1; month <= 12; month++) {
		check_span(date_of(1, 1, 1), date_of(8, 1, 1), month);
		check_span(date_of(1896, 1, 1), date_of(1905, 1, 1), month);
		check_span(date_of(1995, 1, 1), date_of(2032, 1, 1), month);
		check_span(date_of(9990, 1, 1), DATE_NEVER, month);
	}
}

static void a_quarter_ends_the_day_before_the_next_begins(void **state)
{
	(void)state;
	for (int month = 1; month <= 12; month++) {
		const struct fiscal_year fiscal = { month, FISCAL_LABEL_START };

		for (int32_t index = 0; index < 40000; index++) {
			struct quarter quarter = { index }, next = quarter_add(quarter, 1);

			assert_true(date_equal(
				quarter_end(quarter, fiscal), quarter_start(next, fiscal)));
			assert_true(date_equal(quarter_start(quarter, fiscal), DATE_NONE) ||
				    date_before(quarter_start(quarter, fiscal),
					    quarter_end(quarter, fiscal)) ||
				    date_equal(quarter_start(quarter, fiscal), DATE_NEVER));
		}
	}
}

static void adding_quarters_and_taking_them_away_gives_the_same(void **state)
{
	(void)state;
	for (int32_t index = 0; index < 40000; index += 7) {
		for (int step = -50; step <= 50; step++) {
			struct quarter quarter = { index }, there = quarter_add(quarter, step);

			assert_int_equal(there.index - index, step);
			assert_int_equal(quarter_add(there, -step).index, index);
		}
	}
}

static void every_label_is_read_back(void **state)
{
	(void)state;
	for (int month = 1; month <= 12; month++) {
		for (int label = FISCAL_LABEL_END; label <= FISCAL_LABEL_SPAN; label++) {
			const struct fiscal_year fiscal = { month, (enum fiscal_label)label };
			struct quarter first = quarter_of(date_of(1, 1, 1), fiscal);
			struct quarter last = quarter_of(date_of(9999, 12, 31), fiscal), read;
			char text[16];

			for (struct quarter q = first; q.index <= last.index;
				q = quarter_add(q, 1)) {
				quarter_format(q, fiscal, text);
				if (!quarter_parse(text, fiscal, &read) || read.index != q.index)
					fail_msg("'%s' is not read back", text);
			}
		}
	}
}

static void the_edges_of_the_calendar_are_bounds(void **state)
{
	const struct fiscal_year december = { 12, FISCAL_LABEL_END };
	struct quarter first = quarter_of(date_of(1, 1, 1), december);
	struct quarter last = quarter_of(date_of(9999, 12, 31), calendar);
	char text[16];

	(void)state;
	assert_true(date_equal(quarter_start(first, december), DATE_NONE));
	assert_true(quarter_contains(first, date_of(1, 2, 28), december));
	assert_true(date_equal(quarter_end(last, calendar), DATE_NEVER));
	assert_true(quarter_contains(last, date_of(9999, 12, 31), calendar));
	assert_false(quarter_contains(quarter_of(DATE_NONE, calendar), DATE_NONE, calendar));
	assert_true(quarter_of(DATE_NONE, calendar).index < first.index);
	assert_true(quarter_of(DATE_NEVER, calendar).index > last.index);

	const int32_t far[] = { INT32_MIN, INT32_MIN + 1, -5, -1, 40000, INT32_MAX - 1, INT32_MAX };

	for (size_t i = 0; i < COUNT(far); i++) {
		struct quarter quarter = { far[i] };

		assert_in_range(quarter_number(quarter), 1, 4);
		assert_false(date_known(quarter_start(quarter, calendar)));
		quarter_format(quarter, december, text);
		assert_true(strlen(text) < sizeof(text));
	}
	assert_int_equal(quarter_add((struct quarter){ INT32_MAX }, INT32_MAX).index, INT32_MAX);
	assert_int_equal(quarter_add((struct quarter){ INT32_MIN }, INT32_MIN).index, INT32_MIN);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(quarters_are_named_as_the_fiscal_year_is_labelled),
		cmocka_unit_test(quarters_are_read_in_every_form_that_is_promised),
		cmocka_unit_test(what_names_no_quarter_is_not_read),
		cmocka_unit_test(quarters_agree_with_counted_days_for_every_first_month),
		cmocka_unit_test(a_quarter_ends_the_day_before_the_next_begins),
		cmocka_unit_test(adding_quarters_and_taking_them_away_gives_the_same),
		cmocka_unit_test(every_label_is_read_back),
		cmocka_unit_test(the_edges_of_the_calendar_are_bounds),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
