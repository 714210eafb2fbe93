#ifndef QUALITY_QUALITY_H
#define QUALITY_QUALITY_H

#include "stage/quality.h"

#include "model/finding.h"

/* What a rule looks at, and where it puts what it finds. */
struct checking {
	const struct facts *facts;
	struct quarter quarter;
	struct date start, end; /* of the quarter: [start, end) */
	struct finding_set findings;
	struct arena *arena;
};

/* Rules about contracts and their prices. */
void check_overlaps(struct checking *checking);		  /* DQ04 */
void check_repeated_contracts(struct checking *checking); /* DQ06 */
void check_first_prices(struct checking *checking);	  /* DQ12 */
void check_late_prices(struct checking *checking);	  /* DQ13 */
void check_zero_prices(struct checking *checking);	  /* DQ14 */
void check_histories(struct checking *checking);	  /* DQ25 */

/* About customers and who is responsible for them. */
void check_repeated_customers(struct checking *checking); /* DQ05 */
void check_responsibility(struct checking *checking);	  /* DQ19 */
void check_memberships(struct checking *checking);	  /* DQ20 */
void check_parents(struct checking *checking);		  /* DQ27 */
void check_test_customers(struct checking *checking);	  /* DQ28 */

/* About money. */
void check_repeated_lines(struct checking *checking); /* DQ07 */
void check_needed_rates(struct checking *checking);   /* DQ09 */
void check_rate_changes(struct checking *checking);   /* DQ10 */

/* About the quarter. */
void check_completeness(struct checking *checking); /* DQ22 */
void check_months(struct checking *checking);	    /* DQ23 */

#endif
