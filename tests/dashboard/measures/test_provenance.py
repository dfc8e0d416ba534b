"""Which accounts say how far data reach, and which are named because their files end earlier?"""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pandas as pd
import pytest

from dashboard.measures.provenance import UNKNOWNS, Provenance, provenance
from db.window import microseconds
from tests.db.cast import NOW

NOTHING = dict.fromkeys(UNKNOWNS, Decimal(0))
TOMORROW = NOW.date() + timedelta(days=1)


def found(*said: tuple[str, int, datetime | None], until: date = TOMORROW) -> Provenance:
    """The provenance where accounts were asked so often and reach so far."""
    rows = [(name, asked, None if at is None else microseconds(at)) for name, asked, at in said]
    frame = pd.DataFrame(rows, columns=["account", "asked", "through"]).astype({"through": "Int64"})
    return provenance(NOTHING, frame, "USD", (), until)


def test_the_account_that_reaches_least_far_is_one_that_is_asked() -> None:
    """A file that ends two days earlier holds nobody up, and is named; one that says nothing of its reach is not."""
    two_days_ago = NOW - timedelta(days=2)
    told = found(
        ("deepseek", 0, two_days_ago), ("fal", 9, NOW), ("kling", 3, NOW - timedelta(hours=1)), ("old", 0, None)
    )
    assert (told.through, told.behind) == (NOW - timedelta(hours=1), "kling")
    assert told.filed == (("deepseek", two_days_ago),)


@pytest.mark.parametrize(
    ("ago", "until"),
    [
        (timedelta(days=63), TOMORROW),
        (timedelta(days=-1), TOMORROW),
        (timedelta(days=2), date(2026, 11, 1)),
    ],
)
def test_a_file_that_nothing_lacks_is_not_named(ago: timedelta, until: date) -> None:
    """Nobody waits for one that ended months ago, reaches further, or ends after the days in view."""
    assert found(("deepseek", 0, NOW - ago), ("fal", 9, NOW), until=until).filed == ()


def test_where_all_came_in_files_the_earliest_is_behind() -> None:
    """There is no other to hold it against."""
    told = found(("agency", 0, NOW), ("deepseek", 0, NOW - timedelta(days=2)))
    assert (told.behind, told.filed) == ("deepseek", ())
