#ifndef RENDER_PDF_HEADINGS_H
#define RENDER_PDF_HEADINGS_H

#include "model/report.h"
#include "render/pdf/layout.h"

/* Headings, paragraphs, and the words around tables and charts. */

/* Level 1 is the message of the page: large, and in two lines if it can be. */
void pdf_heading_parts(struct pdf *pdf, struct pdf_column *column, int level, struct text text);

void pdf_paragraph_parts(
	struct pdf *pdf, struct pdf_column *column, enum paragraph_role role, struct text text);

/* Over and under a table or a chart; NULL for none. The title keeps with what follows. */
void pdf_exhibit_title(
	struct pdf *pdf, struct pdf_column *column, const char *title, const char *subtitle);
void pdf_exhibit_note(struct pdf *pdf, struct pdf_column *column, const char *note);

#endif
