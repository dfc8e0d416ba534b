"""Does the truth add up, by every way of cutting it, and grow as news arrives?"""

from datetime import timedelta
from decimal import Decimal

import pytest

from collectors.sandbox import Studio, Truth
from collectors.sandbox.book import all_books
from tests.collectors.sandbox.line import NOW


@pytest.mark.parametrize(
    "words", [("account",), ("team",), ("month",), ("day",), ("account", "day"), ("team", "month")]
)
def test_parts_add_up(truth: Truth, words: tuple[str, ...]) -> None:
    """Whatever it is cut by, the parts are the whole: dollars, seconds, clips, failures, tokens."""
    parts, whole = truth.by(*words).values(), truth.total()
    for name in ("money", "seconds", "made", "clips", "failed", "tokens", "usable", "kept"):
        assert sum(getattr(part, name) for part in parts) == getattr(whole, name)


def test_accounts_and_teams(truth: Truth) -> None:
    """There are three accounts beside those of the books, and six teams beside what belongs to nobody."""
    books = {(book.account,) for book in all_books()}
    assert set(truth.by("account")) == {("fal-studio",), ("openai-plan",), ("kling-brand",)} | books
    teams = {"brand-films", "localisation", "product", "r-and-d", "social", "trailers", "unattributed"}
    assert set(truth.by("team")) == {(team,) for team in teams}


def test_something_belongs_to_nobody_but_not_much(truth: Truth) -> None:
    """Keys that say nothing, a deleted key and credits: under one part in twenty."""
    nobody = truth.by("team")["unattributed",]
    assert nobody.clips > 0
    assert 0 < nobody.money < truth.total().money / 20


def test_a_month_is_its_days(truth: Truth) -> None:
    """October 2026 at fal is the sum of its 31 days."""
    days = truth.by("account", "day")
    october = [one.money for (account, day), one in days.items() if account == "fal-studio" and day[:7] == "2026-10"]
    assert len(october) == 31
    assert sum(october) == truth.by("account", "month")["fal-studio", "2026-10"].money


def test_it_grows_for_two_days_and_then_stands(studio: Studio) -> None:
    """What is known of a day at fal grows until two days and some hours later, and never after."""
    day = ("fal-studio", "2026-11-18")
    evening = NOW.replace(day=18, hour=23)
    after = [Truth(studio, evening + timedelta(days=n)).by("account", "day")[day] for n in range(5)]
    assert after[0].money < after[3].money
    assert after[3] == after[4]


def test_a_recent_month_of_openai_is_corrected(studio: Studio) -> None:
    """The credit for 12 November, 25 dollars at a tenth of the size, shows on the 21st."""
    day = ("openai-plan", "2026-11-12")
    before, after = (Truth(studio, NOW.replace(day=n, hour=1)).by("account", "day")[day].money for n in (20, 21))
    assert after == before - Decimal("2.5")


def test_nothing_is_known_before_the_beginning(studio: Studio) -> None:
    """At the studio's first midnight there is nothing yet, which adds up to nothing."""
    early = Truth(studio, NOW.replace(year=2025, month=11, day=1, hour=0))
    assert early.total().money == 0
    assert early.by("team") == {}
