#include "compose/compose.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* What the gap to the target is worth: of the ARR that came due, or that was there at the start. */
bool gap_effect(const struct composing *c, const struct goal_result *goal, double *effect)
{
	const char *metric = goal->setting->metric;
	double base = NAN;
	if (!strncmp(metric, "REN_", 4)) {
		const struct measure *gross =
			evaluation_measure(c->evaluation, goal->scope, "REN_GROSS");
		base = gross && gross->defined ? measure_detail(gross, "due", NAN) : NAN;
	} else if (!strncmp(metric, "GRR", 3) || !strncmp(metric, "NRR", 3) ||
		   !strncmp(metric, "LOGO", 4)) {
		const struct measure *open =
			evaluation_measure(c->evaluation, goal->scope, "ARR_OPEN");
		base = open && open->defined ? open->value : NAN;
	}
	bool level = goal->setting->kind == GOAL_LEVEL;
	if (!level || !goal->defined || isnan(base) || goal->shortfall == SHORTFALL_FEW)
		return false;
	*effect = (goal->value - goal->path) * base;
	return true;
}

struct exception {
	const struct goal_result *goal;
	bool has_effect;
	double effect;
};

/* Money at stake first, most first; then what has no amount, in the order of the goals. */
static int by_effect(const void *a, const void *b)
{
	const struct exception *x = a, *y = b;
	if (x->has_effect != y->has_effect)
		return x->has_effect ? -1 : 1;
	if (x->has_effect && x->effect != y->effect)
		return x->effect < y->effect ? -1 : 1;
	return (x->goal > y->goal) - (x->goal < y->goal);
}

/* What a director reads on one page; the goal table has the rest. */
enum { EXCEPTIONS = 3 };

const struct notice *exceptions(const struct composing *c, size_t *count)
{
	const struct evaluation *evaluation = c->evaluation;
	struct exception *list = ARENA_ARRAY(
		c->arena, struct exception, evaluation->goal_count + evaluation->breakdown_count);
	size_t found = 0;
	for (size_t i = 0; i < evaluation->goal_count + evaluation->breakdown_count; i++) {
		const struct goal_result *goal =
			i < evaluation->goal_count
				? &evaluation->goals[i]
				: &evaluation->breakdowns[i - evaluation->goal_count];
		bool breakdown = i >= evaluation->goal_count;
		bool segment = evaluation->scopes[goal->scope].kind == SCOPE_SEGMENT;
		if (evaluation->suppressed[goal->scope] || (breakdown && !segment) ||
			(goal->status != STATUS_MISSED &&
				(breakdown || goal->status != STATUS_AT_RISK)))
			continue;
		struct exception *exception = &list[found++];
		exception->goal = goal;
		exception->has_effect = gap_effect(c, goal, &exception->effect);
	}
	qsort(list, found, sizeof(*list), by_effect);
	*count = found < EXCEPTIONS ? found : EXCEPTIONS;
	struct notice *notices = ARENA_ARRAY(c->arena, struct notice, *count);
	for (size_t i = 0; i < *count; i++) {
		const struct goal_result *goal = list[i].goal;
		struct scale scale = goal_scale(c, goal);
		struct scale money = scale_of(c, UNIT_MONEY, list[i].effect);
		const char *value = full(c, &scale, goal->value);
		if (goal->has_interval)
			value = arena_printf(
				c->arena, "%s (%s)", value, span(c, &scale, goal->low, goal->high));
		notices[i] = (struct notice){
			.status = goal->status,
			.status_word = status_word(c, goal->status),
			.title = say(c, "{goal}, {scope}: {value} against {target}", "goal",
				goal_name(c, goal), "scope", scope_name(c, goal->scope), "value",
				value, "target", target_text(c, goal, true), NULL),
			.amount = list[i].has_effect
					  ? say(c, "{amount} {unit} against target", "amount",
						    change(c, &money, list[i].effect), "unit",
						    money.money.name, NULL)
					  : say(c, "no amount", NULL),
			.body = text_of(
				c, say(c,
					   "{evidence}. Signal: {signal}. Cause: diagnosis in "
					   "progress.",
					   "evidence", capitalised(c, evidence_word(c, goal)),
					   "signal", signal_word(c, goal->signal), NULL)),
		};
	}
	return notices;
}
