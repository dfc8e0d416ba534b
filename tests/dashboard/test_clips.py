"""Do single clips come out as they are: what stands out, by whom it may be seen, and what can be marked of it?"""

from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Engine

from dashboard.clips import KEPT, clips_by_id, keep_marks, marks_of, spread_by, usable_second
from dashboard.view import View
from tests.dashboard import troubled
from tests.db.cast import IVO, NOON, account, clip, keep

CLOSED = troubled.CLOSED_BEFORE
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Engine]:
    """The troubled studio, and one clip of Ivo's that was dear: 5 s for 6.00, when his others cost 1.20."""
    with troubled.ledger_at(f"sqlite:///{tmp_path / 'reelspend.db'}") as engine:
        troubled.fill(engine)
        keep(engine, account(engine), [clip("dear", NOON, line=Decimal(6), **IVO)], closed_before=CLOSED)
        yield engine


def rows(view: View, *edits: tuple[str, float | None]) -> tuple[list[tuple[str, int | None]], list[str]]:
    """What an editor's changes come to, made on the first page of a view."""
    pieces = view.pieces(0, 200)
    at = {name: number for number, name in enumerate(pieces["external_id"])}
    marks, wrong = marks_of(pieces, {at[name]: {KEPT: value} for name, value in edits})
    return [(one.logged.external_id, one.logged.usable) for one in marks], wrong


def test_what_stands_out_is_named(ledger: Engine) -> None:
    """Social's median is 0.24 a second: 5 s cost 1.20, so the clip at 6.00 is five times that and 4.80 above."""
    found = spread_by(troubled.view(ledger, "social"), "team")
    assert (found.count, found.excess) == (1, Decimal("4.8"))
    (one,) = found.clips.to_dict("records")
    assert (one["external_id"], one["group"], one["multiple"]) == ("dear", "social", 5)


def test_nothing_stands_out_for_those_who_may_not_see_it(ledger: Engine) -> None:
    """PROMISE 9: a reader of trailers finds no such clip, by rank or by id, and only trailers' group."""
    view = troubled.view(ledger, "trailers")
    found = spread_by(view, "team")
    assert found.quantiles["team"].tolist() == ["trailers"]
    assert (found.count, len(found.clips), len(clips_by_id(view, ["dear"]))) == (0, 0, 0)
    assert len(clips_by_id(troubled.view(ledger, "social"), ["dear"])) == 1


def test_clips_without_a_cost_are_not_spread(ledger: Engine) -> None:
    """Of trailers' 62 clips two have no price: 60 at 0.63 for 5 s, so every quantile is 0.126 a second."""
    (row,) = spread_by(troubled.view(ledger, "trailers"), "team").quantiles.to_dict("records")
    assert (row["clips"], row["p10_second"], row["max_second"]) == (60, Decimal("0.126"), Decimal("0.126"))


def test_changes_become_marks(ledger: Engine) -> None:
    """Rejected, kept in part, and taken back where something was marked; what is as it was is no mark."""
    view = troubled.view(ledger)
    assert rows(view, ("m1", 0), ("m2", 2.5), ("m3", None)) == ([("m2", 2_500_000_000), ("m1", 0)], [])
    marks, _ = marks_of(view.pieces(0, 200), {0: {}})
    assert marks == []


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("m1", 7.0, "m1: it has 5 seconds, so 7 cannot have been kept"),
        ("m1", -1.0, "m1: seconds kept are 0"),
        ("m1", float("nan"), "m1: seconds kept are 0"),
        ("lonely", 1.0, "lonely: this is a line of a bill and no clip"),
    ],
)
def test_a_change_that_cannot_be_says_why(ledger: Engine, name: str, value: float, said: str) -> None:
    """It becomes a sentence with the clip's id, and no mark."""
    marks, wrong = rows(troubled.view(ledger), (name, value))
    assert marks == []
    assert [sentence[: len(said)] for sentence in wrong] == [said]


def test_a_failed_clip_cannot_have_been_kept(ledger: Engine) -> None:
    """The provider says that nothing came of it."""
    keep(ledger, account(ledger), [clip("broken", NOON, status="failed", **IVO)], closed_before=CLOSED)
    assert rows(troubled.view(ledger), ("broken", 1.0))[1][0].startswith("broken: the provider says that it failed")


def test_what_is_marked_counts_at_once(ledger: Engine) -> None:
    """Of the dear clip 2 of 5 s are kept: 2.40 of its 6.00; a usable second costs all of social's rendering ÷ 2."""
    view = troubled.view(ledger, "social")
    marks, _ = marks_of(view.pieces(0, 200), {view.pieces(0, 200)["external_id"].tolist().index("dear"): {KEPT: 2.0}})
    assert keep_marks(view, marks, NOW, ZoneInfo("UTC")) == (1, 1)
    found = usable_second(view)
    steps = dict(zip(found.steps["step"], found.steps["cost"], strict=True))
    assert (steps["Kept"], steps["Trimmed"]) == (Decimal("2.4"), Decimal("3.6"))
    assert found.cost == troubled.COSTS["social"] + 6
    assert found.total == (found.cost / 2).quantize(Decimal("1e-12"))
