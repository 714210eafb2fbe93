#include "model/finding.h"

#include <assert.h>
#include <stdarg.h>
#include <string.h>

#define ARR_METRICS                                                                                \
	"REN_GROSS,REN_NET,GRR_Q,GRR_TTM,NRR_Q,NRR_TTM,EXP_RATE_Q,EXP_RATE_TTM,ARR_OPEN,ARR_CLOSE"
#define ANSWER_METRICS "NPS,CSAT"

static const struct finding_rule rules[] = {
	{ "DQ01", SEVERITY_EXCLUDE, "row references something that is not in the database", NULL },
	{ "DQ02", SEVERITY_EXCLUDE, "not a valid date (YYYY-MM-DD)", NULL },
	{ "DQ03", SEVERITY_EXCLUDE, "dates in the wrong order", NULL },
	{ "DQ04", SEVERITY_WARNING,
		"contracts of one customer for one product overlap, and neither renews the other",
		ARR_METRICS },
	{ "DQ05", SEVERITY_WARNING, "customers with the same name and country", NULL },
	{ "DQ06", SEVERITY_WARNING, "contracts with the same customer, product, term and price",
		ARR_METRICS },
	{ "DQ07", SEVERITY_WARNING,
		"invoice lines with the same number, customer, date, kind and amount",
		"CLV_HIST_MEAN,CLV_HIST_TOTAL" },
	{ "DQ08", SEVERITY_EXCLUDE, "amount with the wrong sign", NULL },
	{ "DQ09", SEVERITY_BLOCK, "unknown currency, or no rate for a quarter that needs one",
		ARR_METRICS ",CLV_HIST_MEAN,CLV_HIST_TOTAL" },
	{ "DQ10", SEVERITY_WARNING,
		"exchange rate that differs much from the average or from the quarter before",
		ARR_METRICS ",CLV_HIST_MEAN,CLV_HIST_TOTAL" },
	{ "DQ11", SEVERITY_EXCLUDE, "dated after the last day of complete data", NULL },
	{ "DQ12", SEVERITY_BLOCK, "contract without a price from the start of its term",
		ARR_METRICS },
	{ "DQ13", SEVERITY_WARNING, "price from a day after the contract's term", ARR_METRICS },
	{ "DQ14", SEVERITY_WARNING, "recurring contract with a price of zero", ARR_METRICS },
	{ "DQ15", SEVERITY_WARNING, "usage on days without a contract in force",
		"USE_ACTIVE28,USE_BREADTH" },
	{ "DQ16", SEVERITY_EXCLUDE, "answer outside the scale of the survey", ANSWER_METRICS },
	{ "DQ17", SEVERITY_WARNING, "answer without an invitation; left out of the response rate",
		"RESP_RATE" },
	{ "DQ18", SEVERITY_WARNING, "several answers by one contact; the latest counts",
		ANSWER_METRICS },
	{ "DQ19", SEVERITY_WARNING,
		"customer with no team, or several, on the first day of the quarter", NULL },
	{ "DQ20", SEVERITY_WARNING,
		"member with more than one full-time equivalent on the first day of the quarter",
		"" },
	{ "DQ21", SEVERITY_EXCLUDE, "renewal link that cannot be right; the link is not used",
		"REN_LOGO,REN_CONTRACT,REN_GROSS,REN_NET" },
	{ "DQ22", SEVERITY_WARNING, "data that ends before the quarter's renewals are settled",
		NULL },
	{ "DQ23", SEVERITY_WARNING, "month of the quarter without any invoice lines or usage",
		"CLV_HIST_MEAN,CLV_HIST_TOTAL,USE_ACTIVE28,USE_BREADTH" },
	{ "DQ24", SEVERITY_BLOCK, "goal whose weight or anchors cannot be used", NULL },
	{ "DQ25", SEVERITY_WARNING,
		"contract from before the observed time without earlier renewals, of an old "
		"customer",
		NULL },
	{ "DQ27", SEVERITY_WARNING, "customers that are each other's parents", NULL },
	{ "DQ28", SEVERITY_INFORMATION, "test customers, excluded", NULL },
	{ "DQ29", SEVERITY_WARNING, "text with control characters, shown without them", "" },
};

enum { RULE_COUNT = sizeof(rules) / sizeof(*rules) };

const struct finding_rule *finding_rule_lookup(const char *code)
{
	for (size_t i = 0; i < RULE_COUNT; i++)
		if (!strcmp(rules[i].code, code))
			return &rules[i];
	return NULL;
}

const struct finding_rule *finding_rule_list(size_t *count)
{
	*count = RULE_COUNT;
	return rules;
}

void finding_set_init(struct finding_set *set, struct arena *arena)
{
	*set = (struct finding_set){ .arena = arena, .text = STRBUF_INIT };
	set->tallies = ARENA_ARRAY(arena, struct finding_tally, RULE_COUNT);
}

void finding_set_release(struct finding_set *set)
{
	strbuf_release(&set->text);
}

static struct finding_tally *tally_of(struct finding_set *set, const char *code)
{
	const struct finding_rule *rule = finding_rule_lookup(code);
	assert(rule);
	return &set->tallies[rule - rules];
}

static int strength(enum severity severity)
{
	switch (severity) {
	case SEVERITY_BLOCK:
		return 4;
	case SEVERITY_EXCLUDE:
		return 3;
	case SEVERITY_WARNING:
		return 2;
	case SEVERITY_INFORMATION:
		return 1;
	}
	return 0;
}

/* Keeps the object if it is among the first in byte order, and new. */
static void list_object(struct finding_tally *tally, const char *text, struct arena *arena)
{
	size_t at = tally->object_count;
	while (at > 0 && strcmp(tally->objects[at - 1], text) > 0)
		at--;
	if (at == FINDING_OBJECTS || (at > 0 && !strcmp(tally->objects[at - 1], text)))
		return;
	if (tally->object_count < FINDING_OBJECTS)
		tally->object_count++;
	memmove(&tally->objects[at + 1], &tally->objects[at],
		(tally->object_count - 1 - at) * sizeof(*tally->objects));
	tally->objects[at] = arena_strdup(arena, text);
}

static void add(struct finding_set *set, const char *code, enum severity severity,
	const char *format, va_list arguments) __attribute__((format(printf, 4, 0)));

static void add(struct finding_set *set, const char *code, enum severity severity,
	const char *format, va_list arguments)
{
	struct finding_tally *tally = tally_of(set, code);
	tally->count++;
	if (strength(severity) > strength(tally->severity))
		tally->severity = severity;
	strbuf_clear(&set->text);
	strbuf_vaddf(&set->text, format, arguments);
	list_object(tally, set->text.bytes, set->arena);
}

void finding_add(struct finding_set *set, const char *code, const char *format, ...)
{
	const struct finding_rule *rule = finding_rule_lookup(code);
	assert(rule);
	va_list arguments;
	va_start(arguments, format);
	add(set, code, rule->severity, format, arguments);
	va_end(arguments);
}

void finding_add_as(
	struct finding_set *set, const char *code, enum severity severity, const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	add(set, code, severity, format, arguments);
	va_end(arguments);
}

void finding_count(struct finding_set *set, const char *code, int64_t count)
{
	struct finding_tally *tally = tally_of(set, code);
	const struct finding_rule *rule = finding_rule_lookup(code);
	if (count <= 0)
		return;
	tally->count += count;
	if (strength(rule->severity) > strength(tally->severity))
		tally->severity = rule->severity;
}

void finding_say(struct finding_set *set, const char *code, const char *message)
{
	tally_of(set, code)->message = message;
}

void finding_set_take(struct finding_set *set, const struct finding *findings, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const struct finding *finding = &findings[i];
		struct finding_tally *tally = tally_of(set, finding->code);
		tally->count += finding->count;
		if (strength(finding->severity) > strength(tally->severity))
			tally->severity = finding->severity;
		if (strcmp(finding->message, finding_rule_lookup(finding->code)->message) != 0)
			tally->message = finding->message;
		for (size_t k = 0; k < finding->object_count; k++)
			list_object(tally, finding->objects[k], set->arena);
	}
}

void finding_set_list(const struct finding_set *set, struct finding **findings, size_t *count)
{
	*findings = ARENA_ARRAY(set->arena, struct finding, RULE_COUNT);
	*count = 0;
	for (size_t i = 0; i < RULE_COUNT; i++) {
		const struct finding_tally *tally = &set->tallies[i];
		if (!tally->count)
			continue;
		const char **objects = ARENA_ARRAY(set->arena, const char *, tally->object_count);
		memcpy(objects, tally->objects, tally->object_count * sizeof(*objects));
		(*findings)[(*count)++] = (struct finding){
			.code = rules[i].code,
			.severity = tally->severity,
			.message = tally->message ? tally->message : rules[i].message,
			.count = tally->count,
			.objects = objects,
			.object_count = tally->object_count,
			.affects = rules[i].affects,
		};
	}
}
