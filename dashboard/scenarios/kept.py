"""Scenarios as a reader keeps them: listed, found by name, saved, renamed and forgotten."""

from collections.abc import Iterable
from datetime import datetime
from difflib import get_close_matches
from typing import Final

from pydantic import ValidationError

from dashboard.scenarios.address import address_of
from dashboard.scenarios.asked import Asked
from dashboard.view import View
from db import scenarios as stored
from db.scenarios import NotKept, Scenario

WHO: Final = "dashboard"


def listed(view: View) -> list[Scenario]:
    """Every scenario, by name; for a reader of some teams their own, and those that name no other team."""
    return [one for one in stored.scenarios(view.engine) if _may_see(view, one)]


def _may_see(view: View, scenario: Scenario) -> bool:
    return may_change(view, scenario) or stored.teams_of(scenario) <= (view.reader.teams or set())


def named(view: View, names: Iterable[str]) -> list[Scenario]:
    """Those of these names, in their order. Raises NotKept for one that is not there."""
    every = {one.name: one for one in listed(view)}
    return [every[_known(name, list(every))] for name in dict.fromkeys(names)]


def _known(name: str, names: list[str]) -> str:
    if name in names:
        return name
    near = get_close_matches(name, names, n=1)
    advice = f"did you mean “{near[0]}”?" if near else "the part Saved of What-if lists those that are"
    raise NotKept(f"there is no scenario “{name[:80]}”; {advice}")


def draft(view: View, name: str, note: str, asked: Asked, now: datetime) -> Scenario:
    """A scenario that is not kept yet. Raises NotKept for a name or question that cannot be."""
    try:
        return Scenario(
            name=name, question=asked.question, address=address_of(asked), note=note.strip(), who=_who(view), made=now
        )
    except ValidationError as fault:
        raise NotKept(_sentence(fault)) from None


def save(view: View, scenario: Scenario, *, replace: bool = False) -> bool:
    """Keep it; whether that is news. Raises Taken where another has its name and is not to go, or is not theirs."""
    _mine(view, scenario.name, "choose another name")
    return stored.save(view.engine, scenario, replace=replace)


def rename(view: View, name: str, to: str, now: datetime) -> bool:
    """Call it otherwise; whether that is another name. Raises NotKept."""
    _mine(view, name)
    try:
        return stored.rename(view.engine, name, to, now, _who(view))
    except ValueError as fault:
        raise NotKept(str(fault)) from None


def forget(view: View, name: str, now: datetime) -> bool:
    """Take it away; whether it was there. Raises NotKept for one that is another's."""
    _mine(view, name)
    return stored.forget(view.engine, name, now, _who(view))


def may_change(view: View, scenario: Scenario) -> bool:
    """Whether this reader may rename or forget it: whoever saved it, and whoever may see all teams."""
    return view.reader.teams is None or scenario.who == view.reader.name


def _mine(view: View, name: str, advice: str = "only they or finance may change it") -> None:
    """Raises NotKept for a scenario that this reader may not change."""
    before = next((one for one in stored.scenarios(view.engine) if one.name == name), None)
    if before and not may_change(view, before):
        raise NotKept(f"the scenario “{name}” is {before.who}'s; {advice}")


def _who(view: View) -> str:
    return view.reader.name or WHO


def _sentence(fault: ValidationError) -> str:
    first = fault.errors()[0]
    if first["type"] == "string_too_long":
        return f"the {first['loc'][0]} is too long; shorten it"
    return first["msg"].removeprefix("Value error, ")
