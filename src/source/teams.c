#include <stdlib.h>
#include <string.h>

#include "source.h"

const struct table team_table = {
	.name = "team",
	.ids = IDS_TEAM,
	.columns = {
		{ .name = "team_id", .type = COLUMN_TEXT, .use = USE_ID, .key = 1, .refers = IDS_TEAM },
		{ .name = "name", .type = COLUMN_TEXT, .use = USE_NAME },
	},
};

enum { TEAM_ID, TEAM_NAME };

const struct table member_table = {
	.name = "member",
	.ids = IDS_MEMBER,
	.columns = {
		{ .name = "member_id", .type = COLUMN_TEXT, .use = USE_ID, .key = 1,
			.refers = IDS_MEMBER },
	},
};

const struct table membership_table = {
	.name = "membership",
	.columns = {
		{ .name = "team_id", .type = COLUMN_TEXT, .use = USE_ID, .key = 1, .refers = IDS_TEAM },
		{ .name = "member_id", .type = COLUMN_TEXT, .use = USE_ID, .key = 2,
			.refers = IDS_MEMBER },
		{ .name = "valid_from", .type = COLUMN_TEXT, .use = USE_DATE, .key = 3 },
		{ .name = "valid_to", .type = COLUMN_TEXT, .use = USE_DATE, .optional = true },
		{ .name = "fte", .type = COLUMN_REAL, .use = USE_NUMBER },
	},
	.orders = { { 2, 3, false } },
};

enum { MEMBERSHIP_TEAM, MEMBERSHIP_MEMBER, MEMBERSHIP_FROM, MEMBERSHIP_TO, MEMBERSHIP_FTE };

const struct table absence_table = {
	.name = "absence",
	.columns = {
		{ .name = "member_id", .type = COLUMN_TEXT, .use = USE_ID, .key = 1,
			.refers = IDS_MEMBER },
		{ .name = "valid_from", .type = COLUMN_TEXT, .use = USE_DATE, .key = 2 },
		{ .name = "valid_to", .type = COLUMN_TEXT, .use = USE_DATE },
		{ .name = "kind", .type = COLUMN_TEXT },
		{ .name = "counts_as_present", .type = COLUMN_INTEGER },
	},
	.orders = { { 1, 2, false } },
};

const struct table responsibility_table = {
	.name = "team_customer",
	.columns = {
		{ .name = "team_id", .type = COLUMN_TEXT, .use = USE_ID, .refers = IDS_TEAM },
		{ .name = "customer_id", .type = COLUMN_TEXT, .use = USE_ID, .key = 1,
			.refers = IDS_CUSTOMER },
		{ .name = "valid_from", .type = COLUMN_TEXT, .use = USE_DATE, .key = 2 },
		{ .name = "valid_to", .type = COLUMN_TEXT, .use = USE_DATE, .optional = true },
	},
	.orders = { { 2, 3, false } },
};

enum { RESPONSIBLE_TEAM, RESPONSIBLE_CUSTOMER, RESPONSIBLE_FROM, RESPONSIBLE_TO };

const struct table budget_table = {
	.name = "reward_budget",
	.columns = {
		{ .name = "team_id", .type = COLUMN_TEXT, .use = USE_ID, .optional = true,
			.refers = IDS_TEAM },
		{ .name = "quarter_start", .type = COLUMN_TEXT, .use = USE_DATE },
		{ .name = "budget_minor", .type = COLUMN_INTEGER },
		{ .name = "currency", .type = COLUMN_TEXT, .use = USE_ID, .refers = IDS_CURRENCY },
	},
};

static int team_order(const void *left, const void *right)
{
	const struct team *a = left, *b = right;
	return strcmp(a->id, b->id);
}

static bool load_teams(struct loading *loading)
{
	struct facts *facts = loading->facts;
	struct directory *directory = &loading->directories[IDS_TEAM];
	struct rows rows;

	facts->teams = ARENA_ARRAY(loading->arena, struct team, directory->count);
	rows_open(&rows, loading, &team_table);
	while (rows_next(&rows))
		facts->teams[facts->team_count++] =
			(struct team){ rows.cells[TEAM_ID].text, rows.cells[TEAM_NAME].text };
	if (!rows_close(&rows))
		return false;
	qsort(facts->teams, facts->team_count, sizeof(*facts->teams), team_order);
	for (size_t i = 0; i < facts->team_count; i++)
		directory_set(directory, facts->teams[i].id, i);
	return true;
}

/* A member is nothing but a key: its row in the facts is its place among the keys. */
static bool load_members(struct loading *loading)
{
	struct directory *directory = &loading->directories[IDS_MEMBER];
	struct rows rows;

	rows_open(&rows, loading, &member_table);
	while (rows_next(&rows))
		directory->rows[rows.cells[0].place] = rows.cells[0].place;
	return rows_close(&rows);
}

static int membership_order(const void *left, const void *right)
{
	const struct membership *a = left, *b = right;
	if (a->team != b->team)
		return a->team < b->team ? -1 : 1;
	int order = strcmp(a->member, b->member);
	if (order != 0)
		return order;
	return (a->valid_from.days > b->valid_from.days) -
	       (a->valid_from.days < b->valid_from.days);
}

static bool load_memberships(struct loading *loading)
{
	struct facts *facts = loading->facts;
	size_t capacity = 0;
	struct rows rows;

	rows_open(&rows, loading, &membership_table);
	while (rows_next(&rows)) {
		const struct cell *cells = rows.cells;
		if (!(cells[MEMBERSHIP_FTE].real > 0 && cells[MEMBERSHIP_FTE].real <= 1)) {
			rows_breach(&rows, MEMBERSHIP_FTE, "is not above 0 and at most 1");
			continue;
		}
		facts->memberships = arena_grow(loading->arena, facts->memberships,
			facts->membership_count, &capacity, sizeof(*facts->memberships));
		facts->memberships[facts->membership_count++] = (struct membership){
			.team = directory_row(loading, IDS_TEAM, cells[MEMBERSHIP_TEAM].place),
			.member = cells[MEMBERSHIP_MEMBER].text,
			.valid_from = cells[MEMBERSHIP_FROM].date,
			.valid_to = cells[MEMBERSHIP_TO].date,
			.fte = cells[MEMBERSHIP_FTE].real,
		};
	}
	if (!rows_close(&rows))
		return false;
	if (facts->membership_count)
		qsort(facts->memberships, facts->membership_count, sizeof(*facts->memberships),
			membership_order);
	return true;
}

static int responsibility_order(const void *left, const void *right)
{
	const struct responsibility *a = left, *b = right;
	if (a->customer != b->customer)
		return a->customer < b->customer ? -1 : 1;
	return (a->valid_from.days > b->valid_from.days) -
	       (a->valid_from.days < b->valid_from.days);
}

static bool load_responsibilities(struct loading *loading)
{
	struct facts *facts = loading->facts;
	size_t capacity = 0;
	struct rows rows;

	rows_open(&rows, loading, &responsibility_table);
	while (rows_next(&rows)) {
		const struct cell *cells = rows.cells;
		facts->responsibilities = arena_grow(loading->arena, facts->responsibilities,
			facts->responsibility_count, &capacity, sizeof(*facts->responsibilities));
		facts->responsibilities[facts->responsibility_count++] = (struct responsibility){
			.team = directory_row(loading, IDS_TEAM, cells[RESPONSIBLE_TEAM].place),
			.customer = directory_row(
				loading, IDS_CUSTOMER, cells[RESPONSIBLE_CUSTOMER].place),
			.valid_from = cells[RESPONSIBLE_FROM].date,
			.valid_to = cells[RESPONSIBLE_TO].date,
		};
	}
	if (!rows_close(&rows))
		return false;
	if (facts->responsibility_count)
		qsort(facts->responsibilities, facts->responsibility_count,
			sizeof(*facts->responsibilities), responsibility_order);
	return true;
}

bool teams_load(struct loading *loading)
{
	return load_teams(loading) && load_members(loading) && load_memberships(loading) &&
	       rows_check(loading, &absence_table) && load_responsibilities(loading) &&
	       rows_check(loading, &budget_table);
}
