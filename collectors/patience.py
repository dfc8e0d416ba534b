"""How long to wait: between requests, before asking again, and until when at all."""

import math
import random
from collections.abc import Callable
from email.utils import parsedate_to_datetime

import httpx

from collectors.errors import OutOfTime, ProviderFault

FIRST_WAIT = 0.5
LONGEST_WAIT = 30.0
LONGEST_HINT = 120.0
"""Seconds; a provider that asks for more is left alone until the next collection."""


class Allowance:
    """The time a collection has, and the pace it keeps. Times are seconds of a monotonic clock."""

    def __init__(
        self, seconds: float, per_second: float, clock: Callable[[], float], sleep: Callable[[float], None]
    ) -> None:
        self.seconds = seconds
        self._gap = 1 / per_second
        self._clock = clock
        self._sleep = sleep
        self._end = clock() + seconds
        self._next = -math.inf

    @property
    def left(self) -> float:
        """Seconds until the end; not positive once it has passed."""
        return self._end - self._clock()

    def check(self) -> None:
        """Raises OutOfTime once the end has passed."""
        if self.left <= 0:
            raise self._too_late()

    def turn(self) -> None:
        """Wait until the pace allows one more request. Raises OutOfTime at once if that is too late."""
        self.check()
        wait = self._next - self._clock()
        if wait >= self.left:
            raise self._too_late()
        if wait > 0:
            self._sleep(wait)
        self._next = self._clock() + self._gap

    def _too_late(self) -> OutOfTime:
        text = f"the collection did not finish within {self.seconds:g} seconds; the next one goes on."
        return OutOfTime(text, retry_now=False)


def back_off(attempt: int, dice: random.Random) -> float:
    """Seconds before asking again after so many attempts: twice as long each time, and any part of it."""
    return dice.uniform(0, min(LONGEST_WAIT, FIRST_WAIT * 2 ** (attempt - 1)))


def worth_asking_again(trouble: BaseException) -> bool:
    """Whether the same question may soon be answered."""
    return (
        isinstance(trouble, ProviderFault)
        and not trouble.permanent
        and trouble.retry_now
        and (trouble.retry_after or 0) <= LONGEST_HINT
    )


def wait_asked_for(answer: httpx.Response) -> float | None:
    """Seconds that the answer asks us to wait (`retry-after-ms`, or `Retry-After` in either form).

    A date is measured from the answer's own `Date`, so that a wrong clock on our side does no harm.
    """
    if (milliseconds := _number(answer.headers.get("retry-after-ms", ""))) is not None:
        return milliseconds / 1000
    said = answer.headers.get("retry-after", "")
    seconds = _number(said)
    return _seconds_until(said, answer.headers.get("date", "")) if seconds is None else seconds


def _number(text: str) -> float | None:
    """A wait that is a finite number and not negative."""
    try:
        number = float(text)
    except ValueError:
        return None
    return max(0.0, number) if math.isfinite(number) else None


def _seconds_until(then: str, now: str) -> float | None:
    try:
        return max(0.0, (parsedate_to_datetime(then) - parsedate_to_datetime(now)).total_seconds())
    except (ValueError, TypeError):
        return None
