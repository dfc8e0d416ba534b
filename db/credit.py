"""Prepaid credit read back: when each pot held how much, when it was looked at last, what bills took of it in units."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any, Final

import pandas as pd
from sqlalchemy import Engine, String, TextClause, bindparam, text

from db.engine import reading
from db.frames import frame_of
from db.window import day_number

SIGHTINGS: Final = text("""
SELECT a.name AS account, b.currency, b.pot, b.at, b.amount, b.total, b.expires,
       (SELECT MAX(r.ended) FROM run r
        WHERE r.account_id = a.id AND r.error = '' AND r.what = 'names and prices') AS looked
FROM balance b JOIN account a ON a.id = b.account_id
WHERE b.at >= COALESCE((SELECT MAX(c.at) FROM balance c
                        WHERE c.account_id = b.account_id AND c.currency = b.currency AND c.pot = b.pot
                        AND c.at <= :since), 0)
  AND (:every = 1 OR a.name IN :accounts)
ORDER BY a.name, b.currency, b.pot, b.at
""").bindparams(bindparam("accounts", expanding=True, type_=String()))
OWN_UNITS: Final = (("KLING-UNIT", "unit"),)
"""Credit that a provider counts in a unit of its own, and the word by which the lines of its bill count that."""
USED: Final = text("""
SELECT a.name AS account, CAST(:currency AS VARCHAR) AS currency, c.day, SUM(c.quantity) AS billed
FROM charge c JOIN stream s ON s.id = c.stream_id JOIN account a ON a.id = s.account_id
              JOIN facet f ON f.id = c.facet_id
WHERE c.day IN :days AND f.unit = :unit
  AND c.stream_id IN (SELECT t.id FROM stream t JOIN balance b ON b.account_id = t.account_id
                      WHERE b.currency = :currency)
  AND (:every = 1 OR a.name IN :accounts)
GROUP BY a.name, c.day
""").bindparams(bindparam("accounts", expanding=True, type_=String()), bindparam("days", expanding=True))
WHOLE: Final = ("at", "amount", "total", "expires", "looked")
USES: Final = ("day", "billed")


def sightings(engine: Engine, since: int, accounts: Collection[str] | None = None) -> pd.DataFrame:
    """Each change of each pot of all or these accounts from `since` (microseconds) on, and the last one before.

    Amounts in nano-units, times in microseconds. `looked` is when the provider was last asked what stands: a pot of
    which no change was seen since then holds what it held.
    """
    return _frame(engine, SIGHTINGS, WHOLE, accounts, since=since)


def used(engine: Engine, days: Iterable[date], accounts: Collection[str] | None = None) -> pd.DataFrame:
    """What bills took, by account, currency and day, of credit that is counted in a unit of the provider's own.

    `billed` is in thousand-millionths of that unit, None where a line does not say how many it took.
    """
    asked = [day_number(day) for day in days]
    each = [_frame(engine, USED, USES, accounts, currency=one, unit=unit, days=asked) for one, unit in OWN_UNITS]
    return pd.concat(each, ignore_index=True)


def _frame(
    engine: Engine, sql: TextClause, whole: Collection[str], accounts: Collection[str] | None, **said: Any
) -> pd.DataFrame:
    """What is found of all or these accounts."""
    with reading(engine) as connection:
        answer = connection.execute(sql, said | {"every": int(accounts is None), "accounts": sorted(accounts or ())})
        return frame_of(answer, whole)
