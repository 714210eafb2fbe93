#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "cli/database.h"
#include "cli/run.h"
#include "demo_company.h"

static int run(const struct invocation *invocation, struct error *error)
{
	const char *directory;
	static const char *const names[] = { "kvartal.conf", "kunder.db" };
	if (!operand(invocation, 1, &directory, error))
		return EXIT_USAGE;
	if (!directory)
		directory = "demo";
	struct arena *arena = invocation->arena;
	if (!directory_prepare(directory, names, 2, arena, error) ||
		!demo_company_write(arena_printf(arena, "%s/%s", directory, names[1]), error) ||
		!file_write(arena_printf(arena, "%s/%s", directory, names[0]),
			demo_company_configuration, strlen(demo_company_configuration), error))
		return EXIT_FAILED;
	struct run_options options = { .team = "all", .pdf = true, .xlsx = true };
	int status = run_project(invocation, directory, NULL, &options, false, error);
	if (status == EXIT_DONE && !invocation->quiet && !invocation->json)
		printf("Next: kvartal -C %s eval\n", directory);
	return status;
}

const struct command demo_command = { "demo", "[DIR]",
	"a demo project with sample data, and the full report of it", NULL, run };
