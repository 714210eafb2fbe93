#include "render/pdf/text.h"

#include <math.h>
#include <string.h>

#include "render/pdf/object.h"
#include "render/pdf/links.h"

/*
 * A stretch of glyphs in one font. The places where they should be are thousandths of the size from
 * its beginning, as reals; the numbers between them in the file are whole, and what was rounded
 * away is carried to the next, so that a line never drifts.
 */
struct stretch {
	struct pdf *pdf;
	struct strbuf *out;
	double size;
	double wanted, reached;
	double rise;
	bool array, string; /* open ones */
};

static void string_close(struct stretch *stretch)
{
	if (stretch->string)
		strbuf_addc(stretch->out, ')');
	stretch->string = false;
}

static void array_close(struct stretch *stretch)
{
	string_close(stretch);
	if (stretch->array)
		strbuf_adds(stretch->out, "]TJ\n");
	stretch->array = false;
}

static void code_add(struct stretch *stretch, uint16_t code)
{
	if (!stretch->array)
		strbuf_addc(stretch->out, '[');
	stretch->array = true;
	if (!stretch->string)
		strbuf_addc(stretch->out, '(');
	stretch->string = true;
	for (int shift = 8; shift >= 0; shift -= 8) {
		char byte = (char)(code >> shift & 0xFF);
		if (byte == '(' || byte == ')' || byte == '\\')
			strbuf_addc(stretch->out, '\\');
		if (byte == '\r')
			strbuf_adds(stretch->out, "\\r");
		else if (byte == '\n')
			strbuf_adds(stretch->out, "\\n");
		else
			strbuf_addc(stretch->out, byte);
	}
}

static void font_set(struct stretch *stretch, enum pdf_face face)
{
	struct pdf_canvas *canvas = &stretch->pdf->canvas;
	if (canvas->font == (int)face && fabs(canvas->font_size - stretch->size) < 0.001)
		return;
	array_close(stretch);
	canvas->font = (int)face;
	canvas->font_size = stretch->size;
	strbuf_addf(stretch->out, "/%s ", pdf_font_name(stretch->pdf, face));
	pdf_add_number(stretch->out, stretch->size);
	strbuf_adds(stretch->out, " Tf\n");
}

static void rise_set(struct stretch *stretch, double rise)
{
	if (fabs(rise - stretch->rise) < 0.5)
		return;
	array_close(stretch);
	stretch->rise = rise;
	pdf_add_number(stretch->out, rise * stretch->size / 1000);
	strbuf_adds(stretch->out, " Ts\n");
}

static void glyph_add(struct stretch *stretch, const struct pdf_glyph *glyph)
{
	font_set(stretch, glyph->face);
	rise_set(stretch, glyph->y_offset);
	long shift = lround(stretch->wanted + glyph->x_offset - stretch->reached);
	if (shift != 0) {
		string_close(stretch);
		if (!stretch->array)
			strbuf_addc(stretch->out, '[');
		stretch->array = true;
		pdf_add_decimals(stretch->out, (double)-shift, 0);
		stretch->reached += (double)shift;
	}
	code_add(stretch, glyph->code);
	stretch->reached += glyph->width;
	stretch->wanted += glyph->advance;
}

static void shape_add(struct stretch *stretch, const struct pdf_shape *shape)
{
	pdf_shape_show(stretch->pdf, shape);
	if (shape->replace) {
		array_close(stretch);
		char *text = arena_strndup(stretch->pdf->arena, shape->text, shape->length);
		strbuf_adds(stretch->out, "/Span<</ActualText");
		pdf_add_text(stretch->out, text);
		strbuf_adds(stretch->out, ">>BDC\n");
	}
	for (size_t i = 0; i < shape->count; i++)
		glyph_add(stretch, &shape->glyphs[i]);
	if (shape->replace) {
		array_close(stretch);
		strbuf_adds(stretch->out, "EMC\n");
	}
}

static struct stretch stretch_begin(
	struct pdf *pdf, double size, enum pdf_colour colour, double x, double baseline)
{
	struct strbuf *out = &pdf->canvas.content;
	pdf_fill_colour(pdf, colour);
	strbuf_adds(out, "BT\n");
	pdf_add_number(out, x);
	strbuf_addc(out, ' ');
	pdf_add_number(out, PAGE_HEIGHT - baseline);
	strbuf_adds(out, " Td\n");
	return (struct stretch){ .pdf = pdf, .out = out, .size = size };
}

static void stretch_end(struct stretch *stretch)
{
	rise_set(stretch, 0);
	array_close(stretch);
	strbuf_adds(stretch->out, "ET\n");
}

/* Words of one run on one line, from x; returns where they end. */
static double draw_words(struct pdf *pdf, const struct pdf_text_line *line, size_t from, size_t to,
	struct pdf_style style, enum pdf_colour colour, double x, double baseline)
{
	struct stretch stretch = stretch_begin(pdf, style.size, colour, x, baseline);
	double width = 0;
	for (size_t i = from; i < to; i++) {
		const struct pdf_word *word = &line->words[i];
		shape_add(&stretch, word->shape);
		width += word->width;
		/* The space is shown at the end of a line too: words must stay apart when read. */
		if (word->space > 0) {
			shape_add(&stretch, pdf_shape(pdf, word->shape->face, " ", 1));
			width += word->space;
			stretch.wanted = width * 1000 / style.size;
		}
	}
	if (to == line->count && line->hyphen)
		shape_add(&stretch, line->hyphen);
	stretch_end(&stretch);
	return x + width;
}

/* What the runs of a paragraph are marked as while it is drawn. */
struct marking {
	struct pdf_element *paragraph, *current;
	struct pdf_element **owners; /* by run, made when first met */
	bool marked;
};

static struct pdf_element *run_owner(
	struct pdf *pdf, struct marking *marking, const struct pdf_paragraph *paragraph, size_t run)
{
	const struct run *style = &paragraph->runs[run];
	if (!style->link && !style->lang)
		return marking->paragraph;
	if (!marking->owners[run]) {
		marking->owners[run] =
			pdf_element(pdf, marking->paragraph, style->link ? "Link" : "Span");
		if (style->lang)
			pdf_element_language(marking->owners[run], style->lang);
	}
	return marking->owners[run];
}

static void draw_line(struct pdf *pdf, const struct pdf_paragraph *paragraph,
	const struct pdf_text_line *line, double x, double y, struct marking *marking)
{
	double baseline = y + pdf_baseline(paragraph->style);
	for (size_t from = 0; from < line->count;) {
		size_t run = line->words[from].run, to = from;
		while (to < line->count && line->words[to].run == run)
			to++;
		const struct run *style = &paragraph->runs[run];
		if (marking->paragraph) {
			struct pdf_element *owner = run_owner(pdf, marking, paragraph, run);
			if (owner != marking->current) {
				if (marking->current)
					pdf_unmark(pdf);
				pdf_mark(pdf, owner);
				marking->current = owner;
			}
		}
		enum pdf_colour colour = paragraph->style.colour;
		if (style->emphasis == EMPHASIS_MUTED)
			colour = COLOUR_MUTED;
		if (style->link)
			colour = COLOUR_BLUE;
		double end = draw_words(pdf, line, from, to, paragraph->style, colour, x, baseline);
		if (style->link && marking->paragraph) {
			double right = end - line->words[to - 1].space;
			pdf_rule(pdf, x, baseline + 1.4, right, baseline + 1.4, COLOUR_BLUE, 0.4);
			pdf_link(pdf, marking->current, style, x, y, right - x,
				paragraph->style.leading);
		}
		x = end;
		from = to;
	}
}

void pdf_draw_lines(struct pdf *pdf, const struct pdf_paragraph *paragraph, size_t first,
	size_t count, double x, double y, double width, enum align align,
	struct pdf_element *element)
{
	if (count == 0 || pdf->failed)
		return;
	size_t runs = 0;
	for (size_t i = first; i < first + count; i++)
		for (size_t j = 0; j < paragraph->lines[i].count; j++)
			if (paragraph->lines[i].words[j].run >= runs)
				runs = paragraph->lines[i].words[j].run + 1;
	struct marking marking = {
		.paragraph = element,
		.owners = ARENA_ARRAY(pdf->arena, struct pdf_element *, runs),
	};
	for (size_t i = first; i < first + count; i++) {
		const struct pdf_text_line *line = &paragraph->lines[i];
		double left = x;
		if (align == ALIGN_RIGHT)
			left = x + width - line->width;
		else if (align == ALIGN_CENTRE)
			left = x + (width - line->width) / 2;
		draw_line(pdf, paragraph, line, left, y, &marking);
		y += paragraph->style.leading;
	}
	if (marking.current)
		pdf_unmark(pdf);
}

void pdf_draw_paragraph(struct pdf *pdf, const struct pdf_paragraph *paragraph, double x, double y,
	double width, enum align align, struct pdf_element *element)
{
	pdf_draw_lines(pdf, paragraph, 0, paragraph->count, x, y, width, align, element);
}

void pdf_label(struct pdf *pdf, const char *text, struct pdf_style style, double x, double y,
	double room, enum align align)
{
	struct pdf_paragraph *line = pdf_plain(pdf, text, style, room, 1);
	if (line->count == 0)
		return;
	double left = x;
	if (align == ALIGN_RIGHT)
		left = x - line->width;
	else if (align == ALIGN_CENTRE)
		left = x - line->width / 2;
	pdf_draw_lines(pdf, line, 0, 1, left, y - pdf_baseline(style), 0, ALIGN_LEFT, NULL);
}
