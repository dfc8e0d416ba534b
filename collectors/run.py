"""One account, one window, one Run row, whatever happens.

A collection goes in chunks of whole days. Each chunk is asked for first and then committed whole: facts,
settlement, roll-up and Run row in one transaction. Killed at any instant, the ledger holds whole chunks,
and the next collection goes on where the last good one ended.
"""

import random
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

import httpx
from sqlalchemy import Connection, Engine

from collectors.api import Api
from collectors.base import Collector, collector_class
from collectors.chunks import first_day, span_after, window_of, zone_of
from collectors.errors import ProviderFault
from db.accounts import Ran, account_number, covered_until, endpoints, write_run
from db.engine import reading, writing
from db.facts import AnyFact, Name
from db.lease import Taken, me, release, renew, take
from db.placement import days_with, place_again
from db.problems import WrongSettings
from db.reckon import reckon
from db.rollup import days_to_close
from db.settings import Account, Settings
from db.store import Changes, say
from db.window import Window, day_number, days_between, midnight

DEADLINE = 3600.0


@dataclass(frozen=True, slots=True)
class Means:
    """What a collection needs of the world, all of it replaceable: times, chance, network, secrets."""

    now: Callable[[], datetime]
    seconds: Callable[[], float]
    sleep: Callable[[float], None]
    environ: Mapping[str, str]
    dice: random.Random = field(default_factory=random.Random)
    transport: httpx.BaseTransport | None = None
    deadline: float = DEADLINE
    holder: str = field(default_factory=me)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an account's collection has come: days done of days asked, rows so far."""

    account: str
    days: int
    of: int
    rows: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a collection of one account came to. `through` is up to where its data reach; `error` one sentence."""

    account: str
    rows: int = 0
    new: int = 0
    changed: int = 0
    gone: int = 0
    through: datetime | None = None
    error: str = ""
    permanent: bool = False


@dataclass(frozen=True, slots=True)
class Task:
    """One account's collection: where it writes, whom it asks, and with what means."""

    engine: Engine
    settings: Settings
    account: Account
    collector: Collector
    account_id: int
    means: Means
    report: Callable[[Progress], None]

    @property
    def lease(self) -> str:
        return f"collect {self.account.name}"


def collect(
    engine: Engine,
    settings: Settings,
    account: Account,
    means: Means,
    *,
    since: date | None = None,
    until: date | None = None,
    report: Callable[[Progress], None] = lambda _: None,
) -> Outcome:
    """Collect one account: from where it ended (or `since`) up to now (or the day `until`, exclusive).

    Never raises for what a provider, a key or a second collection does wrong: the outcome's `error` says it.
    """
    task = _task(engine, settings, account, means, report)
    try:
        with writing(engine) as connection:
            take(connection, task.lease, means.holder, means.now())
    except Taken as taken:
        return Outcome(account.name, error=f"{account.name} is being collected already: {taken}.")
    try:
        return _collected(task, since, until)
    finally:
        with writing(engine) as connection:
            release(connection, task.lease, means.holder)


def _task(
    engine: Engine, settings: Settings, account: Account, means: Means, report: Callable[[Progress], None]
) -> Task:
    collector = collector_class(account.provider)(account)
    with writing(engine) as connection:
        number = account_number(
            connection, account.name, account.provider, account.default_team, collector.reread, bills=collector.bills
        )
    return Task(engine, settings, account, collector, number, means, report)


def _collected(task: Task, since: date | None, until: date | None) -> Outcome:
    """The whole collection, asked through one line to the provider."""
    try:
        keys = _keys(task)
    except WrongSettings as wrong:
        return Outcome(task.account.name, error=f"{task.account.name}: {'; '.join(wrong.problems)}", permanent=True)
    with Api(
        base_url=task.account.base_url or task.collector.base_url,
        auth=task.collector.auth(keys, task.means.now),
        fault=task.collector.fault,
        per_second=task.collector.per_second,
        transport=task.means.transport,
        clock=task.means.seconds,
        sleep=task.means.sleep,
        dice=task.means.dice,
        deadline=task.means.deadline,
    ) as ask:
        return _in_chunks(task, ask, since, until)


def _keys(task: Task) -> dict[str, str]:
    base = task.settings.path.parent
    return {name: secret.reveal(task.means.environ, base) for name, secret in task.account.credentials.items()}


def _in_chunks(task: Task, ask: Api, since: date | None, until: date | None) -> Outcome:
    """First what stands, then the days in chunks, then what stands of anything met for the first time."""
    zone = zone_of(task.collector.own_days, task.settings.reporting_timezone)
    first, past = _days(task, since, until)
    outcome, met = _stand(task, ask, Outcome(task.account.name), frozenset())
    unnamed, outcome = outcome.error, replace(outcome, error="")  # money is worth having without its names
    day, span = first, 1
    while day < past and not outcome.error:
        end = min(past, day + timedelta(span))
        window = window_of(day, end, zone, task.means.now(), own_days=task.collector.own_days)
        before = outcome.rows
        outcome = _chunk(task, ask, window, outcome, [day_number(d) for d in days_between(day, end)])
        span = span_after(span, outcome.rows - before, task.collector.longest)
        day = end
        task.report(Progress(task.account.name, (day - first).days, (past - first).days, outcome.rows))
    if not outcome.error:
        outcome, _ = _stand(task, ask, outcome, met)
    return replace(outcome, error=outcome.error or unnamed, through=_through(task))


def _days(task: Task, since: date | None, until: date | None) -> tuple[date, date]:
    zone = zone_of(task.collector.own_days, task.settings.reporting_timezone)
    covered = _through(task)
    first = since or first_day(task.account.start, covered, task.collector.reread, zone)
    return first, until or task.means.now().astimezone(zone).date() + timedelta(1)


def _through(task: Task) -> datetime:
    zone = zone_of(task.collector.own_days, task.settings.reporting_timezone)
    with reading(task.engine) as connection:
        covered = covered_until(connection, task.account_id, midnight(task.account.start, zone))
    return min(covered, task.means.now())


def _stand(task: Task, ask: Api, outcome: Outcome, met: frozenset[str]) -> tuple[Outcome, frozenset[str]]:
    """Ask what stands now, unless nothing new was met since it was asked last."""
    with reading(task.engine) as connection:
        used = endpoints(connection, task.account_id)
    if met and used <= met:
        return outcome, used
    now = task.means.now()
    window = Window(now, now + timedelta(microseconds=1))
    return _kept(task, "names and prices", window, outcome, lambda: list(task.collector.standing(ask, now, used))), used


def _chunk(task: Task, ask: Api, window: Window, outcome: Outcome, days: Collection[int]) -> Outcome:
    return _kept(task, "collect", window, outcome, lambda: list(task.collector.facts(ask, window)), days)


def _kept(
    task: Task,
    what: str,
    window: Window,
    outcome: Outcome,
    asked: Callable[[], list[AnyFact]],
    days: Collection[int] = (),
) -> Outcome:
    """Ask, then commit everything with its Run row; where that failed, only a Run row that says so."""
    ran = Ran(what, window.start, window.end, started := task.means.now(), started)
    try:
        facts = asked()
        with writing(task.engine) as connection:
            renew(connection, task.lease, task.means.holder, task.means.now())
            changes = _commit(task, connection, facts, days)
            write_run(connection, task.account_id, _counted(ran, changes, task.means.now()))
    except Exception as trouble:  # whatever happened, it becomes a Run row and a sentence
        return _failed(task, ran, outcome, trouble)
    return replace(
        outcome,
        rows=outcome.rows + changes.rows,
        new=outcome.new + changes.new,
        changed=outcome.changed + changes.changed + changes.news,
        gone=outcome.gone + changes.gone,
    )


def _counted(ran: Ran, changes: Changes, ended: datetime) -> Ran:
    return replace(
        ran, ended=ended, rows=changes.rows, new=changes.new, changed=changes.changed + changes.news, gone=changes.gone
    )


def _commit(task: Task, connection: Connection, facts: list[AnyFact], days: Collection[int]) -> Changes:
    """Store the facts and reckon every day they touch, also through a new name or a day that has closed."""
    zone, now = task.settings.reporting_timezone, task.means.now()
    changes = say(connection, task.account_id, facts, task.collector.sources, zone, days)
    touched = set(changes.days)
    if changes.news and any(isinstance(fact, Name) for fact in facts):
        touched |= days_with(connection, task.account_id, place_again(connection, task.account_id))
    closed_before = day_number((now - timedelta(task.collector.reread)).astimezone(zone).date())
    if task.collector.bills:
        touched |= days_to_close(connection, task.account_id, closed_before)
    reckon(
        connection,
        task.account_id,
        touched,
        currency=task.settings.reporting_currency,
        closed_before=closed_before,
        now=now,
    )
    return changes


def _failed(task: Task, ran: Ran, outcome: Outcome, trouble: Exception) -> Outcome:
    """Write down what went wrong, in words that are safe to show."""
    permanent = isinstance(trouble, ProviderFault) and trouble.permanent
    error = str(trouble) if isinstance(trouble, (ProviderFault, Taken)) else _unexpected(task, trouble)
    failed = replace(ran, ended=task.means.now(), error=error, permanent=permanent)
    with writing(task.engine) as connection:
        write_run(connection, task.account_id, failed)
    return replace(outcome, error=error, permanent=permanent)


def _unexpected(task: Task, trouble: Exception) -> str:
    """A mistake of ours or an answer nobody foresaw: its kind, never its text, which may quote the answer."""
    where = trouble.__traceback__
    while where and where.tb_next:
        where = where.tb_next
    place = f" ({where.tb_frame.f_code.co_name}, line {where.tb_lineno})" if where else ""
    return (
        f"{task.account.name}: what {task.account.provider} answered could not be read:"
        f" {type(trouble).__name__}{place}; nothing of this window was kept. Please report it."
    )
