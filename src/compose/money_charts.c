/* Charts of amounts: the bridge of what came due, the outlook, and the reasons for leaving. */
#include "compose/compose.h"

#include <math.h>
#include <string.h>

/* A step of a bridge: a level, or a change from the level before. */
struct step {
	const char *label;
	double value;
	enum series_role role;
};

static const struct chart *bridge_of(const struct composing *c, const struct step *steps,
	size_t count, const char *id, const char *title, const char *subtitle)
{
	double largest = 0;
	for (size_t i = 0; i < count; i++)
		largest = fmax(largest, fabs(steps[i].value));
	struct scale scale = scale_of(c, UNIT_MONEY, largest);
	struct chart *chart = arena_alloc(c->arena, sizeof(*chart));
	struct series *series = arena_alloc(c->arena, sizeof(*series));
	struct category *categories = ARENA_ARRAY(c->arena, struct category, count);
	struct point *points = ARENA_ARRAY(c->arena, struct point, count);
	enum series_role *roles = ARENA_ARRAY(c->arena, enum series_role, count);
	for (size_t i = 0; i < count; i++) {
		categories[i].label = steps[i].label;
		roles[i] = steps[i].role;
		points[i] = (struct point){ .defined = true,
			.value = steps[i].value,
			.label = steps[i].role == SERIES_ACTUAL
					 ? bare(c, &scale, steps[i].value)
					 : change(c, &scale, steps[i].value) };
	}
	*series = (struct series){ title, SERIES_ACTUAL, points, roles };
	*chart = (struct chart){
		.kind = CHART_BRIDGE,
		.id = id,
		.subtitle =
			say(c, "{what}, {unit}", "what", subtitle, "unit", scale.money.name, NULL),
		.axis = axis_over(c, &scale, 0, largest, true),
		.categories = categories,
		.category_count = count,
		.series = series,
		.series_count = 1,
		.unit = UNIT_MONEY,
		.height = 105,
	};
	chart->axis.title = scale.money.name;
	chart->alternative = say(c, "Bridge: {first} {value}, at the end {last}, {unit}", "first",
		steps[0].label, "value", points[0].label, "last", points[count - 1].label, "unit",
		scale.money.name, NULL);
	return chart;
}

/* Due, cancelled, reduced, renewed, expanded, after: where contracts came due. */
static const struct chart *due_bridge(const struct composing *c)
{
	const struct measure *gross = evaluation_measure(c->evaluation, c->scope, "REN_GROSS");
	if (!gross || !gross->defined)
		return NULL;
	double due = measure_detail(gross, "due", 0);
	double cancelled = measure_detail(gross, "cancelled", 0);
	double reduced = measure_detail(gross, "reduced", 0);
	double expanded = measure_detail(gross, "expanded", 0);
	const struct step steps[] = {
		{ say(c, "Due", NULL), due, SERIES_ACTUAL },
		{ say(c, "Cancelled", NULL), -cancelled, SERIES_DECREASE },
		{ say(c, "Reduced", NULL), -reduced, SERIES_DECREASE },
		{ say(c, "Renewed", NULL), due - cancelled - reduced, SERIES_ACTUAL },
		{ say(c, "Expanded", NULL), expanded, SERIES_INCREASE },
		{ say(c, "After", NULL), due - cancelled - reduced + expanded, SERIES_ACTUAL },
	};
	return bridge_of(c, steps, 6, "bridge_due", say(c, "ARR that came due", NULL),
		say(c, "ARR that came due in the quarter and is decided", NULL));
}

/* The whole base, where nothing comes due (evergreen contracts). */
static const struct chart *base_bridge(const struct composing *c)
{
	static const struct {
		const char *metric, *label;
		double sign;
	} parts[] = {
		{ "ARR_OPEN", "Opening", 0 },
		{ "ARR_NEW", "New", 1 },
		{ "ARR_REACT", "Won back", 1 },
		{ "ARR_EXP", "Expanded", 1 },
		{ "ARR_CON", "Reduced", -1 },
		{ "ARR_CHURN", "Lost", -1 },
		{ "ARR_CLOSE", "Closing", 0 },
	};
	enum { PARTS = sizeof(parts) / sizeof(*parts) };
	struct step steps[PARTS];
	for (size_t i = 0; i < PARTS; i++) {
		const struct measure *measure =
			evaluation_measure(c->evaluation, c->scope, parts[i].metric);
		if (!measure || !measure->defined)
			return NULL;
		double sign = parts[i].sign == 0 ? 1 : parts[i].sign;
		steps[i] = (struct step){ say(c, parts[i].label, NULL), sign * measure->value,
			parts[i].sign == 0  ? SERIES_ACTUAL
			: parts[i].sign > 0 ? SERIES_INCREASE
					    : SERIES_DECREASE };
	}
	return bridge_of(c, steps, PARTS, "bridge_base", say(c, "ARR of the whole base", NULL),
		say(c, "ARR from the first to the last day of the quarter", NULL));
}

const struct chart *bridge_chart(const struct composing *c)
{
	const struct chart *due = due_bridge(c);
	return due ? due : base_bridge(c);
}

const struct chart *outlook_chart(const struct composing *c)
{
	enum { QUARTERS = 5 };
	const struct evaluation *evaluation = c->evaluation;
	const struct measure *gross = evaluation_measure(evaluation, c->scope, "REN_GROSS");
	double amounts[QUARTERS] = { 0 }, falling[QUARTERS] = { 0 }, largest = 0;
	if (evaluation->coming_count == 0)
		return NULL;
	amounts[0] = gross && gross->defined ? measure_detail(gross, "due", 0) : 0;
	for (size_t i = 0; i < evaluation->coming_count; i++) {
		const struct coming_contract *contract = &evaluation->coming[i];
		int quarter = contract->quarter.index - evaluation->quarter.index;
		amounts[quarter] += (double)contract->arr;
		falling[quarter] += contract->usage == TREND_FALLING ? (double)contract->arr : 0;
	}
	for (size_t i = 0; i < QUARTERS; i++)
		largest = fmax(largest, amounts[i]);
	struct scale scale = scale_of(c, UNIT_MONEY, largest);
	struct chart *chart = arena_alloc(c->arena, sizeof(*chart));
	struct category *categories = ARENA_ARRAY(c->arena, struct category, QUARTERS);
	struct series *series = ARENA_ARRAY(c->arena, struct series, 3);
	struct point *points[3];
	for (size_t k = 0; k < 3; k++)
		points[k] = ARENA_ARRAY(c->arena, struct point, QUARTERS);
	for (size_t i = 0; i < QUARTERS; i++) {
		categories[i].label = quarter_name(c, quarter_add(evaluation->quarter, (int)i));
		struct point *whole = i == 0 ? &points[0][i] : &points[2][i];
		*whole = (struct point){ .defined = true,
			.value = amounts[i] - falling[i],
			.label = bare(c, &scale, amounts[i]) };
		if (falling[i] > 0)
			points[1][i] = (struct point){ .defined = true,
				.value = falling[i],
				.label = falling[i] > largest / 6 ? bare(c, &scale, falling[i])
								  : NULL };
	}
	series[0] = (struct series){ say(c, "Outcome", NULL), SERIES_ACTUAL, points[0], NULL };
	series[1] = (struct series){ say(c, "Falling use", NULL), SERIES_WARNING, points[1], NULL };
	series[2] = (struct series){ say(c, "Due", NULL), SERIES_FORECAST, points[2], NULL };
	*chart = (struct chart){
		.kind = CHART_COLUMNS,
		.id = "outlook",
		.subtitle = say(c,
			"ARR of contracts due by quarter, {unit}. Filled = decided, hatched = "
			"coming, "
			"darker part = customers with falling use",
			"unit", scale.money.name, NULL),
		.alternative = say(c, "Columns: {message}", "message", outlook_message(c), NULL),
		.axis = axis_over(c, &scale, 0, largest, true),
		.categories = categories,
		.category_count = QUARTERS,
		.series = series,
		.series_count = 3,
		.unit = UNIT_MONEY,
		.height = 64,
	};
	return chart;
}

const struct chart *losses_chart(const struct composing *c)
{
	const struct evaluation *evaluation = c->evaluation;
	size_t count = evaluation->loss_count;
	if (count == 0 || c->scope != 0)
		return NULL;
	struct scale scale = scale_of(c, UNIT_COUNT, 0);
	struct chart *chart = arena_alloc(c->arena, sizeof(*chart));
	struct series *series = arena_alloc(c->arena, sizeof(*series));
	struct category *categories = ARENA_ARRAY(c->arena, struct category, count);
	struct point *points = ARENA_ARRAY(c->arena, struct point, count);
	enum series_role *roles = ARENA_ARRAY(c->arena, enum series_role, count);
	double largest = 0;
	bool swedish = !strcmp(c->voice->language, "sv");
	for (size_t i = 0; i < count; i++) {
		const struct loss *loss = &evaluation->losses[i];
		categories[i].label = !loss->label_en ? say(c, "Not stated", NULL)
				      : swedish	      ? loss->label_sv
						      : loss->label_en;
		roles[i] = loss->label_en ? SERIES_ACTUAL : SERIES_UNKNOWN;
		points[i] = (struct point){ .defined = true,
			.value = (double)loss->contracts,
			.label = count_text(c, (double)loss->contracts) };
		largest = fmax(largest, points[i].value);
	}
	*series = (struct series){ say(c, "Contracts", NULL), SERIES_ACTUAL, points, roles };
	*chart = (struct chart){
		.kind = CHART_BARS,
		.id = "losses",
		.alternative = say(c, "Bars: reasons given for contracts lost, most often {reason}",
			"reason", categories[0].label, NULL),
		.axis = axis_over(c, &scale, 0, largest, true),
		.categories = categories,
		.category_count = count,
		.series = series,
		.series_count = 1,
		.unit = UNIT_COUNT,
		.height = 14.0 * (double)count,
	};
	chart->axis.title = say(c, "Contracts", NULL);
	return chart;
}
