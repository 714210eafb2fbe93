#ifndef MODEL_UNIT_H
#define MODEL_UNIT_H

/* What a value counts. A share is a fraction: 0.912 is 91,2 %. Money is minor units. */
enum unit {
	UNIT_NONE,   /* there is no value */
	UNIT_SHARE,  /* 0..1, or above 1 for net retention; reported to 0.001 */
	UNIT_POINTS, /* NPS, NKI, CES, medians, months; reported to 0.1 */
	UNIT_MONEY,  /* minor units of the reporting currency; reported in whole units */
	UNIT_COUNT,  /* customers, contracts, answers */
	UNIT_SLOPE,  /* change of a share or points per quarter; reported to 0.0001 */
	UNIT_DATE,   /* days since 1970-01-01 */
};

/* The name of the unit in JSON: "share", "points", "money", "count", "slope", "date", "none". */
const char *unit_name(enum unit unit);

/*
 * A value as it is reported, so that a status can be checked from the printed figures (metrics.md
 * section 1): sign(v) * floor(|v| * 10^k + 0.5 + 1e-9) / 10^k, k by unit. For money, scale is
 * 10^exponent and the result is whole units, in minor units.
 */
double unit_round(enum unit unit, double value, double money_scale);

#endif
