"""Which shots took more takes, or more money, than the company says a shot may take before somebody looks?"""

from dataclasses import dataclass
from decimal import Decimal

import pandas as pd

COLUMNS = ["video", "shot", "takes", "takes_over", "cost", "cost_over", "kept", "judged", "first", "last"]


@dataclass(frozen=True, slots=True)
class Limits:
    """How many takes, and how much in the reporting currency, a shot may take; None is no limit."""

    takes: int | None = None
    cost: Decimal | None = None

    def __bool__(self) -> bool:
        return self.takes is not None or self.cost is not None


def over(shots: pd.DataFrame, limits: Limits) -> pd.DataFrame:
    """The shots beyond a limit, the dearest first: rows of View.shots with `takes_over` and `cost_over`.

    What is not over a limit has None there. Work that names no shot is no shot and never over.
    """
    found = shots[shots["shot"] != ""].copy()
    found["takes_over"] = pd.Series([_beyond(takes, limits.takes) for takes in found["takes"]], found.index, object)
    found["cost_over"] = pd.Series([_beyond(cost, limits.cost) for cost in found["cost"]], found.index, object)
    found = found[found["takes_over"].notna() | found["cost_over"].notna()]
    order = sorted(range(len(found)), key=lambda n: (-(found["cost"].iloc[n] or 0), -found["takes"].iloc[n]))
    return found.iloc[order][COLUMNS].reset_index(drop=True)


def _beyond(value: Decimal | int | None, limit: Decimal | int | None) -> Decimal | int | None:
    """By how much it is more than the limit; None where it is not, or where one of them is unknown."""
    return value - limit if value is not None and limit is not None and value > limit else None
