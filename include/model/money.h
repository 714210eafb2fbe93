#ifndef MODEL_MONEY_H
#define MODEL_MONEY_H

#include <stdbool.h>
#include <stdint.h>

/*
 * Amounts are int64 minor units (öre, cent) of a currency that the context names. No sum wraps: the
 * functions say when a result does not fit.
 */

/*
 * amount, in a currency with exponent from, as minor units of one with exponent to, at rate r8: the
 * rate times 10^8, rounded, in reporting units per unit. Rounds half away from zero, exactly
 * (metrics.md section 1). False when the result does not fit.
 */
bool money_convert(int64_t amount, int from, int64_t r8, int to, int64_t *converted);

/* A rate as r8; false when it is not positive, not finite or does not fit. */
bool money_rate(double rate, int64_t *r8);

/* sum += amount; false, and sum unchanged, when it does not fit. */
bool money_add(int64_t *sum, int64_t amount);

/* 10^exponent, for exponents 0..4. */
int64_t money_scale(int exponent);

#endif
