"""How wrong were the forecasts that were shown? Each held against what the days came to, once they are all known."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Any, Final

import pandas as pd

from dashboard.measures.months import months_before
from dashboard.measures.outlook.history import History
from dashboard.measures.outlook.line import Horizon, month
from db.forecasts import Kept
from db.window import day_of_number

PLACES, HUNDREDTH = Decimal("1e-6"), Decimal("0.01")
COLUMNS: Final = ("part", "asked", "forecasts", "wape", "bias", "mase", "cover80", "cover95", "replayed")
THIRDS: Final = ("month-end, days 1–10", "month-end, days 11–20", "month-end, days 21 on")
AHEAD: Final = ("next month", "2 months ahead", "3 months ahead")
DAY_AHEAD: Final = "a single day"
ASKED: Final = (DAY_AHEAD, *THIRDS, *AHEAD)
WEEK: Final = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Scored:
    """A forecast beside what came: `actual`, and what the naive one would have said (the month or week before)."""

    kept: Kept
    asked: str
    actual: int
    naive: int


def horizon_of(written: str) -> Horizon:
    """The month (2026-11) or day (2026-11-23) that was forecast."""
    if len(written) == len("2026-11"):
        return month(date.fromisoformat(f"{written}-01"))
    day = date.fromisoformat(written)
    return Horizon(day, day + timedelta(days=1), written)


def asked_of(kept: Kept) -> str:
    """How far ahead it looked, as a score card groups it."""
    made, horizon = day_of_number(kept.made_on), horizon_of(kept.horizon)
    if horizon.past - horizon.first == timedelta(days=1):
        return DAY_AHEAD
    ahead = (horizon.first.year - made.year) * 12 + horizon.first.month - made.month
    return AHEAD[ahead - 1] if ahead else THIRDS[min((made.day - 1) // 10, 2)]


def scored(kept: Iterable[Kept], history: History, past: date) -> list[Scored]:
    """Each forecast whose days are all known now and were not then."""
    found = []
    for one in kept:
        horizon = horizon_of(one.horizon)
        if horizon.past <= past and day_of_number(one.through) < horizon.past - timedelta(days=1):
            actual = history.of(one.part, horizon.first, horizon.past)
            found.append(Scored(one, asked_of(one), actual, _naive(one, horizon, history)))
    return found


def _naive(kept: Kept, horizon: Horizon, history: History) -> int:
    """What came to pass the last time: the month before, or the same day a week before."""
    if horizon.past - horizon.first == timedelta(days=1):
        return history.of(kept.part, horizon.first - WEEK, horizon.past - WEEK)
    return history.of(kept.part, months_before(horizon.first, 1), horizon.first)


def card(scored: Iterable[Scored]) -> pd.DataFrame:
    """One row for each part and distance: count, WAPE, bias and MASE as ratios, the share that each interval held.

    WAPE is the sum of errors ÷ the sum of what came, bias the same with its sign (above 0: too much was forecast),
    MASE the mean error ÷ that of saying the month (or the same day of the week) before. Unknown is None.
    """
    grouped: dict[tuple[str, str], list[Scored]] = defaultdict(list)
    for one in scored:
        grouped[one.kept.part, one.asked].append(one)
    order = sorted(grouped, key=lambda key: (key[0], ASKED.index(key[1])))
    return pd.DataFrame([_row(*key, grouped[key]) for key in order], columns=list(COLUMNS), dtype=object)


def _row(part: str, asked: str, found: Sequence[Scored]) -> dict[str, Any]:
    errors = [one.kept.expected - one.actual for one in found]
    came, naive = sum(one.actual for one in found), sum(abs(one.naive - one.actual) for one in found)
    return {
        "part": part,
        "asked": asked,
        "forecasts": Decimal(len(found)),
        "wape": _ratio(sum(map(abs, errors)), came),
        "bias": _ratio(sum(errors), came),
        "mase": _ratio(sum(map(abs, errors)), naive, HUNDREDTH),
        "cover80": _held([(one.kept.low80, one.actual, one.kept.high80) for one in found]),
        "cover95": _held([(one.kept.low95, one.actual, one.kept.high95) for one in found]),
        "replayed": Decimal(sum(one.kept.replayed for one in found)),
    }


def _ratio(part: int, whole: int, places: Decimal = PLACES) -> Decimal | None:
    return (Decimal(part) / Decimal(whole)).quantize(places, ROUND_HALF_EVEN) if whole > 0 else None


def _held(found: Sequence[tuple[int | None, int, int | None]]) -> Decimal | None:
    """The share of intervals that held what came; None where none was given."""
    held = [low <= came <= high for low, came, high in found if low is not None and high is not None]
    return _ratio(sum(held), len(held))
