#include "goals/goals.h"

#include <string.h>

#include "base/suggest.h"
#include "model/money.h"

/* What resolving one goal shares: where problems go, and whether there were any. */
struct resolving {
	const struct facts *facts;
	struct error *error;
	bool failed;
	struct arena *arena;
};

static void complain(struct resolving *r, const struct origin *origin, const char *message)
{
	error_add(r->error, ERROR_USAGE, "%s:%d:%d: %s", origin->file, origin->line, origin->column,
		message);
	r->failed = true;
}

static struct quarter quarter_named(
	struct resolving *r, const char *text, const struct origin *origin, const char *key)
{
	struct quarter quarter = { 0 };
	char example[16];
	quarter_format(quarter_of(r->facts->as_of, r->facts->fiscal), r->facts->fiscal, example);
	if (!quarter_parse(text, r->facts->fiscal, &quarter))
		complain(r, origin,
			arena_printf(r->arena,
				"%s: '%s' is no quarter of the source's fiscal year; write for "
				"example %s",
				key, text, example));
	return quarter;
}

/* A number of the configuration in the unit of the metric: money becomes minor units. */
static double number_value(struct resolving *r, const struct goal_number *number)
{
	if (!number->given || number->unit != UNIT_MONEY)
		return number->value;
	const char *reporting = r->facts->reporting_currency;
	if (number->currency && strcmp(number->currency, reporting) != 0)
		complain(r, &number->origin,
			arena_printf(r->arena, "the amount is in %s, but the report is in %s",
				number->currency, reporting));
	int exponent = r->facts->currencies[r->facts->reporting].exponent;
	return number->value * (double)money_scale(exponent);
}

static void resolve_team(struct resolving *r, const struct goal_setting *setting)
{
	const char **ids = ARENA_ARRAY(r->arena, const char *, r->facts->team_count);
	for (size_t i = 0; i < r->facts->team_count; i++) {
		ids[i] = r->facts->teams[i].id;
		if (!strcmp(ids[i], setting->team))
			return;
	}
	const char *near = suggest_nearest(setting->team, ids, r->facts->team_count);
	complain(r, &setting->scope_origin,
		near ? arena_printf(r->arena, "unknown team '%s'; did you mean '%s'?",
			       setting->team, near)
		     : arena_printf(r->arena, "unknown team '%s'", setting->team));
}

static void resolve_path(struct resolving *r, struct goal_plan *plan)
{
	const struct goal_setting *setting = plan->setting;
	struct quarter *quarters = ARENA_ARRAY(r->arena, struct quarter, setting->path_count);
	double *levels = ARENA_ARRAY(r->arena, double, setting->path_count);
	for (size_t i = 0; i < setting->path_count; i++) {
		const struct goal_step *step = &setting->path[i];
		quarters[i] = quarter_named(r, step->quarter, &step->origin, "path");
		levels[i] = number_value(r, &step->level);
		if (quarters[i].index < plan->from.index || quarters[i].index > plan->to.index)
			complain(r, &step->origin,
				arena_printf(r->arena, "path: %s lies outside %s..%s",
					step->quarter, setting->from, setting->to));
		else if (i > 0 && quarters[i].index <= quarters[i - 1].index)
			complain(r, &step->origin,
				arena_printf(r->arena, "path: %s must come after %s", step->quarter,
					setting->path[i - 1].quarter));
	}
	plan->path_count = setting->path_count;
	plan->path_quarters = quarters;
	plan->path_levels = levels;
}

static void resolve_goal(
	struct resolving *r, const struct goal_setting *setting, struct goal_plan *plan)
{
	*plan = (struct goal_plan){ .setting = setting, .about = metric_lookup(setting->metric) };
	plan->from = quarter_named(r, setting->from, &setting->from_origin, "from");
	plan->to = quarter_named(r, setting->to, &setting->to_origin, "to");
	if (plan->to.index < plan->from.index)
		complain(r, &setting->to_origin, "to lies before from");
	if (setting->baseline) {
		plan->has_baseline = true;
		plan->baseline =
			quarter_named(r, setting->baseline, &setting->baseline_origin, "baseline");
		if (plan->baseline.index >= plan->to.index)
			complain(r, &setting->baseline_origin, "baseline must lie before to");
	}
	if (setting->scope == GOAL_TEAM)
		resolve_team(r, setting);
	plan->target = number_value(r, &setting->target);
	plan->range_low = number_value(r, &setting->range_low);
	plan->range_high = number_value(r, &setting->range_high);
	plan->threshold = number_value(r, &setting->threshold);
	plan->cap = number_value(r, &setting->cap);
	plan->min_n = setting->has_min_n	    ? setting->min_n
		      : setting->kind == GOAL_TREND ? 8
						    : plan->about->min_n;
	resolve_path(r, plan);
}

bool goals_resolve(const struct settings *settings, const struct facts *facts,
	const struct goal_plan **plans, struct arena *arena, struct error *error)
{
	struct resolving r = { facts, error, false, arena };
	struct goal_plan *list = ARENA_ARRAY(arena, struct goal_plan, settings->goal_count);
	for (size_t i = 0; i < settings->goal_count; i++)
		resolve_goal(&r, &settings->goals[i], &list[i]);
	*plans = list;
	return !r.failed;
}
