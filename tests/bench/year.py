"""A studio's year of so many clips, said day by day, settled and rolled up as collections and imports do it.

The words are the same however many clips there are: six teams, twelve kinds of video on three accounts, and the same
videos, shots and takes. fal's and Kling's bills have a line for each clip, OpenAI's has one a day and model.
"""

import random
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from collectors.round import keep_sheets
from db.accounts import Ran, account_number, write_run
from db.attribution import Rule
from db.engine import Engine, open_ledger, upgrade, writing
from db.facts import AnyFact, Charge, Facet, Source, Usage
from db.job_log import Logged, keep_log
from db.reckon import price_book, reckon
from db.rules import replace_rules
from db.settings import Settings
from db.store import say
from db.window import day_number

DAYS, OPEN_DAYS = 365, 30
ACCOUNTS = {"fal-studio": "fal", "kling-brand": "kling", "openai-plan": "openai"}
TEAMS = ("trailers", "social", "brand-films", "product", "localisation", "r-and-d")
SOURCES = (Source("events"), Source("costs"))
KINDS = (
    ("fal", "kling-3.0", "standard", "720p", "off", "0.084", (5, 10)),
    ("fal", "kling-3.0", "pro", "1080p", "on", "0.168", (5, 10)),
    ("fal", "kling-3.0-turbo", "pro", "1080p", "on", "0.14", (5, 10)),
    ("fal", "kling-4.0", "", "1080p", "on", "0.235", (5, 10, 15)),
    ("fal", "veo-3.1", "", "1080p", "on", "0.40", (4, 6, 8)),
    ("fal", "veo-3.1-fast", "", "1080p", "on", "0.15", (4, 6, 8)),
    ("fal", "veo-3.1-lite", "", "720p", "on", "0.05", (4, 6, 8)),
    ("fal", "seedance-2.0", "", "720p", "on", "0.30", (5, 8, 10)),
    ("fal", "seedance-2.0-fast", "", "720p", "on", "0.24", (5, 8, 10)),
    ("kling", "kling-2.6", "pro", "1080p", "on", "0.14", (5, 10)),
    ("openai", "sora-2", "", "720p", "on", "0.10", (4, 8, 12)),
    ("openai", "sora-2-pro", "", "1080p", "on", "0.50", (4, 8, 12)),
)
LOGGED, JUDGED, KEPT, FAILED, ODD = 0.25, 0.7, 0.35, 0.04, 0.0005
VIDEO_DAYS, SHOTS, TAKES = 21, 12, 8
A_BATCH = 100_000


class Made(NamedTuple):
    """One clip: on which account, under which id, of which facet, how long, at what cost, and what the log says."""

    account: str
    id: str
    at: datetime
    facet: Facet
    seconds: Decimal
    cost: Decimal
    said: Logged | None


def facet(team: str, kind: int, *, failed: bool = False) -> Facet:
    """The words of a team's clips of one of KINDS."""
    _, model, mode, resolution, audio, *_ = KINDS[kind]
    return Facet(
        model=model, mode=mode, resolution=resolution, audio=audio, endpoint=model, unit="second",
        status="failed" if failed else "succeeded", api_key=f"{team}-{kind % 2}",
    )  # fmt: skip


FACETS = {
    (team, kind, failed): facet(team, kind, failed=failed)
    for team in TEAMS
    for kind in range(len(KINDS))
    for failed in (False, True)
}
SECONDS = {length: Decimal(length) for length in range(1, 20)}
COSTS = {(kind, length): Decimal(KINDS[kind][5]) * length for kind in range(len(KINDS)) for length in KINDS[kind][6]}
NAMES = {provider: account for account, provider in ACCOUNTS.items()}


def day_of_work(number: int, day: date, count: int) -> Iterator[Made]:
    """What a day brought, the same whenever it is asked for."""
    dice, begin = random.Random(number), datetime(day.year, day.month, day.day, tzinfo=UTC)
    step = timedelta(days=1) / count
    for one in range(count):
        team, kind = TEAMS[int(6 * dice.random() ** 1.5)], int(12 * dice.random() ** 1.2)
        length, failed = dice.choice(KINDS[kind][6]), dice.random() < FAILED
        cost = Decimal(0) if failed else COSTS[kind, length] * (5 if dice.random() < ODD else 1)
        name, account = f"{day:%m%d}-{one:06}-{dice.getrandbits(32):08x}", NAMES[KINDS[kind][0]]
        said = said_of(dice, name, team, number, length) if dice.random() < LOGGED and not failed else None
        yield Made(account, name, begin + one * step, FACETS[team, kind, failed], SECONDS[length], cost, said)


def said_of(dice: random.Random, name: str, team: str, number: int, length: int) -> Logged:
    """What the job log says of a clip: for which of the team's two running videos, shot and take, and what was kept."""
    running = (number + 10 * dice.randrange(2)) // VIDEO_DAYS
    kept = Decimal(length) / 2 if dice.random() < KEPT else Decimal(0)
    return Logged(
        external_id=name, project=f"{team} {running % 2}", video=f"{team} {running}",
        shot=f"{1 + dice.randrange(SHOTS)}", take=1 + dice.randrange(TAKES),
        usable=kept if dice.random() < JUDGED else None,
    )  # fmt: skip


def facts(made: list[Made], day: date) -> Iterator[AnyFact]:
    """What an account's provider tells of a day: clips with their lines, or clips and a line for each model."""
    spread: dict[Facet, Decimal] = defaultdict(Decimal)
    for one in made:
        own = one.account != "openai-plan"
        yield Usage(
            source="events", external_id=one.id, at=one.at, facet=one.facet, seconds=one.seconds, clips=1,
            quantity=one.seconds, line=one.cost if own else None,
        )  # fmt: skip
        if not own:
            spread[one.facet.model_copy(update={"status": "", "api_key": ""})] += one.cost
    at = datetime(day.year, day.month, day.day, tzinfo=UTC)
    for words, amount in spread.items():
        yield Charge(source="costs", external_id=f"{day} {words.model}", at=at, facet=words, amount=amount)


def grown(path: Path, clips: int, today: date) -> Engine:
    """The ledger of a year that ends today, of about so many clips."""
    engine, now = open_ledger(f"sqlite:///{path}"), datetime.now(UTC)
    upgrade(engine)
    keep_sheets(engine, Settings(path), now)
    with writing(engine) as connection:
        rules = [Rule(team=team, field="api_key", pattern=f"{team}-?") for team in TEAMS]
        replace_rules(connection, rules, now=now, who="mara@studio.example")
        numbers = {name: account_number(connection, name, provider) for name, provider in ACCOUNTS.items()}
    days = [(number, today - timedelta(days=DAYS - 1 - number)) for number in range(DAYS)]
    log_all(engine, numbers, ((n, day, clips // DAYS) for n, day in days))
    for number, day in days:
        collect_day(engine, numbers, day, list(day_of_work(number, day, clips // DAYS)), today)
    with writing(engine) as connection:
        begin, end = (datetime(day.year, day.month, day.day, tzinfo=UTC) for day in (days[0][1], today))
        for account in numbers.values():
            write_run(connection, account, Ran("collect", begin, end + timedelta(1), now, now, rows=clips))
        connection.exec_driver_sql("PRAGMA optimize")
    return engine


def log_all(engine: Engine, numbers: dict[str, int], days: Any) -> None:
    """The job log of the whole year, which waits for the clips that it is about."""
    said = ((one.account, one.said) for day in days for one in day_of_work(*day) if one.said)
    for some in iter(lambda: list(islice(said, A_BATCH)), []):
        with writing(engine) as connection:
            for account, number in numbers.items():
                keep_log(connection, number, "generations", [log for name, log in some if name == account])


def collect_day(engine: Engine, numbers: dict[str, int], day: date, made: list[Made], today: date) -> None:
    """One day of every account, each in a transaction of its own."""
    closed_before = day_number(today - timedelta(days=OPEN_DAYS))
    for account, number in numbers.items():
        with writing(engine) as connection:
            mine = [one for one in made if one.account == account]
            changes = say(connection, number, facts(mine, day), SOURCES, ZoneInfo("UTC"))
            reckon(
                connection, number, changes.days, currency="USD", closed_before=closed_before,
                now=datetime.now(UTC), book=price_book(connection),
            )  # fmt: skip
