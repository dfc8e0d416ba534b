"""Days on which work rests, as people typed them in: stretches of days, and the public holidays of a country."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Final

from dashboard.forecasts import shares
from dashboard.forecasts.past import Past
from dashboard.forecasts.public_holidays import holidays_of
from dashboard.measures.outlook.foreseen import OFF, Foreseen
from dashboard.measures.outlook.line import months
from dashboard.measures.outlook.quiet import Rested, a_year_later, rested
from dashboard.view import View
from db.steps import Step
from db.window import day_of_number

FARTHEST: Final = timedelta(days=1100)
DAY: Final = timedelta(days=1)
Where = Mapping[str, Collection[str]]
Named = Mapping[date, str]


def days_off(view: View, past: Past, said: Sequence[Step]) -> list[Foreseen]:
    """Each stretch of days on which work rests, by what people `said`.

    A day rests once: what somebody typed in goes before public holidays, and what is said of more work before others.
    """
    found: list[Foreseen] = []
    taken: list[tuple[Named, Where]] = []
    for step in sorted(said, key=lambda one: (one.kind != OFF, len(one.where), one.since)):
        every = _days(step, past)
        mine = {day: name for day, name in every.items() if not _taken(day, step.where, taken)}
        taken.append((mine, step.where))
        found += _stretches(view, past, step, mine)
    return found


def rested_a_year_ago(past: Past, foreseen: Sequence[Foreseen]) -> Rested | None:
    """When work rested a year ago, on days that nobody said anything of for this year."""
    found = rested(past.history, past.today)
    if found is None:
        return None
    since, until = a_year_later(found.first), a_year_later(found.past - DAY)
    told = any(one.kind == OFF and one.until and one.since <= until and since < one.until for one in foreseen)
    return None if told else found


def _days(step: Step, past: Past) -> Named:
    """The days of a step that matter, and what each is called: public holidays up to the last month that is told."""
    since, end = max(day_of_number(step.since), past.history.first), months(past.today)[-1].past
    last = end if step.kind != OFF else past.today + FARTHEST
    until = min(day_of_number(step.until), last) if step.until else last
    if step.kind != OFF:
        return holidays_of(step.into, since, until)
    return {since + ahead * DAY: step.name for ahead in range((until - since).days)}


def _taken(day: date, where: Where, taken: Iterable[tuple[Named, Where]]) -> bool:
    """Whether all of this work rests on the day already."""
    return any(day in days and _within(where, other) for days, other in taken)


def _within(where: Where, other: Where) -> bool:
    return all(name in where and set(where[name]) <= set(words) for name, words in other.items())


def _stretches(view: View, past: Past, step: Step, days: Named) -> list[Foreseen]:
    """Days of one name that follow each other, as one."""
    if not days:
        return []
    to_come = max(days) >= past.past
    part, parts = (shares.of(view, past, step.where), shares.by_part(view, past, step.where)) if to_come else (0.0, {})
    told = f"{step.why} ({step.who or 'nobody named'}); {step.left} % of a usual day goes on"
    return [
        Foreseen(
            OFF, days[first], step.scope, first, last + DAY, factor=(step.left or 0) / 100, share=part, parts=parts,
            told=told, number=step.id, week=past.history.week(past.past),
        )
        for first, last in _runs(days)
    ]  # fmt: skip


def _runs(days: Named) -> list[tuple[date, date]]:
    """The first and the last day of each run of days with one name."""
    runs: list[tuple[date, date]] = []
    for day, name in sorted(days.items()):
        if runs and runs[-1][1] + DAY == day and days[runs[-1][1]] == name:
            runs[-1] = (runs[-1][0], day)
        else:
            runs.append((day, day))
    return runs
