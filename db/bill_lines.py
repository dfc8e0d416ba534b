"""The bill lines that a source has said of an account, read back before another file is believed, and taken back."""

from collections.abc import Mapping
from typing import NamedTuple

from sqlalchemy import Connection, delete, select

from db.facets import stream_number
from db.tables import Charge
from db.upsert import table_of

CHARGE = table_of(Charge)


class StoredLine(NamedTuple):
    """A bill line: its day (YYYYMMDD), when its period began (microseconds since 1970), its amount (nano-units)."""

    external_id: str
    day: int
    at: int
    amount: int


def lines_between(connection: Connection, account_id: int, source: str, first: int, last: int) -> list[StoredLine]:
    """Every line from the day `first` up to and with `last` (YYYYMMDD)."""
    stream = stream_number(connection, account_id, source)
    asked = select(*(CHARGE.c[name] for name in StoredLine._fields)).where(
        CHARGE.c.stream_id == stream, CHARGE.c.day >= first, CHARGE.c.day <= last
    )
    rows = connection.execute(asked.order_by(CHARGE.c.day, CHARGE.c.external_id))
    return [StoredLine._make(row) for row in rows]


def stored_lines(connection: Connection, account_id: int, source: str, beginning: str) -> dict[str, tuple[int, int]]:
    """Bill lines whose id begins so: their day (YYYYMMDD) and amount (nano-units) by id."""
    stream = stream_number(connection, account_id, source)
    asked = select(CHARGE.c.external_id, CHARGE.c.day, CHARGE.c.amount).where(
        CHARGE.c.stream_id == stream, CHARGE.c.external_id.startswith(beginning, autoescape=True)
    )
    return {external_id: (day, amount) for external_id, day, amount in connection.execute(asked)}


def forget_lines(
    connection: Connection, account_id: int, source: str, lines: Mapping[str, tuple[int, int]]
) -> set[int]:
    """Take back bill lines that a corrected bill no longer has; their days (YYYYMMDD)."""
    stream = stream_number(connection, account_id, source)
    for external_id, (day, _) in lines.items():
        mine = (CHARGE.c.day == day, CHARGE.c.stream_id == stream, CHARGE.c.external_id == external_id)
        connection.execute(delete(CHARGE).where(*mine))
    return {day for day, _ in lines.values()}
