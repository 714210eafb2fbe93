"""Exact conversion to the reporting currency (metrics.md section 1, money)."""

import math
from fractions import Fraction


def round_half_away(value):
    whole = math.floor(abs(value) + Fraction(1, 2))
    return -whole if value < 0 else whole


def convert(amount, rate, exponent, reporting_exponent):
    """Minor units of the reporting currency for `amount` minor units at a REAL rate."""
    r8 = round_half_away(Fraction(rate * 1e8))  # llround of the double product
    scale = Fraction(10) ** (reporting_exponent - exponent)
    return round_half_away(amount * r8 * scale / 10**8)


class Rates:
    """The rates of a source database; `quarter_start` maps a day to its quarter's first day."""

    def __init__(self, source, quarter_start):
        self.reporting = source.meta["reporting_currency"]
        self.exponents = {row["code"]: row["exponent"] for row in source.rows["currency"]}
        self.rows = {(row["quarter_start"], row["currency"]): row for row in source.rows["fx_rate"]}
        self.quarter_start = quarter_start

    def at(self, kind, amount, currency, number):
        """`amount` at the rate `kind` (avg_rate or close_rate) of the quarter of a day."""
        if currency == self.reporting:
            return amount
        rate = self.rows[self.quarter_start(number), currency][kind]
        return convert(amount, rate, self.exponents[currency], self.exponents[self.reporting])

    def flow(self, amount, currency, number):
        return self.at("avg_rate", amount, currency, number)

    def stock(self, amount, currency, number):
        return self.at("close_rate", amount, currency, number)
