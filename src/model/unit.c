#include "model/unit.h"

#include <math.h>

const char *unit_name(enum unit unit)
{
	switch (unit) {
	case UNIT_NONE:
		break;
	case UNIT_SHARE:
		return "share";
	case UNIT_POINTS:
		return "points";
	case UNIT_MONEY:
		return "money";
	case UNIT_COUNT:
		return "count";
	case UNIT_SLOPE:
		return "slope";
	case UNIT_DATE:
		return "date";
	}
	return "none";
}

/* sign(v) * floor(|v| * steps + 0.5 + 1e-9) / steps; zero has no sign, so that none is printed. */
static double steps_round(double value, double steps)
{
	double magnitude = floor(fabs(value) * steps + 0.5 + 1e-9) / steps;

	return value < 0 && magnitude > 0 ? -magnitude : magnitude;
}

double unit_round(enum unit unit, double value, double money_scale)
{
	switch (unit) {
	case UNIT_SHARE:
		return steps_round(value, 1e3);
	case UNIT_POINTS:
		return steps_round(value, 1e1);
	case UNIT_SLOPE:
		return steps_round(value, 1e4);
	case UNIT_MONEY:
		return steps_round(value / money_scale, 1) * money_scale;
	case UNIT_NONE:
	case UNIT_COUNT:
	case UNIT_DATE:
		break;
	}
	return value;
}
