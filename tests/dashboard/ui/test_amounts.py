"""How numbers are written: exact, in the reporting currency, and unknown never as zero."""

from datetime import UTC, date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from dashboard.ui import amounts


@pytest.mark.parametrize(
    ("value", "currency", "digits", "written"),
    [
        (Decimal("1234.5"), "USD", 2, "$1,234.50"),
        (Decimal("-0.126"), "EUR", 3, "-€0.126"),
        (Decimal("1234.5"), "JPY", 2, "¥1,234"),
        (Decimal("7"), "CHF", 2, "CHF\u00a07.00"),
        (Decimal("-0.001"), "USD", 2, "$0.00"),
        (None, "USD", 2, "–"),
    ],
)
def test_money_is_written_in_its_currency(value: Decimal | None, currency: str, digits: int, written: str) -> None:
    """Sign, thousands and as many places as the currency and the number deserve; never minus zero."""
    assert amounts.money(value, currency, digits) == written


def test_large_money_leaves_the_cents_out_where_there_is_little_room() -> None:
    """12,345.67 is $12,346 on a tile, and with its cents in a table."""
    assert amounts.written("cost", Decimal("12345.67"), "USD", short=True) == "$12,346"
    assert amounts.written("cost", Decimal("12345.67"), "USD") == "$12,345.67"


def test_each_measure_is_written_as_it_says() -> None:
    """A price of a second has three places, seconds their unit, a share its sign, unknown a dash."""
    assert amounts.written("cost_per_second", Decimal("0.1264"), "USD") == "$0.126"
    assert amounts.written("seconds", Decimal(45), "USD") == "45 s"
    assert amounts.written("estimated_share", Decimal("0.0905"), "USD") == "9.0%"
    assert amounts.written("seconds", None, "USD") == "–"


def test_a_share_too_small_to_show_is_not_nothing() -> None:
    """0.04 % is less than 0.1 %, 0.06 % rounds to it, and nothing is 0."""
    shares = [Decimal(share) for share in ("0.0004", "-0.0004", "0.0006", "0")]
    assert [amounts.share(share) for share in shares] == ["<0.1%", "-<0.1%", "0.1%", "0.0%"]


def test_one_day_is_not_days() -> None:
    """Also where it is most of one, or one and a little."""
    assert [amounts.how_long(Decimal(days)) for days in ("0.9", "1.2", "29", "1250")] == [
        "1 day", "1 day", "29 days", "1,250 days",
    ]  # fmt: skip


def test_days_are_written_as_people_do() -> None:
    """A day, days of a month, of a year and of two years; the last day is part of them."""
    assert amounts.days(date(2026, 11, 3), date(2026, 11, 4)) == "3 Nov 2026"
    assert amounts.days(date(2026, 11, 1), date(2026, 11, 23)) == "1–22 Nov 2026"
    assert amounts.days(date(2026, 10, 25), date(2026, 11, 23)) == "25 Oct – 22 Nov 2026"
    assert amounts.days(date(2025, 11, 1), date(2026, 11, 23)) == "1 Nov 2025 – 22 Nov 2026"


def test_an_instant_is_written_in_the_readers_zone() -> None:
    """Half past eleven at night in Greenwich is the next day in Berlin."""
    late = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)
    assert amounts.instant(late, ZoneInfo("Europe/Berlin")) == "23 Nov 2026 00:30 CET"
    assert amounts.instant(None) == "–"


def test_a_column_says_its_unit() -> None:
    """A measure has its label and unit, a dimension its word, an empty word what is not known."""
    assert amounts.label("cost", "USD") == "Cost (USD)"
    assert amounts.label("api_key") == "Api key"
    assert amounts.word("kind", "plan") == "Planning"
    assert amounts.word("model", "") == "model unknown"
