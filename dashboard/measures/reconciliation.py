"""Does what was settled equal the bill, and what did rounding to nano-units leave out of it?"""

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

import pandas as pd

from dashboard.measures.readable import word
from db.money import from_nano

WHOLE: Final = ["lines", "settled", "apart", "rest"]
AGREES, OPEN, DIFFERS = "agrees", "agrees so far", "differs"
COLUMNS: Final = (
    "billed", "settled", "difference", "apart", "exact", "in_nano", "left_out", "closed_days", "open_days", "state",
)  # fmt: skip


def reconciled(bills: pd.DataFrame, by: Sequence[str]) -> pd.DataFrame:
    """Bills by `by` (of account, currency, month, day), in the bill's own currency, the latest first.

    `billed`: the lines that are cost; `apart`: tax and purchases of credit; `exact`: both as the provider
    wrote them, `in_nano`: both in whole nano-units, `left_out`: the one less the other. `state` says whether
    billed and settled are the same, and whether every day is closed.
    """
    frame = bills.assign(month=bills["day"] // 100, open_days=~bills["closed"].astype(bool))
    frame["closed_days"] = ~frame["open_days"]
    sums = frame.groupby(list(by), as_index=False)[[*WHOLE, "open_days", "closed_days"]].sum()
    order = [name for name in ("day", "month", "account", "currency") if name in by]
    sums = sums.sort_values(order, ascending=[name not in ("day", "month") for name in order], ignore_index=True)
    rows = [_row(*values) for values in sums[[*WHOLE, "closed_days", "open_days"]].itertuples(index=False)]
    words = {name: [word(name, value) for value in sums[name]] for name in by}
    return pd.concat([pd.DataFrame(words, dtype=object), pd.DataFrame(rows, columns=COLUMNS, dtype=object)], axis=1)


def _row(lines: int, settled: int, apart: int, rest: int, closed: int, still_open: int) -> tuple[object, ...]:
    billed, done, aside = (from_nano(int(whole)) for whole in (lines, settled, apart))
    left_out = Decimal(int(rest)).scaleb(-18)
    kept = billed + aside
    state = DIFFERS if billed != done else OPEN if still_open else AGREES
    return billed, done, billed - done, aside, kept + left_out, kept, left_out, int(closed), int(still_open), state
