#ifndef SETTINGS_GRAMMAR_H
#define SETTINGS_GRAMMAR_H

#include <stdbool.h>
#include <stddef.h>

#include "settings/problems.h"

/*
 * The text of a configuration as sections of entries, before anybody asks what they mean:
 *
 *     # a comment, at the start of a line or after white space
 *     [section]
 *     [section "name"]          # \" and \\ within the quotes
 *     key = value               # white space around both is no part of them
 *     key.sv = "a value # whole" # quotes keep white space and '#'; \" and \\ within
 *
 * White space is the space, the tab, U+00A0 and U+202F. A line has at most 4096 characters. A line
 * that breaks the grammar is reported and, as far as it can be understood, read all the same.
 */

/* A value, or a part of one, and where each byte of it was written. */
struct value {
	const char *key;    /* as written, for messages */
	const char *text;   /* not ended by a NUL where it is a part */
	const int *columns; /* of every byte, and of the end */
	size_t length;
	int line;
};

struct entry {
	const char *key;      /* as written: "name.sv" */
	const char *name;     /* "name" */
	const char *language; /* "sv", NULL when there is none */
	struct value value;   /* tabs are spaces */
	int line, column;
	const char
		*meant; /* the key of the schema that it is, or is near; NULL. Set by the schema */
	bool faulty;	/* the value could not be read. Set by the schema */
};

struct section {
	const char *name; /* "goal"; "" when it could not be read */
	const char *id;	  /* of [goal "id"], NULL when there is none */
	struct origin origin;
	struct entry *entries;
	size_t count, capacity;
};

struct document {
	struct section *sections;
	size_t count, capacity;
};

void document_read(
	struct document *document, const char *text, size_t length, struct reading *reading);

/* The first entry of a key that has no language; NULL when there is none. */
struct entry *section_entry(const struct section *section, const char *key);

/* The first section of a name; NULL when there is none. */
const struct section *document_section(const struct document *document, const char *name);

/* Bytes of the white space at text: 0 when there is none. */
size_t blank_length(const char *text, const char *end);

/* The bytes from..to of a value, without white space around. */
struct value value_part(const struct value *value, size_t from, size_t to);

#endif
