#include "render/pdf/page.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#include "render/pdf/object.h"
#include "render/pdf/tags.h"
#include "render/pdf/text.h"

#define HEADER_BASELINE 37.0
#define HEADER_RULE 43.5
#define FOOTER_RULE 805.0
#define FOOTER_BASELINE 816.0

static const struct pdf_style header_style = { FACE_REGULAR, 8, 10, COLOUR_MUTED };
static const struct pdf_style footer_style = { FACE_REGULAR, 7.3, 10, COLOUR_MUTED };

/* The same on each page; libharu's numbers would read 841.89001. */
static HPDF_STATUS write_page_entries(HPDF_Dict page, HPDF_Stream stream)
{
	(void)page;
	return HPDF_Stream_WriteStr(stream, "/MediaBox[0 0 595.276 841.89]/Tabs/S");
}

/* "Sida {page} av {pages}" with the numbers in their places. */
static const char *page_label(struct pdf *pdf, size_t page, size_t pages)
{
	const char *format = pdf->report->page_format ? pdf->report->page_format : "{page}/{pages}";
	struct strbuf out = STRBUF_INIT;
	while (*format) {
		if (strncmp(format, "{page}", 6) == 0) {
			strbuf_addf(&out, "%zu", page);
			format += 6;
		} else if (strncmp(format, "{pages}", 7) == 0) {
			strbuf_addf(&out, "%zu", pages);
			format += 7;
		} else {
			strbuf_addc(&out, *format++);
		}
	}
	return pdf_keep(pdf, &out);
}

/* Left and right in one line; each is shortened to its share when they would meet. */
static void draw_margin(struct pdf *pdf, enum pdf_artifact artifact, const char *left,
	const char *right, struct pdf_style style, double baseline, double rule)
{
	double right_width = right ? fmin(pdf_plain_width(pdf, right, style), TEXT_WIDTH * 0.6) : 0;
	double y = baseline - pdf_baseline(style);
	pdf_artifact(pdf, artifact);
	if (left) {
		double room = TEXT_WIDTH - right_width - (right ? 12 : 0);
		pdf_draw_paragraph(pdf, pdf_plain(pdf, left, style, room, 1), MARGIN, y, room,
			ALIGN_LEFT, NULL);
	}
	if (right)
		pdf_draw_paragraph(pdf, pdf_plain(pdf, right, style, right_width, 1),
			PAGE_WIDTH - MARGIN - right_width, y, right_width, ALIGN_RIGHT, NULL);
	pdf_rule(pdf, MARGIN, rule, PAGE_WIDTH - MARGIN, rule, COLOUR_RULE, 0.5);
	pdf_unmark(pdf);
}

void pdf_page_begin(struct pdf *pdf, size_t pages)
{
	pdf->pages = arena_grow(
		pdf->arena, pdf->pages, pdf->page_count, &pdf->page_capacity, sizeof *pdf->pages);
	struct pdf_leaf *leaf = &pdf->pages[pdf->page_count];
	*leaf = (struct pdf_leaf){ .haru = HPDF_AddPage(pdf->haru) };
	if (!leaf->haru)
		return;
	HPDF_Dict_RemoveElement(leaf->haru, "MediaBox");
	HPDF_Dict_AddNumber(leaf->haru, "StructParents", (HPDF_INT32)pdf->page_count);
	leaf->haru->write_fn = write_page_entries;
	pdf->page_count++;

	struct pdf_canvas *canvas = &pdf->canvas;
	strbuf_clear(&canvas->content);
	strbuf_clear(&canvas->path);
	canvas->fill = canvas->stroke = canvas->font = -1;
	canvas->width = canvas->font_size = -1;
	canvas->dash = 0;
	memset(canvas->font_names, 0, sizeof canvas->font_names);

	draw_margin(pdf, ARTIFACT_HEADER, pdf->report->header_left, pdf->report->header_right,
		header_style, HEADER_BASELINE, HEADER_RULE);
	draw_margin(pdf, ARTIFACT_FOOTER, pdf->report->footer_left,
		page_label(pdf, pdf->page_count, pages), footer_style, FOOTER_BASELINE,
		FOOTER_RULE);
}

void pdf_page_end(struct pdf *pdf)
{
	struct pdf_canvas *canvas = &pdf->canvas;
	assert(!canvas->marked);
	HPDF_PageAttr attributes = pdf->pages[pdf->page_count - 1].haru->attr;
	pdf_stream_attach(pdf, attributes->contents, canvas->content.bytes, canvas->content.length);
}
