#ifndef LOCALE_PHRASES_H
#define LOCALE_PHRASES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/error.h"

/*
 * The words of a language, from a gettext catalogue (.po) that is read directly: several languages
 * in one run, no process state. English is the language of the source texts (msgid); its own
 * catalogue need hold nothing. Placeholders are {name}; they stand in any order in a translation.
 */
struct phrases;

/*
 * Reads a catalogue in memory. Every problem is told with file and line ("sv.po:6: ..."), all in
 * one go, ERROR_USAGE: bad quoting, duplicates, a charset that is not UTF-8, a placeholder that the
 * msgid does not have or that is lost, plural forms that do not fit Plural-Forms. Fuzzy and
 * obsolete entries are skipped.
 */
bool phrases_parse(struct phrases **phrases, const char *text, size_t length, const char *file,
	struct arena *arena, struct error *error);

/* A catalogue without entries: every phrase is its msgid. */
struct phrases *phrases_empty(struct arena *arena);

/* The phrase for msgid in a context (NULL: none); msgid itself when there is no translation. */
const char *phrase(const struct phrases *phrases, const char *context, const char *msgid);

/*
 * The phrase for a count: singular and plural are the English ones. The count itself is the
 * placeholder {count}: only it may be left out, by a form that belongs to a single count ("ett
 * mål").
 */
const char *phrase_plural(const struct phrases *phrases, const char *context, const char *singular,
	const char *plural, long count);

/* A pair for phrase_fill. */
struct filling {
	const char *name, *text;
};

/* The pattern with each {name} replaced by its text; "{{" is a brace. An unknown name is left as it
 * is. */
const char *phrase_fill(
	const char *pattern, const struct filling *fillings, size_t count, struct arena *arena);

#endif
