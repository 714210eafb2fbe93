#!/usr/bin/env python3
"""Figures of one quarter, computed literally after metrics.md, as an independent witness.

usage: evaluate.py DB PERIOD [--confidence 0.9] [--due-convention CONVENTION] [--as-of DATE]

Prints `scope,metric,value,lo,hi,n`: ratios as fractions, money in minor units of the reporting
currency, an undefined figure as an empty field.
"""

import sys

sys.dont_write_bytecode = True

import argparse
import csv
from fractions import Fraction

import fiscal
import intervals
from contract_engine import settled_contracts
from exact_money import Rates
from source import Source

SURVEY_KINDS = ("nps", "csat", "ces", "nki")


class Evaluation:
    def __init__(
        self, path, period, confidence=0.9, due_convention="first_uncovered_day", as_of=None
    ):
        self.source = source = Source(path)
        self.confidence = confidence
        self.due_convention = due_convention
        month = int(source.meta["fy_start_month"])
        self.q0 = fiscal.quarter_of_label(period, month, source.meta["fy_label"])
        self.q1 = fiscal.next_quarter(self.q0, month)
        self.ttm_start = fiscal.next_quarter(self.q0, month, -3)
        self.as_of = fiscal.day(as_of or source.meta["as_of"])
        self.observed_from = fiscal.day(source.meta["observation_start"])
        self.grace = int(source.meta.get("grace_days", 30))
        self.rates = Rates(source, lambda number: fiscal.quarter_start(number, month))
        self.contracts = settled_contracts(source, self.as_of, self.grace)
        self.customers = {
            row["customer_id"]: row for row in source.rows["customer"] if not row["is_test"]
        }
        self.read_usage()
        self.read_surveys()

    def read_usage(self):
        """Usage up to as_of: active days, and the core features used in the quarter."""
        self.first_usage_day = None
        self.active_days, self.core_used = {}, {}
        core = {row["feature_id"] for row in self.source.rows["feature"] if row["is_core"]}
        self.core_features = len(core)
        for row in self.source.rows["usage_daily"]:
            if row["day"] > self.as_of:  # DQ11
                continue
            if self.first_usage_day is None or row["day"] < self.first_usage_day:
                self.first_usage_day = row["day"]
            self.active_days.setdefault(row["customer_id"], set()).add(row["day"])
            if row["feature_id"] in core and self.q0 <= row["day"] < self.q1:
                self.core_used.setdefault(row["customer_id"], set()).add(row["feature_id"])

    def read_surveys(self):
        """Invitations and latest answers per (survey, contact) in the quarter's waves, by kind."""
        waves = {
            row["survey_id"]: row["kind"]
            for row in self.source.rows["survey"]
            if self.q0 <= row["wave_start"] < self.q1
        }
        latest = {}
        for row in self.source.rows["survey_response"]:
            if row["survey_id"] not in waves or row["responded_on"] > self.as_of:  # DQ11
                continue
            key = row["survey_id"], row["contact_key"]
            rank = row["responded_on"], row["response_id"]
            if key not in latest or rank > latest[key][0]:
                latest[key] = rank, row
        self.invites = {kind: [] for kind in waves.values()}
        self.answers = {kind: [] for kind in SURVEY_KINDS}
        for row in self.source.rows["survey_invite"]:
            if row["survey_id"] in waves and row["delivered"] and row["sent_on"] <= self.as_of:
                answered = (row["survey_id"], row["contact_key"]) in latest
                self.invites[waves[row["survey_id"]]].append((row["customer_id"], answered))
        for _, row in latest.values():
            self.answers[waves[row["survey_id"]]].append((row["customer_id"], row["score"]))

    # Annual recurring revenue, always at the report quarter's close rate.

    def price(self, contract, number):
        row = contract.price_row(number)
        return self.rates.stock(row["arr_minor"], row["currency"], self.q0)

    def arr(self, customer, number):
        own = self.contracts.get(customer, [])
        return sum(self.price(c, number) for c in own if c.in_force(number))

    # Section 4.1

    def is_due(self, contract):
        if contract.due is None:
            return False
        number = contract.due - (1 if self.due_convention == "last_covered_day" else 0)
        return self.q0 <= number < self.q1

    def customer_outcome(self, own, due):
        latest = max(c.due for c in due)
        if any(c.outcome == "renewed" for c in due):
            return "renewed"
        others = [c for c in own if c not in due]
        if any(c.start <= latest + self.grace and c.end > latest for c in others):
            return "renewed"
        if any(c.outcome in ("pending", "upcoming") for c in due):
            return "pending"
        return "lost"

    def renewal(self, customers):
        contracts = {"renewed": [], "lost": [], "pending": []}
        logos = {"renewed": 0, "lost": 0, "pending": 0}
        for customer in customers:
            own = self.contracts.get(customer, [])
            due = [c for c in own if self.is_due(c)]
            for c in due:
                contracts["pending" if c.outcome == "upcoming" else c.outcome].append(c)
            if due:
                logos[self.customer_outcome(own, due)] += 1
        counts = {key: len(found) for key, found in contracts.items()}
        observed = self.q0 - 1 >= self.observed_from
        for name, by_outcome in (("contracts", counts), ("customers", logos)):
            yield self.count(f"{name}_due", sum(by_outcome.values()), observed)
            for key in ("renewed", "lost", "pending"):
                yield self.count(f"{name}_{key}", by_outcome[key], observed)
        renewed, lost, pending = logos["renewed"], logos["lost"], logos["pending"]
        everyone = renewed + lost + pending
        resolved = counts["renewed"] + counts["lost"]
        yield self.share("REN_CONTRACT", counts["renewed"], resolved, observed)
        yield self.share("REN_LOGO", renewed, renewed + lost, observed)
        for name, best in (("REN_LOGO_low", renewed), ("REN_LOGO_high", renewed + pending)):
            defined = observed and everyone > 0
            yield name, Fraction(best, everyone) if defined else None, None, None, None
        pairs = []
        for c in contracts["renewed"] + contracts["lost"]:
            old = self.price(c, (c.end if c.early else c.due) - 1)
            kept = c.outcome == "renewed"
            pairs.append((old, self.price(c.successor, c.successor.start) if kept else 0))
        gross, net, _ = self.weighted_ratios(pairs, observed)
        yield ("REN_GROSS",) + gross
        yield ("REN_NET",) + net

    # Section 4.2

    def weighted_ratios(self, pairs, observed):
        """(value, lo, hi, n) of the gross, net and expansion ratio over pairs (old, new)."""
        opening = sum(a for a, _ in pairs)
        if not observed or opening == 0:
            return ((None,) * 4,) * 3
        gross = Fraction(sum(min(a, b) for a, b in pairs), opening)
        net = Fraction(sum(b for _, b in pairs), opening)
        expansion = Fraction(sum(max(b - a, 0) for a, b in pairs), opening)
        assert net == gross + expansion
        n_eff = intervals.kish([a for a, _ in pairs])
        gross_interval = intervals.wilson(gross, n_eff, self.confidence)
        expansion_interval = intervals.expansion_rate(pairs, self.confidence)
        net_interval = intervals.mover_sum(gross, gross_interval, expansion, expansion_interval)
        return (
            (gross, *gross_interval, n_eff),
            (net, *net_interval, n_eff),
            (expansion, *expansion_interval, len(pairs)),
        )

    def retention(self, customers):
        closing = {i: self.arr(i, self.q1 - 1) for i in customers}
        for suffix, first in (("Q", self.q0), ("TTM", self.ttm_start)):
            observed = first - 1 >= self.observed_from
            opening = {i: self.arr(i, first - 1) for i in customers}
            base = [(opening[i], closing[i]) for i in customers if opening[i] > 0]
            ratios = self.weighted_ratios(base, observed)
            for name, figures in zip(("GRR", "NRR", "EXP_RATE"), ratios):
                yield (f"{name}_{suffix}",) + figures
            kept = sum(b > 0 for _, b in base)
            raised = sum(b > a for a, b in base)
            yield self.share(f"LOGO_RET_{suffix}", kept, len(base), observed)
            yield self.share(f"CHURN_LOGO_{suffix}", len(base) - kept, len(base), observed)
            yield self.share(f"UPSELL_CUST_{suffix}", raised, len(base), observed)
        yield from self.bridge(customers, closing)

    def bridge(self, customers, closing):
        day_before = self.q0 - 1
        observed = day_before >= self.observed_from
        opening = {i: self.arr(i, day_before) for i in customers}
        line = dict.fromkeys(("NEW", "REACT", "EXP", "CON", "CHURN", "IN_GRACE"), 0)
        for i in customers:
            a, b = opening[i], closing[i]
            if a == 0 and b > 0:
                earliest = min(c.start for c in self.contracts[i])
                line["REACT" if earliest <= day_before else "NEW"] += b
            elif a > 0:
                line["EXP"] += max(b - a, 0)
                line["CHURN"] += a if b == 0 else 0
                line["CON"] += a - b if 0 < b < a else 0
            for c in self.contracts.get(i, []):
                late = c.outcome == "pending" and c.end <= self.q1 - 1
                if late and c.in_force(self.q1 - 1):
                    line["IN_GRACE"] += self.price(c, self.q1 - 1)
        line["OPEN"], line["CLOSE"] = sum(opening.values()), sum(closing.values())
        rise = line["NEW"] + line["REACT"] + line["EXP"] - line["CON"] - line["CHURN"]
        assert line["OPEN"] + rise == line["CLOSE"]
        for key in ("OPEN", "NEW", "REACT", "EXP", "CON", "CHURN", "CLOSE", "IN_GRACE"):
            yield self.count(f"ARR_{key}", line[key], observed)
        yield self.count("CUST_OPEN", sum(a > 0 for a in opening.values()), observed)
        yield self.count("CUST_CLOSE", sum(b > 0 for b in closing.values()), observed)

    # Section 4.4, historic value

    def historic_value(self, customers):
        margin = {i: 0 for i in customers if self.arr(i, self.q1 - 1) > 0}
        for row in self.source.rows["invoice_line"]:
            in_time = row["invoice_date"] < self.q1 and row["invoice_date"] <= self.as_of
            if row["customer_id"] in margin and in_time:
                earned = row["amount_minor"] - row["direct_cost_minor"]
                margin[row["customer_id"]] += self.rates.flow(
                    earned, row["currency"], row["invoice_date"]
                )
        for row in self.source.rows["cost_to_serve"]:
            in_time = row["quarter_start"] < self.q1 and row["quarter_start"] <= self.as_of
            if row["customer_id"] in margin and in_time:
                margin[row["customer_id"]] -= self.rates.flow(
                    row["cost_minor"], row["currency"], row["quarter_start"]
                )
        for i in margin:
            row = self.customers[i]
            if row["acquisition_cost_minor"] is not None:
                margin[i] -= self.rates.flow(
                    row["acquisition_cost_minor"],
                    row["acquisition_currency"] or self.rates.reporting,
                    row["created_on"],
                )
        values = list(margin.values())
        yield self.count("CLV_HIST_TOTAL", sum(values))
        mean = Fraction(sum(values), len(values)) if values else None
        yield ("CLV_HIST_MEAN", mean, *intervals.mean(values, self.confidence), len(values))
        yield self.count("CLV_HIST_N", len(values))

    # Section 4.5

    def usage(self, customers):
        base = [i for i in customers if self.arr(i, self.q1 - 1) > 0]
        observed = self.first_usage_day is not None and self.q0 >= self.first_usage_day
        active = sum(
            any(self.q1 - 28 <= d < self.q1 for d in self.active_days.get(i, ())) for i in base
        )
        yield self.share("USE_ACTIVE28", active, len(base), observed)
        if not observed or not base or self.core_features == 0:
            yield "USE_BREADTH", None, None, None, None
            return
        used = [Fraction(len(self.core_used.get(i, ())), self.core_features) for i in base]
        low, high = intervals.mean(used, self.confidence)
        if low is not None:
            low, high = max(0.0, low), min(1.0, high)
        yield "USE_BREADTH", Fraction(sum(used), len(used)), low, high, len(used)

    # Section 4.6

    def satisfaction(self, customers):
        signs = {}
        for customer, score in self.answers["nps"]:
            if customer in customers:
                signs.setdefault(customer, []).append(1 if score >= 9 else -1 if score <= 6 else 0)
        given = [s for own in signs.values() for s in own]
        if given:
            bounds = intervals.net_promoter(list(signs.values()), self.confidence)
            yield ("NPS", Fraction(100 * sum(given), len(given)), *bounds, len(given))
        else:
            yield "NPS", None, None, None, None
        scores = [score for customer, score in self.answers["csat"] if customer in customers]
        yield self.share("CSAT", sum(s >= 4 for s in scores), len(scores))
        for kind in sorted(self.invites):
            asked = [answered for customer, answered in self.invites[kind] if customer in customers]
            yield self.share(f"RESP_RATE:{kind}", sum(asked), len(asked))

    # Rows

    def count(self, name, number, observed=True):
        return name, number if observed else None, None, None, None

    def share(self, name, part, whole, observed=True):
        if not observed or whole == 0:
            return name, None, None, None, None
        value = Fraction(part, whole)
        return (name, value, *intervals.wilson(value, whole, self.confidence), whole)

    def scopes(self):
        everyone = set(self.customers)
        yield "ALL", everyone
        for team in sorted(row["team_id"] for row in self.source.rows["team"]):
            yield team, {
                row["customer_id"]
                for row in self.source.rows["team_customer"]
                if row["team_id"] == team
                and row["valid_from"] <= self.q0
                and (row["valid_to"] is None or self.q0 < row["valid_to"])
            } & everyone
        segments = {row["segment"] for row in self.customers.values()} - {None}
        for segment in sorted(segments):
            members = {i for i in everyone if self.customers[i]["segment"] == segment}
            yield f"segment:{segment}", members

    def rows(self):
        """(scope, metric, value, lo, hi, n); numbers are int, Fraction, float or None."""
        for scope, customers in self.scopes():
            for part in (
                self.renewal,
                self.retention,
                self.historic_value,
                self.usage,
                self.satisfaction,
            ):
                for row in part(customers):
                    yield (scope, *row)


def printed(number):
    if number is None:
        return ""
    if isinstance(number, Fraction) and number.denominator == 1:
        return str(number.numerator)
    return str(number) if isinstance(number, int) else repr(float(number))


def main():
    parser = argparse.ArgumentParser(description="the figures of one quarter, after metrics.md")
    parser.add_argument("database")
    parser.add_argument("period")
    parser.add_argument("--confidence", type=float, default=0.9)
    parser.add_argument(
        "--due-convention",
        choices=("first_uncovered_day", "last_covered_day"),
        default="first_uncovered_day",
    )
    parser.add_argument("--as-of")
    given = parser.parse_args()
    evaluation = Evaluation(
        given.database, given.period, given.confidence, given.due_convention, given.as_of
    )
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(("scope", "metric", "value", "lo", "hi", "n"))
    for scope, metric, *numbers in evaluation.rows():
        writer.writerow((scope, metric, *map(printed, numbers)))


if __name__ == "__main__":
    main()
