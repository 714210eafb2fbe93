"""The contract engine of metrics.md section 3, step by step in the order of its text."""

from fiscal import FOREVER


class Contract:
    """A known recurring contract. Days are integers, a missing end is FOREVER.

    base, successor, early, end (E), terminated_early (x), due (None when never due), decided (d),
    outcome and in_force_end (F) are set by `settle`."""

    def __init__(self, row, prices):
        self.id = row["contract_id"]
        self.customer = row["customer_id"]
        self.product = row["product_id"]
        self.start = row["term_start"]
        self.term_end = FOREVER if row["term_end"] is None else row["term_end"]
        self.terminated = FOREVER if row["terminated_on"] is None else row["terminated_on"]
        self.notice = row["notice_on"]
        self.renews = row["renews_contract_id"]
        self.prices = sorted(prices, key=lambda price: price["valid_from"])
        self.base = min(self.term_end, self.terminated)
        self.successor = None

    def price_row(self, number):
        """The latest price row with valid_from <= the day, else the first row."""
        valid = [price for price in self.prices if price["valid_from"] <= number]
        return valid[-1] if valid else self.prices[0]

    def in_force(self, number):
        return self.start <= number < self.in_force_end


def known_contracts(source, as_of):
    """Contracts that count in contract metrics: signed by as_of, of customers that are no test
    customers, no trials, recurring products only."""
    customers = {r["customer_id"] for r in source.rows["customer"] if not r["is_test"]}
    recurring = {r["product_id"] for r in source.rows["product"] if r["is_recurring"]}
    prices = {}
    for price in source.rows["contract_price"]:
        prices.setdefault(price["contract_id"], []).append(price)
    return [
        Contract(row, prices.get(row["contract_id"], []))
        for row in source.rows["contract"]
        if row["customer_id"] in customers
        and row["product_id"] in recurring
        and not row["is_trial"]
        and (row["signed_on"] is None or row["signed_on"] <= as_of)
    ]


def drop_wrong_links(source, contracts):
    """DQ21: links to itself or to another customer's contract."""
    owner = {row["contract_id"]: row["customer_id"] for row in source.rows["contract"]}
    for contract in contracts:
        target = contract.renews
        if target == contract.id or owner.get(target, contract.customer) != contract.customer:
            contract.renews = None


def link_explicit(contracts):
    claims = {}
    for contract in contracts:
        if contract.renews is not None:
            claims.setdefault(contract.renews, []).append(contract)
    for contract in contracts:
        several = sorted(claims.get(contract.id, []), key=lambda t: (t.start, t.id))
        if several:
            # Section 3 chooses; the others keep a link of their own, so they succeed nothing.
            contract.successor = several[0]


def link_implicit(contracts, grace):
    taken = {c.successor.id for c in contracts if c.successor}
    for c in sorted(contracts, key=lambda c: (c.base, c.id)):
        if c.successor or c.base == FOREVER:
            continue
        candidates = [
            t
            for t in contracts
            if t.customer == c.customer
            and t.product == c.product
            and t is not c
            and t.renews is None
            and t.id not in taken
            and c.base <= t.start <= c.base + grace
        ]
        if candidates:
            c.successor = min(candidates, key=lambda t: (t.start, t.id))
            taken.add(c.successor.id)


def outcome(c, as_of, grace):
    if c.successor and c.successor.start <= c.decided + grace:
        return "renewed"
    if c.decided == FOREVER:
        return "open"
    notice_given = c.notice is not None and c.notice <= as_of
    if c.terminated_early or notice_given or as_of >= c.decided + grace:
        return "lost"
    return "upcoming" if as_of < c.decided else "pending"


def settle(c, as_of, grace):
    c.early = c.successor is not None and c.successor.start < c.base
    c.end = c.successor.start if c.early else c.base
    c.terminated_early = c.terminated != FOREVER and c.terminated < c.term_end
    if c.term_end == FOREVER:
        c.due = None
    elif c.early or not c.terminated_early:
        c.due = c.term_end
    else:
        c.due = c.terminated
    c.decided = c.terminated if c.due is None else c.due
    c.outcome = outcome(c, as_of, grace)
    if c.outcome == "renewed" and not c.early:
        c.in_force_end = max(c.end, c.successor.start)
    elif c.outcome == "pending":
        c.in_force_end = c.decided + grace
    else:
        c.in_force_end = c.end


def settled_contracts(source, as_of, grace):
    contracts = known_contracts(source, as_of)
    drop_wrong_links(source, contracts)
    by_customer = {}
    for contract in contracts:
        by_customer.setdefault(contract.customer, []).append(contract)
    for own in by_customer.values():  # every rule stays within one customer
        link_explicit(own)
        link_implicit(own, grace)
        for contract in own:
            settle(contract, as_of, grace)
    return by_customer
