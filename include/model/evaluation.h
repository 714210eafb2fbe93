#ifndef MODEL_EVALUATION_H
#define MODEL_EVALUATION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/date.h"
#include "model/facts.h"
#include "model/measure.h"
#include "model/quarter.h"
#include "model/report.h"
#include "model/settings.h"

/*
 * What kvartal knows of one quarter: figures, goals, signals, findings. Made once, read by everyone
 * as const; nothing in it is formatted or in a language, but for names that the data gave.
 */

enum chart_rule { RULE_NONE, RULE_OUTSIDE, RULE_RUN, RULE_NEAR_LIMIT, RULE_RANGE };
enum chart_limits { LIMITS_NONE, LIMITS_TRIAL, LIMITS_FIRM };

const char *chart_rule_name(enum chart_rule rule);	 /* "none", "outside", "run", ... */
const char *chart_limits_name(enum chart_limits limits); /* "none", "trial", "firm" */

/* A metric over the quarters of the history, for one scope, with its control chart (metrics.md 6).
 */
struct history {
	const char *metric;
	size_t scope;
	const struct measure
		*quarters; /* one per quarter, oldest first; the last is the report's */
	bool charted;	   /* false for metrics over four quarters, which overlap */
	enum chart_limits limits;
	double mean, lower, upper;    /* clipped to the metric's range */
	size_t points;		      /* defined quarters */
	const enum chart_rule *rules; /* one per quarter; NULL when not charted */
};

enum evidence { EVIDENCE_NONE, EVIDENCE_CLEAR, EVIDENCE_WITHIN_MARGIN };

/* What the control chart says of the last point, in the direction that the goal wants. */
enum signal { SIGNAL_NONE, SIGNAL_IMPROVED, SIGNAL_WORSENED, SIGNAL_TOO_FEW };

const char *status_name(enum status status);	   /* "ACHIEVED" ... ; "INSUFFICIENT", "MISSING" */
const char *evidence_name(enum evidence evidence); /* "clear", "within_margin"; NULL for none */
const char *signal_name(enum signal signal);	   /* "none", "improved", "worsened", "too_few" */

/* Why a goal has insufficient data. */
enum shortfall {
	SHORTFALL_NONE,
	SHORTFALL_UNDEFINED,
	SHORTFALL_FEW,
	SHORTFALL_INCOMPLETE,
	SHORTFALL_INTERVAL
};

/* A goal for a scope, judged (metrics.md section 7). Values are as reported: rounded. */
struct goal_result {
	const struct goal_setting *setting;
	size_t scope;
	enum unit unit;
	bool defined; /* value and interval below */
	double value, low, high;
	bool has_interval, has_n;
	double n, min_n;
	double target, path;	      /* of a level, improve or trend goal */
	double range_low, range_high; /* of a range goal */
	double baseline;	      /* of an improve goal: the value in the baseline quarter */
	enum status status;
	enum shortfall shortfall;
	bool final;
	enum evidence evidence;
	bool has_attainment;
	double attainment, attainment_low, attainment_high; /* 1 is the target */
	enum signal signal;
	const struct measure *measure; /* of the quarter */
	bool has_previous, has_year_ago;
	double previous, year_ago; /* the same figure a quarter and a year before */
	const struct history
		*history; /* of the metric, or of its quarterly twin; NULL when there is none */
	const struct history *trail; /* of the metric itself, for the sparkline */
	bool target_moved;	     /* the path has more than one level up to now */
};

/* Weighted attainment of a scope's goals: the company's, or a team's with the company's. */
struct composite {
	size_t scope;
	bool defined; /* false when less than 60 % of the weight is measurable */
	double value, low, high;
	double weight_measured; /* share of the weight */
};

/* A contract that comes due, for the outlook and the team page. */
struct coming_contract {
	int32_t customer;
	const char *customer_name;
	struct date due;
	struct quarter quarter;
	int64_t arr;	  /* reporting currency; 0 when its rate is unknown */
	enum trend usage; /* active days in the last 28 against the 28 before the quarter */
	bool has_score;
	int score; /* latest NPS answer, 0..10 */
};

/* A reason that customers gave for leaving. */
struct loss {
	const char *label_sv, *label_en; /* NULL: not stated */
	int64_t contracts;
};

struct evaluation {
	const char *program; /* "kvartal 0.1.0" */
	const struct settings *settings;
	const struct facts *facts;

	struct quarter quarter;
	struct fiscal_year fiscal;
	char label[16];
	struct date start, end, as_of;
	bool preliminary;
	const char *currency;
	int currency_exponent;

	const struct scope *scopes; /* company, teams by id, segments by name */
	size_t scope_count;
	const bool *suppressed; /* by scope: too small to show in a report */

	bool has_coverage; /* false when there is no usage data, or no ARR */
	double coverage;   /* share of the closing ARR whose customers have usage in the quarter */

	struct quarter first; /* of the history */
	size_t quarter_count; /* up to and with the report's */

	const struct measures *measures; /* by scope */
	const struct history *histories;
	size_t history_count;
	const struct goal_result *goals; /* by goal, then scope */
	size_t goal_count;
	/* The company's goals as if they were each team's and segment's: for tables, never for
	 * status. */
	const struct goal_result *breakdowns;
	size_t breakdown_count;
	const struct composite *composites;
	size_t composite_count;
	const struct finding *findings;
	size_t finding_count;

	const struct coming_contract
		*coming; /* due in the four quarters after, by due date, customer */
	size_t coming_count;
	const struct loss
		*losses; /* of contracts lost in the quarter: most first, not stated last */
	size_t loss_count;
};

/* A metric's history in a scope; NULL when there is none. */
const struct history *evaluation_history(
	const struct evaluation *evaluation, size_t scope, const char *metric);

/*
 * The goal on a metric in a scope: the scope's own, else the company's as if it were the scope's.
 * NULL when there is no goal on it.
 */
const struct goal_result *evaluation_goal(
	const struct evaluation *evaluation, size_t scope, const char *metric);

/* A measure of the report quarter; NULL when there is none. */
const struct measure *evaluation_measure(
	const struct evaluation *evaluation, size_t scope, const char *metric);

#endif
