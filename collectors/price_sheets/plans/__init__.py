"""Monthly plans that buy video: what they cost, what they buy, and what a video takes of their credits."""

from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from collectors.price_sheets.reading import facts, loaded
from db.door import Amount, Count, Currency
from db.facts import Fact, Id, Word

WHERE = "plans.toml"


class Plan(Fact):
    """A plan that buys video for a month, from `valid_from` up to and not including `valid_to`.

    None in either is not known, or has not come. `up_to` is the highest price seen where several were. `credits` are
    those of a month, of the kind that `draws` name; `api` tells whether it pays for work that is asked for over an API.
    """

    seller: Id
    name: Id
    amount: Amount
    up_to: Amount | None = None
    currency: Currency = "USD"
    credits: Count | None = None
    kind: Word = ""
    buys: Word
    api: bool = False
    valid_from: date | None = None
    valid_to: date | None = None
    source: Word
    checked_on: date


class Draw(Fact):
    """What a video takes of credits of a kind: so many for a clip or a second, beyond `after` seconds so many.

    `plans` are those it holds for, all where there are none; `clip_seconds` is the length of a clip.
    """

    kind: Id
    model: Id
    credits: Amount
    unit: Literal["clip", "second"]
    clip_seconds: Amount | None = None
    after: Amount | None = None
    plans: tuple[str, ...] = ()
    source: Word
    checked_on: date


@cache
def plans() -> tuple[Plan, ...]:
    """Every plan that is known, those that have ended too."""
    return facts(Plan, WHERE, _said(), "plans")


@cache
def draws() -> tuple[Draw, ...]:
    """What videos take of the credits that plans buy."""
    return facts(Draw, WHERE, _said(), "draws")


def _said() -> dict[str, Any]:
    return dict(loaded(WHERE, files(__name__).joinpath(WHERE).read_text(encoding="utf-8"), ("plans", "draws")))
