#ifndef TESTS_SOURCE_DATABASE_H
#define TESTS_SOURCE_DATABASE_H

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <sqlite3.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/strbuf.h"
#include "stage/source.h"

/*
 * Source databases for tests: fixtures/schema.sql, a few rows that no quality rule objects to, and
 * what a test changes. The report quarter is 2026Q1.
 */

static const char clean_rows[] =
	"INSERT INTO meta VALUES('schema_version','1'),('reporting_currency','SEK'),"
	" ('fy_start_month','1'),('fy_label','end'),('timezone','Europe/Stockholm'),"
	" ('as_of','2026-05-15'),('observation_start','2024-01-01'),('grace_days','40');"
	"INSERT INTO currency VALUES('SEK',2),('EUR',2);"
	"INSERT INTO fx_rate VALUES('2025-10-01','EUR',11.0,11.2,NULL),"
	" ('2026-01-01','EUR',11.25,11.5,'Riksbanken');"
	"INSERT INTO customer VALUES"
	" ('c1','Kund Ett AB','SMB','IT','SE',NULL,'2025-01-10','inbound',NULL,NULL,NULL,0),"
	" ('c2','Kund Två AB','Enterprise',NULL,'NO','c1','2025-12-01','referral','c1',5000,'EUR',"
	"  0);"
	"INSERT INTO product VALUES('core','Kärna',1),('setup','Uppstart',0);"
	"INSERT INTO reason_code "
	"VALUES('price','Pris','Price','value'),('ease','Enkelt','Easy','use');"
	"INSERT INTO contract VALUES"
	" ('k1','c1','core','2025-01-20','2025-02-01','2026-02-01',NULL,0,NULL,NULL,NULL,0),"
	" ('k2','c1','core','2026-01-15','2026-02-01','2027-02-01','k1',0,NULL,NULL,NULL,0),"
	" ('k3','c2','core',NULL,'2026-01-01',NULL,NULL,2,'2026-04-01','2026-07-01','price',0);"
	"INSERT INTO contract_price VALUES('k1','2025-02-01',120000,'SEK','start'),"
	" ('k2','2026-02-01',130000,'SEK','start'),('k2','2026-03-01',140000,'SEK','upsell'),"
	" ('k3','2026-01-01',90000,'EUR','start');"
	"INSERT INTO invoice_line VALUES"
	" ('l1','F1','c1','k1','2026-01-05','recurring',10000,2000,'SEK'),"
	" ('l2','F2','c1','k2','2026-02-05','recurring',11000,0,'SEK'),"
	" ('l3','F3','c2',NULL,'2026-03-05','one_off',5000,100,'EUR'),"
	" ('l4','F4','c2',NULL,'2026-03-06','credit',-700,0,'EUR');"
	"INSERT INTO cost_to_serve VALUES('c1','2026-01-01',3000,'SEK');"
	"INSERT INTO feature VALUES('export','Export',1,NULL),('home','Start',0,NULL),"
	" ('share','Dela',1,NULL);"
	"INSERT INTO usage_daily VALUES"
	" ('c1','2026-01-02','u1','home',3),('c1','2026-02-03','u1','export',1),"
	" ('c1','2026-03-03','u1','export',1),('c1','2026-03-04','u1','share',2),"
	" ('c1','2026-03-31','u1','home',2),('c1','2026-03-31','u2','home',2),"
	" ('c1','2026-04-01','u1','home',2),('c2','2026-01-01','u3','home',1);"
	"INSERT INTO seat VALUES('c1','2025-02-01',5);"
	"INSERT INTO survey VALUES('s1','nps','NPS våren','2026-02-01','2026-03-01',0,10);"
	"INSERT INTO survey_invite VALUES('s1','p1','c1','2026-02-01',1),"
	" ('s1','p2','c1','2026-02-01',0),('s1','p3','c2','2026-02-01',1);"
	"INSERT INTO survey_response VALUES"
	" ('r1','s1','p1','c1','2026-02-02',9,NULL,NULL,'ease','bra'),"
	" ('r2','s1','p2','c1','2026-02-01',0,NULL,NULL,NULL,NULL);"
	"INSERT INTO referral VALUES('f1','c1','referral','2026-01-01','c2','2026-01-01');"
	"INSERT INTO team VALUES('nord','Team Nord'),('syd','Team Syd');"
	"INSERT INTO member VALUES('m1'),('m2');"
	"INSERT INTO membership VALUES('nord','m1','2025-01-01',NULL,0.7),"
	" ('syd','m1','2025-01-01',NULL,0.3),('syd','m2','2025-01-01','2026-06-01',1.0);"
	"INSERT INTO absence VALUES('m1','2026-01-01','2026-02-01','parental',1);"
	"INSERT INTO team_customer VALUES('nord','c1','2025-01-01','2025-07-01'),"
	" ('syd','c1','2025-07-01',NULL),('nord','c2','2025-12-01',NULL);"
	"INSERT INTO reward_budget VALUES('nord','2026-01-01',1000000,'SEK'),"
	" (NULL,'2026-01-01',500000,'SEK');";

/* A path below TEST_TMPDIR, or below a directory of its own; the caller frees it. */
static char *test_path(const char *name)
{
	static char own[] = "/tmp/kvartal-test-XXXXXX";
	static bool made;
	const char *directory = getenv("TEST_TMPDIR");
	char *path;

	if (!directory) {
		if (!made && !mkdtemp(own))
			abort();
		made = true;
		directory = own;
	}
	if (asprintf(&path, "%s/%s", directory, name) < 0)
		abort();
	return path;
}

/* Runs statements on the database; they must succeed. Constraints that can be left out are. */
static void database_change(const char *path, const char *sql)
{
	sqlite3 *db;
	char *message = NULL;
	if (sqlite3_open(path, &db) != SQLITE_OK ||
		sqlite3_exec(db,
			"PRAGMA synchronous = OFF; PRAGMA journal_mode = MEMORY;"
			"PRAGMA ignore_check_constraints = ON; PRAGMA foreign_keys = OFF",
			NULL, NULL, NULL) != SQLITE_OK ||
		sqlite3_exec(db, sql, NULL, NULL, &message) != SQLITE_OK) {
		fprintf(stderr, "%s: %s\n", path, message ? message : sqlite3_errmsg(db));
		abort();
	}
	sqlite3_close(db);
}

/* The schema with one passage replaced, everywhere it stands; from must be in it. */
static char *schema_text(const char *from, const char *to)
{
	struct arena *arena = arena_new();
	struct error error = { 0 };
	struct strbuf text = STRBUF_INIT;
	char *schema;
	size_t length;
	if (!file_read("fixtures/schema.sql", 1 << 20, &schema, &length, arena, &error)) {
		fprintf(stderr, "%s\n", error.message);
		abort();
	}
	if (from && !strstr(schema, from)) {
		fprintf(stderr, "the schema does not contain '%s'\n", from);
		abort();
	}
	for (char *at; from && (at = strstr(schema, from)) != NULL;) {
		strbuf_add(&text, schema, (size_t)(at - schema));
		strbuf_adds(&text, to);
		schema = at + strlen(from);
	}
	strbuf_adds(&text, schema);
	char *copy = strdup(text.bytes);
	strbuf_release(&text);
	arena_free(arena);
	return copy;
}

/* A new database: before the schema, the schema with a replacement, then the rows. */
static char *database_made(
	const char *name, const char *before, const char *from, const char *to, const char *rows)
{
	char *path = test_path(name), *schema = schema_text(from, to);
	unlink(path);
	database_change(path, before);
	database_change(path, schema);
	database_change(path, rows);
	free(schema);
	return path;
}

/* The clean rows and a change to them. */
static char *database_clean(const char *name, const char *sql)
{
	char *path = database_made(name, "", NULL, NULL, clean_rows);
	database_change(path, sql);
	return path;
}

#endif
