#ifndef STATS_SURVIVAL_SWEEP_H
#define STATS_SURVIVAL_SWEEP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "stats/survival.h"

/* Spells seen in the order of their event times, with who is at risk at each. */
struct survival_mark {
	double time;
	size_t group;
	bool event;
};

struct survival_sweep {
	const struct survival_mark *entries, *exits; /* of the spells used, each by time */
	size_t count, group_count;
	double time;		    /* of the events below */
	int64_t *at_risk, *events;  /* by group */
	size_t entered, seen, left; /* how far entries and exits are taken */
};

/* The time on the grid that makes times equal which are so but for rounding; whole numbers are on
 * it. */
double survival_time(double time);

/* groups may be NULL: all in group 0. */
struct survival_sweep survival_sweep(const struct survival_spell *spells, const size_t *groups,
	size_t count, size_t group_count, struct arena *arena);

/* Goes to the next event time; false after the last. */
bool survival_sweep_next(struct survival_sweep *sweep);

#endif
