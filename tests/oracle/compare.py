#!/usr/bin/env python3
"""Compares the figures of the program with those of evaluate.py, row by row.

usage: compare.py KVARTAL DB PERIOD... [--confidence 0.9] [--due-convention CONVENTION]
                  [--as-of DATE]

Prints every difference and ends with `N passed, N failed`; exits 1 when any row failed. Counts and
money shall be equal, everything else within 1e-9 relative. Rows that only the program has are
ignored.
"""

import sys

sys.dont_write_bytecode = True

import argparse
import csv
import io
import os
import shutil
import subprocess
import tempfile
from fractions import Fraction

from evaluate import Evaluation, printed

# Figures for which metrics.md gives no interval and no n.
PLAIN = ("contracts_", "customers_", "ARR_", "CUST_", "CLV_HIST_TOTAL", "CLV_HIST_N", "REN_LOGO_")
EXACT = ("contracts_", "customers_", "ARR_", "CUST_", "CLV_HIST_TOTAL", "CLV_HIST_N")


def write_project(directory, given):
    shutil.copy(given.database, os.path.join(directory, "kunder.db"))
    lines = ["[company]", "name = Prov AB", "[data]", "database = kunder.db", "[report]"]
    lines.append(f"confidence = {100 * given.confidence:g} %")
    lines.append(f"due_convention = {given.due_convention}")
    with open(os.path.join(directory, "kvartal.conf"), "w", encoding="utf-8") as configuration:
        configuration.write("\n".join(lines) + "\n")


def program_rows(given, directory, period):
    """The program's rows as {(scope, metric): row}, and the reason why there are none."""
    command = [os.path.abspath(given.kvartal), "-C", directory, "eval", period, "-O", "csv"]
    if given.as_of:
        command.append(f"--as-of={given.as_of}")
    done = subprocess.run(command, capture_output=True, check=False)
    message = done.stderr.decode("utf-8", "replace").strip()
    if done.returncode not in (0, 3):  # 3: done, but something could not be evaluated
        return None, f"exit status {done.returncode}: {message}"
    rows = {}
    for row in csv.DictReader(io.StringIO(done.stdout.decode("utf-8"), newline="")):
        key = row["scope"], row["metric"]
        if key in rows:
            return None, f"two rows of {key}"
        rows[key] = row
    return rows, None


def equal(metric, column, expected, text):
    """Whether a field of the program says the expected number (None: an empty field)."""
    if expected is None or text == "":
        return expected is None and text == ""
    try:
        got = Fraction(text)
    except ValueError:
        return False
    if metric.startswith(EXACT) and column == "value":
        return got == expected
    expected = Fraction(expected)
    difference = abs(got - expected)
    # A mean of money may be printed in whole minor units.
    if metric == "CLV_HIST_MEAN" and column != "n" and got.denominator == 1:
        return difference <= Fraction(1, 2) + abs(expected) / 10**9
    return difference <= max(max(abs(got), abs(expected)) / 10**9, Fraction(1, 10**12))


def differing_columns(metric, expected, row):
    value = expected[0]
    if not equal(metric, "value", value, row["value"]):
        return ["value"]
    if metric.startswith(PLAIN):
        return []
    # The n of an undefined figure is nobody's business.
    columns = ("lo", "hi") if value is None else ("lo", "hi", "n")
    numbers = dict(zip(("value", "lo", "hi", "n"), expected))
    return [name for name in columns if not equal(metric, name, numbers[name], row[name])]


def compare_period(given, directory, period):
    """(passed, failed) of one quarter."""
    evaluation = Evaluation(
        given.database, period, given.confidence, given.due_convention, given.as_of
    )
    where = f"{os.path.basename(given.database)} {period}"
    rows, reason = program_rows(given, directory, period)
    if rows is None:
        print(f"{where}: {reason}")
        return 0, 1
    passed = failed = 0
    for scope, metric, *expected in evaluation.rows():
        row = rows.get((scope, metric))
        if row is None:
            # Metrics with a parameter need no row in a scope where nothing is behind them.
            if expected[0] is None and ":" in metric:
                passed += 1
                continue
            print(f"{where}: {scope} {metric}: expected '{printed(expected[0])}', no such row")
            failed += 1
            continue
        columns = differing_columns(metric, expected, row)
        numbers = dict(zip(("value", "lo", "hi", "n"), expected))
        for name in columns:
            print(
                f"{where}: {scope} {metric}: {name} expected '{printed(numbers[name])}', "
                f"program '{row[name]}'"
            )
        failed += bool(columns)
        passed += not columns
    return passed, failed


def main():
    parser = argparse.ArgumentParser(description="compares the program with the witness")
    parser.add_argument("kvartal")
    parser.add_argument("database")
    parser.add_argument("periods", nargs="+", metavar="PERIOD")
    parser.add_argument("--confidence", type=float, default=0.9)
    parser.add_argument(
        "--due-convention",
        choices=("first_uncovered_day", "last_covered_day"),
        default="first_uncovered_day",
    )
    parser.add_argument("--as-of")
    given = parser.parse_args()
    passed = failed = 0
    with tempfile.TemporaryDirectory(dir=os.environ.get("TEST_TMPDIR")) as directory:
        write_project(directory, given)
        for period in given.periods:
            good, bad = compare_period(given, directory, period)
            passed += good
            failed += bad
    print(f"{passed} passed, {failed} failed")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
