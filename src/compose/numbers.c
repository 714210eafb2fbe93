#include "compose/compose.h"

#include <math.h>

#include "model/money.h"

struct scale scale_of(const struct composing *c, enum unit unit, double largest)
{
	struct scale scale = { .unit = unit };
	if (unit == UNIT_MONEY) {
		double bounded = fmin(fabs(largest), 9e18);
		scale.money = format_money_scale(c->voice->format, (int64_t)bounded,
			c->evaluation->currency, c->evaluation->currency_exponent, c->arena);
		/* Parts stand beside the whole: one decimal keeps a small one from being 0. */
		if (scale.money.divisor > (double)money_scale(c->evaluation->currency_exponent) &&
			scale.money.decimals == 0)
			scale.money.decimals = 1;
	}
	return scale;
}

static int decimals_of(const struct scale *scale)
{
	switch (scale->unit) {
	case UNIT_SHARE:
	case UNIT_POINTS:
		return 1;
	case UNIT_MONEY:
		return scale->money.decimals;
	case UNIT_SLOPE:
		return 4;
	case UNIT_NONE:
	case UNIT_COUNT:
	case UNIT_DATE:
		return 0;
	}
	return 0;
}

static double scaled(const struct scale *scale, double value)
{
	if (scale->unit == UNIT_SHARE)
		return 100 * value;
	return scale->unit == UNIT_MONEY ? value / scale->money.divisor : value;
}

const char *bare(const struct composing *c, const struct scale *scale, double value)
{
	const struct format *format = c->voice->format;
	int decimals = decimals_of(scale);
	return scale->difference ? format_signed(format, scaled(scale, value), decimals, c->arena)
				 : format_decimal(format, scaled(scale, value), decimals, c->arena);
}

const char *full(const struct composing *c, const struct scale *scale, double value)
{
	const char *number = bare(c, scale, value);
	if (scale->unit == UNIT_SHARE && scale->difference)
		return say(c, "{number} percentage points", "number", number, NULL);
	if (scale->unit == UNIT_SHARE)
		return format_percent(c->voice->format, value, 1, c->arena);
	if (scale->unit == UNIT_MONEY)
		return say(c, "{number} {unit}", "number", number, "unit", scale->money.name, NULL);
	return number;
}

const char *change(const struct composing *c, const struct scale *scale, double value)
{
	return format_signed(c->voice->format, scaled(scale, value), decimals_of(scale), c->arena);
}

const char *span(const struct composing *c, const struct scale *scale, double low, double high)
{
	/* A dash between numbers reads as a minus where one of them is negative. */
	const char *dash = low < 0 || high < 0 || scale->difference
				   ? say(c, "{low} to {high}", "low", bare(c, scale, low), "high",
					     bare(c, scale, high), NULL)
				   : NULL;
	if (dash)
		return dash;
	return arena_printf(c->arena, "%s\u2013%s", bare(c, scale, low), bare(c, scale, high));
}

const char *count_text(const struct composing *c, double n)
{
	if (n == floor(n) && fabs(n) < 9e15)
		return format_integer(c->voice->format, (int64_t)n, c->arena);
	return format_decimal(c->voice->format, n, 1, c->arena);
}

struct scale goal_scale(const struct composing *c, const struct goal_result *goal)
{
	double largest = fmax(fabs(goal->target), fabs(goal->value));
	struct scale scale = scale_of(c, goal->unit, largest);
	scale.difference = goal->setting->kind == GOAL_IMPROVE || goal->setting->kind == GOAL_TREND;
	return scale;
}

const char *target_text(const struct composing *c, const struct goal_result *goal, bool with_unit)
{
	struct scale scale = goal_scale(c, goal);
	if (goal->setting->kind == GOAL_RANGE) {
		const char *range = span(c, &scale, goal->range_low, goal->range_high);
		return with_unit && scale.unit == UNIT_SHARE
			       ? arena_printf(c->arena, "%s\u2013%s",
					 bare(c, &scale, goal->range_low),
					 full(c, &scale, goal->range_high))
			       : range;
	}
	const char *number = with_unit ? full(c, &scale, goal->path) : bare(c, &scale, goal->path);
	return arena_printf(
		c->arena, "%s\u00a0%s", goal->setting->down ? "\u2264" : "\u2265", number);
}

struct axis axis_over(const struct composing *c, const struct scale *scale, double low, double high,
	bool from_zero)
{
	if (from_zero && low > 0)
		low = 0;
	if (from_zero && high < 0)
		high = 0;
	if (!(high > low)) {
		high = low + (low == 0 ? 1 : fabs(low) / 10);
		low = from_zero ? low : low - (high - low);
	}
	double unit = scale->unit == UNIT_SHARE	  ? 0.01
		      : scale->unit == UNIT_MONEY ? scale->money.divisor
						  : 1;
	double rough = (high - low) / unit / 4, power = pow(10, floor(log10(rough)));
	double step = power;
	if (rough > 5 * power)
		step = 10 * power;
	else if (rough > 2 * power)
		step = 5 * power;
	else if (rough > power)
		step = 2 * power;
	int decimals = step < 0.1 ? 2 : step < 1 ? 1 : 0;
	double first = floor(low / unit / step + 1e-9), last = ceil(high / unit / step - 1e-9);
	struct axis axis = { .low = first * step * unit, .high = last * step * unit };
	struct tick *ticks = ARENA_ARRAY(c->arena, struct tick, 16);
	for (double k = first; k <= last && axis.tick_count < 16; k++)
		ticks[axis.tick_count++] = (struct tick){ k * step * unit,
			format_decimal(c->voice->format, k * step, decimals, c->arena) };
	axis.ticks = ticks;
	if (axis.low != 0)
		axis.start_note =
			say(c, "The axis starts at {start}.", "start", ticks[0].label, NULL);
	return axis;
}
