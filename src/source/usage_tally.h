#ifndef SOURCE_USAGE_TALLY_H
#define SOURCE_USAGE_TALLY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "model/quarter.h"

/*
 * What is remembered of usage while its rows pass: per customer and quarter, which days and which
 * core features. Rows may come in any order and often; the result is the same.
 */

enum { USAGE_DAYS = 92 }; /* of the longest quarter */

struct usage_tally {
	int32_t customer;
	struct quarter quarter;
	uint64_t days[2];	 /* bit k: the k-th day of the quarter, from 0 */
	uint64_t *core_features; /* core_words of them */
};

struct usage_tallies {
	struct usage_tally *items;
	size_t count, capacity;
	size_t core_words;
	uint32_t *slots; /* index + 1; 0: free */
	size_t slot_count;
	size_t last; /* rows of one customer and quarter mostly follow each other */
	struct arena *arena;
};

void usage_tallies_init(struct usage_tallies *tallies, size_t core_features, struct arena *arena);

/* The tally of a customer and quarter, made when there is none; valid until the next call. */
struct usage_tally *usage_tallies_find(
	struct usage_tallies *tallies, int32_t customer, struct quarter quarter);

void usage_tally_day(struct usage_tally *tally, int day);
bool usage_tally_has(const struct usage_tally *tally, int day);

#endif
