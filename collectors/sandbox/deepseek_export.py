"""DeepSeek's console: the export of all usage up to now, in its newer form, and the balance that is left."""

import csv
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from collectors.sandbox.deepseek_usage import KINDS, Row, granted, known
from collectors.sandbox.keys import mark
from collectors.sandbox.studio import Studio
from db.money import from_nano

WHEN: Final = ("user_id", "start_time_iso", "end_time_iso", "model")
AMOUNT: Final = (*WHEN, "api_key_name", "api_key", "type", "price", "amount")
COST: Final = (*WHEN, "wallet_type", "cost", "currency")
TOP_UP: Final = 200 * 10**9


def write_export(studio: Studio, now: datetime, path: Path) -> Path:
    """Write the ZIP as it would be fetched at that moment."""
    rows = list(known(studio, now))
    user = mark(studio.seed, "deepseek user")[:8]
    span = f"{studio.first}_{now.date()}"
    with ZipFile(path, "w") as archive:
        _add(archive, f"amount-{span}.csv", AMOUNT, (_amount(studio, user, row) for row in rows))
        _add(archive, f"cost-{span}.csv", COST, _costs(user, rows, granted(studio, now)))
    return path


def balance(studio: Studio, now: datetime) -> dict[str, str]:
    """What is left in dollars: of the gift nothing that a day could be paid with, and of the last payment the rest."""
    free = granted(studio, now)
    spent = sum(row.nano * row.amount for row in known(studio, now) if row.day not in free)
    left = f"{from_nano(TOP_UP - spent % TOP_UP):.2f}"
    return {"currency": "USD", "total_balance": left, "granted_balance": "0.00", "topped_up_balance": left}


def _add(archive: ZipFile, name: str, header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """One CSV as the console writes it: with a byte order mark and the line ends of Windows; of no date of ours."""
    text = StringIO(newline="")
    text.write("\ufeff")
    csv.writer(text).writerows([header, *rows])
    archive.writestr(ZipInfo(name), text.getvalue(), ZIP_DEFLATED)


def _amount(studio: Studio, user: str, row: Row) -> tuple[str, ...]:
    masked = mark(studio.seed, row.key, "deepseek")
    price = f"{from_nano(row.nano) / 1000:E}" if row.kind in KINDS else ""
    return (
        *_when(user, row.day, row.model), row.key, f"sk-{masked[:4]}***********{masked[-4:]}", row.kind, price,
        str(row.tokens or row.amount),
    )  # fmt: skip


def _costs(user: str, rows: Iterable[Row], free: frozenset[int]) -> Iterable[tuple[str, ...]]:
    sums: dict[tuple[int, str], int] = defaultdict(int)
    for row in rows:
        sums[row.day, row.model] += row.nano * row.amount
    for (day, model), nano in sorted(sums.items()):
        yield (*_when(user, day, model), "Granted" if day in free else "Paid", f"{from_nano(nano):.16f}", "USD")


def _when(user: str, day: int, model: str) -> tuple[str, ...]:
    first = date(1970, 1, 1) + timedelta(day)
    return user, f"{first}T00:00:00+08:00", f"{first + timedelta(1)}T00:00:00+08:00", model
