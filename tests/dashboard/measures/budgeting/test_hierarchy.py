"""Is it told when the budgets of teams allow more than the company's?"""

from datetime import date

from dashboard.measures.budgeting.hierarchy import exceeded
from db.budgets import Budget
from tests.dashboard.measures.budgeting.made import DOLLAR, budget

TODAY = date(2026, 11, 22)
COMPANY = budget("3000", name="Company")


def team(name: str, amount: str, **said: object) -> Budget:
    """A team's budget."""
    return budget(amount, name=name.title(), scope=f"team={name}", **said)


def test_teams_that_fit_are_fine() -> None:
    """2,000 and 1,000 are just 3,000."""
    assert exceeded([COMPANY, team("trailers", "2000"), team("social", "1000")], TODAY) == []


def test_teams_that_do_not_fit_are_told() -> None:
    """2,000 and 1,200 are 200 more than 3,000."""
    (found,) = exceeded([COMPANY, team("trailers", "2000"), team("social", "1200")], TODAY)
    assert (found.whole, found.by, found.together) == (COMPANY, 200 * DOLLAR, 3200 * DOLLAR)
    assert [one.name for one in found.parts] == ["Social", "Trailers"]


def test_other_periods_count_by_the_day() -> None:
    """70 a week are 10 a day, 300 for November's 30 days; with 2,701 of trailers that is 1 too much."""
    (found,) = exceeded([COMPANY, team("trailers", "2701"), team("social", "70", period="week")], TODAY)
    assert found.by == DOLLAR


def test_the_same_work_counts_once() -> None:
    """A model's budget is no team's, and two budgets for the same team are not added: the larger one counts."""
    veo = budget("2500", name="Veo", scope="model=veo-3.1")
    both = budget("2400", name="Both", scope="team=social; team=trailers")
    assert exceeded([COMPANY, veo, team("trailers", "2000"), both], TODAY) == []


def test_a_team_has_parts_too() -> None:
    """Trailers' 2,000 do not hold 1,500 for Veo and 600 for Kling; euros are not compared with dollars."""
    inside = [
        budget(amount, name=model, scope=f"model={model}; team=trailers")
        for model, amount in (("veo", "1500"), ("kling", "600"))
    ]
    euros = team("social", "9000", currency="EUR")
    (found,) = exceeded([COMPANY, team("trailers", "2000"), euros, *inside], TODAY)
    assert (found.whole.name, found.by) == ("Trailers", 100 * DOLLAR)
