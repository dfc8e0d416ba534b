"""Budgets as rows: where each stands now, how its periods went, and what one had cost by each of its days."""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from decimal import Decimal
from typing import Final

import pandas as pd

from dashboard.budgets.ahead import Burn
from dashboard.measures.budgeting.standing import Standing
from db.money import from_nano

NOW: Final = ("budget", "state", "scope", "period", "limit", "used", "left", "share", "expected", "over", "chance")
THEN: Final = ("budget", "period", "state", "planned", "carried", "limit", "used", "left", "share")
BURNT: Final = ("day", "actual", "even", "expected", "low80", "high80", "low95", "high95")
LIKE: Final = dict.fromkeys(("planned", "carried", "limit", "used", "left", "over", *BURNT[1:]), "cost") | {
    "share": "estimated_share", "chance": "estimated_share",
}  # fmt: skip
"""Which measure each number is written like."""


def heads(currency: str) -> dict[str, str]:
    """What the columns are called; money with its currency."""
    money = {
        "planned": "Amount", "carried": "Carried over", "limit": "May spend", "used": "Used", "left": "Left",
        "expected": "Expected", "over": "Over by", "actual": "Used by then", "even": "Spent evenly",
        "low80": "80%: from", "high80": "80%: to", "low95": "95%: from", "high95": "95%: to",
    }  # fmt: skip
    words = {
        "budget": "Budget", "scope": "Of", "period": "Period", "share": "Used (%)", "chance": "Chance over (%)",
        "state": "It is", "day": "Day",
    }  # fmt: skip
    return words | {name: f"{said} ({currency})" for name, said in money.items()}


def now(found: Iterable[Standing]) -> pd.DataFrame:
    """Each budget in its present period; `over` is what is expected beyond the limit, None where it is not."""
    rows = [
        (
            one.budget.name, one.state, one.budget.scope or "everything", one.period.name, from_nano(one.limit),
            from_nano(one.used), from_nano(one.left), one.share, _expected(one), _over(one), one.chance,
        )
        for one in found
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=list(NOW), dtype=object)


def _expected(one: Standing) -> Decimal | None:
    return from_nano(one.ahead.expected) if one.ahead else None


def _over(one: Standing) -> Decimal | None:
    """By how much it is expected to be over, or is."""
    beyond = (one.ahead.expected if one.ahead else one.used) - one.limit
    return from_nano(beyond) if beyond > 0 else None


def then(found: Sequence[Standing]) -> pd.DataFrame:
    """Every period of some budgets, the latest first."""
    rows = [
        (
            one.budget.name, one.period.name, one.state, from_nano(one.planned), from_nano(one.carried),
            from_nano(one.limit), from_nano(one.used), from_nano(one.left), one.share,
        )
        for one in sorted(found, key=lambda one: one.period, reverse=True)
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=list(THEN), dtype=object)


def burnt(burn: Burn) -> pd.DataFrame:
    """A row a day: what was used by then where that is known in full, the even line, else what is expected."""
    rows = []
    for line in burn.lines:
        known = line.horizon.past <= burn.known
        told = [None if known else _money(getattr(line, name)) for name in BURNT[3:]]
        even = from_nano(burn.standing.line(line.horizon.past))
        rows.append((line.horizon.past - timedelta(days=1), from_nano(line.known) if known else None, even, *told))
    return pd.DataFrame(rows, columns=list(BURNT), dtype=object)


def _money(nano: int | None) -> Decimal | None:
    return None if nano is None else from_nano(nano)
