"""How much of a score is chance? Whole months are drawn again from those there are, some twice and some not at all."""

from collections.abc import Iterator
from typing import Final

import numpy as np
import pandas as pd

from dashboard.measures.forecasting.others import OURS
from dashboard.measures.forecasting.past import Grid

TIMES: Final = 2000
SURE: Final = 0.95
HELD: Final = ("held80", "held95")
KEYS: Final = ("collection", "day", "method")


def redrawn(judgements: pd.DataFrame, dice: np.random.Generator) -> pd.DataFrame:
    """By collection, day and method: `better`, in which part of the draws a method was less wrong than ours.

    And of ours `held80_low`, `held80_high` and the same of 95: between which ends 95 of 100 draws lie. Months are drawn
    whole, because what goes wrong in one goes wrong for many series at once.
    """
    found = [row for _, some in judgements.groupby(["collection", "day"], sort=False) for row in _of(some, dice)]
    return pd.DataFrame(found).set_index([*KEYS])


def _of(some: pd.DataFrame, dice: np.random.Generator) -> Iterator[dict[str, object]]:
    """One collection, one day of the month."""
    wrong = some.assign(wrong=some.off.abs()).pivot_table("wrong", "month", "method", "sum", sort=False)
    ours = some[some.method == OURS]
    months = len(wrong)
    draws = dice.multinomial(months, np.full(months, 1 / months), TIMES).astype(np.float64)
    sums = draws @ wrong.to_numpy()
    mine = sums[:, list(wrong.columns).index(OURS)]
    for at, method in enumerate(wrong.columns):
        said: dict[str, object] = {name: some[name].iloc[0] for name in KEYS} | {"method": method}
        yield said | ({"better": float((sums[:, at] < mine).mean())} if method != OURS else _ends(draws, ours))


def _ends(draws: Grid, ours: pd.DataFrame) -> dict[str, object]:
    """Between which ends our limits' success lies."""
    ends: dict[str, object] = {}
    months = ours.groupby("month", sort=False)
    for name in HELD:
        held, asked = (draws @ found.to_numpy(np.float64) for found in (months[name].sum(), months[name].count()))
        shares = np.divide(held, asked, out=np.full_like(held, np.nan), where=asked > 0)
        known = shares[np.isfinite(shares)]
        low, high = np.quantile(known, [(1 - SURE) / 2, (1 + SURE) / 2]) if len(known) else (np.nan, np.nan)
        ends |= {f"{name}_low": float(low), f"{name}_high": float(high)}
    return ends
