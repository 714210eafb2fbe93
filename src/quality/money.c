#include "quality/quality.h"

#include <stdlib.h>
#include <string.h>

/* ---- DQ07 -------------------------------------------------------------------------------------
 */

static int by_content(const void *left, const void *right)
{
	const struct invoice_line *const *first = left, *const *second = right;
	const struct invoice_line *a = *first, *b = *second;
	if (a->customer != b->customer)
		return a->customer < b->customer ? -1 : 1;
	if (a->date.days != b->date.days)
		return a->date.days < b->date.days ? -1 : 1;
	if (a->kind != b->kind)
		return a->kind < b->kind ? -1 : 1;
	if (a->amount != b->amount)
		return a->amount < b->amount ? -1 : 1;
	return strcmp(a->number, b->number);
}

static int by_content_and_id(const void *left, const void *right)
{
	const struct invoice_line *const *a = left, *const *b = right;
	int order = by_content(left, right);
	return order != 0 ? order : strcmp((*a)->id, (*b)->id);
}

void check_repeated_lines(struct checking *checking)
{
	const struct facts *facts = checking->facts;
	const struct invoice_line **sorted =
		ARENA_ARRAY(checking->arena, const struct invoice_line *, facts->invoice_count);

	for (size_t i = 0; i < facts->invoice_count; i++)
		sorted[i] = &facts->invoices[i];
	qsort(sorted, facts->invoice_count, sizeof(*sorted), by_content_and_id);
	for (size_t i = 0, end; i < facts->invoice_count; i = end) {
		for (end = i + 1;
			end < facts->invoice_count && by_content(&sorted[i], &sorted[end]) == 0;
			end++)
			continue;
		if (end - i > 1)
			finding_add(&checking->findings, "DQ07",
				"invoice_line %s, %s (%zu lines, invoice %s, customer %s)",
				sorted[i]->id, sorted[i + 1]->id, end - i, sorted[i]->number,
				facts->customers[sorted[i]->customer].id);
	}
}

/* ---- rates ------------------------------------------------------------------------------------
 */

static int rate_order(const void *left, const void *right)
{
	const struct fx_rate *a = left, *b = right;
	if (a->quarter.index != b->quarter.index)
		return a->quarter.index < b->quarter.index ? -1 : 1;
	return (a->currency > b->currency) - (a->currency < b->currency);
}

static const struct fx_rate *find_rate(
	const struct facts *facts, int32_t currency, struct quarter quarter)
{
	struct fx_rate wanted = { .quarter = quarter, .currency = currency };
	if (!facts->rate_count)
		return NULL;
	return bsearch(&wanted, facts->rates, facts->rate_count, sizeof(wanted), rate_order);
}

/* Quarters and currencies whose rate an amount asks for. */
struct needs {
	const struct facts *facts;
	struct fx_rate *items; /* only quarter and currency */
	size_t count, capacity;
	struct arena *arena;
};

static void need(struct needs *needs, int32_t currency, struct quarter quarter)
{
	struct fx_rate wanted = { .quarter = quarter, .currency = currency };
	if (currency == NO_ROW || currency == needs->facts->reporting ||
		find_rate(needs->facts, currency, quarter))
		return;
	/* Rows of one customer follow each other, and so do their needs. */
	if (needs->count && rate_order(&needs->items[needs->count - 1], &wanted) == 0)
		return;
	needs->items = arena_grow(
		needs->arena, needs->items, needs->count, &needs->capacity, sizeof(*needs->items));
	needs->items[needs->count++] = wanted;
}

/* Whether the contract can be part of the year that ends with the quarter, or fall due in it. */
static bool is_of_the_year(const struct checking *checking, const struct contract *contract)
{
	const struct facts *facts = checking->facts;
	struct date start = quarter_start(quarter_add(checking->quarter, -3), facts->fiscal);
	struct date end = DATE_NEVER;
	if (date_known(contract->term_end))
		end = contract->term_end;
	if (date_known(contract->terminated_on))
		end = date_earlier(end, contract->terminated_on);
	return date_before(contract->term_start, checking->end) &&
	       !date_before(date_add(end, facts->grace_days), start);
}

static bool is_counted(const struct facts *facts, const struct contract *contract)
{
	return !contract->is_trial && facts->products[contract->product].is_recurring &&
	       !facts->customers[contract->customer].is_test;
}

/* Stocks ask for the rate of the report's quarter, flows for that of their own (metrics.md 1). */
void check_needed_rates(struct checking *checking)
{
	const struct facts *facts = checking->facts;
	struct needs needs = { .facts = facts, .arena = checking->arena };

	for (size_t i = 0; i < facts->price_count; i++) {
		const struct price *price = &facts->prices[i];
		const struct contract *contract = &facts->contracts[price->contract];
		if (is_counted(facts, contract) && is_of_the_year(checking, contract))
			need(&needs, price->currency, checking->quarter);
	}
	for (size_t i = 0; i < facts->invoice_count; i++) {
		const struct invoice_line *line = &facts->invoices[i];
		if (!facts->customers[line->customer].is_test &&
			date_before(line->date, checking->end))
			need(&needs, line->currency, quarter_of(line->date, facts->fiscal));
	}
	for (size_t i = 0; i < facts->cost_count; i++) {
		const struct service_cost *cost = &facts->costs[i];
		if (!facts->customers[cost->customer].is_test &&
			cost->quarter.index <= checking->quarter.index)
			need(&needs, cost->currency, cost->quarter);
	}
	for (size_t i = 0; i < facts->customer_count; i++) {
		const struct customer *customer = &facts->customers[i];
		if (customer->has_acquisition_cost && !customer->is_test &&
			date_before(customer->created, checking->end))
			need(&needs, customer->acquisition_currency,
				quarter_of(customer->created, facts->fiscal));
	}
	if (!needs.count)
		return;
	qsort(needs.items, needs.count, sizeof(*needs.items), rate_order);
	for (size_t i = 0; i < needs.count; i++) {
		char label[16];
		if (i > 0 && rate_order(&needs.items[i - 1], &needs.items[i]) == 0)
			continue;
		quarter_format(needs.items[i].quarter, facts->fiscal, label);
		finding_add(&checking->findings, "DQ09", "currency %s (no rate for %s)",
			facts->currencies[needs.items[i].currency].code, label);
	}
}

/* Whether two rates differ by more than so many percent of the second, exactly. */
static bool differ(int64_t rate, int64_t base, int percent)
{
	__extension__ __int128 difference = rate, most = base;
	difference -= base;
	if (difference < 0)
		difference = -difference;
	return difference * 100 > most * percent;
}

void check_rate_changes(struct checking *checking)
{
	enum { FROM_AVERAGE = 15, FROM_QUARTER_BEFORE = 20 };
	const struct facts *facts = checking->facts;

	for (size_t i = 0; i < facts->rate_count; i++) {
		const struct fx_rate *rate = &facts->rates[i];
		const struct fx_rate *before =
			find_rate(facts, rate->currency, quarter_add(rate->quarter, -1));
		char label[16];
		if (rate->quarter.index > checking->quarter.index)
			break;
		bool average = differ(rate->close_r8, rate->average_r8, FROM_AVERAGE);
		bool moved =
			before && differ(rate->close_r8, before->close_r8, FROM_QUARTER_BEFORE);
		if (!average && !moved)
			continue;
		quarter_format(rate->quarter, facts->fiscal, label);
		finding_add(&checking->findings, "DQ10", "fx_rate %s %s (%s)", label,
			facts->currencies[rate->currency].code,
			!moved	  ? "close and average differ"
			: average ? "close and average differ, and so does the quarter "
				    "before"
				  : "the quarter before differs");
	}
}
