#include <math.h>

#include "render/pdf/canvas.h"
#include "render/pdf/chart.h"
#include "render/pdf/plot.h"

struct bars {
	const struct chart *chart;
	double left, right; /* of the bars */
	double low, high;
	double label_room;
};

static double bar_x(const struct bars *bars, double value)
{
	double range = bars->high - bars->low;
	double share = value / range - bars->low / range;
	if (!isfinite(share))
		share = 0;
	return bars->left + fmax(0, fmin(1, share)) * (bars->right - bars->left);
}

static void draw_bar(struct pdf *pdf, const struct bars *bars, size_t category, double middle,
	double thickness, bool labelled)
{
	double up = 0, down = 0, end = bar_x(bars, 0), start = end;
	const char *label = NULL;
	bool emphasised = false, negative = false;
	for (size_t i = 0; i < bars->chart->series_count; i++) {
		const struct series *series = &bars->chart->series[i];
		const struct point *point = &series->points[category];
		if (!pdf_point_defined(point))
			continue;
		double *base = point->value < 0 ? &down : &up;
		double from = bar_x(bars, *base), to = bar_x(bars, *base + point->value);
		*base += point->value;
		if (fabs(to - from) > 0)
			pdf_bar(pdf, series->roles ? series->roles[category] : series->role,
				fmin(from, to), middle - thickness / 2, fabs(to - from), thickness);
		if (point->has_interval && isfinite(point->low) && isfinite(point->high))
			pdf_rule(pdf, bar_x(bars, point->low), middle, bar_x(bars, point->high),
				middle, COLOUR_BLACK, 0.8);
		end = fmax(end, to);
		start = fmin(start, to);
		if (pdf_said(point->label)) {
			label = point->label;
			emphasised = point->emphasised;
			negative = point->value < 0;
		}
	}
	struct pdf_style style = pdf_value_label;
	if (emphasised)
		style.face = FACE_SEMIBOLD;
	if (label && labelled)
		pdf_label(pdf, label, style, negative ? start - 4 : end + 5, middle + 2.9,
			bars->label_room, negative ? ALIGN_RIGHT : ALIGN_LEFT);
}

void pdf_chart_bars(
	struct pdf *pdf, const struct chart *chart, double x, double y, double width, double height)
{
	struct bars bars = { .chart = chart, .low = 0, .high = 0 };
	double names = 0, labels = 0;
	bool negative = false;
	for (size_t j = 0; j < chart->category_count; j++) {
		double up = 0, down = 0;
		if (chart->categories[j].label)
			names = fmax(names,
				pdf_plain_width(pdf, chart->categories[j].label, pdf_value_label));
		for (size_t i = 0; i < chart->series_count; i++) {
			const struct point *point = &chart->series[i].points[j];
			if (!pdf_point_defined(point))
				continue;
			*(point->value < 0 ? &down : &up) += point->value;
			negative |= point->value < 0;
			if (point->label)
				labels = fmax(labels,
					pdf_plain_width(pdf, point->label, pdf_value_label));
		}
		bars.low = fmin(bars.low, down);
		bars.high = fmax(bars.high, up);
	}
	if (!(bars.high > bars.low))
		bars.high = bars.low + 1;
	names = fmin(names, width * 0.42);
	labels = fmin(labels, width * 0.2);
	bars.label_room = labels;
	double top = y;
	if (pdf_plot_titled(chart)) {
		pdf_plot_title(pdf, chart, x, y, width);
		top += 12;
	}
	/* The names end where the bars begin, and do not stand far from a short column of names. */
	double column = fmax(names, fmin(width * 0.2, 110));
	bars.left = x + column + 7 + (negative ? labels + 6 : 0);
	bars.right = x + fmin(width * 0.88, width - (labels > 0 ? labels + 8 : 0));
	double slot = (y + height - top) / (double)chart->category_count;
	double thickness = fmin(slot * 0.66, 12);
	/* Hundreds of bars cannot all be named. */
	size_t step = slot < 8.5 ? (size_t)ceil(8.5 / slot) : 1;
	for (size_t j = 0; j < chart->category_count; j++) {
		double middle = top + ((double)j + 0.5) * slot;
		const char *name = chart->categories[j].label;
		if (pdf_said(name) && j % step == 0)
			pdf_draw_paragraph(pdf, pdf_plain(pdf, name, pdf_value_label, column, 1), x,
				middle + 2.9 - pdf_baseline(pdf_value_label), column, ALIGN_RIGHT,
				NULL);
		draw_bar(pdf, &bars, j, middle, thickness, j % step == 0);
	}
	double zero = bar_x(&bars, 0);
	pdf_rule(pdf, zero, top, zero, y + height, COLOUR_BLACK, 0.6);
}
