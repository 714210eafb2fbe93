#ifndef RENDER_PDF_CANVAS_H
#define RENDER_PDF_CANVAS_H

#include <stdbool.h>

#include "render/pdf/pdf.h"

/*
 * Drawing on the current page, inside a marked content (tags.h). Places are measured from the upper
 * left corner. A path is built first, and painted by the call that names its colours.
 */

enum pdf_colour {
	COLOUR_BLACK, /* text, lines that carry meaning */
	COLOUR_MUTED, /* notes and units: 7.0 against white */
	COLOUR_WHITE,
	COLOUR_RULE,	 /* between rows */
	COLOUR_GRID,	 /* lines of a scale */
	COLOUR_BAND,	 /* scale of a range, normal variation */
	COLOUR_INTERVAL, /* 3.3 against white */
	COLOUR_ACTUAL,	 /* bars */
	COLOUR_PREVIOUS,
	COLOUR_WARNING,
	COLOUR_UNKNOWN,
	COLOUR_HATCH,
	COLOUR_BLUE,
	COLOUR_VERMILLION,
	COLOUR_CALLOUT, /* box */
};

/* The colour of text. */
void pdf_fill_colour(struct pdf *pdf, enum pdf_colour colour);

void pdf_move(struct pdf *pdf, double x, double y);
void pdf_line(struct pdf *pdf, double x, double y);
void pdf_curve(struct pdf *pdf, double x1, double y1, double x2, double y2, double x, double y);
void pdf_close(struct pdf *pdf);
void pdf_rectangle(struct pdf *pdf, double x, double y, double width, double height);
void pdf_circle(struct pdf *pdf, double x, double y, double radius);

void pdf_fill(struct pdf *pdf, enum pdf_colour colour);
void pdf_stroke(struct pdf *pdf, enum pdf_colour colour, double width);
/* Dashes and gaps of one length; 0 is a solid line. Holds until it is set again. */
void pdf_dash(struct pdf *pdf, double length);

/* A line at once. */
void pdf_rule(struct pdf *pdf, double x1, double y1, double x2, double y2, enum pdf_colour colour,
	double width);
void pdf_box(
	struct pdf *pdf, double x, double y, double width, double height, enum pdf_colour colour);

/* Diagonal lines over the path, which is the border of what is hatched. */
void pdf_hatch(
	struct pdf *pdf, double x, double y, double width, double height, enum pdf_colour colour);

#endif
