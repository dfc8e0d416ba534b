"""Which budgets go on under another name, and which are others?"""

from decimal import Decimal
from typing import Any

import pytest

from db.budget_names import renamed
from db.budgets import Budget


def budget(name: str, amount: str = "400", scope: str = "team=social", **more: Any) -> Budget:
    """A budget of social by the month, unless said otherwise."""
    said = {"period": "month", "currency": "USD"} | more
    return Budget(name=name, amount=Decimal(amount), scope=scope, **said)


SHORTS, CLIPS = budget("Shorts"), budget("Clips", "90")


@pytest.mark.parametrize(
    ("before", "after", "names"),
    [
        ([SHORTS], [budget("Reels")], {"Shorts": "Reels"}),
        ([SHORTS], [budget("Reels", "500")], {"Shorts": "Reels"}),
        ([SHORTS], [budget("Reels", scope="team=trailers")], {}),
        ([SHORTS], [budget("Reels", period="week")], {}),
        ([SHORTS], [SHORTS, budget("Reels")], {}),
        ([SHORTS, CLIPS], [budget("A", "90"), budget("B", "400")], {"Clips": "A", "Shorts": "B"}),
        ([SHORTS, CLIPS], [budget("A", "90"), budget("B", "401")], {"Clips": "A", "Shorts": "B"}),
        ([SHORTS, CLIPS], [budget("A", "1"), budget("B", "2")], {}),
        ([SHORTS, CLIPS], [budget("Shorts", "90"), budget("Clips", "400")], {}),
        ([SHORTS], [], {}),
    ],
)
def test_one_that_is_alike_goes_on(before: list[Budget], after: list[Budget], names: dict[str, str]) -> None:
    """Alike in all but the name, or the only one of the same work and periods; where that is not sure, none does."""
    assert renamed(before, after) == names
