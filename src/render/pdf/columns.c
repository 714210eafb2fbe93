#include "render/pdf/columns.h"

void pdf_columns_fit(struct pdf_column_width *columns, size_t count, double width, double gap)
{
	double natural = 0, least = 0, weight = 0, spare = 0;
	double room = width - gap * (double)(count - 1);
	for (size_t i = 0; i < count; i++) {
		natural += columns[i].natural;
		least += columns[i].least;
		weight += columns[i].weight;
		spare += columns[i].spare;
	}
	if (natural > room && spare > 0) {
		double share = natural - room < spare ? (natural - room) / spare : 1;
		natural -= share * spare;
		for (size_t i = 0; i < count; i++)
			columns[i].natural -= share * columns[i].spare;
		/* What was rounded away must not count as a need to break lines. */
		if (share < 1)
			natural = room;
	}
	double x = 0;
	for (size_t i = 0; i < count; i++) {
		struct pdf_column_width *column = &columns[i];
		if (natural <= room && weight > 0)
			column->width =
				column->natural + (room - natural) * column->weight / weight;
		else if (natural <= room)
			column->width = column->natural + (room - natural) / (double)count;
		else if (least <= room)
			column->width = column->natural -
				(natural - room) * (column->natural - column->least) /
					(natural - least);
		else
			column->width = column->least * room / least;
		column->x = x;
		x += column->width + gap;
	}
}
