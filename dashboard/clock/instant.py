"""An instant by two clocks: so that it shows when one of them was set."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from time import monotonic
from typing import Final

MOST_OFF: Final = timedelta(seconds=30)
"""A clock that went so much more or less than the other has been set."""


@dataclass(frozen=True, slots=True)
class Instant:
    """What the clock on the wall says, beside one that nobody can set."""

    wall: datetime
    steady: timedelta

    @classmethod
    def of(cls, now: datetime) -> "Instant":
        """This instant."""
        return cls(now, timedelta(seconds=monotonic()))

    def was_set_since(self, other: "Instant") -> bool:
        """Whether somebody has set the clock on the wall between the two."""
        return abs((self.wall - other.wall) - (self.steady - other.steady)) > MOST_OFF
