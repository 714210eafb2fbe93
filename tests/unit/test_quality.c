#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "model/finding.h"
#include "stage/quality.h"
#include "unit/source_database.h"

struct checked {
	struct arena *arena;
	struct facts facts;
	struct finding *findings;
	size_t count;
};

static struct checked check_as_of(const char *sql, struct date as_of, const char *period)
{
	struct checked checked = { .arena = arena_new() };
	struct error error = { 0 };
	struct quarter quarter;
	char *path = database_clean("quality.db", sql);
	if (!source_load(path, as_of, &checked.facts, checked.arena, &error))
		fail_msg("%s", error.message);
	free(path);
	assert_true(quarter_parse(period, checked.facts.fiscal, &quarter));
	assert_true(quality_check(
		&checked.facts, quarter, &checked.findings, &checked.count, checked.arena));
	return checked;
}

static struct checked check(const char *sql)
{
	return check_as_of(sql, DATE_NONE, "2026Q1");
}

static const struct finding *find(const struct checked *checked, const char *code)
{
	for (size_t i = 0; i < checked->count; i++)
		if (!strcmp(checked->findings[i].code, code))
			return &checked->findings[i];
	return NULL;
}

static void print(const struct checked *checked)
{
	for (size_t i = 0; i < checked->count; i++)
		for (size_t k = 0; k < checked->findings[i].object_count; k++)
			print_message("  %s %c %s\n", checked->findings[i].code,
				checked->findings[i].severity, checked->findings[i].objects[k]);
}

static void clean_data_has_no_findings(void **state)
{
	(void)state;
	struct checked checked = check("");
	print(&checked);
	assert_int_equal(checked.count, 0);
	for (size_t i = 0; i < checked.facts.table_total; i++)
		assert_int_equal(checked.facts.tables[i].excluded, 0);
	assert_int_equal(checked.facts.table_total, 23);
	arena_free(checked.arena);
}

/* Each rule of metrics.md 2.1, broken once: one object, and no other rule has anything to say. */
static const struct broken {
	const char *code;
	enum severity severity;
	const char *sql, *object;
	const char *also; /* another rule that the same row breaks by the letter */
} broken[] = {
	{ "DQ01", SEVERITY_EXCLUDE,
		"INSERT INTO contract(contract_id,customer_id,product_id,term_start)"
		" VALUES('x1','NOPE','core','2026-01-01')",
		"contract x1 (customer NOPE)", NULL },
	{ "DQ01", SEVERITY_EXCLUDE, "UPDATE contract SET end_reason='odd' WHERE contract_id='k3'",
		"contract k3 (end_reason odd)", "DQ15" },
	{ "DQ01", SEVERITY_EXCLUDE,
		"INSERT INTO absence VALUES('m9','2026-01-01','2026-01-02','x',1)",
		"absence m9 2026-01-01 (member m9)", NULL },
	{ "DQ01", SEVERITY_EXCLUDE, "INSERT INTO reward_budget VALUES('west','2026-01-01',1,'SEK')",
		"reward_budget west 2026-01-01 (team west)", NULL },
	{ "DQ01", SEVERITY_EXCLUDE,
		"INSERT INTO usage_daily VALUES('c1','2026-01-05','u1','none',1)",
		"usage_daily c1 2026-01-05 none (feature none)", NULL },
	{ "DQ02", SEVERITY_EXCLUDE,
		"INSERT INTO invoice_line VALUES"
		" ('l9','F9','c1',NULL,'2026-02-30','one_off',1,0,'SEK')",
		"invoice_line l9 (invoice_date 2026-02-30)", NULL },
	{ "DQ02", SEVERITY_EXCLUDE, "INSERT INTO seat VALUES('c2','2026-1-1',3)",
		"seat c2 2026-1-1 (valid_from 2026-1-1)", NULL },
	{ "DQ03", SEVERITY_EXCLUDE,
		"INSERT INTO contract(contract_id,customer_id,product_id,term_start,term_end)"
		" VALUES('x1','c1','setup','2026-01-01','2026-01-01')",
		"contract x1 (term_start 2026-01-01, term_end 2026-01-01)", NULL },
	{ "DQ03", SEVERITY_EXCLUDE,
		"INSERT INTO contract(contract_id,customer_id,product_id,term_start,terminated_on)"
		" VALUES('x1','c1','setup','2026-01-02','2026-01-01')",
		"contract x1 (term_start 2026-01-02, terminated_on 2026-01-01)", NULL },
	{ "DQ03", SEVERITY_WARNING,
		"UPDATE contract SET notice_on='2026-02-02' WHERE contract_id='k1'",
		"contract k1 (notice_on 2026-02-02, term_end 2026-02-01)", NULL },
	{ "DQ03", SEVERITY_EXCLUDE,
		"UPDATE survey_response SET responded_on='2026-01-31' WHERE response_id='r1'",
		"survey_response r1 (sent_on 2026-02-01, responded_on 2026-01-31)", NULL },
	{ "DQ03", SEVERITY_EXCLUDE,
		"UPDATE membership SET valid_to='2025-01-01' WHERE member_id='m2'",
		"membership syd m2 2025-01-01 (valid_from 2025-01-01, valid_to 2025-01-01)", NULL },
	{ "DQ03", SEVERITY_EXCLUDE, "UPDATE absence SET valid_to='2025-12-31'",
		"absence m1 2026-01-01 (valid_from 2026-01-01, valid_to 2025-12-31)", NULL },
	{ "DQ03", SEVERITY_EXCLUDE,
		"UPDATE team_customer SET valid_to=valid_from WHERE team_id='nord'"
		" AND customer_id='c1'",
		"team_customer c1 2025-01-01 (valid_from 2025-01-01, valid_to 2025-01-01)", NULL },
	{ "DQ03", SEVERITY_EXCLUDE, "UPDATE referral SET converted_on='2025-12-31'",
		"referral f1 (made_on 2026-01-01, converted_on 2025-12-31)", NULL },
	{ "DQ04", SEVERITY_WARNING,
		"INSERT INTO contract(contract_id,customer_id,product_id,term_start,term_end)"
		" VALUES('k9','c1','core','2027-01-31','2027-03-01');"
		"INSERT INTO contract_price VALUES('k9','2027-01-31',1,'SEK','start')",
		"contract k2, k9 (customer c1, product core)", NULL },
	{ "DQ05", SEVERITY_WARNING,
		"INSERT INTO customer(customer_id,name,country,created_on)"
		" VALUES('c3',' KUND ett ab','SE','2025-01-01');"
		"INSERT INTO team_customer VALUES('syd','c3','2025-01-01',NULL)",
		"customer c1, c3 (2 customers)", NULL },
	{ "DQ06", SEVERITY_WARNING,
		"INSERT INTO contract(contract_id,customer_id,product_id,term_start,is_trial) "
		"VALUES"
		" ('t1','c2','core','2026-02-01',1),('t2','c2','core','2026-02-01',1);"
		"INSERT INTO contract_price VALUES('t1','2026-02-01',1,'SEK','start'),"
		" ('t2','2026-02-01',1,'SEK','start')",
		"contract t1, t2 (customer c2, product core)", NULL },
	{ "DQ07", SEVERITY_WARNING,
		"INSERT INTO invoice_line VALUES"
		" ('l0','F1','c1',NULL,'2026-01-05','recurring',10000,0,'SEK')",
		"invoice_line l0, l1 (2 lines, invoice F1, customer c1)", NULL },
	{ "DQ08", SEVERITY_WARNING, "UPDATE invoice_line SET amount_minor=-1 WHERE line_id='l3'",
		"invoice_line l3 (one_off, amount_minor -1)", NULL },
	{ "DQ08", SEVERITY_WARNING, "UPDATE invoice_line SET amount_minor=1 WHERE line_id='l4'",
		"invoice_line l4 (credit, amount_minor 1)", NULL },
	{ "DQ08", SEVERITY_WARNING,
		"UPDATE invoice_line SET direct_cost_minor=-1 WHERE line_id='l4'",
		"invoice_line l4 (direct_cost_minor -1)", NULL },
	{ "DQ08", SEVERITY_EXCLUDE,
		"UPDATE contract_price SET arr_minor=-1 WHERE valid_from='2026-03-01'",
		"contract_price k2 2026-03-01 (arr_minor -1)", NULL },
	{ "DQ09", SEVERITY_BLOCK,
		"INSERT INTO currency VALUES('USD',2);"
		"UPDATE contract_price SET currency='USD' WHERE contract_id='k3'",
		"currency USD (no rate for 2026Q1)", NULL },
	{ "DQ09", SEVERITY_BLOCK,
		"INSERT INTO invoice_line VALUES"
		" ('l9','F9','c1',NULL,'2025-02-03','one_off',1,0,'EUR')",
		"currency EUR (no rate for 2025Q1)", NULL },
	{ "DQ09", SEVERITY_BLOCK,
		"UPDATE customer SET created_on='2025-09-30' WHERE customer_id='c2'",
		"currency EUR (no rate for 2025Q3)", NULL },
	{ "DQ09", SEVERITY_BLOCK, "UPDATE invoice_line SET currency='XXX' WHERE line_id='l4'",
		"currency XXX (unknown)", "DQ01" },
	{ "DQ10", SEVERITY_WARNING,
		"UPDATE fx_rate SET avg_rate=9.99 WHERE quarter_start='2026-01-01'",
		"fx_rate 2026Q1 EUR (close and average differ)", NULL },
	{ "DQ10", SEVERITY_WARNING,
		"UPDATE fx_rate SET close_rate=9.5 WHERE quarter_start='2025-10-01'",
		"fx_rate 2026Q1 EUR (the quarter before differs)", NULL },
	{ "DQ11", SEVERITY_EXCLUDE,
		"INSERT INTO invoice_line VALUES"
		" ('l9','F9','c1',NULL,'2026-05-16','one_off',1,0,'SEK')",
		"invoice_line l9 (2026-05-16)", NULL },
	{ "DQ11", SEVERITY_EXCLUDE,
		"INSERT INTO usage_daily VALUES('c1','2026-05-16','u1','home',1)",
		"usage_daily c1 2026-05-16 home (2026-05-16)", NULL },
	{ "DQ11", SEVERITY_EXCLUDE,
		"UPDATE survey_response SET responded_on='2026-05-16' WHERE response_id='r1'",
		"survey_response r1 (2026-05-16)", NULL },
	{ "DQ12", SEVERITY_BLOCK,
		"UPDATE contract_price SET valid_from='2026-01-02' WHERE contract_id='k3'",
		"contract k3 (customer c2, term_start 2026-01-01, first price 2026-01-02)", NULL },
	{ "DQ12", SEVERITY_BLOCK, "DELETE FROM contract_price WHERE contract_id='k1'",
		"contract k1 (customer c1, no price)", NULL },
	{ "DQ13", SEVERITY_WARNING,
		"INSERT INTO contract_price VALUES('k1','2026-02-01',1,'SEK','indexation')",
		"contract_price k1 2026-02-01 (term_end 2026-02-01)", NULL },
	{ "DQ14", SEVERITY_WARNING, "UPDATE contract_price SET arr_minor=0 WHERE contract_id='k1'",
		"contract k1 (customer c1)", NULL },
	{ "DQ15", SEVERITY_WARNING,
		"INSERT INTO usage_daily VALUES('c2','2025-12-31','u1','home',1),"
		" ('c2','2025-12-31','u2','home',1)",
		"usage_daily c2 2025-12-31", NULL },
	{ "DQ16", SEVERITY_EXCLUDE, "UPDATE survey_response SET score=11 WHERE response_id='r1'",
		"survey_response r1 (score 11, scale 0 to 10)", NULL },
	{ "DQ16", SEVERITY_EXCLUDE, "UPDATE survey_response SET score3=-1 WHERE response_id='r1'",
		"survey_response r1 (score3 -1, scale 0 to 10)", NULL },
	{ "DQ17", SEVERITY_WARNING, "DELETE FROM survey_invite WHERE contact_key='p1'",
		"survey_response r1 (survey s1, contact p1)", NULL },
	{ "DQ18", SEVERITY_WARNING,
		"INSERT INTO "
		"survey_response(response_id,survey_id,contact_key,customer_id,responded_on,"
		" score) VALUES('r3','s1','p1','c1','2026-02-03',4)",
		"contact p1 (survey s1, 2 answers)", NULL },
	{ "DQ19", SEVERITY_WARNING,
		"UPDATE team_customer SET valid_from='2026-01-02' WHERE"
		" customer_id='c2'",
		"customer c2 (no team)", NULL },
	{ "DQ19", SEVERITY_WARNING,
		"UPDATE team_customer SET valid_to='2026-01-02' WHERE customer_id='c1' AND"
		" team_id='nord'",
		"customer c1 (several teams)", NULL },
	{ "DQ20", SEVERITY_WARNING,
		"UPDATE membership SET fte=0.4 WHERE team_id='syd' AND"
		" member_id='m1'",
		"member m1 (1.10)", NULL },
	{ "DQ21", SEVERITY_EXCLUDE,
		"UPDATE contract SET renews_contract_id='k3' WHERE contract_id='k3'",
		"contract k3 (renews itself)", NULL },
	{ "DQ21", SEVERITY_EXCLUDE,
		"UPDATE contract SET renews_contract_id='k1' WHERE contract_id='k3'",
		"contract k3 (renews k1 of another customer, c1)", NULL },
	{ "DQ21", SEVERITY_EXCLUDE,
		"INSERT INTO contract(contract_id,customer_id,product_id,term_start,"
		" renews_contract_id) VALUES('k4','c1','setup','2026-02-01','k1');"
		"INSERT INTO contract_price VALUES('k4','2026-02-01',1,'SEK','start')",
		"contract k1 (renewed by k2, k4)", NULL },
	{ "DQ22", SEVERITY_WARNING, "UPDATE meta SET value='2026-05-10' WHERE key='as_of'",
		"as_of 2026-05-10 (renewals may be pending until 2026-05-11)", NULL },
	{ "DQ22", SEVERITY_WARNING,
		"UPDATE meta SET value='0' WHERE key='grace_days';"
		"UPDATE meta SET value='2026-03-30' WHERE key='as_of';"
		"DELETE FROM usage_daily WHERE day>'2026-03-30'",
		"as_of 2026-03-30 (the quarter's last day is 2026-03-31)", NULL },
	{ "DQ23", SEVERITY_WARNING, "DELETE FROM usage_daily WHERE day LIKE '2026-02%'",
		"month 2026-02 (no usage_daily)", NULL },
	{ "DQ23", SEVERITY_WARNING, "DELETE FROM invoice_line WHERE line_id='l1'",
		"month 2026-01 (no invoice_line)", NULL },
	{ "DQ25", SEVERITY_WARNING,
		"UPDATE meta SET value='2025-02-02' WHERE key='observation_start';"
		"UPDATE customer SET created_on='2023-12-31' WHERE customer_id='c1'",
		"contract k1 (term_start 2025-02-01, customer c1 created 2023-12-31)", NULL },
	{ "DQ27", SEVERITY_WARNING, "UPDATE customer SET parent_id='c2' WHERE customer_id='c1'",
		"customer c1 (c1 > c2 > c1)", NULL },
	{ "DQ27", SEVERITY_WARNING, "UPDATE customer SET parent_id='c1' WHERE customer_id='c1'",
		"customer c1 (c1 > c1)", NULL },
	{ "DQ28", SEVERITY_INFORMATION,
		"INSERT INTO customer(customer_id,name,created_on,is_test)"
		" VALUES('t1','Test','2025-01-01',1)",
		"customer t1", NULL },
	{ "DQ29", SEVERITY_WARNING,
		"UPDATE team SET name='Team'||char(8238)||'Nord' WHERE"
		" team_id='nord'",
		"team nord (name)", NULL },
};

enum { BROKEN = sizeof(broken) / sizeof(*broken) };

static void each_rule_finds_the_row_that_breaks_it(void **state)
{
	(void)state;
	for (size_t i = 0; i < BROKEN; i++) {
		struct checked checked = check(broken[i].sql);
		const struct finding *finding = find(&checked, broken[i].code);
		if (!finding || checked.count != (broken[i].also ? 2 : 1)) {
			print_message("%s: %s\n", broken[i].code, broken[i].sql);
			print(&checked);
			fail();
		}
		assert_int_equal(finding->severity, broken[i].severity);
		assert_int_equal(finding->count, 1);
		assert_int_equal(finding->object_count, 1);
		assert_string_equal(finding->objects[0], broken[i].object);
		if (broken[i].also)
			assert_non_null(find(&checked, broken[i].also));
		arena_free(checked.arena);
	}
}

static void every_rule_but_that_of_goals_is_tested(void **state)
{
	(void)state;
	size_t count;
	const struct finding_rule *rules = finding_rule_list(&count);
	for (size_t i = 0; i < count; i++) {
		bool tested = !strcmp(rules[i].code, "DQ24");
		for (size_t k = 0; k < BROKEN; k++)
			tested = tested || !strcmp(rules[i].code, broken[k].code);
		assert_true(tested);
		assert_true(strlen(rules[i].message) > 10);
		assert_true(i == 0 || strcmp(rules[i - 1].code, rules[i].code) < 0);
	}
}

static void edges_of_the_rules_are_not_findings(void **state)
{
	(void)state;
	static const char *const edges[] = {
		/* Ends and starts touch; a termination on the first day; a notice on the last. */
		"INSERT INTO contract(contract_id,customer_id,product_id,term_start,terminated_on)"
		" VALUES('x1','c2','core','2026-06-01','2026-06-01');"
		"INSERT INTO contract_price VALUES('x1','2026-06-01',1,'SEK','start')",
		"UPDATE contract SET notice_on='2026-02-01' WHERE contract_id='k1'",
		/* Notice not given yet on the day of the data, though after the term's end. */
		"UPDATE contract SET notice_on='2026-05-16' WHERE contract_id='k1'",
		/* Overlap of which one renews the other, and a trial beside a contract. */
		"UPDATE contract SET term_start='2026-01-20' WHERE contract_id='k2';"
		"UPDATE contract_price SET valid_from='2026-01-20' WHERE valid_from='2026-02-01'",
		"INSERT INTO contract(contract_id,customer_id,product_id,term_start,is_trial)"
		" VALUES('t1','c1','core','2026-01-01',1);"
		"INSERT INTO contract_price VALUES('t1','2026-01-01',0,'SEK','start')",
		/* Same name in another country. */
		"UPDATE customer SET name='Kund Ett AB' WHERE customer_id='c2'",
		/* 15 % of 10 and 20 % of 10 exactly. */
		"UPDATE fx_rate SET avg_rate=10,close_rate=11.5 WHERE quarter_start='2026-01-01'",
		"UPDATE fx_rate SET avg_rate=10,close_rate=10 WHERE quarter_start='2025-10-01';"
		"UPDATE fx_rate SET avg_rate=11.5,close_rate=12 WHERE quarter_start='2026-01-01'",
		/* A rate that moves after the quarter of the report. */
		"INSERT INTO fx_rate VALUES('2026-04-01','EUR',20,20,NULL)",
		/* The last day of the data, and the day on which renewals are settled. */
		"INSERT INTO invoice_line VALUES"
		" ('l9','F9','c1',NULL,'2026-05-15','one_off',1,0,'SEK')",
		"UPDATE meta SET value='2026-05-11' WHERE key='as_of'",
		/* Customer created exactly 13 months before. */
		"UPDATE meta SET value='2025-02-02' WHERE key='observation_start';"
		"UPDATE customer SET created_on='2024-01-01' WHERE customer_id='c1'",
		/* No price at all of a contract nobody knows yet. */
		"INSERT INTO contract(contract_id,customer_id,product_id,signed_on,term_start)"
		" VALUES('x1','c1','setup','2026-05-16','2026-06-01')",
		/* The same team twice is one team; a member's shares may sum to one in tenths. */
		"INSERT INTO team_customer VALUES('syd','c1','2025-08-01',NULL)",
		"UPDATE membership SET fte=0.1 WHERE member_id='m1' AND team_id='syd';"
		"INSERT INTO membership VALUES('syd','m1','2025-02-01',NULL,0.2)",
		/* The currency of the report needs no rate. */
		"INSERT INTO invoice_line VALUES"
		" ('l9','F9','c1',NULL,'2020-05-15','one_off',1,0,'SEK')",
		/* Emoji and combining marks are text. */
		"UPDATE customer SET name=char(128169)||'e'||char(769) WHERE customer_id='c1'",
	};
	for (size_t i = 0; i < sizeof(edges) / sizeof(*edges); i++) {
		struct checked checked = check(edges[i]);
		if (checked.count) {
			print_message("%s\n", edges[i]);
			print(&checked);
			fail();
		}
		arena_free(checked.arena);
	}
}

static void objects_are_the_first_twenty_in_byte_order(void **state)
{
	(void)state;
	struct checked checked =
		check("WITH RECURSIVE n(i) AS (SELECT 99 UNION ALL SELECT i-1 FROM n WHERE i>1)"
		      "INSERT INTO customer(customer_id,name,created_on,is_test)"
		      " SELECT printf('t%02d',i),printf('Test %d',i),'2025-01-01',1 FROM n");
	assert_int_equal(checked.count, 1);
	assert_int_equal(checked.findings[0].count, 99);
	assert_int_equal(checked.findings[0].object_count, FINDING_OBJECTS);
	assert_string_equal(checked.findings[0].objects[0], "customer t01");
	assert_string_equal(checked.findings[0].objects[19], "customer t20");
	arena_free(checked.arena);
}

/* 500 equal evergreen contracts make 500 * 499 / 2 = 124,750 pairs, more than are looked at. */
static void pairs_are_counted_when_there_are_too_many_to_list(void **state)
{
	(void)state;
	struct checked checked =
		check("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i<500)"
		      "INSERT INTO contract(contract_id,customer_id,product_id,term_start)"
		      " SELECT printf('x%03d',i),'c2','setup','2026-01-01' FROM n;"
		      "INSERT INTO contract_price SELECT contract_id,term_start,1,'SEK','start'"
		      " FROM contract WHERE contract_id LIKE 'x%'");
	const struct finding *overlaps = find(&checked, "DQ04"), *equal = find(&checked, "DQ06");
	assert_int_equal(checked.count, 2);
	assert_int_equal(overlaps->count, 124750);
	assert_int_equal(equal->count, 124750);
	assert_string_equal(
		overlaps->objects[0], "contract x001, x002 (customer c2, product setup)");
	arena_free(checked.arena);
}

/* Three that overlap are three pairs; the renewals in a chain of early renewals are none. */
static void overlaps_are_pairs_without_renewals(void **state)
{
	(void)state;
	struct checked checked =
		check("INSERT INTO contract(contract_id,customer_id,product_id,term_start,term_end,"
		      " renews_contract_id) VALUES"
		      " ('x1','c2','setup','2026-01-01','2026-04-01',NULL),"
		      " ('x2','c2','setup','2026-02-01','2026-05-01','x1'),"
		      " ('x3','c2','setup','2026-03-01','2026-06-01','x2');"
		      "INSERT INTO contract_price SELECT contract_id,term_start,1,'SEK','start'"
		      " FROM contract WHERE contract_id LIKE 'x%'");
	const struct finding *overlaps = find(&checked, "DQ04");
	assert_int_equal(checked.count, 1);
	assert_int_equal(overlaps->count, 1); /* x1 and x3 */
	assert_string_equal(overlaps->objects[0], "contract x1, x3 (customer c2, product setup)");
	arena_free(checked.arena);
}

static void a_finding_has_the_strongest_severity_of_its_objects(void **state)
{
	(void)state;
	struct checked checked =
		check("UPDATE invoice_line SET amount_minor=-1 WHERE line_id='l3';"
		      "UPDATE contract_price SET arr_minor=-1 WHERE valid_from='2026-03-01'");
	assert_int_equal(checked.count, 1);
	assert_int_equal(checked.findings[0].count, 2);
	assert_int_equal(checked.findings[0].severity, SEVERITY_EXCLUDE);
	assert_string_equal(
		checked.findings[0].objects[0], "contract_price k2 2026-03-01 (arr_minor -1)");
	arena_free(checked.arena);
}

/* One of the 8 days of customers: c1 on seven, c2 on one before its contract. */
static void usage_without_a_contract_is_told_as_a_share(void **state)
{
	(void)state;
	struct checked checked =
		check("INSERT INTO usage_daily VALUES('c2','2025-12-31','u1','home',1)");
	assert_int_equal(checked.count, 1);
	assert_non_null(strstr(checked.findings[0].message, "(12.5% of the 8 days"));
	arena_free(checked.arena);
}

static void what_belongs_to_an_excluded_row_goes_with_it(void **state)
{
	(void)state;
	struct checked checked = check("UPDATE customer SET created_on='?' WHERE customer_id='c2'");
	const struct finding *finding = find(&checked, "DQ02");
	assert_int_equal(finding->count, 1);
	assert_null(find(&checked, "DQ01"));
	assert_int_equal(checked.facts.customer_count, 1);
	assert_int_equal(checked.facts.contract_count, 2);
	assert_int_equal(checked.facts.price_count, 3);
	assert_int_equal(checked.facts.invoice_count, 2);
	int64_t excluded = 0;
	for (size_t i = 0; i < checked.facts.table_total; i++)
		excluded += checked.facts.tables[i].excluded;
	/* c2, k3 and its price, two lines, a day of usage, an invitation, a responsibility. */
	assert_int_equal(excluded, 8);
	arena_free(checked.arena);
}

/* Restated as of an earlier day: later rows are not known, and no fault of the data. */
static void rows_after_an_earlier_day_of_data_are_not_findings(void **state)
{
	(void)state;
	struct date day = date_of(2026, 3, 5);
	struct checked checked = check_as_of("", day, "2026Q1");
	assert_int_equal(checked.count, 1);
	assert_string_equal(checked.findings[0].code, "DQ22");
	assert_int_equal(checked.facts.as_of.days, day.days);
	assert_int_equal(checked.facts.invoice_count, 3);
	assert_int_equal(checked.facts.usage_last.days, date_of(2026, 3, 4).days);
	arena_free(checked.arena);
}

static void a_quarter_without_days_cannot_be_checked(void **state)
{
	(void)state;
	struct checked checked = check("");
	struct quarter beyond = { 40000 };
	assert_false(quality_check(
		&checked.facts, beyond, &checked.findings, &checked.count, checked.arena));
	arena_free(checked.arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(clean_data_has_no_findings),
		cmocka_unit_test(each_rule_finds_the_row_that_breaks_it),
		cmocka_unit_test(every_rule_but_that_of_goals_is_tested),
		cmocka_unit_test(edges_of_the_rules_are_not_findings),
		cmocka_unit_test(objects_are_the_first_twenty_in_byte_order),
		cmocka_unit_test(pairs_are_counted_when_there_are_too_many_to_list),
		cmocka_unit_test(overlaps_are_pairs_without_renewals),
		cmocka_unit_test(a_finding_has_the_strongest_severity_of_its_objects),
		cmocka_unit_test(usage_without_a_contract_is_told_as_a_share),
		cmocka_unit_test(what_belongs_to_an_excluded_row_goes_with_it),
		cmocka_unit_test(rows_after_an_earlier_day_of_data_are_not_findings),
		cmocka_unit_test(a_quarter_without_days_cannot_be_checked),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
