"""Forecasts that were shown, kept to be scored: the first of a day stands, and none is ever changed."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any, Final

from pydantic import BaseModel, ConfigDict
from sqlalchemy import Connection, Engine, delete, func, select, tuple_, update

from db.engine import reading, writing
from db.scopes import TEAM, renamed
from db.tables import Forecast as Row
from db.upsert import table_of, upsert

FORECAST: Final = table_of(Row)
SAYS: Final = tuple(column.name for column in FORECAST.c)
KEY: Final = tuple(column.name for column in FORECAST.primary_key)


class Kept(BaseModel):
    """A forecast as it was first shown on the day `made_on`, for a month or a day (`horizon`).

    Money is nano-units of the reporting currency, days are YYYYMMDD; see the table for what each field is.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    scope: str
    part: str
    made_on: int
    horizon: str
    replayed: bool
    through: int
    method: str
    known: int
    steps: int
    expected: int
    low80: int | None
    high80: int | None
    low95: int | None
    high95: int | None


def keep(engine: Engine, shown: Iterable[Kept]) -> int:
    """Keep forecasts that nobody has kept for their day yet; how many that were. Saying them twice changes nothing.

    Where all are kept already nothing is written, so that looking on never waits for a collection that writes.
    """
    rows = {tuple(getattr(one, name) for name in KEY): one for one in shown}
    there = _there(engine, {one.scope for one in rows.values()}, {one.made_on for one in rows.values()})
    news = [tuple(getattr(one, name) for name in SAYS) for key, one in rows.items() if key not in there]
    if not news:
        return 0
    once = tuple(name for name in SAYS if name not in KEY)
    with writing(engine) as connection:
        return upsert(connection, FORECAST, KEY, (), news, once=once)


def _there(engine: Engine, scopes: Collection[str], days: Collection[int]) -> set[tuple[Any, ...]]:
    """The keys that are kept of these scopes and days (YYYYMMDD)."""
    asked = select(*(FORECAST.c[name] for name in KEY)).where(
        FORECAST.c.scope.in_(scopes), FORECAST.c.made_on.in_(days)
    )
    with reading(engine) as connection:
        return {tuple(row) for row in connection.execute(asked)}


def kept(engine: Engine, scope: str) -> list[Kept]:
    """Every forecast kept of a scope and its parts, the oldest first."""
    asked = select(FORECAST).where(FORECAST.c.scope == scope).order_by(FORECAST.c.made_on, FORECAST.c.horizon)
    with reading(engine) as connection:
        return [Kept.model_validate(dict(row._mapping)) for row in connection.execute(asked)]


def days_kept(engine: Engine, scope: str) -> set[int]:
    """The days (YYYYMMDD) on which a forecast of this scope was made, or replayed."""
    with reading(engine) as connection:
        return set(connection.execute(select(FORECAST.c.made_on).where(FORECAST.c.scope == scope).distinct()).scalars())


def latest_before(engine: Engine, scope: str, day: int) -> list[Kept]:
    """What was forecast of a scope on the last day before this one (YYYYMMDD) that has anything; empty for never."""
    of_scope = (FORECAST.c.scope == scope, FORECAST.c.made_on < day)
    last = select(func.max(FORECAST.c.made_on)).where(*of_scope).scalar_subquery()
    with reading(engine) as connection:
        rows = connection.execute(select(FORECAST).where(*of_scope, FORECAST.c.made_on == last)).all()
    return [Kept.model_validate(dict(row._mapping)) for row in rows]


def rename_teams(connection: Connection, names: Mapping[str, str]) -> None:
    """Let forecasts of teams go along with them to their new names (by the old ones); two may change places.

    What is kept of a team that once had such a name goes: it would be judged by the work of another.
    """
    pairs = (FORECAST.c.scope, FORECAST.c.part)
    there = {(row.scope, row.part) for row in connection.execute(select(*pairs).distinct())}
    new = {(scope, part): (renamed(scope, names), _renamed(part, names)) for scope, part in there}
    moved = {old: to for old, to in new.items() if old != to}
    gone = (there - set(moved)) & set(moved.values())
    connection.execute(delete(FORECAST).where(tuple_(*pairs).in_(gone)))
    for scope, part in moved:  # names that change places must be out of each other's way first
        _move(connection, (scope, part), (f"{scope} renamed", part))
    for (scope, part), to in moved.items():
        _move(connection, (f"{scope} renamed", part), to)


def _renamed(part: str, names: Mapping[str, str]) -> str:
    """One word of a dimension, such as team=social."""
    by, equals, word = part.partition("=")
    return f"{by}{equals}{names.get(word, word)}" if by == TEAM else part


def _move(connection: Connection, old: tuple[str, str], new: tuple[str, str]) -> None:
    mine = (FORECAST.c.scope == old[0], FORECAST.c.part == old[1])
    connection.execute(update(FORECAST).where(*mine).values(scope=new[0], part=new[1]))
