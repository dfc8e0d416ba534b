"""Lists that are written out can be read in again."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from collectors.deliveries import Delivery, Imported, file_kind
from dashboard.exports import rows_csv
from db.engine import Engine, reading
from db.lists import written
from db.settings import Settings
from tests.db.blank import ready_ledger

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
LISTS = {
    "rules": 'team,field,pattern,account\ntrailers,api_key,trailers/*,fal-studio\nsocial,label:campaign,"""q"", *",\n',
    "teams": "name\nsocial\ntrailers\n",
    "members": (
        "email,role,teams,letters,zone,quiet,minimum,without\n"
        'ivo@studio.example,lead,"social,trailers",daily,Asia/Tokyo,22:00-07:00,19.5,"anomaly,weekly_digest"\n'
        "mara@studio.example,admin,,immediate,,,,\n"
    ),
    "budgets": (
        "name,scope,period,amount,thresholds\nAll,,year,120000.5,\nSocial,team=social; model=a b,month,500,80 100\n"
    ),
}


@pytest.fixture
def ledger(tmp_path: Path) -> Engine:
    """An empty ledger."""
    return ready_ledger(f"sqlite:///{tmp_path / 'ledger.db'}")


def bring(ledger: Engine, kind: str, file: Path) -> Imported:
    """Import a file."""
    return file_kind(kind).bring(Delivery(ledger, Settings(file.with_name("reelspend.toml")), [file], NOON))


def out(ledger: Engine, kind: str) -> str:
    """The list as it is exported."""
    with reading(ledger) as connection:
        return rows_csv(written(connection, kind))


@pytest.mark.parametrize("kind", LISTS)
def test_what_is_exported_is_imported(ledger: Engine, tmp_path: Path, kind: str) -> None:
    """The file says the same when it is read, also with commas and quotes, and importing it changes nothing."""
    first, again = tmp_path / "first.csv", tmp_path / "again.csv"
    first.write_text(LISTS[kind], encoding="utf-8")
    assert bring(ledger, kind, first).new == 2
    again.write_text(out(ledger, kind), encoding="utf-8")
    done: Any = bring(ledger, kind, again)
    assert (done.new, done.changed, done.gone, done.unchanged) == (0, 0, 0, 2)
    assert out(ledger, kind) == again.read_text(encoding="utf-8")
    if kind not in ("teams", "budgets"):
        assert out(ledger, kind) == LISTS[kind]


def test_budgets_are_written_in_full(ledger: Engine, tmp_path: Path) -> None:
    """With the reporting currency, no rollover and the usual thresholds where the file said nothing."""
    file = tmp_path / "budgets.csv"
    file.write_text(LISTS["budgets"], encoding="utf-8")
    bring(ledger, "budgets", file)
    assert out(ledger, "budgets").splitlines()[1:] == [
        'All,,year,120000.5,USD,1,,,,none,,,,"50,75,90,100",100,50',
        'Social,model=a b; team=social,month,500,USD,1,,,,none,,,,"80,100",100,50',
    ]
