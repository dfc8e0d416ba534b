"""What single clips cost: each value with how often it occurs, and which clips have it.

A million clips have a few thousand different values, so their exact middle is found without a million rows.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

import pandas as pd
from sqlalchemy import Connection, Engine, bindparam, text

from db.engine import reading
from db.ledger import FINE as WORDS_OF_WORK
from db.ledger import Asked
from db.wants import OF_ROWS, counted, places_of, stretches

BY_WORDS: Final = tuple(name for name in WORDS_OF_WORK if name not in OF_ROWS)
"""The dimensions that values can be grouped by."""
KEYS: Final = ("first", "past", "stream", "facet", "seconds", "cost")
"""Where clips of one value are found: days from `first` up to `past`, whose work, and the value itself."""
COLUMNS: Final = (*KEYS, "clips", "times")
HAVING: Final = text("""
SELECT l.day, l.stream_id AS stream, COALESCE(l.known_as, l.facet_id) AS facet, l.seconds, l.cost, l.external_id,
       a.name AS account
FROM usage l JOIN stream s ON s.id = l.stream_id JOIN account a ON a.id = s.account_id
WHERE l.day >= :first AND l.day < :past AND l.cost IN :costs AND l.clips > 0
      AND COALESCE(l.known_as, l.facet_id) IN :facets
ORDER BY l.day DESC, l.external_id
""").bindparams(bindparam("costs", expanding=True), bindparam("facets", expanding=True))
Key = Mapping[str, int]
"""A number for each of KEYS."""


def values(engine: Engine, asked: Asked, by: str) -> pd.DataFrame:
    """One row a value: the word of `by` (one of BY_WORDS), KEYS, `clips` of one piece of work, and how many `times`.

    Whole numbers: seconds and cost of a piece in nano-units, NA where unknown. What failed is no clip.
    """
    with reading(engine) as connection:
        rows = list(_rows(connection, asked, by))
    frame = pd.DataFrame(rows, columns=[by, *COLUMNS], dtype=object)
    return frame.astype(dict.fromkeys(COLUMNS, "Int64"))


def _rows(connection: Connection, asked: Asked, by: str) -> Iterator[tuple[Any, ...]]:
    for first, past in stretches(connection, asked):
        places = places_of(connection, asked, first, [by])
        for (stream, facet, seconds, clips, cost), times in counted(connection, asked, first, past, places):
            yield (*places[stream, facet], first, past, stream, facet, seconds, cost, clips, times)


def holders(engine: Engine, keys: Sequence[Key], most: int) -> list[tuple[int, str, str]]:
    """Clips that have these values, at most so many: which value (from 0), account and id; of each the newest first."""
    if not keys:
        return []
    first, past = min(int(key["first"]) for key in keys), max(int(key["past"]) for key in keys)
    lists = {"costs": sorted({int(key["cost"]) for key in keys}), "facets": sorted({int(key["facet"]) for key in keys})}
    with reading(engine) as connection:
        rows = connection.execute(HAVING, {"first": first, "past": past, **lists}).all()
    found = [(n, row.account, row.external_id) for n, key in enumerate(keys) for row in rows if _has(row, key)]
    return found[:most]


def _has(row: Any, key: Key) -> bool:
    same = all(getattr(row, name) == key[name] for name in ("stream", "facet", "seconds", "cost"))
    return same and key["first"] <= row.day < key["past"]
