#ifndef RENDER_PDF_TABLE_H
#define RENDER_PDF_TABLE_H

#include "model/report.h"
#include "render/pdf/layout.h"

/* Adds the table's title, header, rows and note; nothing for a table without rows. */
void pdf_table_parts(struct pdf *pdf, struct pdf_column *column, const struct table *table);

#endif
