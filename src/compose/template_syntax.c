#include "compose/template_syntax.h"

#include <string.h>

struct slice slice_of(const char *text)
{
	return (struct slice){ text, strlen(text) };
}

bool slice_is(struct slice slice, const char *word)
{
	return strlen(word) == slice.length && !memcmp(slice.text, word, slice.length);
}

static bool is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\r';
}

struct slice slice_trim(struct slice slice)
{
	while (slice.length && is_space(slice.text[0])) {
		slice.text++;
		slice.length--;
	}
	while (slice.length && is_space(slice.text[slice.length - 1]))
		slice.length--;
	return slice;
}

struct slice slice_word(struct slice *rest)
{
	struct slice word = slice_trim(*rest);
	size_t length = 0;

	while (length < word.length && !is_space(word.text[length]))
		length++;
	*rest = slice_trim((struct slice){ word.text + length, word.length - length });
	word.length = length;
	return word;
}

/* Takes off a text what stands before its first separator; false, and all of it, without one. */
static bool slice_before(struct slice *rest, char separator, struct slice *before)
{
	const char *at = rest->length ? memchr(rest->text, separator, rest->length) : NULL;

	*before = *rest;
	if (!at) {
		*rest = (struct slice){ rest->text + rest->length, 0 };
	} else {
		before->length = (size_t)(at - rest->text);
		*rest = (struct slice){ at + 1, rest->length - before->length - 1 };
	}
	*before = slice_trim(*before);
	return at;
}

const char *placeholder_find(struct slice text)
{
	return text.length ? memmem(text.text, text.length, "{{", 2) : NULL;
}

bool placeholder_read(struct slice text, struct placeholder *placeholder)
{
	static const char *const sections[] = { "", "if", "unless", "each" };
	const char *end = text.length >= 4 ? memmem(text.text + 2, text.length - 2, "}}", 2) : NULL;

	*placeholder = (struct placeholder){ 0 };
	if (!end)
		return false;
	placeholder->whole = (struct slice){ text.text, (size_t)(end + 2 - text.text) };

	struct slice rest = { text.text + 2, (size_t)(end - text.text) - 2 };
	rest = slice_trim(rest);
	if (rest.length && (rest.text[0] == '#' || rest.text[0] == '/')) {
		placeholder->sign = rest.text[0];
		rest.text++;
		rest.length--;
		placeholder->word = slice_word(&rest);
		placeholder->name = rest;
		for (int i = SECTION_IF; i <= SECTION_EACH; i++) {
			if (slice_is(placeholder->word, sections[i]))
				placeholder->section = (enum section_kind)i;
		}
		return true;
	}
	placeholder->has_format = slice_before(&rest, '|', &placeholder->name);
	if (!slice_before(&rest, ':', &placeholder->format))
		return true;
	placeholder->argument_count = 1;
	if (!slice_before(&rest, ':', &placeholder->one))
		return true;
	placeholder->argument_count = memchr(rest.text, ':', rest.length) ? 3 : 2;
	placeholder->other = slice_trim(rest);
	return true;
}

const struct template_field *scope_find(const struct scope *scope, struct slice name)
{
	for (; scope; scope = scope->outer) {
		for (size_t i = 0; i < scope->count; i++) {
			if (slice_is(name, scope->fields[i].name))
				return &scope->fields[i];
		}
	}
	return NULL;
}

bool section_mark(cmark_node *node, struct placeholder *placeholder)
{
	cmark_node *text = cmark_node_first_child(node);

	if (cmark_node_get_type(node) != CMARK_NODE_PARAGRAPH || !text ||
		cmark_node_get_type(text) != CMARK_NODE_TEXT || cmark_node_next(text) ||
		cmark_node_get_type(cmark_node_parent(node)) != CMARK_NODE_DOCUMENT)
		return false;

	struct slice literal = slice_trim(slice_of(cmark_node_get_literal(text)));
	return literal.length > 2 && placeholder_find(literal) == literal.text &&
	       placeholder_read(literal, placeholder) &&
	       placeholder->whole.length == literal.length && placeholder->sign;
}

struct slice page_title(cmark_node *block)
{
	struct slice rest = slice_of(cmark_node_get_literal(block)), line, key;

	while (rest.length) {
		slice_before(&rest, '\n', &line);
		if (slice_before(&line, ':', &key) && slice_is(key, "title"))
			return slice_trim(line);
	}
	return (struct slice){ NULL, 0 };
}

bool title_forbids(char c)
{
	return c && strchr("[]:*?/\\", c);
}

cmark_node *template_parse(const struct template *template)
{
	cmark_node *document =
		cmark_parse_document(template->text, template->length, CMARK_OPT_DEFAULT);

	cmark_consolidate_text_nodes(document);
	return document;
}
