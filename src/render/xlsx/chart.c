#include "render/xlsx/chart.h"

#include <string.h>

#include "render/xlsx/layers.h"
#include "render/xlsx/number.h"

/* Columns of the table of chart data. */
enum { DATA_SHEET, DATA_CHART, DATA_CATEGORY, DATA_SERIES, DATA_VALUE, DATA_COLUMNS };

void chart_plan_all(struct book *book)
{
	const struct report *report = book->report;
	size_t capacity = 0;
	uint32_t row = 0;
	for (size_t i = 0; i < report->count; i++) {
		const struct section *section = &report->sections[i];
		for (size_t j = 0; j < section->count; j++) {
			if (section->blocks[j].kind != BLOCK_CHART)
				continue;
			book->charts = arena_grow(book->arena, book->charts, book->chart_count,
				&capacity, sizeof *book->charts);
			struct chart_plan *plan = &book->charts[book->chart_count++];
			*plan = (struct chart_plan){
				.chart = section->blocks[j].chart,
				.place = section->title,
				.first_row = row,
			};
			layers_plan(book, plan);
			row += (uint32_t)(plan->count * plan->chart->category_count);
		}
	}
}

static const char *category_text(const struct book *book, const struct category *category)
{
	if (!category->group || !*category->group)
		return category->label;
	return arena_printf(book->arena, "%s %s", category->label, category->group);
}

static struct cell text_cell(const char *text)
{
	return (struct cell){ .kind = CELL_TEXT, .text = text ? text : "" };
}

static void add_rows(const struct book *book, const struct chart_plan *plan, struct cell *cells)
{
	const struct chart *chart = plan->chart;
	for (size_t i = 0; i < plan->count; i++) {
		const struct chart_layer *layer = &plan->layers[i];
		for (size_t j = 0; j < chart->category_count; j++, cells += DATA_COLUMNS) {
			cells[DATA_SHEET] = text_cell(plan->place);
			cells[DATA_CHART] = text_cell(chart->id);
			cells[DATA_CATEGORY] =
				text_cell(category_text(book, &chart->categories[j]));
			cells[DATA_SERIES] = text_cell(layer->name);
			cells[DATA_VALUE] = (struct cell){
				.kind = CELL_VALUE,
				.text = "",
				.unit = layer->defined[j] ? chart->unit : UNIT_NONE,
				.value = layer->values[j],
			};
			/* A value of no unit is a number all the same. */
			if (layer->defined[j] && chart->unit == UNIT_NONE) {
				cells[DATA_VALUE].unit = UNIT_COUNT;
				cells[DATA_VALUE].number_format = "General";
			}
		}
	}
}

const struct table *chart_table(const struct book *book)
{
	size_t rows = 0;
	for (size_t i = 0; i < book->chart_count; i++)
		rows += book->charts[i].count * book->charts[i].chart->category_count;
	if (rows == 0)
		return NULL;

	struct column *columns = ARENA_ARRAY(book->arena, struct column, DATA_COLUMNS);
	columns[DATA_SHEET] = (struct column){ .id = "sheet", .title = book->words->sheet };
	columns[DATA_CHART] = (struct column){ .id = "chart", .title = book->words->chart };
	columns[DATA_CATEGORY] =
		(struct column){ .id = "category", .title = book->words->category };
	columns[DATA_SERIES] = (struct column){ .id = "series", .title = book->words->series };
	columns[DATA_VALUE] = (struct column){ .id = "value", .title = book->words->value };

	struct cell *cells = ARENA_ARRAY(book->arena, struct cell, rows * DATA_COLUMNS);
	for (size_t i = 0; i < book->chart_count; i++)
		add_rows(book, &book->charts[i], cells + book->charts[i].first_row * DATA_COLUMNS);
	struct table *table = arena_alloc(book->arena, sizeof *table);
	*table = (struct table){
		.id = "chart_data",
		.columns = columns,
		.column_count = DATA_COLUMNS,
		.cells = cells,
		.row_count = rows,
	};
	return table;
}

bool chart_drawable(const struct chart_plan *plan)
{
	return plan->count > 0;
}

static const char *first_text(const char *const *texts, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (texts[i] && *texts[i])
			return texts[i];
	return "";
}

#define FIRST(...)                                                                                 \
	first_text((const char *const[]){ __VA_ARGS__ },                                           \
		sizeof((const char *const[]){ __VA_ARGS__ }) / sizeof(const char *))

void chart_draw(const struct book *book, const struct chart_plan *plan, struct xlsx_sheet *sheet,
	uint32_t row, double width, double height)
{
	static const enum xlsx_chart_kind kinds[] = {
		[CHART_LINE] = XLSX_LINE,
		[CHART_BRIDGE] = XLSX_COLUMN,
		[CHART_COLUMNS] = XLSX_COLUMN,
		[CHART_BARS] = XLSX_BAR,
	};
	const struct chart *source = plan->chart;
	uint32_t first = book->data_row + plan->first_row;
	struct xlsx_series *series = ARENA_ARRAY(book->arena, struct xlsx_series, plan->count);
	size_t count = 0;
	for (size_t i = 0; i < plan->count; i++) {
		const struct chart_layer *layer = &plan->layers[i];
		if (layer->undrawn)
			continue;
		struct xlsx_series *drawn = &series[count++];
		*drawn = layer->look;
		drawn->name = layer->name;
		drawn->labels = layer->labels;
		drawn->column = DATA_VALUE;
		drawn->first_row = first + (uint32_t)(i * source->category_count);
		drawn->category_row = first;
	}
	double low = number_scaled(book->report, source->unit, source->axis.low);
	double high = number_scaled(book->report, source->unit, source->axis.high);
	struct xlsx_chart chart = {
		.kind = kinds[source->kind],
		.title = FIRST(source->title, source->subtitle, source->id),
		.alternative = FIRST(source->alternative, source->title, source->id),
		.axis_title = FIRST(source->axis.title, source->subtitle, book->words->value),
		.axis_format =
			number_axis_format(book->report, source->unit, &source->axis, book->arena),
		.low = low,
		.high = high,
		.step = number_axis_step(book->report, source->unit, &source->axis),
		.data = book->data,
		.category_column = DATA_CATEGORY,
		.count = (uint32_t)source->category_count,
		.series = series,
		.series_count = count,
		.width = width,
		.height = height,
	};
	xlsx_chart(sheet, row, 0, &chart);
}
