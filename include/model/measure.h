#ifndef MODEL_MEASURE_H
#define MODEL_MEASURE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/unit.h"

/* Whose customers a figure is about. There is no scope of one person: no figure can be asked for.
 */
enum scope_kind { SCOPE_COMPANY, SCOPE_TEAM, SCOPE_SEGMENT };

struct scope {
	enum scope_kind kind;
	const char *id;	  /* "ALL", a team id, "segment:NAME" */
	const char *name; /* team or segment name as the source has it; "" for the company */
	const int32_t
		*customers; /* indexes in facts.customers, ascending; test customers are not here */
	size_t customer_count;
	int32_t members; /* distinct members with time in the quarter; teams only */
};

/* Where a figure comes from: every case counted, a survey's answers, or a fitted model. */
enum basis { BASIS_CENSUS, BASIS_SURVEY, BASIS_MODEL };

const char *basis_name(enum basis basis); /* "census", "survey", "model" */

/* Something that belongs to a figure: a count behind it, a part of it. */
struct detail {
	const char *key;
	double value; /* whole numbers up to 2^53 are exact */
};

/*
 * A metric of metrics.md for one scope and quarter. An undefined one has a reason and no value; it
 * is never 0. Shares are fractions; money is minor units of the reporting currency, exact in
 * amount.
 */
struct measure {
	const char *metric; /* "REN_LOGO", "RESP_RATE:nps" */
	enum unit unit;
	enum basis basis;
	bool defined;
	const char *reason; /* English; NULL when defined */
	bool blocked;	    /* undefined because a rate is missing or an amount out of range */
	double value;
	int64_t amount; /* money and counts: the same value, exact */
	bool has_interval;
	double low, high;
	bool has_n;
	double n;	     /* what min_n is compared with; effective, so it may be fractional */
	double completeness; /* resolved / all of a due cohort; 1 elsewhere */
	const struct detail *details;
	size_t detail_count;
};

/* The measures of one scope and quarter, in the order of the registry. */
struct measures {
	struct measure *items;
	size_t count, capacity;
};

/* The measure of a metric; NULL when it is not there. */
const struct measure *measures_lookup(const struct measures *measures, const char *metric);

/* The value of a detail, or missing when the measure has none of that key. */
double measure_detail(const struct measure *measure, const char *key, double missing);

#endif
