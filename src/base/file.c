#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/folder.h"

/* Reads size bytes and notices one more; what is missing or too much is a file that changes. */
static bool contents_read(
	int descriptor, const char *path, char *contents, size_t size, struct error *error)
{
	size_t total = 0;

	while (total <= size) {
		ssize_t count = read(descriptor, contents + total, size + 1 - total);

		if (count < 0 && errno == EINTR)
			continue;
		if (count < 0)
			return error_set(
				error, ERROR_FAILED, "cannot read '%s': %s", path, strerror(errno));
		if (count == 0)
			break;
		total += (size_t)count;
	}
	if (total != size)
		return error_set(error, ERROR_FAILED, "'%s' changed while it was read", path);
	contents[size] = '\0';
	return true;
}

bool file_read(const char *path, size_t limit, char **bytes, size_t *length, struct arena *arena,
	struct error *error)
{
	/* Without O_NONBLOCK, opening a named pipe would wait for a writer. */
	int descriptor = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
	struct stat status;
	bool ok = false;

	if (descriptor < 0 || fstat(descriptor, &status)) {
		error_set(error, ERROR_FAILED, "cannot read '%s': %s", path, strerror(errno));
	} else if (!S_ISREG(status.st_mode)) {
		error_set(error, ERROR_FAILED, "'%s' is not a regular file", path);
	} else if ((uintmax_t)status.st_size > limit) {
		error_set(error, ERROR_FAILED, "'%s' is too large: %jd bytes, more than %zu", path,
			(intmax_t)status.st_size, limit);
	} else {
		size_t size = (size_t)status.st_size;
		char *contents = arena_alloc(arena, size + 1);

		ok = contents_read(descriptor, path, contents, size, error);
		if (ok) {
			*bytes = contents;
			*length = size;
		}
	}
	folder_close(descriptor);
	return ok;
}

/* Nothing else than a file is replaced: neither /dev/null nor a link that someone relies on. */
static bool is_replaceable(int folder, const char *name)
{
	struct stat status;

	if (fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW))
		return errno == ENOENT;
	return S_ISREG(status.st_mode);
}

static bool replacement_write(
	int folder, const char *name, const char *temporary, const void *bytes, size_t length)
{
	return folder_remove(folder, temporary) && folder_write(folder, temporary, bytes, length) &&
	       renameat(folder, temporary, folder, name) == 0;
}

bool file_write(const char *path, const void *bytes, size_t length, struct error *error)
{
	const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
	char *parent = slash ? strndup(path, (size_t)(name - path)) : strdup(".");
	char *temporary = NULL;
	int folder = -1;
	bool ok = false;

	if (!parent || asprintf(&temporary, "%s%s", folder_partial, name) < 0)
		arena_exhausted();
	if (!folder_entry(name, strlen(name))) {
		error_set(error, ERROR_FAILED, "'%s' names no file", path);
		goto out;
	}
	folder = open(parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (folder < 0) {
		error_set(error, ERROR_FAILED, "cannot open '%s': %s", parent, strerror(errno));
		goto out;
	}
	if (!is_replaceable(folder, name)) {
		error_set(error, ERROR_FAILED, "'%s' is not a regular file", path);
		goto out;
	}
	if (!replacement_write(folder, name, temporary, bytes, length)) {
		error_set(error, ERROR_FAILED, "cannot write '%s': %s", path, strerror(errno));
		folder_remove(folder, temporary);
		goto out;
	}
	if (!folder_sync(folder)) {
		error_set(error, ERROR_FAILED, "cannot sync '%s': %s", parent, strerror(errno));
		goto out;
	}
	ok = true;
out:
	folder_close(folder);
	free(temporary);
	free(parent);
	return ok;
}
