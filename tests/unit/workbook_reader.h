#ifndef TESTS_WORKBOOK_READER_H
#define TESTS_WORKBOOK_READER_H

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/strbuf.h"

/*
 * Reads parts of a workbook back, without the library that wrote it: the archive by unzip, the
 * parts as text. Each result is the caller's to free.
 */

static inline const char *test_folder(void)
{
	static char made[] = "/tmp/test-workbook-XXXXXX";
	static const char *folder;
	if (!folder)
		folder = getenv("TEST_TMPDIR");
	if (!folder)
		folder = mkdtemp(made);
	return folder;
}

static inline char *test_path(const char *name)
{
	struct strbuf path = STRBUF_INIT;
	strbuf_addf(&path, "%s/%s", test_folder(), name);
	char *copy = strdup(path.bytes);
	strbuf_release(&path);
	return copy;
}

/* A part of the archive; "" when there is none. */
static inline char *workbook_part(const char *path, const char *part)
{
	struct strbuf command = STRBUF_INIT, text = STRBUF_INIT;
	char buffer[4096];
	size_t length;
	strbuf_addf(&command, "unzip -p '%s' '%s' 2>/dev/null", path, part);
	FILE *pipe = popen(command.bytes, "r");
	while (pipe && (length = fread(buffer, 1, sizeof buffer, pipe)) > 0)
		strbuf_add(&text, buffer, length);
	if (pipe)
		pclose(pipe);
	char *copy = strdup(text.bytes);
	strbuf_release(&command);
	strbuf_release(&text);
	return copy;
}

/* The text of the n-th shared string, its stretches joined, with the XML entities as they are. */
static inline char *workbook_string(const char *strings, long number)
{
	struct strbuf text = STRBUF_INIT;
	const char *at = strings;
	for (long i = 0; at && i <= number; i++)
		at = strstr(at + 1, "<si>");
	const char *stop = at ? strstr(at, "</si>") : NULL;
	while (at && stop) {
		at = strstr(at, "<t");
		if (!at || at > stop)
			break;
		at = strchr(at, '>') + 1;
		const char *end = strstr(at, "</t>");
		strbuf_add(&text, at, (size_t)(end - at));
		at = end;
	}
	char *copy = strdup(text.bytes);
	strbuf_release(&text);
	return copy;
}

/*
 * What a cell of the n-th sheet (from 1) holds: "s:words" for a string, "n:0.5" for a number, "f"
 * for a formula, "empty" for a cell without value, "none" when it is not there.
 */
static inline char *workbook_cell(const char *path, int sheet, const char *cell)
{
	char name[64];
	snprintf(name, sizeof name, "xl/worksheets/sheet%d.xml", sheet);
	char *xml = workbook_part(path, name);
	char *strings = workbook_part(path, "xl/sharedStrings.xml");
	struct strbuf wanted = STRBUF_INIT, text = STRBUF_INIT;
	strbuf_addf(&wanted, "<c r=\"%s\"", cell);
	const char *at = strstr(xml, wanted.bytes);
	const char *tag_end = at ? strchr(at, '>') : NULL;
	if (!at) {
		strbuf_adds(&text, "none");
	} else if (tag_end[-1] == '/') {
		strbuf_adds(&text, "empty");
	} else if (strncmp(tag_end + 1, "<v>", 3) != 0) {
		strbuf_adds(&text, "f");
	} else {
		const char *type = strstr(at, " t=\"s\"");
		const char *value = tag_end + 4, *end = strstr(value, "</v>");
		if (type && type < tag_end) {
			char *words = workbook_string(strings, strtol(value, NULL, 10));
			strbuf_addf(&text, "s:%s", words);
			free(words);
		} else {
			strbuf_addf(&text, "n:%.*s", (int)(end - value), value);
		}
	}
	char *copy = strdup(text.bytes);
	strbuf_release(&wanted);
	strbuf_release(&text);
	free(xml);
	free(strings);
	return copy;
}

/* How often a text occurs. */
static inline size_t occurrences(const char *text, const char *wanted)
{
	size_t count = 0;
	for (const char *at = text; (at = strstr(at, wanted)) != NULL; at += strlen(wanted))
		count++;
	return count;
}

/*
 * Catches what is written to standard error, by libraries too: begin, then end, which gives the
 * bytes written.
 */
struct stderr_watch {
	int saved;
	FILE *file;
};

static inline void stderr_watch_begin(struct stderr_watch *watch)
{
	fflush(stderr);
	watch->file = tmpfile();
	watch->saved = dup(STDERR_FILENO);
	dup2(fileno(watch->file), STDERR_FILENO);
}

static inline long stderr_watch_end(struct stderr_watch *watch)
{
	fflush(stderr);
	dup2(watch->saved, STDERR_FILENO);
	close(watch->saved);
	long length = lseek(fileno(watch->file), 0, SEEK_END);
	fclose(watch->file);
	return length;
}

#endif
