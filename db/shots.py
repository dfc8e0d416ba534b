"""What each shot of each video took: takes, money, seconds, and what was kept of them.

Reads single pieces of work, because neither grain of the roll-up knows shots.
"""

from typing import Any, Final

import pandas as pd
from sqlalchemy import Engine, text

from db.engine import reading
from db.ledger import FINE, Asked, conditions, joins, lists, narrowed_by
from db.said import shot_of, take_of

SUMS: Final = {
    "takes": "COUNT(DISTINCT CASE WHEN c.kind = 'render' THEN c.take END)"
    " + COUNT(CASE WHEN c.kind = 'render' AND c.take IS NULL THEN 1 END)",
    "clips": "SUM(c.clips)",
    "kept": "COUNT(CASE WHEN c.usable > 0 THEN 1 END)",
    "judged": "COUNT(c.usable)",
    "cost": "SUM(c.cost)",
    "unknown": "COUNT(*) - COUNT(c.cost)",
    "seconds": "SUM(c.seconds)",
    "usable": "SUM(c.usable)",
    "first": "MIN(c.day)",
    "last": "MAX(c.day)",
}
WORK: Final = (
    "(SELECT r.day, r.external_id, r.reference, r.video, r.basis, r.seconds, r.clips, r.usable, r.cost, p.facet_id,"
    " s.account_id, p.team_id FROM usage r JOIN stream s ON s.id = r.stream_id"
    " JOIN placement p ON p.account_id = s.account_id AND p.facet_id = COALESCE(r.known_as, r.facet_id)"
    " AND p.since <= r.day AND p.until > r.day WHERE r.day >= :first AND r.day < :past AND r.video <> '') l"
    " JOIN facet f ON f.id = l.facet_id"
)


def shots(engine: Engine, asked: Asked) -> pd.DataFrame:
    """One row for each video and shot ("" where nobody says), money and seconds in nano-units, days YYYYMMDD.

    A take that several clips are of counts once, a clip without a take as one. `unknown` counts pieces of work
    whose cost is not known.
    """
    limits, values = conditions(asked, FINE)
    inner = (
        f"SELECT l.video, COALESCE({shot_of('l', 'l')}, '') AS shot, {take_of('l', 'l')} AS take, f.kind, l.day,"  # noqa: S608  # made of constants
        f" l.clips, l.seconds, l.usable, l.cost FROM {WORK} {joins(FINE, narrowed_by(asked))}"
        f" WHERE {' AND '.join(limits)}"
    )
    sums = ", ".join(f"CAST({sql} AS BIGINT) AS {name}" for name, sql in SUMS.items())
    sql = f"SELECT c.video, c.shot, {sums} FROM ({inner}) c GROUP BY c.video, c.shot"  # noqa: S608  # made of constants
    return _frame(engine, sql, values)


def _frame(engine: Engine, sql: str, values: dict[str, Any]) -> pd.DataFrame:
    with reading(engine) as connection:
        rows = connection.execute(text(sql).bindparams(*lists(values)), values)
        return pd.DataFrame(rows.fetchall(), columns=list(rows.keys())).astype(dict.fromkeys(SUMS, "Int64"))
