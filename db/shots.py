"""What each shot of each video took: takes, money, seconds, and what was kept of them.

Whole months are read from the sums of months, the days around them from those of days.
"""

from typing import Any, Final

import pandas as pd
from sqlalchemy import Engine, text

from db.engine import reading
from db.frames import frame_of
from db.ledger import FINE, Asked, conditions, joins, lists, narrowed_by

ADDED: Final = ("clips", "kept", "judged", "cost", "unknown", "seconds", "usable")
ALONE: Final = "SUM(CASE WHEN f.kind = 'render' AND l.block < 0 THEN l.pieces ELSE 0 END)"
SUMS: Final = {
    "bits": "BIT_OR(CASE WHEN f.kind = 'render' THEN l.takes END)",
    "takes": f"CAST({ALONE} AS BIGINT)",
    **{name: f"CAST(SUM(l.{name}) AS BIGINT)" for name in ADDED},
    "first": "MIN(l.first)",
    "last": "MAX(l.last)",
}
SAID: Final = ", ".join(
    f"r.{name}" for name in ("facet_id", "video", "shot", "basis", "block", "takes", "pieces", *ADDED)
)
MONTHS: Final = (
    f"SELECT r.month * 100 + 1 AS day, r.account_id, r.team_id, r.first, r.last, {SAID}"  # noqa: S608  # made of constants
    " FROM shot_month r WHERE r.month >= :before / 100 AND r.month < :after / 100"
)
DAYS: Final = (
    f"SELECT r.day, s.account_id, p.team_id, r.day AS first, r.day AS last, {SAID}"  # noqa: S608  # made of constants
    " FROM shot r JOIN stream s ON s.id = r.stream_id"
    " JOIN placement p ON p.account_id = s.account_id AND p.facet_id = r.facet_id"
    " AND p.since <= r.day AND p.until > r.day"
)
EVERY: Final = (
    f"{MONTHS} UNION ALL {DAYS} WHERE r.day >= :first AND r.day < :before"
    f" UNION ALL {DAYS} WHERE r.day >= :after AND r.day < :past"
)
BY: Final = ["video", "shot"]


def shots(engine: Engine, asked: Asked) -> pd.DataFrame:
    """One row for each video and shot ("" where nobody says), money and seconds in nano-units, days YYYYMMDD.

    A take that several clips are of counts once, a clip without a take as one. `unknown` counts pieces of work
    whose cost is not known.
    """
    limits, values = conditions(asked, FINE)
    sums = ", ".join(f"{sql} AS {name}" for name, sql in SUMS.items())
    sql = (
        f"SELECT l.video, l.shot, {sums} FROM ({EVERY}) l JOIN facet f ON f.id = l.facet_id"  # noqa: S608  # made of constants
        f" {joins(FINE, narrowed_by(asked))} WHERE {' AND '.join(limits)} GROUP BY l.video, l.shot, l.block"
    )
    return _counted(_frame(engine, sql, values | _whole_months(asked)))


def _whole_months(asked: Asked) -> dict[str, int]:
    """The days `before` and `after` the months of which every day is asked for; there is none where single days are."""
    before, after = (asked.first + 98) // 100 * 100, asked.past // 100 * 100
    if before < after and "day" not in asked.where:
        return {"before": before, "after": after}
    return {"before": asked.past, "after": asked.past}


def _frame(engine: Engine, sql: str, values: dict[str, Any]) -> pd.DataFrame:
    with reading(engine) as connection:
        return frame_of(connection.execute(text(sql).bindparams(*lists(values)), values), SUMS)


def _counted(blocks: pd.DataFrame) -> pd.DataFrame:
    """From a row for each sixty takes of a shot to one row for the shot."""
    blocks["takes"] += pd.array([int(bits).bit_count() for bits in blocks.pop("bits").fillna(0)], "Int64")
    shots = blocks.groupby(BY)
    sums = shots[["takes", *ADDED]].sum(min_count=1)
    return sums.join(shots["first"].min()).join(shots["last"].max()).reset_index()
