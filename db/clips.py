"""What a sum is made of, a page at a time: single pieces of work, and the bill lines that found no work.

The only reading that goes below the roll-up. Over all pages the cost adds up to the ledger's, because a bill
line without work is a row here as well. Which days a page is made of is known from `db.turns` beforehand, so
that no others are read.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

import pandas as pd
from sqlalchemy import Connection, Engine, text

from db.engine import reading
from db.frames import frame_of
from db.ledger import FINE, Asked, conditions, joins, lists, narrowed_by
from db.turns import PLACED, Turn, how_many, turn

OF_WORK, OF_LINES = PLACED.format("COALESCE(r.known_as, r.facet_id)"), PLACED.format("r.facet_id")
KEY: Final = "r.day, r.at, r.stream_id, r.external_id, p.facet_id, s.account_id, p.team_id, r.cost"
WORK: Final = f"SELECT {KEY}, r.video, r.basis, 0 AS line FROM usage r {OF_WORK}"  # noqa: S608  # made of constants
LINES: Final = f"SELECT {KEY}, '' AS video, 'billed' AS basis, 1 AS line FROM charge r {OF_LINES} AND r.alone = 1"  # noqa: S608  # made of constants
COLUMNS: Final = (
    "l.external_id, COALESCE(u.reference, '') AS reference, l.at, l.day, a.name AS account, t.name AS team, f.kind,"
    " f.category, f.model, f.mode, f.resolution, f.audio, f.status, f.endpoint,"
    " COALESCE(n_project.name, f.project) AS project, COALESCE(n_api_key.name, f.api_key) AS api_key, u.seconds,"
    " u.clips, u.tokens, u.usable, l.basis, f.currency, COALESCE(u.billed, c.amount) AS billed, l.cost,"
    " COALESCE(u.list_cost, c.list_cost) AS list_cost, u.worth, l.line, l.video,"
    " u.shot, u.take"
)
SAME: Final = "{0}.day = l.day AND {0}.stream_id = l.stream_id AND {0}.external_id = l.external_id AND l.line = {1}"
WHOLE: Final = f"LEFT JOIN usage u ON {SAME.format('u', 0)} LEFT JOIN charge c ON {SAME.format('c', 1)}"
OF_IDS: Final = (
    " AND r.day IN (SELECT day FROM bill WHERE day >= :first AND day < :past)"
    " AND r.stream_id IN (SELECT id FROM stream) AND r.external_id IN :in_ids"
)
"""Names every part of the key, so that no other row is looked at."""
NUMBERS: Final = ("seconds", "clips", "tokens", "usable", "billed", "cost", "list_cost", "worth")
NEWEST: Final = "l.day DESC, l.at DESC"
DEAREST: Final = "l.cost DESC NULLS LAST, l.day DESC, l.at DESC"


@dataclass(frozen=True, slots=True)
class Page:
    """Some pieces of work, one a row (numbers are whole nano-units), and whether more follow.

    `line` is 1 for a bill line that found no work: it has a cost, and neither seconds nor clips.
    """

    rows: pd.DataFrame
    number: int
    more: bool


def clips(
    engine: Engine, asked: Asked, number: int = 0, size: int = 50, *, dearest_first: bool = False,
    ids: Collection[str] = (),
) -> Page:  # fmt: skip
    """Page `number` (from 0) of the work and lonely bill lines that `asked` names, newest or dearest first.

    `ids`: only what has one of these ids at the provider.
    """
    with reading(engine) as connection:
        if ids:
            return _page(connection, asked, _of_ids(ids, number * size), number, size, dearest_first)
        found = turn(connection, asked, number * size, size + 1, dearest_first=dearest_first)
        return _page(connection, asked, found, number, size, dearest_first)


def _of_ids(ids: Collection[str], skip: int) -> Turn:
    return Turn((OF_IDS,), OF_IDS, {"in_ids": sorted(ids)}, skip)


def _page(
    connection: Connection, asked: Asked, found: Turn, number: int, size: int, dearest_first: bool
) -> Page:  # fmt: skip
    """The rows of a page, from those that have to be read for it."""
    order = f"{DEAREST if dearest_first else NEWEST}, l.external_id, l.stream_id, l.line"
    limits, said = conditions(asked, FINE)
    said |= {"size": size + 1, "skip": found.skip, **found.values}
    read = " UNION ALL ".join([*(WORK + only for only in found.work), LINES + found.lines])
    tables = f"({read}) l JOIN facet f ON f.id = l.facet_id {joins(FINE, narrowed_by(asked))}"
    page = f"SELECT l.* FROM {tables} WHERE {' AND '.join(limits)} ORDER BY {order} LIMIT :size OFFSET :skip"  # noqa: S608  # made of constants
    names = joins(FINE, ("account", "team", "project", "api_key"))
    sql = f"SELECT {COLUMNS} FROM ({page}) l JOIN facet f ON f.id = l.facet_id {names} {WHOLE} ORDER BY {order}"  # noqa: S608  # made of constants
    frame = frame_of(connection.execute(text(sql).bindparams(*lists(said)), said), NUMBERS)
    return Page(frame.head(size), number, len(frame) > size)


def count_clips(engine: Engine, asked: Asked) -> int:
    """How many rows all pages of `clips` have together."""
    with reading(engine) as connection:
        return how_many(connection, asked)
