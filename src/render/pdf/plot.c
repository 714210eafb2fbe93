#include "render/pdf/plot.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "render/pdf/canvas.h"

#define MOST_TICK_ROOM 90.0

const struct pdf_style pdf_value_label = { FACE_REGULAR, 8, 10, COLOUR_BLACK };

bool pdf_point_defined(const struct point *point)
{
	return point->defined && isfinite(point->value);
}

double pdf_plot_y(const struct pdf_plot *plot, double value)
{
	double range = plot->high - plot->low;
	double share = range > 0 ? value / range - plot->low / range : 0.5;
	if (!isfinite(share))
		share = 0.5;
	return plot->bottom - fmax(0, fmin(1, share)) * (plot->bottom - plot->top);
}

double pdf_plot_slot(const struct pdf_plot *plot)
{
	return (plot->right - plot->left) / (double)plot->chart->category_count;
}

double pdf_plot_x(const struct pdf_plot *plot, size_t category)
{
	return plot->left + ((double)category + 0.5) * pdf_plot_slot(plot);
}

void pdf_plot_from_zero(struct pdf_plot *plot, double least, double most)
{
	const struct axis *axis = &plot->chart->axis;
	plot->low = fmin(0, least);
	plot->high = fmax(0, most);
	if (isfinite(axis->low) && isfinite(axis->high) && axis->high > axis->low) {
		plot->low = fmin(plot->low, axis->low);
		plot->high = fmax(plot->high, axis->high);
	}
	if (!(plot->high > plot->low))
		plot->high = plot->low + 1;
}

double pdf_tick_room(struct pdf *pdf, const struct chart *chart)
{
	double width = 0;
	for (size_t i = 0; i < chart->axis.tick_count; i++)
		if (chart->axis.ticks[i].label)
			width = fmax(
				width, pdf_plain_width(pdf, chart->axis.ticks[i].label, pdf_axis));
	return width > 0 ? fmin(width, MOST_TICK_ROOM) + 7 : 0;
}

static bool grouped(const struct chart *chart)
{
	for (size_t i = 0; i < chart->category_count; i++)
		if (pdf_said(chart->categories[i].group))
			return true;
	return false;
}

double pdf_category_room(const struct chart *chart)
{
	return grouped(chart) ? 24 : 14;
}

bool pdf_plot_titled(const struct chart *chart)
{
	return (pdf_said(chart->axis.title)) || (pdf_said(chart->axis.start_note));
}

void pdf_plot_title(struct pdf *pdf, const struct chart *chart, double x, double y, double width)
{
	struct run runs[] = {
		{ .text = chart->axis.title },
		{ .text = chart->axis.title && chart->axis.start_note ? " \xC2\xB7 " : NULL },
		{ .text = chart->axis.start_note },
	};
	struct pdf_paragraph *line =
		pdf_paragraph(pdf, (struct text){ runs, 3 }, pdf_note, width, 1, BREAK_GREEDY);
	pdf_draw_paragraph(pdf, line, x, y, width, ALIGN_LEFT, NULL);
}

/* Whether an earlier tick stands so near that their labels would touch. */
static bool crowded(const struct pdf_plot *plot, size_t tick)
{
	const struct tick *ticks = plot->chart->axis.ticks;
	for (size_t i = 0; i < tick; i++)
		if (isfinite(ticks[i].value) && fabs(pdf_plot_y(plot, ticks[i].value) -
							pdf_plot_y(plot, ticks[tick].value)) < 8)
			return true;
	return false;
}

void pdf_plot_axis(struct pdf *pdf, const struct pdf_plot *plot)
{
	const struct axis *axis = &plot->chart->axis;
	struct pdf_style style = pdf_axis;
	style.colour = COLOUR_MUTED;
	for (size_t i = 0; i < axis->tick_count; i++) {
		double value = axis->ticks[i].value;
		if (!isfinite(value) || value < plot->low || value > plot->high || crowded(plot, i))
			continue;
		double y = pdf_plot_y(plot, value);
		if (y < plot->bottom - 1)
			pdf_rule(pdf, plot->left, y, plot->right, y, COLOUR_GRID, 0.5);
		if (pdf_said(axis->ticks[i].label))
			pdf_label(pdf, axis->ticks[i].label, style, plot->left - 5, y + 2.7,
				MOST_TICK_ROOM, ALIGN_RIGHT);
	}
}

/* Centred on a place, but within the plot, in one line. */
static void centred(struct pdf *pdf, const struct pdf_plot *plot, const char *text,
	struct pdf_style style, double x, double baseline, double room)
{
	if (!pdf_said(text))
		return;
	struct pdf_paragraph *line = pdf_plain(pdf, text, style, room, 1);
	double left = fmax(plot->left, fmin(plot->right - line->width, x - line->width / 2));
	pdf_draw_paragraph(
		pdf, line, left, baseline - pdf_baseline(style), line->width, ALIGN_LEFT, NULL);
}

/* Every how many categories can be labelled. */
static size_t label_step(struct pdf *pdf, const struct pdf_plot *plot)
{
	const struct chart *chart = plot->chart;
	double widest = 0, slot = pdf_plot_slot(plot);
	for (size_t i = 0; i < chart->category_count; i++)
		if (chart->categories[i].label)
			widest = fmax(
				widest, fmin(60, pdf_plain_width(pdf, chart->categories[i].label,
							 pdf_axis)));
	size_t step = 1;
	while (step < chart->category_count && slot * (double)step < widest + 3)
		step++;
	/* Few categories are all named, in two lines' room if need be. */
	return chart->category_count <= 8 ? 1 : step;
}

void pdf_plot_categories(struct pdf *pdf, const struct pdf_plot *plot)
{
	const struct chart *chart = plot->chart;
	size_t count = chart->category_count, step = label_step(pdf, plot);
	double slot = pdf_plot_slot(plot), baseline = plot->bottom + 10.5;
	struct pdf_style muted = pdf_axis;
	muted.colour = COLOUR_MUTED;
	for (size_t i = 0; i < count; i++)
		if ((count - 1 - i) % step == 0)
			centred(pdf, plot, chart->categories[i].label, pdf_axis,
				pdf_plot_x(plot, i), baseline, slot * (double)step - 2);
	if (!grouped(chart))
		return;
	for (size_t first = 0; first < count;) {
		const char *group = chart->categories[first].group;
		size_t last = first;
		while (last + 1 < count && group && chart->categories[last + 1].group &&
			strcmp(group, chart->categories[last + 1].group) == 0)
			last++;
		double room = slot * (double)(last - first + 1);
		/* A year of one quarter may reach over its neighbour's place, a narrower not. */
		if (group && room >= 14)
			centred(pdf, plot, group, muted,
				(pdf_plot_x(plot, first) + pdf_plot_x(plot, last)) / 2,
				baseline + 10, fmax(room - 2, 22));
		if (first > 0)
			pdf_rule(pdf, pdf_plot_x(plot, first) - slot / 2, plot->bottom + 1,
				pdf_plot_x(plot, first) - slot / 2, baseline + 11, COLOUR_RULE,
				0.5);
		first = last + 1;
	}
}

void pdf_bar(
	struct pdf *pdf, enum series_role role, double x, double y, double width, double height)
{
	switch (role) {
	case SERIES_ACTUAL:
		pdf_box(pdf, x, y, width, height, COLOUR_ACTUAL);
		break;
	case SERIES_PREVIOUS:
		pdf_box(pdf, x, y, width, height, COLOUR_PREVIOUS);
		break;
	case SERIES_FORECAST:
		pdf_rectangle(pdf, x, y, width, height);
		pdf_hatch(pdf, x, y, width, height, COLOUR_HATCH);
		if (width > 0.8 && height > 0.8) {
			pdf_rectangle(pdf, x + 0.4, y + 0.4, width - 0.8, height - 0.8);
			pdf_stroke(pdf, COLOUR_BLACK, 0.8);
		}
		break;
	case SERIES_WARNING:
		pdf_box(pdf, x, y, width, height, COLOUR_WARNING);
		break;
	case SERIES_INCREASE:
		pdf_box(pdf, x, y, width, height, COLOUR_BLUE);
		break;
	case SERIES_DECREASE:
		pdf_box(pdf, x, y, width, height, COLOUR_VERMILLION);
		break;
	case SERIES_UNKNOWN:
		pdf_box(pdf, x, y, width, height, COLOUR_UNKNOWN);
		break;
	}
}

static int by_height(const void *a, const void *b)
{
	const struct pdf_side_label *left = a, *right = b;
	return (left->y > right->y) - (left->y < right->y);
}

/*
 * Labels of equal height in their order, each as near to its place as the others allow: the places
 * are made monotone by pooling neighbours (isotonic regression on the places less i line heights).
 */
void pdf_side_labels(struct pdf *pdf, struct pdf_side_label *labels, size_t count, double x,
	double top, double bottom, double width)
{
	if (count == 0)
		return;
	qsort(labels, count, sizeof *labels, by_height);
	double line = fmin(9.2, count > 1 ? (bottom - top) / (double)(count - 1) : 9.2);
	double *mean = ARENA_ARRAY(pdf->arena, double, count);
	size_t *size = ARENA_ARRAY(pdf->arena, size_t, count);
	size_t pools = 0;
	for (size_t i = 0; i < count; i++) {
		mean[pools] = labels[i].y - (double)i * line;
		size[pools++] = 1;
		while (pools > 1 && mean[pools - 2] > mean[pools - 1]) {
			double both = (double)(size[pools - 2] + size[pools - 1]);
			mean[pools - 2] = (mean[pools - 2] * (double)size[pools - 2] +
						  mean[pools - 1] * (double)size[pools - 1]) /
					  both;
			size[pools - 2] += size[pools - 1];
			pools--;
		}
	}
	size_t index = 0;
	double highest = bottom - (double)(count - 1) * line;
	for (size_t pool = 0; pool < pools; pool++)
		for (size_t i = 0; i < size[pool]; i++, index++) {
			double y = fmax(top, fmin(highest, mean[pool])) + (double)index * line;
			const struct pdf_side_label *label = &labels[index];
			/* A label that had to move is led to its place. */
			if (fabs(y - label->y) > 3)
				pdf_rule(pdf, x - 4, label->y, x - 1, y, COLOUR_MUTED, 0.4);
			struct pdf_paragraph *text =
				pdf_plain(pdf, label->text, label->style, width, 1);
			pdf_draw_paragraph(pdf, text, x,
				y + 0.36 * label->style.size - pdf_baseline(label->style), width,
				ALIGN_LEFT, NULL);
		}
}
