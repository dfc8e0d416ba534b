"""The parts of the Unit costs screen for the command line, each as the screen shows it."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

import pandas as pd

from dashboard import clips
from dashboard.measures.unit_costs import SHOWN, dearest
from dashboard.view import GROUPINGS, View, known
from db.spread import BY_WORDS

NAMED: Final = (
    "group", "external_id", "multiple", "excess", "cost", "seconds", "model", "team", "video", "account", "at",
)  # fmt: skip
QUANTILES: Final = ("p10", "median", "p90", "max")
LIKE: Final[Mapping[str, str]] = MappingProxyType(
    {"low": "keep_rate", "high": "keep_rate", "share_of_total": "estimated_share", "excess": "cost"}
    | {"per_usable_second": "full_cost_per_usable_second"}
    | {f"{name}_second": "cost_per_second" for name in QUANTILES}
    | {f"{name}_clip": "cost_per_clip" for name in QUANTILES}
)
"""Which measure each number is written like."""


def _per_unit(view: View, by: str) -> pd.DataFrame:
    return dearest(view.figures(SHOWN, [known("dimension", by, GROUPINGS)]))


def _usable_second(view: View, _: str) -> pd.DataFrame:
    return clips.usable_second(view).steps


def _keep_rates(view: View, by: str) -> pd.DataFrame:
    return clips.keep_rates_by(view, known("dimension", by, GROUPINGS))


def _spread(view: View, by: str) -> pd.DataFrame:
    return clips.spread_by(view, known("dimension", by, BY_WORDS)).quantiles


def _outliers(view: View, by: str) -> pd.DataFrame:
    found = clips.spread_by(view, known("dimension", by, BY_WORDS)).clips
    return found.reindex(columns=list(NAMED))


PARTS: Final[Mapping[str, Callable[[View, str], pd.DataFrame]]] = MappingProxyType({
    "per-unit": _per_unit,
    "usable-second": _usable_second,
    "keep-rates": _keep_rates,
    "spread": _spread,
    "outliers": _outliers,
})  # fmt: skip
"""What can be asked for of everything in view, by the words of a dimension."""
