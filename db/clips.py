"""Single pieces of work, a page at a time, newest first; the only reading that goes below the roll-up."""

from dataclasses import dataclass
from typing import Final

import pandas as pd
from sqlalchemy import Engine, text

from db.engine import reading
from db.ledger import FINE, Asked, conditions, joins, lists

COLUMNS: Final = (
    "l.external_id, l.reference, l.at, l.day, a.name AS account, t.name AS team, f.kind, f.model, f.mode,"
    " f.resolution, f.audio, f.status, f.endpoint, COALESCE(n_project.name, f.project) AS project,"
    " COALESCE(n_api_key.name, f.api_key) AS api_key, l.seconds, l.clips, l.tokens, l.usable, l.basis,"
    " f.currency, l.billed, l.cost, l.list_cost, l.worth"
)
WORK: Final = (
    "(SELECT u.*, s.account_id, p.team_id FROM usage u JOIN stream s ON s.id = u.stream_id"
    " JOIN placement p ON p.account_id = s.account_id AND p.facet_id = u.facet_id"
    " WHERE u.day >= :first AND u.day < :past) l JOIN facet f ON f.id = l.facet_id"
)
NUMBERS: Final = ("seconds", "clips", "tokens", "usable", "billed", "cost", "list_cost", "worth")


@dataclass(frozen=True, slots=True)
class Page:
    """Some pieces of work, one a row (numbers are whole nano-units), and whether more follow."""

    rows: pd.DataFrame
    number: int
    more: bool


def clips(engine: Engine, asked: Asked, number: int = 0, size: int = 50, *, dearest_first: bool = False) -> Page:
    """Page `number` (from 0) of the work that `asked` names, newest or dearest first."""
    limits, values = conditions(asked, FINE)
    order = "l.cost DESC NULLS LAST, l.at DESC" if dearest_first else "l.day DESC, l.at DESC"
    sql = (
        f"SELECT {COLUMNS} FROM {WORK} {joins(FINE, {*asked.where, 'project', 'api_key'})}"  # noqa: S608  # made of constants
        f" WHERE {' AND '.join(limits)} ORDER BY {order}, l.external_id LIMIT :size OFFSET :skip"
    )
    values |= {"size": size + 1, "skip": number * size}
    with reading(engine) as connection:
        rows = connection.execute(text(sql).bindparams(*lists(values)), values)
        frame = pd.DataFrame(rows.fetchall(), columns=list(rows.keys())).astype(dict.fromkeys(NUMBERS, "Int64"))
    return Page(frame.head(size), number, len(frame) > size)
