#ifndef RENDER_PDF_PLOT_H
#define RENDER_PDF_PLOT_H

#include <stdbool.h>
#include <stddef.h>

#include "model/report.h"
#include "render/pdf/pdf.h"
#include "render/pdf/text.h"

/* What charts have in common: the rectangle of the values, its scale, and the words around it. */

struct pdf_plot {
	const struct chart *chart;
	double left, right, top, bottom;
	double low, high; /* values at the bottom and the top */
};

extern const struct pdf_style pdf_value_label;

/* A value that is there and is a number. */
bool pdf_point_defined(const struct point *point);

/* Where a value stands; beyond the scale it stands at its end. */
double pdf_plot_y(const struct pdf_plot *plot, double value);

/* The middle of a category's place, and the width of each. */
double pdf_plot_x(const struct pdf_plot *plot, size_t category);
double pdf_plot_slot(const struct pdf_plot *plot);

/* The scale of a chart whose bars start at zero, around the given values. */
void pdf_plot_from_zero(struct pdf_plot *plot, double least, double most);

/* Room for the labels of the ticks, and of the categories with their groups. */
double pdf_tick_room(struct pdf *pdf, const struct chart *chart);
double pdf_category_room(const struct chart *chart);

/* Tick labels with their lines; the title of the axis above the plot. */
void pdf_plot_axis(struct pdf *pdf, const struct pdf_plot *plot);
void pdf_plot_title(struct pdf *pdf, const struct chart *chart, double x, double y, double width);
bool pdf_plot_titled(const struct chart *chart);
void pdf_plot_categories(struct pdf *pdf, const struct pdf_plot *plot);

/* A bar with the fill of its role. */
void pdf_bar(
	struct pdf *pdf, enum series_role role, double x, double y, double width, double height);

/* Labels at the right of the plot, each at the height it names; moved apart where they would meet.
 */
struct pdf_side_label {
	double y;
	const char *text;
	struct pdf_style style;
};
void pdf_side_labels(struct pdf *pdf, struct pdf_side_label *labels, size_t count, double x,
	double top, double bottom, double width);

#endif
