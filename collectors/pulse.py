"""Is an account's key there, does it sign in, may it see what we need, and do its provider's clock and ours agree?

Nothing is stored. Asked are the first rows of yesterday and of what stands, and the provider's second account of
the same money, where it gives one.
"""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time, timedelta
from email.utils import parsedate_to_datetime

import httpx

from collectors.api import Api
from collectors.base import Clock, Collector, collector_class
from collectors.difference import Difference
from collectors.errors import OutOfTime, ProviderFault, unreadable
from collectors.line import line, secrets
from collectors.means import Means
from db.problems import WrongSettings
from db.settings import Account, Settings
from db.window import Window

AT_ONCE = 8
DEADLINE = 20.0
"""Seconds that one account may take."""
ATTEMPTS = 2
DAYS_CHECKED = 3
"""Whole UTC days up to today for which a provider's two tales are held against each other."""


@dataclass(frozen=True, slots=True)
class Pulse:
    """What asking an account came to. The errors are sentences, "" where all was well.

    `locked` says that a key is missing, so that nobody was asked. `ahead` is by how much our clock is ahead of the
    provider's (None: it did not say). `unchecked` is why its two tales of the same money could not be compared.
    """

    account: str
    error: str = ""
    locked: bool = False
    ahead: timedelta | None = None
    differences: tuple[Difference, ...] = ()
    unchecked: str = ""


@dataclass(slots=True)
class Ear:
    """Listens to what time each answer says it is, and keeps the nearest to ours: the rest was on the way."""

    now: Clock
    ahead: timedelta | None = field(default=None)

    def __call__(self, answer: httpx.Response) -> None:
        """Hear one answer. One from a cache says when it was made, not what time it is."""
        try:
            there = parsedate_to_datetime(answer.headers["date"]).astimezone(UTC)
        except (KeyError, ValueError, OverflowError):
            return
        ahead = self.now() - there
        if "age" not in answer.headers and (self.ahead is None or abs(ahead) < abs(self.ahead)):
            self.ahead = ahead


def pulses(settings: Settings, accounts: Sequence[Account], means: Means, deadline: float = DEADLINE) -> list[Pulse]:
    """Feel each account's pulse, several at a time and none for longer than `deadline` seconds; in their order."""
    hurried = replace(means, deadline=deadline)
    with ThreadPoolExecutor(AT_ONCE) as threads:
        return list(threads.map(lambda account: pulse(settings, account, hurried), accounts))


def keyless(settings: Settings, accounts: Sequence[Account], means: Means) -> list[Pulse]:
    """Of these accounts the ones whose key is missing; nobody is asked."""
    found = (_unlocked(settings, account, means) for account in accounts)
    return [key for key in found if isinstance(key, Pulse)]


def _unlocked(settings: Settings, account: Account, means: Means) -> dict[str, str] | Pulse:
    """An account's keys, or that one is missing."""
    try:
        return secrets(settings, collector_class(account.provider)(account), means)
    except WrongSettings as wrong:
        return Pulse(account.name, error="; ".join(wrong.problems), locked=True)


def pulse(settings: Settings, account: Account, means: Means) -> Pulse:
    """Ask one account a little; whatever goes wrong is in the answer."""
    collector = collector_class(account.provider)(account)
    felt, ear = Pulse(account.name), Ear(means.now)
    keys = _unlocked(settings, account, means)
    if isinstance(keys, Pulse):
        return keys
    with _told(account) as errors, line(collector, keys, means, attempts=ATTEMPTS, heard=ear) as ask:
        felt = _asked(collector, ask, means.now(), felt)
    return replace(felt, error="".join(errors), ahead=ear.ahead)


def _asked(collector: Collector, ask: Api, now: datetime, felt: Pulse) -> Pulse:
    """Money first, then names and credit, which a key may be refused though it sees the money."""
    midnight = datetime.combine(now.astimezone(UTC).date(), time.min, UTC)
    next(collector.facts(ask, Window(midnight - timedelta(1), midnight)), None)
    next(collector.standing(ask, now, ()), None)
    differences: list[Difference] = []
    with _told(collector.account) as errors:
        differences += collector.cross_check(ask, Window(midnight - timedelta(DAYS_CHECKED), midnight))
    return replace(felt, differences=tuple(differences), unchecked="".join(errors))


@contextmanager
def _told(account: Account) -> Iterator[list[str]]:
    """A list that holds one sentence after the block, if something went wrong in it."""
    errors: list[str] = []
    try:
        yield errors
    except OutOfTime:
        errors.append(f"{account.provider} did not answer in the time it was given; look at its status page.")
    except ProviderFault as fault:
        errors.append(str(fault))
    except Exception as trouble:  # a doctor must not fall ill of what was meant to be found
        errors.append(f"{unreadable(account.provider, trouble)}; please report it.")
