#ifndef LOCALE_PHRASE_TABLE_H
#define LOCALE_PHRASE_TABLE_H

#include <stdbool.h>
#include <stddef.h>

#include "locale/phrases.h"
#include "locale/plural.h"

/* A catalogue as its reader (catalogue.c) fills it and phrases.c looks it up. */

struct phrase_entry {
	const char *context; /* NULL: none */
	const char *msgid, *plural;
	const char *forms[PLURAL_FORMS_MAX]; /* forms[0] NULL: not translated; one without plural */
	int line;
};

struct phrases {
	const struct phrase_entry **slots; /* open addressing; a power of two of them */
	size_t slot_count, count;
	const struct plural_rule *rule; /* NULL where no entry has a plural */
};

const struct phrase_entry *phrases_find(
	const struct phrases *phrases, const char *context, const char *msgid);

/* The entry must not be there yet. */
void phrases_insert(struct phrases *phrases, const struct phrase_entry *entry, struct arena *arena);

/* The next {name} of a pattern at *at, which moves past it; "{{" is none. */
bool placeholder_next(const char **at, const char **name, size_t *length);

#endif
