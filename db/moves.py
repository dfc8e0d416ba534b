"""What a change moved: what each team had of each account and month before it, and what it has after it.

A team that is only called otherwise has moved nothing.
Tax and purchases of credit are kept out of cost here as on every screen; money is whole nano-units.
"""

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from sqlalchemy import Connection, text

from db.closing import closed_months

STANDING: Final = text("""
SELECT l.day / 100, a.name, l.team_id, SUM(l.cost), SUM(l.list_cost), SUM(CASE WHEN l.cost IS NULL THEN l.billed END)
FROM daily l JOIN account a ON a.id = l.account_id
WHERE l.category NOT IN ('tax', 'purchase')
GROUP BY l.day / 100, a.name, l.team_id
""")


TEAMS: Final = text("SELECT id, name FROM team")
Spot = tuple[int, str, int]
"""A month (YYYYMM), an account, a team's number."""


class Sums(NamedTuple):
    """Cost and list cost in the reporting currency, and what no rate converts; None where nothing is known."""

    cost: int | None = None
    list_cost: int | None = None
    unconverted: int | None = None


class Place(NamedTuple):
    """Whose money it is: a month (YYYYMM), an account, a team."""

    month: int
    account: str
    team: str


@dataclass(frozen=True, slots=True)
class Moved:
    """What one team had of an account's month, what it has now, and whether that month had been closed."""

    place: Place
    closed: bool
    before: Sums
    after: Sums


@dataclass(slots=True)
class Moves:
    """What a change moved; empty until the change has been made."""

    rows: list[Moved] = field(default_factory=list)


@contextmanager
def watched(connection: Connection) -> Iterator[Moves]:
    """What moves within this block, known once the block has ended well."""
    closed, before, named, moves = closed_months(connection), _standing(connection), _named(connection), Moves()
    yield moves
    moves.rows = _moved(before, _standing(connection), named | _named(connection), closed)


def _named(connection: Connection) -> dict[int, str]:
    """What each team is called."""
    return {row.id: row.name for row in connection.execute(TEAMS)}


def _standing(connection: Connection) -> dict[Spot, Sums]:
    """What every team has of every account and month."""
    return {
        (month, account, team): Sums(*(None if n is None else int(n) for n in sums))
        for month, account, team, *sums in connection.execute(STANDING)
    }


def _moved(
    before: Mapping[Spot, Sums],
    after: Mapping[Spot, Sums],
    named: Mapping[int, str],
    closed: Mapping[int, Collection[str]],
) -> list[Moved]:
    """Whatever is not what it was, in the order of months, accounts and teams."""
    changed = {spot for spot in {*before, *after} if before.get(spot) != after.get(spot)}
    found = (
        Moved(Place(month, account, named[team]), account in closed.get(month, ()), *_both(before, after, spot))
        for spot in changed
        for month, account, team in [spot]
    )
    return sorted(found, key=lambda moved: moved.place)


def _both(before: Mapping[Spot, Sums], after: Mapping[Spot, Sums], spot: Spot) -> tuple[Sums, Sums]:
    return before.get(spot, Sums()), after.get(spot, Sums())
