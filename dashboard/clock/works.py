"""The deeds of the clock as they really are: providers are asked, lines looked at, letters owed and sent."""

from dataclasses import dataclass, field, replace
from threading import Event, Lock

from collectors.exchange import keep_rates
from collectors.means import Means, Progress
from collectors.round import chosen, keep_sheets
from collectors.run import collect
from dashboard.alerts.calendar import owe_calendar
from dashboard.alerts.evaluate import evaluate
from dashboard.clock.deeds import Deeds, Stopped
from dashboard.forecasts.budgeted import budgeted, keep_budgets
from dashboard.forecasts.outlook import keep_shown, outlook
from dashboard.outbox.send import send_due
from dashboard.view import Narrowing, View
from db.engine import Engine, writing
from db.rebuild import check_reckoned
from db.retention import forget
from db.settings import Settings


@dataclass(frozen=True, slots=True)
class Works:
    """All that doing it needs. Once `stop` is set, no further letter and no further days are begun."""

    engine: Engine
    settings: Settings
    means: Means
    stop: Event
    one_at_a_time: Lock = field(default_factory=Lock)

    def deeds(self) -> Deeds:
        """What each job does."""
        return Deeds(self.collect, self.forecast, self.alerts, self.calendar, self.letters, self.forget)

    def collect(self, name: str) -> str:
        """Ask one account, after prices and rates; the ledger bears it to be left between any two answers."""
        (account,) = chosen(self.settings, (name,))
        with self.one_at_a_time:
            keep_sheets(self.engine, self.settings, self.means.now())
            keep_rates(self.engine, self.settings, self.means.now())
        means = replace(self.means, sleep=self._wait)
        return collect(self.engine, self.settings, account, means, report=self._go_on).error

    def forecast(self) -> str:
        """Keep today's forecast, of everything and of the budgets, to be judged when the months are over."""
        zone = self.settings.reporting_timezone
        check_reckoned(self.engine, self.settings.reporting_currency, zone)
        today = self.means.now().astimezone(zone).date()
        view = View(self.engine, Narrowing(today, today), currency=self.settings.reporting_currency)
        keep_shown(view, outlook(view, today, zone))
        keep_budgets(view, budgeted(view, today, zone))
        return ""

    def alerts(self) -> str:
        """Look at every line, and owe the letters about those that were crossed or are over."""
        with self.one_at_a_time:
            evaluate(self.engine, self.settings, self.means.now())
        return ""

    def calendar(self) -> str:
        """Owe the letters that come by the week and by the month."""
        with writing(self.engine) as connection:
            owe_calendar(connection, self.settings, self.means.now())
        return ""

    def letters(self) -> str:
        """Send what is due. A letter that could not be sent is listed with its reason."""
        went = send_due(self.engine, self.settings, self.means.now(), stop=self.stop.is_set)
        said = ((went.failed, "not accepted, and tried again by themselves"), (went.given_up, "given up"))
        return ", ".join(f"{count} letters {words}" for count, words in said if count)

    def forget(self) -> str:
        """Let go of what is too old to be of use."""
        with writing(self.engine) as connection:
            forget(connection, self.means.now())
        return ""

    def _wait(self, seconds: float) -> None:
        if self.stop.wait(seconds):
            raise Stopped

    def _go_on(self, _: Progress) -> None:
        if self.stop.is_set():
            raise Stopped
