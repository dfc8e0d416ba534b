"""What every command has in common: its options, the ledger it opens, and how it answers."""

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any, Literal

import typer
from rich.console import Console
from rich.table import Column, Table

from db.engine import Engine, open_ledger, upgrade
from db.settings import Settings, find, load

WIDE = 10_000
"""Columns of a page that is no terminal: a table in a file is never cut."""
out = Console(soft_wrap=True, width=None if sys.stdout.isatty() else WIDE)
err = Console(stderr=True, soft_wrap=True)


def day(text: str) -> date:
    """A day of an option. Raises BadParameter for anything else."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"{text!r} is no day such as 2026-11-22") from None


Since = Annotated[date | None, typer.Option(parser=day, metavar="DATE", help="first day")]
Until = Annotated[date | None, typer.Option(parser=day, metavar="DATE", help="day after the last")]
Where = Annotated[list[str] | None, typer.Option(metavar="DIM=VALUE", help="only these; may be repeated")]
Form = Annotated[Literal["table", "json", "csv"], typer.Option("--format", help="table, json or csv")]
Output = Annotated[Path | None, typer.Option("-o", metavar="FILE", help="into a file: .xlsx, .csv or .json")]
ClosedMonth = Annotated[
    list[str] | None, typer.Option(metavar="YYYY-MM", help="may move this closed month (or all); may be repeated")
]


def in_order(since: date | None, until: date | None) -> None:
    """Raises BadParameter where no day lies between these two."""
    if since and until and since >= until:
        raise typer.BadParameter(f"--since {since} is not before --until {until}, the day after the last")


@contextmanager
def opened() -> Iterator[tuple[Settings, Engine]]:
    """The configuration and the ledger it names, up to date."""
    settings = load(find(os.environ, Path.cwd()))
    engine = open_ledger(settings.database_url)
    try:
        upgrade(engine)
        yield settings, engine
    finally:
        engine.dispose()


def show(rows: Sequence[dict[str, Any]], columns: Sequence[str]) -> None:
    """Some columns of some rows, as a table to read."""
    table = Table(*(Column(name, overflow="fold") for name in columns))
    for row in rows:
        table.add_row(*(_told(row[name]) for name in columns))
    out.print(table)


def _told(value: Any) -> str:
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M} UTC"
    return "–" if value is None else f"{value:,}" if isinstance(value, int) else str(value)


def say(*sentences: str) -> None:
    """Sentences that are no answer, such as what went wrong, each on a line."""
    for sentence in sentences:
        err.print(sentence, markup=False, highlight=False)
