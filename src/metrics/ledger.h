#ifndef METRICS_LEDGER_H
#define METRICS_LEDGER_H

#include "stage/metrics.h"

/* The contract engine (metrics.md section 3), as the metric families see it. */

enum outcome { OUTCOME_RENEWED, OUTCOME_OPEN, OUTCOME_LOST, OUTCOME_UPCOMING, OUTCOME_PENDING };

/*
 * A contract that counts: recurring, no trial, of no test customer, signed by the day of the data.
 * Ends are first days not covered; DATE_NEVER is an evergreen's.
 */
struct term {
	const struct contract *contract;
	int32_t successor; /* index in ledger.terms, NO_ROW: none */
	struct date due;   /* DATE_NONE: never due */
	struct date effective_end;
	struct date in_force_end;
	enum outcome outcome;
	bool early;
};

struct ledger {
	const struct facts *facts;
	struct term *terms; /* by customer, term_start, contract id */
	size_t term_count;
	/* By customer c: its rows are first[c] .. first[c + 1] - 1. */
	const size_t *first_term, *first_invoice, *first_cost, *first_usage;
};

/* A customer's or contract's ARR; unknown when a rate is missing or a sum does not fit. */
struct arr {
	bool known;
	int64_t minor; /* of the reporting currency */
};

/* The price of a term on a day, at the close rate of a quarter; 0 when it has no price at all. */
struct arr ledger_price(const struct ledger *ledger, const struct term *term, struct date day,
	struct quarter rates);

/* The ARR of a customer on a day: the prices of its terms in force. */
struct arr ledger_arr(
	const struct ledger *ledger, int32_t customer, struct date day, struct quarter rates);

/* The quarter that the term is due in, by the convention; false when it is never due. */
bool ledger_due_quarter(const struct ledger *ledger, const struct term *term,
	enum due_convention convention, struct quarter *quarter);

/* An amount of a day's quarter in the reporting currency, at the average rate. */
struct arr ledger_flow(
	const struct ledger *ledger, int64_t amount, int32_t currency, struct quarter quarter);

#endif
