#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "unit/source_database.h"

static const char heading[] = "the database breaks the contract of its schema, version 1\n";

/* Loads; the error is the heading and these lines, as a mistake of the user. */
static void assert_breach(char *path, const char *lines)
{
	struct arena *arena = arena_new();
	struct facts facts;
	struct error error = { 0 };
	bool loaded = source_load(path, DATE_NONE, &facts, arena, &error);
	if (loaded || strncmp(error.message, heading, strlen(heading)) != 0 ||
		strcmp(error.message + strlen(heading), lines) != 0)
		fail_msg("%s\n--- instead of ---\n%s", loaded ? "loaded" : error.message, lines);
	assert_int_equal(error.kind, ERROR_USAGE);
	arena_free(arena);
	free(path);
}

static void assert_sound(char *path)
{
	struct arena *arena = arena_new();
	struct facts facts;
	struct error error = { 0 };
	if (!source_load(path, DATE_NONE, &facts, arena, &error))
		fail_msg("%s", error.message);
	assert_int_equal(facts.contract_count, 3);
	assert_int_equal(facts.finding_count, 0);
	arena_free(arena);
	free(path);
}

/* The clean rows, without the types, checks and NOT NULL that the replacement takes away. */
static char *loose(const char *from, const char *to, const char *sql)
{
	char *path = database_made("contract.db", "", from, to, clean_rows);
	database_change(path, sql);
	return path;
}

/* ---- the schema -------------------------------------------------------------------------------
 */

static void the_schema_must_be_there(void **state)
{
	(void)state;
	/* What the schema has, what stands there instead, and what is said. */
	static const struct {
		const char *before, *from, *to, *after, *lines;
	} schemas[] = {
		{ "", NULL, NULL, "DROP TABLE seat", "no table 'seat'" },
		{ "", NULL, NULL, "DROP TABLE contract; CREATE VIEW contract AS SELECT 1",
			"'contract' is a view, not a table" },
		{ "", NULL, NULL,
			"DROP TABLE team; CREATE VIRTUAL TABLE team USING fts5(team_id,name)",
			"'team' is a virtual table, not an ordinary one" },
		{ "", "segment TEXT, ", "", "", "table 'customer': no column 'segment'" },
		{ "", "arr_minor INTEGER", "arr_minor TEXT", "",
			"table 'contract_price': column 'arr_minor' is TEXT, not INTEGER" },
		{ "", "fte REAL", "fte INTEGER", "",
			"table 'membership': column 'fte' is INTEGER, not REAL" },
		{ "", "comment TEXT) STRICT", "comment)", "",
			"table 'survey_response': column 'comment' is without a type, not TEXT" },
		{ "", "score2 INTEGER", "score2 INTEGER AS (score + 1)", "",
			"table 'survey_response': column 'score2' is computed" },
		{ "", "PRIMARY KEY(contract_id,valid_from)", "PRIMARY KEY(valid_from,contract_id)",
			"",
			"table 'contract_price': the primary key is not (contract_id, "
			"valid_from)" },
		{ "", "team_id TEXT PRIMARY KEY, name", "team_id TEXT, name", "",
			"table 'team': the primary key is not (team_id)" },
		{ "", "PRIMARY KEY(member_id,valid_from)", "PRIMARY KEY(member_id,valid_from,kind)",
			"", "table 'absence': the primary key is not (member_id, valid_from)" },
	};
	for (size_t i = 0; i < sizeof(schemas) / sizeof(*schemas); i++) {
		char *path = database_made("contract.db", schemas[i].before, schemas[i].from,
			schemas[i].to, schemas[i].after);
		database_change(path,
			"INSERT INTO meta "
			"VALUES('schema_version','1'),('reporting_currency','SEK'),"
			"('fy_start_month','1'),('fy_label','end'),('timezone','UTC'),"
			"('as_of','2026-05-15'),('observation_start','2024-01-01')");
		assert_breach(path, schemas[i].lines);
	}
}

static void all_faults_are_told_in_one_go(void **state)
{
	(void)state;
	char *path = database_made("contract.db", "", "events INTEGER", "events TEXT",
		"DROP TABLE seat; ALTER TABLE survey DROP COLUMN wave_end;"
		"INSERT INTO meta VALUES('schema_version','2'),('fy_start_month','13')");
	assert_breach(path, "table 'usage_daily': column 'events' is TEXT, not INTEGER\n"
			    "no table 'seat'\n"
			    "table 'survey': no column 'wave_end'\n"
			    "table 'meta': 'schema_version' is '2', not 1\n"
			    "table 'meta': no key 'reporting_currency'\n"
			    "table 'meta': 'fy_start_month' is '13', not a month from 1 to 12\n"
			    "table 'meta': no key 'fy_label'\n"
			    "table 'meta': no key 'timezone'\n"
			    "table 'meta': no key 'as_of'\n"
			    "table 'meta': no key 'observation_start'");
}

static void another_programs_database_is_told_in_one_line(void **state)
{
	(void)state;
	char *path = test_path("contract.db");
	unlink(path);
	database_change(path, "CREATE TABLE teams(id INTEGER PRIMARY KEY)");
	assert_breach(path, "none of its tables is there");
}

static void what_the_contract_does_not_ask_for_is_ignored(void **state)
{
	(void)state;
	/* Tables, columns, views, triggers, settings; names in capitals; long values elsewhere. */
	char *path = database_clean("contract.db",
		"CREATE TABLE extra(a, b BLOB NOT NULL, c TEXT AS (a || 'x'));"
		"INSERT INTO extra(a, b) VALUES('\x01', zeroblob(2000000));"
		"CREATE TABLE \"odd name\"(x);"
		"CREATE VIEW v AS SELECT * FROM extra;"
		"CREATE VIEW loop AS SELECT * FROM v UNION SELECT * FROM v UNION SELECT * FROM v"
		" UNION SELECT * FROM v;"
		"CREATE TRIGGER t AFTER INSERT ON team BEGIN DELETE FROM team; END;"
		"ALTER TABLE customer ADD COLUMN owner BLOB DEFAULT x'ff';"
		"ALTER TABLE product RENAME TO p; ALTER TABLE p RENAME TO PRODUCT;"
		"ALTER TABLE team RENAME COLUMN name TO NAME;"
		"INSERT INTO meta VALUES('confidence','lots');"
		"UPDATE survey_response SET comment='a'||char(0)||cast(x'ff' AS TEXT);"
		"UPDATE customer SET industry=char(1,2,3)");
	assert_sound(path);
}

static void tables_need_not_be_strict(void **state)
{
	(void)state;
	assert_sound(loose(" STRICT;", ";", ""));
	assert_sound(loose(" STRICT, WITHOUT ROWID;", ";", ""));
	assert_sound(loose(" STRICT", "",
		"UPDATE invoice_line SET amount_minor='10000'"
		" WHERE line_id='l1'"));
	assert_sound(loose("exponent INTEGER", "exponent INT", ""));
}

/* ---- settings ---------------------------------------------------------------------------------
 */

static void each_setting_must_make_sense(void **state)
{
	(void)state;
	static const struct {
		const char *key, *value, *line;
	} settings[] = {
		{ "schema_version", "2", "'schema_version' is '2', not 1" },
		{ "schema_version", "1 ", "'schema_version' is '1 ', not 1" },
		{ "reporting_currency", "kr",
			"'reporting_currency' is 'kr', not a currency code such as SEK" },
		{ "fy_start_month", "0", "'fy_start_month' is '0', not a month from 1 to 12" },
		{ "fy_start_month", "+1", "'fy_start_month' is '+1', not a month from 1 to 12" },
		{ "fy_label", "END", "'fy_label' is 'END', not end, start or span" },
		{ "timezone", "", "'timezone' is '', not a time zone such as Europe/Stockholm" },
		{ "as_of", "2026-02-29",
			"'as_of' is '2026-02-29', not a date (YYYY-MM-DD) from 1900 to 2999" },
		{ "as_of", "9999-12-31",
			"'as_of' is '9999-12-31', not a date (YYYY-MM-DD) from 1900 to 2999" },
		{ "observation_start", "2024",
			"'observation_start' is '2024', not a date (YYYY-MM-DD) from 1900 to "
			"2999" },
		{ "grace_days", "-1", "'grace_days' is '-1', not a number of days from 0 to 3650" },
		{ "grace_days", "30.5",
			"'grace_days' is '30.5', not a number of days from 0 to 3650" },
	};
	for (size_t i = 0; i < sizeof(settings) / sizeof(*settings); i++) {
		char sql[256], line[256];
		snprintf(sql, sizeof(sql), "UPDATE meta SET value='%s' WHERE key='%s'",
			settings[i].value, settings[i].key);
		snprintf(line, sizeof(line), "table 'meta': %s", settings[i].line);
		assert_breach(database_clean("contract.db", sql), line);
	}
	assert_breach(database_clean("contract.db",
			      "UPDATE meta SET value='USD' WHERE key='reporting_currency'"),
		"table 'meta', row 'reporting_currency': column 'value' names a currency that is "
		"not"
		" in table 'currency'");
}

static void grace_is_thirty_days_when_not_set(void **state)
{
	(void)state;
	struct arena *arena = arena_new();
	struct facts facts;
	struct error error = { 0 };
	char *path = database_clean("contract.db", "DELETE FROM meta WHERE key='grace_days'");
	assert_true(source_load(path, DATE_NONE, &facts, arena, &error));
	assert_int_equal(facts.grace_days, 30);
	arena_free(arena);
	free(path);
}

/* ---- rows -------------------------------------------------------------------------------------
 */

static void each_value_must_be_what_its_column_says(void **state)
{
	(void)state;
	static const struct {
		const char *from, *to, *sql, *line;
	} values[] = {
		{ "name TEXT NOT NULL, segment", "name TEXT, segment",
			"UPDATE customer SET name=NULL WHERE customer_id='c1'",
			"table 'customer', row 'c1': column 'name' is missing" },
		{ " STRICT", "", "INSERT INTO team VALUES(NULL,'x')",
			"table 'team', row 'NULL': column 'team_id' is missing" },
		{ " STRICT", "", "UPDATE customer SET name=x'414243' WHERE customer_id='c1'",
			"table 'customer', row 'c1': column 'name' is a blob, not text" },
		{ " STRICT", "",
			"UPDATE contract_price SET arr_minor='12abc' WHERE arr_minor=120000",
			"table 'contract_price', row 'k1 2025-02-01': column 'arr_minor' is text, "
			"not"
			" an integer" },
		{ " STRICT", "", "UPDATE contract_price SET arr_minor=0.5 WHERE arr_minor=120000",
			"table 'contract_price', row 'k1 2025-02-01': column 'arr_minor' is a real"
			" number, not an integer" },
		{ " STRICT", "",
			"UPDATE contract_price SET arr_minor=9e18*10 WHERE arr_minor=120000",
			"table 'contract_price', row 'k1 2025-02-01': column 'arr_minor' is a real"
			" number, not an integer" },
		{ " STRICT", "", "UPDATE membership SET fte='full' WHERE member_id='m2'",
			"table 'membership', row 'syd m2 2025-01-01': column 'fte' is text, not a "
			"real"
			" number" },
		{ NULL, NULL, "UPDATE membership SET fte=9e999 WHERE member_id='m2'",
			"table 'membership', row 'syd m2 2025-01-01': column 'fte' is not a finite"
			" number" },
		{ NULL, NULL, "UPDATE membership SET fte=1.01 WHERE member_id='m2'",
			"table 'membership', row 'syd m2 2025-01-01': column 'fte' is not above 0 "
			"and"
			" at most 1" },
		{ NULL, NULL, "UPDATE fx_rate SET avg_rate=0 WHERE quarter_start='2026-01-01'",
			"table 'fx_rate', row '2026-01-01 EUR': column 'avg_rate' is not a positive"
			" rate" },
		{ NULL, NULL,
			"UPDATE fx_rate SET close_rate=1e300 WHERE quarter_start='2026-01-01'",
			"table 'fx_rate', row '2026-01-01 EUR': column 'close_rate' is not a "
			"positive"
			" rate" },
		{ NULL, NULL, "UPDATE contract SET is_trial=2 WHERE contract_id='k1'",
			"table 'contract', row 'k1': column 'is_trial' is 2, not 0 to 1" },
		{ NULL, NULL, "UPDATE currency SET exponent=5 WHERE code='EUR'",
			"table 'currency', row 'EUR': column 'exponent' is 5, not 0 to 4" },
		{ NULL, NULL, "INSERT INTO currency VALUES('euro',2)",
			"table 'currency', row 'euro': column 'code' is not three capital "
			"letters" },
		{ NULL, NULL, "UPDATE survey SET scale_max=0",
			"table 'survey', row 's1': column 'scale_max' is not above scale_min" },
		{ NULL, NULL, "UPDATE survey SET kind='NPS'",
			"table 'survey', row 's1': column 'kind' is 'NPS', not nps, csat, ces or "
			"nki" },
		{ NULL, NULL,
			"UPDATE customer SET name=cast(x'41ff' AS TEXT) WHERE customer_id='c2'",
			"table 'customer', row 'c2': column 'name' is not valid UTF-8" },
		{ NULL, NULL,
			"UPDATE team SET name=replace(hex(zeroblob(501)),'0','x')"
			" WHERE team_id='syd'",
			"table 'team', row 'syd': column 'name' is longer than 1000 bytes" },
		{ NULL, NULL, "INSERT INTO product VALUES('',' ',1)",
			"table 'product', row '': column 'product_id' is empty" },
		{ NULL, NULL, "INSERT INTO product VALUES('a'||char(10)||'b','x',1)",
			"table 'product', row 'a?b': column 'product_id' has control characters" },
		{ NULL, NULL, "INSERT INTO product VALUES('a'||char(0)||'b','x',1)",
			"table 'product', row 'a?b': column 'product_id' has control characters" },
		{ NULL, NULL, "INSERT INTO product VALUES('a'||char(8238),'x',1)",
			"table 'product', row 'a?': column 'product_id' has control characters" },
		/* Several rows: the first in byte order, and how many more. */
		{ NULL, NULL, "UPDATE contract SET is_trial=2+rowid,prior_renewals=-1",
			"table 'contract', row 'k1': column 'prior_renewals' is -1, not 0 to 10000 "
			"(and"
			" 2 rows more)\n"
			"table 'contract', row 'k1': column 'is_trial' is 3, not 0 to 1 (and 2 rows"
			" more)" },
	};
	for (size_t i = 0; i < sizeof(values) / sizeof(*values); i++)
		assert_breach(loose(values[i].from, values[i].to, values[i].sql), values[i].line);
}

static void faults_of_several_tables_are_told_in_the_order_of_the_schema(void **state)
{
	(void)state;
	assert_breach(loose(NULL, NULL,
			      "UPDATE survey SET kind='x'; UPDATE feature SET is_core=7;"
			      "UPDATE contract SET is_trial=-1 WHERE contract_id='k3'"),
		"table 'contract', row 'k3': column 'is_trial' is -1, not 0 to 1\n"
		"table 'feature', row 'export': column 'is_core' is 7, not 0 to 1 (and 2 rows "
		"more)\n"
		"table 'survey', row 's1': column 'kind' is 'x', not nps, csat, ces or nki");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_schema_must_be_there),
		cmocka_unit_test(all_faults_are_told_in_one_go),
		cmocka_unit_test(another_programs_database_is_told_in_one_line),
		cmocka_unit_test(what_the_contract_does_not_ask_for_is_ignored),
		cmocka_unit_test(tables_need_not_be_strict),
		cmocka_unit_test(each_setting_must_make_sense),
		cmocka_unit_test(grace_is_thirty_days_when_not_set),
		cmocka_unit_test(each_value_must_be_what_its_column_says),
		cmocka_unit_test(faults_of_several_tables_are_told_in_the_order_of_the_schema),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
