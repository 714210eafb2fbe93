#include "render/xlsx/page.h"

#include <math.h>
#include <string.h>

#include "base/strbuf.h"
#include "render/xlsx/chart.h"
#include "render/xlsx/lines.h"
#include "render/xlsx/table.h"

#define TEXT_WIDTH 100.0 /* characters: what A4 landscape takes without being shrunk much */
#define WIDEST_PRINT 130.0
#define LONGEST_PAGE 60 /* rows that can still be read when they are shrunk to a page */
#define ROW_PIXELS 20.0
#define CHARACTER_PIXELS 7.0

/* A sheet while it is filled, from top to bottom. */
struct page {
	const struct book *book;
	struct xlsx_sheet *sheet;
	uint32_t row;	/* the next */
	bool tabular;	/* column A belongs to a table: a text goes over it, cut into lines */
	double measure; /* length of a line, characters */
};

static const struct xlsx_style plain;
static const struct xlsx_style heading_styles[] = {
	{ .bold = true, .size = 14 },
	{ .bold = true, .size = 12 },
	{ .bold = true },
};
static const struct xlsx_style subtitle_style = { .colour = COLOUR_MUTED };
static const struct xlsx_style note_style = { .colour = COLOUR_MUTED, .size = 9 };
static const struct xlsx_style strong_style = { .bold = true };
static const struct xlsx_style callout_style = { .fill = COLOUR_CALLOUT };

/* ---- texts ------------------------------------------------------------------------------------
 */

static const char *flat(const struct page *page, const struct text *text)
{
	struct strbuf whole = STRBUF_INIT;
	for (size_t i = 0; i < text->count; i++)
		strbuf_adds(&whole, text->runs[i].text);
	const char *kept = arena_strdup(page->book->arena, whole.bytes);
	strbuf_release(&whole);
	return kept;
}

static const char *first_link(const struct text *text)
{
	for (size_t i = 0; i < text->count; i++)
		if (text->runs[i].link)
			return text->runs[i].link;
	return NULL;
}

/* A text over the columns, a row for each line. */
static void write_lines(
	struct page *page, const char *text, const char *link, const struct xlsx_style *style)
{
	double size = style->size > 0 ? style->size : 11;
	double length = page->measure * 11 / size * (style->bold ? 0.95 : 1.05);
	while (*text) {
		size_t bytes = lines_first(text, length);
		const char *line = arena_strndup(page->book->arena, text, bytes);
		if (link)
			book_link(page->book, page->sheet, page->row, 0, link, line, style);
		else
			xlsx_text(page->sheet, page->row, 0, line, style);
		page->row++;
		text += bytes;
		while (*text == ' ')
			text++;
	}
}

/* A text that the reader of a column may copy whole: one cell, wrapped. */
static void write_wrapped(struct page *page, const struct text *text, const char *mark,
	const struct xlsx_style *style)
{
	struct xlsx_style wrapped = *style;
	struct xlsx_stretch *stretches =
		ARENA_ARRAY(page->book->arena, struct xlsx_stretch, text->count + 1);
	wrapped.wrap = wrapped.top = true;
	size_t count = 0;
	stretches[count++] = (struct xlsx_stretch){ mark, *style };
	for (size_t i = 0; i < text->count; i++) {
		const struct run *run = &text->runs[i];
		struct xlsx_style look = *style;
		look.bold |= run->emphasis == EMPHASIS_STRONG;
		if (run->emphasis == EMPHASIS_MUTED)
			look.colour = COLOUR_MUTED;
		stretches[count++] = (struct xlsx_stretch){ run->text, look };
	}
	xlsx_stretches(page->sheet, page->row++, 0, stretches, count, &wrapped);
}

static bool one_style(const struct text *text)
{
	for (size_t i = 0; i < text->count; i++)
		if (text->runs[i].emphasis != EMPHASIS_NORMAL)
			return false;
	return true;
}

static void write_text(struct page *page, const struct text *text, const char *mark,
	const struct xlsx_style *style)
{
	const char *words = arena_printf(page->book->arena, "%s%s", mark, flat(page, text));
	const char *link = first_link(text);
	struct xlsx_style wrapped = *style;
	wrapped.wrap = wrapped.top = true;
	if (!*words)
		return;
	if (page->tabular) {
		write_lines(page, words, link, style);
		return;
	}
	size_t lines = lines_count(words, page->measure * (style->bold ? 0.95 : 1));
	if (lines > 1)
		xlsx_height(page->sheet, page->row, lines_height(lines));
	if (link)
		book_link(page->book, page->sheet, page->row++, 0, link, words, &wrapped);
	else if (one_style(text))
		xlsx_text(page->sheet, page->row++, 0, words, &wrapped);
	else
		write_wrapped(page, text, mark, style);
}

static void write_words(struct page *page, const char *words, const struct xlsx_style *style)
{
	const struct run run = { .text = words };
	if (words && *words)
		write_text(page, &(struct text){ &run, 1 }, "", style);
}

/* A heading has air above it, unless it is the first; a long one more rows, but never a taller one.
 */
static void write_heading(struct page *page, const char *words, int level)
{
	const struct xlsx_style *style = &heading_styles[level < 1 ? 0 : level > 3 ? 2 : level - 1];
	if (!*words)
		return;
	if (page->row > 0)
		xlsx_height(page->sheet, page->row, level > 2 ? 22 : 28);
	write_lines(page, words, NULL, style);
}

/* ---- blocks -----------------------------------------------------------------------------------
 */

static void write_notice(struct page *page, const struct notice *notice)
{
	struct strbuf line = STRBUF_INIT;
	if (notice->status_word && *notice->status_word)
		strbuf_addf(&line, "%s: ", notice->status_word);
	strbuf_adds(&line, notice->title ? notice->title : "");
	if (notice->amount && *notice->amount)
		strbuf_addf(&line, " – %s", notice->amount);
	write_words(page, line.bytes, &strong_style);
	write_text(page, &notice->body, "", &plain);
	strbuf_release(&line);
}

static void add_part(struct strbuf *line, const char *before, const char *text)
{
	if (!text || !*text)
		return;
	if (line->length > 0)
		strbuf_adds(line, " · ");
	if (before && *before)
		strbuf_addf(line, "%s ", before);
	strbuf_adds(line, text);
}

static void write_card(struct page *page, const struct card *card)
{
	struct strbuf line = STRBUF_INIT;
	add_part(&line, NULL, card->title);
	add_part(&line, NULL, card->note);
	write_words(page, line.bytes, &strong_style);
	strbuf_clear(&line);
	add_part(&line, NULL, card->value);
	add_part(&line, NULL, card->interval);
	add_part(&line, card->target_word, card->target);
	add_part(&line, NULL, card->status.text);
	add_part(&line, NULL, card->status.note);
	add_part(&line, NULL, card->changes);
	write_words(page, line.bytes, &plain);
	strbuf_release(&line);
}

static const struct chart_plan *plan_of(const struct book *book, const struct chart *chart)
{
	for (size_t i = 0; i < book->chart_count; i++)
		if (book->charts[i].chart == chart)
			return &book->charts[i];
	return NULL;
}

static void write_chart(struct page *page, const struct chart *chart)
{
	const struct chart_plan *plan = plan_of(page->book, chart);
	if (chart_drawable(plan)) {
		double width = fmin(fmax(page->measure * CHARACTER_PIXELS, 560), 900);
		double height = chart->height > 0 ? fmin(fmax(chart->height * 1.8, 300), 480) : 340;
		/* The legend needs lines of its own. */
		height += 8 * (double)plan->count;
		/* Without a title the subtitle is the title of the drawing. */
		if (chart->title && *chart->title)
			write_words(page, chart->subtitle, &subtitle_style);
		chart_draw(page->book, plan, page->sheet, page->row, width, height);
		page->row += (uint32_t)ceil(height / ROW_PIXELS) + 1;
	} else {
		write_words(page, chart->title, &strong_style);
		write_words(page, chart->subtitle, &subtitle_style);
		write_words(page, chart->alternative, &plain);
	}
	write_words(page, chart->axis.start_note, &note_style);
	write_words(page, chart->note, &note_style);
}

static void write_callout(struct page *page, const struct block *block)
{
	struct xlsx_style title = callout_style;
	title.bold = true;
	write_words(page, block->title, &title);
	write_text(page, &block->text, "", &callout_style);
}

static void write_table(struct page *page, const struct table_plan *plan)
{
	write_words(page, plan->table->title, &strong_style);
	page->row = table_write(page->book, plan, page->sheet, page->row);
	write_words(page, plan->table->note, &note_style);
}

/* A block that is no table. */
static void write_content(struct page *page, const struct block *block)
{
	static const struct xlsx_style *const roles[] = {
		[PARAGRAPH_BODY] = &plain,
		[PARAGRAPH_SUBTITLE] = &subtitle_style,
		[PARAGRAPH_NOTE] = &note_style,
	};
	switch (block->kind) {
	case BLOCK_HEADING:
		write_heading(page, flat(page, &block->text), block->level);
		break;
	case BLOCK_PARAGRAPH:
		write_text(page, &block->text, "", roles[block->role]);
		break;
	case BLOCK_LIST:
		for (size_t i = 0; i < block->count; i++)
			write_text(page, &block->items[i], "• ", &plain);
		break;
	case BLOCK_CALLOUT:
		write_callout(page, block);
		break;
	case BLOCK_TABLE:
		break;
	case BLOCK_CHART:
		write_chart(page, block->chart);
		break;
	case BLOCK_CARDS:
		for (size_t i = 0; i < block->count; i++)
			write_card(page, &block->cards[i]);
		break;
	case BLOCK_NOTICES:
		for (size_t i = 0; i < block->count; i++)
			write_notice(page, &block->notices[i]);
		break;
	}
}

/* ---- pages ------------------------------------------------------------------------------------
 */

/* The plans of the tables of a section, by block; NULL elsewhere. Sets the widths that fit them
 * all. */
static struct table_plan **plan_tables(struct page *page, const struct section *section)
{
	const struct book *book = page->book;
	struct table_plan **plans = ARENA_ARRAY(book->arena, struct table_plan *, section->count);
	double *widths = NULL, total = 0;
	size_t count = 0, capacity = 0;
	for (size_t i = 0; i < section->count; i++) {
		if (section->blocks[i].kind != BLOCK_TABLE)
			continue;
		page->tabular = true;
		plans[i] = table_plan(book, section->blocks[i].table);
		for (size_t j = 0; j < plans[i]->count; j++) {
			if (j == count) {
				widths = arena_grow(
					book->arena, widths, count, &capacity, sizeof *widths);
				widths[count++] = 0;
			}
			widths[j] = fmax(widths[j], table_width(plans[i], j));
		}
	}
	for (size_t i = 0; i < count; i++) {
		total += widths[i];
		xlsx_width(page->sheet, (uint32_t)i, widths[i]);
	}
	page->measure = fmin(fmax(total, TEXT_WIDTH), fmax(TEXT_WIDTH, WIDEST_PRINT));
	if (count == 0)
		xlsx_width(page->sheet, 0, TEXT_WIDTH);
	return plans;
}

static bool is_title(const struct block *block)
{
	return (block->kind == BLOCK_HEADING && block->level <= 1) ||
	       (block->kind == BLOCK_PARAGRAPH && block->role == PARAGRAPH_SUBTITLE);
}

/* Writes the heading and subtitle that a section begins with; returns how many blocks they are. */
static size_t write_title(struct page *page, const struct section *section)
{
	size_t count = 0;
	if (section->count == 0 || section->blocks[0].kind != BLOCK_HEADING)
		write_heading(page, section->title ? section->title : section->id, 1);
	while (count < section->count && is_title(&section->blocks[count]))
		write_content(page, &section->blocks[count++]);
	return count;
}

/* Keeps everything above the next row in view and prints the last row of it on every page. */
static void keep_headers(struct page *page, bool first_column)
{
	if (page->row == 0)
		return;
	xlsx_freeze(page->sheet, page->row, first_column);
	xlsx_repeat(page->sheet, page->row - 1);
}

static void write_first_table(struct page *page, const struct table_plan *plan, bool subtitled)
{
	const struct table *table = plan->table;
	double total = 0;
	for (size_t i = 0; i < plan->count; i++)
		total += table_width(plan, i);
	write_words(page, table->title, &strong_style);
	if (!subtitled)
		write_words(page, table->summary, &subtitle_style);
	uint32_t header = page->row;
	page->row++;
	/* A table that is wider than a screen keeps its first column in view too. */
	keep_headers(page, table->row_headers && total > WIDEST_PRINT);
	page->row = table_write(page->book, plan, page->sheet, header);
	write_words(page, table->note, &note_style);
}

void page_write(const struct book *book, size_t index)
{
	const struct section *section = &book->report->sections[index];
	struct page page = { .book = book, .sheet = book->sheets[index] };
	struct table_plan **plans = plan_tables(&page, section);
	bool charted = false;
	size_t first = 0, begin = write_title(&page, section);
	bool subtitled = begin > 0 && section->blocks[begin - 1].kind == BLOCK_PARAGRAPH;
	while (first < section->count && !plans[first])
		first++;
	if (first < section->count)
		write_first_table(&page, plans[first], subtitled);
	else
		keep_headers(&page, false);
	for (size_t i = begin; i < section->count; i++) {
		if (!plans[i])
			write_content(&page, &section->blocks[i]);
		else if (i != first)
			write_table(&page, plans[i]);
		charted |= section->blocks[i].kind == BLOCK_CHART;
	}
	/* A chart is not to be torn apart by the end of a page. */
	if (charted && page.row <= LONGEST_PAGE)
		xlsx_single_page(page.sheet);
}

void page_write_data(struct book *book, const struct section *section, const struct table *table)
{
	struct page page = { .book = book, .sheet = book->data, .tabular = true };
	const struct table_plan *plan = table_plan(book, table);
	for (size_t i = 0; i < plan->count; i++)
		xlsx_width(page.sheet, (uint32_t)i, table_width(plan, i));
	page.measure = TEXT_WIDTH;
	if (section) {
		write_title(&page, section);
	} else {
		write_heading(&page, book->words->data_sheet, 1);
		write_words(&page, book->words->data_subtitle, &subtitle_style);
	}
	book->data_row = page.row + 1;
	write_first_table(&page, plan, true);
}
