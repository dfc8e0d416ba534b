"""How many seconds were used of clips that somebody kept, beside those that were billed and what they cost."""

from typing import Final

import pandas as pd
from sqlalchemy import Engine, text

from db.engine import reading
from db.frames import frame_of
from db.ledger import FINE, Asked, conditions, joins, lists, narrowed_by

WORDS: Final = ("provider", "model", "mode", "resolution", "audio")
LENGTHS: Final = ("seconds", "upto")
SUMS: Final = ("clips", "cost", "used_cost")


def used(engine: Engine, asked: Asked) -> pd.DataFrame:
    """One row for each different length of kept clips: WORDS, `seconds` billed of one clip (nano-seconds), the whole
    seconds `upto` that hold what was used of it (a tenth more is still held), how many `clips`, their `cost` together
    and the part of it that is of the used seconds (nano-units of the reporting currency).

    Only clips whose billed length and cost are known; what failed, and work that several clips share, is left out.
    """
    limits, values = conditions(asked, FINE)
    words = ", ".join(f"{FINE[name]} AS {name}" for name in WORDS)
    sums = ", ".join(f"CAST(SUM(l.{name}) AS BIGINT) AS {name}" for name in SUMS)
    grouped = ", ".join((*(FINE[name] for name in WORDS), "l.seconds", "l.upto"))
    sql = text(
        f"SELECT {words}, l.seconds, l.upto, {sums} FROM used l JOIN facet f ON f.id = l.facet_id"  # noqa: S608  # made of constants
        f" {joins(FINE, {*WORDS, *narrowed_by(asked)})} WHERE {' AND '.join(limits)} GROUP BY {grouped}"
    )
    with reading(engine) as connection:
        return frame_of(connection.execute(sql.bindparams(*lists(values)), values), (*LENGTHS, *SUMS))
