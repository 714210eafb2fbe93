"""Confidence intervals (metrics.md sections 4.6 and 5). A pair (lo, hi), or (None, None)."""

import functools
import math
import statistics
from fractions import Fraction

UNDEFINED = (None, None)


@functools.lru_cache(None)
def normal_quantile(confidence):
    return statistics.NormalDist().inv_cdf(0.5 + confidence / 2)


def beta_fraction(x, a, b):
    """The continued fraction of the incomplete beta function, modified Lentz."""
    tiny = 1e-300
    c, d = 1.0, 1 - (a + b) * x / (a + 1)
    d = 1 / (d if abs(d) > tiny else tiny)
    result = d
    for m in range(1, 10000):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        step = 1.0
        for term in (even, odd):
            d = 1 + term * d
            d = 1 / (d if abs(d) > tiny else tiny)
            c = 1 + term / c
            c = c if abs(c) > tiny else tiny
            step = c * d
            result *= step
        if abs(step - 1) < 1e-16:
            break
    return result


def incomplete_beta(x, a, b):
    if x <= 0 or x >= 1:
        return 0.0 if x <= 0 else 1.0
    front = math.exp(
        math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x)
    )
    if x < (a + 1) / (a + b + 2):
        return front * beta_fraction(x, a, b) / a
    return 1 - front * beta_fraction(1 - x, b, a) / b


@functools.lru_cache(None)
def t_quantile(confidence, freedom):
    """t with P(|T| <= t) = confidence, by bisection on the two-sided tail."""
    low, high = 0.0, 1e6
    while high - low > 1e-13 * max(1.0, low):
        middle = (low + high) / 2
        if middle in (low, high):
            break
        tail = incomplete_beta(freedom / (freedom + middle * middle), freedom / 2, 0.5)
        if tail > 1 - confidence:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def wilson(share, n, confidence):
    if n <= 0:
        return UNDEFINED
    p, n, z = float(share), float(n), normal_quantile(confidence)
    centre = (p + z * z / (2 * n)) / (1 + z * z / n)
    half = z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    low = 0.0 if p == 0 else max(0.0, centre - half)
    high = 1.0 if p == 1 else min(1.0, centre + half)
    return low, high


def kish(weights):
    return Fraction(sum(weights) ** 2, sum(w * w for w in weights))


def expansion_rate(pairs, confidence):
    """Interval of E = sum(max(b - a, 0)) / sum(a) over pairs (a, b)."""
    count, opening = len(pairs), sum(a for a, _ in pairs)
    if count < 2:
        return UNDEFINED
    rate = Fraction(sum(max(b - a, 0) for a, b in pairs), opening)
    if rate == 0:
        return 0.0, 0.0
    squares = sum((max(b - a, 0) - rate * a) ** 2 for a, b in pairs)
    error = math.sqrt(Fraction(count, count - 1) * squares) / opening
    spread = math.exp(t_quantile(confidence, count - 1) * error / float(rate))
    return float(rate) / spread, float(rate) * spread


def mover_sum(x, x_interval, y, y_interval):
    """Interval of the sum of independent estimates x and y, not below 0."""
    if None in x_interval or None in y_interval:
        return UNDEFINED
    x, y = float(x), float(y)
    low = x + y - math.hypot(x - x_interval[0], y - y_interval[0])
    high = x + y + math.hypot(x_interval[1] - x, y_interval[1] - y)
    return max(0.0, low), high


def mean(values, confidence):
    """t interval of a mean of exact values."""
    n = len(values)
    if n < 2:
        return UNDEFINED
    centre = Fraction(sum(values), n)
    variance = sum((v - centre) ** 2 for v in values) / (n - 1)
    half = t_quantile(confidence, n - 1) * math.sqrt(variance / n)
    return float(centre) - half, float(centre) + half


def net_promoter(signs_by_customer, confidence):
    """Interval of NPS; signs_by_customer holds a list of +1, 0, -1 per customer."""
    signs = [s for own in signs_by_customer for s in own]
    n, clusters = len(signs), len(signs_by_customer)
    if clusters < 2:
        return UNDEFINED
    p, d = Fraction(signs.count(1), n), Fraction(signs.count(-1), n)
    centre = p - d
    simple = (p + d - centre**2) / n
    squares = sum((sum(own) - centre * len(own)) ** 2 for own in signs_by_customer)
    clustered = Fraction(clusters, clusters - 1) * squares / n**2
    effect = max(Fraction(1), clustered / simple) if simple else Fraction(1)
    n_e = n / effect
    n_adjusted = n_e + 3
    p_adjusted = (p * n_e + Fraction(3, 4)) / n_adjusted
    d_adjusted = (d * n_e + Fraction(3, 4)) / n_adjusted
    shifted = p_adjusted - d_adjusted
    half = normal_quantile(confidence) * math.sqrt(
        (p_adjusted + d_adjusted - shifted**2) / n_adjusted
    )
    return max(-100.0, 100 * (float(shifted) - half)), min(100.0, 100 * (float(shifted) + half))
