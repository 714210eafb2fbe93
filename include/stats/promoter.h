#ifndef STATS_PROMOTER_H
#define STATS_PROMOTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "stats/interval.h"

/* The answers of one customer. Customers without answers may be in the array; they do not count. */
struct promoter_cluster {
	int64_t responses, promoters, detractors;
};

/*
 * Net promoter score, -100..100, with the interval of Rocks (2016), adjusted Wald with three added
 * answers, on the effective number of answers: answers of one customer are one cluster (Kish 1965),
 * with a design effect of at least 1. Undefined without answers; the interval is undefined when all
 * answers are one customer's.
 */
struct promoter_score {
	bool defined;
	int64_t n; /* answers */
	double value;
	struct interval interval;
	double standard_error; /* of simple random sampling, in points */
	double design_effect, effective_n;
};

struct promoter_score promoter_score(
	const struct promoter_cluster *clusters, size_t count, double z);

#endif
