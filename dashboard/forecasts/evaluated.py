"""The evaluation of forecasts as it is shown: a table for people, and rows for programs."""

import json
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from rich.table import Column, Table

from dashboard.forecasts.series_file import series_of
from dashboard.measures.forecasting.evaluation import DAYS, judged, scores
from dashboard.measures.forecasting.others import OTHERS, OURS, SLOW_ONES
from dashboard.measures.forecasting.redrawn import HELD, redrawn

NAMES = ("collection", "day", "method")
PLACES = 4
SEED = 1
"""Whoever judges the same files reads the same numbers."""


def evaluated(paths: Sequence[Path], *, slow: bool = False, rolling: bool = False) -> pd.DataFrame:
    """The scores of all files (see `measures.forecasting.evaluation.scores`), with what chance does to them
    (`measures.forecasting.redrawn`; not known of all files together). Raises NotSeries.

    `rolling` judges thirty days that begin on every thirteenth day, and not calendar months.
    """
    collections = [series_of(path) for path in paths]
    others = {**OTHERS, **(SLOW_ONES if slow else {})}
    found = pd.concat([judged(one, others, rolling=rolling) for one in collections])
    if found.empty:
        return found
    return scores(found).join(redrawn(found, np.random.default_rng(SEED)), on=[*NAMES])


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
    """A line for each collection and method: the error on each of the days, and how often our limits held.

    `better` is in how many of 100 draws of the months a method was better than ours; beside how often limits held it
    says between which ends 95 of 100 draws lie.
    """
    table = Table(
        "collection", "method", *(Column(f"WAPE day {day}", justify="right") for day in DAYS), "better", "MASE",
        "bias", "80 % held", "95 % held", "ms a series",
    )  # fmt: skip
    for (collection, method), rows in found.groupby(["collection", "method"], sort=False):
        by_day = rows.set_index("day").reindex(DAYS)
        held = [_held(by_day, name) if method == OURS else "" for name in HELD]
        better = "" if by_day.better.isna().all() else _each(by_day.better, 0)
        wape = [_percent(value, 1) for value in by_day.wape]
        told = (better, _each(by_day.mase, 2, 1), _each(by_day.bias, 1), *held, f"{by_day.milliseconds.mean():.2f}")
        table.add_row(str(collection), str(method), *wape, *told)
    return table


def _held(by_day: pd.DataFrame, name: str) -> str:
    """How often limits held on each of the days, each with its ends where they are known."""
    low, high = by_day[f"{name}_low"] * 100, by_day[f"{name}_high"] * 100
    ends = ["" if pd.isna(least) else f" ({least:.0f}–{most:.0f})" for least, most in zip(low, high, strict=True)]
    shares = ["–" if pd.isna(value) else f"{value * 100:.0f}" for value in by_day[name]]
    return " / ".join(map("".join, zip(shares, ends, strict=True)))


def _each(values: "pd.Series[float]", places: int, times: int = 100) -> str:
    return " / ".join("–" if pd.isna(value) else f"{value * times:.{places}f}" for value in values)


def _percent(value: float, places: int) -> str:
    return "–" if pd.isna(value) else f"{value * 100:.{places}f} %"
