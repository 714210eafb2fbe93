#ifndef RENDER_XLSX_CHART_H
#define RENDER_XLSX_CHART_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "render/xlsx/book.h"

/*
 * A chart of the report as a native chart. It is drawn in layers, each of which is a series of the
 * native chart over all categories and as many rows of the table of chart data: intervals are two
 * thin dotted lines, targets and limits are series, a bridge stands on unfilled columns.
 */
struct chart_plan {
	const struct chart *chart;
	const char *place; /* title of the section that it stands in */
	struct chart_layer *layers;
	size_t count, capacity;
	uint32_t first_row; /* in the table of chart data, of the first layer */
};

/* Plans the charts of the report: fills charts and chart_count of the book. */
void chart_plan_all(struct book *book);

/* The values of all charts as one table, a row for each point of each layer; NULL without charts.
 */
const struct table *chart_table(const struct book *book);

/* Whether there is something to draw. */
bool chart_drawable(const struct chart_plan *plan);

/* Places the chart; sizes are in pixels. */
void chart_draw(const struct book *book, const struct chart_plan *plan, struct xlsx_sheet *sheet,
	uint32_t row, double width, double height);

#endif
