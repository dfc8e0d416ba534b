"""What does it cost that a model makes only some lengths: seconds that its shortest long-enough clip has too many?

Providers tell the seconds that were billed, and nobody tells those that were wanted. But where an edit or a job log
says which seconds were used, the shortest allowed clip that holds them is known, and what it has beyond them no choice
of length could have saved. Whatever was generated beyond that was trimmed by choice, and is no rounding.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

import pandas as pd

from collectors.price_sheets import lengths
from dashboard.measures.tiers.multipliers import COLUMNS, Extra
from dashboard.measures.tiers.paid import Paid, Words, grouped
from db.money import NANO
from db.offers import Limits

LABEL: Final = "Used, rounded up"


def shortest(seconds: int, upto: int, durations: str) -> int:
    """Of a clip's billed nano-seconds, those of the shortest allowed clip that holds so many whole seconds."""
    return min([seconds, *(length * NANO for length in lengths(durations) if length >= upto)])


@dataclass(slots=True)
class Rounded(Extra):
    """The same as any multiplier, and of how many `clips` it is known."""

    clips: int = 0

    def add_used(self, row: Mapping[Any, Any], durations: str) -> None:
        """Clips of one length of which as much was used, at their own cost."""
        needed = shortest(row["seconds"], row["upto"], durations)
        self.clips += row["clips"]
        self.seconds += row["seconds"] * row["clips"]
        self.cost += row["cost"]
        self.money += row["cost"] * needed * NANO // row["seconds"] - row["used_cost"] * NANO


def rounding(
    used: pd.DataFrame, rows: Sequence[Paid], limits: Mapping[str, Limits], by: Sequence[str] = ()
) -> pd.DataFrame:
    """A row for each combination of `by` (of the Words) as `multipliers` has them, and `clips` of which it is known.

    `used` is what `db.used` tells, `rows` is all work that was paid: what of its seconds is not among the used ones,
    on models that make only some lengths, is `unknown`.
    """
    fixed = {model: one.durations for model, one in limits.items() if one.durations}
    sums: dict[tuple[Hashable, ...], Rounded] = defaultdict(Rounded)
    for row in used[used["model"].isin(list(fixed))].to_dict("records"):
        words = Words(*(row[name] for name in ("provider", "model", "mode", "resolution", "audio")))
        sums[_key(words, by)].add_used(row, fixed[row["model"]])
    for key, some in grouped(
        (one for one in rows if one.words.model in fixed), lambda one: _key(one.words, by)
    ).items():
        sums[key].unknown = max(0, _seconds(some) - sums[key].seconds)
    told: list[dict[str, Any]] = [
        {"multiplier": LABEL} | dict(zip(by, key, strict=True)) | one.told() | {"clips": Decimal(one.clips)}
        for key, one in sums.items()
    ]
    return pd.DataFrame(told, columns=["multiplier", *by, *COLUMNS, "clips"], dtype=object)


def _key(words: Words, by: Sequence[str]) -> tuple[Hashable, ...]:
    return tuple(getattr(words, name) for name in by)


def _seconds(rows: Iterable[Paid]) -> int:
    return sum(one.seconds for one in rows)
