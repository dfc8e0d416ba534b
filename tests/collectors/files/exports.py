"""Small invented exports of DeepSeek's console in both forms, and how they are brought into a ledger."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from sqlalchemy import text

from collectors.deliveries import Delivery, Imported, file_kind
from dashboard.view import Narrowing, View
from db.attribution import Rule
from db.engine import Engine, reading, writing
from db.rules import replace_rules
from db.settings import Account, Secret, Settings
from tests.collectors.files.bills import as_csv

Lines = list[dict[str, str]]

NOW = datetime(2026, 10, 1, 12, tzinfo=UTC)
STUDIO = Account("deepseek-studio", "deepseek", date(2026, 1, 1), {"api_key": Secret("env:DEEPSEEK_KEY")})
RULES = (
    Rule(team="trailers", field="api_key", pattern="trailers-*"),
    Rule(team="social", field="api_key", pattern="social-*"),
)
TABLES = ("account", "stream", "facet", "usage", "charge", "placement", "team", "ledger", "daily", "bill", "audit")
HIT, MISS, OUT = "input_cache_hit_tokens", "input_cache_miss_tokens", "output_tokens"


def when(day: str, zone: str = "+08:00") -> dict[str, str]:
    """A day of the newer form; without a zone, of the older."""
    if not zone:
        return {"utc_date": day}
    past = date.fromisoformat(day) + timedelta(1)
    return {"start_time_iso": f"{day}T00:00:00{zone}", "end_time_iso": f"{past}T00:00:00{zone}"}


def used(day: str, key: str, kind: str, price: str, amount: int, **words: str) -> dict[str, str]:
    """A row of the amount CSV; `zone` and `model` may be said."""
    zone, model = words.pop("zone", "+08:00"), words.pop("model", "deepseek-flash")
    named = {"model": model, "api_key_name": key, "api_key": f"sk-{key[:4]}***9f0e"}
    return (
        {"user_id": "7f3a2c"} | when(day, zone) | named | {"type": kind, "price": price, "amount": str(amount)} | words
    )


def paid(day: str, cost: str, wallet: str = "Paid", currency: str = "USD", **words: str) -> dict[str, str]:
    """A row of the cost CSV."""
    zone, model = words.pop("zone", "+08:00"), words.pop("model", "deepseek-flash")
    spent = {"model": model, "wallet_type": wallet, "cost": cost, "currency": currency}
    return {"user_id": "7f3a2c"} | when(day, zone) | spent | words


DAY = "2026-09-14"
USED: Lines = [
    used(DAY, "trailers-plan", HIT, "0.000000003", 4_200_000),
    used(DAY, "trailers-plan", MISS, "1.5e-7", 900_000),
    used(DAY, "trailers-plan", OUT, "0.0000006", 310_000),
    used(DAY, "trailers-plan", OUT, "0.0000012", 120_000),
    used(DAY, "trailers-plan", "request_count", "", 1187),
    used(DAY, "social-plan", OUT, "0.0000006", 100_000),
]
"""Trailers: 0.0126 + 0.135 + 0.186 + 0.144 = 0.4776 dollars. Social: 0.06. Together 0.5376."""
PAID: Lines = [paid(DAY, "0.5376000000000000")]


def zipped(path: Path, contents: Mapping[str, str]) -> Path:
    """An archive with these files in it."""
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for name, said in contents.items():
            archive.writestr(name, said)
    return path


@dataclass
class Console:
    """A ledger, and a folder into which exports are fetched."""

    ledger: Engine
    folder: Path
    now: datetime = NOW
    accounts: tuple[Account, ...] = field(default=(STUDIO,))

    @property
    def settings(self) -> Settings:
        """A configuration with deepseek-studio alone, unless other accounts are given."""
        return Settings(self.folder / "reelspend.toml", accounts=self.accounts)

    def export(self, name: str, amounts: Lines = USED, costs: Lines = PAID) -> Path:
        """A ZIP as the console gives it."""
        said = {"amount-x.csv": "\ufeff" + as_csv(amounts, "\r\n"), "cost-x.csv": "\ufeff" + as_csv(costs, "\r\n")}
        return zipped(self.folder / name, said)

    def half(self, name: str, rows: Lines) -> Path:
        """One of the two CSVs by itself."""
        path = self.folder / name
        path.write_text(as_csv(rows), encoding="utf-8")
        return path

    def bring(self, *files: Path, account: str = "", replace: bool = False) -> Imported:
        """Import these files together."""
        kind = file_kind("deepseek")
        return kind.bring(Delivery(self.ledger, self.settings, files, self.now, account, replace))

    def rule(self, rules: Sequence[Rule] = RULES) -> None:
        """Put rules in force."""
        with writing(self.ledger) as connection:
            replace_rules(connection, rules, now=self.now, who="mara@studio.example")

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """What the database answers."""
        with reading(self.ledger) as connection:
            return [tuple(row) for row in connection.execute(text(sql))]

    def everything(self) -> dict[str, list[tuple[Any, ...]]]:
        """Every row of every table that an import may touch, but the runs, in a fixed order."""
        return {table: sorted(self.rows(f"SELECT * FROM {table}"), key=repr) for table in TABLES}

    def figures(self, *measures: str, by: str = "team") -> dict[str, tuple[str, ...]]:
        """Measures by a dimension, as text."""
        frame = View(self.ledger, Narrowing(date.min, date.max)).figures(list(measures), [by])
        return {str(row[0]): tuple(map(str, row[1:])) for row in frame.itertuples(index=False)}
