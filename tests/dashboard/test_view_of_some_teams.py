"""PROMISE 9 at the counter: a View of some teams is narrowed before it asks, whatever it is asked for."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine

from dashboard.view import DIMENSIONS
from tests.dashboard.troubled import COSTS, TOTAL, fill, ledger_at, view


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Engine]:
    """The troubled studio."""
    with ledger_at(f"sqlite:///{tmp_path / 'ledger.db'}") as engine:
        fill(engine)
        yield engine


def test_everybody_together_has_the_total(ledger: Engine) -> None:
    """PROMISE 2: three teams of one reader each, and the unattributed, add up to what everybody sees."""
    assert {team: view(ledger, team).number("cost") for team in COSTS} == COSTS
    assert sum(COSTS.values()) == TOTAL == view(ledger).number("cost")


@pytest.mark.parametrize("dimension", DIMENSIONS)
def test_no_word_of_others_is_told(ledger: Engine, dimension: str) -> None:
    """By any dimension, what a reader of social sees adds up to social's cost."""
    found = view(ledger, "social").figures(["cost"], [dimension])
    assert sum(cost for cost in found["cost"] if cost is not None) == COSTS["social"]


def test_bills_runs_and_credit_are_of_whole_accounts(ledger: Engine) -> None:
    """A reader of some teams gets none of them, also when asking for one account, and nothing unattributed."""
    for mine in (view(ledger, "social"), view(ledger, "social").only(account=["fal-studio"])):
        assert mine.bills().empty
        assert mine.runs().empty
        assert mine.count_runs() == 0
        assert mine.credit(datetime(2026, 11, 22, 12, tzinfo=UTC)) == []
        assert mine.reconciliation().empty
        assert mine.unattributed().empty


def test_only_accounts_with_work_of_the_team_are_told(ledger: Engine) -> None:
    """Unattributed work is at fal-studio alone, so its reader is not told that there is another account."""
    assert view(ledger, "unattributed").accounts()["account"].tolist() == ["fal-studio"]
    assert view(ledger).accounts()["account"].tolist() == ["fal-studio", "kling-brand"]


def test_pieces_are_the_teams_own(ledger: Engine) -> None:
    """Social's fourteen rows, and no other, also when trailers are asked for by name."""
    assert set(view(ledger, "social").pieces(size=100)["team"]) == {"social"}
    assert view(ledger, "social").count_pieces() == 14
    assert view(ledger, "social").only(team=["trailers"]).pieces().empty
