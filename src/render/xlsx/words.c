#include "render/xlsx/words.h"

#include <string.h>

static const struct words swedish = {
	.data_sheet = "Diagramdata",
	.data_subtitle = "Värdena bakom diagrammen, en rad per punkt.",
	.sheet = "Blad",
	.chart = "Diagram",
	.category = "Kategori",
	.series = "Serie",
	.value = "Värde",
	.interval = "intervall",
	.lower = "undre",
	.upper = "övre",
	.signal = "Signal",
	.band_low = "Normal variation, undre",
	.band_high = "Normal variation, övre",
	.base = "Osynlig bas",
	.increase = "Ökning",
	.decrease = "Minskning",
	.target = "Mål",
	.limit = "Gräns",
	.trial_limit = "Preliminär gräns",
	.mean = "Medel",
	.flag = "Flagga",
	.note = "not",
};

static const struct words english = {
	.data_sheet = "Chart data",
	.data_subtitle = "The values behind the charts, one row per point.",
	.sheet = "Sheet",
	.chart = "Chart",
	.category = "Category",
	.series = "Series",
	.value = "Value",
	.interval = "interval",
	.lower = "lower",
	.upper = "upper",
	.signal = "Signal",
	.band_low = "Normal variation, lower",
	.band_high = "Normal variation, upper",
	.base = "Hidden base",
	.increase = "Increase",
	.decrease = "Decrease",
	.target = "Target",
	.limit = "Limit",
	.trial_limit = "Provisional limit",
	.mean = "Mean",
	.flag = "Flag",
	.note = "note",
};

const struct words *words_of(const char *language)
{
	return strncmp(language, "sv", 2) == 0 ? &swedish : &english;
}
