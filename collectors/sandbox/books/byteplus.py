"""The invented studio's account at BytePlus: an endpoint a team, found by its name, and one that is nobody's."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import ClassVar, NamedTuple

from collectors.sandbox.ark import CENT, bill, tasks
from collectors.sandbox.book import Book, Entry
from collectors.sandbox.cast import TEAMS, UNATTRIBUTED
from collectors.sandbox.keys import mark
from collectors.sandbox.studio import Studio
from collectors.sandbox.takes import DAY

REMEMBERED = 7 * DAY
"""Seconds for which a task is listed."""
CONFIG = """\
[[accounts]]
name = "{account}"
provider = "byteplus"
base_url = "{base_url}/byteplus/api/v3"
start = {start}
every = "5m"

[accounts.credentials]
api_key = "file:byteplus.key"
access_key = "file:byteplus-access.key"
secret_key = "file:byteplus-secret.key"

[accounts.options]
billing_base_url = "{base_url}/byteplus/billing"
"""


class Keys(NamedTuple):
    """What opens the account."""

    api: str
    access: str
    secret: str


def keys_of(studio: Studio) -> Keys:
    """The keys of the studio with this seed."""
    api, access, secret = (mark(studio.seed, "byteplus", name) for name in ("api", "access", "secret"))
    return Keys(f"ark-sandbox-{api[:36]}", f"AKLT{access[:32]}", f"sandbox{secret[:40]}")


class BytePlus(Book):
    """The bill is told by endpoint; of tasks, those of the last week."""

    provider: ClassVar[str] = "byteplus"
    account: ClassVar[str] = "seedance-evenings"

    def config(self, base_url: str, studio: Studio) -> str:
        """The account, from the studio's first day."""
        return CONFIG.format(account=self.account, base_url=base_url, start=studio.first.isoformat())

    def secrets(self, base_url: str, studio: Studio) -> Mapping[str, str]:
        """The key for tasks and the pair for the bill."""
        keys = keys_of(studio)
        names = ("byteplus.key", "byteplus-access.key", "byteplus-secret.key")
        return dict(zip(names, keys, strict=True))

    def rules(self) -> Iterable[tuple[str, str, str, str]]:
        """By the endpoint's name."""
        return ((team.name, "workspace", f"{team.name}-*", self.account) for team in TEAMS)

    def entries(self, studio: Studio, now: datetime) -> Iterator[Entry]:
        """Every row of the bill, and every task that is listed; its endpoint is known once the bill has named it."""
        at = now.timestamp()
        arrived = [row for row in bill(studio) if row.arrives <= at]
        yield from (Entry(row.day, row.endpoint.team, row.cents * CENT) for row in arrived)
        named = {row.endpoint for row in arrived}
        for task in tasks(studio):
            if task.created >= at - REMEMBERED and task.ended <= at:
                team = task.endpoint.team if task.endpoint in named else UNATTRIBUTED
                made, seconds = int(not task.failed), 0 if task.failed else task.seconds
                yield Entry(task.ended // DAY, team, 0, seconds, seconds, made, int(task.failed))
