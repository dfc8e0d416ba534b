"""A round of collections: price sheets and exchange rates first, then every account asked for, several at a time."""

import gc
from collections.abc import Collection, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date, datetime

from collectors.base import check_accounts
from collectors.exchange import keep_rates
from collectors.means import Means, Outcome, Report
from collectors.price_sheets import sheets
from collectors.run import collect
from db.engine import Engine, writing
from db.problems import WrongSettings, nearest
from db.rebuild import check
from db.reckon import reckon_open
from db.settings import Account, Settings
from db.standing import forget_sheets, say_standing

AT_ONCE = 4
RARELY = (500_000, 20, 100)
NOBODY = 0  # sheets belong to no account


def chosen(settings: Settings, names: Collection[str]) -> tuple[Account, ...]:
    """The accounts of these names, or all. Raises WrongSettings for a name nobody has, or an unusable account."""
    problems = check_accounts(settings)
    known = {account.name: account for account in settings.accounts}
    problems += tuple(f'There is no account "{name}"; {nearest(name, known)}' for name in names if name not in known)
    if not known:
        problems += (f"{settings.path} names no [[accounts]] yet; add one, the README shows how",)
    if problems:
        raise WrongSettings(*problems)
    return tuple(known[name] for name in dict.fromkeys(names or known))


def collect_round(
    engine: Engine,
    settings: Settings,
    accounts: Sequence[Account],
    means: Means,
    *,
    since: date | None = None,
    until: date | None = None,
    report: Report = lambda _: None,
) -> list[Outcome]:
    """Collect these accounts; one outcome each, in their order. One that fails leaves the others alone.

    Interrupted, it does not wait for the others: the ledger bears being left at any instant.
    """
    keep_sheets(engine, settings, means.now())
    keep_rates(engine, settings, means.now())
    threads = ThreadPoolExecutor(AT_ONCE)
    try:
        with _without_hurry():
            running = [
                threads.submit(collect, engine, settings, account, means, since=since, until=until, report=report)
                for account in accounts
            ]
            return [one.result() for one in running]
    finally:
        threads.shutdown(wait=False, cancel_futures=True)


@contextmanager
def _without_hurry() -> Iterator[None]:
    """Look for garbage rarely: facts come by the ten thousand, hold no cycles, and searching them takes a third
    of the time."""
    usual = gc.get_threshold()
    gc.set_threshold(*RARELY)
    try:
        yield
    finally:
        gc.set_threshold(*usual)


def keep_sheets(engine: Engine, settings: Settings, now: datetime) -> int:
    """Bring what the price sheets say into the ledger, and price open days by it; how much of it was news.

    Raises ReckonedOtherwise where the ledger was reckoned in another currency or time zone.
    """
    with writing(engine) as connection:
        check(connection, settings.reporting_currency, settings.reporting_timezone)
        news = forget_sheets(connection, (price for sheet in sheets() for price in sheet.prices))
        news += sum(
            say_standing(connection, NOBODY, sheet.prices) + say_standing(connection, NOBODY, sheet.models)
            for sheet in sheets()
        )
        if news:
            reckon_open(connection, currency=settings.reporting_currency, now=now)
    return news
