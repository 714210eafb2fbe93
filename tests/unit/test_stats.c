#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <stdlib.h>

#include "stats/mean.h"
#include "stats/promoter.h"
#include "stats/proportion.h"
#include "stats/ratio.h"
#include "stats/special.h"
#include "stats/trend.h"
#include "stats/xmr.h"

#define Z90 1.6448536269514722
#define Z95 1.959963984540054

static void near(double value, double expected, double tolerance)
{
	if (!(fabs(value - expected) <= tolerance))
		fail_msg("%.15g is not %.15g", value, expected);
}

/* R: qnorm(c(0.95, 0.975, 1e-10)) */
static void normal_quantiles_agree_with_r(void **state)
{
	(void)state;
	near(normal_quantile(0.95), 1.64485362695147, 1e-13);
	near(normal_quantile(0.975), 1.95996398454005, 1e-13);
	near(normal_quantile(1e-10), -6.36134090240406, 1e-12);
	near(normal_quantile(0.5), 0, 0);
}

/* R: qt(0.95, c(1, 7, 30, 249)), qt(0.975, 2.5) */
static void student_quantiles_agree_with_r(void **state)
{
	(void)state;
	near(student_quantile(0.95, 1), 6.31375151467503, 1e-11);
	near(student_quantile(0.95, 7), 1.89457860509001, 1e-12);
	near(student_quantile(0.95, 30), 1.69726088659396, 1e-12);
	near(student_quantile(0.05, 7), -1.89457860509001, 1e-12);
	near(student_cdf(1.89457860509001, 7), 0.95, 1e-12);
}

/* metrics.md section 12: Newcombe 1998, table I. */
static void wilson_gives_the_published_intervals(void **state)
{
	(void)state;
	static const struct {
		double part, whole, low, high;
	} rows[] = { { 81, 263, 0.2553, 0.3662 }, { 15, 148, 0.0624, 0.1605 }, { 0, 20, 0, 0.1611 },
		{ 1, 29, 0.0061, 0.1718 } };
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct interval interval =
			proportion_wilson(rows[i].part / rows[i].whole, rows[i].whole, Z95);
		assert_true(interval.defined);
		near(interval.low, rows[i].low, 5e-5);
		near(interval.high, rows[i].high, 5e-5);
	}
	assert_true(proportion_wilson(0, 20, Z95).low == 0);
	assert_true(proportion_wilson(1, 20, Z95).high == 1);
	assert_false(proportion_wilson(0.5, 0, Z95).defined);
}

static void newcombe_gives_the_published_differences(void **state)
{
	(void)state;
	struct interval d = interval_difference(
		0.8, proportion_wilson(0.8, 70, Z95), 0.6, proportion_wilson(0.6, 80, Z95));
	near(d.low, 0.0524, 5e-5);
	near(d.high, 0.3339, 5e-5);
	d = interval_difference(1, proportion_wilson(1, 10, Z95), 0, proportion_wilson(0, 20, Z95));
	near(d.low, 0.6791, 5e-5);
	near(d.high, 1, 1e-12);
}

/* 162 promoters, 108 passives, 54 detractors: 33,3 with a standard error of 4,14. */
static void promoter_score_has_the_published_value_and_error(void **state)
{
	(void)state;
	struct promoter_cluster clusters[324] = { 0 };
	for (size_t i = 0; i < 324; i++) {
		clusters[i].responses = 1;
		clusters[i].promoters = i < 162;
		clusters[i].detractors = i >= 270;
	}
	struct promoter_score score = promoter_score(clusters, 324, Z90);
	near(score.value, 33.3333333333, 1e-9);
	near(score.standard_error, 4.14, 0.005);
	assert_true(score.interval.low < score.value && score.value < score.interval.high);
	assert_false(promoter_score(clusters, 0, Z90).defined);
}

/* Two customers who answer alike carry less than as many answers on their own. */
static void answers_of_one_customer_count_as_one_cluster(void **state)
{
	(void)state;
	struct promoter_cluster alike[] = { { 10, 10, 0 }, { 10, 0, 10 }, { 10, 10, 0 } };
	struct promoter_score score = promoter_score(alike, 3, Z90);
	assert_true(score.design_effect > 5);
	near(score.effective_n * score.design_effect, 30, 1e-9);
}

/* NIST/SEMATECH e-Handbook 6.3.2.2, with 2.66 for 3 / 1.128. */
static void control_chart_gives_the_limits_of_the_handbook(void **state)
{
	(void)state;
	const double values[] = { 49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1 };
	bool defined[10];
	enum xmr_rule rules[10];
	for (size_t i = 0; i < 10; i++)
		defined[i] = true;
	struct xmr xmr = xmr_chart(values, defined, 10, (struct xmr_range){ 0 }, rules);
	assert_int_equal(xmr.limits, XMR_LIMITS_TRIAL);
	near(xmr.mean, 50.81, 1e-9);
	near(xmr.range_mean, 1.8778, 5e-5);
	near(xmr.lower, 45.8151, 5e-5);
	near(xmr.upper, 55.8049, 5e-5);
	for (size_t i = 0; i < 10; i++)
		assert_int_equal(rules[i], XMR_NONE);
	assert_int_equal(xmr_chart(values, defined, 7, (struct xmr_range){ 0 }, rules).limits,
		XMR_LIMITS_NONE);
}

static void each_rule_fires_where_it_should(void **state)
{
	(void)state;
	enum { COUNT = 20 };
	double values[COUNT];
	bool defined[COUNT];
	enum xmr_rule rules[COUNT];
	/* A baseline of 12 values around 10 with moving ranges of 1: limits 7,34 and 12,66. */
	for (size_t i = 0; i < COUNT; i++) {
		defined[i] = true;
		values[i] = i % 2 ? 10.5 : 9.5;
	}
	values[12] = 13;
	struct xmr xmr = xmr_chart(values, defined, 13, (struct xmr_range){ true, 0, 12 }, rules);
	assert_int_equal(xmr.limits, XMR_LIMITS_FIRM);
	near(xmr.upper, 12.66, 1e-9);
	near(xmr.clipped_upper, 12, 0);
	assert_int_equal(rules[12], XMR_OUTSIDE);

	for (size_t i = 12; i < COUNT; i++)
		values[i] = 10.2;
	xmr_chart(values, defined, COUNT, (struct xmr_range){ 0 }, rules);
	assert_int_equal(rules[17], XMR_NONE); /* value 11 is above the mean too: a run of seven */
	assert_int_equal(rules[18], XMR_RUN);
	defined[15] = false; /* a gap ends the run */
	xmr_chart(values, defined, COUNT, (struct xmr_range){ 0 }, rules);
	assert_int_equal(rules[19], XMR_NONE);
	defined[15] = true;

	values[12] = values[13] = values[14] = 11.5;
	xmr_chart(values, defined, 15, (struct xmr_range){ 0 }, rules);
	assert_int_equal(rules[14], XMR_NEAR_LIMIT);

	values[12] = 7.5;
	values[13] = 11;
	xmr_chart(values, defined, 14, (struct xmr_range){ 0 }, rules);
	assert_int_equal(rules[13], XMR_RANGE);
}

/* Opening 100, churn 10, contraction 10, expansion 10: gross churn 20 %, net churn 10 %. */
static void retention_bounds_hold_their_estimates(void **state)
{
	(void)state;
	srand(7);
	for (int round = 0; round < 200; round++) {
		double opening[40], increase[40], total = 0, kept = 0, added = 0;
		size_t count = 2 + (size_t)(rand() % 38);
		for (size_t i = 0; i < count; i++) {
			opening[i] = 1 + rand() % 1000;
			double closing = rand() % 3 ? opening[i] * (rand() % 20) / 10 : 0;
			increase[i] = closing > opening[i] ? closing - opening[i] : 0;
			total += opening[i];
			kept += closing < opening[i] ? closing : opening[i];
			added += increase[i];
		}
		double n = ratio_kish(opening, count);
		assert_true(n >= 1 - 1e-9 && n <= (double)count + 1e-9);
		struct interval gross = proportion_wilson(kept / total, n, Z90);
		struct interval expansion = ratio_expansion(opening, increase, count, 0.9);
		struct interval net =
			ratio_net_retention(kept / total, gross, added / total, expansion);
		assert_true(gross.low <= kept / total && kept / total <= gross.high);
		assert_true(expansion.defined && expansion.low <= added / total + 1e-12);
		assert_true(net.low >= 0 && net.low <= (kept + added) / total + 1e-12);
		assert_true(net.high >= (kept + added) / total - 1e-12);
	}
	assert_false(ratio_expansion((double[]){ 1 }, (double[]){ 1 }, 1, 0.9).defined);
}

/* R: t.test(c(1, 2, 4, 8), conf.level = 0.9)$conf.int */
static void mean_interval_agrees_with_r(void **state)
{
	(void)state;
	const double values[] = { 1, 2, 4, 8 };
	struct interval interval = mean_interval(values, 4, 0.9);
	near(interval.low, 0.107351188, 1e-8);
	near(interval.high, 7.392648812, 1e-8);
	assert_false(mean_interval(values, 1, 0.9).defined);
}

/* Hollander & Wolfe's way by hand: slopes of a straight line are all its slope. */
static void trend_of_a_line_is_its_slope(void **state)
{
	(void)state;
	const double line[] = { 1, 3, 5, 7, 9, 11, 13, 15 };
	struct trend_slope trend = trend_theil_sen(line, 8, 0.9);
	near(trend.slope, 2, 0);
	near(trend.interval.low, 2, 0);
	near(trend.interval.high, 2, 0);
	assert_false(trend_theil_sen(line, 1, 0.9).defined);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(normal_quantiles_agree_with_r),
		cmocka_unit_test(student_quantiles_agree_with_r),
		cmocka_unit_test(wilson_gives_the_published_intervals),
		cmocka_unit_test(newcombe_gives_the_published_differences),
		cmocka_unit_test(promoter_score_has_the_published_value_and_error),
		cmocka_unit_test(answers_of_one_customer_count_as_one_cluster),
		cmocka_unit_test(control_chart_gives_the_limits_of_the_handbook),
		cmocka_unit_test(each_rule_fires_where_it_should),
		cmocka_unit_test(retention_bounds_hold_their_estimates),
		cmocka_unit_test(mean_interval_agrees_with_r),
		cmocka_unit_test(trend_of_a_line_is_its_slope),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
