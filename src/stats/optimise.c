#include "stats/optimise.h"

#include <assert.h>
#include <math.h>
#include <string.h>

enum { RESTARTS = 8, STEPS_PER_VARIABLE = 2000, CORNERS = OPTIMISE_VARIABLES + 1 };

struct corner {
	double at[OPTIMISE_VARIABLES];
	double value;
};

static double evaluate(const struct objective *objective, const double *at)
{
	double value = objective->evaluate(at, objective->data);
	return isfinite(value) ? value : OPTIMISE_REFUSED;
}

/* The point on the line from the worst corner through the middle of the others; -1 is the worst. */
static struct corner along(const struct objective *objective, const double *middle,
	const struct corner *worst, double distance)
{
	struct corner corner = { 0 };
	for (size_t i = 0; i < objective->variables; i++)
		corner.at[i] = middle[i] + distance * (middle[i] - worst->at[i]);
	corner.value = evaluate(objective, corner.at);
	return corner;
}

/* Best first; equal corners keep their order, so that the way is the same everywhere. */
static void order(struct corner *corners, size_t count)
{
	for (size_t i = 1; i < count; i++) {
		struct corner corner = corners[i];
		size_t k = i;
		for (; k > 0 && corners[k - 1].value > corner.value; k--)
			corners[k] = corners[k - 1];
		corners[k] = corner;
	}
}

static double size_of(const struct corner *corners, size_t variables)
{
	double size = 0;
	for (size_t k = 1; k <= variables; k++)
		for (size_t i = 0; i < variables; i++)
			size = fmax(size, fabs(corners[k].at[i] - corners[0].at[i]));
	return size;
}

static void shrink(const struct objective *objective, struct corner *corners)
{
	size_t n = objective->variables;
	for (size_t k = 1; k <= n; k++) {
		for (size_t i = 0; i < n; i++)
			corners[k].at[i] = (corners[0].at[i] + corners[k].at[i]) / 2;
		corners[k].value = evaluate(objective, corners[k].at);
	}
}

static struct corner descend(const struct objective *objective, const double *start, double step)
{
	struct corner corners[CORNERS] = { 0 };
	size_t n = objective->variables;
	for (size_t k = 0; k <= n; k++) {
		memcpy(corners[k].at, start, n * sizeof(*start));
		if (k > 0)
			corners[k].at[k - 1] += step;
		corners[k].value = evaluate(objective, corners[k].at);
	}
	order(corners, n + 1);
	struct corner *worst = &corners[n];
	for (size_t i = 0; i < STEPS_PER_VARIABLE * n && size_of(corners, n) >= 1e-10; i++) {
		double middle[OPTIMISE_VARIABLES] = { 0 };
		for (size_t v = 0; v < n; v++) {
			for (size_t k = 0; k < n; k++)
				middle[v] += corners[k].at[v];
			middle[v] /= (double)n;
		}
		struct corner reflected = along(objective, middle, worst, 1);
		if (reflected.value < corners[0].value) {
			struct corner expanded = along(objective, middle, worst, 2);
			*worst = expanded.value < reflected.value ? expanded : reflected;
		} else if (reflected.value < corners[n - 1].value) {
			*worst = reflected;
		} else {
			bool outside = reflected.value < worst->value;
			struct corner contracted =
				along(objective, middle, worst, outside ? 0.5 : -0.5);
			if (contracted.value < fmin(reflected.value, worst->value))
				*worst = contracted;
			else
				shrink(objective, corners);
		}
		order(corners, n + 1);
	}
	return corners[0];
}

struct optimum optimise_minimum(
	const struct objective *objective, const double *starts, size_t start_count)
{
	struct optimum optimum = { .value = OPTIMISE_REFUSED };
	size_t n = objective->variables;
	assert(n >= 1 && n <= OPTIMISE_VARIABLES);
	for (size_t s = 0; s < start_count; s++) {
		double step = 0.5;
		struct corner best = descend(objective, starts + s * n, step);
		for (int i = 0; i < RESTARTS; i++) {
			step /= 2;
			struct corner again = descend(objective, best.at, step);
			double gain = best.value - again.value;
			if (gain > 0)
				best = again;
			if (gain < 1e-10)
				break;
		}
		if (best.value < optimum.value) {
			optimum.found = true;
			optimum.value = best.value;
			memcpy(optimum.at, best.at, sizeof(optimum.at));
		}
	}
	return optimum;
}

/* The function with two variables moved by whole steps. */
static double moved(const struct objective *objective, const double *at, size_t i, double by_i,
	size_t k, double by_k)
{
	double point[OPTIMISE_VARIABLES] = { 0 };
	memcpy(point, at, objective->variables * sizeof(*at));
	point[i] += by_i;
	point[k] += by_k;
	return evaluate(objective, point);
}

/* Lower triangular root of a symmetric matrix; false when it is not positive definite. */
static bool root_of(double matrix[][OPTIMISE_VARIABLES], size_t n)
{
	for (size_t i = 0; i < n; i++) {
		double scale = matrix[i][i];
		for (size_t k = 0; k <= i; k++) {
			double rest = matrix[i][k];
			for (size_t m = 0; m < k; m++)
				rest -= matrix[i][m] * matrix[k][m];
			if (k < i)
				matrix[i][k] = rest / matrix[k][k];
			/* What is left below rounding is a ridge, not a minimum. */
			else if (rest > 1e-9 * scale && isfinite(rest))
				matrix[i][i] = sqrt(rest);
			else
				return false;
		}
	}
	return true;
}

bool optimise_covariance(const struct objective *objective, const double *at, double *covariance)
{
	const double h = 1e-4;
	double root[OPTIMISE_VARIABLES][OPTIMISE_VARIABLES] = { 0 };
	size_t n = objective->variables;
	assert(n >= 1 && n <= OPTIMISE_VARIABLES);
	double centre = evaluate(objective, at);
	for (size_t i = 0; i < n; i++) {
		root[i][i] = (moved(objective, at, i, h, i, 0) - 2 * centre +
				     moved(objective, at, i, -h, i, 0)) /
			     (h * h);
		for (size_t k = 0; k < i; k++)
			root[i][k] = (moved(objective, at, i, h, k, h) -
					     moved(objective, at, i, h, k, -h) -
					     moved(objective, at, i, -h, k, h) +
					     moved(objective, at, i, -h, k, -h)) /
				     (4 * h * h);
	}
	if (!root_of(root, n))
		return false;
	/* Each column of the inverse: forward, then back through the root. */
	for (size_t c = 0; c < n; c++) {
		double column[OPTIMISE_VARIABLES] = { 0 };
		for (size_t i = 0; i < n; i++) {
			column[i] = i == c;
			for (size_t m = 0; m < i; m++)
				column[i] -= root[i][m] * column[m];
			column[i] /= root[i][i];
		}
		for (size_t i = n; i-- > 0;) {
			for (size_t m = i + 1; m < n; m++)
				column[i] -= root[m][i] * column[m];
			column[i] /= root[i][i];
			covariance[i * n + c] = column[i];
		}
	}
	return true;
}
