#include "render/xlsx/layers.h"

#include <math.h>

#define MEDIUM 1.25
#define THICK 2.0

static const uint32_t role_colours[] = {
	[SERIES_ACTUAL] = 0x444444,
	[SERIES_PREVIOUS] = 0x949494,
	[SERIES_FORECAST] = 0x808080,
	[SERIES_WARNING] = 0x6B6B6B,
	[SERIES_INCREASE] = 0x0072B2,
	[SERIES_DECREASE] = 0xD55E00,
	[SERIES_UNKNOWN] = 0xBDBDBD,
};

static struct chart_layer *add_layer(const struct book *book, struct chart_plan *plan,
	const char *name, const struct xlsx_series *look)
{
	size_t count = plan->chart->category_count;
	plan->layers = arena_grow(
		book->arena, plan->layers, plan->count, &plan->capacity, sizeof *plan->layers);
	struct chart_layer *layer = &plan->layers[plan->count++];
	*layer = (struct chart_layer){
		.name = name ? name : "",
		.values = ARENA_ARRAY(book->arena, double, count),
		.defined = ARENA_ARRAY(book->arena, bool, count),
		.look = *look,
	};
	return layer;
}

static void put(struct chart_layer *layer, size_t category, double value)
{
	layer->values[category] = value;
	layer->defined[category] = true;
}

static const char **labels_of(
	const struct book *book, const struct chart *chart, const struct series *series)
{
	const char **labels = ARENA_ARRAY(book->arena, const char *, chart->category_count);
	for (size_t i = 0; i < chart->category_count; i++)
		labels[i] = series->points[i].defined ? series->points[i].label : NULL;
	return labels;
}

/* ---- lines ------------------------------------------------------------------------------------
 */

static void add_intervals(const struct book *book, struct chart_plan *plan,
	const struct series *series, uint32_t colour)
{
	const struct chart *chart = plan->chart;
	bool any = false;
	for (size_t i = 0; i < chart->category_count; i++)
		any |= series->points[i].defined && series->points[i].has_interval;
	if (!any)
		return;
	/* One entry in the legend explains both lines. */
	const char *name = series->name ? series->name : "";
	for (int upper = 0; upper <= 1; upper++) {
		struct chart_layer *layer = add_layer(book, plan,
			arena_printf(book->arena, "%s, %s (%s)", name, book->words->interval,
				upper ? book->words->upper : book->words->lower),
			&(struct xlsx_series){ .colour = colour,
				.width = MEDIUM,
				.dash = XLSX_DOTTED,
				.unlisted = upper });
		for (size_t i = 0; i < chart->category_count; i++) {
			const struct point *point = &series->points[i];
			if (point->defined && point->has_interval)
				put(layer, i, upper ? point->high : point->low);
		}
	}
}

static void add_signals(
	const struct book *book, struct chart_plan *plan, const struct series *series)
{
	const struct chart *chart = plan->chart;
	struct chart_layer *layer = NULL;
	for (size_t i = 0; i < chart->category_count; i++) {
		if (!series->points[i].defined || series->points[i].mark != MARK_SIGNAL)
			continue;
		if (!layer)
			layer = add_layer(book, plan, book->words->signal,
				&(struct xlsx_series){
					.dash = XLSX_NO_LINE, .marker = XLSX_DIAMOND });
		put(layer, i, series->points[i].value);
	}
}

static void add_lines(const struct book *book, struct chart_plan *plan)
{
	const struct chart *chart = plan->chart;
	for (size_t i = 0; i < chart->series_count; i++) {
		const struct series *series = &chart->series[i];
		uint32_t colour = role_colours[series->role];
		bool dots = false;
		for (size_t j = 0; j < chart->category_count; j++)
			dots |= series->points[j].mark != MARK_NONE;
		struct chart_layer *layer = add_layer(book, plan, series->name,
			&(struct xlsx_series){ .colour = colour,
				.width = THICK,
				.dash = series->role == SERIES_FORECAST ? XLSX_DASHED : XLSX_SOLID,
				.marker = dots ? XLSX_CIRCLE : XLSX_NO_MARKER });
		layer->labels = labels_of(book, chart, series);
		for (size_t j = 0; j < chart->category_count; j++)
			if (series->points[j].defined)
				put(layer, j, series->points[j].value);
		add_intervals(book, plan, series, colour);
		add_signals(book, plan, series);
	}
}

/* Whether a limit is drawn at this value, as the edge of a band then need not be. */
static bool limit_at(const struct chart *chart, double value)
{
	for (size_t i = 0; i < chart->reference_count; i++) {
		const struct reference *reference = &chart->references[i];
		bool limit = reference->style == REFERENCE_LIMIT ||
			     reference->style == REFERENCE_TRIAL_LIMIT;
		if (limit && fabs(reference->value - value) <= 1e-9 * fabs(value))
			return true;
	}
	return false;
}

static void add_band(const struct book *book, struct chart_plan *plan)
{
	const struct chart *chart = plan->chart;
	for (int high = 0; chart->has_band && high <= 1; high++) {
		double edge = high ? chart->band_high : chart->band_low;
		if (limit_at(chart, edge))
			continue;
		struct chart_layer *layer =
			add_layer(book, plan, high ? book->words->band_high : book->words->band_low,
				&(struct xlsx_series){
					.colour = role_colours[SERIES_UNKNOWN], .width = MEDIUM });
		for (size_t i = 0; i < chart->category_count; i++)
			put(layer, i, edge);
	}
}

/* ---- references -------------------------------------------------------------------------------
 */

static const char *reference_name(const struct book *book, enum reference_style style)
{
	switch (style) {
	case REFERENCE_LIMIT:
		return book->words->limit;
	case REFERENCE_TRIAL_LIMIT:
		return book->words->trial_limit;
	case REFERENCE_MEAN:
		return book->words->mean;
	case REFERENCE_TARGET:
		break;
	}
	return book->words->target;
}

static struct xlsx_series reference_look(enum reference_style style)
{
	struct xlsx_series look = { .width = MEDIUM, .colour = role_colours[SERIES_PREVIOUS] };
	if (style == REFERENCE_TARGET)
		look = (struct xlsx_series){ .width = MEDIUM, .dash = XLSX_DASHED };
	else if (style == REFERENCE_TRIAL_LIMIT)
		look.dash = XLSX_DASHED;
	else if (style == REFERENCE_MEAN)
		look.dash = XLSX_DASH_DOT;
	return look;
}

/* A layer of references in one style; steps of one line share a layer. */
struct line {
	enum reference_style style;
	double last; /* value of the latest step */
	size_t layer;
};

static bool free_between(const struct chart_layer *layer, size_t from, size_t to)
{
	for (size_t i = from; i <= to; i++)
		if (layer->defined[i])
			return false;
	return true;
}

/* The line that a reference goes on with: of those that have room for it, the nearest in value. */
static struct line *line_of(const struct chart_plan *plan, struct line *lines, size_t count,
	const struct reference *reference)
{
	struct line *nearest = NULL;
	for (size_t i = 0; i < count; i++) {
		struct line *line = &lines[i];
		if (line->style != reference->style ||
			!free_between(&plan->layers[line->layer], reference->from, reference->to))
			continue;
		if (!nearest || fabs(line->last - reference->value) <
					fabs(nearest->last - reference->value))
			nearest = line;
	}
	return nearest;
}

/* A line needs two ends to be seen: a value without neighbours gets a mark. */
static void mark_lonely(struct chart_layer *layer, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		bool before = i > 0 && layer->defined[i - 1];
		bool after = i + 1 < count && layer->defined[i + 1];
		if (layer->defined[i] && !before && !after)
			layer->look.marker = XLSX_CIRCLE;
	}
}

static void add_references(const struct book *book, struct chart_plan *plan)
{
	const struct chart *chart = plan->chart;
	struct line *lines = ARENA_ARRAY(book->arena, struct line, chart->reference_count);
	size_t count = 0;
	for (size_t i = 0; i < chart->reference_count; i++) {
		const struct reference *reference = &chart->references[i];
		if (reference->from > reference->to || reference->to >= chart->category_count) {
			xlsx_fail(book->out, "line of the chart '%s' lies beyond its categories",
				chart->id);
			return;
		}
		struct line *line = line_of(plan, lines, count, reference);
		if (!line) {
			struct xlsx_series look = reference_look(reference->style);
			const char *name = reference->label && *reference->label
						   ? reference->label
						   : reference_name(book, reference->style);
			add_layer(book, plan, name, &look);
			line = &lines[count++];
			*line = (struct line){ reference->style, 0, plan->count - 1 };
		}
		line->last = reference->value;
		struct chart_layer *layer = &plan->layers[line->layer];
		for (size_t j = reference->from; j <= reference->to; j++)
			put(layer, j, reference->value);
	}
	for (size_t i = 0; i < count; i++)
		mark_lonely(&plan->layers[lines[i].layer], chart->category_count);
}

/* ---- columns, bars and bridges ----------------------------------------------------------------
 */

static void add_columns(const struct book *book, struct chart_plan *plan)
{
	const struct chart *chart = plan->chart;
	for (size_t i = 0; i < chart->series_count; i++) {
		const struct series *series = &chart->series[i];
		struct chart_layer *layer = add_layer(book, plan, series->name,
			&(struct xlsx_series){ .colour = role_colours[series->role],
				.fill = series->role == SERIES_FORECAST ? XLSX_HATCHED
									: XLSX_FILLED });
		layer->labels = labels_of(book, chart, series);
		for (size_t j = 0; j < chart->category_count; j++)
			if (series->points[j].defined)
				put(layer, j, series->points[j].value);
		if (!series->roles)
			continue;
		uint32_t *colours = ARENA_ARRAY(book->arena, uint32_t, chart->category_count);
		for (size_t j = 0; j < chart->category_count; j++)
			colours[j] = role_colours[series->roles[j]];
		layer->look.colours = colours;
	}
}

static enum series_role role_at(const struct series *series, size_t category)
{
	return series->roles ? series->roles[category] : series->role;
}

/* The layer of the changes (or levels) of a kind, above zero or below; made when first needed. */
static struct chart_layer *bridge_layer(const struct book *book, struct chart_plan *plan,
	enum series_role role, bool below, size_t *index)
{
	const struct series *series = &plan->chart->series[0];
	if (*index == 0) {
		const char *name = role == SERIES_INCREASE   ? book->words->increase
				   : role == SERIES_DECREASE ? book->words->decrease
							     : series->name;
		*index = plan->count;
		struct chart_layer *layer = add_layer(book, plan, name,
			&(struct xlsx_series){ .colour = role_colours[role], .unlisted = below });
		layer->labels = ARENA_ARRAY(book->arena, const char *, plan->chart->category_count);
	}
	return &plan->layers[*index];
}

/* The changes stand on unfilled columns that begin at zero, above and below it. */
static void add_bridge(const struct book *book, struct chart_plan *plan)
{
	const struct chart *chart = plan->chart;
	const struct series *series = &chart->series[0];
	size_t layers[SERIES_UNKNOWN + 1][2] = { 0 }; /* 0, the base, is none of them */
	double level = 0;

	add_layer(book, plan, book->words->base,
		&(struct xlsx_series){ .fill = XLSX_UNFILLED, .unlisted = true });
	for (size_t i = 0; i < chart->category_count; i++) {
		const struct point *point = &series->points[i];
		enum series_role role = role_at(series, i);
		bool change = role == SERIES_INCREASE || role == SERIES_DECREASE;
		if (!point->defined)
			continue;
		double from = change ? level : 0;
		level = from + point->value;
		double low = fmin(from, level), high = fmax(from, level);
		put(&plan->layers[0], i, low > 0 ? low : high < 0 ? high : 0);
		const char *label = point->label;
		for (int below = 0; below <= 1; below++) {
			if (below ? low >= 0 : high <= 0 && low < 0)
				continue;
			struct chart_layer *layer =
				bridge_layer(book, plan, role, below, &layers[role][below]);
			put(layer, i, below ? low - fmin(high, 0) : high - fmax(low, 0));
			layer->labels[i] = label;
			label = NULL;
		}
	}
}

void layers_plan(const struct book *book, struct chart_plan *plan)
{
	const struct chart *chart = plan->chart;
	if (chart->category_count == 0 || chart->series_count == 0)
		return;
	if (chart->kind == CHART_LINE) {
		add_lines(book, plan);
		add_band(book, plan);
		add_references(book, plan);
		return;
	}
	if (chart->kind == CHART_BRIDGE)
		add_bridge(book, plan);
	else
		add_columns(book, plan);
	/* A native chart of columns has no lines: what they would say stands in the data alone. */
	size_t drawn = plan->count;
	for (size_t i = 0; i < chart->series_count; i++)
		add_intervals(book, plan, &chart->series[i], 0);
	add_references(book, plan);
	for (size_t i = drawn; i < plan->count; i++)
		plan->layers[i].undrawn = true;
}
