"""What waits for a person: work without a team, by the rule that would place it."""

from decimal import Decimal
from typing import Final

import pandas as pd

from db.rule_for import NARROWEST, line_of, rule_for

TEAM: Final = "TEAM"
"""Stands in a suggested rule where a person writes who pays."""
PLACING: Final = ("account", *NARROWEST)
COUNTED: Final = ("cost", "seconds", "clips")


def to_place(unplaced: pd.DataFrame) -> pd.DataFrame:
    """Work without a team (`COUNTED` by `PLACING`) put together by the rule that would catch it, the dearest first.

    `rule` is a line of rules.csv with TEAM for the team; a sum of nothing known is None.
    """
    sums: dict[tuple[str, str, str, str], list[Decimal | None]] = {}
    for row in unplaced.to_dict("records"):
        words = {name: str(row[name]) for name in PLACING}
        rule = rule_for(words, TEAM)
        key = (words["account"], rule.field, words[rule.field], line_of(rule))
        known = sums.get(key, [None] * len(COUNTED))
        sums[key] = [_plus(total, row[name]) for total, name in zip(known, COUNTED, strict=True)]
    dearest = sorted(sums.items(), key=lambda item: (-(item[1][0] or 0), item[0]))
    rows = [(*key[:3], *totals, key[3]) for key, totals in dearest]
    return pd.DataFrame(rows, columns=["account", "field", "name", *COUNTED, "rule"], dtype=object)


def in_order(found: pd.DataFrame) -> list[str]:
    """The rules of `to_place`, the narrowest first, so that none takes what another is for."""
    places = (*NARROWEST, "account")
    rules = sorted(zip(found["field"], found["rule"], strict=True), key=lambda pair: places.index(pair[0]))
    return [rule for _, rule in rules]


def _plus(total: Decimal | None, more: Decimal | None) -> Decimal | None:
    return total if more is None else more + (total or 0)
