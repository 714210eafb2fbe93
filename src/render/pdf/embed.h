#ifndef RENDER_PDF_EMBED_H
#define RENDER_PDF_EMBED_H

#include <hb.h>
#include <stddef.h>
#include <stdint.h>

#include "render/pdf/pdf.h"

/* A character code: one glyph that stands for one text. */
struct pdf_code {
	hb_codepoint_t glyph;
	const char *text;
	size_t length;
	double width;  /* thousandths of the font size */
	uint16_t next; /* code of the same glyph for another text, 0 for none */
};

/* A face in use. */
struct pdf_font {
	hb_face_t *face;
	hb_font_t *font; /* NULL while the face is not in use */
	const char *name;
	float weight; /* of a variable font, else 0 */
	double scale; /* from font units to thousandths */
	unsigned glyph_count;
	uint16_t *first; /* by glyph: its first code, 0 for none */
	struct pdf_code *codes;
	size_t code_count, code_capacity;
	HPDF_Dict object; /* the font in the file */
};

/* Puts the glyphs that have a code into the file, as a composite font with exact texts. */
bool pdf_embed(struct pdf *pdf, struct pdf_font *font);

#endif
