"""What commands that answer with rows have in common: what they are asked about, and the forms of the answer."""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, Protocol

import pandas as pd
import typer
from rich.table import Table

from dashboard.command import in_order, opened, out
from dashboard.exports import csv_bytes, xlsx_bytes
from dashboard.measures import measures
from dashboard.report import question
from dashboard.ui.amounts import UNKNOWN, written
from dashboard.view import Narrowing, View
from db.money import plain
from db.rebuild import check_reckoned
from db.settings import Settings


@dataclass(frozen=True, slots=True)
class Asker:
    """Who answers on the command line: a View of what was asked about, today's day, and the configuration."""

    view: View
    today: date
    settings: Settings

    def days(self) -> dict[str, str | None]:
        """The days asked about, for rows of what was paid."""
        narrowing = self.view.narrowing
        return {"since": iso(narrowing.since), "until": iso(narrowing.until)}

    def prices(self) -> dict[str, str | None]:
        """The day whose prices hold, for rows of what is asked."""
        return {"prices_of": f"{self.today}"}


def iso(day: date) -> str | None:
    """A day as JSON has it; None for one that nobody named."""
    return None if day in (date.min, date.max) else day.isoformat()


@contextmanager
def asked(since: date | None, until: date | None, where: Sequence[str]) -> Iterator[Asker]:
    """The ledger, narrowed to days and words. Raises NotThere, BadParameter, and what opening a ledger raises."""
    in_order(since, until)
    narrowing = Narrowing(since or date.min, until or date.max, question("", "", where).where)
    with opened() as (settings, engine):
        check_reckoned(engine, settings.reporting_currency, settings.reporting_timezone)
        today = datetime.now(UTC).astimezone(settings.reporting_timezone).date()
        yield Asker(View(engine, narrowing, currency=settings.reporting_currency), today, settings)


@dataclass(frozen=True, slots=True)
class Rows:
    """An answer: which measure each number is written `like`, the `currency` of money, and what it is `about`."""

    frame: pd.DataFrame
    like: Mapping[str, str]
    currency: str
    about: Mapping[str, str | None]
    title: str = "Table"

    def as_json(self) -> str:
        """Each row; counts as numbers, money, seconds and ratios as decimal strings, unknown as null."""
        rows = [{str(name): self._json(name, value) for name, value in row.items()} for row in self.records()]
        answer = {**self.about, "currency": self.currency, "rows": rows}
        return json.dumps(answer, indent=2, ensure_ascii=False)

    def as_csv(self) -> str:
        """The same file as the download on screen, without the mark that only spreadsheets need."""
        return csv_bytes(self.frame).decode("utf-8-sig").replace("\r\n", "\n").rstrip("\n")

    def as_table(self) -> Table:
        """To read in a terminal."""
        table = Table()
        for name in map(str, self.frame.columns):
            side = self._is_number(name)
            table.add_column(name.replace("_", " ").capitalize(), overflow="fold", justify="right" if side else "left")
        for row in self.records():
            table.add_row(*(self._told(str(name), value) for name, value in row.items()))
        return table

    def records(self) -> list[dict[Any, Any]]:
        """The rows one by one."""
        return self.frame.to_dict("records")

    def _is_number(self, name: str) -> bool:
        return self.like.get(name, name) in measures()

    def _json(self, name: Any, value: Any) -> Any:
        if isinstance(value, (date, datetime)):
            return value.isoformat()
        if not isinstance(value, Decimal):
            return value
        measure = measures().get(self.like.get(name, name))
        whole = measure is not None and measure.unit == "count" and value == value.to_integral_value()
        return int(value) if whole else plain(value)

    def _told(self, name: str, value: Any) -> str:
        if value is None:
            return UNKNOWN
        if isinstance(value, datetime):
            return f"{value:%Y-%m-%d %H:%M} UTC"
        if not self._is_number(name) or not isinstance(value, (Decimal, int)):
            return plain(value) if isinstance(value, Decimal) else str(value)
        return written(self.like.get(name, name), Decimal(value), self.currency)


class Answer(Protocol):
    """What can be told in each form: Rows, or whatever else has a frame of exact numbers."""

    @property
    def frame(self) -> pd.DataFrame:
        """The numbers, as a spreadsheet has them."""

    @property
    def title(self) -> str:
        """What a spreadsheet's sheet is called."""

    def as_json(self) -> str:
        """For programs."""

    def as_csv(self) -> str:
        """For a pipe."""

    def as_table(self) -> Table:
        """To read in a terminal."""


def tell(answer: Answer, form: str, output: Path | None = None) -> None:
    """Print the answer in its form, or write it into a file. Raises BadParameter for a file of another kind."""
    if output:
        output.write_bytes(_in_a_file(answer, output))
    elif form == "table":
        out.print(answer.as_table())
    else:
        print(answer.as_json() if form == "json" else answer.as_csv())


def _in_a_file(answer: Answer, output: Path) -> bytes:
    """What the file holds; its name says what kind of file it is."""
    kind = output.suffix.lower()
    if kind == ".xlsx":
        return xlsx_bytes(answer.frame, answer.title)
    if kind == ".csv":
        return csv_bytes(answer.frame)
    if kind == ".json":
        return answer.as_json().encode()
    raise typer.BadParameter(f"-o {output}: rows go into a file that ends in .xlsx, .csv or .json")
