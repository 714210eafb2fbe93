#include "render/pdf/marks.h"

#include <math.h>

#include "render/pdf/canvas.h"
#include "render/pdf/text.h"

static void tick(struct pdf *pdf, double x, double y, enum pdf_colour colour)
{
	pdf_move(pdf, x - 2.3, y + 0.1);
	pdf_line(pdf, x - 0.6, y + 1.9);
	pdf_line(pdf, x + 2.4, y - 1.7);
	pdf_stroke(pdf, colour, 1.3);
}

static void diamond(struct pdf *pdf, double x, double y, double radius)
{
	pdf_move(pdf, x, y - radius);
	pdf_line(pdf, x + radius, y);
	pdf_line(pdf, x, y + radius);
	pdf_line(pdf, x - radius, y);
	pdf_close(pdf);
}

/* A dashed square with a letter. */
static void unknown(struct pdf *pdf, const char *letter, double x, double y)
{
	static const struct pdf_style style = { FACE_REGULAR, 7, 8, COLOUR_BLACK };
	/* Dashes and gaps of a seventh of the side leave every corner drawn. */
	pdf_dash(pdf, 10.0 / 7);
	for (int side = 0; side < 4; side++) {
		double from_x = side == 1 || side == 2 ? x + 5 : x - 5;
		double from_y = side >= 2 ? y + 5 : y - 5;
		double to_x = side == 0 || side == 1 ? x + 5 : x - 5;
		double to_y = side == 1 || side == 2 ? y + 5 : y - 5;
		pdf_rule(pdf, from_x, from_y, to_x, to_y, COLOUR_BLACK, 0.7);
	}
	pdf_dash(pdf, 0);
	pdf_label(pdf, letter, style, x, y + 2.5, 10, ALIGN_CENTRE);
}

void pdf_status_mark(struct pdf *pdf, enum status status, double x, double y)
{
	switch (status) {
	case STATUS_NONE:
		break;
	case STATUS_ACHIEVED:
		pdf_circle(pdf, x, y, STATUS_SIZE / 2);
		pdf_fill(pdf, COLOUR_BLUE);
		tick(pdf, x, y, COLOUR_WHITE);
		break;
	case STATUS_ON_TRACK:
		pdf_circle(pdf, x, y, STATUS_SIZE / 2 - 0.5);
		pdf_stroke(pdf, COLOUR_BLUE, 1);
		tick(pdf, x, y, COLOUR_BLUE);
		break;
	case STATUS_AT_RISK:
		pdf_box(pdf, x - 4.5, y, 9, 4.5, COLOUR_BLACK);
		pdf_rectangle(pdf, x - 4.5, y - 4.5, 9, 9);
		pdf_stroke(pdf, COLOUR_BLACK, 1);
		break;
	case STATUS_MISSED:
		diamond(pdf, x, y, STATUS_SIZE * 0.6);
		pdf_fill(pdf, COLOUR_VERMILLION);
		pdf_move(pdf, x - 1.8, y - 1.8);
		pdf_line(pdf, x + 1.8, y + 1.8);
		pdf_move(pdf, x - 1.8, y + 1.8);
		pdf_line(pdf, x + 1.8, y - 1.8);
		pdf_stroke(pdf, COLOUR_WHITE, 1.3);
		break;
	case STATUS_INSUFFICIENT:
		unknown(pdf, "n", x, y);
		break;
	case STATUS_MISSING:
		unknown(pdf, "!", x, y);
		break;
	}
}

void pdf_trend_mark(struct pdf *pdf, enum trend trend, double x, double y)
{
	switch (trend) {
	case TREND_NONE:
		break;
	case TREND_FALLING:
		pdf_move(pdf, x - 3.2, y - 2.8);
		pdf_line(pdf, x + 3.2, y - 2.8);
		pdf_line(pdf, x, y + 3);
		pdf_close(pdf);
		pdf_fill(pdf, COLOUR_VERMILLION);
		break;
	case TREND_STABLE:
		pdf_rule(pdf, x - 3, y, x + 3, y, COLOUR_MUTED, 1);
		break;
	case TREND_RISING:
		pdf_move(pdf, x - 2.9, y + 2.4);
		pdf_line(pdf, x + 2.9, y + 2.4);
		pdf_line(pdf, x, y - 2.8);
		pdf_close(pdf);
		pdf_stroke(pdf, COLOUR_BLUE, 0.9);
		break;
	}
}

/* Where a value stands between two ends; what is beyond them stands at the end. */
static double position(double value, double low, double high, double from, double to)
{
	if (!isfinite(value) || !(high > low))
		return from + (to - from) / 2;
	double share = value / (high - low) - low / (high - low);
	return from + fmax(0, fmin(1, share)) * (to - from);
}

void pdf_range(struct pdf *pdf, const struct range_graphic *range, double x, double y, double width,
	double height)
{
	double low = range->scale_low, high = range->scale_high, right = x + width;
	double middle = y + height / 2;
	pdf_box(pdf, x, y, width, height, COLOUR_BAND);
	if (range->has_value && range->has_interval && isfinite(range->low) &&
		isfinite(range->high)) {
		double from = position(range->low, low, high, x, right);
		double to = position(range->high, low, high, x, right);
		pdf_box(pdf, fmin(from, to), middle - 2.6, fmax(fabs(to - from), 0.6), 5.2,
			COLOUR_INTERVAL);
	}
	double targets[2] = { range->target, range->target_high };
	bool has[2] = { range->has_target, range->has_target && range->has_target_high };
	for (int i = 0; i < 2; i++) {
		if (!has[i] || !isfinite(targets[i]))
			continue;
		double at = position(targets[i], low, high, x, right);
		pdf_box(pdf, at - 0.8, y - 2.2, 1.6, height + 4.4, COLOUR_BLACK);
	}
	if (has[0] && has[1] && isfinite(targets[0]) && isfinite(targets[1])) {
		double from = position(targets[0], low, high, x, right);
		double to = position(targets[1], low, high, x, right);
		pdf_rule(pdf, from, y - 1.8, to, y - 1.8, COLOUR_BLACK, 0.8);
	}
	if (range->has_value && isfinite(range->value)) {
		double at = position(range->value, low, high, x, right);
		/* A white rim keeps the dot apart from the target. */
		pdf_circle(pdf, at, middle, 3.4);
		pdf_fill(pdf, COLOUR_WHITE);
		pdf_circle(pdf, at, middle, 2.8);
		pdf_fill(pdf, COLOUR_BLACK);
	}
}

void pdf_range_instead(
	struct pdf *pdf, const char *words, double x, double y, double width, double height)
{
	static const struct pdf_style style = { FACE_REGULAR, 7.3, 9, COLOUR_MUTED };
	struct pdf_paragraph *line = pdf_plain(pdf, words, style, width - 4, 1);
	pdf_draw_paragraph(
		pdf, line, x, y + (height - style.leading) / 2, width, ALIGN_CENTRE, NULL);
}

void pdf_sparkline(struct pdf *pdf, const struct sparkline *sparkline, double x, double y,
	double width, double height)
{
	double low = INFINITY, high = -INFINITY;
	size_t last = sparkline->count;
	for (size_t i = 0; i < sparkline->count; i++) {
		if (!sparkline->defined[i] || !isfinite(sparkline->values[i]))
			continue;
		low = fmin(low, sparkline->values[i]);
		high = fmax(high, sparkline->values[i]);
		last = i;
	}
	bool target = sparkline->has_target && isfinite(sparkline->target);
	if (target) {
		low = fmin(low, sparkline->target);
		high = fmax(high, sparkline->target);
	}
	double left = x + 1, right = x + width - 2.5, top = y + 2.2, bottom = y + height - 2.2;
	if (target) {
		double at = position(sparkline->target, low, high, bottom, top);
		pdf_dash(pdf, 2);
		pdf_rule(pdf, left, at, right, at, COLOUR_MUTED, 0.5);
		pdf_dash(pdf, 0);
	}
	if (last == sparkline->count)
		return;
	double step = sparkline->count > 1 ? (right - left) / (double)(sparkline->count - 1) : 0;
	bool joined = false;
	for (size_t i = 0; i < sparkline->count; i++) {
		bool defined = sparkline->defined[i] && isfinite(sparkline->values[i]);
		double across = left + step * (double)i;
		double up = defined ? position(sparkline->values[i], low, high, bottom, top) : 0;
		bool next = i + 1 < sparkline->count && sparkline->defined[i + 1] &&
			    isfinite(sparkline->values[i + 1]);
		if (defined && !joined && !next) {
			/* A value between two gaps is a short dash. */
			pdf_move(pdf, across - 0.7, up);
			pdf_line(pdf, across + 0.7, up);
		} else if (defined && joined) {
			pdf_line(pdf, across, up);
		} else if (defined) {
			pdf_move(pdf, across, up);
		}
		joined = defined;
	}
	pdf_stroke(pdf, COLOUR_BLACK, 1);
	pdf_circle(pdf, left + step * (double)last,
		position(sparkline->values[last], low, high, bottom, top), 2);
	pdf_fill(pdf, COLOUR_BLACK);
}
