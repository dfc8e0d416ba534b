"""The evaluation of forecasts as it is shown: a table for people, and rows for programs."""

import json
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pandas as pd
from rich.table import Column, Table

from dashboard.forecasts.series_file import series_of
from dashboard.measures.forecasting.evaluation import DAYS, judged, scores
from dashboard.measures.forecasting.others import OTHERS, OURS, SLOW_ONES

NAMES = ("collection", "day", "method")
PLACES = 4


def evaluated(paths: Sequence[Path], *, slow: bool = False) -> pd.DataFrame:
    """The scores of all files (see `measures.forecasting.evaluation.scores`). Raises NotSeries."""
    collections = [series_of(path) for path in paths]
    others = {**OTHERS, **(SLOW_ONES if slow else {})}
    found = pd.concat([judged(one, others) for one in collections])
    return found if found.empty else scores(found)


def has_slow_ones() -> bool:
    """Whether the library is there that fits state-space models; it is no part of the product."""
    return find_spec("statsmodels") is not None


def as_json(found: pd.DataFrame) -> str:
    """Every score; what is unknown is null."""
    rows = [{str(name): _plain(value) for name, value in row.items()} for row in found.to_dict("records")]
    return json.dumps({"rows": rows}, indent=2)


def _plain(value: Any) -> Any:
    if isinstance(value, float):
        return None if pd.isna(value) else round(value, PLACES)
    return value if isinstance(value, str) else int(value)


def as_table(found: pd.DataFrame) -> Table:
    """A line for each collection and method: the error on each of the days, and how often our limits held."""
    table = Table(
        "collection", "method", *(Column(f"WAPE day {day}", justify="right") for day in DAYS), "MASE", "bias",
        "80 % held", "95 % held", "ms a series",
    )  # fmt: skip
    for (collection, method), rows in found.groupby(["collection", "method"], sort=False):
        by_day = rows.set_index("day").reindex(DAYS)
        held = [_each(by_day[name], 0) if method == OURS else "" for name in ("held80", "held95")]
        wape = [_percent(value, 1) for value in by_day.wape]
        told = (_each(by_day.mase, 2, 1), _each(by_day.bias, 1), *held, f"{by_day.milliseconds.mean():.2f}")
        table.add_row(str(collection), str(method), *wape, *told)
    return table


def _each(values: "pd.Series[float]", places: int, times: int = 100) -> str:
    return " / ".join("–" if pd.isna(value) else f"{value * times:.{places}f}" for value in values)


def _percent(value: float, places: int) -> str:
    return "–" if pd.isna(value) else f"{value * 100:.{places}f} %"
