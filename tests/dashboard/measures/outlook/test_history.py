"""Is what a forecast learns from known, whole, and not what people planned?"""

from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd

from dashboard.measures.outlook.history import Planned, history_of, whole_past
from tests.dashboard.measures.outlook.teller import NANO, history

GREENWICH = ZoneInfo("UTC")
TODAY = date(2026, 11, 22)


def reached(day: int, *, asked: int = 1) -> dict[str, Any]:
    """An account that was collected up to noon of a day in November."""
    return {"asked": asked, "through": datetime(2026, 11, day, 12, tzinfo=UTC)}


def test_each_word_has_its_days() -> None:
    """The whole and its teams lie on the same days; days without work are 0, those after the last are left out."""
    days = pd.DataFrame({"day": [20261101, 20261103], "cost": pd.array([5, 7], "Int64")})
    teams = pd.DataFrame(
        {"team": ["social"] * 3, "day": [20261101, 20261103, 20261109], "cost": pd.array([2, 3, 9], "Int64")}
    )
    found = history_of({"": days, "team": teams}, date(2026, 11, 4))
    assert found.parts == ("", "team=social")
    assert found.costs.tolist() == [[5, 0, 7], [2, 0, 3]]
    assert found.of("team=social", date(2026, 11, 2), date(2026, 12, 1)) == 3
    assert found.of("team=trailers", date(2026, 11, 1), date(2026, 12, 1)) == 0


def test_nothing_is_learnt_before_the_first_work_and_of_planned_days() -> None:
    """Unknown is not zero: days before a team began are no days of nothing, and a campaign is not what is usual."""
    past = history(date(2026, 11, 1), whole=[1, 1, 9, 1, 1], social=[0, 0, 8, 0, 1], trailers=[1, 1, 1, 1, 0])
    campaign = Planned(date(2026, 11, 3), date(2026, 11, 4), {"team": ["social"]})
    learnt = past.learnt(date(2026, 11, 5), [campaign])
    nan = np.nan
    assert np.array_equal(learnt, [[1, 1, nan, 1], [nan, nan, nan, 0], [1, 1, 1, 1]], equal_nan=True)
    assert past.costs[0, 2] == 9 * NANO


def test_a_day_is_whole_a_day_after_the_slowest_account_has_passed_it() -> None:
    """Accounts reach the 21st and the 20th: the 20th is not over there, and the 19th may still get late bills."""
    assert whole_past([reached(21), reached(20)], TODAY, GREENWICH) == date(2026, 11, 19)


def test_an_account_that_stalls_holds_nothing_up() -> None:
    """One that is two weeks behind the others is not waited for, and a bill that came as a file is not either."""
    assert whole_past([reached(21), reached(5), reached(1, asked=0)], TODAY, GREENWICH) == date(2026, 11, 20)
    assert whole_past([{"asked": 1, "through": None}], TODAY, GREENWICH) == TODAY
