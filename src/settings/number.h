#ifndef SETTINGS_NUMBER_H
#define SETTINGS_NUMBER_H

#include <stdbool.h>
#include <stdint.h>

#include "settings/values.h"

/* A number as written: digits / 10^decimals, at most 15 digits. */
struct decimal {
	bool negative;
	int64_t digits;
	int decimals;
};

/* Reads the number at the start of the value; rest is what follows it, the unit. */
bool decimal_read(const struct value *value, struct decimal *decimal, struct value *rest,
	struct reading *reading);

/* The number times 10^power, rounded once. */
double decimal_times(const struct decimal *decimal, int power);

#endif
