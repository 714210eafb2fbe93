#include <stdlib.h>
#include <string.h>

#include "source.h"

const struct table customer_table = {
	.name = "customer",
	.ids = IDS_CUSTOMER,
	.columns = {
		{ .name = "customer_id", .type = COLUMN_TEXT, .use = USE_ID, .key = 1,
			.refers = IDS_CUSTOMER },
		{ .name = "name", .type = COLUMN_TEXT, .use = USE_NAME },
		{ .name = "segment", .type = COLUMN_TEXT, .use = USE_NAME, .optional = true },
		{ .name = "industry", .type = COLUMN_TEXT, .optional = true },
		{ .name = "country", .type = COLUMN_TEXT, .use = USE_NAME, .optional = true },
		{ .name = "parent_id", .type = COLUMN_TEXT, .use = USE_ID, .optional = true,
			.refers = IDS_CUSTOMER },
		{ .name = "created_on", .type = COLUMN_TEXT, .use = USE_DATE },
		{ .name = "acquired_via", .type = COLUMN_TEXT, .use = USE_NAME, .optional = true },
		{ .name = "referred_by", .type = COLUMN_TEXT, .use = USE_ID, .optional = true,
			.refers = IDS_CUSTOMER },
		{ .name = "acquisition_cost_minor", .type = COLUMN_INTEGER, .use = USE_NUMBER,
			.optional = true, .least = 0, .greatest = INT64_MAX },
		{ .name = "acquisition_currency", .type = COLUMN_TEXT, .use = USE_ID,
			.optional = true, .refers = IDS_CURRENCY },
		{ .name = "is_test", .type = COLUMN_INTEGER, .use = USE_NUMBER, .least = 0,
			.greatest = 1 },
	},
};

enum {
	ID,
	NAME,
	SEGMENT,
	COUNTRY = SEGMENT + 2,
	PARENT,
	CREATED,
	ACQUIRED_VIA,
	ACQUISITION_COST = ACQUIRED_VIA + 2,
	ACQUISITION_CURRENCY,
	IS_TEST,
};

const struct table referral_table = {
	.name = "referral",
	.columns = {
		{ .name = "referral_id", .type = COLUMN_TEXT, .use = USE_ID, .key = 1 },
		{ .name = "customer_id", .type = COLUMN_TEXT, .use = USE_ID, .refers = IDS_CUSTOMER },
		{ .name = "kind", .type = COLUMN_TEXT },
		{ .name = "made_on", .type = COLUMN_TEXT, .use = USE_DATE },
		{ .name = "new_customer_id", .type = COLUMN_TEXT, .use = USE_ID, .optional = true,
			.refers = IDS_CUSTOMER },
		{ .name = "converted_on", .type = COLUMN_TEXT, .use = USE_DATE, .optional = true },
	},
	.orders = { { 3, 5, true } },
};

static int customer_order(const void *left, const void *right)
{
	const struct customer *a = left, *b = right;
	return strcmp(a->id, b->id);
}

static struct customer customer_of(const struct rows *rows)
{
	const struct cell *cells = rows->cells;
	return (struct customer){
		.id = cells[ID].text,
		.name = cells[NAME].text,
		.segment = cells[SEGMENT].text,
		.country = cells[COUNTRY].text,
		.created = cells[CREATED].date,
		.parent = cells[PARENT].place,
		.acquired_via = cells[ACQUIRED_VIA].text,
		.has_acquisition_cost = cells[ACQUISITION_COST].given,
		.acquisition_cost = cells[ACQUISITION_COST].number,
		.acquisition_currency = directory_row(
			rows->loading, IDS_CURRENCY, cells[ACQUISITION_CURRENCY].place),
		.is_test = cells[IS_TEST].number != 0,
	};
}

bool customers_load(struct loading *loading)
{
	struct facts *facts = loading->facts;
	struct directory *directory = &loading->directories[IDS_CUSTOMER];
	struct rows rows;

	facts->customers = ARENA_ARRAY(loading->arena, struct customer, directory->count);
	rows_open(&rows, loading, &customer_table);
	while (rows_next(&rows))
		facts->customers[facts->customer_count++] = customer_of(&rows);
	if (!rows_close(&rows))
		return false;
	qsort(facts->customers, facts->customer_count, sizeof(*facts->customers), customer_order);
	for (size_t i = 0; i < facts->customer_count; i++)
		directory_set(directory, facts->customers[i].id, i);
	/* Now that every row has its index: parents, which were places in the directory. */
	for (size_t i = 0; i < facts->customer_count; i++)
		facts->customers[i].parent =
			directory_row(loading, IDS_CUSTOMER, facts->customers[i].parent);
	return true;
}

bool referrals_load(struct loading *loading)
{
	return rows_check(loading, &referral_table);
}
