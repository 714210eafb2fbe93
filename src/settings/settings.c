#include "stage/settings.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/strbuf.h"
#include "settings/addresses.h"
#include "settings/cleaning.h"
#include "settings/goals.h"
#include "settings/grammar.h"
#include "settings/schema.h"

enum { LONGEST_FILE = 256 * 1024 };

static const char file_name[] = "kvartal.conf";

/* The line of the earlier section of the same name and id, 0 when there is none. */
static int earlier_line(const struct document *document, const struct section *section)
{
	for (const struct section *s = document->sections; s < section; s++)
		if (!strcmp(s->name, section->name) &&
			(s->id ? section->id && !strcmp(s->id, section->id) : !section->id))
			return s->origin.line;
	return 0;
}

static void report_repeated(const struct section *section, int earlier, struct reading *reading)
{
	if (section->id)
		problem_add(reading, PROBLEM_REPEATED_SECTION, section->origin.line,
			section->origin.column, "[%s \"%s\"] already stands on line %d",
			section->name, section->id, earlier);
	else
		problem_add(reading, PROBLEM_REPEATED_SECTION, section->origin.line,
			section->origin.column, "[%s] already stands on line %d", section->name,
			earlier);
}

/* What the sections are read into. Goals and teams have room for every section. */
struct target {
	const struct metric_kind *metrics;
	size_t metric_count;
	struct settings *settings;
	struct goal_setting *goals;
	struct team_setting *teams;
	struct reading *reading;
};

/* Reads a section. One that stands there already is checked all the same, and not kept. */
static void section_read(struct target *target, struct section *section, bool kept)
{
	struct settings scratch = { 0 }, *settings = kept ? target->settings : &scratch;

	if (!strcmp(section->name, "goal")) {
		goal_read(section, target->metrics, target->metric_count,
			&target->goals[target->settings->goal_count], target->reading);
		target->settings->goal_count += kept;
	} else if (!strcmp(section->name, "team")) {
		struct team_setting *team = &target->teams[target->settings->team_count];

		*team = (struct team_setting){ .id = section->id, .origin = section->origin };
		schema_read(section, team, target->reading);
		target->settings->team_count += kept;
	} else {
		schema_read(section, settings, target->reading);
	}
}

static void document_interpret(struct target *target, const struct document *document)
{
	static const char *const singular[] = { "company", "data", "report", "privacy", "reward",
		"board", "mail", "archive" };
	struct settings *settings = target->settings;

	target->goals = ARENA_ARRAY(target->reading->arena, struct goal_setting, document->count);
	target->teams = ARENA_ARRAY(target->reading->arena, struct team_setting, document->count);
	settings->goals = target->goals;
	settings->teams = target->teams;
	for (size_t i = 0; i < sizeof(singular) / sizeof(*singular); i++)
		schema_defaults(singular[i], settings, target->reading);
	for (size_t i = 0; i < document->count; i++) {
		struct section *section = &document->sections[i];

		if (!schema_knows(section, target->reading))
			continue;

		int earlier = earlier_line(document, section);

		if (earlier)
			report_repeated(section, earlier, target->reading);
		section_read(target, section, !earlier);
	}
	schema_require(document, target->reading);
}

/* A decision asked for is what a board paper is for; a server named is how mail goes. */
static void settings_complete(struct settings *settings, const struct document *document)
{
	const struct section *board = document_section(document, "board");
	const struct localized *decision = &settings->decision;

	if (board && !section_entry(board, "purpose") &&
		(decision->any || decision->sv || decision->en))
		settings->purpose = PURPOSE_DECISION;
	if (settings->transport == TRANSPORT_NONE && settings->mail_url)
		settings->transport = TRANSPORT_SMTP;
}

/* The entry of a key, NULL when it is not there or was at fault. */
static const struct entry *good_entry(const struct section *section, const char *key)
{
	const struct entry *entry = section_entry(section, key);

	return entry && !entry->faulty ? entry : NULL;
}

static void check_mail(
	const struct settings *settings, const struct document *document, struct reading *reading)
{
	const struct section *mail = document_section(document, "mail");

	if (!mail)
		return;

	const struct entry *tls = good_entry(mail, "tls"), *url = good_entry(mail, "url");
	const struct entry *transport = good_entry(mail, "transport");
	const struct entry *command = section_entry(mail, "password_command");
	const struct entry *file = section_entry(mail, "password_file");

	if (tls && settings->tls == TLS_NONE && url && !mail_url_is_loopback(settings->mail_url))
		problem_add(reading, PROBLEM_UNSAFE, tls->line, tls->value.columns[0],
			"tls: none is accepted only for a mail server on this machine");
	if (transport && settings->transport == TRANSPORT_SMTP && !section_entry(mail, "url"))
		problem_add(reading, PROBLEM_MISSING, transport->line, transport->value.columns[0],
			"transport: smtp needs the key 'url'");
	if (command && file) {
		const struct entry *later = command->line > file->line ? command : file;
		const struct entry *earlier = later == command ? file : command;

		problem_add(reading, PROBLEM_REPEATED_KEY, later->line, later->column,
			"'%s' and '%s' of line %d exclude each other", later->key, earlier->key,
			earlier->line);
	}
}

static bool problems_tell(const struct setting_problems *problems, struct error *error)
{
	struct strbuf lines = STRBUF_INIT;

	for (size_t i = 0; i < problems->count; i++) {
		const struct setting_problem *problem = &problems->items[i];

		strbuf_addf(&lines, "%s%s:%d:%d: %s", i ? "\n" : "", problem->origin.file,
			problem->origin.line, problem->origin.column, problem->message);
	}
	error_set(error, ERROR_USAGE, "%s", lines.bytes);
	strbuf_release(&lines);
	return false;
}

bool settings_parse(const char *text, size_t length, const char *file, const char *directory,
	const struct metric_kind *metrics, size_t metric_count, struct settings *settings,
	struct setting_problems *problems, struct arena *arena, struct error *error)
{
	struct setting_problems own = { 0 };
	struct reading reading = { arena_strdup(arena, file), problems ? problems : &own, arena };
	struct target target = { metrics, metric_count, settings, NULL, NULL, &reading };
	struct document document;
	size_t clean_length = 0;

	*reading.problems = own;
	*settings = (struct settings){
		.file = reading.file,
		.directory = arena_strdup(arena, directory),
	};

	const char *clean = configuration_clean(text, length, &clean_length, &reading);

	if (clean) {
		document_read(&document, clean, clean_length, &reading);
		document_interpret(&target, &document);
		settings_complete(settings, &document);
		check_mail(settings, &document, &reading);
	}
	if (!reading.problems->count)
		return true;
	problems_sort(reading.problems);
	return problems_tell(reading.problems, error);
}

bool settings_read(const char *directory, const struct metric_kind *metrics, size_t metric_count,
	struct settings *settings, struct setting_problems *problems, struct arena *arena,
	struct error *error)
{
	const char *path = arena_printf(arena, "%s/%s", directory, file_name);
	char *text;
	size_t length;

	if (problems)
		*problems = (struct setting_problems){ 0 };
	if (access(path, F_OK) != 0 && errno == ENOENT)
		return error_set(error, ERROR_USAGE, "no '%s' in '%s'; 'kvartal init' writes one",
			file_name, directory);
	if (!file_read(path, LONGEST_FILE, &text, &length, arena, error)) {
		error->kind = ERROR_USAGE;
		return false;
	}
	return settings_parse(text, length, file_name, directory, metrics, metric_count, settings,
		problems, arena, error);
}
