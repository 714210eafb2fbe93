#include <stdlib.h>

#include "source.h"
#include "usage_tally.h"

/* user_key is not read: no user appears in what kvartal says, and no figure needs one. */
const struct table usage_table = {
	.name = "usage_daily",
	.columns = {
		{ .name = "customer_id", .type = COLUMN_TEXT, .use = USE_ID, .key = 1,
			.refers = IDS_CUSTOMER },
		{ .name = "day", .type = COLUMN_TEXT, .use = USE_DATE, .key = 2 },
		{ .name = "user_key", .type = COLUMN_TEXT, .key = 3 },
		{ .name = "feature_id", .type = COLUMN_TEXT, .use = USE_ID, .key = 4,
			.refers = IDS_FEATURE },
		{ .name = "events", .type = COLUMN_INTEGER },
	},
};

enum { USAGE_CUSTOMER, USAGE_DAY, USAGE_FEATURE = USAGE_DAY + 2 };

const struct table seat_table = {
	.name = "seat",
	.columns = {
		{ .name = "customer_id", .type = COLUMN_TEXT, .use = USE_ID, .key = 1,
			.refers = IDS_CUSTOMER },
		{ .name = "valid_from", .type = COLUMN_TEXT, .use = USE_DATE, .key = 2 },
		{ .name = "seats", .type = COLUMN_INTEGER },
	},
};

enum { NO_CORE = -1 };

/* The place of each feature among the core features, by its index in the facts. */
static int32_t *core_places(const struct facts *facts, size_t *core_count, struct arena *arena)
{
	int32_t *places = ARENA_ARRAY(arena, int32_t, facts->feature_count);
	*core_count = 0;
	for (size_t i = 0; i < facts->feature_count; i++)
		places[i] = facts->features[i].is_core ? (int32_t)(*core_count)++ : NO_CORE;
	return places;
}

static bool read_usage(struct loading *loading, struct usage_tallies *tallies)
{
	struct facts *facts = loading->facts;
	size_t core_count;
	int32_t *core = core_places(facts, &core_count, loading->arena);
	/* The quarter of an earlier day may begin before the calendar does. */
	const struct date earliest = date_of(2, 1, 1);
	struct date day = DATE_NONE, start = DATE_NONE;
	struct quarter quarter = { 0 };
	struct rows rows;

	usage_tallies_init(tallies, core_count, loading->arena);
	rows_open(&rows, loading, &usage_table);
	while (rows_next(&rows)) {
		const struct cell *cells = rows.cells;
		if (!rows_dated(&rows, cells[USAGE_DAY].date))
			continue;
		if (date_before(cells[USAGE_DAY].date, earliest)) {
			finding_add(&loading->findings, "DQ02", "%s", rows_object(&rows));
			rows_exclude(&rows);
			continue;
		}
		if (!date_equal(day, cells[USAGE_DAY].date)) {
			day = cells[USAGE_DAY].date;
			quarter = quarter_of(day, facts->fiscal);
			start = quarter_start(quarter, facts->fiscal);
			if (!date_known(facts->usage_first) || date_before(day, facts->usage_first))
				facts->usage_first = day;
			if (!date_known(facts->usage_last) || date_before(facts->usage_last, day))
				facts->usage_last = day;
		}
		int32_t customer =
			directory_row(loading, IDS_CUSTOMER, cells[USAGE_CUSTOMER].place);
		int32_t feature = directory_row(loading, IDS_FEATURE, cells[USAGE_FEATURE].place);
		struct usage_tally *tally = usage_tallies_find(tallies, customer, quarter);
		usage_tally_day(tally, day.days - start.days);
		if (core[feature] != NO_CORE)
			tally->core_features[core[feature] / 64] |= (uint64_t)1
								    << core[feature] % 64;
	}
	return rows_close(&rows);
}

static int tally_order(const void *left, const void *right)
{
	const struct usage_tally *a = left, *b = right;
	if (a->customer != b->customer)
		return a->customer < b->customer ? -1 : 1;
	return (a->quarter.index > b->quarter.index) - (a->quarter.index < b->quarter.index);
}

static void fill_usage(struct loading *loading, const struct usage_tallies *tallies)
{
	struct facts *facts = loading->facts;

	facts->usage = ARENA_ARRAY(loading->arena, struct usage, tallies->count);
	facts->usage_count = tallies->count;
	for (size_t i = 0; i < tallies->count; i++) {
		const struct usage_tally *tally = &tallies->items[i];
		int length = quarter_end(tally->quarter, facts->fiscal).days -
			     quarter_start(tally->quarter, facts->fiscal).days;
		struct usage *usage = &facts->usage[i];
		*usage = (struct usage){ .customer = tally->customer, .quarter = tally->quarter };
		for (int bit = 0; bit < 28; bit++)
			if (usage_tally_has(tally, length - 28 + bit))
				usage->active_days |= (uint32_t)1 << bit;
		for (int day = 0; day < length; day++)
			usage->days_used += usage_tally_has(tally, day);
		for (size_t word = 0; word < tallies->core_words; word++)
			usage->core_features += __builtin_popcountll(tally->core_features[word]);
	}
}

/* ---- days of usage: their months, and whether a contract was in force --------------------------
 */

struct cover { /* days [start, end) on which a customer has a contract */
	int32_t customer;
	struct date start, end;
};

static int cover_order(const void *left, const void *right)
{
	const struct cover *a = left, *b = right;
	if (a->customer != b->customer)
		return a->customer < b->customer ? -1 : 1;
	return (a->start.days > b->start.days) - (a->start.days < b->start.days);
}

/* By customer and start, and no two of a customer touch. */
static struct cover *covers_of(const struct facts *facts, size_t *count, struct arena *arena)
{
	struct cover *covers = ARENA_ARRAY(arena, struct cover, facts->contract_count);
	size_t merged = 0;

	for (size_t i = 0; i < facts->contract_count; i++) {
		const struct contract *contract = &facts->contracts[i];
		struct date end = DATE_NEVER;
		if (date_known(contract->term_end))
			end = contract->term_end;
		if (date_known(contract->terminated_on))
			end = date_earlier(end, contract->terminated_on);
		covers[i] = (struct cover){ contract->customer, contract->term_start, end };
	}
	qsort(covers, facts->contract_count, sizeof(*covers), cover_order);
	for (size_t i = 0; i < facts->contract_count; i++) {
		struct cover *last = merged ? &covers[merged - 1] : NULL;
		if (last && last->customer == covers[i].customer &&
			!date_before(last->end, covers[i].start))
			last->end = date_later(last->end, covers[i].end);
		else
			covers[merged++] = covers[i];
	}
	*count = merged;
	return covers;
}

static bool is_covered(const struct cover *covers, size_t count, int32_t customer, struct date day)
{
	size_t low = 0, high = count; /* the first that starts after the day is in low..high */
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct cover *cover = &covers[middle];
		if (cover->customer < customer ||
			(cover->customer == customer && !date_before(day, cover->start)))
			low = middle + 1;
		else
			high = middle;
	}
	return low > 0 && covers[low - 1].customer == customer &&
	       date_before(day, covers[low - 1].end);
}

static struct date month_of(struct date day)
{
	int year, month, number;
	date_parts(day, &year, &month, &number);
	return date_add(day, 1 - number);
}

/* Between the first and the last month of usage; the calendar bounds them to some 120,000. */
static void fill_months(struct loading *loading, const struct usage_tallies *tallies)
{
	struct facts *facts = loading->facts;
	if (!tallies->count)
		return;
	struct date first = month_of(facts->usage_first), last = facts->usage_last;
	size_t days = (size_t)(last.days - first.days) + 1;
	bool *used = ARENA_ARRAY(loading->arena, bool, days);

	for (size_t i = 0; i < tallies->count; i++) {
		const struct usage_tally *tally = &tallies->items[i];
		struct date start = quarter_start(tally->quarter, facts->fiscal);
		for (int day = 0; day < USAGE_DAYS; day++)
			if (usage_tally_has(tally, day))
				used[start.days + day - first.days] = true;
	}
	facts->usage_months = ARENA_ARRAY(loading->arena, struct date, days / 28 + 1);
	for (size_t i = 0; i < days; i++) {
		if (!used[i])
			continue;
		struct date month = month_of(date_add(first, (int32_t)i));
		if (!facts->usage_month_count ||
			!date_equal(facts->usage_months[facts->usage_month_count - 1], month))
			facts->usage_months[facts->usage_month_count++] = month;
	}
}

/* DQ15, over the days of the customers. */
static void check_coverage(struct loading *loading, const struct usage_tallies *tallies)
{
	const struct facts *facts = loading->facts;
	size_t cover_count;
	const struct cover *covers = covers_of(facts, &cover_count, loading->arena);
	int64_t days = 0, uncovered = 0;

	for (size_t i = 0; i < tallies->count; i++) {
		const struct usage_tally *tally = &tallies->items[i];
		struct date start = quarter_start(tally->quarter, facts->fiscal);
		for (int offset = 0; offset < USAGE_DAYS; offset++) {
			struct date day = date_add(start, offset);
			char text[11];
			if (!usage_tally_has(tally, offset))
				continue;
			days++;
			if (is_covered(covers, cover_count, tally->customer, day))
				continue;
			uncovered++;
			date_format(day, text);
			finding_add(&loading->findings, "DQ15", "usage_daily %s %s",
				facts->customers[tally->customer].id, text);
		}
	}
	if (uncovered)
		finding_say(&loading->findings, "DQ15",
			arena_printf(loading->arena, "%s (%.1f%% of the %lld days of customers)",
				finding_rule_lookup("DQ15")->message,
				100.0 * (double)uncovered / (double)days, (long long)days));
}

bool usage_load(struct loading *loading)
{
	struct usage_tallies tallies;
	if (!features_load(loading) || !read_usage(loading, &tallies))
		return false;
	if (tallies.count)
		qsort(tallies.items, tallies.count, sizeof(*tallies.items), tally_order);
	fill_usage(loading, &tallies);
	fill_months(loading, &tallies);
	check_coverage(loading, &tallies);
	return rows_check(loading, &seat_table);
}
