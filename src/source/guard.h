#ifndef SOURCE_GUARD_H
#define SOURCE_GUARD_H

#include <stdint.h>

#include "open.h"

/* What an opened database may do: read, within limits. See open.h. */

/* Steps of SQLite's machine that reading a file of so many bytes may take. */
int64_t guard_steps(int64_t bytes);

/* Puts the connection under guard: after this it can only read. */
bool guard_database(struct database *database, struct error *error);

/* Sets the error (ERROR_FAILED) to what SQLite says of the connection. */
bool guard_fail(sqlite3 *db, struct error *error);

#endif
