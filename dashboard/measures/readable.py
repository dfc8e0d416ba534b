"""From whole numbers of the ledger to what people read: Decimals, days and instants, and None for what is unknown."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Final

import pandas as pd

from db.money import from_nano
from db.window import day_of_number, instant_of

NANO_COLUMNS: Final = frozenset(
    {"seconds", "usable", "billed", "cost", "list_cost", "worth", "amount", "total", "lines", "apart", "settled"}
)
INSTANTS: Final = frozenset({"at", "since", "until", "started", "ended", "expires", "through", "good", "looked"})

DAYS: Final = frozenset({"first", "last"})


def readable(frame: pd.DataFrame) -> pd.DataFrame:
    """The same rows: nano-units as Decimal, microseconds as aware instants, days as dates, unknown as None."""
    columns = {name: [_value(str(name), value) for value in frame[name]] for name in frame}
    return pd.DataFrame(columns, columns=frame.columns, dtype=object)


def word(name: str, value: Any) -> Any:
    """A dimension's word as people read it: a day as a date, a month as YYYY-MM."""
    if name == "day":
        return day_of_number(int(value))
    if name == "month":
        return f"{int(value) // 100:04d}-{int(value) % 100:02d}"
    return value


def monday_of(day: int) -> date:
    """The Monday of a day's week."""
    at = day_of_number(int(day))
    return at - timedelta(at.weekday())


def plain_sums(row: Mapping[Any, Any]) -> dict[str, int | None]:
    """One row of sums as plain whole numbers, None where unknown."""
    return {str(name): None if pd.isna(value) else int(value) for name, value in row.items()}


def _value(name: str, value: Any) -> Any:
    if pd.isna(value):
        return None
    if name in NANO_COLUMNS:
        return from_nano(int(value))
    if name in DAYS:
        return day_of_number(int(value))
    if name in INSTANTS:
        return instant_of(int(value))
    return word(name, value)
