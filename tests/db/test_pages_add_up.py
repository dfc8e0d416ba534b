"""Is a team's total made of its pieces, page after page, and of nobody else's?"""

import pytest
from sqlalchemy import Engine

from db.clips import clips, count_clips
from db.ledger import Asked, totals
from tests.dashboard.troubled import fill

NOVEMBER = (20261101, 20261201)
SIZE = 20


@pytest.fixture
def studio(ledger: Engine) -> Engine:
    """The troubled studio's autumn, on either database."""
    fill(ledger)
    return ledger


@pytest.mark.parametrize("dearest_first", [False, True])
def test_all_pages_together_are_the_teams_total(studio: Engine, dearest_first: bool) -> None:
    """For every team each row comes once, and their cost is what the roll-up says, to the nano-unit."""
    for team in ("trailers", "social", "unattributed"):
        asked = Asked(*NOVEMBER, {"team": [team]})
        count = count_clips(studio, asked)
        pages = [clips(studio, asked, n, SIZE, dearest_first=dearest_first) for n in range(-(-count // SIZE))]
        seen = [key for page in pages for key in zip(page.rows["account"], page.rows["external_id"], strict=True)]
        assert len(seen) == len(set(seen)) == count
        assert sum(int(page.rows["cost"].sum()) for page in pages) == totals(studio, (), asked)["cost"].iloc[0]
        assert [page.more for page in pages] == [True] * (len(pages) - 1) + [False]


def test_a_line_without_work_is_a_row_of_its_own(studio: Engine) -> None:
    """Trailers have 60 clips, two of unknown price, and one line of 2.50 that no work was found for."""
    rows = clips(studio, Asked(*NOVEMBER, {"team": ["trailers"]}), size=100, dearest_first=True).rows
    lonely = rows[rows["line"] == 1]
    assert len(rows) == 60 + 2 + 1
    assert (lonely["external_id"].tolist(), lonely["cost"].tolist()) == (["lonely"], [2_500_000_000])
    assert lonely["seconds"].isna().all()
    assert rows["external_id"].iloc[0] == "lonely"
    assert rows["cost"].isna().tolist() == [False] * 61 + [True] * 2


def test_nobody_sees_the_pieces_of_another_team(studio: Engine) -> None:
    """A reader of social has social's 14 rows, whatever is asked for, and none of trailers'."""
    rows = clips(studio, Asked(*NOVEMBER, teams=["social"]), size=100).rows
    assert set(rows["team"]) == {"social"}
    assert len(rows) == count_clips(studio, Asked(*NOVEMBER, teams=["social"])) == 10 + 1 + 1 + 2
    assert clips(studio, Asked(*NOVEMBER, {"team": ["trailers"]}, ["social"])).rows.empty
