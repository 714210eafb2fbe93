#ifndef RENDER_PDF_FIGURES_H
#define RENDER_PDF_FIGURES_H

#include "model/report.h"
#include "render/pdf/tags.h"

/*
 * A graphic in a rectangle, as a Figure below an element; or, when there is too little data for it,
 * the words that say so in a dashed strip.
 */
void pdf_range_figure(struct pdf *pdf, struct pdf_element *parent,
	const struct range_graphic *range, double x, double y, double width, double height);
void pdf_sparkline_figure(struct pdf *pdf, struct pdf_element *parent,
	const struct sparkline *sparkline, double x, double y, double width, double height);

#endif
