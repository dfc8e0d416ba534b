"""Which part of the judged clips is kept, and how sure can one be of that?

The interval is Wilson's, E. B. Wilson 1927, "Probable inference", J. Am. Stat. Assoc. 22: it stays between 0 and 1
and holds for few clips too. Below so many judged clips there is no rate, only the interval.
"""

from decimal import ROUND_HALF_EVEN, Decimal
from typing import Any, Final

import pandas as pd

from dashboard.measures.measure import LAST_PLACE
from dashboard.measures.what_if.keeping import ENOUGH as ENOUGH

Z95: Final = Decimal("1.959963984540054")
TOO_FEW: Final = "too few labels"


def wilson(kept: int, judged: int) -> tuple[Decimal, Decimal]:
    """Between which rates the true one is, 19 times in 20. `judged` is more than 0, and at least `kept`."""
    n, rate, z2 = Decimal(judged), Decimal(kept) / judged, Z95 * Z95
    middle, spread = rate + z2 / (2 * n), Z95 * (rate * (1 - rate) / n + z2 / (4 * n * n)).sqrt()
    low, high = ((middle + side * spread) / (1 + z2 / n) for side in (-1, 1))
    return _rounded(max(low, Decimal(0))), _rounded(min(high, Decimal(1)))


def _rounded(rate: Decimal) -> Decimal:
    return rate.quantize(LAST_PLACE, ROUND_HALF_EVEN)


def with_intervals(figures: pd.DataFrame) -> pd.DataFrame:
    """Rows of judged clips with `low`, `high`, the `keep_rate` where enough were judged, and what is to `note`.

    `figures` has keep_rate, kept and judged; rows where nobody judged anything are left out.
    """
    rows = [row for row in figures.to_dict("records") if row["judged"]]
    said = [wilson(int(row["kept"] or 0), int(row["judged"])) for row in rows]
    enough = [int(row["judged"]) >= ENOUGH for row in rows]
    added: dict[str, Any] = {
        "keep_rate": [row["keep_rate"] if sure else None for row, sure in zip(rows, enough, strict=True)],
        "low": [low for low, _ in said],
        "high": [high for _, high in said],
        "note": ["" if sure else f"{TOO_FEW} (below {ENOUGH})" for sure in enough],
    }
    frame = pd.DataFrame(rows, columns=figures.columns, dtype=object).assign(**added)
    return frame.astype(object).sort_values("judged", ascending=False, ignore_index=True)
