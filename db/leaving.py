"""What leaves a day: work whose time has changed, and rows that a restating source no longer says."""

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import Connection, Table, bindparam, delete, select, update

from db.upsert import in_parts


def keep_last_day(placed: Mapping[int, dict[str, Any]]) -> None:
    """Of an id said on two days (YYYYMMDD) at once, only the later day's word."""
    last: dict[str, int] = {}
    for day in sorted(placed):
        for external_id in placed[day]:
            if external_id in last:
                del placed[last[external_id]][external_id]
            last[external_id] = day


def move(connection: Connection, table: Table, stream: int, placed: Mapping[int, Collection[str]]) -> set[int]:
    """Bring rows that are now said on another day there, with all that is known of them; the days touched."""
    moved = [
        {"was": row.day, "now": day, "id": row.external_id}
        for day, ids in placed.items()
        for some in in_parts(ids)
        for row in connection.execute(_elsewhere(table, stream, day, some))
    ]
    if moved:
        mine = (table.c.stream_id == stream, table.c.external_id == bindparam("id"), table.c.day == bindparam("was"))
        connection.execute(update(table).where(*mine).values(day=bindparam("now")), moved)
    return {row[name] for row in moved for name in ("was", "now")}


def _elsewhere(table: Table, stream: int, day: int, ids: list[str]) -> Any:
    moving = (table.c.stream_id == stream, table.c.moves == 1, table.c.external_id.in_(ids))
    return select(table.c.day, table.c.external_id).where(*moving, table.c.day != day)


def forget_unsaid(connection: Connection, table: Table, stream: int, day: int, said: Collection[str]) -> int:
    """Take back what was said of a day (YYYYMMDD) and is no longer; how many rows."""
    stored = select(table.c.external_id).where(table.c.day == day, table.c.stream_id == stream)
    gone = [external_id for external_id in connection.execute(stored).scalars() if external_id not in said]
    if gone:
        mine = (table.c.day == day, table.c.stream_id == stream, table.c.external_id == bindparam("id"))
        connection.execute(delete(table).where(*mine), [{"id": external_id} for external_id in gone])
    return len(gone)
