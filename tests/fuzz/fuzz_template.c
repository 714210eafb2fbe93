#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "stage/template.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const struct template_field members[] = {
	{ .name = "b", .kind = FIELD_TEXT },
	{ .name = "m", .kind = FIELD_LIST },
};
static const struct template_field cells[] = {
	{ .name = "b", .kind = FIELD_TEXT, .text = "*{{t}}* <b>" },
	{ .name = "m", .kind = FIELD_LIST },
	{ .name = "b", .kind = FIELD_TEXT },
	{ .name = "m", .kind = FIELD_LIST },
};
static const struct template_field fields[] = {
	{ .name = "t", .kind = FIELD_TEXT, .text = "[x](y) {{n}} [:]" },
	{ .name = "n", .kind = FIELD_COUNT, .count = 3 },
	{ .name = "f", .kind = FIELD_FLAG, .flag = true },
	{ .name = "g", .kind = FIELD_FLAG },
	{ .name = "l",
		.kind = FIELD_LIST,
		.members = members,
		.member_count = 2,
		.cells = cells,
		.row_count = 2 },
};

static bool compose_nothing(void *context, struct block **blocks, size_t *count,
	struct arena *arena, struct error *error)
{
	(void)context, (void)arena, (void)error;
	*blocks = NULL;
	*count = 0;
	return true;
}

static const struct template_exhibit exhibits[] = { { "x", NULL, compose_nothing } };

static void check_text(struct text text)
{
	for (size_t i = 0; i < text.count; i++) {
		const struct run *run = &text.runs[i];

		if (!*run->text || !utf8_clean(run->text, strlen(run->text)))
			abort();
		if (run->link && strstr(run->link, "{{"))
			abort();
	}
}

static void check_section(const struct section *section)
{
	if (!*section->id || !*section->title || strpbrk(section->title, "[]:*?/\\") ||
		utf8_length(section->title) > 31)
		abort();
	for (size_t i = 0; i < section->count; i++) {
		const struct block *block = &section->blocks[i];

		check_text(block->text);
		if (block->kind != BLOCK_LIST && !block->text.count)
			abort();
		for (size_t k = 0; block->kind == BLOCK_LIST && k < block->count; k++)
			check_text(block->items[k]);
	}
}

/* Any bytes as a template: told where they are wrong, or a report that can be shown. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new();
	struct error error = { 0 };
	struct template template = { .length = size,
		.file = "t.md",
		.fields = fields,
		.field_count = sizeof fields / sizeof fields[0],
		.exhibits = exhibits,
		.exhibit_count = 1 };
	struct template_problems problems = { 0 };
	char *text = arena_alloc(arena, size + 1);
	struct section *sections;
	size_t count;

	if (size)
		memcpy(text, data, size);
	template.text = text;
	if (template_check(&template, &problems, arena, &error)) {
		if (!template_compose(&template, &sections, &count, arena, &error))
			abort();
		for (size_t i = 0; i < count; i++)
			check_section(&sections[i]);
	} else if (error.kind != ERROR_USAGE || !problems.count) {
		abort();
	}
	for (size_t i = 0; i < problems.count; i++) {
		const struct template_problem *problem = &problems.items[i];

		if (problem->origin.line < 1 || problem->origin.column < 1 ||
			!utf8_valid(problem->message, strlen(problem->message)))
			abort();
	}
	arena_free(arena);
	return 0;
}
