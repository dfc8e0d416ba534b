"""Reading what a chart needs, over 90 days, from ledgers of one and of ten million clips."""

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from dashboard.view import Narrowing, View
from db.accounts import Ran, account_number, write_run
from db.engine import Engine, open_ledger, upgrade, writing
from db.facets import facet_numbers, stream_number, team_numbers
from db.placement import PLACEMENT
from db.rollup import roll_up
from db.stretches import FOREVER
from db.upsert import upsert
from db.window import day_number
from tests.bench.clock import middle, seconds, told
from tests.bench.rows import FACETS

CHARTS = (
    ("day",),
    ("day", "model"),
    ("day", "team"),
    ("month", "team"),
    ("team",),
    ("model",),
    ("kind",),
    ("account",),
)
"""What the Overview and the table of teams group by."""
DETAILS = (("project",), ("api_key",), ("resolution", "audio"))
"""What only the full grain knows: a team's details."""
DAYS, FIRST = 418, date(2025, 10, 1)
ROUNDS, NAMES = 5, ("cost", "seconds", "cost_per_second")
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
        placed = [(account, facet, 0, FOREVER, teams[facet % len(teams)]) for facet in facets]
        upsert(connection, PLACEMENT, ("account_id", "facet_id", "since"), ("until", "team_id"), placed)
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


def timed(ledgers: tuple[Engine, Engine], by: tuple[str, ...]) -> tuple[float, float]:
    """Milliseconds that 90 days by these words take, from the smaller and from the larger ledger; medians."""
    until = FIRST + timedelta(DAYS)
    views = [View(engine, Narrowing(until - timedelta(90), until)) for engine in ledgers]
    times: list[list[float]] = [[], []]
    for _ in range(ROUNDS):
        for view, some in zip(views, times, strict=True):
            some.append(1000 * seconds(partial(view.figures, NAMES, by)))
    return middle(times[0]), middle(times[1])


@pytest.mark.parametrize("by", CHARTS, ids="-".join)
def test_any_chart_over_ninety_days(ledgers: tuple[Engine, Engine], by: tuple[str, ...]) -> None:
    """Cost, seconds and cost per second: under 20 ms at one and at ten million clips, and no slower at ten."""
    one, ten = timed(ledgers, by)
    assert told(f"\n  {'-'.join(by)} over 90 days, in ms at 10 M against 1 M", ten, one, 1.5) < 1.5
    assert max(one, ten) < 20


@pytest.mark.parametrize("by", DETAILS, ids="-".join)
def test_details_over_ninety_days(ledgers: tuple[Engine, Engine], by: tuple[str, ...]) -> None:
    """What needs the full grain does not grow with the number of clips either."""
    one, ten = timed(ledgers, by)
    assert told(f"\n  {'-'.join(by)} over 90 days, in ms at 10 M against 1 M", ten, one, 1.5) < 1.5
