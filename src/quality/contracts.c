#include "quality/quality.h"

#include <stdlib.h>
#include <string.h>

/*
 * Pairs are counted exactly, but of hostile data only so many are looked at for the list of
 * objects: n equal contracts make n (n - 1) / 2 pairs.
 */
enum { PAIRS_LISTED = 100000 };

static int32_t compare_days(struct date a, struct date b)
{
	return (a.days > b.days) - (a.days < b.days);
}

static int compare_rows(int32_t a, int32_t b)
{
	return (a > b) - (a < b);
}

/* The first day that the contract does not cover. */
static struct date cover_end(const struct contract *contract)
{
	struct date end = DATE_NEVER;
	if (date_known(contract->term_end))
		end = contract->term_end;
	if (date_known(contract->terminated_on))
		end = date_earlier(end, contract->terminated_on);
	return end;
}

/* Two contracts as an object, the smaller id first. */
static void add_pair(struct checking *checking, const char *code, const struct contract *a,
	const struct contract *b)
{
	const struct facts *facts = checking->facts;
	if (strcmp(a->id, b->id) > 0) {
		const struct contract *first = b;
		b = a;
		a = first;
	}
	finding_add(&checking->findings, code, "contract %s, %s (customer %s, product %s)", a->id,
		b->id, facts->customers[a->customer].id, facts->products[a->product].id);
}

/* ---- DQ04 -------------------------------------------------------------------------------------
 */

static int by_product_and_start(const void *left, const void *right)
{
	const struct contract *const *first = left, *const *second = right;
	const struct contract *a = *first, *b = *second;
	int order = compare_rows(a->customer, b->customer);
	if (order == 0)
		order = compare_rows(a->product, b->product);
	if (order == 0)
		order = compare_days(a->term_start, b->term_start);
	return order != 0 ? order : strcmp(a->id, b->id);
}

static bool same_product(const struct contract *a, const struct contract *b)
{
	return a->customer == b->customer && a->product == b->product;
}

static bool overlap(const struct contract *a, const struct contract *b)
{
	return same_product(a, b) && date_before(a->term_start, cover_end(b)) &&
	       date_before(b->term_start, cover_end(a));
}

/* How many of sorted[from..to) start before the day. */
static size_t starting_before(
	const struct contract *const *sorted, size_t from, size_t to, struct date day)
{
	size_t low = from, high = to;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (date_before(sorted[middle]->term_start, day))
			low = middle + 1;
		else
			high = middle;
	}
	return low - from;
}

/* Pairs of overlapping contracts of which one renews the other; they are no fault. */
static bool is_renewal(
	const struct facts *facts, const struct contract *a, const struct contract *b)
{
	return (a->renews != NO_ROW && &facts->contracts[a->renews] == b) ||
	       (b->renews != NO_ROW && &facts->contracts[b->renews] == a);
}

static int64_t overlapping_renewals(
	const struct facts *facts, const struct contract *const *group, size_t count)
{
	int64_t renewals = 0;
	for (size_t i = 0; i < count; i++) {
		const struct contract *a = group[i];
		if (a->renews == NO_ROW)
			continue;
		const struct contract *b = &facts->contracts[a->renews];
		bool mutual = b->renews != NO_ROW && &facts->contracts[b->renews] == a;
		/* Of two that renew each other, the second does not count again. */
		if (!b->is_trial && overlap(a, b) && !(mutual && b < a))
			renewals++;
	}
	return renewals;
}

/* group is of one customer and product, by start, and none of it is empty. */
static void check_group(struct checking *checking, const struct contract *const *group,
	size_t count, size_t *listed)
{
	int64_t pairs = -overlapping_renewals(checking->facts, group, count);
	int64_t shown = 0;

	for (size_t i = 0; i < count; i++) {
		size_t following = starting_before(group, i + 1, count, cover_end(group[i]));
		pairs += (int64_t)following;
		for (size_t k = 1; k <= following && *listed < PAIRS_LISTED; k++) {
			++*listed;
			if (is_renewal(checking->facts, group[i], group[i + k]))
				continue;
			add_pair(checking, "DQ04", group[i], group[i + k]);
			shown++;
		}
	}
	finding_count(&checking->findings, "DQ04", pairs - shown);
}

void check_overlaps(struct checking *checking)
{
	const struct facts *facts = checking->facts;
	const struct contract **sorted =
		ARENA_ARRAY(checking->arena, const struct contract *, facts->contract_count);
	size_t count = 0, listed = 0;

	for (size_t i = 0; i < facts->contract_count; i++) {
		const struct contract *contract = &facts->contracts[i];
		if (!contract->is_trial && date_before(contract->term_start, cover_end(contract)))
			sorted[count++] = contract;
	}
	qsort(sorted, count, sizeof(*sorted), by_product_and_start);
	for (size_t i = 0, end; i < count; i = end) {
		for (end = i + 1; end < count && same_product(sorted[i], sorted[end]); end++)
			continue;
		check_group(checking, sorted + i, end - i, &listed);
	}
}

/* ---- DQ06 -------------------------------------------------------------------------------------
 */

struct priced {
	const struct contract *contract;
	const struct price *price; /* at the start of the term; NULL: none */
};

/* The latest price from the start of the term or before, or else the first. */
static const struct price *first_price(const struct facts *facts, const struct contract *contract)
{
	const struct price *prices = &facts->prices[contract->first_price];
	size_t i = 0;
	if (!contract->price_count)
		return NULL;
	while (i + 1 < contract->price_count &&
		!date_before(contract->term_start, prices[i + 1].valid_from))
		i++;
	return &prices[i];
}

static int by_content(const void *left, const void *right)
{
	const struct priced *a = left, *b = right;
	int order = compare_rows(a->contract->customer, b->contract->customer);
	if (order == 0)
		order = compare_rows(a->contract->product, b->contract->product);
	if (order == 0)
		order = compare_days(a->contract->term_start, b->contract->term_start);
	if (order == 0)
		order = compare_days(a->contract->term_end, b->contract->term_end);
	if (order == 0)
		order = compare_rows(a->price->currency, b->price->currency);
	if (order == 0)
		order = (a->price->arr > b->price->arr) - (a->price->arr < b->price->arr);
	return order;
}

static int by_content_and_id(const void *left, const void *right)
{
	const struct priced *a = left, *b = right;
	int order = by_content(left, right);
	return order != 0 ? order : strcmp(a->contract->id, b->contract->id);
}

void check_repeated_contracts(struct checking *checking)
{
	const struct facts *facts = checking->facts;
	struct priced *sorted = ARENA_ARRAY(checking->arena, struct priced, facts->contract_count);
	size_t count = 0, listed = 0;

	for (size_t i = 0; i < facts->contract_count; i++) {
		const struct price *price = first_price(facts, &facts->contracts[i]);
		if (price)
			sorted[count++] = (struct priced){ &facts->contracts[i], price };
	}
	qsort(sorted, count, sizeof(*sorted), by_content_and_id);
	for (size_t i = 0, end; i < count; i = end) {
		for (end = i + 1; end < count && by_content(&sorted[i], &sorted[end]) == 0; end++)
			continue;
		int64_t size = (int64_t)(end - i), shown = 0;
		for (size_t a = i; a < end; a++)
			for (size_t b = a + 1; b < end && listed < PAIRS_LISTED; b++) {
				add_pair(checking, "DQ06", sorted[a].contract, sorted[b].contract);
				listed++;
				shown++;
			}
		finding_count(&checking->findings, "DQ06", size * (size - 1) / 2 - shown);
	}
}

/* ---- prices -----------------------------------------------------------------------------------
 */

void check_first_prices(struct checking *checking)
{
	const struct facts *facts = checking->facts;
	for (size_t i = 0; i < facts->contract_count; i++) {
		const struct contract *contract = &facts->contracts[i];
		const char *customer = facts->customers[contract->customer].id;
		char start[11], from[11];
		if (!contract->price_count) {
			finding_add(&checking->findings, "DQ12",
				"contract %s (customer %s, no price)", contract->id, customer);
			continue;
		}
		struct date first = facts->prices[contract->first_price].valid_from;
		if (!date_before(contract->term_start, first))
			continue;
		date_format(contract->term_start, start);
		date_format(first, from);
		finding_add(&checking->findings, "DQ12",
			"contract %s (customer %s, term_start %s, first price %s)", contract->id,
			customer, start, from);
	}
}

void check_late_prices(struct checking *checking)
{
	const struct facts *facts = checking->facts;
	for (size_t i = 0; i < facts->price_count; i++) {
		const struct price *price = &facts->prices[i];
		const struct contract *contract = &facts->contracts[price->contract];
		char from[11], end[11];
		if (!date_known(contract->term_end) ||
			date_before(price->valid_from, contract->term_end))
			continue;
		date_format(price->valid_from, from);
		date_format(contract->term_end, end);
		finding_add(&checking->findings, "DQ13", "contract_price %s %s (term_end %s)",
			contract->id, from, end);
	}
}

void check_zero_prices(struct checking *checking)
{
	const struct facts *facts = checking->facts;
	for (size_t i = 0; i < facts->contract_count; i++) {
		const struct contract *contract = &facts->contracts[i];
		bool zero = false;
		if (contract->is_trial || !facts->products[contract->product].is_recurring)
			continue;
		for (size_t k = 0; k < contract->price_count; k++)
			zero = zero || facts->prices[contract->first_price + k].arr == 0;
		if (zero)
			finding_add(&checking->findings, "DQ14", "contract %s (customer %s)",
				contract->id, facts->customers[contract->customer].id);
	}
}

/* ---- DQ25 -------------------------------------------------------------------------------------
 */

/* An old customer's first recorded contract is hardly its first: renewals before it are missing. */
void check_histories(struct checking *checking)
{
	enum { MONTHS = 13 };
	const struct facts *facts = checking->facts;
	for (size_t i = 0; i < facts->contract_count; i++) {
		const struct contract *contract = &facts->contracts[i];
		const struct customer *customer = &facts->customers[contract->customer];
		char start[11], created[11];
		if (!date_before(contract->term_start, facts->observation_start) ||
			contract->prior_renewals > 0 ||
			date_months(customer->created, contract->term_start) <= MONTHS)
			continue;
		date_format(contract->term_start, start);
		date_format(customer->created, created);
		finding_add(&checking->findings, "DQ25",
			"contract %s (term_start %s, customer %s created %s)", contract->id, start,
			customer->id, created);
	}
}
