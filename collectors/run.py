"""One account, one window, one Run row, whatever happens.

A collection goes in chunks of whole days. Each chunk is asked for first and then committed whole: facts,
settlement, roll-up and Run row in one transaction. Killed at any instant, the ledger holds whole chunks,
and the next collection goes on where the last good one ended.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, timedelta

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from collectors.api import Api
from collectors.chunks import span_after, window_of
from collectors.errors import ProviderFault, unreadable
from collectors.line import line, secrets
from collectors.means import Means, Outcome, Progress, Report
from collectors.task import Task, begin
from db.accounts import Ran, endpoints, write_run
from db.engine import reading, writing
from db.facts import AnyFact
from db.lease import Taken, release, renew, take
from db.problems import WrongSettings
from db.settings import Account, Settings
from db.store import Changes
from db.window import day_number, days_between


def collect(
    engine: Engine,
    settings: Settings,
    account: Account,
    means: Means,
    *,
    since: date | None = None,
    until: date | None = None,
    report: Report = lambda _: None,
) -> Outcome:
    """Collect one account: from where it ended (or `since`) up to now (or the day `until`, exclusive).

    Whatever a provider, a key, a second collection or the database does wrong, the outcome's `error` says it.
    Raises ReckonedOtherwise, because that is true of the ledger and not of this account.
    """
    try:
        return _alone(begin(engine, settings, account, means, report), since, until)
    except (WrongSettings, Taken, DBAPIError) as trouble:
        return Outcome(account.name, error=_told(trouble, account), permanent=isinstance(trouble, WrongSettings))


def _alone(task: Task, since: date | None, until: date | None) -> Outcome:
    """The collection, while nobody else collects this account."""
    try:
        with writing(task.engine) as connection:
            take(connection, task.lease, task.holder, task.means.now())
    except Taken as taken:
        machine, process = [*taken.holder.split(" "), "", ""][:2]
        raise Taken(
            f"{task.account.name} is being collected already, by process {process} on {machine};"
            " wait until that has ended"
        ) from None
    try:
        return _asked(task, since, until)
    finally:
        with writing(task.engine) as connection:
            release(connection, task.lease, task.holder)


def _asked(task: Task, since: date | None, until: date | None) -> Outcome:
    """The whole collection, over one line to the provider."""
    now, nothing = task.means.now(), Outcome(task.account.name)
    try:
        keys = secrets(task.settings, task.collector, task.means)
    except WrongSettings as wrong:
        return _failed(task, Ran("collect", now, now, now, now), nothing, wrong)
    with line(task.collector, keys, task.means) as ask:
        return _in_chunks(task, ask, *task.days(since, until))


def _in_chunks(task: Task, ask: Api, first: date, past: date) -> Outcome:
    """First what stands, then the days in chunks, then what stands of anything met for the first time."""
    outcome, met = _stand(task, ask, Outcome(task.account.name), frozenset())
    unnamed, outcome = outcome, replace(outcome, error="", permanent=False)  # money is worth having without its names
    day, span = first, 1
    while day < past and not outcome.error:
        end, before = min(past, day + timedelta(span)), outcome.rows
        outcome = _chunk(task, ask, outcome, day, end)
        span = span_after(span, outcome.rows - before, task.collector.longest)
        day = day if outcome.error else end
        task.report(Progress(task.account.name, (day - first).days, (past - first).days, outcome.rows))
    if task.collector.by_endpoint and not outcome.error:
        outcome, _ = _stand(task, ask, outcome, met)
    worse = outcome if outcome.error else unnamed
    if not worse.error:
        task.close_months()
    return replace(outcome, error=worse.error, permanent=worse.permanent, through=task.through())


def _stand(task: Task, ask: Api, outcome: Outcome, met: frozenset[str]) -> tuple[Outcome, frozenset[str]]:
    """Ask what stands now, unless nothing new was met since it was asked last."""
    with reading(task.engine) as connection:
        used = endpoints(connection, task.account_id)
    if met and used <= met:
        return outcome, used
    now = task.means.now()
    ran = Ran("names and prices", now, now + timedelta(microseconds=1), now, now)
    return _kept(task, ask, ran, outcome, lambda: task.collector.standing(ask, now, used)), used


def _chunk(task: Task, ask: Api, outcome: Outcome, day: date, end: date) -> Outcome:
    """Ask for the days from `day` up to and not including `end`."""
    now = task.means.now()
    window = window_of(day, end, task.zone, now, own_days=task.collector.own_days)
    ran, days = Ran("collect", window.start, window.end, now, now), [day_number(d) for d in days_between(day, end)]
    return _kept(task, ask, ran, outcome, lambda: task.collector.facts(ask, window), days)


def _kept(
    task: Task,
    ask: Api,
    ran: Ran,
    outcome: Outcome,
    asked: Callable[[], Iterable[AnyFact]],
    days: Iterable[int] = (),
) -> Outcome:
    """Ask, then commit everything with its Run row; where that failed, only a Run row that says so."""
    before = ask.requests
    try:
        facts = list(asked())
        with writing(task.engine) as connection:
            renew(connection, task.lease, task.holder, task.means.now())
            changes = task.commit(connection, facts, [*days])
            write_run(connection, task.account_id, _counted(ran, changes, task, ask.requests - before))
    except Exception as trouble:  # whatever happened, it becomes a Run row and a sentence
        return _failed(task, replace(ran, requests=ask.requests - before), outcome, trouble)
    return replace(
        outcome,
        rows=outcome.rows + changes.rows,
        new=outcome.new + changes.new,
        changed=outcome.changed + changes.changed + changes.news,
        gone=outcome.gone + changes.gone,
    )


def _counted(ran: Ran, changes: Changes, task: Task, requests: int) -> Ran:
    said = replace(ran, ended=task.means.now(), requests=requests, rows=changes.rows)
    return replace(said, new=changes.new, changed=changes.changed + changes.news, gone=changes.gone)


def _failed(task: Task, ran: Ran, outcome: Outcome, trouble: Exception) -> Outcome:
    """Write down what went wrong, in words that are safe to show; of a lost lease the next holder tells."""
    permanent = isinstance(trouble, WrongSettings) or (isinstance(trouble, ProviderFault) and trouble.permanent)
    error = _told(trouble, task.account)
    if not isinstance(trouble, Taken):
        with writing(task.engine) as connection:
            failed = replace(ran, ended=task.means.now(), error=error, permanent=permanent)
            write_run(connection, task.account_id, failed)
    return replace(outcome, error=error, permanent=permanent)


def _told(trouble: Exception, account: Account) -> str:
    """What went wrong in one sentence; of a mistake of ours its kind, never its text, which may quote the answer."""
    if isinstance(trouble, ProviderFault | Taken):
        return str(trouble)
    if isinstance(trouble, WrongSettings):
        return "; ".join(trouble.problems)
    if isinstance(trouble, DBAPIError):
        reason = str(trouble.orig).strip().partition("\n")[0]
        return f"the ledger could not be read or written ({reason}); check the database, what was kept before stays."
    return f"{unreadable(account.provider, trouble)}; nothing of this window was kept. Please report it."
