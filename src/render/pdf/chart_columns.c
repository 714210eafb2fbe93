#include <math.h>

#include "render/pdf/canvas.h"
#include "render/pdf/chart.h"
#include "render/pdf/plot.h"

#define KEY_HEIGHT 13.0

static const struct pdf_style inside = { FACE_REGULAR, 7, 8, COLOUR_WHITE };
static const struct pdf_style beside = { FACE_REGULAR, 7.3, 9, COLOUR_MUTED };

/* What is at risk stands at the foot of its column. */
static const struct series *stacked(const struct chart *chart, size_t index)
{
	size_t at = 0;
	for (int pass = 0; pass < 2; pass++)
		for (size_t i = 0; i < chart->series_count; i++) {
			bool warning = chart->series[i].role == SERIES_WARNING;
			if (warning == (pass == 0) && at++ == index)
				return &chart->series[i];
		}
	return NULL;
}

static enum series_role role_of(const struct series *series, size_t category)
{
	return series->roles ? series->roles[category] : series->role;
}

static bool dark(enum series_role role)
{
	return role != SERIES_FORECAST && role != SERIES_UNKNOWN && role != SERIES_PREVIOUS;
}

/* The series that are named, when there is more than one. */
static bool keyed(const struct chart *chart)
{
	size_t named = 0;
	for (size_t i = 0; i < chart->series_count; i++)
		named += pdf_said(chart->series[i].name);
	return named > 1;
}

static void draw_key(struct pdf *pdf, const struct chart *chart, double x, double y, double width)
{
	double right = x + width;
	for (size_t i = 0; i < chart->series_count && right - x > 40; i++) {
		const struct series *series = &chart->series[i];
		if (!pdf_said(series->name))
			continue;
		pdf_bar(pdf, series->role, x, y + 2, 11, 6.5);
		struct pdf_paragraph *name =
			pdf_plain(pdf, series->name, beside, right - x - 15, 1);
		pdf_draw_paragraph(pdf, name, x + 15, y + 0.8, right - x - 15, ALIGN_LEFT, NULL);
		x += 15 + name->width + 14;
	}
}

struct place {
	double left, top, width, height;
};

/* Within its part of the column, or beside it when that is too low. */
static void label_inside(struct pdf *pdf, const struct pdf_plot *plot, const char *text,
	enum series_role role, struct place place)
{
	double width = pdf_plain_width(pdf, text, inside);
	double middle = place.left + place.width / 2, line = place.top + place.height / 2;
	struct pdf_style style = inside;
	if (place.height >= 8.2 && width < place.width - 4) {
		style.colour = dark(role) ? COLOUR_WHITE : COLOUR_BLACK;
		if (role == SERIES_FORECAST)
			pdf_box(pdf, middle - width / 2 - 2, line - 4.5, width + 4, 9,
				COLOUR_WHITE);
		pdf_label(pdf, text, style, middle, line + 2.5, width, ALIGN_CENTRE);
		return;
	}
	double gap = pdf_plot_slot(plot) - place.width - 4;
	double right = place.left + place.width + 2;
	style.colour = COLOUR_BLACK;
	if (width < gap && right + width <= plot->right)
		pdf_label(pdf, text, style, right, line + 2.5, width, ALIGN_LEFT);
	else if (width < gap && place.left - 2 - width >= plot->left)
		pdf_label(pdf, text, style, place.left - 2, line + 2.5, width, ALIGN_RIGHT);
}

static void draw_column(struct pdf *pdf, const struct pdf_plot *plot, size_t category)
{
	const struct chart *chart = plot->chart;
	double slot = pdf_plot_slot(plot), width = fmin(slot * 0.76, 76);
	double left = pdf_plot_x(plot, category) - width / 2;
	double up = 0, down = 0;
	size_t top_series = chart->series_count;
	for (size_t i = 0; i < chart->series_count; i++)
		if (pdf_point_defined(&stacked(chart, i)->points[category]))
			top_series = i;
	for (size_t i = 0; i < chart->series_count; i++) {
		const struct series *series = stacked(chart, i);
		const struct point *point = &series->points[category];
		if (!pdf_point_defined(point))
			continue;
		double *base = point->value < 0 ? &down : &up;
		double from = pdf_plot_y(plot, *base), to = pdf_plot_y(plot, *base + point->value);
		double top = fmin(from, to), height = fabs(to - from);
		*base += point->value;
		enum series_role role = role_of(series, category);
		if (height > 0)
			pdf_bar(pdf, role, left, top, width, height);
		if (!pdf_said(point->label))
			continue;
		struct place place = { left, top, width, height };
		if (i == top_series)
			pdf_label(pdf, point->label, pdf_value_label, left + width / 2,
				point->value < 0 ? top + height + 9 : top - 4, slot - 2,
				ALIGN_CENTRE);
		else
			label_inside(pdf, plot, point->label, role, place);
	}
}

static bool labelled(const struct chart *chart)
{
	for (size_t i = 0; i < chart->series_count; i++)
		for (size_t j = 0; j < chart->category_count; j++)
			if (chart->series[i].points[j].label)
				return true;
	return false;
}

void pdf_chart_columns(
	struct pdf *pdf, const struct chart *chart, double x, double y, double width, double height)
{
	double least = 0, most = 0;
	for (size_t j = 0; j < chart->category_count; j++) {
		double up = 0, down = 0;
		for (size_t i = 0; i < chart->series_count; i++) {
			const struct point *point = &chart->series[i].points[j];
			if (pdf_point_defined(point))
				*(point->value < 0 ? &down : &up) += point->value;
		}
		least = fmin(least, down);
		most = fmax(most, up);
	}
	bool values = labelled(chart);
	struct pdf_plot plot = { .chart = chart, .right = x + width };
	plot.left = x + (values ? 0 : pdf_tick_room(pdf, chart));
	plot.bottom = y + height - pdf_category_room(chart);
	plot.top = y;
	if (pdf_plot_titled(chart)) {
		pdf_plot_title(pdf, chart, x, plot.top, width);
		plot.top += 11;
	}
	if (keyed(chart)) {
		draw_key(pdf, chart, x, plot.top, width);
		plot.top += KEY_HEIGHT;
	}
	plot.top += values ? 13 : 4;
	/* Under a column that goes down stands its label. */
	double below = values && least < 0 ? 12 : 0;
	plot.bottom -= below;
	/* Labelled columns use the height they have; an axis keeps its own scale. */
	plot.low = least;
	plot.high = most > least ? most : least + 1;
	if (!values) {
		pdf_plot_from_zero(&plot, least, most);
		pdf_plot_axis(pdf, &plot);
	}
	for (size_t j = 0; j < chart->category_count; j++)
		draw_column(pdf, &plot, j);
	for (size_t i = 0; i < chart->reference_count; i++) {
		double value = chart->references[i].value;
		if (isfinite(value) && value >= plot.low && value <= plot.high)
			pdf_rule(pdf, plot.left, pdf_plot_y(&plot, value), plot.right,
				pdf_plot_y(&plot, value), COLOUR_BLACK, 1.3);
	}
	double zero = pdf_plot_y(&plot, 0);
	pdf_rule(pdf, plot.left, zero, plot.right, zero, COLOUR_BLACK, 0.75);
	plot.bottom += below;
	pdf_plot_categories(pdf, &plot);
}
