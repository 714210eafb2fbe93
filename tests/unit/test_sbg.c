#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>

#include "stats/sbg.h"

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

/* Adds customers who were all there at the start: alive[t] had renewed t times. */
static void add_cohort(struct sbg_occasions *occasions, const int64_t *alive, size_t count)
{
	for (size_t t = 0; t + 1 < count; t++)
		for (int64_t i = alive[t + 1]; i < alive[t]; i++)
			assert_true(sbg_add(occasions, &(struct sbg_chain){ 0, (int64_t)t, true }));
	for (int64_t i = 0; i < alive[count - 1]; i++)
		sbg_add(occasions, &(struct sbg_chain){ 0, (int64_t)count - 1, false });
}

static const int64_t high_end[] = { 1000, 869, 743, 653, 593, 551, 517, 491 };
static const int64_t regular[] = { 1000, 631, 468, 382, 326, 289, 262, 241 };

/*
 * Fader & Hardie 2007: 0.668, 3.806, LL -1611.2; 0.704, 1.182, LL -1680.3. More digits from
 * Newton's method on the derivatives of the likelihood, in 50 digits with Python's decimal module;
 * covariance of the logarithms from the second derivatives there.
 */
static void published_cohorts_give_the_published_parameters(void **state)
{
	(void)state;
	struct sbg_occasions occasions = { 0 };
	add_cohort(&occasions, high_end, 8);
	struct sbg_fit fit = sbg_fit(&occasions);
	assert_true(fit.defined && !fit.homogeneous && fit.has_covariance);
	near(fit.alpha, 0.668088351106446, 1e-6);
	near(fit.beta, 3.806094964058267, 1e-6);
	near(fit.log_likelihood, -1611.158147391156, 1e-12);
	near(fit.covariance[0][0], 0.024109169333, 1e-6);
	near(fit.covariance[0][1], 0.030540710878, 1e-6);
	near(fit.covariance[1][0], fit.covariance[0][1], 1e-12);
	near(fit.covariance[1][1], 0.042595937605, 1e-6);

	struct sbg_occasions others = { 0 };
	add_cohort(&others, regular, 8);
	fit = sbg_fit(&others);
	near(fit.alpha, 0.704077298473516, 1e-6);
	near(fit.beta, 1.182043026209476, 1e-6);
	near(fit.log_likelihood, -1680.265188463287, 1e-12);
}

/* Fader & Hardie, note 017: four cohorts of 10,000 observed for four to one renewals. */
static void cohorts_of_several_years_give_the_published_parameters(void **state)
{
	(void)state;
	static const int64_t first[] = { 10000, 8000, 6480, 5307, 4391 };
	struct sbg_occasions occasions = { 0 };
	for (size_t count = 5; count >= 2; count--)
		add_cohort(&occasions, first, count);
	struct sbg_fit fit = sbg_fit(&occasions);
	assert_int_equal(occasions.chains, 40000);
	near(fit.alpha, 3.80, 0.005);
	near(fit.beta, 15.19, 0.005);
}

/* Cohorts seen only after two renewals: the same parameters, as those say nothing of the first two.
 */
static void late_entry_counts_only_what_was_seen(void **state)
{
	(void)state;
	struct sbg_occasions whole = { 0 }, late = { 0 };
	add_cohort(&whole, high_end, 8);
	for (size_t t = 2; t < 7; t++)
		for (int64_t i = high_end[t + 1]; i < high_end[t]; i++)
			sbg_add(&late, &(struct sbg_chain){ 2, (int64_t)t, true });
	for (int64_t i = 0; i < high_end[7]; i++)
		sbg_add(&late, &(struct sbg_chain){ 2, 7, false });
	for (size_t t = 0; t < SBG_OCCASIONS; t++) {
		assert_true(late.renewed[t] == (t < 2 ? 0 : whole.renewed[t]));
		assert_true(late.lost[t] == (t < 2 ? 0 : whole.lost[t]));
	}
	assert_int_equal(late.chains, 743);
	assert_int_equal(late.events, 743 - 491);
}

static void chains_that_tell_nothing_are_left_out(void **state)
{
	(void)state;
	struct sbg_occasions occasions = { 0 };
	assert_false(sbg_add(&occasions, &(struct sbg_chain){ 3, 3, false }));
	assert_false(sbg_add(&occasions, &(struct sbg_chain){ 3, 2, true }));
	assert_false(sbg_add(&occasions, &(struct sbg_chain){ -1, 2, true }));
	assert_false(sbg_add(&occasions, &(struct sbg_chain){ 0, SBG_OCCASIONS, true }));
	assert_false(sbg_add(&occasions, &(struct sbg_chain){ 0, INT64_MAX, false }));
	assert_int_equal(occasions.chains, 0);
	assert_true(sbg_add(&occasions, &(struct sbg_chain){ 3, 3, true }));
	assert_true(sbg_add(&occasions, &(struct sbg_chain){ 0, SBG_OCCASIONS - 1, true }));
	assert_int_equal(occasions.chains, 2);
}

static void too_little_gives_no_fit(void **state)
{
	(void)state;
	struct sbg_occasions occasions = { 0 };
	assert_false(sbg_fit(&occasions).defined);
	add_cohort(&occasions, (int64_t[]){ 49, 40, 35 }, 3);
	assert_false(sbg_fit(&occasions).defined); /* 49 chains */
	sbg_add(&occasions, &(struct sbg_chain){ 0, 2, false });
	assert_true(sbg_fit(&occasions).defined);
	struct sbg_occasions nine = { 0 };
	add_cohort(&nine, (int64_t[]){ 100, 95, 91 }, 3);
	assert_false(sbg_fit(&nine).defined); /* 9 events */
	struct sbg_occasions once = { 0 };
	add_cohort(&once, (int64_t[]){ 100, 60, 60 }, 3);
	assert_false(sbg_fit(&once).defined); /* all at one occasion */
}

/* Half of the rest leaves every year: nothing tells the customers apart. */
static void customers_who_are_alike_get_one_chance(void **state)
{
	(void)state;
	struct sbg_occasions occasions = { 0 };
	add_cohort(&occasions, (int64_t[]){ 1024, 512, 256, 128, 64 }, 5);
	struct sbg_fit fit = sbg_fit(&occasions);
	assert_true(fit.defined && fit.homogeneous);
	near(sbg_retention(&fit, 1), 0.5, 1e-4);
	near(sbg_retention(&fit, 30), sbg_retention(&fit, 1), 0);
	near(sbg_survival(&fit, 4), 0.0625, 1e-4);
	double value;
	assert_true(sbg_residual(&fit, 9, 0.1, &value));
	near(value, 0.5 / (1 - 0.5 / 1.1), 1e-3);
}

/*
 * Fader & Hardie 2010: 7.530 at the eighth renewal, 10 %. More digits from Python:
 * (b + n - 1) / (a + b + n - 1) * scipy.special.hyp2f1(1, b + n, a + b + n, 1 / (1 + d))
 */
static void residual_renewals_agree_with_the_hypergeometric_form(void **state)
{
	(void)state;
	struct sbg_fit fit = { .defined = true, .alpha = 0.668, .beta = 3.806 };
	static const struct {
		int64_t n;
		double discount, value;
	} rows[] = { { 1, 0.1, 5.414856048374033 }, { 8, 0.1, 7.529949530910963 },
		{ 20, 0.1, 8.794894491980504 }, { 1, 0.02, 13.416639300919577 },
		{ 8, 0.02, 21.587547566203824 }, { 20, 0.02, 28.30182123117349 } };
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		double value = 0;
		assert_true(sbg_residual(&fit, rows[i].n, rows[i].discount, &value));
		near(value, rows[i].value, 1e-11);
	}
	double untouched = 3;
	assert_false(sbg_residual(&fit, 1, 0, &untouched));
	assert_false(sbg_residual(&fit, 1, NAN, &untouched));
	assert_true(untouched == 3);
}

/* By hand from S(t) = B(a, b + t) / B(a, b), with a = 1, b = 2: S(t) = 2 / (t + 2). */
static void survival_is_the_product_of_retentions(void **state)
{
	(void)state;
	struct sbg_fit fit = { .defined = true, .alpha = 1, .beta = 2 };
	near(sbg_survival(&fit, 0), 1, 0);
	for (int64_t t = 1; t < 50; t++) {
		near(sbg_survival(&fit, t), 2.0 / (double)(t + 2), 1e-14);
		near(sbg_retention(&fit, t), (double)(t + 1) / (double)(t + 2), 1e-15);
	}
}

/* Random customers of known parameters: the fit is near, and no other point is likelier. */
static void a_fit_is_the_likeliest_point(void **state)
{
	(void)state;
	uint64_t seed = 6;
	for (int round = 0; round < 20; round++) {
		struct sbg_occasions occasions = { 0 };
		for (int i = 0; i < 400; i++) {
			/* Beta(1, 3), by the inverse of its distribution function. */
			double leaving = 1 - pow(1 - chance(&seed), 1.0 / 3);
			struct sbg_chain chain = { 0, 0, false };
			while (chain.renewals < 6 && !chain.lost)
				if (chance(&seed) < leaving)
					chain.lost = true;
				else
					chain.renewals++;
			sbg_add(&occasions, &chain);
		}
		struct sbg_fit fit = sbg_fit(&occasions);
		assert_true(fit.defined);
		near(sbg_survival(&fit, 1), 0.75, 0.1);
		for (int i = 0; i < 50; i++)
			assert_true(
				sbg_log_likelihood(&occasions, fit.alpha * exp(chance(&seed) - 0.5),
					fit.beta * exp(chance(&seed) - 0.5)) <=
				fit.log_likelihood + 1e-9);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(published_cohorts_give_the_published_parameters),
		cmocka_unit_test(cohorts_of_several_years_give_the_published_parameters),
		cmocka_unit_test(late_entry_counts_only_what_was_seen),
		cmocka_unit_test(chains_that_tell_nothing_are_left_out),
		cmocka_unit_test(too_little_gives_no_fit),
		cmocka_unit_test(customers_who_are_alike_get_one_chance),
		cmocka_unit_test(residual_renewals_agree_with_the_hypergeometric_form),
		cmocka_unit_test(survival_is_the_product_of_retentions),
		cmocka_unit_test(a_fit_is_the_likeliest_point),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
