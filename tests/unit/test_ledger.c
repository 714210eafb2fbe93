#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "metrics/ledger.h"

/*
 * The contract engine on contracts that were judged by hand from metrics.md section 3: grace of 30
 * days, data as of 2026-04-08, one customer for each case.
 */

enum {
	EXPLICIT, /* renewed by a link, on the day */
	EXPLICIT_NEXT,
	IMPLICIT, /* renewed without a link, 20 days late: no hole in between */
	IMPLICIT_NEXT,
	TOO_LATE, /* a contract 40 days after is no renewal, but a new start */
	TOO_LATE_NEXT,
	EARLY, /* renewed half a year ahead: in force up to the new one, due at its end */
	EARLY_NEXT,
	STOPPED,	   /* terminated before its end: lost, and due when it stopped */
	PENDING,	   /* ended on 2026-04-01: in force while in grace */
	UPCOMING,	   /* ends after the data */
	NOTICE,		   /* ends after the data, but notice was given: lost */
	EVERGREEN,	   /* no end: open, never due */
	EVERGREEN_STOPPED, /* terminated: lost, and still never due */
	CONTRACTS
};

static struct date day(const char *text)
{
	struct date date = DATE_NONE;
	if (text)
		assert_true(date_parse(text, &date));
	return date;
}

static const struct {
	int32_t customer, renews;
	const char *start, *end, *notice, *terminated;
} rows[CONTRACTS] = {
	[EXPLICIT] = { 0, NO_ROW, "2025-01-01", "2026-01-01", NULL, NULL },
	[EXPLICIT_NEXT] = { 0, EXPLICIT, "2026-01-01", "2027-01-01", NULL, NULL },
	[IMPLICIT] = { 1, NO_ROW, "2025-01-01", "2026-01-01", NULL, NULL },
	[IMPLICIT_NEXT] = { 1, NO_ROW, "2026-01-21", "2027-01-21", NULL, NULL },
	[TOO_LATE] = { 2, NO_ROW, "2025-01-01", "2026-01-01", NULL, NULL },
	[TOO_LATE_NEXT] = { 2, NO_ROW, "2026-02-10", "2027-02-10", NULL, NULL },
	[EARLY] = { 3, NO_ROW, "2025-07-01", "2026-07-01", NULL, NULL },
	[EARLY_NEXT] = { 3, EARLY, "2026-01-01", "2027-01-01", NULL, NULL },
	[STOPPED] = { 4, NO_ROW, "2025-06-01", "2026-06-01", NULL, "2026-02-15" },
	[PENDING] = { 5, NO_ROW, "2025-04-01", "2026-04-01", NULL, NULL },
	[UPCOMING] = { 6, NO_ROW, "2025-05-01", "2026-05-01", NULL, NULL },
	[NOTICE] = { 7, NO_ROW, "2025-05-01", "2026-05-01", "2026-03-01", NULL },
	[EVERGREEN] = { 8, NO_ROW, "2025-05-01", NULL, NULL, NULL },
	[EVERGREEN_STOPPED] = { 9, NO_ROW, "2025-05-01", NULL, NULL, "2026-01-10" },
};

struct example {
	struct arena *arena;
	struct facts facts;
	struct ledger *ledger;
};

static int build(void **state)
{
	static struct product product = { "p", "P", true };
	static struct currency currency = { "SEK", 2 };
	static struct customer customers[10];
	static struct contract contracts[CONTRACTS];
	static struct price prices[CONTRACTS];
	static struct example example;
	for (int32_t i = 0; i < 10; i++)
		customers[i] = (struct customer){ .id = "c", .name = "C", .parent = NO_ROW };
	for (int32_t i = 0; i < CONTRACTS; i++) {
		prices[i] = (struct price){ i, day(rows[i].start), 1000 + i, 0, PRICE_START };
		contracts[i] = (struct contract){ .id = "k",
			.customer = rows[i].customer,
			.signed_on = DATE_NONE,
			.term_start = day(rows[i].start),
			.term_end = day(rows[i].end),
			.renews = rows[i].renews,
			.notice_on = day(rows[i].notice),
			.terminated_on = day(rows[i].terminated),
			.end_reason = NO_ROW,
			.first_price = (size_t)i,
			.price_count = 1 };
	}
	example.arena = arena_new();
	example.facts = (struct facts){ .reporting_currency = "SEK",
		.fiscal = { 1, FISCAL_LABEL_END },
		.as_of = day("2026-04-08"),
		.observation_start = day("2024-01-01"),
		.grace_days = 30,
		.currencies = &currency,
		.currency_count = 1,
		.customers = customers,
		.customer_count = 10,
		.products = &product,
		.product_count = 1,
		.contracts = contracts,
		.contract_count = CONTRACTS,
		.prices = prices,
		.price_count = CONTRACTS,
		.usage_first = DATE_NONE,
		.usage_last = DATE_NONE };
	example.ledger = ledger_new(&example.facts, example.arena);
	*state = &example;
	return 0;
}

static int release(void **state)
{
	arena_free(((struct example *)*state)->arena);
	return 0;
}

static const struct term *term_of(const struct example *example, int contract)
{
	for (size_t i = 0; i < example->ledger->term_count; i++)
		if (example->ledger->terms[i].contract == &example->facts.contracts[contract])
			return &example->ledger->terms[i];
	fail_msg("contract %d is not in the ledger", contract);
	return NULL;
}

static void expect_date(struct date date, const char *expected)
{
	char text[11];
	date_format(date, text);
	assert_string_equal(text, expected);
}

static void each_contract_has_its_outcome(void **state)
{
	static const enum outcome expected[CONTRACTS] = {
		[EXPLICIT] = OUTCOME_RENEWED,
		[EXPLICIT_NEXT] = OUTCOME_UPCOMING,
		[IMPLICIT] = OUTCOME_RENEWED,
		[IMPLICIT_NEXT] = OUTCOME_UPCOMING,
		[TOO_LATE] = OUTCOME_LOST,
		[TOO_LATE_NEXT] = OUTCOME_UPCOMING,
		[EARLY] = OUTCOME_RENEWED,
		[EARLY_NEXT] = OUTCOME_UPCOMING,
		[STOPPED] = OUTCOME_LOST,
		[PENDING] = OUTCOME_PENDING,
		[UPCOMING] = OUTCOME_UPCOMING,
		[NOTICE] = OUTCOME_LOST,
		[EVERGREEN] = OUTCOME_OPEN,
		[EVERGREEN_STOPPED] = OUTCOME_LOST,
	};
	for (int i = 0; i < CONTRACTS; i++)
		if (term_of(*state, i)->outcome != expected[i])
			fail_msg("contract %d has outcome %d", i, (int)term_of(*state, i)->outcome);
}

static void each_contract_is_due_and_in_force_until_its_day(void **state)
{
	expect_date(term_of(*state, IMPLICIT)->in_force_end, "2026-01-21");
	expect_date(term_of(*state, TOO_LATE)->in_force_end, "2026-01-01");
	expect_date(term_of(*state, EARLY)->due, "2026-07-01");
	expect_date(term_of(*state, EARLY)->in_force_end, "2026-01-01");
	assert_true(term_of(*state, EARLY)->early);
	expect_date(term_of(*state, STOPPED)->due, "2026-02-15");
	expect_date(term_of(*state, PENDING)->in_force_end, "2026-05-01");
	expect_date(term_of(*state, EVERGREEN)->due, "");
	expect_date(term_of(*state, EVERGREEN_STOPPED)->due, "");
	expect_date(term_of(*state, EVERGREEN_STOPPED)->in_force_end, "2026-01-10");
}

static void a_calendar_year_is_due_in_the_first_quarter_by_default(void **state)
{
	const struct example *example = *state;
	struct quarter quarter;
	const struct term *term = term_of(example, EXPLICIT);
	assert_true(ledger_due_quarter(example->ledger, term, DUE_FIRST_UNCOVERED_DAY, &quarter));
	assert_int_equal(quarter.index, 2026 * 4);
	assert_true(ledger_due_quarter(example->ledger, term, DUE_LAST_COVERED_DAY, &quarter));
	assert_int_equal(quarter.index, 2025 * 4 + 3);
	assert_false(ledger_due_quarter(
		example->ledger, term_of(example, EVERGREEN), DUE_FIRST_UNCOVERED_DAY, &quarter));
}

static void a_late_renewal_leaves_no_hole_in_the_revenue(void **state)
{
	const struct example *example = *state;
	struct quarter quarter = { 2026 * 4 };
	assert_int_equal(
		ledger_arr(example->ledger, 1, day("2026-01-10"), quarter).minor, 1000 + IMPLICIT);
	assert_int_equal(ledger_arr(example->ledger, 1, day("2026-01-21"), quarter).minor,
		1000 + IMPLICIT_NEXT);
	assert_int_equal(ledger_arr(example->ledger, 2, day("2026-01-10"), quarter).minor, 0);
	assert_int_equal(ledger_arr(example->ledger, 3, day("2026-02-01"), quarter).minor,
		1000 + EARLY_NEXT);
}

/*
 * 2026Q1: due are explicit, implicit, too late and stopped (a quarter of two renewed and two lost);
 * the early one is due in the third quarter, the pending one in the second.
 */
static void the_quarter_counts_who_came_due(void **state)
{
	const struct example *example = *state;
	int32_t customers[10];
	for (int32_t i = 0; i < 10; i++)
		customers[i] = i;
	struct scope company = { .id = "ALL", .customers = customers, .customer_count = 10 };
	struct metric_settings settings = { 0.9, DUE_FIRST_UNCOVERED_DAY, false };
	struct measures measures = { 0 };
	metrics_measure(example->ledger, &company, (struct quarter){ 2026 * 4 }, &settings,
		&measures, example->arena);
	assert_int_equal(measures_lookup(&measures, "contracts_due")->amount, 4);
	assert_int_equal(measures_lookup(&measures, "contracts_renewed")->amount, 2);
	assert_int_equal(measures_lookup(&measures, "contracts_lost")->amount, 2);
	const struct measure *logo = measures_lookup(&measures, "REN_LOGO");
	assert_true(logo->defined && logo->value == 0.5 && logo->n == 4);
	int64_t closing = measures_lookup(&measures, "ARR_OPEN")->amount +
			  measures_lookup(&measures, "ARR_NEW")->amount +
			  measures_lookup(&measures, "ARR_REACT")->amount +
			  measures_lookup(&measures, "ARR_EXP")->amount -
			  measures_lookup(&measures, "ARR_CON")->amount -
			  measures_lookup(&measures, "ARR_CHURN")->amount;
	assert_int_equal(measures_lookup(&measures, "ARR_CLOSE")->amount, closing);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(each_contract_has_its_outcome, build, release),
		cmocka_unit_test_setup_teardown(
			each_contract_is_due_and_in_force_until_its_day, build, release),
		cmocka_unit_test_setup_teardown(
			a_calendar_year_is_due_in_the_first_quarter_by_default, build, release),
		cmocka_unit_test_setup_teardown(
			a_late_renewal_leaves_no_hole_in_the_revenue, build, release),
		cmocka_unit_test_setup_teardown(the_quarter_counts_who_came_due, build, release),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
