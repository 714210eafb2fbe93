#ifndef CLI_CLI_H
#define CLI_CLI_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/error.h"

/* The command line: one file per command, one line in the table of main.c. */

enum exit_status {
	EXIT_DONE = 0,
	EXIT_FAILED = 1,
	EXIT_USAGE = 2,
	EXIT_INCOMPLETE = 3,
	EXIT_GATE = 4,
	EXIT_FAIL_ON = 9,
};

/* What stands before and after the verb. */
struct invocation {
	const char *directory; /* -C, "." by default */
	bool quiet, verbose, json;
	const char *language; /* --lang, NULL when not given */
	int argc;	      /* the verb and what follows */
	char **argv;
	struct arena *arena;
};

struct command {
	const char *name, *arguments, *summary;
	const char *options; /* lines for help, NULL when there are none */
	/* Returns the exit status; on failure sets error, and main reports it. */
	int (*run)(const struct invocation *invocation, struct error *error);
};

extern const struct command check_command, demo_command, eval_command, help_command, init_command,
	run_command, version_command;

/* All commands, in the order that help lists them; ends with NULL. */
extern const struct command *const commands[];

/* One optional operand after the options; NULL when absent. More than one is an error. */
bool operand(
	const struct invocation *invocation, int index, const char **value, struct error *error);

/* A usage error from getopt_long, told with the verb and the nearest long option. */
int usage_error(const struct invocation *invocation, struct error *error);

/* The version in the form "kvartal 0.1.0". */
extern const char program_version[];

#endif
