"""The rows of an answer as a frame in which whole numbers stay whole, however large and whatever else is unknown."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any

import pandas as pd
from sqlalchemy import Result


def frame_of(answer: Result[Any], whole: Collection[str]) -> pd.DataFrame:
    """One row a row; the columns in `whole` are Int64, NA where nothing is known."""
    return framed(list(answer.keys()), answer.fetchall(), whole)


def framed(names: Sequence[str], rows: Sequence[Iterable[Any]], whole: Collection[str]) -> pd.DataFrame:
    """The same of rows at hand.

    Column by column, because a frame that meets a None among whole numbers makes fractions of them, which are exact
    up to 2⁵³ only; it is also four times faster than `astype` on the frame.
    """
    columns = zip(*rows, strict=True) if rows else ([] for _ in names)
    return pd.DataFrame({name: _column(values, name in whole) for name, values in zip(names, columns, strict=True)})


def _column(values: Iterable[Any], whole: bool) -> Any:  # one question, asked in one place
    """Words of no rows are words too: pandas would make them fractions, which no other frame can be joined with."""
    listed = list(values)
    if whole:
        return pd.array(listed, dtype="Int64")
    return listed or pd.Series(dtype=object)
