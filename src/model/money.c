#include "model/money.h"

#include <assert.h>
#include <math.h>

/* A scalar that ISO C does not name. */
__extension__ typedef __int128 int128;

static const double rate_scale = 1e8;

bool money_convert(int64_t amount, int from, int64_t r8, int to, int64_t *converted)
{
	assert(from >= 0 && from <= 4 && to >= 0 && to <= 4);

	/* Two int64 always fit a product of 128 bits; the exponents only change the divisor. */
	int128 product = (int128)amount * r8;
	int128 divisor = 1;

	for (int digits = 8 + from - to; digits > 0; digits--)
		divisor *= 10;

	int128 quotient = product / divisor, rest = product % divisor;

	if (2 * (rest < 0 ? -rest : rest) >= divisor)
		quotient += product < 0 ? -1 : 1;
	if (quotient < INT64_MIN || quotient > INT64_MAX)
		return false;
	*converted = (int64_t)quotient;
	return true;
}

bool money_rate(double rate, int64_t *r8)
{
	double scaled = rate * rate_scale;

	/* 2^63 is the first double that int64 does not hold. Not a number fails both. */
	if (!(scaled >= 0.5 && scaled < 0x1p63))
		return false;
	*r8 = llround(scaled);
	return true;
}

bool money_add(int64_t *sum, int64_t amount)
{
	int64_t result;

	if (__builtin_add_overflow(*sum, amount, &result))
		return false;
	*sum = result;
	return true;
}

int64_t money_scale(int exponent)
{
	static const int64_t scales[] = { 1, 10, 100, 1000, 10000 };

	assert(exponent >= 0 && exponent <= 4);
	return scales[exponent];
}
