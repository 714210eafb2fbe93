#include "settings/goal_values.h"

#include <string.h>
#include <strings.h>

#include "base/suggest.h"
#include "settings/values.h"

static const double largest_share = 10; /* 1000 %: net retention of a small base */

const struct value *goal_value(const struct goal_reading *g, const char *key)
{
	struct entry *entry = section_entry(g->section, key);

	return entry && !entry->faulty && entry->value.length ? &entry->value : NULL;
}

static const struct metric_kind *metric_find(const struct goal_reading *g, const char *code)
{
	for (size_t i = 0; i < g->metric_count; i++) {
		const char *known = g->metrics[i].code;
		size_t length = strlen(known);
		bool parameter = length && known[length - 1] == ':';

		if (parameter ? !strncasecmp(code, known, length) && code[length]
			      : !strcasecmp(code, known))
			return &g->metrics[i];
	}
	return NULL;
}

/* "; did you mean 'RESP_RATE:nps'?": codes with a parameter are compared up to the colon. */
static const char *metric_hint(const struct goal_reading *g, const char *code)
{
	struct arena *arena = g->reading->arena;
	const char *colon = strchr(code, ':');
	const char **names = ARENA_ARRAY(arena, const char *, g->metric_count);
	const char *stem = colon ? arena_strndup(arena, code, (size_t)(colon - code)) : code;

	for (size_t i = 0; i < g->metric_count; i++)
		names[i] =
			arena_strndup(arena, g->metrics[i].code, strcspn(g->metrics[i].code, ":"));

	const char *near = suggest_nearest(stem, names, g->metric_count);

	for (size_t i = 0; near && i < g->metric_count; i++)
		if (near == names[i] && strchr(g->metrics[i].code, ':'))
			return arena_printf(arena, "; did you mean '%s:%s'?", near,
				colon && colon[1] ? colon + 1 : "...");
	return near ? arena_printf(arena, "; did you mean '%s'?", near) : "";
}

void goal_read_metric(struct goal_reading *g)
{
	const struct value *value = goal_value(g, "metric");

	if (!value)
		return;

	const char *code = value_text(value, g->reading->arena);
	const struct metric_kind *metric = metric_find(g, code);

	if (!metric) {
		value_fault(value, PROBLEM_UNKNOWN_METRIC, g->reading, "unknown metric '%s'%s",
			value_shown(value, g->reading), metric_hint(g, code));
		return;
	}
	if (metric->unit == UNIT_NONE || metric->unit == UNIT_DATE) {
		value_fault(value, PROBLEM_UNKNOWN_METRIC, g->reading,
			"'%s' cannot be the metric of a goal", metric->code);
		return;
	}
	g->goal->metric = arena_printf(g->reading->arena, "%s%s", metric->code,
		strchr(metric->code, ':') ? code + strlen(metric->code) : "");
	g->metric_known = true;
	g->unit = metric->unit;
}

void goal_read_scope(struct goal_reading *g)
{
	const struct value *value = goal_value(g, "scope");
	struct goal_setting *goal = g->goal;

	if (!value)
		return;
	goal->scope_origin = (struct origin){ g->reading->file, value->line, value->columns[0] };
	if (value_is(value, "company"))
		return;

	const char *text = value_text(value, g->reading->arena);

	if (!strcmp(text, "team:*")) {
		goal->scope = GOAL_EACH_TEAM;
		return;
	}
	if (!strncmp(text, "team:", 5) && text[5]) {
		goal->scope = GOAL_TEAM;
		goal->team = text + 5;
		return;
	}
	if (!strncmp(text, "segment:", 8))
		value_fault(value, PROBLEM_WRONG_KIND, g->reading,
			"a segment has no goals; expected company, team:ID or team:*");
	else
		value_fault(value, PROBLEM_WRONG_KIND, g->reading,
			"unknown scope '%s'; expected company, team:ID or team:*",
			value_shown(value, g->reading));
}

static bool report_unit(const struct goal_reading *g, const struct value *value, const char *what)
{
	return value_fault(value, PROBLEM_WRONG_UNIT, g->reading, "'%s', but %s %s",
		value_shown(value, g->reading), g->goal->metric, what);
}

/* Whether a number has the unit of the metric, when that is known. */
static bool unit_fits(
	const struct goal_reading *g, const struct value *value, const struct goal_number *number)
{
	if (!g->metric_known)
		return true;
	switch (g->unit) {
	case UNIT_SHARE:
		return number->unit == UNIT_SHARE ||
		       report_unit(g, value, "is a share; write a percent sign, as in 93 %");
	case UNIT_MONEY:
		return number->unit == UNIT_MONEY ||
		       report_unit(g, value, "is money; write for example 450 tkr or 450000 SEK");
	case UNIT_SLOPE:
		return number->unit != UNIT_MONEY ||
		       report_unit(g, value, "is a change per quarter, not money");
	case UNIT_POINTS:
	case UNIT_COUNT:
		return number->unit == UNIT_POINTS ||
		       report_unit(g, value, "takes a bare number, as in 35");
	case UNIT_NONE:
	case UNIT_DATE:
		break;
	}
	return true;
}

static bool is_difference(const struct goal_reading *g)
{
	return g->goal->kind == GOAL_IMPROVE || g->goal->kind == GOAL_TREND;
}

/* Reads a number in the unit of the metric. */
static bool read_number(
	const struct goal_reading *g, const struct value *value, struct goal_number *number)
{
	if (!value->length)
		return value_fault(value, PROBLEM_WRONG_KIND, g->reading, "expected a number");
	if (!value_quantity(value, number, g->reading) || !unit_fits(g, value, number)) {
		number->given = false;
		return false;
	}

	double least = is_difference(g) ? -largest_share : 0;

	if (number->unit == UNIT_SHARE && g->kind_known &&
		(number->value < least || number->value > largest_share)) {
		number->given = false;
		return value_fault(value, PROBLEM_OUT_OF_RANGE, g->reading,
			"'%s' is out of range; expected %.10g %% to %.10g %%",
			value_shown(value, g->reading), least * 100, largest_share * 100);
	}
	return true;
}

/* Where the word stands between white space in the value; its length when it does not. */
static size_t word_find(const struct value *value, const char *word)
{
	const char *end = value->text + value->length;
	size_t length = strlen(word);

	for (size_t at = 1; at + length <= value->length; at++)
		if (!memcmp(value->text + at, word, length) &&
			(value->text + at + length == end ||
				blank_length(value->text + at + length, end)) &&
			value_part(value, 0, at).length < at)
			return at;
	return value->length;
}

void goal_read_anchor(struct goal_reading *g, const char *key, struct goal_number *number,
	double *share, double least, double greatest)
{
	const struct value *value = goal_value(g, key);

	if (!value)
		return;

	size_t at = word_find(value, "at");

	if (at == value->length) {
		value_fault(value, PROBLEM_WRONG_KIND, g->reading,
			"'%s' does not say the attainment; write for example '%s at %s'",
			value_shown(value, g->reading), value_shown(value, g->reading),
			least < 1 ? "0 %" : "120 %");
		return;
	}

	struct value level = value_part(value, 0, at);
	struct value attainment = value_part(value, at + 2, value->length);
	bool good = read_number(g, &level, number);

	if (!attainment.length)
		good = value_fault(&attainment, PROBLEM_WRONG_KIND, g->reading,
			"expected a percentage after 'at'");
	else if (!value_percent(&attainment, share, g->reading))
		good = false;
	else if (*share < least || *share > greatest)
		good = value_fault(&attainment, PROBLEM_OUT_OF_RANGE, g->reading,
			"'%s' is out of range; expected %.10g %% to %.10g %%",
			value_shown(&attainment, g->reading), least * 100, greatest * 100);
	number->given = number->given && good;
}

bool number_not_better(const struct goal_number *a, const struct goal_number *b, bool down)
{
	if (!a->given || !b->given || a->unit != b->unit)
		return false;
	if (a->currency && b->currency && strcmp(a->currency, b->currency) != 0)
		return false;
	return down ? a->value >= b->value : a->value <= b->value;
}

void goal_read_range(struct goal_reading *g)
{
	const struct value *value = goal_value(g, "range");
	struct goal_setting *goal = g->goal;
	const char *dots;

	if (!value)
		return;
	dots = memmem(value->text, value->length, "..", 2);
	if (!dots) {
		value_fault(value, PROBLEM_WRONG_KIND, g->reading,
			"'%s' is no range; write for example 70 %% .. 90 %%",
			value_shown(value, g->reading));
		return;
	}

	size_t at = (size_t)(dots - value->text);
	struct value low = value_part(value, 0, at);
	struct value high = value_part(value, at + 2, value->length);
	bool good = read_number(g, &low, &goal->range_low);

	if (!read_number(g, &high, &goal->range_high) || !good)
		return;
	if (number_not_better(&goal->range_high, &goal->range_low, false))
		value_fault(value, PROBLEM_CONTRADICTION, g->reading,
			"the range ends at or below its start");
}

static bool read_step(
	const struct goal_reading *g, const struct value *part, struct goal_step *step)
{
	if (!part->length)
		return value_fault(part, PROBLEM_WRONG_KIND, g->reading,
			"expected a quarter and a level, as in 2026Q1 91 %%");

	size_t length = 0;

	while (length < part->length &&
		!blank_length(part->text + length, part->text + part->length))
		length++;

	struct value quarter = value_part(part, 0, length);
	struct value level = value_part(part, length, part->length);
	bool good = value_quarter(&quarter, &step->quarter, g->reading);

	step->origin = (struct origin){ g->reading->file, part->line, part->columns[0] };
	if (!level.length)
		return value_fault(&level, PROBLEM_WRONG_KIND, g->reading,
			"expected a level after the quarter, as in 2026Q1 91 %%");
	return read_number(g, &level, &step->level) && good;
}

void goal_read_path(struct goal_reading *g)
{
	const struct value *value = goal_value(g, "path");
	size_t from = 0, count = 0, capacity = 0;
	struct goal_step *steps = NULL;
	struct value part;

	while (value && value_next(value, ';', &from, &part)) {
		struct goal_step step = { 0 };

		if (!read_step(g, &part, &step))
			continue;
		steps = arena_grow(g->reading->arena, steps, count, &capacity, sizeof(*steps));
		steps[count++] = step;
	}
	g->goal->path = steps;
	g->goal->path_count = count;
}

void goal_read_target(struct goal_reading *g)
{
	const struct value *value = goal_value(g, "target");

	if (value)
		read_number(g, value, &g->goal->target);
}
