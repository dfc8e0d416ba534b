"""Read back: the daily ledger as one tidy frame, and pages of single clips.

Every sum is a whole number (nano-units for money, seconds and quantities); a sum over nothing known is NA.
The smallest roll-up that has the words asked for is read.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import pandas as pd
from sqlalchemy import Engine, bindparam, text

from db.engine import reading
from db.frames import frame_of
from db.sums import COUNTED, OF_VIDEOS
from db.sums import EVERY_SUM as EVERY_SUM  # whoever asks the ledger finds here what it adds up
from db.sums import SUMS as SUMS

APART: Final = "f.category NOT IN ('tax', 'purchase')"
NAMED: Final = ("project", "api_key", "workspace", "user")
NUMBERED: Final = ("day", "month")

COMMON: Final = {
    "day": "l.day",
    "month": "l.day / 100",
    "account": "a.name",
    "provider": "a.provider",
    "team": "t.name",
    "basis": "l.basis",
    "maker": "COALESCE(m.maker, '')",
    "tier": "COALESCE(m.tier, '')",
}
FINE: Final = COMMON | {
    "currency": "f.currency",
    "model": "f.model",
    "kind": "f.kind",
    "category": "f.category",
    "mode": "f.mode",
    "resolution": "f.resolution",
    "audio": "f.audio",
    "status": "f.status",
    "endpoint": "f.endpoint",
    "unit": "f.unit",
    "project": "COALESCE(n_project.name, f.project)",
    "api_key": "COALESCE(n_api_key.name, f.api_key)",
    "workspace": "COALESCE(n_workspace.name, f.workspace)",
    "user": 'COALESCE(n_user.name, f."user")',
    "video": "l.video",
}
COARSE: Final = COMMON | {
    "currency": "l.currency",
    "model": "l.model",
    "kind": "l.kind",
    "category": "l.category",
}
DIMENSIONS: Final = tuple(FINE)


@dataclass(frozen=True, slots=True)
class Asked:
    """Which rows: days from `first` up to and not including `past` (YYYYMMDD), and allowed words by dimension.

    `teams` is what the reader may see at all; None is everything. An empty collection of words matches nothing.
    """

    first: int
    past: int
    where: Mapping[str, Collection[str]] = field(default_factory=dict)
    teams: Collection[str] | None = None
    apart: bool = False
    """Also tax and purchases of credit, which are kept out of cost."""


def totals(engine: Engine, by: Sequence[str], asked: Asked, sums: Sequence[str] = tuple(SUMS)) -> pd.DataFrame:
    """One row for each combination of `by`, with sums of EVERY_SUM as Int64; empty where there is nothing."""
    sql, values = _statement(by, asked, sums)
    with reading(engine) as connection:
        return frame_of(connection.execute(sql, values), EVERY_SUM)


def _statement(by: Sequence[str], asked: Asked, sums: Sequence[str]) -> tuple[Any, dict[str, Any]]:
    needed = {*by, *narrowed_by(asked)}
    coarse = needed <= set(COARSE) and set(sums) <= set(SUMS)
    words = COARSE if coarse else FINE
    source = "daily l" if coarse else "ledger l JOIN facet f ON f.id = l.facet_id"
    columns = [f"{words[name]} AS {_quoted(name)}" for name in by]
    columns += [f"{_sum(name)} AS {name}".replace("f.kind", words["kind"]) for name in sums]
    limits, values = conditions(asked, words)
    sql = f"SELECT {', '.join(columns)} FROM {source} {joins(words, needed)} WHERE {' AND '.join(limits)}"  # noqa: S608  # constants
    if by:
        sql += f" GROUP BY {', '.join(words[name] for name in by)}"
    return text(sql).bindparams(*lists(values)), values


def _sum(name: str) -> str:
    """What is selected for a sum; nothing known is NULL and never 0."""
    if name in COUNTED:
        return f"NULLIF(COUNT(DISTINCT {COUNTED[name]}), 0)"
    return f"CAST(SUM({(SUMS | OF_VIDEOS)[name]}) AS BIGINT)"


def narrowed_by(asked: Asked) -> set[str]:
    """The dimensions that rows are chosen by."""
    return {*asked.where} if asked.teams is None else {*asked.where, "team"}


def joins(words: Mapping[str, str], needed: Collection[str]) -> str:
    """The tables that the words stand in, each only where one of its words is needed."""
    wanted, tables = set(needed), []
    if wanted & {"account", "provider"}:
        tables.append("JOIN account a ON a.id = l.account_id")
    if "team" in wanted:
        tables.append("JOIN team t ON t.id = l.team_id")
    if wanted & {"maker", "tier"}:
        tables.append(f"LEFT JOIN model m ON m.model = {words['model']}")
    tables += [
        f"LEFT JOIN name n_{kind} ON n_{kind}.account_id = l.account_id AND n_{kind}.kind = '{kind}'"
        f" AND n_{kind}.id = f.{_quoted(kind)}"
        for kind in NAMED
        if kind in wanted
    ]
    return " ".join(tables)


def _quoted(name: str) -> str:
    return f'"{name}"'


def conditions(asked: Asked, words: Mapping[str, str]) -> tuple[list[str], dict[str, Any]]:
    """The WHERE clauses and their values; what the reader may not see is excluded here, before anything is read."""
    limits = ["l.day >= :first", "l.day < :past"]
    values: dict[str, Any] = {"first": asked.first, "past": asked.past}
    if not asked.apart:
        limits.append(APART.replace("f.category", words["category"]))
    narrowed = dict(asked.where) | ({} if asked.teams is None else {"": asked.teams})
    for number, (name, allowed) in enumerate(sorted(narrowed.items())):
        limits.append(f"{words[name or 'team']} IN :in{number}" if allowed else "1 = 0")
        values |= {f"in{number}": sorted(map(int, allowed) if name in NUMBERED else allowed)} if allowed else {}
    return limits, values


def lists(values: Mapping[str, Any]) -> list[Any]:
    """The parameters that stand for several words."""
    return [bindparam(name, expanding=True) for name in values if name.startswith("in")]
