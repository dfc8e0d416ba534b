"""Daily series from a file, to judge forecasts by: CSV, also gzipped, with the columns series, day and value."""

import gzip
import zlib
from pathlib import Path
from typing import Final

import numpy as np
import pandas as pd

from dashboard.measures.forecasting.evaluation import Series

COLUMNS: Final = ("series", "day", "value")
LONGEST: Final = 36_600
"""Days that a file may span: a hundred years."""


class NotSeries(Exception):
    """A file that holds no daily series, in one sentence."""


def series_of(path: Path) -> Series:
    """The series of a file, on all days from its first to its last; NaN where a day has no row. Raises NotSeries."""
    rows = _rows(path)
    days = pd.to_datetime(rows.day, format="%Y-%m-%d", errors="coerce")
    values = pd.to_numeric(rows.value, errors="coerce")
    _all(path, days.notna(), rows.day, "day such as 2026-11-22")
    _all(path, np.isfinite(values.fillna(np.inf)), rows.value, "number")
    again = pd.DataFrame({"series": rows.series, "day": days}).duplicated()
    _all(path, ~again, rows.series + " on " + rows.day, "day of its own, but one that was there before")
    if (days.max() - days.min()).days > LONGEST:
        raise NotSeries(f"{path}: its days span more than a hundred years; give one with less")
    frame = pd.DataFrame({"series": rows.series, "day": days, "value": values})
    wide = frame.pivot(index="series", columns="day", values="value")
    whole = wide.reindex(columns=pd.date_range(days.min(), days.max()))
    return Series(path.name.partition(".")[0], whole.to_numpy(np.float64), days.min().date())


def _rows(path: Path) -> pd.DataFrame:
    opened = gzip.open if path.suffix == ".gz" else open
    try:
        with opened(path, "rt", encoding="utf-8-sig", newline="") as lines:
            rows = pd.read_csv(lines, dtype=str, keep_default_na=False)
    except OSError as fault:
        raise NotSeries(f"{path}: it cannot be read ({fault.strerror or fault}); give CSV, or CSV in .gz") from None
    except (ValueError, EOFError, zlib.error):  # pandas' errors of parsing and those of decoding are ValueErrors
        raise NotSeries(f"{path}: this is no CSV file; give one with the columns {', '.join(COLUMNS)}") from None
    missing = [name for name in COLUMNS if name not in rows]
    if missing or rows.empty:
        lack = f"has no column {', '.join(missing)}" if missing else "has no rows"
        raise NotSeries(f"{path}: it {lack}; give one with the columns {', '.join(COLUMNS)}")
    return rows


def _all(path: Path, good: "pd.Series[bool]", told: "pd.Series[str]", wanted: str) -> None:
    """Raises NotSeries at the first row that is not good."""
    if not good.all():
        row = int(np.flatnonzero(~good.to_numpy())[0])
        raise NotSeries(f"{path}: line {row + 2}: {told.iloc[row]!r} is no {wanted}; mend that line")
