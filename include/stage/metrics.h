#ifndef STAGE_METRICS_H
#define STAGE_METRICS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "model/evaluation.h"
#include "model/facts.h"
#include "model/measure.h"
#include "model/settings.h"

/*
 * Facts to measures (metrics.md sections 3 to 5). Pure: no I/O, no clock, no locale. The result
 * depends on nothing but the arguments.
 */

/* What a metric is, for the reader of a report and for the configuration. */
struct metric_about {
	const char *code;
	const char *name; /* English; catalogues translate it, in the context "metric" */
	const char
		*short_unit; /* what is counted, for the line under the name: "customers due, %" */
	enum unit unit;
	enum basis basis;
	double min_n; /* default of a goal's min_n */
	bool goal;    /* may be the metric of a goal: it has an interval */
	bool lower_is_better;
	bool has_range; /* the values that can occur, for charts and limits */
	double range_low, range_high;
	const char *quarterly;	/* the metric to chart instead, for one that spans four quarters */
	const char *definition; /* English, translated in the context "definition" */
	const char *counted;	/* numerator and denominator, the same way */
	const char *method;	/* of the interval; NULL when it has none */
	const char *source;	/* of the method, not translated */
};

/*
 * About a metric by its code, in any case; a code with a parameter ("RESP_RATE:nps") is found under
 * "RESP_RATE:". NULL when there is no such metric.
 */
const struct metric_about *metric_lookup(const char *code);

/* All metrics, in the order of the report. */
void metric_list(const struct metric_about **list, size_t *count, struct arena *arena);

/* The settings that metrics depend on. */
struct metric_settings {
	double confidence; /* two-sided, 0..1 */
	enum due_convention due_convention;
	bool ignore_indexation;
};

/* Contracts with their successors and outcomes: the contract engine of metrics.md section 3. */
struct ledger;
struct ledger *ledger_new(const struct facts *facts, struct arena *arena);

/* The company, each team by id, each segment by name; responsibility as on the quarter's first day.
 */
void metrics_scopes(const struct facts *facts, struct quarter quarter, const struct scope **scopes,
	size_t *count, struct arena *arena);

/* All measures of a scope in a quarter. */
void metrics_measure(const struct ledger *ledger, const struct scope *scope, struct quarter quarter,
	const struct metric_settings *settings, struct measures *measures, struct arena *arena);

/* Contracts that come due in the so many quarters after quarter, by due date, customer and id. */
void metrics_coming(const struct ledger *ledger, struct quarter quarter, int quarters,
	const struct metric_settings *settings, const struct coming_contract **coming,
	size_t *count, struct arena *arena);

/*
 * Share of the company's ARR on the quarter's last day whose customers have any usage row in the
 * quarter; false when there is no usage data or no ARR.
 */
bool metrics_coverage(const struct ledger *ledger, const struct scope *company,
	struct quarter quarter, double *coverage);

/* Reasons given for the contracts of the company lost in the quarter. */
void metrics_losses(const struct ledger *ledger, struct quarter quarter,
	const struct metric_settings *settings, const struct loss **losses, size_t *count,
	struct arena *arena);

#endif
