"""All that a kind of alert looks at: everything in the ledger, what day it is, the company's limits, what was told."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from dashboard.budgets import standings_of
from dashboard.forecasts.judged import anomalies
from dashboard.forecasts.past import past_of
from dashboard.measures import amounts
from dashboard.measures.budgeting.standing import Standing
from dashboard.measures.health import Login
from dashboard.measures.outlook.anomaly import Anomaly
from dashboard.measures.stop_loss import Limits
from dashboard.view import Narrowing, View
from db.alerts import Told, stored
from db.engine import Engine, reading
from db.money import from_nano
from db.scopes import filters, scope_of
from db.sections import Alerts
from db.settings import Settings

DAY = timedelta(days=1)
FIRST, LAST = date(2000, 1, 1), date(2100, 1, 1)


@dataclass(frozen=True, eq=False)
class Watch:
    """`view` is everything of all time, `now` aware; `told` are all alerts that were ever recorded."""

    view: View
    now: datetime
    zone: ZoneInfo
    alerts: Alerts = field(default_factory=Alerts)
    limits: Limits = field(default_factory=Limits)
    logins: tuple[Login, ...] = ()
    told: tuple[Told, ...] = ()

    @property
    def today(self) -> date:
        """The day it is in the reporting time zone."""
        return self.now.astimezone(self.zone).date()

    @property
    def accounts(self) -> frozenset[str]:
        """The accounts of the configuration; nobody waits for others."""
        return frozenset(login.account for login in self.logins)

    @cached_property
    def standings(self) -> list[Standing]:
        """Where each budget stands in the period that is now, with its forecast."""
        return list(standings_of(self.view, self.today, self.zone))

    @cached_property
    def whole(self) -> date:
        """The first day that is not known in full."""
        return past_of(self.view, self.today, self.zone).past

    @cached_property
    def odd(self) -> list[Anomaly]:
        """Days of the last weeks outside what was forecast, each story once."""
        return anomalies(self.view, self.today, self.zone)

    def money(self, nano: int) -> str:
        """Whole nano-units of the reporting currency as the screens write them."""
        return amounts.written("cost", from_nano(nano), self.view.currency)

    def since(self, rule: str, threshold: str = "", again: timedelta = timedelta(0)) -> str:
        """The period of a line that has none of its own: the day on which it was crossed.

        While it stays crossed, and where it is crossed again within so long of being over, it is the same one.
        """
        for one in self.told:  # the newest first
            if (one.rule, one.threshold) == (rule, threshold):
                same = one.resolved is None or self.now - one.resolved < again
                return one.period if same else f"{self.today}"
        return f"{self.today}"


def watching(engine: Engine, settings: Settings, now: datetime, zone: ZoneInfo) -> Watch:
    """Everything, as it is now."""
    with reading(engine) as connection:
        told = tuple(stored(connection))
    view = View(engine, Narrowing(FIRST, LAST), currency=settings.reporting_currency)
    limits = Limits(settings.stop_loss.takes, settings.stop_loss.cost)
    return Watch(view, now, zone, settings.alerts, limits, tuple(map(Login.of, settings.accounts)), told)


def about(**words: Collection[str]) -> str:
    """The scope of an alert on work of these words; everything where a word cannot be written into one."""
    text = scope_of(words)
    try:
        written = filters(text) == {name: sorted(set(said)) for name, said in words.items()}
    except ValueError:
        return ""
    return text if written else ""
