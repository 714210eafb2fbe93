#include "render/render.h"

#include <assert.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/json.h"
#include "base/strbuf.h"
#include "base/utf8.h"

/* Every node is one line, its parts are indented below it; a field that is not used is left out. */
struct tree {
	struct strbuf *out;
	int depth;
};

static const char *const statuses[] = { "none", "achieved", "on-track", "at-risk", "missed",
	"insufficient", "missing" };
static const char *const emphases[] = { "normal", "strong", "muted" };
static const char *const cell_kinds[] = { "text", "value", "range", "sparkline", "status",
	"trend" };
static const char *const trends[] = { "none", "falling", "stable", "rising" };
static const char *const aligns[] = { "left", "right", "centre" };
static const char *const chart_kinds[] = { "line", "bridge", "columns", "bars" };
static const char *const marks[] = { "dot", "signal", "none" };
static const char *const series_roles[] = { "actual", "previous", "forecast", "warning", "increase",
	"decrease", "unknown" };
static const char *const reference_styles[] = { "target", "limit", "trial-limit", "mean" };
static const char *const paragraph_roles[] = { "body", "subtitle", "note" };

/* The name of a value of an enumeration: the tables above are in its order. */
#define NAME(names, value) name_at((names), sizeof(names) / sizeof((names)[0]), (size_t)(value))

static const char *name_at(const char *const *names, size_t count, size_t value)
{
	assert(value < count);
	return names[value];
}

static void begin(struct tree *tree, const char *name)
{
	for (int i = 0; i < tree->depth; i++)
		strbuf_adds(tree->out, "  ");
	strbuf_adds(tree->out, name);
}

static void end(struct tree *tree)
{
	strbuf_addc(tree->out, '\n');
}

static void add_quoted(struct strbuf *out, const char *text)
{
	const char *stop = text + strlen(text);
	strbuf_addc(out, '"');
	for (const char *at = text; at < stop;) {
		const char *start = at;
		uint32_t point = utf8_next(&at, stop);
		size_t length = (size_t)(at - start);
		if (point == UINT32_MAX)
			strbuf_addf(out, "\\x%02X", (unsigned)(unsigned char)*start);
		else if (point == '"' || point == '\\')
			strbuf_addf(out, "\\%c", (char)point);
		else if (point == '\n')
			strbuf_adds(out, "\\n");
		else if (point == '\t')
			strbuf_adds(out, "\\t");
		else if (!utf8_clean(start, length))
			strbuf_addf(out, "\\u{%X}", (unsigned)point);
		else
			strbuf_add(out, start, length);
	}
	strbuf_addc(out, '"');
}

static void add_text(struct tree *tree, const char *text)
{
	strbuf_addc(tree->out, ' ');
	add_quoted(tree->out, text);
}

static void add_named(struct tree *tree, const char *name, const char *text)
{
	if (!text)
		return;
	strbuf_addf(tree->out, " %s=", name);
	add_quoted(tree->out, text);
}

static void add_number(struct tree *tree, const char *name, double value)
{
	char number[32];
	json_format_number(number, value);
	strbuf_addf(tree->out, " %s=%s", name, number);
}

static void add_word(struct tree *tree, const char *name, const char *word)
{
	strbuf_addf(tree->out, " %s=%s", name, word);
}

static void print_line(struct tree *tree, const char *name, const char *text)
{
	if (!text)
		return;
	begin(tree, name);
	add_text(tree, text);
	end(tree);
}

static void print_text(struct tree *tree, const struct text *text)
{
	for (size_t i = 0; i < text->count; i++) {
		const struct run *run = &text->runs[i];
		begin(tree, "run");
		add_text(tree, run->text);
		if (run->emphasis != EMPHASIS_NORMAL)
			strbuf_addf(tree->out, " %s", NAME(emphases, run->emphasis));
		add_named(tree, "lang", run->lang);
		add_named(tree, "link", run->link);
		end(tree);
	}
}

static void print_range(struct tree *tree, const struct range_graphic *range)
{
	begin(tree, "range");
	add_number(tree, "scale-low", range->scale_low);
	add_number(tree, "scale-high", range->scale_high);
	if (range->has_value)
		add_number(tree, "value", range->value);
	if (range->has_interval) {
		add_number(tree, "low", range->low);
		add_number(tree, "high", range->high);
	}
	if (range->has_target)
		add_number(tree, "target", range->target);
	if (range->has_target_high)
		add_number(tree, "target-high", range->target_high);
	add_named(tree, "instead", range->instead);
	add_named(tree, "alternative", range->alternative);
	end(tree);
}

static void print_sparkline(struct tree *tree, const struct sparkline *sparkline)
{
	begin(tree, "sparkline");
	for (size_t i = 0; i < sparkline->count; i++) {
		char number[32] = "-";
		if (sparkline->defined[i])
			json_format_number(number, sparkline->values[i]);
		strbuf_addf(tree->out, " %s", number);
	}
	if (sparkline->has_target)
		add_number(tree, "target", sparkline->target);
	add_named(tree, "alternative", sparkline->alternative);
	end(tree);
}

static void print_cell(struct tree *tree, const char *name, const struct cell *cell)
{
	begin(tree, name);
	strbuf_addf(tree->out, " %s", NAME(cell_kinds, cell->kind));
	if (cell->text)
		add_text(tree, cell->text);
	if (cell->unit != UNIT_NONE) {
		add_number(tree, "value", cell->value);
		add_word(tree, "unit", unit_name(cell->unit));
	}
	add_named(tree, "format", cell->number_format);
	if (cell->emphasis != EMPHASIS_NORMAL)
		strbuf_addf(tree->out, " %s", NAME(emphases, cell->emphasis));
	if (cell->status != STATUS_NONE)
		add_word(tree, "status", NAME(statuses, cell->status));
	if (cell->trend != TREND_NONE)
		add_word(tree, "trend", NAME(trends, cell->trend));
	add_named(tree, "note", cell->note);
	add_named(tree, "link", cell->link);
	end(tree);
	tree->depth++;
	if (cell->range)
		print_range(tree, cell->range);
	if (cell->sparkline)
		print_sparkline(tree, cell->sparkline);
	tree->depth--;
}

static void print_table(struct tree *tree, const struct table *table)
{
	begin(tree, "table");
	strbuf_addf(tree->out, " %s", table->id);
	if (table->row_headers)
		strbuf_adds(tree->out, " row-headers");
	end(tree);
	tree->depth++;
	print_line(tree, "title", table->title);
	print_line(tree, "summary", table->summary);
	for (size_t i = 0; i < table->column_count; i++) {
		const struct column *column = &table->columns[i];
		begin(tree, "column");
		strbuf_addf(tree->out, " %s %s", column->id, NAME(aligns, column->align));
		if (column->weight != 0)
			add_number(tree, "weight", column->weight);
		add_text(tree, column->title);
		end(tree);
	}
	for (size_t row = 0; row < table->row_count; row++) {
		begin(tree, row + table->total_rows >= table->row_count ? "total" : "row");
		strbuf_addf(tree->out, " %zu", row + 1);
		end(tree);
		tree->depth++;
		for (size_t i = 0; i < table->column_count; i++)
			print_cell(tree, table->columns[i].id,
				&table->cells[row * table->column_count + i]);
		tree->depth--;
	}
	print_line(tree, "note", table->note);
	tree->depth--;
}

static void print_axis(struct tree *tree, const struct axis *axis)
{
	begin(tree, "axis");
	add_number(tree, "low", axis->low);
	add_number(tree, "high", axis->high);
	if (axis->title)
		add_text(tree, axis->title);
	add_named(tree, "start", axis->start_note);
	end(tree);
	tree->depth++;
	for (size_t i = 0; i < axis->tick_count; i++) {
		begin(tree, "tick");
		add_number(tree, "value", axis->ticks[i].value);
		add_text(tree, axis->ticks[i].label);
		end(tree);
	}
	tree->depth--;
}

static void print_series(struct tree *tree, const struct chart *chart, const struct series *series)
{
	begin(tree, "series");
	strbuf_addf(tree->out, " %s", NAME(series_roles, series->role));
	add_text(tree, series->name ? series->name : "");
	end(tree);
	tree->depth++;
	for (size_t i = 0; i < chart->category_count; i++) {
		const struct point *point = &series->points[i];
		begin(tree, point->defined ? "point" : "gap");
		strbuf_addf(tree->out, " %zu", i + 1);
		if (point->defined) {
			add_number(tree, "value", point->value);
			if (point->has_interval) {
				add_number(tree, "low", point->low);
				add_number(tree, "high", point->high);
			}
			add_word(tree, "mark", NAME(marks, point->mark));
		}
		if (series->roles)
			add_word(tree, "role", NAME(series_roles, series->roles[i]));
		add_named(tree, "label", point->label);
		if (point->emphasised)
			strbuf_adds(tree->out, " emphasised");
		end(tree);
	}
	tree->depth--;
}

static void print_chart(struct tree *tree, const struct chart *chart)
{
	begin(tree, "chart");
	strbuf_addf(tree->out, " %s %s", NAME(chart_kinds, chart->kind), chart->id);
	add_word(tree, "unit", unit_name(chart->unit));
	add_number(tree, "height", chart->height);
	end(tree);
	tree->depth++;
	print_line(tree, "title", chart->title);
	print_line(tree, "subtitle", chart->subtitle);
	print_line(tree, "alternative", chart->alternative);
	print_axis(tree, &chart->axis);
	for (size_t i = 0; i < chart->category_count; i++) {
		begin(tree, "category");
		strbuf_addf(tree->out, " %zu", i + 1);
		add_text(tree, chart->categories[i].label);
		add_named(tree, "group", chart->categories[i].group);
		end(tree);
	}
	if (chart->has_band) {
		begin(tree, "band");
		add_number(tree, "low", chart->band_low);
		add_number(tree, "high", chart->band_high);
		end(tree);
	}
	for (size_t i = 0; i < chart->series_count; i++)
		print_series(tree, chart, &chart->series[i]);
	for (size_t i = 0; i < chart->reference_count; i++) {
		const struct reference *reference = &chart->references[i];
		begin(tree, "reference");
		strbuf_addf(tree->out, " %s %zu..%zu", NAME(reference_styles, reference->style),
			reference->from + 1, reference->to + 1);
		add_number(tree, "value", reference->value);
		if (reference->label)
			add_text(tree, reference->label);
		end(tree);
	}
	print_line(tree, "note", chart->note);
	tree->depth--;
}

static void print_card(struct tree *tree, const struct card *card)
{
	begin(tree, "card");
	end(tree);
	tree->depth++;
	print_line(tree, "title", card->title);
	print_line(tree, "note", card->note);
	print_line(tree, "target-word", card->target_word);
	print_line(tree, "target", card->target);
	print_line(tree, "value", card->value);
	print_line(tree, "interval", card->interval);
	print_cell(tree, "range", &card->range);
	print_cell(tree, "sparkline", &card->sparkline);
	print_cell(tree, "status", &card->status);
	print_line(tree, "changes", card->changes);
	tree->depth--;
}

static void print_notice(struct tree *tree, const struct notice *notice)
{
	begin(tree, "notice");
	strbuf_addf(tree->out, " %s", NAME(statuses, notice->status));
	end(tree);
	tree->depth++;
	print_line(tree, "status-word", notice->status_word);
	print_line(tree, "title", notice->title);
	print_line(tree, "amount", notice->amount);
	print_text(tree, &notice->body);
	tree->depth--;
}

static void print_styled(struct tree *tree, const struct block *block)
{
	switch (block->kind) {
	case BLOCK_HEADING:
		begin(tree, "heading");
		strbuf_addf(tree->out, " %d", block->level);
		break;
	case BLOCK_PARAGRAPH:
		begin(tree, "paragraph");
		strbuf_addf(tree->out, " %s", NAME(paragraph_roles, block->role));
		break;
	default:
		begin(tree, "callout");
		if (block->title)
			add_text(tree, block->title);
		break;
	}
	end(tree);
	tree->depth++;
	print_text(tree, &block->text);
	tree->depth--;
}

static void print_list(struct tree *tree, const struct block *block)
{
	begin(tree, "list");
	end(tree);
	tree->depth++;
	for (size_t i = 0; i < block->count; i++) {
		begin(tree, "item");
		end(tree);
		tree->depth++;
		print_text(tree, &block->items[i]);
		tree->depth--;
	}
	tree->depth--;
}

static void print_block(struct tree *tree, const struct block *block)
{
	switch (block->kind) {
	case BLOCK_HEADING:
	case BLOCK_PARAGRAPH:
	case BLOCK_CALLOUT:
		print_styled(tree, block);
		break;
	case BLOCK_LIST:
		print_list(tree, block);
		break;
	case BLOCK_TABLE:
		print_table(tree, block->table);
		break;
	case BLOCK_CHART:
		print_chart(tree, block->chart);
		break;
	case BLOCK_CARDS:
		for (size_t i = 0; i < block->count; i++)
			print_card(tree, &block->cards[i]);
		break;
	case BLOCK_NOTICES:
		for (size_t i = 0; i < block->count; i++)
			print_notice(tree, &block->notices[i]);
		break;
	}
}

static bool tree_render(const struct report *report, struct strbuf *bytes, struct error *error)
{
	(void)error;
	struct tree tree = { bytes, 0 };
	char created[11];
	date_format(report->created, created);

	begin(&tree, "report");
	strbuf_addf(bytes, " %s %s", report->kind, report->language);
	end(&tree);
	tree.depth++;
	print_line(&tree, "title", report->title);
	print_line(&tree, "subject", report->subject);
	print_line(&tree, "author", report->author);
	print_line(&tree, "keywords", report->keywords);
	print_line(&tree, "created", created);
	print_line(&tree, "header-left", report->header_left);
	print_line(&tree, "header-right", report->header_right);
	print_line(&tree, "footer-left", report->footer_left);
	print_line(&tree, "page-format", report->page_format);
	if (report->currency) {
		begin(&tree, "currency");
		strbuf_addf(bytes, " %s exponent=%d", report->currency, report->currency_exponent);
		end(&tree);
	}
	for (size_t i = 0; i < report->count; i++) {
		const struct section *section = &report->sections[i];
		begin(&tree, "section");
		strbuf_addf(bytes, " %s", section->id);
		if (section->title)
			add_text(&tree, section->title);
		end(&tree);
		tree.depth++;
		for (size_t j = 0; j < section->count; j++)
			print_block(&tree, &section->blocks[j]);
		tree.depth--;
	}
	return true;
}

const struct renderer render_tree = { "tree", "text/plain; charset=utf-8", tree_render };
