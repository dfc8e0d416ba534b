"""Do shares add up, and is a change said only where there was something before?"""

from decimal import Decimal

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from dashboard.measures.comparison import compared

COSTS = st.dictionaries(st.sampled_from("abcdef"), st.none() | st.decimals("0", "1000", places=9), min_size=1)


def frame(costs: dict[str, Decimal | None]) -> pd.DataFrame:
    """Costs by team."""
    return pd.DataFrame({"team": list(costs), "cost": list(costs.values())}, dtype=object)


def test_more_less_new_and_gone() -> None:
    """Of 8 now: 6 after 4 is half more, 2 after 8 is three quarters less, and what is gone is a row of 0."""
    now, before = {"trailers": Decimal(6), "social": Decimal(2)}, {"trailers": Decimal(4), "social": Decimal(8)}
    found = compared(frame(now), frame(before | {"old": Decimal(1)}), "team").set_index("team")
    assert found["change"].tolist() == [Decimal("0.5"), Decimal("-0.75"), Decimal(-1)]
    assert found["share_of_total"].tolist() == [Decimal("0.75"), Decimal("0.25"), 0]
    assert compared(frame(now), frame({}), "team")["change"].tolist() == [None, None]


@given(now=COSTS, before=COSTS)
def test_every_team_is_there_once_the_dearest_first(
    now: dict[str, Decimal | None], before: dict[str, Decimal | None]
) -> None:
    """Whatever was and is: no team is lost or doubled, unknown stays unknown, and known shares add up to one."""
    found = compared(frame(now), frame(before), "team")
    assert sorted(found["team"]) == sorted({*now, *before})
    assert found["cost"].tolist() == [now.get(team, Decimal(0)) for team in found["team"]]
    costs = [cost or 0 for cost in found["cost"]]
    assert costs == sorted(costs, reverse=True)
    shares = [share for share in found["share_of_total"] if share is not None]
    assert not sum(costs) or abs(sum(shares) - 1) < Decimal("1e-9")
