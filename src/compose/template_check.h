#ifndef COMPOSE_TEMPLATE_CHECK_H
#define COMPOSE_TEMPLATE_CHECK_H

#include "compose/template_syntax.h"

/* A template under examination: its lines as the parser counts them, and what is wrong so far. */

enum line_kind { LINE_PROSE, LINE_TITLE, LINE_BLOCK }; /* LINE_TITLE: the title of a page */

struct line {
	struct slice text; /* without its end, and the first one without a byte order mark */
	enum line_kind kind;
};

struct check {
	const struct template *template;
	struct arena *arena;
	struct line *lines;
	size_t line_count;
	struct template_problems problems;
};

/* More than a person mends in one go; the search ends there. */
enum { PROBLEMS_MAX = 500 };

bool check_is_full(const struct check *check);

/*
 * A problem in a line (from 1), at a place in its text. A code is told once for a place: what reads
 * the text and what reads the tree may find the same.
 */
void check_problem(struct check *check, const char *code, size_t line, const char *at,
	const char *format, ...) __attribute__((format(printf, 5, 6)));

/* The same at the beginning of a block of the tree. */
void check_block_problem(
	struct check *check, const char *code, cmark_node *block, const char *message);

/* "; did you mean 'x'?" as the end of a message, "" when no name is near. */
const char *check_suggestion(
	struct check *check, struct slice written, const char *const *names, size_t count);

/*
 * A word of the tree in quotes, for messages. The parser has resolved its escapes, which may give
 * anything: "there" when it cannot be shown.
 */
const char *check_shown(struct check *check, struct slice word);

/* A line, from 1; the last one for what lies beyond it. */
struct slice check_line(const struct check *check, size_t number);

/* The first line of a block, from 1. */
size_t check_first_line(cmark_node *block);

/* The occurrence of words in a line that is nearest to a byte of it; NULL when there is none. */
const char *check_nearest(struct slice line, struct slice words, size_t byte);

/* Fenced blocks: pages and exhibits; prose outside pages. Finds the kinds of lines. */
void check_blocks(struct check *check, cmark_node *document);

/* Names, formats and section marks, in the text of the lines. */
void check_placeholders(struct check *check);

/* What the parser made of the prose. */
void check_prose(struct check *check, cmark_node *document);

#endif
