#ifndef STAGE_TEMPLATE_H
#define STAGE_TEMPLATE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/error.h"
#include "model/report.h"
#include "model/settings.h"

/*
 * Templates: CommonMark prose with placeholders, and fenced blocks that begin pages and name
 * exhibits. A person who does not program writes them; what an exhibit shows is code.
 *
 *     ```page renewal
 *     title: Förnyelse
 *     ```
 *
 *     # {{goals.reached}} av {{goals.count | plural:mål:mål}} är nådda
 *
 *     *{{company}}, {{period}}*
 *
 *     {{#if renewal.missed}}
 *
 *     - Förnyelsegraden är **{{renewal.value}}** mot målet {{renewal.target}}.
 *
 *     {{/if}}
 *
 *     > En not i mindre stil, med en [länk](https://example.se/).
 *
 *     ```exhibit goal_table
 *     ```
 *
 * The prose is parsed first and the data put into the tree, so that a customer called "Nordvind
 * *AB* <b>" comes out as that. {{name}} is a text or a count; {{name | plural:ONE:OTHER}} a count
 * with the word that belongs to it. {{#if name}}, {{#unless name}} and {{#each name}} up to
 * {{/if}}, {{/unless}} and {{/each}} stand alone between blank lines; inside an each, the members
 * of the row go before the fields outside.
 *
 * Headings of level 1 to 3, paragraphs, bullet lists of one level, quotes (notes), **strong**,
 * *muted* and links to https: and mailto: are all there is. An emphasised paragraph right after a
 * heading of level 1 is its subtitle. Line breaks are spaces. What is left without a word when its
 * placeholders are empty (a paragraph, a heading, an item) is left out. Lists that follow each
 * other are one, so an each over items makes a list.
 *
 * A page may stand in an if or unless; then the next page begins where that ends.
 */

enum field_kind {
	FIELD_TEXT,  /* words */
	FIELD_COUNT, /* a number of things */
	FIELD_FLAG,  /* yes or no: only for if and unless */
	FIELD_LIST,  /* rows: for each, if and unless */
};

/*
 * A name that a template may use. In if and unless a text counts as yes when it is not empty, a
 * count when it is not 0, a list when it has rows. The texts are clean UTF-8 in the language of the
 * report.
 */
struct template_field {
	const char *name; /* "renewal.value": no spaces, braces or '|' */
	enum field_kind kind;
	const char
		*text; /* of a text (NULL: empty), and how a count is printed (NULL: its digits) */
	long count;
	bool flag;
	const struct template_field
		*members; /* of a list: names and kinds of the fields of its rows */
	size_t member_count;
	const struct template_field *cells; /* row_count * member_count, row by row, like members */
	size_t row_count;
};

/* What a template may show: any number of blocks. */
struct template_exhibit {
	const char *name; /* "goal_table" */
	void *context;
	bool (*compose)(void *context, struct block **blocks, size_t *count, struct arena *arena,
		struct error *error);
};

/* A template and all that it may name. text is any bytes; file is its name in messages. */
struct template
{
	const char *text;
	size_t length;
	const char *file;
	const struct template_field *fields;
	size_t field_count;
	const struct template_exhibit *exhibits;
	size_t exhibit_count;
};

/*
 * One thing wrong with a template:
 * TP01 not UTF-8, or a character that cannot be shown; TP02 a placeholder that cannot be read;
 * TP03 unknown field; TP04 unknown format; TP05 a field of another kind; TP06 a section mark that
 * does not stand alone; TP07 sections that do not close, or cross; TP08 HTML; TP09 image; TP10
 * address of a link; TP11 placeholder in an address; TP12 unknown block; TP13 unknown exhibit; TP14
 * stars that do not emphasise; TP15 prose outside a page; TP16 name of a page; TP17 title of a
 * page; TP18 prose that reports do not have (numbered lists, code, rules, ...); TP19 a block that
 * is not closed or not empty.
 */
struct template_problem {
	const char *code;
	struct origin origin;
	const char *message; /* "unknown field 'renewel'; did you mean 'renewal'?" */
};

struct template_problems {
	struct template_problem *items; /* by line and column */
	size_t count, capacity;
};

/*
 * Whether the template can be composed with fields and exhibits of these names and kinds; their
 * values are not looked at. On any problem, false, with error holding all of them (of 500
 * or more, the first found) as lines "board.sv.md:12:7: ..." (ERROR_USAGE) and *problems (if not
 * NULL) the same one by one.
 */
bool template_check(const struct template *template, struct template_problems *problems,
	struct arena *arena, struct error *error);

/*
 * The pages of the template with the values of its fields. Fails as template_check does, and as an
 * exhibit does. A page's title is made fit for a sheet's name: at most 31 characters (UTF-16
 * units),
 * '-' for the characters that may not be in one, the page's name where nothing is left.
 */
bool template_compose(const struct template *template, struct section **sections, size_t *count,
	struct arena *arena, struct error *error);

#endif
