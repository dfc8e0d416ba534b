"""Which accounts have had no work for longer than is usual for them, though they are asked?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Final

import pandas as pd

from db.window import day_of_number

LOOKED_AT: Final = timedelta(days=120)
ENOUGH: Final = 14
"""Days with work that it takes to know what is usual."""


@dataclass(frozen=True, slots=True)
class Silence:
    """No work for `days` since the day `last`, where `usual` is the most that ever passed between two days of work."""

    last: date
    days: int
    usual: int


def silences(bills: pd.DataFrame, today: date) -> dict[str, Silence]:
    """The accounts (rows of View.bills) that are silent for more than a day longer than ever in four months."""
    found = {}
    for account, mine in bills.groupby("account"):
        silence = _silence([day_of_number(int(day)) for day in sorted(set(mine["day"]))], today)
        if silence:
            found[str(account)] = silence
    return found


def _silence(worked: Sequence[date], today: date) -> Silence | None:
    days = [day for day in worked if today - LOOKED_AT <= day <= today]
    if len(days) < ENOUGH:
        return None
    usual = max((later - day).days for day, later in pairwise(days))
    silent = (today - days[-1]).days
    return Silence(days[-1], silent, usual) if silent > usual + 1 else None
