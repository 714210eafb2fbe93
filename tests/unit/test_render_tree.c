#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/strbuf.h"
#include "base/utf8.h"
#include "example_report.h"
#include "render/render.h"

static void assert_tree(const struct report *report, const char *wanted)
{
	struct strbuf bytes = STRBUF_INIT;
	struct error error = { 0 };
	assert_true(render_tree.render(report, &bytes, &error));
	assert_string_equal(bytes.bytes, wanted);
	strbuf_release(&bytes);
}

/* A report of one section with one block. */
static void assert_block(const struct block *block, const char *wanted)
{
	const struct section section = { "one", NULL, block, 1 };
	const struct report report = { .kind = "team",
		.language = "sv-SE",
		.created = DATE_NONE,
		.sections = &section,
		.count = 1 };
	struct strbuf whole = STRBUF_INIT;
	strbuf_addf(&whole, "report team sv-SE\n  created \"\"\n  section one\n%s", wanted);
	assert_tree(&report, whole.bytes);
	strbuf_release(&whole);
}

static void the_document_comes_first(void **state)
{
	const struct section sections[] = { { "a", "Först", NULL, 0 }, { "b", "Sen", NULL, 0 } };
	const struct report report = { .kind = "board",
		.language = "en-GB",
		.title = "T",
		.subject = "S",
		.author = "A",
		.keywords = "K",
		.created = date_of(2026, 3, 31),
		.header_left = "HL",
		.header_right = "HR",
		.footer_left = "FL",
		.page_format = "Page {page} of {pages}",
		.currency = "SEK",
		.currency_exponent = 2,
		.sections = sections,
		.count = 2 };
	(void)state;
	assert_tree(&report, "report board en-GB\n"
			     "  title \"T\"\n"
			     "  subject \"S\"\n"
			     "  author \"A\"\n"
			     "  keywords \"K\"\n"
			     "  created \"2026-03-31\"\n"
			     "  header-left \"HL\"\n"
			     "  header-right \"HR\"\n"
			     "  footer-left \"FL\"\n"
			     "  page-format \"Page {page} of {pages}\"\n"
			     "  currency SEK exponent=2\n"
			     "  section a \"Först\"\n"
			     "  section b \"Sen\"\n");
}

static void texts_are_quoted_and_controls_are_visible(void **state)
{
	const struct run runs[] = {
		{ .text = "a\"b\\c", .emphasis = EMPHASIS_STRONG, .lang = "en", .link = "#goals" },
		{ .text = "rad\n\tflik\x01\x7F", .emphasis = EMPHASIS_MUTED },
		{ .text = "å\xFFö \xE2\x80\xAE \xC2\x85" },
	};
	const struct block block = {
		.kind = BLOCK_PARAGRAPH, .role = PARAGRAPH_NOTE, .text = { runs, 3 }
	};
	(void)state;
	assert_block(&block, "    paragraph note\n"
			     "      run \"a\\\"b\\\\c\" strong lang=\"en\" link=\"#goals\"\n"
			     "      run \"rad\\n\\tflik\\u{1}\\u{7F}\" muted\n"
			     "      run \"å\\xFFö \\u{202E} \\u{85}\"\n");
}

static void headings_lists_and_callouts_hold_runs(void **state)
{
	const struct run run = { .text = "x" };
	const struct text items[] = { { &run, 1 }, { &run, 1 } };
	const struct block heading = { .kind = BLOCK_HEADING, .level = 2, .text = { &run, 1 } };
	const struct block list = { .kind = BLOCK_LIST, .items = items, .count = 2 };
	const struct block callout = {
		.kind = BLOCK_CALLOUT, .title = "Beslut", .text = { &run, 1 }
	};
	(void)state;
	assert_block(&heading, "    heading 2\n      run \"x\"\n");
	assert_block(
		&list, "    list\n      item\n        run \"x\"\n      item\n        run \"x\"\n");
	assert_block(&callout, "    callout \"Beslut\"\n      run \"x\"\n");
}

static void a_table_shows_typed_values_beside_texts(void **state)
{
	const double values[] = { 1, 2.5, 0 };
	const bool defined[] = { true, true, false };
	const struct range_graphic range = { .scale_low = 0,
		.scale_high = 1,
		.has_value = true,
		.value = 0.912,
		.has_interval = true,
		.low = 0.83,
		.high = 0.96,
		.has_target = true,
		.target = 0.92,
		.has_target_high = true,
		.target_high = 0.95,
		.instead = "få",
		.alternative = "alt" };
	const struct sparkline line = { .values = values,
		.defined = defined,
		.count = 3,
		.has_target = true,
		.target = 2,
		.alternative = "alt" };
	const struct column columns[] = { { "goal", "Mål", ALIGN_LEFT, 0 },
		{ "value", "Värde", ALIGN_RIGHT, 1.5 }, { "c", "C", ALIGN_CENTRE, 0 } };
	const struct cell cells[] = {
		{ .kind = CELL_TEXT,
			.text = "Förnyelse",
			.emphasis = EMPHASIS_STRONG,
			.link = "#a" },
		{ .kind = CELL_VALUE,
			.text = "91,2 %",
			.note = "n = 58",
			.unit = UNIT_SHARE,
			.value = 0.912,
			.number_format = "0.0 %" },
		{ .kind = CELL_STATUS, .text = "Missat", .status = STATUS_MISSED },
		{ .kind = CELL_RANGE, .text = "", .range = &range },
		{ .kind = CELL_SPARKLINE, .text = "", .sparkline = &line },
		{ .kind = CELL_TREND, .text = "faller", .trend = TREND_FALLING },
	};
	const struct table table = { "t", "Titel", "Sammanfattning", columns, 3, cells, 2, 1, true,
		"Not" };
	const struct block block = { .kind = BLOCK_TABLE, .table = &table };
	(void)state;
	assert_block(&block, "    table t row-headers\n"
			     "      title \"Titel\"\n"
			     "      summary \"Sammanfattning\"\n"
			     "      column goal left \"Mål\"\n"
			     "      column value right weight=1.5 \"Värde\"\n"
			     "      column c centre \"C\"\n"
			     "      row 1\n"
			     "        goal text \"Förnyelse\" strong link=\"#a\"\n"
			     "        value value \"91,2 %\" value=0.912 unit=share format=\"0.0 "
			     "%\" note=\"n = 58\"\n"
			     "        c status \"Missat\" status=missed\n"
			     "      total 2\n"
			     "        goal range \"\"\n"
			     "          range scale-low=0 scale-high=1 value=0.912 low=0.83 "
			     "high=0.96 target=0.92 "
			     "target-high=0.95 instead=\"få\" alternative=\"alt\"\n"
			     "        value sparkline \"\"\n"
			     "          sparkline 1 2.5 - target=2 alternative=\"alt\"\n"
			     "        c trend \"faller\" trend=falling\n"
			     "      note \"Not\"\n");
}

static void a_chart_shows_axes_points_and_references(void **state)
{
	const struct tick ticks[] = { { 0, "0" }, { 1, "100" } };
	const struct category categories[] = { { "K1", "2026" }, { "K2", NULL } };
	const struct point points[] = {
		{ .defined = true,
			.value = 0.5,
			.has_interval = true,
			.low = 0.4,
			.high = 0.6,
			.mark = MARK_SIGNAL,
			.label = "50",
			.emphasised = true },
		{ .defined = false },
	};
	const enum series_role roles[] = { SERIES_ACTUAL, SERIES_INCREASE };
	const struct series series[] = { { "S", SERIES_FORECAST, points, roles } };
	const struct reference references[] = { { REFERENCE_TRIAL_LIMIT, 0.9, 0, 1, "gräns" } };
	const struct chart chart = { .kind = CHART_BRIDGE,
		.id = "c",
		.title = "T",
		.subtitle = "U",
		.alternative = "A",
		.note = "N",
		.axis = { "%", 0, 1, ticks, 2, "börjar på 0" },
		.categories = categories,
		.category_count = 2,
		.series = series,
		.series_count = 1,
		.references = references,
		.reference_count = 1,
		.has_band = true,
		.band_low = 0.1,
		.band_high = 0.9,
		.unit = UNIT_MONEY,
		.height = 120 };
	const struct block block = { .kind = BLOCK_CHART, .chart = &chart };
	(void)state;
	assert_block(&block, "    chart bridge c unit=money height=120\n"
			     "      title \"T\"\n"
			     "      subtitle \"U\"\n"
			     "      alternative \"A\"\n"
			     "      axis low=0 high=1 \"%\" start=\"börjar på 0\"\n"
			     "        tick value=0 \"0\"\n"
			     "        tick value=1 \"100\"\n"
			     "      category 1 \"K1\" group=\"2026\"\n"
			     "      category 2 \"K2\"\n"
			     "      band low=0.1 high=0.9\n"
			     "      series forecast \"S\"\n"
			     "        point 1 value=0.5 low=0.4 high=0.6 mark=signal role=actual "
			     "label=\"50\" emphasised\n"
			     "        gap 2 role=increase\n"
			     "      reference trial-limit 1..2 value=0.9 \"gräns\"\n"
			     "      note \"N\"\n");
}

static void cards_and_notices_show_every_field(void **state)
{
	const struct run run = { .text = "löper ut" };
	const struct card card = { .title = "Förnyelse",
		.note = "n = 58",
		.target_word = "Mål",
		.target = "92",
		.value = "91,2",
		.interval = "83–96",
		.range = { .kind = CELL_RANGE, .text = "" },
		.sparkline = { .kind = CELL_SPARKLINE, .text = "" },
		.status = { .kind = CELL_STATUS, .text = "På väg", .status = STATUS_ON_TRACK },
		.changes = "ΔFK 0,0" };
	const struct notice notice = { STATUS_AT_RISK, "I riskzonen", "Norrdata", "1 tkr",
		{ &run, 1 } };
	const struct block cards = { .kind = BLOCK_CARDS, .cards = &card, .count = 1 };
	const struct block notices = { .kind = BLOCK_NOTICES, .notices = &notice, .count = 1 };
	(void)state;
	assert_block(&cards, "    card\n"
			     "      title \"Förnyelse\"\n"
			     "      note \"n = 58\"\n"
			     "      target-word \"Mål\"\n"
			     "      target \"92\"\n"
			     "      value \"91,2\"\n"
			     "      interval \"83–96\"\n"
			     "      range range \"\"\n"
			     "      sparkline sparkline \"\"\n"
			     "      status status \"På väg\" status=on-track\n"
			     "      changes \"ΔFK 0,0\"\n");
	assert_block(&notices, "    notice at-risk\n"
			       "      status-word \"I riskzonen\"\n"
			       "      title \"Norrdata\"\n"
			       "      amount \"1 tkr\"\n"
			       "      run \"löper ut\"\n");
}

/* Whatever is in a report, the tree is text that can be shown, one node a line. */
static void the_tree_of_a_whole_report_is_clean_and_repeats(void **state)
{
	(void)state;
	struct arena *arena = arena_new();
	for (int swedish = 0; swedish <= 1; swedish++) {
		struct strbuf first = STRBUF_INIT, second = STRBUF_INIT;
		struct error error = { 0 };
		assert_true(render_tree.render(example_report(swedish, arena), &first, &error));
		assert_true(render_tree.render(example_report(swedish, arena), &second, &error));
		assert_string_equal(first.bytes, second.bytes);
		assert_non_null(strstr(first.bytes, example_long_name));
		for (char *line = strtok(first.bytes, "\n"); line; line = strtok(NULL, "\n"))
			assert_true(utf8_clean(line, strlen(line)));
		strbuf_release(&first);
		strbuf_release(&second);
	}
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_document_comes_first),
		cmocka_unit_test(texts_are_quoted_and_controls_are_visible),
		cmocka_unit_test(headings_lists_and_callouts_hold_runs),
		cmocka_unit_test(a_table_shows_typed_values_beside_texts),
		cmocka_unit_test(a_chart_shows_axes_points_and_references),
		cmocka_unit_test(cards_and_notices_show_every_field),
		cmocka_unit_test(the_tree_of_a_whole_report_is_clean_and_repeats),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
