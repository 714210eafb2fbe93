/*
 * What customers have been worth so far (metrics.md 4.4): all that was invoiced to them, less its
 * direct cost, the cost to serve them and the cost of winning them; not discounted.
 */
#include "metrics/metrics.h"

#include "model/money.h"
#include "stats/mean.h"

enum { CLV_HIST_MEAN, CLV_HIST_TOTAL, CLV_HIST_N, METRICS };

static const struct metric_about about[METRICS] = {
	[CLV_HIST_MEAN] = { .code = "CLV_HIST_MEAN",
		.name = "Historic customer value, mean",
		.short_unit = "per customer",
		.unit = UNIT_MONEY,
		.min_n = 20,
		.goal = true,
		.definition = "What the customers with ARR at the end of the quarter have paid so "
			      "far, less direct cost, cost to serve and acquisition cost; not "
			      "discounted.",
		.counted = "Sum of their margins / number of customers",
		.method = "Student's t",
		.source = "metrics.md section 5" },
	[CLV_HIST_TOTAL] = { .code = "CLV_HIST_TOTAL",
		.name = "Historic customer value, total",
		.unit = UNIT_MONEY },
	[CLV_HIST_N] = { .code = "CLV_HIST_N",
		.name = "Customers with a historic value",
		.unit = UNIT_COUNT },
};

/* sum += (or -=) amount at its quarter's average rate; false when that is not possible. */
static bool add_flow(const struct measuring *m, int64_t amount, int sign, int32_t currency,
	struct quarter quarter, int64_t *sum)
{
	struct arr flow = ledger_flow(m->ledger, amount, currency, quarter);
	if (!flow.known)
		return false;
	return sign > 0 ? money_add(sum, flow.minor)
			: !__builtin_sub_overflow(*sum, flow.minor, sum);
}

static bool customer_value(const struct measuring *m, int32_t id, int64_t *value)
{
	const struct facts *facts = m->facts;
	const struct ledger *ledger = m->ledger;
	*value = 0;
	for (size_t i = ledger->first_invoice[id]; i < ledger->first_invoice[id + 1]; i++) {
		const struct invoice_line *line = &facts->invoices[i];
		if (!date_before(line->date, m->end))
			continue;
		/* The row's margin is converted once, so that it is rounded once. */
		int64_t margin;
		if (__builtin_sub_overflow(line->amount, line->direct_cost, &margin) ||
			!add_flow(m, margin, 1, line->currency,
				quarter_of(line->date, facts->fiscal), value))
			return false;
	}
	for (size_t i = ledger->first_cost[id]; i < ledger->first_cost[id + 1]; i++) {
		const struct service_cost *cost = &facts->costs[i];
		if (cost->quarter.index <= m->quarter.index &&
			!add_flow(m, cost->cost, -1, cost->currency, cost->quarter, value))
			return false;
	}
	const struct customer *customer = &facts->customers[id];
	if (!customer->has_acquisition_cost)
		return true;
	int32_t currency = customer->acquisition_currency == NO_ROW
				   ? facts->reporting
				   : customer->acquisition_currency;
	return add_flow(m, customer->acquisition_cost, -1, currency,
		quarter_of(customer->created, facts->fiscal), value);
}

static void measure(struct measuring *m)
{
	const char *reason = NULL;
	int64_t total = 0;
	size_t count = 0;
	double *values = ARENA_ARRAY(m->arena, double, m->scope->customer_count);
	for (size_t i = 0; !reason && i < m->scope->customer_count; i++) {
		int64_t value = 0;
		if (m->closing[i].known && m->closing[i].minor <= 0)
			continue;
		if (!m->closing[i].known || !customer_value(m, m->scope->customers[i], &value) ||
			!money_add(&total, value))
			reason = REASON_RATE;
		else
			values[count++] = (double)value;
	}
	if (reason) {
		measure_all_undefined(m, about, METRICS, reason);
		return;
	}
	struct measure *average = measure_add(m, &about[CLV_HIST_MEAN], NULL);
	if (count == 0)
		measure_undefined(average, "no customer has ARR at the end");
	else
		measure_value(average, (double)total / (double)count, (double)count,
			mean_interval(values, count, m->settings->confidence));
	measure_amount(measure_add(m, &about[CLV_HIST_TOTAL], NULL), total);
	measure_amount(measure_add(m, &about[CLV_HIST_N], NULL), (int64_t)count);
}

const struct metric_family value_family = { about, METRICS, measure };
