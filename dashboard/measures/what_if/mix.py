"""Only a part of the work is moved elsewhere; or drafts are made cheaply and only what is kept is made anew."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal

from dashboard.measures.what_if.reprice import Alternative


@dataclass(frozen=True, slots=True)
class Outcome:
    """Money in nano-units of the reporting currency: as it is, and as it would be."""

    now: int
    after: int

    @property
    def difference(self) -> int:
        """How much more it would cost; negative is saved."""
        return self.after - self.now


def part_of(amount: int, part: Decimal) -> int:
    """A part of an amount, rounded half to even."""
    return int((amount * part).quantize(Decimal(1), ROUND_HALF_EVEN))


def moved(now: int, moves: Iterable[tuple[Decimal, Alternative]]) -> Outcome:
    """What all work costs once a part (0 to 1) of the clips that each alternative could make is made there.

    The parts are of different work, or of the same work where they add up to no more than all of it: a part of
    each want is moved, so that long and short clips, large and small ones move alike.
    """
    return Outcome(now, now + sum(part_of(one.difference, part) for part, one in moves))


def laddered(now: int, draft: Alternative, final: Alternative, kept: Decimal) -> Outcome:
    """Every clip once as a draft, and the part of the clips that is kept (0 to 1) once more as the final.

    Both alternatives are of the same clips; what the final model cannot make is no part of it.
    """
    return Outcome(now, draft.there + part_of(final.there, kept))
