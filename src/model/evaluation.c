#include "model/evaluation.h"

#include <string.h>

const char *chart_rule_name(enum chart_rule rule)
{
	static const char *const names[] = {
		[RULE_NONE] = "none",
		[RULE_OUTSIDE] = "outside",
		[RULE_RUN] = "run",
		[RULE_NEAR_LIMIT] = "near-limit",
		[RULE_RANGE] = "range",
	};
	return names[rule];
}

const char *chart_limits_name(enum chart_limits limits)
{
	static const char *const names[] = {
		[LIMITS_NONE] = "none",
		[LIMITS_TRIAL] = "trial",
		[LIMITS_FIRM] = "firm",
	};
	return names[limits];
}

const char *status_name(enum status status)
{
	static const char *const names[] = {
		[STATUS_NONE] = "NONE",
		[STATUS_ACHIEVED] = "ACHIEVED",
		[STATUS_ON_TRACK] = "ON_TRACK",
		[STATUS_AT_RISK] = "AT_RISK",
		[STATUS_MISSED] = "MISSED",
		[STATUS_INSUFFICIENT] = "INSUFFICIENT",
		[STATUS_MISSING] = "MISSING",
	};
	return names[status];
}

const char *evidence_name(enum evidence evidence)
{
	switch (evidence) {
	case EVIDENCE_NONE:
		return NULL;
	case EVIDENCE_CLEAR:
		return "clear";
	case EVIDENCE_WITHIN_MARGIN:
		return "within_margin";
	}
	return NULL;
}

const char *signal_name(enum signal signal)
{
	static const char *const names[] = {
		[SIGNAL_NONE] = "none",
		[SIGNAL_IMPROVED] = "improved",
		[SIGNAL_WORSENED] = "worsened",
		[SIGNAL_TOO_FEW] = "too_few",
	};
	return names[signal];
}

const struct history *evaluation_history(
	const struct evaluation *evaluation, size_t scope, const char *metric)
{
	for (size_t i = 0; i < evaluation->history_count; i++) {
		const struct history *history = &evaluation->histories[i];
		if (history->scope == scope && !strcmp(history->metric, metric))
			return history;
	}
	return NULL;
}

static const struct goal_result *find_goal(
	const struct goal_result *goals, size_t count, size_t scope, const char *metric)
{
	for (size_t i = 0; i < count; i++)
		if (goals[i].scope == scope && !strcmp(goals[i].setting->metric, metric))
			return &goals[i];
	return NULL;
}

const struct goal_result *evaluation_goal(
	const struct evaluation *evaluation, size_t scope, const char *metric)
{
	const struct goal_result *own =
		find_goal(evaluation->goals, evaluation->goal_count, scope, metric);
	return own ? own
		   : find_goal(evaluation->breakdowns, evaluation->breakdown_count, scope, metric);
}

const struct measure *evaluation_measure(
	const struct evaluation *evaluation, size_t scope, const char *metric)
{
	return measures_lookup(&evaluation->measures[scope], metric);
}
