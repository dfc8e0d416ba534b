"""What people know of and no past day shows: campaigns, subscriptions, replacements, days off, and planned days."""

from datetime import datetime
from typing import Annotated, Final, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator
from sqlalchemy import Engine, delete, insert, select

from db.audit import audit
from db.door import Amount, Instant, Word
from db.engine import reading, writing
from db.money import from_nano, plain
from db.scopes import filters, scope_of
from db.tables import Step as Row
from db.upsert import table_of
from db.window import day_of_number, instant_of

STEP: Final = table_of(Row)
Kind = Literal["campaign", "subscription", "replacement", "expected", "off", "holidays"]
RESTS: Final = ("off", "holidays")
"""Kinds of steps on whose days work rests."""


def _scope(text: str) -> str:
    return scope_of(filters(text))


class Step(BaseModel):
    """Something known ahead, or a past day that was planned (`expected`). Days are YYYYMMDD, `until` is past the last.

    `amount` is nano-units of the reporting currency: all of a campaign, a month of a subscription. `into` is the model
    that replaces the one of the scope, and of `holidays` the country, such as DE or DE-BY. `left` is how many percent
    of a usual day go on while work rests.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Kind
    name: Word
    scope: Annotated[Word, AfterValidator(_scope)] = ""
    since: int
    until: int | None = None
    amount: Amount | None = None
    into: Word = ""
    left: Annotated[int, Field(ge=0, le=100)] | None = None
    why: Word
    who: Word = ""
    at: Instant
    id: int | None = None

    @model_validator(mode="after")
    def _makes_sense(self) -> Self:
        if not self.name.strip() or not self.why.strip():
            raise ValueError("it needs a name and a reason; say what it is, and why")
        if self.until is not None and self.until <= self.since:
            raise ValueError("the last day lies before the first; give a later last day")
        if self.kind in ("campaign", "expected", "off") and self.until is None:
            raise ValueError("it needs a last day; give one")
        if self.kind in ("campaign", "subscription") and not self.amount:
            raise ValueError("it needs an amount above 0; give what it will cost")
        if self.kind == "replacement" and not (self.into and len(self.where.get("model", ())) == 1):
            raise ValueError("a replacement needs the model that goes and the one that comes; choose both")
        if self.kind == "holidays" and not self.into:
            raise ValueError("it needs the country whose public holidays they are; choose one")
        if self.kind in RESTS and self.left is None:
            raise ValueError("it needs how much of a usual day goes on, from 0 to 100 percent; give 0 if nothing does")
        return self

    @property
    def where(self) -> dict[str, list[str]]:
        """Allowed words by dimension, as a View is narrowed."""
        return filters(self.scope)


def steps(engine: Engine, *, known_at: datetime | None = None) -> list[Step]:
    """Every step that was known at an instant (None is now), by its first day."""
    asked = select(STEP).order_by(STEP.c.since, STEP.c.id)
    with reading(engine) as connection:
        found = [_step(row) for row in connection.execute(asked)]
    return [step for step in found if known_at is None or instant_of(step.at) <= known_at]


def _step(row: object) -> Step:
    said = {name: getattr(row, name) for name in Step.model_fields}
    amount = None if said["amount"] is None else from_nano(said["amount"])
    return Step.model_validate(said | {"amount": amount, "at": instant_of(said["at"])})


def add_step(engine: Engine, step: Step) -> bool:
    """Keep a step, audited; whether it is news (the same one said twice is not)."""
    row = {name: getattr(step, name) for name in Step.model_fields if name != "id"}
    same = [STEP.c[name] == value for name, value in row.items() if name not in ("at", "who")]
    with writing(engine) as connection:
        if connection.execute(select(STEP.c.id).where(*same)).first():
            return False
        connection.execute(insert(STEP).values(**row))
        audit(connection, instant_of(step.at), step.who, f"{step.kind} {step.name}", "", told(step))
    return True


def remove_step(engine: Engine, number: int, now: datetime, who: str) -> bool:
    """Take a step back, audited; whether it was there."""
    with writing(engine) as connection:
        row = connection.execute(select(STEP).where(STEP.c.id == number)).first()
        if row is None:
            return False
        step = _step(row)
        connection.execute(delete(STEP).where(STEP.c.id == number))
        audit(connection, now, who, f"{step.kind} {step.name}", told(step), "")
    return True


def told(step: Step) -> str:
    """A step in a few words, for the audit."""
    last = f" up to {day_of_number(step.until)}" if step.until else ""
    amount = f", {plain(from_nano(step.amount))}" if step.amount else ""
    into = f", into {step.into}" if step.into and step.kind not in RESTS else ""
    left = "" if step.left is None else f", {step.left} % of a usual day"
    return f"{step.scope or 'everything'} from {day_of_number(step.since)}{last}{amount}{into}{left}: {step.why}"
