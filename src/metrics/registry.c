#include "stage/metrics.h"

#include <string.h>
#include <strings.h>

#include "metrics/metrics.h"
#include "stats/special.h"

/* A new family is one line here. The order is that of eval and of the workbook. */
static const struct metric_family *const families[] = {
	&renewal_family,
	&retention_family,
	&value_family,
	&usage_family,
	&satisfaction_family,
};

enum { FAMILIES = sizeof(families) / sizeof(*families) };

const struct metric_about *metric_lookup(const char *code)
{
	for (size_t f = 0; f < FAMILIES; f++) {
		for (size_t i = 0; i < families[f]->count; i++) {
			const struct metric_about *about = &families[f]->about[i];
			size_t length = strlen(about->code);
			bool parameter = about->code[length - 1] == ':';
			if (parameter ? !strncasecmp(code, about->code, length) && code[length]
				      : !strcasecmp(code, about->code))
				return about;
		}
	}
	return NULL;
}

void metric_list(const struct metric_about **list, size_t *count, struct arena *arena)
{
	size_t total = 0;
	for (size_t f = 0; f < FAMILIES; f++)
		total += families[f]->count;
	struct metric_about *copy = ARENA_ARRAY(arena, struct metric_about, total);
	*count = 0;
	for (size_t f = 0; f < FAMILIES; f++)
		for (size_t i = 0; i < families[f]->count; i++)
			copy[(*count)++] = families[f]->about[i];
	*list = copy;
}

static const struct arr *arr_on(const struct ledger *ledger, const struct scope *scope,
	struct date day, struct quarter rates, struct arena *arena)
{
	struct arr *arr = ARENA_ARRAY(arena, struct arr, scope->customer_count);
	for (size_t i = 0; i < scope->customer_count; i++)
		arr[i] = ledger_arr(ledger, scope->customers[i], day, rates);
	return arr;
}

void metrics_measure(const struct ledger *ledger, const struct scope *scope, struct quarter quarter,
	const struct metric_settings *settings, struct measures *measures, struct arena *arena)
{
	struct fiscal_year fiscal = ledger->facts->fiscal;
	struct measuring m = {
		.ledger = ledger,
		.facts = ledger->facts,
		.scope = scope,
		.settings = settings,
		.z = normal_quantile(0.5 + settings->confidence / 2),
		.quarter = quarter,
		.start = quarter_start(quarter, fiscal),
		.end = quarter_end(quarter, fiscal),
		.year_start = quarter_start(quarter_add(quarter, -3), fiscal),
		.measures = measures,
		.arena = arena,
	};
	m.opening = arr_on(ledger, scope, date_add(m.start, -1), quarter, arena);
	m.year_opening = arr_on(ledger, scope, date_add(m.year_start, -1), quarter, arena);
	m.closing = arr_on(ledger, scope, date_add(m.end, -1), quarter, arena);
	for (size_t f = 0; f < FAMILIES; f++)
		families[f]->measure(&m);
}
