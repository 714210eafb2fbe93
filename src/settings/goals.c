#include "settings/goals.h"

#include "settings/goal_values.h"
#include "settings/schema.h"
#include "settings/values.h"

/* A key that says nothing about a goal of this kind. */
static void refuse(struct goal_reading *g, const char *key, const char *instead)
{
	const struct entry *entry = section_entry(g->section, key);

	if (entry)
		problem_add(g->reading, PROBLEM_CONTRADICTION, entry->line, entry->column, "%s",
			arena_printf(g->reading->arena, "'%s' is no key of %s", key, instead));
}

static void check_keys(struct goal_reading *g)
{
	section_require(g->section, "metric", g->reading);
	section_require(g->section, "from", g->reading);
	section_require(g->section, "to", g->reading);
	if (!g->kind_known)
		return;
	if (g->goal->kind == GOAL_RANGE) {
		section_require(g->section, "range", g->reading);
		refuse(g, "target", "a range goal; it has 'range'");
		refuse(g, "path", "a range goal");
		refuse(g, "cap", "a range goal; inside the range the attainment is 100 %");
		return;
	}
	refuse(g, "range", "this goal; a range goal says 'kind = range'");
	if (!section_entry(g->section, "range"))
		section_require(g->section, "target", g->reading);
	if (g->goal->kind == GOAL_IMPROVE)
		section_require(g->section, "baseline", g->reading);
}

static void check_anchors(struct goal_reading *g)
{
	struct goal_setting *goal = g->goal;
	const struct value *threshold = goal_value(g, "threshold"), *cap = goal_value(g, "cap");

	if (!g->kind_known)
		return;
	if (goal->kind == GOAL_RANGE) {
		if (goal->threshold.given && goal->threshold.value <= 0)
			value_fault(threshold, PROBLEM_CONTRADICTION, g->reading,
				"the distance outside the range must be above 0");
		return;
	}
	if (number_not_better(&goal->target, &goal->threshold, goal->down))
		value_fault(threshold, PROBLEM_CONTRADICTION, g->reading,
			"the threshold must be %s the target", goal->down ? "above" : "below");
	if (number_not_better(&goal->cap, &goal->target, goal->down))
		value_fault(cap, PROBLEM_CONTRADICTION, g->reading, "the cap must be %s the target",
			goal->down ? "below" : "above");
}

static void check_weight(struct goal_reading *g)
{
	const struct value *weight = goal_value(g, "weight");

	if (weight && g->goal->weight <= 0)
		value_fault(weight, PROBLEM_CONTRADICTION, g->reading,
			"'%s' is no weight; expected a number above 0",
			value_shown(weight, g->reading));
}

void goal_read(struct section *section, const struct metric_kind *metrics, size_t metric_count,
	struct goal_setting *goal, struct reading *reading)
{
	struct goal_reading g = { section, metrics, metric_count, goal, true, false, UNIT_NONE,
		reading };

	*goal = (struct goal_setting){ .id = section->id, .origin = section->origin };
	schema_defaults("goal", goal, reading);
	schema_read(section, goal, reading);

	const struct entry *kind = section_entry(section, "kind");

	g.kind_known = !kind || !kind->faulty;
	goal_read_metric(&g);
	goal_read_scope(&g);
	goal_read_target(&g);
	goal_read_range(&g);
	goal_read_path(&g);
	goal_read_anchor(&g, "threshold", &goal->threshold, &goal->threshold_share, 0, 1);
	goal_read_anchor(&g, "cap", &goal->cap, &goal->cap_share, 1, 10);
	check_keys(&g);
	check_anchors(&g);
	check_weight(&g);
}
