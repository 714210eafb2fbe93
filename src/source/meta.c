#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "source.h"

const struct table meta_table = {
	.name = "meta",
	.columns = {
		{ .name = "key", .type = COLUMN_TEXT, .use = USE_NAME, .key = 1 },
		{ .name = "value", .type = COLUMN_TEXT, .use = USE_NAME },
	},
};

enum { KEY, VALUE };

enum { DEFAULT_GRACE = 30, LONGEST_GRACE = 3650 };

static bool whole_number(const char *text, long least, long most, int *number)
{
	char *end;
	if (*text < '0' || *text > '9' || strlen(text) > 6)
		return false;
	long value = strtol(text, &end, 10);
	if (*end || value < least || value > most)
		return false;
	*number = (int)value;
	return true;
}

static bool accept_version(struct loading *loading, const char *value)
{
	(void)loading;
	return !strcmp(value, "1");
}

/* Whether table currency has it is known when that is read. */
static bool accept_currency(struct loading *loading, const char *value)
{
	loading->facts->reporting_currency = value;
	return strlen(value) == 3 && strspn(value, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == 3;
}

static bool accept_month(struct loading *loading, const char *value)
{
	return whole_number(value, 1, 12, &loading->facts->fiscal.start_month);
}

static bool accept_label(struct loading *loading, const char *value)
{
	static const char *const labels[] = {
		[FISCAL_LABEL_END] = "end",
		[FISCAL_LABEL_START] = "start",
		[FISCAL_LABEL_SPAN] = "span",
	};
	for (size_t i = 0; i < sizeof(labels) / sizeof(*labels); i++) {
		if (strcmp(labels[i], value) != 0)
			continue;
		loading->facts->fiscal.label = (enum fiscal_label)i;
		return true;
	}
	return false;
}

static bool accept_timezone(struct loading *loading, const char *value)
{
	loading->facts->timezone = value;
	return *value != '\0' && strlen(value) <= 64;
}

/* So far from the ends of the calendar that every quarter around it has its days. */
static bool sensible_date(const char *text, struct date *date)
{
	return date_parse(text, date) && !date_before(*date, date_of(1900, 1, 1)) &&
	       date_before(*date, date_of(3000, 1, 1));
}

static bool accept_as_of(struct loading *loading, const char *value)
{
	return sensible_date(value, &loading->data_as_of);
}

static bool accept_start(struct loading *loading, const char *value)
{
	return sensible_date(value, &loading->facts->observation_start);
}

static bool accept_grace(struct loading *loading, const char *value)
{
	return whole_number(value, 0, LONGEST_GRACE, &loading->facts->grace_days);
}

static const struct setting {
	const char *key, *expected;
	bool optional;
	bool (*accept)(struct loading *loading, const char *value);
} settings[] = {
	{ "schema_version", "1", false, accept_version },
	{ "reporting_currency", "a currency code such as SEK", false, accept_currency },
	{ "fy_start_month", "a month from 1 to 12", false, accept_month },
	{ "fy_label", "end, start or span", false, accept_label },
	{ "timezone", "a time zone such as Europe/Stockholm", false, accept_timezone },
	{ "as_of", "a date (YYYY-MM-DD) from 1900 to 2999", false, accept_as_of },
	{ "observation_start", "a date (YYYY-MM-DD) from 1900 to 2999", false, accept_start },
	{ "grace_days", "a number of days from 0 to 3650", true, accept_grace },
};

enum { SETTINGS = sizeof(settings) / sizeof(*settings) };

static void wrong_value(const struct setting *setting, const char *value, struct error *found)
{
	struct strbuf shown = STRBUF_INIT;
	text_show(&shown, value, strlen(value));
	error_add(found, ERROR_USAGE, "table 'meta': '%s' is '%s', not %s", setting->key,
		shown.bytes, setting->expected);
	strbuf_release(&shown);
}

bool meta_load(struct loading *loading, struct date as_of)
{
	const char *values[SETTINGS] = { NULL };
	struct error *error = loading->error;
	struct rows rows;
	bool sound = true;

	rows_open(&rows, loading, &meta_table);
	while (rows_next(&rows))
		for (size_t i = 0; i < SETTINGS; i++)
			if (!strcmp(rows.cells[KEY].text, settings[i].key))
				values[i] = rows.cells[VALUE].text;
	if (!rows_close(&rows))
		return false;

	loading->facts->grace_days = DEFAULT_GRACE;
	for (size_t i = 0; i < SETTINGS; i++) {
		if (!values[i] && !settings[i].optional) {
			error_add(error, ERROR_USAGE, "table 'meta': no key '%s'", settings[i].key);
			sound = false;
		} else if (values[i] && !settings[i].accept(loading, values[i])) {
			wrong_value(&settings[i], values[i], error);
			sound = false;
		}
	}
	if (!sound)
		return false;
	loading->facts->as_of = loading->data_as_of;
	if (date_known(as_of))
		loading->facts->as_of = date_earlier(as_of, loading->data_as_of);
	return true;
}
