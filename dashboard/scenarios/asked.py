"""A question of What-if with all its choices, as data: which part asks, of which days and words, on which terms."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from typing import Final

from dashboard.measures.periods import CUSTOM, days_of
from dashboard.measures.what_if.fit import Terms
from dashboard.reader import Narrowing
from db.window import day_number

FILTERS: Final = ("team", "account", "model", "kind")
"""The dimensions that an address narrows the work by."""
OTHERS: Final = "a team that you may not see"
Words = tuple[tuple[str, tuple[str, ...]], ...]
"""Words by name, in the names' order."""


class NotAsked(ValueError):
    """A question that cannot be understood. One sentence says what, and what would be."""


def words(said: Mapping[str, Iterable[str]]) -> Words:
    """Words by name as a value that can be compared and remembered; names without a word are left out."""
    every = {name: tuple(some) for name, some in sorted(said.items())}
    return tuple((name, some) for name, some in every.items() if some)


@dataclass(frozen=True, slots=True)
class Asked:
    """A part's question: `period` by its name, or the first and last of the `days` where it is Custom.

    `where` narrows the work, `choices` are whatever else the part lets people choose, in the words of the address.
    """

    question: str
    period: str
    days: tuple[date, ...] = ()
    where: Words = ()
    choices: Words = ()

    def narrowing(self, today: date) -> Narrowing:
        """The days and words, seen from `today`."""
        since, until = self._stretch(today)
        return Narrowing(since, until, dict(self.where))

    def _stretch(self, today: date) -> tuple[date, date]:
        if self.period == CUSTOM:
            return self.days[0], self.days[-1] + timedelta(days=1)
        return days_of(self.period, today)

    def terms(self, today: date) -> Terms:
        """What may be bought today: of which makers, tiers, sellers, models; and whether a long take may be several."""
        chosen = (self.many(name) for name in ("countries", "in_tiers", "sellers", "in_models"))
        countries, tiers, sellers, models = (frozenset(some) or None for some in chosen)
        return Terms(day_number(today), countries, self.flag("split", usual=True), tiers, sellers, models)

    def many(self, name: str) -> tuple[str, ...]:
        """Every word of a choice."""
        return dict(self.choices).get(name, ())

    def one(self, name: str, usual: str = "") -> str:
        """The word of a choice."""
        return next(iter(self.many(name)), usual)

    def flag(self, name: str, *, usual: bool) -> bool:
        """Yes or no. Raises NotAsked for another word."""
        said = self.one(name, str(usual)).lower()
        if said not in ("true", "false"):
            raise NotAsked(f"“{said[:60]}” is no choice for {name}; it takes true or false")
        return said == "true"

    def number(self, name: str, usual: Decimal | int, low: Decimal | int, high: Decimal | int) -> Decimal:
        """A number between two others. Raises NotAsked for anything else."""
        said = self.one(name, str(usual))
        try:
            found = Decimal(said)
        except InvalidOperation:
            found = Decimal("NaN")
        if not found.is_finite() or not low <= found <= high:
            raise NotAsked(f"“{said[:60]}” is no choice for {name}; it takes a number from {low} to {high}")
        return found
