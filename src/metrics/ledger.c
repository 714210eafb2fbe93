#include "metrics/ledger.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "model/money.h"

static bool counts(const struct facts *facts, const struct contract *contract)
{
	if (contract->is_trial || facts->customers[contract->customer].is_test)
		return false;
	if (!facts->products[contract->product].is_recurring)
		return false;
	return !date_known(contract->signed_on) || !date_before(facts->as_of, contract->signed_on);
}

/* The first day the contract itself no longer covers: its term's end or its termination. */
static struct date base_end(const struct contract *contract)
{
	struct date term = date_known(contract->term_end) ? contract->term_end : DATE_NEVER;
	struct date stop =
		date_known(contract->terminated_on) ? contract->terminated_on : DATE_NEVER;
	return date_earlier(term, stop);
}

static bool is_finite(struct date date)
{
	return !date_equal(date, DATE_NEVER);
}

/* facts.contracts is sorted by id, so its order settles ties by id. */
static int by_customer_and_start(const void *a, const void *b)
{
	const struct term *x = a, *y = b;
	if (x->contract->customer != y->contract->customer)
		return x->contract->customer < y->contract->customer ? -1 : 1;
	if (!date_equal(x->contract->term_start, y->contract->term_start))
		return date_before(x->contract->term_start, y->contract->term_start) ? -1 : 1;
	return (x->contract > y->contract) - (x->contract < y->contract);
}

static int by_base_end(const void *a, const void *b)
{
	const struct term *x = *(struct term *const *)a, *y = *(struct term *const *)b;
	struct date end_x = base_end(x->contract), end_y = base_end(y->contract);
	if (!date_equal(end_x, end_y))
		return date_before(end_x, end_y) ? -1 : 1;
	return (x->contract > y->contract) - (x->contract < y->contract);
}

/* Terms that say which contract they renew; of several, the one that starts first is taken. */
static void link_explicit(struct ledger *ledger, struct arena *arena)
{
	const struct facts *facts = ledger->facts;
	int32_t *term_of = ARENA_ARRAY(arena, int32_t, facts->contract_count);
	for (size_t i = 0; i < facts->contract_count; i++)
		term_of[i] = NO_ROW;
	for (size_t i = 0; i < ledger->term_count; i++)
		term_of[ledger->terms[i].contract - facts->contracts] = (int32_t)i;
	/* Terms are in order of start within a customer, and links stay within one. */
	for (size_t i = 0; i < ledger->term_count; i++) {
		int32_t renews = ledger->terms[i].contract->renews;
		if (renews == NO_ROW || term_of[renews] == NO_ROW)
			continue;
		struct term *renewed = &ledger->terms[term_of[renews]];
		if (renewed->successor == NO_ROW)
			renewed->successor = (int32_t)i;
	}
}

/*
 * Terms that follow another of the same customer and product within the days of grace, without a
 * link of their own. The earliest ending contract chooses first, and each successor is taken once.
 */
static void link_implicit(struct ledger *ledger, struct arena *arena)
{
	struct term **order = ARENA_ARRAY(arena, struct term *, ledger->term_count);
	bool *taken = ARENA_ARRAY(arena, bool, ledger->term_count);
	size_t count = 0;
	for (size_t i = 0; i < ledger->term_count; i++)
		if (ledger->terms[i].successor == NO_ROW &&
			is_finite(base_end(ledger->terms[i].contract)))
			order[count++] = &ledger->terms[i];
	qsort(order, count, sizeof(*order), by_base_end);
	for (size_t k = 0; k < count; k++) {
		const struct contract *ending = order[k]->contract;
		struct date from = base_end(ending);
		struct date to = date_add(from, ledger->facts->grace_days);
		size_t i = ledger->first_term[ending->customer];
		size_t end = ledger->first_term[ending->customer + 1];
		for (; i < end; i++) {
			const struct contract *next = ledger->terms[i].contract;
			if (date_before(to, next->term_start))
				break;
			if (next == ending || taken[i] || next->renews != NO_ROW ||
				next->product != ending->product ||
				date_before(next->term_start, from))
				continue;
			taken[i] = true;
			order[k]->successor = (int32_t)i;
			break;
		}
	}
}

static void judge(const struct ledger *ledger, struct term *term)
{
	const struct facts *facts = ledger->facts;
	const struct contract *contract = term->contract;
	struct date base = base_end(contract);
	struct date start = DATE_NONE;
	if (term->successor != NO_ROW)
		start = ledger->terms[term->successor].contract->term_start;

	term->early = date_known(start) && date_before(start, base);
	term->effective_end = term->early ? start : base;
	bool terminated = date_known(contract->terminated_on) &&
			  (!date_known(contract->term_end) ||
				  date_before(contract->terminated_on, contract->term_end));
	if (!date_known(contract->term_end))
		term->due = DATE_NONE;
	else if (term->early || !terminated)
		term->due = contract->term_end;
	else
		term->due = contract->terminated_on;
	struct date decision = date_known(term->due) ? term->due : contract->terminated_on;
	struct date last_day =
		date_known(decision) ? date_add(decision, facts->grace_days) : DATE_NEVER;
	bool notice =
		date_known(contract->notice_on) && !date_before(facts->as_of, contract->notice_on);

	if (date_known(start) && !date_before(last_day, start))
		term->outcome = OUTCOME_RENEWED;
	else if (!date_known(decision))
		term->outcome = OUTCOME_OPEN;
	else if (terminated || notice || !date_before(facts->as_of, last_day))
		term->outcome = OUTCOME_LOST;
	else if (date_before(facts->as_of, decision))
		term->outcome = OUTCOME_UPCOMING;
	else
		term->outcome = OUTCOME_PENDING;

	if (term->outcome == OUTCOME_RENEWED && !term->early)
		term->in_force_end = date_later(term->effective_end, start);
	else if (term->outcome == OUTCOME_PENDING)
		term->in_force_end = last_day;
	else
		term->in_force_end = term->effective_end;
}

/* Where each customer's rows begin in an array that is sorted by customer. */
static const size_t *index_rows(const void *rows, size_t count, size_t size, size_t customer_offset,
	size_t customers, struct arena *arena)
{
	size_t *first = ARENA_ARRAY(arena, size_t, customers + 1);
	size_t i = 0;
	for (size_t customer = 0; customer < customers; customer++) {
		first[customer] = i;
		for (; i < count; i++) {
			int32_t owner;
			const char *row = (const char *)rows + i * size;
			memcpy(&owner, row + customer_offset, sizeof(owner));
			if ((size_t)owner != customer)
				break;
		}
	}
	first[customers] = i;
	assert(i == count);
	return first;
}

struct ledger *ledger_new(const struct facts *facts, struct arena *arena)
{
	struct ledger *ledger = arena_alloc(arena, sizeof(*ledger));
	ledger->facts = facts;
	ledger->terms = ARENA_ARRAY(arena, struct term, facts->contract_count);
	for (size_t i = 0; i < facts->contract_count; i++)
		if (counts(facts, &facts->contracts[i]))
			ledger->terms[ledger->term_count++] =
				(struct term){ .contract = &facts->contracts[i],
					.successor = NO_ROW };
	qsort(ledger->terms, ledger->term_count, sizeof(*ledger->terms), by_customer_and_start);

	size_t *first = ARENA_ARRAY(arena, size_t, facts->customer_count + 1);
	size_t i = 0;
	for (size_t customer = 0; customer < facts->customer_count; customer++) {
		first[customer] = i;
		while (i < ledger->term_count &&
			(size_t)ledger->terms[i].contract->customer == customer)
			i++;
	}
	first[facts->customer_count] = i;
	assert(i == ledger->term_count);
	ledger->first_term = first;
	ledger->first_invoice =
		index_rows(facts->invoices, facts->invoice_count, sizeof(struct invoice_line),
			offsetof(struct invoice_line, customer), facts->customer_count, arena);
	ledger->first_cost =
		index_rows(facts->costs, facts->cost_count, sizeof(struct service_cost),
			offsetof(struct service_cost, customer), facts->customer_count, arena);
	ledger->first_usage = index_rows(facts->usage, facts->usage_count, sizeof(struct usage),
		offsetof(struct usage, customer), facts->customer_count, arena);

	link_explicit(ledger, arena);
	link_implicit(ledger, arena);
	for (size_t k = 0; k < ledger->term_count; k++)
		judge(ledger, &ledger->terms[k]);
	return ledger;
}

static const struct fx_rate *rate_lookup(
	const struct facts *facts, struct quarter quarter, int32_t currency)
{
	size_t low = 0, high = facts->rate_count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct fx_rate *rate = &facts->rates[middle];
		if (rate->quarter.index < quarter.index ||
			(rate->quarter.index == quarter.index && rate->currency < currency))
			low = middle + 1;
		else
			high = middle;
	}
	if (low == facts->rate_count)
		return NULL;
	const struct fx_rate *rate = &facts->rates[low];
	return rate->quarter.index == quarter.index && rate->currency == currency ? rate : NULL;
}

static struct arr convert(const struct ledger *ledger, int64_t amount, int32_t currency,
	struct quarter quarter, bool close)
{
	const struct facts *facts = ledger->facts;
	if (currency == facts->reporting || amount == 0)
		return (struct arr){ true, amount };
	const struct fx_rate *rate = rate_lookup(facts, quarter, currency);
	if (!rate)
		return (struct arr){ false, 0 };
	struct arr arr = { true, 0 };
	arr.known = money_convert(amount, facts->currencies[currency].exponent,
		close ? rate->close_r8 : rate->average_r8,
		facts->currencies[facts->reporting].exponent, &arr.minor);
	return arr;
}

struct arr ledger_flow(
	const struct ledger *ledger, int64_t amount, int32_t currency, struct quarter quarter)
{
	return convert(ledger, amount, currency, quarter, false);
}

struct arr ledger_price(
	const struct ledger *ledger, const struct term *term, struct date day, struct quarter rates)
{
	const struct contract *contract = term->contract;
	if (contract->price_count == 0)
		return (struct arr){ true, 0 };
	const struct price *price = &ledger->facts->prices[contract->first_price];
	for (size_t i = 1; i < contract->price_count; i++) {
		const struct price *next = &ledger->facts->prices[contract->first_price + i];
		if (date_before(day, next->valid_from))
			break;
		price = next;
	}
	return convert(ledger, price->arr, price->currency, rates, true);
}

struct arr ledger_arr(
	const struct ledger *ledger, int32_t customer, struct date day, struct quarter rates)
{
	struct arr sum = { true, 0 };
	for (size_t i = ledger->first_term[customer]; i < ledger->first_term[customer + 1]; i++) {
		const struct term *term = &ledger->terms[i];
		if (date_before(day, term->contract->term_start))
			break;
		if (!date_before(day, term->in_force_end))
			continue;
		struct arr price = ledger_price(ledger, term, day, rates);
		if (!price.known || !money_add(&sum.minor, price.minor))
			return (struct arr){ false, 0 };
	}
	return sum;
}

bool ledger_due_quarter(const struct ledger *ledger, const struct term *term,
	enum due_convention convention, struct quarter *quarter)
{
	if (!date_known(term->due))
		return false;
	struct date day = convention == DUE_LAST_COVERED_DAY ? date_add(term->due, -1) : term->due;
	*quarter = quarter_of(day, ledger->facts->fiscal);
	return true;
}
