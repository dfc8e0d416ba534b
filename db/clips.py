"""What a sum is made of, a page at a time: single pieces of work, and the bill lines that found no work.

The only reading that goes below the roll-up. Over all pages the cost adds up to the ledger's, because a bill
line without work is a row here as well.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd
from sqlalchemy import Engine, text

from db.engine import reading
from db.ledger import FINE, Asked, conditions, joins, lists, narrowed_by
from db.said import shot_of, take_of

PLACED: Final = (
    "JOIN stream s ON s.id = r.stream_id JOIN placement p ON p.account_id = s.account_id AND p.facet_id = {}"
    " AND p.since <= r.day AND p.until > r.day"
    " WHERE r.day >= :first AND r.day < :past"
)
OF_WORK, OF_LINES = PLACED.format("COALESCE(r.known_as, r.facet_id)"), PLACED.format("r.facet_id")
KEY: Final = "r.day, r.at, r.stream_id, r.external_id, p.facet_id, s.account_id, p.team_id, r.cost"
PIECES: Final = f"""(
SELECT {KEY}, r.video, r.basis, 0 AS line FROM usage r {OF_WORK}
UNION ALL
SELECT {KEY}, '', 'billed', 1 FROM charge r {OF_LINES} AND r.alone = 1
) l JOIN facet f ON f.id = l.facet_id"""  # noqa: S608  # made of constants
COLUMNS: Final = (
    "l.external_id, COALESCE(u.reference, '') AS reference, l.at, l.day, a.name AS account, t.name AS team, f.kind,"
    " f.category, f.model, f.mode, f.resolution, f.audio, f.status, f.endpoint,"
    " COALESCE(n_project.name, f.project) AS project, COALESCE(n_api_key.name, f.api_key) AS api_key, u.seconds,"
    " u.clips, u.tokens, u.usable, l.basis, f.currency, COALESCE(u.billed, c.amount) AS billed, l.cost,"
    " COALESCE(u.list_cost, c.list_cost) AS list_cost, u.worth, l.line, l.video,"
    f" {shot_of('l', 'u')} AS shot, {take_of('l', 'u')} AS take"
)
SAME: Final = "{0}.day = l.day AND {0}.stream_id = l.stream_id AND {0}.external_id = l.external_id AND l.line = {1}"
WHOLE: Final = f"LEFT JOIN usage u ON {SAME.format('u', 0)} LEFT JOIN charge c ON {SAME.format('c', 1)}"
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
    order = f"{DEAREST if dearest_first else NEWEST}, l.external_id, l.stream_id, l.line"
    tables, limits, values = _asked_for(asked, ids)
    values |= {"size": size + 1, "skip": number * size}
    page = f"SELECT l.* FROM {tables} WHERE {limits} ORDER BY {order} LIMIT :size OFFSET :skip"  # noqa: S608  # made of constants
    names = joins(FINE, ("account", "team", "project", "api_key"))
    sql = f"SELECT {COLUMNS} FROM ({page}) l JOIN facet f ON f.id = l.facet_id {names} {WHOLE} ORDER BY {order}"  # noqa: S608  # made of constants
    with reading(engine) as connection:
        rows = connection.execute(text(sql).bindparams(*lists(values)), values)
        frame = pd.DataFrame(rows.fetchall(), columns=list(rows.keys())).astype(dict.fromkeys(NUMBERS, "Int64"))
    return Page(frame.head(size), number, len(frame) > size)


def count_clips(engine: Engine, asked: Asked) -> int:
    """How many rows all pages of `clips` have together."""
    tables, limits, values = _asked_for(asked)
    sql = text(f"SELECT COUNT(*) FROM {tables} WHERE {limits}").bindparams(*lists(values))  # noqa: S608  # made of constants
    with reading(engine) as connection:
        return int(connection.execute(sql, values).scalar_one())


def _asked_for(asked: Asked, ids: Collection[str] = ()) -> tuple[str, str, dict[str, Any]]:
    """The tables to read, the conditions on them, and the values of those."""
    limits, values = conditions(asked, FINE)
    if ids:
        limits.append("l.external_id IN :in_ids")
        values["in_ids"] = sorted(ids)
    return f"{PIECES} {joins(FINE, narrowed_by(asked))}", " AND ".join(limits), values
