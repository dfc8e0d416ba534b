"""Which part of a model's clips is kept, where enough of them were judged to say so?"""

from decimal import Decimal
from typing import Final

import pandas as pd

ENOUGH: Final = 30
"""Judged clips from which on a model's own keep rate is used."""


def keep_rates(figures: pd.DataFrame) -> dict[str, Decimal]:
    """The keep rates above 0 of models with enough judged clips. `figures` has model, keep_rate and judged."""
    rows = figures[["model", "keep_rate", "judged"]].to_dict("records")
    return {row["model"]: row["keep_rate"] for row in rows if row["keep_rate"] and (row["judged"] or 0) >= ENOUGH}
