#ifndef RENDER_PDF_MARKS_H
#define RENDER_PDF_MARKS_H

#include "model/report.h"
#include "render/pdf/pdf.h"

/* Small drawings in cells and cards; the caller has marked what they are. */

#define STATUS_SIZE 10.0

/* The shape of a status around its centre, STATUS_SIZE wide. */
void pdf_status_mark(struct pdf *pdf, enum status status, double x, double y);

/* Falling, stable or rising, around its centre. */
void pdf_trend_mark(struct pdf *pdf, enum trend trend, double x, double y);

/* In a rectangle: upper left corner, width, height. */
void pdf_range(struct pdf *pdf, const struct range_graphic *range, double x, double y, double width,
	double height);
/* The dashed strip with words, when there is too little data. */
void pdf_range_instead(
	struct pdf *pdf, const char *words, double x, double y, double width, double height);
void pdf_sparkline(struct pdf *pdf, const struct sparkline *sparkline, double x, double y,
	double width, double height);

#endif
