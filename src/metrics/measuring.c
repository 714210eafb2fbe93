#include "metrics/metrics.h"

#include <math.h>
#include <string.h>

struct measure *measure_add(
	struct measuring *measuring, const struct metric_about *about, const char *parameter)
{
	struct measures *measures = measuring->measures;
	measures->items = arena_grow(measuring->arena, measures->items, measures->count,
		&measures->capacity, sizeof(*measures->items));
	struct measure *measure = &measures->items[measures->count++];
	*measure = (struct measure){
		.metric = parameter ? arena_printf(measuring->arena, "%s%s", about->code, parameter)
				    : about->code,
		.unit = about->unit,
		.basis = about->basis,
		.completeness = 1,
	};
	return measure;
}

void measure_undefined(struct measure *measure, const char *reason)
{
	measure->defined = false;
	measure->reason = reason;
	measure->blocked = !strcmp(reason, REASON_RATE);
}

void measure_value(struct measure *measure, double value, double n, struct interval interval)
{
	if (!isfinite(value)) {
		measure_undefined(measure, "out of range");
		return;
	}
	measure->defined = true;
	measure->value = value;
	measure->has_n = true;
	measure->n = n;
	measure->has_interval = interval.defined;
	measure->low = interval.low;
	measure->high = interval.high;
}

void measure_amount(struct measure *measure, int64_t amount)
{
	measure->defined = true;
	measure->amount = amount;
	measure->value = (double)amount;
}

void measure_add_detail(
	struct measuring *measuring, struct measure *measure, const char *key, double value)
{
	size_t count = measure->detail_count;
	struct detail *details = ARENA_ARRAY(measuring->arena, struct detail, count + 1);
	for (size_t i = 0; i < count; i++)
		details[i] = measure->details[i];
	details[count] = (struct detail){ key, value };
	measure->details = details;
	measure->detail_count = count + 1;
}

void measure_all_undefined(struct measuring *measuring, const struct metric_about *about,
	size_t count, const char *reason)
{
	for (size_t i = 0; i < count; i++)
		measure_undefined(measure_add(measuring, &about[i], NULL), reason);
}
