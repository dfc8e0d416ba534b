"""What each part comes to: what is known, and what is left; parts made to add up to the whole, to the nano-unit."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

import numpy as np

from dashboard.measures.forecasting.told import Told
from dashboard.measures.outlook.history import History, Planned
from dashboard.measures.outlook.line import Horizon, Line, Tell
from db.money import NANO, spread

BOUNDS: Final = ("low80", "high80", "low95", "high95")
EVERY_DAY: Final = "every day is known"


def lines_of(
    history: History, horizons: Sequence[Horizon], past: date, tell: Tell, planned: Sequence[Planned] = ()
) -> list[Line]:
    """A line for each part and horizon, each part forecast by itself; days before `past` are known in full.

    A later day counts with what is known of it already, and its late bills are forecast.
    """
    spans = [horizon.left(past) for horizon in horizons]
    asked = sorted({span for span in spans if span[0] < span[1]})
    told = tell(history.learnt(past, planned), history.first, asked) if asked else []
    found = []
    for row in range(len(history.parts)):
        said = dict(zip(asked, told[row], strict=True)) if asked else {}
        found += [_line(history, row, h, past, said.get(s)) for h, s in zip(horizons, spans, strict=True)]
    return found


def _line(history: History, row: int, horizon: Horizon, past: date, told: Told | None) -> Line:
    part, sums = history.parts[row], history.between(horizon.first, horizon.past)
    known = whole = int(sums[row])
    if told is None:
        return Line(part, horizon, known, whole, known, known, known, known, known, EVERY_DAY, True)
    if past < horizon.past:
        whole = int(history.between(horizon.first, max(past, horizon.first))[row])
    bounds = (told.low80, told.high80, told.low95, told.high95)
    low80, high80, low95, high95 = (None if b is None else max(whole + _nano(b), known) for b in bounds)
    expected = max(whole + _nano(told.expected), known)
    return Line(
        part, horizon, known, whole, expected, low80, high80, low95, high95, told.method, told.enough,
        tuple(told.remarks),
    )  # fmt: skip


def _nano(value: float) -> int:
    return int(np.rint(value * NANO))


def fitted(whole: Sequence[Line], parts: Sequence[Line]) -> list[Line]:
    """The parts such that what is left of them adds up to what is left of the whole, for each horizon."""
    found = []
    for line in whole:
        mine = [part for part in parts if part.horizon == line.horizon]
        shares = spread(max(line.left, 0), _weights(mine)) if mine else []
        found += [_scaled(part, share) for part, share in zip(mine, shares, strict=True)]
    return found


def _weights(parts: Sequence[Line]) -> list[int]:
    """What is left of each by its own forecast; where that is nothing at all, what each has cost."""
    left = [max(part.left, 0) for part in parts]
    return left if any(left) else [max(part.known, 0) for part in parts]


def rescaled(lines: Sequence[Line], left: int, of: int) -> list[Line]:
    """The same with `left` still to come for every `of` there was."""
    return [_scaled(line, line.left * left // of if of else line.left) for line in lines]


def _scaled(part: Line, left: int) -> Line:
    """The same part with so much left, its bounds stretched alike."""
    factor = left / part.left if part.left > 0 else 1.0
    low80, high80, low95, high95 = (
        None if bound is None else part.known + round((bound - part.known) * factor)
        for bound in (part.low80, part.high80, part.low95, part.high95)
    )
    expected = part.known + left
    return replace(part, expected=expected, low80=low80, high80=high80, low95=low95, high95=high95)


def stepped(lines: Sequence[Line], effects: Mapping[tuple[str, str], int]) -> list[Line]:
    """The lines with what known steps add to each, by part and horizon."""
    return [line.stepped(effects.get((line.part, line.horizon.written), 0)) for line in lines]


def rising(running: Sequence[Line]) -> list[Line]:
    """Sums that only grow, such as a month up to each of its days: no bound lies above the same one of a later day."""
    found = list(running[-1:])
    for line in reversed(running[:-1]):
        later = found[-1]
        low80, high80, low95, high95 = (_least(getattr(line, name), getattr(later, name)) for name in BOUNDS)
        found.append(replace(line, low80=low80, high80=high80, low95=low95, high95=high95))
    return found[::-1]


def _least(mine: int | None, later: int | None) -> int | None:
    return mine if mine is None or later is None else min(mine, later)
