#ifndef COMPOSE_COMPOSE_H
#define COMPOSE_COMPOSE_H

#include "stage/compose.h"
#include "stage/metrics.h"

/*
 * What exhibits share: one file each, and each returns plain document parts in the arena. Words go
 * through say(), numbers through the functions below, so that every page writes them alike.
 */

struct composing {
	const struct evaluation *evaluation;
	const struct voice *voice;
	const struct edition *edition;
	size_t scope; /* whose page it is; 0 is the company */
	struct arena *arena;
};

/* ---- words ------------------------------------------------------------------------------------
 */

/*
 * A phrase of the catalogue, context "report", filled with pairs of name and text up to NULL:
 * say(c, "{met} of {count} goals", "met", a, "count", b, NULL).
 */
const char *say(const struct composing *c, const char *msgid, ...) __attribute__((sentinel));

/* The same for a count, with "count" filled in. */
const char *say_count(
	const struct composing *c, const char *singular, const char *plural, long count);

/* "two"; digits above twelve. */
const char *number_word(const struct composing *c, long number);

/* The first letter in upper case. */
const char *capitalised(const struct composing *c, const char *text);

const char *metric_name(const struct composing *c, const struct metric_about *about);
const char *metric_note(const struct composing *c, const struct metric_about *about);

/* The metric as the subject of a sentence: "The renewal rate". */
const char *metric_subject(const struct composing *c, const char *metric);

const char *goal_name(const struct composing *c, const struct goal_result *goal);
const char *scope_name(const struct composing *c, size_t scope);
const char *status_word(const struct composing *c, enum status status);
/* "clear", or why there is too little data; evidence_word says too when it is provisional. */
const char *evidence_short(const struct composing *c, const struct goal_result *goal);
bool is_provisional(const struct composing *c, const struct goal_result *goal);
const char *evidence_word(const struct composing *c, const struct goal_result *goal);
const char *signal_word(const struct composing *c, enum signal signal);

/* "Q1 2026", or the label of a shifted fiscal year. */
const char *quarter_name(const struct composing *c, struct quarter quarter);

/* "jan-mar" of a quarter. */
const char *quarter_months(const struct composing *c, struct quarter quarter);

/* ---- numbers ----------------------------------------------------------------------------------
 */

/* A scale of a column of values: their unit, and for money how it is divided. */
struct scale {
	enum unit unit;
	struct money_scale money;
	bool difference; /* of shares or points: with a sign, and in percentage points */
};

struct scale scale_of(const struct composing *c, enum unit unit, double largest);

/* "91,2", without its unit: for columns whose header or note says it. */
const char *bare(const struct composing *c, const struct scale *scale, double value);

/* "91,2 %", "512 tkr", "41,0": for sentences. */
const char *full(const struct composing *c, const struct scale *scale, double value);

/* "+1,2", "-1,2": a change of a value of the scale, money in its scale. */
const char *change(const struct composing *c, const struct scale *scale, double value);

/* "89,6-92,6". */
const char *span(const struct composing *c, const struct scale *scale, double low, double high);

/* n as it is printed: whole numbers as they are, effective ones with one decimal. */
const char *count_text(const struct composing *c, double n);

/* The scale of a goal's figures. */
struct scale goal_scale(const struct composing *c, const struct goal_result *goal);

/* ">= 93,0", "70-90", with or without the unit. */
const char *target_text(const struct composing *c, const struct goal_result *goal, bool with_unit);

/* ---- parts of documents -----------------------------------------------------------------------
 */

struct text text_of(const struct composing *c, const char *text);
struct text text_pair(const struct composing *c, const char *strong, const char *normal);
struct block heading_block(const struct composing *c, int level, const char *text);
struct block paragraph_block(const struct composing *c, enum paragraph_role role, const char *text);

struct cell text_cell(const char *text);
struct cell number_cell(const struct composing *c, const struct scale *scale, double value);
struct cell count_cell(const struct composing *c, double value);
struct cell unknown_cell(const char *shorthand);
struct cell date_cell(const struct composing *c, struct date date);

/* Cells that judge a goal; shared by the goal table, the breakdowns and the cards. */
struct cell outcome_cell(const struct composing *c, const struct goal_result *goal);
struct cell range_cell(const struct composing *c, const struct goal_result *goal,
	const struct goal_result *const *peers, size_t peer_count);
struct cell sparkline_cell(const struct composing *c, const struct goal_result *goal);
struct cell status_cell(const struct composing *c, const struct goal_result *goal);
struct cell change_cell(
	const struct composing *c, const struct goal_result *goal, bool known, double before);

/* Columns into the arena. */
const struct column *columns_copy(
	const struct composing *c, const struct column *columns, size_t count);

/* Rows are appended cell by cell. */
struct table_draft {
	const struct column *columns;
	size_t column_count;
	struct cell *cells;
	size_t count, capacity;
};
void draft_add(const struct composing *c, struct table_draft *draft, struct cell cell);
struct table *draft_table(const struct composing *c, const struct table_draft *draft,
	const char *id, const char *title, const char *summary, const char *note);
struct block table_block(const struct table *table);
struct block chart_block(const struct chart *chart);

/* An axis from low to high with about five ticks at round values; from zero when asked. */
struct axis axis_over(const struct composing *c, const struct scale *scale, double low, double high,
	bool from_zero);

/* ---- exhibits ----------------------------------------------------------------------------------
 */

/* The goals of a scope (its own; for a team the company's are left out), in order. */
size_t goals_of(const struct composing *c, size_t scope, const struct goal_result ***goals);

/* NULL when there is nothing to show. */
const struct table *goal_table(const struct composing *c);
const struct chart *metric_chart(const struct composing *c, const char *metric);
const struct chart *bridge_chart(const struct composing *c);
const struct chart *outlook_chart(const struct composing *c);
const struct chart *losses_chart(const struct composing *c);
const struct table *breakdown_table(
	const struct composing *c, const char *metric, enum scope_kind kind);
const struct table *coming_table(const struct composing *c);
/* All metrics with a definition, or those that the report uses. */
const struct table *definition_table(const struct composing *c, bool all_metrics);
const struct table *key_table(const struct composing *c);
const struct table *quality_table(const struct composing *c);
/* What the gap between a level goal's outcome and target is worth in ARR, signed; false when
 * nothing. */
bool gap_effect(const struct composing *c, const struct goal_result *goal, double *effect);
const struct notice *exceptions(const struct composing *c, size_t *count);
const struct card *goal_cards(const struct composing *c, size_t *count);

/* The metric that the page on renewal is about: what the data can say, REN_LOGO first. */
const char *lead_metric(const struct composing *c);

/* Computed messages: sentences that agree with the tables they stand over. */
const char *goals_message(const struct composing *c);
const char *metric_message(const struct composing *c, const char *metric);
const char *breakdown_message(const struct composing *c, const char *metric, enum scope_kind kind);
const char *outlook_message(const struct composing *c);
const char *requirement_message(const struct composing *c);
size_t confidence_lines(const struct composing *c, const char ***lines);
size_t change_lines(const struct composing *c, const char ***lines);
const char *caution_message(const struct composing *c);

/* Header, footer and properties of a document of a kind. */
void report_frame(
	const struct composing *c, const char *kind, const char *title, struct report *report);

#endif
