#include "compose/template_check.h"

#include <string.h>

enum { DEPTH_MAX = 8 };

/* A section that is open. */
struct section_open {
	struct placeholder mark;
	size_t line;
	struct scope scope; /* what an each adds */
	bool unknown;	    /* the list of an each is: its members cannot be judged */
};

struct reading {
	struct check *check;
	struct scope outermost;
	struct section_open open[DEPTH_MAX];
	size_t depth;
};

static const char *const section_words[] = { "if", "unless", "each" };

static const struct scope *scope_now(const struct reading *reading)
{
	for (size_t i = reading->depth; i-- > 0;) {
		if (reading->open[i].scope.fields)
			return &reading->open[i].scope;
	}
	return &reading->outermost;
}

static bool in_unknown_list(const struct reading *reading)
{
	for (size_t i = 0; i < reading->depth; i++) {
		if (reading->open[i].unknown)
			return true;
	}
	return false;
}

static const char *field_suggestion(struct reading *reading, struct slice name)
{
	const char **names = NULL;
	size_t count = 0, capacity = 0;

	for (const struct scope *scope = scope_now(reading); scope; scope = scope->outer) {
		for (size_t i = 0; i < scope->count; i++) {
			names = arena_grow(
				reading->check->arena, names, count, &capacity, sizeof *names);
			names[count++] = scope->fields[i].name;
		}
	}
	return check_suggestion(reading->check, name, names, count);
}

static const struct template_field *known_field(
	struct reading *reading, const struct placeholder *placeholder, size_t line)
{
	struct slice name = placeholder->name;
	const struct template_field *field = scope_find(scope_now(reading), name);

	if (!name.length)
		check_problem(reading->check, "TP02", line, placeholder->whole.text,
			"'%.*s' has no field name", (int)placeholder->whole.length,
			placeholder->whole.text);
	else if (!field && !in_unknown_list(reading))
		check_problem(reading->check, "TP03", line, name.text, "unknown field '%.*s'%s",
			(int)name.length, name.text, field_suggestion(reading, name));
	return field;
}

static void check_format(struct reading *reading, const struct placeholder *placeholder,
	const struct template_field *field, size_t line)
{
	static const char *const formats[] = { "plural" };
	struct slice format = placeholder->format;

	if (!slice_is(format, "plural"))
		check_problem(reading->check, "TP04", line, format.text, "unknown format '%.*s'%s",
			(int)format.length, format.text,
			check_suggestion(reading->check, format, formats, 1));
	else if (placeholder->argument_count != 2 || !placeholder->one.length ||
		 !placeholder->other.length)
		check_problem(reading->check, "TP04", line, format.text,
			"plural takes two words, for one and for more, as in "
			"'{{goals | plural:goal:goals}}'");
	else if (field && field->kind != FIELD_COUNT)
		check_problem(reading->check, "TP05", line, placeholder->name.text,
			"'%s' is not a count, so it has no plural", field->name);
}

static void check_field(struct reading *reading, const struct placeholder *placeholder, size_t line)
{
	const struct template_field *field = known_field(reading, placeholder, line);

	if (field && (field->kind == FIELD_FLAG || field->kind == FIELD_LIST))
		check_problem(reading->check, "TP05", line, placeholder->name.text,
			field->kind == FIELD_LIST
				? "'%s' is a list; write '{{#each %s}}' to go through it"
				: "'%s' is a yes or no; write '{{#if %s}}' to ask for it",
			field->name, field->name);
	else if (placeholder->has_format)
		check_format(reading, placeholder, field, line);
}

static bool is_blank(const struct check *check, size_t line)
{
	return line < 1 || line > check->line_count ||
	       !slice_trim(check->lines[line - 1].text).length;
}

static void open_section(struct reading *reading, const struct placeholder *mark, size_t line)
{
	const struct template_field *field = known_field(reading, mark, line);
	struct section_open section = { .mark = *mark, .line = line };

	if (reading->depth == DEPTH_MAX) {
		check_problem(reading->check, "TP07", line, mark->whole.text,
			"sections are more than %d deep", DEPTH_MAX);
		return;
	}
	if (mark->section == SECTION_EACH && field && field->kind == FIELD_LIST) {
		section.scope =
			(struct scope){ field->members, field->member_count, scope_now(reading) };
	} else if (mark->section == SECTION_EACH) {
		section.unknown = true;
		if (field)
			check_problem(reading->check, "TP05", line, mark->name.text,
				"'%s' is not a list", field->name);
	}
	reading->open[reading->depth++] = section;
}

static void close_section(struct reading *reading, const struct placeholder *mark, size_t line)
{
	size_t depth = reading->depth;

	if (mark->name.length) {
		check_problem(reading->check, "TP07", line, mark->name.text,
			"'{{/%.*s}}' takes no name", (int)mark->word.length, mark->word.text);
	}
	while (depth && reading->open[depth - 1].mark.section != mark->section)
		depth--;
	if (!depth) {
		check_problem(reading->check, "TP07", line, mark->whole.text,
			"'%.*s' closes nothing", (int)mark->whole.length, mark->whole.text);
		return;
	}
	if (depth < reading->depth) {
		const struct section_open *inner = &reading->open[reading->depth - 1];

		check_problem(reading->check, "TP07", line, mark->whole.text,
			"'%.*s' comes before the end of '%.*s' of line %zu",
			(int)mark->whole.length, mark->whole.text, (int)inner->mark.whole.length,
			inner->mark.whole.text, inner->line);
	}
	reading->depth = depth - 1;
}

static void check_section(struct reading *reading, const struct placeholder *mark, size_t line)
{
	struct check *check = reading->check;

	if (slice_trim(check->lines[line - 1].text).length != mark->whole.length ||
		check->lines[line - 1].kind != LINE_PROSE || !is_blank(check, line - 1) ||
		!is_blank(check, line + 1))
		check_problem(check, "TP06", line, mark->whole.text,
			"'%.*s' must stand alone in its line, with a blank line before and after",
			(int)mark->whole.length, mark->whole.text);

	if (mark->section == SECTION_NONE)
		check_problem(check, "TP07", line, mark->whole.text, "unknown section '%.*s'%s",
			(int)mark->word.length, mark->word.text,
			check_suggestion(check, mark->word, section_words, 3));
	else if (mark->sign == '#')
		open_section(reading, mark, line);
	else
		close_section(reading, mark, line);
}

/* Inside the parentheses of [text](address), or in the line of a [name]: address. */
static bool in_address(struct slice before)
{
	size_t i = before.length;
	struct slice start = slice_trim(before);

	while (i > 0 && before.text[i - 1] != ')' && before.text[i - 1] != '(')
		i--;
	if (i > 1 && before.text[i - 1] == '(' && before.text[i - 2] == ']')
		return true;
	if (!start.length || start.text[0] != '[')
		return false;
	const char *bracket = memchr(start.text, ']', start.length);
	return bracket && bracket + 1 < start.text + start.length && bracket[1] == ':';
}

static void read_line(struct reading *reading, size_t number)
{
	const struct line *line = &reading->check->lines[number - 1];
	struct slice rest = line->text;
	struct placeholder placeholder;
	const char *at;

	while ((at = placeholder_find(rest)) && !check_is_full(reading->check)) {
		rest.length -= (size_t)(at - rest.text);
		rest.text = at;
		if (!placeholder_read(rest, &placeholder)) {
			check_problem(reading->check, "TP02", number, at,
				"'{{' without '}}' in its line");
			return;
		}
		struct slice whole = placeholder.whole;
		if (memmem(whole.text + 1, whole.length - 1, "{{", 2))
			check_problem(
				reading->check, "TP02", number, at, "'{{' inside a placeholder");
		else if (in_address(
				 (struct slice){ line->text.text, (size_t)(at - line->text.text) }))
			check_problem(reading->check, "TP11", number, at,
				"a placeholder in the address of a link");
		else if (placeholder.sign)
			check_section(reading, &placeholder, number);
		else
			check_field(reading, &placeholder, number);
		rest.text += whole.length;
		rest.length -= whole.length;
	}
}

void check_placeholders(struct check *check)
{
	struct reading reading = {
		.check = check,
		.outermost = { check->template->fields, check->template->field_count, NULL },
	};

	for (size_t i = 0; i < check->line_count; i++) {
		if (check->lines[i].kind != LINE_BLOCK)
			read_line(&reading, i + 1);
	}
	for (size_t i = 0; i < reading.depth; i++) {
		const struct section_open *open = &reading.open[i];

		check_problem(check, "TP07", open->line, open->mark.whole.text,
			"'%.*s' is never closed", (int)open->mark.whole.length,
			open->mark.whole.text);
	}
}
