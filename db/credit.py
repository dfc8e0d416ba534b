"""Prepaid credit read back: when each pot held how much, and when it was looked at last."""

from collections.abc import Collection
from typing import Final

import pandas as pd
from sqlalchemy import Engine, String, bindparam, text

from db.engine import reading

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
WHOLE: Final = ("at", "amount", "total", "expires", "looked")


def sightings(engine: Engine, since: int, accounts: Collection[str] | None = None) -> pd.DataFrame:
    """Each change of each pot of all or these accounts from `since` (microseconds) on, and the last one before.

    Amounts in nano-units, times in microseconds. `looked` is when the provider was last asked what stands: a pot of
    which no change was seen since then holds what it held.
    """
    said = {"since": since, "every": int(accounts is None), "accounts": sorted(accounts or ())}
    with reading(engine) as connection:
        rows = connection.execute(SIGHTINGS, said)
        frame = pd.DataFrame(rows.fetchall(), columns=list(rows.keys()))
    return frame.astype(dict.fromkeys(WHOLE, "Int64"))
