"""Forecasts that were shown, kept to be scored: the first of a day stands, and none is ever changed."""

from collections.abc import Collection, Iterable
from typing import Any, Final

from pydantic import BaseModel, ConfigDict
from sqlalchemy import Engine, func, select

from db.engine import reading, writing
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
