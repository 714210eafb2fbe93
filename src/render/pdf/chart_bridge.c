#include <math.h>

#include "render/pdf/canvas.h"
#include "render/pdf/chart.h"
#include "render/pdf/plot.h"

/* A bar between two values; a level starts at zero. */
struct step {
	bool defined;
	enum series_role role;
	double from, to;
};

/* The steps in order; a level sets where the changes go on from. */
static void steps_of(const struct chart *chart, struct step *steps)
{
	const struct series *series = &chart->series[0];
	double level = 0;
	for (size_t i = 0; i < chart->category_count; i++) {
		const struct point *point = &series->points[i];
		struct step *step = &steps[i];
		step->defined = pdf_point_defined(point);
		if (!step->defined)
			continue;
		step->role = series->roles ? series->roles[i] : series->role;
		bool change = step->role == SERIES_INCREASE || step->role == SERIES_DECREASE;
		step->from = change ? level : 0;
		step->to = change ? level + point->value : point->value;
		level = step->to;
	}
}

void pdf_chart_bridge(
	struct pdf *pdf, const struct chart *chart, double x, double y, double width, double height)
{
	struct pdf_plot plot = {
		.chart = chart,
		.left = x,
		.right = x + width,
		.top = y + 14 + (pdf_plot_titled(chart) ? 10 : 0),
		.bottom = y + height - pdf_category_room(chart),
	};
	size_t count = chart->category_count;
	struct step *steps = ARENA_ARRAY(pdf->arena, struct step, count);
	steps_of(chart, steps);
	double least = 0, most = 0;
	for (size_t i = 0; i < count; i++) {
		if (!steps[i].defined)
			continue;
		least = fmin(least, fmin(steps[i].from, steps[i].to));
		most = fmax(most, fmax(steps[i].from, steps[i].to));
	}
	plot.low = least;
	plot.high = most > least ? most : least + 1;
	if (pdf_plot_titled(chart))
		pdf_plot_title(pdf, chart, x, y, width);
	double bar = fmin(pdf_plot_slot(&plot) * 0.64, 70);
	double end = 0, level = 0;
	bool linked = false;
	for (size_t i = 0; i < count; i++) {
		if (!steps[i].defined) {
			linked = false;
			continue;
		}
		double left = pdf_plot_x(&plot, i) - bar / 2;
		double top = pdf_plot_y(&plot, fmax(steps[i].from, steps[i].to));
		double bottom = pdf_plot_y(&plot, fmin(steps[i].from, steps[i].to));
		if (linked)
			pdf_rule(pdf, end, level, left, level, COLOUR_PREVIOUS, 0.6);
		/* The smallest change can still be seen. */
		pdf_bar(pdf, steps[i].role, left, top, bar, fmax(bottom - top, 0.8));
		const char *label = chart->series[0].points[i].label;
		if (pdf_said(label))
			pdf_label(pdf, label, pdf_value_label, left + bar / 2, top - 4,
				pdf_plot_slot(&plot) - 2, ALIGN_CENTRE);
		end = left + bar;
		level = pdf_plot_y(&plot, steps[i].to);
		linked = true;
	}
	double zero = pdf_plot_y(&plot, 0);
	pdf_rule(pdf, plot.left, zero, plot.right, zero, COLOUR_BLACK, 0.75);
	pdf_plot_categories(pdf, &plot);
}
