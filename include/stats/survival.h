#ifndef STATS_SURVIVAL_H
#define STATS_SURVIVAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "stats/interval.h"

/*
 * How long customers stay, from spells of which some began before they were observed and some have
 * not ended (metrics.md section 4.3). Times are in one unit from the spell's own start, such as
 * months, and are finite; those closer than 1e-10 count as equal. At equal times those who leave do
 * so before those of whom no more is known, and after those who enter.
 */
struct survival_spell {
	double entry; /* observed from here, 0 when from its start; with time <= entry it is left
			 out */
	double time;  /* of the event, or up to which there was none */
	bool event;
};

/* The curve at and after an event time, up to the next. */
struct survival_step {
	double time;
	int64_t at_risk, events;
	double survival;
	double variance_sum; /* Greenwood's sum of d / (n (n - d)); 0 and unused at survival 0 */
	struct interval interval; /* log-log; undefined at survival 0 */
};

/* Kaplan & Meier (1958). The arrays are in the arena. */
struct survival_curve {
	const struct survival_step *steps; /* by time */
	size_t step_count;
	size_t spells;	/* used */
	double longest; /* time; the curve is unknown beyond it */
	double z;
	const double *entries, *times; /* of the spells used, each ascending */
};

/* z is the normal quantile of the confidence. */
struct survival_curve survival_fit(
	const struct survival_spell *spells, size_t count, double z, struct arena *arena);

struct survival_estimate {
	bool defined;
	double value;
	struct interval interval;
	int64_t at_risk;
};

/*
 * The share that survives time, events at it included, with the number at risk at it. Undefined
 * beyond the longest spell, or without spells; the interval is undefined at a share of 0 or 1.
 */
struct survival_estimate survival_at(const struct survival_curve *curve, double time);

/* A median time; of the interval one end may be known without the other. */
struct survival_median {
	bool defined, has_low, has_high;
	double value, low, high;
};

/*
 * The first time at which the curve is below one half; when it is one half over a while, the middle
 * of that while. Low and high are the same of the lower and the upper log-log curve (R's survfit).
 */
struct survival_median survival_median(const struct survival_curve *curve);

/*
 * Restricted mean: the area under the curve from 0 to limit, with a normal interval. Undefined when
 * the longest spell is shorter and some survive it. at_risk is that at the limit.
 */
struct survival_estimate survival_mean(const struct survival_curve *curve, double limit);

/* Log-rank test that groups have one curve. */
struct survival_comparison {
	bool defined; /* false without two groups that events could have come from */
	double chi_square, df, p;
};

/* groups[i] in 0..group_count - 1 is the group of spells[i]. */
struct survival_comparison survival_compare(const struct survival_spell *spells,
	const size_t *groups, size_t count, size_t group_count, struct arena *arena);

#endif
