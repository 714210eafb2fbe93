#include "compose/template_check.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/suggest.h"
#include "base/utf8.h"

bool check_is_full(const struct check *check)
{
	return check->problems.count >= PROBLEMS_MAX;
}

void check_problem(
	struct check *check, const char *code, size_t line, const char *at, const char *format, ...)
{
	struct template_problems *problems = &check->problems;
	const char *start = check->lines[line - 1].text.text;
	struct template_problem *problem;
	int column = 1;
	va_list arguments;

	if (check_is_full(check))
		return;
	for (const char *c = start; c < at; c++)
		column += ((unsigned char)c[0] & 0xc0) != 0x80;
	for (size_t i = problems->count; i-- > 0;) {
		problem = &problems->items[i];
		if (problem->origin.line == (int)line && !strcmp(problem->code, code) &&
			problem->origin.column == column)
			return;
	}
	problems->items = arena_grow(check->arena, problems->items, problems->count,
		&problems->capacity, sizeof *problems->items);
	problem = &problems->items[problems->count++];
	va_start(arguments, format);
	*problem = (struct template_problem){
		.code = code,
		.origin = { check->template->file, (int)line, column },
		.message = arena_vprintf(check->arena, format, arguments),
	};
	va_end(arguments);
}

const char *check_suggestion(
	struct check *check, struct slice written, const char *const *names, size_t count)
{
	const char *word = arena_strndup(check->arena, written.text, written.length);
	const char *nearest = suggest_nearest(word, names, count);

	return nearest ? arena_printf(check->arena, "; did you mean '%s'?", nearest) : "";
}

const char *check_shown(struct check *check, struct slice word)
{
	if (!utf8_clean(word.text, word.length))
		return "there";
	return arena_printf(check->arena, "'%.*s'", (int)word.length, word.text);
}

struct slice check_line(const struct check *check, size_t number)
{
	if (number > check->line_count)
		number = check->line_count;
	return check->lines[number - 1].text;
}

size_t check_first_line(cmark_node *block)
{
	int line = cmark_node_get_start_line(block);

	return line > 0 ? (size_t)line : 1;
}

void check_block_problem(
	struct check *check, const char *code, cmark_node *block, const char *message)
{
	size_t number = check_first_line(block);
	int column = cmark_node_get_start_column(block);
	struct slice line = check_line(check, number);
	const char *at = slice_trim(line).text;

	if (column > 0 && (size_t)column <= line.length && at < line.text + column - 1)
		at = line.text + column - 1;
	check_problem(check, code, number, at, "%s", message);
}

const char *check_nearest(struct slice line, struct slice words, size_t byte)
{
	const char *best = NULL, *at = line.text, *end = line.text + line.length;
	size_t best_distance = 0;

	while (words.length && at < end &&
		(at = memmem(at, (size_t)(end - at), words.text, words.length))) {
		size_t here = (size_t)(at - line.text);
		size_t distance = here > byte ? here - byte : byte - here;

		if (best && distance >= best_distance)
			break;
		best = at;
		best_distance = distance;
		at++;
	}
	return best;
}

/* Lines end as CommonMark's: with a line feed, a carriage return, or both. */
static void split_lines(struct check *check)
{
	const char *at = check->template->text, *end = at + check->template->length;
	size_t capacity = 0;

	if (check->template->length >= 3 && !memcmp(at, "\xef\xbb\xbf", 3))
		at += 3;
	do {
		const char *stop = at;

		while (stop < end && *stop != '\n' && *stop != '\r')
			stop++;
		check->lines = arena_grow(check->arena, check->lines, check->line_count, &capacity,
			sizeof *check->lines);
		check->lines[check->line_count++] =
			(struct line){ .text = { at, (size_t)(stop - at) } };
		at = stop;
		if (at < end)
			at += *at == '\r' && at + 1 < end && at[1] == '\n' ? 2 : 1;
	} while (at < end);
}

static void check_characters(struct check *check)
{
	for (size_t i = 0; i < check->line_count; i++) {
		const char *at = check->lines[i].text.text;
		const char *end = at + check->lines[i].text.length;

		while (at < end) {
			const char *before = at;
			uint32_t character = utf8_next(&at, end);

			if (character == UINT32_MAX) {
				/* The rest would be as wrong. */
				check_problem(check, "TP01", i + 1, before,
					"not UTF-8 (saved as ISO-8859-1 or Windows-1252?)");
				return;
			}
			if (character == '\t')
				continue;
			if (!utf8_clean(before, (size_t)(at - before)))
				check_problem(check, "TP01", i + 1, before,
					"character U+%04X cannot be shown", character);
		}
	}
}

static int by_place(const void *a, const void *b)
{
	const struct template_problem *first = a, *second = b;
	int order = first->origin.line - second->origin.line;

	if (!order)
		order = first->origin.column - second->origin.column;
	return order ? order : strcmp(first->code, second->code);
}

bool template_check(const struct template *template, struct template_problems *problems,
	struct arena *arena, struct error *error)
{
	struct check check = { .template = template, .arena = arena };

	split_lines(&check);
	check_characters(&check);
	if (!check.problems.count) {
		cmark_node *document = template_parse(template);

		/* In this order: the first to find a problem words it. */
		check_blocks(&check, document);
		check_placeholders(&check);
		check_prose(&check, document);
		cmark_node_free(document);
	}
	if (problems)
		*problems = check.problems;
	if (!check.problems.count)
		return true;

	qsort(check.problems.items, check.problems.count, sizeof *check.problems.items, by_place);
	for (size_t i = 0; i < check.problems.count; i++) {
		const struct template_problem *problem = &check.problems.items[i];

		error_add(error, ERROR_USAGE, "%s:%d:%d: %s", problem->origin.file,
			problem->origin.line, problem->origin.column, problem->message);
	}
	return false;
}
