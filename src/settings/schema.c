#include "settings/schema.h"

#include <stddef.h>
#include <string.h>

#include "base/suggest.h"
#include "settings/key.h"

#define CHOICES(...) ((const char *const[]){ __VA_ARGS__, NULL })
#define IN_SETTINGS(member) .offset = offsetof(struct settings, member)
#define IN_GOAL(member) .offset = offsetof(struct goal_setting, member)
#define IN_TEAM(member) .offset = offsetof(struct team_setting, member)

/* clang-format off */
static const struct key keys[] = {
	{ "company", "name", KIND_TEXT, IN_SETTINGS(company), .required = true },
	{ "company", "languages", KIND_LANGUAGES, IN_SETTINGS(languages),
		.also = offsetof(struct settings, language_count), .fallback = "sv, en" },

	{ "data", "database", KIND_DATABASE, IN_SETTINGS(database),
		.also = offsetof(struct settings, database_origin), .required = true },
	{ "data", "max_age_days", KIND_INTEGER, IN_SETTINGS(max_age_days),
		.fallback = "10", .least = 0, .greatest = 3660 },
	{ "data", "min_coverage", KIND_PERCENT, IN_SETTINGS(min_coverage),
		.fallback = "95 %", .least = 0, .greatest = 1 },

	{ "report", "confidence", KIND_PERCENT, IN_SETTINGS(confidence),
		.fallback = "90 %", .least = 0.5, .greatest = 0.999 },
	{ "report", "due_convention", KIND_CHOICE, IN_SETTINGS(due_convention),
		.fallback = "first_uncovered_day",
		.choices = CHOICES("first_uncovered_day", "last_covered_day") },
	{ "report", "discount_rate", KIND_PERCENT, IN_SETTINGS(discount_rate),
		.fallback = "10 %", .least = 0, .greatest = 1 },
	{ "report", "clv_horizon_years", KIND_INTEGER, IN_SETTINGS(clv_horizon_years),
		.fallback = "5", .least = 1, .greatest = 30 },
	{ "report", "ignore_indexation", KIND_YES, IN_SETTINGS(ignore_indexation),
		.fallback = "no" },

	{ "privacy", "min_group", KIND_INTEGER, IN_SETTINGS(min_group),
		.fallback = "5", .least = 3, .greatest = 100 },

	{ "goal", "name", KIND_LOCALIZED, IN_GOAL(name) },
	{ "goal", "metric", KIND_GOAL, IN_GOAL(metric) },
	{ "goal", "scope", KIND_GOAL, IN_GOAL(scope) },
	{ "goal", "kind", KIND_CHOICE, IN_GOAL(kind), .fallback = "level",
		.choices = CHOICES("level", "range", "improve", "trend") },
	{ "goal", "direction", KIND_OPTION, IN_GOAL(down), .fallback = "up",
		.choices = CHOICES("up", "down") },
	{ "goal", "from", KIND_QUARTER, IN_GOAL(from),
		.also = offsetof(struct goal_setting, from_origin) },
	{ "goal", "to", KIND_QUARTER, IN_GOAL(to),
		.also = offsetof(struct goal_setting, to_origin) },
	{ "goal", "baseline", KIND_QUARTER, IN_GOAL(baseline),
		.also = offsetof(struct goal_setting, baseline_origin) },
	{ "goal", "target", KIND_GOAL, IN_GOAL(target) },
	{ "goal", "range", KIND_GOAL, IN_GOAL(range_low) },
	{ "goal", "path", KIND_GOAL, IN_GOAL(path) },
	{ "goal", "threshold", KIND_GOAL, IN_GOAL(threshold) },
	{ "goal", "cap", KIND_GOAL, IN_GOAL(cap) },
	{ "goal", "weight", KIND_NUMBER, IN_GOAL(weight),
		.fallback = "1", .least = -1e6, .greatest = 1e6 },
	{ "goal", "min_n", KIND_NUMBER, IN_GOAL(min_n),
		.also = offsetof(struct goal_setting, has_min_n), .least = 1, .greatest = 1e6 },
	{ "goal", "gate_cap", KIND_PERCENT, IN_GOAL(gate_cap),
		.also = offsetof(struct goal_setting, has_gate_cap), .least = 0, .greatest = 2 },
	{ "goal", "set_by", KIND_TEXT, IN_GOAL(set_by) },

	{ "reward", "enabled", KIND_YES, IN_SETTINGS(reward_enabled), .fallback = "yes" },

	{ "team", "name", KIND_LOCALIZED, IN_TEAM(name) },
	{ "team", "to", KIND_ADDRESSES, IN_TEAM(to),
		.also = offsetof(struct team_setting, to_count) },

	{ "board", "to", KIND_ADDRESSES, IN_SETTINGS(board_to),
		.also = offsetof(struct settings, board_to_count) },
	{ "board", "purpose", KIND_CHOICE, IN_SETTINGS(purpose), .fallback = "information",
		.choices = CHOICES("information", "decision", "discussion") },
	{ "board", "decision", KIND_LOCALIZED, IN_SETTINGS(decision) },
	{ "board", "date", KIND_DATE, IN_SETTINGS(board_date) },
	{ "board", "agenda_item", KIND_TEXT, IN_SETTINGS(agenda_item) },
	{ "board", "confidentiality", KIND_LOCALIZED, IN_SETTINGS(confidentiality) },

	{ "mail", "from", KIND_MAILBOX, IN_SETTINGS(mail_from) },
	{ "mail", "reply_to", KIND_MAILBOX, IN_SETTINGS(mail_reply_to) },
	{ "mail", "transport", KIND_CHOICE, IN_SETTINGS(transport),
		.choices = CHOICES("", "smtp", "sendmail", "maildir") },
	{ "mail", "url", KIND_URL, IN_SETTINGS(mail_url) },
	{ "mail", "tls", KIND_CHOICE, IN_SETTINGS(tls), .fallback = "required",
		.choices = CHOICES("required", "opportunistic", "none") },
	{ "mail", "user", KIND_TEXT, IN_SETTINGS(mail_user) },
	{ "mail", "password_file", KIND_TEXT, IN_SETTINGS(mail_password_file) },
	{ "mail", "password_command", KIND_TEXT, IN_SETTINGS(mail_password_command) },
	{ "mail", "require_approval", KIND_YES, IN_SETTINGS(require_approval), .fallback = "yes" },

	{ "archive", "directory", KIND_TEXT, IN_SETTINGS(archive_directory),
		.fallback = "archive" },
	{ "archive", "signing_key_file", KIND_TEXT, IN_SETTINGS(signing_key_file) },
};
/* clang-format on */

enum { KEYS = sizeof(keys) / sizeof(*keys) };

/* The sections, and an example of the name of those that have one. */
static const struct {
	const char *name, *example;
} sections[] = {
	{ "company", NULL },
	{ "data", NULL },
	{ "report", NULL },
	{ "privacy", NULL },
	{ "goal", "renewal" },
	{ "reward", NULL },
	{ "team", "nord" },
	{ "board", NULL },
	{ "mail", NULL },
	{ "archive", NULL },
};

enum { SECTIONS = sizeof(sections) / sizeof(*sections) };

bool schema_knows(const struct section *section, struct reading *reading)
{
	const struct origin *at = &section->origin;
	const char *names[SECTIONS];

	for (size_t i = 0; i < SECTIONS; i++) {
		names[i] = sections[i].name;
		if (strcmp(section->name, names[i]) != 0)
			continue;
		if (section->id && !sections[i].example)
			return problem_add(reading, PROBLEM_UNKNOWN_SECTION, at->line, at->column,
				"[%s] takes no name", names[i]);
		if (!section->id && sections[i].example)
			return problem_add(reading, PROBLEM_UNKNOWN_SECTION, at->line, at->column,
				"[%s] needs a name, as in [%s \"%s\"]", names[i], names[i],
				sections[i].example);
		return true;
	}
	/* One without a name was reported by the grammar. */
	if (*section->name)
		problem_add(reading, PROBLEM_UNKNOWN_SECTION, at->line, at->column,
			"unknown section [%s]%s", section->name,
			problem_hint(reading, section->name, names, SECTIONS));
	return false;
}

static const struct key *key_named(const char *section, const char *name)
{
	for (size_t i = 0; i < KEYS; i++)
		if (!strcmp(keys[i].section, section) && !strcmp(keys[i].name, name))
			return &keys[i];
	return NULL;
}

/* The key of the schema nearest to one that is unknown; NULL when none is near. */
static const char *key_nearest(const char *section, const char *name)
{
	const char *names[KEYS];
	size_t count = 0;

	for (size_t i = 0; i < KEYS; i++)
		if (!strcmp(keys[i].section, section))
			names[count++] = keys[i].name;
	return suggest_nearest(name, names, count);
}

static void report_unknown(
	const struct section *section, struct entry *entry, struct reading *reading)
{
	if (!strcmp(section->name, "mail") && !strcmp(entry->name, "password")) {
		problem_add(reading, PROBLEM_UNSAFE, entry->line, entry->column,
			"unknown key 'password' in [mail]; put the password into a file of its own "
			"and name that with 'password_file'");
		return;
	}
	entry->meant = key_nearest(section->name, entry->name);
	if (!entry->meant) {
		problem_add(reading, PROBLEM_UNKNOWN_KEY, entry->line, entry->column,
			"unknown key '%s' in [%s]", entry->key, section->name);
		return;
	}

	bool keeps = key_named(section->name, entry->meant)->kind == KIND_LOCALIZED &&
		     entry->language && language_known(entry->language);

	problem_add(reading, PROBLEM_UNKNOWN_KEY, entry->line, entry->column,
		"unknown key '%s' in [%s]; did you mean '%s%s%s'?", entry->key, section->name,
		entry->meant, keeps ? "." : "", keeps ? entry->language : "");
}

/* The row of an entry, NULL after a report. */
static const struct key *entry_key(
	const struct section *section, struct entry *entry, struct reading *reading)
{
	const struct key *key = key_named(section->name, entry->name);

	if (!key) {
		report_unknown(section, entry, reading);
		return NULL;
	}
	entry->meant = key->name;
	if (!entry->language || (key->kind == KIND_LOCALIZED && language_known(entry->language)))
		return key;
	if (key->kind == KIND_LOCALIZED)
		problem_add(reading, PROBLEM_UNKNOWN_KEY, entry->line, entry->column,
			"unknown language '%s' in '%s'; expected '%s.sv' or '%s.en'",
			entry->language, entry->key, key->name, key->name);
	else
		problem_add(reading, PROBLEM_UNKNOWN_KEY, entry->line, entry->column,
			"unknown key '%s' in [%s]; '%s' has no languages", entry->key,
			section->name, key->name);
	return NULL;
}

void schema_defaults(const char *name, void *settings, struct reading *reading)
{
	for (size_t i = 0; i < KEYS; i++) {
		const struct key *key = &keys[i];

		if (strcmp(key->section, name) != 0 || !key->fallback)
			continue;

		size_t length = strlen(key->fallback);
		struct value value = { key->name, key->fallback,
			ARENA_ARRAY(reading->arena, int, length + 1), length, 0 };

		key_read(key, NULL, &value, settings, reading);
	}
}

/* The line of an earlier entry of the same key, 0 when there is none. */
static int earlier_line(const struct section *section, size_t index)
{
	for (size_t i = 0; i < index; i++)
		if (!strcmp(section->entries[i].key, section->entries[index].key))
			return section->entries[i].line;
	return 0;
}

void schema_read(struct section *section, void *settings, struct reading *reading)
{
	for (size_t i = 0; i < section->count; i++) {
		struct entry *entry = &section->entries[i];
		const struct key *key = entry_key(section, entry, reading);
		int earlier = key ? earlier_line(section, i) : 0;

		if (earlier)
			problem_add(reading, PROBLEM_REPEATED_KEY, entry->line, entry->column,
				"'%s' is already set on line %d", entry->key, earlier);
		else if (key)
			entry->faulty =
				!key_read(key, entry->language, &entry->value, settings, reading);
	}
}

static bool section_mentions(const struct section *section, const char *key)
{
	for (size_t i = 0; i < section->count; i++)
		if (section->entries[i].meant && !strcmp(section->entries[i].meant, key))
			return true;
	return false;
}

bool section_require(const struct section *section, const char *key, struct reading *reading)
{
	return section_mentions(section, key) ||
	       problem_add(reading, PROBLEM_MISSING, section->origin.line, section->origin.column,
		       "[%s \"%s\"] lacks the key '%s'", section->name, section->id, key);
}

static bool document_mentions(const struct document *document, const char *name, const char *key)
{
	for (size_t i = 0; i < document->count; i++)
		if (!strcmp(document->sections[i].name, name) &&
			section_mentions(&document->sections[i], key))
			return true;
	return false;
}

void schema_require(const struct document *document, struct reading *reading)
{
	for (size_t i = 0; i < KEYS; i++) {
		const struct key *key = &keys[i];

		if (!key->required || document_mentions(document, key->section, key->name))
			continue;

		const struct section *section = document_section(document, key->section);

		problem_add(reading, PROBLEM_MISSING, section ? section->origin.line : 1,
			section ? section->origin.column : 1,
			section ? "[%s] lacks the key '%s'" : "there is no [%s] with the key '%s'",
			key->section, key->name);
	}
}
