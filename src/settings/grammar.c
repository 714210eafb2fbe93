#include "settings/grammar.h"

#include <string.h>

enum { LONGEST_LINE = 4096 };

/* One line while it is read. */
struct line {
	struct reading *reading;
	const char *start, *at, *end;
	const int *columns; /* of every byte, and of the end */
	int number;
};

size_t blank_length(const char *text, const char *end)
{
	size_t left = (size_t)(end - text);

	if (left >= 1 && (*text == ' ' || *text == '\t'))
		return 1;
	if (left >= 2 && !memcmp(text, "\xC2\xA0", 2))
		return 2;
	if (left >= 3 && !memcmp(text, "\xE2\x80\xAF", 3))
		return 3;
	return 0;
}

static size_t blank_before(const char *start, const char *end)
{
	for (size_t length = 1; length <= 3 && length <= (size_t)(end - start); length++)
		if (blank_length(end - length, end) == length)
			return length;
	return 0;
}

struct value value_part(const struct value *value, size_t from, size_t to)
{
	const char *start = value->text + from, *end = value->text + to;
	size_t blank;
	struct value part = *value;

	while ((blank = blank_length(start, end)) > 0)
		start += blank;
	while ((blank = blank_before(start, end)) > 0)
		end -= blank;
	part.columns = value->columns + (start - value->text);
	part.text = start;
	part.length = (size_t)(end - start);
	return part;
}

struct entry *section_entry(const struct section *section, const char *key)
{
	for (size_t i = 0; i < section->count; i++)
		if (!section->entries[i].language && !strcmp(section->entries[i].name, key))
			return &section->entries[i];
	return NULL;
}

const struct section *document_section(const struct document *document, const char *name)
{
	for (size_t i = 0; i < document->count; i++)
		if (!strcmp(document->sections[i].name, name))
			return &document->sections[i];
	return NULL;
}

/* The column of every byte of a line, and of its end. */
static int *columns_count(const char *start, const char *end, struct arena *arena)
{
	size_t length = (size_t)(end - start);
	int *columns = ARENA_ARRAY(arena, int, length + 1), column = 0;

	for (size_t i = 0; i < length; i++) {
		column += ((unsigned char)start[i] & 0xC0) != 0x80;
		columns[i] = column;
	}
	columns[length] = column + 1;
	return columns;
}

static int line_column(const struct line *line, const char *at)
{
	return line->columns[at - line->start];
}

static void line_fault(struct line *line, const char *at, const char *message)
{
	problem_add(
		line->reading, PROBLEM_GRAMMAR, line->number, line_column(line, at), "%s", message);
}

static void line_skip_blanks(struct line *line)
{
	size_t blank;

	while ((blank = blank_length(line->at, line->end)) > 0)
		line->at += blank;
}

/* Whether the rest of the line is white space or a comment. */
static bool line_ended(struct line *line)
{
	line_skip_blanks(line);
	return line->at == line->end || *line->at == '#';
}

static bool is_one_of(char byte, const char *bytes)
{
	return byte && strchr(bytes, byte);
}

/* Moves past what is neither white space nor one of the bytes that end it. */
static char *line_word(struct line *line, const char *ends)
{
	const char *start = line->at;

	while (line->at < line->end && !blank_length(line->at, line->end) &&
		!is_one_of(*line->at, ends))
		line->at++;
	return arena_strndup(line->reading->arena, start, (size_t)(line->at - start));
}

/* Reads a quoted text at the opening quote; one without a closing quote ends with the line. */
static struct value line_quoted(struct line *line)
{
	const char *opening = line->at++;
	size_t room = (size_t)(line->end - line->at), length = 0;
	char *text = ARENA_ARRAY(line->reading->arena, char, room + 1);
	int *columns = ARENA_ARRAY(line->reading->arena, int, room + 1);

	while (line->at < line->end && *line->at != '"') {
		if (*line->at == '\\' && line->at + 1 < line->end && is_one_of(line->at[1], "\"\\"))
			line->at++;
		else if (*line->at == '\\')
			line_fault(
				line, line->at, "in quotes, '\\' stands before '\"' or '\\' only");
		columns[length] = line_column(line, line->at);
		text[length++] = *line->at == '\t' ? ' ' : *line->at;
		line->at++;
	}
	columns[length] = line_column(line, line->at);
	if (line->at == line->end)
		line_fault(line, opening, "the quote is not closed");
	else
		line->at++;
	return (struct value){ NULL, text, columns, length, line->number };
}

static struct value line_unquoted(struct line *line)
{
	const char *start = line->at, *end = line->at;

	while (end < line->end && (*end != '#' || !blank_before(line->start, end)))
		end++;

	size_t blank;

	while ((blank = blank_before(start, end)) > 0)
		end -= blank;

	char *text = arena_strndup(line->reading->arena, start, (size_t)(end - start));

	for (char *tab = text; (tab = strchr(tab, '\t'));)
		*tab = ' ';
	return (struct value){ NULL, text, line->columns + (start - line->start),
		(size_t)(end - start), line->number };
}

/* The name of a section after its word: "id" in quotes, or, with a hint, without. */
static void section_read_id(struct line *line, struct section *section)
{
	const char *start = line->at;

	if (*line->at == '"') {
		section->id = line_quoted(line).text;
		if (!*section->id)
			line_fault(line, start, "the name in the quotes is empty");
		return;
	}
	section->id = line_word(line, "]#");
	line_fault(line, start,
		arena_printf(line->reading->arena, "a name stands in quotes: [%s \"%s\"]",
			section->name, section->id));
}

static void line_header(struct line *line, struct document *document)
{
	struct arena *arena = line->reading->arena;

	document->sections = arena_grow(arena, document->sections, document->count,
		&document->capacity, sizeof(*document->sections));

	struct section *section = &document->sections[document->count++];

	*section = (struct section){ .origin = { line->reading->file, line->number,
					     line_column(line, line->at) } };
	line->at++;
	line_skip_blanks(line);
	section->name = line_word(line, "]\"#");
	if (!*section->name)
		line_fault(line, line->at, "expected the name of a section after '['");
	line_skip_blanks(line);
	if (line->at < line->end && *section->name && !is_one_of(*line->at, "]#"))
		section_read_id(line, section);
	line_skip_blanks(line);
	if (line->at == line->end || *line->at != ']') {
		line_fault(line, line->at, "expected ']'");
		return;
	}
	line->at++;
	if (!line_ended(line))
		line_fault(line, line->at, "a section header ends its line after ']'");
}

static void entry_split_language(struct entry *entry, struct arena *arena)
{
	const char *dot = strchr(entry->key, '.');

	entry->name = entry->key;
	if (!dot)
		return;
	entry->name = arena_strndup(arena, entry->key, (size_t)(dot - entry->key));
	entry->language = dot + 1;
}

static void line_entry(struct line *line, struct document *document)
{
	struct arena *arena = line->reading->arena;
	struct entry entry = { .line = line->number, .column = line_column(line, line->at) };

	entry.key = line_word(line, "=");
	line_skip_blanks(line);
	if (line->at == line->end || *line->at != '=') {
		line_fault(line, line->at, "expected '=' after the key: key = value");
		return;
	}
	if (!*entry.key) {
		line_fault(line, line->at, "expected a key before '='");
		return;
	}
	line->at++;
	line_skip_blanks(line);
	if (line->at < line->end && *line->at == '"') {
		entry.value = line_quoted(line);
		if (!line_ended(line))
			line_fault(line, line->at, "text after the closing quote");
	} else {
		entry.value = line_unquoted(line);
	}
	entry.value.key = entry.key;
	entry_split_language(&entry, arena);
	if (!document->count) {
		problem_add(line->reading, PROBLEM_GRAMMAR, entry.line, entry.column,
			"key '%s' stands before the first [section]", entry.key);
		return;
	}

	struct section *section = &document->sections[document->count - 1];

	section->entries = arena_grow(arena, section->entries, section->count, &section->capacity,
		sizeof(*section->entries));
	section->entries[section->count++] = entry;
}

void document_read(
	struct document *document, const char *text, size_t length, struct reading *reading)
{
	const char *end = text + length;

	*document = (struct document){ 0 };
	for (int number = 1; text < end; number++) {
		const char *newline = memchr(text, '\n', (size_t)(end - text));
		const char *stop = newline ? newline : end;
		struct line line = { reading, text, text, stop,
			columns_count(text, stop, reading->arena), number };

		text = newline ? newline + 1 : end;
		if (line_column(&line, stop) - 1 > LONGEST_LINE) {
			problem_add(reading, PROBLEM_LONG_LINE, number, LONGEST_LINE + 1,
				"the line is longer than %d characters", LONGEST_LINE);
			continue;
		}
		if (line_ended(&line))
			continue;
		if (*line.at == '[')
			line_header(&line, document);
		else
			line_entry(&line, document);
	}
}
