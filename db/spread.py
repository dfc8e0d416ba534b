"""What single clips cost: each value with how often it occurs, and which clips have it.

A million clips have a few thousand different values, so their exact middle is found without a million rows.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, Final

import pandas as pd
from sqlalchemy import BigInteger, Connection, Engine, bindparam, text

from db.engine import reading
from db.frames import framed
from db.ledger import FINE as WORDS_OF_WORK
from db.ledger import Asked
from db.wants import OF_ROWS, counted, places_of, stretches

BY_WORDS: Final = tuple(name for name in WORDS_OF_WORK if name not in OF_ROWS)
"""The dimensions that values can be grouped by."""
KEYS: Final = ("first", "past", "stream", "facet", "seconds", "cost")
"""Where clips of one value are found: days from `first` up to `past`, whose work, and the value itself."""
COLUMNS: Final = (*KEYS, "clips", "times")
HAVING: Final = text("""
SELECT l.*, a.name AS account
FROM alike l JOIN stream s ON s.id = l.stream_id JOIN account a ON a.id = s.account_id
WHERE l.day >= :first AND l.day < :past AND l.cost IN :costs AND l.clips > 0 AND l.facet_id IN :facets
ORDER BY l.day DESC, l.example
""").bindparams(bindparam("costs", expanding=True), bindparam("facets", expanding=True))
LIKE_IT: Final = text("""
SELECT u.external_id FROM usage u
WHERE u.day = :day AND u.stream_id = :stream_id AND COALESCE(u.known_as, u.facet_id) = :facet_id AND u.cost = :cost
      AND u.video = :video AND u.basis = :basis AND u.clips = :clips
      AND COALESCE(u.seconds, -1) = COALESCE(:seconds, -1)
ORDER BY u.external_id LIMIT :most
""").bindparams(bindparam("seconds", type_=BigInteger()))
Key = Mapping[str, int]
"""A number for each of KEYS."""


def values(engine: Engine, asked: Asked, by: str) -> pd.DataFrame:
    """One row a value: the word of `by` (one of BY_WORDS), KEYS, `clips` of one piece of work, and how many `times`.

    Whole numbers: seconds and cost of a piece in nano-units, NA where unknown. What failed is no clip.
    """
    with reading(engine) as connection:
        rows = list(_rows(connection, asked, by))
    return framed([by, *COLUMNS], rows, COLUMNS)


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
        alike = ((n, row) for n, key in enumerate(keys) for row in rows if _has(row, key))
        found = ((n, row.account, id_) for n, row in alike for id_ in _ids(connection, row, most))
        return list(islice(found, most))


def _ids(connection: Connection, alike: Any, most: int) -> Sequence[str]:
    """The ids of at most so many clips that are alike."""
    if alike.times == 1:
        return [alike.example]
    return connection.execute(LIKE_IT, {**alike._mapping, "most": most}).scalars().all()


def _has(row: Any, key: Key) -> bool:
    same = (row.stream_id, row.facet_id, row.seconds, row.cost) == tuple(key[name] for name in KEYS[2:])
    return same and key["first"] <= row.day < key["past"]
