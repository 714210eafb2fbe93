#ifndef RENDER_PDF_CHART_H
#define RENDER_PDF_CHART_H

#include "model/report.h"
#include "render/pdf/layout.h"

/* Adds a chart with its title and notes; nothing for a chart without a value. */
void pdf_chart_parts(struct pdf *pdf, struct pdf_column *column, const struct chart *chart);

/* The kinds, in a rectangle: upper left corner, width, height. The caller has marked the figure. */
void pdf_chart_line(struct pdf *pdf, const struct chart *chart, double x, double y, double width,
	double height);
void pdf_chart_bridge(struct pdf *pdf, const struct chart *chart, double x, double y, double width,
	double height);
void pdf_chart_columns(struct pdf *pdf, const struct chart *chart, double x, double y, double width,
	double height);
void pdf_chart_bars(struct pdf *pdf, const struct chart *chart, double x, double y, double width,
	double height);

#endif
