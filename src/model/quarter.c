#include "model/quarter.h"

#include <stdio.h>
#include <string.h>

enum { LATEST_YEAR = 10000 }; /* what the fiscal year that starts in 9999 may be called */

static int fiscal_start_year(struct quarter quarter)
{
	return quarter.index >= 0 ? quarter.index / 4 : -1 - (-1 - quarter.index) / 4;
}

int quarter_number(struct quarter quarter)
{
	return quarter.index - 4 * fiscal_start_year(quarter) + 1;
}

struct quarter quarter_of(struct date date, struct fiscal_year fiscal)
{
	int year, month, day;

	/* DATE_NONE and DATE_NEVER are before and after every quarter too. */
	if (!date_known(date))
		return (struct quarter){ date.days };
	date_parts(date, &year, &month, &day);

	int start_year = month >= fiscal.start_month ? year : year - 1;
	int quarters = (month - fiscal.start_month + 12) % 12 / 3;

	return (struct quarter){ start_year * 4 + quarters };
}

static struct date quarter_edge(int start_year, int quarters, struct fiscal_year fiscal)
{
	int months = fiscal.start_month - 1 + 3 * quarters;
	int year = start_year + months / 12;

	if (year < 1)
		return DATE_NONE;
	if (year > 9999)
		return DATE_NEVER;
	return date_of(year, months % 12 + 1, 1);
}

struct date quarter_start(struct quarter quarter, struct fiscal_year fiscal)
{
	return quarter_edge(fiscal_start_year(quarter), quarter_number(quarter) - 1, fiscal);
}

struct date quarter_end(struct quarter quarter, struct fiscal_year fiscal)
{
	return quarter_edge(fiscal_start_year(quarter), quarter_number(quarter), fiscal);
}

struct quarter quarter_add(struct quarter quarter, int quarters)
{
	int64_t index = (int64_t)quarter.index + quarters;

	if (index < INT32_MIN)
		index = INT32_MIN;
	if (index > INT32_MAX)
		index = INT32_MAX;
	return (struct quarter){ (int32_t)index };
}

bool quarter_contains(struct quarter quarter, struct date date, struct fiscal_year fiscal)
{
	return date_known(date) && quarter_of(date, fiscal).index == quarter.index;
}

void quarter_format(struct quarter quarter, struct fiscal_year fiscal, char text[16])
{
	/* No day is in a fiscal year that starts before 0000 or after 9999. */
	int index = quarter.index < 0 ? 0 : quarter.index > 39999 ? 39999 : quarter.index;
	unsigned year = (unsigned)index / 4, number = (unsigned)index % 4 + 1;

	if (fiscal.start_month == 1)
		snprintf(text, 16, "%04uQ%u", year, number);
	else if (fiscal.label == FISCAL_LABEL_SPAN)
		snprintf(text, 16, "%04u/%02uQ%u", year, (year + 1) % 100, number);
	else
		snprintf(text, 16, "FY%04uQ%u", year + (fiscal.label == FISCAL_LABEL_END), number);
}

/* Reads the decimal digits at *text and moves past them; returns how many there were. */
static int digits_read(const char **text, int *value)
{
	int count = 0;

	for (*value = 0; **text >= '0' && **text <= '9' && count < 6; (*text)++, count++)
		*value = *value * 10 + (**text - '0');
	return count;
}

static bool year_read(const char **text, int *year)
{
	int digits = digits_read(text, year);

	return digits == 4 || (digits == 5 && *year == LATEST_YEAR);
}

bool quarter_parse(const char *text, struct fiscal_year fiscal, struct quarter *quarter)
{
	bool plain = fiscal.start_month == 1, fy = strncmp(text, "FY", 2) == 0;
	bool spans = !plain && fiscal.label == FISCAL_LABEL_SPAN;
	int year;

	/* Under a span, or a plain year where fiscal years are shifted, the year would be a guess.
	 */
	if (fy ? spans : !plain && !spans)
		return false;
	if (fy)
		text += 2;
	if (!year_read(&text, &year))
		return false;
	if (spans) {
		int second, digits;

		if (*text++ != '/')
			return false;
		digits = digits_read(&text, &second);
		if (second != (digits == 2 ? (year + 1) % 100 : year + 1) ||
			(digits != 2 && digits < 4))
			return false;
	} else if (!plain && fiscal.label == FISCAL_LABEL_END) {
		year--;
	}
	if (*text == '-')
		text++;
	if (*text != 'Q' && *text != 'q')
		return false;
	text++;
	if (*text < '1' || *text > '4' || text[1])
		return false;

	struct quarter parsed = { year * 4 + (*text - '1') };
	struct date end = quarter_end(parsed, fiscal);

	/* A quarter of no day of the calendar is none. */
	if (!date_before(date_of(1, 1, 1), end) ||
		date_equal(quarter_start(parsed, fiscal), DATE_NEVER))
		return false;
	*quarter = parsed;
	return true;
}
