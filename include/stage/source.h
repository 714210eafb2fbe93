#ifndef STAGE_SOURCE_H
#define STAGE_SOURCE_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/error.h"
#include "model/facts.h"

/*
 * Reads the source database (schema.sql) into facts, as of its meta.as_of, or of as_of where that
 * is known and earlier. The file is opened read-only and read as one consistent whole; it is never
 * changed and nothing appears beside it. Trusts nothing in it: see src/source/README in
 * src/README.md.
 *
 * A database that breaks the contract (a missing table or column, a wrong type, a wrong
 * schema_version) fails with ERROR_USAGE and one message that lists all findings; a file that
 * cannot be read, is damaged or is no database with ERROR_FAILED. Rows that a quality rule excludes
 * are left out of the facts, and counted in facts.findings.
 */
bool source_load(const char *path, struct date as_of, struct facts *facts, struct arena *arena,
	struct error *error);

#endif
