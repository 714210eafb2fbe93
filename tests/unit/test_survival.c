#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>

#include "base/arena.h"
#include "stats/survival.h"

static void near(double value, double expected, double tolerance)
{
	if (!(fabs(value - expected) <= tolerance * fmax(1, fabs(expected))))
		fail_msg("%.16g is not %.16g", value, expected);
}

/* A fixed sequence of numbers in [0, 1), the same everywhere. */
static double chance(uint64_t *seed)
{
	*seed = *seed * 6364136223846793005u + 1442695040888963407u;
	return (double)(*seed >> 11) / 9007199254740992.0;
}

enum { PATIENTS = 21, LATE = 15 };

static const double z90 = 1.644853626951472, z95 = 1.959963984540054; /* R: qnorm */

/* Freireich and others 1963: weeks in remission with 6-MP, then with placebo. */
static const struct survival_spell remissions[2 * PATIENTS] = { { 0, 6, true }, { 0, 6, true },
	{ 0, 6, true }, { 0, 6, false }, { 0, 7, true }, { 0, 9, false }, { 0, 10, true },
	{ 0, 10, false }, { 0, 11, false }, { 0, 13, true }, { 0, 16, true }, { 0, 17, false },
	{ 0, 19, false }, { 0, 20, false }, { 0, 22, true }, { 0, 23, true }, { 0, 25, false },
	{ 0, 32, false }, { 0, 32, false }, { 0, 34, false }, { 0, 35, false }, { 0, 1, true },
	{ 0, 1, true }, { 0, 2, true }, { 0, 2, true }, { 0, 3, true }, { 0, 4, true },
	{ 0, 4, true }, { 0, 5, true }, { 0, 5, true }, { 0, 8, true }, { 0, 8, true },
	{ 0, 8, true }, { 0, 8, true }, { 0, 11, true }, { 0, 11, true }, { 0, 12, true },
	{ 0, 12, true }, { 0, 15, true }, { 0, 17, true }, { 0, 22, true }, { 0, 23, true } };

/* Made up, with late entries; group i % 3. */
static const struct survival_spell late[LATE] = { { 0, 12, true }, { 0, 24, true },
	{ 3, 12, false }, { 5, 36, true }, { 12, 24, true }, { 12, 13, false }, { 0, 7.5, true },
	{ 24, 36, false }, { 6, 18, true }, { 2.5, 12, true }, { 0, 40, false }, { 12, 24, true },
	{ 1, 24, false }, { 7, 31, true }, { 30, 36, true } };

static int arena_make(void **state)
{
	*state = arena_new();
	return 0;
}

static int arena_drop(void **state)
{
	arena_free(*state);
	return 0;
}

/*
 * S(6) = 0.857 (se 0.0764), S(13) = 0.690, S(23) = 0.448, median 23. More digits from R:
 * summary(survfit(Surv(t, e) ~ 1, conf.type = "log-log", conf.int = 0.9))
 */
static void the_remission_curve_agrees_with_r(void **state)
{
	static const struct {
		double time;
		int64_t at_risk, events;
		double survival, low, high;
	} rows[] = { { 6, 21, 3, 0.85714285714, 0.67110678059, 0.94215940572 },
		{ 7, 17, 1, 0.80672268908, 0.61247854399, 0.91019783285 },
		{ 10, 15, 1, 0.75294117647, 0.55112338193, 0.87358124327 },
		{ 13, 12, 1, 0.69019607843, 0.47870030967, 0.82976106502 },
		{ 16, 11, 1, 0.62745098039, 0.41261276801, 0.78239122444 },
		{ 22, 7, 1, 0.53781512605, 0.31121408058, 0.71923318722 },
		{ 23, 6, 1, 0.44817927171, 0.22646208825, 0.64811358414 } };
	struct survival_curve curve = survival_fit(remissions, PATIENTS, z90, *state);
	assert_int_equal(curve.spells, 21);
	assert_int_equal(curve.step_count, 7);
	near(curve.longest, 35, 0);
	for (size_t i = 0; i < 7; i++) {
		const struct survival_step *step = &curve.steps[i];
		near(step->time, rows[i].time, 0);
		assert_int_equal(step->at_risk, rows[i].at_risk);
		assert_int_equal(step->events, rows[i].events);
		near(step->survival, rows[i].survival, 1e-11);
		assert_true(step->interval.defined);
		near(step->interval.low, rows[i].low, 1e-11);
		near(step->interval.high, rows[i].high, 1e-11);
	}
	near(curve.steps[0].survival * sqrt(curve.steps[0].variance_sum), 0.076360354832, 1e-11);
	/* R: the same with conf.int = 0.95, at 6 and 23 */
	curve = survival_fit(remissions, PATIENTS, z95, *state);
	near(curve.steps[0].interval.low, 0.619717955265984, 1e-13);
	near(curve.steps[0].interval.high, 0.951551747646997, 1e-13);
	near(curve.steps[6].interval.low, 0.188052005959232, 1e-13);
	near(curve.steps[6].interval.high, 0.680142628495241, 1e-13);
}

/* R: print(fit, rmean = 30): median 23, 13..NA; rmean 21.0465, se 2.2438 */
static void the_remission_median_and_mean_agree_with_r(void **state)
{
	struct survival_curve curve = survival_fit(remissions, PATIENTS, z90, *state);
	struct survival_median median = survival_median(&curve);
	assert_true(median.defined && median.has_low && !median.has_high);
	near(median.value, 23, 0);
	near(median.low, 13, 0);
	struct survival_estimate mean = survival_mean(&curve, 30);
	assert_true(mean.defined);
	near(mean.value, 21.04649859943977, 1e-14);
	near((mean.interval.high - mean.value) / z90, 2.24380195155946, 1e-13);
	near((mean.value - mean.interval.low) / z90, 2.24380195155946, 1e-13);
	assert_int_equal(mean.at_risk, 4);
	mean = survival_mean(&curve, 12); /* R: with rmean = 12; events after it do not count */
	near(mean.value, 10.78319327731092, 1e-14);
	near((mean.interval.high - mean.value) / z90, 0.4990450913918421, 1e-13);
	assert_true(survival_mean(&curve, 35).defined);
	assert_false(survival_mean(&curve, 36).defined);
}

/* R: f <- survfit(Surv(a, b, e) ~ 1, conf.type = "log-log", conf.int = 0.9); summary(f, rmean = 36)
 */
static void late_entries_agree_with_r(void **state)
{
	static const struct {
		double time;
		int64_t at_risk, events;
		double survival, low, high;
	} rows[] = { { 7.5, 10, 1, 0.9, 0.5791409251383391, 0.979881718643240 },
		{ 12, 9, 2, 0.7, 0.3958969545155617, 0.871713702909676 },
		{ 18, 8, 1, 0.6125, 0.3260862296736258, 0.806991646643108 },
		{ 24, 7, 3, 0.35, 0.1360414699342285, 0.575508668462170 },
		{ 31, 5, 1, 0.28, 0.0976154655521167, 0.498351758283913 },
		{ 36, 4, 2, 0.14, 0.0306722720076150, 0.329755753322595 } };
	struct survival_curve curve = survival_fit(late, LATE, z90, *state);
	assert_int_equal(curve.step_count, 6);
	for (size_t i = 0; i < 6; i++) {
		struct survival_estimate estimate = survival_at(&curve, rows[i].time);
		assert_int_equal(curve.steps[i].events, rows[i].events);
		assert_int_equal(estimate.at_risk, rows[i].at_risk);
		near(estimate.value, rows[i].survival, 1e-14);
		near(estimate.interval.low, rows[i].low, 1e-13);
		near(estimate.interval.high, rows[i].high, 1e-13);
	}
	struct survival_median median = survival_median(&curve);
	assert_true(median.defined && median.has_low && median.has_high);
	near(median.value, 24, 0);
	near(median.low, 12, 0);
	near(median.high, 31, 0);
	struct survival_estimate mean = survival_mean(&curve, 36);
	near(mean.value, 23.275, 1e-14);
	near((mean.interval.high - mean.value) / z90, 3.134742313970959, 1e-13);
}

static void a_share_holds_until_the_next_event_and_ends_with_the_longest(void **state)
{
	struct survival_curve curve = survival_fit(remissions, PATIENTS, z90, *state);
	struct survival_estimate start = survival_at(&curve, 5.9);
	assert_true(start.defined && start.value == 1 && !start.interval.defined);
	assert_int_equal(start.at_risk, 21);
	near(survival_at(&curve, 6).value, 18.0 / 21, 1e-15);
	near(survival_at(&curve, 6.9).value, 18.0 / 21, 1e-15);
	assert_int_equal(survival_at(&curve, 7).at_risk, 17);
	assert_true(survival_at(&curve, 35).defined);
	assert_false(survival_at(&curve, 35.01).defined);
	struct survival_curve none = survival_fit(remissions, 0, z90, *state);
	assert_false(survival_at(&none, 0).defined);
	assert_false(survival_mean(&none, 0).defined);
	assert_false(survival_median(&none).defined);
}

/* R: survfit(Surv(c(1, 2, 3, 4)) ~ 1): rmean 2.5, se 0.5590169943749475, median 2.5, 1..NA */
static void everyone_leaving_ends_at_nothing(void **state)
{
	const struct survival_spell spells[] = { { 0, 1, true }, { 0, 2, true }, { 0, 3, true },
		{ 0, 4, true }, { 9, 9, true }, { 5, 3, false } };
	struct survival_curve curve = survival_fit(spells, 6, z90, *state);
	assert_int_equal(curve.spells, 4);
	struct survival_estimate last = survival_at(&curve, 4);
	assert_true(last.defined && last.value == 0 && !last.interval.defined);
	assert_true(curve.steps[3].variance_sum == 0);
	struct survival_median median = survival_median(&curve);
	near(median.value, 2.5, 0);
	assert_true(median.has_low && median.low == 1 && !median.has_high);
	struct survival_estimate mean = survival_mean(&curve, 4);
	near(mean.value, 2.5, 1e-15);
	near((mean.interval.high - mean.value) / z90, 0.5590169943749475, 1e-13);
	near(survival_mean(&curve, 40).value, 2.5, 1e-15); /* nobody is left to be unknown */
}

/* R: quantile(survfit(Surv(c(1, 2, 3, 7), c(1, 1, 0, 0)) ~ 1), 0.5): 4.5 */
static void a_curve_that_stays_at_one_half_has_its_middle_as_median(void **state)
{
	const struct survival_spell spells[] = { { 0, 1, true }, { 0, 2, true }, { 0, 3, false },
		{ 0, 7, false } };
	struct survival_curve curve = survival_fit(spells, 4, z90, *state);
	struct survival_median median = survival_median(&curve);
	assert_true(median.defined);
	near(median.value, 4.5, 0);
	curve = survival_fit(spells + 2, 2, z90, *state);
	assert_false(survival_median(&curve).defined);
}

/* The last of the early ones leaves alone: the curve is 0 from then on, whoever comes later. */
static void late_entries_do_not_raise_the_dead(void **state)
{
	const struct survival_spell spells[] = { { 0, 2, true }, { 5, 9, true }, { 5, 12, false } };
	struct survival_curve curve = survival_fit(spells, 3, z90, *state);
	struct survival_estimate estimate = survival_at(&curve, 9);
	assert_true(estimate.defined && estimate.value == 0 && !estimate.interval.defined);
	near(survival_mean(&curve, 12).value, 2, 1e-15);
	near(survival_mean(&curve, 12).interval.high, 2, 1e-15);
}

/* Six months and eleven thirty-firsts, reached in two ways, are one time. */
static void times_equal_but_for_rounding_are_one(void **state)
{
	double day = 11.0 / 31;
	const struct survival_spell spells[] = { { 0, 24 + (3 + day), true },
		{ 0, 27 + day + 1e-14, true }, { 0, 30, false } };
	struct survival_curve curve = survival_fit(spells, 3, z90, *state);
	assert_int_equal(curve.step_count, 1);
	assert_int_equal(curve.steps[0].events, 2);
}

/* R: survdiff(Surv(t, e) ~ g)$chisq: 16.79 as published */
static void the_log_rank_of_the_remissions_agrees_with_r(void **state)
{
	size_t groups[2 * PATIENTS];
	for (size_t i = 0; i < 2 * PATIENTS; i++)
		groups[i] = i / PATIENTS;
	struct survival_comparison comparison =
		survival_compare(remissions, groups, 2 * PATIENTS, 2, *state);
	assert_true(comparison.defined);
	near(comparison.chi_square, 16.7929409892165, 1e-13);
	near(comparison.df, 1, 0);
	near(comparison.p / 4.16880910933e-05, 1, 1e-11); /* R: pchisq of it, 1, lower = FALSE */
}

/*
 * R: coxph(Surv(a, b, e) ~ factor(g), ties = "exact")$score, whose score test is the log-rank test;
 * without entries survdiff(Surv(b, e) ~ g)$chisq; p by pchisq(x, 2, lower = FALSE).
 */
static void the_log_rank_of_three_groups_agrees_with_r(void **state)
{
	struct survival_spell whole[LATE];
	size_t groups[LATE];
	for (size_t i = 0; i < LATE; i++) {
		whole[i] = late[i];
		whole[i].entry = 0;
		groups[i] = i % 3;
	}
	struct survival_comparison comparison = survival_compare(late, groups, LATE, 3, *state);
	near(comparison.chi_square, 1.7290672710783328, 1e-12);
	near(comparison.p, 0.4212479619032385, 1e-12);
	comparison = survival_compare(whole, groups, LATE, 3, *state);
	near(comparison.chi_square, 2.0278109021429200, 1e-12);
	near(comparison.p, 0.3627993141888137, 1e-12);
	near(comparison.df, 2, 0);
	/* A group without spells changes nothing. */
	comparison = survival_compare(whole, groups, LATE, 5, *state);
	near(comparison.chi_square, 2.0278109021429200, 1e-12);
	near(comparison.df, 2, 0);
}

static void groups_that_cannot_be_compared_are_not(void **state)
{
	size_t same[LATE] = { 0 };
	assert_false(survival_compare(late, same, LATE, 2, *state).defined);
	assert_false(survival_compare(late, same, 0, 2, *state).defined);
	const struct survival_spell stay[] = { { 0, 5, false }, { 0, 6, false } };
	const size_t two[] = { 0, 1 };
	assert_false(survival_compare(stay, two, 2, 2, *state).defined);
}

static void curves_fall_within_their_intervals_in_any_order(void **state)
{
	enum { MOST = 80 };
	uint64_t seed = 8;
	for (int round = 0; round < 300; round++) {
		struct survival_spell spells[MOST];
		size_t groups[MOST], count = 2 + (size_t)(chance(&seed) * (MOST - 2));
		for (size_t i = 0; i < count; i++) {
			double entry = chance(&seed) < 0.5 ? 0 : floor(chance(&seed) * 20);
			spells[i] = (struct survival_spell){ entry,
				entry + floor(chance(&seed) * 40), chance(&seed) < 0.5 };
			groups[i] = (size_t)(chance(&seed) * 3);
		}
		struct survival_curve curve = survival_fit(spells, count, z90, *state);
		struct survival_comparison comparison =
			survival_compare(spells, groups, count, 3, *state);
		double before = 1;
		for (size_t i = 0; i < curve.step_count; i++) {
			const struct survival_step *step = &curve.steps[i];
			assert_true(step->survival >= 0 && step->survival < before + 1e-15);
			assert_true(step->events >= 1 && step->events <= step->at_risk);
			assert_true(step->interval.defined == (step->survival > 0));
			if (step->interval.defined)
				assert_true(0 <= step->interval.low &&
					    step->interval.low <= step->survival &&
					    step->survival <= step->interval.high &&
					    step->interval.high <= 1);
			before = step->survival;
		}
		for (size_t i = count - 1; i > 0; i--) {
			size_t k = (size_t)(chance(&seed) * (double)(i + 1)), group = groups[i];
			struct survival_spell spell = spells[i];
			spells[i] = spells[k];
			spells[k] = spell;
			groups[i] = groups[k];
			groups[k] = group;
		}
		struct survival_curve again = survival_fit(spells, count, z90, *state);
		struct survival_comparison once_more =
			survival_compare(spells, groups, count, 3, *state);
		assert_int_equal(again.step_count, curve.step_count);
		for (size_t i = 0; i < curve.step_count; i++)
			near(again.steps[i].survival, curve.steps[i].survival, 1e-12);
		assert_true(once_more.defined == comparison.defined);
		assert_true(comparison.chi_square >= 0);
		assert_true(comparison.p >= 0 && comparison.p <= 1);
		near(once_more.chi_square, comparison.chi_square, 1e-12);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_remission_curve_agrees_with_r),
		cmocka_unit_test(the_remission_median_and_mean_agree_with_r),
		cmocka_unit_test(late_entries_agree_with_r),
		cmocka_unit_test(a_share_holds_until_the_next_event_and_ends_with_the_longest),
		cmocka_unit_test(everyone_leaving_ends_at_nothing),
		cmocka_unit_test(a_curve_that_stays_at_one_half_has_its_middle_as_median),
		cmocka_unit_test(late_entries_do_not_raise_the_dead),
		cmocka_unit_test(times_equal_but_for_rounding_are_one),
		cmocka_unit_test(the_log_rank_of_the_remissions_agrees_with_r),
		cmocka_unit_test(the_log_rank_of_three_groups_agrees_with_r),
		cmocka_unit_test(groups_that_cannot_be_compared_are_not),
		cmocka_unit_test(curves_fall_within_their_intervals_in_any_order),
	};
	return cmocka_run_group_tests(tests, arena_make, arena_drop);
}
