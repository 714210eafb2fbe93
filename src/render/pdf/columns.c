#include "render/pdf/columns.h"

/* The width that no column exceeds when each gets its least, or this when it is more. */
static double fair_share(const struct pdf_column_width *columns, size_t count, double room)
{
	double share = 0, rest = room;
	size_t open = count;
	while (open > 0) {
		size_t still = 0;
		double given = 0;
		share = rest / (double)open;
		for (size_t i = 0; i < count; i++) {
			if (columns[i].least > share)
				still++;
			else
				given += columns[i].least;
		}
		if (still == open)
			break;
		open = still;
		rest = room - given;
	}
	return share;
}

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
		double part = natural - room < spare ? (natural - room) / spare : 1;
		natural -= part * spare;
		for (size_t i = 0; i < count; i++)
			columns[i].natural -= part * columns[i].spare;
		/* What was rounded away must not count as a need to break lines. */
		if (part < 1)
			natural = room;
	}
	double share = least > room ? fair_share(columns, count, room) : 0;
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
			column->width = column->least < share ? column->least : share;
		column->x = x;
		x += column->width + gap;
	}
}
