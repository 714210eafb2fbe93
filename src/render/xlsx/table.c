#include "render/xlsx/table.h"

#include <math.h>
#include <string.h>

#include "base/strbuf.h"
#include "base/utf8.h"
#include "render/xlsx/lines.h"
#include "render/xlsx/number.h"

#define WIDEST_TEXT 44.0 /* a longer text gets more lines */
#define FILTER_BUTTON 3.0
#define BOLD 1.1    /* how much wider letters may be */
#define PADDING 2.0 /* of a cell, with an indent */

enum part { PART_VALUE, PART_NOTE, PART_FLAGS };

struct table_column {
	enum part part;
	size_t source; /* column of the report's table; not for flags */
	const char *title;
	bool numeric;
	bool bold; /* some cell is */
	double width;
};

static const struct cell *cell_at(const struct table *table, size_t row, size_t column)
{
	return &table->cells[row * table->column_count + column];
}

static bool cell_number(const struct book *book, const struct cell *cell, struct number *number)
{
	return cell->kind == CELL_VALUE && number_of(book->report, cell->unit, cell->value,
						   cell->number_format, number, book->arena);
}

static bool column_numeric(const struct book *book, const struct table *table, size_t column)
{
	struct number number;
	for (size_t row = 0; row < table->row_count; row++)
		if (cell_number(book, cell_at(table, row, column), &number))
			return true;
	return false;
}

static bool column_graphic(const struct table *table, size_t column)
{
	for (size_t row = 0; row < table->row_count; row++) {
		enum cell_kind kind = cell_at(table, row, column)->kind;
		if (kind != CELL_RANGE && kind != CELL_SPARKLINE)
			return false;
	}
	return table->row_count > 0;
}

static bool column_noted(const struct table *table, size_t column)
{
	for (size_t row = 0; row < table->row_count; row++) {
		const char *note = cell_at(table, row, column)->note;
		if (note && *note)
			return true;
	}
	return false;
}

static bool column_bold(const struct table *table, size_t column)
{
	for (size_t row = 0; row < table->row_count; row++)
		if (cell_at(table, row, column)->emphasis == EMPHASIS_STRONG)
			return true;
	return table->row_headers && column == 0;
}

static bool column_flags(const struct table *table, size_t column)
{
	return strcmp(table->columns[column].id, "flag") == 0;
}

/* What a row has to say instead of numbers: "[x]", or "Utfall [x], Mål [z]" in a table of several.
 */
static const char *row_flags(const struct book *book, const struct table_plan *plan, size_t row)
{
	struct strbuf flags = STRBUF_INIT;
	size_t numeric = 0;
	for (size_t i = 0; i < plan->count; i++)
		numeric += plan->columns[i].numeric;
	for (size_t i = 0; i < plan->count; i++) {
		const struct table_column *column = &plan->columns[i];
		struct number number;
		if (!column->numeric)
			continue;
		const struct cell *cell = cell_at(plan->table, row, column->source);
		if (cell_number(book, cell, &number) || !cell->text || !*cell->text)
			continue;
		if (flags.length > 0)
			strbuf_adds(&flags, ", ");
		if (numeric > 1)
			strbuf_addf(&flags, "%s ", column->title);
		strbuf_adds(&flags, cell->text);
	}
	const char *text = arena_strdup(book->arena, flags.bytes);
	strbuf_release(&flags);
	return text;
}

/* The words of a cell that is not a number; "" for nothing. */
static const char *part_text(const struct book *book, const struct table_plan *plan, size_t row,
	const struct table_column *column)
{
	if (column->part == PART_FLAGS)
		return row_flags(book, plan, row);
	const struct cell *cell = cell_at(plan->table, row, column->source);
	const char *text = column->part == PART_NOTE ? cell->note : cell->text;
	return text && !column->numeric ? text : "";
}

static void add_column(
	struct table_plan *plan, enum part part, size_t source, const char *title, bool numeric)
{
	bool value = part == PART_VALUE;
	plan->columns[plan->count++] = (struct table_column){
		.part = part,
		.source = source,
		.title = title,
		.numeric = numeric,
		.bold = plan->table->total_rows > 0 || (value && column_bold(plan->table, source)),
	};
}

static bool needs_flags(const struct book *book, const struct table_plan *plan)
{
	for (size_t i = 0; i < plan->table->column_count; i++)
		if (column_flags(plan->table, i))
			return false;
	for (size_t row = 0; row < plan->table->row_count; row++)
		if (*row_flags(book, plan, row))
			return true;
	return false;
}

static double longest_word(const char *text)
{
	size_t longest = 0, length = 0;
	for (const char *stop = text + strlen(text); text < stop;) {
		length = utf8_next(&text, stop) == ' ' ? 0 : length + 1;
		if (length > longest)
			longest = length;
	}
	return (double)longest;
}

static double header_width(const char *title)
{
	double length = (double)utf8_length(title);
	return (length <= 12 ? length : fmax(longest_word(title), 12)) + FILTER_BUTTON;
}

static double letter_width(const struct table_column *column)
{
	return column->bold ? BOLD : 1;
}

static void measure(const struct book *book, struct table_plan *plan, struct table_column *column)
{
	column->width = fmin(header_width(column->title), WIDEST_TEXT);
	for (size_t row = 0; row < plan->table->row_count; row++) {
		struct number number;
		if (column->numeric &&
			cell_number(book, cell_at(plan->table, row, column->source), &number)) {
			column->width =
				fmax(column->width, letter_width(column) * number.width + PADDING);
			continue;
		}
		double width = letter_width(column) *
				       (double)utf8_length(part_text(book, plan, row, column)) +
			       PADDING;
		if (width > WIDEST_TEXT)
			plan->wraps = true;
		column->width = fmax(column->width, fmin(width, WIDEST_TEXT));
	}
}

struct table_plan *table_plan(const struct book *book, const struct table *table)
{
	struct table_plan *plan = arena_alloc(book->arena, sizeof *plan);
	plan->table = table;
	plan->columns = ARENA_ARRAY(book->arena, struct table_column, 2 * table->column_count + 1);
	for (size_t i = 0; i < table->column_count; i++) {
		const char *title = table->columns[i].title;
		if (!column_graphic(table, i))
			add_column(plan, PART_VALUE, i, title, column_numeric(book, table, i));
		if (column_noted(table, i))
			add_column(plan, PART_NOTE, i,
				arena_printf(book->arena, "%s (%s)", title, book->words->note),
				false);
	}
	if (needs_flags(book, plan))
		add_column(plan, PART_FLAGS, 0, book->words->flag, false);
	for (size_t i = 0; i < plan->count; i++)
		measure(book, plan, &plan->columns[i]);
	return plan;
}

double table_width(const struct table_plan *plan, size_t column)
{
	return plan->columns[column].width;
}

/* A shade behind the word of a status, which stays readable without it. */
static uint32_t status_fill(enum status status)
{
	switch (status) {
	case STATUS_ACHIEVED:
		return 0xCFE4F2;
	case STATUS_ON_TRACK:
		return 0xEAF4FA;
	case STATUS_AT_RISK:
		return 0xE6E6E6;
	case STATUS_MISSED:
		return 0xF8D9C0;
	case STATUS_INSUFFICIENT:
	case STATUS_MISSING:
	case STATUS_NONE:
		break;
	}
	return 0;
}

static void write_cell(const struct book *book, const struct table_plan *plan,
	const struct table_column *column, size_t row, struct xlsx_sheet *sheet, uint32_t at)
{
	const struct table *table = plan->table;
	uint32_t place = (uint32_t)(column - plan->columns);
	const struct cell *cell =
		column->part == PART_FLAGS ? NULL : cell_at(table, row, column->source);
	struct xlsx_style style = { .top = plan->wraps };
	struct number number;

	if (row + table->total_rows >= table->row_count) {
		style.bold = true;
		style.above = row + table->total_rows == table->row_count;
	}
	if (column->part == PART_VALUE) {
		style.bold |= cell->emphasis == EMPHASIS_STRONG ||
			      (table->row_headers && column->source == 0);
		style.colour = cell->emphasis == EMPHASIS_MUTED ? COLOUR_MUTED : 0;
		style.fill = cell->kind == CELL_STATUS ? status_fill(cell->status) : 0;
	} else {
		style.colour = COLOUR_MUTED;
	}
	if (column->numeric && cell_number(book, cell, &number)) {
		style.number_format = number.format;
		xlsx_number(sheet, at, place, number.value, &style);
		return;
	}
	const char *text = part_text(book, plan, row, column);
	style.wrap = plan->wraps;
	style.indented = place > 0 && plan->columns[place - 1].numeric && !column->numeric;
	style.right = cell && table->columns[column->source].align == ALIGN_RIGHT &&
		      column->part == PART_VALUE;
	if (!*text)
		xlsx_blank(sheet, at, place, &style);
	else if (cell && cell->link && column->part == PART_VALUE)
		book_link(book, sheet, at, place, cell->link, text, &style);
	else
		xlsx_text(sheet, at, place, text, &style);
}

/* A row is as high as its longest text needs, of letters that may be bold. */
static void set_height(const struct book *book, const struct table_plan *plan, size_t row,
	struct xlsx_sheet *sheet, uint32_t at)
{
	size_t most = 1;
	for (size_t i = 0; plan->wraps && i < plan->count; i++) {
		const struct table_column *column = &plan->columns[i];
		size_t lines = lines_count(part_text(book, plan, row, column),
			(column->width - PADDING) / letter_width(column));
		if (lines > most)
			most = lines;
	}
	if (most > 1)
		xlsx_height(sheet, at, lines_height(most));
}

uint32_t table_write(const struct book *book, const struct table_plan *plan,
	struct xlsx_sheet *sheet, uint32_t row)
{
	static const struct xlsx_style header = {
		.bold = true, .wrap = true, .below = true, .fill = COLOUR_HEADER
	};
	const struct table *table = plan->table;
	const char **headers = ARENA_ARRAY(book->arena, const char *, plan->count);
	size_t body = table->row_count - table->total_rows;
	size_t lines = 1;
	for (size_t i = 0; i < plan->count; i++) {
		const struct table_column *column = &plan->columns[i];
		headers[i] = column->title;
		size_t own = lines_count(column->title, column->width - FILTER_BUTTON);
		if (own > lines)
			lines = own;
	}
	if (lines > 1)
		xlsx_height(sheet, row, lines_height(lines));
	/* A worksheet table must have a row; without one the headers are plain cells. */
	if (plan->count > 0 && body > 0)
		xlsx_table(sheet, table->id, row, (uint32_t)body, headers, plan->count,
			table->row_headers, &header);
	else
		for (size_t i = 0; i < plan->count; i++)
			xlsx_text(sheet, row, (uint32_t)i, headers[i], &header);
	for (size_t i = 0; i < table->row_count; i++) {
		uint32_t at = row + 1 + (uint32_t)i;
		set_height(book, plan, i, sheet, at);
		for (size_t j = 0; j < plan->count; j++)
			write_cell(book, plan, &plan->columns[j], i, sheet, at);
	}
	return row + 1 + (uint32_t)table->row_count;
}
