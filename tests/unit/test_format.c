#include "locale/format.h"

#include <locale.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <unicode/uloc.h>

#define NB "\u00a0"
#define MINUS "\u2212"

struct languages {
	struct arena *arena;
	struct format *sv, *en;
};

static int open_languages(void **state)
{
	struct languages *languages = calloc(1, sizeof *languages);
	struct error error = { 0 };

	languages->arena = arena_new();
	if (!format_open(&languages->sv, "sv", languages->arena, &error) ||
		!format_open(&languages->en, "en", languages->arena, &error))
		return -1;
	*state = languages;
	return 0;
}

static int close_languages(void **state)
{
	struct languages *languages = *state;

	format_close(languages->sv);
	format_close(languages->en);
	arena_free(languages->arena);
	free(languages);
	return 0;
}

static void an_unknown_language_is_refused(void **state)
{
	static const char *const names[] = { "svenska", "sv_SE", "sv-SE", "SV", "de", "" };
	struct languages *languages = *state;

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		struct error error = { 0 };
		struct format *format;

		assert_false(format_open(&format, names[i], languages->arena, &error));
		assert_int_equal(error.kind, ERROR_USAGE);
		assert_null(format);
		assert_non_null(strstr(error.message, "'sv' and 'en'"));
	}
}

static void a_format_knows_its_language(void **state)
{
	struct languages *languages = *state;

	assert_string_equal(format_language(languages->sv), "sv");
	assert_string_equal(format_tag(languages->sv), "sv-SE");
	assert_string_equal(format_language(languages->en), "en");
	assert_string_equal(format_tag(languages->en), "en-GB");
}

static void numbers_are_grouped_and_have_a_true_minus(void **state)
{
	struct languages *l = *state;

	assert_string_equal(
		format_decimal(l->sv, -1234567.5, 1, l->arena), MINUS "1" NB "234" NB "567,5");
	assert_string_equal(format_decimal(l->en, -1234567.5, 1, l->arena), MINUS "1,234,567.5");
	assert_string_equal(format_decimal(l->sv, 1000, 0, l->arena), "1" NB "000");
	assert_string_equal(format_decimal(l->sv, 999.4, 0, l->arena), "999");
	assert_string_equal(format_decimal(l->en, 7, 2, l->arena), "7.00");
	assert_string_equal(format_decimal(l->sv, 0.000125, 6, l->arena), "0,000125");
	assert_string_equal(format_percent(l->sv, .924, 1, l->arena), "92,4" NB "%");
	assert_string_equal(format_percent(l->en, .924, 1, l->arena), "92.4%");
	assert_string_equal(format_percent(l->sv, -.05, 0, l->arena), MINUS "5" NB "%");
	assert_string_equal(format_percent(l->en, 1.125, 0, l->arena), "113%");
	assert_string_equal(format_integer(l->sv, INT64_MIN, l->arena),
		MINUS "9" NB "223" NB "372" NB "036" NB "854" NB "775" NB "808");
	assert_string_equal(
		format_integer(l->en, INT64_MAX, l->arena), "9,223,372,036,854,775,807");
}

/* What a spreadsheet shows for the same cells (half away from zero on the shortest decimal). */
static void halves_round_away_from_zero_as_a_spreadsheet_shows_them(void **state)
{
	static const struct {
		double value;
		int decimals;
		const char *shown;
	} cases[] = {
		{ 0.15, 1, "0.2" },
		{ 0.25, 1, "0.3" },
		{ 0.35, 1, "0.4" },
		{ 0.45, 1, "0.5" },
		{ 2.5, 0, "3" },
		{ 3.5, 0, "4" },
		{ 0.5, 0, "1" },
		{ 0.49999, 0, "0" },
		{ 2.675, 2, "2.68" },
		{ 1.005, 2, "1.01" },
		{ 1.115, 2, "1.12" },
		{ 8.345, 2, "8.35" },
		{ 999.995, 2, "1,000.00" },
		{ -2.5, 0, MINUS "3" },
		{ -0.15, 1, MINUS "0.2" },
		{ 0.1 + 0.2, 1, "0.3" },
	};
	struct languages *l = *state;

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		assert_string_equal(
			format_decimal(l->en, cases[i].value, cases[i].decimals, l->arena),
			cases[i].shown);
	assert_string_equal(format_percent(l->sv, 0.9125, 1, l->arena), "91,3" NB "%");
	assert_string_equal(format_percent(l->sv, 0.9115, 1, l->arena), "91,2" NB "%");
	assert_string_equal(format_percent(l->sv, 0.0045, 1, l->arena), "0,5" NB "%");
}

static void zero_has_no_sign(void **state)
{
	struct languages *l = *state;

	assert_string_equal(format_decimal(l->sv, -0.0, 1, l->arena), "0,0");
	assert_string_equal(format_decimal(l->sv, -0.04, 1, l->arena), "0,0");
	assert_string_equal(format_percent(l->en, -0.0004, 1, l->arena), "0.0%");
	assert_string_equal(format_signed(l->sv, 0, 1, l->arena), "0,0");
	assert_string_equal(format_signed(l->sv, 0.04, 1, l->arena), "0,0");
	assert_string_equal(format_signed(l->sv, -0.04, 1, l->arena), "0,0");
	assert_string_equal(format_signed(l->sv, 1.2, 1, l->arena), "+1,2");
	assert_string_equal(format_signed(l->sv, -1.2, 1, l->arena), MINUS "1,2");
	assert_string_equal(format_signed(l->en, -1.2, 1, l->arena), MINUS "1.2");
	assert_string_equal(format_signed(l->en, 0.05, 1, l->arena), "+0.1");
	assert_string_equal(format_money(l->en, -49, "SEK", 2, l->arena), "SEK" NB "0");
}

static void a_value_that_is_not_finite_is_not_available(void **state)
{
	struct languages *l = *state;

	assert_string_equal(format_decimal(l->sv, NAN, 1, l->arena), "[x]");
	assert_string_equal(format_signed(l->en, INFINITY, 0, l->arena), "[x]");
	assert_string_equal(format_percent(l->en, -INFINITY, 0, l->arena), "[x]");
}

static void a_huge_number_is_written_in_full(void **state)
{
	struct languages *l = *state;
	const char *text = format_decimal(l->en, 1e308, 0, l->arena);

	assert_int_equal(strlen(text), 309 + 102);
	assert_int_equal(strncmp(text, "100,000,", 8), 0);
}

static void money_is_in_whole_units_with_its_currency(void **state)
{
	struct languages *l = *state;

	assert_string_equal(
		format_money(l->sv, 123456700, "SEK", 2, l->arena), "1" NB "234" NB "567" NB "kr");
	assert_string_equal(
		format_money(l->sv, 123456700, "USD", 2, l->arena), "1" NB "234" NB "567" NB "USD");
	assert_string_equal(
		format_money(l->en, 123456700, "SEK", 2, l->arena), "SEK" NB "1,234,567");
	assert_string_equal(format_money(l->en, 1234567, "JPY", 0, l->arena), "JPY" NB "1,234,567");
	assert_string_equal(
		format_money(l->en, -1234567, "BHD", 3, l->arena), MINUS "BHD" NB "1,235");
	assert_string_equal(format_money(l->sv, -150, "SEK", 2, l->arena), MINUS "2" NB "kr");
	assert_string_equal(format_money(l->sv, 149, "SEK", 2, l->arena), "1" NB "kr");
	assert_string_equal(format_money(l->sv, INT64_MIN, "SEK", 2, l->arena),
		MINUS "92" NB "233" NB "720" NB "368" NB "547" NB "758" NB "kr");
	assert_string_equal(
		format_money(l->en, INT64_MAX, "SEK", 4, l->arena), "SEK" NB "922,337,203,685,478");
}

static void a_scale_gives_the_largest_amount_three_digits(void **state)
{
	static const struct {
		int64_t largest;
		const char *sv, *en, *dollars;
		double divisor;
		int decimals;
	} cases[] = {
		{ 0, "kr", "SEK", "USD", 1e2, 0 },
		{ 999900, "kr", "SEK", "USD", 1e2, 0 },
		{ 1000000, "tkr", "SEK" NB "k", "tUSD", 1e5, 1 },
		{ 50300000, "tkr", "SEK" NB "k", "tUSD", 1e5, 0 },
		{ 99940000, "tkr", "SEK" NB "k", "tUSD", 1e5, 0 },
		{ 99960000, "Mkr", "SEK" NB "m", "MUSD", 1e8, 2 },
		{ -963000000, "Mkr", "SEK" NB "m", "MUSD", 1e8, 2 },
		{ 8310000000, "Mkr", "SEK" NB "m", "MUSD", 1e8, 1 },
		{ 99990000000, "mdkr", "SEK" NB "bn", "mdUSD", 1e11, 2 },
		{ INT64_MAX, "mdkr", "SEK" NB "bn", "mdUSD", 1e11, 0 },
		{ INT64_MIN, "mdkr", "SEK" NB "bn", "mdUSD", 1e11, 0 },
	};
	struct languages *l = *state;

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct money_scale sv =
			format_money_scale(l->sv, cases[i].largest, "SEK", 2, l->arena);
		struct money_scale en =
			format_money_scale(l->en, cases[i].largest, "SEK", 2, l->arena);
		struct money_scale dollars =
			format_money_scale(l->sv, cases[i].largest, "USD", 2, l->arena);

		assert_string_equal(sv.name, cases[i].sv);
		assert_string_equal(en.name, cases[i].en);
		assert_string_equal(dollars.name, cases[i].dollars);
		assert_true(sv.divisor == cases[i].divisor);
		assert_int_equal(sv.decimals, cases[i].decimals);
	}
	assert_true(format_money_scale(l->en, 5000000, "JPY", 0, l->arena).divisor == 1e6);
}

static void dates_are_written_out_in_the_language(void **state)
{
	struct languages *l = *state;
	struct date date = date_of(2026, 3, 31);

	assert_string_equal(format_date(l->sv, date, l->arena), "2026-03-31");
	assert_string_equal(format_date(l->en, date, l->arena), "2026-03-31");
	assert_string_equal(format_long_date(l->sv, date, l->arena), "31 mars 2026");
	assert_string_equal(format_long_date(l->en, date, l->arena), "31 March 2026");
	assert_string_equal(format_long_date(l->sv, date_of(1, 1, 1), l->arena), "1 januari 1");
	assert_string_equal(
		format_long_date(l->en, date_of(9999, 12, 31), l->arena), "31 December 9999");
	assert_string_equal(format_long_date(l->sv, DATE_NONE, l->arena), "");
	assert_string_equal(format_date(l->sv, DATE_NEVER, l->arena), "");
}

static void months_have_their_names(void **state)
{
	static const char *const sv[] = { "januari", "februari", "mars", "april", "maj", "juni",
		"juli", "augusti", "september", "oktober", "november", "december" };
	static const char *const en[] = { "January", "February", "March", "April", "May", "June",
		"July", "August", "September", "October", "November", "December" };
	struct languages *l = *state;

	for (int month = 1; month <= 12; month++) {
		assert_string_equal(format_month(l->sv, month, false, l->arena), sv[month - 1]);
		assert_string_equal(format_month(l->en, month, false, l->arena), en[month - 1]);
	}
	assert_string_equal(format_month(l->sv, 3, true, l->arena), "mar");
	assert_string_equal(format_month(l->sv, 5, true, l->arena), "maj");
	assert_string_equal(format_month(l->en, 9, true, l->arena), "Sep");
}

static void a_list_ends_with_and(void **state)
{
	const char *const towns[] = { "Malmö", "Umeå", "Örebro" };
	struct languages *l = *state;

	assert_string_equal(format_list(l->sv, towns, 3, l->arena), "Malmö, Umeå och Örebro");
	assert_string_equal(format_list(l->en, towns, 3, l->arena), "Malmö, Umeå and Örebro");
	assert_string_equal(format_list(l->sv, towns, 2, l->arena), "Malmö och Umeå");
	assert_string_equal(format_list(l->sv, towns, 1, l->arena), "Malmö");
	assert_string_equal(format_list(l->sv, towns, 0, l->arena), "");
}

static void a_long_list_is_joined_whole(void **state)
{
	const char *names[500];
	struct languages *l = *state;

	for (size_t i = 0; i < 500; i++)
		names[i] = "{0} & \U0001F4C8";
	/* 498 commas, one "och", and 500 names of 10 bytes */
	assert_int_equal(strlen(format_list(l->sv, names, 500, l->arena)), 498 * 2 + 5 + 500 * 10);
}

static const struct format *sorting;

static int by_alphabet(const void *a, const void *b)
{
	return format_compare(sorting, *(const char *const *)a, *(const char *const *)b);
}

static void names_sort_in_the_alphabet_of_the_language(void **state)
{
	static const char *const swedish[] = { "Adam", "adam", "Wallin", "Vass", "Wik",
		"Zetterberg", "Åberg", "Ånde", "Ångström", "Ärlig", "Øster", "Östlund" };
	static const char *const in_order[] = { "adam", "Adam", "Vass", "Wallin", "Wik",
		"Zetterberg", "Åberg", "Ånde", "Ångström", "Ärlig", "Øster", "Östlund" };
	enum { COUNT = sizeof swedish / sizeof swedish[0] };
	const char *names[COUNT];
	struct languages *l = *state;

	for (size_t i = 0; i < COUNT; i++)
		names[i] = swedish[COUNT - 1 - i];
	sorting = l->sv;
	qsort(names, COUNT, sizeof names[0], by_alphabet);
	for (size_t i = 0; i < COUNT; i++)
		assert_string_equal(names[i], in_order[i]);
	assert_true(format_compare(l->en, "Öst", "Zebra") < 0);
	assert_true(format_compare(l->sv, "Öst", "Zebra") > 0);
}

static void equal_in_the_alphabet_is_ordered_by_bytes(void **state)
{
	struct languages *l = *state;

	assert_int_equal(format_compare(l->sv, "Åsa", "Åsa"), 0);
	/* composed and decomposed letters are the same to the alphabet */
	assert_true(format_compare(l->sv, "A\u030asa", "Åsa") < 0);
	assert_true(format_compare(l->sv, "Åsa", "A\u030asa") > 0);
	assert_true(format_compare(l->sv, "\xff", "\xfe") > 0);
}

static void the_locale_of_the_process_changes_nothing(void **state)
{
	static const char *const locales[] = { "C", "C.UTF-8", "de_DE.UTF-8", "sv_SE.UTF-8",
		"ar_EG" };
	const char *const towns[] = { "Malmö", "Umeå", "Örebro" };

	(void)state;
	for (size_t i = 0; i < sizeof locales / sizeof locales[0]; i++) {
		struct arena *arena = arena_new();
		struct error error = { 0 };
		UErrorCode status = U_ZERO_ERROR;
		struct format *sv, *en;

		setenv("LC_ALL", locales[i], 1);
		setenv("LANG", "fr_FR", 1);
		setlocale(LC_ALL, ""); /* fails where the host lacks the locale */
		uloc_setDefault(locales[i], &status);
		assert_true(format_open(&sv, "sv", arena, &error));
		assert_true(format_open(&en, "en", arena, &error));
		assert_string_equal(
			format_decimal(sv, -1234567.5, 1, arena), MINUS "1" NB "234" NB "567,5");
		assert_string_equal(format_decimal(en, 1234567.5, 1, arena), "1,234,567.5");
		assert_string_equal(format_percent(en, .924, 1, arena), "92.4%");
		assert_string_equal(
			format_long_date(sv, date_of(2025, 10, 1), arena), "1 oktober 2025");
		assert_string_equal(format_list(sv, towns, 3, arena), "Malmö, Umeå och Örebro");
		assert_true(format_compare(sv, "Öst", "Zebra") > 0);
		format_close(sv);
		format_close(en);
		arena_free(arena);
	}
	setlocale(LC_ALL, "C");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_unknown_language_is_refused),
		cmocka_unit_test(a_format_knows_its_language),
		cmocka_unit_test(numbers_are_grouped_and_have_a_true_minus),
		cmocka_unit_test(halves_round_away_from_zero_as_a_spreadsheet_shows_them),
		cmocka_unit_test(zero_has_no_sign),
		cmocka_unit_test(a_value_that_is_not_finite_is_not_available),
		cmocka_unit_test(a_huge_number_is_written_in_full),
		cmocka_unit_test(money_is_in_whole_units_with_its_currency),
		cmocka_unit_test(a_scale_gives_the_largest_amount_three_digits),
		cmocka_unit_test(dates_are_written_out_in_the_language),
		cmocka_unit_test(months_have_their_names),
		cmocka_unit_test(a_list_ends_with_and),
		cmocka_unit_test(a_long_list_is_joined_whole),
		cmocka_unit_test(names_sort_in_the_alphabet_of_the_language),
		cmocka_unit_test(equal_in_the_alphabet_is_ordered_by_bytes),
		cmocka_unit_test(the_locale_of_the_process_changes_nothing),
	};

	return cmocka_run_group_tests(tests, open_languages, close_languages);
}
