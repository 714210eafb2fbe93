#ifndef BASE_FILE_H
#define BASE_FILE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/error.h"

/* The whole of a regular file of at most limit bytes, into the arena, followed by a NUL. */
bool file_read(const char *path, size_t limit, char **bytes, size_t *length, struct arena *arena,
	struct error *error);

/*
 * A directory whose files appear together or not at all: it is made under a temporary name beside
 * its final one, and named when everything in it is on disk. No symbolic link is followed in the
 * last component of any name.
 *
 *     if (!publication_open(&p, "archive", "2026Q1-r1", error)) return false;
 *     publication_write(&p, "data/board.sv.pdf", bytes, length);
 *     return publication_commit(&p, error);
 *
 * A failed write is remembered and told by commit, which then removes what was written.
 * publication_abandon removes it without a word. parent is made (mode 0700) if missing; one that
 * others could change (owned by another user than this or root, or writable by group or others and
 * not sticky) is refused. What a killed run left under the temporary name is removed by open, so
 * the caller holds the lock that keeps out a second run.
 */
struct publication {
	int parent, directory;	/* descriptors, -1 when closed */
	char *name, *temporary; /* below parent; allocated, NULL when closed */
	char *path;		/* parent/name, for messages; allocated */
	struct error failure;
};

bool publication_open(
	struct publication *publication, const char *parent, const char *name, struct error *error);

/* name may hold one '/': the folder is made. Mode 0600. */
void publication_write(
	struct publication *publication, const char *name, const void *bytes, size_t length);

/* Fails with ERROR_FAILED, also when the final name exists already. */
bool publication_commit(struct publication *publication, struct error *error);
void publication_abandon(struct publication *publication);

/*
 * Writes one file whole or not at all: temporary name beside it, synced, renamed. Mode 0600. A
 * regular file of that name is replaced; anything else (a link, a directory, a device) is refused.
 */
bool file_write(const char *path, const void *bytes, size_t length, struct error *error);

#endif
