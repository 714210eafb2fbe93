#ifndef TESTS_EXAMPLE_REPORT_H
#define TESTS_EXAMPLE_REPORT_H

#include <stdbool.h>
#include <string.h>

#include "base/arena.h"
#include "model/report.h"

/*
 * A hand-written report with every kind of block, in Swedish or English, and with names that are
 * meant to break a renderer. The figures are made up; money is in öre.
 */

#define KEEP(type, ...)                                                                            \
	((type *)memcpy(arena_alloc(arena, sizeof((type[]){ __VA_ARGS__ })),                       \
		(type[]){ __VA_ARGS__ }, sizeof((type[]){ __VA_ARGS__ })))
#define T(sv, en) (swedish ? (sv) : (en))

static const char example_long_name[] =
	"ÅÄÖåäöÅÄÖåäöÅÄÖåäöÅÄÖåäöÅÄÖåäöÅÄÖåäöÅÄÖåäöÅÄÖåäöÅÄÖåäöÅÄÖåäöÅÄÖåäöÅÄÖåäöÅÄÖåäöÅÄÖåäöÅÄÖåäö"
	"ÅÄÖåäöÅÄÖåäöÅÄÖåäöÅÄÖåäöÅÄÖåäöÅÄÖåäöÅÄÖåäöÅÄÖåäöÅÄÖåäöÅÄÖåäöÅÄÖåäöÅÄÖåäöÅÄÖåäöÅÄÖåäöÅÄÖåäö"
	"ÅÄÖåäöÅÄÖåäöÅÄÖåäöÅÄÖåäöÅÄÖåäöÅÄÖåäöÅÄÖåäöÅÄÖåäöÅÄÖåäöÅÄÖåäöÅÄÖåäöÅÄÖåäöÅÄÖåäöÅÄÖåäöÅÄÖåäö"
	"ÅÄÖåäöÅÄÖåäöÅÄÖåäöÅÄÖåäöÅÄÖåäö";

static inline struct text example_text(const char *words, struct arena *arena)
{
	return (struct text){ KEEP(struct run, { .text = words }), 1 };
}

static inline struct cell example_words(const char *words)
{
	return (struct cell){ .kind = CELL_TEXT, .text = words };
}

static inline struct cell example_value(const char *words, enum unit unit, double value)
{
	return (struct cell){ .kind = CELL_VALUE, .text = words, .unit = unit, .value = value };
}

static inline struct block example_heading(int level, const char *words, struct arena *arena)
{
	return (struct block){
		.kind = BLOCK_HEADING, .level = level, .text = example_text(words, arena)
	};
}

static inline struct block example_paragraph(
	enum paragraph_role role, const char *words, struct arena *arena)
{
	return (struct block){
		.kind = BLOCK_PARAGRAPH, .role = role, .text = example_text(words, arena)
	};
}

static inline struct section example_cover(bool swedish, struct arena *arena)
{
	struct text *items = KEEP(struct text,
		{ KEEP(struct run, { .text = T("Till målen", "To the goals"), .link = "#goals" }),
			1 },
		{ KEEP(struct run, { .text = T("Metod", "Method"),
					   .link = "https://example.org/metod?a=1&b=å" }),
			1 },
		{ KEEP(struct run, { .text = T("Skriv till oss", "Write to us"),
					   .link = "mailto:kvartal@example.org" }),
			1 });
	struct run *body = KEEP(struct run, { .text = T("Rapporten visar ", "The report shows ") },
		{ .text = T("tre av fyra mål", "three of four goals"),
			.emphasis = EMPHASIS_STRONG },
		{ .text = T(" nådda. ", " reached. ") },
		{ .text = T("Preliminära uppgifter.", "Provisional figures."),
			.emphasis = EMPHASIS_MUTED,
			.lang = "sv" });
	struct notice *notices = KEEP(struct notice,
		{ .status = STATUS_MISSED,
			.status_word = T("Missat", "Missed"),
			.title = "Norrdata <&= AB",
			.amount = T("1 234 tkr", "SEK 1,234 k"),
			.body = example_text(T("Avtalet löper ut 2026-05-31.",
						     "The contract ends on 2026-05-31."),
				arena) });
	struct card *cards = KEEP(struct card,
		{ .title = T("Förnyelsegrad", "Renewal rate"),
			.note = T("% av förfallna kunder, n = 58", "% of customers due, n = 58"),
			.target_word = T("Mål", "Target"),
			.target = "92",
			.value = T("91,2", "91.2"),
			.interval = "83–96",
			.status = { .kind = CELL_STATUS,
				.text = T("I riskzonen", "At risk"),
				.status = STATUS_AT_RISK },
			.changes = T("ΔFK −3,9", "ΔPQ −3.9") });
	struct block *blocks = KEEP(struct block,
		example_heading(1,
			T("Kvartalsrapport K1 2026: tre av fyra mål nåddes",
				"Quarterly report Q1 2026: three of four goals were reached"),
			arena),
		example_paragraph(PARAGRAPH_SUBTITLE,
			T("Utgåva 1, data till och med 2026-03-31",
				"Edition 1, data up to 2026-03-31"),
			arena),
		{ .kind = BLOCK_PARAGRAPH, .text = { body, 4 } },
		example_heading(2, T("Länkar", "Links"), arena),
		{ .kind = BLOCK_LIST, .items = items, .count = 3 },
		{ .kind = BLOCK_CALLOUT,
			.title = T("Beslut som efterfrågas", "Decision requested"),
			.text = example_text(T("Höj målet för användning till 75 %.",
						     "Raise the goal for usage to 75%."),
				arena) },
		example_heading(2, T("Att uppmärksamma", "For attention"), arena),
		{ .kind = BLOCK_NOTICES, .notices = notices, .count = 1 },
		example_heading(2, T("Mål i korthet", "Goals in brief"), arena),
		{ .kind = BLOCK_CARDS, .cards = cards, .count = 1 },
		example_paragraph(PARAGRAPH_NOTE,
			T("[x] saknas, [låg] under minsta antal, [c] dolt av integritetsskäl. En "
			  "lång not som säger hur tabellerna ska läsas, och som måste brytas på "
			  "flera rader för att få plats i kolumnen på ett liggande A4.",
				"[x] not available, [low] below minimum, [c] suppressed for "
				"privacy. A long note that says how the tables are to be read, and "
				"that has to be broken into several lines to fit the column on a "
				"landscape A4."),
			arena));
	return (struct section){ "cover", T("Omslag", "Cover"), blocks, 11 };
}

static inline struct section example_contents(bool swedish, struct arena *arena)
{
	struct column *columns = KEEP(struct column, { .id = "sheet", .title = T("Blad", "Sheet") },
		{ .id = "content", .title = T("Innehåll", "Content") });
	struct cell *cells = KEEP(struct cell, { .text = T("Mål", "Goals"), .link = "#goals" },
		{ .text = T("Utfall mot mål", "Outcome against goals") },
		{ .text = T("Förnyelse", "Renewal"), .link = "#renewal" },
		{ .text = T("Andel förnyade kunder", "Share of customers renewed") });
	struct table *table = KEEP(struct table, { .id = "contents",
							 .columns = columns,
							 .column_count = 2,
							 .cells = cells,
							 .row_count = 2 });
	struct block *blocks = KEEP(struct block, { .kind = BLOCK_TABLE, .table = table });
	return (struct section){ "contents", T("Innehåll", "Contents"), blocks, 1 };
}

static inline struct section example_goals(bool swedish, struct arena *arena)
{
	struct column *columns = KEEP(struct column, { .id = "goal", .title = T("Mål", "Goal") },
		{ .id = "value", .title = T("Utfall", "Outcome"), .align = ALIGN_RIGHT },
		{ .id = "target", .title = T("Målnivå", "Target"), .align = ALIGN_RIGHT },
		{ .id = "range", .title = T("Läge", "Position"), .weight = 1 },
		{ .id = "trend8", .title = T("Utveckling", "Development"), .weight = 0.5 },
		{ .id = "status", .title = "Status" },
		{ .id = "trend", .title = T("Riktning", "Direction"), .align = ALIGN_CENTRE },
		{ .id = "money", .title = T("Belopp, kr", "Amount, SEK"), .align = ALIGN_RIGHT },
		{ .id = "date", .title = T("Senast ändrat", "Last changed") },
		{ .id = "change",
			.title = T("Förändring per kvartal i långa ord",
				"Change per quarter in long words"),
			.align = ALIGN_RIGHT });
	struct range_graphic *range = KEEP(
		struct range_graphic, { .scale_low = 0.5,
					      .scale_high = 1,
					      .has_value = true,
					      .value = 0.912,
					      .has_interval = true,
					      .low = 0.83,
					      .high = 0.96,
					      .has_target = true,
					      .target = 0.92,
					      .alternative = T("91,2 % av 92 %", "91.2% of 92%") });
	double *values = KEEP(double, 0.95, 0.94, 0, 0.912);
	bool *defined = KEEP(bool, true, true, false, true);
	struct sparkline *line =
		KEEP(struct sparkline, { .values = values,
					       .defined = defined,
					       .count = 4,
					       .has_target = true,
					       .target = 0.92,
					       .alternative = T("faller", "falls") });
	struct cell graphic = { .kind = CELL_RANGE, .text = "", .range = range };
	struct cell spark = { .kind = CELL_SPARKLINE, .text = "", .sparkline = line };
	struct cell *cells = KEEP(struct cell, example_words(T("Förnyelsegrad", "Renewal rate")),
		{ .kind = CELL_VALUE,
			.text = T("91,2 %", "91.2%"),
			.unit = UNIT_SHARE,
			.value = 0.912,
			.note = "n = 58",
			.emphasis = EMPHASIS_STRONG },
		{ .kind = CELL_VALUE,
			.text = T("92 %", "92%"),
			.unit = UNIT_SHARE,
			.value = 0.92,
			.number_format = T("0 %", "0%") },
		graphic, spark,
		{ .kind = CELL_STATUS,
			.text = T("I riskzonen", "At risk"),
			.status = STATUS_AT_RISK },
		{ .kind = CELL_TREND, .text = T("faller", "falling"), .trend = TREND_FALLING },
		example_value(T("−1 234 567 kr", "−SEK 1,234,567"), UNIT_MONEY, -123456789),
		example_value("2026-03-31", UNIT_DATE, 20543),
		example_value(T("−0,0039", "−0.0039"), UNIT_SLOPE, -0.0039),
		/* */
		example_words(T("Kundnöjdhet (NPS)", "Satisfaction (NPS)")),
		{ .kind = CELL_VALUE,
			.text = T("[låg]", "[low]"),
			.unit = UNIT_NONE,
			.note = "n = 7" },
		example_value(T("40,0", "40.0"), UNIT_POINTS, 40),
		{ .kind = CELL_RANGE,
			.text = "",
			.range = KEEP(struct range_graphic,
				{ .scale_high = 100,
					.instead = T("för få svar", "too few answers") }) },
		spark,
		{ .kind = CELL_STATUS,
			.text = T("Otillräckligt underlag", "Insufficient data"),
			.status = STATUS_INSUFFICIENT },
		{ .kind = CELL_TREND, .text = T("stabil", "stable"), .trend = TREND_STABLE },
		example_value("[x]", UNIT_NONE, 0), example_value("[x]", UNIT_NONE, 0),
		example_value(T("0,0100", "0.0100"), UNIT_SLOPE, 0.01),
		/* */
		{ .kind = CELL_TEXT, .text = T("Summa", "Total"), .emphasis = EMPHASIS_STRONG },
		example_words(""), example_words(""), graphic, spark,
		{ .kind = CELL_STATUS,
			.text = T("Uppnått", "Achieved"),
			.status = STATUS_ACHIEVED },
		{ .kind = CELL_TREND, .text = T("stiger", "rising"), .trend = TREND_RISING },
		example_value(T("55 400 000 kr", "SEK 55,400,000"), UNIT_MONEY, 5540000000.0),
		example_words(""), example_words(""));
	struct table *table = KEEP(struct table,
		{ .id = "goals",
			.title = T("Tre av fyra mål nåddes", "Three of four goals were reached"),
			.summary = T("En rad per mål: utfall, målnivå, status.",
				"A row for each goal: outcome, target, status."),
			.columns = columns,
			.column_count = 10,
			.cells = cells,
			.row_count = 3,
			.total_rows = 1,
			.row_headers = true,
			.note = T("Läs så: utfallet är andelen förnyade av de förfallna.",
				"How to read: the outcome is the share renewed of those due.") });
	struct block *blocks = KEEP(struct block,
		example_heading(1, T("Mål och utfall", "Goals and outcome"), arena),
		example_paragraph(PARAGRAPH_SUBTITLE,
			T("K1 2026, hela företaget", "Q1 2026, whole company"), arena),
		{ .kind = BLOCK_TABLE, .table = table },
		example_paragraph(PARAGRAPH_BODY,
			T("Målet för förnyelse missades med 0,8 procentenheter.",
				"The goal for renewal was missed by 0.8 percentage points."),
			arena));
	return (struct section){ "goals", T("Mål", "Goals"), blocks, 4 };
}

static inline struct section example_renewal(bool swedish, struct arena *arena)
{
	struct category *categories = KEEP(struct category, { T("K1", "Q1"), "2025" },
		{ T("K2", "Q2"), "2025" }, { T("K3", "Q3"), "2025" }, { T("K4", "Q4"), "2025" },
		{ T("K1", "Q1"), "2026" });
	struct point *points = KEEP(struct point,
		{ .defined = true, .value = 0.95, .has_interval = true, .low = 0.9, .high = 0.98 },
		{ .defined = true, .value = 0.94, .has_interval = true, .low = 0.88, .high = 0.97 },
		{ .defined = false },
		{ .defined = true, .value = 0.951, .has_interval = true, .low = 0.9, .high = 0.98 },
		{ .defined = true,
			.value = 0.912,
			.has_interval = true,
			.low = 0.83,
			.high = 0.96,
			.mark = MARK_SIGNAL,
			.label = T("91,2", "91.2"),
			.emphasised = true });
	struct series *series = KEEP(struct series, { .name = T("=Förnyelsegrad", "=Renewal rate"),
							    .role = SERIES_ACTUAL,
							    .points = points });
	struct reference *references = KEEP(struct reference, { REFERENCE_TARGET, 0.9, 0, 2, NULL },
		{ REFERENCE_TARGET, 0.92, 3, 4, T("Mål", "Target") },
		{ REFERENCE_LIMIT, 0.99, 0, 4, NULL }, { REFERENCE_TRIAL_LIMIT, 0.85, 0, 4, NULL },
		{ REFERENCE_MEAN, 0.94, 0, 4, NULL });
	struct tick *ticks = KEEP(struct tick, { 0.8, "80" }, { 0.85, "85" }, { 0.9, "90" },
		{ 0.95, "95" }, { 1, "100" });
	struct chart *chart = KEEP(struct chart,
		{ .kind = CHART_LINE,
			.id = "renewal",
			.title = T("Förnyelsen föll till 91 %", "Renewal fell to 91%"),
			.subtitle = T("Andel av förfallna kunder, per kvartal",
				"Share of customers due, by quarter"),
			.alternative = T("Linje: förnyelsegraden föll från 95 till 91 %.",
				"Line: the renewal rate fell from 95 to 91%."),
			.note = T("Streckad linje: mål.", "Dashed line: target."),
			.axis = { T("% av förfallet", "% of due"), 0.8, 1, ticks, 5,
				T("y-axeln börjar på 80", "the y axis begins at 80") },
			.categories = categories,
			.category_count = 5,
			.series = series,
			.series_count = 1,
			.references = references,
			.reference_count = 5,
			.has_band = true,
			.band_low = 0.88,
			.band_high = 0.99,
			.unit = UNIT_SHARE,
			.height = 150 });
	struct column *columns = KEEP(struct column, { .id = "period", .title = "Period" },
		{ .id = "value", .title = T("Värde", "Value"), .align = ALIGN_RIGHT },
		{ .id = "n", .title = "n", .align = ALIGN_RIGHT },
		{ .id = "flag", .title = T("Flagga", "Flag") });
	struct cell *cells = KEEP(struct cell, example_words(T("K1 2026", "Q1 2026")),
		example_value(T("91,2 %", "91.2%"), UNIT_SHARE, 0.912),
		example_value("58", UNIT_COUNT, 58), example_words("p"),
		example_words(T("K3 2025", "Q3 2025")), example_value("[x]", UNIT_NONE, 0),
		example_value("[x]", UNIT_NONE, 0), example_words("[x]"));
	struct table *table =
		KEEP(struct table, { .id = "renewal",
					   .columns = columns,
					   .column_count = 4,
					   .cells = cells,
					   .row_count = 2,
					   .note = T("p preliminärt", "p provisional") });
	struct block *blocks = KEEP(struct block,
		example_heading(1, T("Förnyelse", "Renewal"), arena),
		{ .kind = BLOCK_CHART, .chart = chart }, { .kind = BLOCK_TABLE, .table = table },
		example_paragraph(PARAGRAPH_BODY,
			T("En längre text under en smal tabell ska brytas på rader av läsbar "
			  "längd, inte på tabellens bredd och inte i en enda lång rad som gör "
			  "utskriften till en tunn remsa.",
				"A longer text under a narrow table is broken into lines of "
				"readable length, neither to the width of the table nor as a "
				"single long line that makes a thin strip of the printout."),
			arena));
	return (struct section){ "renewal", T("Förnyelse", "Renewal"), blocks, 4 };
}

static inline struct section example_charts(bool swedish, struct arena *arena)
{
	/* Due 60, cancelled -8, reduced -3, expanded +6.4, after 55.4, in millions. */
	struct point *steps = KEEP(struct point,
		{ .defined = true, .value = 6e9, .label = T("60,0", "60.0"), .emphasised = true },
		{ .defined = true, .value = -8e8, .label = T("−8,0", "−8.0") },
		{ .defined = true, .value = -3e8, .label = T("−3,0", "−3.0") },
		{ .defined = true, .value = 6.4e8, .label = T("+6,4", "+6.4") },
		{ .defined = true, .value = 5.54e9, .label = T("55,4", "55.4") });
	enum series_role *roles = KEEP(enum series_role, SERIES_ACTUAL, SERIES_DECREASE,
		SERIES_DECREASE, SERIES_INCREASE, SERIES_ACTUAL);
	struct category *places = KEEP(struct category, { T("Förfallet", "Due"), NULL },
		{ T("Uppsagt", "Cancelled"), NULL }, { T("Minskat", "Reduced"), NULL },
		{ T("Utökat", "Expanded"), NULL }, { T("Efter", "After"), NULL });
	struct tick *ticks =
		KEEP(struct tick, { 0, "0" }, { 2e9, "20" }, { 4e9, "40" }, { 6e9, "60" });
	struct chart *bridge = KEEP(struct chart,
		{ .kind = CHART_BRIDGE,
			.id = "bridge",
			.title = T("Av 60 Mkr finns 55,4 kvar", "Of SEK 60m 55.4 remain"),
			.subtitle = T("Årsintäkt, Mkr", "Annual revenue, SEK m"),
			.alternative =
				T("Brygga från 60 till 55,4 Mkr.", "Bridge from 60 to 55.4m."),
			.axis = { T("Mkr", "SEK m"), 0, 6e9, ticks, 4, NULL },
			.categories = places,
			.category_count = 5,
			.series = KEEP(struct series, { .name = T("Årsintäkt", "Annual revenue"),
							      .points = steps,
							      .roles = roles }),
			.series_count = 1,
			.unit = UNIT_MONEY,
			.height = 170 });
	struct category *quarters = KEEP(struct category, { T("K2", "Q2"), "2026" },
		{ T("K3", "Q3"), "2026" }, { T("K4", "Q4"), "2026" });
	struct point *safe = KEEP(struct point, { .defined = true, .value = 40 },
		{ .defined = true, .value = 35 }, { .defined = true, .value = 50 });
	struct point *risk = KEEP(struct point,
		{ .defined = true, .value = 5, .has_interval = true, .low = 2, .high = 9 },
		{ .defined = true, .value = 12, .label = "12" }, { .defined = true, .value = 7 });
	struct chart *columns = KEEP(struct chart,
		{ .kind = CHART_COLUMNS,
			.id = "due",
			.title = T("Flest avtal förfaller i K4", "Most contracts fall due in Q4"),
			.alternative = T("Staplar per kvartal.", "Columns by quarter."),
			.axis = { T("Avtal", "Contracts"), 0, 60, NULL, 0, NULL },
			.categories = quarters,
			.category_count = 3,
			.series = KEEP(struct series,
				{ .name = T("Säkra", "Safe"),
					.role = SERIES_FORECAST,
					.points = safe },
				{ .name = T("I riskzonen", "At risk"),
					.role = SERIES_WARNING,
					.points = risk }),
			.series_count = 2,
			.references = KEEP(struct reference,
				{ REFERENCE_TARGET, 50, 0, 2, T("Mål 50", "Target 50") }),
			.reference_count = 1,
			.unit = UNIT_COUNT });
	struct category *reasons = KEEP(struct category, { T("Pris", "Price"), NULL },
		{ T("Nedlagd verksamhet", "Closed down"), NULL }, { T("Okänt", "Unknown"), NULL });
	struct point *shares = KEEP(struct point, { .defined = true, .value = 0.5 },
		{ .defined = true, .value = 0.3 }, { .defined = true, .value = 0.2 });
	struct chart *bars = KEEP(struct chart,
		{ .kind = CHART_BARS,
			.id = "reasons",
			.title = T("Pris är vanligaste skälet", "Price is the most common reason"),
			.alternative = T("Liggande staplar.", "Horizontal bars."),
			.axis = { T("Andel av uppsägningar", "Share of cancellations"), 0, 0.6,
				NULL, 0, NULL },
			.categories = reasons,
			.category_count = 3,
			.series = KEEP(struct series,
				{ .name = T("Andel", "Share"),
					.role = SERIES_ACTUAL,
					.points = shares,
					.roles = KEEP(enum series_role, SERIES_ACTUAL,
						SERIES_ACTUAL, SERIES_UNKNOWN) }),
			.series_count = 1,
			.unit = UNIT_SHARE });
	struct block *blocks = KEEP(struct block,
		example_heading(1, T("Intäkter", "Revenue"), arena),
		{ .kind = BLOCK_CHART, .chart = bridge }, { .kind = BLOCK_CHART, .chart = columns },
		{ .kind = BLOCK_CHART, .chart = bars });
	return (struct section){ "revenue", T("Intäkter", "Revenue"), blocks, 4 };
}

static inline struct section example_hostile(bool swedish, struct arena *arena)
{
	struct column *columns = KEEP(struct column, { .id = "team", .title = "Team" },
		{ .id = "team2", .title = "TEAM" }, { .id = "long", .title = example_long_name },
		{ .id = "value", .title = "=1+1 <&> \"'[#]@" });
	struct cell *cells = KEEP(struct cell, example_words("<&=\"'>"),
		example_words("=HYPERLINK(\"https://example.org\")"), example_words("_x0041_"),
		example_value("1", UNIT_COUNT, 1), example_words(example_long_name),
		example_words("@SUM(A1)"), example_words("-1+1 \xF0\x9F\x98\x80"),
		example_value("2", UNIT_COUNT, 2));
	struct table *table = KEEP(struct table, { .id = "teams one/två",
							 .columns = columns,
							 .column_count = 4,
							 .cells = cells,
							 .row_count = 2 });
	struct table *empty =
		KEEP(struct table, { .id = "empty",
					   .title = T("Inget att visa", "Nothing to show"),
					   .columns = columns,
					   .column_count = 2,
					   .cells = cells,
					   .row_count = 0 });
	struct block *blocks = KEEP(struct block, { .kind = BLOCK_TABLE, .table = table },
		{ .kind = BLOCK_TABLE, .table = empty });
	return (struct section){ "teams",
		T("Team: A/B [x]*? 'och en lång svans'", "Team: A/B [x]*? 'and a long tail'"),
		blocks, 2 };
}

static inline struct section example_notes(bool swedish, struct arena *arena)
{
	struct block *blocks = ARENA_ARRAY(arena, struct block, 31);
	blocks[0] = example_heading(1, T("Noter", "Notes"), arena);
	for (int i = 1; i <= 30; i++)
		blocks[i] = example_paragraph(PARAGRAPH_BODY,
			arena_printf(arena,
				T("[not %d] Värdet är beräknat på de avtal som förföll under "
				  "kvartalet.",
					"[note %d] The value is computed from the contracts that "
					"fell due in the quarter."),
				i),
			arena);
	return (struct section){ "notes", T("Noter", "Notes"), blocks, 31 };
}

static inline struct report *example_report(bool swedish, struct arena *arena)
{
	struct section *sections = KEEP(struct section, example_cover(swedish, arena),
		example_contents(swedish, arena), example_goals(swedish, arena),
		example_renewal(swedish, arena), example_charts(swedish, arena),
		example_hostile(swedish, arena), example_notes(swedish, arena));
	return KEEP(struct report,
		{ .kind = "workbook",
			.language = T("sv-SE", "en-GB"),
			.title = T("Kvartalsrapport K1 2026", "Quarterly report Q1 2026"),
			.subject = T("Långsiktiga kundmått", "Long-term customer measures"),
			.author = "Exempel <&> AB",
			.keywords = "kvartal",
			.created = date_of(2026, 3, 31),
			.header_left = T("H&M och A&G Bolag &[Picture] &9123",
				"H&M and A&G Company &[Picture] &9123"),
			.header_right = T("K1 2026", "Q1 2026"),
			.footer_left = T("Utgåva 1", "Edition 1"),
			.page_format = T("Sida {page} av {pages}", "Page {page} of {pages}"),
			.currency = "SEK",
			.currency_exponent = 2,
			.sections = sections,
			.count = 7 });
}

#undef T
#undef KEEP

#endif
