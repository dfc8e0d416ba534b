"""Is money as it was billed told in its own currency, and never added up across currencies?"""

import pytest

from tests.collectors.files.bills import line, write_csv
from tests.dashboard.terminal import Terminal


@pytest.fixture
def two_currencies(terminal: Terminal) -> Terminal:
    """Bills of 1.25 US dollars and of 7.50 yuan, the yuan of 2031, for which no rate is known."""
    terminal.configure()
    later = {"ChargePeriodStart": "2031-05-02T00:00:00Z", "ChargePeriodEnd": "2031-05-03T00:00:00Z"}
    write_csv(terminal.folder / "bill.csv", [line(), line(BilledCost="7.5", BillingCurrency="CNY", **later)])
    assert terminal.type("import focus bill.csv").code == 0
    return terminal


def test_money_as_billed_carries_its_own_currency(two_currencies: Terminal) -> None:
    """Each row in its own, and below it what no rate converts, by currency."""
    rows = two_currencies.type("report --by currency --measure billed_cost,unconverted").out
    assert "Billed (as billed)" not in rows
    assert "CN¥7.50" in rows
    assert "$1.25" in rows
    assert "7.5 CNY not converted" in " ".join(rows.split())


def test_one_currency_needs_no_grouping(two_currencies: Terminal) -> None:
    """Its code stands in the heading."""
    rows = two_currencies.type("report --by month --measure billed_cost --where currency=CNY").out
    assert "Billed (CNY)" in rows
    assert "CN¥7.50" in rows


@pytest.mark.parametrize("form", ["table", "json", "csv"])
def test_currencies_do_not_add_up(two_currencies: Terminal, form: str) -> None:
    """1.25 dollars and 7.5 yuan are not 8.75 of anything."""
    assert two_currencies.type(f"report --by month --measure cost,billed_cost --format {form}").wrong == (
        "billed_cost is money as it was billed, here in CNY, USD, which do not add up;"
        " add currency to --by, or narrow it with --where currency=CNY"
    )
