"""The sandbox's clock: this machine's, or some days behind it and let on a day at a time."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Final

DAY: Final = timedelta(days=1)
MOST: Final = 7
"""Days that it may be behind: the studio's work is invented a week beyond the day it began on."""


def _now() -> datetime:
    return datetime.now(UTC)


class Late:
    """A clock that is `days` behind another one, and never goes ahead of it."""

    def __init__(self, days: int, now: Callable[[], datetime] = _now) -> None:
        self.behind, self._now = timedelta(days=days), now

    def __call__(self) -> datetime:
        """The time by it."""
        return self._now() - self.behind

    def a_day_passes(self) -> datetime:
        """Let it on by a day, as far as there is one; the time by it then."""
        self.behind = max(self.behind - DAY, timedelta(0))
        return self()
