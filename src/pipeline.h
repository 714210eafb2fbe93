#ifndef PIPELINE_H
#define PIPELINE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/error.h"
#include "model/evaluation.h"
#include "stage/compose.h"
#include "stage/goals.h"
#include "stage/settings.h"

/*
 * The program on one page: from a project directory to an evaluation, and from there to an edition.
 * Only the pipeline calls the stages.
 */

struct project {
	struct settings settings;
	struct facts facts;
	const struct goal_plan *plans;
	const char *configuration; /* the text of kvartal.conf */
	size_t configuration_length;
};

/* Reads configuration and source. as_of: DATE_NONE for the source's own. */
bool project_open(const char *directory, struct date as_of, struct project *project,
	struct arena *arena, struct error *error);

/* Reads the configuration alone; problems may be NULL. */
bool project_settings(const char *directory, struct settings *settings,
	struct setting_problems *problems, struct arena *arena, struct error *error);

/*
 * The quarter that a PERIOD names; NULL or "last" is the last that ended on or before the day after
 * the data's last.
 */
bool project_quarter(const struct project *project, const char *period, struct quarter *quarter,
	struct error *error);

/* Evaluates a quarter, with the findings of the quality rules. */
bool project_evaluate(const struct project *project, struct quarter quarter,
	struct evaluation *evaluation, struct arena *arena, struct error *error);

/* Numbers, words and templates of a language; close frees what ICU holds. */
bool voice_open(struct voice *voice, const char *directory, const char *language,
	struct arena *arena, struct error *error);
void voice_close(struct voice *voice);

/* A template of the project, or the installed one: "board", "team". */
bool template_load(struct template_source *source, const char *directory, const char *kind,
	const char *language, struct arena *arena, struct error *error);

/*
 * Whether catalogues and templates of all languages can be composed; everything wrong with the
 * first that cannot is in error.
 */
bool project_check_templates(const struct project *project, const struct evaluation *evaluation,
	struct arena *arena, struct error *error);

/* What run makes. */
struct run_options {
	const char *const *languages; /* of the reports */
	size_t language_count;
	const char *team; /* an id, "all" or "none" */
	bool pdf, xlsx, tree;
	const char *revise; /* the reason for a new revision; NULL: none is wanted */
	bool dry_run;
};

struct run_result {
	const char *edition; /* "2026Q1-r1" */
	const char *path;    /* of the edition's directory */
	bool unchanged;	     /* the archived edition has the same content: nothing was written */
	const char *const *files;
	size_t file_count;
	const char *const *notices; /* what was left out, and why */
	size_t notice_count;
};

/* Renders and archives the evaluation. ERROR_CHANGED when it differs from the archived edition. */
bool project_publish(const struct project *project, const struct evaluation *evaluation,
	const struct run_options *options, struct run_result *result, struct arena *arena,
	struct error *error);

#endif
