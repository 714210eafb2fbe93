#include "metrics/metrics.h"

#include <stdlib.h>
#include <string.h>

/* Active days in the four weeks before the quarter's end, of the customer. */
static int active_days(const struct ledger *ledger, int32_t customer, struct quarter quarter)
{
	for (size_t i = ledger->first_usage[customer]; i < ledger->first_usage[customer + 1]; i++)
		if (ledger->facts->usage[i].quarter.index == quarter.index)
			return __builtin_popcount(ledger->facts->usage[i].active_days);
	return 0;
}

/*
 * How use has moved since the end of the quarter before: falling is half or less of four active
 * days or more, as in USE_DECLINE (metrics.md 4.5), and rising the same the other way round.
 */
static enum trend usage_trend(const struct ledger *ledger, int32_t customer, struct quarter quarter)
{
	struct date start = quarter_start(quarter, ledger->facts->fiscal);
	if (!date_known(ledger->facts->usage_first) ||
		date_before(date_add(start, -28), ledger->facts->usage_first))
		return TREND_NONE;
	int now = active_days(ledger, customer, quarter);
	int before = active_days(ledger, customer, quarter_add(quarter, -1));
	if (before >= 4 && 2 * now <= before)
		return TREND_FALLING;
	if (now >= 4 && 2 * before <= now)
		return TREND_RISING;
	return TREND_STABLE;
}

/* The latest answer to a net promoter survey that the customer gave before the quarter's end. */
static bool last_score(const struct facts *facts, int32_t customer, struct date end, int *score)
{
	struct date latest = DATE_NONE;
	for (size_t i = 0; i < facts->response_count; i++) {
		const struct response *response = &facts->responses[i];
		if (response->customer != customer ||
			facts->surveys[response->survey].kind != SURVEY_NPS ||
			!date_before(response->responded_on, end) ||
			date_before(response->responded_on, latest))
			continue;
		latest = response->responded_on;
		*score = response->score;
	}
	return date_known(latest);
}

static int by_due(const void *a, const void *b)
{
	const struct coming_contract *x = a, *y = b;
	if (!date_equal(x->due, y->due))
		return date_before(x->due, y->due) ? -1 : 1;
	if (x->customer != y->customer)
		return x->customer < y->customer ? -1 : 1;
	return (x->arr < y->arr) - (x->arr > y->arr);
}

void metrics_coming(const struct ledger *ledger, struct quarter quarter, int quarters,
	const struct metric_settings *settings, const struct coming_contract **coming,
	size_t *count, struct arena *arena)
{
	struct coming_contract *list =
		ARENA_ARRAY(arena, struct coming_contract, ledger->term_count);
	struct date end = quarter_end(quarter, ledger->facts->fiscal);
	*count = 0;
	for (size_t i = 0; i < ledger->term_count; i++) {
		const struct term *term = &ledger->terms[i];
		struct quarter due;
		if (!ledger_due_quarter(ledger, term, settings->due_convention, &due) ||
			due.index <= quarter.index || due.index > quarter.index + quarters)
			continue;
		int32_t customer = term->contract->customer;
		struct arr price = ledger_price(ledger, term, date_add(term->due, -1), quarter);
		struct coming_contract *next = &list[(*count)++];
		*next = (struct coming_contract){
			.customer = customer,
			.customer_name = ledger->facts->customers[customer].name,
			.due = term->due,
			.quarter = due,
			.arr = price.known ? price.minor : 0,
			.usage = usage_trend(ledger, customer, quarter),
		};
		next->has_score = last_score(ledger->facts, customer, end, &next->score);
	}
	qsort(list, *count, sizeof(*list), by_due);
	*coming = list;
}

bool metrics_coverage(const struct ledger *ledger, const struct scope *company,
	struct quarter quarter, double *coverage)
{
	const struct facts *facts = ledger->facts;
	struct date closing_day = date_add(quarter_end(quarter, facts->fiscal), -1);
	double all = 0, covered = 0;
	for (size_t k = 0; k < company->customer_count; k++) {
		int32_t customer = company->customers[k];
		struct arr arr = ledger_arr(ledger, customer, closing_day, quarter);
		if (!arr.known || arr.minor <= 0)
			continue;
		all += (double)arr.minor;
		for (size_t i = ledger->first_usage[customer];
			i < ledger->first_usage[customer + 1]; i++)
			if (facts->usage[i].quarter.index == quarter.index)
				covered += (double)arr.minor;
	}
	if (all <= 0 || !date_known(facts->usage_first))
		return false;
	*coverage = covered / all;
	return true;
}

/* Most first; equally many by label; not stated last. */
static int by_count(const void *a, const void *b)
{
	const struct loss *x = a, *y = b;
	if (!x->label_en != !y->label_en)
		return x->label_en ? -1 : 1;
	if (x->contracts != y->contracts)
		return x->contracts > y->contracts ? -1 : 1;
	return x->label_en ? strcmp(x->label_en, y->label_en) : 0;
}

void metrics_losses(const struct ledger *ledger, struct quarter quarter,
	const struct metric_settings *settings, const struct loss **losses, size_t *count,
	struct arena *arena)
{
	const struct facts *facts = ledger->facts;
	size_t reasons = facts->reason_count;
	struct loss *all = ARENA_ARRAY(arena, struct loss, reasons + 1);
	for (size_t i = 0; i < reasons; i++)
		all[i] = (struct loss){ facts->reasons[i].label_sv, facts->reasons[i].label_en, 0 };
	for (size_t i = 0; i < ledger->term_count; i++) {
		const struct term *term = &ledger->terms[i];
		struct quarter due;
		if (term->outcome != OUTCOME_LOST ||
			!ledger_due_quarter(ledger, term, settings->due_convention, &due) ||
			due.index != quarter.index)
			continue;
		int32_t reason = term->contract->end_reason;
		all[reason == NO_ROW ? (int32_t)reasons : reason].contracts++;
	}
	size_t given = 0;
	for (size_t i = 0; i <= reasons; i++)
		if (all[i].contracts > 0)
			all[given++] = all[i];
	qsort(all, given, sizeof(*all), by_count);
	*losses = all;
	*count = given;
}
