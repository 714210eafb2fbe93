#include "goals/goals.h"

#include <math.h>

static bool belongs(
	const struct evaluation *evaluation, const struct goal_result *goal, size_t scope)
{
	return goal->scope == scope ||
	       (goal->scope == 0 && evaluation->scopes[scope].kind == SCOPE_TEAM);
}

/* Weighted mean with MOVER bounds: metrics.md section 7. */
static struct composite compute(const struct evaluation *evaluation, size_t scope)
{
	struct composite composite = { .scope = scope };
	double all = 0, measured = 0, sum = 0, below = 0, above = 0;
	for (size_t i = 0; i < evaluation->goal_count; i++) {
		const struct goal_result *goal = &evaluation->goals[i];
		if (!belongs(evaluation, goal, scope))
			continue;
		double weight = goal->setting->weight;
		all += weight;
		if (!goal->has_attainment)
			continue;
		measured += weight;
		sum += weight * goal->attainment;
		below += pow(weight * (goal->attainment - goal->attainment_low), 2);
		above += pow(weight * (goal->attainment_high - goal->attainment), 2);
	}
	composite.weight_measured = all > 0 ? measured / all : 0;
	/* The share is compared as it is printed: 60 % of whole weights is not lost to rounding. */
	if (measured <= 0 || composite.weight_measured < 0.6 - 1e-9)
		return composite;
	composite.defined = true;
	composite.value = sum / measured;
	composite.low = composite.value - sqrt(below) / measured;
	composite.high = composite.value + sqrt(above) / measured;
	return composite;
}

static bool has_goals(const struct evaluation *evaluation, size_t scope)
{
	for (size_t i = 0; i < evaluation->goal_count; i++)
		if (belongs(evaluation, &evaluation->goals[i], scope))
			return true;
	return false;
}

void composites_compute(struct evaluation *evaluation, struct arena *arena)
{
	struct composite *list = ARENA_ARRAY(arena, struct composite, evaluation->scope_count);
	for (size_t scope = 0; scope < evaluation->scope_count; scope++)
		if (evaluation->scopes[scope].kind != SCOPE_SEGMENT && has_goals(evaluation, scope))
			list[evaluation->composite_count++] = compute(evaluation, scope);
	evaluation->composites = list;
}
