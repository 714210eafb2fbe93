#ifndef LOCALE_FORMAT_H
#define LOCALE_FORMAT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/error.h"
#include "model/date.h"
#include "model/unit.h"

/*
 * Numbers, amounts, dates and order as a language writes them, by ICU, whatever the process's own
 * locale. Results live in the arena. Rounding is half up; a rounded zero has no sign; the minus is
 * U+2212 in every language; no-break spaces hold numbers and units together.
 */
struct format;

/* language: "sv" or "en" (English as in Britain). Fails with ERROR_USAGE for any other. */
bool format_open(
	struct format **format, const char *language, struct arena *arena, struct error *error);
void format_close(struct format *format);

const char *format_language(const struct format *format); /* "sv" */
const char *format_tag(const struct format *format);	  /* "sv-SE", "en-GB" */

/*
 * "1 234,5" with so many decimals, 0..FORMAT_DECIMALS_MAX; signed: "+1,2", "−1,2" and "0,0", for
 * zero has no sign. A value that is not finite is "[x]", here and in format_percent.
 */
enum { FORMAT_DECIMALS_MAX = 6 };
const char *format_decimal(
	const struct format *format, double value, int decimals, struct arena *arena);
const char *format_signed(
	const struct format *format, double value, int decimals, struct arena *arena);
const char *format_integer(const struct format *format, int64_t value, struct arena *arena);

/* A fraction as percent: "91,2 %", "91.2%". */
const char *format_percent(
	const struct format *format, double fraction, int decimals, struct arena *arena);

/*
 * Minor units of a currency, in whole units: "1 234 567 kr", "SEK 1,234,567". exponent is that of
 * the currency.
 */
const char *format_money(const struct format *format, int64_t minor, const char *currency,
	int exponent, struct arena *arena);

/*
 * A scale for amounts that stand together: picks kr, tkr, Mkr, mdkr (or SEK, SEK k, SEK m, SEK bn;
 * USD, USD k, ...) by the largest of them; name is printed in the header, divisor divides minor
 * units.
 */
struct money_scale {
	const char *name; /* "Mkr", "USD k" */
	double divisor;
	int decimals;
};
struct money_scale format_money_scale(const struct format *format, int64_t largest_minor,
	const char *currency, int exponent, struct arena *arena);

/* "2026-03-31" in both languages, and "31 mars 2026", "31 March 2026"; "" for a date that is not
 * known. */
const char *format_date(const struct format *format, struct date date, struct arena *arena);
const char *format_long_date(const struct format *format, struct date date, struct arena *arena);

/* "mars", "March": month 1..12, as inside a sentence; short: "mar", "Mar". */
const char *format_month(
	const struct format *format, int month, bool abbreviated, struct arena *arena);

/* "Malmö, Umeå och Örebro". */
const char *format_list(
	const struct format *format, const char *const *items, size_t count, struct arena *arena);

/* <0, 0, >0 in the alphabet of the language (sv: å ä ö after z). Ties by bytes. */
int format_compare(const struct format *format, const char *a, const char *b);

#endif
