"""Bills and rules that come by post: brought into a ledger, and what the ledger then holds."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import text

from collectors.deliveries import Delivery, Imported, file_kind
from dashboard.view import Narrowing, View
from db.engine import Engine, reading
from db.settings import Account, Secret, Settings
from tests.collectors.files.bills import line, write_csv

SAMPLE = Path(__file__).parent / "files" / "samples" / "focus_1.0.csv.gz"
REELHOST = "Reelhost/studio-1"
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
FAL = Account("fal-studio", "fal", date(2026, 11, 1), {"key": Secret("env:FAL_ADMIN_KEY")})
TABLES = (
    "account",
    "stream",
    "facet",
    "charge",
    "name",
    "placement",
    "team",
    "rule",
    "price",
    "fx",
    "ledger",
    "daily",
    "bill",
    "run",
    "audit",
)


@dataclass
class Post:
    """A ledger, and a folder in which the files lie."""

    ledger: Engine
    folder: Path

    @property
    def settings(self) -> Settings:
        """A configuration with one account that is collected."""
        return Settings(self.folder / "reelspend.toml", accounts=(FAL,))

    def bill(self, name: str, *rows: dict[str, str]) -> Path:
        """A bill as a file; without rows of one line."""
        return write_csv(self.folder / name, list(rows) or [line()])

    def bring(
        self, *files: Path, account: str = "", replace: bool = False, now: datetime = NOON, preview: bool = False
    ) -> Imported:
        """Import a bill."""
        delivery = Delivery(self.ledger, self.settings, files, now, account, replace, preview=preview)
        return file_kind("focus").bring(delivery)

    def rules(self, *lines: str, **how: Any) -> Imported:
        """Import rules, written one a line below the header."""
        return self.table("rules", "team,field,pattern,account", *lines, **how)

    def table(self, kind: str, *lines: str, **how: Any) -> Imported:
        """Import a small table, its header in the first line; `how` as a Delivery says it."""
        file = self.folder / f"{kind}.csv"
        file.write_text("\n".join((*lines, "")), encoding="utf-8")
        return file_kind(kind).bring(Delivery(self.ledger, self.settings, [file], NOON, **how))

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """What the database answers."""
        with reading(self.ledger) as connection:
            return [tuple(row) for row in connection.execute(text(sql))]

    def everything(self) -> dict[str, list[tuple[Any, ...]]]:
        """Every row of every table that an import may touch, in a fixed order."""
        return {table: sorted(self.rows(f"SELECT * FROM {table}"), key=repr) for table in TABLES}

    def cost_by(self, *words: str) -> dict[Any, str]:
        """Cost by these words, as text; by one word, the word itself is the key."""
        rows = View(self.ledger, Narrowing(date.min, date.max)).figures(["cost"], words).to_dict("records")
        return {_key([str(row[word]) for word in words]): str(row["cost"]) for row in rows}


def _key(words: Sequence[str]) -> Any:
    return words[0] if len(words) == 1 else tuple(words)
