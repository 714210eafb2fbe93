#ifndef COMPOSE_TEMPLATE_SYNTAX_H
#define COMPOSE_TEMPLATE_SYNTAX_H

#include <stdbool.h>
#include <stddef.h>

#include <cmark.h>

#include "stage/template.h"

/* What the checking and the composing of a template (stage/template.h) both must understand. */

/* Part of a text, without a NUL. */
struct slice {
	const char *text;
	size_t length;
};

struct slice slice_of(const char *text);
bool slice_is(struct slice slice, const char *word);
struct slice slice_trim(struct slice slice); /* spaces, tabs and the rest of a line's end */

/* Takes the first word off a text. */
struct slice slice_word(struct slice *rest);

enum section_kind { SECTION_NONE, SECTION_IF, SECTION_UNLESS, SECTION_EACH };

/* {{name}}, {{name | format:one:other}}, {{#word name}} or {{/word}}. */
struct placeholder {
	struct slice whole; /* with its braces */
	char sign;	    /* '#', '/', or 0 */
	struct slice word;  /* of a section */
	enum section_kind section;
	struct slice name;
	bool has_format;
	struct slice format; /* "plural" */
	struct slice one, other;
	size_t argument_count;
};

/* The next "{{" of a text; NULL when there is none. */
const char *placeholder_find(struct slice text);

/* Reads one whose "{{" text begins with; false when no "}}" closes it. Anything may be in it. */
bool placeholder_read(struct slice text, struct placeholder *placeholder);

/* Fields that can be seen from a place: those of the row first, then those outside. */
struct scope {
	const struct template_field *fields;
	size_t count;
	const struct scope *outer;
};

const struct template_field *scope_find(const struct scope *scope, struct slice name);

/* Whether a node is a section mark: a paragraph of the document with nothing else. */
bool section_mark(cmark_node *node, struct placeholder *placeholder);

/* The title of a page block, as written; text NULL when it has none. */
struct slice page_title(cmark_node *block);

/* A character that no name of a sheet may hold. */
bool title_forbids(char c);

enum { TITLE_MAX = 31 }; /* UTF-16 units */

/* Parses with text nodes joined. The caller frees it with cmark_node_free. */
cmark_node *template_parse(const struct template *template);

#endif
