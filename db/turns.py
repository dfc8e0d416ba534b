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


class Turn(NamedTuple):
    """Conditions on the rows that have to be read, their values, and how many of these rows come before the page."""

    limits: str
    values: Mapping[str, Any]
    skip: int


def turn(connection: Connection, asked: Asked, skip: int, size: int, *, dearest_first: bool = False) -> Turn:
    """Where to read the `size` rows after the first `skip`."""
    tables, by, order = DEAREST if dearest_first else NEWEST
    groups = _counted(connection, tables, asked, f"{by}, SUM(l.times) AS times", f"GROUP BY {by} {order}")
    reached = list(accumulate(int(group.times) for group in groups))
    first = next((n for n, upto in enumerate(reached) if upto > skip), len(groups))
    past = next((n for n, upto in enumerate(reached) if upto >= skip + size), len(groups)) + 1
    here, before = groups[first:past], reached[first - 1] if first else 0
    return Turn(*_limits(here, dearest_first=dearest_first), skip - before)


def _limits(groups: Sequence[Any], *, dearest_first: bool) -> tuple[str, dict[str, Any]]:
    """The rows of these groups and no others."""
    days = sorted({group.day for group in groups})
    values: dict[str, Any] = {"in_days": days}
    if not dearest_first:
        return " AND r.day IN :in_days", values
    parts = []
    for number, day in enumerate(days):
        costs = [group.cost for group in groups if group.day == day]
        values |= {f"day{number}": day, f"in_costs{number}": [cost for cost in costs if cost is not None]}
        unknown = " OR r.cost IS NULL" if None in costs else ""
        parts.append(f"(r.day = :day{number} AND (r.cost IN :in_costs{number}{unknown}))")
    return f" AND r.day IN :in_days AND ({' OR '.join(parts) or '1 = 0'})", values


def how_many(connection: Connection, asked: Asked) -> int:
    """How many pieces of work and lonely bill lines there are."""
    ((count,),) = _counted(connection, BY_DAY, asked, "COALESCE(SUM(l.times), 0)", "")
    return int(count)


def _counted(connection: Connection, tables: str, asked: Asked, columns: str, grouped: str) -> Sequence[Any]:
    limits, values = conditions(asked, FINE)
    joined = f"{tables} {joins(FINE, narrowed_by(asked))}"
    sql = f"SELECT {columns} FROM {joined} WHERE {' AND '.join(limits)} {grouped}"  # noqa: S608  # made of constants
    return connection.execute(text(sql).bindparams(*lists(values)), values).all()
