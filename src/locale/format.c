#include "locale/format.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <unicode/ucol.h>
#include <unicode/udat.h>
#include <unicode/ulistformatter.h>
#include <unicode/unumberformatter.h>
#include <unicode/ustring.h>

#include "model/money.h"

#define NO_BREAK_SPACE "\u00a0"
#define MINUS "\u2212"

enum style { STYLE_PLAIN, STYLE_SIGNED, STYLE_PERCENT, STYLES };
enum { MONTHS = 12, SCALES = 4 };

/* How amounts are named; the short forms of ICU ("mn kr", "SEK 55.4M") are not those in use. */
struct language {
	const char *name, *tag;
	const char *krona; /* SEK beside a number */
	bool currency_first;
	const char *prefixes[SCALES], *suffixes[SCALES]; /* around the currency, by thousands */
};

static const struct language languages[] = {
	{ "sv", "sv-SE", "kr", false, { "", "t", "M", "md" }, { "", "", "", "" } },
	{ "en", "en-GB", "SEK", true, { "", "", "", "" },
		{ "", NO_BREAK_SPACE "k", NO_BREAK_SPACE "m", NO_BREAK_SPACE "bn" } },
};

struct format {
	const struct language *language;
	UNumberFormatter *numbers[STYLES][FORMAT_DECIMALS_MAX + 1];
	UListFormatter *list;
	UCollator *collator;
	const char *months[MONTHS], *short_months[MONTHS];
};

static char *utf8_from(const UChar *text, int32_t length, struct arena *arena)
{
	int32_t size = 0;
	UErrorCode status = U_ZERO_ERROR;

	u_strToUTF8(NULL, 0, &size, text, length, &status);
	char *bytes = arena_alloc(arena, (size_t)size + 1);
	status = U_ZERO_ERROR;
	u_strToUTF8(bytes, size + 1, NULL, text, length, &status);
	return U_SUCCESS(status) ? bytes : arena_strdup(arena, "");
}

/* Bytes that are not UTF-8 become U+FFFD. */
static UChar *utf16_from(const char *text, int32_t *length, struct arena *arena)
{
	size_t size = strlen(text);
	UChar *units = ARENA_ARRAY(arena, UChar, size + 1);
	UErrorCode status = U_ZERO_ERROR;

	u_strFromUTF8WithSub(
		units, (int32_t)size + 1, length, text, (int32_t)size, 0xfffd, NULL, &status);
	return units;
}

/* British data writes a hyphen for the minus; nothing else in a number is one. */
static const char *with_true_minus(const char *text, struct arena *arena)
{
	const char *hyphen = strchr(text, '-');

	if (!hyphen)
		return text;
	return arena_printf(arena, "%.*s" MINUS "%s", (int)(hyphen - text), text, hyphen + 1);
}

static bool open_numbers(struct format *format, UErrorCode *status)
{
	static const char *const styles[STYLES] = {
		[STYLE_PLAIN] = "sign-negative",
		[STYLE_SIGNED] = "sign-except-zero",
		[STYLE_PERCENT] = "percent scale/100 sign-negative",
	};

	for (int style = 0; style < STYLES; style++) {
		for (int decimals = 0; decimals <= FORMAT_DECIMALS_MAX; decimals++) {
			char skeleton[96];
			UChar units[96];

			snprintf(skeleton, sizeof skeleton, "%s rounding-mode-half-up %s%.*s",
				styles[style], decimals ? "." : "precision-integer", decimals,
				"000000");
			u_uastrcpy(units, skeleton);
			format->numbers[style][decimals] = unumf_openForSkeletonAndLocale(
				units, -1, format->language->tag, status);
			if (U_FAILURE(*status))
				return false;
		}
	}
	return true;
}

static bool open_months(struct format *format, struct arena *arena, UErrorCode *status)
{
	UDateFormat *dates =
		udat_open(UDAT_NONE, UDAT_LONG, format->language->tag, u"UTC", -1, NULL, 0, status);

	for (int32_t i = 0; i < MONTHS && U_SUCCESS(*status); i++) {
		UChar name[64];
		int32_t length = udat_getSymbols(dates, UDAT_MONTHS, i, name, 64, status);

		if (U_FAILURE(*status))
			break;
		format->months[i] = utf8_from(name, length, arena);
		/* "jan", "Sep": ICU's own are uneven ("jan.", "mars", "Sept"). */
		format->short_months[i] = arena_strndup(arena, format->months[i], 3);
	}
	udat_close(dates);
	return U_SUCCESS(*status);
}

bool format_open(
	struct format **opened, const char *language, struct arena *arena, struct error *error)
{
	struct format *format = arena_alloc(arena, sizeof *format);
	UErrorCode status = U_ZERO_ERROR;

	*opened = NULL;
	for (size_t i = 0; i < sizeof languages / sizeof languages[0]; i++) {
		if (!strcmp(language, languages[i].name))
			format->language = &languages[i];
	}
	if (!format->language)
		return error_set(error, ERROR_USAGE,
			"unknown language '%s'; the languages are 'sv' and 'en'", language);

	if (open_numbers(format, &status) && open_months(format, arena, &status)) {
		format->list = ulistfmt_open(format->language->tag, &status);
		format->collator = ucol_open(format->language->tag, &status);
	}
	if (U_FAILURE(status)) {
		format_close(format);
		return error_set(error, ERROR_FAILED, "ICU has no rules for language '%s': %s",
			language, u_errorName(status));
	}
	*opened = format;
	return true;
}

void format_close(struct format *format)
{
	if (!format)
		return;
	for (int style = 0; style < STYLES; style++) {
		for (int decimals = 0; decimals <= FORMAT_DECIMALS_MAX; decimals++)
			unumf_close(format->numbers[style][decimals]);
	}
	memset(format->numbers, 0, sizeof format->numbers);
	if (format->list)
		ulistfmt_close(format->list);
	if (format->collator)
		ucol_close(format->collator);
	format->list = NULL;
	format->collator = NULL;
}

const char *format_language(const struct format *format)
{
	return format->language->name;
}

const char *format_tag(const struct format *format)
{
	return format->language->tag;
}

/* Takes the text out of a result, which is closed. */
static const char *taken_text(UFormattedNumber *result, UErrorCode status, struct arena *arena)
{
	const UChar *units = NULL;
	const char *text = "";
	int32_t length = 0;

	if (U_SUCCESS(status))
		units = ufmtval_getString(unumf_resultAsValue(result, &status), &length, &status);
	if (U_SUCCESS(status))
		text = with_true_minus(utf8_from(units, length, arena), arena);
	/* Can only fail for lack of memory, which is not survived (base/arena.h). */
	assert(U_SUCCESS(status));
	unumf_closeResult(result);
	return text;
}

static const char *number(const struct format *format, enum style style, double value, int decimals,
	struct arena *arena)
{
	UErrorCode status = U_ZERO_ERROR;

	assert(decimals >= 0 && decimals <= FORMAT_DECIMALS_MAX);
	if (!isfinite(value))
		return "[x]";
	UFormattedNumber *result = unumf_openResult(&status);
	unumf_formatDouble(format->numbers[style][decimals], value, result, &status);
	return taken_text(result, status, arena);
}

const char *format_decimal(
	const struct format *format, double value, int decimals, struct arena *arena)
{
	return number(format, STYLE_PLAIN, value, decimals, arena);
}

const char *format_signed(
	const struct format *format, double value, int decimals, struct arena *arena)
{
	return number(format, STYLE_SIGNED, value, decimals, arena);
}

const char *format_percent(
	const struct format *format, double fraction, int decimals, struct arena *arena)
{
	return number(format, STYLE_PERCENT, fraction, decimals, arena);
}

const char *format_integer(const struct format *format, int64_t value, struct arena *arena)
{
	UErrorCode status = U_ZERO_ERROR;
	UFormattedNumber *result = unumf_openResult(&status);

	unumf_formatInt(format->numbers[STYLE_PLAIN][0], value, result, &status);
	return taken_text(result, status, arena);
}

static const char *currency_name(const struct format *format, const char *currency)
{
	return strcmp(currency, "SEK") ? currency : format->language->krona;
}

/* Exact: an amount at the edge of int64 has more digits than a double. */
static int64_t whole_units(int64_t minor, int exponent)
{
	int64_t scale = money_scale(exponent);
	int64_t whole = minor / scale, rest = minor % scale;

	if (rest >= scale - rest)
		return whole + 1;
	if (rest <= -scale - rest)
		return whole - 1;
	return whole;
}

const char *format_money(const struct format *format, int64_t minor, const char *currency,
	int exponent, struct arena *arena)
{
	const char *name = currency_name(format, currency);
	const char *amount = format_integer(format, whole_units(minor, exponent), arena);

	if (!format->language->currency_first)
		return arena_printf(arena, "%s" NO_BREAK_SPACE "%s", amount, name);
	/* The sign stands before the currency, as in "−£1,234". */
	if (!strncmp(amount, MINUS, strlen(MINUS)))
		return arena_printf(
			arena, MINUS "%s" NO_BREAK_SPACE "%s", name, amount + strlen(MINUS));
	return arena_printf(arena, "%s" NO_BREAK_SPACE "%s", name, amount);
}

struct money_scale format_money_scale(const struct format *format, int64_t largest_minor,
	const char *currency, int exponent, struct arena *arena)
{
	double units = fabs((double)largest_minor) / (double)money_scale(exponent);
	double divisor = 1;
	int power = 0;

	/*
	 * Three significant digits for the largest: below 10 000 whole units; then up to 999 of
	 * each scale, and what would round to 1 000 is 1,00 of the next.
	 */
	while (power < SCALES - 1 && units / divisor >= (power ? 999.5 : 9999.5)) {
		power++;
		divisor *= 1000;
	}
	int decimals = !power || units / divisor >= 99.95 ? 0 : units / divisor >= 9.995 ? 1 : 2;
	return (struct money_scale){
		.name = arena_printf(arena, "%s%s%s", format->language->prefixes[power],
			currency_name(format, currency), format->language->suffixes[power]),
		.divisor = (double)money_scale(exponent) * divisor,
		.decimals = decimals,
	};
}

const char *format_date(const struct format *format, struct date date, struct arena *arena)
{
	char text[11];

	(void)format; /* both languages write ISO 8601 */
	date_format(date, text);
	return arena_strdup(arena, text);
}

const char *format_long_date(const struct format *format, struct date date, struct arena *arena)
{
	int year, month, day;

	if (!date_known(date))
		return "";
	date_parts(date, &year, &month, &day);
	return arena_printf(
		arena, "%d %s %d", day, format_month(format, month, false, arena), year);
}

const char *format_month(
	const struct format *format, int month, bool abbreviated, struct arena *arena)
{
	assert(month >= 1 && month <= MONTHS);
	return arena_strdup(
		arena, (abbreviated ? format->short_months : format->months)[month - 1]);
}

const char *format_list(
	const struct format *format, const char *const *items, size_t count, struct arena *arena)
{
	const UChar **strings = ARENA_ARRAY(arena, const UChar *, count);
	int32_t *lengths = ARENA_ARRAY(arena, int32_t, count);
	int32_t size = 64;

	if (!count)
		return "";
	for (size_t i = 0; i < count; i++) {
		strings[i] = utf16_from(items[i], &lengths[i], arena);
		size += lengths[i] + 16; /* more than the longest joining words */
	}
	UChar *joined = ARENA_ARRAY(arena, UChar, (size_t)size);
	UErrorCode status = U_ZERO_ERROR;
	int32_t length = ulistfmt_format(
		format->list, strings, lengths, (int32_t)count, joined, size, &status);
	assert(U_SUCCESS(status));
	return utf8_from(joined, length, arena);
}

int format_compare(const struct format *format, const char *a, const char *b)
{
	UErrorCode status = U_ZERO_ERROR;
	UCollationResult order = ucol_strcollUTF8(format->collator, a, -1, b, -1, &status);

	if (U_SUCCESS(status) && order != UCOL_EQUAL)
		return order == UCOL_LESS ? -1 : 1;
	return strcmp(a, b);
}
