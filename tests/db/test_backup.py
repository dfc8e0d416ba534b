"""Is a copy of the ledger consistent, whatever else goes on, and never at the cost of another file?"""

import sqlite3
from contextlib import closing
from pathlib import Path
from threading import Event, Thread

import pytest
from sqlalchemy import Engine, text

from db.engine import CannotOpen, backup, open_ledger, upgrade, writing
from tests.db.cast import account


@pytest.fixture
def on_sqlite(sqlite_database: str) -> Engine:
    """A ledger on SQLite, up to date."""
    engine = open_ledger(sqlite_database)
    upgrade(engine)
    return engine


def transfer(ledger: Engine, first: Event, stop: Event) -> None:
    """Move one more from the first budget to the second and back, in one transaction each, until told to stop."""
    with writing(ledger) as connection:
        for name in ("trailers", "social"):
            connection.execute(
                text("INSERT INTO budget (name, scope, period, amount, currency, year_start, amounts, rollover, raised,"
                     " thresholds, forecast_thresholds, probability)"
                     " VALUES (:name, '', 'month', 1000, 'USD', 1, '', 'none', 0, '', '', 50)"), {"name": name}
            )  # fmt: skip
    change = text("UPDATE budget SET amount = amount + :more WHERE name = :name")
    more = 1
    while not stop.is_set():
        with writing(ledger) as connection:
            connection.execute(change, [{"name": "trailers", "more": more}])
            connection.execute(change, [{"name": "social", "more": -more}])
        more = -more if more == 1 else 1
        first.set()


def test_a_copy_is_consistent_while_somebody_writes(on_sqlite: Engine, tmp_path: Path) -> None:
    """What moves between two rows is in every copy once: both together are always 2000."""
    first, stop = Event(), Event()
    writer = Thread(target=transfer, args=(on_sqlite, first, stop))
    writer.start()
    first.wait(30)
    copies = [tmp_path / f"copy-{number}.db" for number in range(5)]
    for copy in copies:
        backup(on_sqlite, copy)
    stop.set()
    writer.join()
    for copy in copies:
        with closing(sqlite3.connect(copy)) as connection:
            assert connection.execute("SELECT COUNT(*), SUM(amount) FROM budget").fetchall() == [(2, 2000)]
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert not list(tmp_path.glob("*.part*"))


def test_a_copy_can_be_opened_as_a_ledger(on_sqlite: Engine, tmp_path: Path) -> None:
    """Its accounts are there, and it is up to date."""
    account(on_sqlite, "fal-studio")
    backup(on_sqlite, tmp_path / "copy.db")
    copy = open_ledger(f"sqlite:///{tmp_path / 'copy.db'}")
    upgrade(copy)
    with writing(copy) as connection:
        assert connection.execute(text("SELECT name FROM account")).scalars().all() == ["fal-studio"]
    copy.dispose()


def test_an_older_backup_is_not_lost(on_sqlite: Engine, tmp_path: Path) -> None:
    """A file that is there already is left as it is."""
    target = tmp_path / "monday.db"
    target.write_text("the only copy")
    with pytest.raises(CannotOpen, match=r"monday\.db is already there; give a new file name"):
        backup(on_sqlite, target)
    assert target.read_text() == "the only copy"


def test_what_a_killed_backup_left_is_in_nobodys_way(on_sqlite: Engine, tmp_path: Path) -> None:
    """Half a copy is thrown away, and a new one begun."""
    (tmp_path / "monday.db.part").write_text("half a copy")
    backup(on_sqlite, tmp_path / "monday.db")
    assert (tmp_path / "monday.db").read_bytes().startswith(b"SQLite format 3")


def test_a_folder_that_is_not_there_is_a_sentence(on_sqlite: Engine, tmp_path: Path) -> None:
    """No folder is made where somebody may have slipped in the name."""
    with pytest.raises(CannotOpen, match=r"nowhere/monday\.db cannot be written: .*; choose another place"):
        backup(on_sqlite, tmp_path / "nowhere" / "monday.db")


def test_postgresql_has_its_own_way(postgres_database: str, tmp_path: Path) -> None:
    """The sentence names it."""
    engine = open_ledger(postgres_database)
    with pytest.raises(CannotOpen, match="copied with pg_dump"):
        backup(engine, tmp_path / "copy.db")
    assert not list(tmp_path.iterdir())
