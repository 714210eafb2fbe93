#include "render/pdf/text.h"

#include <math.h>
#include <string.h>

#include "render/pdf/words.h"

const struct pdf_style pdf_body = { FACE_REGULAR, 9, 12.6, COLOUR_BLACK };
const struct pdf_style pdf_strong = { FACE_SEMIBOLD, 9, 12.6, COLOUR_BLACK };
const struct pdf_style pdf_note = { FACE_REGULAR, 7.3, 9.8, COLOUR_MUTED };
const struct pdf_style pdf_column_title = { FACE_REGULAR, 7.5, 9.6, COLOUR_MUTED };
const struct pdf_style pdf_axis = { FACE_REGULAR, 7.5, 9.6, COLOUR_BLACK };

static double hyphen_width(struct pdf *pdf, const struct pdf_word *word, struct pdf_style style)
{
	if (!word->soft)
		return 0;
	return pdf_shape_hyphen(pdf, word->shape->face)->width * style.size / 1000;
}

/* A middle dot stands between things that are better kept whole. */
static bool middle_dot(const struct pdf_word *word)
{
	return word->shape->length == 2 && memcmp(word->shape->text, "\xC2\xB7", 2) == 0;
}

/* The number of words, from the first, that make the next line. */
static size_t line_fill(struct pdf *pdf, struct pdf_words *words, size_t first,
	const struct text *text, struct pdf_style style, double width)
{
	double x = 0;
	size_t best = 0, dot = 0;
	for (size_t i = first; i < words->count; i++) {
		if (x + words->items[i].width > width + PDF_TOLERANCE) {
			if (best > 0)
				return dot > 0 ? dot : best;
			if (!pdf_word_cut(pdf, words, i, text, style, width - x))
				return i > first ? i - first : 1;
			/* One character is cut off even where there is no room for it. */
			if (i > first && x + words->items[i].width > width + PDF_TOLERANCE)
				return i - first;
		}
		const struct pdf_word *word = &words->items[i];
		x += word->width;
		if (word->opportunity &&
			x + hyphen_width(pdf, word, style) <= width + PDF_TOLERANCE)
			best = i + 1 - first;
		if (middle_dot(word) && x > width * 0.6)
			dot = best;
		x += word->space;
	}
	return words->count - first;
}

static void line_measure(
	struct pdf *pdf, struct pdf_text_line *line, struct pdf_style style, bool last)
{
	const struct pdf_word *end = &line->words[line->count - 1];
	line->width = 0;
	for (size_t i = 0; i < line->count; i++)
		line->width +=
			line->words[i].width + (i + 1 < line->count ? line->words[i].space : 0);
	line->hyphen = NULL;
	if (!last && end->soft) {
		line->hyphen = pdf_shape_hyphen(pdf, end->shape->face);
		line->width += line->hyphen->width * style.size / 1000;
	}
}

/* Leaves out what does not fit on the line, which begins at first, and says so by an ellipsis. */
static size_t shorten(struct pdf *pdf, struct pdf_words *words, size_t first,
	const struct text *text, struct pdf_style style, double width)
{
	static const char ellipsis[] = "\xE2\x80\xA6";
	struct pdf_word dots = { .run = words->items[first].run };
	pdf_word_shape(pdf, &dots, &text->runs[dots.run], style, ellipsis, 3);
	double x = 0, room = width - dots.width;
	size_t count = 0;
	while (first + count < words->count) {
		size_t i = first + count;
		if (x + words->items[i].width > room) {
			bool some = words->items[i].width > 0 && room - x > 2 * style.size;
			if ((some || count == 0) &&
				pdf_word_cut(pdf, words, i, text, style, fmax(room - x, 0)))
				count++;
			break;
		}
		x += words->items[i].width + words->items[i].space;
		count++;
	}
	if (count > 0)
		words->items[first + count - 1].space = 0;
	words->items = arena_grow(
		pdf->arena, words->items, words->count, &words->capacity, sizeof *words->items);
	words->items[first + count] = dots;
	return count + 1;
}

static struct pdf_paragraph *break_lines(struct pdf *pdf, const struct text *text,
	struct pdf_style style, double width, size_t most_lines)
{
	struct pdf_paragraph *paragraph = arena_alloc(pdf->arena, sizeof *paragraph);
	paragraph->style = style;
	paragraph->runs = text->runs;
	struct pdf_words words = pdf_words(pdf, text, style);
	size_t capacity = 0, first = 0;
	while (first < words.count && !pdf->failed) {
		size_t count = line_fill(pdf, &words, first, text, style, width);
		bool last = paragraph->count + 1 == most_lines || first + count == words.count;
		if (paragraph->count + 1 == most_lines && first + count < words.count) {
			count = shorten(pdf, &words, first, text, style, width);
			words.count = first + count;
		}
		paragraph->lines = arena_grow(pdf->arena, paragraph->lines, paragraph->count,
			&capacity, sizeof *paragraph->lines);
		struct pdf_text_line *line = &paragraph->lines[paragraph->count++];
		/* The words move when the array grows: each line has its own. */
		struct pdf_word *copy = ARENA_ARRAY(pdf->arena, struct pdf_word, count);
		memcpy(copy, words.items + first, count * sizeof *copy);
		line->words = copy;
		line->count = count;
		line_measure(pdf, line, style, last);
		paragraph->width = fmax(paragraph->width, line->width);
		first += count;
	}
	paragraph->height = (double)paragraph->count * style.leading;
	return paragraph;
}

static bool single_word(const struct pdf_paragraph *paragraph)
{
	if (paragraph->count < 2)
		return false;
	const struct pdf_text_line *last = &paragraph->lines[paragraph->count - 1];
	for (size_t i = 0; i + 1 < last->count; i++)
		if (last->words[i].space > 0)
			return false;
	return true;
}

/* Lets the word before a single last word keep it company. */
static void accompany(struct pdf *pdf, struct pdf_paragraph *paragraph, double width)
{
	if (!single_word(paragraph))
		return;
	struct pdf_text_line *before = &paragraph->lines[paragraph->count - 2];
	struct pdf_text_line *last = &paragraph->lines[paragraph->count - 1];
	size_t keep = before->count - 1;
	/* Nor is an equals sign company, or the letter that it explains. */
	while (keep > 0 &&
		(!(before->words[keep - 1].space > 0) || before->words[keep].shape->length < 2))
		keep--;
	if (keep < 2 || before->hyphen)
		return;
	size_t moved = before->count - keep;
	struct pdf_word *words = ARENA_ARRAY(pdf->arena, struct pdf_word, moved + last->count);
	memcpy(words, before->words + keep, moved * sizeof *words);
	memcpy(words + moved, last->words, last->count * sizeof *words);
	struct pdf_text_line longer = { words, moved + last->count, 0, NULL };
	line_measure(pdf, &longer, paragraph->style, true);
	if (longer.width > width)
		return;
	*last = longer;
	before->count = keep;
	line_measure(pdf, before, paragraph->style, false);
}

struct pdf_paragraph *pdf_paragraph(struct pdf *pdf, struct text text, struct pdf_style style,
	double width, size_t most_lines, enum pdf_breaking breaking)
{
	struct pdf_paragraph *first = break_lines(pdf, &text, style, width, most_lines);
	struct pdf_paragraph *paragraph = first;
	if (breaking != BREAK_HEADING) {
		if (first->count != most_lines)
			accompany(pdf, first, width);
		return first;
	}
	/* Narrower lines push words down; not so narrow that there is a line more. */
	for (int i = 0; i < 12 && single_word(paragraph) && !pdf->failed; i++) {
		paragraph = break_lines(pdf, &text, style, paragraph->width - 0.5, most_lines);
		if (paragraph->count > first->count)
			return first;
	}
	return single_word(paragraph) ? first : paragraph;
}

struct pdf_paragraph *pdf_plain(
	struct pdf *pdf, const char *text, struct pdf_style style, double width, size_t most_lines)
{
	struct run *run = arena_alloc(pdf->arena, sizeof *run);
	run->text = text;
	return pdf_paragraph(pdf, (struct text){ run, 1 }, style, width, most_lines, BREAK_GREEDY);
}

double pdf_natural_width(
	struct pdf *pdf, struct text text, struct pdf_style style, double *unbreakable)
{
	struct pdf_words words = pdf_words(pdf, &text, style);
	double width = 0, piece = 0, widest = 0;
	for (size_t i = 0; i < words.count; i++) {
		const struct pdf_word *word = &words.items[i];
		piece += word->width;
		widest = fmax(widest, piece);
		width += word->width + (i + 1 < words.count ? word->space : 0);
		if (word->opportunity)
			piece = 0;
	}
	if (unbreakable)
		*unbreakable = widest;
	return width;
}

double pdf_plain_width(struct pdf *pdf, const char *text, struct pdf_style style)
{
	struct run run = { .text = text };
	return pdf_natural_width(pdf, (struct text){ &run, 1 }, style, NULL);
}

double pdf_baseline(struct pdf_style style)
{
	/* The capitals of Inter, 0.727 of its size, stand in the middle of the line. */
	return style.leading / 2 + 0.3635 * style.size;
}
