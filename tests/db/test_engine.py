"""Can the ledger be opened, read without being disturbed, and written whole or not at all?"""

from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from db.engine import CannotOpen, open_ledger, reading, upgrade, writing
from tests.db.cast import account, rows

SECRET = "hunter2"


@pytest.mark.parametrize(
    "url",
    [
        "",
        "a ledger",
        f"mysql://mara:{SECRET}@localhost/ledger",
        f"postgresql+asyncpg://mara:{SECRET}@localhost/ledger",
        f"postgresql+psycopg://mara:{SECRET}@localhost:port/ledger",
        f"sqlite://mara:{SECRET}@localhost/ledger.db",
        f"postgresql+psycopg://mara:p@{SECRET}@localhost/ledger",
    ],
)
def test_an_address_that_is_none_is_a_sentence(url: str) -> None:
    """It says what an address looks like, and repeats nothing of one that may hold a password."""
    with pytest.raises(CannotOpen, match=r"^database\.url ") as refused:
        open_ledger(url)
    assert SECRET not in str(refused.value)


@pytest.mark.parametrize("more", ["", f"?password={SECRET}", f"?nonsense={SECRET}"])
def test_a_server_that_is_not_there_is_a_sentence(more: str) -> None:
    """It names the server and what to check, and not the password, wherever that stands in the address."""
    engine = open_ledger(f"postgresql+psycopg://mara:{SECRET}@127.0.0.1:1/ledger{more}")
    with pytest.raises(CannotOpen, match=r"mara:\*\*\*@127\.0\.0\.1:1/ledger cannot be opened: ") as refused:
        upgrade(engine)
    assert "check database.url in reelspend.toml" in str(refused.value)
    assert SECRET not in str(refused.value)


def test_a_folder_that_is_not_there_is_a_sentence(tmp_path: Path) -> None:
    """SQLite makes a file, but no folder for it."""
    engine = open_ledger(f"sqlite:///{tmp_path}/nowhere/ledger.db")
    with pytest.raises(CannotOpen, match=r"nowhere/ledger\.db cannot be opened: unable to open database file; check"):
        upgrade(engine)


def test_a_file_that_is_no_database_is_a_sentence(tmp_path: Path) -> None:
    """A file of something else is neither read nor written over."""
    file = tmp_path / "notes.txt"
    file.write_text("Mara: call Ivo about the trailers.\n" * 50)
    engine = open_ledger(f"sqlite:///{file}")
    with pytest.raises(CannotOpen, match=r"notes\.txt cannot be opened: file is not a database; check"):
        upgrade(engine)
    assert file.read_text().startswith("Mara: call Ivo")


def test_a_ledger_of_a_later_version_is_a_sentence(ledger: Engine) -> None:
    """A step that this version does not know was made by a newer one, which must be installed."""
    with writing(ledger) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(CannotOpen, match="was written by a newer Reelspend; install that one or a later"):
        upgrade(ledger)


def test_a_view_does_not_change_while_it_is_read(ledger: Engine) -> None:
    """Whatever is written meanwhile, all questions of one reading are answered from the same ledger."""
    asked = text("SELECT COUNT(*) FROM account")
    with reading(ledger) as connection:
        before = connection.execute(asked).scalar_one()
        account(ledger, "kling-brand")
        assert connection.execute(asked).scalar_one() == before == 0
    assert rows(ledger, "SELECT name FROM account") == [("kling-brand",)]


def test_a_block_that_fails_leaves_nothing(ledger: Engine) -> None:
    """What was written before the fault is gone with it."""

    def slip() -> None:
        with writing(ledger) as connection:
            connection.execute(text("INSERT INTO team (name) VALUES ('trailers')"))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        slip()
    assert rows(ledger, "SELECT name FROM team") == [("unattributed",)]
