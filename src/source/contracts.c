#include <stdlib.h>
#include <string.h>

#include "source.h"

const struct table contract_table = {
	.name = "contract",
	.ids = IDS_CONTRACT,
	.columns = {
		{ .name = "contract_id", .type = COLUMN_TEXT, .use = USE_ID, .key = 1,
			.refers = IDS_CONTRACT },
		{ .name = "customer_id", .type = COLUMN_TEXT, .use = USE_ID, .refers = IDS_CUSTOMER },
		{ .name = "product_id", .type = COLUMN_TEXT, .use = USE_ID, .refers = IDS_PRODUCT },
		{ .name = "signed_on", .type = COLUMN_TEXT, .use = USE_DATE, .optional = true },
		{ .name = "term_start", .type = COLUMN_TEXT, .use = USE_DATE },
		{ .name = "term_end", .type = COLUMN_TEXT, .use = USE_DATE, .optional = true },
		{ .name = "renews_contract_id", .type = COLUMN_TEXT, .use = USE_ID, .optional = true,
			.refers = IDS_CONTRACT },
		{ .name = "prior_renewals", .type = COLUMN_INTEGER, .use = USE_NUMBER, .least = 0,
			.greatest = 10000 },
		{ .name = "notice_on", .type = COLUMN_TEXT, .use = USE_DATE, .optional = true },
		{ .name = "terminated_on", .type = COLUMN_TEXT, .use = USE_DATE, .optional = true },
		{ .name = "end_reason", .type = COLUMN_TEXT, .use = USE_ID, .optional = true,
			.refers = IDS_REASON },
		{ .name = "is_trial", .type = COLUMN_INTEGER, .use = USE_NUMBER, .least = 0,
			.greatest = 1 },
	},
	.orders = { { 4, 5, false }, { 4, 9, true } },
};

enum {
	ID,
	CUSTOMER,
	PRODUCT,
	SIGNED,
	TERM_START,
	TERM_END,
	RENEWS,
	PRIOR_RENEWALS,
	NOTICE,
	TERMINATED,
	END_REASON,
	IS_TRIAL,
};

static struct contract contract_of(const struct rows *rows)
{
	const struct loading *loading = rows->loading;
	const struct cell *cells = rows->cells;
	struct contract contract = {
		.id = cells[ID].text,
		.customer = directory_row(loading, IDS_CUSTOMER, cells[CUSTOMER].place),
		.product = directory_row(loading, IDS_PRODUCT, cells[PRODUCT].place),
		.signed_on = cells[SIGNED].date,
		.term_start = cells[TERM_START].date,
		.term_end = cells[TERM_END].date,
		.renews = cells[RENEWS].place,
		.prior_renewals = (int32_t)cells[PRIOR_RENEWALS].number,
		.notice_on = cells[NOTICE].date,
		.terminated_on = cells[TERMINATED].date,
		.end_reason = directory_row(loading, IDS_REASON, cells[END_REASON].place),
		.is_trial = cells[IS_TRIAL].number != 0,
	};
	/* A notice that came after the day of the data has not come yet. */
	if (date_known(contract.notice_on) &&
		date_before(loading->facts->as_of, contract.notice_on))
		contract.notice_on = DATE_NONE;
	return contract;
}

static void check_notice(struct rows *rows, const struct contract *contract)
{
	char notice[11], end[11];
	if (!date_known(contract->notice_on) || !date_known(contract->term_end) ||
		!date_before(contract->term_end, contract->notice_on))
		return;
	date_format(contract->notice_on, notice);
	date_format(contract->term_end, end);
	finding_add_as(&rows->loading->findings, "DQ03", SEVERITY_WARNING,
		"%s (notice_on %s, term_end %s)", rows_object(rows), notice, end);
}

/* ---- renewal links ----------------------------------------------------------------------------
 */

/* DQ21: a contract renews an earlier one of the same customer, or nothing. */
static void resolve_link(struct loading *loading, int32_t index)
{
	struct facts *facts = loading->facts;
	struct contract *contract = &facts->contracts[index];
	int32_t renewed = directory_row(loading, IDS_CONTRACT, contract->renews);

	contract->renews = NO_ROW;
	if (renewed == NO_ROW)
		return;
	if (renewed == index) {
		finding_add(
			&loading->findings, "DQ21", "contract %s (renews itself)", contract->id);
	} else if (facts->contracts[renewed].customer != contract->customer) {
		finding_add(&loading->findings, "DQ21",
			"contract %s (renews %s of another customer, %s)", contract->id,
			facts->contracts[renewed].id,
			facts->customers[facts->contracts[renewed].customer].id);
	} else {
		contract->renews = renewed;
	}
}

struct link {
	int32_t renewed, renewing;
};

static int link_order(const void *left, const void *right)
{
	const struct link *a = left, *b = right;
	if (a->renewed != b->renewed)
		return a->renewed < b->renewed ? -1 : 1;
	return (a->renewing > b->renewing) - (a->renewing < b->renewing);
}

/*
 * DQ21: several contracts renew one. The links stay: metrics.md section 3 chooses the one that
 * starts first, and the others are not free to succeed another contract.
 */
static void check_shared_links(struct loading *loading)
{
	enum { LISTED = 5 };
	const struct facts *facts = loading->facts;
	struct link *links = ARENA_ARRAY(loading->arena, struct link, facts->contract_count);
	struct strbuf text = STRBUF_INIT;
	size_t count = 0;

	for (size_t i = 0; i < facts->contract_count; i++)
		if (facts->contracts[i].renews != NO_ROW)
			links[count++] = (struct link){ facts->contracts[i].renews, (int32_t)i };
	qsort(links, count, sizeof(*links), link_order);
	for (size_t i = 0, end; i < count; i = end) {
		strbuf_clear(&text);
		for (end = i; end < count && links[end].renewed == links[i].renewed; end++) {
			if (end - i < LISTED)
				strbuf_addf(&text, "%s%s", end > i ? ", " : "",
					facts->contracts[links[end].renewing].id);
			else if (end - i == LISTED)
				strbuf_adds(&text, ", ...");
		}
		if (end - i > 1)
			finding_add(&loading->findings, "DQ21", "contract %s (renewed by %s)",
				facts->contracts[links[i].renewed].id, text.bytes);
	}
	strbuf_release(&text);
}

/* -----------------------------------------------------------------------------------------------
 */

static int contract_order(const void *left, const void *right)
{
	const struct contract *a = left, *b = right;
	return strcmp(a->id, b->id);
}

bool contracts_load(struct loading *loading)
{
	struct facts *facts = loading->facts;
	struct directory *directory = &loading->directories[IDS_CONTRACT];
	struct rows rows;

	facts->contracts = ARENA_ARRAY(loading->arena, struct contract, directory->count);
	rows_open(&rows, loading, &contract_table);
	while (rows_next(&rows)) {
		struct contract contract = contract_of(&rows);
		if (date_known(contract.signed_on) &&
			date_before(facts->as_of, contract.signed_on)) {
			directory->rows[rows.cells[ID].place] = ROW_UNKNOWN;
			continue;
		}
		check_notice(&rows, &contract);
		facts->contracts[facts->contract_count++] = contract;
	}
	if (!rows_close(&rows))
		return false;
	qsort(facts->contracts, facts->contract_count, sizeof(*facts->contracts), contract_order);
	for (size_t i = 0; i < facts->contract_count; i++)
		directory_set(directory, facts->contracts[i].id, i);
	for (size_t i = 0; i < facts->contract_count; i++)
		resolve_link(loading, (int32_t)i);
	check_shared_links(loading);
	return true;
}
