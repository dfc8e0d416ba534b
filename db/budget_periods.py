"""The periods that a budget counts in: days, weeks, months, quarters and years, also those of a fiscal year."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

Kind = Literal["day", "week", "month", "quarter", "year", "custom"]
MONTHS: Final = {"month": 1, "quarter": 3, "year": 12}
"""How many months each of these has."""
EXAMPLES: Final[Mapping[str, str]] = {
    "day": "2026-11-22", "week": "2026-W47", "month": "2026-11", "quarter": "2026-Q4", "year": "2026",
}  # fmt: skip
FISCAL: Final = {"quarter": "2026/27-Q3", "year": "2026/27"}
"""The same where the year does not begin in January."""


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """Days from `first` to before `past`, and what people call them."""

    first: date
    past: date
    name: str

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.past - self.first).days


def period_of(kind: str, day: date, year_start: int = 1) -> Period:
    """The period that a day lies in; years begin with the month `year_start`. KeyError for a custom one."""
    if kind == "day":
        return Period(day, day + timedelta(days=1), f"{day}")
    if kind == "week":
        first = day - timedelta(days=day.weekday())
        return Period(first, first + timedelta(days=7), f"{day:%G-W%V}")
    length = MONTHS[kind]
    gone = (day.month - year_start) % 12 % length
    first = _month(day.year * 12 + day.month - 1 - gone)
    past = _month(first.year * 12 + first.month - 1 + length)
    return Period(first, past, _name(kind, first, year_start))


def _month(number: int) -> date:
    return date(number // 12, number % 12 + 1, 1)


def _name(kind: str, first: date, year_start: int) -> str:
    if kind == "month":
        return f"{first:%Y-%m}"
    begun = first.year - (first.month < year_start)
    year = f"{begun:04}" if year_start == 1 else f"{begun:04}/{(begun + 1) % 100:02d}"
    return year if kind == "year" else f"{year}-Q{(first.month - year_start) % 12 // 3 + 1}"


def custom(first: date, past: date) -> Period:
    """The one period of a budget that has days of its own."""
    return Period(first, past, f"{first} to {past - timedelta(days=1)}")


def periods_between(kind: str, first: date, past: date, year_start: int = 1) -> Iterator[Period]:
    """Every period that has a day from `first` to before `past`, in order."""
    while first < past:
        period = period_of(kind, first, year_start)
        yield period
        first = period.past


def named(kind: str, text: str, year_start: int = 1) -> Period:
    """The period of that name. Raises ValueError with an example for a text that names none."""
    try:
        period = period_of(kind, _DAY_IN[kind](text, year_start), year_start)
    except (KeyError, ValueError, IndexError, OverflowError):
        period = None
    if period is None or period.name != text:
        example = EXAMPLES.get(kind, "") if year_start == 1 else FISCAL.get(kind, EXAMPLES.get(kind, ""))
        raise ValueError(f"{text[:40]!r} is no {kind} such as {example}")
    return period


def _numbers(text: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", text)]


def _week(text: str, _: int) -> date:
    year, week = _numbers(text)
    return date.fromisocalendar(year, week, 1)


def _quarter(text: str, year_start: int) -> date:
    numbers = _numbers(text)
    return _month(numbers[0] * 12 + year_start - 1 + 3 * (numbers[-1] - 1))


_DAY_IN: Final[Mapping[str, Callable[[str, int], date]]] = {
    "day": lambda text, _: date.fromisoformat(text),
    "week": _week,
    "month": lambda text, _: date.fromisoformat(f"{text}-01"),
    "quarter": _quarter,
    "year": lambda text, year_start: date(_numbers(text)[0], year_start, 1),
}
