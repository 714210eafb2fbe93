#ifndef STAGE_SETTINGS_H
#define STAGE_SETTINGS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/error.h"
#include "model/settings.h"

/* What the reader must know of a metric to judge a goal on it. */
struct metric_kind {
	const char *code; /* "REN_LOGO", or "RESP_RATE:" for codes that take a parameter */
	enum unit unit;
};

/* One thing wrong with the configuration, in the order of the file. code is "CF01".."CF99"
 * (settings/schema.h lists them). */
struct setting_problem {
	const char *code;
	struct origin origin;
	const char *message; /* "unknown key 'tagret' in [goal]; did you mean 'target'?" */
};

struct setting_problems {
	struct setting_problem *items;
	size_t count, capacity;
};

/*
 * Reads directory/kvartal.conf. Every problem is found in one go: on any, false, with error holding
 * all of them as lines "kvartal.conf:4:1: ..." (ERROR_USAGE) and *problems (if not NULL) the same
 * one by one. A file that cannot be read is ERROR_USAGE too.
 */
bool settings_read(const char *directory, const struct metric_kind *metrics, size_t metric_count,
	struct settings *settings, struct setting_problems *problems, struct arena *arena,
	struct error *error);

/* The same for text in memory; file is the name used in messages. For tests and fuzzing. */
bool settings_parse(const char *text, size_t length, const char *file, const char *directory,
	const struct metric_kind *metrics, size_t metric_count, struct settings *settings,
	struct setting_problems *problems, struct arena *arena, struct error *error);

/* The commented configuration that init writes. */
extern const char settings_sample[];

#endif
