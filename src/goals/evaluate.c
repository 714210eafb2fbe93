#include "goals/goals.h"

#include <string.h>

#include "model/money.h"
#include "stats/interval.h"
#include "stats/trend.h"

/* The longest history that is computed: thirty years of quarters. */
enum { HISTORY_AT_MOST = 120, TREND_QUARTERS = 12, TREND_AT_LEAST = 8, COMING_QUARTERS = 4 };

static double rounded(const struct evaluation *evaluation, enum unit unit, double value)
{
	return unit_round(unit, value, (double)money_scale(evaluation->currency_exponent));
}

static struct interval interval_of(const struct measure *measure)
{
	return (struct interval){ measure->has_interval, measure->low, measure->high };
}

static const struct measure *measure_at(
	const struct evaluation *evaluation, const struct history *history, struct quarter quarter)
{
	int64_t position = (int64_t)quarter.index - evaluation->first.index;
	if (position < 0 || position >= (int64_t)evaluation->quarter_count)
		return NULL;
	return &history->quarters[position];
}

/* What the goal is judged on, before rounding. */
struct observed {
	bool defined;
	double value;
	struct interval interval;
	double n, completeness;
};

static struct observed observe_level(const struct measure *measure)
{
	return (struct observed){ measure->defined, measure->value, interval_of(measure),
		measure->n, measure->completeness };
}

static struct observed observe_improvement(const struct evaluation *evaluation,
	const struct goal_plan *plan, const struct history *history, struct goal_result *goal)
{
	struct observed now = observe_level(goal->measure);
	const struct measure *before = measure_at(evaluation, history, plan->baseline);
	if (!now.defined || !before || !before->defined)
		return (struct observed){ 0 };
	goal->baseline = rounded(evaluation, goal->unit, before->value);
	struct observed change = {
		.defined = true,
		.value = now.value - before->value,
		.interval = interval_difference(
			now.value, now.interval, before->value, interval_of(before)),
		.n = now.n < before->n ? now.n : before->n,
		.completeness = now.completeness < before->completeness ? now.completeness
									: before->completeness,
	};
	return change;
}

static struct observed observe_trend(const struct evaluation *evaluation,
	const struct history *history, const struct goal_result *goal, struct arena *arena)
{
	double *values = ARENA_ARRAY(arena, double, TREND_QUARTERS);
	size_t count = 0;
	for (size_t q = evaluation->quarter_count; q > 0 && count < TREND_QUARTERS; q--)
		if (history->quarters[q - 1].defined)
			values[count++] = history->quarters[q - 1].value;
	for (size_t i = 0; i < count / 2; i++) {
		double swap = values[i];
		values[i] = values[count - 1 - i];
		values[count - 1 - i] = swap;
	}
	struct observed slope = { .n = (double)count, .completeness = goal->measure->completeness };
	if (!goal->measure->defined || count < TREND_AT_LEAST)
		return slope;
	struct trend_slope trend = trend_theil_sen(values, count, evaluation->settings->confidence);
	slope.defined = trend.defined;
	slope.value = trend.slope;
	slope.interval = trend.interval;
	return slope;
}

static struct attainment_curve curve_of(const struct goal_plan *plan)
{
	const struct goal_setting *setting = plan->setting;
	return (struct attainment_curve){
		.is_range = setting->kind == GOAL_RANGE,
		.down = setting->down,
		.target = plan->target,
		.range_low = plan->range_low,
		.range_high = plan->range_high,
		.has_threshold = setting->threshold.given,
		.has_cap = setting->cap.given,
		.threshold = plan->threshold,
		.threshold_share = setting->threshold_share,
		.cap = plan->cap,
		.cap_share = setting->cap_share,
	};
}

/* The level in force in the quarter: the last step of the path that has begun, else the target. */
static double path_at(const struct goal_plan *plan, struct quarter quarter, size_t *steps)
{
	double level = plan->target;
	*steps = 0;
	for (size_t i = 0; i < plan->path_count; i++) {
		if (plan->path_quarters[i].index > quarter.index)
			break;
		level = plan->path_levels[i];
		++*steps;
	}
	return level;
}

/* A signal is named by what the goal wants: towards it is improved. */
static enum signal signal_of(const struct history *history, size_t quarters, bool down)
{
	if (!history || !history->charted || history->limits == LIMITS_NONE)
		return SIGNAL_TOO_FEW;
	enum chart_rule rule = history->rules[quarters - 1];
	if (rule == RULE_NONE)
		return SIGNAL_NONE;
	double last = history->quarters[quarters - 1].value;
	double against = history->mean;
	if (rule == RULE_RANGE && quarters > 1)
		against = history->quarters[quarters - 2].value;
	/* Three of the last four are near a limit; the last itself may be the fourth. */
	for (size_t i = 2; rule == RULE_NEAR_LIMIT && i <= 4; i++)
		last += (history->quarters[quarters - i].value - last) / (double)i;
	return (last > against) == !down ? SIGNAL_IMPROVED : SIGNAL_WORSENED;
}

static void compare(const struct evaluation *evaluation, struct goal_result *goal)
{
	const struct measure *previous =
		measure_at(evaluation, goal->trail, quarter_add(evaluation->quarter, -1));
	const struct measure *year_ago =
		measure_at(evaluation, goal->trail, quarter_add(evaluation->quarter, -4));
	if (previous && previous->defined) {
		goal->has_previous = true;
		goal->previous = rounded(evaluation, previous->unit, previous->value);
	}
	if (year_ago && year_ago->defined) {
		goal->has_year_ago = true;
		goal->year_ago = rounded(evaluation, year_ago->unit, year_ago->value);
	}
}

static enum shortfall shortfall_of(const struct observed *observed, double min_n)
{
	if (observed->n < min_n && observed->n > 0)
		return SHORTFALL_FEW;
	if (!observed->defined)
		return SHORTFALL_UNDEFINED;
	if (observed->n < min_n)
		return SHORTFALL_FEW;
	if (observed->completeness < 0.8 - 1e-9)
		return SHORTFALL_INCOMPLETE;
	return observed->interval.defined ? SHORTFALL_NONE : SHORTFALL_INTERVAL;
}

static struct goal_result evaluate_goal(const struct evaluation *evaluation,
	const struct goal_plan *plan, size_t scope, struct arena *arena)
{
	const struct goal_setting *setting = plan->setting;
	bool is_trend = setting->kind == GOAL_TREND;
	size_t steps;
	struct goal_result goal = {
		.setting = setting,
		.scope = scope,
		.unit = is_trend ? UNIT_SLOPE : plan->about->unit,
		.min_n = plan->min_n,
		.target = plan->target,
		.path = path_at(plan, evaluation->quarter, &steps),
		.range_low = plan->range_low,
		.range_high = plan->range_high,
		.final = evaluation->quarter.index == plan->to.index,
		.measure = evaluation_measure(evaluation, scope, setting->metric),
		.trail = evaluation_history(evaluation, scope, setting->metric),
	};
	static const struct measure absent = { .reason = "not asked in the quarter" };
	if (!goal.measure)
		goal.measure = &absent;
	goal.target_moved = steps > 1;
	goal.history = plan->about->quarterly
			       ? evaluation_history(evaluation, scope, plan->about->quarterly)
			       : goal.trail;
	goal.signal = signal_of(goal.history, evaluation->quarter_count, setting->down);
	compare(evaluation, &goal);

	struct observed observed;
	if (setting->kind == GOAL_IMPROVE)
		observed = observe_improvement(evaluation, plan, goal.trail, &goal);
	else if (is_trend)
		observed = observe_trend(evaluation, goal.trail, &goal, arena);
	else
		observed = observe_level(goal.measure);

	goal.defined = observed.defined;
	goal.has_n = observed.n > 0;
	goal.n = observed.n;
	goal.has_interval = observed.defined && observed.interval.defined;
	goal.value = rounded(evaluation, goal.unit, observed.value);
	goal.low = rounded(evaluation, goal.unit, observed.interval.low);
	goal.high = rounded(evaluation, goal.unit, observed.interval.high);
	goal.shortfall = shortfall_of(&observed, plan->min_n);
	if (goal.shortfall != SHORTFALL_NONE) {
		goal.status = STATUS_INSUFFICIENT;
		return goal;
	}
	struct demand demand = { setting->kind, setting->down, goal.target, goal.path,
		goal.range_low, goal.range_high };
	struct figure figure = { true, true, goal.value, goal.low, goal.high };
	struct judgement judgement = goal_judge(figure, &demand, goal.final);
	goal.status = judgement.status;
	goal.evidence = judgement.evidence;
	struct attainment_curve curve = curve_of(plan);
	struct interval over = attainment_over(&curve, goal.low, goal.high);
	goal.has_attainment = true;
	goal.attainment = attainment_at(&curve, goal.value);
	goal.attainment_low = over.low;
	goal.attainment_high = over.high;
	return goal;
}

/* Whether a goal speaks of a scope. */
static bool concerns(const struct goal_setting *setting, const struct scope *scope)
{
	switch (setting->scope) {
	case GOAL_COMPANY:
		return scope->kind == SCOPE_COMPANY;
	case GOAL_TEAM:
		return scope->kind == SCOPE_TEAM && !strcmp(scope->id, setting->team);
	case GOAL_EACH_TEAM:
		return scope->kind == SCOPE_TEAM;
	}
	return false;
}

static void evaluate_goals(
	struct evaluation *evaluation, const struct goal_plan *plans, struct arena *arena)
{
	size_t goals = evaluation->settings->goal_count;
	struct goal_result *list =
		ARENA_ARRAY(arena, struct goal_result, goals * evaluation->scope_count);
	struct goal_result *breakdowns =
		ARENA_ARRAY(arena, struct goal_result, goals * evaluation->scope_count);
	for (size_t i = 0; i < goals; i++) {
		const struct goal_plan *plan = &plans[i];
		if (evaluation->quarter.index < plan->from.index ||
			evaluation->quarter.index > plan->to.index)
			continue;
		for (size_t scope = 0; scope < evaluation->scope_count; scope++) {
			if (concerns(plan->setting, &evaluation->scopes[scope]))
				list[evaluation->goal_count++] =
					evaluate_goal(evaluation, plan, scope, arena);
			else if (plan->setting->scope == GOAL_COMPANY)
				breakdowns[evaluation->breakdown_count++] =
					evaluate_goal(evaluation, plan, scope, arena);
		}
	}
	evaluation->goals = list;
	evaluation->breakdowns = breakdowns;
}

/* From the first quarter with contract history, or a goal's baseline where that is earlier. */
static struct quarter first_quarter(
	const struct evaluation *evaluation, const struct goal_plan *plans)
{
	struct quarter last = evaluation->quarter;
	struct quarter first = quarter_of(evaluation->facts->observation_start, evaluation->fiscal);
	for (size_t i = 0; i < evaluation->settings->goal_count; i++)
		if (plans[i].has_baseline && plans[i].baseline.index < first.index)
			first = plans[i].baseline;
	if (first.index <= last.index - HISTORY_AT_MOST)
		first = quarter_add(last, 1 - HISTORY_AT_MOST);
	return first.index > last.index ? last : first;
}

void goals_evaluate(const struct settings *settings, const struct facts *facts,
	const struct goal_plan *plans, struct quarter quarter, struct evaluation *evaluation,
	struct arena *arena)
{
	*evaluation = (struct evaluation){
		.settings = settings,
		.facts = facts,
		.quarter = quarter,
		.fiscal = facts->fiscal,
		.start = quarter_start(quarter, facts->fiscal),
		.end = quarter_end(quarter, facts->fiscal),
		.as_of = facts->as_of,
		.currency = facts->reporting_currency,
		.currency_exponent = facts->currencies[facts->reporting].exponent,
	};
	quarter_format(quarter, facts->fiscal, evaluation->label);
	evaluation->preliminary = date_before(facts->as_of, date_add(evaluation->end, -1));
	evaluation->first = first_quarter(evaluation, plans);
	evaluation->quarter_count = (size_t)(quarter.index - evaluation->first.index + 1);
	metrics_scopes(facts, quarter, &evaluation->scopes, &evaluation->scope_count, arena);
	evaluation->suppressed = suppression_compute(evaluation, arena);

	struct metric_settings metric_settings = { settings->confidence, settings->due_convention,
		settings->ignore_indexation };
	struct ledger *ledger = ledger_new(facts, arena);
	struct measures *measures = ARENA_ARRAY(arena, struct measures, evaluation->scope_count);
	for (size_t i = 0; i < evaluation->scope_count; i++)
		metrics_measure(ledger, &evaluation->scopes[i], quarter, &metric_settings,
			&measures[i], arena);
	evaluation->measures = measures;
	histories_compute(evaluation, ledger, &metric_settings, plans, arena);
	evaluate_goals(evaluation, plans, arena);
	composites_compute(evaluation, arena);
	evaluation->has_coverage =
		metrics_coverage(ledger, &evaluation->scopes[0], quarter, &evaluation->coverage);
	metrics_coming(ledger, quarter, COMING_QUARTERS, &metric_settings, &evaluation->coming,
		&evaluation->coming_count, arena);
	metrics_losses(ledger, quarter, &metric_settings, &evaluation->losses,
		&evaluation->loss_count, arena);
}
