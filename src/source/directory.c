#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "source.h"

static int by_id(const void *left, const void *right)
{
	const char *const *a = left, *const *b = right;
	return strcmp(*a, *b);
}

/* Keys that are no text, or hold a NUL, are no keys: the rows that have them are breaches. */
bool directory_read(struct loading *loading, const struct table *table)
{
	struct directory *directory = &loading->directories[table->ids];
	size_t capacity = 0;
	sqlite3_stmt *statement = NULL;
	char sql[128];
	int status;

	snprintf(sql, sizeof(sql), "SELECT \"%s\" FROM \"%s\" NOT INDEXED", table->columns[0].name,
		table->name);
	if (sqlite3_prepare_v2(loading->db, sql, -1, &statement, NULL) != SQLITE_OK)
		return rows_fail(loading, table->name);
	while ((status = sqlite3_step(statement)) == SQLITE_ROW) {
		if (sqlite3_column_type(statement, 0) != SQLITE_TEXT)
			continue;
		const char *text = (const char *)sqlite3_column_text(statement, 0);
		size_t length = (size_t)sqlite3_column_bytes(statement, 0);
		if (!text || strlen(text) != length)
			continue;
		directory->ids = arena_grow(loading->arena, directory->ids, directory->count,
			&capacity, sizeof(*directory->ids));
		directory->ids[directory->count++] = arena_strndup(loading->arena, text, length);
	}
	if (status != SQLITE_DONE)
		rows_fail(loading, table->name);
	sqlite3_finalize(statement);
	if (status != SQLITE_DONE)
		return false;
	if (directory->count > INT32_MAX)
		return error_set(
			loading->error, ERROR_FAILED, "table '%s' has too many rows", table->name);
	if (directory->count)
		qsort(directory->ids, directory->count, sizeof(*directory->ids), by_id);
	directory->rows = ARENA_ARRAY(loading->arena, int32_t, directory->count);
	for (size_t i = 0; i < directory->count; i++)
		directory->rows[i] = ROW_EXCLUDED;
	return true;
}

int32_t directory_find(const struct directory *directory, const char *id, size_t length)
{
	size_t low = 0, high = directory->count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const char *candidate = directory->ids[middle];
		int order = strncmp(id, candidate, length);
		if (order == 0 && candidate[length] != '\0')
			order = -1;
		if (order == 0)
			return (int32_t)middle;
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return -1;
}

int32_t directory_row(const struct loading *loading, enum ids ids, int32_t place)
{
	if (place < 0 || loading->directories[ids].rows[place] < 0)
		return NO_ROW;
	return loading->directories[ids].rows[place];
}

void directory_set(struct directory *directory, const char *id, size_t row)
{
	directory->rows[directory_find(directory, id, strlen(id))] = (int32_t)row;
}
