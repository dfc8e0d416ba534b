"""Who hears of an alert, and who does not."""

import pytest

from dashboard.lettering import every
from dashboard.telling.readers import readers_of
from db.members import LETTERS, Member
from tests.dashboard.telling.cast import IVO, MARA, NOOR, told, wanting

BOTH = wanting(IVO, teams="social,trailers")


@pytest.mark.parametrize(
    ("scope", "hear"),
    [
        ("team=social", [MARA, IVO, BOTH]),
        ("model=veo-3.1; team=social", [MARA, IVO, BOTH]),
        ("team=social; team=trailers", [MARA, BOTH]),
        ("team=trailers", [MARA, BOTH]),
        ("model=veo-3.1", [MARA]),
        ("", [MARA]),
    ],
)
def test_a_lead_hears_of_their_own_teams_alone(scope: str, hear: list[Member]) -> None:
    """What touches another team, or none in particular, is for those who see everything; no viewer is written to."""
    assert readers_of(told(scope), [MARA, IVO, BOTH, NOOR]) == hear


def test_what_nobody_acknowledged_goes_to_those_who_see_everything() -> None:
    """An admin is told as finance is."""
    admin = wanting(MARA, role="admin")
    assert readers_of(told(), [MARA, admin, IVO], "escalated") == [MARA, admin]


@pytest.mark.parametrize(("impact", "hears"), [(19.99, False), (20, True), (-20, True), (-5, False), (None, True)])
def test_small_money_is_not_told(impact: float | None, hears: bool) -> None:
    """From the member's minimum of 20 on, up or down; what is not about money is never small."""
    assert bool(readers_of(told(impact=impact), [wanting(MARA, 20)])) is hears


@pytest.mark.parametrize(
    ("wishes", "kind", "hears"),
    [
        ({"letters": "never"}, "budget", False),
        ({"without": "budget_alert"}, "budget", False),
        ({"without": "budget_alert"}, "forecast", True),
        ({"without": "alert,anomaly"}, "credit", False),
        ({"without": "alerts_digest"}, "budget", True),
        ({"without": "alerts_digest", "letters": "daily"}, "budget", False),
        ({"without": "budget_alert", "letters": "daily"}, "budget", False),
    ],
)
def test_unwanted_letters_are_not_sent(wishes: dict[str, str], kind: str, hears: bool) -> None:
    """A daily reader who does not want the day's letter, or the letter of that kind, is not told."""
    assert bool(readers_of(told(kind=kind), [wanting(MARA, **wishes)])) is hears


def test_every_letter_can_be_done_without() -> None:
    """Whatever there is a file for has a name that a member may give."""
    assert set(every()) - set(LETTERS) == set()
