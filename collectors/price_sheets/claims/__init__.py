"""What was said about video models in public, to be shown beside what they are asked for and what was paid.

A claim is no price: nothing is ever priced by one.
"""

from functools import cache
from importlib.resources import files
from typing import Any, Literal

from collectors.price_sheets.reading import facts, loaded
from db.door import Amount, Currency
from db.facts import Fact, Id, Word


class Claim(Fact):
    """One thing that was said of a model, and what the price sheets find of it.

    `low` and `high` are the numbers that were claimed, in `unit`s: of money for a second or a month, of seconds for a
    length; `open_ended` where it said "or more". `claimed` is the claim in words.
    """

    model: Id
    about: Literal["price", "length", "shots", "resolution", "plan"]
    claimed: Word
    low: Amount | None = None
    high: Amount | None = None
    open_ended: bool = False
    unit: Word = ""
    currency: Currency = "USD"
    verdict: Literal["right", "about right", "misleading", "wrong", "obsolete"]
    finding: Word


class Survey(Fact):
    """Who said it when, and who held it against what."""

    name: Word
    said_in: Word
    source: Word


@cache
def claims() -> tuple[Claim, ...]:
    """Everything the survey claimed, model by model."""
    return facts(Claim, "survey.toml", _said(), "claims")


@cache
def survey() -> Survey:
    """The survey that the claims are from."""
    return Survey.model_validate(_said()["survey"])


def _said() -> dict[str, Any]:
    text = files(__name__).joinpath("survey.toml").read_text(encoding="utf-8")
    return dict(loaded("survey.toml", text, ("survey", "claims")))
