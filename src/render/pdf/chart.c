#include "render/pdf/chart.h"

#include <math.h>

#include "render/pdf/headings.h"
#include "render/pdf/plot.h"
#include "render/pdf/tags.h"

#define TALLEST 480.0

static bool empty(const struct chart *chart)
{
	for (size_t i = 0; i < chart->series_count; i++)
		for (size_t j = 0; j < chart->category_count; j++)
			if (pdf_point_defined(&chart->series[i].points[j]))
				return false;
	return true;
}

static double wanted_height(const struct chart *chart)
{
	double rows = (double)chart->category_count * 11;
	if (chart->height > 0 && isfinite(chart->height))
		return fmin(fmax(chart->height, chart->kind == CHART_BARS ? rows : 60), TALLEST);
	switch (chart->kind) {
	case CHART_LINE:
		return 170;
	case CHART_BRIDGE:
		return 125;
	case CHART_COLUMNS:
		return 105;
	case CHART_BARS:
		return fmin((double)chart->category_count * 14 + 2, TALLEST);
	}
	return 0;
}

static const char *alternative(const struct chart *chart)
{
	const char *const words[] = { chart->alternative, chart->title, chart->subtitle };
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (pdf_said(words[i]))
			return words[i];
	return NULL;
}

static void draw_chart(struct pdf *pdf, const struct pdf_part *part)
{
	/* content is not const, the chart is; it was put there by pdf_chart_parts. */
	const struct chart *const *chart = part->content;
	const char *words = alternative(*chart);
	if (words) {
		struct pdf_element *figure = pdf_element(pdf, pdf->section, "Figure");
		pdf_element_alternative(figure, words);
		pdf_element_place(pdf, figure, MARGIN, part->y, TEXT_WIDTH, part->height);
		pdf_mark(pdf, figure);
	} else {
		pdf_artifact(pdf, ARTIFACT_LAYOUT);
	}
	switch ((*chart)->kind) {
	case CHART_LINE:
		pdf_chart_line(pdf, *chart, MARGIN, part->y, TEXT_WIDTH, part->height);
		break;
	case CHART_BRIDGE:
		pdf_chart_bridge(pdf, *chart, MARGIN, part->y, TEXT_WIDTH, part->height);
		break;
	case CHART_COLUMNS:
		pdf_chart_columns(pdf, *chart, MARGIN, part->y, TEXT_WIDTH, part->height);
		break;
	case CHART_BARS:
		pdf_chart_bars(pdf, *chart, MARGIN, part->y, TEXT_WIDTH, part->height);
		break;
	}
	pdf_unmark(pdf);
}

void pdf_chart_parts(struct pdf *pdf, struct pdf_column *column, const struct chart *chart)
{
	if (empty(chart))
		return;
	const struct chart **content = arena_alloc(pdf->arena, sizeof *content);
	*content = chart;
	pdf_exhibit_title(pdf, column, chart->title, chart->subtitle);
	struct pdf_part *part = pdf_part_add(pdf, column);
	/* A title keeps nearer to its chart than what came before. */
	part->space = chart->title || chart->subtitle ? 5 : 10;
	part->height = wanted_height(chart);
	part->give = 0.15 * part->height;
	part->keep = pdf_said(chart->note);
	part->draw = draw_chart;
	part->content = content;
	pdf_exhibit_note(pdf, column, chart->note);
}
