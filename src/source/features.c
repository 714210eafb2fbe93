#include <stdlib.h>
#include <string.h>

#include "source.h"

const struct table feature_table = {
	.name = "feature",
	.ids = IDS_FEATURE,
	.columns = {
		{ .name = "feature_id", .type = COLUMN_TEXT, .use = USE_ID, .key = 1,
			.refers = IDS_FEATURE },
		{ .name = "name", .type = COLUMN_TEXT, .use = USE_NAME },
		{ .name = "is_core", .type = COLUMN_INTEGER, .use = USE_NUMBER, .least = 0,
			.greatest = 1 },
		{ .name = "value_area", .type = COLUMN_TEXT, .optional = true },
	},
};

enum { FEATURE_ID, FEATURE_NAME, FEATURE_CORE };

static int feature_order(const void *left, const void *right)
{
	const struct feature *a = left, *b = right;
	return strcmp(a->id, b->id);
}

bool features_load(struct loading *loading)
{
	struct facts *facts = loading->facts;
	struct directory *directory = &loading->directories[IDS_FEATURE];
	struct rows rows;

	facts->features = ARENA_ARRAY(loading->arena, struct feature, directory->count);
	rows_open(&rows, loading, &feature_table);
	while (rows_next(&rows))
		facts->features[facts->feature_count++] = (struct feature){
			.id = rows.cells[FEATURE_ID].text,
			.name = rows.cells[FEATURE_NAME].text,
			.is_core = rows.cells[FEATURE_CORE].number != 0,
		};
	if (!rows_close(&rows))
		return false;
	qsort(facts->features, facts->feature_count, sizeof(*facts->features), feature_order);
	for (size_t i = 0; i < facts->feature_count; i++)
		directory_set(directory, facts->features[i].id, i);
	return true;
}
