#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "source.h"

/* What a value of a row is, by the description of its column. */

enum { LONGEST_TEXT = 1000 };

static enum reading type_breach(struct rows *rows, int number, int type)
{
	static const char *const found[] = {
		[SQLITE_INTEGER] = "an integer",
		[SQLITE_FLOAT] = "a real number",
		[SQLITE_TEXT] = "text",
		[SQLITE_BLOB] = "a blob",
	};
	static const char *const wanted[] = { "text", "an integer", "a real number" };
	char fault[64] = "is missing";
	if (type != SQLITE_NULL)
		snprintf(fault, sizeof(fault), "is %s, not %s", found[type],
			wanted[rows->table->columns[number].type]);
	rows_breach(rows, number, fault);
	return READ_BREACH;
}

/* ---- one value --------------------------------------------------------------------------------
 */

static enum reading breach(struct rows *rows, int column, const char *fault)
{
	rows_breach(rows, column, fault);
	return READ_BREACH;
}

static enum reading read_number(struct rows *rows, int number, struct cell *cell)
{
	const struct column *column = &rows->table->columns[number];
	if (column->type == COLUMN_REAL) {
		cell->real = sqlite3_column_double(rows->statement, rows->positions[number]);
		return isfinite(cell->real) ? READ_OK
					    : breach(rows, number, "is not a finite number");
	}
	cell->number = sqlite3_column_int64(rows->statement, rows->positions[number]);
	if (column->least < column->greatest &&
		(cell->number < column->least || cell->number > column->greatest)) {
		char fault[96];
		snprintf(fault, sizeof(fault), "is %lld, not %lld to %lld", (long long)cell->number,
			(long long)column->least, (long long)column->greatest);
		return breach(rows, number, fault);
	}
	return READ_OK;
}

static enum reading read_word(struct rows *rows, int number, struct cell *cell)
{
	const char *const *words = rows->table->columns[number].words;
	for (cell->number = 0; words[cell->number]; cell->number++)
		if (!strcmp(words[cell->number], cell->text))
			return READ_OK;
	struct strbuf fault = STRBUF_INIT;
	strbuf_adds(&fault, "is '");
	text_show(&fault, cell->text, cell->length);
	strbuf_addc(&fault, '\'');
	for (size_t i = 0; words[i]; i++)
		strbuf_addf(&fault, "%s%s",
			i == 0	       ? ", not "
			: words[i + 1] ? ", "
				       : " or ",
			words[i]);
	rows_breach(rows, number, fault.bytes);
	strbuf_release(&fault);
	return READ_BREACH;
}

static enum reading read_name(struct rows *rows, int number, struct cell *cell)
{
	struct loading *loading = rows->loading;
	cell->remembered = utf8_clean(cell->text, cell->length);
	if (!cell->remembered)
		finding_add(&loading->findings, "DQ29", "%s (%s)", rows_object(rows),
			rows->table->columns[number].name);
	cell->text = text_clean(cell->text, cell->length, loading->arena);
	cell->length = strlen(cell->text);
	return READ_OK;
}

static enum reading read_id(struct rows *rows, int number, struct cell *cell)
{
	const struct column *column = &rows->table->columns[number];
	if (cell->length == 0)
		return breach(rows, number, "is empty");
	if (!utf8_clean(cell->text, cell->length))
		return breach(rows, number, "has control characters");
	if (column->refers == IDS_NONE)
		return READ_OK;
	const struct directory *directory = &rows->loading->directories[column->refers];
	cell->place = directory_find(directory, cell->text, cell->length);
	if (cell->place < 0)
		return READ_NO_PARENT;
	cell->text = directory->ids[cell->place];
	cell->remembered = true;
	return READ_OK;
}

static enum reading read_text(struct rows *rows, int number, struct cell *cell)
{
	cell->text = (const char *)sqlite3_column_text(rows->statement, rows->positions[number]);
	cell->length = (size_t)sqlite3_column_bytes(rows->statement, rows->positions[number]);
	if (!cell->text) {
		rows->failed = true;
		error_set(rows->loading->error, ERROR_FAILED, "table '%s': not enough memory",
			rows->table->name);
		return READ_BREACH;
	}
	if (!utf8_valid(cell->text, cell->length))
		return breach(rows, number, "is not valid UTF-8");
	if (cell->length > LONGEST_TEXT)
		return breach(rows, number, "is longer than 1000 bytes");
	switch (rows->table->columns[number].use) {
	case USE_DATE:
		if (cell->length == 10 && date_parse(cell->text, &cell->date)) {
			cell->remembered = true;
			return READ_OK;
		}
		return READ_NO_DATE;
	case USE_ID:
		return read_id(rows, number, cell);
	case USE_NAME:
		return read_name(rows, number, cell);
	case USE_WORD:
		return read_word(rows, number, cell);
	case USE_NUMBER:
	case USE_NONE:
		break;
	}
	return READ_OK;
}

/* Neighbouring rows often hold the same customer, day or currency. */
static bool same_again(struct rows *rows, int number, const struct cell *cell)
{
	if (!cell->remembered)
		return false;
	const void *bytes = sqlite3_column_text(rows->statement, rows->positions[number]);
	size_t length = (size_t)sqlite3_column_bytes(rows->statement, rows->positions[number]);
	return bytes && length < sizeof(cell->raw) && cell->raw[length] == '\0' &&
	       !memcmp(bytes, cell->raw, length);
}

static void remember(struct rows *rows, int number, struct cell *cell)
{
	const void *bytes = sqlite3_column_text(rows->statement, rows->positions[number]);
	size_t length = (size_t)sqlite3_column_bytes(rows->statement, rows->positions[number]);
	cell->remembered = bytes && length < sizeof(cell->raw) && !memchr(bytes, 0, length);
	if (!cell->remembered)
		return;
	memcpy(cell->raw, bytes, length);
	cell->raw[length] = '\0';
}

enum reading cell_read(struct rows *rows, int number)
{
	static const int expected[] = {
		[COLUMN_TEXT] = SQLITE_TEXT,
		[COLUMN_INTEGER] = SQLITE_INTEGER,
		[COLUMN_REAL] = SQLITE_FLOAT,
	};
	const struct column *column = &rows->table->columns[number];
	struct cell *cell = &rows->cells[number];
	int type = sqlite3_column_type(rows->statement, rows->positions[number]);

	if (type == SQLITE_TEXT && column->type == COLUMN_TEXT && same_again(rows, number, cell))
		return READ_OK;
	*cell = (struct cell){ .given = type != SQLITE_NULL, .date = DATE_NONE, .place = -1 };
	if (type == SQLITE_NULL && column->optional)
		return READ_OK;
	if (type != expected[column->type])
		return type_breach(rows, number, type);
	if (column->type != COLUMN_TEXT)
		return read_number(rows, number, cell);
	enum reading reading = read_text(rows, number, cell);
	if (reading == READ_OK && cell->remembered)
		remember(rows, number, cell);
	return reading;
}
