"""What every part of the work cost on each day, as the forecast learns it: known days as numbers, unknown as NaN."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dashboard.measures.forecasting.past import SEEN, WEEK, WEEKS, filled
from dashboard.measures.forecasting.ways import WILD
from db.money import NANO
from db.window import day_of_number

GRACE: Final = timedelta(days=1)
"""How long after its end a day still grows, because bills come late."""
STALLED: Final = timedelta(days=7)
"""An account that is so much further behind than the others is no reason to wait for it."""
DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Planned:
    """Days from `since` to before `until` that people planned, for the work that `where` narrows it to.

    On days of `rest` less was done than would have been: usual days stand in for them.
    """

    since: date
    until: date
    where: Mapping[str, Collection[str]]
    rest: bool = False

    def touches(self, part: str) -> bool:
        """Whether it may be about something in this part."""
        by, _, word = part.partition("=")
        return by not in self.where or word in self.where[by]


@dataclass(frozen=True, slots=True)
class History:
    """Cost by day from `first` on, a row of `costs` (whole nano-units) for each of `parts`; 0 where nothing was done.

    A part is "" (everything) or one word of a dimension, such as team=social.
    """

    first: date
    parts: tuple[str, ...]
    costs: NDArray[np.int64]

    @property
    def past(self) -> date:
        """The day after the last."""
        return self.first + timedelta(days=int(self.costs.shape[1]))

    def at(self, day: date) -> int:
        """The column of a day, at most one past the last."""
        return min(max((day - self.first).days, 0), int(self.costs.shape[1]))

    def cut(self, past: date) -> "History":
        """The same as if nothing were known from `past` on."""
        return replace(self, costs=self.costs[:, : self.at(past)])

    def of(self, part: str, since: date, until: date) -> int:
        """What one part came to between two days, the second out; 0 for one that never did anything."""
        if part not in self.parts:
            return 0
        return int(self.between(since, until)[self.parts.index(part)])

    def between(self, since: date, until: date) -> NDArray[np.int64]:
        """What each row came to from `since` up to and not including `until`, in nano-units."""
        sums: NDArray[np.int64] = self.costs[:, self.at(since) : self.at(until)].sum(axis=1)
        return sums

    def learnt(self, past: date, planned: Collection[Planned] = ()) -> NDArray[np.float64]:
        """Rows in whole units for `tell`, up to and not including `past`: NaN before a row's first work.

        Days that were planned are NaN too, in the rows that the plan may touch: they say nothing of what is usual.
        Days of rest are what their weekday was before them.
        """
        known = self.costs[:, : self.at(past)] / NANO
        begun = np.maximum.accumulate(known != 0, axis=1)
        known[~begun] = np.nan
        rest = np.zeros(known.shape, bool)
        for plan in planned:
            rows = [row for row, part in enumerate(self.parts) if plan.touches(part)]
            days = slice(self.at(plan.since), min(self.at(plan.until), known.shape[1]))
            known[rows, days] = np.nan
            rest[rows, days] = plan.rest
        return np.where(rest & begun, filled(known), known) if rest.any() else known

    def week(self, past: date) -> tuple[float, ...]:
        """What everything cost on each day of a usual week, Monday first: the middle of the eight weeks before `past`.

        Every day is worth the same where less is known than that.
        """
        known = self.costs[0, max(self.at(past) - SEEN, 0) : self.at(past)] / NANO
        if len(known) < SEEN:
            return (1.0,) * WEEK
        middle = np.maximum(np.median(known.reshape(WEEKS, WEEK), axis=0), 0)
        return tuple(np.roll(middle, past.weekday()).tolist()) if middle.any() else (1.0,) * WEEK

    def share(self, part: str, since: date, until: date) -> float:
        """Which part of everything one part was between two days, the second out; days that ran wild have no say."""
        days = slice(self.at(since), self.at(until))
        whole, mine = self.costs[0, days], self.costs[self.parts.index(part), days]
        calm = whole <= WILD * np.median(whole[whole > 0]) if (whole > 0).any() else whole > 0
        return float(mine[calm].sum() / whole[calm].sum()) if calm.any() else 0.0


def history_of(sums: Mapping[str, pd.DataFrame], past: date) -> History:
    """One row of everything (""), and one for each word of each dimension (team=social), up to `past`.

    `sums` are `View.sums([by, "day"], ["cost"])` by dimension; those of "" have no word.
    """
    known = {by: frame[frame["cost"].notna()] for by, frame in sums.items()}
    days = [day_of_number(int(frame["day"].min())) for frame in known.values() if len(frame)]
    first = min(days, default=past - DAY)
    length = max((past - first).days, 1)
    found = [row for by, frame in known.items() for row in _rows(by, frame, first, length)]
    parts = tuple(part for part, _ in found)
    return History(first, parts, np.array([costs for _, costs in found], np.int64).reshape(len(parts), length))


def _rows(by: str, frame: pd.DataFrame, first: date, length: int) -> list[tuple[str, NDArray[np.int64]]]:
    """Each word of a dimension with its cost by day."""
    words = sorted(set(frame[by])) if by else [""]
    costs = {word: np.zeros(length, np.int64) for word in words}
    named = frame[by] if by else [""] * len(frame)
    for word, day, cost in zip(named, frame["day"], frame["cost"], strict=True):
        at = (day_of_number(int(day)) - first).days
        if at < length:
            costs[word][at] += int(cost)
    return [(f"{by}={word}" if by else "", costs[word]) for word in words]


def whole_past(accounts: Sequence[Mapping[Any, Any]], today: date, zone: ZoneInfo) -> date:
    """The first day that is not known in full: where the slowest account ends that is not stalled, less GRACE.

    `accounts` are readable rows of `View.accounts`; those whose bills come as files count where there are no others.
    """
    asked = [row for row in accounts if row["asked"]] or list(accounts)
    reached: list[date] = [row["through"].astimezone(zone).date() for row in asked if row["through"] is not None]
    if not reached:
        return today
    return min(min(day for day in reached if day >= max(reached) - STALLED), today) - GRACE
