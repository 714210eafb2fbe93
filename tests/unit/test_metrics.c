#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>

#include "stage/metrics.h"

/*
 * ChartMogul's example (metrics.md section 12): opening 100, churn 10, contraction 10, expansion 10
 * make a gross churn of 20 % and a net churn of 10 %. Ten customers of 10: one leaves, two halve,
 * one doubles.
 */

enum { CUSTOMERS = 10 };

static struct date day(const char *text)
{
	struct date date;
	assert_true(date_parse(text, &date));
	return date;
}

struct company {
	struct currency currency;
	struct customer customers[CUSTOMERS];
	struct product product;
	struct contract contracts[CUSTOMERS];
	struct price prices[CUSTOMERS + 3];
	struct feature features[4];
	struct usage usage[CUSTOMERS];
	struct survey surveys[2];
	struct invitation invitations[CUSTOMERS];
	struct response responses[CUSTOMERS];
	struct invoice_line invoices[CUSTOMERS];
	struct facts facts;
};

static const int closing[CUSTOMERS] = { 0, 5, 5, 20, 10, 10, 10, 10, 10, 10 };

static void build(struct company *company)
{
	struct quarter quarter = { 2026 * 4 };
	size_t price = 0;
	*company = (struct company){ .currency = { "SEK", 2 }, .product = { "p", "P", true } };
	for (int32_t i = 0; i < CUSTOMERS; i++) {
		company->customers[i] =
			(struct customer){ .id = "c", .name = "C", .parent = NO_ROW };
		company->contracts[i] = (struct contract){ .id = "k",
			.customer = i,
			.signed_on = DATE_NONE,
			.term_start = day("2025-01-01"),
			.term_end = DATE_NONE,
			.renews = NO_ROW,
			.notice_on = DATE_NONE,
			.terminated_on = closing[i] == 0 ? day("2026-02-01") : DATE_NONE,
			.end_reason = NO_ROW,
			.first_price = price };
		company->prices[price++] =
			(struct price){ i, day("2025-01-01"), 1000, 0, PRICE_START };
		if (closing[i] != 0 && closing[i] != 10)
			company->prices[price++] =
				(struct price){ i, day("2026-02-01"), closing[i] * 100, 0,
					closing[i] > 10 ? PRICE_UPSELL : PRICE_DOWNSELL };
		company->contracts[i].price_count = price - company->contracts[i].first_price;
		/* Six of the nine who stay were active; the first of them used all core features.
		 */
		company->usage[i] = (struct usage){ .customer = i,
			.quarter = quarter,
			.active_days = i <= 6 ? 1U : 0U,
			.core_features = i == 1 ? 2 : 0,
			.days_used = 1 };
		company->invitations[i] = (struct invitation){ 0, i, "x", i < 8 };
		/* Five promoters, two passives, three detractors. */
		company->responses[i] = (struct response){ .id = "r",
			.contact = "x",
			.survey = 0,
			.customer = i,
			.responded_on = day("2026-02-10"),
			.score = i < 5	 ? 10
				 : i < 7 ? 8
					 : 3,
			.driver = NO_ROW,
			.invited = true,
			.delivered = i < 4 };
		company->invoices[i] = (struct invoice_line){ .id = "i",
			.number = "1",
			.customer = i,
			.date = day("2025-06-01"),
			.kind = INVOICE_RECURRING,
			.amount = 1000,
			.direct_cost = 400 };
	}
	company->features[0] = (struct feature){ "a", "A", true };
	company->features[1] = (struct feature){ "b", "B", true };
	company->features[2] = (struct feature){ "d", "D", false };
	company->surveys[0] = (struct survey){ "s", "S", SURVEY_NPS, day("2026-02-01"),
		day("2026-02-20"), 0, 10 };
	company->facts = (struct facts){ .reporting_currency = "SEK",
		.fiscal = { 1, FISCAL_LABEL_END },
		.as_of = day("2026-04-08"),
		.observation_start = day("2024-01-01"),
		.grace_days = 30,
		.currencies = &company->currency,
		.currency_count = 1,
		.customers = company->customers,
		.customer_count = CUSTOMERS,
		.products = &company->product,
		.product_count = 1,
		.contracts = company->contracts,
		.contract_count = CUSTOMERS,
		.prices = company->prices,
		.price_count = price,
		.features = company->features,
		.feature_count = 3,
		.usage = company->usage,
		.usage_count = CUSTOMERS,
		.usage_first = day("2025-01-01"),
		.usage_last = day("2026-03-31"),
		.surveys = company->surveys,
		.survey_count = 1,
		.invitations = company->invitations,
		.invitation_count = CUSTOMERS,
		.responses = company->responses,
		.response_count = CUSTOMERS,
		.invoices = company->invoices,
		.invoice_count = CUSTOMERS };
}

struct fixture {
	struct arena *arena;
	struct company company;
	struct measures measures;
};

static int measure(void **state)
{
	static struct fixture fixture;
	const struct scope *scopes;
	size_t count;
	fixture = (struct fixture){ .arena = arena_new() };
	build(&fixture.company);
	struct quarter quarter = { 2026 * 4 };
	struct metric_settings settings = { 0.9, DUE_FIRST_UNCOVERED_DAY, false };
	metrics_scopes(&fixture.company.facts, quarter, &scopes, &count, fixture.arena);
	assert_int_equal(count, 1);
	metrics_measure(ledger_new(&fixture.company.facts, fixture.arena), &scopes[0], quarter,
		&settings, &fixture.measures, fixture.arena);
	*state = &fixture;
	return 0;
}

static int release(void **state)
{
	arena_free(((struct fixture *)*state)->arena);
	return 0;
}

static const struct measure *of(void **state, const char *metric)
{
	const struct fixture *fixture = *state;
	const struct measure *found = measures_lookup(&fixture->measures, metric);
	if (!found)
		fail_msg("no measure %s", metric);
	return found;
}

static void expect(void **state, const char *metric, double value)
{
	const struct measure *measure = of(state, metric);
	if (!measure->defined || fabs(measure->value - value) > 1e-12)
		fail_msg("%s is %.15g, not %.15g", metric, measure->value, value);
}

static void gross_churn_is_20_and_net_churn_10_percent(void **state)
{
	expect(state, "GRR_Q", 0.8);
	expect(state, "NRR_Q", 0.9);
	expect(state, "EXP_RATE_Q", 0.1);
	expect(state, "LOGO_RET_Q", 0.9);
	expect(state, "CHURN_LOGO_Q", 0.1);
	expect(state, "UPSELL_CUST_Q", 0.1);
	expect(state, "ARR_CHURN", 1000);
	expect(state, "ARR_CON", 1000);
	expect(state, "ARR_EXP", 1000);
	expect(state, "ARR_CLOSE", 9000);
}

static void use_is_counted_among_those_who_stay(void **state)
{
	expect(state, "USE_ACTIVE28", 6.0 / 9);
	expect(state, "USE_BREADTH", 1.0 / 9);
}

static void answers_make_the_score_and_delivered_invitations_the_rate(void **state)
{
	expect(state, "NPS", 20);
	expect(state, "RESP_RATE:nps", 4.0 / 8);
	assert_false(of(state, "CSAT")->defined);
	assert_non_null(of(state, "CSAT")->reason);
}

static void historic_value_is_the_margin_of_those_who_stay(void **state)
{
	expect(state, "CLV_HIST_TOTAL", 5400);
	expect(state, "CLV_HIST_MEAN", 600);
	expect(state, "CLV_HIST_N", 9);
}

static void nothing_is_due_so_there_is_no_renewal_rate(void **state)
{
	assert_false(of(state, "REN_LOGO")->defined);
	expect(state, "contracts_due", 0);
}

static void every_metric_says_what_it_is(void **state)
{
	(void)state;
	struct arena *arena = arena_new();
	const struct metric_about *all;
	size_t count;
	metric_list(&all, &count, arena);
	for (size_t i = 0; i < count; i++) {
		assert_non_null(all[i].name);
		if (all[i].goal) {
			assert_non_null(all[i].definition);
			assert_non_null(all[i].counted);
			assert_non_null(all[i].method);
			assert_true(all[i].min_n > 0);
		}
		for (size_t k = 0; k < i; k++)
			assert_string_not_equal(all[i].code, all[k].code);
	}
	assert_non_null(metric_lookup("resp_rate:nps"));
	assert_null(metric_lookup("RESP_RATE:"));
	assert_null(metric_lookup("REN_LOGOO"));
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			gross_churn_is_20_and_net_churn_10_percent, measure, release),
		cmocka_unit_test_setup_teardown(
			use_is_counted_among_those_who_stay, measure, release),
		cmocka_unit_test_setup_teardown(
			answers_make_the_score_and_delivered_invitations_the_rate, measure,
			release),
		cmocka_unit_test_setup_teardown(
			historic_value_is_the_margin_of_those_who_stay, measure, release),
		cmocka_unit_test_setup_teardown(
			nothing_is_due_so_there_is_no_renewal_rate, measure, release),
		cmocka_unit_test(every_metric_says_what_it_is),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
