#include "locale/phrases.h"

#include <stdarg.h>
#include <string.h>
#include <strings.h>

#include "base/strbuf.h"
#include "base/suggest.h"
#include "base/utf8.h"
#include "locale/phrase_table.h"

/* Reads gettext's .po format: the part that editors of translations write. */

enum {
	FIELD_CONTEXT,
	FIELD_MSGID,
	FIELD_PLURAL,
	FIELD_FORM,
	FIELDS = FIELD_FORM + PLURAL_FORMS_MAX
};

/* A quoted text that the lines read so far have given. */
struct quoted {
	bool given;
	int line;
	struct strbuf text;
};

struct reader {
	const char *file;
	int line;
	struct phrases *phrases;
	struct arena *arena;
	struct error *error;
	bool failed;

	struct quoted fields[FIELDS]; /* of the entry that is being read */
	struct quoted *open;	      /* a line with only a quoted text continues this one */
	bool fuzzy;
	bool indexed; /* msgstr[N], not msgstr */
	bool broken;  /* a fault was told: the entry is not judged further */
	bool has_header;
};

static void fault(struct reader *reader, int line, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

static void fault(struct reader *reader, int line, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	error_add(reader->error, ERROR_USAGE, "%s:%d: %s", reader->file, line,
		arena_vprintf(reader->arena, format, arguments));
	va_end(arguments);
	reader->failed = true;
}

static const char *field_text(struct reader *reader, int field)
{
	const struct quoted *quoted = &reader->fields[field];

	return quoted->given ? arena_strndup(reader->arena, quoted->text.bytes, quoted->text.length)
			     : NULL;
}

static bool holds_placeholder(const char *pattern, const char *name, size_t length)
{
	const char *other;
	size_t other_length;

	while (placeholder_next(&pattern, &other, &other_length)) {
		if (other_length == length && !memcmp(other, name, length))
			return true;
	}
	return false;
}

static bool is_count(const char *name, size_t length)
{
	return length == strlen("count") && !memcmp(name, "count", length);
}

/*
 * A form must keep what both the singular and the plural have, and may use what either has. One
 * that belongs to a single count may spell it out: "ett mål" for "{count} goal".
 */
static void check_placeholders(struct reader *reader, const struct phrase_entry *entry,
	const char *form, int line, bool spells_count)
{
	const char *msgid = entry->msgid, *plural = entry->plural;
	const char *at = form, *name;
	size_t length;

	while (placeholder_next(&at, &name, &length)) {
		if (!holds_placeholder(msgid, name, length) &&
			!(plural && holds_placeholder(plural, name, length)))
			fault(reader, line, "placeholder '{%.*s}' is not in the msgid", (int)length,
				name);
	}
	for (at = msgid; placeholder_next(&at, &name, &length);) {
		if (!holds_placeholder(form, name, length) &&
			(!plural || holds_placeholder(plural, name, length)) &&
			!(spells_count && is_count(name, length)))
			fault(reader, line, "placeholder '{%.*s}' of the msgid is lost",
				(int)length, name);
	}
}

/* The value of a field of the header, without spaces around it; NULL when there is none. */
static const char *header_value(struct reader *reader, const char *header, const char *name)
{
	for (const char *line = header; *line; line += strcspn(line, "\n"), line += *line == '\n') {
		if (strncasecmp(line, name, strlen(name)) || line[strlen(name)] != ':')
			continue;
		const char *value = line + strlen(name) + 1;
		value += strspn(value, " \t");
		return arena_strndup(reader->arena, value, strcspn(value, "\n"));
	}
	return NULL;
}

static void finish_header(struct reader *reader, const char *header, int line)
{
	const char *type = header_value(reader, header, "Content-Type");
	const char *charset = type ? strcasestr(type, "charset=") : NULL;
	const char *forms = header_value(reader, header, "Plural-Forms");
	struct error problem = { 0 };
	struct plural_rule *rule;

	if (reader->has_header || reader->phrases->count)
		fault(reader, line, "the header (an empty msgid) is not the first entry");
	reader->has_header = true;
	if (!charset)
		fault(reader, line, "the header has no 'Content-Type: text/plain; charset=UTF-8'");
	else if (strcasecmp(charset + strlen("charset="), "UTF-8"))
		fault(reader, line, "the charset is '%s'; it must be UTF-8",
			charset + strlen("charset="));
	if (!forms)
		return;
	if (plural_rule_parse(&rule, forms, reader->arena, &problem))
		reader->phrases->rule = rule;
	else
		fault(reader, line, "%s", problem.message);
}

/* Whether the forms are as many as the language has, and all or none of them translated. */
static bool check_forms(struct reader *reader, const struct phrase_entry *entry)
{
	const struct quoted *forms = &reader->fields[FIELD_FORM];
	unsigned wanted = 1, translated = 0;

	if (!entry->plural && reader->indexed) {
		fault(reader, forms->line, "msgstr[N] without a msgid_plural");
		return false;
	}
	if (entry->plural && !reader->indexed) {
		fault(reader, forms->line, "msgid_plural needs msgstr[0], msgstr[1] and so on");
		return false;
	}
	if (entry->plural) {
		if (!reader->phrases->rule) {
			fault(reader, entry->line, "a plural, but the header has no Plural-Forms");
			return false;
		}
		wanted = plural_rule_forms(reader->phrases->rule);
	}
	for (unsigned i = 0; i < PLURAL_FORMS_MAX; i++) {
		if (i < wanted && !forms[i].given) {
			fault(reader, entry->line, "msgstr[%u] is missing; nplurals is %u", i,
				wanted);
			return false;
		}
		if (i >= wanted && forms[i].given) {
			fault(reader, forms[i].line, "msgstr[%u] is too many; nplurals is %u", i,
				wanted);
			return false;
		}
		translated += forms[i].text.length > 0;
	}
	if (translated && translated < wanted) {
		fault(reader, entry->line, "only some of the plural forms are translated");
		return false;
	}
	return true;
}

static void finish_entry(struct reader *reader)
{
	struct phrase_entry *entry = arena_alloc(reader->arena, sizeof *entry);

	entry->context = field_text(reader, FIELD_CONTEXT);
	entry->msgid = field_text(reader, FIELD_MSGID);
	entry->plural = field_text(reader, FIELD_PLURAL);
	entry->line = reader->fields[FIELD_MSGID].line;
	/* Tools mark the header of a new catalogue fuzzy; it is in force all the same. */
	if (!*entry->msgid && !entry->context) {
		finish_header(reader, field_text(reader, FIELD_FORM), entry->line);
		return;
	}
	if (reader->fuzzy)
		return;

	const struct phrase_entry *same =
		phrases_find(reader->phrases, entry->context, entry->msgid);
	if (same) {
		fault(reader, entry->line, "the msgid stands already on line %d", same->line);
		return;
	}
	if (!check_forms(reader, entry))
		return;
	for (int i = 0; i < PLURAL_FORMS_MAX; i++) {
		const struct quoted *form = &reader->fields[FIELD_FORM + i];

		if (!form->given || !form->text.length)
			continue;
		entry->forms[i] = field_text(reader, FIELD_FORM + i);
		check_placeholders(reader, entry, entry->forms[i], form->line,
			entry->plural && plural_rule_is_single(reader->phrases->rule, (unsigned)i));
	}
	phrases_insert(reader->phrases, entry, reader->arena);
}

static bool any_form(const struct reader *reader)
{
	for (int i = 0; i < PLURAL_FORMS_MAX; i++) {
		if (reader->fields[FIELD_FORM + i].given)
			return true;
	}
	return false;
}

static void finish(struct reader *reader)
{
	bool begun = false;

	for (int i = 0; i < FIELDS; i++)
		begun |= reader->fields[i].given;
	if (begun && !reader->broken) {
		if (!reader->fields[FIELD_MSGID].given)
			fault(reader, reader->line, "the entry before this line has no msgid");
		else if (!reader->fields[FIELD_FORM].given)
			fault(reader, reader->fields[FIELD_MSGID].line, "the msgid has no msgstr");
		else
			finish_entry(reader);
	}
	for (int i = 0; i < FIELDS; i++) {
		reader->fields[i].given = false;
		strbuf_clear(&reader->fields[i].text);
	}
	reader->open = NULL;
	reader->fuzzy = reader->broken = reader->indexed = false;
}

static void fault_here(struct reader *reader, const char *message)
{
	fault(reader, reader->line, "%s", message);
	reader->broken = true;
}

/* Adds "..." at text, which a NUL ends, to the open field. */
static void read_quoted(struct reader *reader, const char *text)
{
	struct strbuf *out = &reader->open->text;

	if (*text != '"') {
		fault_here(reader, "bad quoted string: no '\"' at its beginning");
		return;
	}
	size_t before = out->length;
	for (text++; *text && *text != '"'; text++) {
		if (*text != '\\') {
			strbuf_addc(out, *text);
			continue;
		}
		text++;
		if (*text == 'n')
			strbuf_addc(out, '\n');
		else if (*text == 't')
			strbuf_addc(out, '\t');
		else if (*text == '"' || *text == '\\')
			strbuf_addc(out, *text);
		else {
			fault_here(reader,
				"bad quoted string: of the escapes, only \\n \\t \\\" and "
				"\\\\ are known");
			return;
		}
	}
	if (*text != '"') {
		fault_here(reader, "bad quoted string: no '\"' at its end");
		return;
	}
	text++;
	if (text[strspn(text, " \t")])
		fault_here(reader, "bad quoted string: text after its end");
	for (const char *part = out->bytes + before; *part; part++) {
		size_t length = strcspn(part, "\n\t");

		if (!utf8_clean(part, length)) {
			fault_here(reader,
				"a control character, or one that turns the direction of text");
			return;
		}
		part += length;
		if (!*part)
			break;
	}
}

static void begin_field(struct reader *reader, int field, const char *text)
{
	struct quoted *quoted = &reader->fields[field];

	if (quoted->given) {
		if (!reader->broken)
			fault_here(reader, "the entry has this line already");
		return;
	}
	quoted->given = true;
	quoted->line = reader->line;
	reader->open = quoted;
	read_quoted(reader, text + strspn(text, " \t"));
}

static void read_form(struct reader *reader, const char *text)
{
	int form = 0;

	if (!reader->fields[FIELD_MSGID].given && !reader->broken) {
		fault_here(reader, "msgstr without a msgid");
		return;
	}
	if (*text == '[') {
		if (text[1] < '0' || text[1] >= '0' + PLURAL_FORMS_MAX || text[2] != ']') {
			fault_here(reader, "the number of a msgstr[N] cannot be read");
			return;
		}
		form = text[1] - '0';
		text += 3;
		reader->indexed = true;
	}
	begin_field(reader, FIELD_FORM + form, text);
}

/* The text after a keyword that the line begins with; NULL when it does not. */
static const char *after(const char *line, const char *keyword)
{
	size_t length = strlen(keyword);

	return !strncmp(line, keyword, length) && strchr(" \t\"[", line[length]) ? line + length
										 : NULL;
}

/*
 * A line that cannot be read at all may have been the first of an entry: what follows is not added
 * to the one before.
 */
static void skip_line(struct reader *reader)
{
	reader->broken = true;
	if (any_form(reader))
		finish(reader);
	reader->broken = true;
}

static void read_keyword(struct reader *reader, const char *line)
{
	static const char *const keywords[] = { "msgctxt", "msgid", "msgid_plural", "msgstr" };
	const char *text;

	if ((text = after(line, "msgctxt"))) {
		if (any_form(reader) || reader->fields[FIELD_MSGID].given)
			finish(reader);
		begin_field(reader, FIELD_CONTEXT, text);
	} else if ((text = after(line, "msgid"))) {
		if (any_form(reader) || reader->fields[FIELD_MSGID].given)
			finish(reader);
		begin_field(reader, FIELD_MSGID, text);
	} else if ((text = after(line, "msgid_plural"))) {
		begin_field(reader, FIELD_PLURAL, text);
	} else if ((text = after(line, "msgstr"))) {
		read_form(reader, text);
	} else {
		const char *word = arena_strndup(reader->arena, line, strcspn(line, " \t\"["));
		const char *nearest = suggest_nearest(word, keywords, 4);

		if (nearest)
			fault(reader, reader->line, "unknown keyword '%s'; did you mean '%s'?",
				word, nearest);
		else
			fault(reader, reader->line, "unknown keyword '%s'", word);
		skip_line(reader);
	}
}

static void read_comment(struct reader *reader, const char *line)
{
	if (any_form(reader))
		finish(reader);
	if (line[1] == ',' && strstr(line, "fuzzy"))
		reader->fuzzy = true;
}

static void read_line(struct reader *reader, const char *bytes, size_t length)
{
	if (!utf8_valid(bytes, length)) {
		fault_here(reader, "not UTF-8 (saved as ISO-8859-1 or Windows-1252?)");
		skip_line(reader);
		return;
	}
	if (memchr(bytes, '\0', length)) {
		fault_here(reader, "a zero byte");
		skip_line(reader);
		return;
	}
	while (length && strchr(" \t\r", bytes[length - 1]))
		length--;
	const char *line = arena_strndup(reader->arena, bytes, length);
	line += strspn(line, " \t");

	if (*line == '#') {
		read_comment(reader, line);
	} else if (*line == '"' && !reader->open) {
		if (!reader->broken)
			fault_here(reader, "a quoted string that continues nothing");
	} else if (*line == '"') {
		read_quoted(reader, line);
	} else if (*line) {
		read_keyword(reader, line);
	}
}

bool phrases_parse(struct phrases **phrases, const char *text, size_t length, const char *file,
	struct arena *arena, struct error *error)
{
	struct reader reader = {
		.file = file,
		.phrases = phrases_empty(arena),
		.arena = arena,
		.error = error,
	};
	const char *at = text, *end = text + length;

	for (int i = 0; i < FIELDS; i++)
		reader.fields[i].text = (struct strbuf)STRBUF_INIT;
	if (length >= 3 && !memcmp(text, "\xef\xbb\xbf", 3))
		at += 3;
	while (at < end) {
		const char *stop = memchr(at, '\n', (size_t)(end - at));

		if (!stop)
			stop = end;
		reader.line++;
		read_line(&reader, at, (size_t)(stop - at));
		at = stop + (stop < end);
	}
	finish(&reader);
	if (reader.phrases->count && !reader.has_header)
		fault(&reader, 1, "no header that tells the charset");

	for (int i = 0; i < FIELDS; i++)
		strbuf_release(&reader.fields[i].text);
	*phrases = reader.failed ? NULL : reader.phrases;
	return !reader.failed;
}
