#include "guard.h"

#include <string.h>
#include <strings.h>

#include "base/strbuf.h"
#include "source.h"

enum { STEPS_BETWEEN_CHECKS = 10000 };

/*
 * Checking a row and the index entries that belong to it takes some tens of steps, and a row is
 * some tens of bytes: an honest file stays far below this.
 */
int64_t guard_steps(int64_t bytes)
{
	return 100000000 + 100 * bytes;
}

static int count_steps(void *context)
{
	struct database *database = context;
	database->steps_left -= STEPS_BETWEEN_CHECKS;
	return database->steps_left < 0;
}

static int authorize(void *context, int action, const char *first, const char *second,
	const char *schema, const char *through)
{
	static const char *const pragmas[] = { "integrity_check", "table_xinfo" };

	(void)context;
	(void)second;
	(void)schema;
	/* A name here is the view or trigger that the access comes from. */
	if (through)
		return SQLITE_DENY;
	switch (action) {
	case SQLITE_SELECT:
	case SQLITE_READ:
	case SQLITE_TRANSACTION:
		return SQLITE_OK;
	case SQLITE_PRAGMA:
		for (size_t i = 0; i < sizeof(pragmas) / sizeof(*pragmas); i++)
			if (first && !strcasecmp(first, pragmas[i]))
				return SQLITE_OK;
		return SQLITE_DENY;
	default:
		return SQLITE_DENY;
	}
}

bool guard_fail(sqlite3 *db, struct error *error)
{
	struct strbuf text = STRBUF_INIT;
	const char *message = sqlite3_errmsg(db);
	int code = sqlite3_errcode(db) & 0xff;

	text_show(&text, message, strlen(message));
	if (code == SQLITE_INTERRUPT)
		error_set(error, ERROR_FAILED, "reading takes longer than a file of this size can");
	else if (code == SQLITE_NOTADB)
		error_set(error, ERROR_FAILED, "not an SQLite database: %s", text.bytes);
	else if (code == SQLITE_CORRUPT)
		error_set(error, ERROR_FAILED, "damaged: %s", text.bytes);
	else
		error_set(error, ERROR_FAILED, "%s", text.bytes);
	strbuf_release(&text);
	return false;
}

bool guard_database(struct database *database, struct error *error)
{
	static const struct {
		int option, value;
	} options[] = {
		{ SQLITE_DBCONFIG_DEFENSIVE, 1 },
		{ SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0 },
		{ SQLITE_DBCONFIG_ENABLE_VIEW, 0 },
		{ SQLITE_DBCONFIG_ENABLE_TRIGGER, 0 },
		{ SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0 },
		{ SQLITE_DBCONFIG_DQS_DDL, 0 },
		{ SQLITE_DBCONFIG_DQS_DML, 0 },
	};
	/* Not tighter: the definitions of tables and views that we never read are parsed as well.
	 */
	static const struct {
		int limit, value;
	} limits[] = {
		{ SQLITE_LIMIT_LENGTH, 1000000 },
		{ SQLITE_LIMIT_SQL_LENGTH, 1000000 },
		{ SQLITE_LIMIT_EXPR_DEPTH, 200 },
		{ SQLITE_LIMIT_VDBE_OP, 100000 },
		{ SQLITE_LIMIT_ATTACHED, 0 },
		{ SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 50 },
		{ SQLITE_LIMIT_TRIGGER_DEPTH, 1 },
		{ SQLITE_LIMIT_WORKER_THREADS, 0 },
	};
	/*
	 * Values are checked row by row, with the row named and by the quality rules; the
	 * constraints of the file are expressions of unknown origin and are not run.
	 */
	static const char pragmas[] = "PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0;"
				      "PRAGMA temp_store = MEMORY; PRAGMA query_only = ON;"
				      "PRAGMA ignore_check_constraints = ON";
	sqlite3 *db = database->db;

	for (size_t i = 0; i < sizeof(options) / sizeof(*options); i++)
		if (sqlite3_db_config(db, options[i].option, options[i].value, (int *)NULL) !=
			SQLITE_OK)
			return guard_fail(db, error);
	for (size_t i = 0; i < sizeof(limits) / sizeof(*limits); i++)
		sqlite3_limit(db, limits[i].limit, limits[i].value);
	sqlite3_progress_handler(db, STEPS_BETWEEN_CHECKS, count_steps, database);
	if (sqlite3_exec(db, pragmas, NULL, NULL, NULL) != SQLITE_OK)
		return guard_fail(db, error);
	sqlite3_set_authorizer(db, authorize, NULL);
	return true;
}

/* Values that a column may not hold: the loaders find them too, and name the row. */
static bool is_about_a_value(const char *message)
{
	static const char *const beginnings[] = { "NULL value in ", "non-", "TEXT value in ",
		"NUMERIC value in " };
	for (size_t i = 0; i < sizeof(beginnings) / sizeof(*beginnings); i++)
		if (!strncmp(message, beginnings[i], strlen(beginnings[i])))
			return true;
	return false;
}

bool database_intact(struct database *database, struct error *error)
{
	enum { SHOWN = 3 };
	sqlite3_stmt *statement = NULL;
	struct strbuf faults = STRBUF_INIT;
	int found = 0, status;
	bool ok = false;

	/* Not quick_check: it does not see an index that lies. */
	if (sqlite3_prepare_v2(database->db, "PRAGMA integrity_check", -1, &statement, NULL) !=
		SQLITE_OK) {
		guard_fail(database->db, error);
		goto out;
	}
	while ((status = sqlite3_step(statement)) == SQLITE_ROW) {
		const char *message = (const char *)sqlite3_column_text(statement, 0);
		if (!message || !strcmp(message, "ok") || is_about_a_value(message))
			continue;
		if (++found > SHOWN)
			continue;
		if (faults.length)
			strbuf_adds(&faults, "; ");
		text_show(&faults, message, strlen(message));
	}
	if (status != SQLITE_DONE) {
		guard_fail(database->db, error);
		goto out;
	}
	if (found) {
		error_set(error, ERROR_FAILED, "damaged: %s%s", faults.bytes,
			found > SHOWN ? "; and more" : "");
		goto out;
	}
	ok = true;
out:
	sqlite3_finalize(statement);
	strbuf_release(&faults);
	return ok;
}
