#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>

#include "base/arena.h"
#include "render/xlsx/guard.h"
#include "render/xlsx/rules.h"
#include "workbook_reader.h"

/* One workbook per test. All that is written to standard error fails it. */
struct fixture {
	struct arena *arena;
	char *path;
	struct xlsx *xlsx;
	struct xlsx_sheet *sheet;
	struct error error;
	struct stderr_watch watch;
};

static int setup(void **state)
{
	struct fixture *fixture = calloc(1, sizeof *fixture);
	fixture->arena = arena_new();
	fixture->path = test_path("guard.xlsx");
	stderr_watch_begin(&fixture->watch);
	fixture->xlsx = xlsx_open(fixture->path, test_folder(), fixture->arena);
	xlsx_properties(fixture->xlsx, "t", NULL, NULL, NULL, date_of(2026, 3, 31));
	fixture->sheet = xlsx_sheet(fixture->xlsx, "Blad");
	*state = fixture;
	return 0;
}

static int teardown(void **state)
{
	struct fixture *fixture = *state;
	long written = stderr_watch_end(&fixture->watch);
	unlink(fixture->path);
	free(fixture->path);
	arena_free(fixture->arena);
	free(fixture);
	return written == 0 ? 0 : -1;
}

static void assert_written(struct fixture *fixture)
{
	bool done = xlsx_close(fixture->xlsx, &fixture->error);
	assert_string_equal(fixture->error.message, "");
	assert_true(done);
}

static void assert_refused(struct fixture *fixture, const char *message)
{
	assert_false(xlsx_close(fixture->xlsx, &fixture->error));
	assert_int_equal(fixture->error.kind, ERROR_FAILED);
	assert_string_equal(fixture->error.message, message);
}

static void assert_part_has(struct fixture *fixture, const char *part, const char *wanted)
{
	char *text = workbook_part(fixture->path, part);
	if (!strstr(text, wanted))
		fail_msg("'%s' is not in %s: %s", wanted, part, text);
	free(text);
}

static void assert_cell(struct fixture *fixture, const char *cell, const char *wanted)
{
	char *text = workbook_cell(fixture->path, 1, cell);
	assert_string_equal(text, wanted);
	free(text);
}

static void a_number_that_is_not_finite_is_refused(void **state)
{
	xlsx_number(((struct fixture *)*state)->sheet, 2, 0, (double)NAN, NULL);
	assert_refused(*state, "number in row 3 of sheet 'Blad' is not finite");
}

static void an_infinite_number_is_refused(void **state)
{
	xlsx_number(((struct fixture *)*state)->sheet, 0, 0, -(double)INFINITY, NULL);
	assert_refused(*state, "number in row 1 of sheet 'Blad' is not finite");
}

static void numbers_have_a_point_and_zero_has_no_sign(void **state)
{
	struct fixture *fixture = *state;
	xlsx_number(fixture->sheet, 0, 0, -1234.5, NULL);
	xlsx_number(fixture->sheet, 1, 0, -0.0, NULL);
	assert_written(fixture);
	assert_cell(fixture, "A1", "n:-1234.5");
	assert_cell(fixture, "A2", "n:0");
}

static void text_that_is_not_utf8_is_refused(void **state)
{
	xlsx_text(((struct fixture *)*state)->sheet, 4, 0, "a\xFF", NULL);
	assert_refused(*state, "text in row 5 of sheet 'Blad' is not clean UTF-8");
}

static void a_line_break_in_a_name_is_refused(void **state)
{
	xlsx_text(((struct fixture *)*state)->sheet, 0, 0, "<&=\n", NULL);
	assert_refused(*state, "text in row 1 of sheet 'Blad' is not clean UTF-8");
}

static void text_that_looks_like_a_formula_stays_text(void **state)
{
	struct fixture *fixture = *state;
	xlsx_text(fixture->sheet, 0, 0, "=1+1", NULL);
	xlsx_text(fixture->sheet, 1, 0, "@SUM(A1)", NULL);
	xlsx_text(fixture->sheet, 2, 0, "<&=", NULL);
	assert_written(fixture);
	assert_cell(fixture, "A1", "s:=1+1");
	assert_cell(fixture, "A2", "s:@SUM(A1)");
	assert_cell(fixture, "A3", "s:&lt;&amp;=");
	char *sheet = workbook_part(fixture->path, "xl/worksheets/sheet1.xml");
	assert_int_equal(occurrences(sheet, "<f"), 0);
	free(sheet);
}

static void a_literal_escape_is_escaped(void **state)
{
	struct fixture *fixture = *state;
	xlsx_text(fixture->sheet, 0, 0, "a_x0041_ _x00g1_ _x004", NULL);
	xlsx_link(fixture->sheet, 1, 0, "https://example.org", "_x0041_", NULL);
	assert_written(fixture);
	assert_cell(fixture, "A1", "s:a_x005F_x0041_ _x00g1_ _x004");
	assert_cell(fixture, "A2", "s:_x005F_x0041_");
}

static char *letters(struct fixture *fixture, size_t count)
{
	char *text = arena_alloc(fixture->arena, count + 1);
	memset(text, 'a', count);
	return text;
}

static void the_longest_text_of_a_cell_is_written(void **state)
{
	struct fixture *fixture = *state;
	xlsx_text(fixture->sheet, 0, 0, letters(fixture, 32767), NULL);
	assert_written(fixture);
}

static void a_text_that_is_too_long_for_a_cell_is_refused(void **state)
{
	struct fixture *fixture = *state;
	xlsx_text(fixture->sheet, 0, 0, letters(fixture, 32768), NULL);
	assert_refused(fixture, "text in row 1 of sheet 'Blad' is longer than 32767 characters");
}

/* Readers count UTF-16 units: an emoji is two, though one character to the library. */
static void lengths_are_counted_as_readers_do(void **state)
{
	struct fixture *fixture = *state;
	struct strbuf text = STRBUF_INIT;
	assert_int_equal(rules_length("a\xC3\xA5\xF0\x9F\x98\x80"), 4);
	for (int i = 0; i < 16384; i++)
		strbuf_adds(&text, "\xF0\x9F\x98\x80");
	xlsx_text(fixture->sheet, 0, 0, text.bytes, NULL);
	strbuf_release(&text);
	assert_refused(fixture, "text in row 1 of sheet 'Blad' is longer than 32767 characters");
}

static void a_cell_outside_the_sheet_is_refused(void **state)
{
	xlsx_number(((struct fixture *)*state)->sheet, 0, 16384, 1, NULL);
	assert_refused(*state, "sheet 'Blad' has no row 1, column 16385");
}

static void stretches_keep_their_text_whatever_is_empty(void **state)
{
	struct fixture *fixture = *state;
	const struct xlsx_style bold = { .bold = true };
	const struct xlsx_stretch three[] = { { "", bold }, { "a", bold }, { "b c", { 0 } } };
	const struct xlsx_stretch one[] = { { "", bold }, { "ensam", bold } };
	xlsx_stretches(fixture->sheet, 0, 0, three, 3, NULL);
	xlsx_stretches(fixture->sheet, 1, 0, one, 2, NULL);
	assert_written(fixture);
	assert_cell(fixture, "A1", "s:ab c");
	assert_cell(fixture, "A2", "s:ensam");
}

static void a_link_to_a_script_is_refused(void **state)
{
	xlsx_link(((struct fixture *)*state)->sheet, 0, 0, "javascript:alert(1)", "x", NULL);
	assert_refused(*state, "link to 'javascript:alert(1)', which is neither https nor mailto");
}

static void a_link_to_a_file_is_refused(void **state)
{
	xlsx_link(((struct fixture *)*state)->sheet, 0, 0, "external:c:\\x.xlsx", "x", NULL);
	assert_refused(*state, "link to 'external:c:\\x.xlsx', which is neither https nor mailto");
}

static void links_lead_to_addresses_and_sheets(void **state)
{
	struct fixture *fixture = *state;
	struct xlsx_sheet *other = xlsx_sheet(fixture->xlsx, "It's \"M\303\245l\" & mer");
	xlsx_link(fixture->sheet, 0, 0, "https://example.org/?a=\303\245&b=1", "x", NULL);
	xlsx_link(fixture->sheet, 1, 0, "mailto:a@example.org", "y", NULL);
	xlsx_link_sheet(fixture->sheet, 2, 0, other, "z", NULL);
	assert_written(fixture);
	assert_part_has(fixture, "xl/worksheets/_rels/sheet1.xml.rels",
		"Target=\"https://example.org/?a=%C3%A5&amp;b=1\"");
	assert_part_has(
		fixture, "xl/worksheets/_rels/sheet1.xml.rels", "Target=\"mailto:a@example.org\"");
	assert_part_has(fixture, "xl/worksheets/sheet1.xml",
		"location=\"'It''s &quot;M\303\245l&quot; &amp; mer'!A1\"");
	assert_cell(fixture, "A3", "s:z");
}

static void sheet_names_follow_the_rules_of_readers(void **state)
{
	static const struct {
		const char *wanted, *name;
	} cases[] = {
		{ "\303\226versikt", "\303\226versikt" },
		{ "\303\266versikt", "\303\266versikt (2)" },
		{ "\303\226VERSIKT", "\303\226VERSIKT (3)" },
		{ "blad", "blad (2)" },
		{ "History", "History (2)" },
		{ "Q1/Q2: [a]*?\\", "Q1-Q2- -a----" },
		{ "'citat'", "citat" },
		{ "", "-" },
		{ "1234567890123456789012345678901", "1234567890123456789012345678901" },
		{ "12345678901234567890123456789012",
			"123456789012345678901234567890\342\200\246" },
		{ "1234567890123456789012345678901", "12345678901234567890123456\342\200\246 (2)" },
		{ "12345678901234567890123456789'''",
			"12345678901234567890123456789'\342\200\246" },
	};
	struct fixture *fixture = *state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		assert_string_equal(
			xlsx_sheet_name(xlsx_sheet(fixture->xlsx, cases[i].wanted)), cases[i].name);
	assert_written(fixture);
	char *workbook = workbook_part(fixture->path, "xl/workbook.xml");
	assert_int_equal(occurrences(workbook, "<sheet "), 1 + sizeof cases / sizeof cases[0]);
	free(workbook);
}

static void a_sheet_name_that_is_not_clean_is_refused(void **state)
{
	xlsx_sheet(((struct fixture *)*state)->xlsx, "a\nb");
	assert_refused(*state, "the name of 'a sheet' is not clean UTF-8");
}

static void headers_and_table_names_are_unlike(void **state)
{
	struct fixture *fixture = *state;
	const char *headers[] = { "\303\205r", "\303\245r", "", "_x0041_", "=1+1 <&>" };
	const char *more[] = { "a" };
	xlsx_table(fixture->sheet, "goals", 0, 1, headers, 5, false, NULL);
	xlsx_table(fixture->sheet, "GOALS", 5, 1, more, 1, false, NULL);
	xlsx_table(fixture->sheet, "1 b\303\245d-name", 10, 1, more, 1, false, NULL);
	assert_written(fixture);
	const char *part = "xl/tables/table1.xml";
	assert_part_has(fixture, part, "displayName=\"tbl_goals\"");
	assert_part_has(fixture, part, "name=\"\303\205r\"");
	assert_part_has(fixture, part, "name=\"\303\245r (2)\"");
	assert_part_has(fixture, part, "name=\"-\"");
	assert_part_has(fixture, part, "name=\"_x005F_x0041_\"");
	assert_part_has(fixture, part, "name=\"=1+1 &lt;&amp;&gt;\"");
	assert_part_has(fixture, part, "<autoFilter ref=\"A1:E2\"/>");
	assert_part_has(fixture, "xl/tables/table2.xml", "displayName=\"tbl_GOALS_2\"");
	assert_part_has(fixture, "xl/tables/table3.xml", "displayName=\"tbl_1_b__d_name\"");
	/* A header cell must read as its table says. */
	assert_cell(fixture, "A1", "s:\303\205r");
	assert_cell(fixture, "B1", "s:\303\245r (2)");
	assert_cell(fixture, "D1", "s:_x005F_x0041_");
	assert_cell(fixture, "E1", "s:=1+1 &lt;&amp;&gt;");
}

static void a_long_header_is_cut_to_what_a_table_takes(void **state)
{
	struct fixture *fixture = *state;
	struct strbuf escapes = STRBUF_INIT;
	struct rules_names taken = { 0 };
	for (int i = 0; i < 60; i++)
		strbuf_adds(&escapes, "_x0041_");
	const char *headers[] = { letters(fixture, 300), letters(fixture, 301), escapes.bytes };
	xlsx_table(fixture->sheet, "long", 0, 1, headers, 3, false, NULL);
	const char *cut = rules_header(escapes.bytes, &taken, fixture->arena);
	assert_true(rules_length(cut) <= 255 && rules_length(cut) > 240);
	strbuf_release(&escapes);
	assert_written(fixture);
	assert_part_has(fixture, "xl/tables/table1.xml", "a\342\200\246\"");
	assert_part_has(fixture, "xl/tables/table1.xml", "a\342\200\246 (2)\"");
}

/* Doubling is not enough: "&&G" still counts as the place of a picture to the library. */
static void ampersands_in_headers_print_as_themselves(void **state)
{
	struct fixture *fixture = *state;
	xlsx_margins(fixture->sheet, "H&M A&G &[Picture] &9123", "_x0041_", NULL,
		"&Sida {page}-{pages} & {page}");
	assert_written(fixture);
	assert_part_has(fixture, "xl/worksheets/sheet1.xml",
		"<oddHeader>&amp;LH&amp;&amp;M A&amp;&amp;&amp;B&amp;BG "
		"&amp;&amp;&amp;B&amp;B[Picture] &amp;&amp;9123&amp;R_x005F_x0041_</oddHeader>");
	assert_part_has(fixture, "xl/worksheets/sheet1.xml",
		"<oddFooter>&amp;R&amp;&amp;Sida &amp;P -&amp;N &amp;&amp; &amp;P</oddFooter>");
}

static void a_header_is_cut_to_255_characters(void **state)
{
	struct fixture *fixture = *state;
	struct strbuf many = STRBUF_INIT;
	for (int i = 0; i < 300; i++)
		strbuf_adds(&many, "&G\303\245");
	xlsx_margins(fixture->sheet, many.bytes, "right", many.bytes, "{page}/{pages}");
	const char *margin = rules_margin(many.bytes, "right", false, fixture->arena);
	assert_true(rules_length(margin) <= 255 && rules_length(margin) > 240);
	assert_string_equal(margin + strlen(margin) - 7, "&Rright");
	strbuf_release(&many);
	assert_written(fixture);
	assert_part_has(fixture, "xl/worksheets/sheet1.xml", "&amp;R&amp;P/&amp;N</oddFooter>");
}

static struct xlsx_chart chart_of(
	const struct xlsx_sheet *data, const struct xlsx_series *series, size_t count)
{
	return (struct xlsx_chart){ .kind = XLSX_LINE,
		.title = "=Blad!A1",
		.alternative = "Linje <&> \"x\"",
		.axis_title = "=axel",
		.axis_format = "0.0",
		.high = 10,
		.data = data,
		.count = 3,
		.series = series,
		.series_count = count,
		.width = 600,
		.height = 300 };
}

static void names_in_charts_are_no_references(void **state)
{
	struct fixture *fixture = *state;
	const char *labels[] = { NULL, "=B1", NULL };
	const struct xlsx_series series[] = {
		{ .name = "=SUM(A1)", .column = 1, .labels = labels, .marker = XLSX_CIRCLE },
		{ .name = "tv\303\245", .column = 1, .marker = XLSX_DIAMOND, .dash = XLSX_NO_LINE },
		{ .name = "utan", .column = 1, .dash = XLSX_DOTTED, .unlisted = true },
	};
	struct xlsx_chart chart = chart_of(fixture->sheet, series, 3);
	for (uint32_t i = 0; i < 3; i++) {
		xlsx_text(fixture->sheet, i, 0, "k", NULL);
		if (i != 1)
			xlsx_number(fixture->sheet, i, 1, i + 0.5, NULL);
	}
	xlsx_chart(fixture->sheet, 5, 0, &chart);
	assert_written(fixture);
	const char *part = "xl/charts/chart1.xml";
	assert_part_has(fixture, part, "<a:t> =Blad!A1</a:t>");
	assert_part_has(fixture, part, "<a:t> =axel</a:t>");
	assert_part_has(fixture, part, "<c:v> =SUM(A1)</c:v>");
	assert_part_has(fixture, part, "<a:t> =B1</a:t>");
	/* The cache holds the literal values, and a gap is no zero. */
	assert_part_has(fixture, part,
		"<c:f>Blad!$B$1:$B$3</c:f><c:numCache><c:formatCode>General</c:formatCode>"
		"<c:ptCount val=\"3\"/><c:pt idx=\"0\"><c:v>0.5</c:v></c:pt>"
		"<c:pt idx=\"2\"><c:v>2.5</c:v></c:pt></c:numCache>");
	assert_part_has(fixture, part, "<c:legendEntry><c:idx val=\"2\"/><c:delete val=\"1\"/>");
	assert_part_has(
		fixture, "xl/drawings/drawing1.xml", "descr=\"Linje &lt;&amp;&gt; &quot;x&quot;\"");
	/* Every formula is one of ours, and every marker one of the standard's. */
	char *xml = workbook_part(fixture->path, part);
	assert_int_equal(occurrences(xml, "<c:f>"), 6);
	assert_int_equal(occurrences(xml, "<c:f>Blad!$"), 6);
	assert_int_equal(occurrences(xml, "<c:symbol "),
		occurrences(xml, "<c:symbol val=\"circle\"/>") +
			occurrences(xml, "<c:symbol val=\"diamond\"/>") +
			occurrences(xml, "<c:symbol val=\"none\"/>"));
	free(xml);
}

static void an_axis_that_is_not_finite_is_refused(void **state)
{
	struct fixture *fixture = *state;
	const struct xlsx_series series = { .name = "a", .column = 1 };
	struct xlsx_chart chart = chart_of(fixture->sheet, &series, 1);
	chart.high = (double)INFINITY;
	xlsx_chart(fixture->sheet, 0, 0, &chart);
	assert_refused(fixture, "axis of the chart '=Blad!A1' is not finite");
}

static void a_number_format_that_is_not_clean_is_refused(void **state)
{
	const struct xlsx_style style = { .number_format = "0\n" };
	xlsx_number(((struct fixture *)*state)->sheet, 0, 0, 1, &style);
	assert_refused(*state, "a number format of 'the workbook' is not clean UTF-8");
}

static void the_first_failure_is_the_one_that_is_told(void **state)
{
	struct fixture *fixture = *state;
	xlsx_text(fixture->sheet, 0, 0, "\xFF", NULL);
	xlsx_number(fixture->sheet, 1, 0, (double)NAN, NULL);
	xlsx_table(fixture->sheet, "a", 0, 1, (const char *const[]){ "\xFF" }, 1, false, NULL);
	xlsx_margins(xlsx_sheet(fixture->xlsx, "x"), "\xFF", NULL, NULL, NULL);
	assert_refused(fixture, "text in row 1 of sheet 'Blad' is not clean UTF-8");
	assert_int_equal(access(fixture->path, F_OK), -1);
}

static void a_document_without_a_day_is_refused(void **state)
{
	xlsx_properties(((struct fixture *)*state)->xlsx, "t", NULL, NULL, NULL, DATE_NONE);
	assert_refused(*state, "report has no day of creation");
}

static void a_folder_that_is_not_there_is_told(void **state)
{
	struct fixture *fixture = *state;
	struct error error = { 0 };
	struct xlsx *lost = xlsx_open("/nonexistent/x.xlsx", test_folder(), fixture->arena);
	xlsx_sheet(lost, "a");
	assert_false(xlsx_close(lost, &error));
	assert_string_equal(
		error.message, "cannot create '/nonexistent/x.xlsx': No such file or directory");
	assert_written(fixture);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
	const struct CMUnitTest tests[] = {
		TEST(a_number_that_is_not_finite_is_refused),
		TEST(an_infinite_number_is_refused),
		TEST(numbers_have_a_point_and_zero_has_no_sign),
		TEST(text_that_is_not_utf8_is_refused),
		TEST(a_line_break_in_a_name_is_refused),
		TEST(text_that_looks_like_a_formula_stays_text),
		TEST(a_literal_escape_is_escaped),
		TEST(the_longest_text_of_a_cell_is_written),
		TEST(a_text_that_is_too_long_for_a_cell_is_refused),
		TEST(lengths_are_counted_as_readers_do),
		TEST(a_cell_outside_the_sheet_is_refused),
		TEST(stretches_keep_their_text_whatever_is_empty),
		TEST(a_link_to_a_script_is_refused),
		TEST(a_link_to_a_file_is_refused),
		TEST(links_lead_to_addresses_and_sheets),
		TEST(sheet_names_follow_the_rules_of_readers),
		TEST(a_sheet_name_that_is_not_clean_is_refused),
		TEST(headers_and_table_names_are_unlike),
		TEST(a_long_header_is_cut_to_what_a_table_takes),
		TEST(ampersands_in_headers_print_as_themselves),
		TEST(a_header_is_cut_to_255_characters),
		TEST(names_in_charts_are_no_references),
		TEST(an_axis_that_is_not_finite_is_refused),
		TEST(a_number_format_that_is_not_clean_is_refused),
		TEST(the_first_failure_is_the_one_that_is_told),
		TEST(a_document_without_a_day_is_refused),
		TEST(a_folder_that_is_not_there_is_told),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
