#ifndef MODEL_REPORT_H
#define MODEL_REPORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/date.h"
#include "model/unit.h"

/*
 * A report as a document: all that a renderer sees. Every text is already in the report's language,
 * every number already formatted beside its typed value; a renderer places, draws and tags, and
 * never computes, formats or translates. Text is clean UTF-8 (base/utf8.h). All pointers live in
 * the arena of the run. An unused text is NULL.
 */

/* ---- small parts ------------------------------------------------------------------------------
 */

/* The status of a goal, metrics.md section 7; drawn as a shape with a word beside it, never alone.
 */
enum status {
	STATUS_NONE,
	STATUS_ACHIEVED,     /* filled disc, white tick, blue */
	STATUS_ON_TRACK,     /* ring with tick, blue outline */
	STATUS_AT_RISK,	     /* square, lower half filled, black outline */
	STATUS_MISSED,	     /* filled diamond, white cross, vermillion */
	STATUS_INSUFFICIENT, /* dashed square, "n" */
	STATUS_MISSING,	     /* dashed square, "!" */
};

enum emphasis {
	EMPHASIS_NORMAL,
	EMPHASIS_STRONG, /* bold */
	EMPHASIS_MUTED,	 /* grey, for notes and units */
};

/* A stretch of text in one style. lang is a BCP 47 tag where it differs from the report's. */
struct run {
	const char *text;
	enum emphasis emphasis;
	const char *lang;
	const char *link; /* "https:..." or "mailto:...", or "#id" of a section */
};

struct text {
	const struct run *runs;
	size_t count;
};

/*
 * Band, interval, dot and target on one scale: the range graphic of product.md 2.2. The scale is
 * the same for all rows of a table that share a unit. Positions are in the unit of the value; the
 * value's interval lies within the scale, or is drawn up to its edge.
 */
struct range_graphic {
	double scale_low, scale_high;
	bool has_value, has_interval, has_target, has_target_high;
	double value, low, high;
	double target, target_high; /* target_high: upper end of a range goal */
	const char *instead;	    /* words in a dashed strip when there is too little data */
	const char *alternative; /* what the graphic says, in words, for those who cannot see it */
};

/* Values of consecutive quarters, oldest first, drawn as a thin line with a dot on the last one. */
struct sparkline {
	const double *values;
	const bool *defined; /* a gap, where false: never zero, never joined */
	size_t count;
	bool has_target;
	double target;
	const char *alternative;
};

/* ---- tables -----------------------------------------------------------------------------------
 */

enum cell_kind {
	CELL_TEXT,  /* words */
	CELL_VALUE, /* a number, amount or date: text is how it is printed, value what it is */
	CELL_RANGE, /* range graphic */
	CELL_SPARKLINE,
	CELL_STATUS, /* mark with text as its word */
	CELL_TREND,  /* direction mark with text as its word */
};

enum trend { TREND_NONE, TREND_FALLING, TREND_STABLE, TREND_RISING };

struct cell {
	enum cell_kind kind;
	enum emphasis emphasis;
	const char *text; /* never NULL in a finished report: "" for nothing to say, "[x]" for
			     unknown */
	const char *note; /* small second line: unit, n, interval, evidence */
	enum unit unit;	  /* of value; UNIT_NONE when the figure is unknown */
	double value;	  /* money: minor units; date: days since 1970-01-01 */
	const char *number_format; /* spreadsheet format for the value, "0.0 %"; NULL: by unit */
	enum status status;
	enum trend trend;
	const struct range_graphic *range;
	const struct sparkline *sparkline;
	const char *link; /* "#id" of a section: in a workbook the cell leads to its sheet */
};

enum align { ALIGN_LEFT, ALIGN_RIGHT, ALIGN_CENTRE };

struct column {
	const char *id;	   /* stable ASCII name, unique in the table: "value", "target" */
	const char *title; /* header; "" where the cells speak for themselves is not allowed */
	enum align align;  /* right-aligned numbers align on the decimal mark */
	double weight;	   /* share of the width it wants beside its content; 0: content only */
};

struct table {
	const char *id;	     /* stable ASCII name: "goals" */
	const char *title;   /* message over the table, may be NULL */
	const char *summary; /* for assistive technology */
	const struct column *columns;
	size_t column_count;
	const struct cell *cells; /* row by row */
	size_t row_count;
	size_t total_rows; /* the last so many rows are totals */
	bool row_headers;  /* the first cell of each row is its header */
	const char *note;  /* reading key below the table */
};

/* ---- charts -----------------------------------------------------------------------------------
 */

/* A chart is data on axes; ticks are chosen and labelled already. */
enum chart_kind {
	CHART_LINE,    /* series over categories, whiskers, target steps, limits */
	CHART_BRIDGE,  /* levels and the changes between them, from a true zero */
	CHART_COLUMNS, /* one column per category, series stacked, from zero */
	CHART_BARS,    /* horizontal bars, one per category, from zero */
};

struct tick {
	double value;
	const char *label;
};

struct axis {
	const char *title; /* with the unit: "Mkr", "% av förfallet" */
	double low, high;
	const struct tick *ticks;
	size_t tick_count;
	const char *start_note; /* "y-axeln börjar på 88", NULL when it starts at zero */
};

/* A place on the category axis; group is the year below the quarters, repeated by its members. */
struct category {
	const char *label, *group;
};

enum point_mark {
	MARK_DOT,
	MARK_SIGNAL, /* diamond: a signal of the control chart */
	MARK_NONE,
};

struct point {
	bool defined; /* a gap where false */
	double value;
	bool has_interval;
	double low, high;
	enum point_mark mark;
	const char *label; /* printed at the point, NULL for most */
	bool emphasised;   /* label in bold */
};

/* How a series is painted: metrics of the visual system, product.md 2.2. */
enum series_role {
	SERIES_ACTUAL,	 /* solid dark */
	SERIES_PREVIOUS, /* lighter */
	SERIES_FORECAST, /* hatched, outlined */
	SERIES_WARNING,	 /* darker part: at risk */
	SERIES_INCREASE, /* blue change of a bridge */
	SERIES_DECREASE, /* vermillion change of a bridge */
	SERIES_UNKNOWN,	 /* light grey */
};

/*
 * One point per category. In a bridge there is one series, and each point says by its role in roles
 * whether it is a level (SERIES_ACTUAL) or a change (increase, decrease: the signed change as
 * value). In bars, roles lets a category be painted differently (unknown).
 */
struct series {
	const char *name;
	enum series_role role;
	const struct point *points;
	const enum series_role *roles; /* one per category, or NULL: role for all */
};

/* A horizontal line over the categories from..to (inclusive), with its label at the right. */
enum reference_style { REFERENCE_TARGET, REFERENCE_LIMIT, REFERENCE_TRIAL_LIMIT, REFERENCE_MEAN };

struct reference {
	enum reference_style style;
	double value;
	size_t from, to;
	const char *label; /* NULL: not labelled */
};

struct chart {
	enum chart_kind kind;
	const char *id;	      /* stable ASCII name */
	const char *title;    /* message */
	const char *subtitle; /* neutral: unit, measure, period */
	const char *alternative;
	const char *note; /* reading key below */
	struct axis axis; /* of values */
	const struct category *categories;
	size_t category_count;
	const struct series *series;
	size_t series_count;
	const struct reference *references;
	size_t reference_count;
	bool has_band; /* normal variation between two limits, shaded */
	double band_low, band_high;
	enum unit unit; /* of the values, for the workbook */
	double height;	/* points the drawing wants on the page, without title and note */
};

/* ---- blocks -----------------------------------------------------------------------------------
 */

/* A goal on a team page: value in large, interval, target, range, sparkline, status, changes. */
struct card {
	const char *title, *note; /* "Förnyelsegrad", "% av förfallna kunder, n = 58" */
	const char *target_word, *target;
	const char *value, *interval;
	struct cell range, sparkline, status; /* as in a table */
	const char *changes;		      /* "ΔFK −3,9  ΔFÅ −3,2" */
};

/* Something that wants attention: mark, heading, amount at the right, words below. */
struct notice {
	enum status status;
	const char *status_word;
	const char *title, *amount;
	struct text body;
};

enum block_kind {
	BLOCK_HEADING, /* text; level 1 is the message of the page, 2 a section rule, 3 a run-in */
	BLOCK_PARAGRAPH, /* text, in a role */
	BLOCK_LIST,	 /* items with bullets */
	BLOCK_CALLOUT,	 /* boxed: title and text (decision requested) */
	BLOCK_TABLE,
	BLOCK_CHART,
	BLOCK_CARDS,
	BLOCK_NOTICES,
};

enum paragraph_role { PARAGRAPH_BODY, PARAGRAPH_SUBTITLE, PARAGRAPH_NOTE };

struct block {
	enum block_kind kind;
	int level;		  /* heading */
	enum paragraph_role role; /* paragraph */
	struct text text;	  /* heading, paragraph, callout */
	const char *title;	  /* callout */
	const struct text *items; /* list */
	const struct table *table;
	const struct chart *chart;
	const struct card *cards;
	const struct notice *notices;
	size_t count; /* items, cards, notices */
};

/* A page of the PDF (it may run over), a sheet of the workbook. */
struct section {
	const char *id;	   /* stable ASCII name: "renewal" */
	const char *title; /* bookmark, sheet name (at most 31 characters, without []:*?/\) */
	const struct block *blocks;
	size_t count;
};

struct report {
	const char *kind;				 /* "board", "team", "workbook" */
	const char *language;				 /* BCP 47: "sv-SE", "en-GB" */
	const char *title, *subject, *author, *keywords; /* document properties */
	struct date created; /* last day of the data: the only time in the document */
	const char *header_left, *header_right; /* of each page */
	const char *footer_left;
	const char *page_format; /* "Sida {page} av {pages}" */
	const char *currency;	 /* ISO 4217 of money values */
	int currency_exponent;
	const struct section *sections;
	size_t count;
};

#endif
