#include <math.h>

#include "render/pdf/blocks.h"
#include "render/pdf/marks.h"
#include "render/pdf/tags.h"
#include "render/pdf/text.h"

#define INDENT 22.0
#define MOST_LINES 30

struct notices {
	struct laid {
		struct pdf_paragraph *title, *amount, *body;
		enum status status;
	} * items;
	struct pdf_element *element;
};

static void draw_notice(struct pdf *pdf, const struct pdf_part *part)
{
	struct notices *notices = part->content;
	const struct laid *item = &notices->items[part->index];
	double x = MARGIN + INDENT, y = part->y, width = TEXT_WIDTH - INDENT;
	if (!notices->element)
		notices->element = pdf_element(pdf, pdf->section, "L");
	if (item->status != STATUS_NONE) {
		pdf_artifact(pdf, ARTIFACT_LAYOUT);
		pdf_status_mark(pdf, item->status, MARGIN + 8, y + pdf_body.leading / 2 + 2);
		pdf_unmark(pdf);
	}
	struct pdf_element *entry = pdf_element(pdf, notices->element, "LI");
	struct pdf_element *body = pdf_element(pdf, entry, "LBody");
	if (item->title->count > 0)
		pdf_draw_paragraph(
			pdf, item->title, x, y, width, ALIGN_LEFT, pdf_element(pdf, body, "P"));
	if (item->amount)
		pdf_draw_paragraph(
			pdf, item->amount, x, y, width, ALIGN_RIGHT, pdf_element(pdf, body, "P"));
	y += fmax(item->title->height, pdf_body.leading);
	if (item->body->count > 0)
		pdf_draw_paragraph(
			pdf, item->body, x, y, width, ALIGN_LEFT, pdf_element(pdf, body, "P"));
}

/* The title, and the word of the mark after it. */
static struct pdf_paragraph *title(struct pdf *pdf, const struct notice *notice, double width)
{
	struct run *runs = arena_alloc(pdf->arena, 2 * sizeof *runs);
	runs[0] = (struct run){ .text = notice->title, .emphasis = EMPHASIS_STRONG };
	runs[1] = (struct run){ .text = notice->status_word, .emphasis = EMPHASIS_MUTED };
	if (pdf_said(notice->title) && pdf_said(runs[1].text))
		runs[1].text = arena_printf(pdf->arena, " \xC2\xB7 %s", runs[1].text);
	return pdf_paragraph(pdf, (struct text){ runs, 2 }, pdf_body, width, 4, BREAK_GREEDY);
}

void pdf_notices_parts(
	struct pdf *pdf, struct pdf_column *column, const struct notice *notices, size_t count)
{
	struct notices *all = arena_alloc(pdf->arena, sizeof *all);
	all->items = ARENA_ARRAY(pdf->arena, struct laid, count);
	for (size_t i = 0; i < count; i++) {
		const struct notice *notice = &notices[i];
		struct laid *item = &all->items[i];
		double width = TEXT_WIDTH - INDENT;
		item->status = notice->status;
		if (pdf_said(notice->amount))
			item->amount = pdf_plain(pdf, notice->amount, pdf_body, width * 0.4, 1);
		item->title =
			title(pdf, notice, width - (item->amount ? item->amount->width + 12 : 0));
		item->body =
			pdf_paragraph(pdf, notice->body, pdf_body, width, MOST_LINES, BREAK_GREEDY);
		struct pdf_part *part = pdf_part_add(pdf, column);
		part->space = i == 0 ? 3 : 7;
		part->height = fmax(item->title->height, pdf_body.leading) + item->body->height;
		part->draw = draw_notice;
		part->content = all;
		part->index = i;
	}
}
