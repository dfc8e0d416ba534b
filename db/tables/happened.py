"""What happened: runs, leases, lines crossed, letters, changes."""

from sqlalchemy import BigInteger, UniqueConstraint
from sqlmodel import Field, SQLModel

from db.tables.columns import part_of_key, whole


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


class Alert(SQLModel, table=True):
    """A line crossed: once for each (rule, threshold, period), and what became of it.

    `scope` narrows to the work it is about, as a budget does; `address` is the path and query that show it. `impact`
    is money of the reporting currency. `resolved` is when it cleared; who acknowledged, snoozed or planned it is kept.
    """

    __table_args__ = (UniqueConstraint("rule", "threshold", "period"),)
    id: int | None = Field(default=None, primary_key=True)
    rule: str
    threshold: str
    period: str
    kind: str
    scope: str
    at: int = whole()
    said: str
    todo: str
    impact: int | None = whole()
    address: str
    resolved: int | None = whole()
    acknowledged: int | None = whole()
    acknowledged_by: str = ""
    snoozed_until: int | None = whole()
    snoozed_by: str = ""
    planned: str = ""
    planned_by: str = ""
    escalated: int | None = whole()


class Message(SQLModel, table=True):
    """A letter to one reader over one channel about one thing, sent or not: the outbox.

    `letter` is who writes it, a file name in dashboard/letters; `about` is what it is about, such as `alert 17 crossed`
    or `weekly digest 2026-W47`. Messages of one `message_id` are one letter. Nothing is sent before `due`; `tried` is
    when somebody last began to send it, `sent` when it was accepted, `given_up` that nobody will try again, and why is
    in `error`.
    """

    __table_args__ = (UniqueConstraint("about", "reader", "channel"),)
    id: int | None = Field(default=None, primary_key=True)
    about: str
    letter: str
    alert_id: int | None = Field(default=None, foreign_key="alert.id", index=True)
    reader: str
    channel: str
    message_id: str = Field(index=True)
    made: int = whole()
    due: int = whole()
    attempts: int = 0
    tried: int | None = whole()
    sent: int | None = whole()
    given_up: bool = False
    error: str = ""


class Slot(SQLModel, table=True):
    """One go of a job of the clock: a slot is taken once, whoever takes it, and what became of it stays."""

    job: str = Field(primary_key=True)
    slot: int = part_of_key(sa_type=BigInteger)
    holder: str
    started: int = whole()
    ended: int | None = whole()
    error: str = ""


class Audit(SQLModel, table=True):
    """Who changed what, from what, into what, when."""

    id: int | None = Field(default=None, primary_key=True)
    at: int = whole()
    who: str
    what: str
    before: str
    after: str
