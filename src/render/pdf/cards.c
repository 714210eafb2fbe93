#include <math.h>

#include "render/pdf/blocks.h"
#include "render/pdf/figures.h"
#include "render/pdf/marks.h"
#include "render/pdf/tags.h"
#include "render/pdf/text.h"

#define CARD_HEIGHT 120.0
#define GAP 11.0
#define CARD_WIDTH ((TEXT_WIDTH - GAP) / 2)
#define PADDING 11.0
#define INNER (CARD_WIDTH - 2 * PADDING)

static const struct pdf_style title_style = { FACE_SEMIBOLD, 10.5, 13, COLOUR_BLACK };
static const struct pdf_style note_style = { FACE_REGULAR, 7.5, 10, COLOUR_MUTED };
static const struct pdf_style target_style = { FACE_SEMIBOLD, 9.5, 13, COLOUR_BLACK };
static const struct pdf_style value_style = { FACE_BOLD, 20, 24, COLOUR_BLACK };
static const struct pdf_style interval_style = { FACE_REGULAR, 8.5, 24, COLOUR_MUTED };
static const struct pdf_style status_style = { FACE_SEMIBOLD, 8.5, 12, COLOUR_BLACK };
static const struct pdf_style changes_style = { FACE_REGULAR, 8, 12, COLOUR_BLACK };

/* A line of a card, shortened to its room; returns its width. */
static double draw_words(struct pdf *pdf, const char *text, struct pdf_style style, double x,
	double baseline, double width, enum align align, struct pdf_element *element)
{
	if (!pdf_said(text))
		return 0;
	struct pdf_paragraph *line = pdf_plain(pdf, text, style, width, 1);
	pdf_draw_paragraph(pdf, line, x, baseline - pdf_baseline(style), width, align, element);
	return line->width;
}

static void draw_head(struct pdf *pdf, const struct card *card, struct pdf_element *element,
	int level, double x, double y)
{
	double word =
		pdf_said(card->target_word) ? pdf_plain_width(pdf, card->target_word, pdf_body) : 0;
	double target =
		pdf_said(card->target) ? pdf_plain_width(pdf, card->target, target_style) : 0;
	double right = fmin(fmax(word, target), INNER / 2);
	double left = INNER - right - 8;
	if (pdf_said(card->title))
		draw_words(pdf, card->title, title_style, x, y + 18, left, ALIGN_LEFT,
			pdf_heading(pdf, element, level));
	if (pdf_said(card->note))
		draw_words(pdf, card->note, note_style, x, y + 30, left, ALIGN_LEFT,
			pdf_element(pdf, element, "P"));
	if (word <= 0 && target <= 0)
		return;
	struct pdf_element *goal = pdf_element(pdf, element, "P");
	draw_words(pdf, card->target_word, pdf_body, x + INNER - right, y + 18, right, ALIGN_RIGHT,
		goal);
	draw_words(pdf, card->target, target_style, x + INNER - right, y + 30.5, right, ALIGN_RIGHT,
		goal);
}

static void draw_foot(
	struct pdf *pdf, const struct card *card, struct pdf_element *element, double x, double y)
{
	double baseline = y + CARD_HEIGHT - 14;
	double changes =
		pdf_said(card->changes)
			? fmin(pdf_plain_width(pdf, card->changes, changes_style), INNER * 0.55)
			: 0;
	double room = INNER - changes - (changes > 0 ? 8 : 0);
	if (card->status.status != STATUS_NONE) {
		pdf_artifact(pdf, ARTIFACT_LAYOUT);
		pdf_status_mark(pdf, card->status.status, x + 6, baseline - 3.1);
		pdf_unmark(pdf);
		room -= 16;
	}
	struct run runs[] = {
		{ .text = card->status.text },
		{ .text = pdf_said(card->status.note) ? ", " : NULL },
		{ .text = card->status.note },
	};
	struct pdf_paragraph *status =
		pdf_paragraph(pdf, (struct text){ runs, 3 }, status_style, room, 1, BREAK_GREEDY);
	if (status->count > 0)
		pdf_draw_paragraph(pdf, status, x + (card->status.status ? 16 : 0),
			baseline - pdf_baseline(status_style), room, ALIGN_LEFT,
			pdf_element(pdf, element, "P"));
	if (changes > 0)
		draw_words(pdf, card->changes, changes_style, x + INNER - changes, baseline,
			changes, ALIGN_RIGHT, pdf_element(pdf, element, "P"));
}

static void draw_card(struct pdf *pdf, const struct card *card, int level, double left, double y)
{
	double x = left + PADDING;
	pdf_artifact(pdf, ARTIFACT_LAYOUT);
	pdf_rectangle(pdf, left + 0.25, y + 0.25, CARD_WIDTH - 0.5, CARD_HEIGHT - 0.5);
	pdf_stroke(pdf, COLOUR_RULE, 0.6);
	pdf_unmark(pdf);
	struct pdf_element *element = pdf_element(pdf, pdf->section, "Sect");
	draw_head(pdf, card, element, level, x, y);
	double sparkline =
		card->sparkline.sparkline && card->sparkline.sparkline->count > 0 ? 62 : 0;
	double room = INNER - (sparkline > 0 ? sparkline + 14 : 0);
	if (pdf_said(card->value) || pdf_said(card->interval)) {
		struct pdf_element *value = pdf_element(pdf, element, "P");
		double width = draw_words(
			pdf, card->value, value_style, x, y + 60, room, ALIGN_LEFT, value);
		if (room - width - 5 > 20)
			draw_words(pdf, card->interval, interval_style,
				x + width + (width > 0 ? 5 : 0), y + 60, room - width - 5,
				ALIGN_LEFT, value);
	}
	if (card->range.range)
		pdf_range_figure(pdf, element, card->range.range, x, y + 71, room, 12);
	else
		draw_words(pdf, card->range.text, note_style, x, y + 80, room, ALIGN_LEFT,
			pdf_said(card->range.text) ? pdf_element(pdf, element, "P") : NULL);
	if (sparkline > 0)
		pdf_sparkline_figure(pdf, element, card->sparkline.sparkline, x + INNER - sparkline,
			y + 54, sparkline, 34);
	draw_foot(pdf, card, element, x, y);
}

struct cards {
	const struct card *cards;
	size_t count;
	int level; /* of their headings: all cards are alike */
};

static void draw_pair(struct pdf *pdf, const struct pdf_part *part)
{
	struct cards *cards = part->content;
	if (cards->level == 0)
		cards->level = pdf->heading_level < 2 ? pdf->heading_level + 1 : 3;
	for (size_t i = part->index; i < cards->count && i < part->index + 2; i++)
		draw_card(pdf, &cards->cards[i], cards->level,
			MARGIN + (double)(i - part->index) * (CARD_WIDTH + GAP), part->y);
}

void pdf_cards_parts(
	struct pdf *pdf, struct pdf_column *column, const struct card *cards, size_t count)
{
	struct cards *all = arena_alloc(pdf->arena, sizeof *all);
	all->cards = cards;
	all->count = count;
	for (size_t i = 0; i < count; i += 2) {
		struct pdf_part *part = pdf_part_add(pdf, column);
		part->space = i == 0 ? 14 : GAP;
		part->height = CARD_HEIGHT;
		part->draw = draw_pair;
		part->content = all;
		part->index = i;
	}
}
