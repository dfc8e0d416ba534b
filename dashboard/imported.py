"""What an import came to, or in a preview would come to: counts, and what it moved, as tables to read or as JSON."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from decimal import Decimal
from typing import Any, Final

from rich.table import Table

from collectors.delivery import Imported
from dashboard.measures.readable import word
from dashboard.ui.amounts import UNKNOWN, money
from db.money import from_nano, plain
from db.moves import Moved, Sums

COUNTS: Final = ("rows", "new", "changed", "unchanged", "gone", "days")
LONGEST: Final = 48
"""Rows of a table that can still be read; JSON has them all."""
MANY: Final = 3
UNCONVERTED: Final = "unconverted"
NAMES: Final = {"cost": "cost", "list_cost": "list cost", UNCONVERTED: "not converted"}
Key = tuple[int, bool, str]


def as_json(done: Imported, currency: str) -> str:
    """All that is known of it. Money is a decimal string in the reporting currency, unknown is null."""
    said = asdict(done) | {"currency": currency, "moved": [_json(one) for one in done.moved]}
    return json.dumps(said, indent=2, ensure_ascii=False)


def _json(one: Moved) -> dict[str, Any]:
    sums = {
        f"{name}_{when}": None if nano is None else plain(from_nano(nano))
        for name in Sums._fields
        for when, nano in (("before", getattr(one.before, name)), ("after", getattr(one.after, name)))
    }
    place = one.place
    return {
        "month": word("month", place.month), "account": place.account, "team": place.team, "closed": one.closed,
    } | sums  # fmt: skip


def moves_table(done: Imported, currency: str) -> Table | None:
    """What moved, by month and team, newest first; None where nothing did."""
    lines = [line for name in NAMES for line in _lines(done.moved, name, currency)]
    if not lines:
        return None
    table = Table(title="Would move" if done.preview else "Moved", title_justify="left", caption=_left_out(len(lines)))
    for name in ("month", "accounts", "team", "what"):
        table.add_column(name, overflow="fold")
    for name in ("before", "after", "difference"):
        table.add_column(name, justify="right", overflow="fold")
    for line in lines[:LONGEST]:
        table.add_row(*line)
    return table


def _left_out(lines: int) -> str | None:
    return f"and {lines - LONGEST} lines more, which --format json shows" if lines > LONGEST else None


def _lines(moved: Iterable[Moved], name: str, currency: str) -> Iterator[tuple[str, ...]]:
    """The lines of one sum, all accounts that move of a month and team together; closed months stand apart."""
    moved = list(moved)
    before, after, accounts = *_added(moved, name), _accounts(moved)
    for month, closed, team in sorted({*before, *after}, key=lambda key: (-key[0], key[1:])):
        was, now = before.get((month, closed, team)), after.get((month, closed, team))
        if was != now:
            when = word("month", month) + (", closed" if closed else "")
            amounts = (_money(nano, name, currency) for nano in (was, now, (now or 0) - (was or 0)))
            yield when, _named(accounts[month, closed, team]), team, NAMES[name], *amounts


def _accounts(moved: Iterable[Moved]) -> dict[Key, set[str]]:
    """The accounts whose money a line adds up: a team's total on screen may hold others, which do not move."""
    found: dict[Key, set[str]] = defaultdict(set)
    for one in moved:
        found[one.place.month, one.closed, one.place.team].add(one.place.account)
    return found


def _named(accounts: set[str]) -> str:
    return ", ".join(sorted(accounts)) if len(accounts) < MANY else f"{len(accounts)} accounts"


def _added(moved: Iterable[Moved], name: str) -> tuple[dict[Key, int], dict[Key, int]]:
    before: dict[Key, int] = defaultdict(int)
    after: dict[Key, int] = defaultdict(int)
    for one in moved:
        key = one.place.month, one.closed, one.place.team
        for sums, into in ((one.before, before), (one.after, after)):
            if (nano := getattr(sums, name)) is not None:
                into[key] += nano
    return before, after


def _money(nano: int | None, name: str, currency: str) -> str:
    """An amount to the cent; one that is smaller than a cent exactly, so that it is not taken for nothing.

    What no rate converts is in bills' own currencies, and therefore a number without one.
    """
    if nano is None:
        return UNKNOWN
    amount = from_nano(nano)
    if name == UNCONVERTED:
        return plain(amount)
    small = amount and abs(amount) < Decimal("0.01")
    return f"{plain(amount)} {currency}" if small else money(amount, currency)
