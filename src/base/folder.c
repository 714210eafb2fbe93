#include "base/folder.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
	OPEN_FOLDER = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC,
	OPEN_NEW = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
	FOLDER_MODE = 0700,
	FILE_MODE = 0600,
	DEEPEST = 8, /* folders within each other that are removed; a publication has two */
};

const char folder_partial[] = ".partial-";

void folder_close(int descriptor)
{
	int reason = errno;

	if (descriptor >= 0)
		close(descriptor);
	errno = reason;
}

bool folder_sync(int folder)
{
	/* A file system that cannot sync directories says EINVAL; nothing better can be done there.
	 */
	return fsync(folder) == 0 || errno == EINVAL;
}

static DIR *folder_list(int folder)
{
	int descriptor = openat(folder, ".", OPEN_FOLDER);
	DIR *listing = descriptor < 0 ? NULL : fdopendir(descriptor);

	if (!listing)
		folder_close(descriptor);
	return listing;
}

/* The next entry; NULL with errno 0 at the end. */
static const char *listing_next(DIR *listing)
{
	struct dirent *entry;

	do {
		errno = 0;
		entry = readdir(listing);
	} while (entry && !folder_entry(entry->d_name, strlen(entry->d_name)));
	return entry ? entry->d_name : NULL;
}

static void listing_close(DIR *listing)
{
	int reason = errno;

	closedir(listing);
	errno = reason;
}

bool folder_sync_all(int folder)
{
	DIR *listing = folder_list(folder);
	const char *name;
	bool ok = true;

	if (!listing)
		return false;
	while (ok && (name = listing_next(listing))) {
		int inner = openat(folder, name, OPEN_FOLDER);

		ok = inner < 0 ? errno == ENOTDIR : folder_sync(inner);
		folder_close(inner);
	}
	ok = ok && errno == 0 && folder_sync(folder);
	listing_close(listing);
	return ok;
}

int folder_open(int parent, const char *name)
{
	bool made = mkdirat(parent, name, FOLDER_MODE) == 0;

	if (!made && errno != EEXIST)
		return -1;

	int folder = openat(parent, name, OPEN_FOLDER);

	if (folder >= 0 && made && fchmod(folder, FOLDER_MODE)) {
		folder_close(folder);
		return -1;
	}
	return folder;
}

static bool bytes_write(int descriptor, const void *bytes, size_t length)
{
	const char *rest = bytes;

	while (length) {
		ssize_t count = write(descriptor, rest, length);

		if (count < 0 && errno == EINTR)
			continue;
		if (count < 0)
			return false;
		rest += count;
		length -= (size_t)count;
	}
	return true;
}

bool folder_write(int folder, const char *name, const void *bytes, size_t length)
{
	int descriptor = openat(folder, name, OPEN_NEW, FILE_MODE);

	if (descriptor < 0)
		return false;

	/* A failed fsync is never tried again: the kernel may have dropped what it could not write.
	 */
	bool ok = fchmod(descriptor, FILE_MODE) == 0 && bytes_write(descriptor, bytes, length) &&
		  fsync(descriptor) == 0;

	folder_close(descriptor);
	return ok;
}

static bool remove_within(int folder, const char *name, int depth)
{
	if (unlinkat(folder, name, 0) == 0 || errno == ENOENT)
		return true;
	if (errno != EISDIR && errno != EPERM)
		return false;
	if (depth == DEEPEST) {
		errno = ELOOP;
		return false;
	}

	int inner = openat(folder, name, OPEN_FOLDER);
	DIR *listing = inner < 0 ? NULL : folder_list(inner);
	const char *entry;
	bool ok = listing != NULL;

	while (ok && (entry = listing_next(listing)))
		ok = remove_within(inner, entry, depth + 1);
	ok = ok && errno == 0 && unlinkat(folder, name, AT_REMOVEDIR) == 0;
	if (listing)
		listing_close(listing);
	folder_close(inner);
	return ok;
}

bool folder_remove(int folder, const char *name)
{
	return remove_within(folder, name, 0);
}

bool folder_entry(const char *name, size_t length)
{
	if (length == 0 || memchr(name, '/', length))
		return false;
	return !(name[0] == '.' && (length == 1 || (length == 2 && name[1] == '.')));
}
