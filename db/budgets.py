"""Budgets: what a part of the work may cost in a period, and from which shares of that on somebody is told."""

from datetime import date
from typing import Annotated, Any, Final, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationInfo, field_validator, model_validator

from db.budget_periods import Kind
from db.budget_words import NONE, USUAL, amounts_of, percents_of, raised_of, written_amounts, written_percents
from db.door import Amount, Currency
from db.facts import Id, Word
from db.money import from_nano
from db.scopes import filters, scope_of
from db.window import day_of_number

OVERRUN: Final = "100"
"""The usual share of the amount whose forecast somebody is told."""
Day = Annotated[int, Field(ge=19000101, le=29991231)]


def _scope(text: str) -> str:
    return scope_of(filters(text))


def _name(text: str) -> str:
    name = " ".join(text.split())
    if not name or not name.isprintable():
        raise ValueError("a budget needs a name of letters that can be shown; say in a few words what it is for")
    return name


class Budget(BaseModel):
    """A limit: `amount` in nano-units of `currency` for each period on what `scope` narrows the work to.

    `amounts` are those of named periods that have another. `since` and `until` (YYYYMMDD, the day after the last) say
    when it holds, None always; a custom period is all of that. `raised` is how much more each period gets, by the day,
    from `raised_since` to before `raised_until`. `thresholds` are percents of what may be spent at which it was, and
    `forecast_thresholds` at which the forecast says with `probability` percent that it will be.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: Annotated[Id, AfterValidator(_name)]
    scope: Annotated[Word, AfterValidator(_scope)] = ""
    period: Kind
    amount: Amount
    currency: Currency
    year_start: Annotated[int, Field(ge=1, le=12)] = 1
    amounts: Word = ""
    since: Day | None = None
    until: Day | None = None
    rollover: Literal["none", "surplus", "both"] = "none"
    raised: Amount = 0
    raised_since: Day | None = None
    raised_until: Day | None = None
    thresholds: Annotated[Word, AfterValidator(lambda text: written_percents(text, USUAL))] = USUAL
    forecast_thresholds: Annotated[Word, AfterValidator(lambda text: written_percents(text, OVERRUN))] = OVERRUN
    probability: Annotated[int, Field(ge=1, le=97)] = 50

    @field_validator("amount")
    @classmethod
    def _is_something(cls, amount: int) -> int:
        if not amount:
            raise ValueError("a budget of nothing is crossed by everything; give an amount above 0")
        return amount

    @field_validator("amounts")
    @classmethod
    def _in_order(cls, amounts: str, known: ValidationInfo) -> str:
        wrong = not {"period", "year_start"} <= known.data.keys()  # which is said of them, and enough
        return amounts if wrong else written_amounts(amounts, known.data["period"], known.data["year_start"])

    @model_validator(mode="after")
    def _makes_sense(self) -> "Budget":
        if self.since and self.until and self.since >= self.until:
            raise ValueError("its last day lies before its first; give a later last day")
        if self.period == "custom" and not (self.since and self.until):
            raise ValueError("a custom period needs its first day and its last; give both")
        if self.rollover != NONE and (self.period == "custom" or not self.since):
            raise ValueError("what is left can only go over from a first day on, period by period; give its first day")
        if self.year_start != 1 and self.period not in ("quarter", "year"):
            raise ValueError("only quarters and years begin with a fiscal year; leave the month the year starts in")
        raised_of(self.raised, self.raised_since, self.raised_until)
        return self

    @property
    def where(self) -> dict[str, list[str]]:
        """Allowed words by dimension, as a View is narrowed."""
        return filters(self.scope)

    @property
    def percents(self) -> tuple[int, ...]:
        """From which percents of what may be spent on somebody is told."""
        return percents_of(self.thresholds)

    @property
    def forecast_percents(self) -> tuple[int, ...]:
        """From which percents on somebody is told because the forecast says so."""
        return percents_of(self.forecast_thresholds)

    @property
    def named_amounts(self) -> dict[str, int]:
        """The amounts of named periods, in nano-units."""
        return amounts_of(self.amounts)

    @property
    def life(self) -> tuple[date, date]:
        """The days on which it holds, the last out; as wide as days go where it always does."""
        first = day_of_number(self.since) if self.since else date.min
        return first, day_of_number(self.until) if self.until else date.max


def budget_of(row: Any) -> Budget:
    """The budget that a stored row stands for."""
    said = {name: getattr(row, name) for name in Budget.model_fields}
    return Budget.model_validate(said | {"amount": from_nano(row.amount), "raised": from_nano(row.raised)})
