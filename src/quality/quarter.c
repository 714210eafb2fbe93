#include "quality/quality.h"

#include <string.h>

void check_completeness(struct checking *checking)
{
	const struct facts *facts = checking->facts;
	char as_of[11], last[11], settled[11];
	struct date last_day = date_add(checking->end, -1);
	struct date settled_day = date_add(checking->end, facts->grace_days);

	if (!date_before(facts->as_of, settled_day))
		return;
	date_format(facts->as_of, as_of);
	date_format(last_day, last);
	date_format(settled_day, settled);
	if (date_before(facts->as_of, last_day))
		finding_add(&checking->findings, "DQ22", "as_of %s (the quarter's last day is %s)",
			as_of, last);
	else
		finding_add(&checking->findings, "DQ22",
			"as_of %s (renewals may be pending until %s)", as_of, settled);
}

/* The first day of the month after. */
static struct date next_month(struct date month)
{
	int year, number, day;
	date_parts(month, &year, &number, &day);
	return number == 12 ? date_of(year + 1, 1, 1) : date_of(year, number + 1, 1);
}

static bool has_invoices(const struct facts *facts, struct date from, struct date to)
{
	for (size_t i = 0; i < facts->invoice_count; i++)
		if (!date_before(facts->invoices[i].date, from) &&
			date_before(facts->invoices[i].date, to))
			return true;
	return false;
}

static bool has_usage(const struct facts *facts, struct date month)
{
	for (size_t i = 0; i < facts->usage_month_count; i++)
		if (date_equal(facts->usage_months[i], month))
			return true;
	return false;
}

/* Months that begin after the data ends have none, and DQ22 says so. */
void check_months(struct checking *checking)
{
	const struct facts *facts = checking->facts;

	for (struct date month = checking->start;
		date_before(month, checking->end) && !date_before(facts->as_of, month);
		month = next_month(month)) {
		bool invoices = has_invoices(facts, month, next_month(month));
		bool usage = has_usage(facts, month);
		char text[11];
		if (invoices && usage)
			continue;
		date_format(month, text);
		finding_add(&checking->findings, "DQ23", "month %.7s (no %s)", text,
			invoices ? "usage_daily"
			: usage	 ? "invoice_line"
				 : "invoice_line, no usage_daily");
	}
}
