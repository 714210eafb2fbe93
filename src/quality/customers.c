#include "quality/quality.h"

#include <stdlib.h>
#include <string.h>

enum { LISTED = 5 };

/* ---- DQ05 -------------------------------------------------------------------------------------
 */

struct named {
	const struct customer *customer;
	const char *name, *country;
};

/* lower(trim(name)) as SQLite has it: spaces and ASCII letters. */
static const char *plain_name(const char *name, struct arena *arena)
{
	size_t length = strlen(name);
	while (length && *name == ' ') {
		name++;
		length--;
	}
	while (length && name[length - 1] == ' ')
		length--;
	char *plain = arena_strndup(arena, name, length);
	for (char *c = plain; *c; c++)
		if (*c >= 'A' && *c <= 'Z')
			*c = (char)(*c - 'A' + 'a');
	return plain;
}

static int by_name(const void *left, const void *right)
{
	const struct named *a = left, *b = right;
	int order = strcmp(a->name, b->name);
	return order != 0 ? order : strcmp(a->country, b->country);
}

static int by_name_and_id(const void *left, const void *right)
{
	const struct named *a = left, *b = right;
	int order = by_name(left, right);
	return order != 0 ? order : strcmp(a->customer->id, b->customer->id);
}

void check_repeated_customers(struct checking *checking)
{
	const struct facts *facts = checking->facts;
	struct named *sorted = ARENA_ARRAY(checking->arena, struct named, facts->customer_count);
	struct strbuf text = STRBUF_INIT;

	for (size_t i = 0; i < facts->customer_count; i++) {
		const struct customer *customer = &facts->customers[i];
		sorted[i] = (struct named){ customer, plain_name(customer->name, checking->arena),
			customer->country ? customer->country : "" };
	}
	qsort(sorted, facts->customer_count, sizeof(*sorted), by_name_and_id);
	for (size_t i = 0, end; i < facts->customer_count; i = end) {
		strbuf_clear(&text);
		for (end = i; end < facts->customer_count && by_name(&sorted[i], &sorted[end]) == 0;
			end++) {
			if (end - i < LISTED)
				strbuf_addf(&text, "%s%s", end > i ? ", " : "",
					sorted[end].customer->id);
			else if (end - i == LISTED)
				strbuf_adds(&text, ", ...");
		}
		if (end - i > 1)
			finding_add(&checking->findings, "DQ05", "customer %s (%zu customers)",
				text.bytes, end - i);
	}
	strbuf_release(&text);
}

/* ---- DQ19, DQ20 -------------------------------------------------------------------------------
 */

static bool is_valid_on(struct date day, struct date from, struct date to)
{
	return !date_before(day, from) && (!date_known(to) || date_before(day, to));
}

void check_responsibility(struct checking *checking)
{
	const struct facts *facts = checking->facts;
	size_t next = 0;

	for (size_t i = 0; i < facts->customer_count; i++) {
		int32_t team = NO_ROW;
		int teams = 0;
		/* Rows of one customer follow each other; one team twice is one team. */
		for (; next < facts->responsibility_count &&
			facts->responsibilities[next].customer == (int32_t)i;
			next++) {
			const struct responsibility *row = &facts->responsibilities[next];
			if (!is_valid_on(checking->start, row->valid_from, row->valid_to) ||
				row->team == team)
				continue;
			team = row->team;
			teams++;
		}
		if (facts->customers[i].is_test || teams == 1)
			continue;
		if (teams == 0)
			finding_add(&checking->findings, "DQ19", "customer %s (no team)",
				facts->customers[i].id);
		else
			finding_add(&checking->findings, "DQ19", "customer %s (several teams)",
				facts->customers[i].id);
	}
}

static int by_member(const void *left, const void *right)
{
	const struct membership *const *a = left, *const *b = right;
	int order = strcmp((*a)->member, (*b)->member);
	/* As the facts have them, so that the sum is always taken in one order. */
	return order != 0 ? order : (*a > *b) - (*a < *b);
}

void check_memberships(struct checking *checking)
{
	/* Shares such as 0.1 have no exact double: 0.7 + 0.2 + 0.1 is one member. */
	const double tolerance = 1e-9;
	const struct facts *facts = checking->facts;
	const struct membership **sorted =
		ARENA_ARRAY(checking->arena, const struct membership *, facts->membership_count);
	size_t count = 0;

	for (size_t i = 0; i < facts->membership_count; i++) {
		const struct membership *row = &facts->memberships[i];
		if (is_valid_on(checking->start, row->valid_from, row->valid_to))
			sorted[count++] = row;
	}
	qsort(sorted, count, sizeof(*sorted), by_member);
	for (size_t i = 0, end; i < count; i = end) {
		double fte = 0;
		for (end = i; end < count && !strcmp(sorted[i]->member, sorted[end]->member); end++)
			fte += sorted[end]->fte;
		if (fte > 1 + tolerance)
			finding_add(&checking->findings, "DQ20", "member %s (%.2f)",
				sorted[i]->member, fte);
	}
}

/* ---- DQ27, DQ28 -------------------------------------------------------------------------------
 */

/* The ids along a cycle, from its first in byte order back to itself. */
static void add_cycle(struct checking *checking, int32_t customer)
{
	const struct customer *customers = checking->facts->customers;
	int32_t first = customer, length = 1;
	for (int32_t at = customers[customer].parent; at != customer; at = customers[at].parent) {
		if (at < first)
			first = at;
		length++;
	}
	struct strbuf text = STRBUF_INIT;
	int32_t at = first;
	for (int32_t i = 0; i < length && i < LISTED; i++) {
		strbuf_addf(&text, "%s > ", customers[at].id);
		at = customers[at].parent;
	}
	if (length > LISTED)
		strbuf_adds(&text, "... > ");
	finding_add(&checking->findings, "DQ27", "customer %s (%s%s)", customers[first].id,
		text.bytes, customers[first].id);
	strbuf_release(&text);
}

void check_parents(struct checking *checking)
{
	const struct facts *facts = checking->facts;
	/* The walk that first came by: meeting one's own walk is a cycle. 0: none yet. */
	int32_t *walks = ARENA_ARRAY(checking->arena, int32_t, facts->customer_count);

	for (size_t i = 0; i < facts->customer_count; i++) {
		int32_t walk = (int32_t)i + 1, at = (int32_t)i;
		while (at != NO_ROW && !walks[at]) {
			walks[at] = walk;
			at = facts->customers[at].parent;
		}
		if (at != NO_ROW && walks[at] == walk)
			add_cycle(checking, at);
	}
}

void check_test_customers(struct checking *checking)
{
	const struct facts *facts = checking->facts;
	for (size_t i = 0; i < facts->customer_count; i++)
		if (facts->customers[i].is_test)
			finding_add(
				&checking->findings, "DQ28", "customer %s", facts->customers[i].id);
}
