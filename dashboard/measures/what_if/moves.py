"""Which part of whose clips is to move where: typed as a table, or said as `60% of trailers from veo-3.1 to …`."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any, Final, NamedTuple

import pandas as pd

from db.money import plain
from db.offers import Offer

ANY: Final = "any"
EXAMPLE: Final = "60% of trailers from veo-3.1 to kling-3.0 pro at fal"
FORM: Final = re.compile(r"\s*([^%]+?)\s*%\s*of (.+?) from (\S+) to (.+)")
PLACE: Final = re.compile(r"\s*(\S+)(?: (\S+))? at (.+?)\s*")
COLUMNS: Final = ("team", "model", "to", "percent")


class Place(NamedTuple):
    """Where clips would be made; an empty mode is the cheapest one that can."""

    model: str
    seller: str
    mode: str = ""

    def __str__(self) -> str:
        return f"{self.model}{self.mode and ' '}{self.mode} at {self.seller}"

    def sells(self, offer: Offer) -> bool:
        """Whether an offer is one of here."""
        variant = offer.variant
        return (variant.model, variant.seller) == (self.model, self.seller) and self.mode in ("", variant.mode)


class Move(NamedTuple):
    """A part (above 0, up to 1) of the clips that a team made on a model ("" is any) is made at another place."""

    team: str
    model: str
    to: Place
    part: Decimal

    def __str__(self) -> str:
        return f"{plain(self.part * 100)}% of {self.team or ANY} from {self.model or ANY} to {self.to}"

    def takes(self, team: str, model: str) -> bool:
        """Whether it is about what a team made on a model."""
        return self.team in ("", team) and self.model in ("", model)


def place_of(text: str) -> Place:
    """From `kling-3.0 pro at fal`. Raises ValueError."""
    found = PLACE.fullmatch(text)
    if not found:
        raise ValueError(f"{text!r} is no place; write one such as kling-3.0 pro at fal")
    return Place(found[1], found[3], found[2] or "")


def move_of(text: str) -> Move:
    """From a sentence such as EXAMPLE. Raises ValueError."""
    found = FORM.fullmatch(text)
    if not found:
        raise ValueError(f"{text!r} is no move; write one such as {EXAMPLE}, where {ANY} is every team or model")
    return _move(found[2], found[3], found[4], found[1])


def _move(team: str, model: str, to: str, percent: Any) -> Move:
    try:
        part = Decimal(str(percent)) / 100
    except InvalidOperation:
        part = Decimal(0)
    if not 0 < part <= 1:
        raise ValueError(f"{percent} is no percentage above 0 and up to 100")
    team, model = ("" if word == ANY else word for word in (team, model))
    return Move(team, model, place_of(to), part)


def moves_of(rows: Sequence[Mapping[Any, Any]]) -> tuple[list[Move], list[str]]:
    """The moves that rows of a table stand for, and a sentence for each that is none. Empty rows are passed over."""
    moves, wrong = [], []
    for number, row in enumerate(rows, start=1):
        said = [None if pd.isna(row.get(name)) else row.get(name) for name in COLUMNS]
        if any(said):
            try:
                moves.append(_of_row(*said))
            except ValueError as fault:
                wrong.append(f"Row {number}: {fault}.")
    return moves, wrong


def _of_row(team: Any, model: Any, to: Any, percent: Any) -> Move:
    if not to:
        raise ValueError("it does not say where the clips move to")
    if percent is None:
        raise ValueError("it does not say how many percent of the clips move")
    return _move(str(team or ANY), str(model or ANY), str(to), percent)


def as_rows(moves: Sequence[Move]) -> pd.DataFrame:
    """The moves as a table with COLUMNS, to be changed."""
    rows = [(one.team or ANY, one.model or ANY, str(one.to), float(one.part * 100)) for one in moves]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def too_much(wants: pd.DataFrame, moves: Sequence[Move]) -> str:
    """The clips of which more than all would move, in a sentence; "" where there are none. `wants` as `db.wants`."""
    for team, model in sorted(set(zip(wants["team"], wants["model"], strict=True))):
        together = sum((one.part for one in moves if one.takes(team, model)), Decimal(0))
        if together > 1:
            return (
                f"{plain(together * 100)}% of what {team} made on {model} would move; moves of the same clips may come"
                " to 100% together, so lower one of them"
            )
    return ""
