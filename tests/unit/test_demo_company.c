#include "demo_company.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <sqlite3.h>

#include "base/arena.h"
#include "base/file.h"
#include "source/schema_sql.h"

static char directory[4096];
static char company[4200];
static sqlite3 *database;

static const char *path_of(char path[4200], const char *name)
{
	snprintf(path, 4200, "%s/%s", directory, name);
	return path;
}

static int make_company(void **state)
{
	static struct error error;
	const char *given = getenv("TEST_TMPDIR");
	(void)state;
	snprintf(directory, sizeof(directory), "%s/demo-XXXXXX", given ? given : "/tmp");
	if (!mkdtemp(directory))
		return -1;
	if (!demo_company_write(path_of(company, "kunder.db"), &error)) {
		print_error("%s\n", error.message);
		return -1;
	}
	return sqlite3_open_v2(company, &database, SQLITE_OPEN_READONLY, NULL);
}

static int remove_company(void **state)
{
	(void)state;
	sqlite3_close(database);
	unlink(company);
	return rmdir(directory);
}

static sqlite3_stmt *first_row(sqlite3 *from, const char *sql)
{
	sqlite3_stmt *row;
	assert_int_equal(sqlite3_prepare_v2(from, sql, -1, &row, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_step(row), SQLITE_ROW);
	return row;
}

static int64_t number(const char *sql)
{
	sqlite3_stmt *row = first_row(database, sql);
	int64_t value = sqlite3_column_int64(row, 0);
	sqlite3_finalize(row);
	return value;
}

static double ratio(const char *sql)
{
	sqlite3_stmt *row = first_row(database, sql);
	double value = sqlite3_column_double(row, 0);
	sqlite3_finalize(row);
	return value;
}

static void assert_sound(sqlite3 *checked)
{
	sqlite3_stmt *row = first_row(checked, "PRAGMA integrity_check");
	assert_string_equal((const char *)sqlite3_column_text(row, 0), "ok");
	sqlite3_finalize(row);
	assert_int_equal(
		sqlite3_prepare_v2(checked, "PRAGMA foreign_key_check", -1, &row, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_step(row), SQLITE_DONE);
	sqlite3_finalize(row);
}

static void every_run_writes_the_same_bytes(void **state)
{
	(void)state;
	static struct error error;
	char again[4200], *one, *two;
	size_t one_length, two_length;
	assert_true(demo_company_write(path_of(again, "again.db"), &error));
	struct arena *arena = arena_new();
	assert_true(file_read(company, 1 << 28, &one, &one_length, arena, &error));
	assert_true(file_read(again, 1 << 28, &two, &two_length, arena, &error));
	assert_int_equal(one_length, two_length);
	assert_memory_equal(one, two, one_length);
	arena_free(arena);
	unlink(again);
}

static void a_file_that_is_there_is_refused_and_kept(void **state)
{
	(void)state;
	static struct error error;
	char path[4200];
	struct stat status;
	FILE *file = fopen(path_of(path, "mine.db"), "w");
	assert_non_null(file);
	assert_int_equal(fputs("mine", file) < 0, 0);
	assert_int_equal(fclose(file), 0);
	assert_false(demo_company_write(path, &error));
	assert_int_equal(error.kind, ERROR_FAILED);
	assert_non_null(strstr(error.message, "mine.db"));
	assert_int_equal(stat(path, &status), 0);
	assert_int_equal(status.st_size, 4);
	unlink(path);
}

static void a_directory_that_is_not_there_is_told(void **state)
{
	(void)state;
	static struct error error;
	char path[4200];
	assert_false(demo_company_write(path_of(path, "none/kunder.db"), &error));
	assert_non_null(strstr(error.message, strerror(ENOENT)));
}

static void nothing_is_left_beside_the_database(void **state)
{
	(void)state;
	static const char *const ends[] = { "-journal", "-wal", "-shm" };
	for (size_t i = 0; i < 3; i++) {
		char path[4300];
		snprintf(path, sizeof(path), "%s%s", company, ends[i]);
		assert_int_not_equal(access(path, F_OK), 0);
	}
}

static void the_database_is_sound_and_its_references_hold(void **state)
{
	(void)state;
	assert_sound(database);
}

static void every_table_has_rows(void **state)
{
	(void)state;
	sqlite3_stmt *tables;
	int count = 0;
	assert_int_equal(
		sqlite3_prepare_v2(database, "SELECT name FROM sqlite_schema WHERE type = 'table'",
			-1, &tables, NULL),
		SQLITE_OK);
	while (sqlite3_step(tables) == SQLITE_ROW) {
		char *sql = sqlite3_mprintf("SELECT count(*) FROM \"%w\"",
			(const char *)sqlite3_column_text(tables, 0));
		if (number(sql) == 0)
			fail_msg("%s", sql);
		sqlite3_free(sql);
		count++;
	}
	sqlite3_finalize(tables);
	assert_int_equal(count, 23);
}

static void the_program_holds_the_published_schema(void **state)
{
	(void)state;
	static struct error error;
	struct arena *arena = arena_new();
	char *text;
	size_t length;
	assert_true(file_read("fixtures/schema.sql", 1 << 20, &text, &length, arena, &error));
	assert_int_equal(strlen(source_schema_sql), length);
	assert_string_equal(source_schema_sql, text);
	arena_free(arena);
}

static void usage_is_small_enough_for_a_demo(void **state)
{
	(void)state;
	assert_in_range(number("SELECT count(*) FROM usage_daily"), 150000, 250000);
}

static void about_two_hundred_customers_are_served_in_five_countries(void **state)
{
	(void)state;
	assert_in_range(number("SELECT count(DISTINCT customer_id) FROM contract JOIN customer "
			       "USING(customer_id) "
			       "WHERE product_id = 'energi' AND NOT is_trial AND NOT is_test "
			       "AND term_start <= '2026-03-31' AND coalesce(term_end, '9999') > "
			       "'2026-03-31' "
			       "AND coalesce(terminated_on, '9999') > '2026-03-31'"),
		180, 260);
	assert_int_equal(number("SELECT count(DISTINCT country) FROM customer"), 5);
	assert_int_equal(number("SELECT count(DISTINCT segment) FROM customer"), 4);
}

static void every_foreign_currency_has_a_rate_in_every_quarter(void **state)
{
	(void)state;
	/* 2022Q1 .. 2026Q2 is 18 quarters. */
	assert_int_equal(
		number("SELECT min(n) FROM (SELECT count(*) AS n FROM fx_rate WHERE "
		       "quarter_start BETWEEN '2022-01-01' AND '2026-04-01' GROUP BY currency)"),
		18);
	assert_int_equal(
		number("SELECT count(*) FROM currency LEFT JOIN (SELECT DISTINCT currency FROM "
		       "fx_rate) ON currency = code WHERE currency IS NULL AND code <> 'SEK'"),
		0);
	/* No rate that DQ10 would doubt. */
	assert_int_equal(
		number("SELECT count(*) FROM fx_rate WHERE abs(close_rate / avg_rate - 1) > 0.15"),
		0);
}

static void prices_change_in_every_way(void **state)
{
	(void)state;
	assert_int_equal(number("SELECT count(DISTINCT change_kind) FROM contract_price"), 6);
	assert_int_equal(number("SELECT count(DISTINCT kind) FROM invoice_line"), 4);
}

/* The share of core contracts due in the quarter that starts on a day, and were renewed in time. */
static double renewed_share(const char *start)
{
	char *sql = sqlite3_mprintf(
		"WITH due AS (SELECT * FROM contract WHERE product_id = 'energi' AND NOT is_trial "
		"AND "
		"coalesce(terminated_on, term_end) >= %Q AND "
		"coalesce(terminated_on, term_end) < date(%Q, '+3 months') AND term_end IS NOT "
		"NULL "
		"AND coalesce(terminated_on, term_end) <= '2026-03-09'), "
		"judged AS (SELECT EXISTS(SELECT 1 FROM contract s WHERE s.customer_id = "
		"due.customer_id "
		"AND s.product_id = due.product_id AND s.contract_id <> due.contract_id "
		"AND s.term_start > due.term_start AND s.term_start <= date(due.term_end, '+30 "
		"days')) "
		"AND terminated_on IS NULL AS renewed FROM due) SELECT avg(renewed) FROM judged",
		start, start);
	double share = ratio(sql);
	sqlite3_free(sql);
	return share;
}

static void renewals_are_steady_for_twelve_quarters_and_then_fall(void **state)
{
	(void)state;
	static const char *const steady[] = { "2022-04-01", "2022-07-01", "2022-10-01",
		"2023-01-01", "2023-04-01", "2023-07-01", "2023-10-01", "2024-01-01", "2024-04-01",
		"2024-07-01", "2024-10-01", "2025-01-01" };
	double lowest = 1;
	for (size_t i = 0; i < 12; i++) {
		double share = renewed_share(steady[i]);
		assert_true(share > 0.88 && share < 0.99);
		lowest = share < lowest ? share : lowest;
	}
	assert_true(renewed_share("2026-01-01") < lowest - 0.02);
	assert_true(renewed_share("2026-01-01") > 0.80);
}

static void some_renewals_are_still_open_on_the_last_day(void **state)
{
	(void)state;
	/* Due in the quarter, in grace on 8 April, with neither notice nor successor. */
	assert_in_range(
		number("SELECT count(*) FROM contract c WHERE term_end > '2026-03-09' AND term_end "
		       "< "
		       "'2026-04-01' AND product_id = 'energi' AND notice_on IS NULL AND "
		       "terminated_on IS NULL AND NOT EXISTS(SELECT 1 FROM contract s WHERE "
		       "s.customer_id = c.customer_id AND s.product_id = c.product_id AND "
		       "s.term_start > c.term_start)"),
		3, 12);
}

static void contracts_are_renewed_early_late_and_after_the_grace(void **state)
{
	(void)state;
	assert_true(number("SELECT count(*) FROM contract s JOIN contract c ON c.contract_id = "
			   "s.renews_contract_id WHERE s.term_start < c.term_end") >= 20);
	assert_true(number("SELECT count(*) FROM contract s JOIN contract c ON c.contract_id = "
			   "s.renews_contract_id WHERE s.term_start > c.term_end AND "
			   "s.term_start <= date(c.term_end, '+30 days')") >= 10);
	/* Won back: nothing of the product in the 30 days before, something earlier. */
	assert_true(
		number("SELECT count(*) FROM contract s WHERE product_id = 'energi' AND "
		       "EXISTS(SELECT 1 "
		       "FROM contract c WHERE c.customer_id = s.customer_id AND c.product_id = "
		       "s.product_id AND NOT c.is_trial AND c.term_start < s.term_start) AND NOT "
		       "EXISTS(SELECT 1 FROM contract c WHERE c.customer_id = s.customer_id AND "
		       "c.product_id = s.product_id AND c.term_start < s.term_start AND "
		       "coalesce(c.terminated_on, c.term_end, '9999') >= "
		       "date(s.term_start, '-30 days'))") >= 2);
}

static void terms_are_of_every_kind(void **state)
{
	(void)state;
	assert_true(number("SELECT count(*) FROM contract WHERE term_end IS NULL") >= 10);
	assert_true(number("SELECT count(*) FROM contract WHERE term_end = date(term_start, '+2 "
			   "years')") > 20);
	assert_true(number("SELECT count(*) FROM contract WHERE term_end = date(term_start, '+3 "
			   "years')") > 10);
	assert_true(number("SELECT count(*) FROM contract WHERE is_trial") >= 10);
	assert_true(number("SELECT count(*) FROM contract WHERE terminated_on < term_end") >= 5);
	assert_true(number("SELECT count(*) FROM contract WHERE term_end IS NULL AND "
			   "terminated_on IS NOT NULL") >= 2);
	assert_true(number("SELECT count(*) FROM contract WHERE notice_on IS NOT NULL") >= 30);
	assert_true(number("SELECT count(*) FROM contract WHERE term_start < '2022-01-01' AND "
			   "prior_renewals > 0") >= 80);
	assert_int_equal(number("SELECT count(*) FROM contract WHERE signed_on > '2026-04-08'"), 0);
}

static void two_renewals_were_registered_after_the_quarter_had_been_reported(void **state)
{
	(void)state;
	assert_int_equal(
		number("SELECT count(*) FROM contract s JOIN contract c ON c.contract_id = "
		       "s.renews_contract_id WHERE s.signed_on > '2026-01-08' AND s.term_start = "
		       "c.term_end AND date(c.term_end, '+30 days') <= '2026-01-08' AND "
		       "c.term_end >= '2025-10-01'"),
		2);
}

static void one_team_is_too_small_and_one_lacks_data(void **state)
{
	(void)state;
	assert_int_equal(number("SELECT count(*) FROM team"), 6);
	assert_int_equal(
		number("SELECT count(DISTINCT member_id) FROM membership WHERE team_id = 'partner' "
		       "AND valid_from < '2026-04-01' AND coalesce(valid_to, '9999') > "
		       "'2026-01-01'"),
		3);
	assert_true(number("SELECT count(DISTINCT member_id) FROM membership WHERE team_id = "
			   "'tyskland' "
			   "AND coalesce(valid_to, '9999') > '2026-01-01'") >= 5);
	assert_true(
		number("SELECT count(*) FROM team_customer WHERE team_id = 'tyskland' AND "
		       "valid_from <= '2026-01-01' AND coalesce(valid_to, '9999') > '2026-01-01'") <
		20);
	assert_true(
		number("SELECT count(*) FROM team_customer WHERE team_id = 'nord' AND "
		       "valid_from <= '2026-01-01' AND coalesce(valid_to, '9999') > '2026-01-01'") >
		50);
	assert_true(number("SELECT count(*) FROM membership WHERE fte < 1") > 0);
}

static void every_quarter_is_asked_and_a_third_or_more_answer(void **state)
{
	(void)state;
	assert_int_equal(number("SELECT count(*) FROM survey WHERE kind = 'nps'"), 17);
	assert_int_equal(number("SELECT count(DISTINCT kind) FROM survey"), 4);
	static const char answered[] =
		"SELECT %s(share) FROM (SELECT avg(EXISTS(SELECT 1 FROM survey_response r WHERE "
		"r.survey_id = i.survey_id AND r.contact_key = i.contact_key)) AS share "
		"FROM survey_invite i JOIN survey USING(survey_id) WHERE delivered AND kind = "
		"'nps' "
		"GROUP BY survey_id)";
	char sql[512];
	snprintf(sql, sizeof(sql), answered, "min");
	assert_true(ratio(sql) > 0.27);
	snprintf(sql, sizeof(sql), answered, "max");
	assert_true(ratio(sql) < 0.47);
}

static void some_reasons_for_leaving_are_unknown(void **state)
{
	(void)state;
	double unknown =
		ratio("SELECT avg(end_reason IS NULL) FROM contract c WHERE product_id = 'energi' "
		      "AND NOT is_trial AND notice_on IS NOT NULL");
	assert_true(unknown > 0.05 && unknown < 0.5);
	assert_int_equal(
		number("SELECT count(*) FROM reason_code WHERE label_sv = '' OR label_en = ''"), 0);
}

static void each_kind_of_mishap_is_there_to_find(void **state)
{
	(void)state;
	assert_int_equal(
		number("SELECT count(*) FROM (SELECT 1 FROM customer GROUP BY lower(trim(name)), "
		       "country HAVING count(*) > 1)"),
		1); /* DQ05 */
	assert_int_equal(
		number("SELECT count(*) FROM (SELECT 1 FROM invoice_line GROUP BY invoice_no, "
		       "customer_id, invoice_date, kind, amount_minor HAVING count(*) > 1)"),
		2); /* DQ07 */
	assert_int_equal(number("SELECT count(*) FROM invoice_line WHERE (amount_minor < 0) <> "
				"(kind = 'credit')"),
		1); /* DQ08 */
	assert_int_equal(
		number("SELECT count(*) FROM contract_price JOIN contract USING(contract_id) "
		       "WHERE valid_from >= term_end"),
		1); /* DQ13 */
	assert_true(
		number("SELECT count(*) FROM usage_daily u WHERE NOT EXISTS(SELECT 1 FROM contract "
		       "c "
		       "WHERE c.customer_id = u.customer_id AND c.term_start <= day AND "
		       "coalesce(term_end, '9999') > date(day, '-30 days') AND "
		       "coalesce(terminated_on, '9999') > date(day, '-30 days'))") > 0); /* DQ15 */
	assert_true(
		number("SELECT count(*) FROM (SELECT 1 FROM survey_response GROUP BY survey_id, "
		       "contact_key HAVING count(*) > 1)") > 0); /* DQ18 */
	assert_int_equal(
		number("SELECT count(*) FROM customer WHERE NOT is_test AND customer_id NOT IN "
		       "(SELECT customer_id FROM team_customer)"),
		2); /* DQ19 */
	assert_int_equal(
		number("SELECT count(*) FROM (SELECT 1 FROM membership WHERE valid_to IS NULL "
		       "GROUP BY member_id HAVING sum(fte) > 1)"),
		1);								    /* DQ20 */
	assert_int_equal(number("SELECT count(*) FROM customer WHERE is_test"), 3); /* DQ28 */
}

static void what_must_be_left_out_is_under_one_percent(void **state)
{
	(void)state;
	assert_int_equal(number("SELECT count(*) FROM survey_response JOIN survey USING(survey_id) "
				"WHERE score NOT BETWEEN scale_min AND scale_max"),
		1); /* DQ16 */
	assert_int_equal(
		number("SELECT count(*) FROM invoice_line WHERE invoice_date > '2026-04-08'"),
		1); /* DQ11 */
	assert_true(number("SELECT count(*) FROM survey_response") > 100);
	assert_true(number("SELECT count(*) FROM invoice_line") > 100);
	assert_int_equal(number("SELECT count(*) FROM contract c WHERE NOT EXISTS(SELECT 1 FROM "
				"contract_price p WHERE p.contract_id = c.contract_id AND "
				"valid_from <= term_start)"),
		0); /* DQ12, which would block */
}

/* The scripts of tests/fixtures, which other tests read: each fills an empty source without a word.
 */
static void every_fixture_obeys_the_schema(void **state)
{
	(void)state;
	static struct error error;
	static const char *const scripts[] = { "empty", "one_customer", "odd_names", "no_contracts",
		"amounts_int64", "years_1900_9999", "shifted_fiscal_year", "evergreen_only",
		"worked_example" };
	struct arena *arena = arena_new();
	for (size_t i = 0; i < sizeof(scripts) / sizeof(*scripts); i++) {
		sqlite3 *memory;
		char *sql;
		size_t length;
		const char *path = arena_printf(arena, "tests/fixtures/%s.sql", scripts[i]);
		if (!file_read(path, 1 << 20, &sql, &length, arena, &error))
			fail_msg("%s", error.message);
		assert_int_equal(sqlite3_open(":memory:", &memory), SQLITE_OK);
		assert_int_equal(
			sqlite3_exec(memory, source_schema_sql, NULL, NULL, NULL), SQLITE_OK);
		if (sqlite3_exec(memory, sql, NULL, NULL, NULL) != SQLITE_OK)
			fail_msg("%s: %s", path, sqlite3_errmsg(memory));
		assert_sound(memory);
		sqlite3_stmt *row = first_row(memory, "SELECT count(*) FROM meta");
		assert_int_equal(sqlite3_column_int(row, 0), 8);
		sqlite3_finalize(row);
		sqlite3_close(memory);
	}
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_run_writes_the_same_bytes),
		cmocka_unit_test(a_file_that_is_there_is_refused_and_kept),
		cmocka_unit_test(a_directory_that_is_not_there_is_told),
		cmocka_unit_test(nothing_is_left_beside_the_database),
		cmocka_unit_test(the_database_is_sound_and_its_references_hold),
		cmocka_unit_test(every_table_has_rows),
		cmocka_unit_test(the_program_holds_the_published_schema),
		cmocka_unit_test(usage_is_small_enough_for_a_demo),
		cmocka_unit_test(about_two_hundred_customers_are_served_in_five_countries),
		cmocka_unit_test(every_foreign_currency_has_a_rate_in_every_quarter),
		cmocka_unit_test(prices_change_in_every_way),
		cmocka_unit_test(renewals_are_steady_for_twelve_quarters_and_then_fall),
		cmocka_unit_test(some_renewals_are_still_open_on_the_last_day),
		cmocka_unit_test(contracts_are_renewed_early_late_and_after_the_grace),
		cmocka_unit_test(terms_are_of_every_kind),
		cmocka_unit_test(two_renewals_were_registered_after_the_quarter_had_been_reported),
		cmocka_unit_test(one_team_is_too_small_and_one_lacks_data),
		cmocka_unit_test(every_quarter_is_asked_and_a_third_or_more_answer),
		cmocka_unit_test(some_reasons_for_leaving_are_unknown),
		cmocka_unit_test(each_kind_of_mishap_is_there_to_find),
		cmocka_unit_test(what_must_be_left_out_is_under_one_percent),
		cmocka_unit_test(every_fixture_obeys_the_schema),
	};
	return cmocka_run_group_tests(tests, make_company, remove_company);
}
