#include "compose/compose.h"

#include <math.h>

enum { CHART_QUARTERS = 20 };

/* The categories of the last quarters: their number, and the year below. */
static const struct category *quarter_categories(
	const struct composing *c, struct quarter first, size_t count)
{
	struct category *categories = ARENA_ARRAY(c->arena, struct category, count);
	for (size_t i = 0; i < count; i++) {
		struct quarter quarter = quarter_add(first, (int)i);
		char label[16];
		quarter_format(quarter, c->evaluation->fiscal, label);
		categories[i].label = arena_printf(c->arena, "Q%d", quarter_number(quarter));
		size_t length = 0;
		while (label[length] && label[length] != 'Q')
			length++;
		categories[i].group = arena_strndup(c->arena, label, length);
	}
	return categories;
}

static size_t first_defined(const struct history *history, size_t count)
{
	size_t i = 0;
	while (i < count && !history->quarters[i].defined)
		i++;
	return i;
}

struct drawn { /* what of a history is on the chart */
	const struct history *history;
	size_t from, count;
	double low, high;
};

static void widen(struct drawn *drawn, double value)
{
	drawn->low = fmin(drawn->low, value);
	drawn->high = fmax(drawn->high, value);
}

static const struct point *points_of(
	const struct composing *c, struct drawn *drawn, const struct scale *scale)
{
	struct point *points = ARENA_ARRAY(c->arena, struct point, drawn->count);
	for (size_t i = 0; i < drawn->count; i++) {
		size_t quarter = drawn->from + i;
		const struct measure *measure = &drawn->history->quarters[quarter];
		if (!measure->defined)
			continue;
		points[i] = (struct point){ .defined = true,
			.value = measure->value,
			.has_interval = measure->has_interval,
			.low = measure->low,
			.high = measure->high };
		widen(drawn, measure->value);
		if (measure->has_interval) {
			widen(drawn, measure->low);
			widen(drawn, measure->high);
		}
		if (drawn->history->charted && drawn->history->limits != LIMITS_NONE &&
			drawn->history->rules[quarter] != RULE_NONE)
			points[i].mark = MARK_SIGNAL;
		const char *provisional = measure->completeness < 1 ? " p" : "";
		if (i + 1 == drawn->count || *provisional) {
			points[i].label = arena_printf(
				c->arena, "%s%s", bare(c, scale, measure->value), provisional);
			points[i].emphasised = i + 1 == drawn->count;
		}
	}
	return points;
}

/* The target over the quarters that the goal spans, a step where its path moves. */
static size_t target_steps(const struct composing *c, const struct goal_result *goal,
	struct drawn *drawn, const struct scale *scale, struct reference *references)
{
	const struct goal_setting *setting = goal->setting;
	struct quarter from;
	size_t count = 0;
	if (setting->kind != GOAL_LEVEL ||
		!quarter_parse(setting->from, c->evaluation->fiscal, &from))
		return 0;
	for (size_t i = 0; i < drawn->count; i++) {
		struct quarter quarter = quarter_add(c->evaluation->first, (int)(drawn->from + i));
		if (quarter.index < from.index)
			continue;
		double level = goal->target;
		for (size_t k = 0; k < setting->path_count; k++) {
			struct quarter step;
			if (quarter_parse(setting->path[k].quarter, c->evaluation->fiscal, &step) &&
				step.index <= quarter.index)
				level = setting->path[k].level.value;
		}
		widen(drawn, level);
		if (count > 0 && references[count - 1].value == level) {
			references[count - 1].to = i;
			continue;
		}
		references[count++] = (struct reference){ REFERENCE_TARGET, level, i, i, NULL };
	}
	if (count > 0)
		references[count - 1].label = say(c, "target {target}", "target",
			bare(c, scale, references[count - 1].value), NULL);
	return count;
}

static size_t limit_lines(const struct composing *c, struct drawn *drawn, const struct scale *scale,
	struct chart *chart, struct reference *references)
{
	const struct history *history = drawn->history;
	if (!history->charted || history->limits == LIMITS_NONE)
		return 0;
	bool firm = history->limits == LIMITS_FIRM;
	enum reference_style style = firm ? REFERENCE_LIMIT : REFERENCE_TRIAL_LIMIT;
	size_t last = drawn->count - 1;
	widen(drawn, history->lower);
	widen(drawn, history->upper);
	chart->has_band = firm;
	chart->band_low = history->lower;
	chart->band_high = history->upper;
	references[0] = (struct reference){ style, history->upper, 0, last,
		firm ? say(c, "upper {limit}", "limit", bare(c, scale, history->upper), NULL)
		     : say(c, "upper, trial", NULL) };
	references[1] = (struct reference){ REFERENCE_MEAN, history->mean, 0, last,
		say(c, "mean {mean}", "mean", bare(c, scale, history->mean), NULL) };
	references[2] = (struct reference){ style, history->lower, 0, last,
		firm ? say(c, "lower {limit}", "limit", bare(c, scale, history->lower), NULL)
		     : say(c, "lower, trial", NULL) };
	return 3;
}

const struct chart *metric_chart(const struct composing *c, const char *metric)
{
	const struct evaluation *evaluation = c->evaluation;
	const struct history *history = evaluation_history(evaluation, c->scope, metric);
	const struct metric_about *about = metric_lookup(metric);
	size_t all = evaluation->quarter_count;
	if (!history || first_defined(history, all) + 1 >= all)
		return NULL;
	struct drawn drawn = { .history = history, .low = INFINITY, .high = -INFINITY };
	drawn.from = all > CHART_QUARTERS ? all - CHART_QUARTERS : 0;
	if (first_defined(history, all) > drawn.from)
		drawn.from = first_defined(history, all);
	drawn.count = all - drawn.from;

	struct scale scale = scale_of(c, about->unit, 0);
	struct chart *chart = arena_alloc(c->arena, sizeof(*chart));
	struct series *series = arena_alloc(c->arena, sizeof(*series));
	struct reference *references = ARENA_ARRAY(c->arena, struct reference, drawn.count + 3);
	*series = (struct series){ metric_name(c, about), SERIES_ACTUAL,
		points_of(c, &drawn, &scale), NULL };
	size_t reference_count = limit_lines(c, &drawn, &scale, chart, references);
	const struct goal_result *goal = evaluation_goal(evaluation, c->scope, metric);
	if (goal)
		reference_count +=
			target_steps(c, goal, &drawn, &scale, references + reference_count);

	struct quarter first = quarter_add(evaluation->first, (int)drawn.from);
	chart->kind = CHART_LINE;
	chart->id = arena_printf(c->arena, "chart_%s", metric);
	chart->subtitle = say(c, "{scope} · {metric}, {unit} · {first} to {last}", "scope",
		scope_name(c, c->scope), "metric", metric_name(c, about), "unit",
		metric_note(c, about), "first", quarter_name(c, first), "last",
		quarter_name(c, evaluation->quarter), NULL);
	chart->alternative =
		say(c, "Line chart: {message}", "message", metric_message(c, metric), NULL);
	chart->axis = axis_over(c, &scale, drawn.low, drawn.high, false);
	chart->axis.title = metric_note(c, about);
	const char *key = say(c, "Vertical lines = {level} interval. p = provisional.", "level",
		format_percent(c->voice->format, evaluation->settings->confidence, 0, c->arena),
		NULL);
	if (history->limits == LIMITS_FIRM)
		key = arena_printf(c->arena, "%s %s", key,
			say(c,
				"Grey field = normal variation (XmR, first 12 quarters). Diamond = "
				"signal "
				"of the control chart.",
				NULL));
	else if (history->limits == LIMITS_TRIAL)
		key = arena_printf(c->arena, "%s %s", key,
			say(c, "Dashed = trial limits, fewer than 12 quarters.", NULL));
	chart->note = key;
	chart->categories = quarter_categories(c, first, drawn.count);
	chart->category_count = drawn.count;
	chart->series = series;
	chart->series_count = 1;
	chart->references = references;
	chart->reference_count = reference_count;
	chart->unit = about->unit;
	chart->height = 170;
	return chart;
}

/* Above, below or at the target, as the rounded figures say. */
static const char *position(const struct composing *c, const struct goal_result *goal)
{
	struct scale scale = goal_scale(c, goal);
	if (goal->setting->kind == GOAL_RANGE) {
		bool inside = goal->value >= goal->range_low && goal->value <= goal->range_high;
		const char *range = target_text(c, goal, true);
		return inside ? say(c, "is inside the range {range}", "range", range, NULL)
			      : say(c, "is outside the range {range}", "range", range, NULL);
	}
	const char *target = full(c, &scale, goal->path);
	if (goal->value > goal->path)
		return say(c, "is above the target {target}", "target", target, NULL);
	if (goal->value < goal->path)
		return say(c, "is below the target {target}", "target", target, NULL);
	return say(c, "is at the target {target}", "target", target, NULL);
}

static const char *signal_clause(const struct composing *c, const struct history *history)
{
	size_t last = c->evaluation->quarter_count - 1;
	if (!history || !history->charted || history->limits == LIMITS_NONE)
		return "";
	double value = history->quarters[last].value;
	switch (history->rules[last]) {
	case RULE_NONE:
		return "";
	case RULE_OUTSIDE:
		return value < history->mean ? say(c, " and below its normal variation", NULL)
					     : say(c, " and above its normal variation", NULL);
	case RULE_RUN:
		return value < history->mean
			       ? say(c, ", after eight quarters below its mean", NULL)
			       : say(c, ", after eight quarters above its mean", NULL);
	case RULE_NEAR_LIMIT:
		/* The side of the last four together: the last itself may be the odd one. */
		for (size_t i = 1; i < 4; i++)
			value += (history->quarters[last - i].value - value) / (double)(i + 1);
		return value < history->mean ? say(c, ", close to its lower limit", NULL)
					     : say(c, ", close to its upper limit", NULL);
	case RULE_RANGE:
		return say(c, ", after an unusually large step", NULL);
	}
	return "";
}

const char *metric_message(const struct composing *c, const char *metric)
{
	const struct evaluation *evaluation = c->evaluation;
	const struct history *history = evaluation_history(evaluation, c->scope, metric);
	const struct measure *measure = evaluation_measure(evaluation, c->scope, metric);
	const struct goal_result *goal = evaluation_goal(evaluation, c->scope, metric);
	const char *subject = metric_subject(c, metric);
	if (!measure || !measure->defined)
		return say(c, "{metric} has no figure for the quarter.", "metric", subject, NULL);
	struct scale scale = scale_of(c, measure->unit, measure->value);
	if (goal && goal->defined && goal->setting->kind != GOAL_IMPROVE &&
		goal->setting->kind != GOAL_TREND) {
		scale = goal_scale(c, goal);
		return say(c, "{metric}, {value}, {position}{signal}.", "metric", subject, "value",
			full(c, &scale, goal->value), "position", position(c, goal), "signal",
			signal_clause(c, history), NULL);
	}
	return say(c, "{metric} is {value}{signal}.", "metric", subject, "value",
		full(c, &scale, measure->value), "signal", signal_clause(c, history), NULL);
}

const char *lead_metric(const struct composing *c)
{
	static const char *const candidates[] = { "REN_LOGO", "LOGO_RET_Q", "GRR_Q" };
	for (size_t i = 0; i < sizeof(candidates) / sizeof(*candidates); i++) {
		const struct history *history =
			evaluation_history(c->evaluation, c->scope, candidates[i]);
		if (history && history->quarters[c->evaluation->quarter_count - 1].defined)
			return candidates[i];
	}
	return candidates[0];
}
