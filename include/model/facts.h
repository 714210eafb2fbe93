#ifndef MODEL_FACTS_H
#define MODEL_FACTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/date.h"
#include "model/quarter.h"

/*
 * What the source database says, as of one day, checked and in memory. Rows that a quality rule of
 * severity X excludes are not here (they are in findings). Every array is sorted by its key in byte
 * order, so that nothing depends on the order of rows in the database; an int32_t that names a row
 * of another array is its index, -1 when there is none. Texts are clean UTF-8. Lives in the arena.
 */

#define NO_ROW ((int32_t)-1)

struct currency {
	const char *code;
	int exponent;
};

struct fx_rate { /* sorted by quarter, currency */
	struct quarter quarter;
	int32_t currency;
	int64_t average_r8, close_r8; /* reporting units per unit, times 10^8 */
};

struct customer {
	const char *id, *name, *segment, *country; /* segment and country may be NULL */
	struct date created;
	int32_t parent;
	const char *acquired_via; /* or NULL */
	bool has_acquisition_cost;
	int64_t acquisition_cost;
	int32_t acquisition_currency; /* NO_ROW: the reporting currency */
	bool is_test;
};

struct product {
	const char *id, *name;
	bool is_recurring;
};

struct reason {
	const char *code, *label_sv, *label_en, *category;
};

struct contract {
	const char *id;
	int32_t customer, product;
	struct date signed_on;		  /* DATE_NONE: not recorded */
	struct date term_start, term_end; /* term_end DATE_NONE: evergreen */
	int32_t renews;			  /* contract that this one renews */
	int32_t prior_renewals;
	struct date notice_on, terminated_on; /* DATE_NONE: none */
	int32_t end_reason;
	bool is_trial;
	size_t first_price, price_count; /* in facts.prices */
};

enum price_change {
	PRICE_START,
	PRICE_UPSELL,
	PRICE_CROSS_SELL,
	PRICE_DOWNSELL,
	PRICE_INDEXATION,
	PRICE_CORRECTION,
};

struct price { /* sorted by contract, valid_from */
	int32_t contract;
	struct date valid_from;
	int64_t arr; /* minor units of currency a year */
	int32_t currency;
	enum price_change change;
};

enum invoice_kind { INVOICE_RECURRING, INVOICE_USAGE, INVOICE_ONE_OFF, INVOICE_CREDIT };

struct invoice_line {		 /* sorted by customer, date, line id */
	const char *id, *number; /* of the line, of its invoice */
	int32_t customer;
	struct date date;
	enum invoice_kind kind;
	int64_t amount, direct_cost;
	int32_t currency;
};

struct service_cost { /* sorted by customer, quarter */
	int32_t customer;
	struct quarter quarter;
	int64_t cost;
	int32_t currency;
};

struct feature {
	const char *id, *name;
	bool is_core;
};

/*
 * Usage, aggregated where it lies: one row per customer and quarter with any usage. Days are bits:
 * bit k of active_days is the k-th day of the 28 that end with the quarter's last day.
 */
struct usage { /* sorted by customer, quarter */
	int32_t customer;
	struct quarter quarter;
	uint32_t active_days;
	int32_t core_features; /* distinct core features used in the quarter */
	int32_t days_used;     /* distinct days with usage in the quarter */
};

enum survey_kind { SURVEY_NPS, SURVEY_CSAT, SURVEY_CES, SURVEY_NKI };

struct survey {
	const char *id, *name;
	enum survey_kind kind;
	struct date wave_start, wave_end;
	int scale_min, scale_max;
};

struct invitation { /* sorted by survey, contact */
	int32_t survey, customer;
	const char *contact;
	bool delivered;
};

struct response { /* one per survey and contact: the latest; sorted by survey, contact */
	const char *id, *contact;
	int32_t survey, customer;
	struct date responded_on;
	int32_t score, score2, score3; /* INT32_MIN: not given */
	int32_t driver;		       /* reason */
	bool invited;		       /* an invitation was sent, whatever became of it */
	bool delivered;		       /* and delivered */
};

struct team {
	const char *id, *name;
};

struct responsibility { /* of a team for a customer; sorted by customer, valid_from */
	int32_t team, customer;
	struct date valid_from, valid_to; /* valid_to DATE_NONE: still valid */
};

struct membership { /* sorted by team, member, valid_from */
	int32_t team;
	const char *member;
	struct date valid_from, valid_to;
	double fte;
};

/*
 * A finding of a quality rule (metrics.md 2.1) or of the configuration: one per code, with how many
 * objects it concerns and the first 20 of them in byte order.
 */
enum severity {
	SEVERITY_BLOCK = 'B',
	SEVERITY_EXCLUDE = 'X',
	SEVERITY_WARNING = 'W',
	SEVERITY_INFORMATION = 'I'
};

struct finding {
	const char *code; /* "DQ01" */
	enum severity severity;
	const char *message; /* English, one line */
	int64_t count;
	const char *const *objects;
	size_t object_count; /* at most 20 */
	const char *affects; /* goals or metrics it touches, comma-separated; NULL when all or
				unknown */
};

/* Rows read and used of one table, for the report's data quality lines. */
struct table_count {
	const char *table;
	int64_t rows, excluded;
};

struct facts {
	/* meta */
	const char *reporting_currency;
	int32_t reporting; /* its index in currencies */
	struct fiscal_year fiscal;
	const char *timezone;
	struct date as_of, observation_start;
	int grace_days;

	struct currency *currencies;
	size_t currency_count;
	struct fx_rate *rates;
	size_t rate_count;
	struct customer *customers;
	size_t customer_count;
	struct product *products;
	size_t product_count;
	struct reason *reasons;
	size_t reason_count;
	struct contract *contracts;
	size_t contract_count;
	struct price *prices;
	size_t price_count;
	struct invoice_line *invoices;
	size_t invoice_count;
	struct service_cost *costs;
	size_t cost_count;
	struct feature *features;
	size_t feature_count;
	struct usage *usage;
	size_t usage_count;
	struct date usage_first, usage_last; /* DATE_NONE: no usage at all */
	/* First days of the calendar months with any usage, ascending. */
	struct date *usage_months;
	size_t usage_month_count;
	struct survey *surveys;
	size_t survey_count;
	struct invitation *invitations;
	size_t invitation_count;
	struct response *responses;
	size_t response_count;
	struct team *teams;
	size_t team_count;
	struct responsibility *responsibilities;
	size_t responsibility_count;
	struct membership *memberships;
	size_t membership_count;

	struct finding *findings;
	size_t finding_count; /* sorted by code */
	struct table_count *tables;
	size_t table_total;
	char digest[65]; /* SHA-256 of the database that was read, lower-case hex */
};

#endif
