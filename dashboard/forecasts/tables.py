"""A forecast as tables, for the screen, its files and the command line: money as Decimals, unknown as None."""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from decimal import Decimal
from typing import Any, Final

import pandas as pd

from dashboard.forecasts.outlook import Outlook
from dashboard.measures import amounts
from dashboard.measures.outlook.anomaly import Anomaly
from dashboard.measures.outlook.foreseen import Foreseen, in_horizons
from dashboard.measures.outlook.line import Line
from db.money import from_nano

MONEY: Final = ("known", "expected", "low80", "high80", "low95", "high95", "steps")
COLUMNS: Final = ("part", "horizon", *MONEY, "method", "remarks")
CHARTED: Final = ("day", "actual", "expected", "low80", "high80", "low95", "high95")
ODD: Final = ("part", "first", "last", "days", "actual", "expected", "impact", "going_on", "planned")


def lines(found: Iterable[Line]) -> pd.DataFrame:
    """A row for each forecast; `part` is "" for everything, and a bound that nobody can give is None."""
    return pd.DataFrame([_row(line) for line in found], columns=list(COLUMNS), dtype=object)


def _row(line: Line) -> dict[str, Any]:
    said: dict[str, Any] = {name: money(getattr(line, name)) for name in MONEY}
    return said | {
        "part": line.part, "horizon": line.horizon.written, "method": line.method, "remarks": "; ".join(line.remarks),
    }  # fmt: skip


def money(nano: int | None) -> Decimal | None:
    """Whole nano-units as a Decimal; None stays unknown."""
    return None if nano is None else from_nano(nano)


def by_day(outlook: Outlook) -> pd.DataFrame:
    """Each day of the month: what it cost where that is known in full, else what is expected of it."""
    this = outlook.month.horizon
    days = [line for line in outlook.days if this.first <= line.horizon.first < this.past]
    return _charted(outlook, days)


def running(outlook: Outlook) -> pd.DataFrame:
    """The same, added up from the first of the month on."""
    return _charted(outlook, outlook.running)


def _charted(outlook: Outlook, found: Sequence[Line]) -> pd.DataFrame:
    """`actual` is None from the first day on that is not known in full; the forecast before it."""
    rows = []
    for line in found:
        known = line.horizon.past <= outlook.past.past
        bounds: dict[str, Any] = {name: None if known else money(getattr(line, name)) for name in CHARTED[2:]}
        day = line.horizon.past - timedelta(days=1)
        rows.append({"day": day, "actual": money(line.known) if known else None} | bounds)
    return pd.DataFrame(rows, columns=list(CHARTED), dtype=object)


def foreseen(outlook: Outlook) -> pd.DataFrame:
    """Every known step that is not over, with what it adds to each month."""
    months = [line.horizon.written for line in outlook.whole]
    rows = []
    for one in ahead(outlook):
        adds = in_horizons(one, outlook.whole, outlook.past.past)
        last = one.until - timedelta(days=1) if one.until else None
        said = {"name": one.name, "since": one.since, "until": last, "scope": one.scope or "everything"}
        rows.append(said | {"told": one.told} | {month: money(adds.get(month, 0)) for month in months})
    return pd.DataFrame(rows, columns=["name", "since", *months, "until", "scope", "told"], dtype=object)


def ahead(outlook: Outlook) -> list[Foreseen]:
    """The steps that are not over."""
    return [one for one in outlook.foreseen if one.until is None or one.until > outlook.past.past]


def called(one: Anomaly) -> str:
    """What an anomaly is called for as long as it lasts, such as team social from 7 Nov 2026."""
    return f"{' '.join(one.part.split('=', 1)) or 'everything'} from {amounts.day(one.first)}"


def odd(found: Iterable[Anomaly]) -> pd.DataFrame:
    """Each anomaly as a row."""
    rows = [
        (
            one.part or "everything", one.first, one.past - timedelta(days=1), Decimal(one.days), money(one.actual),
            money(one.expected), money(one.impact), "yes" if one.going_on else "no", one.planned,
        )
        for one in found
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=list(ODD), dtype=object)
