#include "stats/special.h"

#include <math.h>

/* Rational functions of AS 241, coefficients from the highest power down. */
static double polynomial(const double *coefficients, int count, double x)
{
	double sum = 0;
	for (int i = 0; i < count; i++)
		sum = sum * x + coefficients[i];
	return sum;
}

double normal_quantile(double p)
{
	static const double a[] = { 2509.0809287301226727, 33430.575583588128105,
		67265.770927008700853, 45921.953931549871457, 13731.693765509461125,
		1971.5909503065514427, 133.14166789178437745, 3.387132872796366608 };
	static const double b[] = { 5226.495278852545925, 28729.085735721942674,
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
	double r = sqrt(-log(q < 0 ? p : 1 - p));
	double x = r <= 5 ? polynomial(c, 8, r - 1.6) / polynomial(d, 8, r - 1.6)
			  : polynomial(e, 8, r - 5) / polynomial(f, 8, r - 5);
	return q < 0 ? -x : x;
}

static double log_gamma(double x)
{
	int sign;
	return lgamma_r(x, &sign);
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

double beta_cdf(double x, double a, double b)
{
	if (x <= 0)
		return 0;
	if (x >= 1)
		return 1;
	double front = exp(log_gamma(a + b) - log_gamma(a) - log_gamma(b) + a * log(x) +
		b * log1p(-x));
	/* The fraction converges fast on one side of the mean, so the other side is mirrored. */
	if (x < (a + 1) / (a + b + 2))
		return front * beta_fraction(x, a, b) / a;
	return 1 - front * beta_fraction(1 - x, b, a) / b;
}

double student_cdf(double t, double df)
{
	double tail = 0.5 * beta_cdf(df / (df + t * t), df / 2, 0.5);
	return t > 0 ? 1 - tail : tail;
}

double student_quantile(double p, double df)
{
	if (p < 0.5)
		return -student_quantile(1 - p, df);
	/* Worked on the upper tail, where no digits are lost to 1 - p. */
	double tail = 1 - p, low = 0, high = 1;
	while (0.5 * beta_cdf(df / (df + high * high), df / 2, 0.5) > tail && high < 1e300)
		high *= 2;
	for (int i = 0; i < 200 && high - low > 1e-16 * high; i++) {
		double middle = low + (high - low) / 2;
		if (0.5 * beta_cdf(df / (df + middle * middle), df / 2, 0.5) > tail)
			low = middle;
		else
			high = middle;
	}
	return low + (high - low) / 2;
}
