#include "settings/values.h"

#include <stdarg.h>
#include <string.h>
#include <strings.h>

#include "settings/number.h"

enum { LONGEST_SHOWN = 60 };

bool value_fault(const struct value *value, enum problem_code code, struct reading *reading,
	const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);

	const char *message = arena_vprintf(reading->arena, format, arguments);

	va_end(arguments);
	return problem_add(
		reading, code, value->line, value->columns[0], "%s: %s", value->key, message);
}

const char *value_shown(const struct value *value, struct reading *reading)
{
	size_t length = value->length;

	if (length <= LONGEST_SHOWN)
		return value_text(value, reading->arena);
	length = LONGEST_SHOWN;
	while (((unsigned char)value->text[length] & 0xC0) == 0x80)
		length--;
	return arena_printf(reading->arena, "%.*s...", (int)length, value->text);
}

const char *value_text(const struct value *value, struct arena *arena)
{
	return arena_strndup(arena, value->text, value->length);
}

bool value_is(const struct value *value, const char *word)
{
	return value->length == strlen(word) && !strncasecmp(value->text, word, value->length);
}

/* The same, to the letter. */
static bool value_equals(const struct value *value, const char *word)
{
	return value->length == strlen(word) && !memcmp(value->text, word, value->length);
}

/* Three letters as in ISO 4217; "TKR" and "MKR" mean something else. */
static bool is_currency(const struct value *unit)
{
	if (value_is(unit, "tkr") || value_is(unit, "Mkr"))
		return false;
	for (size_t i = 0; i < unit->length; i++)
		if (unit->text[i] < 'A' || unit->text[i] > 'Z')
			return false;
	return unit->length == 3;
}

static bool report_unit(const struct value *unit, struct reading *reading)
{
	return value_fault(unit, PROBLEM_WRONG_KIND, reading,
		"unknown unit '%s'; write for example 93 %%, 450 tkr, 1,2 Mkr or 450000 SEK",
		value_shown(unit, reading));
}

bool value_quantity(const struct value *value, struct goal_number *number, struct reading *reading)
{
	struct decimal decimal;
	struct value unit;
	enum unit kind = UNIT_MONEY;
	const char *currency = "SEK";
	int power = 0;

	if (!decimal_read(value, &decimal, &unit, reading))
		return false;
	if (!unit.length) {
		kind = UNIT_POINTS;
	} else if (value_equals(&unit, "%")) {
		kind = UNIT_SHARE;
		power = -2;
	} else if (value_equals(&unit, "tkr")) {
		power = 3;
	} else if (value_equals(&unit, "Mkr")) {
		power = 6;
	} else if (is_currency(&unit)) {
		currency = value_text(&unit, reading->arena);
	} else {
		return report_unit(&unit, reading);
	}
	*number = (struct goal_number){
		.given = true,
		.unit = kind,
		.value = decimal_times(&decimal, power),
		.currency = kind == UNIT_MONEY ? currency : NULL,
		.origin = { reading->file, value->line, value->columns[0] },
	};
	return true;
}

bool value_percent(const struct value *value, double *fraction, struct reading *reading)
{
	struct goal_number number;

	if (!value_quantity(value, &number, reading))
		return false;
	if (number.unit == UNIT_POINTS)
		return value_fault(value, PROBLEM_WRONG_KIND, reading,
			"'%s' has no percent sign; write '%s %%'", value_shown(value, reading),
			value_shown(value, reading));
	if (number.unit != UNIT_SHARE)
		return value_fault(value, PROBLEM_WRONG_KIND, reading,
			"'%s' is no percentage; write for example 92,5 %%",
			value_shown(value, reading));
	*fraction = number.value;
	return true;
}

bool value_number(const struct value *value, double *number, struct reading *reading)
{
	struct decimal decimal;
	struct value unit;

	if (!decimal_read(value, &decimal, &unit, reading))
		return false;
	if (unit.length)
		return value_fault(value, PROBLEM_WRONG_KIND, reading,
			"'%s' is no bare number; leave out '%s'", value_shown(value, reading),
			value_shown(&unit, reading));
	*number = decimal_times(&decimal, 0);
	return true;
}

bool value_integer(const struct value *value, int *number, struct reading *reading)
{
	struct decimal decimal;
	struct value unit;

	if (!decimal_read(value, &decimal, &unit, reading))
		return false;
	if (unit.length || decimal.decimals)
		return value_fault(value, PROBLEM_WRONG_KIND, reading, "'%s' is no whole number",
			value_shown(value, reading));
	if (decimal.digits > 1000000000)
		return value_fault(value, PROBLEM_OUT_OF_RANGE, reading, "'%s' is out of range",
			value_shown(value, reading));
	*number = (int)(decimal.negative ? -decimal.digits : decimal.digits);
	return true;
}

bool value_yes(const struct value *value, bool *yes, struct reading *reading)
{
	*yes = value_is(value, "yes") || value_is(value, "ja");
	return *yes || value_is(value, "no") || value_is(value, "nej") ||
	       value_fault(value, PROBLEM_WRONG_KIND, reading, "'%s' is neither yes nor no",
		       value_shown(value, reading));
}

bool value_date(const struct value *value, struct date *date, struct reading *reading)
{
	return date_parse(value_text(value, reading->arena), date) ||
	       value_fault(value, PROBLEM_WRONG_KIND, reading,
		       "'%s' is no date; write for example 2026-03-31",
		       value_shown(value, reading));
}

static int digits_skip(const char **text)
{
	int count = 0;

	for (; **text >= '0' && **text <= '9'; (*text)++)
		count++;
	return count;
}

static bool is_quarter(const char *text)
{
	bool fiscal = text[0] == 'F' && text[1] == 'Y';

	if (fiscal)
		text += 2;
	if (digits_skip(&text) != 4)
		return false;
	if (*text == '/' && !fiscal) {
		text++;

		int digits = digits_skip(&text);

		if (digits != 2 && digits != 4)
			return false;
	}
	if (*text == '-')
		text++;
	return (text[0] == 'Q' || text[0] == 'q') && text[1] >= '1' && text[1] <= '4' && !text[2];
}

bool value_quarter(const struct value *value, const char **quarter, struct reading *reading)
{
	const char *text = value_text(value, reading->arena);

	if (!is_quarter(text))
		return value_fault(value, PROBLEM_WRONG_KIND, reading,
			"'%s' is no quarter; write for example 2026Q1",
			value_shown(value, reading));
	*quarter = text;
	return true;
}

bool value_next(const struct value *value, char separator, size_t *from, struct value *part)
{
	if (*from > value->length)
		return false;

	const char *start = value->text + *from;
	const char *end = memchr(start, separator, value->length - *from);
	size_t to = end ? (size_t)(end - value->text) : value->length;

	*part = value_part(value, *from, to);
	*from = to + 1;
	return true;
}
