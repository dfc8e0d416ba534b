"""What closed days and closed months came to, by team, written into the audit when something moves them."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, text

from db.audit import audit
from db.closing import OPEN, Reach, days_of, in_words
from db.money import from_nano, plain
from db.rollup import CLOSED
from db.stretches import Span

BY_TEAM: Final = text("""
SELECT t.name, SUM(l.cost), SUM(CASE WHEN l.cost IS NULL THEN l.billed END)
FROM ledger l JOIN team t ON t.id = l.team_id
WHERE l.day >= :first AND l.day < :past AND l.account_id = :account GROUP BY t.name ORDER BY t.name
""")
MONTHS: Final = text("""
SELECT DISTINCT b.account_id, a.name, b.day / 100 FROM bill b JOIN account a ON a.id = b.account_id
WHERE b.day < a.open_from ORDER BY a.name, b.day / 100
""")


@contextmanager
def telling_days(connection: Connection, account: Any, days: Iterable[int], now: datetime, who: str) -> Iterator[None]:
    """Write down what becomes, within this block, of those of the days (YYYYMMDD) that are closed already."""
    closed = set(connection.execute(CLOSED, {"account": account.id}).scalars())
    spans = {
        (account.id, (day, day + 1)): f"closed day {day} of {account.name} settled anew"
        for day in sorted(days)
        if day in closed or day < account.open_from
    }
    with _telling(connection, spans, now, who):
        yield


@contextmanager
def telling_months(
    connection: Connection, reach: Reach, now: datetime, who: str, account_id: int | None = None
) -> Iterator[None]:
    """Write down what becomes, within this block, of the closed months that were named, of one account or all."""
    rows = connection.execute(MONTHS).all() if reach != OPEN else ()
    spans = {
        (account, days_of(month)): f"closed month {in_words([month])} of {name} moved by name"
        for account, name, month in rows
        if reach.names(month) and account_id in (None, account)
    }
    with _telling(connection, spans, now, who):
        yield


@contextmanager
def _telling(connection: Connection, spans: Mapping[tuple[int, Span], str], now: datetime, who: str) -> Iterator[None]:
    before = {key: _sums(connection, *key) for key in spans}
    yield
    for key, said in before.items():
        after = _sums(connection, *key)
        if after != said:
            audit(connection, now, who, spans[key], said, after)


def _sums(connection: Connection, account_id: int, span: Span) -> str:
    about = {"account": account_id, "first": span[0], "past": span[1]}
    return ", ".join(
        f"{team} {_told(cost)}" + ("" if unconverted is None else f" and {_told(unconverted)} not converted")
        for team, cost, unconverted in connection.execute(BY_TEAM, about)
    )


def _told(nano: int | None) -> str:
    return plain(from_nano(int(nano or 0)))
