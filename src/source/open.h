#ifndef SOURCE_OPEN_H
#define SOURCE_OPEN_H

#include <stdbool.h>
#include <stdint.h>

#include <sqlite3.h>

#include "base/error.h"

/*
 * A database file of unknown origin, opened so that it can be read but neither changed nor obeyed:
 * no views, triggers, functions or extensions of its own run, memory and steps are bounded, and
 * what is read is one state of the file. Nothing appears beside it.
 */
struct database {
	sqlite3 *db;
	char digest[65]; /* SHA-256 of the bytes read, lower-case hex */
	sqlite3_int64 heap_before;
	int64_t steps_left;
};

/* Files up to this size are read into memory, once; larger ones stay under a read transaction. */
#define DATABASE_IN_MEMORY ((int64_t)1 << 30)

/*
 * Fails with ERROR_FAILED: no regular file, no SQLite database, not readable, being written, with
 * an unfinished transaction of another program beside it (-journal, -wal), or larger than 64 GiB.
 */
bool database_open(
	struct database *database, const char *path, int64_t in_memory, struct error *error);
void database_close(struct database *database);

/* Every page, record and index; ERROR_FAILED when something is damaged. */
bool database_intact(struct database *database, struct error *error);

#endif
