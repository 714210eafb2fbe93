#include "render/pdf/table.h"

#include <ctype.h>
#include <math.h>
#include <string.h>

#include "render/pdf/columns.h"
#include "render/pdf/headings.h"
#include "render/pdf/marks.h"
#include "render/pdf/object.h"
#include "render/pdf/tags.h"
#include "render/pdf/text.h"

#define MOST_LINES 12 /* of a cell */
#define MOST_TITLE_LINES 3
#define MARK_ROOM 15.0 /* from the left of a mark to its word */
#define RANGE_HEIGHT 11.0
#define SPARKLINE_HEIGHT 20.0

static const struct pdf_style evidence = { FACE_REGULAR, 7.3, 9, COLOUR_MUTED };
static const struct pdf_style status_word = { FACE_SEMIBOLD, 8, 10, COLOUR_BLACK };

/* A cell, laid out; NULL for what it has not. */
struct content {
	struct pdf_paragraph *text, *note;
	double tail; /* width of what stands from the decimal mark on */
};

struct layout {
	const struct table *table;
	struct pdf_column_width *columns;
	struct pdf_paragraph **titles;
	struct content *contents; /* row by row */
	double *tails;		  /* of each column: the widest; 0 where marks are not aligned */
	double title_height;
	struct pdf_repeat repeat;
	struct pdf_element *element, *body;
};

static const struct cell *cell_at(const struct table *table, size_t row, size_t column)
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

static bool marked(const struct cell *cell)
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

static const char *said(const char *text)
{
	return text && text[0] ? text : NULL;
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
	if (!said(text))
		return;
	struct run run = { .text = text };
	double least;
	double natural = pdf_natural_width(pdf, (struct text){ &run, 1 }, style, &least);
	if (value && natural < LONGEST_VALUE)
		least = natural;
	widen(column, fmin(natural, TEXT_WIDTH * 0.5) + indent, least + indent);
}

static void measure_columns(struct pdf *pdf, struct layout *layout)
{
	const struct table *table = layout->table;
	for (size_t j = 0; j < table->column_count; j++) {
		struct pdf_column_width *column = &layout->columns[j];
		column->weight =
			isfinite(table->columns[j].weight) ? fmax(table->columns[j].weight, 0) : 0;
		for (size_t i = 0; i < table->row_count; i++) {
			const struct cell *cell = cell_at(table, i, j);
			if (cell->kind == CELL_RANGE && cell->range) {
				widen(column, 84, 50);
				column->spare = 26;
			} else if (cell->kind == CELL_SPARKLINE && cell->sparkline) {
				widen(column, 48, 34);
				column->spare = 10;
			} else {
				double indent = marked(cell) ? MARK_ROOM : 0;
				bool value = cell->kind == CELL_VALUE;
				measure_text(
					pdf, column, cell->text, cell_style(cell), indent, value);
				measure_text(pdf, column, cell->note, evidence, indent, value);
			}
		}
		/* A title may be broken, but does not ask for more lines than it must. */
		struct run run = { .text = table->columns[j].title };
		if (said(run.text)) {
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
		const struct cell *cell = cell_at(table, i, column);
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
	if (cell->kind != CELL_VALUE || cell->unit == UNIT_NONE || !said(text))
		return 0;
	for (const char *at = text; *at; at++) {
		if (*at == mark && isdigit((unsigned char)at[1]))
			tail = at;
		if (isdigit((unsigned char)*at) && (!tail || *tail != mark))
			tail = at + 1;
	}
	return said(tail) ? pdf_plain_width(pdf, tail, cell_style(cell)) : 0;
}

static void lay_cells(struct pdf *pdf, struct layout *layout)
{
	const struct table *table = layout->table;
	char mark = strncmp(pdf->report->language, "en", 2) == 0 ? '.' : ',';
	for (size_t j = 0; j < table->column_count; j++) {
		bool align = aligns_marks(table, j);
		for (size_t i = 0; i < table->row_count; i++) {
			const struct cell *cell = cell_at(table, i, j);
			struct content *content = &layout->contents[i * table->column_count + j];
			double width = layout->columns[j].width - (marked(cell) ? MARK_ROOM : 0);
			if (graphic(cell) || pdf->failed)
				continue;
			if (said(cell->text))
				content->text = pdf_plain(
					pdf, cell->text, cell_style(cell), width, MOST_LINES);
			if (said(cell->note))
				content->note =
					pdf_plain(pdf, cell->note, evidence, width, MOST_LINES);
			if (align && content->text && content->text->count == 1) {
				content->tail = tail_width(pdf, cell, mark);
				layout->tails[j] = fmax(layout->tails[j], content->tail);
			}
		}
	}
}

static double text_height(const struct content *content)
{
	return (content->text ? content->text->height : 0) +
	       (content->note ? content->note->height : 0);
}

/* The height of what is written in the row; a status stands in the middle by itself. */
static double row_text_height(const struct layout *layout, size_t row, bool statuses)
{
	double height = 0;
	for (size_t j = 0; j < layout->table->column_count; j++) {
		bool status = cell_at(layout->table, row, j)->kind == CELL_STATUS;
		if (status == statuses)
			height = fmax(height,
				text_height(
					&layout->contents[row * layout->table->column_count + j]));
	}
	return height;
}

static double row_height(const struct layout *layout, size_t row)
{
	double height =
		fmax(row_text_height(layout, row, false), row_text_height(layout, row, true));
	for (size_t j = 0; j < layout->table->column_count; j++) {
		const struct cell *cell = cell_at(layout->table, row, j);
		if (cell->kind == CELL_RANGE && cell->range)
			height = fmax(height, RANGE_HEIGHT + 4);
		else if (cell->kind == CELL_SPARKLINE && cell->sparkline)
			height = fmax(height, SPARKLINE_HEIGHT);
	}
	height = fmax(height, pdf_body.leading);
	/* Rows of one line stand closer: the eye needs no help to keep them whole. */
	return height + (height > pdf_body.leading + 0.1 ? 9 : 5.5);
}

/* ---- drawing ----------------------------------------------------------------------------------
 */

static void draw_titles(struct pdf *pdf, struct layout *layout, double y, struct pdf_element *row)
{
	for (size_t j = 0; j < layout->table->column_count; j++) {
		const struct pdf_column_width *column = &layout->columns[j];
		struct pdf_element *header = NULL;
		if (row) {
			header = pdf_element(pdf, row, "TH");
			pdf_element_entries(header, "/A<</O/Table/Scope/Column>>");
		}
		const struct pdf_paragraph *title = layout->titles[j];
		if (title)
			pdf_draw_paragraph(pdf, title, MARGIN + column->x,
				y + layout->title_height - 4 - title->height, column->width,
				layout->table->columns[j].align, header);
	}
}

static void title_rule(struct pdf *pdf, const struct layout *layout, double y)
{
	double at = y + layout->title_height - 0.5;
	pdf_rule(pdf, MARGIN, at, MARGIN + TEXT_WIDTH, at, COLOUR_BLACK, 0.6);
}

static void repeat_titles(struct pdf *pdf, void *content, double y)
{
	struct layout *layout = content;
	pdf_artifact(pdf, ARTIFACT_REPEATED);
	draw_titles(pdf, layout, y, NULL);
	title_rule(pdf, layout, y);
	pdf_unmark(pdf);
}

static void draw_header(struct pdf *pdf, const struct pdf_part *part)
{
	struct layout *layout = part->content;
	layout->element = pdf_element(pdf, pdf->section, "Table");
	if (said(layout->table->summary)) {
		struct strbuf entries = STRBUF_INIT;
		strbuf_adds(&entries, "/A<</O/Table/Summary");
		pdf_add_text(&entries, layout->table->summary);
		strbuf_adds(&entries, ">>");
		pdf_element_entries(layout->element, pdf_keep(pdf, &entries));
	}
	struct pdf_element *head = pdf_element(pdf, layout->element, "THead");
	draw_titles(pdf, layout, part->y, pdf_element(pdf, head, "TR"));
	layout->body = pdf_element(pdf, layout->element, "TBody");
	pdf_artifact(pdf, ARTIFACT_LAYOUT);
	title_rule(pdf, layout, part->y);
	pdf_unmark(pdf);
}

static struct pdf_element *figure(struct pdf *pdf, struct pdf_element *parent,
	const char *alternative, double x, double y, double width, double height)
{
	if (!said(alternative)) {
		pdf_artifact(pdf, ARTIFACT_LAYOUT);
		return NULL;
	}
	struct pdf_element *element = pdf_element(pdf, parent, "Figure");
	pdf_element_alternative(element, alternative);
	pdf_element_place(pdf, element, x, y, width, height);
	pdf_mark(pdf, element);
	return element;
}

void pdf_range_figure(struct pdf *pdf, struct pdf_element *parent,
	const struct range_graphic *range, double x, double y, double width, double height)
{
	if (said(range->instead)) {
		pdf_artifact(pdf, ARTIFACT_LAYOUT);
		pdf_dash(pdf, 2.5);
		pdf_rectangle(pdf, x + 0.3, y - 1, width - 0.6, height + 2);
		pdf_stroke(pdf, COLOUR_MUTED, 0.6);
		pdf_dash(pdf, 0);
		pdf_unmark(pdf);
		pdf_mark(pdf, parent);
		pdf_range_instead(pdf, range->instead, x, y, width, height);
	} else {
		figure(pdf, parent, range->alternative, x, y - 2.2, width, height + 4.4);
		pdf_range(pdf, range, x, y, width, height);
	}
	pdf_unmark(pdf);
}

void pdf_sparkline_figure(struct pdf *pdf, struct pdf_element *parent,
	const struct sparkline *sparkline, double x, double y, double width, double height)
{
	if (sparkline->count == 0)
		return;
	figure(pdf, parent, sparkline->alternative, x, y, width, height);
	pdf_sparkline(pdf, sparkline, x, y, width, height);
	pdf_unmark(pdf);
}

static void draw_mark(struct pdf *pdf, const struct cell *cell, double x, double y)
{
	if (!marked(cell) || (cell->kind == CELL_TREND && cell->trend == TREND_NONE))
		return;
	pdf_artifact(pdf, ARTIFACT_LAYOUT);
	if (cell->kind == CELL_STATUS)
		pdf_status_mark(pdf, cell->status, x + 6, y);
	else
		pdf_trend_mark(pdf, cell->trend, x + 5, y);
	pdf_unmark(pdf);
}

/* top is where the first line of the row's text begins. */
static void draw_text(struct pdf *pdf, const struct layout *layout, size_t row, size_t column,
	struct pdf_element *element, double top, double middle)
{
	const struct cell *cell = cell_at(layout->table, row, column);
	const struct content *content =
		&layout->contents[row * layout->table->column_count + column];
	double x = MARGIN + layout->columns[column].x, width = layout->columns[column].width;
	enum align align = layout->table->columns[column].align;
	if (cell->kind == CELL_STATUS)
		top = middle - text_height(content) / 2;
	if (marked(cell)) {
		draw_mark(pdf, cell, x,
			cell->kind == CELL_STATUS ? middle : top + pdf_body.leading / 2);
		x += MARK_ROOM;
		width -= MARK_ROOM;
		align = ALIGN_LEFT;
	}
	if (!content->text && !content->note)
		return;
	if (content->text) {
		double inset = 0;
		if (content->text->count == 1 && align == ALIGN_RIGHT && cell->kind == CELL_VALUE &&
			cell->unit != UNIT_NONE)
			inset = layout->tails[column] - content->tail;
		/* A larger value stands on the baseline of the others. */
		double drop = cell->kind == CELL_STATUS
				      ? 0
				      : pdf_baseline(pdf_body) - pdf_baseline(content->text->style);
		pdf_draw_paragraph(
			pdf, content->text, x, top + drop, width - inset, align, element);
		top += content->text->height;
	}
	if (content->note)
		pdf_draw_paragraph(pdf, content->note, x, top, width, align, element);
}

static void draw_row(struct pdf *pdf, const struct pdf_part *part)
{
	struct layout *layout = part->content;
	const struct table *table = layout->table;
	size_t row = part->index;
	double middle = part->y + part->height / 2;
	double top = middle - row_text_height(layout, row, false) / 2;
	bool first_total = table->total_rows > 0 && row + table->total_rows == table->row_count;
	pdf_artifact(pdf, ARTIFACT_LAYOUT);
	if (first_total)
		pdf_rule(pdf, MARGIN, part->y, MARGIN + TEXT_WIDTH, part->y, COLOUR_BLACK, 0.6);
	pdf_rule(pdf, MARGIN, part->y + part->height, MARGIN + TEXT_WIDTH, part->y + part->height,
		COLOUR_RULE, 0.5);
	pdf_unmark(pdf);

	struct pdf_element *line = pdf_element(pdf, layout->body, "TR");
	for (size_t j = 0; j < table->column_count; j++) {
		bool header = table->row_headers && j == 0;
		struct pdf_element *element = pdf_element(pdf, line, header ? "TH" : "TD");
		if (header)
			pdf_element_entries(element, "/A<</O/Table/Scope/Row>>");
		const struct cell *cell = cell_at(table, row, j);
		double x = MARGIN + layout->columns[j].x, width = layout->columns[j].width;
		if (cell->kind == CELL_RANGE && cell->range)
			pdf_range_figure(pdf, element, cell->range, x, middle - RANGE_HEIGHT / 2,
				width, RANGE_HEIGHT);
		else if (cell->kind == CELL_SPARKLINE && cell->sparkline)
			pdf_sparkline_figure(pdf, element, cell->sparkline, x,
				middle - SPARKLINE_HEIGHT / 2, width, SPARKLINE_HEIGHT);
		else
			draw_text(pdf, layout, row, j, element, top, middle);
	}
}

void pdf_table_parts(struct pdf *pdf, struct pdf_column *column, const struct table *table)
{
	if (table->row_count == 0 || table->column_count == 0)
		return;
	size_t cells = table->row_count * table->column_count;
	struct layout *layout = arena_alloc(pdf->arena, sizeof *layout);
	layout->table = table;
	layout->columns = ARENA_ARRAY(pdf->arena, struct pdf_column_width, table->column_count);
	layout->titles = ARENA_ARRAY(pdf->arena, struct pdf_paragraph *, table->column_count);
	layout->contents = ARENA_ARRAY(pdf->arena, struct content, cells);
	layout->tails = ARENA_ARRAY(pdf->arena, double, table->column_count);
	measure_columns(pdf, layout);
	pdf_columns_fit(layout->columns, table->column_count, TEXT_WIDTH,
		table->column_count > 8	  ? 7
		: table->column_count > 6 ? 9
					  : 12);
	lay_cells(pdf, layout);
	double titles = 0;
	for (size_t j = 0; j < table->column_count; j++) {
		if (!said(table->columns[j].title))
			continue;
		layout->titles[j] = pdf_plain(pdf, table->columns[j].title, pdf_column_title,
			layout->columns[j].width, MOST_TITLE_LINES);
		titles = fmax(titles, layout->titles[j]->height);
	}
	layout->title_height = titles + 6;
	layout->repeat = (struct pdf_repeat){ layout->title_height, repeat_titles, layout };

	pdf_exhibit_title(pdf, column, table->title, NULL);
	struct pdf_part *part = pdf_part_add(pdf, column);
	part->space = 4;
	part->height = layout->title_height;
	part->keep = true;
	part->draw = draw_header;
	part->content = layout;
	for (size_t i = 0; i < table->row_count; i++) {
		part = pdf_part_add(pdf, column);
		part->height = row_height(layout, i);
		part->give = 3;
		part->draw = draw_row;
		part->content = layout;
		part->index = i;
		part->repeat = &layout->repeat;
		/* The header with the first two rows, and the totals with a row. */
		part->keep = (i == 0 && table->row_count > 1) ||
			     (i + 1 + table->total_rows >= table->row_count &&
				     (i + 1 < table->row_count || said(table->note)));
	}
	pdf_exhibit_note(pdf, column, table->note);
}
