"""What was paid for work, beside what it was listed at: the rows that everything about tiers is added up from."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final, NamedTuple, TypeVar

from dashboard.measures.comparison import ratio
from dashboard.measures.measure import NANO
from dashboard.measures.readable import plain_sums
from dashboard.measures.tiers.extras import extras
from db.listed import Asked, Listed, Lists

BY: Final = (
    "day", "provider", "model", "mode", "resolution", "audio", "currency", "endpoint", "unit", "basis",
)  # fmt: skip
SUMS: Final = ("seconds_costed", "cost_timed", "seconds_compared", "cost_compared", "list_compared", "worth_compared")
BILLED: Final = "billed"
K = TypeVar("K", bound=Hashable)


class Words(NamedTuple):
    """What makes a second dearer or cheaper."""

    seller: str
    model: str
    mode: str
    resolution: str
    audio: str


@dataclass(frozen=True, slots=True)
class Paid:
    """Work of a day and of the same words. Money in nano-units of the reporting currency, seconds in nano-seconds.

    `seconds` cost `cost`; of them `listed_seconds`, which cost `listed_cost`, have a `list_cost`; of these again
    `unbilled_seconds`, listed at `unbilled_list`, were metered but never billed. `listed` is the list price of that
    day, `agreed` says that a negotiated one held. `extras` has, by the name of each hidden multiplier that the work
    has, how much more of the list price of a second that makes; None where not known.
    """

    day: int
    words: Words
    billed: bool
    seconds: int
    cost: int
    listed_seconds: int = 0
    listed_cost: int = 0
    list_cost: int = 0
    unbilled_seconds: int = 0
    unbilled_list: int = 0
    agreed: bool = False
    listed: Listed | None = None
    extras: Mapping[str, int | None] = field(default_factory=dict)


def paid(rows: Iterable[Mapping[Any, Any]], lists: Lists, own_seller: Callable[[str], str]) -> list[Paid]:
    """Rows of the ledger BY with SUMS, those whose seconds and cost are known, each with its list."""
    summed = ((row, plain_sums({name: row[name] for name in SUMS})) for row in rows)
    return [_paid(row, sums, lists, own_seller) for row, sums in summed if sums["seconds_costed"]]


def _paid(row: Mapping[Any, Any], sums: Mapping[str, int | None], lists: Lists, own: Callable[[str], str]) -> Paid:
    day, words = int(row["day"]), Words(*(row[name] for name in BY[1:6]))
    asked = Asked(*words, *(row[name] for name in BY[6:9]))
    seconds = sums["seconds_compared"] or 0
    known = lists.list_cost(asked, day, sums["list_compared"] or 0, seconds) if seconds else None
    listed = (0, 0, 0) if known is None else (seconds, sums["cost_compared"] or 0, known)
    free = _part(sums["worth_compared"], sums["list_compared"])
    return Paid(
        day, words, row["basis"] == BILLED, sums["seconds_costed"] or 0, sums["cost_timed"] or 0, *listed,
        round(listed[0] * free), round(listed[2] * free), lists.agreed(asked, day), lists.listed(asked, day),
        extras(asked, day, lists.second, own(words.model)),
    )  # fmt: skip


def _part(worth: int | None, list_cost: int | None) -> Fraction:
    """Which part of work of one list price was never billed, by what it was worth."""
    return min(Fraction(worth, list_cost), Fraction(1)) if worth and list_cost else Fraction(0)


@dataclass(slots=True)
class Total:
    """Sums of some Paid."""

    seconds: int = 0
    cost: int = 0
    listed_seconds: int = 0
    listed_cost: int = 0
    list_cost: int = 0

    def add(self, one: Paid) -> None:
        """One more row."""
        self.seconds += one.seconds
        self.cost += one.cost
        self.listed_seconds += one.listed_seconds
        self.listed_cost += one.listed_cost
        self.list_cost += one.list_cost

    def told(self) -> dict[str, Decimal | None]:
        """As people read it. What is held against the list is the work that has one; without any it is unknown."""
        listed = self.listed_seconds > 0
        return {
            "seconds": Decimal(self.seconds) / NANO,
            "cost": Decimal(self.cost) / NANO,
            "per_second": ratio(Decimal(self.cost), Decimal(self.seconds)),
            "compared_per_second": ratio(Decimal(self.listed_cost), Decimal(self.listed_seconds)),
            "list_per_second": ratio(Decimal(self.list_cost), Decimal(self.listed_seconds)),
            "over_list": Decimal(self.listed_cost - self.list_cost) / NANO if listed else None,
            "over_list_share": ratio(Decimal(self.listed_cost - self.list_cost), Decimal(self.list_cost)),
            "unlisted": Decimal(self.seconds - self.listed_seconds) / NANO,
        }


def total(rows: Iterable[Paid]) -> Total:
    """All of them together."""
    sums = Total()
    for one in rows:
        sums.add(one)
    return sums


def grouped(rows: Iterable[Paid], key: Callable[[Paid], K]) -> dict[K, list[Paid]]:
    """The rows by a key, in the order in which the keys first occur."""
    groups: dict[K, list[Paid]] = defaultdict(list)
    for one in rows:
        groups[key(one)].append(one)
    return groups
