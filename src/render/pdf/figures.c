#include "render/pdf/figures.h"

#include "render/pdf/canvas.h"
#include "render/pdf/marks.h"
#include "render/pdf/tags.h"

/* Begins a figure; decoration, when there are no words for it. */
static void figure(struct pdf *pdf, struct pdf_element *parent, const char *alternative, double x,
	double y, double width, double height)
{
	if (!pdf_said(alternative)) {
		pdf_artifact(pdf, ARTIFACT_LAYOUT);
		return;
	}
	struct pdf_element *element = pdf_element(pdf, parent, "Figure");
	pdf_element_alternative(element, alternative);
	pdf_element_place(pdf, element, x, y, width, height);
	pdf_mark(pdf, element);
}

void pdf_range_figure(struct pdf *pdf, struct pdf_element *parent,
	const struct range_graphic *range, double x, double y, double width, double height)
{
	if (pdf_said(range->instead)) {
		pdf_artifact(pdf, ARTIFACT_LAYOUT);
		pdf_dash(pdf, 2.5);
		pdf_rectangle(pdf, x + 0.3, y - 1, width - 0.6, height + 2);
		pdf_stroke(pdf, COLOUR_MUTED, 0.6);
		pdf_dash(pdf, 0);
		pdf_unmark(pdf);
		pdf_mark(pdf, parent);
		pdf_range_instead(pdf, range->instead, x, y, width, height);
	} else {
		figure(pdf, parent, range->alternative, x, y - 2.2, width, height + 4.4);
		pdf_range(pdf, range, x, y, width, height);
	}
	pdf_unmark(pdf);
}

void pdf_sparkline_figure(struct pdf *pdf, struct pdf_element *parent,
	const struct sparkline *sparkline, double x, double y, double width, double height)
{
	if (sparkline->count == 0)
		return;
	figure(pdf, parent, sparkline->alternative, x, y, width, height);
	pdf_sparkline(pdf, sparkline, x, y, width, height);
	pdf_unmark(pdf);
}
