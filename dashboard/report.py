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
from dashboard.measures.comparison import ratio
from dashboard.ui.amounts import UNKNOWN, label, share, written
from dashboard.view import GROUPINGS, NotThere, View, known
from db.ledger import DIMENSIONS
from db.money import plain
from db.window import day_number

ALMOST = Decimal("0.9995")
"""From here on a share reads as all of it."""


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


def answer(view: View, asked: Question) -> pd.DataFrame:
    """The figures. Raises NotThere for money as it was billed that would add up several currencies."""
    name = "" if "currency" in asked.by else next(filter(_as_billed, asked.names), "")
    if name and len(codes := _currencies(view)) > 1:
        mixed = f"{name} is money as it was billed, here in {', '.join(codes)}, which do not add up"
        raise NotThere(f"{mixed}; add currency to --by, or narrow it with --where currency={codes[0]}")
    return view.figures(asked.names, asked.by)


def _as_billed(name: str) -> bool:
    return measures()[name].as_billed


def _currencies(view: View) -> list[str]:
    """What is in view was billed in these."""
    return sorted(filter(None, view.words("currency")))


def as_json(view: View, asked: Question) -> str:
    """The answer with where it is from. Money and ratios are decimal strings, unknown is null."""
    told = view.provenance()
    rows = [{name: _json(name, value) for name, value in row.items()} for row in answer(view, asked).to_dict("records")]
    said = {
        "since": _day(view.narrowing.since),
        "until": _day(view.narrowing.until),
        "currency": told.currency,
        "through": told.through.isoformat() if told.through else None,
        "files_through": {name: until.isoformat() for name, until in told.filed},
        "estimated_share": _text(told.estimated_share),
        "rates": [{"currency": o.currency, "source": o.source, "through": o.through.isoformat()} for o in told.rates],
        "rows": rows,
    }
    return json.dumps(said, indent=2, ensure_ascii=False)


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
    frame, codes = answer(view, asked), _currencies(view) if any(map(_as_billed, asked.names)) else []
    table = Table(caption=_told(view, asked), caption_justify="left")
    for name in (*asked.by, *asked.names):
        side: JustifyMethod = "right" if name in asked.names else "left"
        table.add_column(_heading(name, codes, view.currency), justify=side, overflow="fold")
    for row in frame.to_dict("records"):
        own = row.get("currency") or "".join(codes[:1]) or view.currency
        table.add_row(
            *(str(row[name]) or UNKNOWN for name in asked.by),
            *(written(name, row[name], own if _as_billed(name) else view.currency) for name in asked.names),
        )
    return table


def _heading(name: str, codes: Sequence[str], currency: str) -> str:
    """Several currencies stand in the rows, one in the heading."""
    if name in measures() and _as_billed(name):
        return label(name, codes[0] if len(codes) == 1 else "")
    return label(name, currency)


def _told(view: View, asked: Question) -> str:
    """Data through when, and what is not sure, in one line."""
    told = view.provenance()
    through = f"data through {told.through:%Y-%m-%d %H:%M} UTC ({told.behind})" if told.through else "no data yet"
    doubts = [
        f"{share(told.estimated_share)} estimated" if told.estimated_share else "",
        f"pieces without a price: {told.unpriced:,}" if told.unpriced else "",
        f"clips of unknown length: {told.untimed:,}" if told.untimed else "",
        f"{_without_rate(view)} not converted" if told.unconverted else "",
        _listed(view) if "list_cost" in asked.names else "",
    ]
    rates = [f"{one.currency} at rates of {one.source} up to {one.through}" for one in told.rates]
    filed = [f"{name}, from a file, only to {until:%Y-%m-%d %H:%M} UTC" for name, until in told.filed]
    return "; ".join([through, *filed, *rates, *(doubt for doubt in doubts if doubt)])


def _listed(view: View) -> str:
    """Of how much of the cost a list price is known, where it is not all of it."""
    sums = view.sums((), ["cost", "cost_listed"])
    part = ratio(*(None if nano is None else Decimal(int(nano)) for nano in (sums["cost_listed"][0], sums["cost"][0])))
    return f"list prices known for {share(part)} of the cost" if part is not None and part < ALMOST else ""


def _without_rate(view: View) -> str:
    """Money that no rate converts, in each of its currencies."""
    rows = view.figures(["unconverted"], ["currency"]).to_dict("records")
    return " and ".join(f"{plain(row['unconverted'])} {row['currency']}" for row in rows if row["unconverted"])
