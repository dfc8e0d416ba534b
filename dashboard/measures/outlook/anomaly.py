"""Which days lay outside what was expected, by enough money to matter, and does it still go on?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from dashboard.measures.outlook.foreseen import OFF, PLANS, Foreseen
from dashboard.measures.outlook.history import History, Planned
from dashboard.measures.outlook.line import Line, Tell, days
from dashboard.measures.outlook.reckon import lines_of
from db.scopes import filters

WEEK: Final = timedelta(days=7)
LOOKED_AT: Final = 9
"""So many weeks are looked at."""
TEAM: Final = "team"
MOSTLY: Final = 0.8
"""Who is so large a part of a story drove it."""
LULL: Final = timedelta(days=2)
"""A quiet day between two odd ones does not end what is going on."""


@dataclass(frozen=True, slots=True)
class Least:
    """What an odd day must differ by to be told: so much money (nano-units), and so large a share of the expected."""

    amount: int
    share: float = 0.25


@dataclass(frozen=True, slots=True)
class Anomaly:
    """A part of the work that cost other than expected from `first` to before `past`; sums are of its odd days.

    `low` and `high` add up the 95 % intervals of those days. `going_on`: the last known day is one of them, or nearly.
    `planned` is who said that it was, and why; "" where nobody did.
    """

    part: str
    first: date
    past: date
    days: int
    actual: int
    expected: int
    low: int
    high: int
    going_on: bool
    planned: str = ""

    @property
    def impact(self) -> int:
        """How much more than expected it cost; below 0 is less."""
        return self.actual - self.expected

    @property
    def key(self) -> str:
        """What tells it apart for as long as it lasts, so that nobody is told twice."""
        return f"{self.part or 'everything'} from {self.first}"


@dataclass(frozen=True, slots=True)
class OddDay:
    """One day outside its interval."""

    part: str
    day: date
    actual: int
    line: Line


def odd_days(history: History, past: date, tell: Tell, least: Least, planned: Sequence[Planned] = ()) -> list[OddDay]:
    """Days of the last weeks before `past` outside the interval that was forecast at the start of their week."""
    found = []
    for back in range(LOOKED_AT, 0, -1):
        origin = past - WEEK * back
        if origin <= history.first:
            continue
        for line in lines_of(history.cut(origin), days(origin, origin + WEEK), origin, tell, planned):
            actual = history.of(line.part, line.horizon.first, line.horizon.past)
            if _odd(line, actual, least):
                found.append(OddDay(line.part, line.horizon.first, actual, line))
    return found


def _odd(line: Line, actual: int, least: Least) -> bool:
    if line.low95 is None or line.high95 is None or line.low95 <= actual <= line.high95:
        return False
    impact = abs(actual - line.expected)
    return impact >= least.amount and impact >= least.share * abs(line.expected)


def episodes(found: Iterable[OddDay], past: date) -> list[Anomaly]:
    """Odd days of one part and direction that follow each other, as one; the newest first, then the largest."""
    runs: dict[tuple[str, bool], list[list[OddDay]]] = {}
    for one in sorted(found, key=lambda odd: odd.day):
        mine = runs.setdefault((one.part, one.actual > one.line.expected), [])
        if mine and one.day - mine[-1][-1].day <= LULL:
            mine[-1].append(one)
        else:
            mine.append([one])
    return sorted((_episode(run, past) for mine in runs.values() for run in mine), key=_newest)


def _newest(one: Anomaly) -> tuple[int, int, str]:
    return -one.past.toordinal(), -abs(one.impact), one.part


def _episode(run: Sequence[OddDay], past: date) -> Anomaly:
    last = run[-1].day + timedelta(days=1)
    return Anomaly(
        run[0].part, run[0].day, last, len(run), sum(one.actual for one in run),
        sum(one.line.expected for one in run), sum(one.line.low95 or 0 for one in run),
        sum(one.line.high95 or 0 for one in run), past - last < LULL,
    )  # fmt: skip


def told_once(found: Iterable[Anomaly]) -> list[Anomaly]:
    """The same without those that tell the same money once more: what is odd as a whole is not told of its parts too,
    and what is odd as a team is not told of its model or account. What one team drove is told of that team alone."""
    every, kept = [*found], list[Anomaly]()
    for one in sorted((_driving(each, every) for each in every), key=lambda each: (bool(each.part), -abs(each.impact))):
        if not any(_same_money(one, other) for other in kept):
            kept.append(one)
    return sorted(kept, key=_newest)


def _driving(one: Anomaly, every: Sequence[Anomaly]) -> Anomaly:
    """The story of the one team that nearly all of a story of everything is; else the story itself."""
    if one.part:
        return one
    teams = [each for each in every if _by(each) == TEAM and _overlap(each, one)]
    most = max(teams, key=lambda each: abs(each.impact), default=one)
    return most if abs(most.impact) >= MOSTLY * abs(one.impact) else one


def _same_money(one: Anomaly, larger: Anomaly) -> bool:
    return _overlap(one, larger) and (not larger.part or one.part == larger.part or _by(one) != _by(larger))


def _overlap(one: Anomaly, other: Anomaly) -> bool:
    return one.first < other.past and other.first < one.past and (one.impact > 0) == (other.impact > 0)


def _by(one: Anomaly) -> str:
    return one.part.partition("=")[0]


def with_plans(found: Iterable[Anomaly], foreseen: Sequence[Foreseen], scope: str) -> list[Anomaly]:
    """The same, each with who planned it, where a step of the same or a wider scope covers one of its days."""
    return [replace(one, planned=_planned(one, foreseen, scope)) for one in found]


def _planned(one: Anomaly, foreseen: Sequence[Foreseen], scope: str) -> str:
    mine = set(filter(None, f"{scope}; {one.part}".split("; ")))
    for step in foreseen:
        covers = step.until is not None and step.since < one.past and step.until > one.first
        excused = step.kind in PLANS and not (step.kind == OFF and one.impact > 0)  # a day off excuses no script
        if covers and excused and _scope(step.scope) <= mine:
            return step.told
    return ""


def _scope(text: str) -> set[str]:
    return {f"{name}={word}" for name, words in filters(text).items() for word in words}
