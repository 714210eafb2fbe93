#include <getopt.h>
#include <stdio.h>
#include <string.h>

#include "base/strbuf.h"
#include "cli/cli.h"
#include "pipeline.h"
#include "stage/figures.h"

/* Findings of the configuration in the form of the quality rules', one per code. */
static void gather_problems(const struct setting_problems *problems, struct finding **findings,
	size_t *count, struct arena *arena)
{
	*findings = ARENA_ARRAY(arena, struct finding, problems->count);
	*count = 0;
	for (size_t i = 0; i < problems->count; i++) {
		const struct setting_problem *problem = &problems->items[i];
		struct finding *finding = NULL;
		for (size_t k = 0; k < *count; k++)
			if (!strcmp((*findings)[k].code, problem->code))
				finding = &(*findings)[k];
		if (!finding) {
			finding = &(*findings)[(*count)++];
			*finding = (struct finding){ .code = problem->code,
				.severity = SEVERITY_BLOCK,
				.message = problem->message,
				.objects = ARENA_ARRAY(arena, const char *, 20) };
		}
		finding->count++;
		if (finding->object_count < 20)
			((const char **)finding->objects)[finding->object_count++] =
				arena_printf(arena, "%s:%d:%d", problem->origin.file,
					problem->origin.line, problem->origin.column);
	}
}

static void print_json(const char *period, bool gate, const struct finding *findings, size_t count)
{
	struct strbuf out = STRBUF_INIT;
	figures_check_json(period, gate, findings, count, &out);
	fputs(out.bytes, stdout);
	strbuf_release(&out);
}

static void print_text(const struct finding *findings, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const struct finding *finding = &findings[i];
		printf("%s %c %lld  %s\n", finding->code, (char)finding->severity,
			(long long)finding->count, finding->message);
		for (size_t k = 0; k < finding->object_count; k++)
			printf("      %s\n", finding->objects[k]);
		if ((int64_t)finding->object_count < finding->count)
			printf("      ... and %lld more\n",
				(long long)(finding->count - (int64_t)finding->object_count));
	}
}

static int run(const struct invocation *invocation, struct error *error)
{
	static const struct option options[] = { { "json", no_argument, NULL, 'j' }, { 0 } };
	bool as_json = invocation->json;
	for (int option; (option = getopt_long(
				  invocation->argc, invocation->argv, "", options, NULL)) != -1;) {
		if (option != 'j')
			return usage_error(invocation, error);
		as_json = true;
	}
	const char *period;
	if (!operand(invocation, optind, &period, error))
		return EXIT_USAGE;

	struct arena *arena = invocation->arena;
	struct settings settings;
	struct setting_problems problems = { 0 };
	if (!project_settings(invocation->directory, &settings, &problems, arena, error)) {
		if (as_json && problems.count > 0) {
			struct finding *findings;
			size_t count;
			gather_problems(&problems, &findings, &count, arena);
			print_json(period, false, findings, count);
		}
		return EXIT_USAGE;
	}
	struct project project;
	struct quarter quarter;
	struct evaluation evaluation;
	if (!project_open(invocation->directory, DATE_NONE, &project, arena, error) ||
		!project_quarter(&project, period, &quarter, error) ||
		!project_evaluate(&project, quarter, &evaluation, arena, error) ||
		!project_check_templates(&project, &evaluation, arena, error))
		return EXIT_FAILED;
	const char *reason;
	bool gate = gate_open(&evaluation, &reason, arena);
	if (as_json)
		print_json(evaluation.label, gate, evaluation.findings, evaluation.finding_count);
	else
		print_text(evaluation.findings, evaluation.finding_count);
	if (!gate) {
		fprintf(stderr, "kvartal: %s\n", reason);
		return EXIT_GATE;
	}
	if (!as_json && !invocation->quiet && evaluation.finding_count == 0)
		printf("nothing found\n");
	return EXIT_DONE;
}

const struct command check_command = { "check", "[PERIOD]",
	"what is odd in data, configuration and templates, all of it",
	"  --json   findings as kvartal.check/1\n", run };
