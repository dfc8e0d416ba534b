"""Budgets that go on under another name, and their alerts with them: nobody is told the same twice."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Final
from urllib.parse import quote_plus

from sqlalchemy import Connection, select, update

from db.alerts import ALERT
from db.budgets import Budget
from db.tables import Budget as BudgetRow
from db.upsert import table_of

BUDGET: Final = table_of(BudgetRow)
RULES: Final = {"budget": "budget", "forecast": "forecast of"}
"""What stands before a budget's name in the rule of an alert, by the alert's kind."""
Words = Callable[[Budget], Hashable]


def rule_of(kind: str, name: str) -> str:
    """The rule of the alerts of a kind that a budget has."""
    return f"{RULES[kind]} {name}"


def renamed(before: Sequence[Budget], after: Sequence[Budget]) -> dict[str, str]:
    """The new names of budgets that go on under another, by the old ones.

    One that is gone goes on as the one that came, where they are alike in all but their name; or else where no other
    two are about the same work in the same periods.
    """
    found: dict[str, str] = {}
    for words in (_all_but_name, _work_and_periods):
        gone, came = (_missing(some, others, words) for some, others in ((before, after), (after, before)))
        for said, names in gone.items():
            old, new = (
                [name for name in some if name not in {*found, *found.values()}] for some in (names, came[said])
            )
            if len(old) == len(new) == 1:
                found[old[0]] = new[0]
    return found


def _missing(some: Sequence[Budget], others: Sequence[Budget], words: Words) -> defaultdict[Hashable, list[str]]:
    """The names that the others do not have, by what is the same of them."""
    known, found = {one.name for one in others}, defaultdict[Hashable, list[str]](list)
    for one in some:
        if one.name not in known:
            found[words(one)].append(one.name)
    return found


def _all_but_name(one: Budget) -> Hashable:
    return tuple(value for name, value in one if name != "name")


def _work_and_periods(one: Budget) -> Hashable:
    days = (one.since, one.until) if one.period == "custom" else ()
    return one.scope, one.period, one.year_start, one.currency, days


def names_held(connection: Connection) -> set[str]:
    """The names of the budgets; until the transaction ends, nobody gives one of them another."""
    return set(connection.execute(select(BUDGET.c.name).with_for_update(read=True)).scalars())


def carry_alerts(connection: Connection, names: Mapping[str, str]) -> None:
    """Let what was told of budgets be told of them under their new names, but where that was told already."""
    for old, new in names.items():
        for kind in RULES:
            _carry(connection, kind, old, new)


def _carry(connection: Connection, kind: str, old: str, new: str) -> None:
    asked = select(ALERT.c.id, ALERT.c.rule, ALERT.c.threshold, ALERT.c.period, ALERT.c.address)
    told = connection.execute(asked.where(ALERT.c.rule.in_([rule_of(kind, old), rule_of(kind, new)]))).all()
    taken = {(one.threshold, one.period) for one in told if one.rule == rule_of(kind, new)}
    for one in told:
        if one.rule == rule_of(kind, old) and (one.threshold, one.period) not in taken:
            said = {"rule": rule_of(kind, new), "address": _address(one.address, old, new)}
            connection.execute(update(ALERT).where(ALERT.c.id == one.id).values(**said))


def _address(address: str, old: str, new: str) -> str:
    """The address that opens it under its new name."""
    words = (
        f"budget={quote_plus(new)}" if word == f"budget={quote_plus(old)}" else word for word in address.split("&")
    )
    return "&".join(words)
