#ifndef SETTINGS_SCHEMA_H
#define SETTINGS_SCHEMA_H

#include <stdbool.h>

#include "settings/grammar.h"

/*
 * What kvartal.conf may hold: one table with a row for each key, with its kind, range and default,
 * and where its value goes. A new key is one row. The codes of problems, CF01 and up, are those of
 * enum problem_code (settings/problems.h):
 *
 *     CF01 not text            CF05 unknown key         CF09 wrong kind        CF13 wrong unit
 *     CF02 line too long       CF06 repeated section    CF10 ambiguous number  CF14 contradiction
 *     CF03 grammar             CF07 repeated key        CF11 out of range      CF15 unsupported
 *     CF04 unknown section     CF08 missing             CF12 unknown metric    CF16 unsafe
 *
 * CF14 is DQ24 of metrics.md 2.1. The keys of [goal] that depend on the metric are read by
 * settings/goals.h.
 */

/* Reports a section that is unknown, or has a name or lacks one wrongly; false then. */
bool schema_knows(const struct section *section, struct reading *reading);

/* Sets the defaults of all keys of the sections of this name. */
void schema_defaults(const char *name, void *settings, struct reading *reading);

/*
 * Reads the entries of a section into settings: a struct settings, goal_setting or team_setting, as
 * the section is. Reports unknown and repeated keys, and values that are not what the key takes.
 */
void schema_read(struct section *section, void *settings, struct reading *reading);

/*
 * Reports the keys that are required of a section, or of any of its name, and stand nowhere. One
 * that is only misspelt, and reported so, is not missing too.
 */
void schema_require(const struct document *document, struct reading *reading);
bool section_require(const struct section *section, const char *key, struct reading *reading);

#endif
