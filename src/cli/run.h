#ifndef CLI_RUN_H
#define CLI_RUN_H

#include "cli/cli.h"
#include "pipeline.h"

/* Evaluates and publishes a period of the project in directory, and says what was made. */
int run_project(const struct invocation *invocation, const char *directory, const char *period,
	const struct run_options *options, bool preliminary, struct error *error);

#endif
