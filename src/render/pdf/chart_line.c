#include <math.h>

#include "render/pdf/canvas.h"
#include "render/pdf/chart.h"
#include "render/pdf/chart_series.h"
#include "render/pdf/plot.h"

#define LABEL_ROOM 80.0

/* A label beside a point, so that the next one can keep away. */
struct placed {
	double left, right, top, bottom;
};

struct line_chart {
	struct pdf *pdf;
	struct pdf_plot plot;
	struct pdf_side_label *side;
	size_t side_count;
	struct placed *placed;
	size_t placed_count;
};

static const struct pdf_style strong_label = { FACE_SEMIBOLD, 8.5, 10, COLOUR_BLACK };
static const struct pdf_style target_label = { FACE_SEMIBOLD, 7.5, 9, COLOUR_BLACK };
static const struct pdf_style limit_label = { FACE_REGULAR, 7.3, 9, COLOUR_MUTED };

/* The scale of the axis, or the reach of the data when it has none. */
static void set_scale(struct pdf_plot *plot)
{
	const struct chart *chart = plot->chart;
	plot->low = chart->axis.low;
	plot->high = chart->axis.high;
	if (isfinite(plot->low) && isfinite(plot->high) && plot->high > plot->low)
		return;
	plot->low = INFINITY;
	plot->high = -INFINITY;
	for (size_t i = 0; i < chart->series_count; i++)
		for (size_t j = 0; j < chart->category_count; j++) {
			const struct point *point = &chart->series[i].points[j];
			if (!pdf_point_defined(point))
				continue;
			plot->low = fmin(
				plot->low, pdf_point_interval(point) ? point->low : point->value);
			plot->high = fmax(
				plot->high, pdf_point_interval(point) ? point->high : point->value);
		}
	double margin = plot->high > plot->low ? (plot->high - plot->low) * 0.05 : 0.5;
	plot->low -= margin;
	plot->high += margin;
}

static const char *side_text(struct pdf *pdf, const struct chart *chart,
	const struct series *series, const struct point *point)
{
	const char *name = chart->series_count > 1 ? series->name : NULL;
	if (pdf_said(name) && point->label)
		return arena_printf(pdf->arena, "%s %s", point->label, name);
	return pdf_said(name) ? name : point->label;
}

/* What stands at the right: the last point of each series, and the lines that reach there. */
static void collect_side(struct line_chart *line)
{
	struct pdf *pdf = line->pdf;
	const struct chart *chart = line->plot.chart;
	size_t last = chart->category_count - 1;
	line->side = ARENA_ARRAY(
		pdf->arena, struct pdf_side_label, chart->series_count + chart->reference_count);
	for (size_t i = 0; i < chart->series_count; i++) {
		const struct point *point = &chart->series[i].points[last];
		const char *text = side_text(pdf, chart, &chart->series[i], point);
		if (pdf_point_defined(point) && text)
			line->side[line->side_count++] = (struct pdf_side_label){ point->value,
				text, point->emphasised ? strong_label : pdf_value_label };
	}
	for (size_t i = 0; i < chart->reference_count; i++) {
		const struct reference *reference = &chart->references[i];
		if (pdf_said(reference->label) && reference->to >= last &&
			isfinite(reference->value))
			line->side[line->side_count++] = (struct pdf_side_label){ reference->value,
				reference->label,
				reference->style == REFERENCE_TARGET ? target_label : limit_label };
	}
}

static void draw_band(struct line_chart *line)
{
	const struct pdf_plot *plot = &line->plot;
	const struct chart *chart = plot->chart;
	if (!chart->has_band || !isfinite(chart->band_low) || !isfinite(chart->band_high))
		return;
	double top = pdf_plot_y(plot, fmax(chart->band_high, chart->band_low));
	double bottom = pdf_plot_y(plot, fmin(chart->band_high, chart->band_low));
	if (bottom - top > 0.1)
		pdf_box(line->pdf, plot->left, top, plot->right - plot->left, bottom - top,
			COLOUR_BAND);
}

static bool free_place(const struct line_chart *line, struct placed place)
{
	if (place.top < line->plot.top - 8 || place.bottom > line->plot.bottom)
		return false;
	for (size_t i = 0; i < line->placed_count; i++) {
		const struct placed *other = &line->placed[i];
		if (place.left < other->right && other->left < place.right &&
			place.top < other->bottom && other->top < place.bottom)
			return false;
	}
	return true;
}

/* At the end of a line that does not reach the right: above it or below it, where there is room. */
static void label_reference(
	struct line_chart *line, const char *text, double left, double right, double y)
{
	double room = right - left;
	double width = fmin(pdf_plain_width(line->pdf, text, limit_label), room);
	double bottoms[] = { y - 2, y + 9.5 };
	for (int i = 0; i < 2; i++) {
		struct placed place = { right - width, right, bottoms[i] - 8, bottoms[i] };
		if (!free_place(line, place))
			continue;
		line->placed[line->placed_count++] = place;
		pdf_label(line->pdf, text, limit_label, right, bottoms[i] - 1, room, ALIGN_RIGHT);
		return;
	}
}

static void draw_reference(struct line_chart *line, const struct reference *reference)
{
	struct pdf *pdf = line->pdf;
	const struct pdf_plot *plot = &line->plot;
	size_t last = plot->chart->category_count - 1;
	if (!isfinite(reference->value) || reference->from > reference->to ||
		reference->from > last)
		return;
	size_t to = reference->to < last ? reference->to : last;
	double y = pdf_plot_y(plot, reference->value), half = pdf_plot_slot(plot) / 2;
	double left = pdf_plot_x(plot, reference->from) - half, right = pdf_plot_x(plot, to) + half;
	switch (reference->style) {
	case REFERENCE_TARGET:
		pdf_rule(pdf, left, y, right, y, COLOUR_BLACK, 1.3);
		break;
	case REFERENCE_LIMIT:
		pdf_rule(pdf, left, y, right, y, COLOUR_MUTED, 0.5);
		break;
	case REFERENCE_TRIAL_LIMIT:
		pdf_dash(pdf, 3);
		pdf_rule(pdf, left, y, right, y, COLOUR_MUTED, 0.6);
		pdf_dash(pdf, 0);
		break;
	case REFERENCE_MEAN:
		pdf_rule(pdf, left, y, right, y, COLOUR_PREVIOUS, 0.5);
		break;
	}
	if (to < last && pdf_said(reference->label))
		label_reference(line, reference->label, left, right, y);
}

/* A target that changes is one line with steps. */
static void draw_steps(struct line_chart *line)
{
	const struct pdf_plot *plot = &line->plot;
	const struct chart *chart = plot->chart;
	for (size_t i = 0; i < chart->reference_count; i++)
		for (size_t j = 0; j < chart->reference_count; j++) {
			const struct reference *from = &chart->references[i];
			const struct reference *to = &chart->references[j];
			if (from->style != REFERENCE_TARGET || to->style != REFERENCE_TARGET ||
				from->to >= chart->category_count || to->from != from->to + 1 ||
				!isfinite(from->value) || !isfinite(to->value))
				continue;
			double x = pdf_plot_x(plot, from->to) + pdf_plot_slot(plot) / 2;
			pdf_rule(line->pdf, x, pdf_plot_y(plot, from->value), x,
				pdf_plot_y(plot, to->value), COLOUR_BLACK, 1.3);
		}
}

/* Above a point or below it, on the side away from the line. */
static void label_point(struct line_chart *line, const struct series *series, size_t index)
{
	struct pdf *pdf = line->pdf;
	const struct pdf_plot *plot = &line->plot;
	const struct point *point = &series->points[index];
	struct pdf_style style = point->emphasised ? strong_label : pdf_value_label;
	double width = fmin(pdf_plain_width(pdf, point->label, style), LABEL_ROOM);
	double x = pdf_plot_x(plot, index);
	double left = fmax(plot->left, fmin(plot->right - width, x - width / 2));
	double high = pdf_plot_y(plot, pdf_point_interval(point) ? point->high : point->value) - 4;
	double low = pdf_plot_y(plot, pdf_point_interval(point) ? point->low : point->value) + 4;
	bool before = index > 0 && pdf_point_defined(&series->points[index - 1]);
	bool below = before && series->points[index - 1].value > point->value;
	struct placed places[] = {
		{ left, left + width, high - 8, high },
		{ left, left + width, low, low + 8 },
		{ x - width - 4, x - 4, low - 8, low },
		{ x - width - 4, x - 4, high, high + 8 },
	};
	for (int i = 0; i < 4; i++) {
		const struct placed *place = &places[below ? i ^ 1 : i];
		if (!free_place(line, *place))
			continue;
		line->placed[line->placed_count++] = *place;
		pdf_label(pdf, point->label, style, place->left, place->bottom - 1, width,
			ALIGN_LEFT);
		return;
	}
}

static void label_points(struct line_chart *line, const struct series *series)
{
	size_t count = line->plot.chart->category_count;
	/* The last one is labelled at the right. */
	for (size_t i = 0; i + 1 < count; i++) {
		const struct point *point = &series->points[i];
		if (pdf_point_defined(point) && pdf_said(point->label))
			label_point(line, series, i);
	}
}

void pdf_chart_line(
	struct pdf *pdf, const struct chart *chart, double x, double y, double width, double height)
{
	struct line_chart line = { .pdf = pdf, .plot = { .chart = chart } };
	struct pdf_plot *plot = &line.plot;
	set_scale(plot);
	collect_side(&line);
	double side = 0;
	for (size_t i = 0; i < line.side_count; i++)
		side = fmax(side, pdf_plain_width(pdf, line.side[i].text, line.side[i].style));
	side = fmin(side, 110);
	plot->left = x + pdf_tick_room(pdf, chart);
	plot->right = x + width - (side > 0 ? side + 6 : 0);
	plot->top = y + (pdf_plot_titled(chart) ? 16 : 6);
	plot->bottom = y + height - pdf_category_room(chart);
	line.placed = ARENA_ARRAY(pdf->arena, struct placed,
		chart->series_count * chart->category_count + chart->reference_count);

	if (pdf_plot_titled(chart))
		pdf_plot_title(pdf, chart, x, y, width);
	draw_band(&line);
	pdf_plot_axis(pdf, plot);
	pdf_rule(pdf, plot->left, plot->bottom, plot->right, plot->bottom, COLOUR_BLACK, 0.75);
	for (size_t i = 0; i < chart->reference_count; i++)
		draw_reference(&line, &chart->references[i]);
	draw_steps(&line);
	for (size_t i = 0; i < chart->series_count; i++)
		pdf_series_interval(pdf, plot, &chart->series[i]);
	for (size_t i = 0; i < chart->series_count; i++)
		pdf_series_line(pdf, plot, &chart->series[i]);
	for (size_t i = 0; i < chart->series_count; i++)
		label_points(&line, &chart->series[i]);
	pdf_plot_categories(pdf, plot);
	for (size_t i = 0; i < line.side_count; i++)
		line.side[i].y = pdf_plot_y(plot, line.side[i].y);
	pdf_side_labels(
		pdf, line.side, line.side_count, plot->right + 6, plot->top, plot->bottom, side);
}
