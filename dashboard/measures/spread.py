"""How far apart do the costs of single clips lie, and which clips stand out from their like?

A quantile is the cost of a clip that there is (nearest rank): half of the clips cost the median or less.
"""

from decimal import ROUND_HALF_EVEN, Decimal
from typing import Any, Final

import numpy as np
import pandas as pd

from dashboard.measures.measure import LAST_PLACE, NANO

QUANTILES: Final = {"p10": 0.1, "median": 0.5, "p90": 0.9, "max": 1.0}
FAR: Final = 3
"""A clip stands out from so many times its group's median cost per second on."""
ALMOST: Final = 1e-9
"""What reckoning with fewer digits may be wrong by, when values are first looked through."""


def spread(values: pd.DataFrame, by: str) -> pd.DataFrame:
    """One row a word of `by`, most clips first: clips of known cost and length, quantiles of cost a second and a clip.

    `values` is as `db.spread.values` has it. A clip of unknown length has no cost a second, but one a clip.
    """
    rows = [_row(str(word), by, part) for word, part in _known(values).groupby(by)]
    names = [by, "clips", *(f"{name}_{unit}" for unit in ("second", "clip") for name in QUANTILES)]
    frame = pd.DataFrame(rows, columns=names, dtype=object)
    return frame.sort_values("clips", ascending=False, ignore_index=True)


def _known(values: pd.DataFrame) -> pd.DataFrame:
    """Values with a cost, and how many clips each stands for."""
    known = values[values["cost"].notna()]
    return known.assign(weight=known["clips"] * known["times"])


def _row(word: str, by: str, part: pd.DataFrame) -> dict[str, Any]:
    timed = part[part["seconds"].fillna(0) > 0]
    a_second, a_clip = _quantiles(timed, "seconds", NANO), _quantiles(part, "clips", Decimal(1))
    said = {by: word, "clips": Decimal(int(part["weight"].sum()))}
    for unit, found in (("second", a_second), ("clip", a_clip)):
        said |= {f"{name}_{unit}": found.get(name) for name in QUANTILES}
    return said


def _quantiles(part: pd.DataFrame, per: str, unit: Decimal) -> dict[str, Decimal]:
    """Cost ÷ `per` at each quantile, by name; nothing where there are no values."""
    if part.empty:
        return {}
    cost, divisor = part["cost"].to_numpy("int64"), part[per].to_numpy("int64")
    order = np.argsort(cost / divisor, kind="stable")
    reached = np.cumsum(part["weight"].to_numpy("int64")[order])
    ranks = {name: int(np.searchsorted(reached, _rank(at, int(reached[-1])))) for name, at in QUANTILES.items()}
    return {name: _ratio(int(cost[order[n]]), int(divisor[order[n]]), unit) for name, n in ranks.items()}


def _rank(at: float, count: int) -> int:
    """Which clip from the cheapest on (1 is the first): the smallest rank at or above that part of all."""
    return max(1, -(-count * round(at * 100) // 100))


def _ratio(cost: int, divisor: int, unit: Decimal) -> Decimal:
    return (Decimal(cost) / NANO / (Decimal(divisor) / unit)).quantize(LAST_PLACE, ROUND_HALF_EVEN)


def standing_out(values: pd.DataFrame, by: str, medians: pd.DataFrame) -> pd.DataFrame:
    """Values of more than FAR times their group's median cost a second, by the money they are above it.

    `medians` is what `spread` makes. Each row has, beside what it had: `median_second`, `multiple` of it, `excess`
    of one clip and `weight` (clips of that value).
    """
    timed = _known(values)
    timed = timed[timed["seconds"].fillna(0) > 0].merge(medians[[by, "median_second"]], on=by)
    a_second = timed["cost"].to_numpy("float64") / timed["seconds"].to_numpy("float64")
    near = timed[a_second > timed["median_second"].to_numpy("float64") * FAR * (1 - ALMOST)]
    rows = [row for row in near.to_dict("records") if row["cost"] > FAR * _usual(row) > 0]
    out = [row | _beside(row) for row in rows]
    frame = pd.DataFrame(out, columns=[*timed.columns, "multiple", "excess"], dtype=object)
    return frame.sort_values("excess", ascending=False, ignore_index=True)


def _usual(row: dict[Any, Any]) -> Decimal:
    """What a clip of that length costs at its group's median, in nano-units."""
    return Decimal(row["median_second"] * int(row["seconds"]))


def _beside(row: dict[Any, Any]) -> dict[str, Decimal]:
    cost, usual = Decimal(int(row["cost"])), _usual(row)
    multiple = (cost / usual).quantize(LAST_PLACE, ROUND_HALF_EVEN)
    return {"multiple": multiple, "excess": (cost - usual) / NANO}


def enough(out: pd.DataFrame, most: int) -> list[dict[Any, Any]]:
    """The first values that together have `most` clips, as `db.spread.holders` takes them."""
    before = out["weight"].cumsum() - out["weight"]
    return out[before < most].to_dict("records")
