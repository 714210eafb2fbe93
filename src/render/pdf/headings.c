#include "render/pdf/headings.h"

#include "render/pdf/links.h"
#include "render/pdf/tags.h"
#include "render/pdf/text.h"

static const struct pdf_style subtitle = { FACE_REGULAR, 8.5, 11.5, COLOUR_MUTED };
static const struct pdf_style section = { FACE_SEMIBOLD, 10.5, 13.5, COLOUR_BLACK };
static const struct pdf_style run_in = { FACE_SEMIBOLD, 9.5, 12.6, COLOUR_BLACK };

/* Paragraphs of more lines than this may be divided between pages. */
#define WHOLE_LINES 8

/* A text in its place: what it is tagged as, and its bookmark. */
struct words {
	struct pdf_paragraph *paragraph;
	int level; /* of a heading, 0 for a paragraph */
	const char *bookmark;
	struct pdf_element *element;
};

static void draw_heading(struct pdf *pdf, const struct pdf_part *part)
{
	const struct words *words = part->content;
	if (words->bookmark)
		pdf_bookmark(pdf, pdf->bookmark, words->bookmark, part->y);
	pdf_draw_paragraph(pdf, words->paragraph, MARGIN, part->y, TEXT_WIDTH, ALIGN_LEFT,
		pdf_heading(pdf, pdf->section, words->level));
	if (words->level == 2) {
		double rule = part->y + words->paragraph->height + 3;
		pdf_artifact(pdf, ARTIFACT_LAYOUT);
		pdf_rule(pdf, MARGIN, rule, MARGIN + TEXT_WIDTH, rule, COLOUR_BLACK, 0.75);
		pdf_unmark(pdf);
	}
}

static void draw_lines(struct pdf *pdf, const struct pdf_part *part)
{
	struct words *words = part->content;
	if (!words->element)
		words->element = pdf_element(pdf, pdf->section, "P");
	size_t all = words->paragraph->count;
	size_t count = all > WHOLE_LINES ? 1 : all;
	pdf_draw_lines(pdf, words->paragraph, part->index, count, MARGIN, part->y, TEXT_WIDTH,
		ALIGN_LEFT, words->element);
}

/* The words of a text in one string, for a bookmark. */
static const char *joined(struct pdf *pdf, struct text text)
{
	struct strbuf out = STRBUF_INIT;
	for (size_t i = 0; i < text.count; i++)
		if (text.runs[i].text)
			strbuf_adds(&out, text.runs[i].text);
	char *copy = arena_strdup(pdf->arena, out.bytes);
	strbuf_release(&out);
	return copy;
}

static struct pdf_paragraph *message(struct pdf *pdf, struct text text)
{
	static const double sizes[] = { 15, 14.5, 14, 13.5, 13 };
	struct pdf_paragraph *paragraph = NULL;
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		struct pdf_style style = { FACE_BOLD, sizes[i], sizes[i] * 1.27, COLOUR_BLACK };
		paragraph = pdf_paragraph(pdf, text, style, TEXT_WIDTH, 8, BREAK_HEADING);
		if (paragraph->count <= 2)
			break;
	}
	return paragraph;
}

void pdf_heading_parts(struct pdf *pdf, struct pdf_column *column, int level, struct text text)
{
	struct words *words = arena_alloc(pdf->arena, sizeof *words);
	words->level = level < 1 ? 1 : level > 3 ? 3 : level;
	if (words->level == 1)
		words->paragraph = message(pdf, text);
	else
		words->paragraph = pdf_paragraph(pdf, text, words->level == 2 ? section : run_in,
			TEXT_WIDTH, 6, BREAK_HEADING);
	if (words->paragraph->count == 0)
		return;
	if (words->level == 2)
		words->bookmark = joined(pdf, text);
	struct pdf_part *part = pdf_part_add(pdf, column);
	part->space = words->level == 1 ? 16 : words->level == 2 ? 17 : 9;
	part->height = words->paragraph->height + (words->level == 2 ? 7 : 1);
	part->keep = true;
	part->draw = draw_heading;
	part->content = words;
}

static void words_parts(struct pdf *pdf, struct pdf_column *column, struct text text,
	struct pdf_style style, double space, bool keep)
{
	struct words *words = arena_alloc(pdf->arena, sizeof *words);
	words->paragraph = pdf_paragraph(pdf, text, style, TEXT_WIDTH, 0, BREAK_GREEDY);
	size_t lines = words->paragraph->count;
	size_t parts = lines > WHOLE_LINES ? lines : lines > 0 ? 1 : 0;
	for (size_t i = 0; i < parts; i++) {
		struct pdf_part *part = pdf_part_add(pdf, column);
		part->space = i == 0 ? space : 0;
		part->height = parts == 1 ? words->paragraph->height : style.leading;
		/* No line is left alone at the foot or the top of a page. */
		part->keep = i + 1 < parts ? i == 0 || i + 2 == parts : keep;
		part->draw = draw_lines;
		part->content = words;
		part->index = i;
	}
}

void pdf_paragraph_parts(
	struct pdf *pdf, struct pdf_column *column, enum paragraph_role role, struct text text)
{
	switch (role) {
	case PARAGRAPH_BODY:
		words_parts(pdf, column, text, pdf_body, 3, false);
		break;
	case PARAGRAPH_SUBTITLE:
		words_parts(pdf, column, text, subtitle, 4, true);
		break;
	case PARAGRAPH_NOTE:
		words_parts(pdf, column, text, pdf_note, 5, false);
		break;
	}
}

void pdf_exhibit_title(
	struct pdf *pdf, struct pdf_column *column, const char *title, const char *under)
{
	struct run *run = arena_alloc(pdf->arena, 2 * sizeof *run);
	if (pdf_said(title)) {
		run[0].text = title;
		pdf_heading_parts(pdf, column, 3, (struct text){ &run[0], 1 });
	}
	if (pdf_said(under)) {
		run[1].text = under;
		words_parts(pdf, column, (struct text){ &run[1], 1 },
			(struct pdf_style){ FACE_REGULAR, 8, 10.6, COLOUR_MUTED },
			pdf_said(title) ? 1 : 6, true);
	}
}

void pdf_exhibit_note(struct pdf *pdf, struct pdf_column *column, const char *note)
{
	if (!pdf_said(note))
		return;
	struct run *run = arena_alloc(pdf->arena, sizeof *run);
	run->text = note;
	words_parts(pdf, column, (struct text){ run, 1 }, pdf_note, 5, false);
}
