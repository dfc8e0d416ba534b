"""The European Central Bank's rates: read from its file, crossed through the euro, rounded once."""

from datetime import date
from pathlib import Path
from zipfile import ZipFile

import pytest

from collectors.ecb import reference_rates
from db.rates import ECB

HISTORY = """\
Date,USD,JPY,RUB,CNY,
2026-09-02,1.10,160,N/A,7.70,
2026-09-01,1.20,150,N/A,7.80,
2026-08-31,1.25,150,N/A,8.00,
"""


@pytest.fixture
def history(tmp_path: Path) -> Path:
    """The bank's file, of three days."""
    with ZipFile(tmp_path / "history.zip", "w") as archive:
        archive.writestr("eurofxref-hist.csv", HISTORY)
    return tmp_path / "history.zip"


def told(
    history: Path, *currencies: str, into: str = "USD", since: date = date(2026, 9, 1)
) -> list[tuple[object, ...]]:
    """Day of the month, currency and rate in nano-units."""
    found = list(reference_rates(currencies, into, since, history))
    assert {(one.source, one.into) for one in found} <= {(ECB, into)}
    return [(one.day.day, one.currency, one.rate) for one in found]


def test_the_euro_as_the_bank_tells_it(history: Path) -> None:
    """1.10 and 1.20 dollars; the day before those asked for is left out."""
    assert told(history, "EUR") == [(2, "EUR", 1_100_000_000), (1, "EUR", 1_200_000_000)]


def test_other_currencies_by_way_of_the_euro(history: Path) -> None:
    """1.10 ÷ 7.70 is a seventh, 0.142857143 rounded; 1.20 ÷ 7.80 is 0.153846154; a dollar is 7.70 ÷ 1.10 yuan."""
    assert told(history, "CNY") == [(2, "CNY", 142_857_143), (1, "CNY", 153_846_154)]
    assert told(history, "USD", into="CNY")[0] == (2, "USD", 7_000_000_000)
    assert told(history, "JPY")[0] == (2, "JPY", 6_875_000)


def test_into_the_euro(history: Path) -> None:
    """A dollar is 1 ÷ 1.10 euros."""
    assert told(history, "USD", into="EUR")[0] == (2, "USD", 909_090_909)


def test_a_currency_that_the_bank_does_not_tell_has_no_rate(history: Path) -> None:
    """Roubles are in the file without a number, dirhams are not in it."""
    assert told(history, "RUB", "AED") == []
    assert told(history, "USD", into="AED") == []


def test_the_package_carries_the_banks_history() -> None:
    """On 2026-09-01 a euro was 1.1590 dollars."""
    (found,) = [one for one in reference_rates({"EUR"}, "USD", date(2026, 9, 1)) if one.day == date(2026, 9, 1)]
    assert found.rate == 1_159_000_000
