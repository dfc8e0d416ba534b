"""Remembered answers are right, are for the right eyes only, and end with the ledger's version."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import event

from dashboard.ui.remembered import Remembered
from dashboard.view import Reader
from db.engine import Engine
from tests.dashboard import studio


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Engine]:
    """The studio's ledger, nobody else's."""
    studio.build(tmp_path)
    engine = studio.ledger_of(tmp_path)
    yield engine
    engine.dispose()


def questions(ledger: Engine) -> list[str]:
    """What the database is asked from now on."""
    asked: list[str] = []
    event.listen(ledger, "before_cursor_execute", lambda *said: asked.append(said[2]))
    return asked


def test_the_same_question_is_asked_once(ledger: Engine) -> None:
    """Two readers who may see the same and ask the same cost one query, and get what a View says."""
    first = Remembered(ledger, studio.NOVEMBER, Reader("Mara"), as_of=1)
    before = first.figures(["cost"], ["team"])
    asked = questions(ledger)
    again = Remembered(ledger, studio.NOVEMBER, Reader("Ivo"), as_of=1).figures(["cost"], ["team"])
    assert asked == []
    assert again.equals(before)


def test_a_newer_ledger_is_asked_again(ledger: Engine) -> None:
    """After a collection the old answer is not given."""
    Remembered(ledger, studio.NOVEMBER, as_of=1).number("cost")
    asked = questions(ledger)
    Remembered(ledger, studio.NOVEMBER, as_of=2).number("cost")
    assert asked


def test_other_eyes_get_another_answer(ledger: Engine) -> None:
    """A lead of social never gets what finance was told a moment ago."""
    everyone = Remembered(ledger, studio.NOVEMBER, as_of=1)
    lead = Remembered(ledger, studio.NOVEMBER, Reader("Ivo", frozenset({"social"})), as_of=1)
    assert len(everyone.figures(["cost"], ["team"])) == 3
    assert lead.figures(["cost"], ["team"])["team"].tolist() == ["social"]
    assert lead.words("team") == ["social"]


def test_narrowing_and_other_days_are_remembered_apart(ledger: Engine) -> None:
    """What is derived from a remembered view answers for its own words and days."""
    view = Remembered(ledger, studio.NOVEMBER, as_of=1)
    october = view.during(studio.NOVEMBER.since - timedelta(days=31), studio.NOVEMBER.since)
    assert [str(each.number("cost")) for each in (view, october, view.only(team=["social"]))] == [
        "14.29", "7.26", "1.26",
    ]  # fmt: skip


def test_an_answer_may_be_changed_by_who_got_it(ledger: Engine) -> None:
    """A screen that writes into its frame does not write into anybody else's."""
    view = Remembered(ledger, studio.NOVEMBER, as_of=1)
    mine = view.figures(["cost"], ["team"])
    mine["cost"] = None
    mine.loc[0, "team"] = "nobody"
    assert view.figures(["cost"], ["team"])["team"].tolist() == ["social", "trailers", "unattributed"]
    assert view.figures(["cost"], ["team"])["cost"].notna().all()
