"""On which days is the work that a log speaks of, and of which of it is more said to be kept than was billed?

A whole log is met by reading all work once. A few clips, as somebody marks them on a screen, are looked up on each
day that the account has, because neither a log nor a mark says on which day its work was done.
"""

from collections.abc import Collection
from typing import Final

from sqlalchemy import Connection, bindparam, text

FEW: Final = 500
SAYS: Final = "v.account_id = :account AND v.source = :source"
LONGER: Final = "u.seconds > 0 AND v.usable > u.seconds"
MINE: Final = "u.stream_id IN (SELECT id FROM stream WHERE account_id = :account)"
ALL: Final = text(f"""
SELECT u.day, v.external_id, {LONGER} FROM usage u JOIN video_clip v ON {SAYS} AND v.external_id = u.external_id
WHERE {MINE}
UNION ALL
SELECT u.day, v.external_id, {LONGER} FROM usage u JOIN video_clip v ON {SAYS} AND v.external_id = u.reference
WHERE {MINE} AND u.reference <> ''
""")  # noqa: S608  # made of constants
SOME: Final = text(f"""
SELECT u.day, v.external_id, {LONGER} FROM video_clip v JOIN usage u ON u.external_id = v.external_id
WHERE {SAYS} AND v.external_id IN :ids AND u.external_id IN :ids AND {MINE}
      AND u.day IN (SELECT day FROM bill WHERE account_id = :account)
UNION ALL
SELECT u.day, v.external_id, {LONGER} FROM video_clip v JOIN usage u ON u.reference = v.external_id
WHERE {SAYS} AND v.external_id IN :ids AND u.reference IN :ids AND u.reference <> '' AND {MINE}
""").bindparams(bindparam("ids", expanding=True))  # noqa: S608  # made of constants


def places(
    connection: Connection, account_id: int, source: str, ids: Collection[str]
) -> list[tuple[int, str, bool | None]]:
    """The day (YYYYMMDD) of each piece of work of an account that `source` speaks of, of these clips at least, the id
    by which it does, and whether it says that more was kept than was billed (None: not known).
    """
    asked = {"account": account_id, "source": source}
    if len(ids) > FEW:
        return [tuple(row) for row in connection.execute(ALL, asked)]
    return [tuple(row) for row in connection.execute(SOME, asked | {"ids": sorted(ids)})] if ids else []
