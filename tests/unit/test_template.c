#include "stage/template.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/strbuf.h"

#define PAGE "```page first\ntitle: Första\n```\n\n"
#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

static struct arena *arena;

static int open_arena(void **state)
{
	(void)state;
	arena = arena_new();
	return 0;
}

static int close_arena(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

static const struct template_field inner_members[] = { { .name = "cause", .kind = FIELD_TEXT } };
static const struct template_field causes[] = {
	{ .name = "cause", .kind = FIELD_TEXT, .text = "pris" },
	{ .name = "cause", .kind = FIELD_TEXT, .text = "support" },
};

static const struct template_field risk_members[] = {
	{ .name = "name", .kind = FIELD_TEXT },
	{ .name = "large", .kind = FIELD_FLAG },
	{ .name = "causes", .kind = FIELD_LIST, .members = inner_members, .member_count = 1 },
};

static const struct template_field risk_cells[] = {
	{ .name = "name", .kind = FIELD_TEXT, .text = "Nordkap" },
	{ .name = "large", .kind = FIELD_FLAG, .flag = true },
	{ .name = "causes",
		.kind = FIELD_LIST,
		.members = inner_members,
		.member_count = 1,
		.cells = causes,
		.row_count = 2 },
	{ .name = "name", .kind = FIELD_TEXT, .text = "- Granit & *Glas*" },
	{ .name = "large", .kind = FIELD_FLAG },
	{ .name = "causes", .kind = FIELD_LIST, .members = inner_members, .member_count = 1 },
};

static const struct template_field fields[] = {
	{ .name = "company", .kind = FIELD_TEXT, .text = "Nordvind *AB* <b>" },
	{ .name = "name", .kind = FIELD_TEXT, .text = "utanför" },
	{ .name = "markup",
		.kind = FIELD_TEXT,
		.text = "# [x](javascript:y) {{company}} &amp; `k` ~~~ **s** _u_ \\ ![i](j) <!--" },
	{ .name = "empty", .kind = FIELD_TEXT, .text = "" },
	{ .name = "nothing", .kind = FIELD_TEXT },
	{ .name = "long_name",
		.kind = FIELD_TEXT,
		.text = "Åäö/Å\U0001F600 ett mycket långt namn på ett bolag" },
	{ .name = "spaces", .kind = FIELD_TEXT, .text = "två  blanka" },
	{ .name = "goals.count", .kind = FIELD_COUNT, .count = 4 },
	{ .name = "one", .kind = FIELD_COUNT, .count = 1 },
	{ .name = "none", .kind = FIELD_COUNT, .count = 0 },
	{ .name = "customers", .kind = FIELD_COUNT, .count = 1563, .text = "1\u00a0563" },
	{ .name = "yes", .kind = FIELD_FLAG, .flag = true },
	{ .name = "no", .kind = FIELD_FLAG, .flag = false },
	{ .name = "risks",
		.kind = FIELD_LIST,
		.members = risk_members,
		.member_count = LENGTH(risk_members),
		.cells = risk_cells,
		.row_count = 2 },
	{ .name = "no_risks",
		.kind = FIELD_LIST,
		.members = risk_members,
		.member_count = LENGTH(risk_members) },
};

static char two_words[] = "ab", no_words[] = "";

static bool compose_words(void *context, struct block **blocks, size_t *count, struct arena *memory,
	struct error *error)
{
	const char *words = context;
	struct run *run = ARENA_ARRAY(memory, struct run, 1);

	(void)error;
	run->text = words;
	*blocks = ARENA_ARRAY(memory, struct block, 2);
	*count = strlen(words);
	for (size_t i = 0; i < *count; i++)
		(*blocks)[i] = (struct block){ .kind = BLOCK_CALLOUT, .text = { run, 1 } };
	return true;
}

static bool fail_to_compose(void *context, struct block **blocks, size_t *count,
	struct arena *memory, struct error *error)
{
	(void)context, (void)blocks, (void)count, (void)memory;
	return error_set(error, ERROR_FAILED, "no ink");
}

static const struct template_exhibit exhibits[] = {
	{ "goal_table", two_words, compose_words },
	{ "silent", no_words, compose_words },
	{ "broken", NULL, fail_to_compose },
};

static struct template template_of(const char *text)
{
	return (struct template){ text, strlen(text), "board.sv.md", fields, LENGTH(fields),
		exhibits, LENGTH(exhibits) };
}

static void write_text(struct strbuf *out, struct text text)
{
	for (size_t i = 0; i < text.count; i++) {
		const struct run *run = &text.runs[i];
		const char *mark = run->emphasis == EMPHASIS_STRONG  ? "B"
				   : run->emphasis == EMPHASIS_MUTED ? "m"
								     : "";

		assert_true(strlen(run->text) > 0);
		assert_null(run->lang);
		if (run->link)
			strbuf_addf(out, "%s[%s](%s)", mark, run->text, run->link);
		else if (*mark)
			strbuf_addf(out, "%s[%s]", mark, run->text);
		else
			strbuf_adds(out, run->text);
	}
}

static void write_block(struct strbuf *out, const struct block *block)
{
	static const char *const roles[] = { "P ", "SUBTITLE ", "NOTE " };

	if (block->kind == BLOCK_HEADING)
		strbuf_addf(out, "H%d ", block->level);
	else if (block->kind == BLOCK_PARAGRAPH)
		strbuf_adds(out, roles[block->role]);
	else if (block->kind == BLOCK_CALLOUT)
		strbuf_adds(out, "CALLOUT ");
	else
		strbuf_adds(out, "LIST");
	write_text(out, block->text);
	for (size_t i = 0; block->kind == BLOCK_LIST && i < block->count; i++) {
		strbuf_adds(out, " - ");
		write_text(out, block->items[i]);
	}
	strbuf_addc(out, '\n');
}

/* Composes, and compares the whole with expected, a line a page ("= id: title") and a block. */
static void assert_composed(const char *text, const char *expected)
{
	struct template template = template_of(text);
	struct strbuf out = STRBUF_INIT;
	struct error error = { 0 };
	struct section *sections;
	size_t count;

	if (!template_compose(&template, &sections, &count, arena, &error))
		fail_msg("%s", error.message);
	for (size_t i = 0; i < count; i++) {
		strbuf_addf(&out, "= %s: %s\n", sections[i].id, sections[i].title);
		for (size_t k = 0; k < sections[i].count; k++)
			write_block(&out, &sections[i].blocks[k]);
	}
	const char *composed = arena_strdup(arena, out.bytes);
	strbuf_release(&out);
	assert_string_equal(composed, expected);
}

/* The same for what stands on a page. */
static void assert_prose(const char *prose, const char *expected)
{
	assert_composed(arena_printf(arena, PAGE "%s", prose),
		arena_printf(arena, "= first: Första\n%s", expected));
}

static void pages_hold_the_blocks_that_follow_them(void **state)
{
	(void)state;
	assert_composed(PAGE "# Ett\n\nText.\n\n"
			     "~~~ page  page-2 \n\ntitle :  Andra {{goals.count}}  \n~~~\n"
			     "## Två\n### Tre\n"
			     "```page empty\ntitle: Tom\n```",
		"= first: Första\nH1 Ett\nP Text.\n"
		"= page-2: Andra 4\nH2 Två\nH3 Tre\n"
		"= empty: Tom\n");
}

static void data_with_markup_comes_out_as_it_is(void **state)
{
	(void)state;
	assert_prose("# Om {{company}}\n\n"
		     "{{markup}}\n\n"
		     "- {{markup}}\n\n"
		     "> {{company}}\n",
		"H1 Om Nordvind *AB* <b>\n"
		"P # [x](javascript:y) {{company}} &amp; `k` ~~~ **s** _u_ \\ ![i](j) <!--\n"
		"LIST - # [x](javascript:y) {{company}} &amp; `k` ~~~ **s** _u_ \\ ![i](j) <!--\n"
		"NOTE Nordvind *AB* <b>\n");
}

static void a_count_takes_its_word(void **state)
{
	(void)state;
	assert_prose("{{goals.count | plural:mål:mål}}, {{one|plural:kund:kunder}}, "
		     "{{none | plural : ett mål : flera mål }}, {{ customers }}, "
		     "{{customers|plural:kund:kunder}}\n",
		"P 4\u00a0mål, 1\u00a0kund, 0\u00a0flera mål, 1\u00a0563, "
		"1\u00a0563\u00a0kunder\n");
}

static void emphasis_and_links_make_runs(void **state)
{
	(void)state;
	assert_prose("Blev **{{goals.count}} av {{one}}** mot *målet* {{one}}.\n"
		     "Se [om **{{company}}**](https://example.se/a?b=c#d) eller <mailto:a@b.se>\\\n"
		     "***nu*** **{{one}}**\n",
		"P Blev B[4 av 1] mot m[målet] 1. Se [om ](https://example.se/a?b=c#d)"
		"B[Nordvind *AB* <b>](https://example.se/a?b=c#d) eller "
		"[mailto:a@b.se](mailto:a@b.se) B[nu] B[1]\n");
}

static void runs_of_one_look_are_one(void **state)
{
	struct template template = template_of(PAGE "a {{one}} b\nc &amp; d\n");
	struct error error = { 0 };
	struct section *sections;
	size_t count;

	(void)state;
	assert_true(template_compose(&template, &sections, &count, arena, &error));
	assert_int_equal(sections[0].blocks[0].text.count, 1);
	assert_string_equal(sections[0].blocks[0].text.runs[0].text, "a 1 b c & d");
}

static void an_emphasised_paragraph_after_the_message_is_its_subtitle(void **state)
{
	(void)state;
	assert_prose("*före*\n\n# Ett\n\n*{{company}}, **fet***\n\n*igen*\n\n## Två\n\n*inte*\n",
		"P m[före]\nH1 Ett\nSUBTITLE Nordvind *AB* <b>, B[fet]\nP m[igen]\nH2 Två\nP "
		"m[inte]\n");
	assert_prose("# Ett\n\n*delvis* så\n", "H1 Ett\nP m[delvis] så\n");
	assert_prose("# Ett\n\n> *not*\n", "H1 Ett\nNOTE m[not]\n");
}

static void a_quote_is_notes(void **state)
{
	(void)state;
	assert_prose("> Ett\n> två\n>\n> Tre\n", "NOTE Ett två\nNOTE Tre\n");
}

static void what_is_empty_is_left_out(void **state)
{
	(void)state;
	assert_prose(
		"# {{empty}}\n\n{{empty}} {{nothing}}\n\n- {{empty}}\n- **{{nothing}}**\n\n"
		"> {{empty}}\n\nKvar {{empty}} {{nothing}} här {{empty}}\n\n- \n- x {{empty}}\n\n"
		"**a {{empty}}**{{empty}} b\n",
		"P Kvar här\nLIST - x\nP B[a] b\n");
}

static void spaces_of_data_are_kept(void **state)
{
	(void)state;
	assert_prose("a   {{spaces}}\tb\n", "P a två  blanka b\n");
}

static void an_exhibit_gives_its_blocks(void **state)
{
	(void)state;
	assert_prose("Före\n\n```exhibit goal_table\n```\n```exhibit silent\n```\nEfter\n",
		"P Före\nCALLOUT ab\nCALLOUT ab\nP Efter\n");
}

static void a_failing_exhibit_is_named(void **state)
{
	struct template template = template_of(PAGE "```exhibit broken\n```\n");
	struct error error = { 0 };
	struct section *sections;
	size_t count;

	(void)state;
	assert_false(template_compose(&template, &sections, &count, arena, &error));
	assert_int_equal(error.kind, ERROR_FAILED);
	assert_string_equal(error.message, "board.sv.md:5: exhibit 'broken': no ink");
	assert_int_equal(count, 0);
}

static void sections_are_shown_when_they_are_true(void **state)
{
	static const char *const names[] = { "yes", "no", "goals.count", "none", "company", "empty",
		"nothing", "risks", "no_risks" };
	static const bool truths[] = { true, false, true, false, true, false, false, true, false };

	(void)state;
	for (size_t i = 0; i < LENGTH(names); i++) {
		assert_prose(arena_printf(arena,
				     "{{#if %s}}\n\nja\n\n{{/if}}\n\n{{#unless %s}}\n\nnej\n\n"
				     "{{/unless}}\n",
				     names[i], names[i]),
			truths[i] ? "P ja\n" : "P nej\n");
	}
}

static void sections_nest(void **state)
{
	(void)state;
	assert_prose("{{#if yes}}\n\na\n\n{{#unless yes}}\n\nb\n\n{{#if yes}}\n\nc\n\n{{/if}}\n\n"
		     "{{/unless}}\n\n{{#unless no}}\n\nd\n\n{{/unless}}\n\n{{ /if }}\n\ne\n\n"
		     "{{#if no}}\n\n```exhibit broken\n```\n\n{{/if}}\n",
		"P a\nP d\nP e\n");
	assert_prose("{{#if yes}}\n\n{{/if}}\n", "");
}

static void an_each_repeats_for_every_row(void **state)
{
	(void)state;
	assert_prose("{{name}}\n\n{{#each risks}}\n\n## {{name}}, {{company}}\n\n{{#if large}}\n\n"
		     "stor\n\n{{/if}}\n\n{{#each causes}}\n\n{{name}}: {{cause}}\n\n{{/each}}\n\n"
		     "{{/each}}\n\n{{#each no_risks}}\n\n{{name}}\n\n{{/each}}\n\n{{name}}\n",
		"P utanför\n"
		"H2 Nordkap, Nordvind *AB* <b>\nP stor\nP Nordkap: pris\nP Nordkap: support\n"
		"H2 - Granit & *Glas*, Nordvind *AB* <b>\nP utanför\n");
}

static void an_each_over_items_makes_one_list(void **state)
{
	(void)state;
	assert_prose("- först\n\n{{#each risks}}\n\n- {{name}}\n- {{company}}\n\n{{/each}}\n\n"
		     "text\n\n- ny\n",
		"LIST - först - Nordkap - Nordvind *AB* <b> - - Granit & *Glas* - Nordvind *AB* "
		"<b>\nP text\nLIST - ny\n");
}

static void a_page_may_be_left_out(void **state)
{
	(void)state;
	assert_composed(PAGE "a\n\n{{#if no}}\n\nb\n\n```page second\ntitle: Andra\n```\n\nc\n\n"
			     "{{/if}}\n\n{{#if yes}}\n\n```page third\ntitle: Tredje\n```\n\nd\n\n"
			     "{{/if}}\n\n```page last\ntitle: Sist\n```\n\ne\n",
		"= first: Första\nP a\n= third: Tredje\nP d\n= last: Sist\nP e\n");
}

static void a_title_fits_the_name_of_a_sheet(void **state)
{
	(void)state;
	/* 31 UTF-16 units: the emoji takes two; no space before the ellipsis */
	assert_composed("```page a\ntitle: {{long_name}}\n```\n"
			"```page b\ntitle: {{empty}}\n```\n"
			"```page c\ntitle: {{one | plural:mål:mål}}\n```\n"
			"```page d\ntitle: 1234567890123456789012345678901\n```\n",
		"= a: Åäö-Å\U0001F600 ett mycket långt namn\u2026\n= b: b\n= c: 1\u00a0mål\n"
		"= d: 1234567890123456789012345678901\n");
}

static void line_ends_and_marks_of_other_systems_are_read(void **state)
{
	(void)state;
	assert_composed(
		"\xef\xbb\xbf```page first\r\ntitle: Första\r\n```\r\n\r\n{{#if yes}}\r\n\r\n"
		"a\r\nb\r\n\r\n{{/if}}\r\n",
		"= first: Första\nP a b\n");
}

/* Checks, and compares the message with expected, each line of it without the name of the file. */
static void assert_problems(const char *text, const char *expected)
{
	struct template template = template_of(text);
	struct error error = { 0 }, again = { 0 };
	struct template_problems problems = { 0 };
	struct strbuf out = STRBUF_INIT, message = STRBUF_INIT;
	struct section *sections;
	size_t count;

	assert_false(template_check(&template, &problems, arena, &error));
	assert_int_equal(error.kind, ERROR_USAGE);
	for (size_t i = 0; i < problems.count; i++) {
		const struct template_problem *problem = &problems.items[i];

		strbuf_addf(&out, "%s %d:%d: %s\n", problem->code, problem->origin.line,
			problem->origin.column, problem->message);
		strbuf_addf(&message, "%s%s:%d:%d: %s", i ? "\n" : "", problem->origin.file,
			problem->origin.line, problem->origin.column, problem->message);
	}
	const char *found = arena_strdup(arena, out.bytes);
	const char *told = arena_strdup(arena, message.bytes);
	strbuf_release(&out);
	strbuf_release(&message);
	assert_string_equal(found, expected);
	assert_string_equal(error.message, told);
	assert_false(template_compose(&template, &sections, &count, arena, &again));
	assert_string_equal(again.message, error.message);
}

/* The same for prose on a page, whose first line is 5. */
static void assert_prose_problems(const char *prose, const char *expected)
{
	assert_problems(arena_printf(arena, PAGE "%s", prose), expected);
}

static void a_good_template_has_no_problems(void **state)
{
	struct template template = template_of(PAGE "# {{company}}\n");
	struct error error = { 0 };
	struct template_problems problems = { 0 };

	(void)state;
	assert_true(template_check(&template, &problems, arena, &error));
	assert_int_equal(problems.count, 0);
	assert_int_equal(error.kind, ERROR_NONE);
}

static void unknown_names_are_told_with_the_nearest(void **state)
{
	(void)state;
	assert_prose_problems("Åäö {{compny}} och {{zzzzzz}}\n\n"
			      "```exhibit goal_tabel\n```\n\n"
			      "{{one | plurall:a:b}} {{one | antal:a:b}}\n\n"
			      "```chart x\n```\n\n```exhibits silent\n```\n",
		"TP03 5:7: unknown field 'compny'; did you mean 'company'?\n"
		"TP03 5:22: unknown field 'zzzzzz'\n"
		"TP13 7:12: unknown exhibit 'goal_tabel'; did you mean 'goal_table'?\n"
		"TP04 10:9: unknown format 'plurall'; did you mean 'plural'?\n"
		"TP04 10:31: unknown format 'antal'\n"
		"TP12 12:4: unknown block 'chart'\n"
		"TP12 15:4: unknown block 'exhibits'; did you mean 'exhibit'?\n");
}

static void members_are_known_only_in_their_each(void **state)
{
	(void)state;
	assert_prose_problems(
		"{{#each risks}}\n\n{{nme}} {{large}}\n\n{{#each causes}}\n\n{{cause}}\n\n"
		"{{/each}}\n\n{{cause}}\n\n{{/each}}\n\n{{#if large}}\n\nx\n\n{{/if}}\n",
		"TP03 7:3: unknown field 'nme'; did you mean 'name'?\n"
		"TP05 7:11: 'large' is a yes or no; write '{{#if large}}' to ask for it\n"
		"TP03 15:3: unknown field 'cause'; did you mean 'causes'?\n"
		"TP03 19:7: unknown field 'large'\n");
	/* Only the list is unknown, not what may be in its rows. */
	assert_prose_problems("{{#each riskss}}\n\n{{anything}}\n\n{{/each}}\n",
		"TP03 5:9: unknown field 'riskss'; did you mean 'risks'?\n");
}

static void fields_are_used_by_their_kind(void **state)
{
	(void)state;
	assert_prose_problems("{{risks}} {{yes}} {{company | plural:a:b}}\n\n"
			      "{{#each yes}}\n\nx\n\n{{/each}}\n",
		"TP05 5:3: 'risks' is a list; write '{{#each risks}}' to go through it\n"
		"TP05 5:13: 'yes' is a yes or no; write '{{#if yes}}' to ask for it\n"
		"TP05 5:21: 'company' is not a count, so it has no plural\n"
		"TP05 7:9: 'yes' is not a list\n");
}

static void plural_takes_two_words(void **state)
{
	static const char *const bad[] = { "plural", "plural:a", "plural::b",
		"plural:a:", "plural:a:b:c" };

	(void)state;
	for (size_t i = 0; i < LENGTH(bad); i++)
		assert_prose_problems(arena_printf(arena, "{{one | %s}}\n", bad[i]),
			"TP04 5:9: plural takes two words, for one and for more, as in "
			"'{{goals | plural:goal:goals}}'\n");
}

static void placeholders_are_whole(void **state)
{
	(void)state;
	assert_prose_problems(
		"å {{company och\n\n{{one |\nplural:a:b}}\n\n{{}} {{#if}} {{ {{one}} {{{one}}}\n",
		"TP02 5:3: '{{' without '}}' in its line\n"
		"TP02 7:1: '{{' without '}}' in its line\n"
		"TP02 10:1: '{{}}' has no field name\n"
		"TP02 10:6: '{{#if}}' has no field name\n"
		"TP06 10:6: '{{#if}}' must stand alone in its line, with a blank line before and "
		"after\n"
		"TP07 10:6: '{{#if}}' is never closed\n"
		"TP02 10:14: '{{' inside a placeholder\n"
		"TP02 10:25: '{{' inside a placeholder\n");
}

static void markup_and_escapes_stay_out_of_placeholders(void **state)
{
	(void)state;
	assert_prose_problems("å {{one | plural:*a*:b}}\n\nå {&#123;one}}\n\n{\\{zzz}}\n\n{{one | "
			      "plural:a&amp;:b}}\n",
		"TP02 5:3: a placeholder with markup or escapes in it\n"
		"TP02 7:1: a placeholder with markup or escapes in it\n"
		"TP02 9:1: a placeholder with markup or escapes in it\n"
		"TP02 11:1: a placeholder with markup or escapes in it\n");
}

static void section_marks_stand_alone(void **state)
{
	(void)state;
	assert_prose_problems("a {{#if yes}}\n\nb\n{{/if}}\n\n"
			      "- {{#if no}}\n\n- x\n\n  {{/if}}\n\n> {{#if yes}}\n\n{{/if}}\n# c\n",
		"TP06 5:3: '{{#if yes}}' must stand alone in its line, with a blank line before "
		"and after\n"
		"TP06 8:1: '{{/if}}' must stand alone in its line, with a blank line before and "
		"after\n"
		"TP06 10:3: '{{#if no}}' must stand alone in its line, with a blank line before "
		"and after\n"
		"TP06 14:3: '{{/if}}' inside a list, a note or other text; it must stand alone in "
		"its line, at the margin\n"
		"TP18 14:3: a second paragraph in an item of a list\n"
		"TP06 16:3: '{{#if yes}}' must stand alone in its line, with a blank line before "
		"and after\n"
		"TP06 18:1: '{{/if}}' must stand alone in its line, with a blank line before and "
		"after\n");
}

static void sections_close_in_order(void **state)
{
	(void)state;
	assert_prose_problems("{{#if yes}}\n\n{{#each risks}}\n\nx\n\n{{/if}}\n\n{{/each}}\n\n"
			      "{{/unless}}\n\n{{#iff yes}}\n\n{{#unless no}}\n\n{{#if no}}\n\n"
			      "{{/unless x}}\n\n{{#if no}}\n",
		"TP07 11:1: '{{/if}}' comes before the end of '{{#each risks}}' of line 7\n"
		"TP07 13:1: '{{/each}}' closes nothing\n"
		"TP07 15:1: '{{/unless}}' closes nothing\n"
		"TP07 17:1: unknown section 'iff'; did you mean 'if'?\n"
		"TP07 23:1: '{{/unless x}}' comes before the end of '{{#if no}}' of line 21\n"
		"TP07 23:11: '{{/unless}}' takes no name\n"
		"TP07 25:1: '{{#if no}}' is never closed\n");
}

static void sections_are_not_endlessly_deep(void **state)
{
	struct strbuf text = STRBUF_INIT;

	(void)state;
	for (int i = 0; i < 9; i++)
		strbuf_adds(&text, "{{#if yes}}\n\n");
	for (int i = 0; i < 8; i++)
		strbuf_adds(&text, "{{/if}}\n\n");
	const char *prose = arena_strdup(arena, text.bytes);
	strbuf_release(&text);
	assert_prose_problems(prose, "TP07 21:1: sections are more than 8 deep\n");
}

static void html_is_refused(void **state)
{
	(void)state;
	assert_prose_problems("ö a <b>fet</b>\n  och <i\nx='y'>\n\n<div>\n{{company}}\n</div>\n\n"
			      "<!-- not -->\n\n- <p>\n",
		"TP08 5:5: HTML; write '\\<' for the sign itself\n"
		"TP08 5:11: HTML; write '\\<' for the sign itself\n"
		"TP08 6:7: HTML; write '\\<' for the sign itself\n"
		"TP08 9:1: HTML; write '\\<' for the sign itself\n"
		"TP08 13:1: HTML; write '\\<' for the sign itself\n"
		"TP08 15:3: HTML; write '\\<' for the sign itself\n");
}

static void images_are_refused(void **state)
{
	(void)state;
	assert_prose_problems("a\n   ö ![b](c.png) ![d](e.png)\n",
		"TP09 6:6: an image; what is drawn comes from exhibits\n"
		"TP09 6:18: an image; what is drawn comes from exhibits\n");
}

static void links_go_to_web_and_mail_only(void **state)
{
	(void)state;
	assert_prose_problems(
		"ö [a](javascript:alert) [b](http://x.se) <file:///etc> [c](x.md) [d]()\n\n"
		"[e][f] [g](https&#58;//ok.se) [h](https://a&#27;b) [i](<https://a b>)\n\n"
		"[f]: data:x\n",
		"TP10 5:7: the address 'javascript:alert' is not one of https: or mailto:\n"
		"TP10 5:29: the address 'http://x.se' is not one of https: or mailto:\n"
		"TP10 5:43: the address 'file:///etc' is not one of https: or mailto:\n"
		"TP10 5:60: the address 'x.md' is not one of https: or mailto:\n"
		"TP10 5:66: the address '' is not one of https: or mailto:\n"
		"TP10 7:1: the address 'data:x' is not one of https: or mailto:\n"
		"TP10 7:31: the address there is not one of https: or mailto:\n"
		"TP10 7:57: the address 'https://a b' is not one of https: or mailto:\n");
}

static void placeholders_stay_out_of_addresses(void **state)
{
	(void)state;
	assert_prose_problems(
		"[a](https://x.se/{{one}}) <https://y.se/{{one}}> [b]({{ company }})\n\n"
		"[c]\n\n[c]: https://z.se/{{company}}\n",
		"TP11 5:18: a placeholder in the address of a link\n"
		"TP11 5:41: a placeholder in the address of a link\n"
		"TP11 5:54: a placeholder in the address of a link\n"
		"TP11 7:1: a placeholder in the address of a link\n"
		"TP11 9:19: a placeholder in the address of a link\n");
}

static void emphasis_that_is_none_is_told(void **state)
{
	(void)state;
	assert_prose_problems(
		"å **{{one}}**s mål\n\nde**{{one}}**, *{{one}}*s och \\*{{one}} {{one}}\\*\n",
		"TP14 5:3: the '*' beside '{{one}}' does not emphasise; put a space on its other "
		"side, or write '\\*' for the sign itself\n"
		"TP14 7:3: the '*' beside '{{one}}' does not emphasise; put a space on its other "
		"side, or write '\\*' for the sign itself\n"
		"TP14 7:16: the '*' beside '{{one}}' does not emphasise; put a space on its other "
		"side, or write '\\*' for the sign itself\n");
}

static void prose_stands_on_a_page(void **state)
{
	(void)state;
	assert_problems("", "TP15 1:1: no page; begin the first one with '```page NAME'\n");
	assert_problems("\n\n  text\n\ntext\n\n" PAGE "text\n",
		"TP15 3:3: prose before the first page; begin it with '```page NAME'\n");
	assert_problems("```exhibit silent\n```\n" PAGE,
		"TP15 1:1: prose before the first page; begin it with '```page NAME'\n");
	assert_problems(PAGE
		"{{#if yes}}\n\n{{#unless no}}\n\n```page a\ntitle: A\n```\n\n{{/unless}}\n\n"
		"{{/if}}\n\ntext\n\n```page b\ntitle: B\n```\n\ntext\n",
		"TP15 17:1: the section before this may have begun a page; begin the next one "
		"with '```page NAME' first\n");
	assert_problems(PAGE "{{#each risks}}\n\n```page a\ntitle: A\n```\n\n{{/each}}\n",
		"TP16 7:1: a page inside an each\n");
}

static void pages_have_names_of_their_own(void **state)
{
	(void)state;
	assert_problems("```page a\ntitle: A\n```\n```page b\ntitle: B\n```\n"
			"```page a\ntitle: C\n```\n```page Å\ntitle: D\n```\n"
			"```page\ntitle: E\n```\n```page f g\ntitle: F\n```\n"
			"```page {{one}}\ntitle: G\n```\n",
		"TP16 7:9: page 'a' is there already\n"
		"TP16 10:9: a page needs a name of small letters, digits and '-', as in "
		"'```page renewal'\n"
		"TP16 13:1: a page needs a name of small letters, digits and '-', as in "
		"'```page renewal'\n"
		"TP16 16:9: a page needs a name of small letters, digits and '-', as in "
		"'```page renewal'\n"
		"TP16 19:9: a page needs a name of small letters, digits and '-', as in "
		"'```page renewal'\n");
}

static void pages_have_one_title_that_fits(void **state)
{
	(void)state;
	assert_problems("```page a\n```\n"
			"```page b\ntitel: B\ntitle: C\n  title: D\nhello\n```\n"
			"```page e\ntitle:\n```\n"
			"```page f\ntitle: Ö {{one | plural:a:b}}: x\n```\n"
			"```page g\ntitle: {{zzz}} {{risks}}\n```\n"
			"```page h\ntitle: åäö4567890123456789012345678901 {{one}}\n```\n",
		"TP17 1:1: the page has no 'title: ...'\n"
		"TP17 4:1: unknown key 'titel'; did you mean 'title'?\n"
		"TP17 6:3: a second title\n"
		"TP17 7:1: not 'title: ...', which is all that a page block holds\n"
		"TP17 10:1: the title is empty\n"
		"TP17 13:30: a title may not hold ':', because sheets are named by it\n"
		"TP03 16:10: unknown field 'zzz'\n"
		"TP05 16:18: 'risks' is a list; write '{{#each risks}}' to go through it\n"
		"TP17 19:8: a title may have at most 31 characters, because sheets are named by "
		"it\n");
}

static void what_reports_do_not_have_is_refused(void **state)
{
	(void)state;
	assert_prose_problems("1. ett\n\n#### fyra\n\n---\n\n    kod\n\nå `kod`\n\n- a\n  - b\n\n"
			      "- c\n\n  d\n\n> # e\n\n- > f\n\n- ```page x\n  ```\n",
		"TP18 5:1: a numbered list; reports have bullets only ('1\\.' is no list)\n"
		"TP18 7:1: a heading below level 3\n"
		"TP18 9:1: a rule; reports have none\n"
		"TP18 11:5: an indented line is code, and reports have none; begin at the margin\n"
		"TP18 13:3: code; reports have none\n"
		"TP18 16:3: only words in an item of a list\n"
		"TP18 20:3: a second paragraph in an item of a list\n"
		"TP18 22:3: only paragraphs in a note\n"
		"TP18 24:3: only words in an item of a list\n"
		"TP18 26:3: only words in an item of a list\n");
}

static void blocks_are_closed_and_empty(void **state)
{
	(void)state;
	assert_prose_problems("```exhibit silent\nx\n```\n\n```\n```\n\n```exhibit\n```\n\n"
			      "````exhibit silent\n```\n",
		"TP19 6:1: an exhibit block holds nothing\n"
		"TP12 9:1: a block without a kind; write '```page NAME' or '```exhibit NAME'\n"
		"TP13 12:1: an exhibit block names one exhibit, as in '```exhibit goal_table'\n"
		"TP19 15:1: the block is never closed with '```'\n"
		"TP19 16:1: an exhibit block holds nothing\n");
	assert_problems("```page a\ntitle: A\n\n# {{company}}",
		"TP19 1:1: the block is never closed with '```'\n"
		"TP17 4:1: not 'title: ...', which is all that a page block holds\n");
	assert_problems("```page a", "TP17 1:1: the page has no 'title: ...'\n"
				     "TP19 1:1: the block is never closed with '```'\n");
}

static void bytes_that_are_not_text_are_told(void **state)
{
	static const char zero[] = PAGE "a\0b";
	struct template template = template_of(PAGE);
	struct error error = { 0 };

	(void)state;
	assert_problems(PAGE "å \xe5 {{zzz}}\n\xe4\n",
		"TP01 5:3: not UTF-8 (saved as ISO-8859-1 or Windows-1252?)\n");
	assert_problems(PAGE "å \x1b[1m\nb\u202ec\n",
		"TP01 5:3: character U+001B cannot be shown\n"
		"TP01 6:2: character U+202E cannot be shown\n");
	assert_prose_problems("b &#8238; c\n", "TP01 5:3: a character that cannot be shown\n");
	template.text = zero;
	template.length = sizeof zero - 1;
	assert_false(template_check(&template, NULL, arena, &error));
	assert_string_equal(error.message, "board.sv.md:5:2: character U+0000 cannot be shown");
}

static void endless_problems_are_not_all_told(void **state)
{
	struct strbuf text = STRBUF_INIT;
	struct template_problems problems = { 0 };
	struct error error = { 0 };

	(void)state;
	strbuf_adds(&text, PAGE);
	for (int i = 0; i < 60000; i++)
		strbuf_adds(&text, i % 2 ? "<b>" : "{{x}} ");
	struct template template = template_of(text.bytes);
	assert_false(template_check(&template, &problems, arena, &error));
	assert_int_equal(problems.count, 500);
	strbuf_release(&text);
}

static void deep_markup_cannot_exhaust_the_stack(void **state)
{
	static char text[200000];
	struct template template = template_of(PAGE);
	struct section *sections;
	size_t count;

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		struct error error = { 0 };
		size_t length = (size_t)snprintf(text, sizeof text, "%s", PAGE);

		while (length + 8 < sizeof text) {
			memcpy(text + length,
				(const char *const[]){ "*a **a ", "> > > >", "{{#if a" }[i], 7);
			length += 7;
		}
		template.text = text;
		template.length = length;
		if (!template_compose(&template, &sections, &count, arena, &error))
			assert_int_equal(error.kind, ERROR_USAGE);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(pages_hold_the_blocks_that_follow_them),
		cmocka_unit_test(data_with_markup_comes_out_as_it_is),
		cmocka_unit_test(a_count_takes_its_word),
		cmocka_unit_test(emphasis_and_links_make_runs),
		cmocka_unit_test(runs_of_one_look_are_one),
		cmocka_unit_test(an_emphasised_paragraph_after_the_message_is_its_subtitle),
		cmocka_unit_test(a_quote_is_notes),
		cmocka_unit_test(what_is_empty_is_left_out),
		cmocka_unit_test(spaces_of_data_are_kept),
		cmocka_unit_test(an_exhibit_gives_its_blocks),
		cmocka_unit_test(a_failing_exhibit_is_named),
		cmocka_unit_test(sections_are_shown_when_they_are_true),
		cmocka_unit_test(sections_nest),
		cmocka_unit_test(an_each_repeats_for_every_row),
		cmocka_unit_test(an_each_over_items_makes_one_list),
		cmocka_unit_test(a_page_may_be_left_out),
		cmocka_unit_test(a_title_fits_the_name_of_a_sheet),
		cmocka_unit_test(line_ends_and_marks_of_other_systems_are_read),
		cmocka_unit_test(a_good_template_has_no_problems),
		cmocka_unit_test(unknown_names_are_told_with_the_nearest),
		cmocka_unit_test(members_are_known_only_in_their_each),
		cmocka_unit_test(fields_are_used_by_their_kind),
		cmocka_unit_test(plural_takes_two_words),
		cmocka_unit_test(placeholders_are_whole),
		cmocka_unit_test(markup_and_escapes_stay_out_of_placeholders),
		cmocka_unit_test(section_marks_stand_alone),
		cmocka_unit_test(sections_close_in_order),
		cmocka_unit_test(sections_are_not_endlessly_deep),
		cmocka_unit_test(html_is_refused),
		cmocka_unit_test(images_are_refused),
		cmocka_unit_test(links_go_to_web_and_mail_only),
		cmocka_unit_test(placeholders_stay_out_of_addresses),
		cmocka_unit_test(emphasis_that_is_none_is_told),
		cmocka_unit_test(prose_stands_on_a_page),
		cmocka_unit_test(pages_have_names_of_their_own),
		cmocka_unit_test(pages_have_one_title_that_fits),
		cmocka_unit_test(what_reports_do_not_have_is_refused),
		cmocka_unit_test(blocks_are_closed_and_empty),
		cmocka_unit_test(bytes_that_are_not_text_are_told),
		cmocka_unit_test(endless_problems_are_not_all_told),
		cmocka_unit_test(deep_markup_cannot_exhaust_the_stack),
	};

	return cmocka_run_group_tests(tests, open_arena, close_arena);
}
