"""Reading what a chart needs, over 90 days, from ledgers of one and of ten million clips."""

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from dashboard.view import Narrowing, View
from db.accounts import Ran, account_number, write_run
from db.engine import Engine, open_ledger, upgrade, writing
from db.facets import facet_numbers, stream_number, team_numbers
from db.placement import PLACEMENT
from db.rollup import roll_up
from db.upsert import upsert
from db.window import day_number
from tests.bench.clock import middle, seconds, told
from tests.bench.rows import FACETS

CHARTS = (
    *(("day",), ("day", "tier"), ("day", "team"), ("day", "kind"), ("month", "team"), ("team",), ("model",)),
    *(("kind",), ("tier",), ("account",), ("project",), ("resolution", "audio")),
)
DAYS, FIRST = 418, date(2025, 10, 1)
ROUNDS = 5
TEAMS = ("trailers", "social", "brand-films", "product", "localisation", "r-and-d")
WRITE = """
INSERT INTO usage (day, stream_id, external_id, facet_id, at, seconds, clips, stated, reference, moves,
                   list_cost, billed, cost, basis)
VALUES (?, ?, ?, ?, ?, ?, 1, ?, '', 0, ?, ?, ?, 'billed')
"""


def filled(path: Path, clips: int) -> Engine:
    """A ledger of so many settled clips over 418 days. They are written raw, as only the roll-up is looked at."""
    engine, dice = open_ledger(f"sqlite:///{path}"), random.Random(1)
    upgrade(engine)
    with writing(engine) as connection:
        account = account_number(connection, "fal-studio", "fal")
        stream = stream_number(connection, account, "events")
        facets = sorted(facet_numbers(connection, FACETS).values())
        teams = sorted(team_numbers(connection, TEAMS).values())
        placed = [(account, facet, teams[facet % len(teams)]) for facet in facets]
        upsert(connection, PLACEMENT, ("account_id", "facet_id"), ("team_id",), placed)
        for number in range(DAYS):
            day = day_number(FIRST + timedelta(number))
            rows = [
                (day, stream, f"{number}-{one}", dice.choice(facets), one, 5 * 10**9, *[63 * 10**7] * 4)
                for one in range(clips // DAYS)
            ]
            connection.exec_driver_sql(WRITE, rows)
            roll_up(connection, account, [day], 0)
        begin, now = datetime(2025, 10, 1, tzinfo=UTC), datetime.now(UTC)
        write_run(connection, account, Ran("collect", begin, now, now, now, rows=clips))
    return engine


@pytest.fixture(scope="module")
def ledgers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Engine, Engine]]:
    """One million clips, and ten million."""
    folder = tmp_path_factory.mktemp("ledgers")
    one, ten = filled(folder / "one.db", 1_000_000), filled(folder / "ten.db", 10_000_000)
    yield one, ten
    one.dispose()
    ten.dispose()
    for file in folder.iterdir():
        file.unlink()


@pytest.mark.parametrize("by", CHARTS, ids="-".join)
def test_any_chart_over_ninety_days(ledgers: tuple[Engine, Engine], by: tuple[str, ...]) -> None:
    """Under 20 ms at one and at ten million clips, and the one hardly slower than the other."""
    until = FIRST + timedelta(DAYS)
    views = [View(engine, Narrowing(until - timedelta(90), until)) for engine in ledgers]
    one, ten = ([1000 * seconds(lambda view=view: view.sums(by)) for _ in range(ROUNDS)] for view in views)  # type: ignore[misc]  # a lambda with a default
    print()
    growth = told(f"{'-'.join(by)} over 90 days, in ms at 10 M against 1 M", middle(ten), middle(one), 1.5)
    assert max(middle(one), middle(ten)) < 20
    assert growth < 1.5
