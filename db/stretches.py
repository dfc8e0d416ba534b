"""What holds from which day on: stretches of days, one after the other, some days given another value. Pure."""

from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise
from typing import Final, NamedTuple

FOREVER: Final = 99_999_999
"""A day number after every day."""
Span = tuple[int, int]
"""Days (YYYYMMDD) from the first up to, and not including, the second."""


class Stretch(NamedTuple):
    """Days from `since` up to, and not including, `until`, on which `value` holds."""

    since: int
    until: int
    value: int


def always(value: int) -> list[Stretch]:
    """The same on every day."""
    return [Stretch(0, FOREVER, value)]


def with_value(stretches: Sequence[Stretch], spans: Iterable[Span], value: int) -> list[Stretch]:
    """The same stretches, but with this value on the days of these spans; as few stretches as say it."""
    wanted = list(spans)
    cuts = sorted({day for one in (*stretches, *wanted) for day in one[:2]})
    pieces = [Stretch(since, until, _on(since, stretches, wanted, value)) for since, until in pairwise(cuts)]
    alike = (list(some) for _, some in groupby(pieces, key=lambda piece: piece.value))
    return [Stretch(some[0].since, some[-1].until, some[0].value) for some in alike]


def differing(before: Sequence[Stretch], after: Sequence[Stretch]) -> list[Span]:
    """The days on which another value holds after than before."""
    cuts = sorted({day for one in (*before, *after) for day in one[:2]})
    return [(since, until) for since, until in pairwise(cuts) if value_on(since, before) != value_on(since, after)]


def value_on(day: int, stretches: Iterable[Stretch]) -> int:
    """The value that holds on a day."""
    return next(one.value for one in stretches if one.since <= day < one.until)


def _on(day: int, stretches: Iterable[Stretch], spans: Iterable[Span], value: int) -> int:
    if any(since <= day < until for since, until in spans):
        return value
    return value_on(day, stretches)
