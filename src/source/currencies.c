#include <stdlib.h>
#include <string.h>

#include "model/money.h"
#include "source.h"

const struct table currency_table = {
	.name = "currency",
	.ids = IDS_CURRENCY,
	.columns = {
		{ .name = "code", .type = COLUMN_TEXT, .use = USE_ID, .key = 1, .refers = IDS_CURRENCY },
		{ .name = "exponent", .type = COLUMN_INTEGER, .use = USE_NUMBER, .least = 0,
			.greatest = 4 },
	},
};

enum { CODE, EXPONENT };

const struct table fx_rate_table = {
	.name = "fx_rate",
	.columns = {
		{ .name = "quarter_start", .type = COLUMN_TEXT, .use = USE_DATE, .key = 1 },
		{ .name = "currency", .type = COLUMN_TEXT, .use = USE_ID, .key = 2,
			.refers = IDS_CURRENCY },
		{ .name = "avg_rate", .type = COLUMN_REAL, .use = USE_NUMBER },
		{ .name = "close_rate", .type = COLUMN_REAL, .use = USE_NUMBER },
		{ .name = "source", .type = COLUMN_TEXT, .optional = true },
	},
};

enum { RATE_QUARTER, RATE_CURRENCY, RATE_AVERAGE, RATE_CLOSE };

static int currency_order(const void *left, const void *right)
{
	const struct currency *a = left, *b = right;
	return strcmp(a->code, b->code);
}

bool currencies_load(struct loading *loading)
{
	struct facts *facts = loading->facts;
	struct directory *directory = &loading->directories[IDS_CURRENCY];
	struct rows rows;

	facts->currencies = ARENA_ARRAY(loading->arena, struct currency, directory->count);
	rows_open(&rows, loading, &currency_table);
	while (rows_next(&rows)) {
		const char *code = rows.cells[CODE].text;
		if (strlen(code) != 3 || strspn(code, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != 3) {
			rows_breach(&rows, CODE, "is not three capital letters");
			continue;
		}
		facts->currencies[facts->currency_count++] =
			(struct currency){ code, (int)rows.cells[EXPONENT].number };
	}
	if (!rows_close(&rows))
		return false;
	qsort(facts->currencies, facts->currency_count, sizeof(*facts->currencies), currency_order);
	facts->reporting = NO_ROW;
	for (size_t i = 0; i < facts->currency_count; i++) {
		const char *code = facts->currencies[i].code;
		directory_set(directory, code, i);
		if (!strcmp(code, facts->reporting_currency))
			facts->reporting = (int32_t)i;
	}
	if (facts->reporting == NO_ROW)
		breach_add(loading, &meta_table, 1, "reporting_currency",
			"names a currency that is not in table 'currency'");
	return true;
}

/* A rate as it was read, with its day: the quarter's own when there are several in a quarter. */
struct dated_rate {
	struct fx_rate rate;
	struct date day;
};

static int rate_order(const void *left, const void *right)
{
	const struct dated_rate *a = left, *b = right;
	if (a->rate.quarter.index != b->rate.quarter.index)
		return a->rate.quarter.index < b->rate.quarter.index ? -1 : 1;
	if (a->rate.currency != b->rate.currency)
		return a->rate.currency < b->rate.currency ? -1 : 1;
	return (a->day.days > b->day.days) - (a->day.days < b->day.days);
}

bool rates_load(struct loading *loading)
{
	struct facts *facts = loading->facts;
	struct dated_rate *dated = NULL;
	size_t count = 0, capacity = 0;
	struct rows rows;

	rows_open(&rows, loading, &fx_rate_table);
	while (rows_next(&rows)) {
		struct date day = rows.cells[RATE_QUARTER].date;
		struct dated_rate one = { .day = day };
		one.rate.quarter = quarter_of(day, facts->fiscal);
		one.rate.currency =
			directory_row(loading, IDS_CURRENCY, rows.cells[RATE_CURRENCY].place);
		if (!money_rate(rows.cells[RATE_AVERAGE].real, &one.rate.average_r8)) {
			rows_breach(&rows, RATE_AVERAGE, "is not a positive rate");
			continue;
		}
		if (!money_rate(rows.cells[RATE_CLOSE].real, &one.rate.close_r8)) {
			rows_breach(&rows, RATE_CLOSE, "is not a positive rate");
			continue;
		}
		dated = arena_grow(loading->arena, dated, count, &capacity, sizeof(*dated));
		dated[count++] = one;
	}
	if (!rows_close(&rows))
		return false;
	if (count)
		qsort(dated, count, sizeof(*dated), rate_order);
	facts->rates = ARENA_ARRAY(loading->arena, struct fx_rate, count);
	for (size_t i = 0; i < count; i++) {
		bool last = i + 1 == count ||
			    dated[i + 1].rate.quarter.index != dated[i].rate.quarter.index ||
			    dated[i + 1].rate.currency != dated[i].rate.currency;
		if (last)
			facts->rates[facts->rate_count++] = dated[i].rate;
	}
	return true;
}
