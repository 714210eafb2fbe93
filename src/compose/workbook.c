/* The workbook: a sheet per subject, each with one table from column A, for people who go on
 * working. */
#include "compose/compose.h"

#include <math.h>
#include <string.h>

struct sheets {
	struct section *sections;
	size_t count;
};

static void add_sheet(struct sheets *sheets, const struct composing *c, const char *id,
	const char *title, struct block *blocks, size_t count)
{
	struct block *copy = ARENA_ARRAY(c->arena, struct block, count);
	memcpy(copy, blocks, count * sizeof(*blocks));
	sheets->sections[sheets->count++] =
		(struct section){ .id = id, .title = title, .blocks = copy, .count = count };
}

static void cover_sheet(struct sheets *sheets, const struct composing *c)
{
	const struct evaluation *evaluation = c->evaluation;
	char as_of[11];
	date_format(evaluation->as_of, as_of);
	struct block blocks[] = {
		heading_block(c, 1,
			say(c, "{scope}: customer goals {quarter}", "scope", scope_name(c, 0),
				"quarter", quarter_name(c, evaluation->quarter), NULL)),
		paragraph_block(c, PARAGRAPH_BODY, goals_message(c)),
		paragraph_block(c, PARAGRAPH_BODY,
			say(c, "Edition {edition}, data through {as_of}.", "edition",
				c->edition->id, "as_of", as_of, NULL)),
		paragraph_block(c, PARAGRAPH_BODY,
			say(c,
				"Intervals at {level}. Shares are fractions with a percent format, "
				"amounts "
				"in {currency}.",
				"level",
				format_percent(c->voice->format, evaluation->settings->confidence,
					0, c->arena),
				"currency", evaluation->currency, NULL)),
		paragraph_block(c, PARAGRAPH_BODY,
			say(c,
				"p = provisional, [x] = not available, [low] = too few for a rate, "
				"[c] = "
				"hidden because so few are behind it. Statuses are judged on the "
				"rounded "
				"figures that are printed.",
				NULL)),
	};
	add_sheet(sheets, c, "cover", say(c, "Cover", NULL), blocks,
		sizeof(blocks) / sizeof(*blocks));
}

static void goal_sheet(struct sheets *sheets, const struct composing *c)
{
	const struct table *table = goal_table(c);
	if (!table)
		return;
	struct block blocks[] = {
		heading_block(c, 1, goals_message(c)),
		paragraph_block(c, PARAGRAPH_SUBTITLE,
			say(c, "{scope} · goals and outcome, {quarter}", "scope", scope_name(c, 0),
				"quarter", quarter_name(c, c->evaluation->quarter), NULL)),
		table_block(table),
	};
	add_sheet(sheets, c, "goals", say(c, "Goals", NULL), blocks, 3);
}

/* Period, value, bounds and n of a metric over the quarters, with its chart. */
static const struct table *history_table(const struct composing *c, const char *metric)
{
	const struct evaluation *evaluation = c->evaluation;
	const struct history *history = evaluation_history(evaluation, 0, metric);
	const struct metric_about *about = metric_lookup(metric);
	const struct column columns[] = {
		{ "period", say(c, "Period", NULL), ALIGN_LEFT, 0 },
		{ "value", metric_name(c, about), ALIGN_RIGHT, 0 },
		{ "low", say(c, "Lower", NULL), ALIGN_RIGHT, 0 },
		{ "high", say(c, "Upper", NULL), ALIGN_RIGHT, 0 },
		{ "n", "n", ALIGN_RIGHT, 0 },
		{ "flag", say(c, "Flag", NULL), ALIGN_LEFT, 0 },
	};
	struct table_draft draft = { .columns = columns_copy(c, columns, 6), .column_count = 6 };
	struct scale scale = scale_of(c, about->unit, 0);
	for (size_t i = 0; i < evaluation->quarter_count; i++) {
		const struct measure *measure = &history->quarters[i];
		struct quarter quarter = quarter_add(evaluation->first, (int)i);
		struct cell unknown = { .kind = CELL_VALUE, .text = "[x]" };
		bool interval = measure->defined && measure->has_interval;
		draft_add(c, &draft, text_cell(quarter_name(c, quarter)));
		draft_add(c, &draft,
			measure->defined ? number_cell(c, &scale, measure->value) : unknown);
		draft_add(c, &draft, interval ? number_cell(c, &scale, measure->low) : unknown);
		draft_add(c, &draft, interval ? number_cell(c, &scale, measure->high) : unknown);
		draft_add(c, &draft,
			measure->defined && measure->has_n ? count_cell(c, measure->n) : unknown);
		bool signal = history->charted && history->limits != LIMITS_NONE &&
			      history->rules[i] != RULE_NONE;
		const char *flag = !measure->defined	       ? "[x]"
				   : measure->completeness < 1 ? "p"
				   : signal		       ? say(c, "signal", NULL)
							       : "";
		draft_add(c, &draft, text_cell(flag));
	}
	return draft_table(c, &draft, arena_printf(c->arena, "history_%s", metric), NULL,
		metric_name(c, about), NULL);
}

static void history_sheet(struct sheets *sheets, const struct composing *c, const char *metric,
	const char *id, const char *title)
{
	const struct chart *chart = metric_chart(c, metric);
	if (!chart)
		return;
	struct block blocks[] = {
		heading_block(c, 1, metric_message(c, metric)),
		paragraph_block(c, PARAGRAPH_SUBTITLE, chart->subtitle),
		table_block(history_table(c, metric)),
		chart_block(chart),
	};
	add_sheet(sheets, c, id, title, blocks, 4);
}

static void bridge_sheet(struct sheets *sheets, const struct composing *c)
{
	const struct chart *chart = bridge_chart(c);
	if (!chart)
		return;
	const struct column columns[] = {
		{ "step", say(c, "Step", NULL), ALIGN_LEFT, 1 },
		{ "amount", say(c, "ARR, {currency}", "currency", c->evaluation->currency, NULL),
			ALIGN_RIGHT, 0 },
	};
	struct table_draft draft = { .columns = columns_copy(c, columns, 2), .column_count = 2 };
	struct scale scale = { .unit = UNIT_MONEY,
		.money = {
			c->evaluation->currency, pow(10, c->evaluation->currency_exponent), 0 } };
	for (size_t i = 0; i < chart->category_count; i++) {
		draft_add(c, &draft, text_cell(chart->categories[i].label));
		draft_add(c, &draft, number_cell(c, &scale, chart->series[0].points[i].value));
	}
	struct block blocks[] = {
		heading_block(c, 1, say(c, "What happened to the ARR?", NULL)),
		paragraph_block(c, PARAGRAPH_SUBTITLE, chart->subtitle),
		table_block(draft_table(c, &draft, "bridge", NULL, chart->alternative, NULL)),
		chart_block(chart),
	};
	add_sheet(sheets, c, "bridge", say(c, "Revenue", NULL), blocks, 4);
}

/* Team by goal, long; hidden teams have [c] and nothing else. */
static void team_sheet(struct sheets *sheets, const struct composing *c)
{
	const struct evaluation *evaluation = c->evaluation;
	const struct column columns[] = {
		{ "team", say(c, "Team", NULL), ALIGN_LEFT, 1 },
		{ "measure", say(c, "Measure", NULL), ALIGN_LEFT, 1 },
		{ "value", say(c, "Outcome", NULL), ALIGN_RIGHT, 0 },
		{ "low", say(c, "Lower", NULL), ALIGN_RIGHT, 0 },
		{ "high", say(c, "Upper", NULL), ALIGN_RIGHT, 0 },
		{ "n", "n", ALIGN_RIGHT, 0 },
		{ "target", say(c, "Target", NULL), ALIGN_RIGHT, 0 },
		{ "status", say(c, "Status", NULL), ALIGN_LEFT, 0 },
		{ "flag", say(c, "Flag", NULL), ALIGN_LEFT, 0 },
	};
	struct table_draft draft = { .columns = columns_copy(c, columns, 9), .column_count = 9 };
	size_t all = evaluation->goal_count + evaluation->breakdown_count;
	for (size_t scope = 0; scope < evaluation->scope_count; scope++) {
		if (evaluation->scopes[scope].kind != SCOPE_TEAM)
			continue;
		for (size_t i = 0; i < all; i++) {
			const struct goal_result *goal =
				i < evaluation->goal_count
					? &evaluation->goals[i]
					: &evaluation->breakdowns[i - evaluation->goal_count];
			if (goal->scope != scope)
				continue;
			struct scale scale = goal_scale(c, goal);
			struct cell unknown = { .kind = CELL_VALUE, .text = "[x]" };
			bool hidden = evaluation->suppressed[scope];
			bool few = goal->shortfall == SHORTFALL_FEW;
			bool shown = !hidden && !few && goal->defined;
			bool interval = shown && goal->has_interval;
			bool range = goal->setting->kind == GOAL_RANGE;
			draft_add(c, &draft, text_cell(scope_name(c, scope)));
			draft_add(c, &draft, text_cell(goal_name(c, goal)));
			draft_add(c, &draft, shown ? number_cell(c, &scale, goal->value) : unknown);
			draft_add(
				c, &draft, interval ? number_cell(c, &scale, goal->low) : unknown);
			draft_add(
				c, &draft, interval ? number_cell(c, &scale, goal->high) : unknown);
			draft_add(c, &draft,
				!hidden && goal->has_n ? count_cell(c, goal->n) : unknown);
			draft_add(c, &draft, range ? unknown : number_cell(c, &scale, goal->path));
			draft_add(c, &draft, text_cell(hidden ? "" : status_word(c, goal->status)));
			draft_add(c, &draft,
				text_cell(hidden	   ? "[c]"
					  : few		   ? say(c, "[low]", NULL)
					  : !goal->defined ? "[x]"
							   : ""));
		}
	}
	if (draft.count == 0)
		return;
	struct block blocks[] = {
		heading_block(c, 1, breakdown_message(c, lead_metric(c), SCOPE_TEAM)),
		paragraph_block(c, PARAGRAPH_SUBTITLE,
			say(c, "Team by measure, in alphabetical order", NULL)),
		table_block(draft_table(c, &draft, "team_measures", NULL,
			say(c, "Team by measure, in alphabetical order", NULL), NULL)),
	};
	add_sheet(sheets, c, "teams", say(c, "Teams", NULL), blocks, 3);
}

static void reference_sheets(struct sheets *sheets, const struct composing *c)
{
	const struct table *quality = quality_table(c);
	const struct table *definitions = definition_table(c, true);
	if (quality) {
		struct block blocks[] = {
			heading_block(c, 1, say(c, "Data quality", NULL)),
			paragraph_block(c, PARAGRAPH_SUBTITLE, quality->summary),
			table_block(quality),
		};
		add_sheet(sheets, c, "quality", say(c, "Data quality", NULL), blocks, 3);
	}
	struct block blocks[] = {
		heading_block(c, 1, say(c, "Definitions", NULL)),
		paragraph_block(c, PARAGRAPH_SUBTITLE, definitions->summary),
		table_block(definitions),
	};
	add_sheet(sheets, c, "definitions", say(c, "Definitions", NULL), blocks, 3);
}

/* Everything long: one row per measure and scope of the quarter, for pivoting. */
static void data_sheet(struct sheets *sheets, const struct composing *c)
{
	const struct evaluation *evaluation = c->evaluation;
	const struct column columns[] = {
		{ "scope", say(c, "Scope", NULL), ALIGN_LEFT, 0 },
		{ "code", say(c, "Code", NULL), ALIGN_LEFT, 0 },
		{ "measure", say(c, "Measure", NULL), ALIGN_LEFT, 1 },
		{ "unit", say(c, "Unit", NULL), ALIGN_LEFT, 0 },
		{ "value", say(c, "Value", NULL), ALIGN_RIGHT, 0 },
		{ "low", say(c, "Lower", NULL), ALIGN_RIGHT, 0 },
		{ "high", say(c, "Upper", NULL), ALIGN_RIGHT, 0 },
		{ "n", "n", ALIGN_RIGHT, 0 },
		{ "flag", say(c, "Flag", NULL), ALIGN_LEFT, 0 },
	};
	struct table_draft draft = { .columns = columns_copy(c, columns, 9), .column_count = 9 };
	for (size_t scope = 0; scope < evaluation->scope_count; scope++) {
		for (size_t i = 0; i < evaluation->measures[scope].count; i++) {
			const struct measure *measure = &evaluation->measures[scope].items[i];
			const struct metric_about *about = metric_lookup(measure->metric);
			struct scale scale = scale_of(c, measure->unit, measure->value);
			struct cell unknown = { .kind = CELL_VALUE, .text = "[x]" };
			bool hidden = evaluation->suppressed[scope];
			bool known = measure->defined && !hidden;
			bool interval = known && measure->has_interval;
			draft_add(c, &draft, text_cell(evaluation->scopes[scope].id));
			draft_add(c, &draft, text_cell(measure->metric));
			draft_add(c, &draft, text_cell(metric_name(c, about)));
			draft_add(c, &draft,
				text_cell(phrase(
					c->voice->phrases, "unit_name", unit_name(measure->unit))));
			draft_add(c, &draft,
				known ? number_cell(c, &scale, measure->value) : unknown);
			draft_add(c, &draft,
				interval ? number_cell(c, &scale, measure->low) : unknown);
			draft_add(c, &draft,
				interval ? number_cell(c, &scale, measure->high) : unknown);
			draft_add(c, &draft,
				known && measure->has_n ? count_cell(c, measure->n) : unknown);
			draft_add(c, &draft, text_cell(hidden ? "[c]" : known ? "" : "[x]"));
		}
	}
	struct block blocks[] = {
		heading_block(c, 1, say(c, "All figures of the quarter", NULL)),
		paragraph_block(c, PARAGRAPH_SUBTITLE,
			say(c, "One row per measure and scope, for filters and pivot tables",
				NULL)),
		table_block(draft_table(c, &draft, "figures", NULL,
			say(c, "All figures of the quarter", NULL), NULL)),
	};
	add_sheet(sheets, c, "data", say(c, "Data", NULL), blocks, 3);
}

void compose_workbook(const struct evaluation *evaluation, const struct voice *voice,
	const struct edition *edition, struct report *report, struct arena *arena)
{
	const struct composing own = { evaluation, voice, edition, 0, arena }, *c = &own;
	struct sheets sheets = { .sections = ARENA_ARRAY(arena, struct section, 16) };
	cover_sheet(&sheets, c);
	goal_sheet(&sheets, c);
	history_sheet(&sheets, c, lead_metric(c), "renewal", say(c, "Renewal", NULL));
	bridge_sheet(&sheets, c);
	history_sheet(&sheets, c, "NRR_Q", "net_revenue", say(c, "Net revenue", NULL));
	history_sheet(&sheets, c, "USE_ACTIVE28", "usage", say(c, "Usage", NULL));
	history_sheet(&sheets, c, "NPS", "nps", "NPS");
	history_sheet(&sheets, c, "CSAT", "csat", "CSAT");
	team_sheet(&sheets, c);
	reference_sheets(&sheets, c);
	data_sheet(&sheets, c);
	report_frame(c, "workbook",
		say(c, "{scope}: customer goals {quarter}", "scope", scope_name(c, 0), "quarter",
			quarter_name(c, evaluation->quarter), NULL),
		report);
	report->sections = sheets.sections;
	report->count = sheets.count;
}
