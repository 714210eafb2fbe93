#include "stats/survival_sweep.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

double survival_time(double time)
{
	return ldexp(rint(ldexp(time, 32)), -32);
}

static int by_time(const void *a, const void *b)
{
	double x = ((const struct survival_mark *)a)->time;
	double y = ((const struct survival_mark *)b)->time;
	return (x > y) - (x < y);
}

struct survival_sweep survival_sweep(const struct survival_spell *spells, const size_t *groups,
	size_t count, size_t group_count, struct arena *arena)
{
	struct survival_mark *entries = ARENA_ARRAY(arena, struct survival_mark, count);
	struct survival_mark *exits = ARENA_ARRAY(arena, struct survival_mark, count);
	size_t used = 0;
	for (size_t i = 0; i < count; i++) {
		double entry = survival_time(spells[i].entry), time = survival_time(spells[i].time);
		size_t group = groups ? groups[i] : 0;
		if (!(time > entry))
			continue;
		entries[used] = (struct survival_mark){ entry, group, false };
		exits[used++] = (struct survival_mark){ time, group, spells[i].event };
	}
	if (used > 1) {
		qsort(entries, used, sizeof(*entries), by_time);
		qsort(exits, used, sizeof(*exits), by_time);
	}
	return (struct survival_sweep){ .entries = entries,
		.exits = exits,
		.count = used,
		.group_count = group_count,
		.at_risk = ARENA_ARRAY(arena, int64_t, group_count),
		.events = ARENA_ARRAY(arena, int64_t, group_count) };
}

bool survival_sweep_next(struct survival_sweep *sweep)
{
	for (;;) {
		/* Those seen the time before were still at risk at it. */
		for (; sweep->left < sweep->seen; sweep->left++)
			sweep->at_risk[sweep->exits[sweep->left].group]--;
		if (sweep->seen == sweep->count)
			return false;
		sweep->time = sweep->exits[sweep->seen].time;
		for (; sweep->entered < sweep->count &&
			sweep->entries[sweep->entered].time < sweep->time;
			sweep->entered++)
			sweep->at_risk[sweep->entries[sweep->entered].group]++;
		bool any = false;
		memset(sweep->events, 0, sweep->group_count * sizeof(*sweep->events));
		for (; sweep->seen < sweep->count && sweep->exits[sweep->seen].time == sweep->time;
			sweep->seen++) {
			const struct survival_mark *mark = &sweep->exits[sweep->seen];
			sweep->events[mark->group] += mark->event;
			any |= mark->event;
		}
		if (any)
			return true;
	}
}
