#ifndef SETTINGS_GOAL_VALUES_H
#define SETTINGS_GOAL_VALUES_H

#include <stdbool.h>
#include <stddef.h>

#include "settings/grammar.h"
#include "stage/settings.h"

/*
 * The keys of a goal whose values depend on its metric and kind. Each function reads one, if it
 * stands there, into the goal, and reports what is wrong with it; a number that was at fault is not
 * given.
 */

/* One goal while it is read. */
struct goal_reading {
	struct section *section;
	const struct metric_kind *metrics;
	size_t metric_count;
	struct goal_setting *goal;
	bool kind_known; /* "kind" was no fault */
	bool metric_known;
	enum unit unit; /* of the metric */
	struct reading *reading;
};

/* The value of a key that stands there and is not empty; NULL otherwise. */
const struct value *goal_value(const struct goal_reading *g, const char *key);

void goal_read_metric(struct goal_reading *g); /* before those of the numbers */
void goal_read_scope(struct goal_reading *g);
void goal_read_target(struct goal_reading *g);
void goal_read_range(struct goal_reading *g);
void goal_read_path(struct goal_reading *g);

/* "88 % at 0 %": the number, and the attainment there, least..greatest. */
void goal_read_anchor(struct goal_reading *g, const char *key, struct goal_number *number,
	double *share, double least, double greatest);

/* Whether a is worse than b, or as bad; false where they cannot be compared. */
bool number_not_better(const struct goal_number *a, const struct goal_number *b, bool down);

#endif
