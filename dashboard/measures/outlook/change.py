"""Why is the forecast another one than before? New days, days restated since, known steps, and another look ahead."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dashboard.measures.outlook.history import History
from dashboard.measures.outlook.line import Line
from db.forecasts import Kept
from db.window import day_of_number

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Change:
    """What moved a month's forecast from `before` to `now`, in nano-units: the four parts add up to the difference.

    `billed` is what days known since came to less what was expected of them, `restated` what days that were known
    then have changed by. `since` is the day on which the earlier one was made.
    """

    since: date
    before: int
    now: int
    billed: int
    restated: int
    steps: int
    ahead: int
    days: int
    method_before: str
    method: str

    @property
    def parts(self) -> Mapping[str, int]:
        """Each reason in words with what it moved."""
        newly = f"{self.days} {'day' if self.days == 1 else 'days'} known since, against what was expected"
        other = "" if self.method == self.method_before else f" (by {self.method}, before by {self.method_before})"
        return {
            newly: self.billed,
            "days restated since": self.restated,
            "known steps": self.steps,
            f"the days ahead are seen differently{other}": self.ahead,
        }


def changed(before: Sequence[Kept], now: Line, history: History, past: date) -> Change | None:
    """Why `now` is not what was kept of the same part and month; None where nothing was kept."""
    kept = {one.horizon: one for one in before if one.part == now.part}
    then = kept.get(now.horizon.written)
    if then is None:
        return None
    known = day_of_number(then.through) + DAY
    since, until = max(known, now.horizon.first), max(min(past, now.horizon.past), known, now.horizon.first)
    restated = history.of(now.part, now.horizon.first, max(known, now.horizon.first)) - then.known
    billed = history.of(now.part, since, until) - _expected(then, kept, since, until, now)
    steps = now.steps - then.steps
    moved = now.expected - then.expected
    return Change(
        day_of_number(then.made_on), then.expected, now.expected, billed, restated, steps,
        moved - billed - restated - steps, (until - since).days, then.method, now.method,
    )  # fmt: skip


def _expected(then: Kept, kept: Mapping[str, Kept], since: date, until: date, now: Line) -> int:
    """What had been expected of these days: as it was kept by day, else an even part of what was left then."""
    days = [since + timedelta(days=n) for n in range((until - since).days)]
    said = [kept.get(f"{day}") for day in days]
    if all(said):
        return sum(one.expected for one in said if one)
    left = (now.horizon.past - since).days
    return (then.expected - then.known - then.steps) * len(days) // left if left else 0
