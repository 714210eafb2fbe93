#ifndef RENDER_XLSX_GUARD_H
#define RENDER_XLSX_GUARD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/error.h"
#include "model/date.h"

/*
 * The way into libxlsxwriter: the only file that includes its header. What the library would write
 * although no spreadsheet reader accepts it is refused here (a number that is not finite, a text
 * that is not clean UTF-8 or too long for a cell, a link to elsewhere than https, mail or a sheet)
 * or made good (names, see rules.h). The first failure is remembered and told by xlsx_close; after
 * it every call does nothing. Rows and columns count from 0. Texts are copied.
 */
struct xlsx;
struct xlsx_sheet;

/* How a cell looks; all zero is the reader's default. Colours are 0xRRGGBB, 0 for none. */
struct xlsx_style {
	bool bold, italic, underlined, wrap, right;
	bool indented;		/* away from a number at the left */
	bool top, above, below; /* text at the top of the cell; rules above and below the cell */
	double size;		/* points; 0: the default of 11 */
	uint32_t colour, fill;
	const char *number_format; /* NULL: general */
};

/* Opens a workbook that will be written to path, a new file; the library's own files go to folder.
 */
struct xlsx *xlsx_open(const char *path, const char *folder, struct arena *arena);

/* Document properties, each of which may be NULL. Without a created day the file would have a clock
 * in it. */
void xlsx_properties(struct xlsx *xlsx, const char *title, const char *subject, const char *author,
	const char *keywords, struct date created);

/* Writes and frees the workbook; false with the first failure of any call. */
bool xlsx_close(struct xlsx *xlsx, struct error *error);

/* Remembers a failure that the caller found. */
void xlsx_fail(struct xlsx *xlsx, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* ---- sheets and cells -------------------------------------------------------------------------
 */

/* Adds a sheet; it prints on A4 landscape, as wide as one page. Its name may differ from the
 * wanted. */
struct xlsx_sheet *xlsx_sheet(struct xlsx *xlsx, const char *name);
const char *xlsx_sheet_name(const struct xlsx_sheet *sheet);

void xlsx_text(struct xlsx_sheet *sheet, uint32_t row, uint32_t column, const char *text,
	const struct xlsx_style *style);
void xlsx_number(struct xlsx_sheet *sheet, uint32_t row, uint32_t column, double value,
	const struct xlsx_style *style);
void xlsx_blank(
	struct xlsx_sheet *sheet, uint32_t row, uint32_t column, const struct xlsx_style *style);

/* A text whose stretches look different; of the styles only those of the letters count. */
struct xlsx_stretch {
	const char *text;
	struct xlsx_style style;
};
void xlsx_stretches(struct xlsx_sheet *sheet, uint32_t row, uint32_t column,
	const struct xlsx_stretch *stretches, size_t count, const struct xlsx_style *style);

/* A text that leads to an address, or to another sheet. */
void xlsx_link(struct xlsx_sheet *sheet, uint32_t row, uint32_t column, const char *address,
	const char *text, const struct xlsx_style *style);
void xlsx_link_sheet(struct xlsx_sheet *sheet, uint32_t row, uint32_t column,
	const struct xlsx_sheet *target, const char *text, const struct xlsx_style *style);

/* Widths are in characters of the default font; heights in points. */
void xlsx_width(struct xlsx_sheet *sheet, uint32_t column, double width);
void xlsx_height(struct xlsx_sheet *sheet, uint32_t row, double height);

/*
 * A worksheet table with an autofilter: a row of headers at row, then row_count rows (at least one)
 * whose cells the caller writes. The name is made from id.
 */
void xlsx_table(struct xlsx_sheet *sheet, const char *id, uint32_t row, uint32_t row_count,
	const char *const *headers, size_t count, bool row_headers, const struct xlsx_style *style);

/* Keeps the rows and columns before this cell in view. */
void xlsx_freeze(struct xlsx_sheet *sheet, uint32_t row, uint32_t column);

/* Prints a row at the top of every page. */
void xlsx_repeat(struct xlsx_sheet *sheet, uint32_t row);

/* Prints the whole sheet on one page. */
void xlsx_single_page(struct xlsx_sheet *sheet);

/* Header and footer of each page; number_format is "Page {page} of {pages}". Any may be NULL. */
void xlsx_margins(struct xlsx_sheet *sheet, const char *header_left, const char *header_right,
	const char *footer_left, const char *number_format);

/* The sheet that is shown when the file is opened. */
void xlsx_show(struct xlsx_sheet *sheet);

/* ---- charts -----------------------------------------------------------------------------------
 */

enum xlsx_chart_kind { XLSX_LINE, XLSX_COLUMN, XLSX_BAR }; /* columns are stacked */
enum xlsx_dash { XLSX_SOLID, XLSX_DASHED, XLSX_DOTTED, XLSX_DASH_DOT, XLSX_NO_LINE };
enum xlsx_marker { XLSX_NO_MARKER, XLSX_CIRCLE, XLSX_DIAMOND };
enum xlsx_fill { XLSX_FILLED, XLSX_HATCHED, XLSX_UNFILLED };

/* The cells column, first_row .. first_row + count - 1 hold literal values: the chart caches them.
 */
struct xlsx_series {
	const char *name;
	uint32_t first_row, column;
	uint32_t category_row; /* where the categories begin */
	uint32_t colour;
	double width; /* of the line, points */
	enum xlsx_dash dash;
	enum xlsx_marker marker;
	enum xlsx_fill fill;
	const char *const *labels; /* one per point, NULL for none; the whole may be NULL */
	const uint32_t *colours;   /* one per point, or NULL */
	bool unlisted;		   /* not in the legend */
};

struct xlsx_chart {
	enum xlsx_chart_kind kind;
	const char *title, *alternative;
	const char *axis_title, *axis_format;
	double low, high, step; /* of the axis of values; step 0: the reader's choice */
	const struct xlsx_sheet *data;
	uint32_t category_column, count;
	const struct xlsx_series *series;
	size_t series_count;
	double width, height; /* pixels of 1/96 inch */
};

/* Places a chart with its upper left corner in a cell. */
void xlsx_chart(
	struct xlsx_sheet *sheet, uint32_t row, uint32_t column, const struct xlsx_chart *chart);

#endif
