#include "render/pdf/words.h"

#include <string.h>

#include "base/utf8.h"

/* A word longer than this is shaped in pieces. */
#define LONGEST_WORD 40

static enum pdf_face run_face(const struct run *run, struct pdf_style style)
{
	return run->emphasis == EMPHASIS_STRONG && style.face == FACE_REGULAR ? FACE_SEMIBOLD
									      : style.face;
}

void pdf_word_shape(struct pdf *pdf, struct pdf_word *word, const struct run *run,
	struct pdf_style style, const char *text, size_t length)
{
	word->shape = pdf_shape(pdf, run_face(run, style), text, length);
	word->width = word->shape->width * style.size / 1000;
}

static void word_add(struct pdf *pdf, struct pdf_words *words, const struct text *text, size_t run,
	struct pdf_style style, const char *from, const char *to)
{
	if (from == to)
		return;
	words->items = arena_grow(
		pdf->arena, words->items, words->count, &words->capacity, sizeof *words->items);
	struct pdf_word *word = &words->items[words->count++];
	*word = (struct pdf_word){ .run = run };
	pdf_word_shape(pdf, word, &text->runs[run], style, from, (size_t)(to - from));
}

static bool letter(uint32_t point)
{
	return (point >= 'a' && point <= 'z') || (point >= 'A' && point <= 'Z') ||
	       (point >= 0xC0 && point < 0x2000);
}

/* Marks the end of the word before as a place where the line may be broken. */
static void opportunity(struct pdf_words *words, double space, bool soft)
{
	if (words->count == 0)
		return;
	struct pdf_word *word = &words->items[words->count - 1];
	/* Further spaces widen the gap, as those who wrote them meant. */
	word->opportunity = true;
	word->space += space;
	word->soft = soft && word->space <= 0;
}

static void run_words(struct pdf *pdf, struct pdf_words *words, const struct text *text,
	size_t index, struct pdf_style style)
{
	const struct run *run = &text->runs[index];
	const char *at = run->text, *end = at + strlen(at), *word = at;
	size_t length = 0;
	uint32_t previous = 0;
	double space = pdf_shape(pdf, run_face(run, style), " ", 1)->width * style.size / 1000;
	while (at < end && !pdf->failed) {
		const char *here = at;
		uint32_t point = utf8_next(&at, end);
		const char *after = at;
		uint32_t next = after < end ? utf8_next(&after, end) : 0;
		bool gap = point == ' ' || point == '\n' || point == '\t';
		if (gap || point == 0xAD || point == 0x200B) {
			word_add(pdf, words, text, index, style, word, here);
			opportunity(words, gap ? space : 0, point == 0xAD);
			word = at;
			length = 0;
		} else if (++length >= LONGEST_WORD || ((point == '-' || point == 0x2010) &&
							       letter(previous) && letter(next))) {
			word_add(pdf, words, text, index, style, word, at);
			/* The pieces of a long word belong together. */
			if (length < LONGEST_WORD)
				opportunity(words, 0, false);
			word = at;
			length = 0;
		}
		previous = point;
	}
	word_add(pdf, words, text, index, style, word, end);
}

struct pdf_words pdf_words(struct pdf *pdf, const struct text *text, struct pdf_style style)
{
	struct pdf_words words = { 0 };
	for (size_t i = 0; i < text->count; i++)
		if (text->runs[i].text)
			run_words(pdf, &words, text, i, style);
	return words;
}

/* How many bytes of the word fit into the width, at least one character. */
static size_t fitting_bytes(struct pdf *pdf, const struct pdf_word *word, const struct run *run,
	struct pdf_style style, double width)
{
	const char *text = word->shape->text, *end = text + word->shape->length, *at = text;
	size_t fits = 0;
	while (at < end && !pdf->failed) {
		utf8_next(&at, end);
		size_t length = (size_t)(at - text);
		double wide = pdf_shape(pdf, run_face(run, style), text, length)->width;
		if (fits > 0 && wide * style.size / 1000 > width + PDF_TOLERANCE)
			break;
		fits = length;
	}
	return fits;
}

bool pdf_word_cut(struct pdf *pdf, struct pdf_words *words, size_t index, const struct text *text,
	struct pdf_style style, double width)
{
	struct pdf_word whole = words->items[index];
	const struct run *run = &text->runs[whole.run];
	size_t fits = fitting_bytes(pdf, &whole, run, style, width);
	if (fits == 0 || fits >= whole.shape->length)
		return false;
	words->items = arena_grow(
		pdf->arena, words->items, words->count, &words->capacity, sizeof *words->items);
	memmove(words->items + index + 1, words->items + index,
		(words->count - index) * sizeof *words->items);
	words->count++;
	struct pdf_word *first = &words->items[index], *rest = &words->items[index + 1];
	pdf_word_shape(pdf, rest, run, style, whole.shape->text + fits, whole.shape->length - fits);
	*first = (struct pdf_word){ .run = whole.run, .opportunity = true };
	pdf_word_shape(pdf, first, run, style, whole.shape->text, fits);
	return true;
}
