#ifndef MODEL_DATE_H
#define MODEL_DATE_H

#include <stdbool.h>
#include <stdint.h>

/*
 * A day of the proleptic Gregorian calendar, years 0001..9999, without clock or zone. Intervals of
 * days are half-open everywhere: [start, end).
 */
struct date {
	int32_t days; /* since 1970-01-01 */
};

/* A day that is not known, or does not exist, such as the end of an evergreen contract. */
#define DATE_NONE ((struct date){ INT32_MIN })
/* Later than any day. */
#define DATE_NEVER ((struct date){ INT32_MAX })

struct date date_of(int year, int month, int day); /* DATE_NONE when it is no day */
void date_parts(struct date date, int *year, int *month, int *day); /* 0 when not known */

/* Reads "YYYY-MM-DD", exactly; false when it is no day of the calendar. */
bool date_parse(const char *text, struct date *date);

/* Writes "YYYY-MM-DD" and a NUL; "" for DATE_NONE and DATE_NEVER. */
void date_format(struct date date, char text[11]);

bool date_known(struct date date);

/* DATE_NONE and DATE_NEVER stay; a day before the calendar is DATE_NONE, one after it DATE_NEVER.
 */
struct date date_add(struct date date, int32_t days);
bool date_before(struct date a, struct date b); /* a < b */
bool date_equal(struct date a, struct date b);
struct date date_earlier(struct date a, struct date b);
struct date date_later(struct date a, struct date b);
int date_weekday(struct date date); /* 0 is Monday */

/* 12 dy + dm + dd/31 between two days: anniversaries are exact integers (metrics.md 4.3). */
double date_months(struct date from, struct date to);

#endif
