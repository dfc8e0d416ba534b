"""Which clips were made, counted by what they needed: model, seconds, resolution, sound, and whose they were.

Reads single pieces of work and groups them at once: a million clips are a few thousand different wants.
"""

from typing import Final

import pandas as pd
from sqlalchemy import Engine, text

from db.clips import PLACED
from db.engine import reading
from db.ledger import FINE, Asked, conditions, joins, lists, narrowed_by

WORDS: Final = ("seller", "model", "mode", "resolution", "audio", "team")
NUMBERS: Final = ("seconds", "clips", "cost", "uncosted")
WORK: Final = (
    "(SELECT r.day, r.facet_id, s.account_id, p.team_id, r.basis, r.seconds, r.clips, r.cost"  # noqa: S608  # constants
    f" FROM usage r {PLACED}) l JOIN facet f ON f.id = l.facet_id"
)
MADE: Final = "f.kind = 'render' AND f.status <> 'failed' AND l.clips > 0"


def wants(engine: Engine, asked: Asked) -> pd.DataFrame:
    """One row a want: WORDS, `seconds` of one clip (nano, NA unknown), `clips`, `cost` (nano), `uncosted` clips."""
    limits, values = conditions(asked, FINE)
    grouped = (
        "SELECT l.facet_id, l.account_id, l.team_id, l.seconds, SUM(l.clips) AS clips, SUM(l.cost) AS cost,"  # noqa: S608
        " SUM(CASE WHEN l.cost IS NULL THEN l.clips ELSE 0 END) AS uncosted"
        f" FROM {WORK} {joins(FINE, narrowed_by(asked))} WHERE {MADE} AND {' AND '.join(limits)}"
        " GROUP BY l.facet_id, l.account_id, l.team_id, l.seconds"
    )
    named = (
        "SELECT a.provider AS seller, f.model, f.mode, f.resolution, f.audio, t.name AS team, g.seconds,"  # noqa: S608
        " SUM(g.clips) AS clips, SUM(g.cost) AS cost, SUM(g.uncosted) AS uncosted"
        f" FROM ({grouped}) g JOIN facet f ON f.id = g.facet_id JOIN account a ON a.id = g.account_id"
        " JOIN team t ON t.id = g.team_id GROUP BY 1, 2, 3, 4, 5, 6, 7 ORDER BY 1, 2, 3, 4, 5, 6, 7"
    )
    with reading(engine) as connection:
        rows = connection.execute(text(named).bindparams(*lists(values)), values).fetchall()
    frame = pd.DataFrame(rows, columns=[*WORDS, *NUMBERS], dtype=object)
    return frame.astype(dict.fromkeys(NUMBERS, "Int64"))
