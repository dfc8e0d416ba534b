"""What a collection came to, read back: how fresh each account is, its runs, its bills beside the ledger."""

from collections.abc import Sequence
from typing import Any, Final

import pandas as pd
from sqlalchemy import Engine, text

from db.engine import reading

RUNS: Final = text("""
SELECT r.id, a.name AS account, a.provider, r.what, r.since, r.until, r.started, r.ended, r.rows, r.new, r.changed,
       r.gone, r.error, r.permanent
FROM run r JOIN account a ON a.id = r.account_id
ORDER BY r.id DESC LIMIT :size OFFSET :skip
""")
ACCOUNTS: Final = text("""
SELECT a.id, a.name AS account, a.provider, a.reread,
       (SELECT MAX(r.until) FROM run r
        WHERE r.account_id = a.id AND r.error = '' AND r.what <> 'names and prices') AS through,
       (SELECT MAX(r.ended) FROM run r WHERE r.account_id = a.id AND r.error = '') AS good,
       (SELECT r.error FROM run r WHERE r.account_id = a.id ORDER BY r.id DESC LIMIT 1) AS error,
       (SELECT r.permanent FROM run r WHERE r.account_id = a.id ORDER BY r.id DESC LIMIT 1) AS permanent,
       (SELECT COUNT(*) FROM run r WHERE r.account_id = a.id) AS runs
FROM account a ORDER BY a.name
""")
BILLS: Final = text("""
SELECT b.day, a.name AS account, b.currency, b.lines, b.apart, b.rest, b.settled, b.closed
FROM bill b JOIN account a ON a.id = b.account_id
WHERE b.day >= :first AND b.day < :past ORDER BY b.day DESC, a.name, b.currency
""")
BALANCES: Final = text("""
SELECT a.name AS account, b.pot, b.currency, b.amount, b.total, b.at, b.expires
FROM balance b JOIN account a ON a.id = b.account_id
WHERE b.at = (SELECT MAX(c.at) FROM balance c
              WHERE c.account_id = b.account_id AND c.currency = b.currency AND c.pot = b.pot)
ORDER BY a.name, b.pot
""")
VERSION: Final = text("SELECT (SELECT COALESCE(MAX(id), 0) FROM run) + (SELECT COALESCE(MAX(id), 0) FROM audit)")


def runs(engine: Engine, number: int = 0, size: int = 50) -> pd.DataFrame:
    """Page `number` (from 0) of all runs, newest first; times in microseconds since 1970."""
    return _frame(engine, RUNS, ("since", "until", "started", "ended"), size=size, skip=number * size)


def accounts(engine: Engine) -> pd.DataFrame:
    """Each account: up to when its data reach, when it was last collected well, what went wrong last."""
    return _frame(engine, ACCOUNTS, ("through", "good"))


def bills(engine: Engine, first: int, past: int) -> pd.DataFrame:
    """Each account's bill for each day (YYYYMMDD) beside what was settled of it, in nano-units."""
    return _frame(engine, BILLS, ("lines", "apart", "rest", "settled"), first=first, past=past)


def balances(engine: Engine) -> pd.DataFrame:
    """Prepaid credit as it was last seen, in nano-units."""
    return _frame(engine, BALANCES, ("amount", "total", "at", "expires"))


def version(engine: Engine) -> int:
    """A number that is another one after every collection and every import."""
    with reading(engine) as connection:
        return int(connection.execute(VERSION).scalar_one())


def _frame(engine: Engine, sql: Any, whole: Sequence[str], **values: Any) -> pd.DataFrame:
    with reading(engine) as connection:
        rows = connection.execute(sql, values)
        frame = pd.DataFrame(rows.fetchall(), columns=list(rows.keys()))
    return frame.astype(dict.fromkeys(whole, "Int64"))
