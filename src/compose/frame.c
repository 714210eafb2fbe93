#include "compose/compose.h"

#include <string.h>

/* "2026-04-29 · item 7 · for decision · confidential": what the configuration says of the meeting.
 */
static const char *meeting(const struct composing *c)
{
	const struct settings *settings = c->evaluation->settings;
	static const char *const purposes[] = {
		[PURPOSE_INFORMATION] = "For information",
		[PURPOSE_DECISION] = "For decision",
		[PURPOSE_DISCUSSION] = "For discussion",
	};
	const char *parts[4];
	size_t count = 0;
	if (settings->board_date)
		parts[count++] = say(c, "Board {date}", "date", settings->board_date, NULL);
	if (settings->agenda_item)
		parts[count++] = say(c, "item {item}", "item", settings->agenda_item, NULL);
	parts[count++] = say(c, purposes[settings->purpose], NULL);
	const char *secrecy = localized_text(&settings->confidentiality, c->voice->language);
	if (secrecy)
		parts[count++] = secrecy;
	const char *line = parts[0];
	for (size_t i = 1; i < count; i++)
		line = arena_printf(c->arena, "%s · %s", line, parts[i]);
	return line;
}

void report_frame(
	const struct composing *c, const char *kind, const char *title, struct report *report)
{
	const struct evaluation *evaluation = c->evaluation;
	char as_of[11];
	date_format(evaluation->as_of, as_of);
	const char *state =
		evaluation->preliminary ? say(c, "preliminary", NULL) : say(c, "final", NULL);
	bool team = !strcmp(kind, "team");
	*report = (struct report){
		.kind = kind,
		.language = format_tag(c->voice->format),
		.title = title,
		.subject = say(c, "Customer goals, {period}", "period",
			quarter_name(c, evaluation->quarter), NULL),
		.author = evaluation->settings->company,
		.keywords = say(c, "renewal, lifetime value, usage, satisfaction", NULL),
		.created = evaluation->as_of,
		.header_left = evaluation->settings->company,
		.footer_left =
			say(c, "Edition {edition} · {state} · data through {as_of} · sha256 {hash}",
				"edition", c->edition->id, "state", state, "as_of", as_of, "hash",
				arena_strndup(c->arena, c->edition->hash, 12), NULL),
		.page_format = phrase(c->voice->phrases, "report", "Page {page} of {pages}"),
		.currency = evaluation->currency,
		.currency_exponent = evaluation->currency_exponent,
	};
	if (team)
		report->header_right = say(c, "{team} · the team's quarter {period} · internal",
			"team", scope_name(c, c->scope), "period",
			quarter_name(c, evaluation->quarter), NULL);
	else
		report->header_right = meeting(c);
}
