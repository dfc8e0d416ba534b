"""The invented studio's account at Google: teams by a request's label, by its project's, by a project's name."""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from importlib.util import find_spec
from typing import ClassVar

from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from collectors.sandbox.book import Book, Entry
from collectors.sandbox.cast import TEAMS
from collectors.sandbox.google_requests import EMAIL, LOCATION, PROJECT, TABLE, TOKEN_PATH
from collectors.sandbox.keys import mark
from collectors.sandbox.rsa_key import rsa_key
from collectors.sandbox.studio import Studio
from collectors.sandbox.veo import NOT_VIDEO, rows

CONFIG = """\
[[accounts]]
name = "{account}"
provider = "google"
credentials = {{ service_account = "file:google.json" }}
base_url = "{base_url}/google/bigquery/v2"
start = {start}
every = "5m"

[accounts.options]
table = "{table}"
location = "{location}"
"""


class Google(Book):
    """Veo on Google's cloud, as its billing export tells of it."""

    provider: ClassVar[str] = "google"
    account: ClassVar[str] = "veo-cloud"

    def offered(self) -> bool:
        """Only where what runs the queries is installed."""
        return all(find_spec(name) for name in ("duckdb", "sqlglot"))

    def config(self, base_url: str, studio: Studio) -> str:
        """The account, from the studio's first day."""
        return CONFIG.format(
            account=self.account, base_url=base_url, start=studio.first.isoformat(), table=TABLE, location=LOCATION
        )

    def secrets(self, base_url: str, studio: Studio) -> Mapping[str, str]:
        """The service account's key file, which sends for tokens to the sandbox."""
        pem = rsa_key(studio.seed).private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        said = {
            "type": "service_account",
            "project_id": PROJECT,
            "private_key_id": mark(studio.seed, "google key")[:40],
            "private_key": pem.decode(),
            "client_email": EMAIL,
            "token_uri": f"{base_url}/google{TOKEN_PATH}",
        }
        return {"google.json": json.dumps(said, indent=2)}

    def rules(self) -> Iterable[tuple[str, str, str, str]]:
        """By the label of the request or of its project, else by what the project is called."""
        yield from ((team.name, "label:team", team.name, self.account) for team in TEAMS)
        yield "social", "project", "Social · *", self.account

    def entries(self, studio: Studio, now: datetime) -> Iterator[Entry]:
        """Each row of video that has arrived; its units are seconds where they cost what a second is listed at."""
        others = {sku.id for sku in NOT_VIDEO} | {"TAX"}
        for row in rows(studio):
            if row.arrives <= now.timestamp() and row.sku.id not in others:
                seconds = row.units if row.sku.seconds else 0
                yield Entry(row.day, row.team, row.net, seconds, seconds)
