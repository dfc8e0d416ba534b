"""What a question of What-if comes to as of today, in the same few numbers whichever part asked it."""

from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from dashboard.measures.comparison import change, ratio


class Told(NamedTuple):
    """A number that only some parts tell: what it is, which measure it is written like, and its value."""

    label: str
    like: str
    value: Decimal | None


@dataclass(frozen=True, slots=True)
class Answer:
    """Money is in the reporting currency, lengths are seconds; None is not known, or not asked by this part.

    `place` is where it would be made. `now` and `there` are for the same `clips` of `wanted` seconds, made there as
    `made` clips `over` so many seconds too long. `there_kept` is the price there of as much kept work, by the parts
    `kept_now` and `kept_there`. `usable_now` is what a usable second costs. `said` are sentences to be read first.
    """

    place: str = ""
    now: Decimal | None = None
    there: Decimal | None = None
    wanted: Decimal | None = None
    clips: Decimal | None = None
    made: Decimal | None = None
    over: Decimal | None = None
    not_possible: Decimal | None = None
    why_not: str = ""
    kept_now: Decimal | None = None
    kept_there: Decimal | None = None
    there_kept: Decimal | None = None
    usable_now: Decimal | None = None
    more: tuple[Told, ...] = ()
    said: tuple[str, ...] = ()

    @property
    def difference(self) -> Decimal | None:
        """How much more it costs there; negative is saved."""
        return None if self.now is None or self.there is None else self.there - self.now

    @property
    def change(self) -> Decimal | None:
        """The difference as a part of the cost now."""
        return None if self.now is None or self.there is None else change(self.there, self.now)

    @property
    def second_now(self) -> Decimal | None:
        """What a second that was wanted costs now."""
        return ratio(self.now, self.wanted)

    @property
    def second_there(self) -> Decimal | None:
        """What a second that was wanted costs there; seconds made too many are paid with it."""
        return ratio(self.there, self.wanted)

    @property
    def usable_there(self) -> Decimal | None:
        """What a usable second costs there, if it changes as the price of as much kept work does."""
        grown = ratio(self.there_kept, self.now)
        return None if grown is None or self.usable_now is None else self.usable_now * grown
