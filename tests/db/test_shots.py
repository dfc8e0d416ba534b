"""Is what a shot took the same, whichever days are read from the sums of months and whichever from single takes?"""

from collections import defaultdict
from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from sqlalchemy import Engine

from db.job_log import Logged
from db.ledger import Asked
from db.shots import shots
from db.takes import BitOr
from db.window import day_number
from tests.db.cast import IVO, MARA, NOON, SORA, account, clip, keep, log, on_a_ledger, rows, rule

BEGIN, LENGTH = NOON - timedelta(20), 70
"""From 12 October to 20 December: two months in part, and November whole."""
TAKES = (None, 0, 3, 59, 60, 130, 3)
TOLD = ["takes", "clips", "cost", "unknown", "first", "last"]
WORK = (
    'SELECT u.day, u.video, u.shot, u.take, u.cost, f.kind, f.model FROM "usage" u'
    " JOIN facet f ON f.id = u.facet_id WHERE u.video <> ''"
)
days = st.integers(-2, LENGTH + 1).map(lambda number: day_number((BEGIN + timedelta(number)).date()))


@pytest.fixture
def filmed(ledger: Engine) -> Engine:
    """Ten weeks of a clip a day for two videos: each ninth is planning, each seventh of no known cost."""
    rule(ledger)
    number = account(ledger)
    keep(ledger, number, [_clip(day) for day in range(LENGTH)])
    log(ledger, number, *(_said(day) for day in range(LENGTH)))
    return ledger


def _clip(day: int) -> Any:
    words = (MARA if day % 3 else IVO) | (SORA if day % 4 else {}) | ({} if day % 9 else {"kind": "plan"})
    return clip(f"t{day}", BEGIN + timedelta(day), line=Decimal(day + 1) if day % 7 else None, **words)


def _said(day: int) -> Logged:
    video, shot = "Spot" if day % 2 else "Teaser", ("", "1", "2")[day % 5 % 3]
    return Logged(external_id=f"t{day}", video=video, shot=shot, take=TAKES[day % len(TAKES)])


def by_hand(ledger: Engine, first: int, past: int, model: str = "") -> Mapping[tuple[str, str], list[Any]]:
    """TOLD for each shot, from its single pieces of work."""
    work = [row for row in rows(ledger, WORK) if first <= row[0] < past and model in ("", row[6])]
    found = defaultdict(list)
    for row in work:
        found[row[1], row[2]].append(row)
    return {shot: _summed(some) for shot, some in found.items()}


def _summed(work: list[Any]) -> list[Any]:
    takes = [take for _, _, _, take, _, kind, _ in work if kind == "render"]
    costs = [row[4] for row in work if row[4] is not None]
    count = len({*takes} - {None}) + takes.count(None)
    return [count, len(work), sum(costs) if costs else None, len(work) - len(costs), work[0][0], work[-1][0]]


def told(ledger: Engine, asked: Asked) -> dict[tuple[str, str], list[Any]]:
    """TOLD for each shot, as it is read."""
    frame = shots(ledger, asked).set_index(["video", "shot"])[TOLD].astype(object)
    return {shot: row.where(row.notna(), None).tolist() for shot, row in frame.iterrows()}


@on_a_ledger
@given(first=days, past=days, model=st.sampled_from(["", "sora-2"]))
@example(first=20000101, past=21000101, model="")
@example(first=20261101, past=20261201, model="")
@example(first=20261102, past=20261201, model="sora-2")
def test_months_and_days_are_one_sum(filmed: Engine, first: int, past: int, model: str) -> None:
    """Of any days, a take counts once in all of them, and money, clips, first and last day are those of the work."""
    where = {"model": [model]} if model else {}
    assert told(filmed, Asked(first, past, where)) == by_hand(filmed, first, past, model)


def test_single_days_are_no_months(filmed: Engine) -> None:
    """Of all days only one is asked for: that of one clip."""
    every = Asked(20000101, 21000101, {"day": ["20261105"]})
    assert told(filmed, every) == by_hand(filmed, 20261105, 20261106)


def test_a_team_given_away_takes_its_shots_along(filmed: Engine) -> None:
    """PROMISE 9: when Ivo's work is everybody's, social has no shot any more."""
    social = Asked(20000101, 21000101, {}, ["social"])
    assert told(filmed, social)
    rule(filmed, [])
    assert told(filmed, social) == {}
    rule(filmed)
    assert told(filmed, social)


def test_bits_of_nothing_are_none() -> None:
    """As in PostgreSQL: no number at all is not the number 0."""
    bits = BitOr()
    bits.step(None)
    assert bits.finalize() is None
