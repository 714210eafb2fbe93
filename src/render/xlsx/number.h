#ifndef RENDER_XLSX_NUMBER_H
#define RENDER_XLSX_NUMBER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "model/report.h"

/* A value as a workbook holds it: the number of the cell, how it is shown, and how wide that is. */
struct number {
	double value;
	const char *format; /* of the reader's locale: "#,##0" shows as "1 234" in Swedish */
	double width;	    /* characters */
};

/*
 * Shares stay fractions, money becomes whole units of the currency, dates days since 1899-12-30.
 * wanted is the format of the cell, or NULL for that of the unit. False when there is no number:
 * UNIT_NONE, and days that a workbook cannot tell (before 1900-03-01).
 */
bool number_of(const struct report *report, enum unit unit, double value, const char *wanted,
	struct number *number, struct arena *arena);

/* The format of an axis, so that its numbers read as the ticks do: decimals, thousands, percent. */
const char *number_axis_format(
	const struct report *report, enum unit unit, const struct axis *axis, struct arena *arena);

/* The distance between the ticks, as a number of the workbook; 0 when they are not evenly spread.
 */
double number_axis_step(const struct report *report, enum unit unit, const struct axis *axis);

/* A value without its format. */
double number_scaled(const struct report *report, enum unit unit, double value);

#endif
