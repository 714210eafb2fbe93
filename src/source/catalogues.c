#include <stdlib.h>
#include <string.h>

#include "source.h"

/* The lists that customers and contracts choose from: products, reasons. */

const struct table product_table = {
	.name = "product",
	.ids = IDS_PRODUCT,
	.columns = {
		{ .name = "product_id", .type = COLUMN_TEXT, .use = USE_ID, .key = 1,
			.refers = IDS_PRODUCT },
		{ .name = "name", .type = COLUMN_TEXT, .use = USE_NAME },
		{ .name = "is_recurring", .type = COLUMN_INTEGER, .use = USE_NUMBER, .least = 0,
			.greatest = 1 },
	},
};

enum { PRODUCT_ID, PRODUCT_NAME, PRODUCT_RECURRING };

const struct table reason_table = {
	.name = "reason_code",
	.ids = IDS_REASON,
	.columns = {
		{ .name = "code", .type = COLUMN_TEXT, .use = USE_ID, .key = 1, .refers = IDS_REASON },
		{ .name = "label_sv", .type = COLUMN_TEXT, .use = USE_NAME },
		{ .name = "label_en", .type = COLUMN_TEXT, .use = USE_NAME },
		{ .name = "category", .type = COLUMN_TEXT, .use = USE_NAME },
	},
};

enum { REASON_CODE, REASON_SV, REASON_EN, REASON_CATEGORY };

static int reason_order(const void *left, const void *right)
{
	const struct reason *a = left, *b = right;
	return strcmp(a->code, b->code);
}

bool reasons_load(struct loading *loading)
{
	struct facts *facts = loading->facts;
	struct directory *directory = &loading->directories[IDS_REASON];
	struct rows rows;

	facts->reasons = ARENA_ARRAY(loading->arena, struct reason, directory->count);
	rows_open(&rows, loading, &reason_table);
	while (rows_next(&rows))
		facts->reasons[facts->reason_count++] = (struct reason){
			.code = rows.cells[REASON_CODE].text,
			.label_sv = rows.cells[REASON_SV].text,
			.label_en = rows.cells[REASON_EN].text,
			.category = rows.cells[REASON_CATEGORY].text,
		};
	if (!rows_close(&rows))
		return false;
	qsort(facts->reasons, facts->reason_count, sizeof(*facts->reasons), reason_order);
	for (size_t i = 0; i < facts->reason_count; i++)
		directory_set(directory, facts->reasons[i].code, i);
	return true;
}

static int product_order(const void *left, const void *right)
{
	const struct product *a = left, *b = right;
	return strcmp(a->id, b->id);
}

bool products_load(struct loading *loading)
{
	struct facts *facts = loading->facts;
	struct directory *directory = &loading->directories[IDS_PRODUCT];
	struct rows rows;

	facts->products = ARENA_ARRAY(loading->arena, struct product, directory->count);
	rows_open(&rows, loading, &product_table);
	while (rows_next(&rows))
		facts->products[facts->product_count++] = (struct product){
			.id = rows.cells[PRODUCT_ID].text,
			.name = rows.cells[PRODUCT_NAME].text,
			.is_recurring = rows.cells[PRODUCT_RECURRING].number != 0,
		};
	if (!rows_close(&rows))
		return false;
	qsort(facts->products, facts->product_count, sizeof(*facts->products), product_order);
	for (size_t i = 0; i < facts->product_count; i++)
		directory_set(directory, facts->products[i].id, i);
	return true;
}
