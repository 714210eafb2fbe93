/* The documents that templates lay out: the board report and the page of a team. */
#include "compose/compose.h"

#include <string.h>

#include "stage/template.h"

static bool one(struct block **blocks, size_t *count, struct arena *arena, struct block block)
{
	*blocks = ARENA_ARRAY(arena, struct block, 1);
	(*blocks)[0] = block;
	*count = 1;
	return true;
}

static bool one_table(
	struct block **blocks, size_t *count, struct arena *arena, const struct table *table)
{
	*count = 0;
	return !table || one(blocks, count, arena, table_block(table));
}

static bool one_chart(
	struct block **blocks, size_t *count, struct arena *arena, const struct chart *chart)
{
	*count = 0;
	return !chart || one(blocks, count, arena, chart_block(chart));
}

#define EXHIBIT(function)                                                                          \
	static bool function(void *context, struct block **blocks, size_t *count,                  \
		struct arena *arena, struct error *error)

EXHIBIT(exhibit_goals)
{
	(void)error;
	return one_table(blocks, count, arena, goal_table(context));
}

EXHIBIT(exhibit_lead_chart)
{
	(void)error;
	return one_chart(blocks, count, arena, metric_chart(context, lead_metric(context)));
}

EXHIBIT(exhibit_usage_chart)
{
	(void)error;
	return one_chart(blocks, count, arena, metric_chart(context, "USE_ACTIVE28"));
}

EXHIBIT(exhibit_promoter_chart)
{
	(void)error;
	return one_chart(blocks, count, arena, metric_chart(context, "NPS"));
}

EXHIBIT(exhibit_satisfied_chart)
{
	(void)error;
	return one_chart(blocks, count, arena, metric_chart(context, "CSAT"));
}

EXHIBIT(exhibit_bridge)
{
	(void)error;
	return one_chart(blocks, count, arena, bridge_chart(context));
}

EXHIBIT(exhibit_outlook)
{
	(void)error;
	return one_chart(blocks, count, arena, outlook_chart(context));
}

EXHIBIT(exhibit_losses)
{
	(void)error;
	return one_chart(blocks, count, arena, losses_chart(context));
}

EXHIBIT(exhibit_teams)
{
	(void)error;
	return one_table(
		blocks, count, arena, breakdown_table(context, lead_metric(context), SCOPE_TEAM));
}

EXHIBIT(exhibit_segments)
{
	(void)error;
	return one_table(blocks, count, arena,
		breakdown_table(context, lead_metric(context), SCOPE_SEGMENT));
}

EXHIBIT(exhibit_coming)
{
	(void)error;
	return one_table(blocks, count, arena, coming_table(context));
}

EXHIBIT(exhibit_definitions)
{
	(void)error;
	return one_table(blocks, count, arena, definition_table(context, false));
}

EXHIBIT(exhibit_key)
{
	(void)error;
	return one_table(blocks, count, arena, key_table(context));
}

EXHIBIT(exhibit_quality)
{
	(void)error;
	return one_table(blocks, count, arena, quality_table(context));
}

EXHIBIT(exhibit_exceptions)
{
	(void)error;
	size_t notices;
	struct block block = { .kind = BLOCK_NOTICES };
	block.notices = exceptions(context, &notices);
	block.count = notices;
	*count = 0;
	return notices == 0 || one(blocks, count, arena, block);
}

EXHIBIT(exhibit_cards)
{
	(void)error;
	size_t cards;
	struct block block = { .kind = BLOCK_CARDS };
	block.cards = goal_cards(context, &cards);
	block.count = cards;
	*count = 0;
	return cards == 0 || one(blocks, count, arena, block);
}

EXHIBIT(exhibit_decision)
{
	(void)error;
	const struct composing *c = context;
	const char *decision =
		localized_text(&c->evaluation->settings->decision, c->voice->language);
	struct block block = { .kind = BLOCK_CALLOUT, .title = say(c, "Decision requested", NULL) };
	block.text = text_of(c, decision ? decision : say(c, "No decision is requested.", NULL));
	return one(blocks, count, arena, block);
}

static const struct {
	const char *name;
	bool (*compose)(void *context, struct block **blocks, size_t *count, struct arena *arena,
		struct error *error);
} exhibits[] = {
	{ "goal_table", exhibit_goals },
	{ "decision", exhibit_decision },
	{ "exceptions", exhibit_exceptions },
	{ "outlook_chart", exhibit_outlook },
	{ "lead_chart", exhibit_lead_chart },
	{ "revenue_bridge", exhibit_bridge },
	{ "team_table", exhibit_teams },
	{ "segment_table", exhibit_segments },
	{ "loss_reasons", exhibit_losses },
	{ "usage_chart", exhibit_usage_chart },
	{ "promoter_chart", exhibit_promoter_chart },
	{ "satisfied_chart", exhibit_satisfied_chart },
	{ "definitions", exhibit_definitions },
	{ "reading_key", exhibit_key },
	{ "quality_table", exhibit_quality },
	{ "goal_cards", exhibit_cards },
	{ "coming_contracts", exhibit_coming },
};

enum { EXHIBITS = sizeof(exhibits) / sizeof(*exhibits) };

/* Rows of a list of lines: one member, "line". */
static struct template_field line_list(
	const struct composing *c, const char *name, const char *const *lines, size_t count)
{
	static const struct template_field members[] = { { .name = "line", .kind = FIELD_TEXT } };
	struct template_field *cells = ARENA_ARRAY(c->arena, struct template_field, count);
	for (size_t i = 0; i < count; i++)
		cells[i] = (struct template_field){
			.name = "line", .kind = FIELD_TEXT, .text = lines[i]
		};
	return (struct template_field){ .name = name,
		.kind = FIELD_LIST,
		.members = members,
		.member_count = 1,
		.cells = cells,
		.row_count = count };
}

/* Sentences one after another. */
static const char *joined(const struct composing *c, const char *const *lines, size_t count)
{
	const char *text = "";
	for (size_t i = 0; i < count; i++)
		text = arena_printf(c->arena, "%s%s%s", text, i ? " " : "", lines[i]);
	return text;
}

static struct template_field text_field(const char *name, const char *text)
{
	return (struct template_field){ .name = name, .kind = FIELD_TEXT, .text = text };
}

static struct template_field count_field(const struct composing *c, const char *name, long count)
{
	return (struct template_field){ .name = name,
		.kind = FIELD_COUNT,
		.text = format_integer(c->voice->format, count, c->arena),
		.count = count };
}

static struct template_field flag_field(const char *name, bool flag)
{
	return (struct template_field){ .name = name, .kind = FIELD_FLAG, .flag = flag };
}

static bool has_figure(const struct composing *c, const char *metric)
{
	const struct measure *measure = evaluation_measure(c->evaluation, c->scope, metric);
	return measure && measure->defined;
}

static long losses_all(const struct evaluation *evaluation)
{
	int64_t all = 0;
	for (size_t i = 0; i < evaluation->loss_count; i++)
		all += evaluation->losses[i].contracts;
	return (long)all;
}

enum { FIELDS = 32 };

static size_t fields_of(const struct composing *c, struct template_field *fields)
{
	const struct evaluation *evaluation = c->evaluation;
	const struct scope *scope = &evaluation->scopes[c->scope];
	const char *lead = lead_metric(c);
	const char **confidence, **changes;
	size_t confidence_count = confidence_lines(c, &confidence);
	size_t change_count = change_lines(c, &changes);
	size_t notices;
	const struct goal_result **goals;
	exceptions(c, &notices);
	char as_of[11];
	date_format(evaluation->as_of, as_of);
	const struct template_field all[] = {
		text_field("company", evaluation->settings->company),
		text_field("scope", scope_name(c, c->scope)),
		text_field("quarter", quarter_name(c, evaluation->quarter)),
		text_field("next_quarter", quarter_name(c, quarter_add(evaluation->quarter, 1))),
		text_field("months", quarter_months(c, evaluation->quarter)),
		text_field("as_of", arena_strdup(c->arena, as_of)),
		text_field("edition", c->edition->id),
		text_field("snapshot_hash", c->edition->hash),
		text_field("program", evaluation->program),
		text_field("confidence", format_percent(c->voice->format,
						 evaluation->settings->confidence, 0, c->arena)),
		text_field("goals_message", goals_message(c)),
		text_field("lead_message", metric_message(c, lead)),
		text_field("lead_name", metric_name(c, metric_lookup(lead))),
		text_field("usage_message", metric_message(c, "USE_ACTIVE28")),
		text_field("promoter_message", metric_message(c, "NPS")),
		text_field("satisfied_message", metric_message(c, "CSAT")),
		text_field("team_message", breakdown_message(c, lead, SCOPE_TEAM)),
		text_field("segment_message", breakdown_message(c, lead, SCOPE_SEGMENT)),
		text_field("outlook_message", outlook_message(c)),
		text_field("requirement_message", requirement_message(c)),
		text_field("caution_message", caution_message(c)),
		count_field(c, "goals", (long)goals_of(c, c->scope, &goals)),
		count_field(c, "customers", (long)scope->customer_count),
		count_field(c, "members", scope->members),
		count_field(c, "exceptions", (long)notices),
		count_field(c, "changes", (long)change_count),
		count_field(c, "losses", losses_all(evaluation)),
		flag_field("has_usage", has_figure(c, "USE_ACTIVE28")),
		flag_field("has_nps", has_figure(c, "NPS")),
		flag_field("has_csat", has_figure(c, "CSAT")),
		text_field("confidence_message", joined(c, confidence, confidence_count)),
		line_list(c, "change_lines", changes, change_count),
	};
	_Static_assert(sizeof(all) / sizeof(*all) == FIELDS, "room for every field");
	memcpy(fields, all, sizeof(all));
	return FIELDS;
}

/* Whether an exhibit has anything to show is a flag of its own: has_team_table. */
static size_t exhibit_flags(const struct composing *c, struct template_field *fields)
{
	const char *lead = lead_metric(c);
	const struct goal_result **list;
	size_t goals = goals_of(c, c->scope, &list);
	const struct template_field all[] = {
		flag_field("has_goals", goal_table(c) != NULL),
		flag_field("has_lead_chart", metric_chart(c, lead) != NULL),
		flag_field("has_bridge", bridge_chart(c) != NULL),
		flag_field("has_teams", breakdown_table(c, lead, SCOPE_TEAM) != NULL),
		flag_field("has_segments", breakdown_table(c, lead, SCOPE_SEGMENT) != NULL),
		/* A fifth goal takes the chart's place on the page that is read alone. */
		flag_field("outlook_first", outlook_chart(c) && goals <= 4),
		flag_field("outlook_later", outlook_chart(c) && goals > 4),
		flag_field("has_coming", coming_table(c) != NULL),
		flag_field("has_quality", quality_table(c) != NULL),
	};
	memcpy(fields, all, sizeof(all));
	return sizeof(all) / sizeof(*all);
}

static bool compose_document(const struct composing *c, const char *kind,
	const struct template_source *source, struct report *report, struct error *error)
{
	struct template_field fields[FIELDS + 16];
	struct template_exhibit named[EXHIBITS];
	size_t field_count = fields_of(c, fields);
	field_count += exhibit_flags(c, fields + field_count);
	for (size_t i = 0; i < EXHIBITS; i++)
		named[i] = (struct template_exhibit){ exhibits[i].name, (void *)c,
			exhibits[i].compose };
	struct template template = {
		.text = source->text,
		.length = source->length,
		.file = source->file,
		.fields = fields,
		.field_count = field_count,
		.exhibits = named,
		.exhibit_count = EXHIBITS,
	};
	struct section *sections;
	size_t count;
	if (!template_compose(&template, &sections, &count, c->arena, error))
		return false;
	const char *title = say(c, "{scope}: customer goals {quarter}", "scope",
		scope_name(c, c->scope), "quarter", quarter_name(c, c->evaluation->quarter), NULL);
	report_frame(c, kind, title, report);
	report->sections = sections;
	report->count = count;
	return true;
}

bool compose_board(const struct evaluation *evaluation, const struct voice *voice,
	const struct edition *edition, const struct template_source *source, struct report *report,
	struct arena *arena, struct error *error)
{
	struct composing c = { evaluation, voice, edition, 0, arena };
	return compose_document(&c, "board", source, report, error);
}

bool compose_team(const struct evaluation *evaluation, size_t scope, const struct voice *voice,
	const struct edition *edition, const struct template_source *source, struct report *report,
	struct arena *arena, struct error *error)
{
	struct composing c = { evaluation, voice, edition, scope, arena };
	return compose_document(&c, "team", source, report, error);
}
