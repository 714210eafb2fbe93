/*
 * Use of what was bought (metrics.md 4.5), by the customers with ARR on the quarter's last day. The
 * four weeks that end with the quarter are 28 days, so that every weekday counts four times.
 */
#include "metrics/metrics.h"

#include "stats/mean.h"

enum { USE_ACTIVE28, USE_BREADTH, METRICS };

static const struct metric_about about[METRICS] = {
	[USE_ACTIVE28] = { .code = "USE_ACTIVE28",
		.name = "Active customers",
		.short_unit = "% of customers, last 28 days",
		.unit = UNIT_SHARE,
		.min_n = 20,
		.goal = true,
		.has_range = true,
		.range_high = 1,
		.definition =
			"Customers who used the product on at least one of the quarter's last "
			"28 days, of those with ARR on its last day.",
		.counted = "Active customers / customers",
		.method = "Wilson score",
		.source = "Wilson 1927" },
	[USE_BREADTH] = { .code = "USE_BREADTH",
		.name = "Breadth of use",
		.short_unit = "% of core features, mean",
		.unit = UNIT_SHARE,
		.min_n = 20,
		.goal = true,
		.has_range = true,
		.range_high = 1,
		.definition =
			"Share of the core features that a customer used in the quarter, mean "
			"over the customers with ARR on its last day.",
		.counted = "Core features used / core features, mean",
		.method = "Student's t",
		.source = "metrics.md section 5" },
};

/* The customer's usage in the measured quarter; NULL when there was none. */
static const struct usage *usage_of(const struct measuring *m, int32_t customer)
{
	size_t low = m->ledger->first_usage[customer];
	size_t high = m->ledger->first_usage[customer + 1];
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct usage *usage = &m->facts->usage[middle];
		if (usage->quarter.index == m->quarter.index)
			return usage;
		if (usage->quarter.index < m->quarter.index)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

static int64_t core_features(const struct facts *facts)
{
	int64_t count = 0;
	for (size_t i = 0; i < facts->feature_count; i++)
		count += facts->features[i].is_core;
	return count;
}

static void measure(struct measuring *m)
{
	const char *reason = NULL;
	if (!date_known(m->facts->usage_first))
		reason = "there is no usage data";
	else if (date_before(m->start, m->facts->usage_first))
		reason = REASON_BEFORE_OBSERVATION;
	int64_t active = 0, customers = 0, core = core_features(m->facts);
	double *breadths = ARENA_ARRAY(m->arena, double, m->scope->customer_count);
	for (size_t i = 0; !reason && i < m->scope->customer_count; i++) {
		if (!m->closing[i].known)
			reason = REASON_RATE;
		if (m->closing[i].minor <= 0)
			continue;
		const struct usage *usage = usage_of(m, m->scope->customers[i]);
		active += usage && usage->active_days != 0;
		breadths[customers++] =
			usage && core > 0 ? (double)usage->core_features / (double)core : 0;
	}
	if (!reason && customers == 0)
		reason = "no customer has ARR at the end";
	if (reason) {
		measure_all_undefined(m, about, METRICS, reason);
		return;
	}
	measure_share(m, measure_add(m, &about[USE_ACTIVE28], NULL), active, customers);
	struct measure *breadth = measure_add(m, &about[USE_BREADTH], NULL);
	if (core == 0) {
		measure_undefined(breadth, "no feature is marked as core");
		return;
	}
	struct interval interval =
		mean_interval(breadths, (size_t)customers, m->settings->confidence);
	measure_value(breadth, mean(breadths, (size_t)customers), (double)customers,
		interval_clip(interval, 0, 1));
}

const struct metric_family usage_family = { about, METRICS, measure };
