#include "cli/cli.h"

#include <stdio.h>
#include <string.h>

static void print_all(void)
{
	printf("usage: kvartal [-C DIR] [-q|-v] [--json] [--color=WHEN] [--lang=LL] VERB [ARGS]\n\n"
	       "Quarterly reports on team goals and long-term customer metrics.\n\n"
	       "  kvartal demo           make ./demo with sample data and its full report\n"
	       "  kvartal -C demo eval   the goals in the terminal\n\n");
	for (size_t i = 0; commands[i]; i++) {
		char left[40];
		snprintf(left, sizeof(left), "%s %s", commands[i]->name, commands[i]->arguments);
		printf("  %-24s %s\n", left, commands[i]->summary);
	}
	printf("\n  -C DIR                   the project directory (with kvartal.conf); default: "
	       ".\n"
	       "  -q, -v                   say nothing but errors; say more\n"
	       "  --json                   results as JSON\n"
	       "  --lang=LL                sv or en; default: the first of the configuration\n\n"
	       "Topics: kvartal help exit-codes, kvartal help periods\n");
}

static bool print_topic(const char *topic)
{
	if (!strcmp(topic, "exit-codes"))
		printf("0 done, or nothing to do\n"
		       "1 failed: I/O, database, rendering\n"
		       "2 usage or configuration\n"
		       "3 done but incomplete: a goal or team could not be evaluated\n"
		       "4 the data gate failed, nothing was published\n"
		       "5 verification failed\n"
		       "6 another run holds the lock\n"
		       "7 mail failed, or its outcome is unknown\n"
		       "8 the input changed since the archived edition: --revise\n"
		       "9 the condition of --fail-on was met\n");
	else if (!strcmp(topic, "periods"))
		printf("A period is a quarter: 2026Q1, 2026-Q1 or last. With a fiscal year that "
		       "does "
		       "not start\nin January: FY2026Q1 or 2025/26Q1, as meta.fy_label says. Left "
		       "out, it is the last\nquarter that ended on or before the day after "
		       "meta.as_of.\n");
	else
		return false;
	return true;
}

static int run(const struct invocation *invocation, struct error *error)
{
	const char *topic;
	if (!operand(invocation, 1, &topic, error))
		return EXIT_USAGE;
	if (!topic) {
		print_all();
		return EXIT_DONE;
	}
	for (size_t i = 0; commands[i]; i++) {
		if (strcmp(commands[i]->name, topic) != 0)
			continue;
		printf("usage: kvartal %s %s\n\n%s.\n", topic, commands[i]->arguments,
			commands[i]->summary);
		if (commands[i]->options)
			printf("\n%s", commands[i]->options);
		return EXIT_DONE;
	}
	if (!print_topic(topic))
		error_set(error, ERROR_USAGE, "no help on '%s'; see kvartal help", topic);
	return EXIT_DONE;
}

const struct command help_command = { "help", "[VERB|TOPIC]", "this overview, or help on one verb",
	NULL, run };
