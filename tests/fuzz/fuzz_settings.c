#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "stage/settings.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const struct metric_kind metrics[] = {
	{ "REN_LOGO", UNIT_SHARE },
	{ "NPS", UNIT_POINTS },
	{ "CLV_HIST_MEAN", UNIT_MONEY },
	{ "RESP_RATE:", UNIT_SHARE },
};

static void demand(int condition)
{
	if (!condition)
		abort();
}

static void demand_text(const char *text)
{
	demand(text && *text && utf8_clean(text, strlen(text)));
}

static void check_settings(const struct settings *settings)
{
	demand_text(settings->company);
	demand_text(settings->database);
	demand(settings->language_count == 1 || settings->language_count == 2);
	demand(settings->confidence >= 0.5 && settings->confidence <= 0.999);
	demand(settings->min_group >= 3 && settings->min_group <= 100);
	for (size_t i = 0; i < settings->goal_count; i++) {
		const struct goal_setting *goal = &settings->goals[i];

		demand_text(goal->id);
		demand_text(goal->metric);
		demand_text(goal->from);
		demand_text(goal->to);
		demand(goal->weight > 0);
		if (goal->kind == GOAL_RANGE)
			demand(goal->range_low.value < goal->range_high.value ||
				goal->range_low.currency);
		else
			demand(goal->target.given);
	}
	for (size_t i = 0; i < settings->board_to_count; i++)
		demand_text(settings->board_to[i]);
}

/* Any bytes as kvartal.conf: settings that hold what they promise, or problems that can be shown,
 * in the order of the file. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new();
	struct settings settings;
	struct setting_problems problems;
	struct error error = { 0 };
	char *text = arena_alloc(arena, size);

	if (size)
		memcpy(text, data, size);
	if (settings_parse(text, size, "kvartal.conf", ".", metrics,
		    sizeof(metrics) / sizeof(*metrics), &settings, &problems, arena, &error)) {
		demand(problems.count == 0);
		check_settings(&settings);
	} else {
		demand(problems.count > 0 && error.kind == ERROR_USAGE && *error.message);
	}
	for (size_t i = 0; i < problems.count; i++) {
		const struct origin *origin = &problems.items[i].origin;

		demand(origin->line > 0 && origin->column > 0);
		demand(!i || problems.items[i - 1].origin.line <= origin->line);
		demand_text(problems.items[i].message);
	}
	arena_free(arena);
	return 0;
}
