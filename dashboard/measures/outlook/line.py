"""One forecast: what a part of the work will have cost by the end of a month or a day, and how sure that is."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

import numpy as np
from numpy.typing import NDArray

from dashboard.measures.forecasting.told import Told
from dashboard.measures.months import months_before

MONTHS_AHEAD: Final = 3
Tell = Callable[[NDArray[np.float64], date, Sequence[tuple[date, date]]], list[list[Told]]]
"""`tell(history, first_day, spans)`: for each row of a history, what each span (its end out) will cost."""


@dataclass(frozen=True, slots=True)
class Horizon:
    """A month or a day that is forecast: its days from `first` to before `past`, as it is written."""

    first: date
    past: date
    written: str

    def left(self, past: date) -> tuple[date, date]:
        """Its days that are not known where days before `past` are."""
        return max(self.first, min(past, self.past)), self.past


def month(first: date) -> Horizon:
    """The month that begins on a day."""
    return Horizon(first, months_before(first, -1), f"{first:%Y-%m}")


def months(today: date) -> list[Horizon]:
    """This month and the next three."""
    return [month(months_before(today, -ahead)) for ahead in range(MONTHS_AHEAD + 1)]


def days(since: date, until: date) -> list[Horizon]:
    """Each day between two, as a horizon of its own."""
    every = (since + timedelta(days=n) for n in range((until - since).days))
    return [Horizon(day, day + timedelta(days=1), f"{day}") for day in every]


@dataclass(frozen=True, slots=True)
class Line:
    """What `part` ("" is everything, else such as team=social) will have cost over `horizon`, in nano-units.

    `known` is what there is of it already, `whole` that of just the days that are known in full. `expected` is what is
    known, what is left, and what known `steps` add. The bounds hold 80 and 95 of 100 times;
    they are None where there is too little history, and `method` is a run-rate then.
    """

    part: str
    horizon: Horizon
    known: int
    whole: int
    expected: int
    low80: int | None
    high80: int | None
    low95: int | None
    high95: int | None
    method: str
    enough: bool
    remarks: tuple[str, ...] = ()
    steps: int = 0

    @property
    def left(self) -> int:
        """What is still to come of it."""
        return self.expected - self.known

    def stepped(self, effect: int) -> "Line":
        """The same with what a known step adds; no bound falls below what is known already.

        What is added is sure; what is taken away is taken from each bound by the part that it is of what is left.
        """
        taken = effect / self.left if effect < 0 < self.left else 0.0
        low80, high80, low95, high95 = (
            None if bound is None else max(bound + round((bound - self.known) * taken) + max(effect, 0), self.known)
            for bound in (self.low80, self.high80, self.low95, self.high95)
        )
        return replace(
            self, expected=self.expected + effect, low80=low80, high80=high80, low95=low95, high95=high95,
            steps=self.steps + effect,
        )  # fmt: skip

    def nothing(self, part: str, method: str) -> "Line":
        """Nothing at all of another part, over the same horizon."""
        return Line(part, self.horizon, 0, 0, 0, 0, 0, 0, 0, method, True)
