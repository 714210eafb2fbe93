#ifndef STATS_SBG_H
#define STATS_SBG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Shifted beta-geometric model of renewal (Fader & Hardie 2007; metrics.md sections 4.4 and 9): at
 * each renewal a customer leaves with a constant chance of his own, which is Beta(alpha, beta)
 * distributed over customers. Those who leave easily leave first, so the share that renews rises
 * with age.
 */

/* The oldest renewal that is observed; older chains are not used. */
enum { SBG_OCCASIONS = 120 };

/*
 * A chain of contracts: renewed at occasions entry + 1 ... renewals, the ones before entry not
 * having been observed; then lost at occasion renewals + 1, or not yet due.
 */
struct sbg_chain {
	int64_t entry, renewals;
	bool lost;
};

/* How often occasion t, at [t - 1], was met with a renewal and with a loss: all that the fit needs.
 */
struct sbg_occasions {
	int64_t renewed[SBG_OCCASIONS], lost[SBG_OCCASIONS];
	int64_t chains, events;
};

/*
 * Adds a chain. False, and nothing is added, when it tells nothing (not lost, renewals == entry),
 * is beyond SBG_OCCASIONS or is not a chain (entry < 0, renewals < entry).
 */
bool sbg_add(struct sbg_occasions *occasions, const struct sbg_chain *chain);

/* Log-likelihood, which with entries is that of what followed them; alpha, beta > 0. */
double sbg_log_likelihood(const struct sbg_occasions *occasions, double alpha, double beta);

struct sbg_fit {
	bool defined; /* false below 50 chains, 10 losses, losses at 2 occasions, or without optimum
		       */
	double alpha, beta;
	double log_likelihood;
	/* alpha + beta > 1000: customers are alike, and leave with chance alpha / (alpha + beta).
	 */
	bool homogeneous;
	bool has_covariance;	 /* false when the optimum is a ridge: no interval can be given */
	double covariance[2][2]; /* of ln alpha, ln beta */
};

struct sbg_fit sbg_fit(const struct sbg_occasions *occasions);

/* Chance of renewing at occasion t >= 1, having renewed at all before it, and of having renewed at
 * t. */
double sbg_retention(const struct sbg_fit *fit, int64_t t);
double sbg_survival(const struct sbg_fit *fit, int64_t t);

/*
 * Discounted expected renewals still to come, just before occasion n >= 1, that one included
 * undiscounted (Fader & Hardie 2010): sum over k >= 0 of S(n + k) / S(n - 1) / (1 + discount)^k.
 * Just after a payment it is that of the next occasion divided by 1 + discount. False, leaving
 * value as it was, when the discount a year is below 0.0001, where the sum hardly ends.
 */
bool sbg_residual(const struct sbg_fit *fit, int64_t n, double discount, double *value);

#endif
