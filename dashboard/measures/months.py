"""Which days of this month and the last can be compared fairly, and what made them differ?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class MonthSoFar:
    """This month's days from `first` to before `past`, of which those before `whole` have all their data.

    The last month's days that compare with the whole ones go from `before` to before `before_whole`.
    """

    first: date
    past: date
    whole: date
    before: date
    before_whole: date

    @property
    def comparable(self) -> bool:
        """Whether there is a whole day yet."""
        return self.whole > self.first


@dataclass(frozen=True, slots=True)
class Difference:
    """By how much the cost of what `words` name went up, and that as a share of the whole difference."""

    words: tuple[str, ...]
    amount: Decimal
    share: Decimal


def month_so_far(today: date, through: date | None) -> MonthSoFar:
    """The month of `today`, where the data reach into the day `through` and no further (None: there are none)."""
    first = today.replace(day=1)
    whole = max(first, min(today, through or first))
    before = months_before(first, 1)
    return MonthSoFar(first, today + timedelta(days=1), whole, before, min(before + (whole - first), first))


def months_before(first: date, number: int) -> date:
    """The first day of the month that lies so many months before the one of `first`."""
    months = first.year * 12 + first.month - 1 - number
    return date(months // 12, months % 12 + 1, 1)


def month_after(day: date) -> date:
    """The first day of the month after the one that a day lies in."""
    return months_before(day, -1)


def days_before(since: date, until: date) -> tuple[date, date]:
    """What the days from `since` to before `until` stand beside: the month before a whole month, else as many days."""
    if since.day == 1 and until == month_after(since):
        return months_before(since, 1), since
    return since - (until - since), since


def largest_difference(
    now: Mapping[tuple[str, ...], Decimal | None], before: Mapping[tuple[str, ...], Decimal | None]
) -> Difference | None:
    """What moved most in the direction in which everything moved; None where nothing moved."""
    moved = {words: (now.get(words) or Decimal(0)) - (before.get(words) or Decimal(0)) for words in {*now, *before}}
    whole = sum(moved.values(), Decimal(0))
    if not whole:
        return None
    words = max(sorted(moved), key=lambda each: moved[each] / whole)
    return Difference(words, moved[words], moved[words] / whole)
