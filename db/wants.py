"""Which clips were made, counted by what they needed: model, seconds, resolution, sound, and whose they were.

Reads work that is alike, which is counted already: ten million clips are a few thousand different wants.
Whose work is to be read is decided from the words alone, before any piece of it is looked at.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any, Final, NamedTuple

import pandas as pd
from sqlalchemy import Connection, Engine, bindparam, select, text

from db.engine import reading
from db.frames import framed
from db.ledger import FINE, Asked, conditions, joins, lists, narrowed_by
from db.placement import PLACEMENT
from db.upsert import in_parts

WORDS: Final = ("seller", "model", "mode", "resolution", "audio", "team")
NUMBERS: Final = ("seconds", "clips", "cost", "uncosted")
OF_ROWS: Final = frozenset({"day", "month", "basis", "video"})
"""Dimensions that belong to a single piece of work and not to its words."""
MOST_PLACES: Final = 30_000
WIDE: Final = 1 << 32
PLACES: Final = (
    "(SELECT s.id AS stream_id, s.account_id, p.facet_id, p.team_id, :since AS day FROM stream s"
    " JOIN placement p ON p.account_id = s.account_id AND p.since <= :since AND p.until > :since) l"
    " JOIN facet f ON f.id = l.facet_id"
)
MADE: Final = "f.kind = 'render' AND f.status <> 'failed'"
VALUE: Final = "l.stream_id, l.facet_id, l.seconds, l.clips, l.cost"
ROWS: Final = (
    f"SELECT {VALUE}, SUM(l.times) FROM alike l WHERE l.clips > 0"  # noqa: S608  # made of constants
    " AND CAST(l.stream_id AS BIGINT) * 4294967296 + l.facet_id IN :places"
)


class Words(NamedTuple):
    """What tells wants apart, besides the seconds."""

    seller: str
    model: str
    mode: str
    resolution: str
    audio: str
    team: str


SAID: Final = ("provider", *WORDS[1:])
Place = tuple[int, int]
"""The stream and the facet of work."""


def wants(engine: Engine, asked: Asked) -> pd.DataFrame:
    """One row a want: WORDS, `seconds` of one clip (nano, NA unknown), `clips`, `cost` (nano), `uncosted` clips.

    A row whose clips all have no known cost has none; what failed is no clip.
    """
    sums: dict[tuple[Words, int | None], list[int | None]] = defaultdict(lambda: [0, None, 0])
    with reading(engine) as connection:
        for since, until in stretches(connection, asked):
            places = {place: Words(*said) for place, said in places_of(connection, asked, since, SAID).items()}
            for (stream, facet, seconds, clips, cost), times in counted(connection, asked, since, until, places):
                _add(sums[places[stream, facet], seconds], clips * times, None if cost is None else cost * times)
    rows = [(*words, seconds, *added) for (words, seconds), added in sorted(sums.items(), key=_in_order)]
    return framed([*WORDS, *NUMBERS], rows, NUMBERS)


def _in_order(item: tuple[tuple[Words, int | None], Any]) -> tuple[Words, int]:
    (words, seconds), _ = item
    return words, -1 if seconds is None else seconds


def _add(sums: list[int | None], clips: int, cost: int | None) -> None:
    sums[0] = (sums[0] or 0) + clips
    if cost is None:
        sums[2] = (sums[2] or 0) + clips
    else:
        sums[1] = (sums[1] or 0) + cost


def stretches(connection: Connection, asked: Asked) -> Iterator[tuple[int, int]]:
    """The days asked for, cut where a team's work becomes another's."""
    cuts = select(PLACEMENT.c.since).where(PLACEMENT.c.since > asked.first, PLACEMENT.c.since < asked.past).distinct()
    return pairwise([asked.first, *sorted(connection.execute(cuts).scalars()), asked.past])


def places_of(connection: Connection, asked: Asked, since: int, by: Sequence[str]) -> dict[Place, tuple[str, ...]]:
    """What a reader asks for and may see, among the work from `since` (YYYYMMDD) on: its words of these dimensions."""
    words = {name: allowed for name, allowed in asked.where.items() if name not in OF_ROWS}
    wanted = replace(asked, first=since, past=since + 1, where=words)
    limits, values = conditions(wanted, FINE)
    named, said = joins(FINE, {*by, *narrowed_by(wanted)}), ", ".join(FINE[name] for name in by)
    sql = f"SELECT l.stream_id, l.facet_id, {said} FROM {PLACES} {named} WHERE {MADE} AND {' AND '.join(limits)}"  # noqa: S608  # made of constants
    rows = connection.execute(text(sql).bindparams(*lists(values)), values | {"since": since})
    return {(stream, facet): tuple(words) for stream, facet, *words in rows}


def counted(
    connection: Connection, asked: Asked, since: int, until: int, places: Collection[Place]
) -> Iterator[tuple[tuple[Any, ...], int]]:
    """Each different piece of work of these places and days, and how often it occurs."""
    narrowed = {name: allowed for name, allowed in asked.where.items() if name in OF_ROWS}
    limits, values = conditions(Asked(since, until, narrowed, apart=True), FINE)
    sql = text(f"{ROWS} AND {' AND '.join(limits)} GROUP BY {VALUE}")
    asking = sql.bindparams(bindparam("places", expanding=True), *lists(values))
    for some in in_parts([stream * WIDE + facet for stream, facet in sorted(places)], MOST_PLACES):
        for *value, times in connection.execute(asking, values | {"places": some}):
            yield tuple(value), int(times)
