#ifndef RENDER_PDF_OBJECT_H
#define RENDER_PDF_OBJECT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "render/pdf/pdf.h"

/*
 * PDF objects whose text is ours: libharu numbers them and keeps them in its table, and writes
 * between << and >> what it was given. That spares one small object per key.
 */

/* An indirect dictionary; its entries may be given later, and live in the arena. */
HPDF_Dict pdf_object(struct pdf *pdf, const char *entries);
void pdf_object_entries(HPDF_Dict object, const char *entries);

/* More entries for a dictionary of libharu's. */
void pdf_object_extend(HPDF_Dict object, const char *entries);

/* An indirect stream; the bytes are compressed at once when compress is true. */
HPDF_Dict pdf_stream(
	struct pdf *pdf, const char *entries, const void *bytes, size_t length, bool compress);

/* The bytes that a stream of ours writes; NULL for an object that is none. */
struct pdf_stream_data {
	const char *entries;
	const char *bytes;
	size_t length;
};
const struct pdf_stream_data *pdf_stream_data(HPDF_Dict object);

/* Makes a stream object of libharu's one of ours. */
void pdf_stream_attach(struct pdf *pdf, HPDF_Dict object, const void *bytes, size_t length);

/* Whether an object of libharu's is not needed in the file. */
bool pdf_object_unused(const void *object);

/* The number that "N 0 R" refers to. */
unsigned pdf_object_number(const void *object);

/* zlib format, in the arena. */
const char *pdf_deflate(struct pdf *pdf, const void *bytes, size_t length, size_t *compressed);

/* A number with at most two decimals, as PDF writes it. What is not finite is written as 0. */
void pdf_add_number(struct strbuf *out, double value);
/* The same with the number of decimals given, at most 5. */
void pdf_add_decimals(struct strbuf *out, double value, int decimals);

/* A text string: (ASCII), or UTF-16 with its mark in hexadecimal, so never with a NUL. */
void pdf_add_text(struct strbuf *out, const char *text);
/* A code point as the hexadecimal digits of UTF-16. */
void pdf_add_utf16(struct strbuf *out, uint32_t point);
/* Bytes as a literal string. */
void pdf_add_literal(struct strbuf *out, const void *bytes, size_t length);

/* The contents of the buffer, moved to the arena; the buffer is released. */
char *pdf_keep(struct pdf *pdf, struct strbuf *buffer);

#endif
