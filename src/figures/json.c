#include "stage/figures.h"

#include <string.h>

#include "base/json.h"

static void add_known(struct json *json, const char *key, bool known, double value)
{
	if (known)
		json_number(json, key, value);
	else
		json_null(json, key);
}

static void add_date(struct json *json, const char *key, struct date date)
{
	char text[11];
	date_format(date, text);
	json_text(json, key, text[0] ? text : NULL);
}

static void add_period(struct json *json, const struct evaluation *evaluation)
{
	json_object_compact(json, "period");
	json_text(json, "label", evaluation->label);
	add_date(json, "start", evaluation->start);
	add_date(json, "end", evaluation->end);
	add_date(json, "as_of", evaluation->as_of);
	json_boolean(json, "preliminary", evaluation->preliminary);
	json_end_compact_object(json);
}

static void add_measure(struct json *json, const char *scope, const struct measure *measure)
{
	bool interval = measure->defined && measure->has_interval;
	json_object_compact(json, NULL);
	json_text(json, "scope", scope);
	json_text(json, "metric", measure->metric);
	json_text(json, "unit", unit_name(measure->unit));
	json_text(json, "basis", basis_name(measure->basis));
	if (measure->defined && (double)measure->amount == measure->value &&
		(measure->unit == UNIT_MONEY || measure->unit == UNIT_COUNT))
		json_integer(json, "value", measure->amount);
	else
		add_known(json, "value", measure->defined, measure->value);
	add_known(json, "lo", interval, measure->low);
	add_known(json, "hi", interval, measure->high);
	add_known(json, "n", measure->defined && measure->has_n, measure->n);
	json_object_compact(json, "detail");
	for (size_t i = 0; i < measure->detail_count; i++)
		json_number(json, measure->details[i].key, measure->details[i].value);
	json_end_compact_object(json);
	json_text(json, "reason", measure->defined ? NULL : measure->reason);
	json_end_compact_object(json);
}

static const char *kind_name(enum goal_kind kind)
{
	static const char *const names[] = {
		[GOAL_LEVEL] = "level",
		[GOAL_RANGE] = "range",
		[GOAL_IMPROVE] = "improve",
		[GOAL_TREND] = "trend",
	};
	return names[kind];
}

static void add_goal(struct json *json, const char *scope, const struct goal_result *goal)
{
	bool range = goal->setting->kind == GOAL_RANGE;
	json_object_compact(json, NULL);
	json_text(json, "goal", goal->setting->id);
	json_text(json, "scope", scope);
	json_text(json, "metric", goal->setting->metric);
	json_text(json, "kind", kind_name(goal->setting->kind));
	add_known(json, "value", goal->defined, goal->value);
	add_known(json, "lo", goal->has_interval, goal->low);
	add_known(json, "hi", goal->has_interval, goal->high);
	add_known(json, "n", goal->has_n, goal->n);
	add_known(json, "target", !range, goal->target);
	add_known(json, "path", !range, goal->path);
	if (range) {
		json_array_compact(json, "range");
		json_number(json, NULL, goal->range_low);
		json_number(json, NULL, goal->range_high);
		json_end_compact_array(json);
	}
	json_text(json, "status", status_name(goal->status));
	json_boolean(json, "final", goal->final);
	json_text(json, "evidence", evidence_name(goal->evidence));
	add_known(json, "attainment", goal->has_attainment, goal->attainment);
	json_text(json, "signal", signal_name(goal->signal));
	json_end_compact_object(json);
}

static void add_composite(struct json *json, const char *scope, const struct composite *composite)
{
	json_object_compact(json, NULL);
	json_text(json, "scope", scope);
	add_known(json, "value", composite->defined, composite->value);
	add_known(json, "lo", composite->defined, composite->low);
	add_known(json, "hi", composite->defined, composite->high);
	json_number(json, "weight_measured", composite->weight_measured);
	json_end_compact_object(json);
}

static void add_signal(
	struct json *json, const char *scope, const struct history *history, size_t quarters)
{
	bool limits = history->limits != LIMITS_NONE;
	json_object_compact(json, NULL);
	json_text(json, "metric", history->metric);
	json_text(json, "scope", scope);
	json_text(json, "rule", chart_rule_name(history->rules[quarters - 1]));
	add_known(json, "mean", limits, history->mean);
	add_known(json, "lower", limits, history->lower);
	add_known(json, "upper", limits, history->upper);
	json_integer(json, "points", (int64_t)history->points);
	json_text(json, "limits", chart_limits_name(history->limits));
	json_end_compact_object(json);
}

static bool wanted(const struct evaluation *evaluation, size_t scope, const char *team)
{
	return !team || !strcmp(evaluation->scopes[scope].id, team);
}

static void add_evaluation(struct json *json, const struct evaluation *evaluation, const char *team)
{
	json_text(json, "schema", "kvartal.evaluation/1");
	json_text(json, "program", evaluation->program);
	json_text(json, "company", evaluation->settings->company);
	json_text(json, "currency", evaluation->currency);
	json_number(json, "confidence", evaluation->settings->confidence);
	add_period(json, evaluation);
	json_array(json, "measures");
	for (size_t scope = 0; scope < evaluation->scope_count; scope++)
		for (size_t i = 0;
			wanted(evaluation, scope, team) && i < evaluation->measures[scope].count;
			i++)
			add_measure(json, evaluation->scopes[scope].id,
				&evaluation->measures[scope].items[i]);
	json_end_array(json);
	json_array(json, "goals");
	for (size_t i = 0; i < evaluation->goal_count; i++)
		if (wanted(evaluation, evaluation->goals[i].scope, team))
			add_goal(json, evaluation->scopes[evaluation->goals[i].scope].id,
				&evaluation->goals[i]);
	json_end_array(json);
	json_array(json, "composites");
	for (size_t i = 0; i < evaluation->composite_count; i++)
		if (wanted(evaluation, evaluation->composites[i].scope, team))
			add_composite(json, evaluation->scopes[evaluation->composites[i].scope].id,
				&evaluation->composites[i]);
	json_end_array(json);
	json_array(json, "signals");
	for (size_t i = 0; i < evaluation->history_count; i++)
		if (evaluation->histories[i].charted &&
			wanted(evaluation, evaluation->histories[i].scope, team))
			add_signal(json, evaluation->scopes[evaluation->histories[i].scope].id,
				&evaluation->histories[i], evaluation->quarter_count);
	json_end_array(json);
	json_array(json, "quality");
	for (size_t i = 0; i < evaluation->finding_count; i++) {
		const char severity[2] = { (char)evaluation->findings[i].severity, '\0' };
		json_object_compact(json, NULL);
		json_text(json, "code", evaluation->findings[i].code);
		json_text(json, "severity", severity);
		json_integer(json, "count", evaluation->findings[i].count);
		json_end_compact_object(json);
	}
	json_end_array(json);
}

void figures_json(const struct evaluation *evaluation, const char *team, struct strbuf *out)
{
	struct json json = { .out = out };
	json_object(&json, NULL);
	add_evaluation(&json, evaluation, team);
	json_end_object(&json);
	strbuf_addc(out, '\n');
}

/* The facts, table by table, in the order of their keys; amounts as the source has them. */
static void add_customers(struct json *json, const struct facts *facts)
{
	json_array(json, "customers");
	for (size_t i = 0; i < facts->customer_count; i++) {
		const struct customer *customer = &facts->customers[i];
		json_object_compact(json, NULL);
		json_text(json, "id", customer->id);
		json_text(json, "name", customer->name);
		json_text(json, "segment", customer->segment);
		add_date(json, "created", customer->created);
		json_boolean(json, "test", customer->is_test);
		json_end_compact_object(json);
	}
	json_end_array(json);
}

static void add_contracts(struct json *json, const struct facts *facts)
{
	json_array(json, "contracts");
	for (size_t i = 0; i < facts->contract_count; i++) {
		const struct contract *contract = &facts->contracts[i];
		json_object_compact(json, NULL);
		json_text(json, "id", contract->id);
		json_text(json, "customer", facts->customers[contract->customer].id);
		json_text(json, "product", facts->products[contract->product].id);
		add_date(json, "signed_on", contract->signed_on);
		add_date(json, "term_start", contract->term_start);
		add_date(json, "term_end", contract->term_end);
		json_text(json, "renews",
			contract->renews == NO_ROW ? NULL : facts->contracts[contract->renews].id);
		json_integer(json, "prior_renewals", contract->prior_renewals);
		add_date(json, "notice_on", contract->notice_on);
		add_date(json, "terminated_on", contract->terminated_on);
		json_boolean(json, "trial", contract->is_trial);
		json_array_compact(json, "prices");
		for (size_t k = 0; k < contract->price_count; k++) {
			const struct price *price = &facts->prices[contract->first_price + k];
			json_object_compact(json, NULL);
			add_date(json, "from", price->valid_from);
			json_integer(json, "arr_minor", price->arr);
			json_text(json, "currency", facts->currencies[price->currency].code);
			json_end_compact_object(json);
		}
		json_end_compact_array(json);
		json_end_compact_object(json);
	}
	json_end_array(json);
}

static void add_usage(struct json *json, const struct evaluation *evaluation)
{
	const struct facts *facts = evaluation->facts;
	json_array(json, "usage");
	for (size_t i = 0; i < facts->usage_count; i++) {
		char label[16];
		quarter_format(facts->usage[i].quarter, facts->fiscal, label);
		json_object_compact(json, NULL);
		json_text(json, "customer", facts->customers[facts->usage[i].customer].id);
		json_text(json, "quarter", label);
		json_integer(
			json, "active_days_28", __builtin_popcount(facts->usage[i].active_days));
		json_integer(json, "core_features", facts->usage[i].core_features);
		json_end_compact_object(json);
	}
	json_end_array(json);
}

static void add_answers(struct json *json, const struct facts *facts)
{
	json_array(json, "answers");
	for (size_t i = 0; i < facts->response_count; i++) {
		const struct response *response = &facts->responses[i];
		json_object_compact(json, NULL);
		json_text(json, "id", response->id);
		json_text(json, "survey", facts->surveys[response->survey].id);
		json_text(json, "customer", facts->customers[response->customer].id);
		add_date(json, "on", response->responded_on);
		json_integer(json, "score", response->score);
		json_end_compact_object(json);
	}
	json_end_array(json);
}

void figures_snapshot(
	const struct evaluation *evaluation, const char *configuration, struct strbuf *out)
{
	struct json json = { .out = out };
	json_object(&json, NULL);
	add_evaluation(&json, evaluation, NULL);
	json_text(&json, "source_sha256", evaluation->facts->digest);
	json_text(&json, "configuration", configuration);
	json_object(&json, "facts");
	add_customers(&json, evaluation->facts);
	add_contracts(&json, evaluation->facts);
	add_usage(&json, evaluation);
	add_answers(&json, evaluation->facts);
	json_end_object(&json);
	json_end_object(&json);
	strbuf_addc(out, '\n');
}

void figures_check_json(const char *period, bool gate_open, const struct finding *findings,
	size_t count, struct strbuf *out)
{
	struct json json = { .out = out };
	json_object(&json, NULL);
	json_text(&json, "schema", "kvartal.check/1");
	json_text(&json, "period", period);
	json_text(&json, "gate", gate_open ? "pass" : "fail");
	json_array(&json, "findings");
	for (size_t i = 0; i < count; i++) {
		const char severity[2] = { (char)findings[i].severity, '\0' };
		json_object(&json, NULL);
		json_text(&json, "code", findings[i].code);
		json_text(&json, "severity", severity);
		json_integer(&json, "count", findings[i].count);
		json_array(&json, "objects");
		for (size_t k = 0; k < findings[i].object_count; k++)
			json_text(&json, NULL, findings[i].objects[k]);
		json_end_array(&json);
		json_text(&json, "message", findings[i].message);
		json_array_compact(&json, "affects");
		for (const char *next = findings[i].affects; next && *next;) {
			size_t length = strcspn(next, ",");
			char name[64];
			if (length >= sizeof(name))
				length = sizeof(name) - 1;
			memcpy(name, next, length);
			name[length] = '\0';
			json_text(&json, NULL, name);
			next += strcspn(next, ",");
			next += *next == ',';
		}
		json_end_compact_array(&json);
		json_end_object(&json);
	}
	json_end_array(&json);
	json_end_object(&json);
	strbuf_addc(out, '\n');
}
