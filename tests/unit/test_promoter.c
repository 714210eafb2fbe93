#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>

#include "stats/promoter.h"

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

static const double z90 = 1.644853626951472; /* R: qnorm(0.95) */

/* 162 promoters, 108 passives and 54 detractors, each of another customer: 33.3, se 4.14 (Rocks).
 */
static void the_published_survey_has_its_score_and_error(void **state)
{
	(void)state;
	struct promoter_cluster clusters[324] = { 0 };
	for (size_t i = 0; i < 324; i++)
		clusters[i] = (struct promoter_cluster){ 1, i < 162, i >= 270 };
	struct promoter_score score = promoter_score(clusters, 324, z90);
	assert_true(score.defined && score.interval.defined);
	near(score.value, 100.0 / 3, 1e-14);
	near(score.standard_error, 4.14, 0.0013);
	assert_int_equal(score.n, 324);
	/* With one answer each, clusters add nothing but the N / (N - 1). */
	near(score.design_effect, 324.0 / 323, 1e-12);
	near(score.effective_n, 323, 1e-12);
}

/*
 * R: m <- c(4,3,1,6,2,5); pr <- c(4,0,1,5,0,3); de <- c(0,3,0,0,1,1); id <- rep(1:6, m)
 *    a <- unlist(mapply(function(n,p,d) c(rep(1,p), rep(-1,d), rep(0,n-p-d)), m, pr, de))
 *    r <- tapply(resid(lm(a ~ 1)), id, sum); v <- mean((a - mean(a))^2) / 21
 *    deff <- 6 / 5 * sum(r^2) / 21^2 / v; ne <- 21 / deff
 *    p <- (mean(a == 1) * ne + .75) / (ne + 3); d <- (mean(a == -1) * ne + .75) / (ne + 3)
 *    100 * (p - d + c(-1, 1) * qnorm(.95) * sqrt((p + d - (p - d)^2) / (ne + 3)))
 */
static void clustered_answers_agree_with_r(void **state)
{
	(void)state;
	const struct promoter_cluster clusters[] = { { 4, 4, 0 }, { 3, 0, 3 }, { 0, 0, 0 },
		{ 1, 1, 0 }, { 6, 5, 0 }, { 2, 0, 1 }, { 5, 3, 1 } };
	struct promoter_score score = promoter_score(clusters, 7, z90);
	near(score.value, 38.095238095238095, 1e-14);
	near(score.standard_error, 18.413480318060579, 1e-13);
	near(score.design_effect, 2.741401273885351, 1e-13);
	near(score.effective_n, 7.660315985130111, 1e-13);
	near(score.interval.low, -14.220210087463913, 1e-12);
	near(score.interval.high, 68.969349183405683, 1e-12);
	assert_int_equal(score.n, 21);
}

static void one_customer_has_a_score_but_no_interval(void **state)
{
	(void)state;
	const struct promoter_cluster clusters[] = { { 0, 0, 0 }, { 30, 20, 5 } };
	struct promoter_score score = promoter_score(clusters, 2, z90);
	assert_true(score.defined && !score.interval.defined);
	near(score.value, 50, 1e-14);
	assert_true(score.design_effect == 1 && score.effective_n == 30);
	assert_false(promoter_score(clusters, 1, z90).defined);
	assert_false(promoter_score(clusters, 0, z90).defined);
}

/* By hand: 20 answers and 3 more, p' = 20.75 / 23, d' = 0.75 / 23. */
static void unanimous_answers_still_have_an_interval(void **state)
{
	(void)state;
	const struct promoter_cluster clusters[] = { { 12, 12, 0 }, { 8, 8, 0 } };
	struct promoter_score score = promoter_score(clusters, 2, z90);
	double p = 20.75 / 23, d = 0.75 / 23;
	near(score.value, 100, 0);
	near(score.design_effect, 1, 0);
	near(score.interval.low, 100 * (p - d - z90 * sqrt((p + d - (p - d) * (p - d)) / 23)),
		1e-13);
	assert_true(score.interval.high <= 100);
}

/*
 * With added answers the interval is centred nearer to 0 than the score, so unlike others it need
 * not hold an extreme one.
 */
static void scores_are_in_range_in_any_order(void **state)
{
	(void)state;
	enum { MOST = 40 };
	uint64_t seed = 7;
	for (int round = 0; round < 1000; round++) {
		struct promoter_cluster clusters[MOST], turned[MOST];
		size_t count = 2 + (size_t)(chance(&seed) * (MOST - 2));
		int64_t answers = 0;
		for (size_t i = 0; i < count; i++) {
			struct promoter_cluster *cluster = &clusters[i];
			cluster->responses = (int64_t)(chance(&seed) * 6);
			cluster->promoters =
				(int64_t)(chance(&seed) * (double)(cluster->responses + 1));
			cluster->detractors =
				(int64_t)(chance(&seed) *
					  (double)(cluster->responses - cluster->promoters + 1));
			answers += cluster->responses;
		}
		for (size_t i = 0; i < count; i++)
			turned[i] = clusters[count - 1 - i];
		struct promoter_score score = promoter_score(clusters, count, z90);
		struct promoter_score again = promoter_score(turned, count, z90);
		assert_true(score.defined == (answers > 0));
		if (!score.defined)
			continue;
		assert_true(score.value >= -100 && score.value <= 100);
		assert_true(score.design_effect >= 1);
		assert_true(score.effective_n <= (double)answers);
		near(again.value, score.value, 1e-12);
		near(again.design_effect, score.design_effect, 1e-12);
		near(again.interval.low, score.interval.low, 1e-12);
		if (!score.interval.defined)
			continue;
		assert_true(-100 <= score.interval.low && score.interval.high <= 100);
		assert_true(score.interval.low < score.interval.high);
		if (fabs(score.value) < 60)
			assert_true(score.interval.low <= score.value &&
				    score.value <= score.interval.high);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_published_survey_has_its_score_and_error),
		cmocka_unit_test(clustered_answers_agree_with_r),
		cmocka_unit_test(one_customer_has_a_score_but_no_interval),
		cmocka_unit_test(unanimous_answers_still_have_an_interval),
		cmocka_unit_test(scores_are_in_range_in_any_order),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
