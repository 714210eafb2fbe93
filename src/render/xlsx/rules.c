#include "render/xlsx/rules.h"

#include <assert.h>
#include <ctype.h>
#include <stdint.h>
#include <string.h>

#include <unicode/uchar.h>
#include <unicode/ustring.h>

#include "base/strbuf.h"
#include "base/utf8.h"

static size_t units(uint32_t point)
{
	return point > 0xFFFF ? 2 : 1;
}

size_t rules_length(const char *text)
{
	size_t length = 0;
	for (const char *stop = text + strlen(text); text < stop;)
		length += units(utf8_next(&text, stop));
	return length;
}

/* The bytes of the longest beginning of at most so many units. */
static size_t prefix_bytes(const char *text, size_t length)
{
	const char *at = text, *stop = text + strlen(text);
	while (at < stop) {
		const char *next = at;
		size_t used = units(utf8_next(&next, stop));
		if (used > length)
			break;
		length -= used;
		at = next;
	}
	return (size_t)(at - text);
}

const char *rules_cut(const char *text, size_t length, struct arena *arena)
{
	if (rules_length(text) <= length)
		return text;
	size_t bytes = prefix_bytes(text, length > 0 ? length - 1 : 0);
	return arena_printf(arena, "%.*s%s", (int)bytes, text, length > 0 ? "…" : "");
}

static char *kept(struct strbuf *buffer, struct arena *arena)
{
	char *text = arena_strndup(arena, buffer->bytes, buffer->length);
	strbuf_release(buffer);
	return text;
}

static bool looks_escaped(const char *text)
{
	if (text[0] != '_' || text[1] != 'x')
		return false;
	for (int i = 2; i < 6; i++)
		if (!isxdigit((unsigned char)text[i]))
			return false;
	return text[6] == '_';
}

const char *rules_escape(const char *text, struct arena *arena)
{
	if (!strstr(text, "_x"))
		return text;
	struct strbuf out = STRBUF_INIT;
	for (; *text; text++) {
		if (looks_escaped(text))
			strbuf_adds(&out, "_x005F");
		strbuf_addc(&out, *text);
	}
	return kept(&out, arena);
}

const char *rules_title(const char *text, struct arena *arena)
{
	if (text[0] == '=')
		text = arena_printf(arena, " %s", text);
	return rules_cut(text, RULES_TITLE_LENGTH, arena);
}

static char *fold(const char *text, struct arena *arena)
{
	size_t room = strlen(text) + 1;
	UChar *wide = ARENA_ARRAY(arena, UChar, room);
	UChar *folded = ARENA_ARRAY(arena, UChar, 3 * room);
	char *narrow = arena_alloc(arena, 9 * room);
	UErrorCode status = U_ZERO_ERROR;
	int32_t length = 0;
	u_strFromUTF8(wide, (int32_t)room, &length, text, -1, &status);
	length = u_strFoldCase(
		folded, (int32_t)(3 * room), wide, length, U_FOLD_CASE_DEFAULT, &status);
	u_strToUTF8(narrow, (int32_t)(9 * room), NULL, folded, length, &status);
	assert(U_SUCCESS(status));
	return narrow;
}

static bool take(struct rules_names *taken, const char *name, struct arena *arena)
{
	char *folded = fold(name, arena);
	for (size_t i = 0; i < taken->count; i++)
		if (strcmp(taken->folded[i], folded) == 0)
			return false;
	taken->folded = arena_grow(
		arena, taken->folded, taken->count, &taken->capacity, sizeof *taken->folded);
	taken->folded[taken->count++] = folded;
	return true;
}

/* The name, cut, or the first of "name (2)", "name (3)" ... that is free. */
static const char *unlike(const char *name, size_t length, const char *pattern,
	struct rules_names *taken, struct arena *arena)
{
	const char *candidate = rules_cut(name, length, arena);
	for (unsigned number = 2; !take(taken, candidate, arena); number++) {
		struct strbuf suffix = STRBUF_INIT;
		for (const char *at = pattern; *at; at++) {
			if (*at == '#')
				strbuf_addf(&suffix, "%u", number);
			else
				strbuf_addc(&suffix, *at);
		}
		candidate = arena_printf(arena, "%s%s",
			rules_cut(name, length - suffix.length, arena), suffix.bytes);
		strbuf_release(&suffix);
	}
	return candidate;
}

const char *rules_sheet_name(const char *wanted, struct rules_names *taken, struct arena *arena)
{
	/* Names that Excel keeps for itself, in the languages of the reports. */
	static const char *const reserved[] = { "History", "Historik" };
	if (taken->count == 0)
		for (size_t i = 0; i < sizeof reserved / sizeof reserved[0]; i++)
			take(taken, reserved[i], arena);

	char *name = arena_strdup(arena, wanted);
	for (char *at = name; *at; at++)
		if (strchr("[]:*?/\\", *at))
			*at = '-';
	while (*name == '\'')
		name++;
	/* Cut first: the last character that is left must not be an apostrophe either. */
	name = arena_strdup(arena, rules_cut(name, RULES_SHEET_LENGTH, arena));
	for (size_t length = strlen(name); length > 0 && name[length - 1] == '\''; length--)
		name[length - 1] = '\0';
	return unlike(*name ? name : "-", RULES_SHEET_LENGTH, " (#)", taken, arena);
}

const char *rules_table_name(const char *id, struct rules_names *taken, struct arena *arena)
{
	char *name = arena_printf(arena, "tbl_%s", id);
	for (char *at = name; *at; at++)
		if (!isalnum((unsigned char)*at))
			*at = '_';
	/* The ellipsis of a cut name would be no letter. */
	if (strlen(name) > RULES_TITLE_LENGTH - 8)
		name[RULES_TITLE_LENGTH - 8] = '\0';
	return unlike(name, RULES_TITLE_LENGTH, "_#", taken, arena);
}

const char *rules_header(const char *wanted, struct rules_names *taken, struct arena *arena)
{
	size_t length = RULES_TITLE_LENGTH;
	const char *header = rules_escape(wanted, arena);
	/* The escapes count too: what they need is taken from the text. */
	while (rules_length(header) > RULES_TITLE_LENGTH)
		header = rules_escape(rules_cut(wanted, --length, arena), arena);
	return unlike(*header ? header : "-", RULES_TITLE_LENGTH, " (#)", taken, arena);
}

/*
 * A doubled '&' before "G" or "[Picture]" still counts as the place of a picture to libxlsxwriter,
 * which then refuses the text. Bold switched on and off again between the two parts them.
 */
static void add_ampersand(struct strbuf *out, const char *next)
{
	strbuf_adds(out, *next == 'G' || strncmp(next, "[Picture]", 9) == 0 ? "&&&B&B" : "&&");
}

static void add_number_of(struct strbuf *out, const char *code, const char *next)
{
	strbuf_adds(out, code);
	/* "&P-1" would be arithmetic. */
	if (*next == '+' || *next == '-')
		strbuf_addc(out, ' ');
}

static void add_part(struct strbuf *out, const char *text, bool numbered)
{
	for (const char *at = text; *at;) {
		if (numbered && strncmp(at, "{page}", 6) == 0) {
			at += 6;
			add_number_of(out, "&P", at);
		} else if (numbered && strncmp(at, "{pages}", 7) == 0) {
			at += 7;
			add_number_of(out, "&N", at);
		} else if (*at == '&') {
			add_ampersand(out, ++at);
		} else {
			strbuf_addc(out, *at++);
		}
	}
}

const char *rules_margin(const char *left, const char *right, bool numbered, struct arena *arena)
{
	size_t left_length = left ? rules_length(left) : 0;
	size_t right_length = right ? rules_length(right) : 0;
	for (;;) {
		struct strbuf out = STRBUF_INIT, parts[2] = { STRBUF_INIT, STRBUF_INIT };
		add_part(&parts[0], left ? rules_cut(left, left_length, arena) : "", false);
		add_part(&parts[1], right ? rules_cut(right, right_length, arena) : "", numbered);
		if (parts[0].length > 0)
			strbuf_addf(&out, "&L%s", parts[0].bytes);
		if (parts[1].length > 0)
			strbuf_addf(&out, "&R%s", parts[1].bytes);
		/* Here too "_x0041_" would be a character. */
		char *margin = kept(&out, arena);
		const char *escaped = rules_escape(margin, arena);
		strbuf_release(&parts[0]);
		strbuf_release(&parts[1]);
		if (rules_length(escaped) <= RULES_TITLE_LENGTH)
			return escaped;
		if (left_length >= right_length)
			left_length--;
		else
			right_length--;
	}
}

bool rules_address(const char *address)
{
	return (strncmp(address, "https:", 6) == 0 || strncmp(address, "mailto:", 7) == 0) &&
	       rules_length(address) <= RULES_ADDRESS_LENGTH;
}
