"""What providers say: accounts, work, bill lines, prices, credit, names."""

from typing import Any, ClassVar

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from db.tables.columns import part_of_key, whole


class Account(SQLModel, table=True):
    """One login at one provider, or one billing account that came in a file.

    `open_from` is the first day (YYYYMMDD) of its first month that is not closed; 0 where none is.
    """

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(unique=True)
    provider: str
    default_team: str = ""
    reread: int = 0
    bills: bool = False
    open_from: int = Field(sa_column_kwargs={"server_default": "0"})


class Stream(SQLModel, table=True):
    """One source of facts of one account. `own_days`: it says itself on which day its facts fall."""

    __table_args__ = (UniqueConstraint("account_id", "source"),)
    id: int | None = Field(default=None, primary_key=True)
    account_id: int = Field(foreign_key="account.id")
    source: str
    own_days: bool = Field(sa_column_kwargs={"server_default": text("false")})


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
    team: str = Field(sa_column_kwargs={"server_default": ""})
    labels: str


class Usage(SQLModel, table=True):
    """One piece of work; what follows `moves` is what job logs add and what settling made of it.

    `known_as` is the facet with the team and project that a job log adds, where it adds any; `video` and `shot` are ""
    and `take` is none where nobody says for which deliverable, which shot of it, and as which take the work was done.

    Its stream and facet are written in the transaction that writes the row and are never taken away. The
    database is not asked to look them up once more for every row: that took a quarter of all writing.
    """

    __table_args__ = (
        Index(
            "ix_usage_moves",
            "stream_id",
            "external_id",
            sqlite_where=text("moves = 1"),
            postgresql_where=text("moves = 1"),
        ),
        Index(
            "ix_usage_reference",
            "reference",
            sqlite_where=text("reference <> ''"),
            postgresql_where=text("reference <> ''"),
        ),
        {"sqlite_with_rowid": False},
    )
    day: int = part_of_key()
    stream_id: int = part_of_key()
    external_id: str = Field(primary_key=True)
    facet_id: int
    at: int = whole()
    seconds: int | None = whole()
    clips: int | None
    tokens: int | None = whole()
    requests: int | None
    quantity: int | None = whole()
    stated: int | None = whole()
    line: int | None = whole()
    reference: str
    moves: int
    known_as: int | None = None
    video: str = Field(sa_column_kwargs={"server_default": ""})
    shot: str = Field(sa_column_kwargs={"server_default": ""})
    take: int | None = None
    usable: int | None = whole(default=None)
    list_cost: int | None = whole(default=None)
    billed: int | None = whole(default=None)
    cost: int | None = whole(default=None)
    worth: int | None = whole(default=None)
    basis: str = Field(sa_column_kwargs={"server_default": ""})


class Charge(SQLModel, table=True):
    """One bill line. `alone`: it found no work, and has its cost and list cost here (in the reporting currency)."""

    __table_args__: ClassVar[Any] = ({"sqlite_with_rowid": False},)
    day: int = part_of_key()
    stream_id: int = part_of_key()
    external_id: str = Field(primary_key=True)
    facet_id: int
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
    """What a seller asks for a unit, from a day on; nothing is ever overwritten by a later price.

    Prices of another origin or in another currency stand beside it.
    """

    seller: str = Field(primary_key=True)
    model: str = Field(primary_key=True)
    endpoint: str = Field(primary_key=True)
    mode: str = Field(primary_key=True)
    resolution: str = Field(primary_key=True)
    audio: str = Field(primary_key=True)
    unit: str = Field(primary_key=True)
    currency: str = Field(primary_key=True)
    origin: str = Field(primary_key=True)
    valid_from: int = part_of_key()
    valid_to: int | None
    amount: int = whole()
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


class Fx(SQLModel, table=True):
    """What one unit of a currency is worth in another on a day, in nano-units."""

    day: int = part_of_key()
    currency: str = Field(primary_key=True)
    into: str = Field(primary_key=True)
    source: str = Field(primary_key=True)
    rate: int = whole()
