#ifndef SETTINGS_VALUES_H
#define SETTINGS_VALUES_H

#include <stdbool.h>

#include "model/date.h"
#include "settings/grammar.h"

/*
 * Values to what they stand for. Each function returns false after it has reported what was
 * expected.
 *
 * A number has a decimal comma or point, thousands in groups after white space, and a sign that may
 * be U+2212: 93  92,5  1 250 000  -4. 1,234 and 1.234 are refused, since they can be read in two
 * ways; 0,125 is not. At most 15 digits, so that every number is the double nearest to what is
 * written.
 */

/* Reports a fault of the value at its first character, "key: ...". Returns false. */
bool value_fault(const struct value *value, enum problem_code code, struct reading *reading,
	const char *format, ...) __attribute__((format(printf, 4, 5)));

/* The value for a message: its text, shortened when it is long. */
const char *value_shown(const struct value *value, struct reading *reading);

/* The value as a text of its own. */
const char *value_text(const struct value *value, struct arena *arena);

/* Whether the value is this word; case is ignored. */
bool value_is(const struct value *value, const char *word);

/*
 * A number with its unit: "93 %" (a fraction, UNIT_SHARE), "450 tkr", "1,2 Mkr" and "450000 SEK"
 * (whole units, UNIT_MONEY; tkr and Mkr are SEK), or "35" (UNIT_POINTS).
 */
bool value_quantity(const struct value *value, struct goal_number *number, struct reading *reading);

bool value_percent(const struct value *value, double *fraction, struct reading *reading);
bool value_number(const struct value *value, double *number, struct reading *reading);
bool value_integer(const struct value *value, int *number, struct reading *reading);
bool value_yes(const struct value *value, bool *yes, struct reading *reading); /* also ja, nej */
bool value_date(const struct value *value, struct date *date, struct reading *reading);

/* 2026Q1, 2026-Q1, FY2026Q1, 2025/26Q1; which of them is meant is known with the fiscal year. */
bool value_quarter(const struct value *value, const char **quarter, struct reading *reading);

/*
 * The next part of a list, up to the separator or the end; *from starts at 0. False after the last.
 * A part may be empty. Whether a separator followed it, *from tells: past the end there was none.
 */
bool value_next(const struct value *value, char separator, size_t *from, struct value *part);

#endif
