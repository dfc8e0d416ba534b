"""Steps and planned days as people type them in on a screen: checked, kept with who and why, and taken back."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, Final

from pydantic import ValidationError

from dashboard.forecasts.foreseen import visible
from dashboard.forecasts.public_holidays import NoCountry, checked, name_of
from dashboard.measures.outlook.anomaly import Anomaly
from dashboard.view import View
from db.scopes import filters, scope_of
from db.steps import Kind, Step, add_step, remove_step, steps
from db.window import day_number

WHO: Final = "dashboard"
DAY: Final = timedelta(days=1)


class WrongStep(Exception):
    """Something typed in that cannot be; one sentence says what, why and what to do."""


def may_change(view: View) -> bool:
    """Whether this reader may say what is known ahead: whoever sees everything."""
    return view.reader.teams is None


def say_step(
    view: View, kind: Kind, said: Mapping[str, Any], first: date | None, last: date | None, now: datetime
) -> bool:
    """Keep a step: `said` has name, why, scope words, amount, into, left; whether it is news. Raises WrongStep."""
    if first is None:
        raise WrongStep("A step needs a first day; choose one.")
    if kind == "holidays":
        said = _of_a_country(said)
    try:
        until = None if last is None else day_number(last + DAY)
        return add_step(
            view.engine, Step(**_words(said), kind=kind, since=day_number(first), until=until, **_by(view, now))
        )
    except ValidationError as wrong:
        raise WrongStep(_sentence(wrong)) from None


def _of_a_country(said: Mapping[str, Any]) -> dict[str, Any]:
    """The same, with the country as it is kept and in words."""
    try:
        place = checked(said["into"]) if said["into"] else ""
    except NoCountry as wrong:
        raise WrongStep(f"{str(wrong)[:1].upper()}{str(wrong)[1:]}.") from None
    return {**said, "into": place, "name": f"Public holidays of {name_of(place)}"}


def typed(view: View) -> list[Step]:
    """What was typed in and can be taken back, the latest first."""
    return [step for step in reversed(steps(view.engine)) if visible(view, step)]


def _words(said: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a step; an amount as a Decimal, words as a scope."""
    amount = said.get("amount")
    return {
        "name": said["name"], "why": said["why"], "into": said.get("into") or "",
        "scope": scope_of({by: [word] for by, word in said.get("where", {}).items() if word}),
        "amount": Decimal(str(amount)) if amount else None, "left": said.get("left"),
    }  # fmt: skip


def _by(view: View, now: datetime) -> dict[str, Any]:
    return {"who": view.reader.name or WHO, "at": now}


def _sentence(wrong: ValidationError) -> str:
    """The first thing that is wrong, as a sentence."""
    said = wrong.errors()[0]["msg"].removeprefix("Value error, ")
    return f"{said[:1].upper()}{said[1:]}."


def say_planned(view: View, anomaly: Anomaly, scope: str, why: str, now: datetime) -> bool:
    """Say that odd days were planned, so that nobody is told and nothing is learnt of them. Raises WrongStep."""
    by, _, word = anomaly.part.partition("=")
    whole = filters(scope) | ({by: [word]} if by else {})
    try:
        step = Step(
            kind="expected", name=anomaly.key[:200], scope=scope_of(whole), since=day_number(anomaly.first),
            until=day_number(anomaly.past), why=why, **_by(view, now),
        )  # fmt: skip
    except ValidationError as wrong:
        raise WrongStep(_sentence(wrong)) from None
    return add_step(view.engine, step)


def take_back(view: View, number: int, now: datetime) -> bool:
    """Take a step back; whether it was there."""
    return remove_step(view.engine, number, now, view.reader.name or WHO)
