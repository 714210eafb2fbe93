#include "stats/ratio.h"

#include <math.h>

#include "stats/special.h"

double ratio_kish(const double *weights, size_t count)
{
	double sum = 0, squares = 0;
	for (size_t i = 0; i < count; i++) {
		sum += weights[i];
		squares += weights[i] * weights[i];
	}
	return squares > 0 ? sum * sum / squares : 0;
}

struct interval ratio_expansion(
	const double *opening, const double *increase, size_t count, double confidence)
{
	double base = 0, added = 0, squares = 0;
	for (size_t i = 0; i < count; i++) {
		base += opening[i];
		added += increase[i];
	}
	if (count < 2 || !(base > 0))
		return (struct interval){ 0 };
	if (!(added > 0))
		return (struct interval){ true, 0, 0 };
	double ratio = added / base, n = (double)count;
	for (size_t i = 0; i < count; i++) {
		double residual = increase[i] - ratio * opening[i];
		squares += residual * residual;
	}
	double error = sqrt(n / (n - 1) * squares) / base;
	double factor = exp(student_quantile(0.5 + confidence / 2, n - 1) * error / ratio);
	if (!isfinite(factor))
		return (struct interval){ 0 };
	return (struct interval){ true, ratio / factor, ratio * factor };
}

struct interval ratio_net_retention(
	double kept, struct interval kept_interval, double added, struct interval added_interval)
{
	struct interval sum = interval_sum(kept, kept_interval, added, added_interval);
	sum.low = fmax(sum.low, 0);
	return sum;
}
