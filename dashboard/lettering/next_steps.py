"""What a digest asks its reader to do next: the few things that would help most, or nothing."""

from collections.abc import Iterator
from typing import Final

from dashboard.lettering.accounts import unwell
from dashboard.lettering.letter import Occasion
from dashboard.lettering.standing_open import named, open_alerts
from dashboard.lettering.words import of_all, sentence, written
from dashboard.measures.health import Health
from dashboard.view import UNATTRIBUTED, View

MOST: Final = 5
ALERTS: Final = 2


def next_steps(view: View, occasion: Occasion) -> tuple[str, ...]:
    """At most five: accounts that bring nothing, work without a team, what open alerts ask for, kept seconds."""
    found = [*_accounts(occasion), *_unattributed(view), *_alerts(occasion), *_usable(view)]
    return tuple(found[:MOST]) or ("Nothing: all is collected, placed and within its limits.",)


def _accounts(occasion: Occasion) -> Iterator[str]:
    """What ails several accounts alike is said once."""
    alike: dict[tuple[str, str], list[Health]] = {}
    for one in unwell(occasion):
        alike.setdefault((one.state, of_all(one.todo)), []).append(one)
    for (state, todo), (first, *more) in alike.items():
        if more:
            yield f"{first.account} and {len(more)} more are {state}. {sentence(todo)}"
        else:
            yield f"{first.account} is {state}. {sentence(first.todo)}"


def _unattributed(view: View) -> Iterator[str]:
    teams = view.reader.teams
    if teams is not None and UNATTRIBUTED not in teams:
        return
    cost = view.only(team=[UNATTRIBUTED]).number("cost")
    if cost:
        much = written("cost", cost, view.currency)
        yield f"Give {much} of unattributed work a team: Collection, Waiting for a person, has the rules to copy."


def _alerts(occasion: Occasion) -> Iterator[str]:
    for one in open_alerts(occasion)[:ALERTS]:
        if one.todo and not one.acknowledged:
            yield f"{named(one)}: {sentence(one.todo)}"


def _usable(view: View) -> Iterator[str]:
    if view.number("clips") and view.number("cost_per_usable_second") is None:
        yield "Mark which clips are kept under Unit costs, Clips: then a usable second has a price."
