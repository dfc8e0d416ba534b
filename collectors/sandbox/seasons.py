"""When a studio works: the week, the year, a project's launch, and one weekend that nobody watched."""

from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from collectors.sandbox.offers import Days

Factor = NDArray[np.float64]

WEEK = np.array([1.0, 1.08, 1.12, 1.05, 0.85, 0.16, 0.11])
YEAR = np.array([0.8, 0.95, 1.0, 1.0, 1.0, 0.95, 0.8, 0.72, 1.0, 1.15, 1.3, 1.15])
RUNAWAY_WEEKS = 5
RUSH = 3.5
"""How many times its usual work a project adds on the busiest day before its launch."""


def days_of(first: date, past: date) -> Days:
    """Each day from `first` up to, and not including, `past`."""
    return np.arange(np.datetime64(first), np.datetime64(past))


def first_day(today: date, months: int) -> date:
    """The first of the month with which `months` calendar months up to and with this one begin."""
    month = today.year * 12 + today.month - months
    return date(month // 12, month % 12 + 1, 1)


def workload(days: Days) -> Factor:
    """How busy the studio is on each day, with about 1.0 for an ordinary weekday."""
    weekday = (days.astype(np.int64) + 3) % 7
    month = days.astype("datetime64[M]").astype(np.int64) % 12
    growth = np.linspace(0.85, 1.2, len(days))
    return np.asarray(WEEK[weekday] * YEAR[month] * growth * np.where(_holiday(days), 0.15, 1.0))


def _holiday(days: Days) -> NDArray[np.bool_]:
    """From Christmas Eve to New Year's Day."""
    of_year = (days - days.astype("datetime64[Y]").astype("datetime64[D]")).astype(np.int64)
    return np.asarray((of_year >= 357) | (of_year == 0))


def life(days: Days, first: date, launch: date, past: date) -> Factor:
    """How much a project works on each day of its life: steadily, with a rush in the week before its launch."""
    working = (days >= np.datetime64(first)) & (days < np.datetime64(past))
    until = (days - np.datetime64(launch)).astype(np.int64)
    return np.asarray(working * (1 + RUSH * np.exp(-(((until + 3) / 4.0) ** 2))))


def runaway_saturday(today: date) -> date:
    """The Saturday of the weekend on which a script was left looping, five weeks or so before today."""
    then = today - timedelta(weeks=RUNAWAY_WEEKS)
    return then - timedelta(days=(then.weekday() - 5) % 7)
