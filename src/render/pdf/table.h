#ifndef RENDER_PDF_TABLE_H
#define RENDER_PDF_TABLE_H

#include "model/report.h"
#include "render/pdf/layout.h"

/* Adds the table's title, header, rows and note; nothing for a table without rows. */
void pdf_table_parts(struct pdf *pdf, struct pdf_column *column, const struct table *table);

/* Draws a cell that is a graphic, in a rectangle, as the child of an element. */
void pdf_range_figure(struct pdf *pdf, struct pdf_element *parent,
	const struct range_graphic *range, double x, double y, double width, double height);
void pdf_sparkline_figure(struct pdf *pdf, struct pdf_element *parent,
	const struct sparkline *sparkline, double x, double y, double width, double height);

#endif
