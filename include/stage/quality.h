#ifndef STAGE_QUALITY_H
#define STAGE_QUALITY_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "model/facts.h"
#include "model/quarter.h"

/*
 * The data-quality rules (metrics.md 2.1) for the report of a quarter. Rules about single rows were
 * applied when the facts were read and are in facts->findings; this adds the rules about several
 * rows and about the quarter. findings is all of them, sorted by code. Goals have rules of their
 * own (DQ24).
 *
 * False when the quarter lies so far out that it has no days, and nothing can be said of it.
 */
bool quality_check(const struct facts *facts, struct quarter report, struct finding **findings,
	size_t *count, struct arena *arena);

#endif
