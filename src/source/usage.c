#include "usage.h"

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

/* user_key is not read: no user appears in what kvartal says, and no figure needs one. */
const struct table usage_table = {
	.name = "usage_daily",
	.columns = {
		{ .name = "customer_id", .type = COLUMN_TEXT, .use = USE_ID, .key = 1,
			.refers = IDS_CUSTOMER },
		{ .name = "day", .type = COLUMN_TEXT, .use = USE_DATE, .key = 2 },
		{ .name = "user_key", .type = COLUMN_TEXT, .key = 3 },
		{ .name = "feature_id", .type = COLUMN_TEXT, .use = USE_ID, .key = 4,
			.refers = IDS_FEATURE },
		{ .name = "events", .type = COLUMN_INTEGER },
	},
};

enum { USAGE_CUSTOMER, USAGE_DAY, USAGE_FEATURE = USAGE_DAY + 2 };

const struct table seat_table = {
	.name = "seat",
	.columns = {
		{ .name = "customer_id", .type = COLUMN_TEXT, .use = USE_ID, .key = 1,
			.refers = IDS_CUSTOMER },
		{ .name = "valid_from", .type = COLUMN_TEXT, .use = USE_DATE, .key = 2 },
		{ .name = "seats", .type = COLUMN_INTEGER },
	},
};

static int feature_order(const void *left, const void *right)
{
	const struct feature *a = left, *b = right;
	return strcmp(a->id, b->id);
}

static bool features_load(struct loading *loading)
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

/* ---- customer-quarters ------------------------------------------------------------------------ */

/*
 * Rows may come in any order, so each customer and quarter is found again through a hash table;
 * in the order of the primary key the last one found is nearly always the next.
 */
struct tally_table {
	struct usage_tally *tallies; /* in the order found */
	size_t count, capacity;
	uint32_t *slots; /* index + 1, 0: free */
	size_t slot_count;
	size_t core_words;
	struct arena *arena;
};

static size_t slot_of(const struct tally_table *table, int32_t customer, int32_t quarter)
{
	uint64_t hash = (uint64_t)(uint32_t)customer << 32 | (uint32_t)quarter;
	hash = (hash ^ hash >> 31) * 0x9E3779B97F4A7C15u;
	size_t slot = (size_t)(hash >> 20) & (table->slot_count - 1);
	while (table->slots[slot]) {
		const struct usage_tally *tally = &table->tallies[table->slots[slot] - 1];
		if (tally->customer == customer && tally->quarter.index == quarter)
			break;
		slot = (slot + 1) & (table->slot_count - 1);
	}
	return slot;
}

static void grow_slots(struct tally_table *table)
{
	table->slot_count = table->slot_count ? table->slot_count * 2 : 1024;
	free(table->slots);
	table->slots = calloc(table->slot_count, sizeof(*table->slots));
	if (!table->slots) {
		table->slots = ARENA_ARRAY(table->arena, uint32_t, table->slot_count);
	}
	for (size_t i = 0; i < table->count; i++)
		table->slots[slot_of(table, table->tallies[i].customer,
			table->tallies[i].quarter.index)] = (uint32_t)(i + 1);
}
