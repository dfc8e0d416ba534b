"""What is reckoned from the rest: placements, the roll-up in two grains, bills, forecasts."""

from typing import Any, ClassVar

from sqlmodel import Field, SQLModel

from db.tables.columns import part_of_key, whole


class Placement(SQLModel, table=True):
    """Which team the rules gave such work of an account to, on days from `since` up to and not including `until`.

    The first stretch begins on day 0, each other one where the one before it ends, the last one never ends.
    """

    account_id: int = part_of_key(foreign_key="account.id")
    facet_id: int = part_of_key(foreign_key="facet.id")
    since: int = part_of_key()
    until: int
    team_id: int = Field(foreign_key="team.id")


class Sums(SQLModel):
    """What both grains of the roll-up add up. `known` has a bit for each sum that is known in this row:
    1 seconds, 2 clips, 4 list cost, 8 cost in the reporting currency, 32 usable seconds; an unknown sum is
    NULL. 16 marks bill lines that found no work, 64 clips of which something was kept, 128 work that failed.
    `usable_cost` is what the kept seconds of each clip cost: its cost by the kept part of its length."""

    billed: int | None = whole()
    cost: int | None = whole()
    list_cost: int | None = whole()
    worth: int | None = whole()
    seconds: int | None = whole()
    usable: int | None = whole()
    usable_cost: int | None = whole()
    clips: int | None
    kept: int
    failed: int
    tokens: int | None = whole()
    requests: int | None
    pieces: int


class FineKey(SQLModel):
    """What tells rows of the full grain apart. Keys stand first, or SQLite's own check misreads the rows."""

    day: int = part_of_key()
    account_id: int = part_of_key(foreign_key="account.id")
    facet_id: int = part_of_key(foreign_key="facet.id")
    team_id: int = part_of_key(foreign_key="team.id")
    video: str = Field(primary_key=True)
    basis: str = Field(primary_key=True)
    known: int = part_of_key()


class Ledger(Sums, FineKey, table=True):
    """The daily roll-up at full grain; made anew from its base rows, never adjusted."""

    __table_args__: ClassVar[Any] = ({"sqlite_with_rowid": False},)


class CoarseKey(SQLModel):
    """What tells rows of the coarse grain apart."""

    day: int = part_of_key()
    account_id: int = part_of_key(foreign_key="account.id")
    model: str = Field(primary_key=True)
    team_id: int = part_of_key(foreign_key="team.id")
    kind: str = Field(primary_key=True)
    category: str = Field(primary_key=True)
    currency: str = Field(primary_key=True)
    basis: str = Field(primary_key=True)
    known: int = part_of_key()


class Daily(Sums, CoarseKey, table=True):
    """The same money once more at the coarse grain, for questions that need no more."""

    __table_args__: ClassVar[Any] = ({"sqlite_with_rowid": False},)


class Bill(SQLModel, table=True):
    """One account's bill for one day in one currency, beside what settling made of it.

    Also where there is only work and no line. `lines` adds up the lines that are cost (usage, credits,
    adjustments, and work that is its own line), `apart` those that are not (tax, purchases); `rest` is what
    rounding to nano-units left out of both, in atto-units; `settled` is read back from the roll-up. `rate` is
    what a unit of another currency was worth in the reporting one, in nano-units, when the day was reckoned; a
    closed month keeps it.
    """

    day: int = part_of_key()
    account_id: int = part_of_key(foreign_key="account.id")
    currency: str = Field(primary_key=True)
    lines: int = whole()
    apart: int = whole()
    rest: int = whole()
    settled: int = whole()
    closed: bool
    rate: int | None = whole(default=None)


class Forecast(SQLModel, table=True):
    """A forecast as it was first shown on a day, kept to be scored.

    `part` is one word within the scope ("team=social"), "" for all of it; `horizon` a month or a day as it is written
    (2026-11, 2026-11-23). `known` is what was billed or estimated of it already, for days up to and with `through`
    (YYYYMMDD), `steps` what known steps add. `replayed` ones were never shown: they were made afterwards, from the
    days that were known then.
    """

    scope: str = Field(primary_key=True)
    part: str = Field(primary_key=True)
    made_on: int = part_of_key()
    horizon: str = Field(primary_key=True)
    replayed: bool
    through: int
    method: str
    known: int = whole()
    steps: int = whole()
    expected: int = whole()
    low80: int | None = whole()
    high80: int | None = whole()
    low95: int | None = whole()
    high95: int | None = whole()


class Meta(SQLModel, table=True):
    """What the ledger was reckoned with: the reporting currency and time zone."""

    key: str = Field(primary_key=True)
    value: str
