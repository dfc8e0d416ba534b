"""What a change moved: what each team had of each account and month before it, and what it has after it.

Tax and purchases of credit are kept out of cost here as on every screen; money is whole nano-units.
"""

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from sqlalchemy import Connection, text

from db.closing import closed_months

STANDING: Final = text("""
SELECT l.day / 100, a.name, t.name, SUM(l.cost), SUM(l.list_cost), SUM(CASE WHEN l.cost IS NULL THEN l.billed END)
FROM daily l JOIN account a ON a.id = l.account_id JOIN team t ON t.id = l.team_id
WHERE l.category NOT IN ('tax', 'purchase')
GROUP BY l.day / 100, a.name, t.name
""")


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
    closed, before, moves = closed_months(connection), _standing(connection), Moves()
    yield moves
    moves.rows = _moved(before, _standing(connection), closed)


def _standing(connection: Connection) -> dict[Place, Sums]:
    """What every team has of every account and month."""
    return {
        Place(month, account, team): Sums(*(None if n is None else int(n) for n in sums))
        for month, account, team, *sums in connection.execute(STANDING)
    }


def _moved(
    before: Mapping[Place, Sums], after: Mapping[Place, Sums], closed: Mapping[int, Collection[str]]
) -> list[Moved]:
    """Whatever is not what it was, in the order of months, accounts and teams."""
    return [
        Moved(place, place.account in closed.get(place.month, ()), before.get(place, Sums()), after.get(place, Sums()))
        for place in sorted({*before, *after})
        if before.get(place) != after.get(place)
    ]
