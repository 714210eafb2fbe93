/*
 * Renewal of the contracts that come due in a quarter (metrics.md 4.1): of contracts, of customers,
 * and of their yearly revenue. Every due contract is renewed, lost, or not yet decided; what is not
 * decided is in no rate, and bounds say how far it could move it.
 */
#include "metrics/metrics.h"

#include "model/money.h"
#include "stats/proportion.h"
#include "stats/ratio.h"

enum {
	REN_LOGO,
	REN_LOGO_LOW,
	REN_LOGO_HIGH,
	REN_CONTRACT,
	REN_GROSS,
	REN_NET,
	CONTRACTS_DUE,
	CONTRACTS_RENEWED,
	CONTRACTS_LOST,
	CONTRACTS_PENDING,
	CUSTOMERS_DUE,
	CUSTOMERS_RENEWED,
	CUSTOMERS_LOST,
	CUSTOMERS_PENDING,
	METRICS
};

#define COUNT_METRIC(code_, name_)                                                                 \
	{                                                                                          \
		.code = code_, .name = name_, .unit = UNIT_COUNT                                   \
	}

static const struct metric_about about[METRICS] = {
	[REN_LOGO] = { .code = "REN_LOGO",
		.name = "Renewal rate",
		.short_unit = "% of customers with contracts due",
		.unit = UNIT_SHARE,
		.min_n = 20,
		.goal = true,
		.has_range = true,
		.range_high = 1,
		.definition =
			"Customers who renewed, of those with a contract that came due in the "
			"quarter and whose outcome is known.",
		.counted = "Renewed customers / renewed and lost customers",
		.method = "Wilson score",
		.source = "Wilson 1927" },
	[REN_LOGO_LOW] = { .code = "REN_LOGO_low",
		.name = "Renewal rate, if all pending are lost",
		.unit = UNIT_SHARE,
		.has_range = true,
		.range_high = 1 },
	[REN_LOGO_HIGH] = { .code = "REN_LOGO_high",
		.name = "Renewal rate, if all pending renew",
		.unit = UNIT_SHARE,
		.has_range = true,
		.range_high = 1 },
	[REN_CONTRACT] = { .code = "REN_CONTRACT",
		.name = "Renewal rate of contracts",
		.short_unit = "% of contracts due",
		.unit = UNIT_SHARE,
		.min_n = 20,
		.goal = true,
		.has_range = true,
		.range_high = 1,
		.definition = "Contracts renewed, of those that came due in the quarter and whose "
			      "outcome is known.",
		.counted = "Renewed contracts / renewed and lost contracts",
		.method = "Wilson score",
		.source = "Wilson 1927" },
	[REN_GROSS] = { .code = "REN_GROSS",
		.name = "Gross revenue renewal",
		.short_unit = "% of ARR due",
		.unit = UNIT_SHARE,
		.min_n = 10,
		.goal = true,
		.has_range = true,
		.range_high = 1,
		.definition = "ARR kept by renewal, of the ARR that came due and whose outcome is "
			      "known, not counting what renewals added.",
		.counted = "Sum of the lower of old and new ARR / old ARR",
		.method = "Wilson score with Kish's effective n",
		.source = "Wilson 1927; Kish 1965; Franco et al. 2019" },
	[REN_NET] = { .code = "REN_NET",
		.name = "Net revenue renewal",
		.short_unit = "% of ARR due",
		.unit = UNIT_SHARE,
		.min_n = 10,
		.goal = true,
		.definition =
			"ARR after renewal, with what renewals added, of the ARR that came due "
			"and whose outcome is known.",
		.counted = "New ARR / old ARR",
		.method = "MOVER sum of kept and added revenue",
		.source = "Zou & Donner 2008" },
	[CONTRACTS_DUE] = COUNT_METRIC("contracts_due", "Contracts due"),
	[CONTRACTS_RENEWED] = COUNT_METRIC("contracts_renewed", "Contracts renewed"),
	[CONTRACTS_LOST] = COUNT_METRIC("contracts_lost", "Contracts lost"),
	[CONTRACTS_PENDING] = COUNT_METRIC("contracts_pending", "Contracts not yet decided"),
	[CUSTOMERS_DUE] = COUNT_METRIC("customers_due", "Customers with contracts due"),
	[CUSTOMERS_RENEWED] = COUNT_METRIC("customers_renewed", "Customers renewed"),
	[CUSTOMERS_LOST] = COUNT_METRIC("customers_lost", "Customers lost at renewal"),
	[CUSTOMERS_PENDING] = COUNT_METRIC("customers_pending", "Customers not yet decided"),
};

struct tally {
	int64_t renewed, lost, pending;
};

static int64_t tally_all(const struct tally *tally)
{
	return tally->renewed + tally->lost + tally->pending;
}

/* The revenue that came due, contract by contract, in the order of the ledger. */
struct due_revenue {
	double *old_arr, *kept, *added;
	size_t count;
	int64_t due, cancelled, reduced, expanded;
	bool known;
};

static bool is_due(const struct measuring *m, const struct term *term)
{
	struct quarter due;
	return ledger_due_quarter(m->ledger, term, m->settings->due_convention, &due) &&
	       due.index == m->quarter.index;
}

static void count_outcome(struct tally *tally, enum outcome outcome)
{
	if (outcome == OUTCOME_RENEWED)
		tally->renewed++;
	else if (outcome == OUTCOME_LOST)
		tally->lost++;
	else
		tally->pending++;
}

/* What becomes of a customer whose contracts are due: metrics.md 4.1, REN_LOGO. */
static enum outcome customer_outcome(const struct measuring *m, int32_t customer,
	struct date latest_due, const struct tally *own)
{
	if (own->renewed > 0)
		return OUTCOME_RENEWED;
	struct date limit = date_add(latest_due, m->facts->grace_days);
	for (size_t i = m->ledger->first_term[customer]; i < m->ledger->first_term[customer + 1];
		i++) {
		const struct term *other = &m->ledger->terms[i];
		if (!is_due(m, other) && !date_before(limit, other->contract->term_start) &&
			date_before(latest_due, other->effective_end))
			return OUTCOME_RENEWED;
	}
	return own->pending > 0 ? OUTCOME_PENDING : OUTCOME_LOST;
}

static void add_revenue(
	const struct measuring *m, const struct term *term, struct due_revenue *revenue)
{
	struct date end = term->early ? term->effective_end : term->due;
	struct arr old_arr = ledger_price(m->ledger, term, date_add(end, -1), m->quarter);
	struct arr new_arr = { true, 0 };
	if (term->outcome == OUTCOME_RENEWED) {
		const struct term *next = &m->ledger->terms[term->successor];
		new_arr = ledger_price(m->ledger, next, next->contract->term_start, m->quarter);
	}
	if (!old_arr.known || !new_arr.known) {
		revenue->known = false;
		return;
	}
	int64_t change = 0;
	bool fits = !__builtin_sub_overflow(new_arr.minor, old_arr.minor, &change) &&
		    money_add(&revenue->due, old_arr.minor);
	if (term->outcome == OUTCOME_LOST)
		fits = fits && money_add(&revenue->cancelled, old_arr.minor);
	else if (change < 0)
		fits = fits && money_add(&revenue->reduced, -change);
	else
		fits = fits && money_add(&revenue->expanded, change);
	revenue->known = revenue->known && fits;
	revenue->old_arr[revenue->count] = (double)old_arr.minor;
	revenue->kept[revenue->count] =
		(double)(new_arr.minor < old_arr.minor ? new_arr.minor : old_arr.minor);
	revenue->added[revenue->count] = change > 0 ? (double)change : 0;
	revenue->count++;
}

static void measure_revenue(
	struct measuring *m, const struct due_revenue *revenue, double completeness)
{
	struct measure *gross = measure_add(m, &about[REN_GROSS], NULL);
	struct measure *net = measure_add(m, &about[REN_NET], NULL);
	gross = net - 1; /* adding may have moved the first */
	const char *reason = NULL;
	if (!revenue->known)
		reason = REASON_RATE;
	else if (revenue->due <= 0)
		reason = "no ARR came due";
	if (reason) {
		measure_undefined(gross, reason);
		measure_undefined(net, reason);
		return;
	}
	double kept = 0, added = 0, due = (double)revenue->due;
	for (size_t i = 0; i < revenue->count; i++) {
		kept += revenue->kept[i];
		added += revenue->added[i];
	}
	double n = ratio_kish(revenue->old_arr, revenue->count);
	struct interval gross_interval = proportion_wilson(kept / due, n, m->z);
	struct interval added_interval = ratio_expansion(
		revenue->old_arr, revenue->added, revenue->count, m->settings->confidence);
	measure_value(gross, kept / due, n, gross_interval);
	measure_value(net, (kept + added) / due, n,
		ratio_net_retention(kept / due, gross_interval, added / due, added_interval));
	gross->completeness = net->completeness = completeness;
	measure_add_detail(m, gross, "due", (double)revenue->due);
	measure_add_detail(m, gross, "cancelled", (double)revenue->cancelled);
	measure_add_detail(m, gross, "reduced", (double)revenue->reduced);
	measure_add_detail(m, gross, "expanded", (double)revenue->expanded);
}

void measure_share(struct measuring *m, struct measure *measure, int64_t part, int64_t whole)
{
	if (whole <= 0) {
		measure_undefined(measure, "nothing to count");
		return;
	}
	double share = (double)part / (double)whole;
	measure_value(measure, share, (double)whole, proportion_wilson(share, (double)whole, m->z));
}

/* A bound: an exact share of all that came due, without an interval of its own. */
static void measure_bound(struct measuring *m, size_t metric, int64_t part, int64_t all)
{
	struct measure *measure = measure_add(m, &about[metric], NULL);
	if (all == 0)
		measure_undefined(measure, "no customer had a contract due");
	else
		measure_value(
			measure, (double)part / (double)all, (double)all, (struct interval){ 0 });
}

/* Terms of at most 14 months and longer ones renew at rates that cannot be compared. */
static void add_term_lengths(struct measuring *m, struct measure *measure,
	const struct tally *shorter, const struct tally *longer)
{
	if (tally_all(shorter) == 0 || tally_all(longer) == 0)
		return;
	measure_add_detail(m, measure, "short_renewed", (double)shorter->renewed);
	measure_add_detail(m, measure, "short_lost", (double)shorter->lost);
	measure_add_detail(m, measure, "long_renewed", (double)longer->renewed);
	measure_add_detail(m, measure, "long_lost", (double)longer->lost);
}

static void add_count(struct measuring *m, size_t metric, int64_t count)
{
	measure_amount(measure_add(m, &about[metric], NULL), count);
}

static double completeness_of(const struct tally *tally)
{
	int64_t all = tally_all(tally);
	return all == 0 ? 1 : (double)(tally->renewed + tally->lost) / (double)all;
}

static void measure(struct measuring *m)
{
	if (date_before(date_add(m->start, -1), m->facts->observation_start)) {
		measure_all_undefined(m, about, METRICS, REASON_BEFORE_OBSERVATION);
		return;
	}
	struct tally contracts = { 0 }, customers = { 0 }, shorter = { 0 }, longer = { 0 };
	size_t terms = 0;
	for (size_t k = 0; k < m->scope->customer_count; k++) {
		int32_t customer = m->scope->customers[k];
		terms += m->ledger->first_term[customer + 1] - m->ledger->first_term[customer];
	}
	struct due_revenue revenue = {
		.old_arr = ARENA_ARRAY(m->arena, double, terms),
		.kept = ARENA_ARRAY(m->arena, double, terms),
		.added = ARENA_ARRAY(m->arena, double, terms),
		.known = true,
	};
	for (size_t k = 0; k < m->scope->customer_count; k++) {
		int32_t customer = m->scope->customers[k];
		struct tally own = { 0 };
		struct date latest_due = DATE_NONE;
		for (size_t i = m->ledger->first_term[customer];
			i < m->ledger->first_term[customer + 1]; i++) {
			const struct term *term = &m->ledger->terms[i];
			if (!is_due(m, term))
				continue;
			latest_due = date_later(latest_due, term->due);
			count_outcome(&own, term->outcome);
			count_outcome(&contracts, term->outcome);
			bool is_long = date_months(term->contract->term_start,
					       term->contract->term_end) > 14;
			count_outcome(is_long ? &longer : &shorter, term->outcome);
			if (term->outcome == OUTCOME_RENEWED || term->outcome == OUTCOME_LOST)
				add_revenue(m, term, &revenue);
		}
		if (tally_all(&own) > 0)
			count_outcome(&customers, customer_outcome(m, customer, latest_due, &own));
	}

	struct measure *logo = measure_add(m, &about[REN_LOGO], NULL);
	measure_share(m, logo, customers.renewed, customers.renewed + customers.lost);
	if (tally_all(&customers) == 0)
		measure_undefined(logo, "no customer had a contract due");
	logo->completeness = completeness_of(&customers);
	measure_add_detail(m, logo, "renewed", (double)customers.renewed);
	measure_add_detail(m, logo, "lost", (double)customers.lost);
	measure_add_detail(m, logo, "pending", (double)customers.pending);
	measure_bound(m, REN_LOGO_LOW, customers.renewed, tally_all(&customers));
	measure_bound(
		m, REN_LOGO_HIGH, customers.renewed + customers.pending, tally_all(&customers));

	struct measure *contract = measure_add(m, &about[REN_CONTRACT], NULL);
	measure_share(m, contract, contracts.renewed, contracts.renewed + contracts.lost);
	if (tally_all(&contracts) == 0)
		measure_undefined(contract, "no contract was due");
	contract->completeness = completeness_of(&contracts);
	add_term_lengths(m, contract, &shorter, &longer);
	measure_revenue(m, &revenue, completeness_of(&contracts));

	add_count(m, CONTRACTS_DUE, tally_all(&contracts));
	add_count(m, CONTRACTS_RENEWED, contracts.renewed);
	add_count(m, CONTRACTS_LOST, contracts.lost);
	add_count(m, CONTRACTS_PENDING, contracts.pending);
	add_count(m, CUSTOMERS_DUE, tally_all(&customers));
	add_count(m, CUSTOMERS_RENEWED, customers.renewed);
	add_count(m, CUSTOMERS_LOST, customers.lost);
	add_count(m, CUSTOMERS_PENDING, customers.pending);
}

const struct metric_family renewal_family = { about, METRICS, measure };
