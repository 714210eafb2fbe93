#include "stage/template.h"

#include <string.h>

#include "base/strbuf.h"
#include "base/utf8.h"
#include "compose/template_syntax.h"

#define NO_BREAK_SPACE "\u00a0"
#define ELLIPSIS "\u2026"

struct look {
	enum emphasis emphasis;
	const char *link;
};

/* Text that grows run by run; spaces of the template that stand beside nothing are left out. */
struct prose {
	struct arena *arena;
	struct strbuf open; /* the run that is being written */
	struct look look;
	struct run *runs;
	size_t count, capacity;
	bool space; /* one is due before the next word */
	struct look space_look;
};

static bool same_look(struct look a, struct look b)
{
	return a.emphasis == b.emphasis && a.link == b.link;
}

static void prose_close_run(struct prose *prose)
{
	if (!prose->open.length)
		return;
	prose->runs = arena_grow(
		prose->arena, prose->runs, prose->count, &prose->capacity, sizeof *prose->runs);
	prose->runs[prose->count++] = (struct run){
		.text = arena_strndup(prose->arena, prose->open.bytes, prose->open.length),
		.emphasis = prose->look.emphasis,
		.link = prose->look.link,
	};
	strbuf_clear(&prose->open);
}

static void prose_append(struct prose *prose, const char *text, size_t length, struct look look)
{
	if (!same_look(prose->look, look))
		prose_close_run(prose);
	prose->look = look;
	strbuf_add(&prose->open, text, length);
}

/* Words as they are, after a space that is due. */
static void prose_add(struct prose *prose, const char *text, size_t length, struct look look)
{
	if (!length)
		return;
	if (prose->space && (prose->count || prose->open.length))
		prose_append(prose, " ", 1, prose->space_look);
	prose->space = false;
	prose_append(prose, text, length, look);
}

/* Text of the template: several spaces are one, and none at its ends. */
static void prose_add_template(struct prose *prose, struct slice text, struct look look)
{
	size_t start = 0;

	for (size_t i = 0; i <= text.length; i++) {
		if (i < text.length && text.text[i] != ' ' && text.text[i] != '\t')
			continue;
		prose_add(prose, text.text + start, i - start, look);
		start = i + 1;
		/* Of several, the plainest: in "**a **{{empty}} b" the bold ends with its word. */
		if (i < text.length &&
			(!prose->space || (look.emphasis == EMPHASIS_NORMAL && !look.link))) {
			prose->space = true;
			prose->space_look = look;
		}
	}
}

static struct text prose_finish(struct prose *prose)
{
	prose_close_run(prose);
	strbuf_release(&prose->open);
	return (struct text){ prose->runs, prose->count };
}

static const char *field_text(const struct template_field *field,
	const struct placeholder *placeholder, struct arena *arena)
{
	const char *text = field->text;

	if (field->kind != FIELD_COUNT)
		return text ? text : "";
	if (!text)
		text = arena_printf(arena, "%ld", field->count);
	if (!placeholder->has_format)
		return text;
	struct slice word = field->count == 1 ? placeholder->one : placeholder->other;
	return arena_printf(arena, "%s" NO_BREAK_SPACE "%.*s", text, (int)word.length, word.text);
}

/* Text of the template with its placeholders replaced, which are known to be right. */
static void expand(
	struct prose *prose, struct slice text, const struct scope *scope, struct look look)
{
	struct placeholder placeholder;

	for (const char *at; (at = placeholder_find(text));) {
		struct slice before = { text.text, (size_t)(at - text.text) };
		struct slice rest = { at, text.length - before.length };

		prose_add_template(prose, before, look);
		if (!placeholder_read(rest, &placeholder)) {
			text = rest;
			break;
		}
		const struct template_field *field = scope_find(scope, placeholder.name);
		if (field) {
			const char *value = field_text(field, &placeholder, prose->arena);
			prose_add(prose, value, strlen(value), look);
		}
		text.text = at + placeholder.whole.length;
		text.length = rest.length - placeholder.whole.length;
	}
	prose_add_template(prose, text, look);
}

/*
 * The inlines of a paragraph or heading. Emphasis is muted, unless all of the text is, which then
 * is told by plain.
 */
static struct text compose_text(
	cmark_node *block, const struct scope *scope, bool plain, struct arena *arena)
{
	struct prose prose = { .arena = arena, .open = STRBUF_INIT };
	cmark_iter *walk = cmark_iter_new(block);
	cmark_event_type event;
	int strong = 0, muted = 0;
	const char *link = NULL;

	while ((event = cmark_iter_next(walk)) != CMARK_EVENT_DONE) {
		cmark_node *node = cmark_iter_get_node(walk);
		int step = event == CMARK_EVENT_ENTER ? 1 : -1;
		struct look look = { EMPHASIS_NORMAL, link };

		if (strong)
			look.emphasis = EMPHASIS_STRONG;
		else if (muted && !plain)
			look.emphasis = EMPHASIS_MUTED;
		switch (cmark_node_get_type(node)) {
		case CMARK_NODE_TEXT:
			expand(&prose, slice_of(cmark_node_get_literal(node)), scope, look);
			break;
		case CMARK_NODE_SOFTBREAK:
		case CMARK_NODE_LINEBREAK:
			prose_add_template(&prose, slice_of(" "), look);
			break;
		case CMARK_NODE_STRONG:
			strong += step;
			break;
		case CMARK_NODE_EMPH:
			muted += step;
			break;
		case CMARK_NODE_LINK:
			link = step > 0 ? arena_strdup(arena, cmark_node_get_url(node)) : NULL;
			break;
		default:
			break;
		}
	}
	cmark_iter_free(walk);
	return prose_finish(&prose);
}

struct composer {
	const struct template *template;
	struct arena *arena;
	struct error *error;
	struct section *sections;
	size_t section_count, section_capacity;
	struct block *blocks; /* of the last section */
	size_t block_count, block_capacity;
	struct text *items; /* of the list that the last block is; it may go on */
	size_t item_count, item_capacity;
};

static void add_block(struct composer *composer, struct block block)
{
	composer->blocks = arena_grow(composer->arena, composer->blocks, composer->block_count,
		&composer->block_capacity, sizeof *composer->blocks);
	composer->blocks[composer->block_count++] = block;
	composer->item_count = 0;
}

static void end_page(struct composer *composer)
{
	if (composer->section_count) {
		struct section *section = &composer->sections[composer->section_count - 1];

		section->blocks = composer->blocks;
		section->count = composer->block_count;
	}
	composer->blocks = NULL;
	composer->block_count = composer->block_capacity = composer->item_count = 0;
}

/* At most TITLE_MAX UTF-16 units, the last one an ellipsis when it is cut. */
static const char *fit_title(const char *title, struct arena *arena)
{
	const char *at = title, *end = title + strlen(title), *cut = title;
	size_t units = 0;

	while (at < end) {
		uint32_t character = utf8_next(&at, end);

		units += character > 0xffff && character != UINT32_MAX ? 2 : 1;
		if (units < TITLE_MAX)
			cut = at;
	}
	while (cut > title && cut[-1] == ' ')
		cut--;
	if (units > TITLE_MAX)
		title = arena_printf(arena, "%.*s" ELLIPSIS, (int)(cut - title), title);
	char *fit = arena_strdup(arena, title);
	for (char *c = fit; *c; c++) {
		if (title_forbids(*c))
			*c = '-';
	}
	return fit;
}

static void begin_page(struct composer *composer, cmark_node *block, const struct scope *scope)
{
	struct arena *arena = composer->arena;
	struct prose prose = { .arena = arena, .open = STRBUF_INIT };
	struct slice info = slice_of(cmark_node_get_fence_info(block));

	end_page(composer);
	slice_word(&info);
	struct slice name = slice_word(&info);
	const char *id = arena_strndup(arena, name.text, name.length);

	expand(&prose, page_title(block), scope, (struct look){ EMPHASIS_NORMAL, NULL });
	struct text title = prose_finish(&prose);
	composer->sections = arena_grow(arena, composer->sections, composer->section_count,
		&composer->section_capacity, sizeof *composer->sections);
	composer->sections[composer->section_count++] = (struct section){
		.id = id,
		.title = fit_title(title.count ? title.runs[0].text : id, arena),
	};
}

static bool show_exhibit(struct composer *composer, cmark_node *node)
{
	const struct template *template = composer->template;
	struct slice info = slice_of(cmark_node_get_fence_info(node));
	struct block *blocks = NULL;
	size_t count = 0;

	slice_word(&info);
	struct slice name = slice_word(&info);
	for (size_t i = 0; i < template->exhibit_count; i++) {
		const struct template_exhibit *exhibit = &template->exhibits[i];

		if (!slice_is(name, exhibit->name))
			continue;
		if (!exhibit->compose(
			    exhibit->context, &blocks, &count, composer->arena, composer->error))
			return error_wrap(composer->error, "%s:%d: exhibit '%s'", template->file,
				cmark_node_get_start_line(node), exhibit->name);
		for (size_t k = 0; k < count; k++)
			add_block(composer, blocks[k]);
		break;
	}
	return true;
}

static void add_list(struct composer *composer, cmark_node *list, const struct scope *scope)
{
	for (cmark_node *item = cmark_node_first_child(list); item; item = cmark_node_next(item)) {
		cmark_node *paragraph = cmark_node_first_child(item);
		struct text text = { 0 };

		if (paragraph)
			text = compose_text(paragraph, scope, false, composer->arena);
		if (!text.count)
			continue;
		if (!composer->item_count) {
			add_block(composer, (struct block){ .kind = BLOCK_LIST });
			composer->items = NULL;
			composer->item_capacity = 0;
		}
		composer->items = arena_grow(composer->arena, composer->items, composer->item_count,
			&composer->item_capacity, sizeof *composer->items);
		composer->items[composer->item_count++] = text;

		struct block *block = &composer->blocks[composer->block_count - 1];
		block->items = composer->items;
		block->count = composer->item_count;
	}
}

static bool after_message(const struct composer *composer)
{
	if (!composer->block_count)
		return false;
	const struct block *last = &composer->blocks[composer->block_count - 1];
	return last->kind == BLOCK_HEADING && last->level == 1;
}

static void add_paragraph(struct composer *composer, cmark_node *node, enum paragraph_role role,
	const struct scope *scope)
{
	cmark_node *only = cmark_node_first_child(node);
	bool emphasised =
		only && cmark_node_get_type(only) == CMARK_NODE_EMPH && !cmark_node_next(only);

	if (emphasised && role == PARAGRAPH_BODY && after_message(composer))
		role = PARAGRAPH_SUBTITLE;
	struct text text = compose_text(node, scope, role == PARAGRAPH_SUBTITLE, composer->arena);
	if (text.count)
		add_block(composer,
			(struct block){ .kind = BLOCK_PARAGRAPH, .role = role, .text = text });
}

static bool compose_block(struct composer *composer, cmark_node *node, const struct scope *scope)
{
	struct slice info;
	struct text text;
	cmark_node *child;

	switch (cmark_node_get_type(node)) {
	case CMARK_NODE_CODE_BLOCK:
		info = slice_of(cmark_node_get_fence_info(node));
		if (!slice_is(slice_word(&info), "page"))
			return show_exhibit(composer, node);
		begin_page(composer, node, scope);
		break;
	case CMARK_NODE_HEADING:
		text = compose_text(node, scope, false, composer->arena);
		if (text.count)
			add_block(composer, (struct block){ .kind = BLOCK_HEADING,
						    .level = cmark_node_get_heading_level(node),
						    .text = text });
		break;
	case CMARK_NODE_PARAGRAPH:
		add_paragraph(composer, node, PARAGRAPH_BODY, scope);
		break;
	case CMARK_NODE_BLOCK_QUOTE:
		for (child = cmark_node_first_child(node); child; child = cmark_node_next(child))
			add_paragraph(composer, child, PARAGRAPH_NOTE, scope);
		break;
	case CMARK_NODE_LIST:
		add_list(composer, node, scope);
		break;
	default:
		break;
	}
	return true;
}

static bool is_true(const struct template_field *field)
{
	switch (field->kind) {
	case FIELD_TEXT:
		return field->text && *field->text;
	case FIELD_COUNT:
		return field->count != 0;
	case FIELD_FLAG:
		return field->flag;
	case FIELD_LIST:
		return field->row_count > 0;
	}
	return false;
}

/* The mark that closes the section whose mark node is. */
static cmark_node *section_end(cmark_node *node)
{
	struct placeholder mark;
	int depth = 0;

	for (; node; node = cmark_node_next(node)) {
		if (section_mark(node, &mark))
			depth += mark.sign == '#' ? 1 : -1;
		if (!depth)
			break;
	}
	return node;
}

static bool compose_blocks(struct composer *composer, cmark_node *node, const cmark_node *end,
	const struct scope *scope);

static bool compose_rows(struct composer *composer, cmark_node *first, const cmark_node *end,
	const struct template_field *list, const struct scope *outer)
{
	for (size_t row = 0; row < list->row_count; row++) {
		struct scope scope = { list->cells + row * list->member_count, list->member_count,
			outer };

		if (!compose_blocks(composer, first, end, &scope))
			return false;
	}
	return true;
}

static bool compose_blocks(struct composer *composer, cmark_node *node, const cmark_node *end,
	const struct scope *scope)
{
	struct placeholder mark;
	bool composed = true;

	for (; composed && node != end; node = cmark_node_next(node)) {
		if (!section_mark(node, &mark)) {
			composed = compose_block(composer, node, scope);
			continue;
		}
		const struct template_field *field = scope_find(scope, mark.name);
		cmark_node *first = cmark_node_next(node);

		node = section_end(node);
		if (mark.section == SECTION_EACH)
			composed = compose_rows(composer, first, node, field, scope);
		else if (is_true(field) == (mark.section == SECTION_IF))
			composed = compose_blocks(composer, first, node, scope);
	}
	return composed;
}

bool template_compose(const struct template *template, struct section **sections, size_t *count,
	struct arena *arena, struct error *error)
{
	struct scope scope = { template->fields, template->field_count, NULL };
	struct composer composer = { .template = template, .arena = arena, .error = error };

	*sections = NULL;
	*count = 0;
	if (!template_check(template, NULL, arena, error))
		return false;

	cmark_node *document = template_parse(template);
	bool composed = compose_blocks(&composer, cmark_node_first_child(document), NULL, &scope);
	cmark_node_free(document);
	if (!composed)
		return false;
	end_page(&composer);
	*sections = composer.sections;
	*count = composer.section_count;
	return true;
}
