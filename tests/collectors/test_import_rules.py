"""Rules that came in a file: all of them in force, what they move counted, and who put them there written down."""

from pathlib import Path

import pytest

from collectors.deliveries import UntrustedFile
from db.engine import Engine
from tests.collectors.files.bills import line
from tests.collectors.post import Post


@pytest.fixture
def post(ledger: Engine, tmp_path: Path) -> Post:
    """Three days of work: two of the project p-7, and one of p-8."""
    filled = Post(ledger, tmp_path)
    days = [{"ChargePeriodStart": f"2026-09-{number:02d}T00:00:00Z"} for number in (1, 2, 3)]
    rows = [line(**days[0]), line(**days[1]), line(SubAccountId="p-8", SubAccountName="Winter", **days[2])]
    filled.bring(filled.bill("bill.csv", *rows))
    return filled


def test_rules_move_what_they_place(post: Post) -> None:
    """Two days go to the trailers and one to nobody; the rows, the days and the audit say so."""
    done = post.rules("trailers,project,Autumn*,", "social,project,Summer*,")
    assert (done.rows, done.new, done.gone, done.unchanged, done.days) == (2, 2, 0, 0, 2)
    assert post.cost_by("team") == {"trailers": "2.5", "unattributed": "1.25"}
    rules = "SELECT who, before, after FROM audit WHERE what = 'rules'"
    assert post.rows(rules) == [("import rules", "", "trailers,project,Autumn*,\nsocial,project,Summer*,")]
    moved = "SELECT before, after FROM audit WHERE what LIKE 'closed day 2026090_ of Reelhost/studio-1 %' ORDER BY what"
    assert post.rows(moved) == [("unattributed 1.25", "trailers 1.25")] * 2


def test_the_same_rules_again_change_nothing(post: Post) -> None:
    """No row of any table is other than before."""
    post.rules("trailers,project,Autumn*,")
    before = post.everything()
    done = post.rules("trailers,project,Autumn*,")
    assert (done.rows, done.new, done.gone, done.unchanged, done.days) == (1, 0, 0, 1, 0)
    assert post.everything() == before


def test_a_rule_of_an_account_that_nobody_has_is_told(post: Post) -> None:
    """Of three accounts and patterns of them the one that is misspelled, with what it may have meant."""
    done = post.rules(
        "trailers,project,A*,Reelhost/studio-1", "social,project,B*,Reel*", "social,project,C*,Relhost/studio-1"
    )
    assert done.notes == [
        "no account is called 'Relhost/studio-1' yet; if that is a slip: did you mean \"Reelhost/studio-1\"?"
    ]


def test_a_file_replaces_every_rule_before(post: Post) -> None:
    """What it lacks is gone, what it has in another order is new in force: the first match wins."""
    post.rules("trailers,project,Autumn*,", "social,project,*,")
    assert post.cost_by("team") == {"social": "1.25", "trailers": "2.5"}
    done = post.rules("social,project,*,", "trailers,project,Autumn*,")
    assert (done.new, done.gone, done.unchanged, done.days) == (0, 0, 2, 2)
    assert post.cost_by("team") == {"social": "3.75"}
    assert post.rules("trailers,project,Winter,").gone == 2
    assert post.cost_by("team") == {"trailers": "1.25", "unattributed": "2.5"}


@pytest.mark.parametrize("wrong", ["trailers,projct,Autumn*,", "trailers,project", ",project,Autumn*,"])
def test_one_wrong_line_refuses_the_whole(post: Post, wrong: str) -> None:
    """The rules before stay in force, and nothing is written down."""
    post.rules("social,project,*,")
    before = post.everything()
    with pytest.raises(UntrustedFile, match="line 3"):
        post.rules("trailers,project,Autumn*,", wrong)
    assert post.everything() == before
