#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <libdeflate.h>

#include "base/arena.h"
#include "model/date.h"
#include "render/pdf/columns.h"
#include "render/render.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define TEXT(words)                                                                                \
	{                                                                                          \
		.runs = (const struct run[]){ { .text = (words) } }, .count = 1                    \
	}

/* ---- a board report, as a person would draw it -------------------------------------------------
 */

static const double renewal_values[] = { 94.5, 93.6, 94.7, 93.8, 94.3, 93.4, 94.6, 94.1, 94.4, 93.2,
	92.4, 91.2 };
static const double value_values[] = { 455, 459, 462, 460, 468, 474, 478, 484, 490, 497, 505, 512 };
static const double usage_values[] = { 71, 72.2, 72.6, 72.4, 73.8, 74.6, 74, 75.1, 75.4, 74.9, 76.4,
	76.1 };
static const double score_values[] = { 33, 35, 31, 36, 34, 38, 36, 37, 39, 37, 40, 41 };
static const bool all_defined[] = { true, true, true, true, true, true, true, true, true, true,
	true, true };
static const bool some_defined[] = { true, true, true, false, true, true, false, false, true, true,
	true, true };

#define SPARKLINE(numbers, gaps, goal, words)                                                      \
	{                                                                                          \
		.kind = CELL_SPARKLINE, .text = "", .sparkline = &(const struct sparkline)         \
		{                                                                                  \
			(numbers), (gaps), 12, true, (goal), (words)                               \
		}                                                                                  \
	}
#define RANGE(from, to, is, least, most, goal, words)                                              \
	{                                                                                          \
		.kind = CELL_RANGE, .text = "", .range = &(const struct range_graphic)             \
		{                                                                                  \
			.scale_low = (from), .scale_high = (to), .has_value = true,                \
			.has_interval = true, .has_target = true, .value = (is), .low = (least),   \
			.high = (most), .target = (goal), .alternative = (words)                   \
		}                                                                                  \
	}
#define NUMBER(of, is, words)                                                                      \
	{                                                                                          \
		.kind = CELL_VALUE, .text = (words), .unit = (of), .value = (is)                   \
	}
#define STRONG(of, is, words, below)                                                               \
	{                                                                                          \
		.kind = CELL_VALUE, .emphasis = EMPHASIS_STRONG, .text = (words), .note = (below), \
		.unit = (of), .value = (is)                                                        \
	}
#define WORDS(words)                                                                               \
	{                                                                                          \
		.kind = CELL_TEXT, .text = (words)                                                 \
	}
#define NAMED(words, below)                                                                        \
	{                                                                                          \
		.kind = CELL_TEXT, .emphasis = EMPHASIS_STRONG, .text = (words), .note = (below)   \
	}
#define JUDGED(is, words, below)                                                                   \
	{                                                                                          \
		.kind = CELL_STATUS, .text = (words), .note = (below), .status = (is)              \
	}

static const struct column goal_columns[] = {
	{ "measure", "Mått", ALIGN_LEFT, 0 },
	{ "target", "Mål", ALIGN_RIGHT, 0 },
	{ "value", "Utfall", ALIGN_RIGHT, 0 },
	{ "range", "90 %-intervall mot mål", ALIGN_LEFT, 1 },
	{ "previous", "ΔFK", ALIGN_RIGHT, 0 },
	{ "year", "ΔFÅ", ALIGN_RIGHT, 0 },
	{ "history", "12 kvartal", ALIGN_LEFT, 0 },
	{ "signal", "Signal", ALIGN_LEFT, 0 },
	{ "status", "Status", ALIGN_LEFT, 0 },
};

static const struct cell goal_cells[] = {
	NAMED("Förnyelsegrad", "intäkt, % av förfallet · n = 1 563"),
	NUMBER(UNIT_SHARE, 0.93, "≥ 93,0"),
	STRONG(UNIT_SHARE, 0.912, "91,2", "89,6–92,6"),
	RANGE(85, 98, 91.2, 89.6, 92.6, 93, "91,2 %, intervall 89,6–92,6, under målet 93,0"),
	NUMBER(UNIT_SHARE, -0.012, "−1,2"),
	NUMBER(UNIT_SHARE, -0.019, "−1,9"),
	SPARKLINE(renewal_values, all_defined, 93, "Tolv kvartal: fallande sedan ett år"),
	WORDS("försämras"),
	JUDGED(STATUS_MISSED, "Missat", "tydligt"),

	NAMED("Livstidsvärde", "median per kund, tkr · n = 1 804"),
	NUMBER(UNIT_MONEY, 48000000, "≥ 480"),
	STRONG(UNIT_MONEY, 51200000, "512", "496–529"),
	RANGE(440, 560, 512, 496, 529, 480, "512 tkr, intervall 496–529, över målet 480"),
	NUMBER(UNIT_MONEY, 700000, "+7"),
	NUMBER(UNIT_MONEY, 2700000, "+27"),
	SPARKLINE(value_values, all_defined, 480, "Tolv kvartal: stadigt stigande"),
	WORDS("förbättras"),
	JUDGED(STATUS_ACHIEVED, "Uppnått", "tydligt"),

	NAMED("Användande", "aktiva kunder, % · n = 1 804"),
	NUMBER(UNIT_SHARE, 0.75, "≥ 75,0"),
	STRONG(UNIT_SHARE, 0.761, "76,1", "74,4–77,7"),
	RANGE(70, 82, 76.1, 74.4, 77.7, 75,
		"76,1 %, intervall 74,4–77,7, målet 75 inom intervallet"),
	NUMBER(UNIT_SHARE, -0.003, "−0,3"),
	NUMBER(UNIT_SHARE, 0.009, "+0,9"),
	SPARKLINE(usage_values, all_defined, 75, "Tolv kvartal: stigande"),
	WORDS("ingen"),
	JUDGED(STATUS_ACHIEVED, "Uppnått", "inom felmarginalen"),

	NAMED("Kundnöjdhet", "NPS · n = 688 svar (38 %)"),
	NUMBER(UNIT_POINTS, 35, "≥ 35"),
	STRONG(UNIT_POINTS, 41, "41", "36–46"),
	RANGE(20, 60, 41, 36, 46, 35, "NPS 41, intervall 36–46, över målet 35"),
	NUMBER(UNIT_POINTS, 1, "+1"),
	NUMBER(UNIT_POINTS, 4, "+4"),
	SPARKLINE(score_values, some_defined, 35, "Tolv kvartal, tre saknas: stigande"),
	WORDS("ingen"),
	JUDGED(STATUS_ON_TRACK, "På väg", "preliminärt"),
};

static const struct table goal_table = {
	.id = "goals",
	.summary = "Fyra kundmål: mål, utfall med intervall, förändring och status",
	.columns = goal_columns,
	.column_count = COUNT(goal_columns),
	.cells = goal_cells,
	.row_count = 4,
	.row_headers = true,
	.note = "ΔFK/ΔFÅ = skillnad mot föregående kvartal / samma kvartal föregående år. Lodrätt "
		"streck = mål, "
		"punkt = utfall, band = 90 % intervall. Inom felmarginalen = målet ligger inom "
		"intervallet, så "
		"skillnaden kan vara tillfällig. Signal = regelbrott i processdiagram, annars "
		"”ingen”.",
};

static const struct notice notices[] = {
	{ STATUS_MISSED, "Missat", "Förnyelsegrad, segment Handel: 84,0 % (80,8–86,7) mot mål 93 %",
		"−1,6 Mkr mot mål",
		TEXT("Orsak: 44 av 68 förlorade avtal anger utebliven integration. Åtgärd: "
		     "integrationspaket "
		     "till 170 avtal som förfaller i Q2. Ansvar: Team Nord. Klart 30 juni.") },
	{ STATUS_AT_RISK, "I riskzonen",
		"Användande, segment Handel: 71,5 % (66,9–75,7) mot mål 75 %", "ledande indikator",
		TEXT("Inom felmarginalen. Faller två kvartal före avhopp i tidigare årgångar. "
		     "Följs månadsvis; "
		     "inget beslut nu.") },
};

static const struct category coming[] = {
	{ "Q1", "2026" },
	{ "Q2", "2026" },
	{ "Q3", "2026" },
	{ "Q4", "2026" },
	{ "Q1", "2027" },
};
static const struct point due[] = {
	{ .defined = true, .value = 63.8, .label = "63,8" },
	{ .defined = false },
	{ .defined = false },
	{ .defined = false },
	{ .defined = false },
};
static const struct point due_forecast[] = {
	{ .defined = false },
	{ .defined = true, .value = 52.5, .label = "71,4" },
	{ .defined = true, .value = 45.9, .label = "58,0" },
	{ .defined = true, .value = 65.7, .label = "83,1" },
	{ .defined = true, .value = 55.0, .label = "66,0" },
};
static const struct point due_falling[] = {
	{ .defined = false },
	{ .defined = true, .value = 18.9, .label = "18,9" },
	{ .defined = true, .value = 12.1, .label = "12,1" },
	{ .defined = true, .value = 17.4, .label = "17,4" },
	{ .defined = true, .value = 11.0, .label = "11,0" },
};
static const struct series due_series[] = {
	{ "utfall", SERIES_ACTUAL, due, NULL },
	{ "prognos", SERIES_FORECAST, due_forecast, NULL },
	{ "varav fallande användande", SERIES_WARNING, due_falling, NULL },
};
static const struct chart due_chart = {
	.kind = CHART_COLUMNS,
	.id = "due",
	.subtitle = "Förfallande avtal per kvartal, Mkr årsintäkt",
	.alternative = "Stapeldiagram: 63,8 Mkr i Q1 2026, mest i Q4 2026 med 83,1 Mkr",
	.categories = coming,
	.category_count = COUNT(coming),
	.series = due_series,
	.series_count = COUNT(due_series),
	.height = 105,
};

static const struct block first_blocks[] = {
	{ .kind = BLOCK_HEADING,
		.level = 1,
		.text = TEXT("Tre av fyra kundmål är nådda. Förnyelsegraden är under målet och "
			     "under sin "
			     "normala variation; Handel är 84 % av tappet.") },
	{ .kind = BLOCK_PARAGRAPH,
		.role = PARAGRAPH_SUBTITLE,
		.text = TEXT("Exempelbolaget, alla kunder · Kollektiva kundmål, 4 mått · Utfall "
			     "mot mål, Q1 2026 "
			     "(jan–mar)") },
	{ .kind = BLOCK_CALLOUT,
		.title = "Beslut som begärs",
		.text = TEXT(
			"Godkänn åtgärdsplanen för segment Handel (sid 6) och behåll målet 93 % "
			"oförändrat till och med Q4 2026.") },
	{ .kind = BLOCK_HEADING, .level = 2, .text = TEXT("Mål och utfall") },
	{ .kind = BLOCK_TABLE, .table = &goal_table },
	{ .kind = BLOCK_HEADING,
		.level = 2,
		.text = TEXT("Avvikelser som kräver styrelsens uppmärksamhet") },
	{ .kind = BLOCK_NOTICES, .notices = notices, .count = COUNT(notices) },
	{ .kind = BLOCK_HEADING, .level = 2, .text = TEXT("Utsikt") },
	{ .kind = BLOCK_PARAGRAPH,
		.text = TEXT("Q2 2026: avtal för 71,4 Mkr förfaller, varav 18,9 Mkr (26 %) hos "
			     "kunder med "
			     "fallande användande.") },
	{ .kind = BLOCK_PARAGRAPH,
		.text = TEXT("Årsmålet 93 % nås om förnyelsegraden Q2–Q4 blir minst 93,6 %. Bedömd "
			     "sannolikhet: 30 % (25–35).") },
	{ .kind = BLOCK_CHART, .chart = &due_chart },
	{ .kind = BLOCK_HEADING, .level = 2, .text = TEXT("Hur säkra är siffrorna?") },
	{ .kind = BLOCK_PARAGRAPH,
		.text = TEXT("Täckning: 98,6 % av avtalsvärdet har användningsdata. Svarsfrekvens "
			     "kundnöjdhet: "
			     "38 % (36 % föregående kvartal).") },
	{ .kind = BLOCK_PARAGRAPH,
		.text = TEXT("En tidigare siffra är reviderad: förnyelsegrad Q4 2025 var 92,9 %, "
			     "är nu 92,4 % "
			     "(sent registrerade uppsägningar).") },
	{ .kind = BLOCK_PARAGRAPH,
		.role = PARAGRAPH_NOTE,
		.text = { .runs = (const struct run[]){ { .text = "Sid 2 " },
				  { .text = "Förnyelse", .link = "#renewal" },
				  { .text = " · frågor: " },
				  { .text = "revops@example.se",
					  .link = "mailto:revops@example.se" },
				  { .text = " · ordet " }, { .text = "churn", .lang = "en" },
				  { .text = " betyder avhopp" } },
			.count = 7 } },
};

/* ---- its second page --------------------------------------------------------------------------
 */

#define QUARTER(is, least, most)                                                                   \
	{                                                                                          \
		.defined = true, .value = (is), .has_interval = true, .low = (least),              \
		.high = (most)                                                                     \
	}
static const struct category quarters[] = {
	{ "Q2", "2022" },
	{ "Q3", "2022" },
	{ "Q4", "2022" },
	{ "Q1", "2023" },
	{ "Q2", "2023" },
	{ "Q3", "2023" },
	{ "Q4", "2023" },
	{ "Q1", "2024" },
	{ "Q2", "2024" },
	{ "Q3", "2024" },
	{ "Q4", "2024" },
	{ "Q1", "2025" },
	{ "Q2", "2025" },
	{ "Q3", "2025" },
	{ "Q4", "2025" },
	{ "Q1", "2026" },
};
static const struct point renewal_points[] = {
	QUARTER(94.5, 93.4, 95.6),
	QUARTER(93.6, 92.4, 94.8),
	QUARTER(94.7, 93.4, 96),
	QUARTER(93.8, 92.7, 94.9),
	QUARTER(94.3, 93.1, 95.5),
	QUARTER(93.4, 92.1, 94.6),
	QUARTER(94.6, 93.5, 95.7),
	QUARTER(94.1, 92.9, 95.3),
	QUARTER(94.4, 93.1, 95.6),
	QUARTER(93.2, 92.1, 94.3),
	QUARTER(94, 92.8, 95.2),
	QUARTER(93.1, 91.8, 94.3),
	QUARTER(93.6, 92.5, 94.7),
	QUARTER(92.9, 91.6, 94.1),
	{ .defined = true,
		.value = 92.4,
		.has_interval = true,
		.low = 91.1,
		.high = 93.7,
		.label = "92,4 r" },
	{ .defined = true,
		.value = 91.2,
		.has_interval = true,
		.low = 90.1,
		.high = 92.3,
		.mark = MARK_SIGNAL,
		.label = "91,2",
		.emphasised = true },
};
static const struct series renewal_series[] = { { "Förnyelsegrad", SERIES_ACTUAL, renewal_points,
	NULL } };
static const struct reference renewal_lines[] = {
	{ REFERENCE_LIMIT, 96.2, 0, 15, "övre gräns" },
	{ REFERENCE_MEAN, 94.0, 0, 15, "medel 94,0" },
	{ REFERENCE_TARGET, 92.5, 0, 6, NULL },
	{ REFERENCE_TARGET, 93, 7, 15, "mål 93" },
	{ REFERENCE_LIMIT, 91.8, 0, 15, "undre 91,8" },
};
static const struct tick renewal_ticks[] = { { 88, "88" }, { 90, "90" }, { 92, "92" }, { 94, "94" },
	{ 96, "96" } };
static const struct chart renewal_chart = {
	.kind = CHART_LINE,
	.id = "renewal",
	.alternative = "Linjediagram: förnyelsegraden faller från 94 till 91,2 %, under undre "
		       "gränsen 91,8",
	.note = "Lodräta streck = 90 % intervall. Grått fält = normal variation (XmR, beräknad på "
		"de 12 första "
		"kvartalen). Romb = punkt utanför gränsen. r = reviderad.",
	.axis = { .title = "% av förfallen årsintäkt",
		.low = 88,
		.high = 96.6,
		.ticks = renewal_ticks,
		.tick_count = COUNT(renewal_ticks),
		.start_note = "y-axeln börjar på 88" },
	.categories = quarters,
	.category_count = COUNT(quarters),
	.series = renewal_series,
	.series_count = 1,
	.references = renewal_lines,
	.reference_count = COUNT(renewal_lines),
	.has_band = true,
	.band_low = 91.8,
	.band_high = 96.2,
	.height = 185,
};

static const struct category steps[] = { { "Förfallet", NULL }, { "Uppsagt", NULL },
	{ "Minskat", NULL }, { "Förnyat", NULL }, { "Utökat", NULL }, { "Efter", NULL } };
static const struct point step_points[] = {
	{ .defined = true, .value = 63.8, .label = "63,8" },
	{ .defined = true, .value = -4.1, .label = "−4,1" },
	{ .defined = true, .value = -1.5, .label = "−1,5" },
	{ .defined = true, .value = 58.2, .label = "58,2" },
	{ .defined = true, .value = 5.2, .label = "+5,2" },
	{ .defined = true, .value = 63.4, .label = "63,4" },
};
static const enum series_role step_roles[] = { SERIES_ACTUAL, SERIES_DECREASE, SERIES_DECREASE,
	SERIES_ACTUAL, SERIES_INCREASE, SERIES_ACTUAL };
static const struct series step_series[] = { { "Årsintäkt", SERIES_ACTUAL, step_points,
	step_roles } };
static const struct chart bridge_chart = {
	.kind = CHART_BRIDGE,
	.id = "bridge",
	.alternative = "Brygga: 63,8 Mkr förfallet, 58,2 förnyat, 63,4 efter utökning",
	.categories = steps,
	.category_count = COUNT(steps),
	.series = step_series,
	.series_count = 1,
	.height = 122,
};

static const struct column segment_columns[] = {
	{ "segment", "Segment", ALIGN_LEFT, 0 },
	{ "contracts", "Avtal", ALIGN_RIGHT, 0 },
	{ "value", "Utfall %", ALIGN_RIGHT, 0 },
	{ "interval", "90 %-intervall", ALIGN_RIGHT, 0 },
	{ "range", "mot mål 93 %", ALIGN_LEFT, 1 },
	{ "year", "ΔFÅ p.e.", ALIGN_RIGHT, 0 },
	{ "effect", "Effekt Mkr", ALIGN_RIGHT, 0 },
	{ "status", "Status", ALIGN_LEFT, 0 },
};
static const struct range_graphic too_little = { .scale_low = 80,
	.scale_high = 100,
	.instead = "för lite data för att bedöma",
	.alternative = "för lite data för att bedöma" };
static const struct cell segment_cells[] = {
	WORDS("Handel"),
	NUMBER(UNIT_COUNT, 424, "424"),
	STRONG(UNIT_SHARE, 0.84, "84,0", NULL),
	WORDS("80,8–86,7"),
	RANGE(80, 100, 84, 80.8, 86.7, 93, "84,0 %, tydligt under 93"),
	NUMBER(UNIT_SHARE, -0.051, "−5,1"),
	NUMBER(UNIT_MONEY, -1600000, "−1,6"),
	JUDGED(STATUS_MISSED, "Missat", "tydligt"),
	WORDS("Industri"),
	NUMBER(UNIT_COUNT, 352, "352"),
	STRONG(UNIT_SHARE, 0.909, "90,9", NULL),
	WORDS("88,1–93,1"),
	RANGE(80, 100, 90.9, 88.1, 93.1, 93, "90,9 %, strax under 93"),
	NUMBER(UNIT_SHARE, -0.009, "−0,9"),
	NUMBER(UNIT_MONEY, -300000, "−0,3"),
	JUDGED(STATUS_MISSED, "Missat", "inom felmarginalen"),
	WORDS("Offentlig"),
	NUMBER(UNIT_COUNT, 296, "296"),
	STRONG(UNIT_SHARE, 0.959, "95,9", NULL),
	WORDS("93,6–97,4"),
	RANGE(80, 100, 95.9, 93.6, 97.4, 93, "95,9 %, tydligt över 93"),
	NUMBER(UNIT_SHARE, 0.004, "+0,4"),
	NUMBER(UNIT_MONEY, 300000, "+0,3"),
	JUDGED(STATUS_ACHIEVED, "Uppnått", "tydligt"),
	WORDS("Tjänster"),
	NUMBER(UNIT_COUNT, 484, "484"),
	STRONG(UNIT_SHARE, 0.975, "97,5", NULL),
	WORDS("96,0–98,4"),
	RANGE(80, 100, 97.5, 96, 98.4, 93, "97,5 %, tydligt över 93"),
	NUMBER(UNIT_SHARE, 0.002, "+0,2"),
	NUMBER(UNIT_MONEY, 500000, "+0,5"),
	JUDGED(STATUS_ACHIEVED, "Uppnått", "tydligt"),
	WORDS("Övrigt"),
	NUMBER(UNIT_COUNT, 7, "7"),
	{ .kind = CELL_VALUE, .emphasis = EMPHASIS_MUTED, .text = "[låg]" },
	{ .kind = CELL_TEXT, .emphasis = EMPHASIS_MUTED, .text = "n = 7 < 20" },
	{ .kind = CELL_RANGE, .text = "", .range = &too_little },
	{ .kind = CELL_VALUE, .emphasis = EMPHASIS_MUTED, .text = "[z]" },
	{ .kind = CELL_VALUE, .emphasis = EMPHASIS_MUTED, .text = "[z]" },
	JUDGED(STATUS_INSUFFICIENT, "Otillräckligt underlag", NULL),
	{ .kind = CELL_TEXT, .emphasis = EMPHASIS_STRONG, .text = "Alla" },
	{ .kind = CELL_VALUE,
		.emphasis = EMPHASIS_STRONG,
		.text = "1 563",
		.unit = UNIT_COUNT,
		.value = 1563 },
	STRONG(UNIT_SHARE, 0.912, "91,2", NULL),
	WORDS("89,6–92,6"),
	RANGE(80, 100, 91.2, 89.6, 92.6, 93, "91,2 %, tydligt under 93"),
	NUMBER(UNIT_SHARE, -0.019, "−1,9"),
	NUMBER(UNIT_MONEY, -1100000, "−1,1"),
	JUDGED(STATUS_MISSED, "Missat", "tydligt"),
};
static const struct table segment_table = {
	.id = "segments",
	.summary = "Förnyelsegrad per segment mot målet 93 %",
	.columns = segment_columns,
	.column_count = COUNT(segment_columns),
	.cells = segment_cells,
	.row_count = 6,
	.total_rows = 1,
	.row_headers = true,
	.note = "Segment visas i den ordning som anges i konfigurationen, inte efter utfall. p.e. "
		"= procentenheter. "
		"[låg] = färre än 20 avtal; värdet visas inte och räknas inte som nått eller "
		"missat.",
};

static const struct category reasons[] = { { "Utebliven integration", NULL },
	{ "Lägre behov", NULL }, { "Pris", NULL }, { "Byte av nyckelperson", NULL },
	{ "Okänd", NULL } };
static const struct point reason_points[] = {
	{ .defined = true, .value = 44, .label = "44" },
	{ .defined = true, .value = 28, .label = "28" },
	{ .defined = true, .value = 20, .label = "20" },
	{ .defined = true, .value = 12, .label = "12" },
	{ .defined = true, .value = 20, .label = "20" },
};
static const enum series_role reason_roles[] = { SERIES_ACTUAL, SERIES_ACTUAL, SERIES_ACTUAL,
	SERIES_ACTUAL, SERIES_UNKNOWN };
static const struct series reason_series[] = { { "Avtal", SERIES_ACTUAL, reason_points,
	reason_roles } };
static const struct chart reason_chart = {
	.kind = CHART_BARS,
	.id = "reasons",
	.alternative = "Stapeldiagram: utebliven integration är vanligast med 44 avtal",
	.categories = reasons,
	.category_count = COUNT(reasons),
	.series = reason_series,
	.series_count = 1,
};

static const struct block second_blocks[] = {
	{ .kind = BLOCK_HEADING,
		.level = 1,
		.text = TEXT("Förnyelsegraden 91,2 % är under målet 93 % och, för första gången på "
			     "fyra år, under "
			     "sin normala variation.") },
	{ .kind = BLOCK_PARAGRAPH,
		.role = PARAGRAPH_SUBTITLE,
		.text = TEXT("Exempelbolaget, alla kunder · Förnyelsegrad, % av förfallen "
			     "årsintäkt · Utfall Q2 "
			     "2022–Q1 2026, mål, processgränser") },
	{ .kind = BLOCK_CHART, .chart = &renewal_chart },
	{ .kind = BLOCK_HEADING,
		.level = 2,
		.text = TEXT("Vad hände med årsintäkten? Mkr, Q1 2026") },
	{ .kind = BLOCK_CHART, .chart = &bridge_chart },
	{ .kind = BLOCK_HEADING,
		.level = 2,
		.text = TEXT("Segment: två av fyra bedömda når inte målet, varav ett tydligt") },
	{ .kind = BLOCK_TABLE, .table = &segment_table },
	{ .kind = BLOCK_HEADING,
		.level = 2,
		.text = TEXT("Uppgivna orsaker till 124 förlorade avtal") },
	{ .kind = BLOCK_CHART, .chart = &reason_chart },
};

/* ---- a page with a forecast, a list and a trial chart -----------------------------------------
 */

static const struct point past[] = { QUARTER(93.1, 92.1, 94.3), QUARTER(93.6, 92.6, 94.7),
	QUARTER(92.9, 91.8, 94.1), { .defined = false }, QUARTER(92.4, 91.4, 93.7),
	{ .defined = true, .value = 91.2, .has_interval = true, .low = 90.1, .high = 92.3 },
	{ .defined = false }, { .defined = false }, { .defined = false }, { .defined = false } };
static const struct point earlier[] = {
	{ .defined = true, .value = 94.1, .mark = MARK_NONE },
	{ .defined = true, .value = 94.4, .mark = MARK_NONE },
	{ .defined = true, .value = 93.2, .mark = MARK_NONE },
	{ .defined = true, .value = 94.0, .mark = MARK_NONE },
	{ .defined = true, .value = 93.1, .mark = MARK_NONE },
	{ .defined = true, .value = 93.6, .mark = MARK_NONE },
	{ .defined = true, .value = 92.9, .mark = MARK_NONE },
	{ .defined = true, .value = 92.4, .mark = MARK_NONE },
	{ .defined = true, .value = 91.9, .mark = MARK_NONE },
	{ .defined = true, .value = 91.6, .mark = MARK_NONE, .label = "91.6" },
};
static const struct point fan[] = { { .defined = false }, { .defined = false },
	{ .defined = false }, { .defined = false }, { .defined = false },
	{ .defined = true, .value = 91.2, .mark = MARK_NONE }, QUARTER(91.3, 90, 92.6),
	QUARTER(91.5, 89.6, 93.4), QUARTER(91.8, 89.2, 94.3),
	{ .defined = true,
		.value = 91.9,
		.has_interval = true,
		.low = 88.9,
		.high = 94.8,
		.label = "91.9",
		.emphasised = true } };
static const struct category coming_quarters[] = { { "Q4", "2024" }, { "Q1", "2025" },
	{ "Q2", "2025" }, { "Q3", "2025" }, { "Q4", "2025" }, { "Q1", "2026" }, { "Q2", "2026" },
	{ "Q3", "2026" }, { "Q4", "2026" }, { "Q1", "2027" } };
static const struct series fan_series[] = { { "actual", SERIES_ACTUAL, past, NULL },
	{ "a year before", SERIES_PREVIOUS, earlier, NULL },
	{ "forecast", SERIES_FORECAST, fan, NULL } };
static const struct reference fan_lines[] = { { REFERENCE_TARGET, 93, 0, 9, "target 93" },
	{ REFERENCE_TRIAL_LIMIT, 91.7, 0, 9, "trial limit" } };
static const struct chart fan_chart = {
	.kind = CHART_LINE,
	.id = "fan",
	.title = "The year’s goal is reached with a probability of 30 %",
	.subtitle = "Renewal rate, % of revenue due, with last year’s and the forecast",
	.alternative = "Line chart: the forecast fan reaches from 88.9 to 94.8 in Q1 2027",
	.note = "Hatched = 90 % interval of the forecast.",
	.axis = { .low = 88,
		.high = 96,
		.ticks = renewal_ticks,
		.tick_count = COUNT(renewal_ticks),
		.start_note = "the axis starts at 88" },
	.categories = coming_quarters,
	.category_count = COUNT(coming_quarters),
	.series = fan_series,
	.series_count = COUNT(fan_series),
	.references = fan_lines,
	.reference_count = COUNT(fan_lines),
	.height = 190,
};

static const struct text actions[] = {
	TEXT("Integration packages for 170 contracts that end in Q2: done."),
	TEXT("A second reader of lost-contract reasons: late, and its effect cannot be measured "
	     "yet. This item is "
	     "long enough to need a second line, which hangs under the first."),
	TEXT("Quarterly survey moved to the first week: dropped.")
};

static const struct category effects[] = { { "Discount rate ± 1 point", NULL },
	{ "Margin ± 2 points", NULL }, { "Horizon ± 2 quarters", NULL } };
static const struct point effect_points[] = {
	{ .defined = true, .value = -31, .label = "−31 / +36" },
	{ .defined = true, .value = -18, .label = "−18 / +18" },
	{ .defined = true, .value = 9, .label = "+9" }
};
static const struct series effect_series[] = { { "Effect", SERIES_ACTUAL, effect_points, NULL } };
static const struct chart effect_chart = {
	.kind = CHART_BARS,
	.id = "effects",
	.title = "The discount rate matters most",
	.subtitle = "Effect on the median lifetime value, SEK thousand",
	.alternative = "Bars: the discount rate moves the value by 31, the margin by 18",
	.categories = effects,
	.category_count = COUNT(effects),
	.series = effect_series,
	.series_count = 1,
};

static const struct block third_blocks[] = {
	{ .kind = BLOCK_HEADING, .level = 1, .text = TEXT("Outlook and actions") },
	{ .kind = BLOCK_CHART, .chart = &fan_chart },
	{ .kind = BLOCK_HEADING, .level = 2, .text = TEXT("Actions of last quarter") },
	{ .kind = BLOCK_LIST, .items = actions, .count = COUNT(actions) },
	{ .kind = BLOCK_HEADING, .level = 2, .text = TEXT("Sensitivity") },
	{ .kind = BLOCK_CHART, .chart = &effect_chart },
};

static const struct section board_sections[] = {
	{ "summary", "Sammanfattning", first_blocks, COUNT(first_blocks) },
	{ "renewal", "Förnyelse", second_blocks, COUNT(second_blocks) },
	{ "outlook", "Utsikt", third_blocks, COUNT(third_blocks) },
};

static struct report board(void)
{
	return (struct report){
		.kind = "board",
		.language = "sv-SE",
		.title = "Kvartalsrapport kundmål Q1 2026",
		.subject = "Utfall mot mål <& annat>",
		.author = "Exempelbolaget AB",
		.keywords = "kundmål, Q1 2026",
		.created = date_of(2026, 3, 31),
		.header_left = "Exempelbolaget AB",
		.header_right = "Styrelsen 2026-04-29 · punkt 7 · För beslut · Konfidentiellt",
		.footer_left = "Utgåva 2026Q1-r1 · slutlig · underlag t.o.m. 2026-03-31, läst "
			       "2026-04-08 · sha256 "
			       "7f3a91c2…",
		.page_format = "Sida {page} av {pages}",
		.currency = "SEK",
		.currency_exponent = 2,
		.sections = board_sections,
		.count = COUNT(board_sections),
	};
}

/* ---- a team page ------------------------------------------------------------------------------
 */

#define CARD(name, below, goal, is, between, graphic, line, verdict, moves)                        \
	{                                                                                          \
		.title = (name), .note = (below), .target_word = "target", .target = (goal),       \
		.value = (is), .interval = (between), .range = graphic, .sparkline = line,         \
		.status = verdict, .changes = (moves)                                              \
	}

static const struct card cards[] = {
	CARD("Renewal rate", "% of revenue due, n = 58", "≥ 93", "89.1", "80.6–94.1",
		RANGE(80, 97, 89.1, 80.6, 94.1, 93, "89.1, interval 80.6 to 94.1, target 93"),
		SPARKLINE(renewal_values, all_defined, 93, "Twelve quarters, falling"),
		JUDGED(STATUS_MISSED, "Missed", "within margin"), "ΔPP −3.9   ΔPY −3.2"),
	CARD("Lifetime value", "median SEK k, n = 214", "≥ 480", "503", "483–524",
		RANGE(440, 560, 503, 483, 524, 480, "503, interval 483 to 524, target 480"),
		SPARKLINE(value_values, all_defined, 480, "Twelve quarters, rising"),
		JUDGED(STATUS_ACHIEVED, "Achieved", "clear"), "ΔPP +9   ΔPY +24"),
	CARD("Usage", "active customers %, n = 214", "≥ 75", "77.2", "72.4–81.4",
		RANGE(65, 90, 77.2, 72.4, 81.4, 75, "77.2, interval 72.4 to 81.4, target 75"),
		SPARKLINE(usage_values, some_defined, 75, "Twelve quarters with gaps, rising"),
		JUDGED(STATUS_ON_TRACK, "On track", "provisional"), "ΔPP +1.1   ΔPY +2.0"),
	CARD("Satisfaction", "NPS, n = 71 answers", "≥ 35", "46", "30–62",
		RANGE(10, 80, 46, 30, 62, 35, "46, interval 30 to 62, target 35"),
		SPARKLINE(score_values, all_defined, 35, "Twelve quarters, rising"),
		JUDGED(STATUS_AT_RISK, "At risk", "within margin"), "ΔPP +6   ΔPY +11"),
	{ .title = "Coverage",
		.note = "share of contract value",
		.target_word = "target",
		.target = "≥ 95",
		.value = "[low]",
		.interval = "n = 7 < 20",
		.range = { .kind = CELL_RANGE, .text = "", .range = &too_little },
		.sparkline = { .kind = CELL_TEXT, .text = "" },
		.status = JUDGED(STATUS_MISSING, "Data missing", NULL) },
};

static const struct column customer_columns[] = {
	{ "customer", "Customer", ALIGN_LEFT, 2 },
	{ "due", "Due", ALIGN_RIGHT, 1 },
	{ "value", "SEK m/year", ALIGN_RIGHT, 1 },
	{ "usage", "Usage, 6 months", ALIGN_LEFT, 1 },
	{ "score", "Last score (0–10)", ALIGN_RIGHT, 1 },
};
#define TREND(is, words)                                                                           \
	{                                                                                          \
		.kind = CELL_TREND, .text = (words), .trend = (is)                                 \
	}
static const struct cell customer_cells[] = {
	WORDS("Nordkap Handel AB"),
	NUMBER(UNIT_DATE, 20573, "2026-04-30"),
	NUMBER(UNIT_MONEY, 2.4e8, "2.40"),
	TREND(TREND_FALLING, "falling"),
	NUMBER(UNIT_POINTS, 6, "6"),
	WORDS("Lillån Bygg"),
	NUMBER(UNIT_DATE, 20585, "2026-05-12"),
	NUMBER(UNIT_MONEY, 1.1e8, "1.10"),
	TREND(TREND_STABLE, "stable"),
	NUMBER(UNIT_POINTS, 9, "9"),
	WORDS("Žižkov & Łódź Παπαδόπουλος"),
	NUMBER(UNIT_DATE, 20604, "2026-05-31"),
	NUMBER(UNIT_MONEY, 9.5e7, "0.95"),
	TREND(TREND_RISING, "rising"),
	NUMBER(UNIT_POINTS, 10, "10"),
	WORDS("Granit & Glas"),
	NUMBER(UNIT_DATE, 20619, "2026-06-15"),
	NUMBER(UNIT_MONEY, 1.27e9, "12.7"),
	TREND(TREND_FALLING, "falling"),
	{ .kind = CELL_VALUE, .emphasis = EMPHASIS_MUTED, .text = "[x]" },
	WORDS("12 others"),
	WORDS("Apr–Jun"),
	NUMBER(UNIT_MONEY, 3.86e8, "3.86"),
	TREND(TREND_NONE, ""),
	WORDS(""),
};
static const struct table customer_table = {
	.id = "due",
	.summary = "Contracts due next quarter",
	.columns = customer_columns,
	.column_count = COUNT(customer_columns),
	.cells = customer_cells,
	.row_count = 5,
	.total_rows = 1,
	.row_headers = true,
};

static const struct block team_blocks[] = {
	{ .kind = BLOCK_HEADING,
		.level = 1,
		.text = TEXT("Team Nord reaches two of four common goals. The renewal rate was "
			     "missed; satisfaction "
			     "cannot be told on 71 answers.") },
	{ .kind = BLOCK_PARAGRAPH,
		.role = PARAGRAPH_SUBTITLE,
		.text = TEXT("Team Nord, 9 members, 214 customers · 4 common customer goals · "
			     "Outcome against target, "
			     "Q1 2026") },
	{ .kind = BLOCK_CARDS, .cards = cards, .count = COUNT(cards) },
	{ .kind = BLOCK_HEADING, .level = 2, .text = TEXT("What has really changed?") },
	{ .kind = BLOCK_PARAGRAPH,
		.text = { .runs =
				  (const struct run[]){
					  { .text = "Satisfaction: eight quarters above the mean.",
						  .emphasis = EMPHASIS_STRONG },
					  { .text = " The level has risen from 35 to 46. Confirm "
						    "the cause before the limits "
						    "are computed anew." } },
			.count = 2 } },
	{ .kind = BLOCK_HEADING,
		.level = 2,
		.text = TEXT("Next quarter: contracts due in Q2 2026") },
	{ .kind = BLOCK_TABLE, .table = &customer_table },
	{ .kind = BLOCK_HEADING, .level = 2, .text = TEXT("To be read with care") },
	{ .kind = BLOCK_PARAGRAPH,
		.text = TEXT("58 contracts give wide intervals: one renewal moves the figure by "
			     "about 1.7 points. "
			     "Compare with your own quarters, not with other teams. Nordkap Handel "
			     "has no usage data "
			     "for March (coverage 97 %). [x] = not known.") },
};
static const struct section team_sections[] = { { "team", "Team Nord", team_blocks,
	COUNT(team_blocks) } };

static struct report team(void)
{
	return (struct report){
		.kind = "team",
		.language = "en-GB",
		.title = "Team Nord, Q1 2026",
		.created = date_of(2026, 3, 31),
		.header_left = "Exempelbolaget AB",
		.header_right = "Team Nord · the team’s quarter Q1 2026 · internal",
		.footer_left =
			"Edition 2026Q1-r1 · team nord · final · questions: revops@example.se",
		.page_format = "Page {page} of {pages}",
		.currency = "SEK",
		.currency_exponent = 2,
		.sections = team_sections,
		.count = 1,
	};
}

/* ---- what the tests share ---------------------------------------------------------------------
 */

/* Keeps the file, so that a person and other programs can look at it. */
static void keep(const struct strbuf *bytes, const char *name)
{
	static char made[] = "/tmp/kvartal-test-XXXXXX";
	static bool created;
	const char *directory = getenv("TEST_TMPDIR");
	if (!directory) {
		if (!created)
			assert_non_null(mkdtemp(made));
		created = true;
		directory = made;
	}
	char path[4096];
	snprintf(path, sizeof path, "%s/%s.pdf", directory, name);
	FILE *file = fopen(path, "wb");
	assert_non_null(file);
	assert_int_equal(fwrite(bytes->bytes, 1, bytes->length, file), bytes->length);
	assert_int_equal(fclose(file), 0);
}

/* The text of the file with its streams unpacked: objects and drawing, but no fonts. */
static void unpack(const struct strbuf *bytes, struct strbuf *text)
{
	struct libdeflate_decompressor *decompressor = libdeflate_alloc_decompressor();
	const char *at = bytes->bytes, *end = bytes->bytes + bytes->length;
	size_t room = 1 << 24;
	char *unpacked = malloc(room);
	assert_non_null(unpacked);
	while ((at = memmem(at, (size_t)(end - at), "/Length ", 8)) != NULL) {
		size_t packed = strtoul(at + 8, NULL, 10), length;
		const char *head = at;
		while (head > bytes->bytes && *head != '\n')
			head--;
		strbuf_add(text, head, (size_t)(at - head));
		at = memmem(at, (size_t)(end - at), "stream\n", 7);
		assert_non_null(at);
		at += 7;
		bool font = memmem(head, (size_t)(at - head), "/Length1", 8) != NULL;
		if (!font && memmem(head, (size_t)(at - head), "/FlateDecode", 12)) {
			assert_int_equal(libdeflate_zlib_decompress(
						 decompressor, at, packed, unpacked, room, &length),
				LIBDEFLATE_SUCCESS);
			strbuf_add(text, unpacked, length);
		}
		at += packed;
	}
	free(unpacked);
	libdeflate_free_decompressor(decompressor);
}

static size_t occurrences(const struct strbuf *text, const char *words)
{
	size_t count = 0;
	const char *at = text->bytes, *end = at + text->length;
	while ((at = memmem(at, (size_t)(end - at), words, strlen(words))) != NULL) {
		count++;
		at += strlen(words);
	}
	return count;
}

/* Renders what must succeed, keeps it, and hands back its unpacked text. */
static struct strbuf rendered(const struct report *report, const char *name)
{
	struct strbuf bytes = STRBUF_INIT, text = STRBUF_INIT;
	struct error error = { 0 };
	if (!render_pdf.render(report, &bytes, &error))
		fail_msg("%s", error.message);
	keep(&bytes, name);
	assert_memory_equal(bytes.bytes, "%PDF-1.7\n", 9);
	assert_memory_equal(bytes.bytes + bytes.length - 6, "%%EOF\n", 6);
	unpack(&bytes, &text);
	strbuf_release(&bytes);
	return text;
}

/* A report of one section of these blocks. */
struct small {
	struct section section;
	struct report report;
};

static struct report *with_blocks(struct small *small, const struct block *blocks, size_t count)
{
	small->section = (struct section){ "only", "Only", blocks, count };
	small->report = (struct report){
		.kind = "board",
		.language = "en-GB",
		.title = "Small",
		.created = date_of(2026, 3, 31),
		.page_format = "{page}/{pages}",
		.sections = &small->section,
		.count = 1,
	};
	return &small->report;
}

static void assert_refused(const struct report *report, const char *words)
{
	struct strbuf bytes = STRBUF_INIT;
	struct error error = { 0 };
	assert_false(render_pdf.render(report, &bytes, &error));
	assert_int_equal(error.kind, ERROR_FAILED);
	if (!strstr(error.message, words))
		fail_msg("'%s' is not in '%s'", words, error.message);
	strbuf_release(&bytes);
}

/* ---- whole reports ----------------------------------------------------------------------------
 */

static void a_board_report_is_tagged_throughout(void **state)
{
	(void)state;
	struct report report = board();
	struct strbuf text = rendered(&report, "board");
	assert_int_equal(
		occurrences(&text, "/Type/Page/") + occurrences(&text, "/Type /Page\n"), 3);
	assert_int_equal(occurrences(&text, "BDC\n"), occurrences(&text, "EMC\n"));
	/* 9 columns and 4 rows, 8 columns and 6 rows: each has a header. */
	assert_int_equal(occurrences(&text, "/S/TH/"), 9 + 4 + 8 + 6);
	assert_int_equal(occurrences(&text, "/S/TD/"), 8 * 4 + 7 * 6);
	assert_int_equal(occurrences(&text, "/Scope/Row"), 4 + 6);
	/* Six charts, four ranges and four sparklines, five ranges that have enough data. */
	assert_int_equal(occurrences(&text, "/S/Figure"), 6 + 8 + 5);
	assert_int_equal(occurrences(&text, "/Alt"), 6 + 8 + 5);
	assert_int_equal(occurrences(&text, "/S/H1"), 3);
	assert_int_equal(occurrences(&text, "/S/Link"), 2);
	assert_int_equal(occurrences(&text, "/Subtype/Link"), 2);
	assert_int_equal(occurrences(&text, "/URI(mailto:revops@example.se)"), 1);
	assert_int_equal(occurrences(&text, "/S/Span"), 1);
	assert_int_equal(occurrences(&text, "/Lang(en)"), 1);
	assert_int_equal(occurrences(&text, "/Lang(sv-SE)"), 1);
	strbuf_release(&text);
}

static void a_team_report_fits_one_page(void **state)
{
	(void)state;
	struct report report = team();
	struct strbuf text = rendered(&report, "team");
	assert_int_equal(occurrences(&text, "/Type /Page\n"), 1);
	/* Four cards with two figures; the fifth has words in place of one. */
	assert_int_equal(occurrences(&text, "/S/Figure"), 8);
	strbuf_release(&text);
}

static void the_same_report_gives_the_same_bytes(void **state)
{
	(void)state;
	struct strbuf first = STRBUF_INIT, second = STRBUF_INIT;
	struct error error = { 0 };
	struct report report = board(), other = team();
	assert_true(render_pdf.render(&report, &first, &error));
	assert_true(render_pdf.render(&other, &second, &error));
	assert_true(render_pdf.render(&report, &second, &error));
	assert_int_equal(first.length, second.length);
	assert_memory_equal(first.bytes, second.bytes, first.length);
	strbuf_release(&first);
	strbuf_release(&second);
}

static void the_date_of_the_data_is_the_only_time(void **state)
{
	(void)state;
	struct report report = board();
	struct strbuf text = rendered(&report, "dates");
	assert_int_equal(occurrences(&text, "(D:20260331000000Z)"), 2);
	assert_int_equal(occurrences(&text, "(D:"), 2);
	strbuf_release(&text);
}

/* ---- long and empty ---------------------------------------------------------------------------
 */

static void a_table_over_pages_repeats_its_header_as_decoration(void **state)
{
	(void)state;
	static const struct column columns[] = { { "name", "Name", ALIGN_LEFT, 1 },
		{ "value", "Value", ALIGN_RIGHT, 0 } };
	enum { ROWS = 300 };
	static struct cell cells[ROWS * 2];
	static char names[ROWS][32];
	for (size_t i = 0; i < ROWS; i++) {
		snprintf(names[i], sizeof names[i], "Customer number %zu", i + 1);
		cells[2 * i] = (struct cell){ .text = names[i] };
		cells[2 * i + 1] = (struct cell){
			.kind = CELL_VALUE, .text = "1.5", .unit = UNIT_POINTS, .value = 1.5
		};
	}
	const struct table table = { .id = "long",
		.columns = columns,
		.column_count = 2,
		.cells = cells,
		.row_count = ROWS,
		.total_rows = 1,
		.row_headers = true,
		.note = "A note." };
	const struct block blocks[] = {
		{ .kind = BLOCK_HEADING, .level = 1, .text = TEXT("A long table") },
		{ .kind = BLOCK_TABLE, .table = &table },
	};
	struct small small;
	struct strbuf text = rendered(with_blocks(&small, blocks, COUNT(blocks)), "long");
	size_t pages = occurrences(&text, "/Type /Page\n");
	assert_true(pages > 5);
	assert_int_equal(occurrences(&text, "/S/Table"), 1);
	assert_int_equal(occurrences(&text, "/Artifact<</Type/Pagination>>BDC"), pages - 1);
	assert_int_equal(occurrences(&text, "/Scope/Column"), 2);
	assert_int_equal(occurrences(&text, "/Scope/Row"), ROWS);
	strbuf_release(&text);
}

static void what_is_empty_leaves_nothing(void **state)
{
	(void)state;
	static const struct column columns[] = { { "name", "Name", ALIGN_LEFT, 1 } };
	static const struct table no_rows = { .id = "a",
		.title = "Unseen",
		.columns = columns,
		.column_count = 1,
		.note = "Unseen" };
	static const struct table no_columns = { .id = "b", .row_count = 3 };
	static const struct chart no_series = { .id = "c", .title = "Unseen", .kind = CHART_LINE };
	static const struct point gaps[] = { { .defined = false },
		{ .defined = true, .value = NAN } };
	static const struct series hollow[] = { { "hollow", SERIES_ACTUAL, gaps, NULL } };
	static const struct category two[] = { { "a", NULL }, { "b", NULL } };
	static const struct chart no_values = { .id = "d",
		.title = "Unseen",
		.kind = CHART_COLUMNS,
		.categories = two,
		.category_count = 2,
		.series = hollow,
		.series_count = 1 };
	const struct block blocks[] = {
		{ .kind = BLOCK_HEADING, .level = 1 },
		{ .kind = BLOCK_PARAGRAPH, .text = TEXT("") },
		{ .kind = BLOCK_PARAGRAPH, .text = TEXT("   ") },
		{ .kind = BLOCK_TABLE },
		{ .kind = BLOCK_TABLE, .table = &no_rows },
		{ .kind = BLOCK_TABLE, .table = &no_columns },
		{ .kind = BLOCK_CHART },
		{ .kind = BLOCK_CHART, .chart = &no_series },
		{ .kind = BLOCK_CHART, .chart = &no_values },
		{ .kind = BLOCK_LIST },
		{ .kind = BLOCK_CALLOUT },
		{ .kind = BLOCK_CARDS },
		{ .kind = BLOCK_NOTICES },
	};
	struct small small;
	struct strbuf text = rendered(with_blocks(&small, blocks, COUNT(blocks)), "empty");
	/* All that is left is the section's title. */
	assert_int_equal(occurrences(&text, "/Type /Page\n"), 1);
	assert_int_equal(occurrences(&text, "/S/H1"), 1);
	assert_int_equal(occurrences(&text, "/MCID"), 1);
	assert_int_equal(occurrences(&text, "/S/Table"), 0);
	assert_int_equal(occurrences(&text, "/S/Figure"), 0);
	strbuf_release(&text);
}

static void names_of_three_hundred_letters_are_drawn(void **state)
{
	(void)state;
	static char whole[301], words[301];
	for (size_t i = 0; i < 300; i++) {
		whole[i] = (char)('a' + i % 26);
		words[i] = i % 9 == 8 ? ' ' : whole[i];
	}
	static const struct column columns[] = { { "a", whole, ALIGN_LEFT, 0 },
		{ "b", words, ALIGN_RIGHT, 0 }, { "c", "Status", ALIGN_LEFT, 0 } };
	static const struct cell cells[] = {
		{ .text = whole, .note = words },
		{ .kind = CELL_VALUE, .text = whole, .unit = UNIT_SHARE, .value = 1 },
		{ .kind = CELL_STATUS, .status = STATUS_MISSED, .text = words, .note = whole },
		{ .text = words, .note = whole },
		{ .kind = CELL_VALUE, .text = "1.2", .unit = UNIT_SHARE, .value = 1 },
		{ .kind = CELL_TREND, .trend = TREND_FALLING, .text = whole },
	};
	static const struct table table = { .id = "t",
		.title = words,
		.columns = columns,
		.column_count = 3,
		.cells = cells,
		.row_count = 2,
		.note = whole };
	static const struct category categories[] = { { whole, whole }, { words, words },
		{ "c", whole } };
	static const struct point points[] = { { .defined = true, .value = 3, .label = whole },
		{ .defined = true, .value = -2, .label = words },
		{ .defined = true, .value = 1, .label = whole } };
	static const struct series series[] = { { whole, SERIES_ACTUAL, points, NULL },
		{ words, SERIES_FORECAST, points, NULL } };
	static const struct tick ticks[] = { { 0, whole }, { 1, words } };
	static const struct reference lines[] = { { REFERENCE_TARGET, 1, 0, 2, whole },
		{ REFERENCE_MEAN, 2, 0, 1, words } };
	static struct chart charts[4];
	static const struct card card = { whole, words, whole, words, whole, words,
		{ .kind = CELL_TEXT, .text = whole }, { .kind = CELL_TEXT, .text = "" },
		{ .kind = CELL_STATUS, .text = words, .status = STATUS_ACHIEVED }, whole };
	static const struct card other = { "b", NULL, NULL, NULL, NULL, words,
		{ .kind = CELL_TEXT, .text = "" }, { .kind = CELL_TEXT, .text = "" },
		{ .kind = CELL_STATUS, .text = "" }, NULL };
	static struct card pair[2];
	pair[0] = card;
	pair[1] = other;
	const struct notice notice = { STATUS_AT_RISK, whole, words, whole, TEXT(words) };
	const struct text items[] = { TEXT(whole), TEXT(words) };
	struct block blocks[] = {
		{ .kind = BLOCK_HEADING, .level = 1, .text = TEXT(words) },
		{ .kind = BLOCK_HEADING, .level = 2, .text = TEXT(whole) },
		{ .kind = BLOCK_HEADING, .level = 3, .text = TEXT(whole) },
		{ .kind = BLOCK_TABLE, .table = &table },
		{ .kind = BLOCK_CALLOUT, .title = whole, .text = TEXT(words) },
		{ .kind = BLOCK_CARDS, .cards = pair, .count = 2 },
		{ .kind = BLOCK_NOTICES, .notices = &notice, .count = 1 },
		{ .kind = BLOCK_LIST, .items = items, .count = 2 },
		{ .kind = BLOCK_CHART, .chart = &charts[0] },
		{ .kind = BLOCK_CHART, .chart = &charts[1] },
		{ .kind = BLOCK_CHART, .chart = &charts[2] },
		{ .kind = BLOCK_CHART, .chart = &charts[3] },
	};
	for (size_t i = 0; i < 4; i++)
		charts[i] = (struct chart){ .kind = (enum chart_kind)i,
			.id = "x",
			.title = whole,
			.subtitle = words,
			.note = whole,
			.axis = { whole, 0, 4, ticks, 2, words },
			.categories = categories,
			.category_count = 3,
			.series = series,
			.series_count = 2,
			.references = lines,
			.reference_count = 2 };
	struct small small;
	struct report *report = with_blocks(&small, blocks, COUNT(blocks));
	report->header_left = whole;
	report->header_right = words;
	report->footer_left = whole;
	struct strbuf text = rendered(report, "names");
	assert_int_equal(occurrences(&text, "/S/Figure"), 4);
	strbuf_release(&text);
}

static void a_paragraph_longer_than_a_page_goes_on(void **state)
{
	(void)state;
	struct strbuf words = STRBUF_INIT;
	for (int i = 0; i < 3000; i++)
		strbuf_adds(&words, "every word is there ");
	const struct run run = { .text = words.bytes };
	const struct block blocks[] = {
		{ .kind = BLOCK_HEADING, .level = 1, .text = TEXT("Long") },
		{ .kind = BLOCK_PARAGRAPH, .text = { &run, 1 } },
	};
	struct small small;
	struct strbuf text = rendered(with_blocks(&small, blocks, COUNT(blocks)), "prose");
	assert_true(occurrences(&text, "/Type /Page\n") >= 8);
	assert_int_equal(occurrences(&text, "/S/P/"), 1);
	strbuf_release(&text);
	strbuf_release(&words);
}

/* ---- texts ------------------------------------------------------------------------------------
 */

static void a_soft_hyphen_is_shown_where_the_line_breaks(void **state)
{
	(void)state;
	static const struct column columns[] = { { "a", "A", ALIGN_LEFT, 0 },
		{ "b", "B", ALIGN_LEFT, 1 }, { "c", "C", ALIGN_LEFT, 0 } };
	static char wide[200];
	memset(wide, 'm', sizeof wide - 1);
	static const struct cell broken[] = { { .text = "Förnyelse\u00ADgradens\u00ADutveckling" },
		{ .text = wide }, { .text = wide } };
	static const struct cell whole[] = { { .text = "För\u00ADnyelse" }, { .text = "b" },
		{ .text = "c" } };
	struct table table = {
		.id = "t", .columns = columns, .column_count = 3, .cells = broken, .row_count = 1
	};
	const struct block blocks[] = { { .kind = BLOCK_TABLE, .table = &table } };
	struct small small;
	struct strbuf text = rendered(with_blocks(&small, blocks, 1), "hyphen");
	assert_int_equal(occurrences(&text, "<00AD>"), 1);
	strbuf_release(&text);
	table.cells = whole;
	text = rendered(with_blocks(&small, blocks, 1), "no-hyphen");
	assert_int_equal(occurrences(&text, "<00AD>"), 0);
	strbuf_release(&text);
}

static void spaces_of_all_kinds_keep_their_identity(void **state)
{
	(void)state;
	const struct block blocks[] = {
		{ .kind = BLOCK_PARAGRAPH, .text = TEXT("1\u202F563 93\u00A0% −1 ≥ å̈") },
	};
	struct small small;
	struct strbuf text = rendered(with_blocks(&small, blocks, 1), "spaces");
	assert_int_equal(occurrences(&text, "<202F>"), 1);
	assert_int_equal(occurrences(&text, "<00A0>"), 1);
	assert_int_equal(occurrences(&text, "<0020>"), 1);
	assert_int_equal(occurrences(&text, "<2212>"), 1);
	strbuf_release(&text);
}

static void a_character_that_inter_lacks_comes_from_another_font(void **state)
{
	(void)state;
	const struct block blocks[] = {
		{ .kind = BLOCK_PARAGRAPH, .text = TEXT("Yerevan Երևան, ✈, שלום, السلام") },
	};
	struct small small;
	struct strbuf text = rendered(with_blocks(&small, blocks, 1), "fallback");
	assert_true(occurrences(&text, "+DejaVuSans/") >= 2);
	assert_int_equal(occurrences(&text, "<2708>"), 1);
	/* What is written from right to left is spelt out for those who copy it. */
	assert_true(occurrences(&text, "/Span<</ActualText<FEFF05E905DC05D505DD") == 1);
	strbuf_release(&text);
}

static void a_character_that_no_font_has_is_named(void **state)
{
	(void)state;
	const struct block blocks[] = {
		{ .kind = BLOCK_PARAGRAPH, .text = TEXT("Kund 中文 AB") },
	};
	struct small small;
	assert_refused(with_blocks(&small, blocks, 1), "U+4E2D in '中文'");
}

static void a_link_must_lead_somewhere(void **state)
{
	(void)state;
	struct run run = { .text = "there", .link = "#nowhere" };
	const struct block blocks[] = { { .kind = BLOCK_PARAGRAPH, .text = { &run, 1 } } };
	struct small small;
	assert_refused(with_blocks(&small, blocks, 1), "'#nowhere'");
	run.link = "javascript:alert(1)";
	assert_refused(with_blocks(&small, blocks, 1), "'javascript:alert(1)'");
	run.link = "https://example.se/å (1)";
	struct strbuf text = rendered(with_blocks(&small, blocks, 1), "link");
	assert_int_equal(occurrences(&text, "(https://example.se/%C3%A5%20\\(1\\))"), 1);
	strbuf_release(&text);
}

static void a_report_of_nothing_is_refused(void **state)
{
	(void)state;
	struct report report = { .language = "sv", .title = "Intet" };
	assert_refused(&report, "without sections");
	report = board();
	report.language = NULL;
	assert_refused(&report, "language");
	report = board();
	report.title = "";
	assert_refused(&report, "title");
}

/* ---- numbers ----------------------------------------------------------------------------------
 */

static void no_value_that_is_not_a_number_reaches_the_page(void **state)
{
	(void)state;
	static const double odd[] = { NAN, INFINITY, -INFINITY, 1e308, -1e308, 0, 1e-308, 5 };
	enum { POINTS = COUNT(odd) };
	static struct point points[POINTS];
	static struct category categories[POINTS];
	static const bool defined[POINTS] = { true, true, true, true, true, true, true, true };
	for (size_t i = 0; i < POINTS; i++) {
		points[i] = (struct point){ .defined = true,
			.value = odd[i],
			.has_interval = true,
			.low = odd[(i + 1) % POINTS],
			.high = odd[(i + 3) % POINTS],
			.label = "l" };
		categories[i].label = "c";
	}
	static const struct series series[] = { { "a", SERIES_ACTUAL, points, NULL },
		{ "b", SERIES_FORECAST, points, NULL } };
	static const struct tick ticks[] = { { NAN, "n" }, { INFINITY, "i" }, { 1, "1" } };
	static const struct reference lines[] = { { REFERENCE_TARGET, NAN, 0, 99, "t" },
		{ REFERENCE_LIMIT, INFINITY, 5, 2, "l" }, { REFERENCE_TARGET, 1e308, 0, 3, "u" } };
	static const struct sparkline sparkline = { odd, defined, POINTS, true, NAN, "s" };
	static const struct range_graphic ranges[] = {
		{ .scale_low = NAN,
			.scale_high = 1,
			.has_value = true,
			.value = 1,
			.alternative = "r" },
		{ .scale_low = 0,
			.scale_high = 0,
			.has_value = true,
			.has_interval = true,
			.value = NAN,
			.low = NAN,
			.high = INFINITY,
			.has_target = true,
			.target = NAN,
			.alternative = "r" },
		{ .scale_low = -1e308,
			.scale_high = 1e308,
			.has_value = true,
			.value = 1e308,
			.has_interval = true,
			.low = -1e308,
			.high = 1e308,
			.has_target = true,
			.has_target_high = true,
			.target = -INFINITY,
			.target_high = INFINITY,
			.alternative = "r" },
	};
	static const struct column columns[] = { { "a", "A", ALIGN_LEFT, NAN },
		{ "b", "B", ALIGN_LEFT, INFINITY } };
	static const struct cell cells[] = {
		{ .kind = CELL_SPARKLINE, .text = "", .sparkline = &sparkline },
		{ .kind = CELL_RANGE, .text = "", .range = &ranges[0] },
		{ .kind = CELL_VALUE, .text = "[x]", .unit = UNIT_SHARE, .value = NAN },
		{ .kind = CELL_RANGE, .text = "", .range = &ranges[1] },
		{ .kind = CELL_RANGE, .text = "" },
		{ .kind = CELL_RANGE, .text = "", .range = &ranges[2] },
	};
	static const struct table table = {
		.id = "t", .columns = columns, .column_count = 2, .cells = cells, .row_count = 3
	};
	static struct chart charts[8];
	struct block blocks[9] = { { .kind = BLOCK_TABLE, .table = &table } };
	for (size_t i = 0; i < 8; i++) {
		charts[i] = (struct chart){ .kind = (enum chart_kind)(i % 4),
			.id = "x",
			.axis = { "a", i < 4 ? NAN : 0, i < 4 ? INFINITY : 9, ticks, 3, NULL },
			.categories = categories,
			.category_count = POINTS,
			.series = series,
			.series_count = 2,
			.references = lines,
			.reference_count = 3,
			.has_band = true,
			.band_low = NAN,
			.band_high = 2,
			.height = i < 4 ? NAN : 1e9 };
		blocks[i + 1] = (struct block){ .kind = BLOCK_CHART, .chart = &charts[i] };
	}
	struct small small;
	struct strbuf text = rendered(with_blocks(&small, blocks, 9), "odd");
	assert_int_equal(occurrences(&text, "nan"), 0);
	assert_int_equal(occurrences(&text, "inf "), 0);
	strbuf_release(&text);
}

/* ---- random reports ---------------------------------------------------------------------------
 */

/* Words and numbers that are hard on a page, drawn by xorshift64 from a fixed seed. */
static uint64_t random_state;

static size_t random_below(size_t limit)
{
	random_state ^= random_state << 13;
	random_state ^= random_state >> 7;
	random_state ^= random_state << 17;
	return (size_t)(random_state % limit);
}

static const char *random_words(void)
{
	static const char *const words[] = { "", " ", "a", "Förnyelsegrad", "1\u202F563", "−1,2",
		"(\\)", "[x]",
		"AVTALSVÄRDESUTVECKLINGSPROGNOSERINGSANSVARSFÖRDELNINGSDISKUSSIONSUNDERLAGSGRUPPEN",
		"Nordkap Handel AB, dotterbolag till Sjöfrakt Väst, med säte i Łódź",
		"för\u00ADnyelse\u00ADgrad", "\u00AD", "\u200B", "e\u0301e\u0301", "Ω Ω µ μ",
		"→ ✈ ☃", "x-y-z", "-", "A·B", "fi ffi",
		"Wenn ist das Nunstück git und Slotermeyer? Ja! Beiherhund das Oder" };
	return words[random_below(COUNT(words))];
}

static double random_number(void)
{
	static const double numbers[] = { 0, 1, -1, 0.5, 93.4, 1e-300, 1e300, -1e300, NAN, INFINITY,
		42, 7e5 };
	return random_below(3) ? (double)random_below(1000) / 10
			       : numbers[random_below(COUNT(numbers))];
}

static struct cell random_cell(struct arena *arena)
{
	struct range_graphic *range = arena_alloc(arena, sizeof *range);
	struct sparkline *line = arena_alloc(arena, sizeof *line);
	double *values = ARENA_ARRAY(arena, double, 9);
	bool *defined = ARENA_ARRAY(arena, bool, 9);
	for (size_t i = 0; i < 9; i++) {
		values[i] = random_number();
		defined[i] = random_below(4) != 0;
	}
	*line = (struct sparkline){ values, defined, random_below(10), random_below(2) == 0,
		random_number(), random_words() };
	*range = (struct range_graphic){ random_number(), random_number(), random_below(2) == 0,
		random_below(2) == 0, random_below(2) == 0, random_below(2) == 0, random_number(),
		random_number(), random_number(), random_number(), random_number(),
		random_below(4) ? NULL : random_words(), random_words() };
	return (struct cell){ .kind = (enum cell_kind)random_below(6),
		.emphasis = (enum emphasis)random_below(3),
		.text = random_words(),
		.note = random_below(2) ? NULL : random_words(),
		.unit = (enum unit)random_below(7),
		.value = random_number(),
		.status = (enum status)random_below(7),
		.trend = (enum trend)random_below(4),
		.range = random_below(4) ? range : NULL,
		.sparkline = random_below(4) ? line : NULL };
}

static struct text random_text(struct arena *arena)
{
	struct text text = { NULL, random_below(5) };
	struct run *runs = ARENA_ARRAY(arena, struct run, text.count);
	for (size_t i = 0; i < text.count; i++)
		runs[i] = (struct run){ random_words(), (enum emphasis)random_below(3),
			random_below(5) ? NULL : "fi", random_below(5) ? NULL : "#s1" };
	text.runs = runs;
	return text;
}

static struct table *random_table(struct arena *arena)
{
	struct table *table = arena_alloc(arena, sizeof *table);
	*table = (struct table){ .id = "t",
		.title = random_words(),
		.summary = random_words(),
		.column_count = random_below(13),
		.row_count = random_below(30),
		.total_rows = random_below(4),
		.row_headers = random_below(2) == 0,
		.note = random_words() };
	struct column *columns = ARENA_ARRAY(arena, struct column, table->column_count);
	struct cell *cells =
		ARENA_ARRAY(arena, struct cell, table->column_count * table->row_count);
	for (size_t i = 0; i < table->column_count; i++)
		columns[i] = (struct column){ "c", random_words(), (enum align)random_below(3),
			random_number() };
	for (size_t i = 0; i < table->column_count * table->row_count; i++)
		cells[i] = random_cell(arena);
	table->columns = columns;
	table->cells = cells;
	return table;
}

static struct chart *random_chart(struct arena *arena)
{
	struct chart *chart = arena_alloc(arena, sizeof *chart);
	*chart = (struct chart){ .kind = (enum chart_kind)random_below(4),
		.id = "c",
		.title = random_words(),
		.subtitle = random_words(),
		.alternative = random_words(),
		.note = random_words(),
		.category_count = random_below(40),
		.series_count = random_below(4),
		.reference_count = random_below(5),
		.has_band = random_below(2) == 0,
		.band_low = random_number(),
		.band_high = random_number(),
		.height = random_number() };
	struct category *categories = ARENA_ARRAY(arena, struct category, chart->category_count);
	struct series *series = ARENA_ARRAY(arena, struct series, chart->series_count);
	struct reference *references = ARENA_ARRAY(arena, struct reference, chart->reference_count);
	struct tick *ticks = ARENA_ARRAY(arena, struct tick, 5);
	for (size_t i = 0; i < chart->category_count; i++)
		categories[i] =
			(struct category){ random_words(), random_below(3) ? "2026" : NULL };
	for (size_t i = 0; i < chart->series_count; i++) {
		struct point *points = ARENA_ARRAY(arena, struct point, chart->category_count);
		enum series_role *roles =
			ARENA_ARRAY(arena, enum series_role, chart->category_count);
		for (size_t j = 0; j < chart->category_count; j++) {
			points[j] = (struct point){ random_below(5) != 0, random_number(),
				random_below(2) == 0, random_number(), random_number(),
				(enum point_mark)random_below(3),
				random_below(3) ? NULL : random_words(), random_below(3) == 0 };
			roles[j] = (enum series_role)random_below(7);
		}
		series[i] = (struct series){ random_words(), (enum series_role)random_below(7),
			points, random_below(2) ? roles : NULL };
	}
	for (size_t i = 0; i < chart->reference_count; i++)
		references[i] = (struct reference){ (enum reference_style)random_below(4),
			random_number(), random_below(50), random_below(50), random_words() };
	for (size_t i = 0; i < 5; i++)
		ticks[i] = (struct tick){ random_number(), random_words() };
	chart->axis = (struct axis){ random_words(), random_number(), random_number(), ticks, 5,
		random_words() };
	chart->categories = categories;
	chart->series = series;
	chart->references = references;
	return chart;
}

static struct block random_block(struct arena *arena)
{
	struct block block = { .kind = (enum block_kind)random_below(8),
		.level = (int)random_below(5),
		.role = (enum paragraph_role)random_below(3),
		.text = random_text(arena),
		.title = random_words(),
		.table = random_table(arena),
		.chart = random_chart(arena),
		.count = random_below(6) };
	struct text *items = ARENA_ARRAY(arena, struct text, block.count);
	struct card *some = ARENA_ARRAY(arena, struct card, block.count);
	struct notice *others = ARENA_ARRAY(arena, struct notice, block.count);
	for (size_t i = 0; i < block.count; i++) {
		items[i] = random_text(arena);
		some[i] = (struct card){ random_words(), random_words(), random_words(),
			random_words(), random_words(), random_words(), random_cell(arena),
			random_cell(arena), random_cell(arena), random_words() };
		others[i] = (struct notice){ (enum status)random_below(7), random_words(),
			random_words(), random_words(), random_text(arena) };
	}
	block.items = items;
	block.cards = some;
	block.notices = others;
	return block;
}

static void random_reports_are_drawn(void **state)
{
	(void)state;
	for (uint64_t seed = 1; seed <= 25; seed++) {
		struct arena *arena = arena_new();
		random_state = seed * 0x9E3779B97F4A7C15u;
		struct section sections[2];
		for (size_t i = 0; i < 2; i++) {
			size_t count = random_below(12);
			struct block *blocks = ARENA_ARRAY(arena, struct block, count);
			for (size_t j = 0; j < count; j++)
				blocks[j] = random_block(arena);
			sections[i] = (struct section){ i ? "s1" : "s0", "Section", blocks, count };
		}
		struct report report = { .kind = "board",
			.language = "sv-SE",
			.title = "Random",
			.created = date_of(2026, 3, 31),
			.header_left = random_words(),
			.header_right = random_words(),
			.footer_left = random_words(),
			.page_format = "{page}",
			.sections = sections,
			.count = 2 };
		char name[32];
		snprintf(name, sizeof name, "random-%02u", (unsigned)seed);
		struct strbuf text = rendered(&report, name);
		assert_int_equal(occurrences(&text, "BDC\n"), occurrences(&text, "EMC\n"));
		assert_int_equal(occurrences(&text, " nan"), 0);
		strbuf_release(&text);
		arena_free(arena);
	}
}

static void columns_divide_the_width(void **state)
{
	(void)state;
	/* All fit: 100 - 2 * 10 - 50 = 30 are left over, for the only column with a weight. */
	struct pdf_column_width fit[] = { { 10, 20, 0, 0, 0, 0 }, { 5, 10, 0, 2, 0, 0 },
		{ 5, 20, 0, 0, 0, 0 } };
	pdf_columns_fit(fit, 3, 100, 10);
	assert_float_equal(fit[0].width, 20, 1e-9);
	assert_float_equal(fit[1].x, 30, 1e-9);
	assert_float_equal(fit[1].width, 40, 1e-9);
	assert_float_equal(fit[2].x, 80, 1e-9);

	/* 20 too wide, and the second can spare them. */
	struct pdf_column_width spare[] = { { 30, 60, 0, 0, 0, 0 }, { 10, 60, 40, 1, 0, 0 } };
	pdf_columns_fit(spare, 2, 110, 10);
	assert_float_equal(spare[0].width, 60, 1e-9);
	assert_float_equal(spare[1].width, 40, 1e-9);

	/* 60 too wide: 40 are spared, the rest is a fifth and four fifths of 20 by what can be
	 * broken. */
	struct pdf_column_width tight[] = { { 50, 60, 0, 0, 0, 0 }, { 0, 80, 40, 1, 0, 0 } };
	pdf_columns_fit(tight, 2, 90, 10);
	assert_float_equal(tight[0].width, 60 - 4, 1e-9);
	assert_float_equal(tight[1].width, 40 - 16, 1e-9);

	/* Nothing fits: the two widest share what the narrow one leaves of 100. */
	struct pdf_column_width never[] = { { 200, 200, 0, 0, 0, 0 }, { 20, 400, 0, 0, 0, 0 },
		{ 300, 400, 0, 0, 0, 0 } };
	pdf_columns_fit(never, 3, 120, 10);
	assert_float_equal(never[0].width, 40, 1e-9);
	assert_float_equal(never[1].width, 20, 1e-9);
	assert_float_equal(never[2].width, 40, 1e-9);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_board_report_is_tagged_throughout),
		cmocka_unit_test(a_team_report_fits_one_page),
		cmocka_unit_test(the_same_report_gives_the_same_bytes),
		cmocka_unit_test(the_date_of_the_data_is_the_only_time),
		cmocka_unit_test(a_table_over_pages_repeats_its_header_as_decoration),
		cmocka_unit_test(what_is_empty_leaves_nothing),
		cmocka_unit_test(names_of_three_hundred_letters_are_drawn),
		cmocka_unit_test(a_paragraph_longer_than_a_page_goes_on),
		cmocka_unit_test(a_soft_hyphen_is_shown_where_the_line_breaks),
		cmocka_unit_test(spaces_of_all_kinds_keep_their_identity),
		cmocka_unit_test(a_character_that_inter_lacks_comes_from_another_font),
		cmocka_unit_test(a_character_that_no_font_has_is_named),
		cmocka_unit_test(a_link_must_lead_somewhere),
		cmocka_unit_test(a_report_of_nothing_is_refused),
		cmocka_unit_test(no_value_that_is_not_a_number_reaches_the_page),
		cmocka_unit_test(random_reports_are_drawn),
		cmocka_unit_test(columns_divide_the_width),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
