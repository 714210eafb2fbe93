"""Days, fiscal quarters and period labels (metrics.md section 1).

A day is an integer (the proleptic Gregorian ordinal); FOREVER stands for a missing end.
"""

import datetime
import re

FOREVER = 10**9


def day(text):
    """The day of an ISO date; None for a missing one."""
    return None if text is None else datetime.date.fromisoformat(text).toordinal()


def iso(number):
    return datetime.date.fromordinal(number).isoformat()


def is_iso_date(text):
    """What SQLite calls `x IS date(x, '+0 days')`."""
    if not isinstance(text, str) or not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        return False
    try:
        datetime.date.fromisoformat(text)
    except ValueError:
        return False
    return True


def quarter_by_index(year_start, index, first_month):
    """First day of quarter `index` (0..3, or beyond) of the fiscal year that begins in
    `year_start`."""
    months = first_month - 1 + 3 * index
    return datetime.date(year_start + months // 12, months % 12 + 1, 1).toordinal()


def quarter_of(number, first_month):
    """(year in which the fiscal year begins, quarter 0..3) of a day."""
    date = datetime.date.fromordinal(number)
    index = ((date.month - first_month + 12) % 12) // 3
    return (date.year if date.month >= first_month else date.year - 1), index


def quarter_start(number, first_month):
    year, index = quarter_of(number, first_month)
    return quarter_by_index(year, index, first_month)


def next_quarter(start, first_month, count=1):
    year, index = quarter_of(start, first_month)
    return quarter_by_index(year, index + count, first_month)


def label(start, first_month, fy_label):
    year, index = quarter_of(start, first_month)
    if first_month == 1:
        return f"{year}Q{index + 1}"
    if fy_label == "end":
        return f"FY{year + 1}Q{index + 1}"
    if fy_label == "start":
        return f"FY{year}Q{index + 1}"
    return f"{year}/{(year + 1) % 100:02d}Q{index + 1}"


def quarter_of_label(text, first_month, fy_label):
    """First day of the quarter that a period label names."""
    match = re.fullmatch(r"(?:FY)?([0-9]{4})(?:/[0-9]{2})?-?Q([1-4])", text)
    if not match:
        raise ValueError(f"no period: '{text}'")
    year = int(match.group(1))
    if first_month != 1 and fy_label == "end":
        year -= 1
    start = quarter_by_index(year, int(match.group(2)) - 1, first_month)
    if label(start, first_month, fy_label) != text.replace("-", ""):
        raise ValueError(f"'{text}' is not how this company labels its quarters")
    return start
