#include <getopt.h>
#include <stdio.h>
#include <string.h>

#include "base/strbuf.h"
#include "base/suggest.h"
#include "cli/cli.h"
#include "pipeline.h"
#include "stage/figures.h"

enum output { OUTPUT_TEXT, OUTPUT_CSV, OUTPUT_JSON };

struct choices {
	enum output output;
	const char *team;
	struct date as_of;
	enum status fail_on; /* STATUS_NONE: not asked */
	const char *period;
};

static bool read_output(const char *name, enum output *output, struct error *error)
{
	static const char *const names[] = { "text", "csv", "json" };
	for (size_t i = 0; i < 3; i++) {
		if (!strcmp(name, names[i])) {
			*output = (enum output)i;
			return true;
		}
	}
	return error_set(error, ERROR_USAGE, "eval: -O takes text, csv or json, not '%s'", name);
}

static bool read_choices(
	const struct invocation *invocation, struct choices *choices, struct error *error)
{
	static const struct option options[] = {
		{ "output", required_argument, NULL, 'O' },
		{ "team", required_argument, NULL, 't' },
		{ "as-of", required_argument, NULL, 'a' },
		{ "fail-on", required_argument, NULL, 'f' },
		{ "json", no_argument, NULL, 'j' },
		{ "lang", required_argument, NULL, 'l' },
		{ 0 },
	};
	*choices = (struct choices){ .output = invocation->json ? OUTPUT_JSON : OUTPUT_TEXT,
		.as_of = DATE_NONE };
	for (int option; (option = getopt_long(invocation->argc, invocation->argv, "O:", options,
				  NULL)) != -1;) {
		switch (option) {
		case 'O':
			if (!read_output(optarg, &choices->output, error))
				return false;
			break;
		case 'j':
			choices->output = OUTPUT_JSON;
			break;
		case 't':
			choices->team = optarg;
			break;
		case 'a':
			if (!date_parse(optarg, &choices->as_of))
				return error_set(error, ERROR_USAGE,
					"eval: --as-of takes a date such as 2026-03-31, not '%s'",
					optarg);
			break;
		case 'f':
			if (!strcmp(optarg, "at-risk"))
				choices->fail_on = STATUS_AT_RISK;
			else if (!strcmp(optarg, "missed"))
				choices->fail_on = STATUS_MISSED;
			else
				return error_set(error, ERROR_USAGE,
					"eval: --fail-on takes at-risk or missed, not '%s'",
					optarg);
			break;
		case 'l':
			((struct invocation *)invocation)->language = optarg;
			break;
		default:
			usage_error(invocation, error);
			return false;
		}
	}
	return operand(invocation, optind, &choices->period, error);
}

static bool check_team(
	const struct facts *facts, const char *team, struct arena *arena, struct error *error)
{
	const char **ids = ARENA_ARRAY(arena, const char *, facts->team_count);
	for (size_t i = 0; i < facts->team_count; i++) {
		ids[i] = facts->teams[i].id;
		if (!strcmp(ids[i], team))
			return true;
	}
	const char *near = suggest_nearest(team, ids, facts->team_count);
	if (near)
		return error_set(
			error, ERROR_USAGE, "unknown team '%s'; did you mean '%s'?", team, near);
	return error_set(error, ERROR_USAGE, "unknown team '%s'", team);
}

static bool print(const struct invocation *invocation, const struct evaluation *evaluation,
	const struct choices *choices, struct error *error)
{
	struct strbuf out = STRBUF_INIT;
	const char *language =
		invocation->language ? invocation->language : evaluation->settings->languages[0];
	struct voice voice;
	switch (choices->output) {
	case OUTPUT_CSV:
		figures_csv(evaluation, choices->team, &out);
		break;
	case OUTPUT_JSON:
		figures_json(evaluation, choices->team, &out);
		break;
	case OUTPUT_TEXT:
		if (!voice_open(&voice, evaluation->settings->directory, language,
			    invocation->arena, error))
			return false;
		compose_terminal(evaluation, choices->team, &voice, &out, invocation->arena);
		voice_close(&voice);
		break;
	}
	fwrite(out.bytes, 1, out.length, stdout);
	strbuf_release(&out);
	return true;
}

static bool is_met(const struct evaluation *evaluation, const struct choices *choices)
{
	for (size_t i = 0; i < evaluation->goal_count; i++) {
		const struct goal_result *goal = &evaluation->goals[i];
		if (choices->team && strcmp(evaluation->scopes[goal->scope].id, choices->team) != 0)
			continue;
		if (goal->status == STATUS_MISSED ||
			(choices->fail_on == STATUS_AT_RISK && goal->status == STATUS_AT_RISK))
			return true;
	}
	return false;
}

static int run(const struct invocation *invocation, struct error *error)
{
	struct choices choices;
	struct project project;
	struct quarter quarter;
	struct evaluation evaluation;
	struct arena *arena = invocation->arena;
	if (!read_choices(invocation, &choices, error) ||
		!project_open(invocation->directory, choices.as_of, &project, arena, error) ||
		(choices.team && !check_team(&project.facts, choices.team, arena, error)) ||
		!project_quarter(&project, choices.period, &quarter, error) ||
		!project_evaluate(&project, quarter, &evaluation, arena, error) ||
		!print(invocation, &evaluation, &choices, error))
		return EXIT_FAILED;
	if (choices.fail_on != STATUS_NONE && is_met(&evaluation, &choices))
		return EXIT_FAIL_ON;
	return evaluation_incomplete(&evaluation) ? EXIT_INCOMPLETE : EXIT_DONE;
}

const struct command eval_command = { "eval", "[PERIOD]", "goals and figures",
	"  -O text|csv|json          text by default\n"
	"  --team ID                 one team only\n"
	"  --as-of DATE              as the data stood on an earlier day\n"
	"  --fail-on at-risk|missed  exit 9 when a goal has this status, or a worse one\n",
	run };
