#include "stats/proportion.h"

#include <math.h>

struct interval proportion_wilson(double share, double n, double z)
{
	if (!(n > 0))
		return (struct interval){ 0 };
	share = fmin(fmax(share, 0), 1);
	double z2 = z * z, scale = 1 + z2 / n;
	double centre = (share + z2 / (2 * n)) / scale;
	double half = z * sqrt(share * (1 - share) / n + z2 / (4 * n * n)) / scale;
	struct interval interval = { true, centre - half, centre + half };
	if (share <= 0)
		interval.low = 0;
	if (share >= 1)
		interval.high = 1;
	return interval;
}
