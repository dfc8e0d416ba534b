"""Are single pieces read a page at a time, without gaps, twice the same, or anything that is not the reader's?"""

from datetime import timedelta
from decimal import Decimal

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine

from db.attribution import Rule
from db.clips import clips, count_clips
from db.facts import AnyFact, Name
from db.ledger import DIMENSIONS, Asked, totals
from db.window import microseconds
from tests.db.cast import IVO, MARA, NANO, NOON, RULES, account, clip, keep, line, on_a_ledger, rule
from tests.db.invented import DAYS, PAST, bills, invent

ALL = Asked(20261101, 20261201)
NAMED = [Rule(team="trailers", field="api_key", pattern="Mara's key"), RULES[1]]


@pytest.fixture
def studio(ledger: Engine) -> Engine:
    """Mara's clips at 0.63 and 2.00, Ivo's without a price, and a line of 5.00 that found no work."""
    rule(ledger, NAMED)
    facts = [
        clip("t1", stated=Decimal("0.63"), reference="shot-7", **MARA),
        clip("t2", NOON + timedelta(1), seconds=None, stated=Decimal(2), **MARA),
        clip("t3", NOON + timedelta(2), **IVO),
        line("b1", "5", NOON, model="sora-2", **IVO),
        Name(kind="api_key", id="key-mara", name="Mara's key"),
    ]
    keep(ledger, account(ledger), facts)
    return ledger


@on_a_ledger
@given(facts=bills, size=st.integers(1, 6), dearest_first=st.booleans())
def test_pages_are_complete(ledger: Engine, facts: list[AnyFact], size: int, dearest_first: bool) -> None:
    """All pages together have every piece once, and their cost is the ledger's."""
    ((name, _),) = invent(ledger, facts).items()
    asked = Asked(DAYS[0], PAST, {"account": [name]})
    found, number, more = [], 0, True
    while more:
        page = clips(ledger, asked, number, size, dearest_first=dearest_first)
        assert len(page.rows) == size or not page.more
        found += page.rows[["line", "external_id", "day", "cost"]].astype(object).to_numpy().tolist()
        number, more = number + 1, page.more
    assert len({tuple(row[:3]) for row in found}) == len(found) == count_clips(ledger, asked)
    known = [cost for *_, cost in found if not pd.isna(cost)]
    assert sum(known) == totals(ledger, (), asked)["cost"].fillna(0).sum()


def test_the_newest_come_first(studio: Engine) -> None:
    """Or the dearest, where that is asked for; what nobody knows the cost of comes last then."""
    assert clips(studio, ALL).rows["external_id"].tolist() == ["t3", "t2", "b1", "t1"]
    assert clips(studio, ALL, dearest_first=True).rows["external_id"].tolist() == ["b1", "t2", "t1", "t3"]


def test_a_piece_is_told_whole(studio: Engine) -> None:
    """Its words with their names, its numbers in nano-units, and where its cost comes from."""
    found = clips(studio, Asked(20261101, 20261102, {"model": ["kling-3.0"]})).rows.iloc[0]
    assert (found["external_id"], found["reference"], found["at"]) == ("t1", "shot-7", microseconds(NOON))
    assert (found["account"], found["team"], found["api_key"]) == ("fal-studio", "trailers", "Mara's key")
    assert (found["seconds"], found["cost"], found["basis"], found["line"]) == (5 * NANO, 630_000_000, "stated", 0)


def test_the_unknown_is_not_zero(studio: Engine) -> None:
    """Clip t2 has no seconds and clip t3 no cost; a line has neither seconds nor clips."""
    found = clips(studio, ALL).rows.set_index("external_id")
    unknown = found[["seconds", "clips", "cost"]].isna()
    assert unknown.loc["t2"].tolist() == [True, False, False]
    assert unknown.loc["t3"].tolist() == [False, False, True]
    assert unknown.loc["b1"].tolist() == [True, True, False]


def test_a_page_knows_whether_more_follow(studio: Engine) -> None:
    """Four rows by three are a page of three with more to come, a page of one, and an empty page."""
    pages = [clips(studio, ALL, number, 3) for number in range(3)]
    assert [(len(page.rows), page.more, page.number) for page in pages] == [(3, True, 0), (1, False, 1), (0, False, 2)]


@pytest.mark.parametrize(("teams", "found"), [(["social"], {"t3", "b1"}), (["trailers"], {"t1", "t2"}), ([], set())])
def test_a_lead_sees_only_their_teams(studio: Engine, teams: list[str], found: set[str]) -> None:
    """Also where another team's word is asked for (promise 9)."""
    for where in ({}, {"team": ["social", "trailers"]}):
        asked = Asked(20261101, 20261201, where, teams=teams)
        assert set(clips(studio, asked).rows["external_id"]) == found
        assert count_clips(studio, asked) == len(found)


def test_every_dimension_filters(studio: Engine) -> None:
    """The words of each dimension part the pieces: each piece has one of its words, and together they are all."""
    for name in DIMENSIONS:
        words = totals(studio, (name,), ALL)[name].tolist()
        parts = [clips(studio, Asked(20261101, 20261201, {name: [str(word)]})).rows for word in words]
        assert sorted(piece for part in parts for piece in part["external_id"]) == ["b1", "t1", "t2", "t3"]


def test_nothing_is_an_empty_page(ledger: Engine) -> None:
    """With the same columns as any other."""
    page = clips(ledger, ALL)
    assert (len(page.rows), page.more, count_clips(ledger, ALL)) == (0, False, 0)
    assert "cost" in page.rows.columns
