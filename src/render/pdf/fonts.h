#ifndef RENDER_PDF_FONTS_H
#define RENDER_PDF_FONTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "render/pdf/pdf.h"

/*
 * Text in Inter with tabular figures, in three weights out of one variable font, and in DejaVu Sans
 * where Inter lacks a character. HarfBuzz shapes; the glyphs that were used are embedded. One
 * character code stands for one glyph with one text, so what is copied from the page is exact.
 */

enum pdf_face {
	FACE_REGULAR,
	FACE_SEMIBOLD,
	FACE_BOLD,
	FACE_FALLBACK,
	FACE_FALLBACK_BOLD,
	FACE_COUNT,
};

/* Lengths are in thousandths of the font size. */
struct pdf_glyph {
	enum pdf_face face;
	uint32_t index;	  /* in the face */
	const char *text; /* what it stands for, not ended by a NUL */
	size_t length;
	double advance, x_offset, y_offset;
	uint16_t code; /* in the file's font, and the advance stated there: set by pdf_shape_show */
	double width;
};

struct pdf_shape {
	const char *text;
	size_t length;
	enum pdf_face face; /* that was asked for */
	struct pdf_glyph *glyphs;
	size_t count;
	double width;
	bool replace; /* what is drawn does not spell the text: it needs ActualText */
};

/* The same text in the same face is shaped once. Fails on a character that no face has. */
const struct pdf_shape *pdf_shape(
	struct pdf *pdf, enum pdf_face face, const char *text, size_t length);

/* The hyphen at the end of a line that was broken inside a word; it is read as a soft hyphen. */
const struct pdf_shape *pdf_shape_hyphen(struct pdf *pdf, enum pdf_face face);

/* Gives the glyphs their codes: only what is shown comes into the file. */
void pdf_shape_show(struct pdf *pdf, const struct pdf_shape *shape);

/* The font's name in the resources of the current page. */
const char *pdf_font_name(struct pdf *pdf, enum pdf_face face);

void pdf_fonts_open(struct pdf *pdf);
/* Embeds what was used. */
bool pdf_fonts_finish(struct pdf *pdf);
void pdf_fonts_close(struct pdf *pdf);

#endif
