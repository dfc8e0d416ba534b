"""Which assumption moves the answer most? Each is bent by itself, down and up, while the others stay."""

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

Answers = Mapping[str, Decimal]


class Bar(NamedTuple):
    """What an assumption's lower and higher value make of the answer."""

    name: str
    low: Decimal
    high: Decimal

    @property
    def width(self) -> Decimal:
        """How far the answer moves."""
        return abs(self.high - self.low)


def cost_of(price: Decimal, volume: Decimal, kept: Decimal) -> Decimal:
    """Money for so many usable seconds, where a generated second has this price and this part of them is kept."""
    return price * volume / kept


def bend(usual: Answers, parts: Answers) -> dict[str, tuple[Decimal, Decimal]]:
    """From and to of each assumption, by a part (0 to 1) down and up; no more than all can be kept."""
    ends = {name: (value * (1 - parts[name]), value * (1 + parts[name])) for name, value in usual.items()}
    return {name: (low, min(high, Decimal(1)) if name == "kept" else high) for name, (low, high) in ends.items()}


def bars(price: Decimal, volume: Decimal, kept: Decimal, bent: Mapping[str, tuple[Decimal, Decimal]]) -> list[Bar]:
    """The widest first. `bent` names `price`, `volume` and `kept`, each with its lower and higher value.

    A part that is kept lies above 0 and is at most 1; raises ValueError for another.
    """
    usual = {"price": price, "volume": volume, "kept": kept}
    if not all(0 < part <= 1 for part in (kept, *bent.get("kept", ()))):
        raise ValueError("the part that is kept must be above 0 and at most 1")
    found = [
        Bar(name, cost_of(**usual | {name: low}), cost_of(**usual | {name: high})) for name, (low, high) in bent.items()
    ]
    return sorted(found, key=lambda bar: (-bar.width, bar.name))
