#include "compose/compose.h"

#include <stdarg.h>
#include <string.h>

const char *say(const struct composing *c, const char *msgid, ...)
{
	struct filling fillings[12];
	size_t count = 0;
	va_list arguments;
	va_start(arguments, msgid);
	for (const char *name; count < sizeof(fillings) / sizeof(*fillings) &&
			       (name = va_arg(arguments, const char *)) != NULL;) {
		fillings[count].name = name;
		fillings[count++].text = va_arg(arguments, const char *);
	}
	va_end(arguments);
	return phrase_fill(phrase(c->voice->phrases, "report", msgid), fillings, count, c->arena);
}

const char *say_count(
	const struct composing *c, const char *singular, const char *plural, long count)
{
	const char *pattern = phrase_plural(c->voice->phrases, "report", singular, plural, count);
	struct filling filling = { "count", format_integer(c->voice->format, count, c->arena) };
	return phrase_fill(pattern, &filling, 1, c->arena);
}

const char *number_word(const struct composing *c, long number)
{
	static const char *const words[] = { "none", "one", "two", "three", "four", "five", "six",
		"seven", "eight", "nine", "ten", "eleven", "twelve" };
	if (number < 0 || number >= (long)(sizeof(words) / sizeof(*words)))
		return format_integer(c->voice->format, number, c->arena);
	return phrase(c->voice->phrases, "number", words[number]);
}

const char *capitalised(const struct composing *c, const char *text)
{
	char *copy = arena_strdup(c->arena, text);
	/* Words of the catalogues begin with a letter a-z, or with one of å ä ö. */
	if (copy[0] >= 'a' && copy[0] <= 'z')
		copy[0] = (char)(copy[0] - 'a' + 'A');
	else if ((unsigned char)copy[0] == 0xC3 && (unsigned char)copy[1] >= 0xA0 &&
		 (unsigned char)copy[1] <= 0xB6)
		copy[1] = (char)((unsigned char)copy[1] - 0x20);
	return copy;
}

const char *metric_name(const struct composing *c, const struct metric_about *about)
{
	return phrase(c->voice->phrases, "metric", about->name);
}

const char *metric_note(const struct composing *c, const struct metric_about *about)
{
	return about->short_unit ? phrase(c->voice->phrases, "unit", about->short_unit) : "";
}

const char *metric_subject(const struct composing *c, const char *metric)
{
	static const struct {
		const char *metric, *subject;
	} subjects[] = {
		{ "REN_LOGO", "The renewal rate" },
		{ "GRR_Q", "Gross revenue retention" },
		{ "NRR_Q", "Net revenue retention" },
		{ "LOGO_RET_Q", "Customer retention" },
		{ "USE_ACTIVE28", "The share of active customers" },
		{ "NPS", "The net promoter score" },
		{ "CSAT", "The share of satisfied customers" },
	};
	for (size_t i = 0; i < sizeof(subjects) / sizeof(*subjects); i++)
		if (!strcmp(metric, subjects[i].metric))
			return phrase(c->voice->phrases, "subject", subjects[i].subject);
	return metric_name(c, metric_lookup(metric));
}

const char *goal_name(const struct composing *c, const struct goal_result *goal)
{
	const char *name = localized_text(&goal->setting->name, c->voice->language);
	return name ? name : metric_name(c, metric_lookup(goal->setting->metric));
}

const char *scope_name(const struct composing *c, size_t scope)
{
	const struct evaluation *evaluation = c->evaluation;
	const struct scope *about = &evaluation->scopes[scope];
	if (about->kind == SCOPE_COMPANY)
		return evaluation->settings->company;
	for (size_t i = 0; about->kind == SCOPE_TEAM && i < evaluation->settings->team_count; i++) {
		const struct team_setting *team = &evaluation->settings->teams[i];
		const char *name = localized_text(&team->name, c->voice->language);
		if (name && !strcmp(team->id, about->id))
			return name;
	}
	return about->name;
}

const char *status_word(const struct composing *c, enum status status)
{
	static const char *const words[] = {
		[STATUS_NONE] = "Not judged",
		[STATUS_ACHIEVED] = "Achieved",
		[STATUS_ON_TRACK] = "On track",
		[STATUS_AT_RISK] = "At risk",
		[STATUS_MISSED] = "Missed",
		[STATUS_INSUFFICIENT] = "Insufficient data",
		[STATUS_MISSING] = "Data missing",
	};
	return phrase(c->voice->phrases, "status", words[status]);
}

const char *evidence_short(const struct composing *c, const struct goal_result *goal)
{
	switch (goal->shortfall) {
	case SHORTFALL_FEW:
		return say(c, "n = {n}, {least} needed", "n", count_text(c, goal->n), "least",
			count_text(c, goal->min_n), NULL);
	case SHORTFALL_INCOMPLETE:
		return say(c, "too many not decided", NULL);
	case SHORTFALL_UNDEFINED:
	case SHORTFALL_INTERVAL:
		return say(c, "no figure", NULL);
	case SHORTFALL_NONE:
		break;
	}
	return goal->evidence == EVIDENCE_CLEAR ? say(c, "clear", NULL)
						: say(c, "within margin", NULL);
}

bool is_provisional(const struct composing *c, const struct goal_result *goal)
{
	return goal->shortfall == SHORTFALL_NONE &&
	       (goal->measure->completeness < 1 || c->evaluation->preliminary);
}

const char *evidence_word(const struct composing *c, const struct goal_result *goal)
{
	const char *word = evidence_short(c, goal);
	if (!is_provisional(c, goal))
		return word;
	return say(c, "{evidence}, provisional", "evidence", word, NULL);
}

const char *signal_word(const struct composing *c, enum signal signal)
{
	static const char *const words[] = {
		[SIGNAL_NONE] = "none",
		[SIGNAL_IMPROVED] = "improves",
		[SIGNAL_WORSENED] = "worsens",
		[SIGNAL_TOO_FEW] = "too few points",
	};
	return phrase(c->voice->phrases, "signal", words[signal]);
}

const char *quarter_name(const struct composing *c, struct quarter quarter)
{
	char label[16];
	quarter_format(quarter, c->evaluation->fiscal, label);
	if (c->evaluation->fiscal.start_month != 1)
		return arena_strdup(c->arena, label);
	return arena_printf(c->arena, "Q%d\u00a0%.4s", quarter_number(quarter), label);
}

const char *quarter_months(const struct composing *c, struct quarter quarter)
{
	int year, first, last, day;
	date_parts(quarter_start(quarter, c->evaluation->fiscal), &year, &first, &day);
	date_parts(date_add(quarter_end(quarter, c->evaluation->fiscal), -1), &year, &last, &day);
	return arena_printf(c->arena, "%s\u2013%s",
		format_month(c->voice->format, first, true, c->arena),
		format_month(c->voice->format, last, true, c->arena));
}
