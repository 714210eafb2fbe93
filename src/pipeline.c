#include "pipeline.h"

#include <dirent.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/digest.h"
#include "base/file.h"
#include "base/strbuf.h"
#include "base/utf8.h"
#include "cli/cli.h"
#include "stage/figures.h"
#include "stage/quality.h"
#include "stage/render.h"
#include "stage/source.h"

enum { CONFIGURATION_LIMIT = 4 << 20, TEMPLATE_LIMIT = 4 << 20, SNAPSHOT_LIMIT = 1 << 30 };

bool project_settings(const char *directory, struct settings *settings,
	struct setting_problems *problems, struct arena *arena, struct error *error)
{
	const struct metric_about *about;
	size_t count, goals = 0;
	metric_list(&about, &count, arena);
	struct metric_kind *kinds = ARENA_ARRAY(arena, struct metric_kind, count);
	for (size_t i = 0; i < count; i++)
		if (about[i].goal)
			kinds[goals++] = (struct metric_kind){ about[i].code, about[i].unit };
	return settings_read(directory, kinds, goals, settings, problems, arena, error);
}

static const char *path_join(const char *directory, const char *name, struct arena *arena)
{
	if (name[0] == '/' || !strcmp(directory, "."))
		return name;
	return arena_printf(arena, "%s/%s", directory, name);
}

bool project_open(const char *directory, struct date as_of, struct project *project,
	struct arena *arena, struct error *error)
{
	if (!project_settings(directory, &project->settings, NULL, arena, error))
		return false;
	char *text;
	if (!file_read(path_join(directory, "kvartal.conf", arena), CONFIGURATION_LIMIT, &text,
		    &project->configuration_length, arena, error))
		return false;
	project->configuration = text;
	const char *database = path_join(directory, project->settings.database, arena);
	if (!source_load(database, as_of, &project->facts, arena, error))
		return error_wrap(error, "reading '%s'", database);
	return goals_resolve(&project->settings, &project->facts, &project->plans, arena, error);
}

bool project_quarter(const struct project *project, const char *period, struct quarter *quarter,
	struct error *error)
{
	const struct facts *facts = &project->facts;
	struct quarter latest =
		quarter_add(quarter_of(date_add(facts->as_of, 1), facts->fiscal), -1);
	if (!period || !strcmp(period, "last")) {
		*quarter = latest;
		return true;
	}
	if (quarter_parse(period, facts->fiscal, quarter))
		return true;
	char example[16];
	quarter_format(latest, facts->fiscal, example);
	return error_set(error, ERROR_USAGE, "'%s' is no quarter; write for example %s, or last",
		period, example);
}

bool project_evaluate(const struct project *project, struct quarter quarter,
	struct evaluation *evaluation, struct arena *arena, struct error *error)
{
	goals_evaluate(
		&project->settings, &project->facts, project->plans, quarter, evaluation, arena);
	evaluation->program = program_version;
	struct finding *findings;
	size_t count;
	if (!quality_check(&project->facts, quarter, &findings, &count, arena))
		return error_set(error, ERROR_FAILED, "the quality rules could not be applied");
	evaluation->findings = findings;
	evaluation->finding_count = count;
	return true;
}

/*
 * Where templates are installed: beside the program's own directory, in the source tree (build/ or
 * a folder in it) as well as under a prefix.
 */
static const char *installed_templates(struct arena *arena)
{
	static const char *const places[] = { "../templates", "../../templates",
		"../share/kvartal/templates" };
	char program[PATH_MAX];
	ssize_t length = readlink("/proc/self/exe", program, sizeof(program) - 1);
	if (length < 0)
		return places[0];
	program[length] = '\0';
	char *slash = strrchr(program, '/');
	*slash = '\0';
	for (size_t i = 0; i < sizeof(places) / sizeof(*places); i++) {
		const char *place = arena_printf(arena, "%s/%s", program, places[i]);
		if (access(place, R_OK) == 0)
			return place;
	}
	return arena_printf(arena, "%s/%s", program, places[0]);
}

static bool read_overridable(const char *directory, const char *name, const char **file,
	char **text, size_t *length, struct arena *arena, struct error *error)
{
	*file = path_join(directory, arena_printf(arena, "templates/%s", name), arena);
	if (access(*file, F_OK) != 0)
		*file = arena_printf(arena, "%s/%s", installed_templates(arena), name);
	if (!file_read(*file, TEMPLATE_LIMIT, text, length, arena, error))
		return false;
	/* Messages name the file as its writer knows it, not where it happens to be installed. */
	*file = name;
	return true;
}

bool voice_open(struct voice *voice, const char *directory, const char *language,
	struct arena *arena, struct error *error)
{
	struct format *format;
	struct phrases *phrases;
	*voice = (struct voice){ .language = language };
	if (!format_open(&format, language, arena, error))
		return false;
	voice->format = format;
	const char *file;
	char *text;
	size_t length;
	const char *name = arena_printf(arena, "lang/%s.po", language);
	if (!read_overridable(directory, name, &file, &text, &length, arena, error) ||
		!phrases_parse(&phrases, text, length, file, arena, error)) {
		voice_close(voice);
		return false;
	}
	voice->phrases = phrases;
	return true;
}

void voice_close(struct voice *voice)
{
	format_close((struct format *)voice->format);
	voice->format = NULL;
}

bool template_load(struct template_source *source, const char *directory, const char *kind,
	const char *language, struct arena *arena, struct error *error)
{
	char *text;
	const char *name = arena_printf(arena, "%s.%s.md", kind, language);
	if (!read_overridable(directory, name, &source->file, &text, &source->length, arena, error))
		return false;
	source->text = text;
	return true;
}

static bool check_language(const struct project *project, const struct evaluation *evaluation,
	const struct voice *voice, struct arena *arena, struct error *error)
{
	static const struct edition edition = { "check", "" };
	const char *directory = project->settings.directory;
	struct template_source source;
	struct report report;
	if (!template_load(&source, directory, "board", voice->language, arena, error) ||
		!compose_board(evaluation, voice, &edition, &source, &report, arena, error))
		return false;
	/* The team page's names are the same for every scope, so the company serves as a team. */
	return template_load(&source, directory, "team", voice->language, arena, error) &&
	       compose_team(evaluation, 0, voice, &edition, &source, &report, arena, error);
}

bool project_check_templates(const struct project *project, const struct evaluation *evaluation,
	struct arena *arena, struct error *error)
{
	for (size_t i = 0; i < project->settings.language_count; i++) {
		struct voice voice;
		if (!voice_open(&voice, project->settings.directory, project->settings.languages[i],
			    arena, error))
			return false;
		bool done = check_language(project, evaluation, &voice, arena, error);
		voice_close(&voice);
		if (!done)
			return false;
	}
	return true;
}

/* The highest revision of the period in the archive; 0 when there is none. */
static int latest_revision(const char *archive, const char *period)
{
	int latest = 0;
	size_t length = strlen(period);
	DIR *directory = opendir(archive);
	if (!directory)
		return 0;
	for (const struct dirent *entry; (entry = readdir(directory)) != NULL;) {
		const char *name = entry->d_name;
		if (strncmp(name, period, length) != 0 || strncmp(name + length, "-r", 2) != 0)
			continue;
		char *end;
		long revision = strtol(name + length + 2, &end, 10);
		if (*end == '\0' && revision > latest && revision <= INT_MAX)
			latest = (int)revision;
	}
	closedir(directory);
	return latest;
}

/* A period label as a directory name: 2025/26Q1 has a slash that a path would take as its own. */
static const char *period_name(const char *label, struct arena *arena)
{
	char *name = arena_strdup(arena, label);
	for (char *c = name; *c; c++)
		if (*c == '/')
			*c = '-';
	return name;
}

static bool is_plain(unsigned char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

static bool is_safe_name(const char *id)
{
	size_t length = strlen(id);
	for (const char *c = id; *c; c++)
		if (!is_plain((unsigned char)*c | ((*c >= 'A' && *c <= 'Z') ? 0x20 : 0)) &&
			(c == id || !strchr("-_.", *c)))
			return false;
	return length > 0 && length <= 64;
}

/*
 * A team id as part of a file name: as it is where that is safe; else its letters and digits, at
 * most 40, and six digits of its digest, so that no two ids share a name (reliability.md 3.3).
 */
static const char *file_slug(const char *id, struct arena *arena)
{
	if (is_safe_name(id))
		return id;
	char slug[41], hex[65];
	size_t length = 0;
	const char *end = id + strlen(id);
	for (const char *c = id; c < end && length < sizeof(slug) - 1;) {
		uint32_t code_point = utf8_next(&c, end);
		if (code_point >= 'A' && code_point <= 'Z')
			code_point += 'a' - 'A';
		if (code_point == 0xE5 || code_point == 0xE4 || code_point == 0xC5 ||
			code_point == 0xC4)
			code_point = 'a';
		else if (code_point == 0xF6 || code_point == 0xD6)
			code_point = 'o';
		if (code_point < 0x80 && is_plain((unsigned char)code_point))
			slug[length++] = (char)code_point;
		else if (length > 0 && slug[length - 1] != '-')
			slug[length++] = '-';
	}
	slug[length] = '\0';
	digest_sha256(id, strlen(id), hex);
	return arena_printf(
		arena, "%s%s%.6s", slug, length && slug[length - 1] != '-' ? "-" : "", hex);
}

/* What publishing one edition shares. */
struct publishing {
	const struct project *project;
	const struct evaluation *evaluation;
	const struct run_options *options;
	struct edition edition;
	struct publication *publication; /* NULL in a dry run */
	const char **files;
	size_t file_count, file_capacity;
	const char **notices;
	size_t notice_count, notice_capacity;
	struct arena *arena;
	struct error *error;
};

static void note_file(struct publishing *p, const char *name)
{
	p->files =
		arena_grow(p->arena, p->files, p->file_count, &p->file_capacity, sizeof(*p->files));
	p->files[p->file_count++] = name;
}

static bool publish_report(struct publishing *p, const struct report *report, const char *format,
	const char *name, const char *language)
{
	const char *file = arena_printf(p->arena, "%s.%s.%s", name, language, format);
	struct strbuf bytes = STRBUF_INIT;
	bool done = renderer_lookup(format)->render(report, &bytes, p->error);
	if (!done)
		error_wrap(p->error, "rendering '%s'", file);
	else if (p->publication)
		publication_write(p->publication, arena_printf(p->arena, "data/%s", file),
			bytes.bytes, bytes.length);
	strbuf_release(&bytes);
	note_file(p, file);
	return done;
}

/* A report of pages, in the formats for pages that were asked for. */
static bool publish_pages(
	struct publishing *p, const struct report *report, const char *name, const char *language)
{
	return (!p->options->pdf || publish_report(p, report, "pdf", name, language)) &&
	       (!p->options->tree || publish_report(p, report, "tree", name, language));
}

static bool publish_team(struct publishing *p, size_t scope, const struct voice *voice,
	const struct template_source *source, bool first_language)
{
	const struct scope *team = &p->evaluation->scopes[scope];
	if (p->evaluation->suppressed[scope]) {
		if (!first_language)
			return true;
		p->notices = arena_grow(p->arena, p->notices, p->notice_count, &p->notice_capacity,
			sizeof(*p->notices));
		p->notices[p->notice_count++] = arena_printf(
			p->arena, "team '%s' is too small to show: no page is made", team->id);
		return true;
	}
	struct report report;
	if (!compose_team(
		    p->evaluation, scope, voice, &p->edition, source, &report, p->arena, p->error))
		return false;
	const char *name = arena_printf(p->arena, "team-%s", file_slug(team->id, p->arena));
	return publish_pages(p, &report, name, voice->language);
}

static bool publish_teams(struct publishing *p, const struct voice *voice, bool first_language)
{
	const char *wanted = p->options->team;
	if (!strcmp(wanted, "none"))
		return true;
	bool all = !strcmp(wanted, "all"), found = all;
	struct template_source source;
	if (!template_load(&source, p->project->settings.directory, "team", voice->language,
		    p->arena, p->error))
		return false;
	for (size_t i = 0; i < p->evaluation->scope_count; i++) {
		const struct scope *scope = &p->evaluation->scopes[i];
		if (scope->kind != SCOPE_TEAM || (!all && strcmp(wanted, scope->id) != 0))
			continue;
		found = true;
		if (!publish_team(p, i, voice, &source, first_language))
			return false;
	}
	return found || error_set(p->error, ERROR_USAGE, "unknown team '%s'", wanted);
}

static bool publish_language(struct publishing *p, const struct voice *voice, bool first_language)
{
	struct report report;
	if (p->options->pdf || p->options->tree) {
		struct template_source source;
		if (!template_load(&source, p->project->settings.directory, "board",
			    voice->language, p->arena, p->error) ||
			!compose_board(p->evaluation, voice, &p->edition, &source, &report,
				p->arena, p->error) ||
			!publish_pages(p, &report, "board", voice->language) ||
			!publish_teams(p, voice, first_language))
			return false;
	}
	if (!p->options->xlsx && !p->options->tree)
		return true;
	compose_workbook(p->evaluation, voice, &p->edition, &report, p->arena);
	const char *name = "workbook";
	return (!p->options->xlsx || publish_report(p, &report, "xlsx", name, voice->language)) &&
	       (!p->options->tree || publish_report(p, &report, "tree", name, voice->language));
}

/* Whether the archived edition was made of the same content. */
static bool same_snapshot(const char *archive, const char *edition, const struct strbuf *snapshot)
{
	struct arena *arena = arena_new();
	struct error error = { 0 };
	char *bytes;
	size_t length;
	const char *file = arena_printf(arena, "%s/%s/data/snapshot.json", archive, edition);
	bool same = file_read(file, SNAPSHOT_LIMIT, &bytes, &length, arena, &error) &&
		    length == snapshot->length && !memcmp(bytes, snapshot->bytes, length);
	arena_free(arena);
	return same;
}

static bool publish_all(struct publishing *p, const struct strbuf *snapshot)
{
	for (size_t i = 0; i < p->options->language_count; i++) {
		struct voice voice;
		if (!voice_open(&voice, p->project->settings.directory, p->options->languages[i],
			    p->arena, p->error))
			return false;
		bool done = publish_language(p, &voice, i == 0);
		voice_close(&voice);
		if (!done)
			return false;
	}
	note_file(p, "kvartal.conf");
	note_file(p, "snapshot.json");
	if (!p->publication)
		return true;
	publication_write(p->publication, "data/kvartal.conf", p->project->configuration,
		p->project->configuration_length);
	publication_write(p->publication, "data/snapshot.json", snapshot->bytes, snapshot->length);
	if (p->options->revise) {
		const char *reason = arena_printf(p->arena, "%s\n", p->options->revise);
		publication_write(p->publication, "data/revision.txt", reason, strlen(reason));
		note_file(p, "revision.txt");
	}
	return true;
}

bool project_publish(const struct project *project, const struct evaluation *evaluation,
	const struct run_options *options, struct run_result *result, struct arena *arena,
	struct error *error)
{
	const char *directory = project->settings.directory;
	const char *archive = path_join(directory, project->settings.archive_directory, arena);
	const char *period = period_name(evaluation->label, arena);
	int revision = latest_revision(archive, period);
	struct strbuf snapshot = STRBUF_INIT;
	char hash[65];
	figures_snapshot(evaluation, project->configuration, &snapshot);
	digest_sha256(snapshot.bytes, snapshot.length, hash);

	*result = (struct run_result){ 0 };
	bool done = false;
	const char *edition = arena_printf(arena, "%s-r%d", period, revision ? revision : 1);
	if (revision && same_snapshot(archive, edition, &snapshot)) {
		result->unchanged = true;
		done = true;
		goto out;
	}
	if (revision && !options->revise) {
		error_set(error, ERROR_CHANGED,
			"the input has changed since %s; run again with --revise REASON to make "
			"%s-r%d",
			edition, period, revision + 1);
		goto out;
	}
	edition = arena_printf(arena, "%s-r%d", period, revision + 1);
	struct publication publication = { .parent = -1, .directory = -1 };
	struct publishing p = {
		.project = project,
		.evaluation = evaluation,
		.options = options,
		.edition = { edition, hash },
		.publication = options->dry_run ? NULL : &publication,
		.arena = arena,
		.error = error,
	};
	if (p.publication && !publication_open(&publication, archive, edition, error))
		goto out;
	done = publish_all(&p, &snapshot);
	if (p.publication && done)
		done = publication_commit(&publication, error);
	else if (p.publication)
		publication_abandon(&publication);
	result->files = p.files;
	result->file_count = p.file_count;
	result->notices = p.notices;
	result->notice_count = p.notice_count;
out:
	strbuf_release(&snapshot);
	result->edition = edition;
	result->path = arena_printf(arena, "%s/%s", archive, edition);
	return done;
}
