"""A million real clips priced once more at every model of every seller, beside NumPy sums written by hand."""

import random
from datetime import UTC, date, datetime, timedelta
from functools import partial

import numpy as np
import pytest
from numpy.typing import NDArray

from collectors.round import keep_sheets
from dashboard.measures.what_if.fit import Terms
from dashboard.view import Narrowing, View
from db.accounts import account_number
from db.engine import Engine, open_ledger, reading, upgrade, writing
from db.facets import facet_numbers, stream_number
from db.placement import place_new
from db.rollup import roll_up
from db.settings import Settings
from db.window import day_number
from tests.bench.clock import middle, seconds, told
from tests.bench.rows import FACETS

CLIPS, DAYS, ROUNDS = 1_000_000, 90, 5
FIRST = date(2026, 8, 1)
SLOWEST, MOST = 3.0, 3.0
"""Seconds that it may take, and times what the arrays take that are already in memory."""
WRITE = """
INSERT INTO usage (day, stream_id, external_id, facet_id, at, seconds, clips, line, reference, moves,
                   list_cost, billed, cost, basis)
VALUES (?, ?, ?, ?, 0, ?, 1, ?, '', 0, ?, ?, ?, 'billed')
"""
LENGTHS = tuple(range(3, 21))


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    """A million clips of 3 to 20 seconds, written raw, and every price sheet."""
    path = tmp_path_factory.mktemp("what-if") / "ledger.db"
    engine, dice = open_ledger(f"sqlite:///{path}"), random.Random(1)
    upgrade(engine)
    keep_sheets(engine, Settings(path), datetime(2026, 11, 22, tzinfo=UTC))
    with writing(engine) as connection:
        account = account_number(connection, "fal-studio", "fal")
        stream = stream_number(connection, account, "events")
        facets = sorted(facet_numbers(connection, FACETS).values())
        place_new(connection, account, facets)
        for number in range(DAYS):
            day = day_number(FIRST + timedelta(number))
            rows = [
                (day, stream, f"{number}-{one}", dice.choice(facets), dice.choice(LENGTHS) * 10**9, *[63 * 10**7] * 4)
                for one in range(CLIPS // DAYS)
            ]
            connection.exec_driver_sql(WRITE, rows)
            roll_up(connection, account, [day], 0)
    return engine


def by_hand(lengths: NDArray[np.int64], large: NDArray[np.bool_], prices: NDArray[np.int64]) -> list[int]:
    """The same sums over arrays that lie in memory: for each price of a model, clips of at most 15 seconds that
    are rounded up to even ones, where the resolution is large enough."""
    sums = []
    for number, price in enumerate(prices):
        fits = large if number % 2 else np.ones_like(large)
        clips = -(-lengths // 15)
        made = -(-lengths // 2) * 2
        sums.append(int((made * price * fits).sum()) + int((clips * fits).sum()))
    return sums


def test_a_million_clips_are_priced_again(studio: Engine) -> None:
    """On everything that is sold, from the ledger to the answer."""
    view = View(studio, Narrowing(FIRST, FIRST + timedelta(DAYS)))
    terms = Terms(20261122)
    offered = view.offers(date(2026, 11, 22))
    found = view.alternatives(terms)
    with reading(studio) as connection:
        rows = connection.exec_driver_sql("SELECT seconds / 1000000000, facet_id % 2 FROM usage").fetchall()
    lengths, large = np.array([row[0] for row in rows]), np.array([row[1] == 1 for row in rows])
    prices = np.array([offer.per_second or 1 for offer in offered], dtype=np.int64)
    ours = middle([seconds(partial(view.alternatives, terms)) for _ in range(ROUNDS)])
    theirs = middle([seconds(partial(by_hand, lengths, large, prices)) for _ in range(ROUNDS)])
    print(f"\n{CLIPS:,} clips on {len(found)} models of sellers, {len(offered)} offers:")
    ratio = told("seconds, against NumPy over arrays in memory", ours, theirs, MOST)
    assert sum(one.clips for one in found) > CLIPS
    assert ours < SLOWEST
    assert ratio < MOST
