#include "stage/source.h"

#include <stdlib.h>
#include <string.h>

#include "open.h"
#include "source.h"

static int by_text(const void *left, const void *right)
{
	const char *const *a = left, *const *b = right;
	return strcmp(*a, *b);
}

static void find_unknown_currencies(struct loading *loading)
{
	if (!loading->unknown_count)
		return;
	qsort(loading->unknown_currencies, loading->unknown_count, sizeof(char *), by_text);
	for (size_t i = 0; i < loading->unknown_count; i++)
		if (i == 0 ||
			strcmp(loading->unknown_currencies[i], loading->unknown_currencies[i - 1]))
			finding_add(&loading->findings, "DQ09", "currency %s (unknown)",
				loading->unknown_currencies[i]);
}

/* Faults of the tables and of the settings in one message, but those only where meta can be read.
 */
static bool load_settings(struct loading *loading, struct database *database, struct date as_of)
{
	bool meta_usable;
	struct error found = { 0 };
	bool sound = contract_check(loading->db, &meta_usable, &found);

	if (!sound && found.kind != ERROR_USAGE) {
		*loading->error = found;
		return false;
	}
	if (sound && !database_intact(database, loading->error))
		return false;
	if (sound)
		breach_heading(&found);
	*loading->error = found;
	if (meta_usable && !meta_load(loading, as_of)) {
		if (loading->error->kind == ERROR_USAGE)
			breach_report(loading, loading->error);
		return false;
	}
	if (!sound || !breach_report(loading, loading->error))
		return false;
	*loading->error = (struct error){ 0 };
	return true;
}

/* What a row refers to is read before it. */
static bool load_rows(struct loading *loading)
{
	static const struct table *const keyed[] = { &currency_table, &customer_table,
		&product_table, &reason_table, &contract_table, &feature_table, &survey_table,
		&team_table, &member_table };
	static bool (*const loaders[])(struct loading *) = { currencies_load, rates_load,
		reasons_load, products_load, customers_load, referrals_load, contracts_load,
		prices_load, invoices_load, costs_load, usage_load, surveys_load, teams_load };

	for (size_t i = 0; i < sizeof(keyed) / sizeof(*keyed); i++)
		if (!directory_read(loading, keyed[i]))
			return false;
	for (size_t i = 0; i < sizeof(loaders) / sizeof(*loaders); i++)
		if (!loaders[i](loading))
			return false;
	return breach_report(loading, loading->error);
}

bool source_load(const char *path, struct date as_of, struct facts *facts, struct arena *arena,
	struct error *error)
{
	struct database database;
	if (!database_open(&database, path, DATABASE_IN_MEMORY, error))
		return false;

	*facts = (struct facts){ .usage_first = DATE_NONE, .usage_last = DATE_NONE };
	memcpy(facts->digest, database.digest, sizeof(facts->digest));
	struct loading loading = {
		.db = database.db, .facts = facts, .arena = arena, .error = error
	};
	finding_set_init(&loading.findings, arena);
	bool ok = load_settings(&loading, &database, as_of) && load_rows(&loading);
	if (ok) {
		find_unknown_currencies(&loading);
		finding_set_list(&loading.findings, &facts->findings, &facts->finding_count);
	}
	finding_set_release(&loading.findings);
	database_close(&database);
	return ok;
}
