#ifndef CLI_DATABASE_H
#define CLI_DATABASE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/error.h"

/* A new database from SQL text, whole or not at all. */
bool database_create(const char *path, const char *sql, struct error *error);

/* Makes the directory if it is missing; fails when one of the files is in it already. */
bool directory_prepare(const char *directory, const char *const *names, size_t count,
	struct arena *arena, struct error *error);

#endif
