#include "open.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <openssl/evp.h>

#include "base/strbuf.h"
#include "guard.h"

static const int64_t largest_file = (int64_t)64 << 30;
static const int64_t working_memory = (int64_t)256 << 20;

enum {
	HEADER = 100,
	CHUNK = 1 << 20,
	/* SQLite's lock bytes, as its file format documents them. */
	PENDING_BYTE = 0x40000000,
	SHARED_FIRST = PENDING_BYTE + 2,
	SHARED_SIZE = 510,
};

/* ---- the file ---------------------------------------------------------------------------------
 */

static uint32_t big_endian(const unsigned char *bytes, size_t length)
{
	uint32_t value = 0;
	for (size_t i = 0; i < length; i++)
		value = value << 8 | bytes[i];
	return value;
}

static int64_t page_size(const unsigned char *header)
{
	int64_t size = big_endian(header + 16, 2);
	return size == 1 ? 65536 : size;
}

static bool companion_check(const char *path, const char *suffix, struct error *error)
{
	struct stat status;
	struct strbuf name = STRBUF_INIT;
	strbuf_addf(&name, "%s%s", path, suffix);
	bool absent = lstat(name.bytes, &status) != 0;
	int reason = errno;
	strbuf_release(&name);
	if (absent)
		return reason == ENOENT || reason == ENAMETOOLONG ||
		       error_set(error, ERROR_FAILED, "cannot look for its '%s' file: %s", suffix,
			       strerror(reason));
	if (S_ISREG(status.st_mode) && status.st_size == 0)
		return true;
	return error_set(error, ERROR_FAILED,
		"a '%s' file is beside it: another program is writing to the database or was "
		"interrupted while it did; let that program finish or open it there once",
		suffix);
}

/* A transaction that is not in the file itself would be missed, or read by half. */
static bool companions_check(const char *path, struct error *error)
{
	return companion_check(path, "-journal", error) && companion_check(path, "-wal", error);
}

static bool lock_bytes(int descriptor, short type, off_t start, off_t length)
{
	struct flock lock = {
		.l_type = type, .l_whence = SEEK_SET, .l_start = start, .l_len = length
	};
	return fcntl(descriptor, F_OFD_SETLK, &lock) == 0 || (errno != EAGAIN && errno != EACCES);
}

/*
 * The lock of an SQLite reader, so that no writer changes the file while it is read. Closing the
 * descriptor gives it back. Where the file system has no locks, the comparison of the file's times
 * has to do.
 */
static bool lock_shared(int descriptor, struct error *error)
{
	bool locked = lock_bytes(descriptor, F_RDLCK, PENDING_BYTE, 1) &&
		      lock_bytes(descriptor, F_RDLCK, SHARED_FIRST, SHARED_SIZE);
	lock_bytes(descriptor, F_UNLCK, PENDING_BYTE, 1);
	return locked || error_set(error, ERROR_FAILED, "another program is writing to it");
}

static bool same_file(const struct stat *a, const struct stat *b)
{
	return a->st_dev == b->st_dev && a->st_ino == b->st_ino && a->st_size == b->st_size &&
	       a->st_mtim.tv_sec == b->st_mtim.tv_sec && a->st_mtim.tv_nsec == b->st_mtim.tv_nsec &&
	       a->st_ctim.tv_sec == b->st_ctim.tv_sec && a->st_ctim.tv_nsec == b->st_ctim.tv_nsec;
}

static bool read_exactly(int descriptor, unsigned char *bytes, size_t length, struct error *error)
{
	for (size_t done = 0; done < length;) {
		size_t wanted = length - done < CHUNK ? length - done : CHUNK;
		ssize_t got = pread(descriptor, bytes + done, wanted, (off_t)done);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return error_set(error, ERROR_FAILED, "cannot read: %s", strerror(errno));
		if (got == 0)
			return error_set(
				error, ERROR_FAILED, "it became shorter while it was read");
		done += (size_t)got;
	}
	return true;
}

static bool header_check(
	int descriptor, const struct stat *status, unsigned char *header, struct error *error)
{
	if (!S_ISREG(status->st_mode))
		return error_set(error, ERROR_FAILED, "not a regular file");
	if (status->st_size == 0)
		return error_set(error, ERROR_FAILED, "the file is empty");
	if (status->st_size > largest_file)
		return error_set(error, ERROR_FAILED, "larger than %lld GiB",
			(long long)(largest_file >> 30));
	if (status->st_size < HEADER)
		return error_set(error, ERROR_FAILED, "not an SQLite database");
	if (!read_exactly(descriptor, header, HEADER, error))
		return false;
	if (memcmp(header, "SQLite format 3", 16) != 0)
		return error_set(error, ERROR_FAILED, "not an SQLite database");
	/* SQLite reads what is left of a page as if the rest were zeros. */
	int64_t page = page_size(header);
	if (page >= 512 && status->st_size % page != 0)
		return error_set(error, ERROR_FAILED, "damaged: it ends in the middle of a page");
	return true;
}

/* ---- digest -----------------------------------------------------------------------------------
 */

static void digest_text(EVP_MD_CTX *digest, char hex[65])
{
	unsigned char bytes[EVP_MAX_MD_SIZE];
	EVP_DigestFinal_ex(digest, bytes, NULL);
	for (int i = 0; i < 32; i++)
		snprintf(hex + 2 * i, 3, "%02x", bytes[i]);
}

static EVP_MD_CTX *digest_start(struct error *error)
{
	EVP_MD_CTX *digest = EVP_MD_CTX_new();
	if (digest && EVP_DigestInit_ex(digest, EVP_sha256(), NULL) == 1)
		return digest;
	EVP_MD_CTX_free(digest);
	error_set(error, ERROR_FAILED, "no SHA-256 in libcrypto");
	return NULL;
}

/* ---- in memory --------------------------------------------------------------------------------
 */

static bool open_in_memory(struct database *database, int descriptor, const char *path,
	const struct stat *before, struct error *error)
{
	size_t length = (size_t)before->st_size;
	unsigned char *bytes = sqlite3_malloc64(length);
	EVP_MD_CTX *digest = NULL;
	struct stat after;
	bool ok = false;

	if (!bytes) {
		error_set(error, ERROR_FAILED, "not enough memory for %zu bytes", length);
		goto out;
	}
	if (!read_exactly(descriptor, bytes, length, error))
		goto out;
	if (fstat(descriptor, &after) != 0 || !same_file(before, &after)) {
		error_set(error, ERROR_FAILED, "it changed while it was read");
		goto out;
	}
	if (!companions_check(path, error))
		goto out;
	digest = digest_start(error);
	if (!digest)
		goto out;
	EVP_DigestUpdate(digest, bytes, length);
	digest_text(digest, database->digest);

	/* A file in WAL mode without a WAL is whole; only the header would ask for one. */
	for (size_t i = 18; i < 20; i++)
		if (bytes[i] == 2)
			bytes[i] = 1;
	if (sqlite3_open_v2(":memory:", &database->db, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK) {
		error_set(error, ERROR_FAILED, "not enough memory");
		goto out;
	}
	int status = sqlite3_deserialize(database->db, "main", bytes, (sqlite3_int64)length,
		(sqlite3_int64)length,
		SQLITE_DESERIALIZE_READONLY | SQLITE_DESERIALIZE_FREEONCLOSE);
	bytes = NULL;
	if (status != SQLITE_OK) {
		error_set(error, ERROR_FAILED, "%s", sqlite3_errmsg(database->db));
		goto out;
	}
	ok = guard_database(database, error);
out:
	EVP_MD_CTX_free(digest);
	sqlite3_free(bytes);
	return ok;
}

/* ---- as a file --------------------------------------------------------------------------------
 */

/*
 * Through SQLite's own handle: a descriptor of ours on the same file would give up its locks when
 * it is closed.
 */
static bool digest_file(struct database *database, int64_t length, struct error *error)
{
	sqlite3_file *file = NULL;
	EVP_MD_CTX *digest = digest_start(error);
	unsigned char *chunk = malloc(CHUNK);
	bool ok = false;

	if (!digest)
		goto out;
	if (!chunk) {
		error_set(error, ERROR_FAILED, "not enough memory");
		goto out;
	}
	if (sqlite3_file_control(database->db, "main", SQLITE_FCNTL_FILE_POINTER, &file) !=
			SQLITE_OK ||
		!file || !file->pMethods) {
		error_set(error, ERROR_FAILED, "cannot read the file through its reader");
		goto out;
	}
	for (int64_t done = 0; done < length; done += CHUNK) {
		int wanted = length - done < CHUNK ? (int)(length - done) : CHUNK;
		if (file->pMethods->xRead(file, chunk, wanted, done) != SQLITE_OK) {
			error_set(error, ERROR_FAILED, "cannot read at byte %lld", (long long)done);
			goto out;
		}
		EVP_DigestUpdate(digest, chunk, (size_t)wanted);
	}
	digest_text(digest, database->digest);
	ok = true;
out:
	EVP_MD_CTX_free(digest);
	free(chunk);
	return ok;
}

static bool open_as_file(struct database *database, const char *path, const struct stat *before,
	const unsigned char *header, struct error *error)
{
	struct stat after;
	if (header[18] == 2 || header[19] == 2)
		return error_set(error, ERROR_FAILED,
			"in WAL mode and too large to be read into memory; "
			"'PRAGMA journal_mode = DELETE' makes it readable");
	if (page_size(header) * big_endian(header + 28, 4) != before->st_size)
		return error_set(error, ERROR_FAILED,
			"damaged: the size of the file is not what its header says");
	int flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_NOFOLLOW | SQLITE_OPEN_PRIVATECACHE;
	if (sqlite3_open_v2(path, &database->db, flags, NULL) != SQLITE_OK)
		return error_set(error, ERROR_FAILED, "cannot open: %s",
			database->db ? sqlite3_errmsg(database->db) : "not enough memory");
	if (!guard_database(database, error))
		return false;
	const char *hold = "BEGIN; SELECT name FROM sqlite_schema LIMIT 1";
	if (sqlite3_exec(database->db, hold, NULL, NULL, NULL) != SQLITE_OK)
		return guard_fail(database->db, error);
	if (stat(path, &after) != 0 || !same_file(before, &after))
		return error_set(error, ERROR_FAILED, "it changed while it was opened");
	return digest_file(database, before->st_size, error) && companions_check(path, error);
}

/* ---- both -------------------------------------------------------------------------------------
 */

static bool open_file(
	struct database *database, const char *path, int64_t in_memory, struct error *error)
{
	unsigned char header[HEADER];
	struct stat status;
	int descriptor = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
	bool ok = false;

	if (descriptor < 0)
		return error_set(error, ERROR_FAILED, "cannot open: %s", strerror(errno));
	if (fstat(descriptor, &status) != 0) {
		error_set(error, ERROR_FAILED, "cannot look at it: %s", strerror(errno));
		goto out;
	}
	if (!header_check(descriptor, &status, header, error))
		goto out;
	bool whole = status.st_size <= in_memory;
	database->steps_left = guard_steps(status.st_size);
	database->heap_before =
		sqlite3_hard_heap_limit64(working_memory + (whole ? (int64_t)status.st_size : 0));
	if (whole) {
		ok = lock_shared(descriptor, error) && companions_check(path, error) &&
		     fstat(descriptor, &status) == 0 &&
		     open_in_memory(database, descriptor, path, &status, error);
		goto out;
	}
	close(descriptor);
	return companions_check(path, error) &&
	       open_as_file(database, path, &status, header, error);
out:
	close(descriptor);
	return ok;
}

bool database_open(
	struct database *database, const char *path, int64_t in_memory, struct error *error)
{
	*database = (struct database){ .heap_before = -1 };
	/* The files of a transaction lie beside the file itself, not beside a link to it. */
	char *real = realpath(path, NULL);
	if (!real)
		return error_set(error, ERROR_FAILED, "cannot open: %s", strerror(errno));
	bool ok = open_file(database, real, in_memory, error);
	free(real);
	if (!ok)
		database_close(database);
	return ok;
}

void database_close(struct database *database)
{
	sqlite3_close_v2(database->db);
	database->db = NULL;
	if (database->heap_before >= 0)
		sqlite3_hard_heap_limit64(database->heap_before);
	database->heap_before = -1;
}
