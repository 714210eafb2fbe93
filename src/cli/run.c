#include "cli/run.h"

#include <getopt.h>
#include <stdio.h>
#include <string.h>

#include "base/json.h"

static void print_json(const struct evaluation *evaluation, const struct run_result *result)
{
	struct strbuf out = STRBUF_INIT;
	struct json json = { .out = &out };
	json_object(&json, NULL);
	json_text(&json, "schema", "kvartal/1");
	json_text(&json, "edition", result->edition);
	json_text(&json, "directory", result->path);
	json_boolean(&json, "unchanged", result->unchanged);
	json_array(&json, "goals");
	for (size_t i = 0; i < evaluation->goal_count; i++) {
		const struct goal_result *goal = &evaluation->goals[i];
		json_object_compact(&json, NULL);
		json_text(&json, "goal", goal->setting->id);
		json_text(&json, "scope", evaluation->scopes[goal->scope].id);
		json_text(&json, "status", status_name(goal->status));
		json_end_compact_object(&json);
	}
	json_end_array(&json);
	json_array(&json, "files");
	for (size_t i = 0; i < result->file_count; i++)
		json_text(&json, NULL, result->files[i]);
	json_end_array(&json);
	json_array(&json, "warnings");
	for (size_t i = 0; i < result->notice_count; i++)
		json_text(&json, NULL, result->notices[i]);
	json_end_array(&json);
	json_end_object(&json);
	puts(out.bytes);
	strbuf_release(&out);
}

static void print_text(const struct invocation *invocation, const struct run_options *options,
	const struct run_result *result)
{
	for (size_t i = 0; i < result->notice_count; i++)
		fprintf(stderr, "kvartal: %s\n", result->notices[i]);
	if (invocation->quiet)
		return;
	if (result->unchanged) {
		printf("%s is unchanged, nothing to do\n", result->edition);
		return;
	}
	printf("%s%s\n", result->path, options->dry_run ? " (dry run, nothing was written)" : "");
	for (size_t i = 0; i < result->file_count; i++)
		printf("  data/%s\n", result->files[i]);
}

int run_project(const struct invocation *invocation, const char *directory, const char *period,
	const struct run_options *options, bool preliminary, struct error *error)
{
	struct project project;
	struct quarter quarter;
	struct evaluation evaluation;
	struct run_result result;
	struct arena *arena = invocation->arena;
	if (!project_open(directory, DATE_NONE, &project, arena, error) ||
		!project_quarter(&project, period, &quarter, error) ||
		!project_evaluate(&project, quarter, &evaluation, arena, error))
		return EXIT_FAILED;
	const char *reason;
	if (!gate_open(&evaluation, &reason, arena) && !preliminary) {
		fprintf(stderr, "kvartal: %s; nothing was published\n", reason);
		return EXIT_GATE;
	}
	evaluation.preliminary = evaluation.preliminary || preliminary;
	struct run_options chosen = *options;
	if (chosen.language_count == 0) {
		chosen.languages = project.settings.languages;
		chosen.language_count = project.settings.language_count;
	}
	if (!project_publish(&project, &evaluation, &chosen, &result, arena, error))
		return EXIT_FAILED;
	if (invocation->json)
		print_json(&evaluation, &result);
	else
		print_text(invocation, &chosen, &result);
	return evaluation_incomplete(&evaluation) ? EXIT_INCOMPLETE : EXIT_DONE;
}

/* A list such as "sv,en" against the words it may hold; each is added once, in the order given. */
static bool read_list(const char *option, const char *list, const char *const *words, size_t count,
	const char **chosen, size_t *chosen_count, struct error *error)
{
	while (*list) {
		size_t length = strcspn(list, ","), i = 0;
		while (i < count && (strlen(words[i]) != length || strncmp(words[i], list, length)))
			i++;
		if (i == count)
			return error_set(error, ERROR_USAGE, "run: %s cannot be '%.*s'", option,
				(int)length, list);
		bool known = false;
		for (size_t k = 0; k < *chosen_count; k++)
			known = known || chosen[k] == words[i];
		if (!known)
			chosen[(*chosen_count)++] = words[i];
		list += length;
		list += *list == ',';
	}
	return *chosen_count > 0 || error_set(error, ERROR_USAGE, "run: %s is empty", option);
}

static int run(const struct invocation *invocation, struct error *error)
{
	enum {
		OPTION_NO_MAIL = 256,
		OPTION_REVISE,
		OPTION_PRELIMINARY,
		OPTION_TEAM,
		OPTION_FORMATS
	};
	static const struct option options[] = {
		{ "dry-run", no_argument, NULL, 'n' },
		{ "no-mail", no_argument, NULL, OPTION_NO_MAIL },
		{ "revise", required_argument, NULL, OPTION_REVISE },
		{ "preliminary", no_argument, NULL, OPTION_PRELIMINARY },
		{ "team", required_argument, NULL, OPTION_TEAM },
		{ "formats", required_argument, NULL, OPTION_FORMATS },
		{ "lang", required_argument, NULL, 'l' },
		{ "json", no_argument, NULL, 'j' },
		{ 0 },
	};
	static const char *const languages[] = { "sv", "en" }, *const formats[] = { "pdf", "xlsx",
		"tree" };
	struct invocation own = *invocation;
	const char *chosen_languages[2], *chosen_formats[3];
	size_t language_count = 0, format_count = 0;
	struct run_options choice = { .team = "all" };
	bool preliminary = false;
	const char *language_list = invocation->language, *format_list = "pdf,xlsx";
	for (int option; (option = getopt_long(own.argc, own.argv, "n", options, NULL)) != -1;) {
		switch (option) {
		case 'n':
			choice.dry_run = true;
			break;
		case OPTION_NO_MAIL: /* there is no mail to leave out yet */
			break;
		case OPTION_REVISE:
			choice.revise = optarg;
			break;
		case OPTION_PRELIMINARY:
			preliminary = true;
			break;
		case OPTION_TEAM:
			choice.team = optarg;
			break;
		case OPTION_FORMATS:
			format_list = optarg;
			break;
		case 'l':
			language_list = optarg;
			break;
		case 'j':
			own.json = true;
			break;
		default:
			return usage_error(invocation, error);
		}
	}
	const char *period;
	if (!operand(invocation, optind, &period, error) ||
		(language_list && !read_list("--lang", language_list, languages, 2,
					  chosen_languages, &language_count, error)) ||
		!read_list(
			"--formats", format_list, formats, 3, chosen_formats, &format_count, error))
		return EXIT_USAGE;
	if (choice.revise && !*choice.revise) {
		error_set(error, ERROR_USAGE, "run: --revise needs a reason");
		return EXIT_USAGE;
	}
	choice.languages = chosen_languages;
	choice.language_count = language_count;
	for (size_t i = 0; i < format_count; i++) {
		choice.pdf = choice.pdf || chosen_formats[i] == formats[0];
		choice.xlsx = choice.xlsx || chosen_formats[i] == formats[1];
		choice.tree = choice.tree || chosen_formats[i] == formats[2];
	}
	return run_project(&own, invocation->directory, period, &choice, preliminary, error);
}

const struct command run_command = { "run", "[PERIOD]",
	"check, evaluate, render and archive an edition",
	"  -n, --dry-run        do all but write\n"
	"  --revise REASON      make a new revision of an archived edition\n"
	"  --preliminary        publish although the data gate is closed, stamped preliminary\n"
	"  --team ID|all|none   which team pages; all by default\n"
	"  --formats pdf,xlsx   both by default; tree is the documents as text, for tests\n"
	"  --lang sv,en         languages; those of the configuration by default\n"
	"  --no-mail            queue no mail\n"
	"  --json               the result as JSON\n",
	run };
