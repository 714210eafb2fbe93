#ifndef RENDER_XLSX_TABLE_H
#define RENDER_XLSX_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "render/xlsx/book.h"

/*
 * A table of the report as columns of a sheet. Graphics are left out. A column of numbers holds
 * numbers only: what its unknown values say ("[x]") stands in a column of flags at the end, which
 * is added where the table has none of its own (id "flag"). Notes of cells get a column beside
 * theirs.
 */
struct table_plan {
	const struct table *table;
	struct table_column *columns;
	size_t count;
	bool wraps; /* some text needs several lines */
};

struct table_plan *table_plan(const struct book *book, const struct table *table);

/* The width that a column wants, in characters. */
double table_width(const struct table_plan *plan, size_t column);

/*
 * Writes headers at row, and the rows below it; returns the row after the last. Rows of totals
 * stand below the worksheet table, so that sorting and filtering leave them alone.
 */
uint32_t table_write(const struct book *book, const struct table_plan *plan,
	struct xlsx_sheet *sheet, uint32_t row);

#endif
