"""Collector: the one promise every provider makes, and the list of them.

A collector turns one provider account's answers into facts. It promises: the same window gives the same
facts, and nothing is remembered between calls. Everything else (retries, chunks, storing, settling) is
somebody else's work. A new provider is one new file in `collectors/providers` with one subclass.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date, datetime, timedelta
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import ClassVar

import httpx
from pydantic import BaseModel, ConfigDict, ValidationError

from collectors import providers
from collectors.api import Api, fault_of_status
from collectors.difference import Difference
from collectors.errors import ProviderFault
from db.facts import AnyFact
from db.facts import Source as Source  # collectors name their sources in their own file
from db.problems import nearest, problem, sentences
from db.settings import Account, Settings
from db.window import Window

Clock = Callable[[], datetime]


class NoOptions(BaseModel):
    """A provider that needs nothing beyond its key."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Collector:
    """One provider account, ready to be asked. Subclasses fill in the class values and `facts`."""

    sources: ClassVar[tuple[Source, ...]]
    base_url: ClassVar[str]
    keys: ClassVar[tuple[frozenset[str], ...]]
    """The sets of credentials any one of which is enough."""
    options_model: ClassVar[type[BaseModel]] = NoOptions
    reread: ClassVar[int] = 3
    """Days before today that may still change, and are asked for again each time (more by `reread_from`)."""
    longest: ClassVar[int] = 31
    """Days that one window may span at most."""
    own_days: ClassVar[bool] = False
    """True where the provider counts UTC days itself; else windows follow the reporting time zone."""
    bills: ClassVar[bool] = True
    """False where no bill can be asked for, so that no day of it ever closes by itself."""
    by_post: ClassVar[str] = ""
    """The kind of file in which all work and the bill come, where the provider tells of neither over the line."""
    by_endpoint: ClassVar[bool] = False
    """True where what stands depends on the endpoints used, and is asked for again once new ones were met."""
    per_second: ClassVar[float] = 2.0
    """Requests a second that the provider surely bears."""

    def __init__(self, account: Account) -> None:
        self.account = account
        self.options = self.options_model.model_validate(dict(account.options))

    def auth(self, keys: Mapping[str, str], clock: Clock) -> httpx.Auth:
        """How a request proves who asks. `keys` are the revealed credentials by name."""
        raise NotImplementedError(f"{type(self).__name__} does not say how it signs in")

    def fault(self, answer: httpx.Response) -> ProviderFault | None:
        """What an answer with status 4xx or 5xx, or an error code in its body, means; None where it is good.

        The body has been read. The default knows only the usual statuses.
        """
        return fault_of_status(answer)

    def facts(self, ask: Api, window: Window) -> Iterator[AnyFact]:
        """Everything that happened in the window, as facts. The same window, the same facts."""
        raise NotImplementedError(f"{type(self).__name__} collects nothing")

    def reread_from(self, today: date) -> date:
        """The first day that is asked for again on `today`; days before it are closed. Never goes back as days pass."""
        return today - timedelta(self.reread)

    def standing(self, ask: Api, now: datetime, endpoints: Collection[str]) -> Iterator[AnyFact]:
        """What stands now: names, prices (of the endpoints this account has used), credit."""
        return iter(())

    def cross_check(self, ask: Api, window: Window) -> Iterator[Difference]:
        """Where the provider tells the window's money a second time, and otherwise; nothing of it is stored."""
        return iter(())


@cache
def provider_names() -> tuple[str, ...]:
    """Every provider there is a file for, in alphabetical order."""
    return tuple(sorted(found.name for found in iter_modules(providers.__path__)))


@cache
def collector_class(provider: str) -> type[Collector]:
    """The collector in `collectors/providers/<provider>.py`. Raises KeyError where there is none."""
    if provider not in provider_names():
        raise KeyError(provider)
    module = import_module(f"{providers.__name__}.{provider}")
    return next(
        thing
        for thing in vars(module).values()
        if isinstance(thing, type) and issubclass(thing, Collector) and thing.__module__ == module.__name__
    )


def check_accounts(settings: Settings) -> tuple[str, ...]:
    """What is wrong with the accounts that only their providers can know, a sentence each; empty when all is well."""
    return tuple(text for account in settings.accounts for text in _check(settings.path, account))


def check_account(file: Path, account: Account, collector: type[Collector]) -> list[str]:
    """The same for one account and its provider's collector: its credentials and its options."""
    where, given = f'account "{account.name}"', set(account.credentials)
    known = frozenset().union(*collector.keys)
    found = [
        (account.line_of("credentials", name), f'{where} has an unknown credential "{name}"; {nearest(name, known)}')
        for name in sorted(given - known)
    ]
    if not any(enough <= given for enough in collector.keys):
        enough = ", or ".join(" and ".join(sorted(names)) for names in collector.keys)
        found.append(
            (account.line_of("credentials"), f"{where} lacks a credential; {account.provider} needs {enough}.")
        )
    found += [
        (account.line_of("options", *at), f"{where}, options: {text}")
        for at, text in _wrong_options(account, collector)
    ]
    return [problem(file, line, text) for line, text in sorted(found)]


def _check(file: Path, account: Account) -> list[str]:
    if account.provider in provider_names():
        return check_account(file, account, collector_class(account.provider))
    text = f'account "{account.name}" has an unknown provider "{account.provider}"; '
    return [problem(file, account.line_of("provider"), text + nearest(account.provider, provider_names()))]


def _wrong_options(account: Account, collector: type[Collector]) -> list[tuple[tuple[int | str, ...], str]]:
    try:
        collector.options_model.model_validate(dict(account.options))
    except ValidationError as wrong:
        return sentences(wrong, collector.options_model)
    return []
