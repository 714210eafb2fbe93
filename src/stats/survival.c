#include "stats/survival.h"

#include <math.h>

#include "stats/survival_sweep.h"

/* (S^exp(theta), S^exp(-theta)); near 1 the power goes through the logarithm, which keeps its
 * digits. */
static struct interval log_log_interval(double survival, double variance_sum, double z)
{
	double logarithm = log(survival);
	if (!(survival > 0) || !(logarithm < 0))
		return (struct interval){ 0 };
	double theta = z * sqrt(variance_sum) / -logarithm;
	return (struct interval){ true, exp(logarithm * exp(theta)), exp(logarithm * exp(-theta)) };
}

struct survival_curve survival_fit(
	const struct survival_spell *spells, size_t count, double z, struct arena *arena)
{
	struct survival_sweep sweep = survival_sweep(spells, NULL, count, 1, arena);
	struct survival_step *steps = ARENA_ARRAY(arena, struct survival_step, sweep.count);
	double *entries = ARENA_ARRAY(arena, double, sweep.count);
	double *times = ARENA_ARRAY(arena, double, sweep.count);
	struct survival_curve curve = { .steps = steps,
		.spells = sweep.count,
		.longest = sweep.count ? sweep.exits[sweep.count - 1].time : 0,
		.z = z,
		.entries = entries,
		.times = times };
	for (size_t i = 0; i < sweep.count; i++) {
		entries[i] = sweep.entries[i].time;
		times[i] = sweep.exits[i].time;
	}
	double survival = 1, variance_sum = 0;
	while (survival_sweep_next(&sweep)) {
		double n = (double)sweep.at_risk[0], d = (double)sweep.events[0];
		survival = sweep.events[0] == sweep.at_risk[0] ? 0 : survival * (1 - d / n);
		/* Nobody is left at 0, for good: the curve cannot rise with late entries. */
		variance_sum = survival > 0 ? variance_sum + d / (n * (n - d)) : 0;
		steps[curve.step_count++] = (struct survival_step){ sweep.time, sweep.at_risk[0],
			sweep.events[0], survival, variance_sum,
			log_log_interval(survival, variance_sum, z) };
	}
	return curve;
}

/* How many of ascending values are below the limit. */
static size_t count_below(const double *ascending, size_t count, double limit)
{
	size_t low = 0;
	while (low < count) {
		size_t middle = low + (count - low) / 2;
		if (ascending[middle] < limit)
			low = middle + 1;
		else
			count = middle;
	}
	return low;
}

static int64_t at_risk(const struct survival_curve *curve, double time)
{
	return (int64_t)count_below(curve->entries, curve->spells, time) -
	       (int64_t)count_below(curve->times, curve->spells, time);
}

/* The last step at or before the time; NULL before the first. */
static const struct survival_step *step_at(const struct survival_curve *curve, double time)
{
	size_t low = 0, high = curve->step_count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (curve->steps[middle].time <= time)
			low = middle + 1;
		else
			high = middle;
	}
	return low > 0 ? &curve->steps[low - 1] : NULL;
}

struct survival_estimate survival_at(const struct survival_curve *curve, double time)
{
	time = survival_time(time);
	if (curve->spells == 0 || time > curve->longest)
		return (struct survival_estimate){ 0 };
	struct survival_estimate estimate = {
		.defined = true, .value = 1, .at_risk = at_risk(curve, time)
	};
	const struct survival_step *step = step_at(curve, time);
	if (step) {
		estimate.value = step->survival;
		estimate.interval = step->interval;
	}
	return estimate;
}

enum curve_part { PART_CURVE, PART_LOW, PART_HIGH };

static bool height(const struct survival_step *step, enum curve_part part, double *share)
{
	*share = part == PART_CURVE ? step->survival
		 : part == PART_LOW ? step->interval.low
				    : step->interval.high;
	return part == PART_CURVE || step->interval.defined;
}

static bool median_of(const struct survival_curve *curve, enum curve_part part, double *median)
{
	bool flat = false;
	double from = 0, share;
	for (size_t i = 0; i < curve->step_count; i++) {
		const struct survival_step *step = &curve->steps[i];
		if (!height(step, part, &share))
			continue;
		if (fabs(share - 0.5) < 1e-9) {
			from = flat ? from : step->time;
			flat = true;
		} else if (share < 0.5) {
			*median = flat ? (from + step->time) / 2 : step->time;
			return true;
		}
	}
	if (flat)
		*median = (from + curve->longest) / 2;
	return flat;
}

struct survival_median survival_median(const struct survival_curve *curve)
{
	struct survival_median median = { 0 };
	median.defined = median_of(curve, PART_CURVE, &median.value);
	median.has_low = median_of(curve, PART_LOW, &median.low);
	median.has_high = median_of(curve, PART_HIGH, &median.high);
	return median;
}

struct survival_estimate survival_mean(const struct survival_curve *curve, double limit)
{
	limit = survival_time(limit);
	double last = curve->step_count ? curve->steps[curve->step_count - 1].survival : 1;
	if (curve->spells == 0 || (limit > curve->longest && last > 0))
		return (struct survival_estimate){ 0 };
	/* From the right, so that the area beyond each event is at hand for its variance. */
	double area = 0, variance = 0, right = limit;
	for (size_t i = curve->step_count; i-- > 0;) {
		const struct survival_step *step = &curve->steps[i];
		if (step->time >= limit)
			continue;
		double n = (double)step->at_risk, d = (double)step->events;
		area += step->survival * (right - step->time);
		if (step->events < step->at_risk)
			variance += area * area * d / (n * (n - d));
		right = step->time;
	}
	area += right;
	double half = curve->z * sqrt(variance);
	return (struct survival_estimate){ true, area, { true, area - half, area + half },
		at_risk(curve, limit) };
}
