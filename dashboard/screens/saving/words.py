"""How compared scenarios are written: every cell as its row says, the same on the screen and in a terminal."""

from collections.abc import Mapping

import pandas as pd

from dashboard.scenarios.looked_at import Looked
from dashboard.scenarios.side_by_side import Value, lines, side_by_side
from dashboard.ui.amounts import UNKNOWN, written


def readable(found: Mapping[str, Looked], currency: str) -> pd.DataFrame:
    """The comparison as texts; unknown is a dash."""
    frame = side_by_side(found)
    likes = [line.like for line in lines(list(found.values()))]
    for name in map(str, frame.columns):
        frame[name] = [_cell(value, like, currency) for value, like in zip(frame[name], likes, strict=True)]
    return frame


def _cell(value: Value, like: str, currency: str) -> str:
    if value is None or isinstance(value, str):
        return UNKNOWN if value is None else value
    return written(like, value, currency)
