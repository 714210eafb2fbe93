#ifndef RENDER_PDF_WORDS_H
#define RENDER_PDF_WORDS_H

#include <stdbool.h>
#include <stddef.h>

#include "model/report.h"
#include "render/pdf/text.h"

/* Rounding must not break a line that fits. */
#define PDF_TOLERANCE 0.01

/* The words of a text in order, each with its width and the places where a line may end. */
struct pdf_words {
	struct pdf_word *items;
	size_t count, capacity;
};

struct pdf_words pdf_words(struct pdf *pdf, const struct text *text, struct pdf_style style);

/* Sets what the word shows, in the style of its run. */
void pdf_word_shape(struct pdf *pdf, struct pdf_word *word, const struct run *run,
	struct pdf_style style, const char *text, size_t length);

/*
 * Cuts the word so that its first part fits the width, or is one character; the rest becomes the
 * word after it. False when there is nothing to cut off.
 */
bool pdf_word_cut(struct pdf *pdf, struct pdf_words *words, size_t index, const struct text *text,
	struct pdf_style style, double width);

#endif
