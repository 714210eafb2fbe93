#include "model/measure.h"

#include <string.h>

const char *basis_name(enum basis basis)
{
	static const char *const names[] = {
		[BASIS_CENSUS] = "census",
		[BASIS_SURVEY] = "survey",
		[BASIS_MODEL] = "model",
	};
	return names[basis];
}

const struct measure *measures_lookup(const struct measures *measures, const char *metric)
{
	for (size_t i = 0; i < measures->count; i++)
		if (!strcmp(measures->items[i].metric, metric))
			return &measures->items[i];
	return NULL;
}

double measure_detail(const struct measure *measure, const char *key, double missing)
{
	for (size_t i = 0; i < measure->detail_count; i++)
		if (!strcmp(measure->details[i].key, key))
			return measure->details[i].value;
	return missing;
}
