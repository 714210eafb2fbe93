#ifndef METRICS_METRICS_H
#define METRICS_METRICS_H

#include <stdbool.h>
#include <stddef.h>

#include "metrics/ledger.h"
#include "stage/metrics.h"
#include "stats/interval.h"

/*
 * What metric families share. A family is one file: its metrics, and one function that adds their
 * measures for one scope and quarter, in the order of its table.
 */

struct measuring {
	const struct ledger *ledger;
	const struct facts *facts;
	const struct scope *scope;
	const struct metric_settings *settings;
	double z; /* of the confidence */
	struct quarter quarter;
	struct date start, end;	   /* of the quarter */
	struct date year_start;	   /* of the four quarters that end with it */
	const struct arr *opening; /* ARR by position in scope->customers, the day before start */
	const struct arr *year_opening; /* the day before year_start */
	const struct arr *closing;	/* the day before end */
	struct measures *measures;
	struct arena *arena;
};

struct metric_family {
	const struct metric_about *about;
	size_t count;
	void (*measure)(struct measuring *measuring);
};

extern const struct metric_family renewal_family, retention_family, value_family, usage_family,
	satisfaction_family;

/*
 * Adds a measure; parameter is put after the code of one that takes a parameter, NULL otherwise. It
 * is undefined until one of the functions below gives it a value.
 */
struct measure *measure_add(
	struct measuring *measuring, const struct metric_about *about, const char *parameter);

void measure_undefined(struct measure *measure, const char *reason);
void measure_value(struct measure *measure, double value, double n, struct interval interval);
void measure_share(
	struct measuring *measuring, struct measure *measure, int64_t part, int64_t whole);
void measure_amount(struct measure *measure, int64_t amount); /* money or a count */
void measure_add_detail(
	struct measuring *measuring, struct measure *measure, const char *key, double value);

/* Adds all metrics of a table from first on as undefined, for one reason. */
void measure_all_undefined(struct measuring *measuring, const struct metric_about *about,
	size_t count, const char *reason);

/* Reasons that several families give. */
#define REASON_BEFORE_OBSERVATION "the window starts before the data"
#define REASON_RATE "an exchange rate is missing, or an amount is out of range"

#endif
