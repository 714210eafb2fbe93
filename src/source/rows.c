#include <string.h>

#include "source.h"

bool rows_fail(const struct loading *loading, const char *table)
{
	struct strbuf text = STRBUF_INIT;
	const char *message = sqlite3_errmsg(loading->db);
	text_show(&text, message, strlen(message));
	error_set(loading->error, ERROR_FAILED, "table '%s': %s", table, text.bytes);
	strbuf_release(&text);
	return false;
}

void rows_open(struct rows *rows, struct loading *loading, const struct table *table)
{
	struct strbuf sql = STRBUF_INIT;
	int position = 0;

	*rows = (struct rows){ .loading = loading, .table = table };
	rows->key = rows->detail = (struct strbuf)STRBUF_INIT;
	strbuf_adds(&sql, "SELECT ");
	for (int i = 0; table->columns[i].name; i++) {
		rows->positions[i] = -1;
		if (table->columns[i].use == USE_NONE)
			continue;
		strbuf_addf(&sql, "%s\"%s\"", position ? ", " : "", table->columns[i].name);
		rows->positions[i] = position++;
	}
	/* Never through an index: in a file of unknown origin it may tell another story. */
	strbuf_addf(&sql, " FROM \"%s\" NOT INDEXED", table->name);
	if (sqlite3_prepare_v2(loading->db, sql.bytes, -1, &rows->statement, NULL) != SQLITE_OK)
		rows->failed = !rows_fail(loading, table->name);
	strbuf_release(&sql);
}

/* The key of the current row, whatever it holds: "c1 2025-01-01". */
static const char *row_key(struct rows *rows)
{
	bool keyed = rows->table->columns[0].key || rows->table->columns[1].key;
	strbuf_clear(&rows->key);
	for (int place = 1; place <= TABLE_COLUMNS; place++) {
		for (int i = 0; rows->table->columns[i].name; i++) {
			int at = keyed ? rows->table->columns[i].key : i < 2 ? i + 1 : 0;
			if (at != place || rows->positions[i] < 0)
				continue;
			if (rows->key.length)
				strbuf_addc(&rows->key, ' ');
			int type = sqlite3_column_type(rows->statement, rows->positions[i]);
			const char *bytes = type == SQLITE_TEXT
						    ? (const char *)sqlite3_column_text(
							      rows->statement, rows->positions[i])
						    : NULL;
			int length = sqlite3_column_bytes(rows->statement, rows->positions[i]);
			if (bytes)
				text_show(&rows->key, bytes, (size_t)length);
			else
				strbuf_adds(&rows->key, type == SQLITE_NULL ? "NULL" : "?");
		}
	}
	return rows->key.bytes;
}

const char *rows_object(struct rows *rows)
{
	struct strbuf *key = &rows->key;
	struct strbuf object = STRBUF_INIT;
	strbuf_addf(&object, "%s %s", rows->table->name, row_key(rows));
	strbuf_clear(key);
	strbuf_add(key, object.bytes, object.length);
	strbuf_release(&object);
	return key->bytes;
}

void rows_breach(struct rows *rows, int column, const char *fault)
{
	breach_add(rows->loading, rows->table, column, row_key(rows), fault);
}

void rows_exclude(struct rows *rows)
{
	rows->excluded++;
}

/* ---- one row ----------------------------------------------------------------------------------
 */

/* " (customer NOPE)": the column, without _id, and what is in it. */
static void describe(struct rows *rows, int number)
{
	const char *name = rows->table->columns[number].name;
	const char *bytes =
		(const char *)sqlite3_column_text(rows->statement, rows->positions[number]);
	size_t length = strlen(name);
	if (length > 3 && !strcmp(name + length - 3, "_id"))
		length -= 3;
	if (rows->detail.length)
		strbuf_adds(&rows->detail, ", ");
	strbuf_add(&rows->detail, name, length);
	strbuf_addc(&rows->detail, ' ');
	text_show(&rows->detail, bytes ? bytes : "",
		(size_t)sqlite3_column_bytes(rows->statement, rows->positions[number]));
}

static void unknown_currency(struct rows *rows, int number)
{
	struct loading *loading = rows->loading;
	struct strbuf code = STRBUF_INIT;
	text_show(&code, rows->cells[number].text, rows->cells[number].length);
	loading->unknown_currencies = arena_grow(loading->arena, loading->unknown_currencies,
		loading->unknown_count, &loading->unknown_capacity, sizeof(char *));
	loading->unknown_currencies[loading->unknown_count++] =
		arena_strdup(loading->arena, code.bytes);
	strbuf_release(&code);
}

/* Adds a finding over the columns that read so; false when there are none. */
static bool find_faults(
	struct rows *rows, const enum reading *readings, enum reading fault, const char *code)
{
	strbuf_clear(&rows->detail);
	for (int i = 0; rows->table->columns[i].name; i++) {
		if (readings[i] != fault)
			continue;
		describe(rows, i);
		if (fault == READ_NO_PARENT && rows->table->columns[i].refers == IDS_CURRENCY)
			unknown_currency(rows, i);
	}
	if (!rows->detail.length)
		return false;
	finding_add(
		&rows->loading->findings, code, "%s (%s)", rows_object(rows), rows->detail.bytes);
	return true;
}

static bool is_in_order(struct rows *rows)
{
	strbuf_clear(&rows->detail);
	for (const struct day_order *order = rows->table->orders; order->second; order++) {
		const struct cell *first = &rows->cells[order->first];
		const struct cell *second = &rows->cells[order->second];
		if (!first->given || !second->given || date_before(first->date, second->date) ||
			(order->may_be_equal && date_equal(first->date, second->date)))
			continue;
		describe(rows, order->first);
		describe(rows, order->second);
	}
	if (!rows->detail.length)
		return true;
	finding_add(
		&rows->loading->findings, "DQ03", "%s (%s)", rows_object(rows), rows->detail.bytes);
	return false;
}

enum parents { PARENTS_THERE, PARENTS_EXCLUDED, PARENTS_UNKNOWN };

/* A row goes the way of the rows that it belongs to. */
static enum parents parents_of(const struct rows *rows)
{
	enum parents parents = PARENTS_THERE;
	for (int i = 0; rows->table->columns[i].name; i++) {
		const struct column *column = &rows->table->columns[i];
		if (column->use != USE_ID || column->refers == IDS_NONE || column->optional ||
			column->refers == rows->table->ids)
			continue;
		int32_t row = rows->loading->directories[column->refers].rows[rows->cells[i].place];
		if (row == ROW_UNKNOWN)
			return PARENTS_UNKNOWN;
		if (row == ROW_EXCLUDED)
			parents = PARENTS_EXCLUDED;
	}
	return parents;
}

/* Reads the row that the statement stands on; false when it is not for the loader. */
static bool read_row(struct rows *rows)
{
	enum reading readings[TABLE_COLUMNS] = { READ_OK };
	bool breached = false, faulty = false;

	for (int i = 0; rows->table->columns[i].name; i++) {
		if (rows->positions[i] < 0)
			continue;
		readings[i] = cell_read(rows, i);
		breached = breached || readings[i] == READ_BREACH;
		faulty = faulty || readings[i] != READ_OK;
	}
	if (breached)
		return false;
	if (faulty) {
		find_faults(rows, readings, READ_NO_PARENT, "DQ01");
		find_faults(rows, readings, READ_NO_DATE, "DQ02");
		rows->excluded++;
		return false;
	}
	enum parents parents = parents_of(rows);
	if (parents == PARENTS_UNKNOWN)
		return false;
	if (parents == PARENTS_EXCLUDED || !is_in_order(rows)) {
		rows->excluded++;
		return false;
	}
	return true;
}

bool rows_next(struct rows *rows)
{
	while (!rows->failed) {
		int status = sqlite3_step(rows->statement);
		if (status == SQLITE_DONE)
			return false;
		if (status != SQLITE_ROW) {
			rows->failed = !rows_fail(rows->loading, rows->table->name);
			return false;
		}
		rows->total++;
		if (read_row(rows) && !rows->failed)
			return true;
	}
	return false;
}

bool rows_close(struct rows *rows)
{
	struct facts *facts = rows->loading->facts;
	sqlite3_finalize(rows->statement);
	strbuf_release(&rows->key);
	strbuf_release(&rows->detail);
	if (rows->failed)
		return false;
	if (rows->total > INT32_MAX && rows->table != &usage_table)
		return error_set(rows->loading->error, ERROR_FAILED, "table '%s' has too many rows",
			rows->table->name);
	facts->tables = arena_grow(rows->loading->arena, facts->tables, facts->table_total,
		&rows->loading->table_capacity, sizeof(*facts->tables));
	facts->tables[facts->table_total++] =
		(struct table_count){ rows->table->name, rows->total, rows->excluded };
	return true;
}

/* Days after an earlier as-of day that was asked for are no fault of the data. */
bool rows_dated(struct rows *rows, struct date day)
{
	struct loading *loading = rows->loading;
	char text[11];

	if (!date_before(loading->facts->as_of, day))
		return true;
	if (date_before(loading->data_as_of, day)) {
		date_format(day, text);
		finding_add(&loading->findings, "DQ11", "%s (%s)", rows_object(rows), text);
		rows_exclude(rows);
	}
	return false;
}

bool rows_check(struct loading *loading, const struct table *table)
{
	struct rows rows;
	rows_open(&rows, loading, table);
	while (rows_next(&rows))
		continue;
	return rows_close(&rows);
}
