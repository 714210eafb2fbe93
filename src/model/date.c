#include "model/date.h"

#include <assert.h>
#include <stddef.h>

enum {
	FIRST_DAY = -719162,  /* 0001-01-01 */
	LAST_DAY = 2932896,   /* 9999-12-31 */
	DAYS_IN_ERA = 146097, /* 400 years */
	ERA_TO_1970 = 719468, /* from 0000-03-01 */
};

static bool is_leap(int year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int month_length(int year, int month)
{
	static const int lengths[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

	return lengths[month - 1] + (month == 2 && is_leap(year));
}

/* Both ways count in years that begin on 1 March, so that the leap day is the last of its year:
 * Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms". All values are positive here,
 * because years begin at 0001. */
struct date date_of(int year, int month, int day)
{
	if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 ||
		day > month_length(year, month))
		return DATE_NONE;

	int march_year = month > 2 ? year : year - 1;
	int era = march_year / 400, year_of_era = march_year % 400;
	int day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
	int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;

	return (struct date){ era * DAYS_IN_ERA + day_of_era - ERA_TO_1970 };
}

void date_parts(struct date date, int *year, int *month, int *day)
{
	if (!date_known(date)) {
		*year = *month = *day = 0;
		return;
	}

	int days = date.days + ERA_TO_1970;
	int era = days / DAYS_IN_ERA, day_of_era = days % DAYS_IN_ERA;
	int year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 -
				  day_of_era / (DAYS_IN_ERA - 1)) /
			  365;
	int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
	int march_month = (5 * day_of_year + 2) / 153;

	*day = day_of_year - (153 * march_month + 2) / 5 + 1;
	*month = march_month < 10 ? march_month + 3 : march_month - 9;
	*year = year_of_era + era * 400 + (*month <= 2);
}

static bool digits_parse(const char *text, int count, int *value)
{
	*value = 0;
	for (int i = 0; i < count; i++) {
		if (text[i] < '0' || text[i] > '9')
			return false;
		*value = *value * 10 + (text[i] - '0');
	}
	return true;
}

bool date_parse(const char *text, struct date *date)
{
	int year, month, day;

	if (!digits_parse(text, 4, &year) || text[4] != '-' || !digits_parse(text + 5, 2, &month) ||
		text[7] != '-' || !digits_parse(text + 8, 2, &day) || text[10])
		return false;

	struct date parsed = date_of(year, month, day);

	if (!date_known(parsed))
		return false;
	*date = parsed;
	return true;
}

static void digits_write(char *text, int count, int value)
{
	for (int i = count - 1; i >= 0; i--) {
		text[i] = (char)('0' + value % 10);
		value /= 10;
	}
}

void date_format(struct date date, char text[11])
{
	int year, month, day;

	if (!date_known(date)) {
		text[0] = '\0';
		return;
	}
	date_parts(date, &year, &month, &day);
	digits_write(text, 4, year);
	text[4] = '-';
	digits_write(text + 5, 2, month);
	text[7] = '-';
	digits_write(text + 8, 2, day);
	text[10] = '\0';
}

bool date_known(struct date date)
{
	return date.days >= FIRST_DAY && date.days <= LAST_DAY;
}

struct date date_add(struct date date, int32_t days)
{
	if (!date_known(date))
		return date;

	int64_t sum = (int64_t)date.days + days;

	if (sum < FIRST_DAY)
		return DATE_NONE;
	if (sum > LAST_DAY)
		return DATE_NEVER;
	return (struct date){ (int32_t)sum };
}

bool date_before(struct date a, struct date b)
{
	return a.days < b.days;
}

bool date_equal(struct date a, struct date b)
{
	return a.days == b.days;
}

struct date date_earlier(struct date a, struct date b)
{
	return date_before(b, a) ? b : a;
}

struct date date_later(struct date a, struct date b)
{
	return date_before(a, b) ? b : a;
}

int date_weekday(struct date date)
{
	/* 0001-01-01 was a Monday. */
	return (date.days - FIRST_DAY) % 7;
}

double date_months(struct date from, struct date to)
{
	int from_year, from_month, from_day, to_year, to_month, to_day;

	assert(date_known(from) && date_known(to));
	date_parts(from, &from_year, &from_month, &from_day);
	date_parts(to, &to_year, &to_month, &to_day);
	return 12 * (to_year - from_year) + (to_month - from_month) + (to_day - from_day) / 31.0;
}
