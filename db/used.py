"""How many seconds were used of clips that somebody kept, beside those that were billed and what they cost.

Reads single pieces of work of the days asked for, because neither grain of the roll-up has a clip's own length.
"""

from typing import Final

import pandas as pd
from sqlalchemy import Engine, text

from db.engine import reading
from db.ledger import FINE, Asked, conditions, joins, lists, narrowed_by

WORDS: Final = ("provider", "model", "mode", "resolution", "audio")
LENGTHS: Final = ("seconds", "used")
SUMS: Final = ("clips", "cost")
KEPT: Final = (
    "(SELECT r.day, r.video, r.basis, r.seconds, r.usable, r.clips, r.cost, p.facet_id, s.account_id, p.team_id"
    " FROM usage r JOIN stream s ON s.id = r.stream_id"
    " JOIN placement p ON p.account_id = s.account_id AND p.facet_id = COALESCE(r.known_as, r.facet_id)"
    " AND p.since <= r.day AND p.until > r.day"
    " WHERE r.day >= :first AND r.day < :past AND r.usable > 0 AND r.seconds > 0 AND r.clips = 1"
    " AND r.cost IS NOT NULL) l JOIN facet f ON f.id = l.facet_id"
)


def used(engine: Engine, asked: Asked) -> pd.DataFrame:
    """One row for each different length of kept clips: WORDS, `seconds` billed and `used` of one clip (nano-seconds),
    how many `clips`, and their `cost` together (nano-units of the reporting currency).

    Only clips whose billed length and cost are known; what failed, and work that several clips share, is left out.
    """
    limits, values = conditions(asked, FINE)
    words = ", ".join(f"{FINE[name]} AS {name}" for name in WORDS)
    grouped = ", ".join((*(FINE[name] for name in WORDS), "l.seconds", "l.usable"))
    sql = text(
        f"SELECT {words}, l.seconds, l.usable AS used, CAST(SUM(l.clips) AS BIGINT) AS clips,"  # noqa: S608  # made of constants
        f" CAST(SUM(l.cost) AS BIGINT) AS cost FROM {KEPT} {joins(FINE, {*WORDS, *narrowed_by(asked)})}"
        f" WHERE f.kind = 'render' AND f.status <> 'failed' AND {' AND '.join(limits)} GROUP BY {grouped}"
    )
    with reading(engine) as connection:
        rows = connection.execute(sql.bindparams(*lists(values)), values)
        frame = pd.DataFrame(rows.fetchall(), columns=[*WORDS, *LENGTHS, *SUMS])
    return frame.astype(dict.fromkeys((*LENGTHS, *SUMS), "int64"))
