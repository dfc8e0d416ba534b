"""The deliverables by name: what each is called, whose it is, and how long it became."""

from datetime import datetime
from decimal import Decimal

import pandas as pd
from sqlalchemy import Engine, select

from db.audit import audit
from db.engine import Connection, reading, writing
from db.frames import framed
from db.money import from_nano, plain, to_nano
from db.tables import Video
from db.upsert import table_of, upsert

VIDEO = table_of(Video)
COLUMNS = ("id", "title", "team", "seconds")


def videos(engine: Engine) -> pd.DataFrame:
    """Every deliverable that was ever named: `id`, `title`, `team` ("" unknown), finished `seconds` (nano, NA)."""
    with reading(engine) as connection:
        rows = connection.execute(select(*(VIDEO.c[name] for name in COLUMNS)).order_by(VIDEO.c.id)).all()
    return framed(COLUMNS, rows, ["seconds"])


def set_length(engine: Engine, video: str, seconds: Decimal | None, now: datetime, who: str) -> bool:
    """Say how long a deliverable became, or that it is not finished (None); whether that was another length."""
    with writing(engine) as connection:
        return keep_length(connection, video, seconds, now, who)


def keep_length(connection: Connection, video: str, seconds: Decimal | None, now: datetime, who: str) -> bool:
    """The same within a transaction."""
    before = connection.execute(select(*(VIDEO.c[name] for name in COLUMNS)).where(VIDEO.c.id == video)).first()
    title, team, was = (before.title, before.team, before.seconds) if before else (video, "", None)
    nano = None if seconds is None else to_nano(seconds)
    if before and nano == was:
        return False
    upsert(connection, VIDEO, ("id",), COLUMNS[1:], [(video, title, team, nano)])
    audit(connection, now, who, f"length of the video {video}", _written(was), _written(nano))
    return True


def _written(nano: int | None) -> str:
    return "" if nano is None else f"{plain(from_nano(nano))} s"
