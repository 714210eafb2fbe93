#!/usr/bin/env python3
"""The witness against tiny companies worked out by hand, and against published figures."""

import sys

sys.dont_write_bytecode = True

import os
import sqlite3
import tempfile
import unittest
from fractions import Fraction

import intervals
from evaluate import Evaluation
from exact_money import convert
from random_company import SCHEMA


class TinyCompany(unittest.TestCase):
    """Quarter 2025Q1 of a calendar-year company in SEK, as of 2025-04-10, grace 30 days."""

    def setUp(self):
        self.directory = tempfile.TemporaryDirectory(dir=os.environ.get("TEST_TMPDIR"))
        self.path = os.path.join(self.directory.name, "tiny.db")
        self.db = sqlite3.connect(self.path)
        with open(SCHEMA, encoding="utf-8") as schema:
            self.db.executescript(schema.read())
        for key, value in (
            ("reporting_currency", "SEK"),
            ("fy_start_month", "1"),
            ("fy_label", "end"),
            ("as_of", "2025-04-10"),
            ("observation_start", "2020-01-01"),
            ("grace_days", "30"),
        ):
            self.db.execute("INSERT INTO meta VALUES (?, ?)", (key, value))
        self.db.execute("INSERT INTO currency VALUES ('SEK', 2), ('KWD', 3)")
        self.db.execute("INSERT INTO fx_rate VALUES ('2025-01-01', 'KWD', 30, 33.5, NULL)")
        self.db.execute("INSERT INTO product VALUES ('core', 'Core', 1)")

    def tearDown(self):
        self.db.close()
        self.directory.cleanup()

    def contract(self, name, customer, start, end, arr, **more):
        self.db.execute(
            "INSERT OR IGNORE INTO customer(customer_id, name, created_on) VALUES (?, ?, ?)",
            (customer, customer, "2020-01-01"),
        )
        self.db.execute(
            "INSERT INTO contract(contract_id, customer_id, product_id, term_start, term_end,"
            " renews_contract_id, notice_on, terminated_on, signed_on)"
            " VALUES (?, ?, 'core', ?, ?, ?, ?, ?, ?)",
            (name, customer, start, end, more.get("renews"), more.get("notice"),
             more.get("terminated"), more.get("signed")),
        )
        self.price(name, start, arr, more.get("currency", "SEK"))

    def price(self, contract, since, arr, currency="SEK"):
        self.db.execute(
            "INSERT INTO contract_price VALUES (?, ?, ?, ?, 'start')",
            (contract, since, arr, currency),
        )

    def figures(self, **options):
        self.db.commit()
        found = Evaluation(self.path, "2025Q1", **options).rows()
        return {row[1]: row[2:] for row in found if row[0] == "ALL"}

    def values(self, names, **options):
        found = self.figures(**options)
        return [found[name][0] for name in names.split()]

    COUNTS = "contracts_due contracts_renewed contracts_lost contracts_pending"
    BRIDGE = "ARR_OPEN ARR_NEW ARR_REACT ARR_EXP ARR_CON ARR_CHURN ARR_CLOSE ARR_IN_GRACE"

    def test_a_late_renewal_within_grace_leaves_no_hole(self):
        self.contract("k1", "a", "2024-03-03", "2025-03-03", 100)
        self.contract("k2", "a", "2025-04-02", "2026-04-02", 120)  # 30 days later, implicit
        self.assertEqual(self.values(self.COUNTS), [1, 1, 0, 0])
        self.assertEqual(self.values(self.BRIDGE), [100, 0, 0, 0, 0, 0, 100, 0])
        self.assertEqual(self.values("REN_GROSS REN_NET"), [1, Fraction(120, 100)])

    def test_a_day_after_grace_is_a_loss_and_later_a_reactivation(self):
        self.contract("k1", "a", "2024-01-15", "2025-01-15", 100)
        self.contract("k2", "a", "2025-02-15", "2026-02-15", 120, renews="k1")  # 31 days
        self.contract("k3", "b", "2023-06-01", "2024-06-01", 70)
        self.contract("k4", "b", "2025-03-31", "2026-03-31", 80)
        self.contract("k5", "c", "2025-01-01", None, 40)
        self.assertEqual(self.values(self.COUNTS), [1, 0, 1, 0])
        # Customer a is lost and back inside the quarter: retained, point to point.
        self.assertEqual(self.values(self.BRIDGE), [100, 40, 80, 20, 0, 0, 240, 0])
        # The new contract starts 31 days after the due date, beyond e + g.
        self.assertEqual(self.values("customers_lost REN_LOGO"), [1, 0])
        self.assertEqual(self.values("GRR_Q NRR_Q"), [1, Fraction(6, 5)])

    def test_a_contract_in_its_grace_is_pending_and_in_force(self):
        self.contract("k1", "a", "2024-03-20", "2025-03-20", 100)
        self.contract("k2", "b", "2024-03-20", "2025-03-20", 300, notice="2025-02-01")
        self.assertEqual(self.values(self.COUNTS), [2, 0, 1, 1])
        self.assertEqual(self.values(self.BRIDGE), [400, 0, 0, 0, 0, 300, 100, 100])
        self.assertEqual(self.values("REN_LOGO_low REN_LOGO_high"), [0, Fraction(1, 2)])
        # On the last day of grace the outcome is known.
        self.assertEqual(self.values(self.COUNTS, as_of="2025-04-18"), [2, 0, 1, 1])
        self.assertEqual(self.values(self.COUNTS, as_of="2025-04-19"), [2, 0, 2, 0])
        # Before the notice, nothing is known of it.
        self.assertEqual(self.values(self.COUNTS, as_of="2025-01-31"), [2, 0, 0, 2])

    def test_an_early_renewal_counts_in_the_quarter_of_the_original_end(self):
        self.contract("k1", "a", "2024-02-01", "2025-02-01", 100)
        self.price("k1", "2024-12-15", 90)
        self.contract("k2", "a", "2024-12-01", "2025-12-01", 130, renews="k1")
        self.assertEqual(self.values(self.COUNTS), [1, 1, 0, 0])
        # The old price is that of the day before the new term, not of the original end.
        self.assertEqual(self.values("REN_GROSS REN_NET"), [1, Fraction(130, 100)])
        self.assertEqual(self.values(self.BRIDGE), [130, 0, 0, 0, 0, 0, 130, 0])

    def test_an_early_termination_is_due_when_it_takes_effect(self):
        self.contract("k1", "a", "2024-02-01", "2026-02-01", 100, terminated="2025-03-01")
        self.contract("k2", "b", "2024-02-01", None, 60, terminated="2025-03-01")  # never due
        self.contract("k3", "c", "2024-02-01", "2026-02-01", 50)
        self.assertEqual(self.values(self.COUNTS), [1, 0, 1, 0])
        self.assertEqual(self.values(self.BRIDGE), [210, 0, 0, 0, 0, 160, 50, 0])
        self.assertEqual(self.values("LOGO_RET_Q CHURN_LOGO_Q"), [Fraction(1, 3), Fraction(2, 3)])

    def test_the_due_convention_moves_the_calendar_year_contract(self):
        self.contract("k1", "a", "2024-01-01", "2025-01-01", 100)
        self.contract("k2", "b", "2024-04-01", "2025-04-01", 100)
        self.assertEqual(self.values(self.COUNTS), [1, 0, 1, 0])
        self.assertEqual(self.values(self.COUNTS, due_convention="last_covered_day"), [1, 0, 0, 1])

    def test_another_contract_renews_the_customer_not_the_contract(self):
        self.contract("k1", "a", "2024-02-01", "2025-02-01", 100)
        self.contract("k2", "a", "2024-06-01", "2025-06-01", 40)
        self.assertEqual(self.values("REN_CONTRACT REN_LOGO GRR_Q"), [0, 1, Fraction(40, 140)])

    def test_an_unsigned_contract_is_unknown(self):
        self.contract("k1", "a", "2024-02-01", "2025-02-01", 100)
        self.contract("k2", "a", "2025-02-01", "2026-02-01", 100, signed="2025-04-11")
        self.assertEqual(self.values(self.COUNTS), [1, 0, 1, 0])
        self.assertEqual(self.values(self.COUNTS, as_of="2025-04-11"), [1, 1, 0, 0])

    def test_both_ends_of_a_ratio_are_at_the_quarter_s_close_rate(self):
        # 10.001 KWD = 335.0335 SEK; half away from zero.
        self.contract("k1", "a", "2024-06-01", "2026-06-01", 10001, currency="KWD")
        self.assertEqual(self.values("ARR_OPEN ARR_CLOSE NRR_Q"), [33503, 33503, 1])

    def test_a_window_that_begins_before_the_data_is_undefined(self):
        self.contract("k1", "a", "2024-01-01", None, 100)
        self.db.execute("UPDATE meta SET value = '2024-12-31' WHERE key = 'observation_start'")
        self.assertEqual(self.values("GRR_Q GRR_TTM"), [1, None])
        self.db.execute("UPDATE meta SET value = '2025-01-01' WHERE key = 'observation_start'")
        self.assertEqual(self.values("GRR_Q REN_LOGO contracts_due"), [None, None, None])

    def test_historic_value_converts_flows_at_the_average_rate(self):
        self.contract("k1", "a", "2024-06-01", None, 100)
        self.contract("k2", "b", "2024-06-01", None, 100)
        line = "INSERT INTO invoice_line VALUES (?, 'n', ?, NULL, ?, ?, ?, ?, ?)"
        self.db.execute(line, ("l1", "a", "2025-01-31", "recurring", 1000, 200, "KWD"))  # 2400
        self.db.execute(line, ("l2", "a", "2025-03-31", "credit", -500, 0, "SEK"))
        self.db.execute(line, ("l3", "a", "2025-04-01", "recurring", 900, 0, "SEK"))  # next quarter
        self.db.execute("INSERT INTO cost_to_serve VALUES ('b', '2025-01-01', 100, 'SEK')")
        self.assertEqual(
            self.values("CLV_HIST_TOTAL CLV_HIST_N CLV_HIST_MEAN"), [1800, 2, 900]
        )
        # 1900 and -100: the mean's standard error is 1000, t(1) = 6.3137515146750 at 90 %.
        _, low, high, _ = self.figures()["CLV_HIST_MEAN"]
        self.assertAlmostEqual(low, 900 - 6313.7515146750, places=6)
        self.assertAlmostEqual(high, 900 + 6313.7515146750, places=6)

    def test_usage_counts_from_the_28th_day_before_the_end(self):
        self.contract("k1", "a", "2024-06-01", None, 100)
        self.contract("k2", "b", "2024-06-01", None, 100)
        self.db.execute("INSERT INTO feature VALUES ('f', 'f', 1, NULL), ('g', 'g', 1, NULL)")
        use = "INSERT INTO usage_daily VALUES (?, ?, 'u', ?, 1)"
        for customer, day, feature in (
            ("a", "2025-03-04", "f"),  # the first of the 28 days
            ("b", "2025-03-03", "f"),
            ("b", "2025-04-01", "f"),
            ("b", "2025-01-01", "g"),
        ):
            self.db.execute(use, (customer, day, feature))
        self.assertEqual(self.values("USE_ACTIVE28 USE_BREADTH"), [Fraction(1, 2), Fraction(3, 4)])
        self.db.execute("DELETE FROM usage_daily WHERE day = '2025-01-01'")
        self.assertEqual(self.values("USE_ACTIVE28 USE_BREADTH"), [None, None])

    def test_the_latest_answer_of_a_contact_counts(self):
        self.contract("k1", "a", "2024-06-01", None, 100)
        wave = "INSERT INTO survey VALUES (?, ?, 'w', '2025-03-31', '2025-04-09', ?, ?)"
        self.db.execute(wave, ("n", "nps", 0, 10))
        self.db.execute(wave, ("c", "csat", 1, 5))
        for contact, delivered in (("x", 1), ("y", 1), ("z", 0)):
            self.db.execute(
                "INSERT INTO survey_invite VALUES ('n', ?, 'a', '2025-03-31', ?)",
                (contact, delivered),
            )
        answer = "INSERT INTO survey_response VALUES (?, ?, ?, 'a', ?, ?, NULL, NULL, NULL, NULL)"
        for row in (
            ("r1", "n", "x", "2025-04-01", 2),
            ("r2", "n", "x", "2025-04-01", 9),
            ("r3", "n", "z", "2025-04-01", 6),  # undelivered: no part of the response rate
            ("r4", "n", "w", "2025-04-01", 10),  # not invited
            ("r5", "n", "y", "2025-04-11", 10),  # after as_of
            ("r6", "c", "x", "2025-04-01", 6),  # outside the scale
            ("r7", "c", "y", "2025-04-01", 4),
        ):
            self.db.execute(answer, row)
        self.assertEqual(
            self.values("NPS CSAT RESP_RATE:nps"), [Fraction(100, 3), 1, Fraction(1, 2)]
        )


class Published(unittest.TestCase):
    """Check values of metrics.md section 12 and of the t table."""

    def near(self, pair, low, high):
        self.assertEqual([round(bound, 4) for bound in pair], [low, high])

    def test_wilson(self):
        self.near(intervals.wilson(Fraction(81, 263), 263, 0.95), 0.2553, 0.3662)
        self.near(intervals.wilson(Fraction(15, 148), 148, 0.95), 0.0624, 0.1605)
        self.near(intervals.wilson(Fraction(0), 20, 0.95), 0, 0.1611)
        self.near(intervals.wilson(Fraction(1, 29), 29, 0.95), 0.0061, 0.1718)

    def test_student_t(self):
        for freedom, table in ((1, 12.7062), (2, 4.3027), (10, 2.2281), (120, 1.9799)):
            self.assertEqual(round(intervals.t_quantile(0.95, freedom), 4), table)

    def test_net_promoter_of_customers_with_one_respondent_each(self):
        # Standard error 4.14 (published) before the adjustment, which adds 3 to n = 324.
        signs = [[1]] * 162 + [[0]] * 108 + [[-1]] * 54
        low, high = intervals.net_promoter(signs, 0.9)
        self.assertAlmostEqual((high - low) / 2 / 1.644854, 4.14, places=1)
        self.assertAlmostEqual((high + low) / 2, 100 * 108 / 327, delta=0.05)

    def test_expansion_rate_of_three(self):
        # e = (10, -5, -5) at E = 0.05, A = 300: se = sqrt(1.5 * 150) / 300 = 0.05, t(2) = 2.919986.
        low, high = intervals.expansion_rate([(100, 115), (100, 100), (100, 100)], 0.9)
        self.assertAlmostEqual(low, 0.05 / 18.5410257, places=8)
        self.assertAlmostEqual(high, 0.05 * 18.5410257, places=6)

    def test_money_is_rounded_half_away_from_zero(self):
        self.assertEqual(convert(5, 0.1, 2, 2), 1)
        self.assertEqual(convert(-5, 0.1, 2, 2), -1)
        self.assertEqual(convert(1000, 0.0687, 0, 2), 6870)
        self.assertEqual(convert(100, 14.556, 2, 0), 15)


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], "-q"])
