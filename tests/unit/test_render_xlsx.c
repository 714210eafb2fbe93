#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <time.h>

#include "base/arena.h"
#include "example_report.h"
#include "render/render.h"
#include "workbook_reader.h"

enum { COVER = 1, CONTENTS, GOALS, RENEWAL, REVENUE, TEAMS, NOTES, DATA };

/* The example in both languages, written once. */
struct fixture {
	struct arena *arena;
	char *swedish, *english;
};

static char *render_to(const struct report *report, const char *name)
{
	struct strbuf bytes = STRBUF_INIT;
	struct error error = { 0 };
	struct stderr_watch watch;
	stderr_watch_begin(&watch);
	bool done = render_xlsx.render(report, &bytes, &error);
	long written = stderr_watch_end(&watch);
	assert_string_equal(error.message, "");
	assert_true(done);
	assert_int_equal(written, 0);
	char *path = test_path(name);
	FILE *file = fopen(path, "wb");
	assert_non_null(file);
	assert_int_equal(fwrite(bytes.bytes, 1, bytes.length, file), bytes.length);
	assert_int_equal(fclose(file), 0);
	strbuf_release(&bytes);
	return path;
}

static int setup(void **state)
{
	struct fixture *fixture = calloc(1, sizeof *fixture);
	fixture->arena = arena_new();
	fixture->swedish = render_to(example_report(true, fixture->arena), "sv.xlsx");
	fixture->english = render_to(example_report(false, fixture->arena), "en.xlsx");
	*state = fixture;
	return 0;
}

static int teardown(void **state)
{
	struct fixture *fixture = *state;
	unlink(fixture->swedish);
	unlink(fixture->english);
	free(fixture->swedish);
	free(fixture->english);
	arena_free(fixture->arena);
	free(fixture);
	return 0;
}

static void assert_cell(const char *path, int sheet, const char *cell, const char *wanted)
{
	char *text = workbook_cell(path, sheet, cell);
	if (strcmp(text, wanted) != 0)
		fail_msg("%s of sheet %d is '%s', not '%s'", cell, sheet, text, wanted);
	free(text);
}

static void assert_part_has(const char *path, const char *part, const char *wanted)
{
	char *text = workbook_part(path, part);
	if (!strstr(text, wanted))
		fail_msg("'%s' is not in %s: %s", wanted, part, text);
	free(text);
}

/* The number format of a cell: by its style, by the number format of that. */
static void assert_format(const char *path, int sheet, const char *cell, const char *wanted)
{
	char part[64], number[64];
	snprintf(part, sizeof part, "xl/worksheets/sheet%d.xml", sheet);
	snprintf(number, sizeof number, "<c r=\"%s\" s=\"", cell);
	char *xml = workbook_part(path, part);
	const char *at = strstr(xml, number);
	assert_non_null(at);
	long style = strtol(at + strlen(number), NULL, 10);
	char *styles = workbook_part(path, "xl/styles.xml");
	const char *format = strstr(styles, "<cellXfs");
	for (long i = 0; format && i <= style; i++)
		format = strstr(format + 1, "<xf numFmtId=\"");
	assert_non_null(format);
	snprintf(number, sizeof number, "<numFmt numFmtId=\"%ld\" formatCode=\"%s\"/>",
		strtol(format + 14, NULL, 10), wanted);
	if (!strstr(styles, number))
		fail_msg("%s of sheet %d has not the format %s: %s", cell, sheet, wanted, styles);
	free(styles);
	free(xml);
}

static void the_same_report_gives_the_same_bytes_in_every_time_zone(void **state)
{
	static const char *const zones[] = { "UTC", "America/New_York", "Asia/Tokyo" };
	struct fixture *fixture = *state;
	struct strbuf first = STRBUF_INIT;
	struct error error = { 0 };
	for (size_t i = 0; i < 3; i++) {
		struct strbuf bytes = STRBUF_INIT;
		setenv("TZ", zones[i], 1);
		tzset();
		assert_true(
			render_xlsx.render(example_report(true, fixture->arena), &bytes, &error));
		if (i == 0) {
			strbuf_add(&first, bytes.bytes, bytes.length);
		} else {
			assert_int_equal(bytes.length, first.length);
			assert_memory_equal(bytes.bytes, first.bytes, first.length);
		}
		strbuf_release(&bytes);
	}
	unsetenv("TZ");
	tzset();
	strbuf_release(&first);
}

static void a_section_is_a_sheet_and_chart_data_come_last(void **state)
{
	struct fixture *fixture = *state;
	assert_part_has(fixture->swedish, "xl/workbook.xml",
		"<sheet name=\"Omslag\" sheetId=\"1\" r:id=\"rId1\"/>"
		"<sheet name=\"Innehåll\" sheetId=\"2\" r:id=\"rId2\"/>"
		"<sheet name=\"Mål\" sheetId=\"3\" r:id=\"rId3\"/>"
		"<sheet name=\"Förnyelse\" sheetId=\"4\" r:id=\"rId4\"/>"
		"<sheet name=\"Intäkter\" sheetId=\"5\" r:id=\"rId5\"/>"
		"<sheet name=\"Team- A-B -x--- 'och en lång s…\" sheetId=\"6\" r:id=\"rId6\"/>"
		"<sheet name=\"Noter\" sheetId=\"7\" r:id=\"rId7\"/>"
		"<sheet name=\"Diagramdata\" sheetId=\"8\" r:id=\"rId8\"/>");
	assert_part_has(
		fixture->english, "xl/workbook.xml", "<sheet name=\"Chart data\" sheetId=\"8\"");
	/* The goals are what one sees first. */
	assert_part_has(fixture->swedish, "xl/workbook.xml", "activeTab=\"2\"");
}

static void properties_are_those_of_the_report(void **state)
{
	struct fixture *fixture = *state;
	const char *part = "docProps/core.xml";
	assert_part_has(fixture->swedish, part, "<dc:title>Kvartalsrapport K1 2026</dc:title>");
	assert_part_has(
		fixture->swedish, part, "<dc:creator>Exempel &lt;&amp;&gt; AB</dc:creator>");
	assert_part_has(fixture->swedish, part,
		"<dcterms:created "
		"xsi:type=\"dcterms:W3CDTF\">2026-03-31T12:00:00Z</dcterms:created>");
	assert_part_has(fixture->swedish, part,
		"<dcterms:modified xsi:type=\"dcterms:W3CDTF\">2026-03-31T12:00:00Z");
}

static void a_table_has_title_subtitle_and_headers_from_column_a(void **state)
{
	struct fixture *fixture = *state;
	assert_cell(fixture->swedish, GOALS, "A1", "s:Mål och utfall");
	assert_cell(fixture->swedish, GOALS, "A2", "s:K1 2026, hela företaget");
	assert_cell(fixture->swedish, GOALS, "A3", "s:Tre av fyra mål nåddes");
	assert_cell(fixture->swedish, GOALS, "A4", "s:Mål");
	assert_cell(fixture->swedish, GOALS, "B4", "s:Utfall");
	assert_cell(fixture->swedish, GOALS, "A5", "s:Förnyelsegrad");
	/* The total is outside the table: sorting leaves it where it is. */
	assert_cell(fixture->swedish, GOALS, "A7", "s:Summa");
	assert_part_has(fixture->swedish, "xl/tables/table2.xml",
		"displayName=\"tbl_goals\" ref=\"A4:J6\" totalsRowShown=\"0\"><autoFilter "
		"ref=\"A4:J6\"/>");
	assert_cell(fixture->swedish, GOALS, "A8",
		"s:Läs så: utfallet är andelen förnyade av de förfallna.");
	assert_cell(fixture->swedish, GOALS, "A9",
		"s:Målet för förnyelse missades med 0,8 procentenheter.");
	/* A section that begins with its table gets its own title. */
	assert_cell(fixture->swedish, CONTENTS, "A1", "s:Innehåll");
	assert_cell(fixture->swedish, CONTENTS, "A2", "s:Blad");
}

static void values_are_numbers_in_the_unit_of_the_reader(void **state)
{
	struct fixture *fixture = *state;
	assert_cell(fixture->swedish, GOALS, "B5", "n:0.912");
	assert_format(fixture->swedish, GOALS, "B5", "0.0\\ %;&quot;−&quot;0.0\\ %");
	assert_format(fixture->english, GOALS, "B5", "0.0%;&quot;−&quot;0.0%");
	assert_cell(fixture->swedish, GOALS, "D5", "n:0.92");
	assert_format(fixture->swedish, GOALS, "D5", "0\\ %;&quot;−&quot;0\\ %");
	assert_cell(fixture->swedish, GOALS, "D6", "n:40");
	assert_format(fixture->swedish, GOALS, "D6", "0.0;&quot;−&quot;0.0");
	/* -123456789 öre */
	assert_cell(fixture->swedish, GOALS, "G5", "n:-1234567.89");
	assert_format(fixture->swedish, GOALS, "G5", "#,##0;&quot;−&quot;#,##0");
	assert_cell(fixture->swedish, GOALS, "G7", "n:55400000");
	/* LibreOffice: =DATEVALUE("2026-03-31") is 46112. */
	assert_cell(fixture->swedish, GOALS, "H5", "n:46112");
	assert_format(fixture->swedish, GOALS, "H5", "yyyy-mm-dd");
	assert_cell(fixture->swedish, GOALS, "I5", "n:-0.0039");
	assert_format(fixture->swedish, GOALS, "I5", "0.0000;&quot;−&quot;0.0000");
}

static void notes_have_a_column_and_graphics_none(void **state)
{
	struct fixture *fixture = *state;
	assert_cell(fixture->swedish, GOALS, "C4", "s:Utfall (not)");
	assert_cell(fixture->english, GOALS, "C4", "s:Outcome (note)");
	assert_cell(fixture->swedish, GOALS, "C5", "s:n = 58");
	assert_cell(fixture->swedish, GOALS, "D4", "s:Målnivå");
	assert_cell(fixture->swedish, GOALS, "E4", "s:Status");
	assert_cell(fixture->swedish, GOALS, "E5", "s:I riskzonen");
	assert_cell(fixture->swedish, GOALS, "F5", "s:faller");
}

static void an_unknown_value_is_empty_and_its_words_are_a_flag(void **state)
{
	struct fixture *fixture = *state;
	char *cell = workbook_cell(fixture->swedish, GOALS, "B6");
	assert_true(strcmp(cell, "empty") == 0 || strcmp(cell, "none") == 0);
	free(cell);
	assert_cell(fixture->swedish, GOALS, "J4", "s:Flagga");
	assert_cell(fixture->english, GOALS, "J4", "s:Flag");
	assert_cell(
		fixture->swedish, GOALS, "J6", "s:Utfall [låg], Belopp, kr [x], Senast ändrat [x]");
	/* A table that has a column of flags gets no other. */
	assert_cell(fixture->swedish, RENEWAL, "D2", "s:Flagga");
	assert_cell(fixture->swedish, RENEWAL, "D4", "s:[x]");
	assert_cell(fixture->swedish, RENEWAL, "E2", "none");
}

static void pages_are_set_for_reading_and_printing(void **state)
{
	struct fixture *fixture = *state;
	for (int sheet = COVER; sheet <= DATA; sheet++) {
		char part[64];
		snprintf(part, sizeof part, "xl/worksheets/sheet%d.xml", sheet);
		assert_part_has(fixture->swedish, part, "<pageSetUpPr fitToPage=\"1\"/>");
		assert_part_has(fixture->swedish, part,
			/* One page wide; a sheet with a chart that fits is one page in all. */
			sheet == RENEWAL || sheet == REVENUE
				? "<pageSetup paperSize=\"9\" orientation=\"landscape\"/>"
				: "<pageSetup paperSize=\"9\" fitToHeight=\"0\" "
				  "orientation=\"landscape\"/>");
		assert_part_has(fixture->swedish, part, "state=\"frozen\"");
		assert_part_has(fixture->swedish, part,
			"<oddHeader>&amp;LH&amp;&amp;M och A&amp;&amp;&amp;B&amp;BG Bolag "
			"&amp;&amp;&amp;B&amp;B[Picture] &amp;&amp;9123&amp;RK1 2026</oddHeader>");
		assert_part_has(fixture->swedish, part,
			"<oddFooter>&amp;LUtgåva 1&amp;RSida &amp;P av &amp;N</oddFooter>");
	}
	/* The headers stay in view, and the first column of a table that is wider than a screen. */
	assert_part_has(fixture->swedish, "xl/worksheets/sheet4.xml",
		"<pane ySplit=\"2\" topLeftCell=\"A3\"");
	assert_part_has(fixture->swedish, "xl/worksheets/sheet3.xml",
		"xSplit=\"1\" ySplit=\"4\" topLeftCell=\"B5\"");
	assert_part_has(fixture->swedish, "xl/workbook.xml",
		"<definedName name=\"_xlnm.Print_Titles\" "
		"localSheetId=\"2\">'Mål'!$4:$4</definedName>");
}

static void texts_without_a_table_are_rows_of_column_a(void **state)
{
	struct fixture *fixture = *state;
	assert_cell(
		fixture->swedish, COVER, "A1", "s:Kvartalsrapport K1 2026: tre av fyra mål nåddes");
	assert_cell(fixture->swedish, COVER, "A3",
		"s:Rapporten visar tre av fyra mål nådda. Preliminära uppgifter.");
	assert_cell(fixture->swedish, COVER, "A5", "s:• Till målen");
	assert_cell(fixture->swedish, COVER, "A8", "s:Beslut som efterfrågas");
	assert_cell(fixture->swedish, COVER, "A11", "s:Missat: Norrdata &lt;&amp;= AB – 1 234 tkr");
	assert_cell(
		fixture->swedish, COVER, "A15", "s:91,2 · 83–96 · Mål 92 · I riskzonen · ΔFK −3,9");
	assert_cell(fixture->swedish, NOTES, "A31",
		"s:[not 30] Värdet är beräknat på de avtal som förföll under kvartalet.");
	assert_part_has(fixture->swedish, "xl/worksheets/sheet1.xml",
		"<hyperlink ref=\"A5\" location=\"'Mål'!A1\" display=\"• Till målen\"/>");
	assert_part_has(fixture->swedish, "xl/worksheets/sheet2.xml",
		"<hyperlink ref=\"A4\" location=\"'Förnyelse'!A1\" display=\"Förnyelse\"/>");
}

static void hostile_names_are_only_names(void **state)
{
	struct fixture *fixture = *state;
	assert_cell(fixture->swedish, TEAMS, "A3", "s:&lt;&amp;=\"'&gt;");
	assert_cell(fixture->swedish, TEAMS, "B3", "s:=HYPERLINK(\"https://example.org\")");
	assert_cell(fixture->swedish, TEAMS, "C3", "s:_x005F_x0041_");
	assert_cell(fixture->swedish, TEAMS, "D2", "s:=1+1 &lt;&amp;&gt; \"'[#]@");
	assert_cell(fixture->swedish, TEAMS, "B2", "s:TEAM (2)");
	char *wanted = arena_printf(fixture->arena, "s:%s", example_long_name);
	assert_cell(fixture->swedish, TEAMS, "A4", wanted);
	for (int sheet = COVER; sheet <= DATA; sheet++) {
		char part[64];
		snprintf(part, sizeof part, "xl/worksheets/sheet%d.xml", sheet);
		char *xml = workbook_part(fixture->swedish, part);
		assert_true(strlen(xml) > 0);
		assert_int_equal(occurrences(xml, "<f>"), 0);
		free(xml);
	}
	/* A table without rows is told by its headers; the readers do not know such tables. */
	assert_cell(fixture->swedish, TEAMS, "A5", "s:Inget att visa");
	assert_cell(fixture->swedish, TEAMS, "A6", "s:Team");
	char *tables = workbook_part(fixture->swedish, "xl/tables/table*.xml");
	assert_int_equal(occurrences(tables, "displayName="), 5);
	free(tables);
}

/* Row of the chart data at which a series of a chart begins; it has its name and values there. */
static void assert_data(const char *path, int row, const char *chart, const char *category,
	const char *series, const char *value)
{
	static const char columns[] = "BCDE";
	const char *wanted[] = { chart, category, series, value };
	for (size_t i = 0; i < 4; i++) {
		char cell[16];
		snprintf(cell, sizeof cell, "%c%d", columns[i], row);
		assert_cell(path, DATA, cell, wanted[i]);
	}
}

static void a_line_chart_draws_intervals_targets_and_limits_as_series(void **state)
{
	struct fixture *fixture = *state;
	const char *part = "xl/charts/chart1.xml";
	char *xml = workbook_part(fixture->swedish, part);
	assert_non_null(strstr(xml, "<a:t>Förnyelsen föll till 91 %</a:t>"));
	assert_non_null(strstr(xml, "<a:t>% av förfallet</a:t>"));
	assert_non_null(strstr(xml, "<c:v> =Förnyelsegrad</c:v>"));
	assert_non_null(strstr(xml, "<c:v> =Förnyelsegrad, intervall (undre)</c:v>"));
	assert_non_null(strstr(xml, "<a:prstDash val=\"sysDot\"/>"));
	assert_non_null(strstr(xml, "<c:max val=\"1\"/><c:min val=\"0.8\"/>"));
	assert_non_null(strstr(xml, "<c:majorUnit val=\"0.05\"/>"));
	assert_non_null(strstr(xml, "<c:numFmt formatCode=\"#,##0\\ %;&quot;−&quot;#,##0\\ %\""));
	/*
	 * Outcome, two bounds, signals, lower edge of the band (a limit is drawn at the upper one),
	 * target, limit, trial limit, mean.
	 */
	assert_int_equal(occurrences(xml, "<c:ser>"), 9);
	assert_non_null(strstr(xml, "<c:v>Normal variation, undre</c:v>"));
	assert_null(strstr(xml, "<c:v>Normal variation, övre</c:v>"));
	assert_non_null(strstr(xml, "<c:v>Preliminär gräns</c:v>"));
	assert_non_null(strstr(xml, "<c:v>Medel</c:v>"));
	free(xml);
	assert_part_has(fixture->swedish, "xl/drawings/drawing1.xml",
		"descr=\"Linje: förnyelsegraden föll från 95 till 91 %.\"");

	const char *path = fixture->swedish;
	assert_cell(path, DATA, "A4", "s:Förnyelse");
	assert_data(path, 4, "s:renewal", "s:K1 2025", "s:=Förnyelsegrad", "n:0.95");
	assert_cell(path, DATA, "E6", "none");
	assert_data(
		path, 9, "s:renewal", "s:K1 2025", "s:=Förnyelsegrad, intervall (undre)", "n:0.9");
	assert_data(
		path, 18, "s:renewal", "s:K1 2026", "s:=Förnyelsegrad, intervall (övre)", "n:0.96");
	assert_data(path, 23, "s:renewal", "s:K1 2026", "s:Signal", "n:0.912");
	/* The target is one line in two steps: 90 % for three quarters, then 92 %. */
	assert_data(path, 31, "s:renewal", "s:K3 2025", "s:Mål", "n:0.9");
	assert_data(path, 32, "s:renewal", "s:K4 2025", "s:Mål", "n:0.92");
}

static void a_bridge_stands_on_unfilled_columns(void **state)
{
	struct fixture *fixture = *state;
	const char *path = fixture->english;
	/* 60 - 8 = 52, 52 - 3 = 49, 49 + 6.4 = 55.4 millions; the base is the lower end of a
	 * change. */
	assert_data(path, 49, "s:bridge", "s:Due", "s:Hidden base", "n:0");
	assert_data(path, 50, "s:bridge", "s:Cancelled", "s:Hidden base", "n:52000000");
	assert_data(path, 51, "s:bridge", "s:Reduced", "s:Hidden base", "n:49000000");
	assert_data(path, 52, "s:bridge", "s:Expanded", "s:Hidden base", "n:49000000");
	assert_data(path, 54, "s:bridge", "s:Due", "s:Annual revenue", "n:60000000");
	assert_data(path, 58, "s:bridge", "s:After", "s:Annual revenue", "n:55400000");
	assert_data(path, 60, "s:bridge", "s:Cancelled", "s:Decrease", "n:8000000");
	assert_data(path, 67, "s:bridge", "s:Expanded", "s:Increase", "n:6400000");
	char *xml = workbook_part(path, "xl/charts/chart2.xml");
	const char *base = strstr(xml, "<c:ser>"), *next = base ? strstr(base, "</c:ser>") : NULL;
	assert_non_null(next);
	const char *unfilled = strstr(base, "<c:spPr><a:noFill/>");
	assert_true(unfilled && unfilled < next);
	assert_non_null(strstr(xml, "<c:grouping val=\"stacked\"/>"));
	assert_non_null(strstr(xml, "<a:t>−8.0</a:t>"));
	/* The axis is told in millions, as its ticks are: 0, 20, 40, 60. */
	assert_non_null(strstr(xml, "<c:numFmt formatCode=\"#,##0,,;&quot;−&quot;#,##0,,\""));
	assert_non_null(strstr(xml, "<c:max val=\"60000000\"/><c:min val=\"0\"/>"));
	assert_non_null(strstr(xml, "<c:majorUnit val=\"20000000\"/>"));
	free(xml);
}

static void a_bridge_goes_through_zero(void **state)
{
	struct fixture *fixture = *state;
	struct arena *arena = fixture->arena;
	struct report *report = example_report(false, arena);
	/* 10, then -25 down to -15, then -5 down to -20, then +30 up to 10. */
	struct point points[] = { { .defined = true, .value = 10 },
		{ .defined = true, .value = -25 }, { .defined = true, .value = -5 },
		{ .defined = true, .value = 30 } };
	const enum series_role roles[] = { SERIES_ACTUAL, SERIES_DECREASE, SERIES_DECREASE,
		SERIES_INCREASE };
	const struct category categories[] = { { "a", NULL }, { "b", NULL }, { "c", NULL },
		{ "d", NULL } };
	const struct series series = { .name = "s", .points = points, .roles = roles };
	const struct chart chart = { .kind = CHART_BRIDGE,
		.id = "zero",
		.title = "t",
		.axis = { .title = "x", .low = -20, .high = 10 },
		.categories = categories,
		.category_count = 4,
		.series = &series,
		.series_count = 1,
		.unit = UNIT_COUNT };
	const struct block block = { .kind = BLOCK_CHART, .chart = &chart };
	const struct section section = { "zero", "Zero", &block, 1 };
	report->sections = &section;
	report->count = 1;
	char *path = render_to(report, "zero.xlsx");
	static const char *const wanted[][2] = {
		/* base: the end nearest to zero of what lies on one side of it */
		{ "D4", "s:Hidden base" },
		{ "E4", "n:0" },
		{ "E5", "n:0" },
		{ "E6", "n:-15" },
		{ "E7", "n:0" },
		/* the level */
		{ "D8", "s:s" },
		{ "E8", "n:10" },
		/* decrease above zero, then below */
		{ "D12", "s:Decrease" },
		{ "E13", "n:10" },
		{ "E14", "none" },
		{ "D16", "s:Decrease" },
		{ "E17", "n:-15" },
		{ "E18", "n:-5" },
		/* increase above zero, then below */
		{ "D20", "s:Increase" },
		{ "E23", "n:10" },
		{ "D24", "s:Increase" },
		{ "E27", "n:-20" },
	};
	for (size_t i = 0; i < sizeof wanted / sizeof wanted[0]; i++)
		assert_cell(path, 2, wanted[i][0], wanted[i][1]);
	unlink(path);
	free(path);
}

static void columns_and_bars_keep_what_they_cannot_draw_in_the_data(void **state)
{
	struct fixture *fixture = *state;
	char *columns = workbook_part(fixture->english, "xl/charts/chart3.xml");
	assert_int_equal(occurrences(columns, "<c:ser>"), 2);
	assert_non_null(strstr(columns, "<a:pattFill prst=\"wdUpDiag\">"));
	free(columns);
	assert_data(
		fixture->english, 75, "s:due", "s:Q2 2026", "s:At risk, interval (lower)", "n:2");
	assert_data(fixture->english, 81, "s:due", "s:Q2 2026", "s:Target 50", "n:50");
	char *bars = workbook_part(fixture->english, "xl/charts/chart4.xml");
	assert_non_null(strstr(bars, "<c:barDir val=\"bar\"/>"));
	assert_non_null(strstr(bars, "<c:orientation val=\"maxMin\"/>"));
	assert_non_null(strstr(bars, "<a:t>Share of cancellations</a:t>"));
	/* The bar of what is unknown is painted in its own grey. */
	assert_non_null(strstr(bars, "<a:srgbClr val=\"BDBDBD\"/>"));
	free(bars);
}

static void the_last_section_can_be_the_place_of_the_chart_data(void **state)
{
	struct fixture *fixture = *state;
	struct report *report = example_report(true, fixture->arena);
	struct section *sections = ARENA_ARRAY(fixture->arena, struct section, 8);
	const struct block blocks[] = { example_heading(1, "Bakom diagrammen", fixture->arena) };
	memcpy(sections, report->sections, 7 * sizeof *sections);
	sections[7] = (struct section){ "chart-data", "Siffror", blocks, 1 };
	report->sections = sections;
	report->count = 8;
	char *path = render_to(report, "data.xlsx");
	assert_part_has(path, "xl/workbook.xml", "<sheet name=\"Siffror\" sheetId=\"8\"");
	assert_cell(path, 8, "A1", "s:Bakom diagrammen");
	assert_cell(path, 8, "A2", "s:Blad");
	assert_part_has(path, "xl/charts/chart1.xml", "<c:f>Siffror!$E$3:$E$7</c:f>");
	char *workbook = workbook_part(path, "xl/workbook.xml");
	assert_int_equal(occurrences(workbook, "<sheet "), 8);
	free(workbook);
	unlink(path);
	free(path);
}

static void amounts_without_minor_units_are_whole(void **state)
{
	struct fixture *fixture = *state;
	struct report *report = example_report(true, fixture->arena);
	report->currency = "ISK";
	report->currency_exponent = 0;
	char *path = render_to(report, "isk.xlsx");
	assert_cell(path, GOALS, "G5", "n:-123456789");
	unlink(path);
	free(path);
}

static void assert_fails(const struct report *report, const char *message)
{
	struct strbuf bytes = STRBUF_INIT;
	struct error error = { 0 };
	struct stderr_watch watch;
	stderr_watch_begin(&watch);
	bool done = render_xlsx.render(report, &bytes, &error);
	long written = stderr_watch_end(&watch);
	assert_false(done);
	assert_int_equal(error.kind, ERROR_FAILED);
	assert_string_equal(error.message, message);
	assert_int_equal(bytes.length, 0);
	assert_int_equal(written, 0);
	strbuf_release(&bytes);
}

/* A report of one section with one block. */
static struct report *single(const struct block *block, struct arena *arena)
{
	struct report *report = example_report(true, arena);
	struct section *section = arena_alloc(arena, sizeof *section);
	*section = (struct section){ "one", "Ett", block, 1 };
	report->sections = section;
	report->count = 1;
	return report;
}

static void what_cannot_be_written_is_told(void **state)
{
	struct fixture *fixture = *state;
	struct arena *arena = fixture->arena;
	const struct run lost = { .text = "dit", .link = "#nowhere" };
	const struct run script = { .text = "dit", .link = "javascript:alert(1)" };
	const struct cell cell = {
		.kind = CELL_VALUE, .text = "?", .unit = UNIT_POINTS, .value = (double)NAN
	};
	const struct column column = { .id = "a", .title = "A" };
	const struct table table = {
		.id = "t", .columns = &column, .column_count = 1, .cells = &cell, .row_count = 1
	};
	struct block block = { .kind = BLOCK_PARAGRAPH, .text = { &lost, 1 } };
	assert_fails(single(&block, arena), "link to '#nowhere', which is no section");
	block.text.runs = &script;
	assert_fails(single(&block, arena),
		"link to 'javascript:alert(1)', which is neither https nor mailto");
	block = example_paragraph(PARAGRAPH_BODY, "<&=\n", arena);
	assert_fails(single(&block, arena), "text in row 2 of sheet 'Ett' is not clean UTF-8");
	block = (struct block){ .kind = BLOCK_TABLE, .table = &table };
	assert_fails(single(&block, arena), "number in row 3 of sheet 'Ett' is not finite");
}

static void a_day_that_a_workbook_cannot_tell_is_a_flag(void **state)
{
	struct fixture *fixture = *state;
	const struct cell cells[] = { example_value("1900-03-01", UNIT_DATE, -25508),
		example_value("1900-02-28", UNIT_DATE, -25509) };
	const struct column column = { .id = "a", .title = "Dag" };
	const struct table table = {
		.id = "t", .columns = &column, .column_count = 1, .cells = cells, .row_count = 2
	};
	const struct block block = { .kind = BLOCK_TABLE, .table = &table };
	char *path = render_to(single(&block, fixture->arena), "day.xlsx");
	/* 1900-03-01 is day 61: readers count 1900-02-29, which never was. */
	assert_cell(path, 1, "A3", "n:61");
	assert_cell(path, 1, "A4", "none");
	assert_cell(path, 1, "B4", "s:1900-02-28");
	unlink(path);
	free(path);
}

static void words_in_a_column_without_numbers_stay(void **state)
{
	struct fixture *fixture = *state;
	const struct cell cells[] = { { .kind = CELL_VALUE, .text = "[c]" },
		{ .kind = CELL_VALUE, .text = "[x]" } };
	const struct column column = { .id = "a", .title = "Utfall" };
	const struct table table = {
		.id = "t", .columns = &column, .column_count = 1, .cells = cells, .row_count = 2
	};
	const struct block block = { .kind = BLOCK_TABLE, .table = &table };
	char *path = render_to(single(&block, fixture->arena), "words.xlsx");
	assert_cell(path, 1, "A3", "s:[c]");
	assert_cell(path, 1, "A4", "s:[x]");
	assert_cell(path, 1, "B2", "none");
	unlink(path);
	free(path);
}

static void a_report_without_sections_is_a_workbook(void **state)
{
	struct fixture *fixture = *state;
	struct report *report = example_report(true, fixture->arena);
	report->count = 0;
	char *path = render_to(report, "empty.xlsx");
	assert_part_has(path, "xl/workbook.xml", "<sheet ");
	unlink(path);
	free(path);
}

static void a_renderer_is_found_by_its_format(void **state)
{
	size_t count;
	(void)state;
	assert_ptr_equal(renderer_lookup("xlsx"), &render_xlsx);
	assert_ptr_equal(renderer_lookup("pdf"), &render_pdf);
	assert_ptr_equal(renderer_lookup("tree"), &render_tree);
	assert_null(renderer_lookup("html"));
	assert_ptr_equal(renderer_list(&count)[0], &render_pdf);
	assert_int_equal(count, 3);
	assert_string_equal(render_xlsx.media_type,
		"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_same_report_gives_the_same_bytes_in_every_time_zone),
		cmocka_unit_test(a_section_is_a_sheet_and_chart_data_come_last),
		cmocka_unit_test(properties_are_those_of_the_report),
		cmocka_unit_test(a_table_has_title_subtitle_and_headers_from_column_a),
		cmocka_unit_test(values_are_numbers_in_the_unit_of_the_reader),
		cmocka_unit_test(notes_have_a_column_and_graphics_none),
		cmocka_unit_test(an_unknown_value_is_empty_and_its_words_are_a_flag),
		cmocka_unit_test(pages_are_set_for_reading_and_printing),
		cmocka_unit_test(texts_without_a_table_are_rows_of_column_a),
		cmocka_unit_test(hostile_names_are_only_names),
		cmocka_unit_test(a_line_chart_draws_intervals_targets_and_limits_as_series),
		cmocka_unit_test(a_bridge_stands_on_unfilled_columns),
		cmocka_unit_test(a_bridge_goes_through_zero),
		cmocka_unit_test(columns_and_bars_keep_what_they_cannot_draw_in_the_data),
		cmocka_unit_test(the_last_section_can_be_the_place_of_the_chart_data),
		cmocka_unit_test(amounts_without_minor_units_are_whole),
		cmocka_unit_test(what_cannot_be_written_is_told),
		cmocka_unit_test(a_day_that_a_workbook_cannot_tell_is_a_flag),
		cmocka_unit_test(words_in_a_column_without_numbers_stay),
		cmocka_unit_test(a_report_without_sections_is_a_workbook),
		cmocka_unit_test(a_renderer_is_found_by_its_format),
	};
	return cmocka_run_group_tests(tests, setup, teardown);
}
