#ifndef RENDER_PDF_PDF_H
#define RENDER_PDF_PDF_H

#include <stdbool.h>
#include <stddef.h>

#include <hpdf.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/strbuf.h"
#include "model/report.h"

/*
 * One document while it is made: PDF 1.7, tagged, PDF/A-3a and PDF/UA-1. libharu keeps the objects,
 * the page tree and the bookmarks; content streams, structure, fonts and the file itself are
 * written by us (libharu's own are too large, or not conforming). Lengths are in points, and places
 * are measured from the upper left corner of the page; object.c and canvas.c turn them round.
 */

#define PAGE_WIDTH 595.276
#define PAGE_HEIGHT 841.89
#define MARGIN 51.024 /* 18 mm */
#define TEXT_WIDTH (PAGE_WIDTH - 2 * MARGIN)
#define TEXT_TOP 54.0
#define TEXT_BOTTOM 794.0

struct pdf_fonts;
struct pdf_element;

/* What is known of a page after it was written. */
struct pdf_leaf {
	HPDF_Page haru;
	struct pdf_element **owners; /* the structure element of each marked content, by MCID */
	size_t owner_count, owner_capacity;
	HPDF_Array annotations;
};

/* The page that is being written. Colours and such are kept to say them only when they change. */
struct pdf_canvas {
	struct strbuf content, path;
	bool marked;	  /* between the begin and the end of a marked content */
	int fill, stroke; /* enum pdf_colour, -1 when not known */
	double width;
	double dash;
	int font;
	double font_size;
	const char *font_names[8]; /* by enum pdf_face; NULL when not yet on the page */
};

/* A place that links and bookmarks lead to. */
struct pdf_destination {
	const char *id;
	size_t page;
	double y;
};

/* A link; the page that it leads to may not exist yet when it is drawn. */
struct pdf_link {
	HPDF_Dict annotation;
	struct pdf_element *element;
	const char *target, *entries;
	size_t number;
	struct pdf_link *next;
};

struct pdf {
	const struct report *report;
	struct arena *arena;
	HPDF_Doc haru;
	struct error *error;
	bool failed; /* the first failure is in error; what follows is of no use */

	struct libdeflate_compressor *compressor;
	struct pdf_fonts *fonts;

	struct pdf_leaf *pages;
	size_t page_count, page_capacity;
	struct pdf_canvas canvas; /* of the last page */

	struct pdf_element *structure; /* the Document element */
	struct pdf_element *section;   /* what is being drawn */
	struct pdf_element *elements;  /* all, in order of creation, linked */
	struct pdf_element *last_element;
	size_t element_count;
	int heading_level; /* of the last heading tagged, 0 before the first */

	HPDF_Dict structure_root;
	unsigned first_element; /* object number of the first element */

	struct pdf_destination *destinations; /* one per section */
	struct pdf_link *links, *last_link;
	size_t link_count;
	HPDF_Outline bookmark; /* of the section that is being drawn */
};

/* Whether a text of the report is there and has more than spaces. */
bool pdf_said(const char *text);

/* Remembers the first failure; returns false. */
bool pdf_fail(struct pdf *pdf, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
