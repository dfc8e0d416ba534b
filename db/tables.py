"""What is kept: every table of the ledger, its keys and what a row is.

Money, seconds and quantities are whole nano-units, instants whole microseconds since 1970 in UTC, days
whole numbers YYYYMMDD. Words that repeat stand once, in `facet`, and are pointed to by number; keys of the
two big tables begin with the day, so that writing stays local however large the ledger grows.
"""

from typing import Any, ClassVar

from sqlalchemy import BigInteger, Index, MetaData, UniqueConstraint, text
from sqlmodel import Field, SQLModel

SQLModel.metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)
UNATTRIBUTED = 0
"""The team of what no rule could place: a row like any other, and always there."""


def whole(**more: Any) -> Any:
    """A 64-bit whole number: nano-units or microseconds."""
    return Field(sa_type=BigInteger, **more)


def part_of_key(**more: Any) -> Any:
    """A column of a composite primary key that the database must never invent."""
    return Field(primary_key=True, sa_column_kwargs={"autoincrement": False}, **more)


class Account(SQLModel, table=True):
    """One login at one provider, or one billing account that came in a file."""

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(unique=True)
    provider: str
    default_team: str = ""
    reread: int = 0
    bills: bool = False


class Stream(SQLModel, table=True):
    """One source of facts of one account."""

    __table_args__ = (UniqueConstraint("account_id", "source"),)
    id: int | None = Field(default=None, primary_key=True)
    account_id: int = Field(foreign_key="account.id")
    source: str


class Team(SQLModel, table=True):
    """Who pays."""

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(unique=True)


class Rule(SQLModel, table=True):
    """Which work belongs to which team: the first match, by position, wins."""

    position: int = part_of_key()
    team: str
    field: str
    pattern: str
    account: str = ""


class Member(SQLModel, table=True):
    """Who may look, as what, and at which teams (comma-separated)."""

    email: str = Field(primary_key=True)
    role: str
    teams: str = ""


class Facet(SQLModel, table=True):
    """One combination of words, as `db.facts.Facet` has them; `digest` tells it from all others."""

    id: int | None = Field(default=None, primary_key=True)
    digest: str = Field(unique=True)
    kind: str
    category: str
    model: str
    endpoint: str
    mode: str
    resolution: str
    audio: str
    status: str
    unit: str
    currency: str
    project: str
    workspace: str
    user: str
    api_key: str
    labels: str


class Placement(SQLModel, table=True):
    """Which team the rules give such work of an account to."""

    account_id: int = part_of_key(foreign_key="account.id")
    facet_id: int = part_of_key(foreign_key="facet.id")
    team_id: int = Field(foreign_key="team.id")


class Usage(SQLModel, table=True):
    """One piece of work; the last four columns are what settling made of it."""

    __table_args__ = (
        Index(
            "ix_usage_moves",
            "stream_id",
            "external_id",
            sqlite_where=text("moves = 1"),
            postgresql_where=text("moves = 1"),
        ),
        {"sqlite_with_rowid": False},
    )
    day: int = part_of_key()
    stream_id: int = part_of_key(foreign_key="stream.id")
    external_id: str = Field(primary_key=True)
    facet_id: int = Field(foreign_key="facet.id")
    at: int = whole()
    seconds: int | None = whole()
    clips: int | None
    tokens: int | None = whole()
    requests: int | None
    quantity: int | None = whole()
    stated: int | None = whole()
    reference: str
    moves: int
    usable: int | None = whole(default=None)
    list_cost: int | None = whole(default=None)
    billed: int | None = whole(default=None)
    cost: int | None = whole(default=None)
    worth: int | None = whole(default=None)
    basis: str = Field(sa_column_kwargs={"server_default": ""})


class Charge(SQLModel, table=True):
    """One bill line. `alone`: it found no work to pay for; `cost` and `list_cost`: in the reporting currency."""

    __table_args__: ClassVar[Any] = ({"sqlite_with_rowid": False},)
    day: int = part_of_key()
    stream_id: int = part_of_key(foreign_key="stream.id")
    external_id: str = Field(primary_key=True)
    facet_id: int = Field(foreign_key="facet.id")
    at: int = whole()
    amount: int = whole()
    rest: int = whole()
    list_amount: int | None = whole()
    quantity: int | None = whole()
    pays_for: str
    alone: int = Field(sa_column_kwargs={"server_default": "0"})
    cost: int | None = whole(default=None)
    list_cost: int | None = whole(default=None)


class Price(SQLModel, table=True):
    """What a seller asks for a unit, from a day on; nothing is ever overwritten by a later price."""

    seller: str = Field(primary_key=True)
    model: str = Field(primary_key=True)
    endpoint: str = Field(primary_key=True)
    mode: str = Field(primary_key=True)
    resolution: str = Field(primary_key=True)
    audio: str = Field(primary_key=True)
    unit: str = Field(primary_key=True)
    valid_from: int = part_of_key()
    valid_to: int | None
    amount: int = whole()
    currency: str
    source: str
    checked_on: int


class Model(SQLModel, table=True):
    """A model's limits and life."""

    model: str = Field(primary_key=True)
    maker: str
    origin: str
    tier: str
    clip_seconds: int | None = whole()
    durations: str
    shots: int | None
    resolutions: str
    audio: bool | None
    available_from: int | None
    retired_on: int | None
    replaced_by: str
    source: str
    checked_on: int


class Balance(SQLModel, table=True):
    """Prepaid credit as it was seen; a row is written only when something changed."""

    account_id: int = part_of_key(foreign_key="account.id")
    currency: str = Field(primary_key=True)
    pot: str = Field(primary_key=True)
    at: int = whole(primary_key=True, sa_column_kwargs={"autoincrement": False})
    amount: int = whole()
    total: int | None = whole()
    expires: int | None = whole()


class Name(SQLModel, table=True):
    """What an id is called; kept after the provider forgets it."""

    account_id: int = part_of_key(foreign_key="account.id")
    kind: str = Field(primary_key=True)
    id: str = Field(primary_key=True)
    name: str


class Video(SQLModel, table=True):
    """A finished deliverable."""

    id: str = Field(primary_key=True)
    title: str
    team: str
    seconds: int | None = whole()


class VideoClip(SQLModel, table=True):
    """Which piece of work is which take of which shot of a video, and how much of it was kept."""

    __tablename__ = "video_clip"
    video_id: str = Field(primary_key=True, foreign_key="video.id")
    account_id: int = part_of_key(foreign_key="account.id")
    external_id: str = Field(primary_key=True)
    shot: str
    take: int | None
    usable: int | None = whole()


class Sums(SQLModel):
    """What both grains of the roll-up add up. `known` has a bit for each sum that is known in this row:
    1 seconds, 2 clips, 4 list cost, 8 cost in the reporting currency; an unknown sum is NULL. 16 marks bill
    lines that found no work."""

    billed: int | None = whole()
    cost: int | None = whole()
    list_cost: int | None = whole()
    worth: int | None = whole()
    seconds: int | None = whole()
    usable: int | None = whole()
    clips: int | None
    kept: int
    failed: int
    tokens: int | None = whole()
    requests: int | None
    pieces: int


class Ledger(Sums, table=True):
    """The daily roll-up at full grain; made anew from its base rows, never adjusted."""

    __table_args__: ClassVar[Any] = ({"sqlite_with_rowid": False},)
    day: int = part_of_key()
    account_id: int = part_of_key(foreign_key="account.id")
    facet_id: int = part_of_key(foreign_key="facet.id")
    team_id: int = part_of_key(foreign_key="team.id")
    basis: str = Field(primary_key=True)
    known: int = part_of_key()


class Daily(Sums, table=True):
    """The same money once more at the coarse grain, for questions that need no more."""

    __table_args__: ClassVar[Any] = ({"sqlite_with_rowid": False},)
    day: int = part_of_key()
    account_id: int = part_of_key(foreign_key="account.id")
    model: str = Field(primary_key=True)
    team_id: int = part_of_key(foreign_key="team.id")
    kind: str = Field(primary_key=True)
    category: str = Field(primary_key=True)
    currency: str = Field(primary_key=True)
    basis: str = Field(primary_key=True)
    known: int = part_of_key()


class Bill(SQLModel, table=True):
    """One account's bill for one day in one currency, beside what settling made of it.

    `lines` adds up the lines that are cost (usage, credits, adjustments), `apart` those that are not (tax,
    purchases); `rest` is what rounding to nano-units left out of both, in atto-units; `settled` is read
    back from the roll-up.
    """

    day: int = part_of_key()
    account_id: int = part_of_key(foreign_key="account.id")
    currency: str = Field(primary_key=True)
    lines: int = whole()
    apart: int = whole()
    rest: int = whole()
    settled: int = whole()
    closed: bool


class Run(SQLModel, table=True):
    """One collection of one window, or one import, whatever happened to it."""

    id: int | None = Field(default=None, primary_key=True)
    account_id: int = Field(foreign_key="account.id", index=True)
    what: str
    since: int = whole()
    until: int = whole()
    started: int = whole()
    ended: int = whole()
    requests: int
    rows: int
    new: int
    changed: int
    gone: int
    error: str
    permanent: bool


class Lease(SQLModel, table=True):
    """Who works on something that only one may work on, and until when."""

    name: str = Field(primary_key=True)
    holder: str
    until: int = whole()


class Budget(SQLModel, table=True):
    """A limit on what a scope may cost in a period."""

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(unique=True)
    scope: str
    period: str
    amount: int = whole()
    currency: str
    rollover: str = "none"
    thresholds: str = "50,75,90,100"


class Alert(SQLModel, table=True):
    """A line crossed: once for each (rule, threshold, period)."""

    __table_args__ = (UniqueConstraint("rule", "threshold", "period"),)
    id: int | None = Field(default=None, primary_key=True)
    rule: str
    threshold: str
    period: str
    at: int = whole()
    said: str


class Message(SQLModel, table=True):
    """A letter to one reader about one alert, sent or not."""

    __table_args__ = (UniqueConstraint("alert_id", "reader", "channel"),)
    id: int | None = Field(default=None, primary_key=True)
    alert_id: int = Field(foreign_key="alert.id")
    reader: str
    channel: str
    message_id: str = Field(unique=True)
    sent: int | None = whole()
    attempts: int = 0
    error: str = ""


class Forecast(SQLModel, table=True):
    """A forecast as it was shown, kept to be scored."""

    scope: str = Field(primary_key=True)
    made_on: int = part_of_key()
    horizon: str = Field(primary_key=True)
    method: str
    expected: int = whole()
    low80: int | None = whole()
    high80: int | None = whole()
    low95: int | None = whole()
    high95: int | None = whole()


class Fx(SQLModel, table=True):
    """What one unit of a currency is worth in another on a day, in nano-units."""

    day: int = part_of_key()
    currency: str = Field(primary_key=True)
    into: str = Field(primary_key=True)
    source: str = Field(primary_key=True)
    rate: int = whole()


class Audit(SQLModel, table=True):
    """Who changed what, from what, into what, when."""

    id: int | None = Field(default=None, primary_key=True)
    at: int = whole()
    who: str
    what: str
    before: str
    after: str


class Meta(SQLModel, table=True):
    """What the ledger was reckoned with: the reporting currency and time zone."""

    key: str = Field(primary_key=True)
    value: str
