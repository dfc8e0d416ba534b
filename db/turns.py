"""On which days, and at which costs, the pieces of a page are: so that a page is read without all that come before it.

The roll-up has counted the work of each day, and work that is alike; bill lines that found no work are few.
"""

from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection, text

from db.ledger import FINE, Asked, conditions, joins, lists, narrowed_by

PLACED: Final = (
    "JOIN stream s ON s.id = r.stream_id JOIN placement p ON p.account_id = s.account_id AND p.facet_id = {}"
    " AND p.since <= r.day AND p.until > r.day"
    " WHERE r.day >= :first AND r.day < :past"
)
LONELY: Final = (
    "SELECT r.day, p.facet_id, s.account_id, p.team_id, r.cost, '' AS video, 'billed' AS basis, 1 AS times"  # noqa: S608  # made of constants
    f" FROM charge r {PLACED.format('r.facet_id')} AND r.alone = 1"
)
BY_DAY: Final = f"""(
SELECT r.day, r.facet_id, r.account_id, r.team_id, 0 AS cost, r.video, r.basis, r.pieces AS times FROM ledger r
WHERE r.day >= :first AND r.day < :past
UNION ALL {LONELY}) l JOIN facet f ON f.id = l.facet_id"""  # noqa: S608  # made of constants
BY_COST: Final = f"""(
SELECT r.day, p.facet_id, s.account_id, p.team_id, r.cost, r.video, r.basis, r.times
FROM alike r {PLACED.format("r.facet_id")}
UNION ALL {LONELY}) l JOIN facet f ON f.id = l.facet_id"""  # noqa: S608  # made of constants
NEWEST: Final = (BY_DAY, "l.day", "HAVING SUM(l.times) > 0 ORDER BY l.day DESC")
DEAREST: Final = (BY_COST, "l.cost, l.day", "ORDER BY l.cost DESC NULLS LAST, l.day DESC")


ALONE: Final = (
    " AND r.day IN :in_alone AND r.stream_id IN (SELECT id FROM stream)"
    " AND r.external_id IN (SELECT r.example FROM alike r WHERE {0})"
    " AND {0} IS TRUE"  # or SQLite would look for each of its days by itself, and not for the ids
)
"""Work that has no like of its day: found by its key, so that the rest of the day is not looked at."""


class Turn(NamedTuple):
    """Conditions on the work (in parts) and the lines that have to be read, their values, and how many of these rows
    come before the page."""

    work: tuple[str, ...]
    lines: str
    values: Mapping[str, Any]
    skip: int


def turn(connection: Connection, asked: Asked, skip: int, size: int, *, dearest_first: bool = False) -> Turn:
    """Where to read the `size` rows after the first `skip`."""
    tables, by, order = DEAREST if dearest_first else NEWEST
    columns = f"{by}, SUM(l.times) AS times, MAX(l.times) AS most"
    groups = _counted(connection, tables, asked, columns, f"GROUP BY {by} {order}")
    reached = list(accumulate(int(group.times) for group in groups))
    first = next((n for n, upto in enumerate(reached) if upto > skip), len(groups))
    past = next((n for n, upto in enumerate(reached) if upto >= skip + size), len(groups)) + 1
    here, skip = groups[first:past], skip - (reached[first - 1] if first else 0)
    return _by_cost(here, skip) if dearest_first else _by_day(here, skip)


def _by_day(groups: Sequence[Any], skip: int) -> Turn:
    days = " AND r.day IN :in_days"
    return Turn((days,), days, {"in_days": [group.day for group in groups]}, skip)


def _by_cost(groups: Sequence[Any], skip: int) -> Turn:
    """The rows of these days and costs; of those that have no like, only themselves are read."""
    values: dict[str, Any] = {}
    alone = _days_and_costs([group for group in groups if group.most == 1], "alone", values)
    many = _days_and_costs([group for group in groups if group.most > 1], "many", values)
    return Turn((ALONE.format(alone), f" AND {many}"), f" AND ({alone} OR {many})", values, skip)


def _days_and_costs(groups: Sequence[Any], name: str, values: dict[str, Any]) -> str:
    """The condition that a row is in one of these groups, whose values are added."""
    days = sorted({group.day for group in groups})
    values[f"in_{name}"], parts = days, []
    for number, day in enumerate(days):
        costs = [group.cost for group in groups if group.day == day]
        values |= {f"{name}{number}": day, f"in_{name}{number}": [cost for cost in costs if cost is not None]}
        unknown = " OR r.cost IS NULL" if None in costs else ""
        parts.append(f"(r.day = :{name}{number} AND (r.cost IN :in_{name}{number}{unknown}))")
    return f"(r.day IN :in_{name} AND ({' OR '.join(parts) or '1 = 0'}))"


def how_many(connection: Connection, asked: Asked) -> int:
    """How many pieces of work and lonely bill lines there are."""
    ((count,),) = _counted(connection, BY_DAY, asked, "COALESCE(SUM(l.times), 0)", "")
    return int(count)


def _counted(connection: Connection, tables: str, asked: Asked, columns: str, grouped: str) -> Sequence[Any]:
    limits, values = conditions(asked, FINE)
    joined = f"{tables} {joins(FINE, narrowed_by(asked))}"
    sql = f"SELECT {columns} FROM {joined} WHERE {' AND '.join(limits)} {grouped}"  # noqa: S608  # made of constants
    return connection.execute(text(sql).bindparams(*lists(values)), values).all()
