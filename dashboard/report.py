"""A question on the command line, answered by a View: as a table to read, JSON or CSV."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pandas as pd
from rich.console import JustifyMethod
from rich.table import Table

from dashboard.exports import csv_bytes
from dashboard.measures import measures
from dashboard.ui.amounts import UNKNOWN, label, share, written
from dashboard.view import GROUPINGS, NotThere, Provenance, View, known
from db.ledger import DIMENSIONS
from db.money import plain
from db.window import day_number


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: measures by dimensions, and the words that each dimension is narrowed to."""

    by: tuple[str, ...]
    names: tuple[str, ...]
    where: dict[str, list[str]]


def question(by: str, names: str, where: Sequence[str]) -> Question:
    """From the words of the command line. Raises NotThere for a wrong one, naming the nearest right one."""
    narrowed: dict[str, list[str]] = {}
    for one in where:
        name, equals, word = one.partition("=")
        if not equals:
            raise NotThere(f"--where {one!r} needs the form DIM=VALUE, as in --where team=social")
        narrowed.setdefault(known("dimension", name, DIMENSIONS), []).append(_as_kept(name, word))
    return Question(
        tuple(known("dimension", name, GROUPINGS) for name in _words(by)),
        tuple(known("measure", name, measures()) for name in _words(names)),
        narrowed,
    )


def _as_kept(name: str, word: str) -> str:
    """A day or a month the way the ledger keeps it, any other word as it is. Raises NotThere for no day or month."""
    if name not in ("day", "month"):
        return word
    first = "-01" if name == "month" else ""
    try:
        return str(day_number(date.fromisoformat(word + first)))[: 6 if first else 8]
    except ValueError:
        raise NotThere(f"--where {name}={word} needs a {name} such as {'2026-11-22'[: 7 if first else 10]}") from None


def _words(text: str) -> list[str]:
    return [word.strip() for word in text.split(",") if word.strip()]


def as_json(view: View, asked: Question) -> str:
    """The answer with where it is from. Money and ratios are decimal strings, unknown is null."""
    told = view.provenance()
    rows = [
        {name: _json(name, value) for name, value in row.items()}
        for row in view.figures(asked.names, asked.by).to_dict("records")
    ]
    answer = {
        "since": _day(view.narrowing.since),
        "until": _day(view.narrowing.until),
        "currency": told.currency,
        "through": told.through.isoformat() if told.through else None,
        "estimated_share": _text(told.estimated_share),
        "rates": [{"currency": o.currency, "source": o.source, "through": o.through.isoformat()} for o in told.rates],
        "rows": rows,
    }
    return json.dumps(answer, indent=2, ensure_ascii=False)


def _day(day: date) -> str | None:
    return None if day in (date.min, date.max) else day.isoformat()


def _json(name: Any, value: Any) -> Any:
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if not isinstance(value, Decimal):
        return value
    if measures()[name].unit in ("money", "money per", "share"):
        return plain(value)
    return int(value) if value == value.to_integral_value() else float(value)


def _text(value: Decimal | None) -> str | None:
    return None if value is None else plain(value)


def as_csv(frame: pd.DataFrame) -> str:
    """The same file as the download on screen, without the mark that only spreadsheets need."""
    return csv_bytes(frame).decode("utf-8-sig").replace("\r\n", "\n").rstrip("\n")


def as_table(view: View, asked: Question) -> Table:
    """The answer to read in a terminal, with where it is from below."""
    table = Table(caption=_told(view.provenance()), caption_justify="left")
    for name in (*asked.by, *asked.names):
        side: JustifyMethod = "right" if name in asked.names else "left"
        table.add_column(label(name, view.currency), justify=side, overflow="fold")
    for row in view.figures(asked.names, asked.by).to_dict("records"):
        table.add_row(
            *(str(row[name]) or UNKNOWN for name in asked.by),
            *(written(name, row[name], view.currency) for name in asked.names),
        )
    return table


def _told(told: Provenance) -> str:
    """Data through when, and what is not sure, in one line."""
    through = f"data through {told.through:%Y-%m-%d %H:%M} UTC ({told.behind})" if told.through else "no data yet"
    doubts = [
        f"{share(told.estimated_share)} estimated" if told.estimated_share else "",
        f"{told.unpriced} pieces unpriced" if told.unpriced else "",
        f"{told.untimed} clips of unknown length" if told.untimed else "",
        f"{plain(told.unconverted)} not converted" if told.unconverted else "",
    ]
    rates = [f"{one.currency} at rates of {one.source} up to {one.through}" for one in told.rates]
    return "; ".join([through, *rates, *(doubt for doubt in doubts if doubt)])
