#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>

#include "goals/goals.h"

static struct judgement judge(
	double low, double value, double high, double target, double path, bool final, bool down)
{
	struct figure figure = { true, true, value, low, high };
	struct demand demand = { .kind = GOAL_LEVEL, .down = down, .target = target, .path = path };
	return goal_judge(figure, &demand, final);
}

/* metrics.md section 7, one line each. */
static void an_interim_goal_has_four_statuses(void **state)
{
	(void)state;
	assert_int_equal(judge(0.93, 0.95, 0.97, 0.93, 0.93, false, false).status, STATUS_ACHIEVED);
	assert_int_equal(judge(0.90, 0.93, 0.95, 0.93, 0.93, false, false).status, STATUS_ON_TRACK);
	assert_int_equal(
		judge(0.896, 0.912, 0.926, 0.93, 0.91, false, false).status, STATUS_ON_TRACK);
	assert_int_equal(
		judge(0.896, 0.912, 0.93, 0.93, 0.93, false, false).status, STATUS_AT_RISK);
	assert_int_equal(
		judge(0.896, 0.912, 0.926, 0.93, 0.93, false, false).status, STATUS_MISSED);
}

static void a_final_goal_is_judged_by_its_outcome(void **state)
{
	(void)state;
	struct judgement reached = judge(0.90, 0.93, 0.95, 0.93, 0.91, true, false);
	assert_int_equal(reached.status, STATUS_ACHIEVED);
	assert_int_equal(reached.evidence, EVIDENCE_WITHIN_MARGIN);
	struct judgement missed = judge(0.80, 0.85, 0.90, 0.93, 0.80, true, false);
	assert_int_equal(missed.status, STATUS_MISSED);
	assert_int_equal(missed.evidence, EVIDENCE_CLEAR);
}

static void lower_is_better_is_the_mirror_image(void **state)
{
	(void)state;
	assert_int_equal(judge(0.02, 0.03, 0.05, 0.05, 0.05, false, true).status, STATUS_ACHIEVED);
	assert_int_equal(judge(0.02, 0.04, 0.06, 0.05, 0.05, false, true).status, STATUS_ON_TRACK);
	assert_int_equal(judge(0.04, 0.06, 0.08, 0.05, 0.05, false, true).status, STATUS_AT_RISK);
	assert_int_equal(judge(0.06, 0.07, 0.08, 0.05, 0.05, false, true).status, STATUS_MISSED);
}

static void a_range_goal_wants_the_interval_inside(void **state)
{
	(void)state;
	struct demand demand = { .kind = GOAL_RANGE, .range_low = 0.7, .range_high = 0.9 };
	struct figure inside = { true, true, 0.8, 0.75, 0.85 };
	struct figure edge = { true, true, 0.72, 0.66, 0.78 };
	struct figure near = { true, true, 0.65, 0.58, 0.72 };
	struct figure far = { true, true, 0.5, 0.45, 0.55 };
	assert_int_equal(goal_judge(inside, &demand, false).status, STATUS_ACHIEVED);
	assert_int_equal(goal_judge(edge, &demand, false).status, STATUS_ON_TRACK);
	assert_int_equal(goal_judge(near, &demand, false).status, STATUS_AT_RISK);
	assert_int_equal(goal_judge(far, &demand, false).status, STATUS_MISSED);
	assert_int_equal(goal_judge(far, &demand, false).evidence, EVIDENCE_CLEAR);
	assert_int_equal(goal_judge(edge, &demand, true).status, STATUS_ACHIEVED);
	assert_int_equal(goal_judge(near, &demand, true).evidence, EVIDENCE_WITHIN_MARGIN);
}

/* interface.md: 0,912 against 93 % with a threshold of 88 % is attained to 0,64. */
static void attainment_is_linear_between_its_anchors(void **state)
{
	(void)state;
	struct attainment_curve curve = { .target = 0.93,
		.has_threshold = true,
		.threshold = 0.88,
		.has_cap = true,
		.cap = 0.96,
		.cap_share = 1.2 };
	assert_true(fabs(attainment_at(&curve, 0.912) - 0.64) < 1e-12);
	assert_true(fabs(attainment_at(&curve, 0.93) - 1) < 1e-12);
	assert_true(fabs(attainment_at(&curve, 0.945) - 1.1) < 1e-12);
	assert_true(fabs(attainment_at(&curve, 0.99) - 1.2) < 1e-12);
	assert_true(attainment_at(&curve, 0.87) == 0);
	struct attainment_curve step = { .target = 0.93 };
	assert_true(attainment_at(&step, 0.92) == 0 && attainment_at(&step, 0.93) == 1);
}

static void attainment_of_a_range_falls_outside_it(void **state)
{
	(void)state;
	struct attainment_curve curve = { .is_range = true,
		.range_low = 0.7,
		.range_high = 0.9,
		.has_threshold = true,
		.threshold = 0.05,
		.threshold_share = 0.5 };
	assert_true(attainment_at(&curve, 0.8) == 1);
	assert_true(fabs(attainment_at(&curve, 0.675) - 0.75) < 1e-9);
	assert_true(fabs(attainment_at(&curve, 0.925) - 0.75) < 1e-9);
	assert_true(attainment_at(&curve, 0.6) == 0);
	struct interval over = attainment_over(&curve, 0.6, 0.95);
	assert_true(over.low == 0 && over.high == 1);
}

static struct goal_result weighed(
	const struct goal_setting *setting, size_t scope, double low, double value, double high)
{
	return (struct goal_result){ .setting = setting,
		.scope = scope,
		.has_attainment = true,
		.attainment_low = low,
		.attainment = value,
		.attainment_high = high };
}

static void a_composite_weighs_the_goals_of_a_scope(void **state)
{
	(void)state;
	struct arena *arena = arena_new();
	const struct goal_setting heavy = { .weight = 60 }, light = { .weight = 40 };
	const struct scope scopes[] = { { .kind = SCOPE_COMPANY }, { .kind = SCOPE_TEAM } };
	struct goal_result goals[] = { weighed(&heavy, 0, 0.4, 0.5, 0.6),
		weighed(&light, 1, 1, 1, 1) };
	struct evaluation evaluation = {
		.scopes = scopes, .scope_count = 2, .goals = goals, .goal_count = 2
	};
	composites_compute(&evaluation, arena);
	assert_int_equal(evaluation.composite_count, 2);
	assert_true(fabs(evaluation.composites[0].value - 0.5) < 1e-12);
	/* The team's own goal and the company's: 0,6 x 0,5 + 0,4 x 1, bounds 0,6 x 0,1 away. */
	assert_true(fabs(evaluation.composites[1].value - 0.7) < 1e-12);
	assert_true(fabs(evaluation.composites[1].low - 0.64) < 1e-12);
	assert_true(fabs(evaluation.composites[1].high - 0.76) < 1e-12);

	goals[0].has_attainment = false; /* 40 % measurable is too little */
	evaluation.composite_count = 0;
	composites_compute(&evaluation, arena);
	assert_false(evaluation.composites[1].defined);
	assert_true(fabs(evaluation.composites[1].weight_measured - 0.4) < 1e-12);
	arena_free(arena);
}

static void one_hidden_team_hides_the_next_smallest(void **state)
{
	(void)state;
	struct arena *arena = arena_new();
	const struct facts facts = { .membership_count = 1 };
	const struct settings settings = { .min_group = 5 };
	const struct scope scopes[] = {
		{ .kind = SCOPE_COMPANY, .customer_count = 100 },
		{ .kind = SCOPE_TEAM, .customer_count = 40, .members = 9 },
		{ .kind = SCOPE_TEAM, .customer_count = 30, .members = 3 },
		{ .kind = SCOPE_TEAM, .customer_count = 30, .members = 6 },
	};
	struct evaluation evaluation = {
		.facts = &facts, .settings = &settings, .scopes = scopes, .scope_count = 4
	};
	const bool *suppressed = suppression_compute(&evaluation, arena);
	assert_false(suppressed[0]);
	assert_false(suppressed[1]);
	assert_true(suppressed[2]);
	assert_true(suppressed[3]);
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_interim_goal_has_four_statuses),
		cmocka_unit_test(a_final_goal_is_judged_by_its_outcome),
		cmocka_unit_test(lower_is_better_is_the_mirror_image),
		cmocka_unit_test(a_range_goal_wants_the_interval_inside),
		cmocka_unit_test(attainment_is_linear_between_its_anchors),
		cmocka_unit_test(attainment_of_a_range_falls_outside_it),
		cmocka_unit_test(a_composite_weighs_the_goals_of_a_scope),
		cmocka_unit_test(one_hidden_team_hides_the_next_smallest),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
