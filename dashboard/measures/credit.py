"""How much prepaid credit is left, how fast is it used, how long does it last, and what would expire unused?

What nobody knows is None and never guessed. Purchases are kept apart from use.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, Decimal
from itertools import groupby, pairwise
from typing import Any, Final

import pandas as pd

WEEK, MONTH = 7, 30
BILL, BALANCE, UNKNOWN = "bills", "balance", ""
WATCHED: Final = timedelta(60)
SOON: Final = 14
"""Days of credit below which somebody should think of buying more."""
"""What the use was reckoned from."""
SHORTEST: Final = timedelta(days=1)
"""What must have been watched of a balance before its falls say anything about a day."""
CENT: Final = Decimal("0.01")
NOTHING: Final = Decimal(0)
Fund = tuple[str, str]
"""An account and the currency, or the provider's own unit, of its credit."""
Days = Sequence[tuple[date, Decimal | None]]
"""What each day came to, None where unknown."""
Changes = Sequence[Sequence[Mapping[Any, Any]]]
"""The changes of each pot, in their order."""


@dataclass(frozen=True, slots=True)
class Pot:
    """One pot as last seen. `unused` is what would be left in it at its expiry at the present pace."""

    name: str
    left: Decimal
    total: Decimal | None
    changed: datetime
    seen: datetime
    expires: datetime | None
    unused: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Credit:
    """An account's credit in one currency or unit, over all its pots.

    `week` and `month` are what was used on a day of the last 7 and 30, reckoned from `source`; `lasts` are days.
    `bought` are the purchases that a bill names, `rose` is by how much balances were seen to go up, both in 30 days.
    """

    account: str
    currency: str
    pots: tuple[Pot, ...]
    source: str
    week: Decimal | None
    month: Decimal | None
    bought: Decimal | None
    rose: Decimal

    @property
    def left(self) -> Decimal:
        """What can be spent in all pots."""
        return sum((pot.left for pot in self.pots), NOTHING)

    @property
    def pace(self) -> Decimal | None:
        """What is used on a day: that of the last 7, or where they had no use or are unknown, of the last 30."""
        return self.week or (self.week if self.month is None else self.month)

    @property
    def lasts(self) -> Decimal | None:
        """Whole days until nothing is left at this pace; None where the pace is unknown or nothing is used."""
        if not self.pace or self.pace < 0:
            return None
        return (max(self.left, NOTHING) / self.pace).quantize(Decimal(1), ROUND_DOWN)

    @property
    def unused(self) -> Decimal:
        """What would expire in all pots at this pace, as far as that is known."""
        return sum((pot.unused or NOTHING for pot in self.pots), NOTHING)


def credits_of(
    sightings: pd.DataFrame, settled: pd.DataFrame, bought: pd.DataFrame, through: Mapping[str, datetime], now: datetime
) -> list[Credit]:
    """Every account's credit, from readable rows of `db.credit.sightings` in their order.

    `settled` and `bought` are costs and purchases (`billed`) by account, currency and day; `through` says up to when
    each account has its data. Where something is settled in the credit's own currency or unit, that tells its use.
    """
    found = []
    for fund, rows in groupby(sightings.to_dict("records"), _fund):
        pots = [list(changes) for _, changes in groupby(rows, lambda row: row["pot"])]
        mine, end = _of(settled, fund), min(now, through.get(fund[0]) or now).astimezone(now.tzinfo).date()
        week, month = (_by_bill(mine, end, days) if len(mine) else _by_balance(pots, days) for days in (WEEK, MONTH))
        source = UNKNOWN if week is None and month is None else BILL if len(mine) else BALANCE
        purchases = _sum(_of(bought, fund), now.date() - timedelta(MONTH), now.date())
        credit = Credit(*fund, tuple(map(_pot, pots)), source, week, month, purchases, _rises(pots))
        found.append(replace(credit, pots=expiring(credit, now)))
    return found


def _of(days: pd.DataFrame, fund: Fund) -> Days:
    """What one account's days come to in one currency."""
    rows = days[(days["account"] == fund[0]) & (days["currency"] == fund[1])]
    return list(zip(rows["day"], rows["billed"], strict=True))


def _sum(days: Days, first: date, past: date) -> Decimal | None:
    """The sum of these days; None where there are none, or one of them is unknown."""
    amounts = [amount for day, amount in days if first <= day < past]
    known = [amount for amount in amounts if amount is not None]
    return sum(known, NOTHING) if amounts and len(known) == len(amounts) else None


def _fund(row: Mapping[Any, Any]) -> Fund:
    return str(row["account"]), str(row["currency"])


def _pot(changes: Sequence[Mapping[Any, Any]]) -> Pot:
    last = changes[-1]
    seen = max(last["at"], last["looked"] or last["at"])
    return Pot(str(last["pot"]), last["amount"], last["total"], last["at"], seen, last["expires"])


def _by_bill(mine: Days, end: date, days: int) -> Decimal | None:
    """What was settled on a day of so many before `end`; without any work in them nothing was used."""
    first = end - timedelta(days)
    worked = any(first <= day < end for day, _ in mine)
    whole = _sum(mine, first, end) if worked else NOTHING
    return None if whole is None else (whole / days).quantize(CENT, ROUND_HALF_EVEN)


def _by_balance(pots: Changes, days: int) -> Decimal | None:
    """By how much balances fell on a day of so many; None where they were not watched for a whole one."""
    since = _seen(pots) - timedelta(days)
    watched = _seen(pots) - max(since, min(pot[0]["at"] for pot in pots))
    return None if watched < SHORTEST else _rate(_falls(pots, since), watched)


def _seen(pots: Changes) -> datetime:
    """When they were looked at last."""
    return max(_pot(pot).seen for pot in pots)


def _rate(amount: Decimal, over: timedelta) -> Decimal:
    """An amount over a stretch of time, as that of a day."""
    return (amount * 86_400 / int(over.total_seconds())).quantize(CENT, ROUND_HALF_EVEN)


def _falls(pots: Changes, since: datetime) -> Decimal:
    """By how much balances went down, but for what had expired; of a fall that began before, its part since then."""
    falls = (
        max(NOTHING, before["amount"] - after["amount"]) * _part_since(since, before["at"], after["at"])
        for pot in pots
        for before, after in pairwise(pot)
        if after["at"] > since and not (after["expires"] and after["expires"] <= after["at"])
    )
    return sum(falls, NOTHING)


def _part_since(since: datetime, first: datetime, last: datetime) -> Decimal:
    """Which part of the time from `first` to `last` lies behind `since`."""
    return Decimal((last - max(since, first)) / (last - first)) if last > first else Decimal(1)


def _rises(pots: Changes) -> Decimal:
    """By how much balances went up in 30 days: a purchase, or something given, that no bill need name."""
    since = _seen(pots) - timedelta(MONTH)
    rises = (
        after["amount"] - before["amount"] for pot in pots for before, after in pairwise(pot) if after["at"] > since
    )
    return sum((rise for rise in rises if rise > 0), NOTHING)


def expiring(credit: Credit, now: datetime) -> tuple[Pot, ...]:
    """The pots with what would expire of each, where the one that expires first is used first."""
    gone, told = NOTHING, []
    for pot in sorted(credit.pots, key=lambda pot: (pot.expires is None, pot.expires or now, pot.name)):
        unused = None
        if pot.expires and pot.expires > now and credit.pace is not None and pot.left > 0:
            days = Decimal(int((pot.expires - now).total_seconds())) / 86_400
            unused = max(NOTHING, pot.left - max(NOTHING, credit.pace * days - gone)).quantize(CENT)
        gone += pot.left - (unused or NOTHING)
        told.append(replace(pot, unused=unused))
    return tuple(told)


def until(credit: Credit, today: date) -> date | None:
    """The last day that the credit is enough for at its pace; None where that is unknown or in another century."""
    lasts = credit.lasts
    return None if lasts is None or lasts > 36_500 else today + timedelta(int(lasts))
