"""The studio of the collection's tests: fal-studio, its ledger, and a clock that moves only by hand."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import httpx
from sqlalchemy import text

from collectors.means import Means, Outcome
from collectors.run import collect
from dashboard.view import Narrowing, View
from db.attribution import Rule
from db.engine import Engine, reading, writing
from db.rules import replace_rules
from db.settings import Account, Secret, Settings
from tests.collectors.asking import Time
from tests.collectors.fake_fal import FakeFal

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
KEY = "mara-2f6c1e90:0f9b6a1d7e3c4b5a"
FAL = Account("fal-studio", "fal", date(2026, 11, 1), {"key": Secret("env:FAL_ADMIN_KEY")})
RULES = (
    Rule(team="trailers", field="api_key", pattern="trailers-*"),
    Rule(team="social", field="api_key", pattern="social-*"),
)


def day(number: int, hour: int = 10) -> datetime:
    """A time in November 2026."""
    return datetime(2026, 11, number, hour, tzinfo=UTC)


@dataclass
class Studio:
    """What a collection needs, and what it left in the ledger."""

    ledger: Engine
    fal: FakeFal = field(default_factory=FakeFal)
    account: Account = FAL
    now: datetime = NOON
    zone: str = "UTC"
    currency: str = "USD"
    environ: dict[str, str] = field(default_factory=lambda: {"FAL_ADMIN_KEY": KEY})
    time: Time = field(default_factory=Time)

    @property
    def settings(self) -> Settings:
        """The configuration, as if it had been read from a file."""
        return Settings(
            Path("reelspend.toml"), self.currency, ZoneInfo(self.zone), accounts=(self.account,), database_url="-"
        )

    def means(self) -> Means:
        """fal answers at once, and the only time that passes is that of waiting."""
        return Means(
            now=lambda: self.now,
            seconds=lambda: self.time.now,
            sleep=self.time.sleep,
            environ=self.environ,
            transport=httpx.MockTransport(self.fal),
        )

    def collect(self, **more: Any) -> Outcome:
        """Collect fal-studio, whatever comes of it."""
        return collect(self.ledger, self.settings, self.account, self.means(), **more)

    def rule(self, rules: Sequence[Rule] = RULES) -> None:
        """Put rules in force."""
        with writing(self.ledger) as connection:
            replace_rules(connection, rules, now=self.now, who="mara@studio.example")

    def team(self, default: str) -> None:
        """Give work that no rule places to this team, from the next collection on."""
        self.account = replace(self.account, default_team=default)

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """What the database answers."""
        with reading(self.ledger) as connection:
            return [tuple(row) for row in connection.execute(text(sql))]

    def figures(self, *measures: str, by: str = "team") -> dict[str, tuple[str, ...]]:
        """Measures by a dimension, as text."""
        frame = View(self.ledger, Narrowing(date.min, date.max)).figures(list(measures), [by])
        return {str(row[0]): tuple(map(str, row[1:])) for row in frame.itertuples(index=False)}

    def runs(self) -> list[tuple[str, str, bool]]:
        """What each Run row was for, its error, and whether a person must act."""
        return [(what, error, bool(permanent)) for what, error, permanent in self.rows(RUNS)]


RUNS = "SELECT what, error, permanent FROM run ORDER BY id"
