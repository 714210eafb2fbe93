#ifndef SETTINGS_GOALS_H
#define SETTINGS_GOALS_H

#include <stddef.h>

#include "settings/grammar.h"
#include "stage/settings.h"

/*
 * Reads a [goal "id"]: its keys by the schema, its numbers in the unit of its metric, and reports
 * what is missing or contradicts itself (DQ24). For kinds improve and trend, and for the threshold
 * of a range, a number is a difference. Quarters are compared when the fiscal year is known, by
 * goals_resolve.
 */
void goal_read(struct section *section, const struct metric_kind *metrics, size_t metric_count,
	struct goal_setting *goal, struct reading *reading);

#endif
