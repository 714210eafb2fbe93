#include "stats/promoter.h"

#include <math.h>

struct promoter_score promoter_score(
	const struct promoter_cluster *clusters, size_t count, double z)
{
	struct promoter_score score = { 0 };
	double n = 0, promoters = 0, detractors = 0, customers = 0, squares = 0;
	for (size_t i = 0; i < count; i++) {
		n += (double)clusters[i].responses;
		promoters += (double)clusters[i].promoters;
		detractors += (double)clusters[i].detractors;
		customers += clusters[i].responses > 0;
	}
	if (!(n > 0))
		return score;
	double p = promoters / n, d = detractors / n, net = p - d;
	double simple = (p + d - net * net) / n;
	for (size_t i = 0; i < count; i++) {
		double sum = (double)(clusters[i].promoters - clusters[i].detractors);
		double residual = sum - net * (double)clusters[i].responses;
		squares += residual * residual;
	}
	score.defined = true;
	score.n = (int64_t)n;
	score.value = 100 * net;
	score.standard_error = 100 * sqrt(simple);
	score.design_effect = 1;
	score.effective_n = n;
	if (customers < 2)
		return score;
	double clustered = customers / (customers - 1) * squares / (n * n);
	score.design_effect = simple > 0 ? fmax(1, clustered / simple) : 1;
	score.effective_n = n / score.design_effect;
	double m = score.effective_n + 3;
	double adjusted_p = (p * score.effective_n + 0.75) / m;
	double adjusted_d = (d * score.effective_n + 0.75) / m;
	double centre = adjusted_p - adjusted_d;
	double half = z * sqrt((adjusted_p + adjusted_d - centre * centre) / m);
	score.interval = interval_clip(
		(struct interval){ true, 100 * (centre - half), 100 * (centre + half) }, -100, 100);
	return score;
}
