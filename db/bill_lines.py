"""The bill lines of some days that a source has said of an account, read back before another file is believed."""

from typing import NamedTuple

from sqlalchemy import Connection, select

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
