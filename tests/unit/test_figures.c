#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "stage/figures.h"

/* A hand-made evaluation against the lines that interface.md asks for. */

static const struct detail details[] = { { "renewed", 31 }, { "lost", 3 } };

static struct measure items[] = {
	{ .metric = "REN_LOGO",
		.unit = UNIT_SHARE,
		.defined = true,
		.value = 0.912,
		.has_interval = true,
		.low = 0.896,
		.high = 0.926,
		.has_n = true,
		.n = 1563,
		.details = details,
		.detail_count = 2 },
	{ .metric = "ARR_OPEN",
		.unit = UNIT_MONEY,
		.defined = true,
		.value = 9007199254740992.0,
		.amount = 9007199254740992 },
	{ .metric = "NPS",
		.unit = UNIT_POINTS,
		.basis = BASIS_SURVEY,
		.reason = "no answers, none" },
};

static const struct scope scopes[] = { { .kind = SCOPE_COMPANY, .id = "ALL", .name = "" },
	{ .kind = SCOPE_TEAM, .id = "nord, \"a\"", .name = "Nord" } };

static const struct measures measures[] = { { items, 3, 3 }, { items, 1, 1 } };

static const struct goal_setting setting = { .id = "renewal", .metric = "REN_LOGO" };

static const struct goal_result goals[] = { { .setting = &setting,
	.unit = UNIT_SHARE,
	.defined = true,
	.value = 0.912,
	.low = 0.896,
	.high = 0.926,
	.has_interval = true,
	.has_n = true,
	.n = 1563,
	.target = 0.93,
	.path = 0.93,
	.status = STATUS_AT_RISK,
	.evidence = EVIDENCE_WITHIN_MARGIN,
	.has_attainment = true,
	.attainment = 0.64 } };

static const struct composite composites[] = { { 0, true, 0.87, 0.71, 0.98, 1 },
	{ .scope = 1, .weight_measured = 0.4 } };

static const struct finding findings[] = {
	{ .code = "DQ15", .severity = SEVERITY_WARNING, .message = "usage", .count = 3 }
};

static struct evaluation evaluation_made(void)
{
	static const struct settings settings = { .company = "A", .confidence = 0.9 };
	return (struct evaluation){ .program = "kvartal 0",
		.settings = &settings,
		.label = "2026Q1",
		.start = date_of(2026, 1, 1),
		.end = date_of(2026, 4, 1),
		.as_of = date_of(2026, 4, 8),
		.currency = "SEK",
		.currency_exponent = 2,
		.scopes = scopes,
		.scope_count = 2,
		.quarter_count = 1,
		.measures = measures,
		.goals = goals,
		.goal_count = 1,
		.composites = composites,
		.composite_count = 2,
		.findings = findings,
		.finding_count = 1 };
}

static void csv_has_the_columns_and_quotes_of_the_interface(void **state)
{
	(void)state;
	struct evaluation evaluation = evaluation_made();
	struct strbuf out = STRBUF_INIT;
	figures_csv(&evaluation, NULL, &out);
	assert_string_equal(out.bytes,
		"scope,metric,value,lo,hi,n,detail\n"
		"ALL,REN_LOGO,0.912,0.896,0.926,1563,renewed=31;lost=3\n"
		"ALL,ARR_OPEN,9007199254740992,,,,\n"
		"ALL,NPS,,,,,\"reason=no answers, none\"\n"
		"\"nord, \"\"a\"\"\",REN_LOGO,0.912,0.896,0.926,1563,renewed=31;lost=3\n");
	strbuf_release(&out);
}

static void csv_of_one_team_has_its_rows_alone(void **state)
{
	(void)state;
	struct evaluation evaluation = evaluation_made();
	struct strbuf out = STRBUF_INIT;
	figures_csv(&evaluation, "nord, \"a\"", &out);
	assert_null(strstr(out.bytes, "ALL"));
	assert_non_null(strstr(out.bytes, "REN_LOGO"));
	strbuf_release(&out);
}

static void expect_text(const struct strbuf *out, const char *text)
{
	if (!strstr(out->bytes, text))
		fail_msg("%s is not in:\n%s", text, out->bytes);
}

static void json_says_what_the_interface_shows(void **state)
{
	(void)state;
	struct evaluation evaluation = evaluation_made();
	struct strbuf out = STRBUF_INIT;
	figures_json(&evaluation, NULL, &out);
	expect_text(&out, "\"schema\": \"kvartal.evaluation/1\"");
	expect_text(&out, "\"label\": \"2026Q1\"");
	expect_text(&out, "\"end\": \"2026-04-01\"");
	expect_text(&out, "\"status\": \"AT_RISK\"");
	expect_text(&out, "\"evidence\": \"within_margin\"");
	expect_text(&out, "\"attainment\": 0.64");
	expect_text(&out, "\"value\": 9007199254740992");
	expect_text(&out, "\"weight_measured\": 0.4");
	expect_text(&out, "\"code\": \"DQ15\"");
	expect_text(&out, "\"basis\": \"survey\"");
	assert_null(strstr(out.bytes, "nan"));
	strbuf_release(&out);
}

static void check_json_lists_codes_and_their_objects(void **state)
{
	(void)state;
	static const char *const objects[] = { "contract x1 (customer NOPE)" };
	const struct finding found = { .code = "DQ01",
		.severity = SEVERITY_EXCLUDE,
		.message = "row references something",
		.count = 4,
		.objects = objects,
		.object_count = 1,
		.affects = "REN_LOGO,NPS" };
	struct strbuf out = STRBUF_INIT;
	figures_check_json("2026Q1", false, &found, 1, &out);
	expect_text(&out, "\"schema\": \"kvartal.check/1\"");
	expect_text(&out, "\"gate\": \"fail\"");
	expect_text(&out, "\"contract x1 (customer NOPE)\"");
	expect_text(&out, "\"count\": 4");
	expect_text(&out, "\"REN_LOGO\", \"NPS\"");
	strbuf_release(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(csv_has_the_columns_and_quotes_of_the_interface),
		cmocka_unit_test(csv_of_one_team_has_its_rows_alone),
		cmocka_unit_test(json_says_what_the_interface_shows),
		cmocka_unit_test(check_json_lists_codes_and_their_objects),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
