#include "stats/survival.h"

#include <math.h>

#include "stats/special.h"
#include "stats/survival_sweep.h"

/* Solves a symmetric positive definite system in place; false when it is singular. */
static bool solve(double *matrix, double *right, size_t n)
{
	for (size_t c = 0; c < n; c++) {
		size_t pivot = c;
		for (size_t r = c + 1; r < n; r++)
			if (fabs(matrix[r * n + c]) > fabs(matrix[pivot * n + c]))
				pivot = r;
		if (!(fabs(matrix[pivot * n + c]) > 1e-12))
			return false;
		for (size_t k = 0; k < n; k++) {
			double swap = matrix[c * n + k];
			matrix[c * n + k] = matrix[pivot * n + k];
			matrix[pivot * n + k] = swap;
		}
		double swap = right[c];
		right[c] = right[pivot];
		right[pivot] = swap;
		for (size_t r = 0; r < n; r++) {
			double factor = matrix[r * n + c] / matrix[c * n + c];
			if (r == c || factor == 0)
				continue;
			for (size_t k = c; k < n; k++)
				matrix[r * n + k] -= factor * matrix[c * n + k];
			right[r] -= factor * right[c];
		}
	}
	for (size_t c = 0; c < n; c++)
		right[c] /= matrix[c * n + c];
	return true;
}

struct survival_comparison survival_compare(const struct survival_spell *spells,
	const size_t *groups, size_t count, size_t group_count, struct arena *arena)
{
	struct survival_sweep sweep = survival_sweep(spells, groups, count, group_count, arena);
	double *excess = ARENA_ARRAY(arena, double, group_count); /* events less expected ones */
	double *expected = ARENA_ARRAY(arena, double, group_count);
	double *variance = ARENA_ARRAY(arena, double, group_count *group_count);
	while (survival_sweep_next(&sweep)) {
		double n = 0, d = 0;
		for (size_t g = 0; g < group_count; g++) {
			n += (double)sweep.at_risk[g];
			d += (double)sweep.events[g];
		}
		double spread = n > 1 ? d * (n - d) / (n - 1) : 0;
		for (size_t g = 0; g < group_count; g++) {
			double share = (double)sweep.at_risk[g] / n;
			expected[g] += d * share;
			excess[g] += (double)sweep.events[g] - d * share;
			for (size_t k = 0; k < group_count; k++)
				variance[g * group_count + k] +=
					spread * ((g == k ? share : 0) -
							 share * (double)sweep.at_risk[k] / n);
		}
	}
	/* Groups that no event could have come from say nothing; of the others one is redundant. */
	size_t *used = ARENA_ARRAY(arena, size_t, group_count), n = 0;
	for (size_t g = 0; g < group_count; g++)
		if (expected[g] > 0)
			used[n++] = g;
	if (n < 2)
		return (struct survival_comparison){ 0 };
	n--;
	double *matrix = ARENA_ARRAY(arena, double, n *n);
	double *weights = ARENA_ARRAY(arena, double, n);
	for (size_t i = 0; i < n; i++) {
		weights[i] = excess[used[i]];
		for (size_t k = 0; k < n; k++)
			matrix[i * n + k] = variance[used[i] * group_count + used[k]];
	}
	if (!solve(matrix, weights, n))
		return (struct survival_comparison){ 0 };
	double chi_square = 0;
	for (size_t i = 0; i < n; i++)
		chi_square += weights[i] * excess[used[i]];
	chi_square = fmax(chi_square, 0);
	return (struct survival_comparison){ true, chi_square, (double)n,
		chi_square_tail(chi_square, (double)n) };
}
