#ifndef RENDER_PDF_PAGE_H
#define RENDER_PDF_PAGE_H

#include <stddef.h>

#include "render/pdf/pdf.h"

/* A new page with its header and footer; pages is their number in the end. */
void pdf_page_begin(struct pdf *pdf, size_t pages);

/* Compresses the page and lets go of its text. */
void pdf_page_end(struct pdf *pdf);

#endif
