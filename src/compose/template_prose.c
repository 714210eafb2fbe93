#include "compose/template_check.h"

#include <string.h>
#include <strings.h>

#include "base/utf8.h"

/*
 * The prose of a template, as the parser understood it. Its columns of inlines are only near: it
 * forgets the indentation of later lines, and the lines that define links. So what is told is
 * looked for in the text.
 */
struct prose {
	struct check *check;
	cmark_node *block; /* that the inlines are in */
	size_t line, byte; /* of the text, where the placeholders not yet met in the tree begin */
};

/*
 * Where words that stand in an inline node are in the text. NULL, and the first line of the block,
 * where they are not found as such.
 */
static const char *locate(
	const struct prose *prose, cmark_node *node, struct slice words, size_t *number)
{
	const struct check *check = prose->check;
	size_t first = check_first_line(prose->block);
	size_t last = (size_t)cmark_node_get_end_line(prose->block);
	int line = cmark_node_get_start_line(node), column = cmark_node_get_start_column(node);
	const char *at;

	*number = line > 0 ? (size_t)line : first;
	if ((at = check_nearest(
		     check_line(check, *number), words, column > 0 ? (size_t)column - 1 : 0)))
		return at;
	for (*number = first; *number <= last; ++*number) {
		if ((at = check_nearest(check_line(check, *number), words, 0)))
			return at;
	}
	*number = first;
	return NULL;
}

static void problem_at_words(const struct prose *prose, const char *code, cmark_node *node,
	const char *words, const char *message)
{
	struct slice row = { words, strcspn(words, "\r\n") };
	size_t number;
	const char *at = locate(prose, node, row, &number);

	if (!at)
		at = slice_trim(check_line(prose->check, number)).text;
	check_problem(prose->check, code, number, at, "%s", message);
}

/*
 * The next "{{" of the block's lines from the place that prose is at, which moves there; NULL when
 * there is none.
 */
static const char *next_placeholder(struct prose *prose)
{
	size_t last = (size_t)cmark_node_get_end_line(prose->block);

	for (; prose->line <= last && prose->line <= prose->check->line_count; prose->line++) {
		struct slice line = check_line(prose->check, prose->line);
		struct slice rest = { line.text + prose->byte, line.length - prose->byte };
		const char *at = placeholder_find(rest);

		if (at) {
			prose->byte = (size_t)(at - line.text);
			return at;
		}
		prose->byte = 0;
	}
	return NULL;
}

/*
 * Where a placeholder of the tree is in the text, which has it in the same order, with those in
 * addresses between; prose moves there. NULL, and prose stays, when the text has nothing like it.
 */
static const char *find_placeholder(struct prose *prose, struct slice whole)
{
	struct prose ahead = *prose;

	for (const char *at; (at = next_placeholder(&ahead)); ahead.byte++) {
		struct slice line = check_line(prose->check, ahead.line);

		if (line.length - ahead.byte >= whole.length &&
			!memcmp(at, whole.text, whole.length)) {
			*prose = ahead;
			return at;
		}
	}
	return NULL;
}

static bool emphasises(char c)
{
	return c == '*' || c == '_';
}

/*
 * Stars or underscores beside a placeholder that the parser left as they are: in_tree and at are
 * the placeholder in the tree and in the text. Where they are escaped in the text they are meant
 * so.
 */
static void check_flanking(struct prose *prose, struct slice whole, const char *text,
	const char *in_tree, const char *at)
{
	struct slice line = check_line(prose->check, prose->line);
	const char *end = line.text + line.length, *after = at + whole.length, *start = at;
	char sign = 0;

	if (in_tree > text && start > line.text && emphasises(start[-1]) &&
		in_tree[-1] == start[-1]) {
		sign = start[-1];
		while (start > line.text && start[-1] == sign)
			start--;
		if (start > line.text && start[-1] == '\\')
			sign = 0;
	}
	if (!sign && after < end && emphasises(*after) && in_tree[whole.length] == *after) {
		sign = *after;
		start = at;
	}
	if (sign)
		check_problem(prose->check, "TP14", prose->line, start,
			"the '%c' beside '%.*s' does not emphasise; put a space on its other side, "
			"or write '\\%c' for the sign itself",
			sign, (int)whole.length, whole.text, sign);
}

static void split_placeholder(struct prose *prose)
{
	const char *at = next_placeholder(prose);

	if (at)
		check_problem(prose->check, "TP02", prose->line, at,
			"a placeholder with markup or escapes in it");
	else
		check_block_problem(prose->check, "TP02", prose->block,
			"a placeholder with markup or escapes in it");
}

static void check_text(struct prose *prose, cmark_node *node)
{
	const char *text = cmark_node_get_literal(node);
	struct placeholder placeholder, mark;
	bool alone = section_mark(prose->block, &mark);

	for (const char *part = text; *part; part += *part == '\t') {
		size_t length = strcspn(part, "\t");

		if (!utf8_clean(part, length))
			problem_at_words(
				prose, "TP01", node, "&", "a character that cannot be shown");
		part += length;
	}
	for (const char *in_tree = text; (in_tree = placeholder_find(slice_of(in_tree)));) {
		const char *at = NULL;

		if (placeholder_read(slice_of(in_tree), &placeholder))
			at = find_placeholder(prose, placeholder.whole);
		if (!at) {
			split_placeholder(prose);
			return;
		}
		if (placeholder.sign && !alone)
			check_problem(prose->check, "TP06", prose->line, at,
				"'%.*s' inside a list, a note or other text; it must stand alone "
				"in "
				"its line, at the margin",
				(int)placeholder.whole.length, placeholder.whole.text);
		else if (!placeholder.sign)
			check_flanking(prose, placeholder.whole, text, in_tree, at);
		prose->byte += placeholder.whole.length;
		in_tree += placeholder.whole.length;
	}
}

static bool address_allowed(const char *address)
{
	if (strncasecmp(address, "https://", 8) && strncasecmp(address, "mailto:", 7))
		return false;
	return utf8_clean(address, strlen(address)) && !strpbrk(address, " <>\"\\");
}

static void check_link(const struct prose *prose, cmark_node *node)
{
	const char *address = cmark_node_get_url(node);
	const char *braces = strstr(address, "{{");
	size_t number;
	const char *at = locate(prose, node, slice_of(address), &number);

	if (at && braces)
		at += braces - address;
	if (!at)
		at = locate(prose, node, slice_of("["), &number);
	if (!at)
		at = slice_trim(check_line(prose->check, number)).text;
	if (braces)
		check_problem(
			prose->check, "TP11", number, at, "a placeholder in the address of a link");
	else if (!address_allowed(address))
		check_problem(prose->check, "TP10", number, at,
			"the address %s is not one of https: or mailto:",
			check_shown(prose->check, slice_of(address)));
}

static void check_inline(struct prose *prose, cmark_node *node)
{
	switch (cmark_node_get_type(node)) {
	case CMARK_NODE_TEXT:
		check_text(prose, node);
		break;
	case CMARK_NODE_LINK:
		check_link(prose, node);
		break;
	case CMARK_NODE_IMAGE:
		problem_at_words(
			prose, "TP09", node, "![", "an image; what is drawn comes from exhibits");
		break;
	case CMARK_NODE_HTML_INLINE:
		problem_at_words(prose, "TP08", node, cmark_node_get_literal(node),
			"HTML; write '\\<' for the sign itself");
		break;
	case CMARK_NODE_CODE:
		problem_at_words(prose, "TP18", node, "`", "code; reports have none");
		break;
	default: /* emphasis, and breaks, which are spaces */
		break;
	}
}

static void check_list(struct check *check, cmark_node *list)
{
	if (cmark_node_get_list_type(list) != CMARK_BULLET_LIST)
		check_block_problem(check, "TP18", list,
			"a numbered list; reports have bullets only ('1\\.' is no list)");
	for (cmark_node *item = cmark_node_first_child(list); item; item = cmark_node_next(item)) {
		cmark_node *second = cmark_node_first_child(item);

		if (second)
			second = cmark_node_next(second);
		if (second && cmark_node_get_type(second) == CMARK_NODE_PARAGRAPH)
			check_block_problem(
				check, "TP18", second, "a second paragraph in an item of a list");
	}
}

static void check_block(struct check *check, cmark_node *node)
{
	cmark_node_type type = cmark_node_get_type(node);
	cmark_node_type parent = cmark_node_get_type(cmark_node_parent(node));

	if (type == CMARK_NODE_HTML_BLOCK)
		check_block_problem(check, "TP08", node, "HTML; write '\\<' for the sign itself");
	else if (type != CMARK_NODE_PARAGRAPH && parent == CMARK_NODE_ITEM)
		check_block_problem(check, "TP18", node, "only words in an item of a list");
	else if (type != CMARK_NODE_PARAGRAPH && parent == CMARK_NODE_BLOCK_QUOTE)
		check_block_problem(check, "TP18", node, "only paragraphs in a note");
	else if (type == CMARK_NODE_THEMATIC_BREAK)
		check_block_problem(check, "TP18", node, "a rule; reports have none");
	else if (type == CMARK_NODE_HEADING && cmark_node_get_heading_level(node) > 3)
		check_block_problem(check, "TP18", node, "a heading below level 3");
	else if (type == CMARK_NODE_LIST)
		check_list(check, node);
}

void check_prose(struct check *check, cmark_node *document)
{
	struct prose prose = { .check = check };
	cmark_iter *walk = cmark_iter_new(document);
	cmark_event_type event;

	while ((event = cmark_iter_next(walk)) != CMARK_EVENT_DONE && !check_is_full(check)) {
		cmark_node *node = cmark_iter_get_node(walk);

		if (event != CMARK_EVENT_ENTER || node == document)
			continue;
		if (cmark_node_get_type(node) <= CMARK_NODE_LAST_BLOCK) {
			prose.block = node;
			prose.line = check_first_line(node);
			prose.byte = 0;
			check_block(check, node);
		} else {
			check_inline(&prose, node);
		}
	}
	cmark_iter_free(walk);
}
