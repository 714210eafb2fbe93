/*
 * Retention of the whole customer base, point to point (metrics.md 4.2): of the customers with ARR
 * on the day before the window, what is left on its last day. Each customer's ARR is netted, and
 * both ends are at the close rate of the report quarter, so that currency makes neither churn nor
 * growth. With the bridge that leads from the opening to the closing ARR, exactly.
 */
#include "metrics/metrics.h"

#include "model/money.h"
#include "stats/proportion.h"
#include "stats/ratio.h"

/* Each window has the same metrics in the same order. */
enum { NRR, GRR, EXP_RATE, LOGO_RET, CHURN_LOGO, UPSELL_CUST, PER_WINDOW };

enum {
	QUARTERLY = 0,
	YEARLY = PER_WINDOW,
	ARR_OPEN = 2 * PER_WINDOW,
	ARR_NEW,
	ARR_REACT,
	ARR_EXP,
	ARR_CON,
	ARR_CHURN,
	ARR_CLOSE,
	ARR_IN_GRACE,
	CUST_OPEN,
	CUST_CLOSE,
	METRICS
};

#define METHOD_WILSON .method = "Wilson score", .source = "Wilson 1927"

/* The six metrics of a window: suffix, the words for it, and the metric to chart instead. */
#define WINDOW(first, suffix, span, chart)                                                         \
	[(first) +                                                                                 \
		NRR] = { .code = "NRR" suffix,                                                     \
		.name = "Net revenue retention" span,                                              \
		.short_unit = "% of opening ARR",                                                  \
		.unit = UNIT_SHARE,                                                                \
		.min_n = 10,                                                                       \
		.goal = true,                                                                      \
		.quarterly = chart("NRR_Q"),                                                       \
		.definition = "ARR at the end of the window from the customers who had any at "    \
			      "its start, with what they added and without what they dropped.",    \
		.counted = "Their closing ARR / their opening ARR",                                \
		.method = "MOVER sum of GRR and expansion",                                        \
		.source = "Zou & Donner 2008" },                                                   \
		[(first) + GRR] = { .code = "GRR" suffix,                                          \
			.name = "Gross revenue retention" span,                                    \
			.short_unit = "% of opening ARR",                                          \
			.unit = UNIT_SHARE,                                                        \
			.min_n = 10,                                                               \
			.goal = true,                                                              \
			.has_range = true,                                                         \
			.range_high = 1,                                                           \
			.quarterly = chart("GRR_Q"),                                               \
			.definition =                                                              \
				"ARR kept over the window by the customers who had any at its "    \
				"start; what a customer added does not count.",                    \
			.counted = "Sum of the lower of opening and closing ARR / opening ARR",    \
			.method = "Wilson score with Kish's effective n",                          \
			.source = "Wilson 1927; Kish 1965; Franco et al. 2019" },                  \
		[(first) + EXP_RATE] = { .code = "EXP_RATE" suffix,                                \
			.name = "Expansion" span,                                                  \
			.short_unit = "% of opening ARR",                                          \
			.unit = UNIT_SHARE,                                                        \
			.min_n = 20,                                                               \
			.goal = true,                                                              \
			.quarterly = chart("EXP_RATE_Q"),                                          \
			.definition =                                                              \
				"ARR added over the window by the customers who had any at its "   \
				"start.",                                                          \
			.counted = "Sum of their increases / opening ARR",                         \
			.method = "Linearised ratio on a log scale",                               \
			.source = "metrics.md section 5" },                                        \
		[(first) + LOGO_RET] = { .code = "LOGO_RET" suffix,                                \
			.name = "Customer retention" span,                                         \
			.short_unit = "% of opening customers",                                    \
			.unit = UNIT_SHARE,                                                        \
			.min_n = 20,                                                               \
			.goal = true,                                                              \
			.has_range = true,                                                         \
			.range_high = 1,                                                           \
			.quarterly = chart("LOGO_RET_Q"),                                          \
			.definition = "Customers with ARR at the end of the window, of those who " \
				      "had any "                                                   \
				      "at its start.",                                             \
			.counted = "Customers left / opening customers",                           \
			METHOD_WILSON },                                                           \
		[(first) + CHURN_LOGO] = { .code = "CHURN_LOGO" suffix,                            \
			.name = "Customer churn" span,                                             \
			.short_unit = "% of opening customers",                                    \
			.unit = UNIT_SHARE,                                                        \
			.min_n = 20,                                                               \
			.goal = true,                                                              \
			.lower_is_better = true,                                                   \
			.has_range = true,                                                         \
			.range_high = 1,                                                           \
			.quarterly = chart("CHURN_LOGO_Q"),                                        \
			.definition = "Customers without ARR at the end of the window, of those "  \
				      "who had "                                                   \
				      "any at its start.",                                         \
			.counted = "Customers lost / opening customers",                           \
			METHOD_WILSON },                                                           \
		[(first) + UPSELL_CUST] = { .code = "UPSELL_CUST" suffix,                          \
			.name = "Customers who bought more" span,                                  \
			.short_unit = "% of opening customers",                                    \
			.unit = UNIT_SHARE,                                                        \
			.min_n = 20,                                                               \
			.goal = true,                                                              \
			.has_range = true,                                                         \
			.range_high = 1,                                                           \
			.quarterly = chart("UPSELL_CUST_Q"),                                       \
			.definition = "Customers whose ARR grew over the window, of those who "    \
				      "had any at "                                                \
				      "its start.",                                                \
			.counted = "Customers with higher ARR / opening customers",                \
			METHOD_WILSON }

#define ITSELF(code) NULL
#define TWIN(code) code

static const struct metric_about about[METRICS] = {
	WINDOW(QUARTERLY, "_Q", ", quarter", ITSELF),
	WINDOW(YEARLY, "_TTM", ", four quarters", TWIN),
	[ARR_OPEN] = { .code = "ARR_OPEN", .name = "ARR at the start", .unit = UNIT_MONEY },
	[ARR_NEW] = { .code = "ARR_NEW", .name = "New customers", .unit = UNIT_MONEY },
	[ARR_REACT] = { .code = "ARR_REACT", .name = "Customers won back", .unit = UNIT_MONEY },
	[ARR_EXP] = { .code = "ARR_EXP", .name = "Expansion", .unit = UNIT_MONEY },
	[ARR_CON] = { .code = "ARR_CON", .name = "Contraction", .unit = UNIT_MONEY },
	[ARR_CHURN] = { .code = "ARR_CHURN", .name = "Lost customers", .unit = UNIT_MONEY },
	[ARR_CLOSE] = { .code = "ARR_CLOSE", .name = "ARR at the end", .unit = UNIT_MONEY },
	[ARR_IN_GRACE] = { .code = "ARR_IN_GRACE",
		.name = "of which in grace, not yet renewed",
		.unit = UNIT_MONEY },
	[CUST_OPEN] = { .code = "CUST_OPEN", .name = "Customers at the start", .unit = UNIT_COUNT },
	[CUST_CLOSE] = { .code = "CUST_CLOSE", .name = "Customers at the end", .unit = UNIT_COUNT },
};

/*
 * Whether every price row that took effect in the window is an indexation, and there is one: the
 * customer then pays more, but has not bought more.
 */
static bool only_indexed(const struct measuring *m, int32_t customer, struct date opening_day)
{
	bool any = false;
	const struct ledger *ledger = m->ledger;
	for (size_t i = ledger->first_term[customer]; i < ledger->first_term[customer + 1]; i++) {
		const struct contract *contract = ledger->terms[i].contract;
		for (size_t k = 0; k < contract->price_count; k++) {
			const struct price *price = &m->facts->prices[contract->first_price + k];
			if (!date_before(opening_day, price->valid_from) ||
				!date_before(price->valid_from, m->end))
				continue;
			if (price->change != PRICE_INDEXATION)
				return false;
			any = true;
		}
	}
	return any;
}

/* Customers who came and went inside the window: they appear in no rate, and are counted. */
static bool came_and_went(const struct measuring *m, int32_t customer, struct date opening_day)
{
	const struct ledger *ledger = m->ledger;
	for (size_t i = ledger->first_term[customer]; i < ledger->first_term[customer + 1]; i++) {
		const struct term *term = &ledger->terms[i];
		struct date start = term->contract->term_start;
		if (!date_before(opening_day, start) || !date_before(start, m->end))
			continue;
		struct arr price = ledger_price(ledger, term, start, m->quarter);
		if (price.known && price.minor > 0)
			return true;
	}
	return false;
}

static bool all_known(const struct arr *arr, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (!arr[i].known)
			return false;
	return true;
}

static void measure_window(
	struct measuring *m, size_t window, const struct arr *opening, struct date opening_day)
{
	const struct metric_about *metrics = &about[window];
	size_t customers = m->scope->customer_count;
	if (date_before(opening_day, m->facts->observation_start)) {
		measure_all_undefined(m, metrics, PER_WINDOW, REASON_BEFORE_OBSERVATION);
		return;
	}
	if (!all_known(opening, customers) || !all_known(m->closing, customers)) {
		measure_all_undefined(m, metrics, PER_WINDOW, REASON_RATE);
		return;
	}
	double *weights = ARENA_ARRAY(m->arena, double, customers);
	double *increases = ARENA_ARRAY(m->arena, double, customers);
	double total = 0, kept = 0, added = 0, churned = 0, contracted = 0;
	int64_t count = 0, left = 0, grown = 0, indexed = 0, passing = 0;
	for (size_t i = 0; i < customers; i++) {
		int64_t a = opening[i].minor, b = m->closing[i].minor;
		if (a <= 0) {
			passing += b <= 0 && came_and_went(m, m->scope->customers[i], opening_day);
			continue;
		}
		weights[count] = (double)a;
		increases[count] = b > a ? (double)b - (double)a : 0;
		total += (double)a;
		kept += (double)(b < a ? b : a);
		added += increases[count];
		count++;
		left += b > 0;
		churned += b <= 0 ? (double)a : 0;
		contracted += b > 0 && b < a ? (double)a - (double)b : 0;
		if (b > a) {
			bool index_only = only_indexed(m, m->scope->customers[i], opening_day);
			indexed += index_only;
			grown += !(index_only && m->settings->ignore_indexation);
		}
	}
	if (count == 0) {
		measure_all_undefined(m, metrics, PER_WINDOW, "no customer had ARR at the start");
		return;
	}
	double n = ratio_kish(weights, (size_t)count);
	struct interval gross = proportion_wilson(kept / total, n, m->z);
	struct interval expansion =
		ratio_expansion(weights, increases, (size_t)count, m->settings->confidence);

	struct measure *measure = measure_add(m, &metrics[NRR], NULL);
	measure_value(measure, (kept + added) / total, n,
		ratio_net_retention(kept / total, gross, added / total, expansion));
	measure = measure_add(m, &metrics[GRR], NULL);
	measure_value(measure, kept / total, n, gross);
	measure_add_detail(m, measure, "opening", total);
	measure_add_detail(m, measure, "churned", churned);
	measure_add_detail(m, measure, "contracted", contracted);
	measure = measure_add(m, &metrics[EXP_RATE], NULL);
	measure_value(measure, added / total, (double)count, expansion);
	measure = measure_add(m, &metrics[LOGO_RET], NULL);
	measure_share(m, measure, left, count);
	measure_add_detail(m, measure, "won_and_lost", (double)passing);
	measure_share(m, measure_add(m, &metrics[CHURN_LOGO], NULL), count - left, count);
	measure = measure_add(m, &metrics[UPSELL_CUST], NULL);
	measure_share(m, measure, grown, count);
	measure_add_detail(m, measure, "indexation_only", (double)indexed);
}

static bool had_contract_by(const struct measuring *m, int32_t customer, struct date day)
{
	size_t first = m->ledger->first_term[customer];
	return first < m->ledger->first_term[customer + 1] &&
	       !date_before(day, m->ledger->terms[first].contract->term_start);
}

/* ARR on the closing day from contracts that have ended but may still be renewed. */
static bool add_in_grace(const struct measuring *m, int32_t customer, int64_t *sum)
{
	struct date closing_day = date_add(m->end, -1);
	const struct ledger *ledger = m->ledger;
	for (size_t i = ledger->first_term[customer]; i < ledger->first_term[customer + 1]; i++) {
		const struct term *term = &ledger->terms[i];
		if (term->outcome != OUTCOME_PENDING ||
			date_before(closing_day, term->effective_end) ||
			!date_before(closing_day, term->in_force_end))
			continue;
		struct arr price = ledger_price(ledger, term, closing_day, m->quarter);
		if (!price.known || !money_add(sum, price.minor))
			return false;
	}
	return true;
}

static void measure_bridge(struct measuring *m)
{
	const size_t bridge = METRICS - ARR_OPEN;
	struct date opening_day = date_add(m->start, -1);
	size_t customers = m->scope->customer_count;
	if (date_before(opening_day, m->facts->observation_start)) {
		measure_all_undefined(m, &about[ARR_OPEN], bridge, REASON_BEFORE_OBSERVATION);
		return;
	}
	int64_t sums[METRICS] = { 0 };
	bool fits = all_known(m->opening, customers) && all_known(m->closing, customers);
	for (size_t i = 0; fits && i < customers; i++) {
		int64_t a = m->opening[i].minor, b = m->closing[i].minor;
		int32_t customer = m->scope->customers[i];
		fits = money_add(&sums[ARR_OPEN], a) && money_add(&sums[ARR_CLOSE], b) &&
		       add_in_grace(m, customer, &sums[ARR_IN_GRACE]);
		/* The parts are no larger than what was opened or closed, so they fit too. */
		if (!fits)
			break;
		sums[CUST_OPEN] += a > 0;
		sums[CUST_CLOSE] += b > 0;
		if (a <= 0 && b > 0)
			sums[had_contract_by(m, customer, opening_day) ? ARR_REACT : ARR_NEW] += b;
		else if (b <= 0)
			sums[ARR_CHURN] += a;
		else if (b > a)
			sums[ARR_EXP] += b - a;
		else
			sums[ARR_CON] += a - b;
	}
	if (!fits) {
		measure_all_undefined(m, &about[ARR_OPEN], bridge, REASON_RATE);
		return;
	}
	for (size_t metric = ARR_OPEN; metric < METRICS; metric++)
		measure_amount(measure_add(m, &about[metric], NULL), sums[metric]);
}

static void measure(struct measuring *m)
{
	measure_window(m, QUARTERLY, m->opening, date_add(m->start, -1));
	measure_window(m, YEARLY, m->year_opening, date_add(m->year_start, -1));
	measure_bridge(m);
}

const struct metric_family retention_family = { about, METRICS, measure };
