#ifndef RENDER_PDF_BLOCKS_H
#define RENDER_PDF_BLOCKS_H

#include "model/report.h"
#include "render/pdf/layout.h"

/* The parts of a block; none for a block that has nothing to show. */
void pdf_block_parts(struct pdf *pdf, struct pdf_column *column, const struct block *block);

/* The kinds that have a file of their own. */
void pdf_cards_parts(
	struct pdf *pdf, struct pdf_column *column, const struct card *cards, size_t count);
void pdf_notices_parts(
	struct pdf *pdf, struct pdf_column *column, const struct notice *notices, size_t count);

#endif
