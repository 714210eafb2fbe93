"""The rows of a source database that count: everything minus the X rules of metrics.md 2.1.

Dates become day numbers. DQ11, DQ21 and other rules that depend on as_of are applied by the readers
of the rows, since as_of can be set from outside.
"""

import sqlite3

from fiscal import day, is_iso_date

# Table: (date columns, {column: (parent table, parent key)}, order rules (earlier, later, strict))
TABLES = {
    "currency": ([], {}, []),
    "fx_rate": (["quarter_start"], {"currency": ("currency", "code")}, []),
    "customer": (
        ["created_on"],
        {
            "parent_id": ("customer", "customer_id"),
            "referred_by": ("customer", "customer_id"),
            "acquisition_currency": ("currency", "code"),
        },
        [],
    ),
    "product": ([], {}, []),
    "contract": (
        ["signed_on", "term_start", "term_end", "notice_on", "terminated_on"],
        {
            "customer_id": ("customer", "customer_id"),
            "product_id": ("product", "product_id"),
            "renews_contract_id": ("contract", "contract_id"),
            "end_reason": ("reason_code", "code"),
        },
        [("term_start", "term_end", True), ("term_start", "terminated_on", False)],
    ),
    "contract_price": (
        ["valid_from"],
        {"contract_id": ("contract", "contract_id"), "currency": ("currency", "code")},
        [],
    ),
    "invoice_line": (
        ["invoice_date"],
        {
            "customer_id": ("customer", "customer_id"),
            "contract_id": ("contract", "contract_id"),
            "currency": ("currency", "code"),
        },
        [],
    ),
    "cost_to_serve": (
        ["quarter_start"],
        {"customer_id": ("customer", "customer_id"), "currency": ("currency", "code")},
        [],
    ),
    "feature": ([], {}, []),
    "usage_daily": (
        ["day"],
        {"customer_id": ("customer", "customer_id"), "feature_id": ("feature", "feature_id")},
        [],
    ),
    "survey": (["wave_start", "wave_end"], {}, []),
    "survey_invite": (
        ["sent_on"],
        {"survey_id": ("survey", "survey_id"), "customer_id": ("customer", "customer_id")},
        [],
    ),
    "survey_response": (
        ["responded_on"],
        {
            "survey_id": ("survey", "survey_id"),
            "customer_id": ("customer", "customer_id"),
            "driver_code": ("reason_code", "code"),
        },
        [],
    ),
    "team": ([], {}, []),
    "team_customer": (
        ["valid_from", "valid_to"],
        {"team_id": ("team", "team_id"), "customer_id": ("customer", "customer_id")},
        [("valid_from", "valid_to", True)],
    ),
}


def order_broken(earlier, later, strict):
    if earlier is None or later is None:
        return False
    return later <= earlier if strict else later < earlier


class Source:
    """`meta` is a dict of texts, `rows[table]` a list of dicts."""

    def __init__(self, path):
        connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
        connection.row_factory = sqlite3.Row
        self.connection = connection
        self.meta = {row["key"]: row["value"] for row in connection.execute("SELECT * FROM meta")}
        self.keys = {}
        self.rows = {table: self.counted_rows(table) for table in TABLES}
        connection.close()
        self.drop_negative_arr()
        self.drop_impossible_responses()

    def parent_keys(self, table, column):
        if (table, column) not in self.keys:
            found = self.connection.execute(f"SELECT {column} FROM {table}")
            self.keys[table, column] = {row[0] for row in found}
        return self.keys[table, column]

    def counted_rows(self, table):
        dates, parents, orders = TABLES[table]
        counted = []
        for stored in self.connection.execute(f"SELECT * FROM {table}"):
            row = dict(stored)
            orphan = any(  # DQ01
                row[column] is not None and row[column] not in self.parent_keys(*parent)
                for column, parent in parents.items()
            )
            wrong_date = any(  # DQ02
                row[column] is not None and not is_iso_date(row[column]) for column in dates
            )
            if orphan or wrong_date:
                continue
            for column in dates:
                row[column] = day(row[column])
            if any(order_broken(row[a], row[b], strict) for a, b, strict in orders):  # DQ03
                continue
            counted.append(row)
        return counted

    def drop_negative_arr(self):  # DQ08
        prices = self.rows["contract_price"]
        self.rows["contract_price"] = [row for row in prices if row["arr_minor"] >= 0]

    def drop_impossible_responses(self):
        """Answers before the invitation (DQ03) and scores outside the scale (DQ16)."""
        surveys = {row["survey_id"]: row for row in self.rows["survey"]}
        invites = self.rows["survey_invite"]
        sent = {(row["survey_id"], row["contact_key"]): row["sent_on"] for row in invites}
        counted = []
        for row in self.rows["survey_response"]:
            survey = surveys.get(row["survey_id"])
            if survey is None:
                continue
            invited = sent.get((row["survey_id"], row["contact_key"]))
            scores = [row[key] for key in ("score", "score2", "score3") if row[key] is not None]
            inside = all(survey["scale_min"] <= s <= survey["scale_max"] for s in scores)
            if inside and not order_broken(invited, row["responded_on"], False):
                counted.append(row)
        self.rows["survey_response"] = counted
