#include "locale/phrases.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define HEADER                                                                                     \
	"msgid \"\"\n"                                                                             \
	"msgstr \"\"\n"                                                                            \
	"\"Content-Type: text/plain; charset=UTF-8\\n\"\n"                                         \
	"\"Plural-Forms: nplurals=2; plural=(n != 1);\\n\"\n"                                      \
	"\n"

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

static const struct phrases *read_whole(const char *text)
{
	struct phrases *phrases;
	struct error error = { 0 };

	if (!phrases_parse(&phrases, text, strlen(text), "sv.po", arena, &error))
		fail_msg("%s", error.message);
	return phrases;
}

static void assert_faults(const char *text, const char *message)
{
	struct phrases *phrases;
	struct error error = { 0 };

	assert_false(phrases_parse(&phrases, text, strlen(text), "sv.po", arena, &error));
	assert_null(phrases);
	assert_int_equal(error.kind, ERROR_USAGE);
	assert_string_equal(error.message, message);
}

static void a_phrase_is_found_in_its_context(void **state)
{
	const struct phrases *phrases = read_whole(HEADER "# a comment\n"
							  "#: src/x.c:1\n"
							  "msgid \"Target\"\n"
							  "msgstr \"Mål\"\n"
							  "\n"
							  "msgctxt \"verb\"\n"
							  "msgid \"Target\"\n"
							  "msgstr \"Sikta\"\n");

	(void)state;
	assert_string_equal(phrase(phrases, NULL, "Target"), "Mål");
	assert_string_equal(phrase(phrases, "verb", "Target"), "Sikta");
	assert_string_equal(phrase(phrases, "noun", "Target"), "Target");
	assert_string_equal(phrase(phrases, "", "Target"), "Target");
	assert_string_equal(phrase(phrases, NULL, "Value"), "Value");
	assert_string_equal(phrase(phrases, NULL, ""), "");
}

static void an_empty_catalogue_gives_the_source_text(void **state)
{
	const struct phrases *phrases[] = { phrases_empty(arena), read_whole(""),
		read_whole("# nothing\n"), read_whole(HEADER) };

	(void)state;
	for (size_t i = 0; i < sizeof phrases / sizeof phrases[0]; i++) {
		assert_string_equal(phrase(phrases[i], NULL, "Target"), "Target");
		assert_string_equal(phrase_plural(phrases[i], NULL, "goal", "goals", 1), "goal");
		assert_string_equal(phrase_plural(phrases[i], NULL, "goal", "goals", 0), "goals");
		assert_string_equal(phrase_plural(phrases[i], NULL, "goal", "goals", -1), "goal");
	}
}

static void long_texts_continue_on_more_lines(void **state)
{
	const struct phrases *phrases = read_whole(HEADER "msgid \"\"\n"
							  "  \"one \"\n"
							  "\t\"two\"   \n"
							  "msgstr \"ett \\\"två\\\"\\n\"\n"
							  "\"tre\\t\\\\fyra\"\n");

	(void)state;
	assert_string_equal(phrase(phrases, NULL, "one two"), "ett \"två\"\ntre\t\\fyra");
}

static void files_of_other_systems_are_read(void **state)
{
	const struct phrases *phrases =
		read_whole("\xef\xbb\xbfmsgid \"\"\r\nmsgstr \"Content-Type: text/plain; "
			   "charset=utf-8\\n\"\r\n\r\nmsgid \"a\"\r\nmsgstr \"å\"");

	(void)state;
	assert_string_equal(phrase(phrases, NULL, "a"), "å");
}

static void fuzzy_obsolete_and_untranslated_entries_are_skipped(void **state)
{
	const struct phrases *phrases = read_whole(HEADER "#, c-format, fuzzy\n"
							  "#| msgid \"old\"\n"
							  "msgid \"a\"\n"
							  "msgstr \"gissat\"\n"
							  "msgid \"b\"\n"
							  "msgstr \"bra\"\n"
							  "#~ msgid \"c\"\n"
							  "#~ msgstr \"gammalt\"\n"
							  "msgid \"d\"\n"
							  "msgstr \"\"\n"
							  "msgid \"goal\"\n"
							  "msgid_plural \"goals\"\n"
							  "msgstr[0] \"\"\n"
							  "msgstr[1] \"\"\n");

	(void)state;
	assert_string_equal(phrase(phrases, NULL, "a"), "a");
	assert_string_equal(phrase(phrases, NULL, "b"), "bra");
	assert_string_equal(phrase(phrases, NULL, "c"), "c");
	assert_string_equal(phrase(phrases, NULL, "d"), "d");
	assert_string_equal(phrase_plural(phrases, NULL, "goal", "goals", 2), "goals");
}

static void a_fuzzy_header_is_in_force(void **state)
{
	const struct phrases *phrases =
		read_whole("#, fuzzy\n" HEADER "msgid \"a\"\nmsgstr \"å\"\n");

	(void)state;
	assert_string_equal(phrase(phrases, NULL, "a"), "å");
}

static void swedish_has_two_forms(void **state)
{
	const struct phrases *phrases = read_whole(HEADER "msgid \"{count} goal\"\n"
							  "msgid_plural \"{count} goals\"\n"
							  "msgstr[0] \"ett mål\"\n"
							  "msgstr[1] \"{count} mål\"\n");

	(void)state;
	assert_string_equal(
		phrase_plural(phrases, NULL, "{count} goal", "{count} goals", 1), "ett mål");
	assert_string_equal(
		phrase_plural(phrases, NULL, "{count} goal", "{count} goals", 0), "{count} mål");
	assert_string_equal(
		phrase_plural(phrases, NULL, "{count} goal", "{count} goals", 12), "{count} mål");
}

/* The rule and its examples are those of the manual of gettext, section 12.6. */
static void polish_has_three_forms(void **state)
{
	static const struct {
		long count;
		const char *form;
	} cases[] = { { 1, "plik" }, { 2, "pliki" }, { 4, "pliki" }, { 5, "plików" },
		{ 11, "plików" }, { 12, "plików" }, { 14, "plików" }, { 21, "plików" },
		{ 22, "pliki" }, { 25, "plików" }, { 112, "plików" }, { 122, "pliki" },
		{ 0, "plików" }, { -22, "pliki" } };
	const struct phrases *phrases = read_whole(
		"msgid \"\"\n"
		"msgstr \"\"\n"
		"\"Content-Type: text/plain; charset=UTF-8\\n\"\n"
		"\"Plural-Forms: nplurals=3; plural=n==1 ? 0 : n%10>=2 && n%10<=4 && \"\n"
		"\"(n%100<10 || n%100>=20) ? 1 : 2;\\n\"\n"
		"msgid \"file\"\n"
		"msgid_plural \"files\"\n"
		"msgstr[0] \"plik\"\n"
		"msgstr[1] \"pliki\"\n"
		"msgstr[2] \"plików\"\n");

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		assert_string_equal(phrase_plural(phrases, NULL, "file", "files", cases[i].count),
			cases[i].form);
}

static void operators_of_a_plural_rule_bind_as_in_c(void **state)
{
	/* All give form 1 for n = 3 by C's rules, and form 0 for n = 0. */
	static const char *const rules[] = { "n && 1 + 2 * 3 == 7", "n ? n - 1 - 1 : 0",
		"!(n == 0)", "n > 0 == 1", "n / 3 * 3 == 3 || 0 && 1", "n ? 0 ? 0 : 1 : 0",
		"n >= 3 && n <= 3 && n < 4 && n != 2", "n == 0 ? 0 : 3 / n % 2", "!!n" };
	char text[600];

	(void)state;
	for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++) {
		snprintf(text, sizeof text,
			"msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=UTF-8\\n\"\n"
			"\"Plural-Forms: nplurals=2; plural=(%s) && n <= 3;\\n\"\n"
			"msgid \"a\"\nmsgid_plural \"b\"\nmsgstr[0] \"noll\"\nmsgstr[1] \"ett\"\n",
			rules[i]);
		const struct phrases *phrases = read_whole(text);
		assert_string_equal(phrase_plural(phrases, NULL, "a", "b", 3), "ett");
		assert_string_equal(phrase_plural(phrases, NULL, "a", "b", 0), "noll");
	}
}

static void many_phrases_are_all_found(void **state)
{
	static char text[200000];
	size_t length = (size_t)snprintf(text, sizeof text, "%s", HEADER);
	char msgid[32], msgstr[32];

	(void)state;
	for (int i = 0; i < 3000; i++)
		length += (size_t)snprintf(text + length, sizeof text - length,
			"msgid \"key %d\"\nmsgstr \"ord %d\"\n", i, i);
	const struct phrases *phrases = read_whole(text);
	for (int i = 0; i < 3000; i++) {
		snprintf(msgid, sizeof msgid, "key %d", i);
		snprintf(msgstr, sizeof msgstr, "ord %d", i);
		assert_string_equal(phrase(phrases, NULL, msgid), msgstr);
	}
	assert_string_equal(phrase(phrases, NULL, "key 3000"), "key 3000");
}

static void placeholders_stand_in_any_order(void **state)
{
	const struct filling fillings[] = { { "goals", "4" }, { "reached", "3" } };

	(void)state;
	assert_string_equal(phrase_fill("{reached} of {goals}", fillings, 2, arena), "3 of 4");
	assert_string_equal(phrase_fill("av {goals} nås {reached}, {reached}", fillings, 2, arena),
		"av 4 nås 3, 3");
}

static void what_is_no_placeholder_is_left_as_it_is(void **state)
{
	const struct filling fillings[] = { { "a", "{b}" }, { "b", "B" } };

	(void)state;
	assert_string_equal(phrase_fill("", fillings, 2, arena), "");
	assert_string_equal(phrase_fill("{x} {a}", fillings, 2, arena), "{x} {b}");
	assert_string_equal(phrase_fill("{{a}", fillings, 2, arena), "{a}");
	assert_string_equal(phrase_fill("{{{a}", fillings, 2, arena), "{{b}");
	assert_string_equal(phrase_fill("{ a} {} { {a", fillings, 2, arena), "{ a} {} { {a");
	assert_string_equal(phrase_fill("}} {a}}", fillings, 2, arena), "}} {b}}");
	assert_string_equal(phrase_fill("{b", NULL, 0, arena), "{b");
}

static void every_fault_is_told_with_its_line_in_one_go(void **state)
{
	(void)state;
	assert_faults(HEADER "msgid \"a\n"
			     "msgstr \"å\"\n"
			     "msgid \"b\"\n"
			     "msgstr \"\\d\"\n"
			     "msgid \"c\"\n"
			     "msgstr \"x\" y\n"
			     "msgidd \"d\"\n"
			     "msgstr \"d\"\n"
			     "msgid \"e\"\n"
			     "msgstr 'e'\n",
		"sv.po:6: bad quoted string: no '\"' at its end\n"
		"sv.po:9: bad quoted string: of the escapes, only \\n \\t \\\" and \\\\ are known\n"
		"sv.po:11: bad quoted string: text after its end\n"
		"sv.po:12: unknown keyword 'msgidd'; did you mean 'msgid'?\n"
		"sv.po:15: bad quoted string: no '\"' at its beginning");
}

static void entries_are_whole(void **state)
{
	(void)state;
	assert_faults(HEADER "msgid \"a\"\n\nmsgid \"b\"\nmsgstr \"b\"\n",
		"sv.po:6: the msgid has no msgstr");
	assert_faults(HEADER "msgid \"a\"\n", "sv.po:6: the msgid has no msgstr");
	assert_faults("msgstr \"a\"\n", "sv.po:1: msgstr without a msgid");
	assert_faults(HEADER "msgstr \"a\"\n", "sv.po:6: the entry has this line already");
	assert_faults(HEADER "msgctxt \"a\"\n", "sv.po:6: the entry before this line has no msgid");
	assert_faults(HEADER "msgid \"a\"\nmsgstr \"b\"\nmsgstr \"c\"\n",
		"sv.po:8: the entry has this line already");
	assert_faults("\"a\"\n", "sv.po:1: a quoted string that continues nothing");
	assert_faults(HEADER "hello\n", "sv.po:6: unknown keyword 'hello'");
}

static void a_msgid_stands_once_in_a_context(void **state)
{
	(void)state;
	assert_faults(HEADER "msgid \"a\"\nmsgstr \"1\"\n"
			     "msgctxt \"c\"\nmsgid \"a\"\nmsgstr \"2\"\n"
			     "msgid \"a\"\nmsgstr \"\"\n",
		"sv.po:11: the msgid stands already on line 6");
}

static void the_charset_is_utf8(void **state)
{
	(void)state;
	assert_faults("msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=ISO-8859-1\\n\"\n",
		"sv.po:1: the charset is 'ISO-8859-1'; it must be UTF-8");
	assert_faults("msgid \"\"\nmsgstr \"Language: sv\\n\"\n",
		"sv.po:1: the header has no 'Content-Type: text/plain; charset=UTF-8'");
	assert_faults("msgid \"a\"\nmsgstr \"b\"\n", "sv.po:1: no header that tells the charset");
	assert_faults(HEADER "msgid \"a\"\nmsgstr \"\xe5\"\n",
		"sv.po:7: not UTF-8 (saved as ISO-8859-1 or Windows-1252?)");
	assert_faults(HEADER "msgid \"a\"\nmsgstr \"b\"\n" HEADER,
		"sv.po:8: the header (an empty msgid) is not the first entry");
}

static void hidden_characters_are_refused(void **state)
{
	static const char zero[] = HEADER "msgid \"a\0b\"\nmsgstr \"b\"\n";
	struct phrases *phrases;
	struct error error = { 0 };

	(void)state;
	assert_faults(HEADER "msgid \"a\"\nmsgstr \"a\u202eb\"\n",
		"sv.po:7: a control character, or one that turns the direction of text");
	assert_faults(HEADER "msgid \"a\"\nmsgstr \"ok\\n\x1b[1m\"\n",
		"sv.po:7: a control character, or one that turns the direction of text");
	assert_false(phrases_parse(&phrases, zero, sizeof zero - 1, "sv.po", arena, &error));
	assert_string_equal(error.message, "sv.po:6: a zero byte");
}

static void placeholders_are_kept(void **state)
{
	(void)state;
	assert_faults(HEADER "msgid \"{a} of {b}\"\nmsgstr \"{a} av {B}\"\n"
			     "msgid \"{{x} {y}\"\nmsgstr \"{y}\"\n",
		"sv.po:7: placeholder '{B}' is not in the msgid\n"
		"sv.po:7: placeholder '{b}' of the msgid is lost");
	assert_faults(HEADER "msgid \"one goal of {team}\"\nmsgid_plural \"{n} goals of {team}\"\n"
			     "msgstr[0] \"{n} mål\"\nmsgstr[1] \"{team} {m}\"\n"
			     "msgid \"{count} goal\"\nmsgid_plural \"{count} goals\"\n"
			     "msgstr[0] \"ett mål\"\nmsgstr[1] \"flera mål\"\n",
		"sv.po:8: placeholder '{team}' of the msgid is lost\n"
		"sv.po:9: placeholder '{m}' is not in the msgid\n"
		"sv.po:13: placeholder '{count}' of the msgid is lost");
}

static void plural_forms_fit_the_language(void **state)
{
	(void)state;
	assert_faults(HEADER "msgid \"a\"\nmsgid_plural \"b\"\nmsgstr \"c\"\n",
		"sv.po:8: msgid_plural needs msgstr[0], msgstr[1] and so on");
	assert_faults(HEADER "msgid \"a\"\nmsgstr[0] \"c\"\n",
		"sv.po:7: msgstr[N] without a msgid_plural");
	assert_faults(HEADER "msgid \"a\"\nmsgid_plural \"b\"\nmsgstr[0] \"c\"\n",
		"sv.po:6: msgstr[1] is missing; nplurals is 2");
	assert_faults(HEADER "msgid \"a\"\nmsgid_plural \"b\"\nmsgstr[0] \"c\"\nmsgstr[1] \"d\"\n"
			     "msgstr[2] \"e\"\n",
		"sv.po:10: msgstr[2] is too many; nplurals is 2");
	assert_faults(HEADER "msgid \"a\"\nmsgid_plural \"b\"\nmsgstr[0] \"c\"\nmsgstr[1] \"\"\n",
		"sv.po:6: only some of the plural forms are translated");
	assert_faults(HEADER "msgid \"a\"\nmsgid_plural \"b\"\nmsgstr[9] \"c\"\n",
		"sv.po:8: the number of a msgstr[N] cannot be read");
	assert_faults("msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=UTF-8\\n\"\n"
		      "msgid \"a\"\nmsgid_plural \"b\"\nmsgstr[0] \"c\"\n",
		"sv.po:3: a plural, but the header has no Plural-Forms");
}

static void a_bad_plural_rule_is_refused(void **state)
{
	static const struct {
		const char *rule, *message;
	} cases[] = {
		{ "nplurals=2", "Plural-Forms is not 'nplurals=NUMBER; plural=EXPRESSION;'" },
		{ "nplurals=0; plural=0;", "nplurals is not within 1..6" },
		{ "nplurals=7; plural=0;", "nplurals is not within 1..6" },
		{ "nplurals=2; plural=n;",
			"the plural expression gives form 2 for n = 2; nplurals is 2" },
		{ "nplurals=2; plural=1/n;", "the plural expression divides by zero for n = 0" },
		{ "nplurals=2; plural=n%(n-7)>1;",
			"the plural expression divides by zero for n = 7" },
		{ "nplurals=2; plural=n = 1;",
			"the plural expression cannot be read at character 22 of Plural-Forms" },
		{ "nplurals=2; plural=(n != 1;",
			"the plural expression cannot be read at character 28 of Plural-Forms" },
		{ "nplurals=2; plural=n ? 1;",
			"the plural expression cannot be read at character 26 of Plural-Forms" },
		{ "nplurals=2; plural=;",
			"the plural expression cannot be read at character 21 of Plural-Forms" },
	};
	char text[300], message[200];

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		snprintf(text, sizeof text,
			"msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=UTF-8\\n\"\n"
			"\"Plural-Forms: %s\\n\"\n",
			cases[i].rule);
		snprintf(message, sizeof message, "sv.po:1: %s", cases[i].message);
		assert_faults(text, message);
	}
}

static void a_plural_rule_cannot_exhaust_the_stack(void **state)
{
	static char text[200000];
	struct phrases *phrases;

	(void)state;
	for (size_t depth = 10; depth <= 100000; depth *= 10) {
		struct error error = { 0 };
		size_t length = (size_t)snprintf(text, sizeof text,
			"msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=UTF-8\\n\"\n"
			"\"Plural-Forms: nplurals=1; plural=");

		memset(text + length, depth == 100 ? '!' : '(', depth);
		snprintf(text + length + depth, sizeof text - length - depth, "0\\n\"\n");
		assert_false(phrases_parse(&phrases, text, strlen(text), "sv.po", arena, &error));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_phrase_is_found_in_its_context),
		cmocka_unit_test(an_empty_catalogue_gives_the_source_text),
		cmocka_unit_test(long_texts_continue_on_more_lines),
		cmocka_unit_test(files_of_other_systems_are_read),
		cmocka_unit_test(fuzzy_obsolete_and_untranslated_entries_are_skipped),
		cmocka_unit_test(a_fuzzy_header_is_in_force),
		cmocka_unit_test(swedish_has_two_forms),
		cmocka_unit_test(polish_has_three_forms),
		cmocka_unit_test(operators_of_a_plural_rule_bind_as_in_c),
		cmocka_unit_test(many_phrases_are_all_found),
		cmocka_unit_test(placeholders_stand_in_any_order),
		cmocka_unit_test(what_is_no_placeholder_is_left_as_it_is),
		cmocka_unit_test(every_fault_is_told_with_its_line_in_one_go),
		cmocka_unit_test(entries_are_whole),
		cmocka_unit_test(a_msgid_stands_once_in_a_context),
		cmocka_unit_test(the_charset_is_utf8),
		cmocka_unit_test(hidden_characters_are_refused),
		cmocka_unit_test(placeholders_are_kept),
		cmocka_unit_test(plural_forms_fit_the_language),
		cmocka_unit_test(a_bad_plural_rule_is_refused),
		cmocka_unit_test(a_plural_rule_cannot_exhaust_the_stack),
	};

	return cmocka_run_group_tests(tests, open_arena, close_arena);
}
