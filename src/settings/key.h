#ifndef SETTINGS_KEY_H
#define SETTINGS_KEY_H

#include <stdbool.h>
#include <stddef.h>

#include "settings/grammar.h"

/* A row of the schema: what a key takes, and where its value goes. */

enum kind {
	KIND_TEXT,	/* const char * */
	KIND_LOCALIZED, /* struct localized, of key, key.sv and key.en */
	KIND_LANGUAGES, /* list of const char *, its count at also */
	KIND_ADDRESSES, /* the same */
	KIND_MAILBOX,	/* const char * */
	KIND_URL,	/* const char * */
	KIND_DATABASE,	/* const char *, its origin at also */
	KIND_DATE,	/* const char * */
	KIND_QUARTER,	/* const char *, its origin at also */
	KIND_PERCENT,	/* double, a fraction; if also, that it is given, a bool */
	KIND_NUMBER,	/* double; the same */
	KIND_INTEGER,	/* int */
	KIND_YES,	/* bool */
	KIND_CHOICE,	/* an enum, whose values are the positions of choices */
	KIND_OPTION,	/* bool: the second of two choices */
	KIND_GOAL,	/* read by settings/goal_values.h */
};

struct key {
	const char *section, *name;
	enum kind kind;
	size_t offset, also;	    /* of the value, and of what goes with it */
	const char *fallback;	    /* the default, as it would be written; NULL: none */
	double least, greatest;	    /* of a number; a percentage as a fraction */
	const char *const *choices; /* ended by NULL; "" is a value that cannot be written */
	bool required;
};

/* Reads the value of a key, given in a language or not, into the struct at base; false after a
 * report. */
bool key_read(const struct key *key, const char *language, const struct value *value, void *base,
	struct reading *reading);

/* Whether a language is one that reports are made in: "sv", "en". */
bool language_known(const char *text);

#endif
