#include "quality/quality.h"

/*
 * Every rule of metrics.md 2.1 but DQ24: severity and message are in model/finding.c, and the rules
 * without a function here are about single rows, which src/source applies.
 */
static const struct rule {
	const char *code;
	void (*check)(struct checking *checking);
} rules[] = {
	{ "DQ04", check_overlaps },
	{ "DQ05", check_repeated_customers },
	{ "DQ06", check_repeated_contracts },
	{ "DQ07", check_repeated_lines },
	{ "DQ09", check_needed_rates },
	{ "DQ10", check_rate_changes },
	{ "DQ12", check_first_prices },
	{ "DQ13", check_late_prices },
	{ "DQ14", check_zero_prices },
	{ "DQ19", check_responsibility },
	{ "DQ20", check_memberships },
	{ "DQ22", check_completeness },
	{ "DQ23", check_months },
	{ "DQ25", check_histories },
	{ "DQ27", check_parents },
	{ "DQ28", check_test_customers },
};

bool quality_check(const struct facts *facts, struct quarter report, struct finding **findings,
	size_t *count, struct arena *arena)
{
	struct checking checking = {
		.facts = facts,
		.quarter = report,
		.start = quarter_start(report, facts->fiscal),
		.end = quarter_end(report, facts->fiscal),
		.arena = arena,
	};
	if (!date_known(checking.start) || !date_known(checking.end))
		return false;
	finding_set_init(&checking.findings, arena);
	finding_set_take(&checking.findings, facts->findings, facts->finding_count);
	for (size_t i = 0; i < sizeof(rules) / sizeof(*rules); i++)
		rules[i].check(&checking);
	finding_set_list(&checking.findings, findings, count);
	finding_set_release(&checking.findings);
	return true;
}
