"""What comes by post for months that are closed: what stays, what moves by name, and what a preview tells of it."""

from pathlib import Path

import pytest

from db.closing import NotClosed
from db.engine import Engine
from db.moves import Moved, Place
from tests.collectors.files.bills import line
from tests.collectors.post import REELHOST, Post

TRAILERS, SOCIAL = "trailers,project,Autumn*,", "social,project,Autumn*,"
BY_MONTH = ("month", "team")
LINE = 1_250_000_000
"""What each line costs."""


@pytest.fixture
def post(ledger: Engine, tmp_path: Path) -> Post:
    """The trailers team paid 1.25 in August and in September; August closed when September was billed."""
    filled = Post(ledger, tmp_path)
    filled.rules(TRAILERS)
    rows = [
        line(BillingPeriodStart=f"2026-{month}-01T00:00:00Z", ChargePeriodStart=f"2026-{month}-02T00:00:00Z")
        for month in ("08", "09")
    ]
    filled.bring(filled.bill("bill.csv", *rows))
    return filled


def test_a_closed_month_stays_and_the_import_says_so(post: Post) -> None:
    """September goes to social, August stays with the trailers, and one sentence tells how to move it too."""
    done = post.rules(SOCIAL)
    assert post.cost_by(*BY_MONTH) == {("2026-08", "trailers"): "1.25", ("2026-09", "social"): "1.25"}
    assert done.days == 1
    assert done.notes == [
        "Closed months keep the teams they had: 2026-08; --closed-month YYYY-MM (or all) moves them too"
    ]
    assert {one.place.month for one in done.moved} == {202609}


@pytest.mark.parametrize("name", ["2026-08", "all"])
def test_a_closed_month_moves_by_name(post: Post, name: str) -> None:
    """Also when the rules themselves are in force already; what it moved is told and in the audit."""
    post.rules(SOCIAL)
    done = post.rules(SOCIAL, closed=(name,))
    assert post.cost_by(*BY_MONTH) == {("2026-08", "social"): "1.25", ("2026-09", "social"): "1.25"}
    assert (done.days, done.unchanged, done.notes) == (1, 1, [])
    assert [(one.place, one.closed, one.before.cost, one.after.cost) for one in done.moved] == [
        (Place(202608, REELHOST, "social"), True, None, LINE),
        (Place(202608, REELHOST, "trailers"), True, LINE, None),
    ]
    told = "SELECT who, before, after FROM audit WHERE what LIKE 'closed month 2026-08 of % moved by name'"
    assert post.rows(told) == [("import rules", "trailers 1.25", "social 1.25")]
    assert post.rules(SOCIAL, closed=(name,)).moved == []


def test_a_preview_changes_nothing(post: Post) -> None:
    """It tells what the import then moves, and every row of every table is as it was."""
    before = post.everything()
    for how in ({}, {"closed": ("all",)}):
        told = post.rules(SOCIAL, preview=True, **how)
        assert post.everything() == before
        assert (told.preview, told.days) == (True, 2 if how else 1)
    done = post.rules(SOCIAL, closed=("all",))
    assert (done.preview, done.moved, done.days) == (False, told.moved, told.days)
    assert len(done.moved) == 4


def test_a_bill_can_be_previewed_as_well(post: Post) -> None:
    """The October bill would add 1.25; neither its lines nor its run are kept."""
    before = post.everything()
    october = line(BillingPeriodStart="2026-10-01T00:00:00Z", ChargePeriodStart="2026-10-02T00:00:00Z")
    told = post.bring(post.bill("october.csv", october), preview=True)
    assert post.everything() == before
    assert [one.place for one in told.moved] == [Place(202610, REELHOST, "trailers")]
    assert post.bring(post.bill("october.csv", october)).moved == told.moved


def test_a_month_that_is_not_there_refuses_the_whole(post: Post) -> None:
    """The rules before stay in force."""
    before = post.everything()
    with pytest.raises(NotClosed, match=r"the ledger has nothing in 2025-08; closed are 2026-08$"):
        post.rules(SOCIAL, closed=("2025-08",))
    assert post.everything() == before


def test_what_moves_nothing_tells_of_nothing(post: Post) -> None:
    """The rules in force again."""
    done = post.rules(TRAILERS)
    assert (done.moved, done.notes, done.days) == ([], [], 0)


def test_the_moves_are_differences(post: Post) -> None:
    """A row tells before and after of one team; what one has less another has more."""
    moved: list[Moved] = post.rules(SOCIAL, closed=("all",)).moved
    assert sum((one.after.cost or 0) - (one.before.cost or 0) for one in moved) == 0
