"""The whole examination, from the configuration to the numbers, as findings in the order in which to mend them."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from collectors.means import Means
from collectors.pulse import keyless, pulses
from dashboard.doctor import configuration, database, figures, providers
from dashboard.doctor.finding import CONFIGURATION, LEDGER, WRONG, Finding
from dashboard.measures.health import Login
from dashboard.view import Narrowing, View
from db.engine import CannotOpen, Engine, open_ledger
from db.problems import nearest
from db.settings import Settings
from db.soundness import answering


def examine(means: Means, cwd: Path, only: Collection[str] = (), *, offline: bool = False) -> list[Finding]:
    """Everything that can be found out; of the accounts `only` these, or all. Nothing is stored.

    `offline` asks no provider, and looks only whether the keys are there.
    """
    settings, found = configuration.read(means.environ, cwd)
    if settings is None:
        return found
    found += _strange(settings, only)
    of_accounts = _of_ledger(settings, means, found)
    wanted = [one for one in configuration.usable(settings) if not only or one.name in only]
    asked = (keyless if offline else pulses)(settings, wanted, means)
    of_accounts = [finding for pulse in asked for finding in providers.felt(pulse)] + of_accounts
    return found + _by_account([one for one in of_accounts if not only or one.about in only])


def _strange(settings: Settings, only: Collection[str]) -> list[Finding]:
    """The accounts asked for that nobody has."""
    names = [account.name for account in settings.accounts]
    wrong = [name for name in only if name not in names]
    return [
        Finding(WRONG, CONFIGURATION, "account", f'There is no account "{name}"; {nearest(name, names)}')
        for name in wrong
    ]


def _of_ledger(settings: Settings, means: Means, found: list[Finding]) -> list[Finding]:
    """What the ledger tells of the accounts; what is to be said of itself is added to `found`."""
    if not settings.database_url:
        return []
    try:
        with _opened(settings) as engine, answering():
            good, own = database.look_over(engine, settings)
            found += own
            return _of_accounts(engine, settings, means) if good else []
    except CannotOpen as trouble:
        found.append(Finding(WRONG, LEDGER, "database", str(trouble)))
        return []


@contextmanager
def _opened(settings: Settings) -> Iterator[Engine]:
    """The ledger as it is, not brought up to date."""
    engine = open_ledger(settings.database_url)
    try:
        yield engine
    finally:
        engine.dispose()


def _of_accounts(engine: Engine, settings: Settings, means: Means) -> list[Finding]:
    view = View(engine, Narrowing(date.min, date.max), currency=settings.reporting_currency)
    now = means.now().astimezone(settings.reporting_timezone)
    logins = tuple(map(Login.of, settings.accounts))
    return [*figures.told(view, logins, now), *database.apart(engine)]


def _by_account(found: Sequence[Finding]) -> list[Finding]:
    """One account after the other, in the order in which they were first spoken of."""
    names = list(dict.fromkeys(finding.about for finding in found))
    return sorted(found, key=lambda finding: names.index(finding.about))
