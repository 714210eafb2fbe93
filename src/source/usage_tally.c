#include "usage_tally.h"

enum { FIRST_SLOTS = 1024 }; /* a power of two, and so are the larger ones */

void usage_tallies_init(struct usage_tallies *tallies, size_t core_features, struct arena *arena)
{
	*tallies = (struct usage_tallies){
		.core_words = (core_features + 63) / 64,
		.slots = ARENA_ARRAY(arena, uint32_t, FIRST_SLOTS),
		.slot_count = FIRST_SLOTS,
		.arena = arena,
	};
}

static bool is_of(const struct usage_tally *tally, int32_t customer, struct quarter quarter)
{
	return tally->customer == customer && tally->quarter.index == quarter.index;
}

/* Where it is, or the free slot where it belongs. */
static size_t slot_of(const struct usage_tallies *tallies, int32_t customer, struct quarter quarter)
{
	uint64_t key = (uint64_t)(uint32_t)customer << 32 | (uint32_t)quarter.index;
	uint64_t hash = (key ^ key >> 31) * UINT64_C(0x9E3779B97F4A7C15);
	size_t mask = tallies->slot_count - 1, slot = (size_t)(hash >> 32) & mask;
	while (tallies->slots[slot] &&
		!is_of(&tallies->items[tallies->slots[slot] - 1], customer, quarter))
		slot = (slot + 1) & mask;
	return slot;
}

static void grow(struct usage_tallies *tallies)
{
	tallies->slot_count *= 2;
	tallies->slots = ARENA_ARRAY(tallies->arena, uint32_t, tallies->slot_count);
	for (size_t i = 0; i < tallies->count; i++) {
		const struct usage_tally *tally = &tallies->items[i];
		tallies->slots[slot_of(tallies, tally->customer, tally->quarter)] =
			(uint32_t)(i + 1);
	}
}

struct usage_tally *usage_tallies_find(
	struct usage_tallies *tallies, int32_t customer, struct quarter quarter)
{
	if (tallies->count && is_of(&tallies->items[tallies->last], customer, quarter))
		return &tallies->items[tallies->last];
	size_t slot = slot_of(tallies, customer, quarter);
	if (!tallies->slots[slot]) {
		tallies->items = arena_grow(tallies->arena, tallies->items, tallies->count,
			&tallies->capacity, sizeof(*tallies->items));
		tallies->items[tallies->count++] = (struct usage_tally){
			.customer = customer,
			.quarter = quarter,
			.core_features = ARENA_ARRAY(tallies->arena, uint64_t, tallies->core_words),
		};
		tallies->slots[slot] = (uint32_t)tallies->count;
		if (tallies->count > tallies->slot_count / 2) {
			grow(tallies);
			slot = slot_of(tallies, customer, quarter);
		}
	}
	tallies->last = tallies->slots[slot] - 1;
	return &tallies->items[tallies->last];
}

void usage_tally_day(struct usage_tally *tally, int day)
{
	tally->days[day / 64] |= UINT64_C(1) << day % 64;
}

bool usage_tally_has(const struct usage_tally *tally, int day)
{
	return (tally->days[day / 64] >> day % 64 & 1) != 0;
}
