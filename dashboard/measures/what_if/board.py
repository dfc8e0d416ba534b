"""A storyboard as it is typed or pasted, row by row, and its answers as people read them."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any, Final

import pandas as pd

from dashboard.measures.what_if.fit import SIZES, Need
from dashboard.measures.what_if.storyboard import Answer, Maker, Priced, Shot, cheapest_mix, total
from db.money import NANO, from_nano

COLUMNS: Final = ("shot", "seconds", "resolution", "sound", "cuts", "takes")
NUMBERS: Final = ("seconds", "cuts", "takes")
SOUNDS: Final = {"": "", "yes": "on", "no": "off", "on": "on", "off": "off", "voice": "voice"}
LONGEST: Final = 600
MOST: Final = 1000
Row = Mapping[Any, Any]
EXAMPLE: Final[list[dict[str, Any]]] = [
    dict(zip(COLUMNS, row, strict=True))
    for row in (
        ("1 the harbour at dawn", 8, "1080p", "yes", 1, 4),
        ("2 the chase", 20, "1080p", "yes", 1, 6),
        ("3 the titles", 5, "4k", "no", 1, 2),
    )
]


def shots_of(rows: Sequence[Row]) -> tuple[list[Shot], list[str]]:
    """The shots that the rows stand for, and a sentence for each row that is none. Empty rows are passed over."""
    shots, wrong = [], []
    for number, row in enumerate(rows, start=1):
        if any(not _empty(row.get(name)) for name in COLUMNS):
            try:
                shots.append(_shot(row, number))
            except ValueError as fault:
                wrong.append(f"Row {number}: {fault}.")
    return shots, wrong


def as_lines(rows: Iterable[Row]) -> list[str]:
    """Each row that is not empty as a line of CSV, to be put into an address."""
    kept = [[row.get(name) for name in COLUMNS] for row in rows]
    return [_line(row) for row in kept if any(not _empty(value) for value in row)]


def _line(row: Sequence[Any]) -> str:
    file = io.StringIO()
    csv.writer(file, lineterminator="").writerow("" if _empty(value) else _written(value) for value in row)
    return file.getvalue()


def _written(value: Any) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)


def from_lines(lines: Iterable[str]) -> list[dict[str, Any]]:
    """The rows that lines of CSV stand for; a line that is none is a row of its words."""
    return [dict(zip(COLUMNS, words, strict=False)) for words in csv.reader(lines)]


def _empty(value: Any) -> bool:
    return value is None or value != value or not str(value).strip()


def _shot(row: Row, number: int) -> Shot:
    seconds = _number(row, "seconds", LONGEST)
    resolution, sound = (str(row.get(name) or "").strip().lower() for name in ("resolution", "sound"))
    if resolution and resolution not in SIZES:
        raise ValueError(f"{resolution!r} is no resolution; take one of {', '.join(SIZES)}, or none for any")
    if sound not in SOUNDS:
        raise ValueError(f"{sound!r} is no sound; take yes, no or voice, or none for either")
    need = Need(int(seconds * NANO), resolution, SOUNDS[sound], int(_number(row, "cuts", MOST, 1)))
    name = str(row.get("shot") or "").strip()
    return Shot(name or f"shot {number}", need, int(_number(row, "takes", MOST, 1)))


def _number(row: Row, name: str, most: int, usual: int | None = None) -> Decimal:
    """A number above 0. Raises ValueError, which says what the number is of."""
    value = row.get(name)
    if _empty(value) and usual is not None:
        return Decimal(usual)
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        number = Decimal(0)
    if not 0 < number <= most:
        raise ValueError(f"{name} must be a number above 0 and up to {most}")
    return number


def by_maker(table: Mapping[Maker, Sequence[Answer]], shots: Sequence[Shot]) -> pd.DataFrame:
    """One row a model and seller: `cost` of all shots (None where one cannot be made), clips, seconds too many, and
    which shots it cannot make and why; those that can make all first, then the cheapest."""
    rows = [_of_maker(maker, answers, shots) for maker, answers in table.items()]
    rows.sort(key=lambda row: (row["cost"] is None, row["cost"] or 0, row["model"], row["seller"]))
    return pd.DataFrame(rows, columns=["model", "seller", "cost", "made", "over", "why_not"], dtype=object)


def _of_maker(maker: Maker, answers: Sequence[Answer], shots: Sequence[Shot]) -> dict[str, Any]:
    able = [answer for answer in answers if isinstance(answer, Priced)]
    cost = total(answers)
    why = [f"{shot.name}: {answer}" for shot, answer in zip(shots, answers, strict=True) if isinstance(answer, str)]
    return {
        "model": maker.model,
        "seller": maker.seller,
        "cost": None if cost is None else from_nano(cost),
        "made": Decimal(sum(answer.clips for answer in able)),
        "over": from_nano(sum(answer.over for answer in able)),
        "why_not": "; ".join(why),
    }


def mixed(table: Mapping[Maker, Sequence[Answer]], shots: Sequence[Shot]) -> pd.DataFrame:
    """One row a shot: where it is cheapest, its cost with all takes, clips and seconds too many; None where nowhere."""
    rows = []
    for shot, best in zip(shots, cheapest_mix(table, len(shots)), strict=True):
        maker, priced = best or (None, None)
        rows.append(
            {
                "shot": shot.name,
                "model": maker.model if maker else None,
                "seller": maker.seller if maker else None,
                "cost": from_nano(priced.cost) if priced else None,
                "made": Decimal(priced.clips) if priced else None,
                "over": from_nano(priced.over) if priced else None,
            }
        )
    return pd.DataFrame(rows, columns=["shot", "model", "seller", "cost", "made", "over"], dtype=object)


def whole_cost(mix: pd.DataFrame) -> Decimal | None:
    """What all shots of a mix cost together; None where one can be made nowhere."""
    return None if mix["cost"].isna().any() else sum(mix["cost"], Decimal(0))
