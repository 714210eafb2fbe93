#include "stage/figures.h"

#include <string.h>

#include "base/json.h"

static void add_number(struct strbuf *out, bool known, const struct measure *measure, double value)
{
	char text[32];
	strbuf_addc(out, ',');
	if (!known)
		return;
	if (measure && (measure->unit == UNIT_MONEY || measure->unit == UNIT_COUNT) &&
		value == measure->value) {
		strbuf_addf(out, "%lld", (long long)measure->amount);
		return;
	}
	json_format_number(text, value);
	strbuf_adds(out, text);
}

/* Quotes a field where RFC 4180 asks for it. */
static void add_field(struct strbuf *out, const char *text)
{
	if (!strpbrk(text, ",\"\r\n")) {
		strbuf_adds(out, text);
		return;
	}
	strbuf_addc(out, '"');
	for (; *text; text++) {
		if (*text == '"')
			strbuf_addc(out, '"');
		strbuf_addc(out, *text);
	}
	strbuf_addc(out, '"');
}

static void add_detail(struct strbuf *out, const struct measure *measure)
{
	struct strbuf detail = STRBUF_INIT;
	const char *separator = "";
	if (measure->reason) {
		strbuf_addf(&detail, "reason=%s", measure->reason);
		separator = ";";
	}
	for (size_t i = 0; i < measure->detail_count; i++) {
		char text[32];
		json_format_number(text, measure->details[i].value);
		strbuf_addf(&detail, "%s%s=%s", separator, measure->details[i].key, text);
		separator = ";";
	}
	add_field(out, detail.bytes);
	strbuf_release(&detail);
}

/* CLV_HIST_MEAN is a mean of amounts, so it need not be a whole number of minor units. */
static bool is_exact(const struct measure *measure)
{
	return (double)measure->amount == measure->value;
}

void figures_csv(const struct evaluation *evaluation, const char *team, struct strbuf *out)
{
	strbuf_adds(out, "scope,metric,value,lo,hi,n,detail\n");
	for (size_t scope = 0; scope < evaluation->scope_count; scope++) {
		const char *id = evaluation->scopes[scope].id;
		if (team && strcmp(team, id) != 0)
			continue;
		const struct measures *measures = &evaluation->measures[scope];
		for (size_t i = 0; i < measures->count; i++) {
			const struct measure *measure = &measures->items[i];
			bool interval = measure->defined && measure->has_interval;
			add_field(out, id);
			strbuf_addc(out, ',');
			add_field(out, measure->metric);
			add_number(out, measure->defined, is_exact(measure) ? measure : NULL,
				measure->value);
			add_number(out, interval, NULL, measure->low);
			add_number(out, interval, NULL, measure->high);
			add_number(out, measure->defined && measure->has_n, NULL, measure->n);
			strbuf_addc(out, ',');
			add_detail(out, measure);
			strbuf_addc(out, '\n');
		}
	}
}
