"""Is what somebody writes into the table of budgets kept as a whole, or refused line by line?"""

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import text

from dashboard.budgets import mine
from dashboard.budgets.edited import NotSaved, may_edit, read, save
from dashboard.reader import Reader
from dashboard.view import View
from db.budget_rows import row_of
from db.engine import reading, writing
from db.lists import replace_members
from db.members import Member
from tests.dashboard.budgets.conftest import KEPT, budget
from tests.db.cast import NOW

IVO = Member(email="ivo@studio.example", role="lead", teams="social")
LENA = Member(email="lena@studio.example", role="viewer", teams="social")


def seen_by(view: View, member: Member) -> View:
    """What a member of the list sees."""
    return replace(view, reader=Reader(member.email, frozenset(member.own)))


def lines(*rows: Any) -> list[dict[str, Any]]:
    """Lines as the table gives them: what is not written is None."""
    return [dict(row) for row in rows]


def test_every_wrong_line_is_said_and_nothing_is_kept() -> None:
    """The first line is good, the second has no amount, the third no period, the fourth a name twice; the fifth is
    empty and no budget, the sixth has no name."""
    with pytest.raises(NotSaved) as wrong:
        read(
            lines(
                {"name": "Good", "period": "month", "amount": "100"},
                {"name": "Bad", "period": "month", "amount": "much"},
                {"name": "Worse", "period": "fortnight", "amount": "1"},
                {"name": "Good", "period": "week", "amount": "1", "scope": None},
                {"name": None, "amount": float("nan")},
                {"name": None, "period": "month", "amount": "5"},
            ),
            "USD",
        )
    assert wrong.value.sentences == (
        "Line 2 (Bad): amount is 'much', which is no number; write it as 8000 or 0.126.",
        "Line 3 (Worse): period must be 'day', 'week', 'month', 'quarter', 'year' or 'custom'.",
        "Line 4 (Good): the name 'Good' is taken by a line above; give each budget its own.",
        "Line 6: name is empty.",
    )


def test_saving_is_audited_and_saving_again_changes_nothing(budgeted: View) -> None:
    """Social is raised to 300, the week's budget goes, one comes: one changed, one gone, one new; then none."""
    rows = [row_of(one) for one in KEPT if one.name != "Trailers a week"]
    rows = [row | {"amount": "300"} if row["name"] == "Social" else row for row in rows]
    wanted = read([*rows, {"name": "R & D", "period": "quarter", "amount": "90"}], "USD")
    assert save(budgeted, wanted, NOW, "mara") == (
        "Saved: 1 new, 1 changed, 1 removed. Social: periods that are over are now judged by 300 USD too, no longer by"
        " 200; to keep one as it was, name it in amounts (2026-10=200)."
    )
    assert save(budgeted, wanted, NOW, "mara") == "Saved: 0 new, 0 changed, 0 removed."
    with reading(budgeted.engine) as connection:
        said = connection.execute(text("SELECT who, before, after FROM audit WHERE what = 'budgets' ORDER BY id")).all()
    assert (len(said), said[-1].who) == (2, "mara")
    assert ("Social team=social month 200" in said[-1].before, "Social team=social month 300" in said[-1].after) == (
        True, True,
    )  # fmt: skip


def test_a_lead_sets_budgets_of_their_teams_and_leaves_the_others(budgeted: View) -> None:
    """Ivo may change Social alone; the company's budget stays, and its name is taken; a viewer only looks."""
    with writing(budgeted.engine) as connection:
        replace_members(connection, [IVO, LENA, Member(email="a@s.example", role="admin")], NOW, "Mara")
    ivo = seen_by(budgeted, IVO)
    assert (may_edit(budgeted), may_edit(ivo), may_edit(seen_by(budgeted, LENA))) == (True, True, False)
    for strange, why in ((budget("All", "1"), "your own teams"), (budget("Company", "1", "team=social"), "is taken")):
        with pytest.raises(NotSaved, match=why):
            save(ivo, [strange], NOW, "ivo")
    save(ivo, [budget("Shorts", "10", "team=social")], NOW, "ivo")
    assert [one.name for one in mine(budgeted)] == ["Company", "Kling in euros", "Shorts", "Trailers a week"]


def test_what_another_changed_meanwhile_is_not_undone(budgeted: View) -> None:
    """Mara opened the table, Ivo set a budget, Mara saves: refused, and Ivo's stays."""
    begun = mine(budgeted)
    save(budgeted, [*begun, budget("Shorts", "10", "team=social")], NOW, "ivo")
    with pytest.raises(NotSaved, match="Somebody else changed budgets"):
        save(budgeted, begun, NOW, "mara", begun)
    assert "Shorts" in [one.name for one in mine(budgeted)]
