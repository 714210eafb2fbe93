#include "render/pdf/blocks.h"

#include "render/pdf/chart.h"
#include "render/pdf/headings.h"
#include "render/pdf/table.h"
#include "render/pdf/tags.h"
#include "render/pdf/text.h"

#define CALLOUT_PADDING 8.5
#define CALLOUT_LINES 40
#define BULLET_INDENT 12.0
#define ITEM_LINES 50

/* ---- lists ------------------------------------------------------------------------------------
 */

struct list {
	struct pdf_paragraph **items;
	struct pdf_element *element;
};

static void draw_item(struct pdf *pdf, const struct pdf_part *part)
{
	struct list *list = part->content;
	if (!list->element) {
		list->element = pdf_element(pdf, pdf->section, "L");
		pdf_element_entries(list->element, "/A<</O/List/ListNumbering/Disc>>");
	}
	struct pdf_element *item = pdf_element(pdf, list->element, "LI");
	pdf_mark(pdf, pdf_element(pdf, item, "Lbl"));
	pdf_label(pdf, "\xE2\x80\xA2", pdf_body, MARGIN + 2, part->y + pdf_baseline(pdf_body),
		BULLET_INDENT, ALIGN_LEFT);
	pdf_unmark(pdf);
	pdf_draw_paragraph(pdf, list->items[part->index], MARGIN + BULLET_INDENT, part->y,
		TEXT_WIDTH - BULLET_INDENT, ALIGN_LEFT, pdf_element(pdf, item, "LBody"));
}

static void list_parts(struct pdf *pdf, struct pdf_column *column, const struct block *block)
{
	struct list *list = arena_alloc(pdf->arena, sizeof *list);
	list->items = ARENA_ARRAY(pdf->arena, struct pdf_paragraph *, block->count);
	bool first = true;
	for (size_t i = 0; i < block->count; i++) {
		list->items[i] = pdf_paragraph(pdf, block->items[i], pdf_body,
			TEXT_WIDTH - BULLET_INDENT, ITEM_LINES, BREAK_GREEDY);
		if (list->items[i]->count == 0)
			continue;
		struct pdf_part *part = pdf_part_add(pdf, column);
		part->space = first ? 4 : 2;
		part->height = list->items[i]->height;
		part->draw = draw_item;
		part->content = list;
		part->index = i;
		first = false;
	}
}

/* ---- callout ----------------------------------------------------------------------------------
 */

struct callout {
	struct pdf_paragraph *title, *text;
};

static void draw_callout(struct pdf *pdf, const struct pdf_part *part)
{
	const struct callout *callout = part->content;
	double x = MARGIN + CALLOUT_PADDING, y = part->y + CALLOUT_PADDING - 2;
	double width = TEXT_WIDTH - 2 * CALLOUT_PADDING;
	pdf_artifact(pdf, ARTIFACT_LAYOUT);
	pdf_box(pdf, MARGIN, part->y, TEXT_WIDTH, part->height, COLOUR_CALLOUT);
	pdf_unmark(pdf);
	struct pdf_element *element = pdf_element(pdf, pdf->section, "Sect");
	if (callout->title) {
		pdf_draw_paragraph(pdf, callout->title, x, y, width, ALIGN_LEFT,
			pdf_element(pdf, element, "P"));
		y += callout->title->height;
	}
	if (callout->text->count > 0)
		pdf_draw_paragraph(pdf, callout->text, x, y, width, ALIGN_LEFT,
			pdf_element(pdf, element, "P"));
}

static void callout_parts(struct pdf *pdf, struct pdf_column *column, const struct block *block)
{
	double width = TEXT_WIDTH - 2 * CALLOUT_PADDING;
	struct callout *callout = arena_alloc(pdf->arena, sizeof *callout);
	if (pdf_said(block->title))
		callout->title = pdf_plain(pdf, block->title, pdf_strong, width, 3);
	callout->text =
		pdf_paragraph(pdf, block->text, pdf_body, width, CALLOUT_LINES, BREAK_GREEDY);
	if (!callout->title && callout->text->count == 0)
		return;
	struct pdf_part *part = pdf_part_add(pdf, column);
	part->space = 11;
	part->height = callout->text->height + (callout->title ? callout->title->height : 0) +
		       2 * CALLOUT_PADDING - 4;
	part->draw = draw_callout;
	part->content = callout;
}

void pdf_block_parts(struct pdf *pdf, struct pdf_column *column, const struct block *block)
{
	switch (block->kind) {
	case BLOCK_HEADING:
		pdf_heading_parts(pdf, column, block->level, block->text);
		break;
	case BLOCK_PARAGRAPH:
		pdf_paragraph_parts(pdf, column, block->role, block->text);
		break;
	case BLOCK_LIST:
		list_parts(pdf, column, block);
		break;
	case BLOCK_CALLOUT:
		callout_parts(pdf, column, block);
		break;
	case BLOCK_TABLE:
		if (block->table)
			pdf_table_parts(pdf, column, block->table);
		break;
	case BLOCK_CHART:
		if (block->chart)
			pdf_chart_parts(pdf, column, block->chart);
		break;
	case BLOCK_CARDS:
		pdf_cards_parts(pdf, column, block->cards, block->count);
		break;
	case BLOCK_NOTICES:
		pdf_notices_parts(pdf, column, block->notices, block->count);
		break;
	}
}
