#include "goals/goals.h"

#include <string.h>

#include "stats/xmr.h"

/* Metrics that are followed over the quarters whether a goal uses them or not. */
static const char *const followed[] = { "REN_LOGO", "GRR_Q", "NRR_Q", "LOGO_RET_Q", "USE_ACTIVE28",
	"USE_BREADTH", "NPS", "CSAT" };

enum { FOLLOWED = sizeof(followed) / sizeof(*followed) };

/* The followed metrics, those of the goals, and their quarterly twins, each once. */
static size_t followed_metrics(const struct evaluation *evaluation, const struct goal_plan *plans,
	const char ***metrics, struct arena *arena)
{
	size_t goals = evaluation->settings->goal_count, count = 0;
	*metrics = ARENA_ARRAY(arena, const char *, FOLLOWED + 2 * goals);
	for (size_t i = 0; i < FOLLOWED + 2 * goals; i++) {
		const struct goal_plan *plan = i < FOLLOWED ? NULL : &plans[(i - FOLLOWED) / 2];
		const char *metric = !plan		  ? followed[i]
				     : (i - FOLLOWED) % 2 ? plan->about->quarterly
							  : plan->setting->metric;
		bool known = !metric;
		for (size_t k = 0; !known && k < count; k++)
			known = !strcmp((*metrics)[k], metric);
		if (!known)
			(*metrics)[count++] = metric;
	}
	return count;
}

static enum chart_rule rule_of(enum xmr_rule rule)
{
	switch (rule) {
	case XMR_NONE:
		return RULE_NONE;
	case XMR_OUTSIDE:
		return RULE_OUTSIDE;
	case XMR_RUN:
		return RULE_RUN;
	case XMR_NEAR_LIMIT:
		return RULE_NEAR_LIMIT;
	case XMR_RANGE:
		return RULE_RANGE;
	}
	return RULE_NONE;
}

/* The control chart of metrics.md section 6, on the values as they are reported. */
static void chart(struct history *history, const struct metric_about *about, size_t count,
	struct arena *arena)
{
	double *values = ARENA_ARRAY(arena, double, count);
	bool *defined = ARENA_ARRAY(arena, bool, count);
	enum xmr_rule *fired = ARENA_ARRAY(arena, enum xmr_rule, count);
	enum chart_rule *rules = ARENA_ARRAY(arena, enum chart_rule, count);
	for (size_t i = 0; i < count; i++) {
		defined[i] = history->quarters[i].defined;
		values[i] = history->quarters[i].value;
		history->points += defined[i];
	}
	struct xmr_range range = { about->has_range, about->range_low, about->range_high };
	struct xmr xmr = xmr_chart(values, defined, count, range, fired);
	for (size_t i = 0; i < count; i++)
		rules[i] = rule_of(fired[i]);
	history->charted = true;
	history->rules = rules;
	history->limits = xmr.limits == XMR_LIMITS_FIRM	   ? LIMITS_FIRM
			  : xmr.limits == XMR_LIMITS_TRIAL ? LIMITS_TRIAL
							   : LIMITS_NONE;
	history->mean = xmr.mean;
	history->lower = xmr.clipped_lower;
	history->upper = xmr.clipped_upper;
}

void histories_compute(struct evaluation *evaluation, const struct ledger *ledger,
	const struct metric_settings *settings, const struct goal_plan *plans, struct arena *arena)
{
	const char **metrics;
	size_t metric_count = followed_metrics(evaluation, plans, &metrics, arena);
	size_t quarters = evaluation->quarter_count;
	struct history *list =
		ARENA_ARRAY(arena, struct history, metric_count * evaluation->scope_count);
	for (size_t scope = 0; scope < evaluation->scope_count; scope++) {
		struct measure **rows = ARENA_ARRAY(arena, struct measure *, metric_count);
		for (size_t k = 0; k < metric_count; k++)
			rows[k] = ARENA_ARRAY(arena, struct measure, quarters);
		for (size_t q = 0; q < quarters; q++) {
			/* What a quarter's measures need beside themselves is dropped at once. */
			struct arena *scratch = arena_new();
			struct measures measures = { 0 };
			const struct measures *of_quarter = &measures;
			if (q + 1 == quarters)
				of_quarter = &evaluation->measures[scope];
			else
				metrics_measure(ledger, &evaluation->scopes[scope],
					quarter_add(evaluation->first, (int)q), settings, &measures,
					scratch);
			for (size_t k = 0; k < metric_count; k++) {
				const struct measure *found =
					measures_lookup(of_quarter, metrics[k]);
				rows[k][q] =
					found ? *found : (struct measure){ .reason = "not asked" };
				rows[k][q].metric = metrics[k];
				rows[k][q].details = NULL;
				rows[k][q].detail_count = 0;
			}
			arena_free(scratch);
		}
		for (size_t k = 0; k < metric_count; k++) {
			const struct metric_about *about = metric_lookup(metrics[k]);
			struct history *history = &list[evaluation->history_count++];
			*history = (struct history){
				.metric = metrics[k], .scope = scope, .quarters = rows[k]
			};
			if (!about->quarterly && about->unit != UNIT_MONEY)
				chart(history, about, quarters, arena);
		}
	}
	evaluation->histories = list;
}
