#!/usr/bin/env python3
"""A random source database that reaches the odd corners of the contract engine.

usage: random_company.py SEED OUT.db [--customers N] [--defects yes|no]

The same seed always gives the same database. Prints the labels of the quarters worth evaluating.
With defects (some seeds have them) there are rows which the X rules of metrics.md 2.1 exclude.
"""

import sys

sys.dont_write_bytecode = True

import argparse
import datetime
import os
import random
import sqlite3

import fiscal
from fiscal import iso

SCHEMA = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../fixtures/schema.sql")
EXPONENTS = {"SEK": 2, "JPY": 0, "KWD": 3}
WORTH = {"SEK": 1.0, "JPY": 0.0687, "KWD": 33.7312}  # in SEK
SEGMENTS = ("Handel", "Industri", "Vård, skola & omsorg", 'Övrigt "små"', None)
SCALES = {"nps": (0, 10), "csat": (1, 5), "ces": (1, 7), "nki": (1, 10)}
TEAMS = ("nord", "syd", "Väst", "Öst", "TOM")  # TOM never has a customer
QUARTERS = 22


def add_months(number, months):
    date = datetime.date.fromordinal(number)
    index = date.month - 1 + months
    year, month = date.year + index // 12, index % 12 + 1
    for last in (date.day, 30, 29, 28):
        try:
            return datetime.date(year, month, last).toordinal()
        except ValueError:
            continue
    raise ValueError("no such month")


class Company:
    def __init__(self, seed, path, customers, defects):
        self.random = random.Random(seed)
        self.path = path
        self.rows = {}
        self.contract_number = 0
        self.line_number = 0
        self.draw_frame(customers, defects)
        self.fixed_tables()
        for number in range(1, self.customers + 1):
            self.customer(f"c{number:03d}")
        self.usage()
        self.surveys()
        if self.defects:
            self.add_defects()

    def chance(self, share):
        return self.random.random() < share

    def add(self, table, *values):
        self.rows.setdefault(table, []).append(values)

    def draw_frame(self, customers, defects):
        """Calendar, currencies and the days around which things happen."""
        r = self.random
        self.month = r.choice((1, 1, 1, 2, 4, 5, 7, 9, 10, 12))
        self.fy_label = r.choice(("end", "start", "span"))
        first = fiscal.quarter_by_index(2020, r.randrange(4), self.month)
        self.quarters = [fiscal.next_quarter(first, self.month, i) for i in range(QUARTERS + 4)]
        self.last = QUARTERS - 1  # index of the quarter that as_of lies at the end of
        q1 = self.quarters[self.last + 1]
        self.as_of = q1 + r.choice((-20, -2, -1, -1, 0, 0, 6, 7, 7, 14, 28, 29, 30, 31, 45, 60))
        self.grace = r.choice((0, 30, 30, 45))
        start = self.quarters[r.choice((0, 0, self.last - 3, self.last - 2, self.last - 1))]
        self.observed_from = start + r.choice((-1, -1, 0))
        self.reporting = r.choice(("SEK", "SEK", "KWD", "JPY"))
        self.customers = customers or r.choice((3, 12, 40, 70, 90))
        self.defects = self.chance(0.3) if defects is None else defects
        self.edges = self.quarters[self.last - 8 : self.last + 2]

    def fixed_tables(self):
        for key, value in (
            ("schema_version", "1"),
            ("reporting_currency", self.reporting),
            ("fy_start_month", str(self.month)),
            ("fy_label", self.fy_label),
            ("timezone", "Europe/Stockholm"),
            ("as_of", iso(self.as_of)),
            ("observation_start", iso(self.observed_from)),
            ("grace_days", str(self.grace)),
        ):
            self.add("meta", key, value)
        for code, exponent in EXPONENTS.items():
            self.add("currency", code, exponent)
        for code in EXPONENTS:
            if code == self.reporting:
                continue
            rate = WORTH[code] / WORTH[self.reporting]
            for start in self.quarters:
                rate *= self.random.uniform(0.94, 1.06)
                average = rate * self.random.uniform(0.98, 1.02)
                digits = self.random.choice((4, 6, 8, 12))
                rates = (round(average, digits), round(rate, digits))
                self.add("fx_rate", iso(start), code, *rates, None)
        for product, recurring in (("core", 1), ("extra", 1), ("hours", 0)):
            self.add("product", product, product.title(), recurring)
        self.add("reason_code", "price", "Pris", "Price", "loss")
        core = self.random.choice((0, 1, 3, 3, 4))
        self.features = [f"f{i}" for i in range(5)]
        for i, feature in enumerate(self.features):
            self.add("feature", feature, feature, int(i < core), None)
        for team in TEAMS:
            self.add("team", team, f"Team {team}")

    def near_edge(self, spread=2):
        """A day at or close to the first day of a recent quarter."""
        return self.random.choice(self.edges) + self.random.randint(-spread, spread)

    def amount(self, currency):
        """About 100 000 SEK on average, skewed, in minor units."""
        sek = self.random.lognormvariate(11, 1)
        return max(1, int(sek / WORTH[currency] * 10 ** EXPONENTS[currency]))

    # Customers and teams

    def customer(self, name):
        r = self.random
        created = self.quarters[0] + r.randrange(0, 400)
        currency = r.choice(("SEK", "SEK", "JPY", "KWD"))
        cost = self.amount(currency) // 3 if self.chance(0.6) else None
        self.add(
            "customer", name, f"Kund {name}", r.choice(SEGMENTS), None, "SE", None, iso(created),
            None, None, cost, None if cost is None else currency, int(self.chance(0.07)),
        )
        self.teams(name, created)
        for start in self.quarters[: self.last + 2]:
            if self.chance(0.15):
                cost = self.amount(currency) // 20
                self.add("cost_to_serve", name, iso(start), cost, currency)
        if self.chance(0.3):
            self.knot(name, currency)
        if self.chance(0.3):
            self.scene(name, currency)
            return
        for product in ("core", "extra", "hours"):
            if self.chance({"core": 0.9, "extra": 0.35, "hours": 0.2}[product]):
                self.chain(name, product, currency, created)

    def teams(self, customer, created):
        """One team, two at once, a change (often on a quarter's edge), a gap, or none."""
        r = self.random
        kind = r.choice(("one", "one", "one", "change", "two", "ended", "late", "none"))
        a, b = r.sample(TEAMS[:4], 2)
        edge = self.near_edge(1)
        add = lambda team, since, to: self.add(
            "team_customer", team, customer, iso(since), None if to is None else iso(to)
        )
        if kind in ("one", "two"):
            add(a, created, None)
        if kind == "two":
            add(b, created + 1, None)
        if kind in ("change", "ended"):
            add(a, created, edge)
        if kind in ("change", "late"):
            add(b, edge, None)

    # Contracts

    def contract(self, customer, product, start, end, **given):
        self.contract_number += 1
        # The numbers are scattered so that the order of ids is not the order of time.
        name = f"k{self.contract_number * 7919 % 10007:05d}"
        signed = given.get("signed", start - self.random.choice((0, 5, 20, 60)))
        self.add(
            "contract", name, customer, product,
            None if signed is None else iso(signed), iso(start), None if end is None else iso(end),
            given.get("renews"), self.random.choice((0, 0, 1, 3)),
            None if given.get("notice") is None else iso(given["notice"]),
            None if given.get("terminated") is None else iso(given["terminated"]),
            None, given.get("trial", 0),
        )
        return name

    def prices(self, contract, start, end, currency):
        """The first price of a contract and what becomes of it."""
        r = self.random
        arr = self.amount(currency)
        first = start - r.choice((0, 0, 0, 10))
        self.add("contract_price", contract, iso(first), arr, currency, "start")
        used = {first}
        for _ in range(r.choice((0, 0, 1, 1, 2))):
            length = max(2, (end or start + 900) - start)
            since = self.near_edge(1) if self.chance(0.5) else start + r.randrange(1, length)
            if since in used or since <= start:
                continue
            used.add(since)
            kind = r.choice(("upsell", "downsell", "indexation", "indexation", "correction"))
            factor = {"upsell": 1.4, "downsell": 0.6, "indexation": 1.031, "correction": 1.0}[kind]
            arr = max(1, int(arr * factor))
            if self.chance(0.05):
                currency = r.choice(tuple(EXPONENTS))
            self.add("contract_price", contract, iso(since), arr, currency, kind)

    def invoices(self, customer, contract, start, end, currency):
        r = self.random
        stop = min(end or self.as_of + 40, self.as_of + 40)
        number = start
        while number < stop:
            if self.chance(0.5):
                amount = self.amount(currency) // 4
                kind = r.choice(("recurring", "recurring", "usage", "one_off", "credit"))
                self.invoice(customer, contract, number, kind, amount, currency)
            number += r.choice((30, 91, 183))
        if self.chance(0.3):
            amount = self.amount(currency)
            self.invoice(customer, None, self.near_edge(), "recurring", amount, currency)

    def invoice(self, customer, contract, number, kind, amount, currency):
        self.line_number += 1
        amount = -amount // 5 if kind == "credit" else amount
        cost = 0 if kind == "credit" else int(amount * self.random.choice((0, 0.2, 0.35, 1.5)))
        self.add(
            "invoice_line", f"l{self.line_number:05d}", f"n{self.line_number // 2:05d}", customer,
            contract, iso(number), kind, amount, cost, currency,
        )

    def first_start(self, created):
        r = self.random
        if self.chance(0.3):
            return self.near_edge(1)
        if self.chance(0.3):
            return add_months(self.near_edge(1), -12 * r.choice((1, 2)))
        if self.chance(0.4):  # a term that ends about when the newest quarter does
            return add_months(self.as_of + r.randrange(-120, 30), -12 * r.choice((1, 2)))
        return created + r.randrange(0, 1500)

    def chain(self, customer, product, currency, created):
        """Terms of one product, one after the other, as the market would have it on a bad day."""
        r = self.random
        start = max(created, self.first_start(created))
        renews = None
        if self.chance(0.12):
            trial = self.contract(customer, product, start - 30, start, trial=1)
            self.prices(trial, start - 30, start, currency)
            renews = trial if self.chance(0.3) else None
        for _ in range(12):
            if start > self.as_of + 100:
                return
            months = r.choice((12, 12, 12, 12, 6, 3, 24, 36, 13, None))
            end = None if months is None else add_months(start, months)
            fate = self.fate(end)
            if end and self.quarters[self.last] <= end <= self.as_of + 30 and self.chance(0.7):
                fate = self.random.choice(("lapse", "lapse", "late", "early"))
            given = {"renews": renews}
            if self.chance(0.1):
                given["signed"] = r.choice((None, start + 12, self.as_of, self.as_of + 1))
            base = self.end_as_fated(fate, start, end, given)
            name = self.contract(customer, product, start, end, **given)
            self.prices(name, start, end, currency)
            self.invoices(customer, name, start, base, currency)
            if self.chance(0.05) and base and base > start + 1:
                self.overlap(customer, product, start, base, currency)
            if base is None:
                if not self.chance(0.15):
                    return
                base = start + r.randrange(100, 700)  # an evergreen that a term contract replaces
                fate = "explicit"
            following = self.next_start(fate, start, base)
            if following is None:
                return
            renews = name if fate in self.EXPLICIT else None
            start = following

    def knot(self, customer, currency):
        """A handful of contracts that begin, end, overlap and renew each other around one day."""
        r = self.random
        edge = r.choice(self.edges[-5:])
        gaps = (-self.grace - 1, -self.grace, -20, -1, 0, 0, 1, self.grace, self.grace + 1)
        unrenewed = []
        for _ in range(r.choice((2, 3, 4, 6))):
            product = r.choice(("core", "core", "core", "extra"))
            start = edge + r.choice(gaps) - r.choice((0, 0, 90, 365, 366))
            end = r.choice((edge + r.choice(gaps), start + 90, start + 365, start + 731, None))
            if end is not None and end <= start:
                end = start + r.choice((1, 365))
            given = {}
            if self.chance(0.3):
                days = (start, edge - 1, edge, edge + self.grace, end, end)
                day = r.choice([day for day in days if day is not None and day >= start])
                given["terminated"] = day
            if unrenewed and self.chance(0.4):
                given["renews"] = unrenewed.pop(r.randrange(len(unrenewed)))
            if self.chance(0.1):
                given["notice"] = r.choice((start, self.as_of, self.as_of + 1))
            name = self.contract(customer, product, start, end, **given)
            unrenewed.append(name)
            self.prices(name, start, end, currency)

    def scene(self, customer, currency):
        """Two contracts whose meeting decides the customer's outcome, on the very day."""
        r = self.random

        def sign(product, start, end, **given):
            name = self.contract(customer, product, start, end, signed=start - 30, **given)
            self.prices(name, start, end, currency)
            return name

        index = self.last - r.choice((0, 0, 1, 3))
        q0 = self.quarters[index]
        day = q0 + r.randrange(0, 60)
        kind = r.choice(("companion", "companion", "notice", "first-day", "trial-link"))
        if kind == "companion":  # another contract carries the customer, or ends on the same day
            sign("core", day - 365, day)
            since = day + r.choice((-100, -100, 0, 1, self.grace, self.grace + 1))
            if since < day:
                sign("extra", since, None, terminated=day + r.choice((0, 0, 1)))
            else:
                sign("extra", since, since + 365)
        elif kind == "notice":
            end = self.as_of - r.randrange(0, 50)
            sign("core", end - 365, end, notice=self.as_of + r.choice((0, 1, 1)))
        elif kind == "first-day":
            start = q0 - r.choice((0, 1, 1, 2))
            sign("core", start, start + 365, terminated=start)
            sign("core", day + 5, day + 370)
        else:  # a contract that renews a trial follows upon a contract that nothing renews
            trial = sign("core", day - 30, day, trial=1)
            sign("core", day - 365, day)
            sign("core", day + 5, day + 370, renews=trial)

    EXPLICIT = ("explicit", "early", "late", "after", "ended-renewed", "long-before")

    def fate(self, end):
        if end is None:
            return self.random.choice(("lapse", "ended", "ended", "ended-renewed", "implicit"))
        return self.random.choices(
            ("explicit", "implicit", "early", "late", "late-implicit", "after", "after-implicit",
             "notice", "notice-renewed", "lapse", "ended", "ended-renewed", "ended-first-day",
             "ended-on-end", "ended-after-end", "long-before"),
            (30, 25, 8, 6, 6, 3, 3, 6, 2, 6, 4, 3, 1, 1, 1, 1),
        )[0]

    def end_as_fated(self, fate, start, end, given):
        """Sets notice and termination; returns the first day not covered, or None."""
        r = self.random
        last = end or start + r.randrange(60, 900)
        if fate.startswith("notice"):
            days = (last - 90, last - 1, last, last + 3, self.as_of, self.as_of + 1)
            given["notice"] = r.choice(days)
        elif fate == "ended-first-day":
            given["terminated"] = start
        elif fate == "ended-on-end":
            given["terminated"] = last
        elif fate == "ended-after-end":
            given["terminated"] = last + 20
            return last
        elif fate.startswith("ended") or (end is None and fate == "implicit"):
            inside = [d for d in self.edges if start < d < last]
            any_day = r.randrange(start, last)
            given["terminated"] = r.choice(inside) if inside and self.chance(0.5) else any_day
        ends = [day for day in (end, given.get("terminated")) if day is not None]
        return min(ends, default=None)

    def next_start(self, fate, start, base):
        r = self.random
        if fate in ("explicit", "implicit", "notice-renewed", "ended-on-end", "ended-after-end"):
            return base
        if fate == "ended-renewed":
            return base + r.choice((0, 0, self.grace))
        if fate == "early":
            return max(start + 1, base - r.choice((1, 15, 60, 100)))
        if fate == "long-before":
            return start
        if fate in ("late", "late-implicit"):
            return base + r.choice((1, self.grace // 2, max(0, self.grace - 1), self.grace))
        if fate in ("after", "after-implicit"):
            return base + self.grace + r.choice((1, 2, 30, 200))
        return base + r.randrange(0, 200) if self.chance(0.2) else None

    def overlap(self, customer, product, start, base, currency):
        """A second contract of the same product beside the first, linked to nothing."""
        since = self.random.randrange(start, base)
        end = self.random.choice((base, base + 30, base + 365, since + 200))
        if end > since:
            name = self.contract(customer, product, since, end)
            self.prices(name, since, end, currency)

    # Usage and surveys

    def usage(self):
        r = self.random
        first = self.quarters[self.last - r.choice((1, 3, 5))] + r.choice((-1, 0, 0, 1))
        seen = set()

        def use(customer, number):
            key = customer, iso(number), f"u{r.randrange(3)}", r.choice(self.features)
            if number >= first and key not in seen:
                seen.add(key)
                self.add("usage_daily", *key, r.randrange(1, 40))

        for row in self.rows["customer"]:
            if self.chance(0.25):
                continue
            for edge in self.edges[2:]:
                for offset in (-29, -28, -27, -1, 0, 1):
                    if self.chance(0.2):
                        use(row[0], edge + offset)
                for _ in range(r.choice((0, 0, 2, 6))):
                    use(row[0], edge + r.randrange(0, 90))
        use("c001", first)

    def surveys(self):
        r = self.random
        answer = 0
        for index in range(self.last - 4, self.last + 1):
            q0, q1 = self.quarters[index], self.quarters[index + 1]
            for kind, scale in SCALES.items():
                for wave in range(r.choice((0, 1, 1, 2))):
                    survey = f"{kind}-{index}-{wave}"
                    start = r.choice((q0, q0 + 10, q1 - 1, q1))
                    self.add("survey", survey, kind, survey, iso(start), iso(start + 14), *scale)
                    for row in self.rows["customer"]:
                        answer = self.respondents(survey, row[0], start, scale, kind, answer)

    def respondents(self, survey, customer, start, scale, kind, answer):
        r = self.random
        tendency = r.choice((0.2, 0.6, 0.9))
        for contact in range(r.choice((0, 0, 1, 2, 4))):
            key = f"{customer}-{contact}"
            if self.chance(0.93):
                self.add("survey_invite", survey, key, customer, iso(start), int(self.chance(0.85)))
            for _ in range(r.choice((0, 1, 1, 1, 2, 3))):
                answer += 1
                share = min(1, max(0, r.gauss(tendency, 0.3)))
                score = scale[0] + round(share * (scale[1] - scale[0]))
                others = (score, score) if kind == "nki" else (None, None)
                name = f"r{answer * 7919 % 100003:06d}"
                day = iso(start + r.choice((0, 0, 1, 5, 13)))
                self.add(
                    "survey_response", name, survey, key, customer, day, score, *others, None, None
                )
        return answer

    # Rows that the X rules exclude

    def add_defects(self):
        core, edge = "core", self.edges[-3]
        self.add("customer", "d1", "Halva koncernen", "Handel", "nowhere", "SE", None,
                 iso(self.quarters[0]), None, None, None, None, 0)  # DQ01
        for name, customer, product, start, end, renews, terminated in (
            ("d-orphan", "nobody", core, iso(edge), None, None, None),  # DQ01
            ("d-parent", "d1", core, iso(edge), None, None, None),  # customer excluded
            ("d-product", "c001", "nothing", iso(edge), None, None, None),  # DQ01
            ("d-link", "c001", core, iso(edge), None, "nothing", None),  # DQ01
            ("d-date", "c002", core, "2024-02-30", None, None, None),  # DQ02
            ("d-order", "c002", core, iso(edge), iso(edge), None, None),  # DQ03
            ("d-ended", "c003", core, iso(edge), None, None, iso(edge - 1)),  # DQ03
            ("d-self", "c003", core, iso(edge - 370), iso(edge - 5), "d-self", None),  # DQ21
            ("d-other", "c001", core, iso(edge - 3), iso(edge + 362), "d-self", None),  # DQ21
            ("d-two-a", "c002", "extra", iso(edge), iso(edge + 365), "d-two", None),  # DQ21
            ("d-two-b", "c002", "extra", iso(edge + 9), iso(edge + 375), "d-two", None),  # DQ21
            ("d-two", "c002", "extra", iso(edge - 365), iso(edge), None, None),
            # The second claim on d-two has a link of its own, so it does not follow upon this one.
            ("d-third", "c002", "extra", iso(edge - 359), iso(edge + 6), None, None),
        ):
            self.add("contract", name, customer, product, None, start, end, renews, 0, None,
                     terminated, None, 0)
            self.add("contract_price", name, iso(edge - 370), 1234567, "SEK", "start")
        self.add("contract_price", "d-two", "2024-13-01", 99, "SEK", "upsell")  # DQ02
        self.add("contract_price", "d-two-a", iso(edge + 30), 7777777, "EUR", "upsell")  # DQ01
        for name, customer, date in (
            ("d-nobody", "nobody", iso(edge)),  # DQ01
            ("d-date", "c001", "2023-00-10"),  # DQ02
            ("d-later", "c001", iso(self.as_of + 1)),  # DQ11
        ):
            self.add("invoice_line", name, name, customer, None, date, "one_off", 555555, 0, "SEK")
        self.add("usage_daily", "c001", iso(self.as_of + 1), "u9", "f0", 1)  # DQ11
        self.add("usage_daily", "c001", "2024-02-31", "u9", "f0", 1)  # DQ02
        self.add("usage_daily", "c002", iso(self.edges[-1] - 1), "u9", "f99", 1)  # DQ01
        self.add("team_customer", "syd", "c001", "2019-02-29", None)  # DQ02
        self.add("team_customer", "syd", "c002", "2019-05-01", "2019-05-01")  # DQ03
        self.add("team_customer", "nobody", "c003", "2019-05-01", None)  # DQ01
        q0 = self.quarters[self.last - 1]
        for survey, kind, scale in (("d-nps", "nps", (0, 10)), ("d-csat", "csat", (1, 5))):
            self.add("survey", survey, kind, survey, iso(q0), iso(q0 + 9), *scale)
            for contact, score, date in (
                ("a", scale[1], iso(q0 + 5)),
                ("b", scale[1] + 1, iso(q0 + 5)),  # DQ16
                ("c", scale[0] - 1, iso(q0 + 5)),  # DQ16
                ("d", scale[0], iso(q0 - 1)),  # DQ03, before the invitation
                ("e", scale[0], "2024-4-1"),  # DQ02
                ("f", scale[0], iso(self.as_of + 1)),  # DQ11
            ):
                key = f"d-{contact}"
                self.add("survey_invite", survey, key, "c001", iso(q0), 1)
                self.add("survey_response", f"d-{survey}-{contact}", survey, key, "c001", date,
                         score, None, None, None, None)
        self.add("survey", "d-bad", "csat", "d-bad", "2024-06-31", iso(q0), 1, 5)  # DQ02
        self.add("survey_response", "d-bad-a", "d-bad", "d-a", "c001", iso(q0), 1,
                 None, None, None, None)

    def write(self):
        if os.path.exists(self.path):
            os.remove(self.path)
        connection = sqlite3.connect(self.path)
        with open(SCHEMA, encoding="utf-8") as schema:
            connection.executescript(schema.read())
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute(f"PRAGMA ignore_check_constraints = {'ON' if self.defects else 'OFF'}")
        for table, rows in self.rows.items():
            marks = ",".join("?" * len(rows[0]))
            connection.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)
        connection.commit()
        connection.close()

    def periods(self):
        chosen = (0, 1, 3, 5)  # the newest quarter and some in the history
        starts = (self.quarters[self.last - back] for back in chosen)
        return [fiscal.label(start, self.month, self.fy_label) for start in starts]


def main():
    parser = argparse.ArgumentParser(description="a random source database")
    parser.add_argument("seed", type=int)
    parser.add_argument("database")
    parser.add_argument("--customers", type=int)
    parser.add_argument("--defects", choices=("yes", "no"))
    given = parser.parse_args()
    defects = None if given.defects is None else given.defects == "yes"
    company = Company(given.seed, given.database, given.customers, defects)
    company.write()
    print(*company.periods())


if __name__ == "__main__":
    main()
