#ifndef RENDER_XLSX_RULES_H
#define RENDER_XLSX_RULES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

/*
 * What a spreadsheet reader demands of texts and names, and libxlsxwriter does not see to. Lengths
 * are in UTF-16 units, as the readers count. The texts are valid UTF-8.
 */

#define RULES_CELL_LENGTH 32767
#define RULES_TITLE_LENGTH 255 /* table headers, names in charts, document properties */
#define RULES_SHEET_LENGTH 31
#define RULES_ADDRESS_LENGTH 2079

/* The names that are taken, where readers tell names apart without regard to case. */
struct rules_names {
	char **folded;
	size_t count, capacity;
};

size_t rules_length(const char *text);

/* The text, or its beginning and "..." (one character) when it is longer than so many units. */
const char *rules_cut(const char *text, size_t length, struct arena *arena);

/* A literal "_x0041_" stands for a character to the readers: "_x005F_x0041_" stands for itself. */
const char *rules_escape(const char *text, struct arena *arena);

/*
 * A title in a chart that begins with '=' would be taken for a reference: a space is put first. Cut
 * to RULES_TITLE_LENGTH.
 */
const char *rules_title(const char *text, struct arena *arena);

/*
 * A sheet name: without []:*?/\ and apostrophes at the ends, at most 31 units, unlike the others
 * and unlike those that are reserved; " (2)" makes it so.
 */
const char *rules_sheet_name(const char *wanted, struct rules_names *taken, struct arena *arena);

/* A table name: "tbl_" and the letters, digits and '_' of the id; unlike the others. */
const char *rules_table_name(const char *id, struct rules_names *taken, struct arena *arena);

/* The header of a column, ready to be written: escaped, not empty, unlike the others of its table.
 */
const char *rules_header(const char *wanted, struct rules_names *taken, struct arena *arena);

/*
 * Header or footer of a page, with a left and a right part; {page} and {pages} in the right part
 * become the numbers when numbered. Every other '&' prints as itself. The parts are cut so that it
 * fits in the 255 characters that are allowed. NULL is an empty part.
 */
const char *rules_margin(const char *left, const char *right, bool numbered, struct arena *arena);

/* Whether a link leads to https or mail, and is not too long. */
bool rules_address(const char *address);

#endif
