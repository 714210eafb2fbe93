#include "compose/template_check.h"

#include <string.h>

/* The fenced blocks of a template, and where its pages begin. */

struct pages {
	struct check *check;
	const char **names; /* so far */
	size_t count, capacity;
};

/* Where a word after others of a fence's line stands, for messages. */
static const char *word_at(
	const struct check *check, size_t number, struct slice before, struct slice word)
{
	struct slice line = check_line(check, number);
	const char *at = check_nearest(line, before, 0);

	if (at)
		at = check_nearest(line, word, (size_t)(at - line.text) + before.length + 1);
	return at ? at : slice_trim(line).text;
}

static bool is_page_name(struct slice name)
{
	for (size_t i = 0; i < name.length; i++) {
		char c = name.text[i];

		if (!(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9') && c != '-' && c != '_')
			return false;
	}
	return name.length > 0;
}

static void check_page_name(
	struct pages *pages, size_t number, struct slice name, struct slice rest)
{
	struct check *check = pages->check;
	const char *at = word_at(check, number, slice_of("page"), name);

	if (!is_page_name(name) || rest.length) {
		check_problem(check, "TP16", number, at,
			"a page needs a name of small letters, digits and '-', as in "
			"'```page renewal'");
		return;
	}
	for (size_t i = 0; i < pages->count; i++) {
		if (slice_is(name, pages->names[i]))
			check_problem(check, "TP16", number, at, "page '%.*s' is there already",
				(int)name.length, name.text);
	}
	pages->names = arena_grow(
		check->arena, pages->names, pages->count, &pages->capacity, sizeof *pages->names);
	pages->names[pages->count++] = arena_strndup(check->arena, name.text, name.length);
}

/* What the template itself says must fit; data is made to fit. */
static void check_title(struct check *check, size_t number, struct slice title)
{
	struct slice rest = title;
	struct placeholder placeholder;
	size_t characters = 0;

	if (!title.length)
		check_problem(check, "TP17", number, slice_trim(check_line(check, number)).text,
			"the title is empty");
	while (rest.length) {
		size_t length = 1;

		if (placeholder_find(rest) == rest.text && placeholder_read(rest, &placeholder)) {
			length = placeholder.whole.length;
		} else if (title_forbids(*rest.text)) {
			check_problem(check, "TP17", number, rest.text,
				"a title may not hold '%c', because sheets are named by it",
				*rest.text);
			return;
		} else {
			characters += ((unsigned char)*rest.text & 0xc0) != 0x80;
		}
		rest.text += length;
		rest.length -= length;
	}
	if (characters > TITLE_MAX)
		check_problem(check, "TP17", number, title.text,
			"a title may have at most %d characters, because sheets are named by it",
			TITLE_MAX);
}

static void check_page_lines(struct check *check, size_t first, size_t last)
{
	static const char *const keys[] = { "title" };
	bool has_title = false;

	for (size_t number = first + 1; number < last; number++) {
		struct slice line = slice_trim(check->lines[number - 1].text);
		const char *colon = line.length ? memchr(line.text, ':', line.length) : NULL;

		if (!line.length)
			continue;
		if (!colon) {
			check_problem(check, "TP17", number, line.text,
				"not 'title: ...', which is all that a page block holds");
			continue;
		}
		struct slice key =
			slice_trim((struct slice){ line.text, (size_t)(colon - line.text) });
		if (!slice_is(key, "title")) {
			check_problem(check, "TP17", number, line.text, "unknown key '%.*s'%s",
				(int)key.length, key.text, check_suggestion(check, key, keys, 1));
			continue;
		}
		if (has_title)
			check_problem(check, "TP17", number, line.text, "a second title");
		has_title = true;
		check->lines[number - 1].kind = LINE_TITLE;
		check_title(check, number,
			slice_trim((struct slice){
				colon + 1, line.length - (size_t)(colon + 1 - line.text) }));
	}
	if (!has_title)
		check_problem(check, "TP17", first, slice_trim(check->lines[first - 1].text).text,
			"the page has no 'title: ...'");
}

static void check_exhibit(
	struct check *check, size_t first, size_t last, struct slice name, struct slice rest)
{
	const struct template *template = check->template;
	const char **names = ARENA_ARRAY(check->arena, const char *, template->exhibit_count);
	bool known = false;

	for (size_t i = 0; i < template->exhibit_count; i++) {
		names[i] = template->exhibits[i].name;
		known |= slice_is(name, names[i]);
	}
	if (!name.length || rest.length)
		check_problem(check, "TP13", first,
			word_at(check, first, slice_of("exhibit"), name),
			"an exhibit block names one exhibit, as in '```exhibit goal_table'");
	else if (!known)
		check_problem(check, "TP13", first,
			word_at(check, first, slice_of("exhibit"), name), "unknown exhibit %s%s",
			check_shown(check, name),
			check_suggestion(check, name, names, template->exhibit_count));
	for (size_t number = first + 1; number < last; number++) {
		struct slice line = slice_trim(check->lines[number - 1].text);

		if (line.length) {
			check_problem(
				check, "TP19", number, line.text, "an exhibit block holds nothing");
			return;
		}
	}
}

/* The backticks or tildes that a line begins with; fewer than three are no fence. */
static struct slice fence_of(struct slice line)
{
	size_t length = 0;

	line = slice_trim(line);
	while (length < line.length && line.text[length] == line.text[0] &&
		(*line.text == '`' || *line.text == '~'))
		length++;
	return (struct slice){ line.text, length };
}

static bool closes(struct slice line, struct slice fence)
{
	struct slice closing = fence_of(line);

	return closing.length >= fence.length && *closing.text == *fence.text &&
	       closing.length == slice_trim(line).length;
}

/* A block's lines are not prose. Returns whether it begins a page. */
static bool check_block(struct pages *pages, cmark_node *node)
{
	static const char *const kinds[] = { "page", "exhibit" };
	struct check *check = pages->check;
	size_t first = check_first_line(node), last = (size_t)cmark_node_get_end_line(node);
	struct slice fence = fence_of(check_line(check, first));

	for (size_t number = first; number <= last && number <= check->line_count; number++)
		check->lines[number - 1].kind = LINE_BLOCK;
	if (fence.length < 3) {
		check_block_problem(check, "TP18", node,
			"an indented line is code, and reports have none; begin at the margin");
		return false;
	}

	struct slice rest = slice_of(cmark_node_get_fence_info(node));
	struct slice kind = slice_word(&rest), name = slice_word(&rest);
	if (last <= first || !closes(check_line(check, last), fence)) {
		check_block_problem(check, "TP19", node, "the block is never closed with '```'");
		last = last < check->line_count ? last + 1 : check->line_count + 1;
	}
	if (slice_is(kind, "page")) {
		check_page_name(pages, first, name, rest);
		check_page_lines(check, first, last);
		return true;
	}
	if (slice_is(kind, "exhibit"))
		check_exhibit(check, first, last, name, rest);
	else if (!kind.length)
		check_block_problem(check, "TP12", node,
			"a block without a kind; write '```page NAME' or '```exhibit NAME'");
	else
		check_problem(check, "TP12", first, word_at(check, first, fence, kind),
			"unknown block %s%s", check_shown(check, kind),
			check_suggestion(check, kind, kinds, 2));
	return false;
}

enum { DEPTH_MAX = 64 };

/* Where the walk along the document is with regard to pages. */
struct paging {
	bool in_page;  /* for certain */
	bool doubtful; /* a section that has ended may have begun a page */
	bool told;     /* prose outside a page, until the next one */
	bool any_page;
	size_t depth;
	bool has_page[DEPTH_MAX]; /* the sections that are open */
	bool repeats[DEPTH_MAX];
};

static void enter_section(struct paging *paging, const struct placeholder *mark)
{
	if (paging->depth == DEPTH_MAX)
		return;
	paging->has_page[paging->depth] = false;
	paging->repeats[paging->depth++] = mark->section == SECTION_EACH;
}

static void leave_section(struct paging *paging)
{
	if (!paging->depth || !paging->has_page[--paging->depth])
		return;
	paging->doubtful = true;
	if (paging->depth)
		paging->has_page[paging->depth - 1] = true;
}

static void begin_page(struct check *check, struct paging *paging, cmark_node *node)
{
	paging->in_page = paging->any_page = true;
	paging->doubtful = paging->told = false;
	if (paging->depth)
		paging->has_page[paging->depth - 1] = true;
	for (size_t i = 0; i < paging->depth; i++) {
		if (paging->repeats[i])
			check_block_problem(check, "TP16", node, "a page inside an each");
	}
}

static void check_in_page(struct check *check, struct paging *paging, cmark_node *node)
{
	if (paging->told || (paging->in_page && !paging->doubtful))
		return;
	check_block_problem(check, "TP15", node,
		paging->in_page ? "the section before this may have begun a page; begin the next "
				  "one with '```page NAME' first"
				: "prose before the first page; begin it with '```page NAME'");
	paging->told = true;
}

void check_blocks(struct check *check, cmark_node *document)
{
	struct pages pages = { .check = check };
	struct paging paging = { 0 };
	struct placeholder mark;
	cmark_node *node;

	for (node = cmark_node_first_child(document); node; node = cmark_node_next(node)) {
		if (section_mark(node, &mark) && mark.sign == '#')
			enter_section(&paging, &mark);
		else if (section_mark(node, &mark))
			leave_section(&paging);
		else if (cmark_node_get_type(node) != CMARK_NODE_CODE_BLOCK)
			check_in_page(check, &paging, node);
		else if (check_block(&pages, node))
			begin_page(check, &paging, node);
		else
			check_in_page(check, &paging, node);
	}
	if (!paging.any_page && !paging.told)
		check_problem(check, "TP15", 1, check->lines[0].text.text,
			"no page; begin the first one with '```page NAME'");
}
