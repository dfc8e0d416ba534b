"""The line to one account's provider, as the configuration and the means of a collection make it."""

from collections.abc import Callable, Mapping

import httpx

from collectors.api import ATTEMPTS, Api
from collectors.base import Collector
from collectors.means import Means
from db.settings import Settings


def secrets(settings: Settings, collector: Collector, means: Means) -> dict[str, str]:
    """The account's keys, revealed. Raises WrongSettings where one is missing."""
    named = collector.account.credentials.items()
    return {name: secret.reveal(means.environ, settings.folder) for name, secret in named}


def line(
    collector: Collector,
    keys: Mapping[str, str],
    means: Means,
    *,
    attempts: int = ATTEMPTS,
    heard: Callable[[httpx.Response], None] = lambda _: None,
) -> Api:
    """An Api that signs as the account does. Close it."""
    return Api(
        base_url=collector.account.base_url or collector.base_url,
        auth=collector.auth(keys, means.now),
        fault=collector.fault,
        per_second=means.pace or collector.per_second,
        transport=means.transport,
        clock=means.seconds,
        sleep=means.sleep,
        dice=means.dice,
        deadline=means.deadline,
        attempts=attempts,
        largest=means.largest,
        heard=heard,
    )
