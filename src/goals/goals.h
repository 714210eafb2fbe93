#ifndef GOALS_GOALS_H
#define GOALS_GOALS_H

#include "stage/goals.h"
#include "stats/interval.h"

/* The parts of goals_evaluate, each a pure function with its own test. */

/* A figure as a goal sees it: rounded, with the precision of its unit (metrics.md section 1). */
struct figure {
	bool defined, has_interval;
	double value, low, high;
};

/* What a goal asks for, in the unit of the metric, and whether lower is better. */
struct demand {
	enum goal_kind kind;
	bool down;
	double target, path;
	double range_low, range_high;
};

struct judgement {
	enum status status;
	enum evidence evidence;
};

/* Status and evidence of a figure that is defined and has an interval: metrics.md section 7. */
struct judgement goal_judge(struct figure figure, const struct demand *demand, bool final);

/* The attainment curve of metrics.md section 7. */
struct attainment_curve {
	bool is_range, down;
	double target, range_low, range_high;
	bool has_threshold, has_cap;
	double threshold, threshold_share; /* of a range: the distance outside it */
	double cap, cap_share;
};

/* Attainment at a value: 1 at the target, 0 beyond the threshold. Without a threshold, a step. */
double attainment_at(const struct attainment_curve *curve, double value);

/* The lowest and highest attainment over an interval of values. */
struct interval attainment_over(const struct attainment_curve *curve, double low, double high);

/* The weighted mean of the attainments of a scope's goals, and of the company's for a team. */
void composites_compute(struct evaluation *evaluation, struct arena *arena);

/* The histories of the metrics that the report follows, with their control charts. */
void histories_compute(struct evaluation *evaluation, const struct ledger *ledger,
	const struct metric_settings *settings, const struct goal_plan *plans, struct arena *arena);

/* Which scopes are too small to show, with complementary suppression (metrics.md section 8). */
const bool *suppression_compute(const struct evaluation *evaluation, struct arena *arena);

#endif
