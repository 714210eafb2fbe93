#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "source.h"

static size_t table_number(const struct table *table)
{
	size_t number = 0;
	while (schema_tables[number] != table)
		number++;
	return number;
}

void breach_add(struct loading *loading, const struct table *table, int column, const char *row,
	const char *fault)
{
	size_t number = table_number(table);
	struct breach *breach = NULL;

	for (size_t i = 0; i < loading->breach_count && !breach; i++)
		if (loading->breaches[i].table == number && loading->breaches[i].column == column)
			breach = &loading->breaches[i];
	if (!breach) {
		loading->breaches = arena_grow(loading->arena, loading->breaches,
			loading->breach_count, &loading->breach_capacity, sizeof(*breach));
		breach = &loading->breaches[loading->breach_count++];
		*breach = (struct breach){ .table = number, .column = column };
	}
	breach->count++;
	int order = breach->row ? strcmp(row, breach->row) : -1;
	if (order < 0 || (order == 0 && strcmp(fault, breach->fault) < 0)) {
		breach->row = arena_strdup(loading->arena, row);
		breach->fault = arena_strdup(loading->arena, fault);
	}
}

static int by_place(const void *left, const void *right)
{
	const struct breach *a = left, *b = right;
	if (a->table != b->table)
		return a->table < b->table ? -1 : 1;
	return (a->column > b->column) - (a->column < b->column);
}

bool breach_heading(struct error *error)
{
	return error_set(
		error, ERROR_USAGE, "the database breaks the contract of its schema, version 1");
}

bool breach_report(const struct loading *loading, struct error *error)
{
	if (!loading->breach_count)
		return true;
	if (error->kind != ERROR_USAGE)
		breach_heading(error);
	qsort(loading->breaches, loading->breach_count, sizeof(*loading->breaches), by_place);
	for (size_t i = 0; i < loading->breach_count; i++) {
		const struct breach *breach = &loading->breaches[i];
		const struct table *table = schema_tables[breach->table];
		char more[48] = "";
		if (breach->count > 1)
			snprintf(more, sizeof(more), " (and %lld rows more)",
				(long long)breach->count - 1);
		error_add(error, ERROR_USAGE, "table '%s', row '%s': column '%s' %s%s", table->name,
			breach->row, table->columns[breach->column].name, breach->fault, more);
	}
	return false;
}
