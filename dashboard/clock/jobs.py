"""The jobs of the clock, as a configuration has them."""

from collections.abc import Mapping
from datetime import time, timedelta
from functools import partial
from typing import Final
from zoneinfo import ZoneInfo

from dashboard.clock.deeds import Deeds
from dashboard.clock.job import Job

FORECAST_AT: Final = time(5, 30)
FORGET_AT: Final = time(4, 15)
ALERTS, LETTERS = timedelta(minutes=5), timedelta(minutes=1)
CALENDAR: Final = timedelta(minutes=15)
"""No time zone is off by less than a quarter of an hour, so eight o'clock is hit everywhere."""


def jobs(accounts: Mapping[str, timedelta], zone: ZoneInfo) -> tuple[Job, ...]:
    """Every job, for accounts by name, each collected so often; `zone` is the reporting time zone.

    They stand in the order in which those due at once are done: first what is to be known, then what is to be said.
    """
    return (
        *(_collection(account, every) for account, every in accounts.items()),
        Job("forecast", lambda deeds: deeds.forecast(), at=FORECAST_AT, zone=zone, slow=True),
        Job("alerts", lambda deeds: deeds.alerts(), every=ALERTS),
        Job("calendar", lambda deeds: deeds.calendar(), every=CALENDAR),
        Job("letters", lambda deeds: deeds.letters(), every=LETTERS),
        Job("forget", lambda deeds: deeds.forget(), at=FORGET_AT, zone=zone),
    )


def _collection(account: str, every: timedelta) -> Job:
    return Job(f"collect {account}", partial(_collect, account=account), every=every, slow=True)


def _collect(deeds: Deeds, account: str) -> str:
    """Collect an account, and look at once whether that crossed a line."""
    said = (deeds.collect(account), deeds.alerts())
    return "; ".join(filter(None, said))
