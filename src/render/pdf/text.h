#ifndef RENDER_PDF_TEXT_H
#define RENDER_PDF_TEXT_H

#include <stdbool.h>
#include <stddef.h>

#include "model/report.h"
#include "render/pdf/canvas.h"
#include "render/pdf/fonts.h"
#include "render/pdf/pdf.h"
#include "render/pdf/tags.h"

/*
 * Text in lines. Spaces are where lines break, and hyphens between letters, and soft hyphens; never
 * a no-break space. A word wider than the line is cut.
 */

struct pdf_style {
	enum pdf_face face;
	double size, leading;
	enum pdf_colour colour;
};

extern const struct pdf_style pdf_body, pdf_strong, pdf_note, pdf_column_title, pdf_axis;

/* A word, or the part of one, in one style; what follows it on the line. */
struct pdf_word {
	const struct pdf_shape *shape;
	size_t run;
	double width, space; /* points; space is 0 where none follows */
	bool opportunity;    /* the line may be broken after it */
	bool soft;	     /* a hyphen is shown when it is */
};

struct pdf_text_line {
	const struct pdf_word *words;
	size_t count;
	double width;			/* without the space at its end */
	const struct pdf_shape *hyphen; /* NULL for none */
};

struct pdf_paragraph {
	struct pdf_style style;
	const struct run *runs;
	struct pdf_text_line *lines;
	size_t count;
	double width, height; /* of the widest line; of all lines with their leading */
};

enum pdf_breaking {
	BREAK_GREEDY,
	BREAK_HEADING, /* lines of like length, so that no word is alone on the last */
};

/*
 * text laid out to a width; what would be beyond the most lines (0: any number) is left out behind
 * an ellipsis.
 */
struct pdf_paragraph *pdf_paragraph(struct pdf *pdf, struct text text, struct pdf_style style,
	double width, size_t most_lines, enum pdf_breaking breaking);
struct pdf_paragraph *pdf_plain(
	struct pdf *pdf, const char *text, struct pdf_style style, double width, size_t most_lines);

/* The width on one line, and that of the widest piece that cannot be broken. */
double pdf_natural_width(
	struct pdf *pdf, struct text text, struct pdf_style style, double *unbreakable);
double pdf_plain_width(struct pdf *pdf, const char *text, struct pdf_style style);

/*
 * Draws at x, y (upper left) within the width. Marks what it draws as the element's, with Span and
 * Link below it where a run has a language or leads somewhere; without an element the caller has
 * marked already.
 */
void pdf_draw_paragraph(struct pdf *pdf, const struct pdf_paragraph *paragraph, double x, double y,
	double width, enum align align, struct pdf_element *element);
/* Some of its lines, the first of them at y. */
void pdf_draw_lines(struct pdf *pdf, const struct pdf_paragraph *paragraph, size_t first,
	size_t count, double x, double y, double width, enum align align,
	struct pdf_element *element);

/*
 * One line inside a marked content, its baseline at y; align tells what x is. It is shortened to
 * the room it has.
 */
void pdf_label(struct pdf *pdf, const char *text, struct pdf_style style, double x, double y,
	double room, enum align align);

/* From the top of a line to its baseline. */
double pdf_baseline(struct pdf_style style);

#endif
