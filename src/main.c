#include <getopt.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/suggest.h"
#include "cli/cli.h"

#ifndef KVARTAL_VERSION
#error "the Makefile defines KVARTAL_VERSION"
#endif

const char program_version[] = "kvartal " KVARTAL_VERSION;

const struct command *const commands[] = {
	&demo_command,
	&init_command,
	&run_command,
	&check_command,
	&eval_command,
	&help_command,
	&version_command,
	NULL,
};

static const struct command *command_lookup(const char *name)
{
	for (size_t i = 0; commands[i]; i++)
		if (!strcmp(commands[i]->name, name))
			return commands[i];
	return NULL;
}

static int unknown_command(const char *name, struct error *error)
{
	const char *names[16];
	size_t count = 0;
	while (commands[count] && count < sizeof(names) / sizeof(*names)) {
		names[count] = commands[count]->name;
		count++;
	}
	const char *near = suggest_nearest(name, names, count);
	if (near)
		error_set(
			error, ERROR_USAGE, "unknown command '%s'; did you mean '%s'?", name, near);
	else
		error_set(error, ERROR_USAGE, "unknown command '%s'; see kvartal help", name);
	return EXIT_USAGE;
}

bool operand(
	const struct invocation *invocation, int index, const char **value, struct error *error)
{
	*value = index < invocation->argc ? invocation->argv[index] : NULL;
	if (index + 1 < invocation->argc)
		return error_set(error, ERROR_USAGE, "%s: one argument too many: '%s'",
			invocation->argv[0], invocation->argv[index + 1]);
	return true;
}

int usage_error(const struct invocation *invocation, struct error *error)
{
	const char *written = invocation->argv[optind - 1];
	error_set(error, ERROR_USAGE, "%s: cannot take '%s'; see kvartal help %s",
		invocation->argv[0], written, invocation->argv[0]);
	return EXIT_USAGE;
}

/* The options before the verb; false when one of them is wrong. */
static bool read_globals(int argc, char **argv, struct invocation *invocation, struct error *error)
{
	static const struct option options[] = {
		{ "json", no_argument, NULL, 'j' },
		{ "color", required_argument, NULL, 'c' },
		{ "lang", required_argument, NULL, 'l' },
		{ "help", no_argument, NULL, 'h' },
		{ "version", no_argument, NULL, 'V' },
		{ 0 },
	};
	static char help_name[] = "help", version_name[] = "version";
	static char *help[] = { help_name, NULL }, *version[] = { version_name, NULL };
	opterr = 0;
	for (int option; (option = getopt_long(argc, argv, "+C:qvh", options, NULL)) != -1;) {
		switch (option) {
		case 'C':
			invocation->directory = optarg;
			break;
		case 'q':
			invocation->quiet = true;
			break;
		case 'v':
			invocation->verbose = true;
			break;
		case 'j':
			invocation->json = true;
			break;
		case 'l':
			invocation->language = optarg;
			break;
		case 'c':
			/* Output is plain text: every value of WHEN gives the same. */
			if (strcmp(optarg, "auto") != 0 && strcmp(optarg, "always") != 0 &&
				strcmp(optarg, "never") != 0)
				return error_set(error, ERROR_USAGE,
					"--color takes auto, always or never, not '%s'", optarg);
			break;
		case 'h':
		case 'V':
			invocation->argc = 1;
			invocation->argv = option == 'h' ? help : version;
			return true;
		default:
			return error_set(error, ERROR_USAGE, "cannot take '%s'; see kvartal help",
				argv[optind - 1]);
		}
	}
	invocation->argc = argc - optind;
	invocation->argv = argv + optind;
	if (invocation->argc == 0) {
		invocation->argc = 1;
		invocation->argv = help;
	}
	return true;
}

static void report(const struct error *error)
{
	for (const char *line = error->message; *line;) {
		int length = (int)strcspn(line, "\n");
		fprintf(stderr, "kvartal: %.*s\n", length, line);
		line += length;
		line += *line == '\n';
	}
}

int main(int argc, char **argv)
{
	umask(077);
	signal(SIGPIPE, SIG_DFL);
	struct error *error = calloc(1, sizeof(*error));
	struct invocation invocation = { .directory = "." };
	int status = EXIT_USAGE;
	if (!error)
		return EXIT_FAILED;
	invocation.arena = arena_new();
	if (read_globals(argc, argv, &invocation, error)) {
		const struct command *command = command_lookup(invocation.argv[0]);
		optind = 0; /* getopt starts again, behind the verb */
		status = command ? command->run(&invocation, error)
				 : unknown_command(invocation.argv[0], error);
	}
	if (error->kind != ERROR_NONE) {
		report(error);
		status = (int)error->kind;
	}
	if (fflush(stdout) != 0 && status == EXIT_DONE) {
		fprintf(stderr, "kvartal: cannot write to the standard output\n");
		status = EXIT_FAILED;
	}
	arena_free(invocation.arena);
	free(error);
	return status;
}
