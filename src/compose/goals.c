#include "compose/compose.h"

#include <string.h>

size_t goals_of(const struct composing *c, size_t scope, const struct goal_result ***goals)
{
	const struct evaluation *evaluation = c->evaluation;
	size_t count = 0;
	*goals = ARENA_ARRAY(c->arena, const struct goal_result *, evaluation->goal_count);
	for (size_t i = 0; i < evaluation->goal_count; i++)
		if (evaluation->goals[i].scope == scope)
			(*goals)[count++] = &evaluation->goals[i];
	return count;
}

/*
 * What a scope is judged by on its page: its own goals, and for a team also the company's on other
 * metrics, as if they were the team's.
 */
static size_t page_goals(const struct composing *c, const struct goal_result ***goals)
{
	const struct evaluation *evaluation = c->evaluation;
	size_t own = goals_of(c, c->scope, goals);
	if (c->scope == 0)
		return own;
	const struct goal_result **list = ARENA_ARRAY(c->arena, const struct goal_result *,
		evaluation->goal_count + evaluation->breakdown_count);
	size_t count = 0;
	for (size_t i = 0; i < evaluation->breakdown_count; i++) {
		const struct goal_result *goal = &evaluation->breakdowns[i];
		bool covered = goal->scope != c->scope;
		for (size_t k = 0; k < own; k++)
			covered = covered ||
				  !strcmp((*goals)[k]->setting->metric, goal->setting->metric);
		if (!covered)
			list[count++] = goal;
	}
	memmove(list + own, list, count * sizeof(const struct goal_result *));
	memcpy(list, *goals, own * sizeof(const struct goal_result *));
	*goals = list;
	return own + count;
}

/* "% of customers due, n = 1 563" */
static const char *goal_note(const struct composing *c, const struct goal_result *goal)
{
	const struct metric_about *about = metric_lookup(goal->setting->metric);
	struct scale scale = goal_scale(c, goal);
	const char *unit = metric_note(c, about);
	if (scale.unit == UNIT_MONEY)
		unit = arena_printf(c->arena, "%s, %s", scale.money.name, unit);
	if (goal->setting->kind == GOAL_IMPROVE) {
		unit = say(c, "{unit}; change since {baseline}", "unit", unit, "baseline",
			goal->setting->baseline, NULL);
	} else if (goal->setting->kind == GOAL_TREND) {
		unit = say(c, "{unit}; change per quarter", "unit", unit, NULL);
	}
	if (!goal->has_n)
		return unit;
	return arena_printf(
		c->arena, "%s\u00a0\u00b7 n\u00a0=\u00a0%s", unit, count_text(c, goal->n));
}

static const struct column *goal_columns(const struct composing *c)
{
	const struct column columns[] = {
		{ "measure", say(c, "Measure", NULL), ALIGN_LEFT, 3 },
		{ "target", say(c, "Target", NULL), ALIGN_RIGHT, 0 },
		{ "value", say(c, "Outcome", NULL), ALIGN_RIGHT, 0 },
		{ "range",
			say(c, "{level} interval against target", "level",
				format_percent(c->voice->format,
					c->evaluation->settings->confidence, 0, c->arena),
				NULL),
			ALIGN_LEFT, 2 },
		{ "previous", say(c, "ΔPQ", NULL), ALIGN_RIGHT, 0 },
		{ "year_ago", say(c, "ΔPY", NULL), ALIGN_RIGHT, 0 },
		{ "history", say(c, "12 quarters", NULL), ALIGN_LEFT, 1 },
		{ "signal", say(c, "Signal", NULL), ALIGN_LEFT, 0 },
		{ "status", say(c, "Status", NULL), ALIGN_LEFT, 1 },
	};
	return columns_copy(c, columns, sizeof(columns) / sizeof(*columns));
}

const struct table *goal_table(const struct composing *c)
{
	const struct goal_result **goals;
	size_t count = goals_of(c, c->scope, &goals);
	if (count == 0)
		return NULL;
	struct table_draft draft = { .columns = goal_columns(c), .column_count = 9 };
	for (size_t i = 0; i < count; i++) {
		const struct goal_result *goal = goals[i];
		struct cell name = text_cell(goal_name(c, goal));
		name.note = goal_note(c, goal);
		name.emphasis = EMPHASIS_STRONG;
		struct scale scale = goal_scale(c, goal);
		struct cell target = goal->setting->kind == GOAL_RANGE
					     ? text_cell(target_text(c, goal, false))
					     : number_cell(c, &scale, goal->path);
		target.text = target_text(c, goal, false);
		if (goal->target_moved)
			target.note = say(c, "moved", NULL);
		draft_add(c, &draft, name);
		draft_add(c, &draft, target);
		draft_add(c, &draft, outcome_cell(c, goal));
		draft_add(c, &draft, range_cell(c, goal, &goal, 1));
		draft_add(c, &draft, change_cell(c, goal, goal->has_previous, goal->previous));
		draft_add(c, &draft, change_cell(c, goal, goal->has_year_ago, goal->year_ago));
		draft_add(c, &draft, sparkline_cell(c, goal));
		draft_add(c, &draft, text_cell(signal_word(c, goal->signal)));
		draft_add(c, &draft, status_cell(c, goal));
	}
	return draft_table(c, &draft, "goals", NULL,
		say(c, "Goals with target, outcome, interval, changes, signal and status", NULL),
		say(c,
			"ΔPQ/ΔPY = change since the previous quarter / the same quarter last year, "
			"in "
			"the unit of the row (shares: percentage points). Vertical line = target, "
			"dot "
			"= outcome, band = interval. Within margin = the target lies in the "
			"interval, "
			"so the gap may be chance. Signal = the control chart's rules, else none.",
			NULL));
}

const struct card *goal_cards(const struct composing *c, size_t *count)
{
	const struct goal_result **goals;
	*count = page_goals(c, &goals);
	struct card *cards = ARENA_ARRAY(c->arena, struct card, *count);
	for (size_t i = 0; i < *count; i++) {
		const struct goal_result *goal = goals[i];
		struct cell value = outcome_cell(c, goal);
		struct cell status = status_cell(c, goal);
		/*
		 * There is room for a few words. That a figure is provisional stands beside it, and
		 * so does the n of one with too little data.
		 */
		if (goal->shortfall == SHORTFALL_NONE)
			status.text = arena_printf(
				c->arena, "%s, %s", status.text, evidence_short(c, goal));
		status.note = NULL;
		cards[i] = (struct card){
			.title = goal_name(c, goal),
			.note = goal_note(c, goal),
			.target_word = say(c, "target", NULL),
			.target = target_text(c, goal, false),
			.value = is_provisional(c, goal)
					 ? arena_printf(c->arena, "%s\u00a0p", value.text)
					 : value.text,
			.interval = value.note ? value.note : "",
			.range = range_cell(c, goal, &goal, 1),
			.sparkline = sparkline_cell(c, goal),
			.status = status,
			.changes = say(c, "ΔPQ {previous}   ΔPY {year_ago}", "previous",
				change_cell(c, goal, goal->has_previous, goal->previous).text,
				"year_ago",
				change_cell(c, goal, goal->has_year_ago, goal->year_ago).text,
				NULL),
		};
	}
	return cards;
}

static long count_status(const struct goal_result *const *goals, size_t count, enum status status)
{
	long found = 0;
	for (size_t i = 0; i < count; i++)
		found += goals[i]->status == status;
	return found;
}

/* "Missed: renewal rate (87,9 % against >= 93 %)." for the goals of a status; "" when none has it.
 */
static const char *listed(const struct composing *c, const struct goal_result *const *goals,
	size_t count, enum status status)
{
	const char **names = ARENA_ARRAY(c->arena, const char *, count);
	size_t found = 0;
	for (size_t i = 0; i < count; i++) {
		if (goals[i]->status != status)
			continue;
		struct scale scale = goal_scale(c, goals[i]);
		names[found++] = say(c, "{goal} ({value} against {target})", "goal",
			goal_name(c, goals[i]), "value", full(c, &scale, goals[i]->value), "target",
			target_text(c, goals[i], true), NULL);
	}
	if (found == 0)
		return "";
	if (found > 2) {
		for (size_t i = 0, k = 0; i < count; i++)
			if (goals[i]->status == status)
				names[k++] = goal_name(c, goals[i]);
	}
	return arena_printf(c->arena, " %s: %s.", status_word(c, status),
		format_list(c->voice->format, names, found, c->arena));
}

const char *goals_message(const struct composing *c)
{
	const struct goal_result **goals;
	size_t count = c->scope == 0 ? goals_of(c, 0, &goals) : page_goals(c, &goals);
	if (count == 0)
		return say(c, "No goals are set for the quarter.", NULL);
	long achieved = count_status(goals, count, STATUS_ACHIEVED);
	long on_track = count_status(goals, count, STATUS_ON_TRACK);
	const char *first;
	const char *all = number_word(c, (long)count);
	const char *met = number_word(c, achieved);
	if (c->scope != 0)
		first = say(c, "{team}: {met} of {count} common goals achieved, {track} on track.",
			"team", scope_name(c, c->scope), "met", met, "count", all, "track",
			number_word(c, on_track), NULL);
	else
		first = say(c, "{met} of {count} customer goals achieved, {track} on track.", "met",
			capitalised(c, met), "count", all, "track", number_word(c, on_track), NULL);
	const char *second = listed(c, goals, count, STATUS_MISSED);
	if (!*second)
		second = listed(c, goals, count, STATUS_AT_RISK);
	if (!*second)
		second = listed(c, goals, count, STATUS_INSUFFICIENT);
	return arena_printf(c->arena, "%s%s", first, second);
}
