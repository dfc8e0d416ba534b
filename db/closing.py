"""Closed months: which they are, and which days a change of rules, prices or rates may move.

A month is closed for an account once none of its bills can change any more (for an account without bills:
two whole months later). Closed months keep their teams, list costs and rates, unless they are named; only a
late bill or corrected work still moves them, because the total is the bill. Whoever changes something asks

    reach = reach_of(connection, delivery.closed)           # what the user named: () is none, "all" is every one

and hands `reach` to `db.rules.replace_rules`, or, once prices or rates are stored, to `prices_changed` or
`rates_changed` of `db.resettle`, which settle anew what is open and what was named, and tell the audit.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, select, text, update

from db.stretches import FOREVER, Span
from db.tables import Account
from db.upsert import table_of

ACCOUNT: Final = table_of(Account)
ALL: Final = "all"
MONTH: Final = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")
DAYS: Final = text("SELECT DISTINCT b.day, a.name, a.open_from FROM bill b JOIN account a ON a.id = b.account_id")

NEWEST: Final = text("SELECT COALESCE(MAX(day), 0) FROM bill WHERE account_id = :account")


class NotClosed(Exception):
    """A month that cannot be named; one sentence says which, why and what to do."""


@dataclass(frozen=True, slots=True)
class Reach:
    """What a change may move: whatever is open, and of the closed months those named (YYYYMM), or every one."""

    months: frozenset[int] = frozenset()
    everything: bool = False

    def names(self, month: int) -> bool:
        """Whether this month was asked for by name."""
        return self.everything or month in self.months

    def spans(self, open_from: int) -> list[Span]:
        """The days it may move of an account whose open months begin on this day."""
        if self.everything:
            return [(0, FOREVER)]
        closed = (days_of(month) for month in sorted(self.months))
        return [*(span for span in closed if span[0] < open_from), (open_from, FOREVER)]


OPEN: Final = Reach()
"""Nothing was named: closed months stay."""


def first_day(month: int) -> int:
    """The first day (YYYYMMDD) of a month (YYYYMM)."""
    return month * 100 + 1


def days_of(month: int) -> Span:
    """The days of a month (YYYYMM)."""
    return first_day(month), first_day(month_after(month))


def month_after(month: int) -> int:
    """The month after one, both YYYYMM."""
    return month + (1 if month % 100 < 12 else 89)


def in_words(months: Collection[int]) -> str:
    """Months as people write them; one after the other as a range."""
    runs: list[list[int]] = []
    for month in sorted(months):
        if runs and month_after(runs[-1][-1]) == month:
            runs[-1].append(month)
        else:
            runs.append([month])
    return ", ".join(_iso(run[0]) + (f" to {_iso(run[-1])}" if run[1:] else "") for run in runs)


def _iso(month: int) -> str:
    return f"{month // 100}-{month % 100:02d}"


def open_from(connection: Connection, account_id: int) -> int:
    """The first day (YYYYMMDD) of an account's first month that is not closed; 0 where none is."""
    asked = select(ACCOUNT.c.open_from).where(ACCOUNT.c.id == account_id)
    return int(connection.execute(asked).scalar_one())


def close_months(connection: Connection, account_id: int, first_open: int) -> None:
    """Close an account's months before the one of this day (YYYYMMDD), once; what was closed stays so.

    To be called once all that is known of those months is stored and reckoned, names of keys included.
    """
    opens = first_day(first_open // 100)
    mine = (ACCOUNT.c.id == account_id, ACCOUNT.c.open_from < opens)
    connection.execute(update(ACCOUNT).where(*mine).values(open_from=opens))


def close_billed_months(connection: Connection, account_id: int, first_open: int) -> None:
    """The same for a bill that came in a file: the newest month stays open until a later one is billed."""
    newest = connection.execute(NEWEST, {"account": account_id}).scalar_one()
    if newest:
        close_months(connection, account_id, min(first_open, newest))


def closed_months(connection: Connection) -> dict[int, frozenset[str]]:
    """Every closed month (YYYYMM) with the accounts that have something in it and for which it is closed."""
    found: dict[int, set[str]] = defaultdict(set)
    for day, account, opens in connection.execute(DAYS):
        if day < opens:
            found[day // 100].add(account)
    return {month: frozenset(found[month]) for month in sorted(found)}


def reach_of(connection: Connection, said: Sequence[str]) -> Reach:
    """What may move, where these months ("2026-09", or "all") were named.

    Raises NotClosed for what is no month and for a month in which the ledger has nothing.
    """
    if ALL in said:
        return Reach(everything=True)
    months = frozenset(map(_month, said))
    if missing := months - {day // 100 for day, _, _ in connection.execute(DAYS)} if months else ():
        raise NotClosed(f"the ledger has nothing in {in_words(missing)}; {_closed(closed_months(connection))}")
    return Reach(months)


def _month(said: str) -> int:
    if not MONTH.fullmatch(said):
        raise NotClosed(f"{said!r} is no month such as 2026-09; name closed months so, or {ALL}")
    return int(said.replace("-", ""))


def _closed(months: Collection[int]) -> str:
    return f"closed are {in_words(months)}" if months else "no month is closed yet"


def kept_months(connection: Connection, reach: Reach, since: int = 0) -> list[int]:
    """The closed months (YYYYMM) with days from `since` (YYYYMMDD) on that were not named and therefore stay."""
    return [month for month in closed_months(connection) if month >= since // 100 and not reach.names(month)]


def stay(connection: Connection, months: Collection[int], what: str) -> list[str]:
    """One sentence that says so, where any do: `what` is what those months keep, such as "their teams".

    It names the accounts for which such a month is open still, because of them it may move.
    """
    if not months:
        return []
    but = "".join(f", but for {name} in {in_words(open_)}" for name, open_ in _open_of(connection, months))
    return [f"Closed months keep {what}: {in_words(months)}{but}; --closed-month YYYY-MM (or {ALL}) moves them too"]


def _open_of(connection: Connection, months: Collection[int]) -> list[tuple[str, set[int]]]:
    """The accounts, by name, that have open days in these months, and in which of them."""
    found: dict[str, set[int]] = defaultdict(set)
    for day, account, opens in connection.execute(DAYS):
        if day >= opens and day // 100 in months:
            found[account].add(day // 100)
    return sorted(found.items())
