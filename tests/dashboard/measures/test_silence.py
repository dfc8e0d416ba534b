"""Is an account that fell silent told from one that is just seldom used?"""

from datetime import date, timedelta

import pandas as pd

from dashboard.measures.silence import Silence, silences
from db.window import day_number

TODAY = date(2026, 11, 22)


def bills(**ago: list[int]) -> pd.DataFrame:
    """Work of these accounts, so many days ago each."""
    rows = [(name, day_number(TODAY - timedelta(days))) for name, all_days in ago.items() for days in all_days]
    return pd.DataFrame(rows, columns=["account", "day"])


def test_who_worked_daily_and_stopped_is_told() -> None:
    """Every day up to four days ago: silent for 4, where 1 was the most."""
    assert silences(bills(fal=[*range(4, 40)]), TODAY) == {
        "fal": Silence(last=date(2026, 11, 18), days=4, usual=1),
    }


def test_a_weekend_is_no_news_where_there_always_was_one() -> None:
    """Three days from Friday to Monday are usual, and one day more is still no news."""
    weekdays = [days for days in range(4, 90) if (TODAY - timedelta(days)).weekday() < 5]
    assert silences(bills(kling=weekdays), TODAY) == {}


def test_nothing_is_usual_yet_in_a_new_account() -> None:
    """Thirteen days are too few to know; work of half a year ago and of tomorrow says nothing."""
    assert silences(bills(new=[*range(5, 18)], old=[*range(150, 200)], ahead=[*range(-30, 0)]), TODAY) == {}


def test_an_empty_ledger_is_not_silent() -> None:
    """There is no account to speak of."""
    assert silences(bills(), TODAY) == {}
