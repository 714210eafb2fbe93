#ifndef STAGE_GOALS_H
#define STAGE_GOALS_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/error.h"
#include "model/evaluation.h"
#include "stage/metrics.h"

/*
 * Measures to judgements (metrics.md sections 6 and 7). Pure.
 */

/* A goal with its quarters and team resolved against the source. */
struct goal_plan {
	const struct goal_setting *setting;
	const struct metric_about *about;
	struct quarter from, to, baseline;
	bool has_baseline;
	size_t path_count;
	const struct quarter *path_quarters; /* ascending */
	const double *path_levels;	     /* in the unit of the metric */
	double target, range_low, range_high, threshold, cap;
	double min_n;
};

/*
 * Resolves the goals of the settings: quarters by the fiscal year, teams by id, amounts to minor
 * units. All problems in one go, with file, line and column: ERROR_USAGE. Anchors that contradict
 * each other (DQ24) were refused when the settings were read.
 */
bool goals_resolve(const struct settings *settings, const struct facts *facts,
	const struct goal_plan **plans, struct arena *arena, struct error *error);

/*
 * Evaluates the quarter: measures for every scope, their histories, goals, composites. settings and
 * facts are kept as pointers. plans has settings->goal_count entries.
 */
void goals_evaluate(const struct settings *settings, const struct facts *facts,
	const struct goal_plan *plans, struct quarter quarter, struct evaluation *evaluation,
	struct arena *arena);

/*
 * The data gate: whether the data are fresh and complete enough to publish the quarter. When they
 * are not, *reason says why, in one line.
 */
bool gate_open(const struct evaluation *evaluation, const char **reason, struct arena *arena);

/* Whether a goal could not be evaluated because its data are missing or out of range. */
bool evaluation_incomplete(const struct evaluation *evaluation);

#endif
