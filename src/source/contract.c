#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "guard.h"
#include "source.h"

enum { MOST_TABLES = 32 };

/* What stands under the name of a table of the contract. */
enum presence { ABSENT, ORDINARY, VIEW, VIRTUAL };

static bool find_tables(sqlite3 *db, enum presence presence[MOST_TABLES], struct error *error)
{
	sqlite3_stmt *statement = NULL;
	int status;
	if (sqlite3_prepare_v2(db, "SELECT type, name, rootpage FROM sqlite_schema", -1, &statement,
		    NULL) != SQLITE_OK)
		return guard_fail(db, error);
	while ((status = sqlite3_step(statement)) == SQLITE_ROW) {
		const char *type = (const char *)sqlite3_column_text(statement, 0);
		const char *name = (const char *)sqlite3_column_text(statement, 1);
		if (!type || !name || (strcmp(type, "table") != 0 && strcmp(type, "view") != 0))
			continue;
		for (size_t i = 0; schema_tables[i]; i++)
			if (!strcasecmp(name, schema_tables[i]->name))
				presence[i] = !strcmp(type, "view")		       ? VIEW
					      : sqlite3_column_int64(statement, 2) > 0 ? ORDINARY
										       : VIRTUAL;
	}
	if (status != SQLITE_DONE)
		guard_fail(db, error);
	sqlite3_finalize(statement);
	return status == SQLITE_DONE;
}

static bool is_type(const char *declared, enum column_type type)
{
	static const char *const names[] = { "TEXT", "INTEGER", "REAL" };
	return !strcasecmp(declared, names[type]) ||
	       (type == COLUMN_INTEGER && !strcasecmp(declared, "INT"));
}

static void wrong_type(const struct table *table, const struct column *column, const char *declared,
	struct error *error)
{
	static const char *const names[] = { "TEXT", "INTEGER", "REAL" };
	struct strbuf shown = STRBUF_INIT;
	text_show(&shown, declared, strlen(declared));
	error_add(error, ERROR_USAGE, "table '%s': column '%s' is %s, not %s", table->name,
		column->name, shown.length ? shown.bytes : "without a type", names[column->type]);
	strbuf_release(&shown);
}

static void wrong_key(const struct table *table, struct error *error)
{
	struct strbuf key = STRBUF_INIT;
	for (int place = 1; place <= TABLE_COLUMNS; place++)
		for (const struct column *column = table->columns; column->name; column++)
			if (column->key == place)
				strbuf_addf(&key, "%s%s", key.length ? ", " : "", column->name);
	error_add(error, ERROR_USAGE, "table '%s': the primary key is not (%s)", table->name,
		key.bytes);
	strbuf_release(&key);
}

/* Adds the faults of the columns; *sound says whether there were none. */
static bool check_columns(sqlite3 *db, const struct table *table, bool *sound, struct error *error)
{
	bool seen[TABLE_COLUMNS] = { false }, key_differs = false;
	sqlite3_stmt *statement = NULL;
	char sql[96];
	int status;

	*sound = true;
	snprintf(sql, sizeof(sql), "PRAGMA table_xinfo(\"%s\")", table->name);
	if (sqlite3_prepare_v2(db, sql, -1, &statement, NULL) != SQLITE_OK)
		return guard_fail(db, error);
	while ((status = sqlite3_step(statement)) == SQLITE_ROW) {
		const char *name = (const char *)sqlite3_column_text(statement, 1);
		const char *declared = (const char *)sqlite3_column_text(statement, 2);
		int key = sqlite3_column_int(statement, 5);
		bool computed = sqlite3_column_int(statement, 6) != 0;
		const struct column *column = table->columns;
		while (column->name && (!name || strcasecmp(name, column->name) != 0))
			column++;
		key_differs = key_differs || key != (column->name ? column->key : 0);
		if (!column->name)
			continue;
		seen[column - table->columns] = true;
		if (computed) {
			error_add(error, ERROR_USAGE, "table '%s': column '%s' is computed",
				table->name, column->name);
			*sound = false;
		} else if (!is_type(declared ? declared : "", column->type)) {
			wrong_type(table, column, declared ? declared : "", error);
			*sound = false;
		}
	}
	if (status != SQLITE_DONE)
		guard_fail(db, error);
	sqlite3_finalize(statement);
	if (status != SQLITE_DONE)
		return false;
	bool complete = true;
	for (int i = 0; table->columns[i].name; i++) {
		if (seen[i])
			continue;
		error_add(error, ERROR_USAGE, "table '%s': no column '%s'", table->name,
			table->columns[i].name);
		complete = false;
	}
	/* A missing column of the key is told already. */
	if (key_differs && complete)
		wrong_key(table, error);
	*sound = *sound && complete && !key_differs;
	return true;
}

bool contract_check(sqlite3 *db, bool *meta_usable, struct error *error)
{
	enum presence presence[MOST_TABLES] = { ABSENT };
	struct error found = { 0 };
	bool all_sound = true, any = false;

	*meta_usable = false;
	if (!find_tables(db, presence, error))
		return false;
	for (size_t i = 0; schema_tables[i]; i++)
		any = any || presence[i] != ABSENT;
	breach_heading(&found);
	if (!any)
		return error_set(
			error, ERROR_USAGE, "%s\nnone of its tables is there", found.message);
	for (size_t i = 0; schema_tables[i]; i++) {
		const struct table *table = schema_tables[i];
		bool sound = false;
		switch (presence[i]) {
		case ABSENT:
			error_add(&found, ERROR_USAGE, "no table '%s'", table->name);
			break;
		case VIEW:
			error_add(&found, ERROR_USAGE, "'%s' is a view, not a table", table->name);
			break;
		case VIRTUAL:
			error_add(&found, ERROR_USAGE,
				"'%s' is a virtual table, not an ordinary one", table->name);
			break;
		case ORDINARY:
			if (!check_columns(db, table, &sound, &found)) {
				*error = found;
				return false;
			}
			break;
		}
		if (table == &meta_table)
			*meta_usable = sound;
		all_sound = all_sound && sound;
	}
	if (!all_sound)
		*error = found;
	return all_sound;
}
