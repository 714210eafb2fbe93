#ifndef RENDER_XLSX_LAYERS_H
#define RENDER_XLSX_LAYERS_H

#include <stdbool.h>

#include "render/xlsx/chart.h"

/* A series of a native chart: one value per category, in the unit of the chart, and how it looks.
 */
struct chart_layer {
	const char *name;
	double *values;
	bool *defined;
	const char **labels;	 /* one per category, NULL for none; or NULL */
	struct xlsx_series look; /* without name, labels and place */
	bool undrawn;		 /* in the table of chart data alone */
};

/* Fills the layers of a plan whose chart is set. */
void layers_plan(const struct book *book, struct chart_plan *plan);

#endif
