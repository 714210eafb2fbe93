/* The page to look things up on: definitions, reading key, data quality. */
#include "compose/compose.h"

#include <string.h>

#include "model/finding.h"

static bool is_used(const struct composing *c, const struct metric_about *about)
{
	if (!about->definition)
		return false;
	for (size_t i = 0; i < c->evaluation->settings->goal_count; i++)
		if (!strcmp(metric_lookup(c->evaluation->settings->goals[i].metric)->code,
			    about->code))
			return true;
	const char *lead = lead_metric(c);
	if (!strcmp(about->code, "REN_GROSS"))
		return !strcmp(lead, "REN_LOGO");
	return !strcmp(about->code, lead) || !strcmp(about->code, "USE_ACTIVE28");
}

const struct table *definition_table(const struct composing *c, bool all_metrics)
{
	const struct phrases *phrases = c->voice->phrases;
	const struct column columns[] = {
		{ "metric", say(c, "Measure", NULL), ALIGN_LEFT, 1 },
		{ "definition", say(c, "Definition", NULL), ALIGN_LEFT, 3 },
		{ "counted", say(c, "Counted as", NULL), ALIGN_LEFT, 2 },
		{ "interval", say(c, "Interval", NULL), ALIGN_LEFT, 1 },
		{ "least", say(c, "Least n", NULL), ALIGN_RIGHT, 0 },
	};
	struct table_draft draft = { .columns = columns_copy(c, columns, 5), .column_count = 5 };
	const struct metric_about *all;
	size_t count;
	metric_list(&all, &count, c->arena);
	for (size_t i = 0; i < count; i++) {
		const struct metric_about *about = &all[i];
		if (all_metrics ? !about->definition : !is_used(c, about))
			continue;
		struct cell name = text_cell(metric_name(c, about));
		name.note = about->code;
		draft_add(c, &draft, name);
		draft_add(c, &draft, text_cell(phrase(phrases, "definition", about->definition)));
		draft_add(c, &draft, text_cell(phrase(phrases, "definition", about->counted)));
		struct cell method = text_cell(phrase(phrases, "method", about->method));
		method.note = about->source;
		draft_add(c, &draft, method);
		draft_add(c, &draft, count_cell(c, about->min_n));
	}
	if (draft.count == 0)
		return NULL;
	return draft_table(c, &draft, "definitions", NULL,
		say(c, "What each measure counts, with its interval", NULL), NULL);
}

const struct table *key_table(const struct composing *c)
{
	static const enum status statuses[] = { STATUS_ACHIEVED, STATUS_ON_TRACK, STATUS_AT_RISK,
		STATUS_MISSED, STATUS_INSUFFICIENT };
	static const char *const before[] = {
		"The whole interval is at or past the target.",
		"The outcome is at or past the level of the path, not surely past the target.",
		"The outcome is short of the level, but the interval reaches it.",
		"The whole interval is short of the level.",
		"Too few cases, too many undecided, or no figure.",
	};
	static const char *const at_end[] = {
		"The outcome is at or past the target.",
		"Not used.",
		"Not used.",
		"The outcome is short of the target.",
		"Too few cases, too many undecided, or no figure.",
	};
	const struct column columns[] = {
		{ "status", say(c, "Status", NULL), ALIGN_LEFT, 1 },
		{ "before", say(c, "Before the goal's last quarter", NULL), ALIGN_LEFT, 3 },
		{ "at_end", say(c, "In its last quarter", NULL), ALIGN_LEFT, 2 },
	};
	struct table_draft draft = { .columns = columns_copy(c, columns, 3), .column_count = 3 };
	for (size_t i = 0; i < sizeof(statuses) / sizeof(*statuses); i++) {
		draft_add(c, &draft,
			(struct cell){ .kind = CELL_STATUS,
				.text = status_word(c, statuses[i]),
				.status = statuses[i] });
		draft_add(c, &draft, text_cell(say(c, before[i], NULL)));
		draft_add(c, &draft, text_cell(say(c, at_end[i], NULL)));
	}
	return draft_table(c, &draft, "key", NULL, say(c, "What the status marks mean", NULL),
		say(c,
			"p = provisional, [x] = not available, [low] = too few for a rate, [c] = "
			"hidden "
			"because so few are behind it. Statuses are judged on the rounded figures "
			"that "
			"are printed.",
			NULL));
}

static const char *severity_word(const struct composing *c, enum severity severity)
{
	const char *word = severity == SEVERITY_BLOCK	  ? "blocks"
			   : severity == SEVERITY_EXCLUDE ? "excluded"
			   : severity == SEVERITY_WARNING ? "warning"
							  : "information";
	return phrase(c->voice->phrases, "severity", word);
}

const struct table *quality_table(const struct composing *c)
{
	const struct evaluation *evaluation = c->evaluation;
	if (evaluation->finding_count == 0)
		return NULL;
	const struct column columns[] = {
		{ "code", say(c, "Code", NULL), ALIGN_LEFT, 0 },
		{ "finding", say(c, "Finding", NULL), ALIGN_LEFT, 4 },
		{ "effect", say(c, "Effect", NULL), ALIGN_LEFT, 0 },
		{ "count", say(c, "Count", NULL), ALIGN_RIGHT, 0 },
	};
	struct table_draft draft = { .columns = columns_copy(c, columns, 4), .column_count = 4 };
	for (size_t i = 0; i < evaluation->finding_count; i++) {
		const struct finding *finding = &evaluation->findings[i];
		draft_add(c, &draft, text_cell(finding->code));
		draft_add(c, &draft,
			text_cell(phrase(c->voice->phrases, "quality",
				finding_rule_lookup(finding->code)->message)));
		draft_add(c, &draft, text_cell(severity_word(c, finding->severity)));
		draft_add(c, &draft, count_cell(c, (double)finding->count));
	}
	return draft_table(c, &draft, "quality", NULL,
		say(c, "Findings of the quality rules", NULL),
		say(c, "kvartal check lists the rows behind each finding.", NULL));
}
