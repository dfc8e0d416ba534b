"""What is a measure? Data: what is summed, what it is divided by, and how it is read.

Sum first, divide last: a ratio of sums can be grouped by anything and never becomes an average of averages.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Literal

Unit = Literal["money", "money per", "seconds", "count", "share"]
NANO = Decimal(1_000_000_000)
LAST_PLACE = Decimal("1e-12")
IN_NANO = frozenset(
    {"cost", "billed", "list_cost", "worth", "lonely", "seconds", "usable", "cost_timed", "list_timed"}
    | {"seconds_listed", "seconds_costed", "usable_costed", "cost_of_clips", "cost_of_kept", "cost_of_videos"}
    | {"cost_of_usable", "cost_of_trimmed", "cost_of_unmeasured", "cost_of_rejected", "cost_of_failed"}
    | {"cost_of_unjudged", "cost_without_clip", "cost_of_rendering", "cost_of_planning", "cost_of_work"}
    | {"estimated", "unconverted"}
)


@dataclass(frozen=True, slots=True)
class Measure:
    """One number. `total` and `per` name sums of `db.ledger.SUMS`.

    Nothing known makes None, never 0, unless `none_is_zero` (a count of troubles); `only_with` names a sum
    without which the number means nothing. `digits` is how many decimals a reader sees. `as_billed` is money in the
    bills' own currencies: across several of them it is no sum.
    """

    name: str
    label: str
    total: str
    per: str = ""
    unit: Unit = "count"
    digits: int = 0
    none_is_zero: bool = False
    only_with: str = ""
    explained: str = ""
    as_billed: bool = False

    @property
    def parts(self) -> tuple[str, ...]:
        """The sums that it is made of."""
        return tuple(name for name in (self.total, self.per, self.only_with) if name)

    def value(self, sums: Mapping[str, int | None]) -> Decimal | None:
        """The number that these sums (whole, nano-units for money and seconds) make; None where unknown."""
        if self.only_with and sums.get(self.only_with) is None:
            return None
        total = _amount(sums, self.total)
        if total is None and self.none_is_zero:
            total = Decimal(0)
        if not self.per or total is None:
            return total
        per = _amount(sums, self.per)
        return (total / per).quantize(LAST_PLACE, ROUND_HALF_EVEN) if per else None


def _amount(sums: Mapping[str, int | None], name: str) -> Decimal | None:
    whole = sums.get(name)
    if whole is None:
        return None
    return Decimal(whole) / NANO if name in IN_NANO else Decimal(whole)
