"""The invented studio's account at Anthropic: workspaces by tag, by name and shared, and what belongs to nobody."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import ClassVar

from collectors.sandbox.book import Book, Entry
from collectors.sandbox.cast import TEAMS
from collectors.sandbox.claude import EXECUTION_NANO, NAMED, SEARCH_NANO, TAGGED, plans, seats
from collectors.sandbox.keys import mark
from collectors.sandbox.studio import Studio

CONFIG = """\
[[accounts]]
name = "{account}"
provider = "anthropic"
credentials = {{ admin_key = "file:anthropic.key" }}
base_url = "{base_url}/anthropic"
start = {start}
every = "5m"
"""


def admin_key(studio: Studio) -> str:
    """The key that opens the reports."""
    return f"sk-ant-admin01-sandbox-{mark(studio.seed, 'anthropic admin')[:40]}"


class Anthropic(Book):
    """Claude plans the videos; the bill is spread over keys by their tokens."""

    provider: ClassVar[str] = "anthropic"
    account: ClassVar[str] = "claude-plan"

    def config(self, base_url: str, studio: Studio) -> str:
        """The account, from the studio's first day."""
        return CONFIG.format(account=self.account, base_url=base_url, start=studio.first.isoformat())

    def secrets(self, base_url: str, studio: Studio) -> Mapping[str, str]:
        """The admin key."""
        return {"anthropic.key": admin_key(studio)}

    def rules(self) -> Iterable[tuple[str, str, str, str]]:
        """By a workspace's tag, else by its name, else by the key's name."""
        yield from ((team, "label:team", team, self.account) for team in TAGGED)
        yield NAMED, "workspace", NAMED.capitalize(), self.account
        yield from ((team.name, "api_key", f"{team.name}-*", self.account) for team in TEAMS)

    def entries(self, studio: Studio, now: datetime) -> Iterator[Entry]:
        """Each row with the team of its key; code that was run with that of its workspace."""
        rows, who = plans(studio), seats(studio.seed, studio.first, studio.past)
        nano = rows.nano().sum(axis=1) + rows.searches * SEARCH_NANO + rows.hours * EXECUTION_NANO
        for place in (rows.at <= now.timestamp()).nonzero()[0].tolist():
            tokens = int(rows.tokens[place].sum())
            yield Entry(int(rows.day[place]), who[rows.seat[place]].team, int(nano[place]), tokens=tokens)
