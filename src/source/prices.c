#include <stdlib.h>

#include "source.h"

static const char *const change_kinds[] = {
	[PRICE_START] = "start",
	[PRICE_UPSELL] = "upsell",
	[PRICE_CROSS_SELL] = "cross_sell",
	[PRICE_DOWNSELL] = "downsell",
	[PRICE_INDEXATION] = "indexation",
	[PRICE_CORRECTION] = "correction",
	NULL,
};

const struct table price_table = {
	.name = "contract_price",
	.columns = {
		{ .name = "contract_id", .type = COLUMN_TEXT, .use = USE_ID, .key = 1,
			.refers = IDS_CONTRACT },
		{ .name = "valid_from", .type = COLUMN_TEXT, .use = USE_DATE, .key = 2 },
		{ .name = "arr_minor", .type = COLUMN_INTEGER, .use = USE_NUMBER },
		{ .name = "currency", .type = COLUMN_TEXT, .use = USE_ID, .refers = IDS_CURRENCY },
		{ .name = "change_kind", .type = COLUMN_TEXT, .use = USE_WORD, .words = change_kinds },
	},
};

enum { CONTRACT, VALID_FROM, ARR, CURRENCY, CHANGE };

static int price_order(const void *left, const void *right)
{
	const struct price *a = left, *b = right;
	if (a->contract != b->contract)
		return a->contract < b->contract ? -1 : 1;
	return (a->valid_from.days > b->valid_from.days) -
	       (a->valid_from.days < b->valid_from.days);
}

bool prices_load(struct loading *loading)
{
	struct facts *facts = loading->facts;
	size_t capacity = 0;
	struct rows rows;

	rows_open(&rows, loading, &price_table);
	while (rows_next(&rows)) {
		const struct cell *cells = rows.cells;
		if (cells[ARR].number < 0) {
			finding_add(&loading->findings, "DQ08", "%s (arr_minor %lld)",
				rows_object(&rows), (long long)cells[ARR].number);
			rows_exclude(&rows);
			continue;
		}
		facts->prices = arena_grow(loading->arena, facts->prices, facts->price_count,
			&capacity, sizeof(*facts->prices));
		facts->prices[facts->price_count++] = (struct price){
			.contract = directory_row(loading, IDS_CONTRACT, cells[CONTRACT].place),
			.valid_from = cells[VALID_FROM].date,
			.arr = cells[ARR].number,
			.currency = directory_row(loading, IDS_CURRENCY, cells[CURRENCY].place),
			.change = (enum price_change)cells[CHANGE].number,
		};
	}
	if (!rows_close(&rows))
		return false;
	if (facts->price_count)
		qsort(facts->prices, facts->price_count, sizeof(*facts->prices), price_order);
	for (size_t i = 0; i < facts->price_count; i++) {
		struct contract *contract = &facts->contracts[facts->prices[i].contract];
		if (contract->price_count++ == 0)
			contract->first_price = i;
	}
	return true;
}
