"""What a collection came to, read back: how fresh each account is, its runs, its bills beside the ledger."""

from collections.abc import Collection, Sequence
from typing import Any, Final

import pandas as pd
from sqlalchemy import Engine, String, bindparam, text

from db.engine import reading
from db.frames import frame_of

RUNS: Final = text("""
SELECT r.id, a.name AS account, a.provider, r.what, r.since, r.until, r.started, r.ended, r.rows, r.new, r.changed,
       r.gone, r.error, r.permanent
FROM run r JOIN account a ON a.id = r.account_id
WHERE :every = 1 OR a.name IN :accounts
ORDER BY r.id DESC LIMIT :size OFFSET :skip
""").bindparams(bindparam("accounts", expanding=True, type_=String()))
COUNT_RUNS: Final = text("""
SELECT COUNT(*) FROM run r JOIN account a ON a.id = r.account_id WHERE :every = 1 OR a.name IN :accounts
""").bindparams(bindparam("accounts", expanding=True, type_=String()))
ACCOUNTS: Final = text("""
SELECT a.id, a.name AS account, a.provider, a.reread,
       (SELECT MAX(CASE WHEN r.until <= r.ended THEN r.until WHEN r.what = 'collect' THEN r.ended END) FROM run r
        WHERE r.account_id = a.id AND r.error = '' AND r.what <> 'names and prices') AS through,
       (SELECT MAX(r.ended) FROM run r WHERE r.account_id = a.id AND r.error = '') AS good,
       (SELECT r.error FROM run r WHERE r.account_id = a.id ORDER BY r.id DESC LIMIT 1) AS error,
       (SELECT r.permanent FROM run r WHERE r.account_id = a.id ORDER BY r.id DESC LIMIT 1) AS permanent,
       (SELECT COUNT(*) FROM run r WHERE r.account_id = a.id) AS runs,
       (SELECT COUNT(*) FROM run r WHERE r.account_id = a.id AND r.what = 'collect') AS asked
FROM account a
WHERE :every = 1 OR a.id IN (SELECT p.account_id FROM placement p JOIN team t ON t.id = p.team_id
                             WHERE t.name IN :teams)
ORDER BY a.name
""").bindparams(bindparam("teams", expanding=True, type_=String()))
BILLS: Final = text("""
SELECT b.day, a.name AS account, b.currency, b.lines, b.apart, b.rest, b.settled, b.closed
FROM bill b JOIN account a ON a.id = b.account_id
WHERE b.day >= :first AND b.day < :past AND (:every = 1 OR a.name IN :accounts)
ORDER BY b.day DESC, a.name, b.currency
""").bindparams(bindparam("accounts", expanding=True, type_=String()))
VERSION: Final = text("SELECT (SELECT COALESCE(MAX(id), 0) FROM run) + (SELECT COALESCE(MAX(id), 0) FROM audit)")


def runs(engine: Engine, number: int = 0, size: int = 50, accounts: Collection[str] | None = None) -> pd.DataFrame:
    """Page `number` (from 0) of the runs of all or these accounts, newest first; times in microseconds since 1970."""
    whole, page = ("since", "until", "started", "ended"), {"size": size, "skip": number * size}
    return _frame(engine, RUNS, whole, **page, **_all_or("accounts", accounts))


def count_runs(engine: Engine, accounts: Collection[str] | None = None) -> int:
    """How many runs all pages of `runs` have together."""
    with reading(engine) as connection:
        return int(connection.execute(COUNT_RUNS, _all_or("accounts", accounts)).scalar_one())


def accounts(engine: Engine, teams: Collection[str] | None = None) -> pd.DataFrame:
    """Each account (or each with something of these teams): up to when its data reach, what went wrong last.

    A file of which all is dated after it came says nothing of how far they reach. `good` is when it was last
    collected well, `asked` how often its provider was asked for work: 0 where that comes in a file.
    """
    return _frame(engine, ACCOUNTS, ("through", "good"), **_all_or("teams", teams))


def bills(engine: Engine, first: int, past: int, accounts: Collection[str] | None = None) -> pd.DataFrame:
    """The bills of all or these accounts by day (YYYYMMDD) beside what was settled of them, in nano-units."""
    whole = ("lines", "apart", "rest", "settled")
    return _frame(engine, BILLS, whole, first=first, past=past, **_all_or("accounts", accounts))


def version(engine: Engine) -> int:
    """A number that is another one after every collection and every import."""
    with reading(engine) as connection:
        return int(connection.execute(VERSION).scalar_one())


def _all_or(name: str, words: Collection[str] | None) -> dict[str, Any]:
    """The parameters for "all, or only these words"."""
    return {"every": int(words is None), name: sorted(words or ())}


def _frame(engine: Engine, sql: Any, whole: Sequence[str], **values: Any) -> pd.DataFrame:
    with reading(engine) as connection:
        return frame_of(connection.execute(sql, values), whole)
