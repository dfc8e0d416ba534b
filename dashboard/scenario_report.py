"""Saved scenarios for the command line: the list, and several side by side as a table to read, JSON or CSV."""

import json
from collections.abc import Mapping, Sequence
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


def looked(view: View, chosen: Sequence[Scenario], today: date) -> dict[str, Looked]:
    """What each comes to, by its name."""
    return {one.name: looked_at(view, one.address, today) for one in chosen}


def as_json(found: Mapping[str, Looked], chosen: Sequence[Scenario], currency: str, day: date) -> str:
    """Each scenario; money, seconds and ratios as decimal strings, unknown as null, `until` the day after the last."""
    rows = [_of(one, found[one.name]) for one in chosen]
    return json.dumps({"prices_of": f"{day}", "currency": currency, "scenarios": rows}, indent=2, ensure_ascii=False)


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


def as_csv(found: Mapping[str, Looked]) -> str:
    """A row for each number, a column for each scenario, as the screen's file has them."""
    return _csv(side_by_side(found))


def _csv(frame: pd.DataFrame) -> str:
    return csv_bytes(frame).decode("utf-8-sig").replace("\r\n", "\n").rstrip("\n")


def as_table(found: Mapping[str, Looked], currency: str) -> Table:
    """To read in a terminal."""
    return _table(readable(found, currency))


def _table(frame: pd.DataFrame) -> Table:
    """Names and notes are people's own words, so no letter of them means anything but itself."""
    table = Table()
    for name in map(str, frame.columns):
        table.add_column(Text(name), overflow="fold")
    for row in frame.itertuples(index=False, name=None):
        table.add_row(*(Text(f"{value}") for value in row))
    return table


def _listed(every: Sequence[Scenario]) -> pd.DataFrame:
    """What is saved, without any number."""
    rows = [{name: getattr(one, name) for name in LISTED} | {"made": f"{instant_of(one.made):%FT%TZ}"} for one in every]
    return pd.DataFrame(rows, columns=list(LISTED), dtype=object)


def list_table(every: Sequence[Scenario]) -> Table:
    """What is saved, to read in a terminal."""
    return _table(_listed(every).rename(columns=str.capitalize))


def list_json(every: Sequence[Scenario]) -> str:
    """What is saved, as JSON."""
    return json.dumps({"scenarios": _listed(every).to_dict("records")}, indent=2, ensure_ascii=False)


def list_csv(every: Sequence[Scenario]) -> str:
    """What is saved, as CSV."""
    return _csv(_listed(every))
