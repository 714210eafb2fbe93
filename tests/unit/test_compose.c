#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>

#include "compose/compose.h"

/* How exhibits write numbers and words, without a database: English, with an empty catalogue. */

struct desk {
	struct arena *arena;
	struct settings settings;
	struct scope scope;
	struct evaluation evaluation;
	struct voice voice;
	struct format *format;
	struct composing composing;
};

static int open_desk(void **state)
{
	static struct desk desk;
	struct error error = { 0 };
	desk = (struct desk){ .arena = arena_new() };
	assert_true(format_open(&desk.format, "en", desk.arena, &error));
	desk.voice = (struct voice){ "en", desk.format, phrases_empty(desk.arena) };
	desk.settings = (struct settings){ .company = "Nordljus AB", .confidence = 0.9 };
	desk.scope = (struct scope){ .kind = SCOPE_COMPANY, .id = "ALL", .name = "" };
	desk.evaluation = (struct evaluation){ .settings = &desk.settings,
		.quarter = { 2026 * 4 },
		.fiscal = { 1, FISCAL_LABEL_END },
		.currency = "SEK",
		.currency_exponent = 2,
		.scopes = &desk.scope,
		.scope_count = 1 };
	desk.composing = (struct composing){ &desk.evaluation, &desk.voice, NULL, 0, desk.arena };
	*state = &desk;
	return 0;
}

static int close_desk(void **state)
{
	struct desk *desk = *state;
	format_close(desk->format);
	arena_free(desk->arena);
	return 0;
}

static const struct measure whole = { .completeness = 1, .defined = true, .unit = UNIT_SHARE };
static const struct measure partly = { .completeness = 0.9, .defined = true, .unit = UNIT_SHARE };

static struct goal_result goal_on(const struct goal_setting *setting, const struct measure *measure)
{
	return (struct goal_result){ .setting = setting,
		.unit = UNIT_SHARE,
		.defined = true,
		.value = 0.871,
		.has_interval = true,
		.low = 0.792,
		.high = 0.924,
		.target = 0.93,
		.path = 0.91,
		.range_low = 0.7,
		.range_high = 0.9,
		.status = STATUS_AT_RISK,
		.evidence = EVIDENCE_WITHIN_MARGIN,
		.measure = measure };
}

static void a_target_is_the_level_in_force_with_its_direction(void **state)
{
	const struct composing *c = &((struct desk *)*state)->composing;
	const struct goal_setting up = { .id = "g", .metric = "REN_LOGO" };
	const struct goal_setting down = { .id = "g", .metric = "REN_LOGO", .down = true };
	const struct goal_setting range = { .id = "g", .metric = "REN_LOGO", .kind = GOAL_RANGE };
	struct goal_result goal = goal_on(&up, &whole);
	assert_string_equal(target_text(c, &goal, false), "\u2265\u00a091.0");
	assert_string_equal(target_text(c, &goal, true), "\u2265\u00a091.0%");
	goal.setting = &down;
	assert_string_equal(target_text(c, &goal, false), "\u2264\u00a091.0");
	goal.setting = &range;
	assert_string_equal(target_text(c, &goal, true), "70.0\u201390.0%");
}

static void an_interval_below_zero_has_no_dash(void **state)
{
	const struct composing *c = &((struct desk *)*state)->composing;
	struct scale points = { .unit = UNIT_POINTS };
	assert_string_equal(span(c, &points, 23.6, 46.5), "23.6\u201346.5");
	assert_string_equal(span(c, &points, -3.5, 46.5), "\u22123.5 to 46.5");
	assert_string_equal(change(c, &points, -1.25), "\u22121.3");
	assert_string_equal(change(c, &points, 1.2), "+1.2");
}

static void a_provisional_figure_says_so(void **state)
{
	const struct composing *c = &((struct desk *)*state)->composing;
	const struct goal_setting up = { .id = "g", .metric = "REN_LOGO" };
	struct goal_result goal = goal_on(&up, &whole);
	assert_string_equal(evidence_word(c, &goal), "within margin");
	goal.measure = &partly;
	assert_string_equal(evidence_word(c, &goal), "within margin, provisional");
	goal.shortfall = SHORTFALL_FEW;
	goal.n = 3;
	goal.min_n = 20;
	assert_string_equal(evidence_word(c, &goal), "n = 3, 20 needed");
	assert_string_equal(outcome_cell(c, &goal).text, "[low]");
	assert_int_equal(outcome_cell(c, &goal).unit, UNIT_NONE);
}

static void the_message_counts_the_rows_of_the_table(void **state)
{
	struct desk *desk = *state;
	const struct composing *c = &desk->composing;
	const struct goal_setting first = { .id = "a", .metric = "REN_LOGO" };
	const struct goal_setting second = { .id = "b", .metric = "NPS" };
	struct goal_result goals[] = { goal_on(&first, &whole), goal_on(&second, &whole) };
	goals[1].status = STATUS_ACHIEVED;
	desk->evaluation.goals = goals;
	desk->evaluation.goal_count = 2;
	assert_string_equal(goals_message(c), "One of two customer goals achieved, none on track. "
					      "At risk: Renewal rate (87.1% against "
					      "\u2265\u00a091.0%).");
	const struct table *table = goal_table(c);
	assert_int_equal(table->row_count, 2);
	size_t achieved = 0;
	for (size_t i = 0; i < table->row_count * table->column_count; i++)
		achieved += table->cells[i].status == STATUS_ACHIEVED;
	assert_int_equal(achieved, 1);
}

static void an_axis_holds_its_values_with_round_ticks(void **state)
{
	const struct composing *c = &((struct desk *)*state)->composing;
	struct scale share = { .unit = UNIT_SHARE };
	struct axis axis = axis_over(c, &share, 0.762, 0.979, false);
	assert_true(axis.low <= 0.762 && axis.high >= 0.979);
	assert_true(axis.tick_count >= 3 && axis.tick_count <= 8);
	assert_non_null(axis.start_note);
	for (size_t i = 0; i < axis.tick_count; i++)
		assert_true(
			fabs(axis.ticks[i].value * 100 - round(axis.ticks[i].value * 100)) < 1e-9);
	axis = axis_over(c, &share, 0.5, 0.5, true);
	assert_true(axis.low == 0 && axis.high >= 0.5);
	assert_null(axis.start_note);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			a_target_is_the_level_in_force_with_its_direction, open_desk, close_desk),
		cmocka_unit_test_setup_teardown(
			an_interval_below_zero_has_no_dash, open_desk, close_desk),
		cmocka_unit_test_setup_teardown(
			a_provisional_figure_says_so, open_desk, close_desk),
		cmocka_unit_test_setup_teardown(
			the_message_counts_the_rows_of_the_table, open_desk, close_desk),
		cmocka_unit_test_setup_teardown(
			an_axis_holds_its_values_with_round_ticks, open_desk, close_desk),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
