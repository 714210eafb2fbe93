#include "settings/values.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "settings/addresses.h"

#define NBSP "\xC2\xA0"
#define NARROW "\xE2\x80\xAF"
#define MINUS "\xE2\x88\x92"

static struct arena *arena;
static struct setting_problems problems;
static struct reading reading;

static int open_arena(void **state)
{
	(void)state;
	arena = arena_new();
	problems = (struct setting_problems){ 0 };
	reading = (struct reading){ "k.conf", &problems, arena };
	return 0;
}

static int close_arena(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

/* A value as if it stood alone on line 3, in ASCII columns; forgets earlier problems. */
static const struct value *value_of(const char *text)
{
	size_t length = strlen(text);
	int *columns = ARENA_ARRAY(arena, int, length + 1);
	struct value *value = arena_alloc(arena, sizeof(*value));

	for (size_t i = 0; i <= length; i++)
		columns[i] = (int)i + 1;
	*value = (struct value){ "key", text, columns, length, 3 };
	problems.count = 0;
	return value;
}

/* The one problem: its code, column and message, "CF09 1: key: ...". */
static void assert_told(const char *expected)
{
	assert_int_equal(problems.count, 1);
	assert_int_equal(problems.items[0].origin.line, 3);
	assert_string_equal(arena_printf(arena, "%s %d: %s", problems.items[0].code,
				    problems.items[0].origin.column, problems.items[0].message),
		expected);
}

static void assert_number(const char *text, double expected)
{
	double number;

	if (!value_number(value_of(text), &number, &reading))
		fail_msg("%s", problems.items[0].message);
	if (number != expected)
		fail_msg("%s is read as %.17g", text, number);
}

static void assert_no_number(const char *text, const char *expected)
{
	double number;

	if (value_number(value_of(text), &number, &reading))
		fail_msg("%s is read as %.17g", text, number);
	assert_told(expected);
}

static void a_number_has_a_comma_or_a_point(void **state)
{
	(void)state;
	assert_number("0", 0);
	assert_number("35", 35);
	assert_number("92,5", 92.5);
	assert_number("92.5", 92.5);
	assert_number("0,1", 0.1);
	assert_number("007", 7);
	assert_number("3,1415", 3.1415);
	assert_number("1,23", 1.23);
}

static void a_number_has_a_sign_which_may_be_a_true_minus(void **state)
{
	(void)state;
	assert_number("-4", -4);
	assert_number(MINUS "4,5", -4.5);
	assert_number("+4", 4);
	assert_no_number("--4", "CF09 1: key: '--4' is no number");
	assert_no_number("- 4", "CF09 1: key: '- 4' is no number");
}

static void thousands_are_grouped_by_any_space(void **state)
{
	(void)state;
	assert_number("1 250 000", 1250000);
	assert_number("1" NBSP "250" NBSP "000", 1250000);
	assert_number("12" NARROW "345,5", 12345.5);
	assert_number("1 234,567", 1234.567);
	assert_number("1234567", 1234567);
	assert_no_number("12 34",
		"CF09 1: key: '12 34' does not group its digits in threes, as in 1 250 000");
	assert_no_number("1234 567",
		"CF09 1: key: '1234 567' does not group its digits in threes, as in 1 250 000");
	assert_no_number("1 2345",
		"CF09 1: key: '1 2345' does not group its digits in threes, as in 1 250 000");
}

static void a_number_that_can_be_read_in_two_ways_is_asked_about(void **state)
{
	(void)state;
	assert_no_number("1,234", "CF10 1: key: '1,234': is it thousands or decimals? write "
				  "'1 234' or '1,2340'");
	assert_no_number("12.500", "CF10 1: key: '12.500': is it thousands or decimals? write "
				   "'12 500' or '12.5000'");
	assert_no_number("-999,999", "CF10 1: key: '-999,999': is it thousands or decimals? write "
				     "'-999 999' or '-999,9990'");
	assert_no_number("1.234,56", "CF10 1: key: '1.234,56' has two decimal marks; write "
				     "thousands with a space, as in 1 250 000,5");
	assert_no_number("1,234,567", "CF10 1: key: '1,234,567' has two decimal marks; write "
				      "thousands with a space, as in 1 250 000,5");
	/* Nobody groups thousands after a zero or after four digits. */
	assert_number("0,125", 0.125);
	assert_number("1234,567", 1234.567);
}

static void a_number_has_at_most_fifteen_digits(void **state)
{
	(void)state;
	assert_number("999999999999999", 999999999999999.0);
	assert_number("0,000000000000001", 1e-15);
	assert_no_number(
		"9999999999999999", "CF11 1: key: '9999999999999999' has more than 15 digits");
	assert_no_number(
		"1,000000000000000", "CF11 1: key: '1,000000000000000' has more than 15 digits");
}

static void what_is_no_number_is_refused(void **state)
{
	(void)state;
	assert_no_number("", "CF09 1: key: '' is no number");
	assert_no_number("many", "CF09 1: key: 'many' is no number");
	assert_no_number(",5", "CF09 1: key: ',5' is no number");
	assert_no_number("nan", "CF09 1: key: 'nan' is no number");
	assert_no_number("0x10", "CF09 1: key: '0x10' is no bare number; leave out 'x10'");
	assert_no_number("1e3", "CF09 1: key: '1e3' is no bare number; leave out 'e3'");
	assert_no_number("5,", "CF09 1: key: '5,' is no bare number; leave out ','");
}

static void a_percentage_is_the_fraction_nearest_to_it(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		double fraction;
	} cases[] = {
		{ "93 %", 0.93 },
		{ "93%", 0.93 },
		{ "92,5" NBSP "%", 0.925 },
		{ "92.5" NARROW "%", 0.925 },
		{ MINUS "2 %", -0.02 },
		{ "0,7 %", 0.007 },
		{ "110 %", 1.1 },
		{ "99,9 %", 0.999 },
		{ "57 %", 0.57 },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		double fraction;

		assert_true(value_percent(value_of(cases[i].text), &fraction, &reading));
		if (fraction != cases[i].fraction)
			fail_msg("%s is read as %.17g", cases[i].text, fraction);
	}
}

static void a_percentage_needs_its_sign(void **state)
{
	(void)state;
	double fraction;

	assert_false(value_percent(value_of("90,3"), &fraction, &reading));
	assert_told("CF09 1: key: '90,3' has no percent sign; write '90,3 %'");
	assert_false(value_percent(value_of("90 tkr"), &fraction, &reading));
	assert_told("CF09 1: key: '90 tkr' is no percentage; write for example 92,5 %");
	assert_false(value_percent(value_of("90 %%"), &fraction, &reading));
	assert_told("CF09 4: key: unknown unit '%%'; write for example 93 %, 450 tkr, 1,2 Mkr or "
		    "450000 SEK");
	assert_false(value_percent(value_of("1,234 %"), &fraction, &reading));
	assert_told("CF10 1: key: '1,234': is it thousands or decimals? write '1 234' or "
		    "'1,2340'");
}

static void an_amount_is_in_whole_units_of_its_currency(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		double amount;
		const char *currency;
	} cases[] = {
		{ "450 tkr", 450000, "SEK" },
		{ "450tkr", 450000, "SEK" },
		{ "1,2 Mkr", 1200000, "SEK" },
		{ "0,45 Mkr", 450000, "SEK" },
		{ "450000 SEK", 450000, "SEK" },
		{ "1 250 000 SEK", 1250000, "SEK" },
		{ "12,50" NBSP "EUR", 12.5, "EUR" },
		{ MINUS "3 tkr", -3000, "SEK" },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct goal_number number;

		assert_true(value_quantity(value_of(cases[i].text), &number, &reading));
		assert_true(number.given);
		assert_int_equal(number.unit, UNIT_MONEY);
		if (number.value != cases[i].amount)
			fail_msg("%s is read as %.17g", cases[i].text, number.value);
		assert_string_equal(number.currency, cases[i].currency);
	}
}

static void other_units_are_refused_at_their_column(void **state)
{
	(void)state;
	static const char *const units[] = { "kEUR", "kr", "TKR", "mkr", "MSEK", "sek", "€", "SE",
		"procent" };

	for (size_t i = 0; i < sizeof(units) / sizeof(*units); i++) {
		struct goal_number number;

		assert_false(value_quantity(
			value_of(arena_printf(arena, "12 %s", units[i])), &number, &reading));
		assert_told(arena_printf(arena,
			"CF09 4: key: unknown unit '%s'; write for example 93 %%, 450 tkr, "
			"1,2 Mkr or 450000 SEK",
			units[i]));
	}
}

static void a_bare_number_is_of_points(void **state)
{
	(void)state;
	struct goal_number number;

	assert_true(value_quantity(value_of("-35,5"), &number, &reading));
	assert_int_equal(number.unit, UNIT_POINTS);
	assert_true(number.value == -35.5);
	assert_null(number.currency);
	assert_string_equal(number.origin.file, "k.conf");
	assert_int_equal(number.origin.line, 3);
	assert_int_equal(number.origin.column, 1);
}

static void a_whole_number_has_no_decimals_and_fits(void **state)
{
	(void)state;
	int number;

	assert_true(value_integer(value_of("1 000"), &number, &reading));
	assert_int_equal(number, 1000);
	assert_true(value_integer(value_of("-1000000000"), &number, &reading));
	assert_int_equal(number, -1000000000);
	assert_false(value_integer(value_of("5,0"), &number, &reading));
	assert_told("CF09 1: key: '5,0' is no whole number");
	assert_false(value_integer(value_of("5 d"), &number, &reading));
	assert_told("CF09 1: key: '5 d' is no whole number");
	assert_false(value_integer(value_of("4294967297"), &number, &reading));
	assert_told("CF11 1: key: '4294967297' is out of range");
}

static void yes_and_no_are_read_in_both_languages(void **state)
{
	(void)state;
	static const char *const words[] = { "yes", "ja", "Yes", "JA", "no", "nej", "No", "Nej" };
	bool yes;

	for (size_t i = 0; i < 8; i++) {
		assert_true(value_yes(value_of(words[i]), &yes, &reading));
		assert_int_equal(yes, i < 4);
	}
	assert_false(value_yes(value_of("true"), &yes, &reading));
	assert_told("CF09 1: key: 'true' is neither yes nor no");
	assert_false(value_yes(value_of("yess"), &yes, &reading));
	assert_false(value_yes(value_of("1"), &yes, &reading));
}

static void a_date_is_a_day_of_the_calendar(void **state)
{
	(void)state;
	struct date date;

	assert_true(value_date(value_of("2024-02-29"), &date, &reading));
	assert_true(date_equal(date, date_of(2024, 2, 29)));
	assert_false(value_date(value_of("2026-02-29"), &date, &reading));
	assert_told("CF09 1: key: '2026-02-29' is no date; write for example 2026-03-31");
	assert_false(value_date(value_of("31/3 2026"), &date, &reading));
	assert_false(value_date(value_of("2026-3-31"), &date, &reading));
}

static void a_quarter_has_four_digits_and_a_number(void **state)
{
	(void)state;
	static const char *const good[] = { "2026Q1", "2026-Q4", "2026q2", "FY2026Q1", "FY2026-Q1",
		"2025/26Q1", "2025/2026-Q3" };
	static const char *const bad[] = { "2026Q0", "2026Q5", "26Q1", "2026", "Q1 2026", "2026Q11",
		"2026 Q1", "FY2025/26Q1", "2025/026Q1", "2026--Q1", "last", "2026K1" };
	const char *quarter;

	for (size_t i = 0; i < sizeof(good) / sizeof(*good); i++) {
		assert_true(value_quarter(value_of(good[i]), &quarter, &reading));
		assert_string_equal(quarter, good[i]);
	}
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		assert_false(value_quarter(value_of(bad[i]), &quarter, &reading));
		assert_told(arena_printf(arena,
			"CF09 1: key: '%s' is no quarter; write for example 2026Q1", bad[i]));
	}
}

static void a_long_value_is_shortened_in_a_message(void **state)
{
	(void)state;
	/* 60 bytes end within the letter: 59 are shown. */
	assert_no_number("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaåb",
		"CF09 1: key: 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa...' is "
		"no "
		"number");
}

static bool address_good(const char *text)
{
	return address_valid(text, strlen(text));
}

static void an_address_is_plain_ascii(void **state)
{
	(void)state;
	static const char *const good[] = { "nord@example.se", "a@b",
		"first.last+tag@x-y.example.se", "o'neil@example.se", "root@localhost",
		"#!$%&'*+/=?^_`{|}~@example.se" };
	static const char *const bad[] = { "", "@", "a@", "@b", "a b@c.se", "a@b c.se", "-a@b.se",
		".a@b.se", "a.@b.se", "a..b@c.se", "a@-b.se", "a@b-.se", "a@b..se", "a@.se", "a@b.",
		"a@b@c.se", "\"a\"@b.se", "å@b.se", "a@å.se", "<a@b.se>", "a@b.se\r\nBcc: c@d.se",
		"a,b@c.se", "a@[127.0.0.1]", "a(b)@c.se", "a@b_c.se" };

	for (size_t i = 0; i < sizeof(good) / sizeof(*good); i++)
		if (!address_good(good[i]))
			fail_msg("'%s' is refused", good[i]);
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		if (address_good(bad[i]))
			fail_msg("'%s' is accepted", bad[i]);
}

static void an_address_has_at_most_254_characters(void **state)
{
	(void)state;
	/* 64 + 1 + 63 + 1 + 63 + 1 + 61 characters. */
	const char *label = "aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffffggg";
	const char *longest = arena_printf(arena, "%sh@%s.%s.%.61s", label, label, label, label);

	assert_int_equal(strlen(longest), 254);
	assert_true(address_good(longest));
	assert_false(address_good(arena_printf(arena, "%sg", longest)));
	assert_false(address_good(arena_printf(arena, "%shi@b.se", label)));
	assert_false(address_good(arena_printf(arena, "a@%sh.se", label)));
}

static void addresses_are_a_list(void **state)
{
	(void)state;
	const char *const *list;
	size_t count;

	assert_true(value_addresses(value_of("a@b.se,c@d.se , e@f.se"), &list, &count, &reading));
	assert_int_equal(count, 3);
	assert_string_equal(list[1], "c@d.se");
	assert_string_equal(list[2], "e@f.se");
	assert_false(value_addresses(value_of("a@b.se, c@d.se,"), &list, &count, &reading));
	assert_told("CF09 16: key: '' is no e-mail address; expected ASCII as in nord@example.se");
	assert_false(value_addresses(value_of("a@b.se, A@B.se"), &list, &count, &reading));
	assert_told("CF07 9: key: 'A@B.se' stands there already");
	assert_false(value_addresses(value_of("a@b.se; c@d.se"), &list, &count, &reading));
}

static void a_mailbox_may_have_a_name(void **state)
{
	(void)state;
	const char *mailbox;

	assert_true(value_mailbox(value_of("a@b.se"), &mailbox, &reading));
	assert_true(value_mailbox(value_of("<a@b.se>"), &mailbox, &reading));
	assert_true(value_mailbox(value_of("Örjan, AB <a@b.se>"), &mailbox, &reading));
	assert_string_equal(mailbox, "Örjan, AB <a@b.se>");
	assert_false(value_mailbox(value_of("Örjan <a@b.se"), &mailbox, &reading));
	assert_told("CF09 1: key: expected '>' at the end of 'Örjan <a@b.se'");
	assert_false(value_mailbox(value_of("A <b> <c@d.se>"), &mailbox, &reading));
	assert_false(value_mailbox(value_of("A a@b.se"), &mailbox, &reading));
	assert_false(value_mailbox(value_of("A <>"), &mailbox, &reading));
}

static void a_mail_server_is_a_host_and_a_port(void **state)
{
	(void)state;
	static const char *const good[] = { "smtp://127.0.0.1:2525", "smtps://mail.example.se",
		"smtp://mail.example.se:587/", "smtp://[::1]:25", "smtp://[2001:db8::1]" };
	static const char *const bad[] = { "mail.example.se", "http://mail.example.se", "smtp://",
		"smtp://:25", "smtp://mail.example.se:", "smtp://mail.example.se:0",
		"smtp://mail.example.se:65536", "smtp://mail.example.se:99999999999999999999",
		"smtp://mail.example.se/x", "smtp://mail example.se", "smtp://[::1", "smtp://[]",
		"smtp://[mail]", "smtp://[::1]x", "smtp://å.se", "smtp://a..b" };
	const char *url;

	for (size_t i = 0; i < sizeof(good) / sizeof(*good); i++) {
		assert_true(value_mail_url(value_of(good[i]), &url, &reading));
		assert_string_equal(url, good[i]);
	}
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		if (value_mail_url(value_of(bad[i]), &url, &reading))
			fail_msg("'%s' is accepted", bad[i]);
		assert_int_equal(problems.count, 1);
		assert_string_equal(problems.items[0].code, "CF09");
	}
	assert_false(value_mail_url(value_of("smtp://u:secret@mail.example.se"), &url, &reading));
	assert_string_equal(problems.items[0].code, "CF16");
	assert_null(strstr(problems.items[0].message, "secret"));
}

static void loopback_is_this_machine_only(void **state)
{
	(void)state;
	assert_true(mail_url_is_loopback("smtp://localhost"));
	assert_true(mail_url_is_loopback("smtp://LOCALHOST:25"));
	assert_true(mail_url_is_loopback("smtp://127.0.0.1:2525/"));
	assert_true(mail_url_is_loopback("smtp://127.255.1.2"));
	assert_true(mail_url_is_loopback("smtps://[::1]:465"));
	assert_true(mail_url_is_loopback("smtps://[0:0:0:0:0:0:0:1]"));
	assert_false(mail_url_is_loopback("smtp://127.0.0.1.example.se"));
	assert_false(mail_url_is_loopback("smtp://localhost.example.se"));
	assert_false(mail_url_is_loopback("smtp://128.0.0.1"));
	assert_false(mail_url_is_loopback("smtp://[::2]"));
	assert_false(mail_url_is_loopback("smtp://127"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			a_number_has_a_comma_or_a_point, open_arena, close_arena),
		cmocka_unit_test_setup_teardown(
			a_number_has_a_sign_which_may_be_a_true_minus, open_arena, close_arena),
		cmocka_unit_test_setup_teardown(
			thousands_are_grouped_by_any_space, open_arena, close_arena),
		cmocka_unit_test_setup_teardown(
			a_number_that_can_be_read_in_two_ways_is_asked_about, open_arena,
			close_arena),
		cmocka_unit_test_setup_teardown(
			a_number_has_at_most_fifteen_digits, open_arena, close_arena),
		cmocka_unit_test_setup_teardown(
			what_is_no_number_is_refused, open_arena, close_arena),
		cmocka_unit_test_setup_teardown(
			a_percentage_is_the_fraction_nearest_to_it, open_arena, close_arena),
		cmocka_unit_test_setup_teardown(
			a_percentage_needs_its_sign, open_arena, close_arena),
		cmocka_unit_test_setup_teardown(
			an_amount_is_in_whole_units_of_its_currency, open_arena, close_arena),
		cmocka_unit_test_setup_teardown(
			other_units_are_refused_at_their_column, open_arena, close_arena),
		cmocka_unit_test_setup_teardown(
			a_bare_number_is_of_points, open_arena, close_arena),
		cmocka_unit_test_setup_teardown(
			a_whole_number_has_no_decimals_and_fits, open_arena, close_arena),
		cmocka_unit_test_setup_teardown(
			yes_and_no_are_read_in_both_languages, open_arena, close_arena),
		cmocka_unit_test_setup_teardown(
			a_date_is_a_day_of_the_calendar, open_arena, close_arena),
		cmocka_unit_test_setup_teardown(
			a_quarter_has_four_digits_and_a_number, open_arena, close_arena),
		cmocka_unit_test_setup_teardown(
			a_long_value_is_shortened_in_a_message, open_arena, close_arena),
		cmocka_unit_test_setup_teardown(an_address_is_plain_ascii, open_arena, close_arena),
		cmocka_unit_test_setup_teardown(
			an_address_has_at_most_254_characters, open_arena, close_arena),
		cmocka_unit_test_setup_teardown(addresses_are_a_list, open_arena, close_arena),
		cmocka_unit_test_setup_teardown(a_mailbox_may_have_a_name, open_arena, close_arena),
		cmocka_unit_test_setup_teardown(
			a_mail_server_is_a_host_and_a_port, open_arena, close_arena),
		cmocka_unit_test_setup_teardown(
			loopback_is_this_machine_only, open_arena, close_arena),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
