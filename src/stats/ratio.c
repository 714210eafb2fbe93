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

struct ratio_estimate ratio_linearised(
	const double *y, const double *x, size_t count, double confidence)
{
	double above = 0, below = 0, squares = 0, n = (double)count;
	for (size_t i = 0; i < count; i++) {
		above += y[i];
		below += x[i];
	}
	if (!(below > 0))
		return (struct ratio_estimate){ 0 };
	struct ratio_estimate ratio = { .defined = true, .value = above / below };
	if (count < 2)
		return ratio;
	for (size_t i = 0; i < count; i++) {
		double residual = y[i] - ratio.value * x[i];
		squares += residual * residual;
	}
	ratio.standard_error = sqrt(n / (n - 1) * squares) / below;
	if (!(ratio.value > 0)) {
		ratio.interval = (struct interval){ true, 0, 0 };
		return ratio;
	}
	double half = student_quantile(0.5 + confidence / 2, n - 1) * ratio.standard_error;
	double factor = exp(half / ratio.value);
	/* With two very unlike customers the upper end can be beyond any number. */
	if (isfinite(ratio.value * factor))
		ratio.interval =
			(struct interval){ true, ratio.value / factor, ratio.value * factor };
	return ratio;
}

struct interval ratio_expansion(
	const double *opening, const double *increase, size_t count, double confidence)
{
	return ratio_linearised(increase, opening, count, confidence).interval;
}

struct interval ratio_net_retention(
	double kept, struct interval kept_interval, double added, struct interval added_interval)
{
	struct interval sum = interval_sum(kept, kept_interval, added, added_interval);
	sum.low = fmax(sum.low, 0);
	return sum;
}
