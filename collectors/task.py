"""One account's collection: who is asked with which keys, for which days, and how an answer is committed whole."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import count
from zoneinfo import ZoneInfo

from collectors.base import Collector, collector_class
from collectors.chunks import first_day, zone_of
from collectors.deliveries import bill_kinds
from collectors.exchange import bring_rates
from collectors.means import Means, Report
from db.accounts import account_number, covered_until, imported_until, sources_of
from db.closing import close_months
from db.engine import Connection, Engine, reading, writing
from db.facts import AnyFact, Price
from db.job_log import give_way
from db.lease import me
from db.placement import days_with, place_again
from db.problems import WrongSettings
from db.rebuild import check
from db.reckon import reckon
from db.rollup import days_to_close, first_open_day
from db.settings import Account, Settings
from db.store import Changes, say
from db.window import day_number, days_between, midnight

UNBILLED = timedelta(days=62)
"""How long a month stays open after its end, for an account whose bill is never asked for."""
_NUMBERS = count(1)


def _holder() -> str:
    """This collection: two of one process are two holders."""
    return f"{me()} {next(_NUMBERS)}"


@dataclass(frozen=True, slots=True)
class Task:
    """Where one account's collection writes, whom it asks, and with what means."""

    engine: Engine
    settings: Settings
    account: Account
    collector: Collector
    account_id: int
    means: Means
    report: Report
    holder: str = field(default_factory=_holder)

    @property
    def lease(self) -> str:
        """What only one collection at a time may hold."""
        return f"collect {self.account.name}"

    @property
    def zone(self) -> ZoneInfo:
        """Whose days are asked for."""
        return zone_of(self.collector.own_days, self.settings.reporting_timezone)

    def days(self, since: date | None, until: date | None) -> tuple[date, date]:
        """The days to ask for: from where the data end, less those that may have changed, up to and with today.

        None where the provider tells of no work over the line.
        """
        if self.collector.by_post:
            return self.account.start, self.account.start
        first = since or first_day(self.account.start, self._covered(), self.collector.reread_from, self.zone)
        tomorrow = self.means.now().astimezone(self.zone).date() + timedelta(1)
        return first, min(until or tomorrow, tomorrow)

    def through(self) -> datetime | None:
        """Up to where the account's data reach without a gap; None where they come by post and none have come."""
        if not self.collector.by_post:
            return self._covered()
        with reading(self.engine) as connection:
            return imported_until(connection, self.account_id, self.collector.by_post)

    def _covered(self) -> datetime:
        """Up to where the account was collected without a gap."""
        with reading(self.engine) as connection:
            covered = covered_until(connection, self.account_id, midnight(self.account.start, self.zone))
        return min(covered, self.means.now())

    def commit(self, connection: Connection, facts: Collection[AnyFact], answered: Collection[int]) -> Changes:
        """Store facts and reckon every day they touch, also through a new name or price or because it has closed.

        `answered` are the days (YYYYMMDD) that were asked for; none where it was asked what stands.
        """
        zone, now, first_open = self.settings.reporting_timezone, self.means.now(), self._closed_before(connection)
        changes = say(connection, self.account_id, facts, self.collector.sources, zone, answered, leave=True)
        if answered:
            gone, days = give_way(connection, self.account_id)
            changes.gone, changes.days = changes.gone + gone, changes.days | days
        touched = set(changes.days) | self._priced_anew(facts, changes)
        if changes.news or not answered:  # another name, or another default team in the configuration
            touched |= days_with(connection, self.account_id, place_again(connection, self.account_id))
        if self.collector.bills:
            touched |= days_to_close(connection, self.account_id, first_open)
        currency = self.settings.reporting_currency
        bring_rates(connection, currency, touched)
        reckon(
            connection, self.account_id, touched, currency=currency, closed_before=first_open, now=now,
            unwritten=changes.unwritten,
        )  # fmt: skip
        return changes

    def _closed_before(self, connection: Connection) -> int:
        """The first open day (YYYYMMDD); where bills come by post, it is for the post to say."""
        if self.collector.by_post:
            return first_open_day(connection, self.account_id)
        return day_number(self._first_open())

    def close_months(self) -> None:
        """Close the months that nothing new can be said of, now that a collection has ended well."""
        if self.collector.by_post:
            return
        today = self.means.now().astimezone(self.zone).date()
        first_open = self._first_open() if self.collector.bills else today - UNBILLED
        covered = self._covered().astimezone(self.zone).date()
        with writing(self.engine) as connection:
            close_months(connection, self.account_id, day_number(min(first_open, covered)))

    def _first_open(self) -> date:
        """The first day whose bill may still change."""
        return self.collector.reread_from(self.means.now().astimezone(self.zone).date())

    def _priced_anew(self, facts: Collection[AnyFact], changes: Changes) -> set[int]:
        """The days that may still change and that a price among these facts holds for."""
        since = [fact.valid_from for fact in facts if isinstance(fact, Price)] if changes.news else []
        if not since:
            return set()
        past = (self.means.now() + timedelta(1)).astimezone(self.zone).date()
        return {day_number(day) for day in days_between(max(min(since), self._first_open()), past)}


def begin(engine: Engine, settings: Settings, account: Account, means: Means, report: Report) -> Task:
    """The task of collecting an account, which the ledger knows from here on.

    Raises WrongSettings where its bill came in a file already, ReckonedOtherwise where the ledger was
    reckoned in another currency or time zone.
    """
    collector = collector_class(account.provider)(account)
    said = (account.name, account.provider, account.default_team, collector.reread)
    with writing(engine) as connection:
        check(connection, settings.reporting_currency, settings.reporting_timezone)
        if sources_of(connection, account.name) & (set(bill_kinds()) - {collector.by_post}):
            raise WrongSettings(
                f"{account.name} holds a bill that was imported from a file, and would count twice;"
                f" give the account in {settings.path} another name"
            )
        number = account_number(connection, *said, bills=collector.bills or bool(collector.by_post))
    return Task(engine, settings, account, collector, number, means, report)
