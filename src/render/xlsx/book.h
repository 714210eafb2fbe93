#ifndef RENDER_XLSX_BOOK_H
#define RENDER_XLSX_BOOK_H

#include <stdint.h>

#include "base/arena.h"
#include "model/report.h"
#include "render/xlsx/guard.h"
#include "render/xlsx/words.h"

struct chart_plan;

/* A report while it becomes a workbook. */
struct book {
	const struct report *report;
	const struct words *words;
	struct arena *arena;
	struct xlsx *out;
	struct xlsx_sheet **sheets; /* one per section */

	struct chart_plan *charts; /* all of the report, in its order */
	size_t chart_count;
	struct xlsx_sheet *data; /* where their values stand; NULL without charts */
	uint32_t data_row;	 /* of the first value */
};

/* Colours of the visual system. */
#define COLOUR_MUTED 0x595959
#define COLOUR_HEADER 0xF1F1F1
#define COLOUR_CALLOUT 0xEAF1F7
#define COLOUR_LINK 0x0072B2

/* Writes a text that leads to link: "https:...", "mailto:..." or "#id" of a section. */
void book_link(const struct book *book, struct xlsx_sheet *sheet, uint32_t row, uint32_t column,
	const char *link, const char *text, const struct xlsx_style *style);

#endif
