"""What people decide: teams, rules, members, videos, budgets."""

from sqlmodel import Field, SQLModel

from db.tables.columns import part_of_key, whole

UNATTRIBUTED = 0
"""The team of what no rule could place: a row like any other, and always there."""


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
    """Who may look, as what, and at which teams (comma-separated); and how they want to be told.

    `letters` is when alerts reach them, `quiet` the hours (22:00-07:00 of their own zone) in which nothing does;
    `minimum` is the least money of an alert (nano-units, reporting currency), `without` the letters they do not want.
    """

    email: str = Field(primary_key=True)
    role: str
    teams: str = ""
    letters: str = "immediate"
    zone: str = ""
    quiet: str = ""
    minimum: int = whole(default=0)
    without: str = ""


class Video(SQLModel, table=True):
    """A finished deliverable."""

    id: str = Field(primary_key=True)
    title: str
    team: str
    seconds: int | None = whole()


class VideoClip(SQLModel, table=True):
    """What one source (a job log, or marks made by hand) says of a clip; it may wait for the work it is about.

    `external_id` is the provider's id of the clip, or the customer's own where the provider keeps that; `digest`
    tells whether the source says anything else of the clip now than it did.
    """

    __tablename__ = "video_clip"
    account_id: int = part_of_key(foreign_key="account.id")
    external_id: str = Field(primary_key=True)
    source: str = Field(primary_key=True)
    team: str
    project: str
    video: str
    shot: str
    take: int | None
    usable: int | None = whole()
    digest: str


class Budget(SQLModel, table=True):
    """A limit on what a scope may cost in a period; `db.budgets` says what each column means. Days are YYYYMMDD."""

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(unique=True)
    scope: str
    period: str
    amount: int = whole()
    currency: str
    year_start: int
    amounts: str
    since: int | None
    until: int | None
    rollover: str
    raised: int = whole()
    raised_since: int | None
    raised_until: int | None
    thresholds: str
    forecast_thresholds: str
    probability: int


class Step(SQLModel, table=True):
    """Something that a person knows and no past day shows: who said it, when, and why.

    Days are YYYYMMDD, `until` is the day after the last (none: it goes on). `amount` is money for a campaign (all of
    it) or a subscription (a month of it); `into` is the model that replaces the one of the scope, or the country whose
    public holidays are days off; `left` is how many percent of a usual day go on when work rests.
    """

    id: int | None = Field(default=None, primary_key=True)
    kind: str
    name: str
    scope: str
    since: int
    until: int | None
    amount: int | None = whole()
    into: str
    left: int | None
    why: str
    who: str
    at: int = whole()


class Scenario(SQLModel, table=True):
    """A question of What-if that somebody saved: never its answer, which is reckoned anew whenever it is looked at.

    `address` is the path and query that ask it, without a host.
    """

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(unique=True)
    question: str
    address: str
    note: str
    who: str
    made: int = whole()
