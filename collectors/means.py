"""What a collection needs of the world, and what it tells: its means, its progress and its outcome."""

import os
import random
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

import httpx

DEADLINE = 3600.0
LARGEST = 64 * 1024 * 1024
"""Bytes of one answer's body, unpacked."""


@dataclass(frozen=True, slots=True)
class Means:
    """All that a collection takes from outside, each of it replaceable: times, chance, network, secrets.

    `pace` is how many requests a second the other side is known to bear, where that is known better than by the
    provider's own `per_second`: the invented providers on this machine say it themselves. `deadline` is in seconds,
    `largest` in bytes of one answer.
    """

    now: Callable[[], datetime]
    seconds: Callable[[], float]
    sleep: Callable[[float], None]
    environ: Mapping[str, str] = field(repr=False)
    dice: random.Random = field(default_factory=random.Random)
    transport: httpx.BaseTransport | None = None
    deadline: float = DEADLINE
    pace: float | None = None
    largest: int = LARGEST

    @classmethod
    def real(cls, *, pace: float | None = None) -> "Means":
        """This machine's own clock, network and environment."""
        return cls(lambda: datetime.now(UTC), time.monotonic, time.sleep, os.environ, pace=pace)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an account's collection has come: days done of days asked, rows so far."""

    account: str
    days: int
    of: int
    rows: int


Report = Callable[[Progress], None]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a collection of one account came to. `through` is up to where its data reach; `error` one sentence.

    `permanent` means that a person must act before another collection can do better.
    """

    account: str
    rows: int = 0
    new: int = 0
    changed: int = 0
    gone: int = 0
    through: datetime | None = None
    error: str = ""
    permanent: bool = False
