#include "render/pdf/table.h"

#include "render/pdf/figures.h"
#include "render/pdf/headings.h"
#include "render/pdf/marks.h"
#include "render/pdf/object.h"
#include "render/pdf/table_layout.h"
#include "render/pdf/tags.h"
#include "render/pdf/text.h"

/* ---- drawing ----------------------------------------------------------------------------------
 */

static void draw_titles(
	struct pdf *pdf, struct pdf_table_layout *layout, double y, struct pdf_element *row)
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

static void title_rule(struct pdf *pdf, const struct pdf_table_layout *layout, double y)
{
	double at = y + layout->title_height - 0.5;
	pdf_rule(pdf, MARGIN, at, MARGIN + TEXT_WIDTH, at, COLOUR_BLACK, 0.6);
}

static void repeat_titles(struct pdf *pdf, void *content, double y)
{
	struct pdf_table_layout *layout = content;
	pdf_artifact(pdf, ARTIFACT_REPEATED);
	draw_titles(pdf, layout, y, NULL);
	title_rule(pdf, layout, y);
	pdf_unmark(pdf);
}

static void draw_header(struct pdf *pdf, const struct pdf_part *part)
{
	struct pdf_table_layout *layout = part->content;
	layout->element = pdf_element(pdf, pdf->section, "Table");
	if (pdf_said(layout->table->summary)) {
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

static void draw_mark(struct pdf *pdf, const struct cell *cell, double x, double y)
{
	if (!pdf_cell_marked(cell) || (cell->kind == CELL_TREND && cell->trend == TREND_NONE))
		return;
	pdf_artifact(pdf, ARTIFACT_LAYOUT);
	if (cell->kind == CELL_STATUS)
		pdf_status_mark(pdf, cell->status, x + 6, y);
	else
		pdf_trend_mark(pdf, cell->trend, x + 5, y);
	pdf_unmark(pdf);
}

/* top is where the first line of the row's text begins. */
static void draw_text(struct pdf *pdf, const struct pdf_table_layout *layout, size_t row,
	size_t column, struct pdf_element *element, double top, double middle)
{
	const struct cell *cell = pdf_cell(layout->table, row, column);
	const struct pdf_cell_content *content =
		&layout->contents[row * layout->table->column_count + column];
	double x = MARGIN + layout->columns[column].x, width = layout->columns[column].width;
	enum align align = layout->table->columns[column].align;
	if (cell->kind == CELL_STATUS)
		top = middle - pdf_cell_text_height(content) / 2;
	if (pdf_cell_marked(cell)) {
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
	struct pdf_table_layout *layout = part->content;
	const struct table *table = layout->table;
	size_t row = part->index;
	double middle = part->y + part->height / 2;
	double top = middle - pdf_row_text_height(layout, row, false) / 2;
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
		const struct cell *cell = pdf_cell(table, row, j);
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
	struct pdf_table_layout *layout = pdf_table_layout(pdf, table);
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
		part->height = pdf_row_height(layout, i);
		part->give = 3;
		part->draw = draw_row;
		part->content = layout;
		part->index = i;
		part->repeat = &layout->repeat;
		/* The header with the first two rows, and the totals with a row. */
		part->keep = (i == 0 && table->row_count > 1) ||
			     (i + 1 + table->total_rows >= table->row_count &&
				     (i + 1 < table->row_count || pdf_said(table->note)));
	}
	pdf_exhibit_note(pdf, column, table->note);
}
