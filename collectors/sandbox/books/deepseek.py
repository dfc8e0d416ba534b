"""The invented studio's account at DeepSeek: a balance over the line, and an export that comes by post."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import ClassVar

from collectors.sandbox.book import Book, Entry, Posted
from collectors.sandbox.cast import UNATTRIBUTED
from collectors.sandbox.deepseek_export import write_export
from collectors.sandbox.deepseek_usage import KEYS, known
from collectors.sandbox.keys import mark
from collectors.sandbox.studio import Studio

CONFIG = """\
[[accounts]]
name = "{account}"
provider = "deepseek"
credentials = {{ api_key = "file:deepseek.key" }}
base_url = "{base_url}/deepseek"
start = {start}
"""


def api_key(studio: Studio) -> str:
    """The key that may ask for the balance."""
    return f"sk-sandbox{mark(studio.seed, 'deepseek api')[:24]}"


class DeepSeek(Book):
    """Cheap plans; each line of the bill is spread over the keys of its day and model."""

    provider: ClassVar[str] = "deepseek"
    account: ClassVar[str] = "deepseek-plan"

    def config(self, base_url: str, studio: Studio) -> str:
        """The account, from the studio's first day."""
        return CONFIG.format(account=self.account, base_url=base_url, start=studio.first.isoformat())

    def secrets(self, base_url: str, studio: Studio) -> Mapping[str, str]:
        """The API key."""
        return {"deepseek.key": api_key(studio)}

    def rules(self) -> Iterable[tuple[str, str, str, str]]:
        """By the name of each key that says who pays."""
        return ((team, "api_key", key, self.account) for key, team in KEYS.items() if team != UNATTRIBUTED)

    def files(self, studio: Studio, now: datetime, folder: Path) -> Iterable[Posted]:
        """The export of everything, which takes the place of the one before."""
        yield Posted("deepseek", write_export(studio, now, folder / "deepseek-export.zip"), self.account)

    def entries(self, studio: Studio, now: datetime) -> Iterator[Entry]:
        """Each row of use with the team of its key."""
        return (Entry(row.day, KEYS[row.key], row.nano * row.amount, tokens=row.tokens) for row in known(studio, now))
