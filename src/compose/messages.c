#include "compose/compose.h"

#include <math.h>
#include <string.h>

const char *outlook_message(const struct composing *c)
{
	const struct evaluation *evaluation = c->evaluation;
	struct quarter next = quarter_add(evaluation->quarter, 1);
	double due = 0, falling = 0;
	long contracts = 0;
	for (size_t i = 0; i < evaluation->coming_count; i++) {
		const struct coming_contract *contract = &evaluation->coming[i];
		if (contract->quarter.index != next.index)
			continue;
		contracts++;
		due += (double)contract->arr;
		falling += contract->usage == TREND_FALLING ? (double)contract->arr : 0;
	}
	if (contracts == 0)
		return say(c, "{quarter}: no contract comes due.", "quarter", quarter_name(c, next),
			NULL);
	struct scale scale = scale_of(c, UNIT_MONEY, due);
	const char *count = say_count(c, "{count} contract", "{count} contracts", contracts);
	if (falling <= 0)
		return say(c, "{quarter}: {contracts} with {amount} of ARR come due.", "quarter",
			quarter_name(c, next), "contracts", count, "amount", full(c, &scale, due),
			NULL);
	return say(c,
		"{quarter}: {contracts} with {amount} of ARR come due, {falling} ({share}) of it "
		"from "
		"customers whose use is falling.",
		"quarter", quarter_name(c, next), "contracts", count, "amount",
		full(c, &scale, due), "falling", full(c, &scale, falling), "share",
		format_percent(c->voice->format, falling / due, 0, c->arena), NULL);
}

/* What is still needed for goals that end later and are not there yet. */
const char *requirement_message(const struct composing *c)
{
	const struct goal_result **goals;
	size_t count = goals_of(c, c->scope, &goals);
	for (size_t i = 0; i < count; i++) {
		const struct goal_result *goal = goals[i];
		if (goal->final || goal->setting->kind != GOAL_LEVEL || !goal->defined ||
			goal->status == STATUS_ACHIEVED || goal->status == STATUS_INSUFFICIENT)
			continue;
		bool reached = goal->setting->down ? goal->value <= goal->target
						   : goal->value >= goal->target;
		if (reached)
			continue;
		struct scale scale = goal_scale(c, goal);
		struct scale difference = scale;
		struct quarter to;
		difference.difference = true;
		if (!quarter_parse(goal->setting->to, c->evaluation->fiscal, &to))
			continue;
		return say(c, "{goal}: {gap} from the target {target}, to be reached by {quarter}.",
			"goal", goal_name(c, goal), "gap",
			full(c, &difference, goal->value - goal->target), "target",
			full(c, &scale, goal->target), "quarter", quarter_name(c, to), NULL);
	}
	return "";
}

static const struct measure *defined_measure(const struct composing *c, const char *metric)
{
	const struct measure *measure = evaluation_measure(c->evaluation, c->scope, metric);
	return measure && measure->defined ? measure : NULL;
}

static const char *percent(const struct composing *c, double share)
{
	return format_percent(c->voice->format, share, 1, c->arena);
}

/* Data, answers, what is pending, what is hidden: as many lines as there is something to say. */
size_t confidence_lines(const struct composing *c, const char ***lines)
{
	const struct evaluation *evaluation = c->evaluation;
	size_t count = 0;
	*lines = ARENA_ARRAY(c->arena, const char *, 6);
	if (evaluation->has_coverage)
		(*lines)[count++] =
			say(c, "Coverage: customers with {share} of the ARR have usage data.",
				"share", percent(c, evaluation->coverage), NULL);
	static const char *const rates[][2] = { { "RESP_RATE:nps", "NPS" },
		{ "RESP_RATE:csat", "CSAT" } };
	for (size_t i = 0; i < 2; i++) {
		const struct measure *rate = defined_measure(c, rates[i][0]);
		if (rate)
			(*lines)[count++] =
				say(c, "Response rate {survey}: {share} of {invited} invitations.",
					"survey", rates[i][1], "share", percent(c, rate->value),
					"invited", count_text(c, rate->n), NULL);
	}
	const struct measure *renewal = defined_measure(c, "REN_LOGO");
	const struct measure *low = defined_measure(c, "REN_LOGO_low");
	const struct measure *high = defined_measure(c, "REN_LOGO_high");
	double pending = renewal ? measure_detail(renewal, "pending", 0) : 0;
	if (pending > 0 && low && high)
		(*lines)[count++] = say(c,
			"Provisional: {customers} not decided yet; the renewal rate ends between "
			"{low} "
			"and {high}.",
			"customers",
			say_count(c, "{count} customer", "{count} customers", (long)pending), "low",
			percent(c, low->value), "high", percent(c, high->value), NULL);
	long hidden = 0;
	for (size_t i = 0; i < evaluation->scope_count; i++)
		hidden += evaluation->suppressed[i] && evaluation->scopes[i].kind == SCOPE_TEAM;
	if (hidden > 0)
		(*lines)[count++] = say(c,
			"{teams} not shown (fewer than {least} members or customers, or "
			"derivable). No "
			"person is measured or ranked.",
			"teams", say_count(c, "{count} team", "{count} teams", hidden), "least",
			count_text(c, evaluation->settings->min_group), NULL);
	int64_t findings = 0;
	for (size_t i = 0; i < evaluation->finding_count; i++)
		findings += evaluation->findings[i].severity != SEVERITY_INFORMATION;
	(*lines)[count++] =
		findings == 0
			? say(c, "The quality rules found nothing to remark on.", NULL)
			: say(c, "{rules} found something in the data; see the last page.", "rules",
				  say_count(c, "{count} quality rule", "{count} quality rules",
					  (long)findings),
				  NULL);
	return count;
}

/* Only what the control charts call a change. */
size_t change_lines(const struct composing *c, const char ***lines)
{
	const struct evaluation *evaluation = c->evaluation;
	size_t count = 0, last = evaluation->quarter_count - 1;
	*lines = ARENA_ARRAY(c->arena, const char *, evaluation->history_count + 1);
	for (size_t i = 0; i < evaluation->history_count; i++) {
		const struct history *history = &evaluation->histories[i];
		if (history->scope == c->scope && history->charted &&
			history->limits != LIMITS_NONE && history->rules[last] != RULE_NONE)
			(*lines)[count++] = metric_message(c, history->metric);
	}
	return count;
}

const char *caution_message(const struct composing *c)
{
	const struct measure *renewal = defined_measure(c, "REN_LOGO");
	if (!renewal || renewal->n < 1)
		return say(c,
			"The figures of one team vary more than the company's. Compare with the "
			"team's "
			"own quarters, not with other teams. [x] = not available.",
			NULL);
	return say(c,
		"{customers} with a decided renewal give a wide interval: a single one moves the "
		"rate "
		"by about {points}. Compare with the team's own quarters, not with other teams. "
		"[x] = "
		"not available.",
		"customers",
		say_count(c, "{count} customer", "{count} customers", (long)renewal->n), "points",
		say(c, "{number} percentage points", "number",
			format_decimal(c->voice->format, 100 / renewal->n, 1, c->arena), NULL),
		NULL);
}
