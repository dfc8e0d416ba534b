"""Is a ledger that was damaged, outdated, locked or changed behind our back found out?"""

from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from db.engine import CannotOpen, open_ledger, upgrade, writing
from db.soundness import answering, is_there, soundness, try_writing, uneven
from tests.db.cast import account, clip, keep, line


@pytest.fixture
def ledger(ledger: Engine) -> Engine:
    """A clip of fal-studio for a dollar, and its bill, on each kind of database."""
    keep(ledger, account(ledger), [clip("c1"), line("b1", "1.00", pays_for="c1"), line("b2", "0.50", model="other")])
    return ledger


def change(ledger: Engine, sql: str) -> None:
    """Change the ledger behind our back."""
    with writing(ledger) as connection:
        assert connection.execute(text(sql)).rowcount > 0


def test_a_sound_ledger_is_found_sound(ledger: Engine) -> None:
    """Its version is the one needed, nothing is damaged, it has a size, and it takes a row and gives it back."""
    seen = soundness(ledger)
    assert seen.version == seen.needed != ""
    assert seen.faults == ()
    assert seen.size
    try_writing(ledger)
    try_writing(ledger)
    assert uneven(ledger) == []


@pytest.mark.parametrize(
    "slip",
    [
        "UPDATE ledger SET cost = cost + 1 WHERE cost > 0",
        "UPDATE daily SET pieces = pieces + 1",
        "UPDATE alike SET times = times + 1",
        "UPDATE usage SET cost = cost - 1",
        "UPDATE bill SET apart = 7",
        "DELETE FROM charge WHERE external_id = 'b2'",
    ],
)
def test_one_nano_dollar_is_missed(ledger: Engine, slip: str) -> None:
    """Whichever table it went from or came to, its account is named."""
    change(ledger, slip)
    assert len(uneven(ledger)) == 1


def test_an_older_ledger_is_told(ledger: Engine) -> None:
    """Its version is not the one needed; before the first upgrade it has none."""
    change(ledger, "UPDATE alembic_version SET version_num = '0000'")
    assert soundness(ledger).version == "0000"
    change(ledger, "DELETE FROM alembic_version")
    assert soundness(ledger).version == ""


def test_a_ledger_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    """Looking for a SQLite file leaves no file."""
    engine = open_ledger(f"sqlite:///{tmp_path / 'ledger.db'}")
    assert not is_there(engine)
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_file_is_told(sqlite_database: str) -> None:
    """SQLite's own check finds the page that was overwritten; what cannot be read at all is one sentence."""
    engine = open_ledger(sqlite_database)
    upgrade(engine)
    keep(engine, account(engine), [clip(f"c{n}", reference="x" * 400) for n in range(300)])
    engine.dispose()
    file = Path(sqlite_database.removeprefix("sqlite:///"))
    content = bytearray(file.read_bytes())
    for place in range(4096, len(content), 4096):
        content[place : place + 64] = b"\xff" * 64
    file.write_bytes(content)
    try:
        with answering():
            told = list(soundness(engine).faults)
    except CannotOpen as trouble:
        told = [str(trouble)]
    engine.dispose()
    assert told


def test_a_ledger_that_cannot_be_written_is_one_sentence(sqlite_database: str) -> None:
    """What the database says is in it, and what to do."""
    engine = open_ledger(sqlite_database)
    upgrade(engine)
    with writing(engine) as connection:
        connection.execute(text("DROP TABLE lease"))
    with pytest.raises(CannotOpen, match=r"does not answer \(no such table: lease\); mend that"), answering():
        try_writing(engine)
    engine.dispose()
