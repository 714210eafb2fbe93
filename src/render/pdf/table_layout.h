#ifndef RENDER_PDF_TABLE_LAYOUT_H
#define RENDER_PDF_TABLE_LAYOUT_H

#include <stdbool.h>
#include <stddef.h>

#include "model/report.h"
#include "render/pdf/columns.h"
#include "render/pdf/layout.h"
#include "render/pdf/text.h"

/* A table before it is drawn: how wide its columns are, where its lines break, how tall its rows
 * are. */

#define MARK_ROOM 15.0 /* from the left of a mark to its word */
#define RANGE_HEIGHT 11.0
#define SPARKLINE_HEIGHT 20.0

/* A cell, laid out; NULL for what it has not. */
struct pdf_cell_content {
	struct pdf_paragraph *text, *note;
	double tail; /* width of what stands from the decimal mark on */
};

struct pdf_table_layout {
	const struct table *table;
	struct pdf_column_width *columns;
	struct pdf_paragraph **titles;
	struct pdf_cell_content *contents; /* row by row */
	double *tails; /* of each column: the widest; 0 where marks are not aligned */
	double title_height;
	struct pdf_repeat repeat;
	struct pdf_element *element, *body; /* made when the first row is drawn */
};

/* For a table with rows and columns. */
struct pdf_table_layout *pdf_table_layout(struct pdf *pdf, const struct table *table);

const struct cell *pdf_cell(const struct table *table, size_t row, size_t column);

/* Whether a mark stands before the cell's word. */
bool pdf_cell_marked(const struct cell *cell);

/* The height of what is written in a cell; in a row, of its statuses or of its other cells. */
double pdf_cell_text_height(const struct pdf_cell_content *content);
double pdf_row_text_height(const struct pdf_table_layout *layout, size_t row, bool statuses);

/* With the space above and below. */
double pdf_row_height(const struct pdf_table_layout *layout, size_t row);

#endif
