#ifndef RENDER_XLSX_LINES_H
#define RENDER_XLSX_LINES_H

#include <stddef.h>

/*
 * How a text breaks into lines of so many characters: between words, and within one that is longer
 * than a line. The readers do not tell the height of a wrapped row alike, so we do.
 */

/* The bytes of the first line, without the space that ends it. */
size_t lines_first(const char *text, double length);

/* How many lines; 1 for the empty text. */
size_t lines_count(const char *text, double length);

/* The height of a row of so many lines, points. */
double lines_height(size_t lines);

#endif
