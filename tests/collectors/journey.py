"""A small studio served over HTTP by a clock that stands still, its accounts, and a ledger to collect them into."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path
from time import monotonic
from typing import Any

from sqlalchemy import text

from collectors.deliveries import Delivery, file_kind
from collectors.means import Means, Outcome
from collectors.round import chosen, collect_round
from collectors.sandbox import Studio, Truth, demo_config, demo_post, serving
from collectors.sandbox.server import Faults, no_faults
from dashboard.view import Narrowing, View
from db.engine import Engine, reading
from db.settings import Settings, load
from tests.db.blank import ready_ledger

SIX_PM = datetime(2026, 11, 22, 18, tzinfo=UTC)
ACCOUNTS = ("fal-studio", "openai-plan", "kling-brand")
EVERYTHING = Narrowing(date.min, date.max)


@dataclass
class Clock:
    """Stands still until somebody moves it. The providers look at it once for every request."""

    at: datetime = SIX_PM
    looked_at: Callable[[], None] = lambda: None

    def __call__(self) -> datetime:
        self.looked_at()
        return self.at


@dataclass
class Journey:
    """From the studio over its providers into the ledger."""

    studio: Studio
    settings: Settings
    ledger: Engine
    clock: Clock = field(default_factory=Clock)

    def means(self, **other: Any) -> Means:
        """The sandbox's clock, and no waiting: its requests lie a second apart whenever they come."""
        said: dict[str, Any] = {
            "now": lambda: self.clock.at,
            "seconds": monotonic,
            "sleep": lambda _: None,
            "environ": os.environ,
        }
        return Means(**(said | other))

    def collect(self, *names: str, **days: date) -> list[Outcome]:
        """Collect these accounts, or all and what comes by post; none of them may fail."""
        outcomes = collect_round(self.ledger, self.settings, chosen(self.settings, names), self.means(), **days)
        assert [one.error for one in outcomes] == [""] * len(outcomes)
        for posted in () if names else demo_post(self.studio, self.clock.at, self.settings.folder):
            delivery = Delivery(self.ledger, self.settings, [posted.path], self.clock.at, posted.account)
            file_kind(posted.kind).bring(delivery)
        return outcomes

    @property
    def view(self) -> View:
        """All that is in the ledger."""
        return View(self.ledger, EVERYTHING)

    @property
    def truth(self) -> Truth:
        """What can be known now."""
        return Truth(self.studio, self.clock.at)

    def rows(self, sql: str, **values: Any) -> list[tuple[Any, ...]]:
        """What the database answers."""
        with reading(self.ledger) as connection:
            return [tuple(row) for row in connection.execute(text(sql), values)]

    def money_by(self, *words: str) -> dict[tuple[str, ...], Any]:
        """Cost by these words, as the ledger knows it."""
        rows = self.view.figures(["cost"], words).to_dict("records")
        return {tuple(str(row[word]) for word in words): row["cost"] for row in rows}

    def billed_by(self, *words: str) -> dict[tuple[str, ...], Any]:
        """The same, without estimates and what came to nothing: what the time of day does not change."""
        rows = self.view.only(basis=["billed"]).figures(["cost"], words).to_dict("records")
        return {tuple(str(row[word]) for word in words): row["cost"] for row in rows if row["cost"]}

    def true_money_by(self, *words: str) -> dict[tuple[str, ...], Any]:
        """The same, as it really was."""
        return {key: one.money for key, one in self.truth.by(*words).items()}

    def truly_billed_by(self, *words: str) -> dict[tuple[str, ...], Any]:
        """What really came to something."""
        return {key: money for key, money in self.true_money_by(*words).items() if money}


@contextmanager
def journey(
    folder: Path,
    database_url: str,
    *,
    months: int = 5,
    size: float = 0.03,
    zone: str = "UTC",
    now: datetime = SIX_PM,
    faults: Faults = no_faults,
) -> Iterator[Journey]:
    """A studio of so many months up to now, its rules in force, nothing collected yet.

    Five months reach back before the days on which Sora ended, a price fell and OpenAI began to name its units.
    """
    studio, clock = Studio(7, now.date(), months=months, size=size), Clock(now)
    with serving(studio, clock, ticks=count().__next__, faults=faults) as base_url:
        settings = configured(folder, studio, base_url, database_url, zone)
        ledger = ready_ledger(settings.database_url)
        file_kind("rules").bring(Delivery(ledger, settings, [folder / "rules.csv"], clock.at))
        yield Journey(studio, settings, ledger, clock)
        ledger.dispose()


def configured(folder: Path, studio: Studio, base_url: str, database_url: str, zone: str = "UTC") -> Settings:
    """The demonstration's configuration, over another database and by another zone's days."""
    config = demo_config(base_url, studio, folder)
    said = config.read_text().replace("sqlite:///reelspend.db", database_url)
    config.write_text(said.replace('reporting_timezone = "UTC"', f'reporting_timezone = "{zone}"'))
    return load(config)
