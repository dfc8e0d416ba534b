"""What each shot of each video took: takes, money, seconds, and what was kept of them.

Reads the sums of single takes, which are found by their video and not day by day.
"""

from typing import Any, Final

import pandas as pd
from sqlalchemy import Engine, text

from db.engine import reading
from db.ledger import FINE, Asked, conditions, joins, lists, narrowed_by

SUMS: Final = {
    "takes": "COUNT(DISTINCT CASE WHEN f.kind = 'render' THEN l.take END)"
    " + COALESCE(SUM(CASE WHEN f.kind = 'render' AND l.take IS NULL THEN l.pieces END), 0)",
    "clips": "SUM(l.clips)",
    "kept": "SUM(l.kept)",
    "judged": "SUM(l.judged)",
    "cost": "SUM(l.cost)",
    "unknown": "SUM(l.unknown)",
    "seconds": "SUM(l.seconds)",
    "usable": "SUM(l.usable)",
    "first": "MIN(l.day)",
    "last": "MAX(l.day)",
}
TAKES: Final = (
    "(SELECT r.*, s.account_id, p.team_id FROM take r JOIN stream s ON s.id = r.stream_id"
    " JOIN placement p ON p.account_id = s.account_id AND p.facet_id = r.facet_id"
    " AND p.since <= r.day AND p.until > r.day) l"
    " JOIN facet f ON f.id = l.facet_id"
)


def shots(engine: Engine, asked: Asked) -> pd.DataFrame:
    """One row for each video and shot ("" where nobody says), money and seconds in nano-units, days YYYYMMDD.

    A take that several clips are of counts once, a clip without a take as one. `unknown` counts pieces of work
    whose cost is not known.
    """
    limits, values = conditions(asked, FINE)
    sums = ", ".join(f"CAST({sql} AS BIGINT) AS {name}" for name, sql in SUMS.items())
    sql = (
        f"SELECT l.video, l.shot, {sums} FROM {TAKES} {joins(FINE, narrowed_by(asked))}"  # noqa: S608  # made of constants
        f" WHERE {' AND '.join(limits)} GROUP BY l.video, l.shot"
    )
    return _frame(engine, sql, values)


def _frame(engine: Engine, sql: str, values: dict[str, Any]) -> pd.DataFrame:
    with reading(engine) as connection:
        rows = connection.execute(text(sql).bindparams(*lists(values)), values)
        return pd.DataFrame(rows.fetchall(), columns=list(rows.keys())).astype(dict.fromkeys(SUMS, "Int64"))
