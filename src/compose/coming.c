#include "compose/compose.h"

#include <stdlib.h>

static int by_arr(const void *a, const void *b)
{
	const struct coming_contract *x = *(const struct coming_contract *const *)a;
	const struct coming_contract *y = *(const struct coming_contract *const *)b;
	if (x->arr != y->arr)
		return x->arr > y->arr ? -1 : 1;
	return (x > y) - (x < y);
}

static bool in_scope(const struct scope *scope, int32_t customer)
{
	size_t low = 0, high = scope->customer_count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (scope->customers[middle] < customer)
			low = middle + 1;
		else
			high = middle;
	}
	return low < scope->customer_count && scope->customers[low] == customer;
}

static struct cell trend_cell(const struct composing *c, enum trend trend)
{
	static const char *const words[] = {
		[TREND_NONE] = "[x]",
		[TREND_FALLING] = "falling",
		[TREND_STABLE] = "stable",
		[TREND_RISING] = "rising",
	};
	if (trend == TREND_NONE)
		return unknown_cell("[x]");
	return (struct cell){ .kind = CELL_TREND,
		.text = phrase(c->voice->phrases, "trend", words[trend]),
		.trend = trend };
}

enum { COMING_ROWS = 5 };

const struct table *coming_table(const struct composing *c)
{
	const struct evaluation *evaluation = c->evaluation;
	const struct coming_contract **next =
		ARENA_ARRAY(c->arena, const struct coming_contract *, evaluation->coming_count);
	size_t count = 0;
	for (size_t i = 0; i < evaluation->coming_count; i++)
		if (evaluation->coming[i].quarter.index == evaluation->quarter.index + 1 &&
			in_scope(&evaluation->scopes[c->scope], evaluation->coming[i].customer))
			next[count++] = &evaluation->coming[i];
	if (count == 0)
		return NULL;
	qsort(next, count, sizeof(*next), by_arr);
	struct scale money = scale_of(c, UNIT_MONEY, (double)next[0]->arr);
	const struct column columns[] = {
		{ "customer", say(c, "Customer", NULL), ALIGN_LEFT, 3 },
		{ "due", say(c, "Due", NULL), ALIGN_RIGHT, 0 },
		{ "arr", say(c, "ARR, {unit}", "unit", money.money.name, NULL), ALIGN_RIGHT, 0 },
		{ "usage", say(c, "Use", NULL), ALIGN_LEFT, 1 },
		{ "score", say(c, "Last score (0–10)", NULL), ALIGN_RIGHT, 0 },
	};
	struct table_draft draft = { .columns = columns_copy(c, columns, 5), .column_count = 5 };
	size_t shown = count < COMING_ROWS ? count : COMING_ROWS;
	double rest = 0;
	for (size_t i = 0; i < count; i++) {
		if (i >= shown) {
			rest += (double)next[i]->arr;
			continue;
		}
		draft_add(c, &draft, text_cell(next[i]->customer_name));
		draft_add(c, &draft, date_cell(c, next[i]->due));
		draft_add(c, &draft, number_cell(c, &money, (double)next[i]->arr));
		draft_add(c, &draft, trend_cell(c, next[i]->usage));
		draft_add(c, &draft,
			next[i]->has_score ? count_cell(c, next[i]->score) : unknown_cell("[x]"));
	}
	if (count > shown) {
		draft_add(c, &draft,
			text_cell(say_count(
				c, "{count} other", "{count} others", (long)(count - shown))));
		draft_add(c, &draft,
			text_cell(quarter_months(c, quarter_add(evaluation->quarter, 1))));
		draft_add(c, &draft, number_cell(c, &money, rest));
		draft_add(c, &draft, text_cell(""));
		draft_add(c, &draft, text_cell(""));
	}
	struct table *table = draft_table(c, &draft, "coming", NULL,
		say(c, "Contracts due next quarter, by ARR", NULL),
		say(c,
			"Use = active days in the last 28, against the end of the quarter before: "
			"falling is half or less.",
			NULL));
	table->total_rows = count > shown;
	return table;
}
