#include "goals/goals.h"

#include <string.h>

#include "model/money.h"

bool evaluation_incomplete(const struct evaluation *evaluation)
{
	for (size_t i = 0; i < evaluation->goal_count; i++)
		if (evaluation->goals[i].shortfall == SHORTFALL_UNDEFINED &&
			evaluation->goals[i].measure->blocked)
			return true;
	return false;
}

static bool uses_usage(const struct settings *settings)
{
	for (size_t i = 0; i < settings->goal_count; i++)
		if (!strncmp(settings->goals[i].metric, "USE_", 4))
			return true;
	return false;
}

bool gate_open(const struct evaluation *evaluation, const char **reason, struct arena *arena)
{
	const struct settings *settings = evaluation->settings;
	struct date last_day = date_add(evaluation->end, -1);
	int32_t age = last_day.days - evaluation->as_of.days;
	if (age > settings->max_age_days) {
		char as_of[11], day[11];
		date_format(evaluation->as_of, as_of);
		date_format(last_day, day);
		*reason = arena_printf(arena,
			"data gate: meta.as_of %s lies %d days before the quarter's last day %s; "
			"max_age_days allows %d",
			as_of, age, day, settings->max_age_days);
		return false;
	}
	if (uses_usage(settings) && evaluation->has_coverage &&
		evaluation->coverage < settings->min_coverage) {
		*reason = arena_printf(arena,
			"data gate: customers with %.1f %% of the closing ARR have usage in the "
			"quarter; min_coverage asks for %.1f %%",
			100 * evaluation->coverage, 100 * settings->min_coverage);
		return false;
	}
	return true;
}
