"""Does the ledger know its accounts, and how far each has been collected without a gap?"""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine

from db.accounts import Ran, covered_until, endpoints, sources_of, write_run
from db.engine import reading, writing
from tests.db.cast import NOW, account, clip, keep, line, rows

START = datetime(2026, 11, 1, tzinfo=UTC)


def ran(first: int, past: int, what: str = "collect", error: str = "") -> Ran:
    """A run over days of November."""
    days = (START + timedelta(first - 1), START + timedelta(past - 1))
    return Ran(what, *days, NOW, NOW, requests=3, rows=2, new=1, error=error, permanent=bool(error))


def test_an_account_is_one_row_that_follows_the_configuration(ledger: Engine) -> None:
    """Its number stays when its default team and its days to read again change."""
    number = account(ledger)
    assert account(ledger, default_team="social", reread=7, bills=False) == number
    assert account(ledger, "kling-brand", "kling") != number
    told = "SELECT name, default_team, reread, bills FROM account ORDER BY name"
    assert rows(ledger, told) == [("fal-studio", "social", 7, False), ("kling-brand", "", 0, True)]


@pytest.mark.parametrize(
    ("runs", "day"),
    [
        ([], 1),
        ([ran(1, 4)], 4),
        ([ran(1, 4), ran(4, 9)], 9),
        ([ran(4, 9), ran(1, 4)], 9),  # in whatever order they were made
        ([ran(1, 4), ran(5, 9)], 4),  # a gap of a day
        ([ran(1, 9), ran(2, 4)], 9),  # days read again
        ([ran(1, 4), ran(4, 9, error="fal-studio: the key is wrong.")], 4),
        ([ran(1, 4), ran(4, 9, what="names and prices")], 4),
        ([ran(2, 9)], 1),
    ],
)
def test_how_far_an_account_is_covered(ledger: Engine, runs: list[Ran], day: int) -> None:
    """Up to where good collections reach without a gap from the start."""
    number = account(ledger)
    with writing(ledger) as connection:
        for one in runs:
            write_run(connection, number, one)
        assert covered_until(connection, number, START) == START + timedelta(day - 1)


def test_a_run_is_kept_as_it_went(ledger: Engine) -> None:
    """What was asked, what came, what it changed and what went wrong."""
    number = account(ledger)
    with writing(ledger) as connection:
        write_run(connection, number, ran(1, 4, error="fal-studio: the key is wrong."))
    told = "SELECT what, requests, rows, new, changed, gone, error, permanent FROM run"
    assert rows(ledger, told) == [("collect", 3, 2, 1, 0, 0, "fal-studio: the key is wrong.", True)]


def test_which_endpoints_an_account_has_used(ledger: Engine) -> None:
    """Its own, each once, and not those it has no word for."""
    number, other = account(ledger), account(ledger, "kling-brand", "kling")
    used = [clip("t1", endpoint="fal-ai/kling"), clip("t2", endpoint="fal-ai/kling"), line("b1", "1", endpoint="sku")]
    keep(ledger, number, [*used, clip("t3")])
    keep(ledger, other, [clip("t1", endpoint="kling-v3")])
    with reading(ledger) as connection:
        assert endpoints(connection, number) == {"fal-ai/kling", "sku"}
        assert endpoints(connection, other) == {"kling-v3"}


def test_which_sources_an_account_has_heard(ledger: Engine) -> None:
    """By its name; one that nobody knows has heard none."""
    keep(ledger, account(ledger), [clip("t1")])
    with reading(ledger) as connection:
        assert sources_of(connection, "fal-studio") == {"tasks", "billing", "costs"}
        assert sources_of(connection, "nobody") == set()
