#ifndef RENDER_PDF_WRITER_H
#define RENDER_PDF_WRITER_H

#include "render/pdf/pdf.h"

/*
 * Writes the finished document: streams as they are, everything else packed into compressed object
 * streams, a cross-reference stream, and an identifier made of the contents (ISO 32000-1 7.5.7,
 * 7.5.8, 14.4). libharu's own writer is four times as large on tagged documents.
 */
bool pdf_write(struct pdf *pdf, struct strbuf *bytes);

#endif
