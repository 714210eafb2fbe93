#include "compose/compose.h"

#include <math.h>
#include <string.h>

struct text text_of(const struct composing *c, const char *text)
{
	struct run *run = arena_alloc(c->arena, sizeof(*run));
	run->text = text;
	return (struct text){ run, 1 };
}

struct text text_pair(const struct composing *c, const char *strong, const char *normal)
{
	struct run *runs = ARENA_ARRAY(c->arena, struct run, 2);
	runs[0] = (struct run){ .text = arena_printf(c->arena, "%s ", strong),
		.emphasis = EMPHASIS_STRONG };
	runs[1] = (struct run){ .text = normal };
	return (struct text){ runs, 2 };
}

struct block heading_block(const struct composing *c, int level, const char *text)
{
	return (struct block){ .kind = BLOCK_HEADING, .level = level, .text = text_of(c, text) };
}

struct block paragraph_block(const struct composing *c, enum paragraph_role role, const char *text)
{
	return (struct block){ .kind = BLOCK_PARAGRAPH, .role = role, .text = text_of(c, text) };
}

struct block table_block(const struct table *table)
{
	return (struct block){ .kind = BLOCK_TABLE, .table = table };
}

struct block chart_block(const struct chart *chart)
{
	return (struct block){ .kind = BLOCK_CHART, .chart = chart };
}

struct cell text_cell(const char *text)
{
	return (struct cell){ .kind = CELL_TEXT, .text = text ? text : "" };
}

struct cell number_cell(const struct composing *c, const struct scale *scale, double value)
{
	return (struct cell){ .kind = CELL_VALUE,
		.text = bare(c, scale, value),
		.unit = scale->unit,
		.value = value };
}

struct cell count_cell(const struct composing *c, double value)
{
	return (struct cell){
		.kind = CELL_VALUE, .text = count_text(c, value), .unit = UNIT_COUNT, .value = value
	};
}

struct cell unknown_cell(const char *shorthand)
{
	return (struct cell){
		.kind = CELL_VALUE, .text = shorthand, .unit = UNIT_NONE, .emphasis = EMPHASIS_MUTED
	};
}

struct cell date_cell(const struct composing *c, struct date date)
{
	if (!date_known(date))
		return unknown_cell("[x]");
	return (struct cell){ .kind = CELL_VALUE,
		.text = format_date(c->voice->format, date, c->arena),
		.unit = UNIT_DATE,
		.value = date.days };
}

struct cell outcome_cell(const struct composing *c, const struct goal_result *goal)
{
	struct scale scale = goal_scale(c, goal);
	if (!goal->defined)
		return unknown_cell("[x]");
	if (goal->shortfall == SHORTFALL_FEW) {
		struct cell few = unknown_cell(say(c, "[low]", NULL));
		few.note = arena_printf(c->arena, "n = %s", count_text(c, goal->n));
		return few;
	}
	struct cell cell = number_cell(c, &scale, goal->value);
	cell.emphasis = EMPHASIS_STRONG;
	if (goal->has_interval)
		cell.note = span(c, &scale, goal->low, goal->high);
	return cell;
}

/* The scale that a range graphic shares with its peers of the same unit: all ends with a margin. */
static void shared_scale(const struct goal_result *goal, const struct goal_result *const *peers,
	size_t count, double *low, double *high)
{
	*low = INFINITY;
	*high = -INFINITY;
	for (size_t i = 0; i < count; i++) {
		const struct goal_result *peer = peers[i];
		bool range = peer->setting->kind == GOAL_RANGE;
		if (peer->unit != goal->unit ||
			strcmp(peer->setting->metric, goal->setting->metric) != 0)
			continue;
		*low = fmin(*low, range ? peer->range_low : peer->path);
		*high = fmax(*high, range ? peer->range_high : peer->path);
		if (peer->defined && peer->shortfall != SHORTFALL_FEW) {
			*low = fmin(*low, peer->has_interval ? peer->low : peer->value);
			*high = fmax(*high, peer->has_interval ? peer->high : peer->value);
		}
	}
	double margin = (*high - *low) * 0.12;
	if (!(margin > 0))
		margin = fabs(*high) / 10 + 0.01;
	*low -= margin;
	*high += margin;
}

struct cell range_cell(const struct composing *c, const struct goal_result *goal,
	const struct goal_result *const *peers, size_t peer_count)
{
	struct scale scale = goal_scale(c, goal);
	struct range_graphic *range = arena_alloc(c->arena, sizeof(*range));
	bool is_range = goal->setting->kind == GOAL_RANGE;
	shared_scale(goal, peers, peer_count, &range->scale_low, &range->scale_high);
	range->has_value = goal->defined && goal->shortfall != SHORTFALL_FEW;
	range->value = goal->value;
	range->has_interval = range->has_value && goal->has_interval;
	range->low = goal->low;
	range->high = goal->high;
	range->has_target = true;
	range->target = is_range ? goal->range_low : goal->path;
	range->has_target_high = is_range;
	range->target_high = goal->range_high;
	if (!range->has_value) {
		range->instead = goal->shortfall == SHORTFALL_FEW
					 ? say(c, "too little data to judge", NULL)
					 : say(c, "no figure", NULL);
		range->alternative = range->instead;
	} else {
		range->alternative = say(c, "{value}, interval {interval}, target {target}",
			"value", full(c, &scale, goal->value), "interval",
			goal->has_interval ? span(c, &scale, goal->low, goal->high) : "[x]",
			"target", target_text(c, goal, true), NULL);
	}
	return (struct cell){ .kind = CELL_RANGE, .text = "", .range = range };
}

enum { SPARK_QUARTERS = 12 };

struct cell sparkline_cell(const struct composing *c, const struct goal_result *goal)
{
	const struct history *trail = goal->trail;
	size_t all = c->evaluation->quarter_count;
	size_t count = all < SPARK_QUARTERS ? all : SPARK_QUARTERS, defined = 0;
	struct sparkline *spark = arena_alloc(c->arena, sizeof(*spark));
	double *values = ARENA_ARRAY(c->arena, double, count);
	bool *known = ARENA_ARRAY(c->arena, bool, count);
	for (size_t i = 0; trail && i < count; i++) {
		const struct measure *measure = &trail->quarters[all - count + i];
		known[i] = measure->defined && (!measure->has_n || measure->n >= goal->min_n / 2);
		values[i] = measure->value;
		defined += known[i];
	}
	*spark = (struct sparkline){ .values = values, .defined = known, .count = count };
	spark->has_target = goal->setting->kind == GOAL_LEVEL;
	spark->target = goal->path;
	spark->alternative = say(c, "Line of the last {count} quarters", "count",
		count_text(c, (double)defined), NULL);
	struct cell cell = { .kind = CELL_SPARKLINE, .text = "", .sparkline = spark };
	if (defined < 2)
		cell = unknown_cell("[x]");
	return cell;
}

struct cell status_cell(const struct composing *c, const struct goal_result *goal)
{
	return (struct cell){ .kind = CELL_STATUS,
		.text = status_word(c, goal->status),
		.note = evidence_word(c, goal),
		.emphasis = EMPHASIS_STRONG,
		.status = goal->status };
}

struct cell change_cell(
	const struct composing *c, const struct goal_result *goal, bool known, double before)
{
	struct scale scale = scale_of(c, goal->measure->unit, goal->measure->value);
	bool hidden = goal->shortfall == SHORTFALL_FEW;
	if (!known || !goal->measure->defined || hidden)
		return unknown_cell("[x]");
	double now = unit_round(goal->measure->unit, goal->measure->value,
		pow(10, c->evaluation->currency_exponent));
	struct cell cell = number_cell(c, &scale, now - before);
	cell.text = change(c, &scale, now - before);
	return cell;
}

const struct column *columns_copy(
	const struct composing *c, const struct column *columns, size_t count)
{
	struct column *copy = ARENA_ARRAY(c->arena, struct column, count);
	memcpy(copy, columns, count * sizeof(*columns));
	return copy;
}

void draft_add(const struct composing *c, struct table_draft *draft, struct cell cell)
{
	draft->cells = arena_grow(
		c->arena, draft->cells, draft->count, &draft->capacity, sizeof(*draft->cells));
	draft->cells[draft->count++] = cell;
}

struct table *draft_table(const struct composing *c, const struct table_draft *draft,
	const char *id, const char *title, const char *summary, const char *note)
{
	struct table *table = arena_alloc(c->arena, sizeof(*table));
	*table = (struct table){
		.id = id,
		.title = title,
		.summary = summary,
		.columns = draft->columns,
		.column_count = draft->column_count,
		.cells = draft->cells,
		.row_count = draft->count / draft->column_count,
		.row_headers = true,
		.note = note,
	};
	return table;
}
