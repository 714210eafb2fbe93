#ifndef SETTINGS_PROBLEMS_H
#define SETTINGS_PROBLEMS_H

#include <stdbool.h>

#include "base/arena.h"
#include "stage/settings.h"

/*
 * What can be wrong with kvartal.conf. The number is that of the code: PROBLEM_NOT_TEXT is "CF01".
 * Numbers are never used again for something else.
 */
enum problem_code {
	PROBLEM_NOT_TEXT = 1, /* not UTF-8, UTF-16, a NUL byte, a control character */
	PROBLEM_LONG_LINE,    /* CF02: more than 4096 characters */
	PROBLEM_GRAMMAR, /* CF03: no '=', an unclosed bracket or quote, a key before any section */
	PROBLEM_UNKNOWN_SECTION,  /* CF04: also a name where none belongs, or none where one must be
				   */
	PROBLEM_UNKNOWN_KEY,	  /* CF05: also a language that the key cannot have */
	PROBLEM_REPEATED_SECTION, /* CF06: a section, goal or team that an earlier line has */
	PROBLEM_REPEATED_KEY,	  /* CF07: a key, or an item of a list, that stands there already */
	PROBLEM_MISSING,	  /* CF08: a required key, or one that another key requires */
	PROBLEM_WRONG_KIND,	  /* CF09: no number, percent, date, quarter, address, choice ... */
	PROBLEM_AMBIGUOUS,	  /* CF10: a number that can be read in two ways */
	PROBLEM_OUT_OF_RANGE,	  /* CF11 */
	PROBLEM_UNKNOWN_METRIC,	  /* CF12 */
	PROBLEM_WRONG_UNIT,	  /* CF13: a number in another unit than the metric's */
	PROBLEM_CONTRADICTION, /* CF14: a goal that contradicts itself (DQ24 of metrics.md 2.1) */
	PROBLEM_UNSUPPORTED,   /* CF15: a kind of database that this version cannot read */
	PROBLEM_UNSAFE,	       /* CF16: a password in the configuration, mail without encryption */
};

/* What reading one configuration shares. */
struct reading {
	const char *file; /* as named in messages */
	struct setting_problems *problems;
	struct arena *arena;
};

/* Adds a problem; line and column from 1, the column in characters. Returns false. */
bool problem_add(struct reading *reading, enum problem_code code, int line, int column,
	const char *format, ...) __attribute__((format(printf, 5, 6)));

/* Puts the problems into the order of the file and leaves out what is said twice. */
void problems_sort(struct setting_problems *problems);

/* "; did you mean 'name'?" for the nearest of the names, or "". */
const char *problem_hint(
	struct reading *reading, const char *written, const char *const *names, size_t count);

#endif
