"""Good answers that are not yesterday's: rows twice, gone, restated or with other fields, pages in a circle."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from random import Random
from typing import Any

from collectors.sandbox.desk import Answer, Asked
from collectors.sandbox.faults.shapes import NO_SHAPE, SHAPES, Shape

RECENT = timedelta(hours=36)
SELDOM, RARELY = 0.3, 0.05
SIZES = (7, 40, 400)
NEWS = {"x_region": "eu-1", "x_trace": {"spans": [1, None]}}
CURSORS, ASKED = ("next_cursor", "next_page"), ("cursor", "page")
Row = dict[str, Any]


def shorter(dice: Random, asked: Asked) -> Asked:
    """The same question for shorter pages than it was put, where it says how long they are."""
    if dice.random() < SELDOM:
        return asked
    size = dice.choice(SIZES)
    if "limit" in asked.query:
        least = min(size, int(asked.one("limit")))
        return replace(asked, query={**asked.query, "limit": [str(least)]})
    body = _body(asked)
    return replace(asked, body=json.dumps(body | {"limit": size}).encode()) if "limit" in body else asked


class Quiet:
    """What is done to the good answers of one provider; it remembers the last row of each list it told."""

    def __init__(self, prefix: str) -> None:
        self.shapes = SHAPES.get(prefix, ())
        self.last: dict[str, Row] = {}

    def __call__(self, dice: Random, asked: Asked, answer: Answer) -> Answer:
        """The answer, changed."""
        if answer.status != 200:
            return answer
        said = json.loads(answer.body)
        after = _asked_after(asked)
        if after and dice.random() < RARELY:
            _go_in_a_circle(said, after)
        shape = next((one for one in self.shapes if one.rows(said) is not None), NO_SHAPE)
        if (rows := shape.rows(said)) is not None:
            rows[:] = self._changed(dice, shape, asked, rows, repeat=bool(after))
        return replace(answer, body=json.dumps(said, separators=(",", ":")).encode())

    def _changed(self, dice: Random, shape: Shape, asked: Asked, rows: list[Row], *, repeat: bool) -> list[Row]:
        """Recent rows gone or restated, all with other fields, and some a second time."""
        recent = asked.now - RECENT
        told = [row for row in rows if shape.at(row) < recent or dice.random() > SELDOM]
        told = [shape.restated(row) if shape.at(row) >= recent and dice.random() < SELDOM else row for row in told]
        if dice.random() < SELDOM:
            told = [row | NEWS for row in told]
        if dice.random() < SELDOM:
            told = [{name: value for name, value in row.items() if name not in shape.optional} for row in told]
        if repeat and asked.path in self.last and dice.random() < SELDOM:
            told.insert(0, self.last[asked.path])
        if told and dice.random() < SELDOM:
            told.append(told[-1])
        self.last |= {asked.path: told[-1]} if told else {}
        return told


def _go_in_a_circle(said: Any, after: str) -> None:
    """The next page is the one that was just asked for."""
    for inner in _tables(said):
        for name in CURSORS:
            if inner.get(name):
                inner[name] = after


def _tables(said: Any) -> Iterator[Row]:
    """The tables inside one another that stand around the rows."""
    while isinstance(said, dict):
        yield said
        said = said.get("data")


def _asked_after(asked: Asked) -> str:
    """The cursor that the question held."""
    body = _body(asked)
    return next((said for name in ASKED if (said := asked.one(name) or str(body.get(name) or ""))), "")


def _body(asked: Asked) -> Row:
    try:
        body = json.loads(asked.body)
    except ValueError:
        return {}
    return body if isinstance(body, dict) else {}
