#include "locale/phrases.h"

#include <stdint.h>
#include <string.h>

#include "base/strbuf.h"
#include "locale/phrase_table.h"

struct phrases *phrases_empty(struct arena *arena)
{
	return arena_alloc(arena, sizeof(struct phrases));
}

/* FNV-1a over context, a separator that neither holds, and msgid. */
static size_t hash_of(const char *context, const char *msgid)
{
	uint64_t hash = 14695981039346656037u;

	for (const char *c = context ? context : ""; *c; c++)
		hash = (hash ^ (unsigned char)*c) * 1099511628211u;
	hash = (hash ^ 4u) * 1099511628211u;
	for (const char *c = msgid; *c; c++)
		hash = (hash ^ (unsigned char)*c) * 1099511628211u;
	return (size_t)(hash ^ hash >> 32);
}

static bool same_context(const char *a, const char *b)
{
	return a && b ? !strcmp(a, b) : a == b;
}

const struct phrase_entry *phrases_find(
	const struct phrases *phrases, const char *context, const char *msgid)
{
	if (!phrases->slot_count)
		return NULL;
	for (size_t i = hash_of(context, msgid);; i++) {
		const struct phrase_entry *entry = phrases->slots[i & (phrases->slot_count - 1)];

		if (!entry)
			return NULL;
		if (!strcmp(entry->msgid, msgid) && same_context(entry->context, context))
			return entry;
	}
}

static void place(struct phrases *phrases, const struct phrase_entry *entry)
{
	size_t i = hash_of(entry->context, entry->msgid);

	while (phrases->slots[i & (phrases->slot_count - 1)])
		i++;
	phrases->slots[i & (phrases->slot_count - 1)] = entry;
}

void phrases_insert(struct phrases *phrases, const struct phrase_entry *entry, struct arena *arena)
{
	if (phrases->count * 2 >= phrases->slot_count) {
		const struct phrase_entry **slots = phrases->slots;
		size_t slot_count = phrases->slot_count;

		phrases->slot_count = slot_count ? slot_count * 2 : 64;
		phrases->slots =
			ARENA_ARRAY(arena, const struct phrase_entry *, phrases->slot_count);
		for (size_t i = 0; i < slot_count; i++) {
			if (slots[i])
				place(phrases, slots[i]);
		}
	}
	place(phrases, entry);
	phrases->count++;
}

const char *phrase(const struct phrases *phrases, const char *context, const char *msgid)
{
	const struct phrase_entry *entry = phrases_find(phrases, context, msgid);

	return entry && entry->forms[0] ? entry->forms[0] : msgid;
}

const char *phrase_plural(const struct phrases *phrases, const char *context, const char *singular,
	const char *plural, long count)
{
	unsigned long n = count < 0 ? 0 - (unsigned long)count : (unsigned long)count;
	const struct phrase_entry *entry = phrases_find(phrases, context, singular);

	if (entry && entry->plural && entry->forms[0])
		return entry->forms[plural_rule_form(phrases->rule, n)];
	return n == 1 ? singular : plural;
}

static bool is_name_character(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
	       c == '_' || c == '.';
}

bool placeholder_next(const char **at, const char **name, size_t *length)
{
	for (const char *brace = strchr(*at, '{'); brace; brace = strchr(brace, '{')) {
		const char *end = brace + 1;

		if (*end == '{') {
			brace += 2;
			continue;
		}
		while (is_name_character(*end))
			end++;
		if (*end == '}' && end > brace + 1) {
			*name = brace + 1;
			*length = (size_t)(end - *name);
			*at = end + 1;
			return true;
		}
		brace++;
	}
	return false;
}

/* Pattern text between two placeholders: "{{" is a brace. */
static void add_literal(struct strbuf *out, const char *text, const char *end)
{
	while (text < end) {
		strbuf_addc(out, *text);
		text += text[0] == '{' && text + 1 < end && text[1] == '{' ? 2 : 1;
	}
}

static const struct filling *filling_of(
	const struct filling *fillings, size_t count, const char *name, size_t length)
{
	for (size_t i = 0; i < count; i++) {
		if (strlen(fillings[i].name) == length && !memcmp(fillings[i].name, name, length))
			return &fillings[i];
	}
	return NULL;
}

const char *phrase_fill(
	const char *pattern, const struct filling *fillings, size_t count, struct arena *arena)
{
	struct strbuf out = STRBUF_INIT;
	const char *at = pattern, *literal = pattern, *name;
	size_t length;

	while (placeholder_next(&at, &name, &length)) {
		const struct filling *filling = filling_of(fillings, count, name, length);

		add_literal(&out, literal, name - 1);
		if (filling)
			strbuf_adds(&out, filling->text);
		else
			strbuf_add(&out, name - 1, length + 2);
		literal = at;
	}
	add_literal(&out, literal, literal + strlen(literal));

	const char *text = arena_strndup(arena, out.bytes, out.length);
	strbuf_release(&out);
	return text;
}
