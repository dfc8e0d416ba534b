"""Which months are closed, and which of them does a name open?"""

from datetime import timedelta

import pytest
from sqlalchemy import Engine

from db.closing import (
    OPEN,
    NotClosed,
    Reach,
    close_billed_months,
    close_months,
    closed_months,
    in_words,
    open_from,
    reach_of,
    stay,
)
from db.engine import writing
from db.stretches import FOREVER
from tests.db.cast import NOON, account, clip, keep

MONTH = timedelta(30)


@pytest.fixture
def studio(ledger: Engine) -> int:
    """fal-studio has work on 2 September, 2 October and 1 November."""
    number = account(ledger)
    keep(ledger, number, [clip(f"t{n}", NOON - n * MONTH) for n in range(3)])
    return number


def test_no_month_closes_by_itself(ledger: Engine, studio: int) -> None:
    """Nobody has said that its bills are all there."""
    with writing(ledger) as connection:
        assert closed_months(connection) == {}
        assert open_from(connection, studio) == 0


def test_months_before_the_first_open_day_are_closed(ledger: Engine, studio: int) -> None:
    """On 19 November bills may still change from the 12th on: November is open, and stays so on the first."""
    with writing(ledger) as connection:
        close_months(connection, studio, 20261112)
        assert open_from(connection, studio) == 20261101
        assert closed_months(connection) == {202609: {"fal-studio"}, 202610: {"fal-studio"}}


def test_what_is_closed_stays_so(ledger: Engine, studio: int) -> None:
    """A provider that asks for more days again opens no month."""
    with writing(ledger) as connection:
        close_months(connection, studio, 20261112)
        close_months(connection, studio, 20261003)
        assert open_from(connection, studio) == 20261101


def test_the_newest_billed_month_stays_open(ledger: Engine, studio: int) -> None:
    """In a bill that came by post, October closes once November has been billed, and not before."""
    other = account(ledger, "kling-brand", "kling")
    keep(ledger, other, [clip("t1", NOON - MONTH), clip("t2", NOON - 2 * MONTH)])
    with writing(ledger) as connection:
        close_billed_months(connection, other, 20261119)
        assert open_from(connection, other) == 20261001
        keep_november = closed_months(connection)
    assert keep_november == {202609: {"kling-brand"}}


def test_what_was_named_may_move(ledger: Engine, studio: int) -> None:
    """September by its name, or every month at once; without a name only what is open."""
    with writing(ledger) as connection:
        close_months(connection, studio, 20261101)
        named, everything = reach_of(connection, ["2026-09"]), reach_of(connection, ["all"])
        assert reach_of(connection, []) == OPEN
    assert OPEN.spans(20261101) == [(20261101, FOREVER)]
    assert named.spans(20261101) == [(20260901, 20261001), (20261101, FOREVER)]
    assert named.spans(20260901) == [(20260901, FOREVER)]
    assert everything.spans(20261101) == [(0, FOREVER)]
    assert [reach.names(202609) for reach in (OPEN, named, everything)] == [False, True, True]


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("2026-13", "'2026-13' is no month such as 2026-09; name closed months so, or all"),
        ("September", "'September' is no month such as 2026-09; name closed months so, or all"),
        ("2025-12", "the ledger has nothing in 2025-12; closed are 2026-09 to 2026-10"),
    ],
)
def test_a_wrong_name_is_one_sentence(ledger: Engine, studio: int, said: str, sentence: str) -> None:
    """What is no month, and a month of which the ledger has nothing."""
    with writing(ledger) as connection:
        close_months(connection, studio, 20261101)
        with pytest.raises(NotClosed) as wrong:
            reach_of(connection, [said])
    assert str(wrong.value) == sentence


def test_months_in_words() -> None:
    """A year turns, and a gap shows."""
    assert in_words([202512, 202601, 202511, 202603]) == "2025-11 to 2026-01, 2026-03"
    assert Reach(frozenset({202512})).spans(20260201)[0] == (20251201, 20260101)


def test_what_stays_is_said_with_what_to_do(ledger: Engine, studio: int) -> None:
    """Nothing where nothing stays; an account for which such a month is open still is named, because it may move."""
    with writing(ledger) as connection:
        assert stay(connection, [], "their teams") == []
        assert stay(connection, [202611], "their teams") == [
            "Closed months keep their teams: 2026-11, but for fal-studio in 2026-11;"
            " --closed-month YYYY-MM (or all) moves them too"
        ]
        close_months(connection, studio, 20261201)
        assert stay(connection, [202611], "their teams") == [
            "Closed months keep their teams: 2026-11; --closed-month YYYY-MM (or all) moves them too"
        ]
