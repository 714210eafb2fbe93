#include "cli/database.h"

#include <sqlite3.h>
#include <unistd.h>

bool database_create(const char *path, const char *sql, struct error *error)
{
	sqlite3 *database = NULL;
	int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOFOLLOW;
	bool done = sqlite3_open_v2(path, &database, flags, NULL) == SQLITE_OK &&
		    sqlite3_exec(database, "BEGIN", NULL, NULL, NULL) == SQLITE_OK &&
		    sqlite3_exec(database, sql, NULL, NULL, NULL) == SQLITE_OK &&
		    sqlite3_exec(database, "COMMIT", NULL, NULL, NULL) == SQLITE_OK;
	if (!done)
		error_set(error, ERROR_FAILED, "cannot make database '%s': %s", path,
			sqlite3_errmsg(database));
	sqlite3_close(database);
	if (!done)
		unlink(path);
	return done;
}
