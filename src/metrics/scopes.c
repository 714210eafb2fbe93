#include "stage/metrics.h"

#include <stdlib.h>
#include <string.h>

/*
 * Marks the customers that the team answers for on a day. A customer that two teams answer for (a
 * finding, DQ19) is in both.
 */
static void mark_customers(const struct facts *facts, int32_t team, struct date day, bool *wanted)
{
	memset(wanted, 0, facts->customer_count * sizeof(*wanted));
	for (size_t i = 0; i < facts->responsibility_count; i++) {
		const struct responsibility *row = &facts->responsibilities[i];
		if (row->team == team && !date_before(day, row->valid_from) &&
			(!date_known(row->valid_to) || date_before(day, row->valid_to)))
			wanted[row->customer] = true;
	}
}

/* Distinct members with time in the team during the quarter. */
static int32_t members_of(
	const struct facts *facts, int32_t team, struct date start, struct date end)
{
	int32_t count = 0;
	const char *last = NULL;
	for (size_t i = 0; i < facts->membership_count; i++) {
		const struct membership *row = &facts->memberships[i];
		bool overlaps = date_before(row->valid_from, end) &&
				(!date_known(row->valid_to) || date_before(start, row->valid_to));
		if (row->team != team || !overlaps || (last && !strcmp(last, row->member)))
			continue;
		last = row->member;
		count++;
	}
	return count;
}

static int by_text(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The distinct segment names of customers, in byte order. */
static size_t segment_names(const struct facts *facts, const char **names)
{
	size_t count = 0, distinct = 0;
	for (size_t i = 0; i < facts->customer_count; i++)
		if (facts->customers[i].segment && !facts->customers[i].is_test)
			names[count++] = facts->customers[i].segment;
	qsort(names, count, sizeof(*names), by_text);
	for (size_t i = 0; i < count; i++)
		if (i == 0 || strcmp(names[i], names[distinct - 1]) != 0)
			names[distinct++] = names[i];
	return distinct;
}

static void mark_segment(const struct facts *facts, const char *segment, bool *wanted)
{
	for (size_t i = 0; i < facts->customer_count; i++) {
		const char *name = facts->customers[i].segment;
		wanted[i] = name && !strcmp(name, segment);
	}
}

/* Collects the wanted customers, but for test customers. */
static void collect(
	const struct facts *facts, const bool *wanted, struct scope *scope, struct arena *arena)
{
	size_t count = 0;
	for (size_t i = 0; i < facts->customer_count; i++)
		count += wanted[i] && !facts->customers[i].is_test;
	int32_t *customers = ARENA_ARRAY(arena, int32_t, count);
	for (size_t i = 0; i < facts->customer_count; i++)
		if (wanted[i] && !facts->customers[i].is_test)
			customers[scope->customer_count++] = (int32_t)i;
	scope->customers = customers;
}

void metrics_scopes(const struct facts *facts, struct quarter quarter, const struct scope **scopes,
	size_t *count, struct arena *arena)
{
	struct date start = quarter_start(quarter, facts->fiscal);
	struct date end = quarter_end(quarter, facts->fiscal);
	const char **segments = ARENA_ARRAY(arena, const char *, facts->customer_count);
	size_t segment_count = segment_names(facts, segments);
	bool *wanted = ARENA_ARRAY(arena, bool, facts->customer_count);

	*count = 1 + facts->team_count + segment_count;
	struct scope *list = ARENA_ARRAY(arena, struct scope, *count);
	list[0] = (struct scope){ .kind = SCOPE_COMPANY, .id = "ALL", .name = "" };
	memset(wanted, true, facts->customer_count * sizeof(*wanted));
	collect(facts, wanted, &list[0], arena);
	for (size_t i = 0; i < facts->team_count; i++) {
		struct scope *scope = &list[1 + i];
		scope->kind = SCOPE_TEAM;
		scope->id = facts->teams[i].id;
		scope->name = facts->teams[i].name;
		scope->members = members_of(facts, (int32_t)i, start, end);
		mark_customers(facts, (int32_t)i, start, wanted);
		collect(facts, wanted, scope, arena);
	}
	for (size_t i = 0; i < segment_count; i++) {
		struct scope *scope = &list[1 + facts->team_count + i];
		scope->kind = SCOPE_SEGMENT;
		scope->id = arena_printf(arena, "segment:%s", segments[i]);
		scope->name = segments[i];
		mark_segment(facts, segments[i], wanted);
		collect(facts, wanted, scope, arena);
	}
	*scopes = list;
}
