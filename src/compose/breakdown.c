#include "compose/compose.h"

#include <math.h>
#include <string.h>

static void add_hidden_row(const struct composing *c, struct table_draft *draft, size_t scope)
{
	draft_add(c, draft, text_cell(scope_name(c, scope)));
	for (size_t i = 1; i < draft->column_count; i++) {
		struct cell cell = unknown_cell("[c]");
		if (i + 1 == draft->column_count)
			cell = (struct cell){ .kind = CELL_TEXT,
				.text = say(c, "too small to show", NULL),
				.emphasis = EMPHASIS_MUTED };
		draft_add(c, draft, cell);
	}
}

const struct table *breakdown_table(
	const struct composing *c, const char *metric, enum scope_kind kind)
{
	const struct evaluation *evaluation = c->evaluation;
	const struct goal_result **peers =
		ARENA_ARRAY(c->arena, const struct goal_result *, evaluation->scope_count);
	size_t peer_count = 0, rows = 0;
	double largest = 0;
	for (size_t i = 0; i < evaluation->scope_count; i++) {
		if (evaluation->scopes[i].kind != kind)
			continue;
		rows++;
		const struct goal_result *goal = evaluation_goal(evaluation, i, metric);
		double effect = 0;
		if (!goal || evaluation->suppressed[i])
			continue;
		peers[peer_count++] = goal;
		if (gap_effect(c, goal, &effect))
			largest = fmax(largest, fabs(effect));
	}
	if (rows == 0 || peer_count == 0)
		return NULL;
	struct scale scale = goal_scale(c, peers[0]);
	struct scale money = scale_of(c, UNIT_MONEY, largest);
	const char *unit = scale.unit == UNIT_SHARE ? "\u00a0%" : "";
	const struct column columns[] = {
		{ "scope", kind == SCOPE_TEAM ? say(c, "Team", NULL) : say(c, "Segment", NULL),
			ALIGN_LEFT, 2 },
		{ "n", "n", ALIGN_RIGHT, 0 },
		{ "value", arena_printf(c->arena, "%s%s", say(c, "Outcome", NULL), unit),
			ALIGN_RIGHT, 0 },
		{ "range",
			say(c, "against target {target}", "target", target_text(c, peers[0], true),
				NULL),
			ALIGN_LEFT, 3 },
		{ "year_ago", say(c, "ΔPY", NULL), ALIGN_RIGHT, 0 },
		{ "effect", say(c, "Effect {unit}", "unit", money.money.name, NULL), ALIGN_RIGHT,
			0 },
		{ "status", say(c, "Status", NULL), ALIGN_LEFT, 1 },
	};
	struct table_draft draft = { .columns = columns_copy(c, columns, 7), .column_count = 7 };
	for (size_t i = 0; i < evaluation->scope_count; i++) {
		const struct goal_result *goal = evaluation_goal(evaluation, i, metric);
		double effect;
		if (evaluation->scopes[i].kind != kind || (!goal && !evaluation->suppressed[i]))
			continue;
		if (evaluation->suppressed[i]) {
			add_hidden_row(c, &draft, i);
			continue;
		}
		draft_add(c, &draft, text_cell(scope_name(c, i)));
		draft_add(c, &draft, goal->has_n ? count_cell(c, goal->n) : unknown_cell("[x]"));
		draft_add(c, &draft, outcome_cell(c, goal));
		draft_add(c, &draft, range_cell(c, goal, peers, peer_count));
		draft_add(c, &draft, change_cell(c, goal, goal->has_year_ago, goal->year_ago));
		struct cell amount = unknown_cell("[x]");
		if (gap_effect(c, goal, &effect)) {
			amount = number_cell(c, &money, effect);
			amount.text = change(c, &money, effect);
		}
		draft_add(c, &draft, amount);
		draft_add(c, &draft, status_cell(c, goal));
	}
	const char *id = kind == SCOPE_TEAM ? "teams" : "segments";
	return draft_table(c, &draft, id, NULL,
		say(c, "Outcome against the target by part of the company", NULL),
		say(c,
			"In alphabetical order, not by outcome. Effect = the gap to the target, in "
			"ARR. "
			"[low] = too few for a rate, [c] = hidden because so few are behind it, "
			"[x] = "
			"not available.",
			NULL));
}

const char *breakdown_message(const struct composing *c, const char *metric, enum scope_kind kind)
{
	const struct evaluation *evaluation = c->evaluation;
	long judged = 0, missed = 0, clear = 0;
	for (size_t i = 0; i < evaluation->scope_count; i++) {
		const struct goal_result *goal = evaluation_goal(evaluation, i, metric);
		if (evaluation->scopes[i].kind != kind || !goal || evaluation->suppressed[i] ||
			goal->status == STATUS_INSUFFICIENT)
			continue;
		judged++;
		bool below = goal->status == STATUS_MISSED || goal->status == STATUS_AT_RISK;
		missed += below;
		clear += below && goal->evidence == EVIDENCE_CLEAR;
	}
	const char *what = kind == SCOPE_TEAM ? say(c, "Teams", NULL) : say(c, "Segments", NULL);
	if (judged == 0)
		return say(c, "{what}: none has enough data to judge", "what", what, NULL);
	if (missed == 0 && judged == 1)
		return say(c, "{what}: the only one that can be judged reaches the target", "what",
			what, NULL);
	if (missed == 0)
		return say(c, "{what}: all {count} that can be judged reach the target", "what",
			what, "count", number_word(c, judged), NULL);
	return say(c, "{what}: {missed} of {count} judged below the target, {clear} clearly",
		"what", what, "missed", number_word(c, missed), "count", number_word(c, judged),
		"clear", number_word(c, clear), NULL);
}
