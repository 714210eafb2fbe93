#include "stats/special.h"

#include <math.h>
#include <stdbool.h>

/* Rational functions of AS 241, coefficients from the highest power down. */
static double polynomial(const double *coefficients, int count, double x)
{
	double sum = 0;
	for (int i = 0; i < count; i++)
		sum = sum * x + coefficients[i];
	return sum;
}

double normal_cdf(double x)
{
	return 0.5 * erfc(-x * 0.70710678118654752440);
}

double normal_quantile(double p)
{
	static const double a[] = { 2509.0809287301226727, 33430.575583588128105,
		67265.770927008700853, 45921.953931549871457, 13731.693765509461125,
		1971.5909503065514427, 133.14166789178437745, 3.387132872796366608 };
	static const double b[] = { 5226.495278852854561, 28729.085735721942674,
		39307.89580009271061, 21213.794301586595867, 5394.1960214247511077,
		687.1870074920579083, 42.313330701600911252, 1.0 };
	static const double c[] = { 7.7454501427834140764e-4, 0.0227238449892691845833,
		0.24178072517745061177, 1.27045825245236838258, 3.64784832476320460504,
		5.7694972214606914055, 4.6303378461565452959, 1.42343711074968357734 };
	static const double d[] = { 1.05075007164441684324e-9, 5.475938084995344946e-4,
		0.0151986665636164571966, 0.14810397642748007459, 0.68976733498510000455,
		1.6763848301838038494, 2.05319162663775882187, 1.0 };
	static const double e[] = { 2.01033439929228813265e-7, 2.71155556874348757815e-5,
		0.0012426609473880784386, 0.026532189526576123093, 0.29656057182850489123,
		1.7848265399172913358, 5.4637849111641143699, 6.6579046435011037772 };
	static const double f[] = { 2.04426310338993978564e-15, 1.4215117583164458887e-7,
		1.8463183175100546818e-5, 7.868691311456132591e-4, 0.0148753612908506148525,
		0.13692988092273580531, 0.59983220655588793769, 1.0 };
	double q = p - 0.5;
	if (fabs(q) <= 0.425) {
		double r = 0.180625 - q * q;
		return q * polynomial(a, 8, r) / polynomial(b, 8, r);
	}
	if (p <= 0 || p >= 1)
		return p < 0.5 ? -INFINITY : INFINITY;
	double r = sqrt(-log(q < 0 ? p : 1 - p));
	double x = r <= 5 ? polynomial(c, 8, r - 1.6) / polynomial(d, 8, r - 1.6)
			  : polynomial(e, 8, r - 5) / polynomial(f, 8, r - 5);
	return q < 0 ? -x : x;
}

double log_gamma(double x)
{
	int sign;
	return lgamma_r(x, &sign);
}

/* What Stirling's formula leaves out of ln Gamma(x), for x >= 10. */
static double stirling_rest(double x)
{
	static const double terms[] = { -691.0 / 360360, 1.0 / 1188, -1.0 / 1680, 1.0 / 1260,
		-1.0 / 360, 1.0 / 12 };
	return polynomial(terms, 6, 1 / (x * x)) / x;
}

/* ln B is a small difference of large ln Gamma; the large parts are cancelled by hand. */
double log_beta(double a, double b)
{
	const double half_log_two_pi = 0.91893853320467274178;
	double small = fmin(a, b), large = fmax(a, b), sum = a + b;
	if (large < 10)
		return log_gamma(a) + log_gamma(b) - log_gamma(sum);
	double rest = stirling_rest(large) - stirling_rest(sum);
	double share = log1p(-small / sum);
	if (small < 10)
		return log_gamma(small) + rest + small - small * log(sum) + (large - 0.5) * share;
	return half_log_two_pi - 0.5 * log(large) + stirling_rest(small) + rest +
	       (small - 0.5) * log(small / sum) + large * share;
}

/* The continued fraction of I_x(a, b) by the modified method of Lentz. */
static double beta_fraction(double x, double a, double b)
{
	const double tiny = 1e-300;
	double c = 1, d = 1 - (a + b) * x / (a + 1);
	d = 1 / (fabs(d) < tiny ? tiny : d);
	double fraction = d;
	for (int m = 1; m <= 10000; m++) {
		double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
		double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
		d = 1 + even * d;
		c = 1 + even / c;
		d = 1 / (fabs(d) < tiny ? tiny : d);
		c = fabs(c) < tiny ? tiny : c;
		fraction *= d * c;
		d = 1 + odd * d;
		c = 1 + odd / c;
		d = 1 / (fabs(d) < tiny ? tiny : d);
		c = fabs(c) < tiny ? tiny : c;
		double step = d * c;
		fraction *= step;
		if (fabs(step - 1) < 1e-16)
			break;
	}
	return fraction;
}

/* I_x(a, b) with y = 1 - x given by itself, so that no digits are lost when x is near 1. */
static double beta_part(double x, double y, double a, double b)
{
	if (x <= 0)
		return 0;
	if (y <= 0)
		return 1;
	double log_x = x < 0.5 ? log(x) : log1p(-y), log_y = y < 0.5 ? log(y) : log1p(-x);
	double front = exp(a * log_x + b * log_y - log_beta(a, b));
	/* The fraction converges fast on one side of the mean, so the other side is mirrored. */
	if (x < (a + 1) / (a + b + 2))
		return front * beta_fraction(x, a, b) / a;
	return 1 - front * beta_fraction(y, b, a) / b;
}

double beta_cdf(double x, double a, double b)
{
	return beta_part(x, 1 - x, a, b);
}

/* The chance of more than t >= 0. */
static double student_tail(double t, double df)
{
	double r = t * t / df;
	return 0.5 * beta_part(1 / (1 + r), r / (1 + r), df / 2, 0.5);
}

double student_cdf(double t, double df)
{
	return t > 0 ? 1 - student_tail(t, df) : student_tail(-t, df);
}

static bool narrow(double low, double high)
{
	return high - low <= 1e-16 * high;
}

double student_quantile(double p, double df)
{
	/* Worked on the smaller tail, where no digits are lost. */
	double tail = p < 0.5 ? p : 1 - p, low = 0, high = 1;
	if (tail <= 0)
		return p < 0.5 ? -INFINITY : INFINITY;
	if (tail >= 0.5)
		return 0;
	while (student_tail(high, df) > tail && high < 1e300) {
		low = high;
		high *= 2;
	}
	for (int i = 0; i < 200 && !narrow(low, high); i++) {
		double middle = low + (high - low) / 2;
		if (student_tail(middle, df) > tail)
			low = middle;
		else
			high = middle;
	}
	double t = low + (high - low) / 2;
	return p < 0.5 ? -t : t;
}

double beta_quantile(double p, double a, double b)
{
	if (p <= 0 || p >= 1)
		return p < 0.5 ? 0 : 1;
	double low = 0, high = 1;
	for (int i = 0; i < 400 && !narrow(low, high); i++) {
		double middle = low + (high - low) / 2;
		if (beta_cdf(middle, a, b) < p)
			low = middle;
		else
			high = middle;
	}
	return low + (high - low) / 2;
}

double chi_square_tail(double x, double df)
{
	double a = df / 2, y = x / 2;
	if (y <= 0)
		return 1;
	double front = exp(a * log(y) - y - log_gamma(a));
	if (y < a + 1) {
		double term = 1 / a, sum = term;
		for (double k = a + 1; term > 1e-17 * sum; k++) {
			term *= y / k;
			sum += term;
		}
		return 1 - front * sum;
	}
	/* Lentz again; every part is positive here, so none can vanish. */
	double part = y + 1 - a, c = 1e300, d = 1 / part, fraction = d;
	for (int k = 1; k <= 10000; k++) {
		double numerator = -k * (k - a);
		part += 2;
		d = 1 / (numerator * d + part);
		c = part + numerator / c;
		fraction *= d * c;
		if (fabs(d * c - 1) < 1e-16)
			break;
	}
	return front * fraction;
}
