#ifndef RENDER_PDF_CHART_SERIES_H
#define RENDER_PDF_CHART_SERIES_H

#include <stdbool.h>

#include "render/pdf/plot.h"

/* A series of a line chart, drawn; a gap stays a gap. */

bool pdf_point_interval(const struct point *point);

/* Whiskers, or the hatched fan of a forecast. Under all lines. */
void pdf_series_interval(struct pdf *pdf, const struct pdf_plot *plot, const struct series *series);

/* The line and the marks on it. */
void pdf_series_line(struct pdf *pdf, const struct pdf_plot *plot, const struct series *series);

#endif
