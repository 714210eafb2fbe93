#ifndef MODEL_QUARTER_H
#define MODEL_QUARTER_H

#include <stdbool.h>
#include <stdint.h>

#include "model/date.h"

/* How quarters of a fiscal year that does not start in January are named (metrics.md section 1). */
enum fiscal_label { FISCAL_LABEL_END, FISCAL_LABEL_START, FISCAL_LABEL_SPAN };

struct fiscal_year {
	int start_month; /* 1..12 */
	enum fiscal_label label;
};

/* A fiscal quarter: year in which its fiscal year starts * 4 + (quarter - 1). Arithmetic is
 * subtraction. */
struct quarter {
	int32_t index;
};

/*
 * No arithmetic overflows. Before 0001-01-01 a quarter starts or ends at DATE_NONE, after
 * 9999-12-31 at DATE_NEVER, which compare as bounds do; the quarter of DATE_NONE or DATE_NEVER is
 * before or after all.
 */
struct quarter quarter_of(struct date date, struct fiscal_year fiscal);
struct date quarter_start(struct quarter quarter, struct fiscal_year fiscal);
struct date quarter_end(struct quarter quarter, struct fiscal_year fiscal); /* first day after */
struct quarter quarter_add(struct quarter quarter, int quarters);
bool quarter_contains(struct quarter quarter, struct date date, struct fiscal_year fiscal);
int quarter_number(struct quarter quarter); /* 1..4 */

/* "2026Q1", "FY2026Q1" or "2025/26Q1", as the fiscal year is labelled. */
void quarter_format(struct quarter quarter, struct fiscal_year fiscal, char text[16]);

/*
 * Reads a label as quarter_format writes it, also with '-' before the Q, a small q, and the long
 * second year ("2025/2026Q1"). "FY2026Q1" is also read where plain labels rule, and with the year
 * that the fiscal label names. False when it is none.
 */
bool quarter_parse(const char *text, struct fiscal_year fiscal, struct quarter *quarter);

#endif
