"""What goes wrong between a provider and us, by a seed: loudly, so that a collection fails, or quietly in the rows.

The same seed and the same questions in the same order, and the same goes wrong. Whatever is told wrongly is told
of the last day and a half only, so that whoever asks again for recent days comes to the truth in the end.
"""

from collections import Counter
from collections.abc import Callable
from random import Random
from threading import Lock

from collectors.sandbox.desk import Answer, Asked, Desk
from collectors.sandbox.faults.loud import LOUD
from collectors.sandbox.faults.quiet import Quiet, shorter

OFTEN, IN_A_STORM, STORMS = 0.2, 0.95, 0.15
STRETCH = 25
"""Requests to one provider for which a storm lasts."""
Say = Callable[[Asked], Answer]


class Mischief:
    """Stands between every desk and its customers. `pause` is how many seconds lie between two drips."""

    def __init__(self, seed: int, pause: float = 0.2) -> None:
        self.seed, self.pause = seed, pause
        self._lock, self._asked = Lock(), Counter[str]()
        self._quiet: dict[str, Quiet] = {}

    def __call__(self, desk: Desk, asked: Asked, say: Say) -> Answer:
        """What comes of a request that `say` would answer rightly."""
        with self._lock:
            number = self._asked[desk.prefix]
            self._asked[desk.prefix] += 1
            quiet = self._quiet.setdefault(desk.prefix, Quiet(desk.prefix))
        dice = Random(f"{self.seed} {desk.prefix} {number}")  # noqa: S311  # mischief, not a secret
        storm = Random(f"{self.seed} {desk.prefix} storm {number // STRETCH}").random() < STORMS  # noqa: S311  # the same
        if dice.random() < (IN_A_STORM if storm else OFTEN):
            return dice.choice(LOUD)(dice, desk, say(asked), self.pause)
        return quiet(dice, asked, say(shorter(dice, asked)))
