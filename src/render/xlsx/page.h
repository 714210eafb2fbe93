#ifndef RENDER_XLSX_PAGE_H
#define RENDER_XLSX_PAGE_H

#include <stddef.h>

#include "render/xlsx/book.h"

/*
 * Fills the sheet of a section. One with a table begins with a title, a subtitle and the table,
 * whose headers stay in view; the other blocks follow in their order. One without is a column of
 * texts.
 */
void page_write(const struct book *book, size_t section);

/*
 * Fills a sheet with the chart data: the headings of the section (NULL: of our own) and the table.
 * Sets data_row of the book.
 */
void page_write_data(struct book *book, const struct section *section, const struct table *table);

#endif
