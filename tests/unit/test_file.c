#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"

/*
 * These take the place of the library's: they write down in which order what is synced and renamed,
 * and fail when they are told to.
 */
static char journal[4096];
static int fail_sync_number; /* which fsync fails with EIO, counted from 1; 0 is none */
static int syncs;
static bool rename_without_flags;

static void journal_add(const char *what, const char *name)
{
	size_t length = strlen(journal);

	snprintf(journal + length, sizeof(journal) - length, "%s %s\n", what, name);
}

int fsync(int descriptor)
{
	char link[64], path[4096];
	ssize_t length;

	snprintf(link, sizeof(link), "/proc/self/fd/%d", descriptor);
	length = readlink(link, path, sizeof(path) - 1);
	if (length < 0)
		return -1;
	path[length] = '\0';
	journal_add("sync", strrchr(path, '/') + 1);
	if (++syncs == fail_sync_number) {
		errno = EIO;
		return -1;
	}
	return (int)syscall(SYS_fsync, descriptor);
}

int renameat2(int from_folder, const char *from, int to_folder, const char *to, unsigned flags)
{
	journal_add("name", to);
	if (rename_without_flags && flags) {
		errno = EINVAL;
		return -1;
	}
	return (int)syscall(SYS_renameat2, from_folder, from, to_folder, to, flags);
}

/* Each test has a directory of its own, and works in it. */
static char root[4096];
static int home = -1;

static int enter(void **state)
{
	const char *base = getenv("TEST_TMPDIR");

	(void)state;
	snprintf(root, sizeof(root), "%s/file-XXXXXX", base ? base : "/tmp");
	home = open(".", O_RDONLY | O_DIRECTORY);
	journal[0] = '\0';
	fail_sync_number = syncs = 0;
	rename_without_flags = false;
	return home < 0 || !mkdtemp(root) || chdir(root);
}

static int leave(void **state)
{
	char command[4200];
	int status = fchdir(home);

	(void)state;
	close(home);
	snprintf(command, sizeof(command), "rm -rf '%s'", root);
	return status || system(command);
}

static void put(const char *path, const char *text)
{
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	assert_true(fputs(text, file) >= 0);
	assert_int_equal(fclose(file), 0);
}

static void assert_contents(const char *path, const char *expected)
{
	struct arena *arena = arena_new();
	struct error error = { 0 };
	size_t length;
	char *bytes;

	if (!file_read(path, 100000, &bytes, &length, arena, &error))
		fail_msg("%s", error.message);
	assert_int_equal(length, strlen(expected));
	assert_string_equal(bytes, expected);
	arena_free(arena);
}

static bool exists(const char *path)
{
	struct stat status;

	return lstat(path, &status) == 0;
}

static unsigned mode_of(const char *path)
{
	struct stat status;

	assert_int_equal(lstat(path, &status), 0);
	return status.st_mode & 07777;
}

static int entries(const char *path)
{
	DIR *listing = opendir(path);
	int count = -2; /* . and .. */

	assert_non_null(listing);
	while (readdir(listing))
		count++;
	closedir(listing);
	return count;
}

static int open_descriptors(void)
{
	return entries("/proc/self/fd");
}

static void a_file_is_read_whole(void **state)
{
	struct arena *arena = arena_new();
	struct error error = { 0 };
	size_t length;
	char *bytes;

	(void)state;
	put("empty", "");
	put("text", "[company]\nname = Nordljus\n");
	assert_contents("empty", "");
	assert_contents("text", "[company]\nname = Nordljus\n");
	assert_int_equal(symlink("text", "link"), 0);
	assert_contents("link", "[company]\nname = Nordljus\n");
	assert_true(file_read("text", 26, &bytes, &length, arena, &error));
	assert_int_equal(length, 26);
	assert_false(file_read("text", 25, &bytes, &length, arena, &error));
	assert_int_equal(error.kind, ERROR_FAILED);
	assert_string_equal(error.message, "'text' is too large: 26 bytes, more than 25");
	arena_free(arena);
}

static void what_is_no_file_is_not_read(void **state)
{
	struct arena *arena = arena_new();
	struct error error = { 0 };
	size_t length;
	char *bytes;

	(void)state;
	assert_false(file_read("missing", 10, &bytes, &length, arena, &error));
	assert_string_equal(error.message, "cannot read 'missing': No such file or directory");
	assert_false(file_read(".", 10, &bytes, &length, arena, &error));
	assert_string_equal(error.message, "'.' is not a regular file");
	assert_false(file_read("/dev/zero", 10, &bytes, &length, arena, &error));
	assert_string_equal(error.message, "'/dev/zero' is not a regular file");
	assert_int_equal(mkfifo("pipe", 0600), 0);
	assert_false(file_read("pipe", 10, &bytes, &length, arena, &error));
	assert_string_equal(error.message, "'pipe' is not a regular file");
	/* It says 0 bytes and gives more, as a file that grows does. */
	assert_false(file_read("/proc/self/status", 100000, &bytes, &length, arena, &error));
	assert_string_equal(error.message, "'/proc/self/status' changed while it was read");
	arena_free(arena);
}

static void a_file_is_written_whole_synced_and_named(void **state)
{
	struct error error = { 0 };

	(void)state;
	assert_true(file_write("report.pdf", "first", 5, &error));
	assert_contents("report.pdf", "first");
	assert_int_equal(mode_of("report.pdf"), 0600);
	assert_int_equal(entries("."), 1);
	assert_string_equal(strtok(journal, "\n"), "sync .partial-report.pdf");
	assert_non_null(strstr(root, strtok(NULL, "\n") + strlen("sync ")));
	assert_null(strtok(NULL, "\n"));

	put("other", "");
	assert_int_equal(mkdir("sub", 0755), 0);
	put(".partial-report.pdf", "left by a killed run");
	assert_true(file_write("./report.pdf", "sec\0nd", 6, &error));
	assert_int_equal(entries("."), 3);
	assert_true(file_write("sub/x", "", 0, &error));
	assert_contents("sub/x", "");

	char path[5000];

	snprintf(path, sizeof(path), "%s/sub/y", root);
	assert_true(file_write(path, "y", 1, &error));
	assert_contents("sub/y", "y");
}

static void nothing_but_a_file_is_replaced(void **state)
{
	static const char *const wrong[] = { "directory", "link", "dangling", "pipe", "", "/", ".",
		"..", "directory/", "missing/x", "text/x" };
	struct error error = { 0 };

	(void)state;
	assert_int_equal(mkdir("directory", 0700), 0);
	put("text", "kept");
	assert_int_equal(symlink("text", "link"), 0);
	assert_int_equal(symlink("nowhere", "dangling"), 0);
	assert_int_equal(mkfifo("pipe", 0600), 0);
	for (size_t i = 0; i < sizeof(wrong) / sizeof(*wrong); i++) {
		error.kind = ERROR_NONE;
		if (file_write(wrong[i], "x", 1, &error))
			fail_msg("'%s' was written", wrong[i]);
		assert_int_equal(error.kind, ERROR_FAILED);
	}
	assert_contents("text", "kept");
	assert_int_equal(entries("."), 5);
	assert_int_equal(entries("directory"), 0);
	assert_false(exists("nowhere"));
	assert_false(file_write("/dev/null", "x", 1, &error));
	assert_string_equal(error.message, "'/dev/null' is not a regular file");
}

static void a_link_under_the_temporary_name_is_not_followed(void **state)
{
	struct error error = { 0 };

	(void)state;
	put("victim", "kept");
	assert_int_equal(symlink("victim", ".partial-x"), 0);
	assert_true(file_write("x", "new", 3, &error));
	assert_contents("victim", "kept");
	assert_contents("x", "new");
	assert_int_equal(mkdir(".partial-y", 0700), 0);
	assert_int_equal(symlink("../victim", ".partial-y/link"), 0);
	assert_true(file_write("y", "new", 3, &error));
	assert_contents("victim", "kept");
	assert_int_equal(entries("."), 3);
}

static void a_failed_sync_leaves_the_old_file(void **state)
{
	struct error error = { 0 };

	(void)state;
	put("x", "old");
	fail_sync_number = 1;
	assert_false(file_write("x", "new", 3, &error));
	assert_string_equal(error.message, "cannot write 'x': Input/output error");
	assert_contents("x", "old");
	assert_int_equal(entries("."), 1);
	fail_sync_number = 3;
	assert_false(file_write("x", "new", 3, &error));
	assert_string_equal(error.message, "cannot sync '.': Input/output error");
	assert_int_equal(entries("."), 1);
}

/* What a full disk does, by a limit on the size of files. */
static void limit_files(rlim_t size)
{
	struct rlimit limit;

	assert_int_equal(getrlimit(RLIMIT_FSIZE, &limit), 0);
	limit.rlim_cur = size < limit.rlim_max ? size : limit.rlim_max;
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
	signal(SIGXFSZ, SIG_IGN);
}

static void what_does_not_fit_on_the_disk_leaves_nothing(void **state)
{
	static const char large[20000];
	struct error file_error = { 0 }, error = { 0 };
	struct publication publication;
	bool written, committed;

	(void)state;
	put("x", "old");
	assert_true(publication_open(&publication, "archive", "2026Q1-r1", &error));
	limit_files(4096);
	written = file_write("x", large, sizeof(large), &file_error);
	publication_write(&publication, "small", "x", 1);
	publication_write(&publication, "data/large", large, sizeof(large));
	publication_write(&publication, "after", "x", 1);
	committed = publication_commit(&publication, &error);
	limit_files(RLIM_INFINITY);
	assert_false(written);
	assert_string_equal(file_error.message, "cannot write 'x': File too large");
	assert_contents("x", "old");
	assert_false(committed);
	assert_int_equal(error.kind, ERROR_FAILED);
	assert_string_equal(
		error.message, "cannot write 'archive/2026Q1-r1/data/large': File too large");
	assert_int_equal(entries("archive"), 0);
	assert_int_equal(entries("."), 2);
}

static void a_publication_appears_whole_after_everything_is_synced(void **state)
{
	struct error error = { 0 };
	struct publication publication;
	int descriptors = open_descriptors();

	(void)state;
	assert_true(publication_open(&publication, "archive", "2026Q1-r1", &error));
	publication_write(&publication, "data/board.sv.pdf", "pdf", 3);
	publication_write(&publication, "data/snapshot.json", "{}", 2);
	publication_write(&publication, "bagit.txt", "bag", 3);
	assert_false(exists("archive/2026Q1-r1"));
	assert_true(publication_commit(&publication, &error));
	assert_contents("archive/2026Q1-r1/data/board.sv.pdf", "pdf");
	assert_contents("archive/2026Q1-r1/data/snapshot.json", "{}");
	assert_contents("archive/2026Q1-r1/bagit.txt", "bag");
	assert_int_equal(entries("archive"), 1);
	assert_int_equal(entries("archive/2026Q1-r1"), 2);
	assert_int_equal(open_descriptors(), descriptors);

	const char *expected = "sync board.sv.pdf\nsync snapshot.json\nsync bagit.txt\nsync data\n"
			       "sync .partial-2026Q1-r1\nname 2026Q1-r1\nsync archive\n";
	const char *rest = strchr(journal, '\n') + 1;

	/* The directory above a new archive comes first. */
	assert_memory_equal(journal, "sync file-", 10);
	assert_string_equal(rest, expected);
}

static void modes_do_not_depend_on_the_umask(void **state)
{
	static const mode_t masks[] = { 0, 022, 077, 0377 };

	(void)state;
	for (size_t i = 0; i < sizeof(masks) / sizeof(*masks); i++) {
		struct error error = { 0 };
		struct publication publication;
		char parent[16], path[64];
		mode_t before = umask(masks[i]);

		snprintf(parent, sizeof(parent), "archive%zu", i);

		bool ok = publication_open(&publication, parent, "e", &error);

		publication_write(&publication, "data/x", "x", 1);
		ok = ok && publication_commit(&publication, &error);
		ok = ok && file_write("single", "x", 1, &error);
		umask(before);
		assert_true(ok);
		assert_int_equal(mode_of(parent), 0700);
		snprintf(path, sizeof(path), "%s/e", parent);
		assert_int_equal(mode_of(path), 0700);
		snprintf(path, sizeof(path), "%s/e/data", parent);
		assert_int_equal(mode_of(path), 0700);
		snprintf(path, sizeof(path), "%s/e/data/x", parent);
		assert_int_equal(mode_of(path), 0600);
		assert_int_equal(mode_of("single"), 0600);
	}
}

static void check_taken(bool without_flags)
{
	static const char *const taken[] = { "file", "empty", "full", "link", "dangling" };

	assert_int_equal(mkdir("archive", 0700), 0);
	put("archive/file", "kept");
	assert_int_equal(mkdir("archive/empty", 0711), 0);
	assert_int_equal(mkdir("archive/full", 0711), 0);
	put("archive/full/x", "kept");
	assert_int_equal(symlink("full", "archive/link"), 0);
	assert_int_equal(symlink("nowhere", "archive/dangling"), 0);
	rename_without_flags = without_flags;
	for (size_t i = 0; i < sizeof(taken) / sizeof(*taken); i++) {
		struct error error = { 0 };
		struct publication publication;
		char expected[64];

		assert_true(publication_open(&publication, "archive", taken[i], &error));
		publication_write(&publication, "x", "new", 3);
		assert_false(publication_commit(&publication, &error));
		assert_int_equal(error.kind, ERROR_FAILED);
		snprintf(expected, sizeof(expected), "'archive/%s' exists already", taken[i]);
		assert_string_equal(error.message, expected);
	}
	assert_int_equal(entries("archive"), 5);
	assert_contents("archive/file", "kept");
	assert_contents("archive/full/x", "kept");
	assert_int_equal(entries("archive/empty"), 0);
	assert_int_equal(mode_of("archive/empty"), 0711);
}

static void a_name_that_is_taken_is_left_alone(void **state)
{
	(void)state;
	check_taken(false);
}

static void so_it_is_where_renaming_knows_no_flags(void **state)
{
	struct error error = { 0 };
	struct publication publication;

	(void)state;
	check_taken(true);
	assert_true(publication_open(&publication, "archive", "free", &error));
	publication_write(&publication, "x", "new", 3);
	assert_true(publication_commit(&publication, &error));
	assert_contents("archive/free/x", "new");
}

static void a_killed_run_leaves_nothing_that_counts(void **state)
{
	struct error error = { 0 };
	struct publication publication;
	int status;

	(void)state;
	put("victim", "kept");
	fflush(NULL);

	pid_t child = fork();

	assert_true(child >= 0);
	if (child == 0) {
		if (publication_open(&publication, "archive", "2026Q1-r1", &error)) {
			publication_write(&publication, "data/old", "old", 3);
			publication_write(&publication, "x", "old", 3);
			raise(SIGKILL);
		}
		_exit(1);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFSIGNALED(status));
	assert_true(exists("archive/.partial-2026Q1-r1/data/old"));
	assert_false(exists("archive/2026Q1-r1"));
	assert_int_equal(symlink("../../../victim", "archive/.partial-2026Q1-r1/data/link"), 0);
	assert_int_equal(symlink("../..", "archive/.partial-2026Q1-r1/up"), 0);

	assert_true(publication_open(&publication, "archive", "2026Q1-r1", &error));
	publication_write(&publication, "x", "new", 3);
	assert_true(publication_commit(&publication, &error));
	assert_int_equal(entries("archive"), 1);
	assert_int_equal(entries("archive/2026Q1-r1"), 1);
	assert_contents("archive/2026Q1-r1/x", "new");
	assert_contents("victim", "kept");
}

static void an_abandoned_publication_is_gone(void **state)
{
	struct error error = { 0 };
	struct publication publication;
	int descriptors = open_descriptors();

	(void)state;
	assert_true(publication_open(&publication, "archive", "e", &error));
	publication_write(&publication, "data/x", "x", 1);
	publication_abandon(&publication);
	publication_abandon(&publication);
	assert_int_equal(entries("archive"), 0);
	assert_int_equal(open_descriptors(), descriptors);
}

static void a_link_in_the_way_is_not_followed(void **state)
{
	struct error error = { 0 };
	struct publication publication;

	(void)state;
	assert_int_equal(mkdir("elsewhere", 0700), 0);
	assert_int_equal(symlink("elsewhere", "archive"), 0);
	assert_false(publication_open(&publication, "archive", "e", &error));
	assert_false(publication_open(&publication, "archive/", "e", &error));
	assert_int_equal(unlink("archive"), 0);

	assert_int_equal(mkdir("archive", 0700), 0);
	assert_int_equal(symlink("../elsewhere", "archive/.partial-e"), 0);
	assert_true(publication_open(&publication, "archive", "e", &error));
	assert_int_equal(symlink("../../elsewhere", "archive/.partial-e/data"), 0);
	publication_write(&publication, "data/x", "x", 1);
	assert_false(publication_commit(&publication, &error));
	assert_string_equal(error.message, "cannot write 'archive/e/data/x': Not a directory");

	assert_true(publication_open(&publication, "archive", "e", &error));
	assert_int_equal(symlink("../../elsewhere/x", "archive/.partial-e/x"), 0);
	publication_write(&publication, "x", "x", 1);
	assert_false(publication_commit(&publication, &error));
	assert_string_equal(error.message, "cannot write 'archive/e/x': File exists");
	assert_int_equal(entries("elsewhere"), 0);
	assert_int_equal(entries("archive"), 0);
}

static void a_file_is_not_written_twice(void **state)
{
	struct error error = { 0 };
	struct publication publication;

	(void)state;
	assert_true(publication_open(&publication, "archive", "e", &error));
	publication_write(&publication, "x", "1", 1);
	publication_write(&publication, "x", "2", 1);
	publication_write(&publication, "y", "3", 1);
	assert_false(publication_commit(&publication, &error));
	assert_string_equal(error.message, "cannot write 'archive/e/x': File exists");
	assert_int_equal(entries("archive"), 0);
}

static void names_cannot_leave_the_directory(void **state)
{
	static const char *const names[] = { "", ".", "..", "a/b", "/e", "../e" };
	static const char *const files[] = { "", ".", "..", "../x", "a/b/c", "/x", "a/", "a/..",
		"./x" };
	struct error error = { 0 };
	struct publication publication;

	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		assert_false(publication_open(&publication, "archive", names[i], &error));
	assert_false(exists("archive"));
	for (size_t i = 0; i < sizeof(files) / sizeof(*files); i++) {
		assert_true(publication_open(&publication, "archive", "e", &error));
		publication_write(&publication, files[i], "x", 1);
		if (publication_commit(&publication, &error))
			fail_msg("'%s' was written", files[i]);
	}
	assert_int_equal(entries("archive"), 0);
	assert_int_equal(entries("."), 1);
}

static void a_parent_that_others_can_change_is_refused(void **state)
{
	struct error error = { 0 };
	struct publication publication;

	(void)state;
	assert_int_equal(mkdir("archive", 0700), 0);
	assert_int_equal(chmod("archive", 0770), 0);
	assert_false(publication_open(&publication, "archive", "e", &error));
	assert_non_null(strstr(error.message, "'archive' can be changed by others"));
	assert_int_equal(chmod("archive", 0702), 0);
	assert_false(publication_open(&publication, "archive", "e", &error));
	assert_int_equal(entries("archive"), 0);
	assert_int_equal(chmod("archive", 01777), 0);
	assert_true(publication_open(&publication, "archive", "e", &error));
	publication_abandon(&publication);
	assert_int_equal(chmod("archive", 0755), 0);
	assert_true(publication_open(&publication, "archive//", "e", &error));
	publication_abandon(&publication);
	assert_true(publication_open(&publication, ".", "e", &error));
	publication_abandon(&publication);
	put("text", "");
	assert_false(publication_open(&publication, "text", "e", &error));
	assert_string_equal(error.message, "cannot open 'text': Not a directory");
	assert_false(publication_open(&publication, "missing/archive", "e", &error));
	assert_string_equal(
		error.message, "cannot open 'missing/archive': No such file or directory");
}

/* Six syncs are made: above, two files, the folder, the directory, the parent; each may fail. */
static void every_failed_sync_is_told(void **state)
{
	int failures = 0;

	(void)state;
	for (int number = 1;; number++) {
		struct error error = { 0 };
		struct publication publication;
		char name[16];

		snprintf(name, sizeof(name), "e%d", number);
		syncs = 0;
		fail_sync_number = number;

		bool ok = publication_open(&publication, "archive", name, &error);

		if (ok) {
			publication_write(&publication, "data/x", "x", 1);
			publication_write(&publication, "y", "y", 1);
			ok = publication_commit(&publication, &error);
		}
		if (ok) {
			assert_true(syncs < number);
			break;
		}
		failures++;
		assert_int_equal(error.kind, ERROR_FAILED);
		assert_non_null(strstr(error.message, "Input/output error"));
		assert_non_null(strstr(error.message, "archive"));
		/* Nothing is tried again, and the name is given only when all but its own sync is
		 * done. */
		assert_int_equal(syncs, number);
		assert_int_equal(entries("archive"), number == 6);
	}
	assert_int_equal(failures, 6);
}

int main(void)
{
#define IN_A_DIRECTORY(test) cmocka_unit_test_setup_teardown(test, enter, leave)
	const struct CMUnitTest tests[] = {
		IN_A_DIRECTORY(a_file_is_read_whole),
		IN_A_DIRECTORY(what_is_no_file_is_not_read),
		IN_A_DIRECTORY(a_file_is_written_whole_synced_and_named),
		IN_A_DIRECTORY(nothing_but_a_file_is_replaced),
		IN_A_DIRECTORY(a_link_under_the_temporary_name_is_not_followed),
		IN_A_DIRECTORY(a_failed_sync_leaves_the_old_file),
		IN_A_DIRECTORY(what_does_not_fit_on_the_disk_leaves_nothing),
		IN_A_DIRECTORY(a_publication_appears_whole_after_everything_is_synced),
		IN_A_DIRECTORY(modes_do_not_depend_on_the_umask),
		IN_A_DIRECTORY(a_name_that_is_taken_is_left_alone),
		IN_A_DIRECTORY(so_it_is_where_renaming_knows_no_flags),
		IN_A_DIRECTORY(a_killed_run_leaves_nothing_that_counts),
		IN_A_DIRECTORY(an_abandoned_publication_is_gone),
		IN_A_DIRECTORY(a_link_in_the_way_is_not_followed),
		IN_A_DIRECTORY(a_file_is_not_written_twice),
		IN_A_DIRECTORY(names_cannot_leave_the_directory),
		IN_A_DIRECTORY(a_parent_that_others_can_change_is_refused),
		IN_A_DIRECTORY(every_failed_sync_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
