#ifndef RENDER_PDF_LAYOUT_H
#define RENDER_PDF_LAYOUT_H

#include <stdbool.h>
#include <stddef.h>

#include "render/pdf/pdf.h"

/*
 * A section is a column of parts that are never divided. Parts that keep with the next share a page
 * when a page can hold them. First every part is given its place, so that the number of pages is
 * known; then the pages are drawn, one after the other.
 */

/* Drawn again at the top of a page on which the rest of something goes on. */
struct pdf_repeat {
	double height;
	void (*draw)(struct pdf *pdf, void *content, double y);
	void *content;
};

struct pdf_part {
	double space; /* above; none at the top of a page. It may shrink by half */
	double height;
	double give; /* how much of the height can be spared */
	bool keep;   /* with the next part */
	void (*draw)(struct pdf *pdf, const struct pdf_part *part);
	void *content;
	size_t index;
	const struct pdf_repeat *repeat;

	/* Set by pdf_flow, which also takes from the height what is given up. */
	size_t page; /* from 0 in the document */
	double y;
	bool repeated;
};

struct pdf_column {
	struct pdf_part *parts;
	size_t count, capacity;
};

struct pdf_part *pdf_part_add(struct pdf *pdf, struct pdf_column *column);

/*
 * Places the parts from the given page on; returns the number of pages. A column that is a little
 * too tall for one page is pressed together.
 */
size_t pdf_flow(struct pdf_column *column, size_t first_page);

#endif
