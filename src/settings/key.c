#include "settings/key.h"

#include <string.h>

#include "base/suggest.h"
#include "settings/addresses.h"
#include "settings/values.h"

static const char *const languages[] = { "sv", "en" };

enum { LANGUAGES = sizeof(languages) / sizeof(*languages) };

_Static_assert(sizeof(enum goal_kind) == sizeof(unsigned), "an enum is stored as unsigned");

bool language_known(const char *text)
{
	for (size_t i = 0; i < LANGUAGES; i++)
		if (!strcmp(text, languages[i]))
			return true;
	return false;
}

static bool range_report(const struct key *key, const struct value *value, struct reading *reading)
{
	bool percent = key->kind == KIND_PERCENT;
	const char *sign = percent ? " %" : "";
	double scale = percent ? 100 : 1;

	return value_fault(value, PROBLEM_OUT_OF_RANGE, reading,
		"'%s' is out of range; expected %.10g%s to %.10g%s", value_shown(value, reading),
		key->least * scale, sign, key->greatest * scale, sign);
}

static bool read_number(
	const struct key *key, const struct value *value, char *base, struct reading *reading)
{
	double number;

	if (key->kind == KIND_PERCENT ? !value_percent(value, &number, reading)
				      : !value_number(value, &number, reading))
		return false;
	if (number < key->least || number > key->greatest)
		return range_report(key, value, reading);
	*(double *)(void *)(base + key->offset) = number;
	if (key->also)
		*(bool *)(base + key->also) = true;
	return true;
}

static bool read_integer(
	const struct key *key, const struct value *value, char *base, struct reading *reading)
{
	int number;

	if (!value_integer(value, &number, reading))
		return false;
	if (number < key->least || number > key->greatest)
		return range_report(key, value, reading);
	*(int *)(void *)(base + key->offset) = number;
	return true;
}

static bool read_choice(
	const struct key *key, const struct value *value, char *base, struct reading *reading)
{
	const char *listed = "", *text = value_text(value, reading->arena);
	size_t count = 0;

	for (; key->choices[count]; count++) {
		const char *choice = key->choices[count];

		if (*choice && value_is(value, choice)) {
			if (key->kind == KIND_OPTION)
				*(bool *)(base + key->offset) = count == 1;
			else
				*(unsigned *)(void *)(base + key->offset) = (unsigned)count;
			return true;
		}
		if (*choice)
			listed = arena_printf(reading->arena, "%s%s%s", listed,
				!*listed		  ? ""
				: key->choices[count + 1] ? ", "
							  : " or ",
				choice);
	}

	const char *near = suggest_nearest(text, key->choices, count);

	return value_fault(value, PROBLEM_WRONG_KIND, reading, "unknown value '%s'; expected %s%s",
		value_shown(value, reading), listed,
		near ? arena_printf(reading->arena, " (did you mean '%s'?)", near) : "");
}

static bool read_languages(
	const struct key *key, const struct value *value, char *base, struct reading *reading)
{
	const char **list = ARENA_ARRAY(reading->arena, const char *, LANGUAGES);
	size_t count = 0, from = 0;
	struct value part;
	bool good = true;

	while (value_next(value, ',', &from, &part)) {
		const char *text = value_text(&part, reading->arena);
		bool repeated = false;

		for (size_t i = 0; i < count; i++)
			repeated = repeated || !strcmp(list[i], text);
		if (!language_known(text))
			good = value_fault(&part, PROBLEM_WRONG_KIND, reading,
				"unknown language '%s'; expected sv or en",
				value_shown(&part, reading));
		else if (repeated)
			good = value_fault(&part, PROBLEM_REPEATED_KEY, reading,
				"'%s' stands there already", text);
		else
			list[count++] = text;
	}
	*(const char *const **)(void *)(base + key->offset) = list;
	*(size_t *)(void *)(base + key->also) = count;
	return good;
}

static bool starts_with(const char *text, const char *prefix)
{
	return !strncmp(text, prefix, strlen(prefix));
}

static bool read_database(const struct value *value, const char **path, struct reading *reading)
{
	const char *text = value_text(value, reading->arena);

	if (starts_with(text, "postgresql:") || starts_with(text, "postgres:") ||
		starts_with(text, "files:"))
		return value_fault(value, PROBLEM_UNSUPPORTED, reading,
			"this version reads SQLite files only; write FILE or sqlite:FILE");
	if (strstr(text, "://"))
		return value_fault(value, PROBLEM_WRONG_KIND, reading,
			"expected a SQLite file, FILE or sqlite:FILE");
	*path = starts_with(text, "sqlite:") ? text + strlen("sqlite:") : text;
	return **path || value_fault(value, PROBLEM_WRONG_KIND, reading,
				 "expected the name of a file after 'sqlite:'");
}

static bool read_date(const struct value *value, const char **text, struct reading *reading)
{
	struct date date;

	*text = value_text(value, reading->arena);
	return value_date(value, &date, reading);
}

static const char **localized_member(struct localized *text, const char *language)
{
	if (!language)
		return &text->any;
	return strcmp(language, "sv") ? &text->en : &text->sv;
}

bool key_read(const struct key *key, const char *language, const struct value *value, void *start,
	struct reading *reading)
{
	char *base = start;
	void *member = base + key->offset;
	const char **text = member;
	struct origin origin = { reading->file, value->line, value->columns[0] };

	if (!value->length)
		return value_fault(value, PROBLEM_WRONG_KIND, reading, "there is no value");
	switch (key->kind) {
	case KIND_TEXT:
		*text = value_text(value, reading->arena);
		return true;
	case KIND_LOCALIZED:
		*localized_member(member, language) = value_text(value, reading->arena);
		return true;
	case KIND_LANGUAGES:
		return read_languages(key, value, base, reading);
	case KIND_ADDRESSES:
		return value_addresses(value, (const char *const **)member,
			(size_t *)(void *)(base + key->also), reading);
	case KIND_MAILBOX:
		return value_mailbox(value, text, reading);
	case KIND_URL:
		return value_mail_url(value, text, reading);
	case KIND_DATABASE:
		*(struct origin *)(void *)(base + key->also) = origin;
		return read_database(value, text, reading);
	case KIND_DATE:
		return read_date(value, text, reading);
	case KIND_QUARTER:
		*(struct origin *)(void *)(base + key->also) = origin;
		return value_quarter(value, text, reading);
	case KIND_PERCENT:
	case KIND_NUMBER:
		return read_number(key, value, base, reading);
	case KIND_INTEGER:
		return read_integer(key, value, base, reading);
	case KIND_YES:
		return value_yes(value, member, reading);
	case KIND_CHOICE:
	case KIND_OPTION:
		return read_choice(key, value, base, reading);
	case KIND_GOAL:
		break;
	}
	return true;
}
