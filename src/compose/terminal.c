/* Goals and figures as a terminal shows them: 80 columns, no colour. */
#include "compose/compose.h"

#include <string.h>

#include "base/utf8.h"

enum { NAME = 0, OUTCOME, INTERVAL, TARGET, PREVIOUS, YEAR_AGO, STATUS, COLUMNS };

struct line {
	const char *cells[COLUMNS];
};

/* Pads by code points: the texts have no combining or wide characters in the columns that align. */
static void add_cell(struct strbuf *out, const char *text, size_t width, bool right)
{
	size_t length = utf8_length(text);
	for (size_t i = length; right && i < width; i++)
		strbuf_addc(out, ' ');
	strbuf_adds(out, text);
	for (size_t i = length; !right && i < width; i++)
		strbuf_addc(out, ' ');
}

static void add_lines(struct strbuf *out, const struct line *lines, size_t count)
{
	size_t widths[COLUMNS] = { 0 };
	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < COLUMNS; k++)
			if (utf8_length(lines[i].cells[k]) > widths[k])
				widths[k] = utf8_length(lines[i].cells[k]);
	for (size_t i = 0; i < count; i++) {
		for (size_t k = 0; k + 1 < COLUMNS; k++) {
			bool right = k != NAME && k != INTERVAL;
			add_cell(out, lines[i].cells[k], widths[k], right);
			strbuf_adds(out, "  ");
		}
		strbuf_adds(out, lines[i].cells[STATUS]);
		strbuf_addc(out, '\n');
	}
}

static struct line goal_line(const struct composing *c, const struct goal_result *goal)
{
	struct scale scale = goal_scale(c, goal);
	struct cell previous = change_cell(c, goal, goal->has_previous, goal->previous);
	struct cell year_ago = change_cell(c, goal, goal->has_year_ago, goal->year_ago);
	return (struct line){ {
		[NAME] = goal_name(c, goal),
		[OUTCOME] = goal->defined ? full(c, &scale, goal->value) : "[x]",
		[INTERVAL] = goal->has_interval ? span(c, &scale, goal->low, goal->high) : "",
		[TARGET] = target_text(c, goal, false),
		[PREVIOUS] = previous.text,
		[YEAR_AGO] = year_ago.text,
		[STATUS] = arena_printf(
			c->arena, "%s (%s)", status_word(c, goal->status), evidence_word(c, goal)),
	} };
}

static void add_scope(const struct composing *c, struct strbuf *out)
{
	const struct evaluation *evaluation = c->evaluation;
	const struct goal_result **goals;
	size_t count = goals_of(c, c->scope, &goals);
	if (count == 0)
		return;
	struct line *lines = ARENA_ARRAY(c->arena, struct line, count + 1);
	lines[0] = (struct line){ { say(c, "Goal", NULL), say(c, "Outcome", NULL),
		format_percent(c->voice->format, evaluation->settings->confidence, 0, c->arena),
		say(c, "Target", NULL), say(c, "ΔPQ", NULL), say(c, "ΔPY", NULL),
		say(c, "Status", NULL) } };
	for (size_t i = 0; i < count; i++)
		lines[i + 1] = goal_line(c, goals[i]);
	strbuf_addf(out, "\n%s\n", scope_name(c, c->scope));
	add_lines(out, lines, count + 1);
	for (size_t i = 0; i < evaluation->composite_count; i++) {
		const struct composite *composite = &evaluation->composites[i];
		struct scale share = { .unit = UNIT_SHARE };
		if (composite->scope == c->scope && composite->defined)
			strbuf_addf(out, "%s\n",
				say(c, "Weighted attainment {value} ({interval})", "value",
					full(c, &share, composite->value), "interval",
					span(c, &share, composite->low, composite->high), NULL));
	}
}

void compose_terminal(const struct evaluation *evaluation, const char *team,
	const struct voice *voice, struct strbuf *out, struct arena *arena)
{
	struct composing c = { evaluation, voice, NULL, 0, arena };
	char as_of[11];
	date_format(evaluation->as_of, as_of);
	strbuf_addf(out, "%s  %s  %s%s\n", evaluation->settings->company, evaluation->label,
		say(&c, "data through {as_of}", "as_of", as_of, NULL),
		evaluation->preliminary ? say(&c, ", preliminary", NULL) : "");
	for (size_t i = 0; i < evaluation->scope_count; i++) {
		c.scope = i;
		if (!team || !strcmp(evaluation->scopes[i].id, team))
			add_scope(&c, out);
	}
	c.scope = 0;
	if (!team)
		strbuf_addf(out, "\n%s\n", goals_message(&c));
	if (evaluation->finding_count > 0)
		strbuf_addf(out, "%s\n",
			say(&c, "{rules} found something: kvartal check {period}", "rules",
				say_count(&c, "{count} quality rule", "{count} quality rules",
					(long)evaluation->finding_count),
				"period", evaluation->label, NULL));
}
