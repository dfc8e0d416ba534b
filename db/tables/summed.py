"""Sums beside the daily ledger, for what it does not tell: work that is alike, what was used of it, and shots."""

from typing import Any, ClassVar

from sqlalchemy import BigInteger
from sqlmodel import Field, SQLModel

from db.tables.columns import part_of_key, whole


class Alike(SQLModel, table=True):
    """Work of a day that is alike: of the same words, for the same video, as long, and at the same cost.

    `times` pieces are, and `example` is the id of the first of them, which tells the row from every other of its day.
    `facet_id` is what the work is known as. Lengths repeat and so do costs, so there are far fewer rows than clips.
    """

    __table_args__: ClassVar[Any] = ({"sqlite_with_rowid": False},)
    day: int = part_of_key()
    stream_id: int = part_of_key()
    example: str = Field(primary_key=True)
    facet_id: int
    video: str
    basis: str
    seconds: int | None = whole()
    clips: int | None
    cost: int | None = whole()
    times: int


class Used(SQLModel, table=True):
    """Kept clips of a day, billed as long (nano-seconds), of which as many whole seconds hold what was used.

    `used_cost` is the part of their cost that is of what was used, though not of more than `upto` seconds.
    """

    __table_args__: ClassVar[Any] = ({"sqlite_with_rowid": False},)
    day: int = part_of_key()
    account_id: int = part_of_key()
    facet_id: int = part_of_key()
    team_id: int = part_of_key()
    video: str = Field(primary_key=True)
    basis: str = Field(primary_key=True)
    seconds: int = part_of_key(sa_type=BigInteger)
    upto: int = part_of_key()
    clips: int
    cost: int = whole()
    used_cost: int = whole()


class ShotSums(SQLModel):
    """What a shot took. `takes` has a bit for each take of its block (see `db.takes`), none where none is named."""

    takes: int | None = whole()
    clips: int | None
    kept: int
    judged: int
    cost: int | None = whole()
    unknown: int
    seconds: int | None = whole()
    usable: int | None = whole()
    pieces: int


class ShotOfDay(SQLModel):
    """What tells a day's rows apart; `example` as in `Alike`."""

    day: int = part_of_key()
    stream_id: int = part_of_key()
    example: str = Field(primary_key=True)
    facet_id: int
    video: str = Field(index=True)
    shot: str
    basis: str
    block: int


class Shot(ShotSums, ShotOfDay, table=True):
    """What a shot of a video took on a day: a row for each facet, basis and block of takes."""

    __table_args__: ClassVar[Any] = ({"sqlite_with_rowid": False},)


class ShotOfMonth(SQLModel):
    """What tells a month's rows apart (YYYYMM)."""

    month: int = part_of_key()
    account_id: int = part_of_key()
    facet_id: int = part_of_key()
    team_id: int = part_of_key()
    video: str = Field(primary_key=True, index=True)
    shot: str = Field(primary_key=True)
    basis: str = Field(primary_key=True)
    block: int = part_of_key()


class ShotMonth(ShotSums, ShotOfMonth, table=True):
    """The same of a month, by team; `first` and `last` are days."""

    __tablename__ = "shot_month"
    __table_args__: ClassVar[Any] = ({"sqlite_with_rowid": False},)
    first: int
    last: int
