#include "render/pdf/table_layout.h"

#include <ctype.h>
#include <math.h>
#include <string.h>

#define MOST_LINES 12 /* of a cell */
#define MOST_TITLE_LINES 3

static const struct pdf_style evidence = { FACE_REGULAR, 7.3, 9, COLOUR_MUTED };
static const struct pdf_style status_word = { FACE_SEMIBOLD, 8, 10, COLOUR_BLACK };

const struct cell *pdf_cell(const struct table *table, size_t row, size_t column)
{
	return &table->cells[row * table->column_count + column];
}

static struct pdf_style cell_style(const struct cell *cell)
{
	struct pdf_style style = pdf_body;
	if (cell->kind == CELL_STATUS)
		style = status_word;
	else if (cell->emphasis == EMPHASIS_STRONG)
		style = pdf_strong;
	/* A value with its interval below is what the row is about. */
	if (cell->kind == CELL_VALUE && cell->emphasis == EMPHASIS_STRONG && cell->note)
		style.size = 10.5;
	if (cell->emphasis == EMPHASIS_MUTED)
		style.colour = COLOUR_MUTED;
	return style;
}

bool pdf_cell_marked(const struct cell *cell)
{
	return (cell->kind == CELL_STATUS && cell->status != STATUS_NONE) ||
	       (cell->kind == CELL_TREND);
}

/* Whether the cell is drawn rather than written. */
static bool graphic(const struct cell *cell)
{
	return (cell->kind == CELL_RANGE && cell->range) ||
	       (cell->kind == CELL_SPARKLINE && cell->sparkline);
}

static void widen(struct pdf_column_width *column, double natural, double least)
{
	column->natural = fmax(column->natural, natural);
	column->least = fmax(column->least, fmin(natural, least));
}

/* A value is not broken between lines, unless it is far too long to be one. */
#define LONGEST_VALUE 110.0

static void measure_text(struct pdf *pdf, struct pdf_column_width *column, const char *text,
	struct pdf_style style, double indent, bool value)
{
	if (!pdf_said(text))
		return;
	struct run run = { .text = text };
	double least;
	double natural = pdf_natural_width(pdf, (struct text){ &run, 1 }, style, &least);
	if (value && natural < LONGEST_VALUE)
		least = natural;
	widen(column, fmin(natural, TEXT_WIDTH * 0.5) + indent, least + indent);
}

static void measure_columns(struct pdf *pdf, struct pdf_table_layout *layout)
{
	const struct table *table = layout->table;
	for (size_t j = 0; j < table->column_count; j++) {
		struct pdf_column_width *column = &layout->columns[j];
		column->weight =
			isfinite(table->columns[j].weight) ? fmax(table->columns[j].weight, 0) : 0;
		for (size_t i = 0; i < table->row_count; i++) {
			const struct cell *cell = pdf_cell(table, i, j);
			if (cell->kind == CELL_RANGE && cell->range) {
				widen(column, 84, 50);
				column->spare = 26;
			} else if (cell->kind == CELL_SPARKLINE && cell->sparkline) {
				widen(column, 48, 34);
				column->spare = 10;
			} else {
				double indent = pdf_cell_marked(cell) ? MARK_ROOM : 0;
				bool value = cell->kind == CELL_VALUE;
				measure_text(
					pdf, column, cell->text, cell_style(cell), indent, value);
				measure_text(pdf, column, cell->note, evidence, indent, value);
			}
		}
		/* A title may be broken, but does not ask for more lines than it must. */
		struct run run = { .text = table->columns[j].title };
		if (pdf_said(run.text)) {
			double least, natural = pdf_natural_width(pdf, (struct text){ &run, 1 },
					      pdf_column_title, &least);
			widen(column, fmin(natural, fmax(least, fmax(column->natural, 60))), least);
		}
		column->spare = fmin(column->spare, column->natural - column->least);
		column->natural = fmax(column->natural, 12);
		column->least = fmax(column->least, 8);
	}
}

/*
 * Decimal marks are aligned in a column of one kind of values. In a column that mixes shares and
 * amounts their ends are, since the places after the mark mean nothing to each other.
 */
static bool aligns_marks(const struct table *table, size_t column)
{
	enum unit unit = UNIT_NONE;
	if (table->columns[column].align != ALIGN_RIGHT)
		return false;
	for (size_t i = 0; i < table->row_count; i++) {
		const struct cell *cell = pdf_cell(table, i, column);
		if (cell->kind != CELL_VALUE || cell->unit == UNIT_NONE)
			continue;
		if (unit != UNIT_NONE && cell->unit != unit)
			return false;
		unit = cell->unit;
	}
	return unit != UNIT_NONE && unit != UNIT_DATE;
}

/* The width of a number from its decimal mark on, or of what follows its last digit. */
static double tail_width(struct pdf *pdf, const struct cell *cell, char mark)
{
	const char *text = cell->text, *tail = NULL;
	if (cell->kind != CELL_VALUE || cell->unit == UNIT_NONE || !pdf_said(text))
		return 0;
	for (const char *at = text; *at; at++) {
		if (*at == mark && isdigit((unsigned char)at[1]))
			tail = at;
		if (isdigit((unsigned char)*at) && (!tail || *tail != mark))
			tail = at + 1;
	}
	return pdf_said(tail) ? pdf_plain_width(pdf, tail, cell_style(cell)) : 0;
}

static void lay_cells(struct pdf *pdf, struct pdf_table_layout *layout)
{
	const struct table *table = layout->table;
	char mark = strncmp(pdf->report->language, "en", 2) == 0 ? '.' : ',';
	for (size_t j = 0; j < table->column_count; j++) {
		bool align = aligns_marks(table, j);
		for (size_t i = 0; i < table->row_count; i++) {
			const struct cell *cell = pdf_cell(table, i, j);
			struct pdf_cell_content *content =
				&layout->contents[i * table->column_count + j];
			double width =
				layout->columns[j].width - (pdf_cell_marked(cell) ? MARK_ROOM : 0);
			if (graphic(cell) || pdf->failed)
				continue;
			if (pdf_said(cell->text))
				content->text = pdf_plain(
					pdf, cell->text, cell_style(cell), width, MOST_LINES);
			if (pdf_said(cell->note))
				content->note =
					pdf_plain(pdf, cell->note, evidence, width, MOST_LINES);
			if (align && content->text && content->text->count == 1) {
				content->tail = tail_width(pdf, cell, mark);
				layout->tails[j] = fmax(layout->tails[j], content->tail);
			}
		}
	}
}

double pdf_cell_text_height(const struct pdf_cell_content *content)
{
	return (content->text ? content->text->height : 0) +
	       (content->note ? content->note->height : 0);
}

/* The height of what is written in the row; a status stands in the middle by itself. */
double pdf_row_text_height(const struct pdf_table_layout *layout, size_t row, bool statuses)
{
	double height = 0;
	for (size_t j = 0; j < layout->table->column_count; j++) {
		bool status = pdf_cell(layout->table, row, j)->kind == CELL_STATUS;
		if (status == statuses)
			height = fmax(height,
				pdf_cell_text_height(
					&layout->contents[row * layout->table->column_count + j]));
	}
	return height;
}

double pdf_row_height(const struct pdf_table_layout *layout, size_t row)
{
	double height = fmax(
		pdf_row_text_height(layout, row, false), pdf_row_text_height(layout, row, true));
	for (size_t j = 0; j < layout->table->column_count; j++) {
		const struct cell *cell = pdf_cell(layout->table, row, j);
		if (cell->kind == CELL_RANGE && cell->range)
			height = fmax(height, RANGE_HEIGHT + 4);
		else if (cell->kind == CELL_SPARKLINE && cell->sparkline)
			height = fmax(height, SPARKLINE_HEIGHT);
	}
	height = fmax(height, pdf_body.leading);
	/* Rows of one line stand closer: the eye needs no help to keep them whole. */
	return height + (height > pdf_body.leading + 0.1 ? 9 : 5.5);
}

struct pdf_table_layout *pdf_table_layout(struct pdf *pdf, const struct table *table)
{
	size_t cells = table->row_count * table->column_count;
	struct pdf_table_layout *layout = arena_alloc(pdf->arena, sizeof *layout);
	layout->table = table;
	layout->columns = ARENA_ARRAY(pdf->arena, struct pdf_column_width, table->column_count);
	layout->titles = ARENA_ARRAY(pdf->arena, struct pdf_paragraph *, table->column_count);
	layout->contents = ARENA_ARRAY(pdf->arena, struct pdf_cell_content, cells);
	layout->tails = ARENA_ARRAY(pdf->arena, double, table->column_count);
	measure_columns(pdf, layout);
	pdf_columns_fit(layout->columns, table->column_count, TEXT_WIDTH,
		table->column_count > 8	  ? 7
		: table->column_count > 6 ? 9
					  : 12);
	lay_cells(pdf, layout);
	double titles = 0;
	for (size_t j = 0; j < table->column_count; j++) {
		if (!pdf_said(table->columns[j].title))
			continue;
		layout->titles[j] = pdf_plain(pdf, table->columns[j].title, pdf_column_title,
			layout->columns[j].width, MOST_TITLE_LINES);
		titles = fmax(titles, layout->titles[j]->height);
	}
	layout->title_height = titles + 6;
	return layout;
}
