#include "stats/sbg.h"

#include <math.h>

#include "stats/optimise.h"

/* What a fit needs, and from where on customers count as alike (metrics.md section 4.4). */
enum { CHAINS_LEAST = 50, EVENTS_LEAST = 10, EVENT_TIMES_LEAST = 2, HOMOGENEOUS = 1000 };

bool sbg_add(struct sbg_occasions *occasions, const struct sbg_chain *chain)
{
	if (chain->entry < 0 || chain->renewals < chain->entry ||
		chain->renewals >= SBG_OCCASIONS ||
		(!chain->lost && chain->renewals == chain->entry))
		return false;
	for (int64_t t = chain->entry; t < chain->renewals; t++)
		occasions->renewed[t]++;
	if (chain->lost)
		occasions->lost[chain->renewals]++;
	occasions->events += chain->lost;
	occasions->chains++;
	return true;
}

/*
 * The likelihood of a chain is the product of r_t over its renewals and 1 - r_t at its loss,
 * because S(t) is the product of r_1 ... r_t; no Beta function is needed, and no digits are lost.
 */
double sbg_log_likelihood(const struct sbg_occasions *occasions, double alpha, double beta)
{
	double sum = 0;
	for (size_t t = 0; t < SBG_OCCASIONS; t++) {
		double leaving = alpha / (alpha + beta + (double)t);
		if (occasions->renewed[t] > 0)
			sum += (double)occasions->renewed[t] * log1p(-leaving);
		if (occasions->lost[t] > 0)
			sum += (double)occasions->lost[t] * log(leaving);
	}
	return sum;
}

static double negative_log_likelihood(const double *logs, const void *data)
{
	if (fabs(logs[0]) > 20 || fabs(logs[1]) > 20)
		return OPTIMISE_REFUSED;
	return -sbg_log_likelihood(data, exp(logs[0]), exp(logs[1]));
}

struct sbg_fit sbg_fit(const struct sbg_occasions *occasions)
{
	static const double starts[] = { 0, 0, 0, 2 };
	int times = 0;
	for (size_t t = 0; t < SBG_OCCASIONS; t++)
		times += occasions->lost[t] > 0;
	if (occasions->chains < CHAINS_LEAST || occasions->events < EVENTS_LEAST ||
		times < EVENT_TIMES_LEAST)
		return (struct sbg_fit){ 0 };
	struct objective objective = { negative_log_likelihood, occasions, 2 };
	struct optimum optimum = optimise_minimum(&objective, starts, 2);
	if (!optimum.found)
		return (struct sbg_fit){ 0 };
	struct sbg_fit fit = {
		.defined = true,
		.alpha = exp(optimum.at[0]),
		.beta = exp(optimum.at[1]),
		.log_likelihood = -optimum.value,
	};
	fit.homogeneous = fit.alpha + fit.beta > HOMOGENEOUS;
	double covariance[4];
	if (!optimise_covariance(&objective, optimum.at, covariance))
		return fit;
	fit.has_covariance = true;
	for (size_t i = 0; i < 4; i++)
		fit.covariance[i / 2][i % 2] = covariance[i];
	return fit;
}

double sbg_retention(const struct sbg_fit *fit, int64_t t)
{
	double age = fit->homogeneous ? 0 : (double)(t - 1);
	return (fit->beta + age) / (fit->alpha + fit->beta + age);
}

double sbg_survival(const struct sbg_fit *fit, int64_t t)
{
	double share = 1;
	for (int64_t i = 1; i <= t; i++)
		share *= sbg_retention(fit, i);
	return share;
}

bool sbg_residual(const struct sbg_fit *fit, int64_t n, double discount, double *value)
{
	if (!(discount >= 0.0001))
		return false;
	double v = 1 / (1 + discount), term = sbg_retention(fit, n), sum = term;
	/* What is left is less than a geometric series, as no share is above 1. */
	while (term * v / (1 - v) >= 1e-12 * sum) {
		n++;
		term *= sbg_retention(fit, n) * v;
		sum += term;
	}
	*value = sum;
	return true;
}
