#include "goals/goals.h"

/* What makes a scope too small: people of a team, customers of either kind. */
static size_t smallness(const struct evaluation *evaluation, const struct scope *scope)
{
	size_t size = scope->customer_count;
	if (scope->kind == SCOPE_TEAM && evaluation->facts->membership_count > 0 &&
		(size_t)scope->members < size)
		size = (size_t)scope->members;
	return size;
}

/*
 * One hidden part of a shown total can be worked out from the others, so a second one is hidden
 * too: the next smallest, the first of equals.
 */
static void hide_second(const struct evaluation *evaluation, enum scope_kind kind, bool *suppressed)
{
	size_t hidden = 0, smallest = 0;
	for (size_t i = 0; i < evaluation->scope_count; i++) {
		const struct scope *scope = &evaluation->scopes[i];
		if (scope->kind != kind)
			continue;
		if (suppressed[i])
			hidden++;
		else if (smallest == 0 ||
			 smallness(evaluation, scope) <
				 smallness(evaluation, &evaluation->scopes[smallest]))
			smallest = i;
	}
	if (hidden == 1 && smallest > 0)
		suppressed[smallest] = true;
}

const bool *suppression_compute(const struct evaluation *evaluation, struct arena *arena)
{
	bool *suppressed = ARENA_ARRAY(arena, bool, evaluation->scope_count);
	for (size_t i = 1; i < evaluation->scope_count; i++)
		suppressed[i] = smallness(evaluation, &evaluation->scopes[i]) <
				(size_t)evaluation->settings->min_group;
	hide_second(evaluation, SCOPE_TEAM, suppressed);
	hide_second(evaluation, SCOPE_SEGMENT, suppressed);
	return suppressed;
}
