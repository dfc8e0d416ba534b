"""What is known ahead and no past day shows: campaigns, subscriptions, days off, prices and models that change."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from dashboard.measures.months import months_before
from dashboard.measures.outlook.history import Planned
from dashboard.measures.outlook.line import Line
from db.money import spread
from db.scopes import filters

DAY: Final = timedelta(days=1)
OFF: Final = "off"
PLANS: Final = ("campaign", "expected", OFF)
"""Kinds of steps whose days were planned."""
EVEN: Final = (1.0,) * 7


@dataclass(frozen=True, slots=True)
class Foreseen:
    """A step from the day `since` on, up to and not including `until` (None: it stays).

    `amount` is nano-units, of all its days, or `monthly`; `factor` is what the work of its scope costs from then on for
    what cost 1 before, and `week` what each day of a usual week is worth, Monday first. `parts` says by dimension how
    the scope's recent cost is spread over that dimension's words, and `share` which part of everything in view it is.
    `number` is the step's own where a person typed it in.
    """

    kind: str
    name: str
    scope: str
    since: date
    until: date | None = None
    amount: int = 0
    monthly: bool = False
    factor: float | None = None
    share: float = 0.0
    parts: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    told: str = ""
    number: int | None = None
    week: Sequence[float] = EVEN


def effects(
    foreseen: Sequence[Foreseen], whole: Sequence[Line], dimension: str, past: date
) -> dict[tuple[str, str], int]:
    """What all steps add in nano-units, by part and horizon; the parts of `dimension` add up to the whole ("")."""
    found: dict[tuple[str, str], int] = defaultdict(int)
    for line in whole:
        for one in foreseen:
            amount = effect(one, line, past)
            if not amount:
                continue
            found["", line.horizon.written] += amount
            for word, share in _spread(amount, one.parts.get(dimension, {})).items():
                found[f"{dimension}={word}", line.horizon.written] += share
    return dict(found)


def effect(one: Foreseen, line: Line, past: date) -> int:
    """What a step adds to the whole over a horizon, on the days that are not known yet, whatever other steps add."""
    since, until = line.horizon.left(past)
    if until <= since or one.since >= until or (one.until is not None and one.until <= since):
        return 0
    if one.factor is not None:
        touched = _worth(one, max(since, one.since), min(until, one.until or until))
        every = _worth(one, since, until)
        unstepped = max(line.left - line.steps, 0)
        return round((one.factor - 1) * one.share * touched / every * unstepped) if every > 0 else 0
    if one.monthly:
        return one.amount * sum(1 for day in due(one, line.horizon.past) if since <= day < until)
    length = _days(one, one.since, one.until or one.since)
    return one.amount * _days(one, since, until) // length if length else 0


def _days(one: Foreseen, since: date, until: date) -> int:
    """How many days of a step lie between two."""
    return max((min(until, one.until or until) - max(since, one.since)).days, 0)


def _worth(one: Foreseen, since: date, until: date) -> float:
    """What the days between two are worth in a usual week."""
    return sum(one.week[(since.weekday() + ahead) % 7] for ahead in range((until - since).days))


def due(one: Foreseen, past: date) -> list[date]:
    """The days on which a monthly amount is due: each month on the day it began, or the month's last."""
    found, first = [], one.since.replace(day=1)
    while first < past:
        last = months_before(first, -1) - DAY
        day = first.replace(day=min(one.since.day, last.day))
        if one.until is None or day < one.until:
            found.append(day)
        first = months_before(first, -1)
    return found


def _spread(amount: int, weights: Mapping[str, int]) -> dict[str, int]:
    """An amount, also a negative one, over words by their weights."""
    words = [word for word, weight in weights.items() if weight > 0] or list(weights)
    if not words:
        return {}
    shares = spread(abs(amount), [max(weights[word], 0) for word in words])
    return dict(zip(words, shares if amount > 0 else [-share for share in shares], strict=True))


def planned(foreseen: Sequence[Foreseen], past: date) -> list[Planned]:
    """The past days that say nothing of what is usual, because people planned them, or because work rested."""
    return [
        Planned(one.since, min(one.until, past), filters(one.scope), rest=one.kind == OFF)
        for one in foreseen
        if one.kind in PLANS and one.until is not None and one.since < past
    ]


def in_horizons(one: Foreseen, whole: Sequence[Line], past: date) -> dict[str, int]:
    """What a single step adds to each horizon, where it adds anything."""
    said = {line.horizon.written: effect(one, line, past) for line in whole}
    return {written: amount for written, amount in said.items() if amount}
