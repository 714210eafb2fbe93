#include "render/pdf/layout.h"

#include <math.h>

#define PAGE_ROOM (TEXT_BOTTOM - TEXT_TOP)

struct pdf_part *pdf_part_add(struct pdf *pdf, struct pdf_column *column)
{
	column->parts = arena_grow(
		pdf->arena, column->parts, column->count, &column->capacity, sizeof *column->parts);
	struct pdf_part *part = &column->parts[column->count++];
	*part = (struct pdf_part){ 0 };
	return part;
}

/* Takes height from a column that would just not fit on one page. */
static void press(struct pdf_column *column)
{
	double height = 0, give = 0;
	for (size_t i = 0; i < column->count; i++) {
		const struct pdf_part *part = &column->parts[i];
		height += part->height + (i > 0 ? part->space : 0);
		give += part->give + (i > 0 ? part->space / 2 : 0);
	}
	double excess = height - PAGE_ROOM;
	if (excess <= 0 || excess > give)
		return;
	double share = excess / give;
	for (size_t i = 0; i < column->count; i++) {
		column->parts[i].height -= share * column->parts[i].give;
		column->parts[i].space -= share * column->parts[i].space / 2;
	}
}

/* The parts from first on that stay together, and their height with the space between them. */
static size_t group(const struct pdf_column *column, size_t first, double *height)
{
	size_t count = 1;
	*height = column->parts[first].height;
	while (column->parts[first + count - 1].keep && first + count < column->count) {
		*height += column->parts[first + count].space + column->parts[first + count].height;
		count++;
	}
	return count;
}

size_t pdf_flow(struct pdf_column *column, size_t first_page)
{
	press(column);
	size_t page = first_page;
	double y = TEXT_TOP;
	bool top = true;
	for (size_t i = 0; i < column->count; i++) {
		struct pdf_part *part = &column->parts[i];
		double height;
		bool begins = i == 0 || !column->parts[i - 1].keep;
		group(column, i, &height);
		/* A group that no page can hold is divided like any other parts. */
		if (!begins || height > PAGE_ROOM)
			height = part->height;
		if (!top && y + part->space + height > TEXT_BOTTOM + 0.01) {
			page++;
			y = TEXT_TOP;
			top = true;
		}
		if (top && part->repeat && part->index > 0) {
			part->repeated = true;
			y += part->repeat->height;
		}
		if (!top)
			y += part->space;
		part->page = page;
		part->y = y;
		y += part->height;
		top = false;
	}
	return page + 1 - first_page;
}
