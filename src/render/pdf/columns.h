#ifndef RENDER_PDF_COLUMNS_H
#define RENDER_PDF_COLUMNS_H

#include <stddef.h>

/* What a column asks for, in points, and what it is given. */
struct pdf_column_width {
	double least;	/* without breaking a word */
	double natural; /* without breaking a line */
	double spare;	/* how much of that it gives up without harm */
	double weight;	/* its share of what is left over */
	double x, width;
};

/*
 * Divides the width among columns that stand gap apart: natural widths when they fit, and the rest
 * by weight (in equal parts when there is none). Else first what can be spared is given up, then
 * each gives the same share of what is above its least. When not even the least fit, the widest are
 * cut to one width, and the others keep theirs.
 */
void pdf_columns_fit(struct pdf_column_width *columns, size_t count, double width, double gap);

#endif
