#include "goals/goals.h"

/* Lower is better: judged as the mirror image, so that one rule serves both directions. */
static struct figure mirrored(struct figure figure)
{
	return (struct figure){ figure.defined, figure.has_interval, -figure.value, -figure.high,
		-figure.low };
}

static struct judgement judge_range(struct figure x, const struct demand *demand, bool final)
{
	double low = demand->range_low, high = demand->range_high;
	bool inside = low <= x.value && x.value <= high;
	bool all_inside = x.low >= low && x.high <= high;
	bool meets = x.high >= low && x.low <= high;
	struct judgement judgement = { STATUS_MISSED, EVIDENCE_WITHIN_MARGIN };
	if (inside ? all_inside : !meets)
		judgement.evidence = EVIDENCE_CLEAR;
	if (final)
		judgement.status = inside ? STATUS_ACHIEVED : STATUS_MISSED;
	else if (all_inside)
		judgement.status = STATUS_ACHIEVED;
	else if (inside)
		judgement.status = STATUS_ON_TRACK;
	else if (meets)
		judgement.status = STATUS_AT_RISK;
	return judgement;
}

struct judgement goal_judge(struct figure figure, const struct demand *demand, bool final)
{
	if (demand->kind == GOAL_RANGE)
		return judge_range(figure, demand, final);
	struct figure x = demand->down ? mirrored(figure) : figure;
	double target = demand->down ? -demand->target : demand->target;
	double path = demand->down ? -demand->path : demand->path;

	struct judgement judgement = { STATUS_MISSED, EVIDENCE_WITHIN_MARGIN };
	/* Clear is what the interval says of the level that the status is about. */
	double level = final ? target : path;
	if (x.low >= level || x.high < level)
		judgement.evidence = EVIDENCE_CLEAR;
	if (final)
		judgement.status = x.value >= target ? STATUS_ACHIEVED : STATUS_MISSED;
	else if (x.low >= target)
		judgement.status = STATUS_ACHIEVED;
	else if (x.value >= path)
		judgement.status = STATUS_ON_TRACK;
	else if (x.high >= path)
		judgement.status = STATUS_AT_RISK;
	return judgement;
}
