#include "render/xlsx/number.h"

#include <ctype.h>
#include <math.h>
#include <string.h>

#include "base/strbuf.h"

#define EPOCH 25569.0	   /* 1970-01-01 */
#define FIRST_DAY 61.0	   /* 1900-03-01: before it readers count a day that never was */
#define LAST_DAY 2958465.0 /* 9999-12-31 */

static bool english(const struct report *report)
{
	return strncmp(report->language, "en", 2) == 0;
}

static double power_of_ten(int exponent)
{
	double power = 1;
	for (int i = 0; i < exponent; i++)
		power *= 10;
	return power;
}

double number_scaled(const struct report *report, enum unit unit, double value)
{
	if (unit == UNIT_MONEY)
		return value / power_of_ten(report->currency_exponent);
	if (unit == UNIT_DATE)
		return value + EPOCH;
	return value;
}

static const char *format_of_unit(const struct report *report, enum unit unit)
{
	switch (unit) {
	case UNIT_SHARE:
		return english(report) ? "0.0%" : "0.0 %";
	case UNIT_POINTS:
		return "0.0";
	case UNIT_SLOPE:
		return "0.0000";
	case UNIT_DATE:
		return "yyyy-mm-dd";
	case UNIT_MONEY:
	case UNIT_COUNT:
	case UNIT_NONE:
		break;
	}
	return "#,##0";
}

/* A bare space would be taken for a digit's place by some readers. A no-break space becomes one
 * too. */
static void escape_spaces(struct strbuf *out, const char *format)
{
	bool quoted = false;
	for (const char *at = format; *at; at++) {
		bool broken = *at == ' ';
		bool unbroken = at[0] == '\xC2' && at[1] == '\xA0';
		if (*at == '"')
			quoted = !quoted;
		if (quoted || (!broken && !unbroken)) {
			strbuf_addc(out, *at);
			if (!quoted && *at == '\\' && at[1])
				strbuf_addc(out, *++at);
			continue;
		}
		strbuf_adds(out, "\\ ");
		if (unbroken)
			at++;
	}
}

/* The format with spaces escaped and, for numbers, a section where the minus is U+2212. */
static const char *format_finish(const char *format, bool date, struct arena *arena)
{
	struct strbuf escaped = STRBUF_INIT;
	escape_spaces(&escaped, format);
	const char *finished =
		date || strchr(format, ';') || strcmp(format, "General") == 0
			? arena_strdup(arena, escaped.bytes)
			: arena_printf(arena, "%s;\"−\"%s", escaped.bytes, escaped.bytes);
	strbuf_release(&escaped);
	return finished;
}

/* How many characters a number takes in a format: digits, groups, decimals, sign and literals. */
static double width_of(double value, const char *format)
{
	size_t decimals = 0, literals = 0;
	bool percent = false, grouped = false, quoted = false;
	for (const char *at = format; *at && (quoted || *at != ';'); at++) {
		if (*at == '"') {
			quoted = !quoted;
		} else if (quoted) {
			literals++;
		} else if (*at == '.') {
			while (at[1] == '0' || at[1] == '#') {
				decimals++;
				at++;
			}
		} else if (*at == '%') {
			percent = true;
		} else if (*at == ',') {
			grouped = true;
		} else if (*at != '0' && *at != '#' && *at != '\\') {
			literals++;
		}
	}
	double digits = floor(log10(fmax(fabs(value) * (percent ? 100 : 1), 1))) + 1;
	double groups = grouped ? floor((digits - 1) / 3) : 0;
	return digits + groups + (decimals > 0 ? (double)decimals + 1 : 0) + percent + 1 +
	       (double)literals;
}

bool number_of(const struct report *report, enum unit unit, double value, const char *wanted,
	struct number *number, struct arena *arena)
{
	if (unit == UNIT_NONE)
		return false;
	number->value = number_scaled(report, unit, value);
	bool date = unit == UNIT_DATE;
	if (date && !(number->value >= FIRST_DAY && number->value <= LAST_DAY))
		return false;
	const char *format = wanted ? wanted : format_of_unit(report, unit);
	number->format = format_finish(format, date, arena);
	number->width = date ? (double)strlen(format) : width_of(number->value, number->format);
	return true;
}

/* ---- axes -------------------------------------------------------------------------------------
 */

double number_axis_step(const struct report *report, enum unit unit, const struct axis *axis)
{
	if (axis->tick_count < 2)
		return 0;
	double step = axis->ticks[1].value - axis->ticks[0].value;
	for (size_t i = 2; i < axis->tick_count; i++) {
		double other = axis->ticks[i].value - axis->ticks[i - 1].value;
		if (!(fabs(other - step) <= 1e-6 * fabs(step)))
			return 0;
	}
	return step > 0 ? step / (unit == UNIT_MONEY ? power_of_ten(report->currency_exponent) : 1)
			: 0;
}

/* Decimals that the step needs to be told exactly, at most 3. */
static int decimals_of(double step)
{
	int decimals = 0;
	while (decimals < 3 && fabs(step - round(step)) > 1e-6 * fabs(step)) {
		step *= 10;
		decimals++;
	}
	return decimals;
}

static void digits_of(const char *text, struct strbuf *digits)
{
	strbuf_clear(digits);
	for (const char *at = text; *at; at++)
		if (isdigit((unsigned char)*at) && (digits->length > 0 || *at != '0'))
			strbuf_addc(digits, *at);
}

/*
 * Amounts on an axis are told in thousands or millions; which, only the labels say. The power of
 * 1000 that makes the digits of the largest tick those of its label; 0 when none does.
 */
static int thousands_of(const struct report *report, const struct axis *axis)
{
	const struct tick *largest = NULL;
	for (size_t i = 0; i < axis->tick_count; i++)
		if (!largest || fabs(axis->ticks[i].value) > fabs(largest->value))
			largest = &axis->ticks[i];
	if (!largest || !(fabs(largest->value) > 0))
		return 0;
	int found = -1;
	struct strbuf wanted = STRBUF_INIT, shown = STRBUF_INIT, number = STRBUF_INIT;
	digits_of(largest->label, &wanted);
	double value = fabs(number_scaled(report, UNIT_MONEY, largest->value));
	for (int decimals = 0; decimals <= 2 && found < 0; decimals++)
		for (int power = 0; power <= 3 && found < 0; power++) {
			strbuf_clear(&number);
			strbuf_addf(&number, "%.*f", decimals, value / power_of_ten(3 * power));
			digits_of(number.bytes, &shown);
			if (strcmp(wanted.bytes, shown.bytes) == 0)
				found = power;
		}
	strbuf_release(&wanted);
	strbuf_release(&shown);
	strbuf_release(&number);
	return found < 0 ? 0 : found;
}

const char *number_axis_format(
	const struct report *report, enum unit unit, const struct axis *axis, struct arena *arena)
{
	double step = number_axis_step(report, unit, axis);
	if (unit == UNIT_DATE)
		return "yyyy-mm-dd";
	if (unit == UNIT_SHARE)
		step *= 100;
	int thousands = unit == UNIT_MONEY ? thousands_of(report, axis) : 0;
	int decimals = decimals_of(step / power_of_ten(3 * thousands));
	const char *percent = unit != UNIT_SHARE ? "" : english(report) ? "%" : " %";
	const char *format = arena_printf(arena, "#,##0%s%.*s%.*s%s", decimals > 0 ? "." : "",
		decimals, "000", thousands, ",,,", percent);
	return format_finish(format, false, arena);
}
