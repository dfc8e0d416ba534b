"""The forecast of what is in view: month-end and the next three months, by part, day by day, with what is foreseen."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from dashboard.forecasts.foreseen import foreseen_of
from dashboard.forecasts.past import PARTS, Past, part_of, past_of
from dashboard.measures.forecasting.tell import tell
from dashboard.measures.outlook.foreseen import Foreseen, effects, planned
from dashboard.measures.outlook.line import Horizon, Line, Tell, days, month, months
from dashboard.measures.outlook.reckon import fitted, lines_of, rescaled, rising, stepped
from dashboard.reader import EVERYBODY
from dashboard.view import View
from db.forecasts import Kept, keep
from db.window import day_number

WEEK: Final = timedelta(days=7)
STEPS_ALONE: Final = "known steps alone"


@dataclass(frozen=True, slots=True, eq=False)
class Outlook:
    """`whole` for this month and the next three, `parts` of each dimension for the same, which add up to it.

    `days` are single days from the first of the month on, `running` the month up to each of its days.
    """

    past: Past
    foreseen: tuple[Foreseen, ...]
    whole: tuple[Line, ...]
    parts: tuple[Line, ...]
    days: tuple[Line, ...]
    running: tuple[Line, ...]

    @property
    def month(self) -> Line:
        """What this month will have cost."""
        return self.whole[0]

    def of(self, by: str) -> list[Line]:
        """The parts by one dimension."""
        return [line for line in self.parts if line.part.startswith(f"{by}=")]


def outlook(view: View, today: date, zone: ZoneInfo) -> Outlook:
    """The forecast that is made today of everything in view, whatever days were chosen.

    One team, model or account alone is told what it is told among the others.
    """
    past = past_of(view, today, zone)
    alone = outlook_of(past, foreseen_of(view, past), tell)
    part, everything = among(view)
    if not part:
        return alone
    return as_part(alone, [line for line in outlook(everything, today, zone).parts if line.part == part])


def among(view: View) -> tuple[str, View]:
    """The one part that is in view, if it is one, and what it is a part of.

    A team's own forecast is the same for its lead as for finance, so it is told among all others for both; no number
    of another team leaves this module.
    """
    teams, everything = view.reader.teams, replace(view, narrowing=replace(view.narrowing, where={}))
    where = view.narrowing.where or ({"team": sorted(teams)} if teams else {})
    part = part_of(where)
    if teams is not None and part.startswith("team=") and teams.issuperset(where["team"]):
        return part, replace(everything, reader=EVERYBODY)
    return part, everything


def as_part(alone: Outlook, told: Sequence[Line]) -> Outlook:
    """The same forecast with the months that are `told` of it elsewhere, and all the rest scaled to them."""
    if not told:
        return alone
    whole = [replace(line, part="") for line in told]
    left, was = whole[0].left, alone.month.left
    parts = [one for by in PARTS for one in fitted(whole, alone.of(by))]
    days, running = (rescaled(some, left, was) for some in (alone.days, alone.running))
    return replace(alone, whole=tuple(whole), parts=tuple(parts), days=tuple(days), running=tuple(running))


def outlook_of(past: Past, foreseen: Sequence[Foreseen], teller: Tell, *, charted: bool = True) -> Outlook:
    """The forecast that follows from a past and what is foreseen; `charted` with what only a chart needs."""
    first, last = months(past.today), _running(past.today) if charted else []
    known = planned(foreseen, past.past)
    lines = lines_of(past.history, [*first, *last], past.past, teller, known)
    whole = [line for line in lines if not line.part and line.horizon in first]
    running = [line for line in lines if not line.part and line.horizon not in first]
    alone = replace(past.history, parts=past.history.parts[:1], costs=past.history.costs[:1])
    single = lines_of(alone, _days(past, charted=charted), past.past, teller, known)
    parts = [part for by in PARTS for part in _parts(past, foreseen, by, whole, lines)]
    ahead = [stepped(some, effects(foreseen, some, "", past.past)) for some in (whole, single, running)]
    return Outlook(past, tuple(foreseen), tuple(ahead[0]), tuple(parts), tuple(ahead[1]), tuple(rising(ahead[2])))


def _running(today: date) -> list[Horizon]:
    """This month up to each of its days."""
    this = month(today.replace(day=1))
    return [Horizon(this.first, one.past, f"up to {one.written}") for one in days(this.first, this.past)]


def _days(past: Past, *, charted: bool) -> list[Horizon]:
    """Each day of the next week, and of this month where it is charted."""
    this = month(past.today.replace(day=1))
    if not charted:
        return days(past.past, past.today + WEEK)
    return days(min(this.first, past.past), max(this.past, past.today + WEEK))


def _parts(
    past: Past, foreseen: Sequence[Foreseen], by: str, whole: Sequence[Line], lines: Iterable[Line]
) -> list[Line]:
    """The parts of one dimension with their steps; a word that has only steps yet is a part too."""
    mine = set(past.part(by))
    found = fitted(whole, [line for line in lines if line.part in mine])
    added = effects(foreseen, whole, by, past.past)
    new = {part for part, _ in added if part.startswith(f"{by}=")} - mine
    found += [line.nothing(part, STEPS_ALONE) for part in sorted(new) for line in whole]
    return stepped(found, added)


def kept_of(outlook: Outlook, *, replayed: bool = False) -> list[Kept]:
    """A forecast as it is kept: months of the whole and its parts, and the days of the next week."""
    past = outlook.past
    soon = [line for line in outlook.days if past.past <= line.horizon.first < past.today + WEEK]
    return [kept_line(past, line, replayed=replayed) for line in (*outlook.whole, *outlook.parts, *soon)]


def kept_line(past: Past, line: Line, *, replayed: bool = False) -> Kept:
    """One forecast as it is kept."""
    return Kept(
        scope=past.scope, part=line.part, made_on=day_number(past.today), horizon=line.horizon.written,
        replayed=replayed, through=day_number(past.past - timedelta(days=1)), method=line.method,
        known=line.whole, steps=line.steps, expected=line.expected, low80=line.low80, high80=line.high80,
        low95=line.low95, high95=line.high95,
    )  # fmt: skip


def keep_shown(view: View, outlook: Outlook) -> int:
    """Keep what is shown, to be scored; how many forecasts that were. Showing it again today keeps nothing more."""
    return keep(view.engine, kept_of(outlook))
