"""What do sound, 4K and resellers make of the bill: each against the same seconds without it, at list prices?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

import pandas as pd

from dashboard.measures.comparison import ratio
from dashboard.measures.measure import NANO
from dashboard.measures.tiers.extras import AUDIO, LARGE, RESELLER
from dashboard.measures.tiers.paid import Paid, grouped

LABELS: Final = {AUDIO: "Sound", LARGE: "4K over 1080p", RESELLER: "Reseller fee"}
COLUMNS: Final = ("money", "seconds", "per_second", "unknown", "cost", "share")


@dataclass(slots=True)
class Extra:
    """What one multiplier comes to: `money` in nano-nano-units over `seconds`; of `unknown` seconds nobody can say."""

    money: int = 0
    seconds: int = 0
    unknown: int = 0
    cost: int = 0

    def add(self, one: Paid, per_second: int | None) -> None:
        """Work that has the multiplier."""
        self.cost += one.cost
        if per_second is None:
            self.unknown += one.seconds
        else:
            self.seconds += one.seconds
            self.money += one.seconds * per_second

    def told(self) -> dict[str, Decimal | None]:
        """As people read it; the money is unknown where it is not known of any second."""
        money = Decimal(self.money).scaleb(-18) if self.seconds else None
        cost = Decimal(self.cost) / NANO
        return {
            "money": money,
            "seconds": Decimal(self.seconds) / NANO,
            "per_second": ratio(money, Decimal(self.seconds) / NANO),
            "unknown": Decimal(self.unknown) / NANO,
            "cost": cost,
            "share": ratio(money, cost),
        }


def extra(rows: Iterable[Paid], name: str) -> Extra:
    """One multiplier over some work."""
    sums = Extra()
    for one in rows:
        if name in one.extras:
            sums.add(one, one.extras[name])
    return sums


def multipliers(rows: Sequence[Paid], by: Sequence[str] = ()) -> pd.DataFrame:
    """A row for each multiplier and combination of `by` (of the Words) that has it, the most money first.

    `money` is how much the list prices say that it added, `unknown` the seconds of which no list says so, `cost` what
    the work that has it cost in all.
    """
    groups = grouped(rows, lambda one: tuple(getattr(one.words, name) for name in by))
    found: list[dict[str, Any]] = [
        {"multiplier": label} | dict(zip(by, words, strict=True)) | extra(some, name).told()
        for name, label in LABELS.items()
        for words, some in groups.items()
        if any(name in one.extras for one in some)
    ]
    found.sort(key=lambda row: (row["money"] is None, -(row["money"] or 0)))
    return pd.DataFrame(found, columns=["multiplier", *by, *COLUMNS], dtype=object)
