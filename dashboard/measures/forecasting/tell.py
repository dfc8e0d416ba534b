"""What each series will add up to over stretches of days: by ways that did best there, and how wrong they were then."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np

from dashboard.measures.forecasting.limits import Limits, limits
from dashboard.measures.forecasting.past import ENOUGH, Grid, Past, past_of
from dashboard.measures.forecasting.reach import Reach, names_of, reaches_of
from dashboard.measures.forecasting.remarks import NEVER_KNOWN, remarks_of, too_few
from dashboard.measures.forecasting.told import Told
from dashboard.measures.forecasting.ways import ways_of

RUN_RATE: Final = "run-rate"
MOSTLY: Final = 0.5
"""A way that is trusted for more than so much of a forecast gives it its name."""


@dataclass(frozen=True, slots=True)
class _Teller:
    """What does not depend on the span: the past, the blends, how many days each series has, and what is said of it."""

    past: Past
    reaches: Sequence[Reach]
    names: Sequence[str]
    known: Sequence[int]
    notes: Sequence[tuple[str, ...]]

    def total(self, lead: int, length: int) -> Grid:
        """Series × origins: what the days would have been said to come to."""
        return np.asarray(sum(reach.total(lead, length) for reach in self.reaches))

    def method(self, row: int, lead: int) -> str:
        """How the span that begins so far ahead is forecast, in words."""
        reach = next(one for one in self.reaches if lead < one.past)
        trust = reach.trust[:, row, -1]
        best = self.names[int(trust.argmax())]
        return best if trust.max() > MOSTLY else f"a blend, most of it {best}"


def tell(history: Grid, first_day: date, spans: Sequence[tuple[date, date]]) -> list[list[Told]]:
    """For each row of a history (series × days, NaN is unknown) what each span will add up to, its end out.

    `first_day` is the day of the first column. Spans begin on the day after the last column, or later. What the days
    of a span are told to come to adds up to what the span is.
    """
    rows: list[list[Told]] = [[] for _ in history]
    if not history.size:
        return [[_run_rate(0.0, 0, 0) for _ in spans] for _ in history]
    teller = _teller(history)
    for since, until in spans:
        lead, length = (since - first_day).days - history.shape[1], (until - since).days
        for row, told in enumerate(_span(teller, lead, length)):
            rows[row].append(told)
    return rows


def _teller(history: Grid) -> _Teller:
    past = past_of(history)
    ways = ways_of(past)
    own = np.where(np.diff(past.unknown, axis=1) > 0, np.nan, history)
    known = [int(count) for count in np.isfinite(own).sum(axis=1)]
    notes = [remarks_of(row) if count >= ENOUGH else (too_few(count),) for row, count in zip(own, known, strict=True)]
    return _Teller(past, reaches_of(past, ways), names_of(ways), known, notes)


def _span(teller: _Teller, lead: int, length: int) -> list[Told]:
    """What each series is told to come to in one span."""
    said = teller.total(lead, length)
    found = limits(said, teller.past.came(lead, length), lead, length)
    sums = teller.past.sums[:, -1]
    return [
        _told(teller, row, lead, float(said[row, -1]), found)
        if count >= ENOUGH
        else _run_rate(float(sums[row]), count, length, teller.notes[row])
        for row, count in enumerate(teller.known)
    ]


def _run_rate(total: float, known: int, length: int, notes: tuple[str, ...] = ()) -> Told:
    """The mean of the days there are, and no limits dressed as such."""
    return Told(total / max(known, 1) * length, None, None, None, None, RUN_RATE, False, notes)


def _told(teller: _Teller, row: int, lead: int, expected: float, found: Limits | None) -> Told:
    floor, method, notes = float(teller.past.floor[row, 0]), teller.method(row, lead), teller.notes[row]
    expected = max(expected, floor)
    if found is None:
        return Told(expected, None, None, None, None, method, True, (*notes, NEVER_KNOWN))
    ends = [sorted((expected * float(part), expected * float(times))) for part, times in found.of(row)]
    (low80, high80), (low95, high95) = ((max(low, floor), high) for low, high in ends)
    return Told(expected, low80, high80, low95, high95, method, True, notes)
