#include <stdlib.h>
#include <string.h>

#include "source.h"

static const char *const invoice_kinds[] = {
	[INVOICE_RECURRING] = "recurring",
	[INVOICE_USAGE] = "usage",
	[INVOICE_ONE_OFF] = "one_off",
	[INVOICE_CREDIT] = "credit",
	NULL,
};

const struct table invoice_table = {
	.name = "invoice_line",
	.columns = {
		{ .name = "line_id", .type = COLUMN_TEXT, .use = USE_ID, .key = 1 },
		{ .name = "invoice_no", .type = COLUMN_TEXT, .use = USE_NAME },
		{ .name = "customer_id", .type = COLUMN_TEXT, .use = USE_ID, .refers = IDS_CUSTOMER },
		{ .name = "contract_id", .type = COLUMN_TEXT, .use = USE_ID, .optional = true,
			.refers = IDS_CONTRACT },
		{ .name = "invoice_date", .type = COLUMN_TEXT, .use = USE_DATE },
		{ .name = "kind", .type = COLUMN_TEXT, .use = USE_WORD, .words = invoice_kinds },
		{ .name = "amount_minor", .type = COLUMN_INTEGER, .use = USE_NUMBER },
		{ .name = "direct_cost_minor", .type = COLUMN_INTEGER, .use = USE_NUMBER },
		{ .name = "currency", .type = COLUMN_TEXT, .use = USE_ID, .refers = IDS_CURRENCY },
	},
};

enum {
	LINE_ID,
	INVOICE_NUMBER,
	INVOICE_CUSTOMER,
	INVOICE_DATE = INVOICE_CUSTOMER + 2,
	INVOICE_KIND,
	INVOICE_AMOUNT,
	INVOICE_DIRECT_COST,
	INVOICE_CURRENCY,
};

const struct table cost_table = {
	.name = "cost_to_serve",
	.columns = {
		{ .name = "customer_id", .type = COLUMN_TEXT, .use = USE_ID, .key = 1,
			.refers = IDS_CUSTOMER },
		{ .name = "quarter_start", .type = COLUMN_TEXT, .use = USE_DATE, .key = 2 },
		{ .name = "cost_minor", .type = COLUMN_INTEGER, .use = USE_NUMBER },
		{ .name = "currency", .type = COLUMN_TEXT, .use = USE_ID, .refers = IDS_CURRENCY },
	},
};

enum { COST_CUSTOMER, COST_QUARTER, COST_AMOUNT, COST_CURRENCY };

/* DQ08, of which only a negative ARR excludes its row. */
static void check_signs(struct rows *rows, const struct invoice_line *line)
{
	bool wrong = line->kind == INVOICE_CREDIT ? line->amount > 0 : line->amount < 0;
	if (wrong)
		finding_add_as(&rows->loading->findings, "DQ08", SEVERITY_WARNING,
			"%s (%s, amount_minor %lld)", rows_object(rows), invoice_kinds[line->kind],
			(long long)line->amount);
	else if (line->direct_cost < 0)
		finding_add_as(&rows->loading->findings, "DQ08", SEVERITY_WARNING,
			"%s (direct_cost_minor %lld)", rows_object(rows),
			(long long)line->direct_cost);
}

static int line_order(const void *left, const void *right)
{
	const struct invoice_line *a = left, *b = right;
	if (a->customer != b->customer)
		return a->customer < b->customer ? -1 : 1;
	if (a->date.days != b->date.days)
		return a->date.days < b->date.days ? -1 : 1;
	return strcmp(a->id, b->id);
}

bool invoices_load(struct loading *loading)
{
	struct facts *facts = loading->facts;
	size_t capacity = 0;
	struct rows rows;

	rows_open(&rows, loading, &invoice_table);
	while (rows_next(&rows)) {
		const struct cell *cells = rows.cells;
		if (!rows_dated(&rows, cells[INVOICE_DATE].date))
			continue;
		struct invoice_line line = {
			.id = arena_strdup(loading->arena, cells[LINE_ID].text),
			.number = cells[INVOICE_NUMBER].text,
			.customer =
				directory_row(loading, IDS_CUSTOMER, cells[INVOICE_CUSTOMER].place),
			.date = cells[INVOICE_DATE].date,
			.kind = (enum invoice_kind)cells[INVOICE_KIND].number,
			.amount = cells[INVOICE_AMOUNT].number,
			.direct_cost = cells[INVOICE_DIRECT_COST].number,
			.currency =
				directory_row(loading, IDS_CURRENCY, cells[INVOICE_CURRENCY].place),
		};
		check_signs(&rows, &line);
		facts->invoices = arena_grow(loading->arena, facts->invoices, facts->invoice_count,
			&capacity, sizeof(line));
		facts->invoices[facts->invoice_count++] = line;
	}
	if (!rows_close(&rows))
		return false;
	if (facts->invoice_count)
		qsort(facts->invoices, facts->invoice_count, sizeof(*facts->invoices), line_order);
	return true;
}

static int cost_order(const void *left, const void *right)
{
	const struct service_cost *a = left, *b = right;
	if (a->customer != b->customer)
		return a->customer < b->customer ? -1 : 1;
	if (a->quarter.index != b->quarter.index)
		return a->quarter.index < b->quarter.index ? -1 : 1;
	/* Two days of one quarter: in an order of their own, whatever that of the rows is. */
	if (a->currency != b->currency)
		return a->currency < b->currency ? -1 : 1;
	return (a->cost > b->cost) - (a->cost < b->cost);
}

bool costs_load(struct loading *loading)
{
	struct facts *facts = loading->facts;
	size_t capacity = 0;
	struct rows rows;

	rows_open(&rows, loading, &cost_table);
	while (rows_next(&rows)) {
		const struct cell *cells = rows.cells;
		if (date_before(facts->as_of, cells[COST_QUARTER].date))
			continue;
		facts->costs = arena_grow(loading->arena, facts->costs, facts->cost_count,
			&capacity, sizeof(*facts->costs));
		facts->costs[facts->cost_count++] = (struct service_cost){
			.customer =
				directory_row(loading, IDS_CUSTOMER, cells[COST_CUSTOMER].place),
			.quarter = quarter_of(cells[COST_QUARTER].date, facts->fiscal),
			.cost = cells[COST_AMOUNT].number,
			.currency =
				directory_row(loading, IDS_CURRENCY, cells[COST_CURRENCY].place),
		};
	}
	if (!rows_close(&rows))
		return false;
	if (facts->cost_count)
		qsort(facts->costs, facts->cost_count, sizeof(*facts->costs), cost_order);
	return true;
}
