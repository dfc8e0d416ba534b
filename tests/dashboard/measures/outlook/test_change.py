"""Do the reasons why a forecast changed add up to the change?"""

from datetime import date

from hypothesis import given
from hypothesis import strategies as some

from dashboard.measures.outlook.change import changed
from dashboard.measures.outlook.line import Line, month
from db.forecasts import Kept
from tests.dashboard.measures.outlook.teller import NANO, history

NOVEMBER = month(date(2026, 11, 1))


def kept(horizon: str, expected: int, known: int = 0, steps: int = 0) -> Kept:
    """What was said on the 21st, when days up to the 19th were known."""
    return Kept(
        scope="", part="", made_on=20261121, horizon=horizon, replayed=False, through=20261119, method="a mean",
        known=known * NANO, steps=steps * NANO, expected=expected * NANO, low80=None, high80=None,
        low95=None, high95=None,
    )  # fmt: skip


def now(expected: int, steps: int = 0, method: str = "a mean") -> Line:
    """What is said now."""
    return Line("", NOVEMBER, 0, 0, expected * NANO, None, None, None, None, method, False, steps=steps * NANO)


def test_each_reason_has_its_amount() -> None:
    """Said 100, of it 38 known. Now the 20th cost 5 where 3 was expected, a known day cost 4 more, a step adds 10.

    120 − 100 = 20: 2 for the new day, 4 restated, 10 of steps, and the other 4 for the days ahead.
    """
    work = history(NOVEMBER.first, whole=[6, *[2] * 18, 5])
    before = [kept("2026-11", 100, known=38), kept("2026-11-20", 3)]
    found = changed(before, now(120, steps=10, method="a median"), work, date(2026, 11, 21))
    assert found is not None
    assert (found.billed, found.restated, found.steps, found.ahead) == (2 * NANO, 4 * NANO, 10 * NANO, 4 * NANO)
    first, *_, last = found.parts
    assert first == "1 day known since, against what was expected"
    assert last == "the days ahead are seen differently (by a median, before by a mean)"


def test_a_month_that_was_never_forecast_has_nothing_to_compare() -> None:
    """Without an earlier forecast of the month there is no change."""
    assert changed([kept("2026-12", 1)], now(120), history(NOVEMBER.first, whole=[1]), date(2026, 11, 21)) is None


@given(some.integers(0, 500), some.integers(0, 500), some.integers(-50, 50), some.integers(5, 29))
def test_reasons_add_up(before: int, after: int, steps: int, known: int) -> None:
    """Whatever was said and is known, the four reasons are the whole difference."""
    work = history(NOVEMBER.first, whole=[2] * known)
    past = date(2026, 11, known + 1)
    found = changed([kept("2026-11", before, known=30)], now(after, steps), work, past)
    assert found is not None
    assert sum(found.parts.values()) == (after - before) * NANO
