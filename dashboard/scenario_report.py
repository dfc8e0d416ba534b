"""Saved scenarios for the command line: the list, and several side by side as a table to read, JSON or CSV."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import pandas as pd
from rich.table import Table
from rich.text import Text

from dashboard.exports import csv_bytes
from dashboard.scenarios.looked_at import Looked, looked_at
from dashboard.scenarios.side_by_side import LINES, Value, side_by_side
from dashboard.screens.saving.words import readable
from dashboard.view import View
from db.money import plain
from db.scenarios import Scenario
from db.window import instant_of

COUNTS = frozenset({"clips", "made", "not_possible"})
LISTED = ("name", "question", "note", "who", "made", "address")


@dataclass(frozen=True, slots=True)
class Compared:
    """Scenarios side by side, as they come out on a day; `looked` has each by its name."""

    chosen: Sequence[Scenario]
    looked: Mapping[str, Looked]
    currency: str
    day: date
    title: str = "Scenarios side by side"

    @classmethod
    def of(cls, view: View, chosen: Sequence[Scenario], day: date) -> "Compared":
        """What each comes to in a view."""
        return cls(chosen, {one.name: looked_at(view, one.address, day) for one in chosen}, view.currency, day)

    @property
    def frame(self) -> pd.DataFrame:
        """A row for each number, a column for each scenario, as the screen's file has them."""
        return side_by_side(self.looked)

    def as_json(self) -> str:
        """Each scenario; money, seconds and ratios as decimal strings, unknown as null, `until` past the last day."""
        rows = [_of(one, self.looked[one.name]) for one in self.chosen]
        answer = {"prices_of": f"{self.day}", "currency": self.currency, "scenarios": rows}
        return json.dumps(answer, indent=2, ensure_ascii=False)

    def as_csv(self) -> str:
        """The frame."""
        return _csv(self.frame)

    def as_table(self) -> Table:
        """To read in a terminal."""
        return _table(readable(self.looked, self.currency))


@dataclass(frozen=True, slots=True)
class Listed:
    """What is saved, without any number."""

    chosen: Sequence[Scenario]
    title: str = "Saved scenarios"

    @property
    def frame(self) -> pd.DataFrame:
        """A row for each scenario."""
        rows = [_saved(one) for one in self.chosen]
        return pd.DataFrame(rows, columns=list(LISTED), dtype=object)

    def as_json(self) -> str:
        """The rows."""
        return json.dumps({"scenarios": self.frame.to_dict("records")}, indent=2, ensure_ascii=False)

    def as_csv(self) -> str:
        """The rows."""
        return _csv(self.frame)

    def as_table(self) -> Table:
        """To read in a terminal."""
        return _table(self.frame.rename(columns=str.capitalize))


def _saved(one: Scenario) -> dict[str, str]:
    return {name: getattr(one, name) for name in LISTED} | {"made": f"{instant_of(one.made):%FT%TZ}"}


def _of(one: Scenario, looked: Looked) -> dict[str, Any]:
    when = looked.narrowing
    row: dict[str, Any] = {"name": one.name, "note": one.note, "address": one.address, "said": list(looked.said)}
    row |= {line.name: _json(line.name, line.of(looked)) for line in LINES}
    row |= {
        "question": one.question,
        "work": {name: list(words) for name, words in when.where.items()} if when else None,
    }
    row["days"] = {"since": f"{when.since}", "until": f"{when.until}"} if when else None
    row["more"] = [{"label": told.label, "value": _json("", told.value)} for told in looked.answer.more]
    return row


def _json(name: str, value: Value) -> Any:
    if not isinstance(value, Decimal):
        return value
    return int(value) if name in COUNTS and value == value.to_integral_value() else plain(value)


def _csv(frame: pd.DataFrame) -> str:
    return csv_bytes(frame).decode("utf-8-sig").replace("\r\n", "\n").rstrip("\n")


def _table(frame: pd.DataFrame) -> Table:
    """Names and notes are people's own words, so no letter of them means anything but itself."""
    table = Table()
    for name in map(str, frame.columns):
        table.add_column(Text(name), overflow="fold")
    for row in frame.itertuples(index=False, name=None):
        table.add_row(*(Text(f"{value}") for value in row))
    return table
