#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "cli/cli.h"
#include "cli/database.h"
#include "source/schema_sql.h"
#include "stage/settings.h"

bool directory_prepare(const char *directory, const char *const *names, size_t count,
	struct arena *arena, struct error *error)
{
	if (mkdir(directory, 0700) != 0 && errno != EEXIST)
		return error_set(error, ERROR_FAILED, "cannot make directory '%s': %s", directory,
			strerror(errno));
	for (size_t i = 0; i < count; i++) {
		const char *path = arena_printf(arena, "%s/%s", directory, names[i]);
		if (access(path, F_OK) == 0)
			return error_set(error, ERROR_USAGE, "'%s' is there already", path);
	}
	return true;
}

static int run(const struct invocation *invocation, struct error *error)
{
	const char *directory;
	static const char *const names[] = { "kvartal.conf", "kunder.db" };
	if (!operand(invocation, 1, &directory, error))
		return EXIT_USAGE;
	if (!directory)
		directory = invocation->directory;
	struct arena *arena = invocation->arena;
	if (!directory_prepare(directory, names, 2, arena, error) ||
		!database_create(arena_printf(arena, "%s/%s", directory, names[1]),
			source_schema_sql, error) ||
		!file_write(arena_printf(arena, "%s/%s", directory, names[0]), settings_sample,
			strlen(settings_sample), error))
		return EXIT_FAILED;
	if (!invocation->quiet)
		printf("%s/kvartal.conf\n%s/kunder.db\nNext: fill the database, then kvartal -C %s "
		       "check\n",
			directory, directory, directory);
	return EXIT_DONE;
}

const struct command init_command = { "init", "[DIR]",
	"an empty project: a commented kvartal.conf and an empty database", NULL, run };
