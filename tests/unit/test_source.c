#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include "base/digest.h"
#include "source/open.h"
#include "unit/source_database.h"

/* ---- helpers ----------------------------------------------------------------------------------
 */

static void load(const char *path, struct facts *facts, struct arena *arena)
{
	struct error error = { 0 };
	if (!source_load(path, DATE_NONE, facts, arena, &error))
		fail_msg("%s", error.message);
}

/* Loading fails, as a failure of the world, and says so. */
static void assert_unreadable(const char *path, const char *message)
{
	struct arena *arena = arena_new();
	struct facts facts;
	struct error error = { 0 };
	assert_false(source_load(path, DATE_NONE, &facts, arena, &error));
	if (!strstr(error.message, message))
		fail_msg("'%s' does not contain '%s'", error.message, message);
	assert_int_equal(error.kind, ERROR_FAILED);
	arena_free(arena);
}

static void write_bytes(const char *path, const void *bytes, size_t length)
{
	FILE *file = fopen(path, "wb");
	assert_non_null(file);
	assert_int_equal(fwrite(bytes, 1, length, file), length);
	assert_int_equal(fclose(file), 0);
}

static char *read_bytes(const char *path, size_t *length, struct arena *arena)
{
	struct error error = { 0 };
	char *bytes;
	assert_true(file_read(path, 1 << 26, &bytes, length, arena, &error));
	return bytes;
}

static const char *day(struct date date)
{
	static char texts[4][11];
	static int next;
	next = (next + 1) % 4;
	date_format(date, texts[next]);
	return texts[next];
}

static const char *shown(const char *text)
{
	return text ? text : "-";
}

/* Everything in the facts but the digest, as text. */
static void dump(struct strbuf *out, const struct facts *f)
{
	strbuf_addf(out, "%s %d %d %d %s %s %s %d\n", f->reporting_currency, f->reporting,
		f->fiscal.start_month, f->fiscal.label, f->timezone, day(f->as_of),
		day(f->observation_start), f->grace_days);
	for (size_t i = 0; i < f->currency_count; i++)
		strbuf_addf(
			out, "currency %s %d\n", f->currencies[i].code, f->currencies[i].exponent);
	for (size_t i = 0; i < f->rate_count; i++)
		strbuf_addf(out, "rate %d %d %lld %lld\n", f->rates[i].quarter.index,
			f->rates[i].currency, (long long)f->rates[i].average_r8,
			(long long)f->rates[i].close_r8);
	for (size_t i = 0; i < f->customer_count; i++) {
		const struct customer *c = &f->customers[i];
		strbuf_addf(out, "customer %s %s %s %s %s %d %s %d %lld %d %d\n", c->id, c->name,
			shown(c->segment), shown(c->country), day(c->created), c->parent,
			shown(c->acquired_via), c->has_acquisition_cost,
			(long long)c->acquisition_cost, c->acquisition_currency, c->is_test);
	}
	for (size_t i = 0; i < f->product_count; i++)
		strbuf_addf(out, "product %s %s %d\n", f->products[i].id, f->products[i].name,
			f->products[i].is_recurring);
	for (size_t i = 0; i < f->reason_count; i++)
		strbuf_addf(out, "reason %s %s %s %s\n", f->reasons[i].code, f->reasons[i].label_sv,
			f->reasons[i].label_en, f->reasons[i].category);
	for (size_t i = 0; i < f->contract_count; i++) {
		const struct contract *c = &f->contracts[i];
		strbuf_addf(out, "contract %s %d %d %s %s %s %d %d %d %d %zu %zu\n", c->id,
			c->customer, c->product, day(c->signed_on), day(c->term_start),
			day(c->term_end), c->renews, c->prior_renewals, c->end_reason, c->is_trial,
			c->first_price, c->price_count);
		strbuf_addf(out, " %s %s\n", day(c->notice_on), day(c->terminated_on));
	}
	for (size_t i = 0; i < f->price_count; i++)
		strbuf_addf(out, "price %d %s %lld %d %d\n", f->prices[i].contract,
			day(f->prices[i].valid_from), (long long)f->prices[i].arr,
			f->prices[i].currency, f->prices[i].change);
	for (size_t i = 0; i < f->invoice_count; i++)
		strbuf_addf(out, "line %s %s %d %s %d %lld %lld %d\n", f->invoices[i].id,
			f->invoices[i].number, f->invoices[i].customer, day(f->invoices[i].date),
			f->invoices[i].kind, (long long)f->invoices[i].amount,
			(long long)f->invoices[i].direct_cost, f->invoices[i].currency);
	for (size_t i = 0; i < f->cost_count; i++)
		strbuf_addf(out, "cost %d %d %lld %d\n", f->costs[i].customer,
			f->costs[i].quarter.index, (long long)f->costs[i].cost,
			f->costs[i].currency);
	for (size_t i = 0; i < f->feature_count; i++)
		strbuf_addf(out, "feature %s %s %d\n", f->features[i].id, f->features[i].name,
			f->features[i].is_core);
	for (size_t i = 0; i < f->usage_count; i++)
		strbuf_addf(out, "usage %d %d %x %d %d\n", f->usage[i].customer,
			f->usage[i].quarter.index, f->usage[i].active_days,
			f->usage[i].core_features, f->usage[i].days_used);
	strbuf_addf(out, "usage %s %s\n", day(f->usage_first), day(f->usage_last));
	for (size_t i = 0; i < f->usage_month_count; i++)
		strbuf_addf(out, "month %s\n", day(f->usage_months[i]));
	for (size_t i = 0; i < f->survey_count; i++)
		strbuf_addf(out, "survey %s %s %d %s %s %d %d\n", f->surveys[i].id,
			f->surveys[i].name, f->surveys[i].kind, day(f->surveys[i].wave_start),
			day(f->surveys[i].wave_end), f->surveys[i].scale_min,
			f->surveys[i].scale_max);
	for (size_t i = 0; i < f->invitation_count; i++)
		strbuf_addf(out, "invitation %d %d %s %d\n", f->invitations[i].survey,
			f->invitations[i].customer, f->invitations[i].contact,
			f->invitations[i].delivered);
	for (size_t i = 0; i < f->response_count; i++) {
		const struct response *r = &f->responses[i];
		strbuf_addf(out, "response %s %s %d %d %s %d %d %d %d %d %d\n", r->id, r->contact,
			r->survey, r->customer, day(r->responded_on), r->score, r->score2,
			r->score3, r->driver, r->invited, r->delivered);
	}
	for (size_t i = 0; i < f->team_count; i++)
		strbuf_addf(out, "team %s %s\n", f->teams[i].id, f->teams[i].name);
	for (size_t i = 0; i < f->responsibility_count; i++)
		strbuf_addf(out, "responsibility %d %d %s %s\n", f->responsibilities[i].team,
			f->responsibilities[i].customer, day(f->responsibilities[i].valid_from),
			day(f->responsibilities[i].valid_to));
	for (size_t i = 0; i < f->membership_count; i++)
		strbuf_addf(out, "membership %d %s %s %s %.17g\n", f->memberships[i].team,
			f->memberships[i].member, day(f->memberships[i].valid_from),
			day(f->memberships[i].valid_to), f->memberships[i].fte);
	for (size_t i = 0; i < f->finding_count; i++) {
		strbuf_addf(out, "%s %c %lld %s\n", f->findings[i].code, f->findings[i].severity,
			(long long)f->findings[i].count, f->findings[i].message);
		for (size_t k = 0; k < f->findings[i].object_count; k++)
			strbuf_addf(out, "  %s\n", f->findings[i].objects[k]);
	}
	for (size_t i = 0; i < f->table_total; i++)
		strbuf_addf(out, "table %s %lld %lld\n", f->tables[i].table,
			(long long)f->tables[i].rows, (long long)f->tables[i].excluded);
}

static char *dump_of(const char *path)
{
	struct arena *arena = arena_new();
	struct strbuf out = STRBUF_INIT;
	struct facts facts;
	load(path, &facts, arena);
	dump(&out, &facts);
	char *text = strdup(out.bytes);
	strbuf_release(&out);
	arena_free(arena);
	return text;
}

/* ---- facts ------------------------------------------------------------------------------------
 */

static void rows_become_facts(void **state)
{
	(void)state;
	struct arena *arena = arena_new();
	struct facts facts;
	char *path = database_clean("source.db", "");
	load(path, &facts, arena);

	assert_string_equal(facts.reporting_currency, "SEK");
	assert_string_equal(facts.currencies[facts.reporting].code, "SEK");
	assert_int_equal(facts.grace_days, 40);
	assert_int_equal(facts.as_of.days, date_of(2026, 5, 15).days);
	assert_int_equal(facts.observation_start.days, date_of(2024, 1, 1).days);
	assert_int_equal(facts.rate_count, 2);
	assert_int_equal(facts.rates[1].average_r8, 1125000000);
	assert_int_equal(facts.rates[1].close_r8, 1150000000);

	assert_int_equal(facts.customer_count, 2);
	assert_string_equal(facts.customers[1].name, "Kund Två AB");
	assert_string_equal(facts.customers[1].segment, "Enterprise");
	assert_string_equal(facts.customers[1].country, "NO");
	assert_string_equal(facts.customers[1].acquired_via, "referral");
	assert_int_equal(facts.customers[1].parent, 0);
	assert_int_equal(facts.customers[0].parent, NO_ROW);
	assert_true(facts.customers[1].has_acquisition_cost);
	assert_int_equal(facts.customers[1].acquisition_cost, 5000);
	assert_int_equal(facts.customers[1].acquisition_currency, 0); /* EUR */
	assert_false(facts.customers[0].has_acquisition_cost);

	assert_int_equal(facts.contract_count, 3);
	const struct contract *k2 = &facts.contracts[1], *k3 = &facts.contracts[2];
	assert_int_equal(k2->renews, 0);
	assert_int_equal(k2->price_count, 2);
	assert_int_equal(facts.prices[k2->first_price].arr, 130000);
	assert_int_equal(facts.prices[k2->first_price + 1].arr, 140000);
	assert_int_equal(facts.prices[k2->first_price + 1].change, PRICE_UPSELL);
	assert_int_equal(k3->prior_renewals, 2);
	assert_false(date_known(k3->signed_on));
	assert_false(date_known(k3->term_end));
	assert_int_equal(k3->notice_on.days, date_of(2026, 4, 1).days);
	assert_int_equal(k3->terminated_on.days, date_of(2026, 7, 1).days); /* known already */
	assert_string_equal(facts.reasons[k3->end_reason].label_sv, "Pris");

	assert_int_equal(facts.invoice_count, 4);
	assert_string_equal(facts.invoices[3].number, "F4");
	assert_int_equal(facts.invoices[3].kind, INVOICE_CREDIT);
	assert_int_equal(facts.invoices[3].amount, -700);
	assert_int_equal(facts.cost_count, 1);
	assert_int_equal(facts.costs[0].quarter.index, 2026 * 4);
	assert_int_equal(facts.responsibility_count, 3);
	assert_int_equal(facts.membership_count, 3);
	assert_true(facts.memberships[0].fte == 0.7);
	free(path);
	arena_free(arena);
}

/* The 28 days before 2026-04-01 are 4 to 31 March: bits 0 and 27, and nothing of 3 March. */
static void usage_becomes_days_and_core_features_of_quarters(void **state)
{
	(void)state;
	struct arena *arena = arena_new();
	struct facts facts;
	char *path = database_clean("source.db", "");
	load(path, &facts, arena);

	assert_int_equal(facts.usage_count, 3);
	assert_int_equal(facts.usage[0].customer, 0);
	assert_int_equal(facts.usage[0].quarter.index, 2026 * 4);
	assert_int_equal(facts.usage[0].active_days, 1u << 27 | 1u);
	assert_int_equal(facts.usage[0].core_features, 2); /* export, share; home is none */
	assert_int_equal(facts.usage[0].days_used, 5);
	assert_int_equal(facts.usage[1].quarter.index, 2026 * 4 + 1);
	assert_int_equal(facts.usage[1].active_days, 0);
	assert_int_equal(facts.usage[1].days_used, 1);
	assert_int_equal(facts.usage[2].customer, 1);
	assert_int_equal(facts.usage[2].core_features, 0);
	assert_int_equal(facts.usage_first.days, date_of(2026, 1, 1).days);
	assert_int_equal(facts.usage_last.days, date_of(2026, 4, 1).days);
	assert_int_equal(facts.usage_month_count, 4);
	assert_int_equal(facts.usage_months[3].days, date_of(2026, 4, 1).days);
	free(path);
	arena_free(arena);
}

/* Every 7th day of 2,000 customers over two years, and 70 core features, against plain counting. */
static void much_usage_is_counted_as_little_is(void **state)
{
	(void)state;
	struct arena *arena = arena_new();
	struct facts facts;
	char *path = database_clean("source.db",
		"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i<2000)"
		"INSERT INTO customer(customer_id,name,created_on)"
		" SELECT printf('n%04d',i),printf('N %d',i),'2024-01-01' FROM n;"
		"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i<70)"
		"INSERT INTO feature SELECT printf('g%02d',i),'G',1,NULL FROM n;"
		"WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i+7 FROM n WHERE i<700)"
		"INSERT INTO usage_daily SELECT customer_id,date('2024-05-01','+'||i||' days'),'u',"
		" printf('g%02d',1+(i/7)%70),1 FROM n, customer WHERE customer_id>'n'");
	load(path, &facts, arena);
	size_t quarters = 0, days = 0, core = 0;
	for (size_t i = 0; i < facts.usage_count; i++) {
		if (facts.customers[facts.usage[i].customer].id[0] != 'n')
			continue;
		quarters++;
		days += (size_t)facts.usage[i].days_used;
		core += (size_t)facts.usage[i].core_features;
		/* Every 7th day is on 4 of any 28. */
		bool whole = facts.usage[i].quarter.index > 2024 * 4 + 1 &&
			     facts.usage[i].quarter.index < 2026 * 4 + 1;
		if (whole)
			assert_int_equal(__builtin_popcount(facts.usage[i].active_days), 4);
	}
	assert_int_equal(quarters, 2000 * 9); /* 2024Q2 to 2026Q2: 2026-04-01 is the last day */
	assert_int_equal(days, 2000 * 101);
	assert_int_equal(core, 2000 * 101); /* no quarter has a feature twice: 70 weeks apart */
	free(path);
	arena_free(arena);
}

static void the_latest_sound_answer_of_a_contact_counts(void **state)
{
	(void)state;
	struct arena *arena = arena_new();
	struct facts facts;
	char *path = database_clean("source.db",
		"INSERT INTO survey_response(response_id,survey_id,contact_key,customer_id,"
		" responded_on,score) VALUES"
		" ('r5','s1','p1','c1','2026-02-04',7),('r4','s1','p1','c1','2026-02-04',3),"
		" ('r6','s1','p1','c1','2026-02-05',99),('r7','s1','p9','c2','2026-02-05',5)");
	load(path, &facts, arena);
	assert_int_equal(facts.response_count, 3);
	assert_string_equal(facts.responses[0].id, "r5"); /* r6 is off the scale, r4 before r5 */
	assert_int_equal(facts.responses[0].score, 7);
	assert_int_equal(facts.responses[0].score2, INT32_MIN);
	assert_true(facts.responses[0].invited && facts.responses[0].delivered);
	assert_true(facts.responses[1].invited && !facts.responses[1].delivered);
	assert_false(facts.responses[2].invited || facts.responses[2].delivered);
	free(path);
	arena_free(arena);
}

static void names_are_shown_without_control_characters(void **state)
{
	(void)state;
	struct arena *arena = arena_new();
	struct facts facts;
	char *path = database_clean("source.db",
		"UPDATE customer SET "
		"name=char(9)||'A'||char(10)||'B'||char(13,133)||'C'||char(0,7,27)"
		"||'[31m'||char(8238,8207,8297)||'ö'||char(127,155) WHERE customer_id='c1'");
	load(path, &facts, arena);
	assert_string_equal(facts.customers[0].name, " A B  C[31mö");
	free(path);
	arena_free(arena);
}

static void an_earlier_day_hides_what_came_later(void **state)
{
	(void)state;
	struct arena *arena = arena_new();
	struct facts facts;
	struct error error = { 0 };
	char *path = database_clean("source.db", "");
	assert_true(source_load(path, date_of(2026, 1, 14), &facts, arena, &error));
	assert_int_equal(facts.as_of.days, date_of(2026, 1, 14).days);
	assert_int_equal(facts.contract_count, 2); /* k2 is signed the day after */
	assert_int_equal(facts.price_count, 2);
	assert_false(date_known(facts.contracts[1].notice_on));
	assert_true(date_known(facts.contracts[1].terminated_on));
	assert_int_equal(facts.invoice_count, 1);
	assert_int_equal(facts.invitation_count, 0);
	assert_int_equal(facts.response_count, 0);
	assert_int_equal(facts.usage_count, 2);
	assert_int_equal(facts.finding_count, 0);

	assert_true(source_load(path, date_of(2027, 1, 1), &facts, arena, &error));
	assert_int_equal(facts.as_of.days, date_of(2026, 5, 15).days); /* no later than the data */
	free(path);
	arena_free(arena);
}

/* ---- order, encoding, page size
 * ------------------------------------------------------------------ */

static const char *const tables[] = { "currency", "fx_rate", "customer", "product", "reason_code",
	"contract", "contract_price", "invoice_line", "cost_to_serve", "feature", "usage_daily",
	"seat", "survey", "survey_invite", "survey_response", "referral", "team", "member",
	"membership", "absence", "team_customer", "reward_budget", "meta" };

/* Faults of many kinds, so that what is found must not depend on the order either. */
static const char faulty_rows[] =
	"INSERT INTO customer(customer_id,name,created_on,parent_id) VALUES"
	" ('c9','N'||char(10),'2025-01-01',NULL),('c8','M','2025-13-01',NULL),"
	" ('c7','M','2025-12-01','c8'),('C7','M','2025-12-01','gone');"
	"INSERT INTO contract(contract_id,customer_id,product_id,term_start,renews_contract_id)"
	" VALUES('x1','c1','core','2026-01-01','k1'),('x2','c1','core','2026-01-01','k3'),"
	" ('x3','c8','core','2026-01-01','x3'),('x4','c7','core','2026-01-01','x4');"
	"INSERT INTO contract_price VALUES('x1','2026-01-01',-1,'SEK','start'),"
	" ('x2','2026-01-01',5,'QQQ','start'),('x2','2026-02-01',5,'ZZZ','start');"
	"INSERT INTO survey_response(response_id,survey_id,contact_key,customer_id,responded_on,"
	" score) VALUES('q3','s1','p1','c1','2026-02-02',1),('q2','s1','p1','c1','2026-02-02',2),"
	" ('q1','s1','p7','c1','2026-06-02',2);"
	"INSERT INTO cost_to_serve VALUES('c1','2026-02-01',7,'SEK'),('c1','2026-03-01',2,'SEK');"
	"INSERT INTO fx_rate VALUES('2026-02-01','EUR',9.0,9.1,NULL);"
	"INSERT INTO usage_daily VALUES('c9','2026-01-07','u','home',1),"
	" ('c7','2026-01-08','u','share',1),('c7','2025-01-08','u','share',1);";

static void the_order_of_rows_does_not_matter(void **state)
{
	(void)state;
	char *path = database_clean("source.db", faulty_rows);
	char *expected = dump_of(path);
	assert_non_null(strstr(expected, "DQ01"));
	assert_non_null(strstr(expected, "DQ21"));
	free(path);
	for (int seed = 1; seed <= 5; seed++) {
		/* Tables with a rowid, so that they keep the order in which they are filled. */
		path = database_made("shuffled.db", "", ", WITHOUT ROWID", "", clean_rows);
		database_change(path, faulty_rows);
		for (size_t i = 0; i < sizeof(tables) / sizeof(*tables); i++) {
			char sql[512];
			snprintf(sql, sizeof(sql),
				"CREATE TABLE shuffled AS SELECT * FROM %s; DELETE FROM %s;"
				"INSERT INTO %s SELECT * FROM shuffled"
				" ORDER BY rowid * %d %% 17, rowid DESC; DROP TABLE shuffled",
				tables[i], tables[i], tables[i], seed * 5 + 1);
			database_change(path, sql);
		}
		char *shuffled = dump_of(path);
		assert_string_equal(shuffled, expected);
		free(shuffled);
		free(path);
	}
	free(expected);
}

static void encoding_and_page_size_do_not_matter(void **state)
{
	(void)state;
	static const char *const formats[] = { "PRAGMA encoding='UTF-16le'",
		"PRAGMA encoding='UTF-16be'", "PRAGMA page_size=512", "PRAGMA page_size=65536",
		"PRAGMA auto_vacuum=FULL" };
	char *path = database_clean("source.db", faulty_rows);
	char *expected = dump_of(path);
	free(path);
	for (size_t i = 0; i < sizeof(formats) / sizeof(*formats); i++) {
		char before[80];
		/* The format is chosen when the first table is made. */
		snprintf(before, sizeof(before), "%s; CREATE TABLE first(x)", formats[i]);
		path = database_made("format.db", before, NULL, NULL, clean_rows);
		database_change(path, faulty_rows);
		char *other = dump_of(path);
		assert_string_equal(other, expected);
		free(other);
		free(path);
	}
	free(expected);
}

/* ---- files ------------------------------------------------------------------------------------
 */

static void what_is_no_database_is_told(void **state)
{
	(void)state;
	static const char text[200] = "a;b;c\n1;2;3\n";
	char header[512] = "SQLite format 3";
	char *path = test_path("none.db");

	unlink(path);
	assert_unreadable(path, "No such file");
	write_bytes(path, text, 0);
	assert_unreadable(path, "the file is empty");
	write_bytes(path, header, 50);
	assert_unreadable(path, "not an SQLite database");
	write_bytes(path, text, sizeof(text));
	assert_unreadable(path, "not an SQLite database");
	write_bytes(path, header, sizeof(header));
	assert_unreadable(path, "not an SQLite database: file is not a database");
	unlink(path);
	assert_int_equal(mkdir(path, 0700), 0);
	assert_unreadable(path, "not a regular file");
	assert_int_equal(rmdir(path), 0);
	assert_int_equal(mkfifo(path, 0600), 0);
	assert_unreadable(path, "not a regular file");
	unlink(path);
	assert_unreadable("/dev/zero", "not a regular file");
	free(path);
}

static void a_damaged_database_is_told(void **state)
{
	(void)state;
	struct arena *arena = arena_new();
	size_t length;
	char *path = database_clean("source.db", ""), *cut = test_path("cut.db");
	char *bytes = read_bytes(path, &length, arena);

	write_bytes(cut, bytes, length - 4096);
	assert_unreadable(cut, "damaged: ");
	write_bytes(cut, bytes, length - 1);
	assert_unreadable(cut, "damaged: it ends in the middle of a page");
	write_bytes(cut, bytes, 4096);
	assert_unreadable(cut, "damaged: ");
	memset(bytes + length - 4096, 0xff, 4096);
	write_bytes(cut, bytes, length);
	assert_unreadable(cut, "damaged: ");
	free(path);
	free(cut);
	arena_free(arena);
}

/* The page of an index, emptied: a count through it would give 0. */
static void an_index_that_lies_is_told(void **state)
{
	(void)state;
	struct arena *arena = arena_new();
	size_t length;
	sqlite3 *db;
	sqlite3_stmt *statement;
	char *path = database_clean("source.db", "");
	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	assert_int_equal(sqlite3_prepare_v2(db,
				 "SELECT rootpage FROM sqlite_schema WHERE name='ix_contract_end'",
				 -1, &statement, NULL),
		SQLITE_OK);
	assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
	size_t page = (size_t)sqlite3_column_int64(statement, 0);
	sqlite3_finalize(statement);
	sqlite3_close(db);
	char *bytes = read_bytes(path, &length, arena);
	static const char empty_leaf[8] = { 10, 0, 0, 0, 0, 16, 0, 0 };
	memcpy(bytes + (page - 1) * 4096, empty_leaf, sizeof(empty_leaf));
	write_bytes(path, bytes, length);
	assert_unreadable(path, "missing from index ix_contract_end");
	free(path);
	arena_free(arena);
}

static void unfinished_transactions_beside_it_are_refused(void **state)
{
	(void)state;
	static const char *const suffixes[] = { "-journal", "-wal" };
	char *path = database_clean("source.db", ""), *link = test_path("link.db");
	unlink(link);
	assert_int_equal(symlink(path, link), 0);
	for (size_t i = 0; i < 2; i++) {
		char name[512], message[64];
		snprintf(name, sizeof(name), "%s%s", path, suffixes[i]);
		snprintf(message, sizeof(message), "a '%s' file is beside it", suffixes[i]);
		write_bytes(name, "x", 1);
		assert_unreadable(path, message);
		assert_unreadable(link, message); /* also through another name */
		write_bytes(name, "", 0);
		free(dump_of(path)); /* an empty one holds nothing */
		unlink(name);
		assert_int_equal(mkdir(name, 0700), 0);
		assert_unreadable(path, message);
		assert_int_equal(rmdir(name), 0);
	}
	free(dump_of(link));
	unlink(link);
	free(link);
	free(path);
}

static void a_database_being_written_is_refused(void **state)
{
	(void)state;
	sqlite3 *db;
	char *path = database_clean("source.db", "");
	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, "BEGIN EXCLUSIVE", NULL, NULL, NULL), SQLITE_OK);
	assert_unreadable(path, "another program is writing to it");
	sqlite3_close(db);
	free(dump_of(path));
	free(path);
}

static void no_permission_is_told(void **state)
{
	(void)state;
	char *path = database_clean("source.db", "");
	assert_int_equal(chmod(path, 0), 0);
	/* The superuser may read anything: as somebody else, in a process of its own. */
	pid_t child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		struct arena *arena = arena_new();
		struct facts facts;
		struct error error = { 0 };
		bool other = geteuid() != 0 || setuid(65534) == 0;
		bool refused = other && !source_load(path, DATE_NONE, &facts, arena, &error) &&
			       error.kind == ERROR_FAILED &&
			       strstr(error.message, "Permission denied");
		arena_free(arena);
		_exit(refused ? 0 : 1);
	}
	int status;
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
	unlink(path);
	free(path);
}

static size_t files_in(const char *path)
{
	char *directory = strdup(path);
	*strrchr(directory, '/') = '\0';
	DIR *listing = opendir(directory);
	size_t count = 0;
	assert_non_null(listing);
	while (readdir(listing))
		count++;
	closedir(listing);
	free(directory);
	return count;
}

static void reading_changes_nothing(void **state)
{
	(void)state;
	static const char *const modes[] = { "DELETE", "WAL" };
	for (size_t i = 0; i < 2; i++) {
		struct arena *arena = arena_new();
		struct facts facts;
		char sql[64], hex[65];
		size_t before, after;
		snprintf(sql, sizeof(sql), "PRAGMA journal_mode=%s", modes[i]);
		char *path = database_clean("source.db", sql);
		char *old = read_bytes(path, &before, arena);
		assert_int_equal(old[18], i == 0 ? 1 : 2);
		size_t files = files_in(path);
		load(path, &facts, arena);
		char *new = read_bytes(path, &after, arena);
		assert_int_equal(before, after);
		assert_memory_equal(old, new, before);
		assert_int_equal(files_in(path), files);
		digest_sha256(old, before, hex);
		assert_string_equal(facts.digest, hex);
		free(path);
		arena_free(arena);
	}
}

/* ---- the connection ---------------------------------------------------------------------------
 */

static void an_opened_database_only_reads(void **state)
{
	(void)state;
	static const char *const forbidden[] = { "DELETE FROM team", "CREATE TABLE x(a)",
		"CREATE TEMP TABLE x(a)", "PRAGMA writable_schema=ON", "PRAGMA query_only=OFF",
		"ATTACH ':memory:' AS other", "SELECT load_extension('x')",
		"SELECT randomblob(1000000)", "SELECT * FROM v", "VACUUM", "PRAGMA user_version=3",
		"WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM c) SELECT i FROM c" };
	char *path = database_clean("source.db", "CREATE VIEW v AS SELECT * FROM team");
	for (int64_t in_memory = DATABASE_IN_MEMORY; in_memory >= 0;
		in_memory -= DATABASE_IN_MEMORY) {
		struct database database;
		struct error error = { 0 };
		assert_true(database_open(&database, path, in_memory, &error));
		assert_true(database_intact(&database, &error));
		for (size_t i = 0; i < sizeof(forbidden) / sizeof(*forbidden); i++)
			assert_int_not_equal(
				sqlite3_exec(database.db, forbidden[i], NULL, NULL, NULL),
				SQLITE_OK);
		assert_int_equal(
			sqlite3_exec(database.db, "SELECT name FROM team", NULL, NULL, NULL),
			SQLITE_OK);
		database_close(&database);
	}
	free(path);
}

static void a_large_database_is_held_while_it_is_read(void **state)
{
	(void)state;
	struct database small, large;
	struct error error = { 0 };
	sqlite3 *writer;
	char *path = database_clean("source.db", "");
	size_t files = files_in(path);

	assert_true(database_open(&small, path, DATABASE_IN_MEMORY, &error));
	assert_true(database_open(&large, path, 0, &error));
	assert_string_equal(large.digest, small.digest);
	assert_true(database_intact(&large, &error));
	/* The one in memory lets others write, the one on disk does not until it is closed. */
	database_close(&small);
	assert_int_equal(sqlite3_open(path, &writer), SQLITE_OK);
	assert_int_equal(sqlite3_exec(writer, "DELETE FROM seat", NULL, NULL, NULL), SQLITE_BUSY);
	database_close(&large);
	assert_int_equal(sqlite3_exec(writer, "DELETE FROM seat", NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(writer);
	assert_int_equal(files_in(path), files);

	database_change(path, "PRAGMA journal_mode=WAL");
	assert_false(database_open(&large, path, 0, &error));
	assert_non_null(strstr(error.message, "in WAL mode and too large"));
	assert_int_equal(files_in(path), files);
	free(path);
}

static void a_large_database_with_a_wrong_size_is_refused(void **state)
{
	(void)state;
	struct database database;
	struct error error = { 0 };
	struct stat status;
	char *path = database_clean("source.db", "");
	assert_int_equal(stat(path, &status), 0);
	assert_int_equal(truncate(path, status.st_size + 4096), 0);
	assert_false(database_open(&database, path, 0, &error));
	assert_non_null(strstr(error.message, "the size of the file is not what its header says"));
	assert_int_equal(truncate(path, (off_t)1 << 40), 0);
	assert_unreadable(path, "larger than 64 GiB");
	unlink(path);
	free(path);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rows_become_facts),
		cmocka_unit_test(usage_becomes_days_and_core_features_of_quarters),
		cmocka_unit_test(much_usage_is_counted_as_little_is),
		cmocka_unit_test(the_latest_sound_answer_of_a_contact_counts),
		cmocka_unit_test(names_are_shown_without_control_characters),
		cmocka_unit_test(an_earlier_day_hides_what_came_later),
		cmocka_unit_test(the_order_of_rows_does_not_matter),
		cmocka_unit_test(encoding_and_page_size_do_not_matter),
		cmocka_unit_test(what_is_no_database_is_told),
		cmocka_unit_test(a_damaged_database_is_told),
		cmocka_unit_test(an_index_that_lies_is_told),
		cmocka_unit_test(unfinished_transactions_beside_it_are_refused),
		cmocka_unit_test(a_database_being_written_is_refused),
		cmocka_unit_test(no_permission_is_told),
		cmocka_unit_test(reading_changes_nothing),
		cmocka_unit_test(an_opened_database_only_reads),
		cmocka_unit_test(a_large_database_is_held_while_it_is_read),
		cmocka_unit_test(a_large_database_with_a_wrong_size_is_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
