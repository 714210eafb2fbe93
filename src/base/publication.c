#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/folder.h"

/* Whether nobody else than this user and root can exchange what is in the folder. */
static bool is_private(int folder)
{
	struct stat status;

	if (fstat(folder, &status))
		return false;
	if (status.st_uid != geteuid() && status.st_uid != 0)
		return false;
	return !(status.st_mode & (S_IWGRP | S_IWOTH)) || (status.st_mode & S_ISVTX);
}

/*
 * Opens the parent, making it when it is missing. The folder above is synced every time and not
 * only when the parent was made, since the run that made it may have been killed in between.
 */
static int parent_open(const char *path)
{
	size_t length = strlen(path);

	while (length > 1 && path[length - 1] == '/')
		length--;

	char *whole = strndup(path, length);

	if (!whole)
		arena_exhausted();

	char *slash = strrchr(whole, '/');
	const char *name = slash ? slash + 1 : whole;
	int parent = -1;

	if (!folder_entry(name, strlen(name))) {
		/* "/", "." and the like exist. */
		parent = open(whole, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	} else {
		char *above = slash ? strndup(whole, (size_t)(name - whole)) : strdup(".");

		if (!above)
			arena_exhausted();

		int folder = open(above, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

		free(above);
		if (folder >= 0)
			parent = folder_open(folder, name);
		else if (errno == EACCES) /* such as /home, which may be passed but not read */
			parent = open(whole, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
		if (folder >= 0 && parent >= 0 && !folder_sync(folder)) {
			folder_close(parent);
			parent = -1;
		}
		folder_close(folder);
	}
	free(whole);
	return parent;
}

static void publication_close(struct publication *publication)
{
	folder_close(publication->directory);
	folder_close(publication->parent);
	free(publication->name);
	free(publication->temporary);
	free(publication->path);
	publication->parent = publication->directory = -1;
	publication->name = publication->temporary = publication->path = NULL;
}

static bool directory_open(struct publication *publication, const char *parent, struct error *error)
{
	publication->parent = parent_open(parent);
	if (publication->parent < 0)
		return error_set(
			error, ERROR_FAILED, "cannot open '%s': %s", parent, strerror(errno));
	if (!is_private(publication->parent))
		return error_set(error, ERROR_FAILED,
			"'%s' can be changed by others: it must belong to this user or root, "
			"and not be writable by group or others",
			parent);
	if (!folder_remove(publication->parent, publication->temporary))
		return error_set(error, ERROR_FAILED, "cannot remove '%s/%s': %s", parent,
			publication->temporary, strerror(errno));
	publication->directory = folder_open(publication->parent, publication->temporary);
	if (publication->directory < 0)
		return error_set(error, ERROR_FAILED, "cannot make '%s/%s': %s", parent,
			publication->temporary, strerror(errno));
	return true;
}

bool publication_open(
	struct publication *publication, const char *parent, const char *name, struct error *error)
{
	*publication = (struct publication){ .parent = -1, .directory = -1 };
	if (!folder_entry(name, strlen(name)))
		return error_set(error, ERROR_FAILED, "'%s' is no name of a publication", name);
	publication->name = strdup(name);
	if (!publication->name ||
		asprintf(&publication->temporary, "%s%s", folder_partial, name) < 0 ||
		asprintf(&publication->path, "%s/%s", parent, name) < 0)
		arena_exhausted();
	if (!directory_open(publication, parent, error)) {
		publication_close(publication);
		return false;
	}
	return true;
}

void publication_write(
	struct publication *publication, const char *name, const void *bytes, size_t length)
{
	const char *slash = strchr(name, '/'), *last = slash ? slash + 1 : name;
	int directory = publication->directory, inner = -1;

	if (publication->failure.kind)
		return;
	if (!folder_entry(last, strlen(last)) ||
		(slash && !folder_entry(name, (size_t)(slash - name)))) {
		error_set(&publication->failure, ERROR_FAILED, "'%s' is no name of a file in '%s'",
			name, publication->path);
		return;
	}
	if (slash) {
		char *folder = strndup(name, (size_t)(slash - name));

		if (!folder)
			arena_exhausted();
		inner = directory = folder_open(publication->directory, folder);
		free(folder);
	}
	if (directory < 0 || !folder_write(directory, last, bytes, length))
		error_set(&publication->failure, ERROR_FAILED, "cannot write '%s/%s': %s",
			publication->path, name, strerror(errno));
	folder_close(inner);
}

/* Gives the directory its name, unless that is taken. */
static bool publication_name(struct publication *publication)
{
	int parent = publication->parent;
	struct stat status;

	if (renameat2(parent, publication->temporary, parent, publication->name,
		    RENAME_NOREPLACE) == 0)
		return true;
	if (errno != EINVAL)
		return false;
	/* Network file systems know no flags. A plain rename replaces at most an empty directory.
	 */
	if (fstatat(parent, publication->name, &status, AT_SYMLINK_NOFOLLOW) == 0) {
		errno = EEXIST;
		return false;
	}
	return errno == ENOENT &&
	       renameat(parent, publication->temporary, parent, publication->name) == 0;
}

bool publication_commit(struct publication *publication, struct error *error)
{
	if (publication->failure.kind) {
		error_set(error, publication->failure.kind, "%s", publication->failure.message);
		publication_abandon(publication);
		return false;
	}
	if (!folder_sync_all(publication->directory) || !publication_name(publication)) {
		if (errno == EEXIST)
			error_set(error, ERROR_FAILED, "'%s' exists already", publication->path);
		else
			error_set(error, ERROR_FAILED, "cannot publish '%s': %s", publication->path,
				strerror(errno));
		publication_abandon(publication);
		return false;
	}

	bool ok = folder_sync(publication->parent);

	if (!ok)
		error_set(error, ERROR_FAILED, "cannot sync the directory of '%s': %s",
			publication->path, strerror(errno));
	publication_close(publication);
	return ok;
}

void publication_abandon(struct publication *publication)
{
	if (!publication->temporary)
		return;
	folder_remove(publication->parent, publication->temporary);
	publication_close(publication);
}
