#include "render/pdf/chart_series.h"

#include <math.h>

#include "render/pdf/canvas.h"

bool pdf_point_interval(const struct point *point)
{
	return point->has_interval && isfinite(point->low) && isfinite(point->high);
}

/* The interval of a forecast, hatched between its ends from first to last. */
static void draw_fan(struct pdf *pdf, const struct pdf_plot *plot, const struct series *series,
	size_t first, size_t last)
{
	for (int pass = 0; pass < 2; pass++) {
		for (size_t i = first; i <= last; i++) {
			const struct point *point = &series->points[i];
			double high = pdf_point_interval(point) ? point->high : point->value;
			if (i == first)
				pdf_move(pdf, pdf_plot_x(plot, i), pdf_plot_y(plot, high));
			else
				pdf_line(pdf, pdf_plot_x(plot, i), pdf_plot_y(plot, high));
		}
		for (size_t i = last + 1; i-- > first;) {
			const struct point *point = &series->points[i];
			double low = pdf_point_interval(point) ? point->low : point->value;
			pdf_line(pdf, pdf_plot_x(plot, i), pdf_plot_y(plot, low));
		}
		pdf_close(pdf);
		if (pass == 0)
			pdf_hatch(pdf, plot->left, plot->top, plot->right - plot->left,
				plot->bottom - plot->top, COLOUR_INTERVAL);
		else
			pdf_stroke(pdf, COLOUR_INTERVAL, 0.6);
	}
}

static void draw_fans(struct pdf *pdf, const struct pdf_plot *plot, const struct series *series)
{
	size_t count = plot->chart->category_count;
	for (size_t first = 0; first < count;) {
		size_t last = first;
		bool wide = false;
		while (last < count && pdf_point_defined(&series->points[last])) {
			wide |= pdf_point_interval(&series->points[last]);
			last++;
		}
		if (wide && last > first + 1)
			draw_fan(pdf, plot, series, first, last - 1);
		first = last + 1;
	}
}

static void draw_whiskers(struct pdf *pdf, const struct pdf_plot *plot, const struct series *series)
{
	for (size_t i = 0; i < plot->chart->category_count; i++) {
		const struct point *point = &series->points[i];
		if (pdf_point_defined(point) && pdf_point_interval(point))
			pdf_rule(pdf, pdf_plot_x(plot, i), pdf_plot_y(plot, point->high),
				pdf_plot_x(plot, i), pdf_plot_y(plot, point->low), COLOUR_INTERVAL,
				1.1);
	}
}

static void draw_joined(struct pdf *pdf, const struct pdf_plot *plot, const struct series *series)
{
	bool joined = false, any = false;
	for (size_t i = 0; i < plot->chart->category_count; i++) {
		const struct point *point = &series->points[i];
		bool defined = pdf_point_defined(point);
		double x = pdf_plot_x(plot, i), y = defined ? pdf_plot_y(plot, point->value) : 0;
		if (defined && joined)
			pdf_line(pdf, x, y);
		else if (defined)
			pdf_move(pdf, x, y);
		any |= defined;
		joined = defined;
	}
	if (!any)
		return;
	if (series->role == SERIES_FORECAST)
		pdf_dash(pdf, 3);
	enum pdf_colour colour = COLOUR_BLACK;
	if (series->role == SERIES_PREVIOUS || series->role == SERIES_UNKNOWN)
		colour = COLOUR_PREVIOUS;
	pdf_stroke(pdf, colour, series->role == SERIES_ACTUAL ? 1.3 : 1.1);
	pdf_dash(pdf, 0);
}

static void draw_marks(struct pdf *pdf, const struct pdf_plot *plot, const struct series *series)
{
	double radius = pdf_plot_slot(plot) < 12 ? 1.6 : 2.3;
	for (size_t i = 0; i < plot->chart->category_count; i++) {
		const struct point *point = &series->points[i];
		if (!pdf_point_defined(point))
			continue;
		double x = pdf_plot_x(plot, i), y = pdf_plot_y(plot, point->value);
		switch (point->mark) {
		case MARK_NONE:
			break;
		case MARK_DOT:
			pdf_circle(pdf, x, y, radius);
			if (series->role == SERIES_FORECAST) {
				pdf_fill(pdf, COLOUR_WHITE);
				pdf_circle(pdf, x, y, radius);
				pdf_stroke(pdf, COLOUR_BLACK, 0.8);
			} else {
				pdf_fill(pdf, series->role == SERIES_PREVIOUS ? COLOUR_PREVIOUS
									      : COLOUR_BLACK);
			}
			break;
		case MARK_SIGNAL:
			/* The rim sets it apart from the line and from the dots. */
			for (int pass = 0; pass < 2; pass++) {
				double reach = pass == 0 ? 6 : 4.8;
				pdf_move(pdf, x, y - reach);
				pdf_line(pdf, x + reach, y);
				pdf_line(pdf, x, y + reach);
				pdf_line(pdf, x - reach, y);
				pdf_close(pdf);
				pdf_fill(pdf, pass == 0 ? COLOUR_WHITE : COLOUR_BLACK);
			}
			break;
		}
	}
}

void pdf_series_interval(struct pdf *pdf, const struct pdf_plot *plot, const struct series *series)
{
	if (series->role == SERIES_FORECAST)
		draw_fans(pdf, plot, series);
	else
		draw_whiskers(pdf, plot, series);
}

void pdf_series_line(struct pdf *pdf, const struct pdf_plot *plot, const struct series *series)
{
	draw_joined(pdf, plot, series);
	draw_marks(pdf, plot, series);
}
