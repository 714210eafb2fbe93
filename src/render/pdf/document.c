#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <libdeflate.h>

#include "render/pdf/blocks.h"
#include "render/pdf/fonts.h"
#include "render/pdf/headings.h"
#include "render/pdf/layout.h"
#include "render/pdf/links.h"
#include "render/pdf/metadata.h"
#include "render/pdf/object.h"
#include "render/pdf/page.h"
#include "render/pdf/pdf.h"
#include "render/pdf/tags.h"
#include "render/pdf/writer.h"
#include "render/render.h"

/* The structures of libharu that we reach into are those of this version. */
#define LIBHARU "2.3.0"

static void note_failure(HPDF_STATUS status, HPDF_STATUS detail, void *user)
{
	pdf_fail(user, "libharu: error 0x%04lX, detail %lu", (unsigned long)status,
		(unsigned long)detail);
}

/*
 * libharu's memory is the arena's, so that it never sees an allocation fail, which it does not
 * survive in many places. Its allocator has no argument to carry the arena in.
 */
static _Thread_local struct arena *haru_arena;

static void *haru_alloc(HPDF_UINT size)
{
	return arena_alloc(haru_arena, size);
}

static void haru_free(void *memory)
{
	(void)memory;
}

static bool document_open(struct pdf *pdf)
{
	if (strcmp(HPDF_GetVersion(), LIBHARU) != 0)
		return pdf_fail(pdf, "libharu %s in place of " LIBHARU, HPDF_GetVersion());
	pdf->compressor = libdeflate_alloc_compressor(6);
	if (!pdf->compressor)
		return pdf_fail(pdf, "out of memory");
	haru_arena = pdf->arena;
	pdf->haru = HPDF_NewEx(note_failure, haru_alloc, haru_free, 0, pdf);
	if (!pdf->haru)
		return pdf_fail(pdf, "libharu could not start a document");
	/* A page tree of one level holds no more than this many pages. */
	HPDF_SetPagesConfiguration(pdf->haru, 1000);
	pdf_fonts_open(pdf);
	return !pdf->failed;
}

static void document_close(struct pdf *pdf)
{
	pdf_fonts_close(pdf);
	if (pdf->haru)
		HPDF_Free(pdf->haru);
	haru_arena = NULL;
	libdeflate_free_compressor(pdf->compressor);
	strbuf_release(&pdf->canvas.content);
	strbuf_release(&pdf->canvas.path);
	arena_free(pdf->arena);
}

/* The parts of a section; its title, if there is nothing else, so that no page is empty. */
static void section_parts(struct pdf *pdf, struct pdf_column *column, const struct section *section)
{
	for (size_t i = 0; i < section->count && !pdf->failed; i++)
		pdf_block_parts(pdf, column, &section->blocks[i]);
	if (column->count > 0 || !section->title)
		return;
	struct run *run = arena_alloc(pdf->arena, sizeof *run);
	run->text = section->title;
	pdf_heading_parts(pdf, column, 1, (struct text){ run, 1 });
}

static void section_draw(struct pdf *pdf, const struct section *section,
	const struct pdf_column *column, size_t first, size_t count, size_t pages)
{
	size_t part = 0;
	pdf->section = NULL;
	for (size_t page = first; page < first + count && !pdf->failed; page++) {
		pdf_page_begin(pdf, pages);
		if (pdf->failed)
			return;
		if (page == first) {
			pdf->section = pdf_element(pdf, pdf->structure, "Sect");
			pdf->bookmark = pdf_bookmark(pdf, NULL,
				section->title ? section->title : pdf->report->title,
				TEXT_TOP - 10);
		}
		for (; part < column->count && column->parts[part].page == page && !pdf->failed;
			part++) {
			const struct pdf_part *now = &column->parts[part];
			if (now->repeated)
				now->repeat->draw(
					pdf, now->repeat->content, now->y - now->repeat->height);
			now->draw(pdf, now);
		}
		if (!pdf->failed)
			pdf_page_end(pdf);
	}
}

static bool document_draw(struct pdf *pdf)
{
	const struct report *report = pdf->report;
	struct pdf_column *columns = ARENA_ARRAY(pdf->arena, struct pdf_column, report->count);
	size_t *counts = ARENA_ARRAY(pdf->arena, size_t, report->count);
	size_t pages = 0;
	pdf->destinations = ARENA_ARRAY(pdf->arena, struct pdf_destination, report->count);
	for (size_t i = 0; i < report->count && !pdf->failed; i++) {
		section_parts(pdf, &columns[i], &report->sections[i]);
		counts[i] = pdf_flow(&columns[i], pages);
		pdf->destinations[i] =
			(struct pdf_destination){ report->sections[i].id, pages, TEXT_TOP - 10 };
		pages += counts[i];
	}
	pdf->structure = pdf_element(pdf, NULL, "Document");
	for (size_t i = 0; i < report->count && !pdf->failed; i++)
		section_draw(pdf, &report->sections[i], &columns[i], pdf->destinations[i].page,
			counts[i], pages);
	return !pdf->failed;
}

static bool document_finish(struct pdf *pdf)
{
	HPDF_AddPageLabel(pdf->haru, 0, HPDF_PAGE_NUM_STYLE_DECIMAL, 1, NULL);
	if (!pdf_links_finish(pdf) || !pdf_fonts_finish(pdf))
		return false;
	pdf_metadata(pdf);
	pdf_structure_finish(pdf);
	return !pdf->failed;
}

static bool render(const struct report *report, struct strbuf *bytes, struct error *error)
{
	if (report->count == 0)
		return error_set(error, ERROR_FAILED, "report without sections");
	if (!pdf_said(report->language) || !pdf_said(report->title))
		return error_set(error, ERROR_FAILED, "report without a language or a title");
	struct pdf pdf = {
		.report = report,
		.arena = arena_new(),
		.error = error,
		.canvas = { .content = STRBUF_INIT, .path = STRBUF_INIT },
	};
	bool done = document_open(&pdf) && document_draw(&pdf) && document_finish(&pdf) &&
		    pdf_write(&pdf, bytes);
	document_close(&pdf);
	return done;
}

const struct renderer render_pdf = { "pdf", "application/pdf", render };
