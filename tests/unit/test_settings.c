#include "stage/settings.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/strbuf.h"
#include "base/utf8.h"

static const struct metric_kind metrics[] = {
	{ "REN_LOGO", UNIT_SHARE },
	{ "NRR_TTM", UNIT_SHARE },
	{ "USE_ACTIVE28", UNIT_SHARE },
	{ "NPS", UNIT_POINTS },
	{ "CLV_HIST_MEAN", UNIT_MONEY },
	{ "CUST_CLOSE", UNIT_COUNT },
	{ "RESP_RATE:", UNIT_SHARE },
	{ "LAST_DAY", UNIT_DATE },
};

enum { METRICS = sizeof(metrics) / sizeof(*metrics) };

static struct arena *arena;
static struct settings settings;
static struct setting_problems problems;

static int open_arena(void **state)
{
	(void)state;
	arena = arena_new();
	return 0;
}

static int close_arena(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

static bool parse_bytes(const char *text, size_t length, struct error *error)
{
	*error = (struct error){ 0 };
	return settings_parse(text, length, "kvartal.conf", "project", metrics, METRICS, &settings,
		&problems, arena, error);
}

/* Reads a text that must be good. */
static const struct settings *read_good(const char *text)
{
	struct error error;

	if (!parse_bytes(text, strlen(text), &error))
		fail_msg("%s", error.message);
	assert_int_equal(problems.count, 0);
	return &settings;
}

/* Reads bytes that must be bad; the problems must be these lines, "CF05 4:1: unknown ...". */
static void assert_bytes_bad(const char *text, size_t length, const char *expected)
{
	struct error error;
	const char *told = "", *message = "";

	if (parse_bytes(text, length, &error))
		fail_msg("accepted, instead of\n%s", expected);
	for (size_t i = 0; i < problems.count; i++) {
		const struct setting_problem *problem = &problems.items[i];

		assert_string_equal(problem->origin.file, "kvartal.conf");
		told = arena_printf(arena, "%s%s%s %d:%d: %s", told, i ? "\n" : "", problem->code,
			problem->origin.line, problem->origin.column, problem->message);
		message = arena_printf(arena, "%s%skvartal.conf:%d:%d: %s", message, i ? "\n" : "",
			problem->origin.line, problem->origin.column, problem->message);
	}
	if (strcmp(told, expected) != 0)
		fail_msg("\n%s\n--- instead of ---\n%s", told, expected);
	assert_int_equal(error.kind, ERROR_USAGE);
	assert_string_equal(error.message, message);
}

static void assert_bad(const char *text, const char *expected)
{
	assert_bytes_bad(text, strlen(text), expected);
}

/* Four lines that any configuration needs, so that what follows starts on line 5. */
#define REQUIRED "[company]\nname = Nordljus AB\n[data]\ndatabase = kunder.db\n"

/* The head of a goal on line 5 to 8; what follows starts on line 9. */
#define GOAL(metric) REQUIRED "[goal \"g\"]\nmetric = " metric "\nfrom = 2025Q1\nto = 2026Q4\n"

static const struct goal_setting *read_goal(const char *text)
{
	assert_int_equal(read_good(text)->goal_count, 1);
	return &settings.goals[0];
}

/* ---- what is read ---- */

static const char example[] =
	"[company]\n"
	"name = Nordljus AB\n"
	"languages = sv, en                     # reports are made in each\n"
	"\n"
	"[data]\n"
	"database = kunder.db                   # or sqlite:FILE, postgresql://…, files:DIR\n"
	"max_age_days = 10                      # data gate\n"
	"min_coverage = 95 %                    # data gate: share of closing ARR\n"
	"\n"
	"[report]\n"
	"confidence = 90 %\n"
	"due_convention = first_uncovered_day   # or last_covered_day\n"
	"discount_rate = 10 %\n"
	"clv_horizon_years = 5\n"
	"\n"
	"[privacy]\n"
	"min_group = 5\n"
	"\n"
	"[goal \"renewal\"]\n"
	"name.sv   = Förnyelsegrad\n"
	"name.en   = Renewal rate\n"
	"metric    = REN_LOGO\n"
	"scope     = company                    # company | team:ID | team:* (each team)\n"
	"kind      = level                      # level | range | improve | trend\n"
	"direction = up                         # up | down\n"
	"from      = 2025Q1\n"
	"to        = 2026Q4                     # the quarter of the final verdict\n"
	"target    = 93 %                       # level, trend, improve\n"
	"path      = 2026Q1 91 %; 2026Q2 92,5 % # optional interim levels\n"
	"threshold = 88 % at 0 %                # attainment anchors, optional\n"
	"cap       = 96 % at 120 %\n"
	"weight    = 40\n"
	"min_n     = 20                         # optional\n"
	"set_by    = Styrelsen 2024-12-11\n"
	"\n"
	"[goal \"usage\"]\n"
	"metric    = USE_ACTIVE28\n"
	"kind      = range\n"
	"range     = 70 % .. 90 %\n"
	"threshold = 5 % at 50 %                # for a range: the distance outside it\n"
	"from      = 2025Q1\n"
	"to        = 2026Q4\n"
	"\n"
	"[goal \"nps-up\"]\n"
	"metric    = NPS\n"
	"kind      = improve\n"
	"baseline  = 2024Q4\n"
	"from      = 2025Q1\n"
	"to        = 2026Q4\n"
	"target    = 5\n"
	"gate_cap  = 50 %                       # if finally missed, the factor is capped here\n"
	"\n"
	"[reward]\n"
	"enabled = yes                          # budgets are data: table reward_budget\n"
	"\n"
	"[team \"nord\"]                          # texts and addressees\n"
	"name.sv = Team Nord\n"
	"to      = nord@example.se\n"
	"\n"
	"[board]\n"
	"to      = styrelsen@example.se\n"
	"purpose = decision                     # decision | discussion | information\n"
	"decision.sv = Godkänn åtgärdsplanen för segment Handel.\n"
	"\n"
	"[mail]\n"
	"from = Kvartal <kvartal@example.se>\n"
	"reply_to = revops@example.se\n"
	"transport = smtp                       # smtp | sendmail | maildir\n"
	"url = smtp://127.0.0.1:2525            # smtps:// for implicit TLS\n"
	"tls = required                         # required | opportunistic | none\n"
	"user = kvartal\n"
	"password_file = smtp.password          # or password_command\n"
	"require_approval = yes\n"
	"\n"
	"[archive]\n"
	"directory = archive\n"
	"signing_key_file = kvartal.key         # optional Ed25519\n";

static void the_example_of_the_interface_is_read(void **state)
{
	(void)state;
	const struct settings *s = read_good(example);

	assert_string_equal(s->file, "kvartal.conf");
	assert_string_equal(s->directory, "project");
	assert_string_equal(s->company, "Nordljus AB");
	assert_int_equal(s->language_count, 2);
	assert_string_equal(s->languages[0], "sv");
	assert_string_equal(s->languages[1], "en");
	assert_string_equal(s->database, "kunder.db");
	assert_int_equal(s->database_origin.line, 6);
	assert_int_equal(s->database_origin.column, 12);
	assert_int_equal(s->max_age_days, 10);
	assert_true(s->min_coverage == 0.95);
	assert_true(s->confidence == 0.9);
	assert_int_equal(s->due_convention, DUE_FIRST_UNCOVERED_DAY);
	assert_true(s->discount_rate == 0.1);
	assert_int_equal(s->clv_horizon_years, 5);
	assert_false(s->ignore_indexation);
	assert_int_equal(s->min_group, 5);
	assert_int_equal(s->goal_count, 3);
	assert_true(s->reward_enabled);
	assert_int_equal(s->team_count, 1);
	assert_string_equal(s->teams[0].id, "nord");
	assert_string_equal(s->teams[0].name.sv, "Team Nord");
	assert_null(s->teams[0].name.en);
	assert_int_equal(s->teams[0].to_count, 1);
	assert_string_equal(s->teams[0].to[0], "nord@example.se");
	assert_int_equal(s->board_to_count, 1);
	assert_string_equal(s->board_to[0], "styrelsen@example.se");
	assert_int_equal(s->purpose, PURPOSE_DECISION);
	assert_string_equal(s->decision.sv, "Godkänn åtgärdsplanen för segment Handel.");
	assert_string_equal(s->mail_from, "Kvartal <kvartal@example.se>");
	assert_string_equal(s->mail_reply_to, "revops@example.se");
	assert_int_equal(s->transport, TRANSPORT_SMTP);
	assert_string_equal(s->mail_url, "smtp://127.0.0.1:2525");
	assert_int_equal(s->tls, TLS_REQUIRED);
	assert_string_equal(s->mail_user, "kvartal");
	assert_string_equal(s->mail_password_file, "smtp.password");
	assert_null(s->mail_password_command);
	assert_true(s->require_approval);
	assert_string_equal(s->archive_directory, "archive");
	assert_string_equal(s->signing_key_file, "kvartal.key");
}

static void the_goals_of_the_example_are_read(void **state)
{
	(void)state;
	const struct goal_setting *goals = read_good(example)->goals;
	const struct goal_setting *renewal = &goals[0], *usage = &goals[1], *nps = &goals[2];

	assert_string_equal(renewal->id, "renewal");
	assert_string_equal(renewal->name.sv, "Förnyelsegrad");
	assert_string_equal(renewal->name.en, "Renewal rate");
	assert_null(renewal->name.any);
	assert_string_equal(renewal->metric, "REN_LOGO");
	assert_int_equal(renewal->scope, GOAL_COMPANY);
	assert_int_equal(renewal->kind, GOAL_LEVEL);
	assert_false(renewal->down);
	assert_string_equal(renewal->from, "2025Q1");
	assert_string_equal(renewal->to, "2026Q4");
	assert_int_equal(renewal->to_origin.line, 27);
	assert_int_equal(renewal->to_origin.column, 13);
	assert_null(renewal->baseline);
	assert_true(renewal->target.given);
	assert_int_equal(renewal->target.unit, UNIT_SHARE);
	assert_true(renewal->target.value == 0.93);
	assert_int_equal(renewal->path_count, 2);
	assert_string_equal(renewal->path[0].quarter, "2026Q1");
	assert_true(renewal->path[0].level.value == 0.91);
	assert_string_equal(renewal->path[1].quarter, "2026Q2");
	assert_true(renewal->path[1].level.value == 0.925);
	assert_int_equal(renewal->path[1].origin.line, 29);
	assert_int_equal(renewal->path[1].origin.column, 26);
	assert_true(renewal->threshold.value == 0.88);
	assert_true(renewal->threshold_share == 0);
	assert_true(renewal->cap.value == 0.96);
	assert_true(renewal->cap_share == 1.2);
	assert_true(renewal->weight == 40);
	assert_true(renewal->has_min_n);
	assert_true(renewal->min_n == 20);
	assert_false(renewal->has_gate_cap);
	assert_string_equal(renewal->set_by, "Styrelsen 2024-12-11");
	assert_int_equal(renewal->origin.line, 19);
	assert_int_equal(renewal->origin.column, 1);

	assert_int_equal(usage->kind, GOAL_RANGE);
	assert_false(usage->target.given);
	assert_true(usage->range_low.value == 0.7);
	assert_true(usage->range_high.value == 0.9);
	assert_true(usage->threshold.value == 0.05);
	assert_true(usage->threshold_share == 0.5);

	assert_int_equal(nps->kind, GOAL_IMPROVE);
	assert_string_equal(nps->baseline, "2024Q4");
	assert_int_equal(nps->target.unit, UNIT_POINTS);
	assert_true(nps->target.value == 5);
	assert_true(nps->has_gate_cap);
	assert_true(nps->gate_cap == 0.5);
}

static void what_is_left_out_has_its_default(void **state)
{
	(void)state;
	const struct settings *s = read_good(GOAL("REN_LOGO") "target = 93 %\n");

	assert_int_equal(s->language_count, 2);
	assert_string_equal(s->languages[0], "sv");
	assert_int_equal(s->max_age_days, 10);
	assert_true(s->min_coverage == 0.95);
	assert_true(s->confidence == 0.9);
	assert_int_equal(s->due_convention, DUE_FIRST_UNCOVERED_DAY);
	assert_true(s->discount_rate == 0.1);
	assert_int_equal(s->clv_horizon_years, 5);
	assert_false(s->ignore_indexation);
	assert_int_equal(s->min_group, 5);
	assert_true(s->reward_enabled);
	assert_int_equal(s->purpose, PURPOSE_INFORMATION);
	assert_int_equal(s->board_to_count, 0);
	assert_null(s->board_date);
	assert_int_equal(s->transport, TRANSPORT_NONE);
	assert_int_equal(s->tls, TLS_REQUIRED);
	assert_true(s->require_approval);
	assert_string_equal(s->archive_directory, "archive");
	assert_null(s->signing_key_file);
	assert_int_equal(s->goals[0].scope, GOAL_COMPANY);
	assert_int_equal(s->goals[0].kind, GOAL_LEVEL);
	assert_false(s->goals[0].down);
	assert_true(s->goals[0].weight == 1);
	assert_false(s->goals[0].has_min_n);
	assert_false(s->goals[0].threshold.given);
	assert_false(s->goals[0].cap.given);
	assert_null(s->goals[0].set_by);
}

static void every_other_value_is_read(void **state)
{
	(void)state;
	const struct settings *s = read_good(REQUIRED "[report]\n"
						      "due_convention = last_covered_day\n"
						      "ignore_indexation = ja\n"
						      "[reward]\n"
						      "enabled = Nej\n"
						      "[board]\n"
						      "to = a@b.se, c@d.se\n"
						      "purpose = discussion\n"
						      "decision = For all\n"
						      "date = 2026-04-22\n"
						      "agenda_item = 7 b\n"
						      "confidentiality.sv = Hemlig\n"
						      "confidentiality.en = Secret\n"
						      "[mail]\n"
						      "transport = maildir\n"
						      "url = smtps://[::1]\n"
						      "tls = none\n"
						      "password_command = pass show smtp\n"
						      "require_approval = no\n");

	assert_int_equal(s->due_convention, DUE_LAST_COVERED_DAY);
	assert_true(s->ignore_indexation);
	assert_false(s->reward_enabled);
	assert_int_equal(s->board_to_count, 2);
	assert_string_equal(s->board_to[1], "c@d.se");
	assert_int_equal(s->purpose, PURPOSE_DISCUSSION);
	assert_string_equal(localized_text(&s->decision, "sv"), "For all");
	assert_string_equal(s->board_date, "2026-04-22");
	assert_string_equal(s->agenda_item, "7 b");
	assert_string_equal(localized_text(&s->confidentiality, "sv"), "Hemlig");
	assert_string_equal(localized_text(&s->confidentiality, "en"), "Secret");
	assert_null(localized_text(&s->confidentiality, "de"));
	assert_int_equal(s->transport, TRANSPORT_MAILDIR);
	assert_int_equal(s->tls, TLS_NONE);
	assert_string_equal(s->mail_password_command, "pass show smtp");
	assert_false(s->require_approval);
}

static void a_decision_asked_for_and_a_server_named_speak_for_themselves(void **state)
{
	(void)state;
	const struct settings *s = read_good(REQUIRED "[board]\ndecision.en = Approve it.\n"
						      "[mail]\nurl = smtp://mail.example.se\n");

	assert_int_equal(s->purpose, PURPOSE_DECISION);
	assert_int_equal(s->transport, TRANSPORT_SMTP);
}

static void a_database_may_be_named_by_its_kind(void **state)
{
	(void)state;
	assert_string_equal(
		read_good("[company]\nname=A\n[data]\ndatabase=sqlite:data/k.db\n")->database,
		"data/k.db");
	assert_string_equal(
		read_good("[company]\nname=A\n[data]\ndatabase = /srv/a b.db\n")->database,
		"/srv/a b.db");
}

static void a_metric_is_spelt_as_the_registry_does_and_its_parameter_as_written(void **state)
{
	(void)state;
	assert_string_equal(read_goal(GOAL("ren_logo") "target = 93 %\n")->metric, "REN_LOGO");
	assert_string_equal(
		read_goal(GOAL("resp_rate:Nps") "target = 40 %\n")->metric, "RESP_RATE:Nps");
}

static void a_goal_may_be_for_a_team_or_for_each(void **state)
{
	(void)state;
	const struct goal_setting *goal =
		read_goal(GOAL("REN_LOGO") "target = 93 %\nscope = team:Sör 2\n");

	assert_int_equal(goal->scope, GOAL_TEAM);
	assert_string_equal(goal->team, "Sör 2");
	assert_int_equal(goal->scope_origin.line, 10);
	assert_int_equal(goal->scope_origin.column, 9);
	assert_int_equal(read_goal(GOAL("REN_LOGO") "target = 93 %\nscope = team:*\n")->scope,
		GOAL_EACH_TEAM);
}

static void amounts_are_whole_units_of_their_currency(void **state)
{
	(void)state;
	const struct goal_setting *goal =
		read_goal(GOAL("CLV_HIST_MEAN") "target = 1,2 Mkr\nthreshold = 450 tkr at 0 %\n"
						"cap = 2 000 000 SEK at 150 %\n");

	assert_int_equal(goal->target.unit, UNIT_MONEY);
	assert_true(goal->target.value == 1200000);
	assert_string_equal(goal->target.currency, "SEK");
	assert_true(goal->threshold.value == 450000);
	assert_true(goal->cap.value == 2000000);
	assert_true(goal->cap_share == 1.5);
	goal = read_goal(GOAL("CLV_HIST_MEAN") "target = 12.50 EUR\n");
	assert_true(goal->target.value == 12.5);
	assert_string_equal(goal->target.currency, "EUR");
}

static void improvements_and_trends_may_be_negative(void **state)
{
	(void)state;
	const struct goal_setting *goal = read_goal(
		GOAL("REN_LOGO") "kind = improve\nbaseline = 2024Q4\ntarget = \xE2\x88\x92"
				 "2 %\n"
				 "direction = down\nthreshold = 1 % at 0 %\n");

	assert_true(goal->down);
	assert_true(goal->target.value == -0.02);
	goal = read_goal(GOAL("NRR_TTM") "kind = trend\ntarget = 0,5 %\n");
	assert_int_equal(goal->kind, GOAL_TREND);
	assert_true(goal->target.value == 0.005);
}

static void anchors_of_a_falling_goal_are_mirrored(void **state)
{
	(void)state;
	const struct goal_setting *goal =
		read_goal(GOAL("CUST_CLOSE") "direction = down\ntarget = 10\n"
					     "threshold = 20 at 0 %\ncap = 5 at 110 %\n");

	assert_true(goal->threshold.value == 20);
	assert_true(goal->cap.value == 5);
	assert_bad(GOAL("CUST_CLOSE") "direction = down\ntarget = 10\n"
				      "threshold = 5 at 0 %\ncap = 20 at 110 %\n",
		"CF14 11:13: threshold: the threshold must be above the target\n"
		"CF14 12:7: cap: the cap must be below the target");
}

static void all_spellings_of_a_quarter_are_kept_as_written(void **state)
{
	(void)state;
	const struct goal_setting *goal =
		read_goal(REQUIRED "[goal \"g\"]\nmetric = NPS\ntarget = 3\nfrom = 2026-Q1\n"
				   "to = FY2027Q4\nkind = improve\nbaseline = 2024/25Q3\n"
				   "path = 2024/2025-q1 1; 2026q2 2\n");

	assert_string_equal(goal->from, "2026-Q1");
	assert_string_equal(goal->to, "FY2027Q4");
	assert_string_equal(goal->baseline, "2024/25Q3");
	assert_string_equal(goal->path[0].quarter, "2024/2025-q1");
	assert_string_equal(goal->path[1].quarter, "2026q2");
}

/* ---- the grammar ---- */

static void a_byte_order_mark_and_crlf_are_tolerated(void **state)
{
	(void)state;
	const struct settings *s = read_good("\xEF\xBB\xBF[company]\r\n"
					     "name = Nordljus AB\r\n"
					     "[data]\r\n"
					     "database = kunder.db");

	assert_string_equal(s->company, "Nordljus AB");
	assert_string_equal(s->database, "kunder.db");
}

static void a_comment_starts_at_the_line_or_after_white_space(void **state)
{
	(void)state;
	const struct settings *s = read_good("# one\n"
					     "  # two\n"
					     "[company] # three\n"
					     "name = C#\t# four\n"
					     "[data]#five\n"
					     "database = a#b # six # seven\n");

	assert_string_equal(s->company, "C#");
	assert_string_equal(s->database, "a#b");
}

static void quotes_keep_white_space_and_number_signs(void **state)
{
	(void)state;
	const struct settings *s = read_good("[company]\n"
					     "name = \" A # \\\"B\\\" \\\\ \" # comment\n"
					     "[data]\n"
					     "database = \"kunder.db\"\n");

	assert_string_equal(s->company, " A # \"B\" \\ ");
	assert_string_equal(s->database, "kunder.db");
}

static void a_quote_within_a_value_is_a_character(void **state)
{
	(void)state;
	assert_string_equal(
		read_good("[company]\nname = AB \"Norden\"\n[data]\ndatabase = k\n")->company,
		"AB \"Norden\"");
}

static void white_space_is_also_the_hard_space(void **state)
{
	(void)state;
	const struct settings *s = read_good("\xC2\xA0[company]\n"
					     "\tname\xC2\xA0=\xE2\x80\xAF"
					     "A\tB\xC2\xA0\n"
					     "[ data ]\n"
					     "database=k\n");

	assert_string_equal(s->company, "A B");
}

static void the_name_of_a_section_may_hold_quotes(void **state)
{
	(void)state;
	const struct settings *s = read_good(REQUIRED "[team \"a \\\"b\\\" ]#\"]\nname = B\n");

	assert_string_equal(s->teams[0].id, "a \"b\" ]#");
}

static void a_broken_line_is_pointed_at(void **state)
{
	(void)state;
	assert_bad("name = A\n" REQUIRED, "CF03 1:1: key 'name' stands before the first [section]");
	assert_bad(REQUIRED "  database\n", "CF03 5:11: expected '=' after the key: key = value");
	assert_bad(REQUIRED "max age = 3\n", "CF03 5:5: expected '=' after the key: key = value");
	assert_bad(REQUIRED " = 3\n", "CF03 5:2: expected a key before '='");
	assert_bad(REQUIRED "[report\n", "CF03 5:8: expected ']'");
	assert_bad(REQUIRED "[]\n", "CF03 5:2: expected the name of a section after '['");
	assert_bad(REQUIRED "[report] x\n", "CF03 5:10: a section header ends its line after ']'");
	assert_bad(REQUIRED "[team nord]\n", "CF03 5:7: a name stands in quotes: [team \"nord\"]");
	assert_bad(REQUIRED "[team \"nord]\n", "CF03 5:7: the quote is not closed\n"
					       "CF03 5:13: expected ']'");
	assert_bad(REQUIRED "[team \"\"]\n", "CF03 5:7: the name in the quotes is empty");
	assert_bad(REQUIRED "[board]\nagenda_item = \"7\n", "CF03 6:15: the quote is not closed");
	assert_bad(REQUIRED "[board]\nagenda_item = \"7\" b\n",
		"CF03 6:19: text after the closing quote");
	assert_bad(REQUIRED "[board]\nagenda_item = \"å\\n\"\n",
		"CF03 6:17: in quotes, '\\' stands before '\"' or '\\' only");
}

static void what_is_no_text_is_refused(void **state)
{
	(void)state;
	static const char nul[] = REQUIRED "[board]\nagenda_item = 7\0b\n";
	static const char sixteen[] = "\xFF\xFE[\0c\0";

	assert_bad("[company]\nname = F\xF6retag\xE5\n[data]\ndatabase = k\n",
		"CF01 2:9: not UTF-8 (saved as ISO-8859-1?)");
	assert_bytes_bad(nul, sizeof(nul) - 1, "CF01 6:16: a NUL byte in the text");
	assert_bytes_bad(sixteen, sizeof(sixteen) - 1, "CF01 1:1: not UTF-8 (saved as UTF-16?)");
	assert_bad(REQUIRED "[board]\nagenda_item = ö\x1B[2J\n",
		"CF01 6:16: control character U+001B");
	assert_bad(REQUIRED "[board]\nagenda_item = \xE2\x80\xAE"
			    "7\n",
		"CF01 6:15: control character U+202E");
	assert_bad("[company]\rname = A\r[data]\rdatabase = k\n",
		"CF08 1:1: [company] lacks the key 'name'\n"
		"CF08 1:1: there is no [data] with the key 'database'\n"
		"CF01 1:10: control character U+000D\n"
		"CF03 1:10: a section header ends its line after ']'");
}

static void a_line_has_at_most_4096_characters(void **state)
{
	(void)state;
	/* Of two bytes each: "name = " and 4089 letters fit, one more does not. */
	struct strbuf text = STRBUF_INIT;

	strbuf_adds(&text, "[data]\ndatabase = k\n[company]\nname = ");
	for (int i = 0; i < 4089; i++)
		strbuf_adds(&text, "å");
	assert_int_equal(utf8_length(read_good(text.bytes)->company), 4089);
	strbuf_adds(&text, "å\nlanguages = sv");
	assert_bad(text.bytes, "CF08 3:1: [company] lacks the key 'name'\n"
			       "CF02 4:4097: the line is longer than 4096 characters");
	strbuf_release(&text);
}

/* ---- names ---- */

static void an_unknown_section_is_told_with_the_nearest(void **state)
{
	(void)state;
	assert_bad(REQUIRED "[privat]\nx = 1\n[reports]\n[xyzzy \"a\"]\n[Board]\n",
		"CF04 5:1: unknown section [privat]; did you mean 'privacy'?\n"
		"CF04 7:1: unknown section [reports]; did you mean 'report'?\n"
		"CF04 8:1: unknown section [xyzzy]\n"
		"CF04 9:1: unknown section [Board]; did you mean 'board'?");
}

static void a_section_has_a_name_where_it_needs_one_only(void **state)
{
	(void)state;
	assert_bad(REQUIRED "[goal]\n[team]\n[board \"x\"]\n",
		"CF04 5:1: [goal] needs a name, as in [goal \"renewal\"]\n"
		"CF04 6:1: [team] needs a name, as in [team \"nord\"]\n"
		"CF04 7:1: [board] takes no name");
}

static void an_unknown_key_is_told_with_the_nearest(void **state)
{
	(void)state;
	assert_bad(GOAL("REN_LOGO") "tagret = 93 %\n",
		"CF05 9:1: unknown key 'tagret' in [goal]; did you mean 'target'?");
	assert_bad(REQUIRED "[board]\n  xyzzy = 1\ndecison.sv = Ja\nDate = 1\n",
		"CF05 6:3: unknown key 'xyzzy' in [board]\n"
		"CF05 7:1: unknown key 'decison.sv' in [board]; did you mean 'decision.sv'?\n"
		"CF05 8:1: unknown key 'Date' in [board]; did you mean 'date'?");
}

static void a_key_has_the_languages_sv_and_en_or_none(void **state)
{
	(void)state;
	assert_bad(REQUIRED "[team \"nord\"]\nname.de = Nord\nto.sv = a@b.se\n",
		"CF05 6:1: unknown language 'de' in 'name.de'; expected 'name.sv' or 'name.en'\n"
		"CF05 7:1: unknown key 'to.sv' in [team]; 'to' has no languages");
	assert_bad("[company]\nname = A\nlanguages = sv, de,sv\n[data]\ndatabase = k\n",
		"CF09 3:17: languages: unknown language 'de'; expected sv or en\n"
		"CF07 3:20: languages: 'sv' stands there already");
}

static void a_repetition_names_the_earlier_line(void **state)
{
	(void)state;
	assert_bad(
		REQUIRED "[company]\nname = B\n", "CF06 5:1: [company] already stands on line 1");
	assert_bad(GOAL("NPS") "target = 3\ntarget = 4\n",
		"CF07 10:1: 'target' is already set on line 9");
	assert_bad(GOAL("NPS") "name.sv = a\nname.en = b\nname = c\nname.sv = d\ntarget = 1\n",
		"CF07 12:1: 'name.sv' is already set on line 9");
	assert_bad(GOAL("NPS") "target = 3\n[goal \"G\"]\nmetric = NPS\nfrom = 2025Q1\n"
			       "to = 2025Q2\ntarget = 4\n[goal \"g\"]\nmetric = NPS\n"
			       "from = 2025Q1\nto = 2025Q2\ntarget = 4 %\n",
		"CF06 15:1: [goal \"g\"] already stands on line 5\n"
		"CF13 19:10: target: '4 %', but NPS takes a bare number, as in 35");
	assert_bad(REQUIRED "[team \"a\"]\n[team \"b\"]\n[team \"a\"]\n",
		"CF06 7:1: [team \"a\"] already stands on line 5");
}

static void what_is_required_is_missed(void **state)
{
	(void)state;
	assert_bad("", "CF08 1:1: there is no [company] with the key 'name'\n"
		       "CF08 1:1: there is no [data] with the key 'database'");
	assert_bad("[data]\n\n[company]\nlanguages = sv\n",
		"CF08 1:1: [data] lacks the key 'database'\n"
		"CF08 3:1: [company] lacks the key 'name'");
	assert_bad(REQUIRED "\n[goal \"g\"]\n", "CF08 6:1: [goal \"g\"] lacks the key 'from'\n"
						"CF08 6:1: [goal \"g\"] lacks the key 'metric'\n"
						"CF08 6:1: [goal \"g\"] lacks the key 'target'\n"
						"CF08 6:1: [goal \"g\"] lacks the key 'to'");
	assert_bad(GOAL("NPS") "kind = range\n", "CF08 5:1: [goal \"g\"] lacks the key 'range'");
	assert_bad(GOAL("NPS") "kind = improve\ntarget = 5\n",
		"CF08 5:1: [goal \"g\"] lacks the key 'baseline'");
	assert_bad(REQUIRED "[mail]\ntransport = smtp\n",
		"CF08 6:13: transport: smtp needs the key 'url'");
	assert_bad("[company]\nname =   # later\n[data]\ndatabase = \"\"\n",
		"CF09 2:10: name: there is no value\n"
		"CF09 4:13: database: there is no value");
}

/* ---- values ---- */

static void numbers_have_their_range(void **state)
{
	(void)state;
	assert_bad("[company]\nname = A\n[data]\ndatabase = k\nmax_age_days = -1\n"
		   "min_coverage = 101 %\n[report]\nconfidence = 49,9 %\nclv_horizon_years = 31\n"
		   "discount_rate = -1 %\n[privacy]\nmin_group = 2\n",
		"CF11 5:16: max_age_days: '-1' is out of range; expected 0 to 3660\n"
		"CF11 6:16: min_coverage: '101 %' is out of range; expected 0 % to 100 %\n"
		"CF11 8:14: confidence: '49,9 %' is out of range; expected 50 % to 99.9 %\n"
		"CF11 9:21: clv_horizon_years: '31' is out of range; expected 1 to 30\n"
		"CF11 10:17: discount_rate: '-1 %' is out of range; expected 0 % to 100 %\n"
		"CF11 12:13: min_group: '2' is out of range; expected 3 to 100");
	assert_bad(REQUIRED "[report]\nconfidence = 99,95 %\n[privacy]\nmin_group = 101\n",
		"CF11 6:14: confidence: '99,95 %' is out of range; expected 50 % to 99.9 %\n"
		"CF11 8:13: min_group: '101' is out of range; expected 3 to 100");
	read_good(REQUIRED "[report]\nconfidence = 99,9 %\n[privacy]\nmin_group = 100\n");
	read_good(REQUIRED "[report]\nconfidence = 50 %\n[privacy]\nmin_group = 3\n");
	assert_bad(GOAL("REN_LOGO") "target = 9300 %\nmin_n = 0\ngate_cap = 201 %\n",
		"CF11 9:10: target: '9300 %' is out of range; expected 0 % to 1000 %\n"
		"CF11 10:9: min_n: '0' is out of range; expected 1 to 1000000\n"
		"CF11 11:12: gate_cap: '201 %' is out of range; expected 0 % to 200 %");
	assert_bad(GOAL("REN_LOGO") "target = -93 %\n",
		"CF11 9:10: target: '-93 %' is out of range; expected 0 % to 1000 %");
	assert_bad(GOAL("NPS") "target = 3\nthreshold = 1 at 101 %\ncap = 5 at 99 %\n",
		"CF11 10:18: threshold: '101 %' is out of range; expected 0 % to 100 %\n"
		"CF11 11:12: cap: '99 %' is out of range; expected 100 % to 1000 %");
}

static void a_value_of_another_kind_is_refused(void **state)
{
	(void)state;
	assert_bad(REQUIRED "[report]\nconfidence = 90\ndue_convention = first\n"
			    "clv_horizon_years = 2,5\nignore_indexation = maybe\n",
		"CF09 6:14: confidence: '90' has no percent sign; write '90 %'\n"
		"CF09 7:18: due_convention: unknown value 'first'; expected first_uncovered_day "
		"or last_covered_day\n"
		"CF09 8:21: clv_horizon_years: '2,5' is no whole number\n"
		"CF09 9:21: ignore_indexation: 'maybe' is neither yes nor no");
	assert_bad(REQUIRED "[board]\nto = styrelsen, a@b.se\npurpose = decison\ndate = 22/4\n",
		"CF09 6:6: to: 'styrelsen' is no e-mail address; expected ASCII as in "
		"nord@example.se\n"
		"CF09 7:11: purpose: unknown value 'decison'; expected information, decision or "
		"discussion (did you mean 'decision'?)\n"
		"CF09 8:8: date: '22/4' is no date; write for example 2026-03-31");
	assert_bad(GOAL("NPS") "target = many\nweight = 4 %\nbaseline = Q4\n",
		"CF09 9:10: target: 'many' is no number\n"
		"CF09 10:10: weight: '4 %' is no bare number; leave out '%'\n"
		"CF09 11:12: baseline: 'Q4' is no quarter; write for example 2026Q1");
}

static void only_sqlite_files_are_read(void **state)
{
	(void)state;
	static const char refusal[] =
		"CF15 4:12: database: this version reads SQLite files only; write FILE or "
		"sqlite:FILE";

	assert_bad("[company]\nname = A\n[data]\ndatabase = postgresql://db/k\n", refusal);
	assert_bad("[company]\nname = A\n[data]\ndatabase = postgres://db/k\n", refusal);
	assert_bad("[company]\nname = A\n[data]\ndatabase = files:dir\n", refusal);
	assert_bad("[company]\nname = A\n[data]\ndatabase = mysql://db/k\n",
		"CF09 4:12: database: expected a SQLite file, FILE or sqlite:FILE");
	assert_bad("[company]\nname = A\n[data]\ndatabase = sqlite:\n",
		"CF09 4:12: database: expected the name of a file after 'sqlite:'");
}

static void mail_is_kept_safe(void **state)
{
	(void)state;
	assert_bad(REQUIRED "[mail]\npassword = hunter2\n",
		"CF16 6:1: unknown key 'password' in [mail]; put the password into a file of its "
		"own and name that with 'password_file'");
	assert_bad(REQUIRED "[mail]\nurl = smtp://u:p@mail.example.se\n",
		"CF16 6:7: url: a user or password does not belong in the address; use 'user' "
		"and 'password_file'");
	assert_bad(REQUIRED "[mail]\ntls = none\nurl = smtp://127.0.0.1.example.se\n",
		"CF16 6:7: tls: none is accepted only for a mail server on this machine");
	assert_bad(REQUIRED "[mail]\nurl = smtp://10.0.0.1\ntls = none\n",
		"CF16 7:7: tls: none is accepted only for a mail server on this machine");
	read_good(REQUIRED "[mail]\nurl = smtp://localhost:25/\ntls = none\n");
	read_good(REQUIRED "[mail]\nurl = smtp://127.8.9.1:2525\ntls = none\n");
	assert_bad(REQUIRED "[mail]\npassword_file = a\npassword_command = b\n",
		"CF07 7:1: 'password_command' and 'password_file' of line 6 exclude each other");
}

/* ---- goals ---- */

static void an_unknown_metric_is_told_with_the_nearest(void **state)
{
	(void)state;
	assert_bad(GOAL("REN_LOGOS") "target = 93 %\n",
		"CF12 6:10: metric: unknown metric 'REN_LOGOS'; did you mean 'REN_LOGO'?");
	assert_bad(GOAL("RESP_RTE:nps") "target = 3\n",
		"CF12 6:10: metric: unknown metric 'RESP_RTE:nps'; did you mean 'RESP_RATE:nps'?");
	assert_bad(GOAL("RESP_RATE") "target = 3\n",
		"CF12 6:10: metric: unknown metric 'RESP_RATE'; did you mean 'RESP_RATE:...'?");
	assert_bad(GOAL("RESP_RATE:") "target = 3\n",
		"CF12 6:10: metric: unknown metric 'RESP_RATE:'; did you mean 'RESP_RATE:...'?");
	assert_bad(GOAL("xyzzy") "target = 3\n", "CF12 6:10: metric: unknown metric 'xyzzy'");
	assert_bad(GOAL("last_day") "target = 3\n",
		"CF12 6:10: metric: 'LAST_DAY' cannot be the metric of a goal");
}

static void a_number_has_the_unit_of_the_metric(void **state)
{
	(void)state;
	assert_bad(GOAL("REN_LOGO") "target = 93\npath = 2025Q3 90 %; 2025Q4 91\n",
		"CF13 9:10: target: '93', but REN_LOGO is a share; write a percent sign, as in "
		"93 %\n"
		"CF13 10:28: path: '91', but REN_LOGO is a share; write a percent sign, as in "
		"93 %");
	assert_bad(GOAL("NPS") "target = 35 %\n",
		"CF13 9:10: target: '35 %', but NPS takes a bare number, as in 35");
	assert_bad(GOAL("CLV_HIST_MEAN") "target = 450000\n",
		"CF13 9:10: target: '450000', but CLV_HIST_MEAN is money; write for example "
		"450 tkr or 450000 SEK");
	assert_bad(GOAL("CUST_CLOSE") "target = 100\nthreshold = 80 tkr at 0 %\n",
		"CF13 10:13: threshold: '80 tkr', but CUST_CLOSE takes a bare number, as in 35");
	assert_bad(GOAL("CUST_CLOSE") "kind = range\nrange = 3 % .. 5 SEK\n",
		"CF13 10:9: range: '3 %', but CUST_CLOSE takes a bare number, as in 35\n"
		"CF13 10:16: range: '5 SEK', but CUST_CLOSE takes a bare number, as in 35");
}

static void a_segment_has_no_goals(void **state)
{
	(void)state;
	assert_bad(GOAL("NPS") "target = 3\nscope = segment:Handel\n",
		"CF09 10:9: scope: a segment has no goals; expected company, team:ID or team:*");
	assert_bad(GOAL("NPS") "target = 3\nscope = nord\n",
		"CF09 10:9: scope: unknown scope 'nord'; expected company, team:ID or team:*");
	assert_bad(GOAL("NPS") "target = 3\nscope = team:\n",
		"CF09 10:9: scope: unknown scope 'team:'; expected company, team:ID or team:*");
}

static void anchors_must_not_contradict_the_target(void **state)
{
	(void)state;
	assert_bad(GOAL("REN_LOGO") "threshold = 94 % at 0 %\ntarget = 93 %\ncap = 93 % at 120 %\n",
		"CF14 9:13: threshold: the threshold must be below the target\n"
		"CF14 11:7: cap: the cap must be above the target");
	assert_bad(GOAL("NPS") "kind = range\nrange = 10 .. 10\nthreshold = 0 at 50 %\n",
		"CF14 10:9: range: the range ends at or below its start\n"
		"CF14 11:13: threshold: the distance outside the range must be above 0");
	assert_bad(GOAL("NPS") "kind = range\nrange = 10..5\n",
		"CF14 10:9: range: the range ends at or below its start");
	assert_bad(GOAL("NPS") "target = 1\nweight = 0\n",
		"CF14 10:10: weight: '0' is no weight; expected a number above 0");
	assert_bad(GOAL("NPS") "target = 1\nweight = -0,5\n",
		"CF14 10:10: weight: '-0,5' is no weight; expected a number above 0");
	read_goal(GOAL("NPS") "kind = range\nrange = -5..-1,5\n");
}

static void a_key_of_another_kind_of_goal_is_refused(void **state)
{
	(void)state;
	assert_bad(GOAL("NPS") "kind = range\nrange = 1 .. 2\ntarget = 2\npath = 2025Q2 1\n"
			       "cap = 3 at 110 %\n",
		"CF14 11:1: 'target' is no key of a range goal; it has 'range'\n"
		"CF14 12:1: 'path' is no key of a range goal\n"
		"CF14 13:1: 'cap' is no key of a range goal; inside the range the attainment is "
		"100 %");
	assert_bad(GOAL("NPS") "range = 1 .. 2\n",
		"CF14 9:1: 'range' is no key of this goal; a range goal says 'kind = range'");
	/* With the kind unknown, nothing is said about what it would need. */
	assert_bad(GOAL("NPS") "kind = rang\nrange = 1 .. 2\n",
		"CF09 9:8: kind: unknown value 'rang'; expected level, range, improve or trend "
		"(did you mean 'range'?)");
}

static void the_parts_of_an_anchor_a_range_and_a_path_are_pointed_at(void **state)
{
	(void)state;
	assert_bad(GOAL("REN_LOGO") "target = 93 %\nthreshold = 88 %\ncap = 96 % at\n",
		"CF09 10:13: threshold: '88 %' does not say the attainment; write for example "
		"'88 % at 0 %'\n"
		"CF09 11:14: cap: expected a percentage after 'at'");
	assert_bad(GOAL("REN_LOGO") "target = 93 %\nthreshold = 88 % at 0\n",
		"CF09 10:21: threshold: '0' has no percent sign; write '0 %'");
	assert_bad(GOAL("REN_LOGO") "kind = range\nrange = 70 % - 90 %\n",
		"CF09 10:9: range: '70 % - 90 %' is no range; write for example 70 % .. 90 %");
	assert_bad(GOAL("REN_LOGO") "kind = range\nrange = 70 % ..\n",
		"CF09 10:16: range: expected a number");
	assert_bad(GOAL("REN_LOGO") "target = 93 %\npath = 2025 90 %; 2025Q2; 2025Q3 x;\n",
		"CF09 10:8: path: '2025' is no quarter; write for example 2026Q1\n"
		"CF09 10:25: path: expected a level after the quarter, as in 2026Q1 91 %\n"
		"CF09 10:34: path: 'x' is no number\n"
		"CF09 10:36: path: expected a quarter and a level, as in 2026Q1 91 %");
}

/* ---- the whole ---- */

static void all_problems_are_told_in_one_go_in_the_order_of_the_file(void **state)
{
	(void)state;
	assert_bad("nmae = Nordljus AB\n"
		   "[compny]\n"
		   "languages = sv\n"
		   "\n"
		   "[goal \"renewal\"]\n"
		   "name.sv   = F\xF6rnyelsegrad\n"
		   "metric    = REN_LOG\n"
		   "scope     = segment:Handel\n"
		   "from      = 2025K1\n"
		   "tagret    = 93 %\n"
		   "threshold = 1,234 % at 0 %\n"
		   "weight    = 0\n"
		   "weight    = 40\n"
		   "[goal \"renewal\"]\n"
		   "kind      = improve\n"
		   "metric    = NPS\n"
		   "from      = 2025Q1\n"
		   "to        = 2026Q4\n"
		   "target    = 5 %\n"
		   "[data\n"
		   "database  = files:csv\n"
		   "[report]\n"
		   "confidence = 90\n"
		   "[mail]\n"
		   "from = Kvartal kvartal@example.se\n",
		"CF03 1:1: key 'nmae' stands before the first [section]\n"
		"CF08 1:1: there is no [company] with the key 'name'\n"
		"CF04 2:1: unknown section [compny]; did you mean 'company'?\n"
		"CF08 5:1: [goal \"renewal\"] lacks the key 'to'\n"
		"CF01 6:14: not UTF-8 (saved as ISO-8859-1?)\n"
		"CF12 7:13: metric: unknown metric 'REN_LOG'; did you mean 'REN_LOGO'?\n"
		"CF09 8:13: scope: a segment has no goals; expected company, team:ID or team:*\n"
		"CF09 9:13: from: '2025K1' is no quarter; write for example 2026Q1\n"
		"CF05 10:1: unknown key 'tagret' in [goal]; did you mean 'target'?\n"
		"CF10 11:13: threshold: '1,234': is it thousands or decimals? write '1 234' or "
		"'1,2340'\n"
		"CF14 12:13: weight: '0' is no weight; expected a number above 0\n"
		"CF07 13:1: 'weight' is already set on line 12\n"
		"CF06 14:1: [goal \"renewal\"] already stands on line 5\n"
		"CF08 14:1: [goal \"renewal\"] lacks the key 'baseline'\n"
		"CF13 19:13: target: '5 %', but NPS takes a bare number, as in 35\n"
		"CF03 20:6: expected ']'\n"
		"CF15 21:13: database: this version reads SQLite files only; write FILE or "
		"sqlite:FILE\n"
		"CF09 23:14: confidence: '90' has no percent sign; write '90 %'\n"
		"CF09 25:8: from: 'Kvartal kvartal@example.se' is no e-mail address; expected "
		"ASCII as in nord@example.se");
}

static void problems_may_be_left_to_the_message(void **state)
{
	(void)state;
	struct error error = { 0 };

	assert_false(settings_parse(
		"x\n", 2, "k.conf", ".", metrics, METRICS, &settings, NULL, arena, &error));
	assert_string_equal(error.message,
		"k.conf:1:1: there is no [company] with the key 'name'\n"
		"k.conf:1:1: there is no [data] with the key 'database'\n"
		"k.conf:1:2: expected '=' after the key: key = value");
}

static void the_sample_is_good_and_names_what_a_new_project_has(void **state)
{
	(void)state;
	const struct settings *s = read_good(settings_sample);

	assert_string_equal(s->company, "Exempel AB");
	assert_string_equal(s->database, "kunder.db");
	assert_int_equal(s->goal_count, 0);
	assert_int_equal(s->transport, TRANSPORT_NONE);
}

static void what_the_sample_comments_out_is_good_too(void **state)
{
	(void)state;
	/* "#key" at the start of a line is a setting, "# text" and "#" are prose. */
	struct strbuf text = STRBUF_INIT;

	for (const char *c = settings_sample; *c; c++) {
		bool start = c == settings_sample || c[-1] == '\n';

		if (!(start && *c == '#' && ((c[1] >= 'a' && c[1] <= 'z') || c[1] == '[')))
			strbuf_addc(&text, *c);
	}

	const struct settings *s = read_good(text.bytes);

	strbuf_release(&text);
	assert_int_equal(s->goal_count, 3);
	assert_int_equal(s->goals[0].path_count, 2);
	assert_int_equal(s->goals[1].scope, GOAL_EACH_TEAM);
	assert_int_equal(s->team_count, 1);
	assert_string_equal(s->mail_url, "smtp://mail.example.se:587");
	/* Those that show a default. */
	assert_true(s->min_coverage == 0.95);
	assert_true(s->confidence == 0.9);
	assert_int_equal(s->min_group, 5);
}

static void random_changes_of_the_sample_never_crash(void **state)
{
	(void)state;
	/* A linear congruential generator (Knuth, MMIX): the same bytes in every run. */
	uint64_t seed = 2026;
	size_t length = strlen(example);

	for (int round = 0; round < 2000; round++) {
		struct arena *own = arena_new();
		struct error error = { 0 };
		char *text = malloc(length);

		assert_non_null(text);
		memcpy(text, example, length);
		for (int change = 0; change < 1 + round % 8; change++) {
			seed = seed * 6364136223846793005u + 1442695040888963407u;
			text[(seed >> 33) % length] = (char)(seed >> 25);
		}

		bool good = settings_parse(text, length, "kvartal.conf", ".", metrics, METRICS,
			&settings, &problems, own, &error);

		assert_int_equal(good, problems.count == 0);
		assert_int_equal(error.kind, good ? ERROR_NONE : ERROR_USAGE);
		assert_true(utf8_valid(error.message, strlen(error.message)));
		free(text);
		arena_free(own);
	}
}

/* ---- the file ---- */

static void the_configuration_of_a_directory_is_read(void **state)
{
	(void)state;
	const char *base = getenv("TEST_TMPDIR");
	char *directory = arena_printf(arena, "%s/settings-XXXXXX", base ? base : "/tmp");
	struct error error = { 0 };

	assert_non_null(mkdtemp(directory));
	assert_false(
		settings_read(directory, metrics, METRICS, &settings, &problems, arena, &error));
	assert_int_equal(error.kind, ERROR_USAGE);
	assert_int_equal(problems.count, 0);
	assert_string_equal(error.message,
		arena_printf(
			arena, "no 'kvartal.conf' in '%s'; 'kvartal init' writes one", directory));

	const char *path = arena_printf(arena, "%s/kvartal.conf", directory);
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	fputs(REQUIRED "[privacy]\nmin_group = 1\n", file);
	assert_int_equal(fclose(file), 0);
	error = (struct error){ 0 };
	assert_false(
		settings_read(directory, metrics, METRICS, &settings, &problems, arena, &error));
	assert_int_equal(error.kind, ERROR_USAGE);
	assert_string_equal(error.message,
		"kvartal.conf:6:13: min_group: '1' is out of range; expected 3 to 100");

	file = fopen(path, "w");
	assert_non_null(file);
	fputs(settings_sample, file);
	assert_int_equal(fclose(file), 0);
	assert_true(
		settings_read(directory, metrics, METRICS, &settings, &problems, arena, &error));
	assert_string_equal(settings.directory, directory);

	assert_int_equal(unlink(path), 0);
	assert_int_equal(mkdir(path, 0700), 0);
	error = (struct error){ 0 };
	assert_false(
		settings_read(directory, metrics, METRICS, &settings, &problems, arena, &error));
	assert_int_equal(error.kind, ERROR_USAGE);
	assert_non_null(strstr(error.message, "is not a regular file"));
	assert_int_equal(rmdir(path), 0);
	assert_int_equal(rmdir(directory), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			the_example_of_the_interface_is_read, open_arena, close_arena),
		cmocka_unit_test_setup_teardown(
			the_goals_of_the_example_are_read, open_arena, close_arena),
		cmocka_unit_test_setup_teardown(
			what_is_left_out_has_its_default, open_arena, close_arena),
		cmocka_unit_test_setup_teardown(every_other_value_is_read, open_arena, close_arena),
		cmocka_unit_test_setup_teardown(
			a_decision_asked_for_and_a_server_named_speak_for_themselves, open_arena,
			close_arena),
		cmocka_unit_test_setup_teardown(
			a_database_may_be_named_by_its_kind, open_arena, close_arena),
		cmocka_unit_test_setup_teardown(
			a_metric_is_spelt_as_the_registry_does_and_its_parameter_as_written,
			open_arena, close_arena),
		cmocka_unit_test_setup_teardown(
			a_goal_may_be_for_a_team_or_for_each, open_arena, close_arena),
		cmocka_unit_test_setup_teardown(
			amounts_are_whole_units_of_their_currency, open_arena, close_arena),
		cmocka_unit_test_setup_teardown(
			improvements_and_trends_may_be_negative, open_arena, close_arena),
		cmocka_unit_test_setup_teardown(
			anchors_of_a_falling_goal_are_mirrored, open_arena, close_arena),
		cmocka_unit_test_setup_teardown(
			all_spellings_of_a_quarter_are_kept_as_written, open_arena, close_arena),
		cmocka_unit_test_setup_teardown(
			a_byte_order_mark_and_crlf_are_tolerated, open_arena, close_arena),
		cmocka_unit_test_setup_teardown(
			a_comment_starts_at_the_line_or_after_white_space, open_arena, close_arena),
		cmocka_unit_test_setup_teardown(
			quotes_keep_white_space_and_number_signs, open_arena, close_arena),
		cmocka_unit_test_setup_teardown(
			a_quote_within_a_value_is_a_character, open_arena, close_arena),
		cmocka_unit_test_setup_teardown(
			white_space_is_also_the_hard_space, open_arena, close_arena),
		cmocka_unit_test_setup_teardown(
			the_name_of_a_section_may_hold_quotes, open_arena, close_arena),
		cmocka_unit_test_setup_teardown(
			a_broken_line_is_pointed_at, open_arena, close_arena),
		cmocka_unit_test_setup_teardown(
			what_is_no_text_is_refused, open_arena, close_arena),
		cmocka_unit_test_setup_teardown(
			a_line_has_at_most_4096_characters, open_arena, close_arena),
		cmocka_unit_test_setup_teardown(
			an_unknown_section_is_told_with_the_nearest, open_arena, close_arena),
		cmocka_unit_test_setup_teardown(
			a_section_has_a_name_where_it_needs_one_only, open_arena, close_arena),
		cmocka_unit_test_setup_teardown(
			an_unknown_key_is_told_with_the_nearest, open_arena, close_arena),
		cmocka_unit_test_setup_teardown(
			a_key_has_the_languages_sv_and_en_or_none, open_arena, close_arena),
		cmocka_unit_test_setup_teardown(
			a_repetition_names_the_earlier_line, open_arena, close_arena),
		cmocka_unit_test_setup_teardown(
			what_is_required_is_missed, open_arena, close_arena),
		cmocka_unit_test_setup_teardown(numbers_have_their_range, open_arena, close_arena),
		cmocka_unit_test_setup_teardown(
			a_value_of_another_kind_is_refused, open_arena, close_arena),
		cmocka_unit_test_setup_teardown(
			only_sqlite_files_are_read, open_arena, close_arena),
		cmocka_unit_test_setup_teardown(mail_is_kept_safe, open_arena, close_arena),
		cmocka_unit_test_setup_teardown(
			an_unknown_metric_is_told_with_the_nearest, open_arena, close_arena),
		cmocka_unit_test_setup_teardown(
			a_number_has_the_unit_of_the_metric, open_arena, close_arena),
		cmocka_unit_test_setup_teardown(a_segment_has_no_goals, open_arena, close_arena),
		cmocka_unit_test_setup_teardown(
			anchors_must_not_contradict_the_target, open_arena, close_arena),
		cmocka_unit_test_setup_teardown(
			a_key_of_another_kind_of_goal_is_refused, open_arena, close_arena),
		cmocka_unit_test_setup_teardown(
			the_parts_of_an_anchor_a_range_and_a_path_are_pointed_at, open_arena,
			close_arena),
		cmocka_unit_test_setup_teardown(
			all_problems_are_told_in_one_go_in_the_order_of_the_file, open_arena,
			close_arena),
		cmocka_unit_test_setup_teardown(
			problems_may_be_left_to_the_message, open_arena, close_arena),
		cmocka_unit_test_setup_teardown(the_sample_is_good_and_names_what_a_new_project_has,
			open_arena, close_arena),
		cmocka_unit_test_setup_teardown(
			what_the_sample_comments_out_is_good_too, open_arena, close_arena),
		cmocka_unit_test_setup_teardown(
			random_changes_of_the_sample_never_crash, open_arena, close_arena),
		cmocka_unit_test_setup_teardown(
			the_configuration_of_a_directory_is_read, open_arena, close_arena),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
