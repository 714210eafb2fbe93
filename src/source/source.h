#ifndef SOURCE_SOURCE_H
#define SOURCE_SOURCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <sqlite3.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/strbuf.h"
#include "model/facts.h"
#include "model/finding.h"

/*
 * The source as the loaders see it. Each table of the contract is described by a struct table
 * beside the loader that reads it; the description says what the database must look like
 * (contract.c) and what a row must be like to reach the loader (rows.c).
 */

enum column_type { COLUMN_TEXT, COLUMN_INTEGER, COLUMN_REAL };

/* What a column is read as. */
enum column_use {
	USE_NONE, /* not read: only its presence and type are part of the contract */
	USE_ID,	  /* a key: clean text, at most 1000 bytes */
	USE_NAME, /* text to show: control characters are taken out (DQ29) */
	USE_WORD, /* one of a list of words, or text that is only compared */
	USE_DATE,
	USE_NUMBER,
};

/* Tables whose key others refer to. */
enum ids {
	IDS_NONE,
	IDS_CURRENCY,
	IDS_CUSTOMER,
	IDS_PRODUCT,
	IDS_REASON,
	IDS_CONTRACT,
	IDS_FEATURE,
	IDS_SURVEY,
	IDS_TEAM,
	IDS_MEMBER,
	IDS_COUNT,
};

struct column {
	const char *name;
	enum column_type type;
	enum column_use use;
	bool optional;	 /* may be NULL */
	int key;	 /* place in the primary key, from 1; 0: not in it */
	enum ids refers; /* IDS_NONE: to nothing */
	/* USE_WORD: what it may be, ended by NULL; NULL: anything. The cell's number is the index.
	 */
	const char *const *words;
	/* USE_NUMBER of an integer column: the least and greatest value, when they differ. */
	int64_t least, greatest;
};

/* Two days of a row of which the second may not come before the first (DQ03). */
struct day_order {
	int first, second;
	bool may_be_equal;
};

enum { TABLE_COLUMNS = 12, TABLE_ORDERS = 2 };

struct table {
	const char *name;
	enum ids ids;				   /* that its key defines */
	struct column columns[TABLE_COLUMNS + 1];  /* ended by one without a name */
	struct day_order orders[TABLE_ORDERS + 1]; /* ended by one whose second is 0 */
};

/* All tables of the contract, in the order of schema.sql; ended by NULL. */
extern const struct table *const schema_tables[];

extern const struct table meta_table;
extern const struct table currency_table, fx_rate_table, customer_table, product_table,
	reason_table, referral_table;
extern const struct table contract_table, price_table;
extern const struct table invoice_table, cost_table;
extern const struct table feature_table, usage_table, seat_table;
extern const struct table survey_table, invite_table, response_table;
extern const struct table team_table, member_table, membership_table, absence_table,
	responsibility_table, budget_table;

/* The keys of a table in byte order: those in the database, and where their rows are in the facts.
 */
struct directory {
	const char **ids;
	int32_t *rows; /* index in the facts; ROW_EXCLUDED or ROW_UNKNOWN when not there */
	size_t count;
};

enum {
	ROW_EXCLUDED = -1, /* by a quality rule */
	ROW_UNKNOWN = -2,  /* signed after the day that the facts are as of */
};

/* A value that breaks the contract, once per column: the row first in byte order tells it. */
struct breach {
	size_t table; /* in schema_tables */
	int column;
	const char *row, *fault;
	int64_t count;
};

struct loading {
	sqlite3 *db;
	struct facts *facts;
	struct arena *arena;
	struct error *error;
	struct date data_as_of; /* meta.as_of; facts.as_of may be earlier */
	struct finding_set findings;
	struct directory directories[IDS_COUNT];
	struct breach *breaches;
	size_t breach_count, breach_capacity, table_capacity;
	const char **unknown_currencies; /* DQ09, with repetitions */
	size_t unknown_count, unknown_capacity;
};

/* ---- contract.c -------------------------------------------------------------------------------
 */

/*
 * Compares the schema of the database with schema_tables; each difference is a line of the error.
 * False when there is one. *meta_usable says whether the table meta can be read.
 */
bool contract_check(sqlite3 *db, bool *meta_usable, struct error *error);

/* ---- breach.c ---------------------------------------------------------------------------------
 */

void breach_add(struct loading *loading, const struct table *table, int column, const char *row,
	const char *fault);

/* Adds each breach as a line to the error, below the heading; false when there is one. */
bool breach_report(const struct loading *loading, struct error *error);

/* The first line of every message about the contract. */
bool breach_heading(struct error *error);

/* ---- text.c -----------------------------------------------------------------------------------
 */

/* Any bytes as they may be shown in a message: clean UTF-8, at most 80 bytes, then "...". */
void text_show(struct strbuf *out, const char *bytes, size_t length);

/* Valid text without what utf8_clean refuses: a tab or line end becomes a space, the rest goes. */
char *text_clean(const char *text, size_t length, struct arena *arena);

/* ---- directory.c ------------------------------------------------------------------------------
 */

/* Reads the keys of the table that defines ids. */
bool directory_read(struct loading *loading, const struct table *table);

/* Place of an id in the directory, or -1. */
int32_t directory_find(const struct directory *directory, const char *id, size_t length);

/* The row of an id that is in the directory is in the facts, at this index. */
void directory_set(struct directory *directory, const char *id, size_t row);

/* The index in the facts of a place; NO_ROW also for place -1 and for rows that are not there. */
int32_t directory_row(const struct loading *loading, enum ids ids, int32_t place);

/* ---- rows.c -----------------------------------------------------------------------------------
 */

/* One value of the current row. */
struct cell {
	bool given;	/* not NULL */
	int64_t number; /* integers; for words their index in the list */
	double real;
	const char *
		text; /* until the next row; of an id in a directory, and of a name: in the arena */
	size_t length;
	struct date date; /* DATE_NONE when not given */
	int32_t place;	  /* of an id, in the directory that the column refers to, or -1 */

	/* What the cell was made of, so that the same value in the next row is not read again. */
	bool remembered;
	char raw[40];
};

/*
 * The rows of one table that are sound: of the right types, without missing values, with dates that
 * are dates, in order, and references that lead to rows that are in the facts. Others are counted
 * as excluded, and found (DQ01, DQ02, DQ03) or reported as breaches.
 */
struct rows {
	struct loading *loading;
	const struct table *table;
	sqlite3_stmt *statement;
	struct cell cells[TABLE_COLUMNS];
	int positions[TABLE_COLUMNS]; /* in the statement, -1: not read */
	int64_t total, excluded;
	struct strbuf key, detail;
	bool failed;
};

/* Failing is remembered: rows_next then has no rows, and rows_close is false. */
void rows_open(struct rows *rows, struct loading *loading, const struct table *table);
bool rows_next(struct rows *rows);
bool rows_close(struct rows *rows);

/* "contract c1": the table and key of the current row, as findings show it. */
const char *rows_object(struct rows *rows);

/* The current row breaks the contract in a column. */
void rows_breach(struct rows *rows, int column, const char *fault);

/* The current row is not used. */
void rows_exclude(struct rows *rows);

/* Whether a day is within the data; if not, the row is not used, and found (DQ11). */
bool rows_dated(struct rows *rows, struct date day);

/* Reads a table whose rows are only checked. */
bool rows_check(struct loading *loading, const struct table *table);

/* Sets the error: what reading the table said. */
bool rows_fail(const struct loading *loading, const char *table);

/* ---- cell.c -----------------------------------------------------------------------------------
 */

/* How a value was found to be. */
enum reading { READ_OK, READ_BREACH, READ_NO_DATE, READ_NO_PARENT };

/* Reads a column of the current row into its cell; a breach is reported, the rest is for the
 * caller. */
enum reading cell_read(struct rows *rows, int column);

/* ---- the loaders, in the order in which source_load calls them ----------------------------------
 */

/* The settings in table meta; each fault is a line of the error. */
bool meta_load(struct loading *loading, struct date as_of);

bool currencies_load(struct loading *loading);
bool rates_load(struct loading *loading);
bool reasons_load(struct loading *loading);
bool products_load(struct loading *loading);
bool customers_load(struct loading *loading);
bool referrals_load(struct loading *loading);
bool contracts_load(struct loading *loading);
bool prices_load(struct loading *loading);
bool invoices_load(struct loading *loading);
bool costs_load(struct loading *loading);
bool features_load(struct loading *loading);
bool usage_load(struct loading *loading); /* features too */
bool surveys_load(struct loading *loading);
bool teams_load(struct loading *loading);

#endif
