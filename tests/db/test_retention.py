"""Is only that forgotten which nobody needs, and does it show which letters wait?"""

from datetime import datetime, timedelta

from sqlalchemy import Engine, insert, update

from db.accounts import Ran, covered_until, write_run
from db.engine import reading, writing
from db.outbox import MESSAGE, Owed, owe
from db.retention import LETTERS_STAY, RUNS_STAY, forget
from db.slots import SLOT
from db.waiting import Letters, letters
from db.window import microseconds
from tests.db.cast import NOW, account, rows

DAY = timedelta(days=1)
HALF_HOUR = timedelta(minutes=30)


def ran(since: datetime, until: datetime, error: str = "", what: str = "collect") -> Ran:
    """A run that ended when its window did."""
    return Ran(what, since, until, until, until, error=error)


def test_runs_that_later_ones_repeat_are_forgotten(ledger: Engine) -> None:
    """Three old runs go: repeated whole, failed and made good, names asked again. How far it is covered stays."""
    old = NOW - RUNS_STAY - 30 * DAY
    fal = account(ledger)
    said = [
        ran(old, old + DAY), ran(old, old + DAY, "the provider slept"), ran(old, old + 2 * DAY),
        ran(old, old + DAY, what="names and prices"), ran(old, old + DAY, what="import focus"),
        ran(old + DAY, NOW), ran(NOW, NOW + DAY, what="names and prices"),
    ]  # fmt: skip
    with writing(ledger) as connection:
        for one in said:
            write_run(connection, fal, one)
        assert forget(connection, NOW) == (0, 0, 3)
        assert covered_until(connection, fal, old) == NOW
        assert forget(connection, NOW) == (0, 0, 0)
    assert rows(ledger, "SELECT COUNT(*) FROM run") == [(4,)]


def test_letters_are_kept_for_a_year_and_a_month(ledger: Engine) -> None:
    """One sent 401 days ago goes; one sent later, and one that never left, stay."""
    with writing(ledger) as connection:
        owe(connection, [owed("old"), owed("newer"), owed("waiting")], NOW - LETTERS_STAY - DAY)
        for about, days in (("old", 1), ("newer", -1)):
            sent = microseconds(NOW - LETTERS_STAY - days * DAY)
            connection.execute(update(MESSAGE).where(MESSAGE.c.about == about).values(sent=sent))
        assert forget(connection, NOW) == (0, 1, 0)
    assert rows(ledger, "SELECT about FROM message ORDER BY about") == [("newer",), ("waiting",)]


def test_slots_are_kept_for_a_week(ledger: Engine) -> None:
    """Of letters' slots, eight days old, six days old and now, the first goes."""
    with writing(ledger) as connection:
        for days in (8, 6, 0):
            at = microseconds(NOW - days * DAY)
            connection.execute(insert(SLOT).values(job="letters", slot=at, holder="", started=at, error=""))
        assert forget(connection, NOW) == (1, 0, 0)


def test_letters_that_wait_are_counted(ledger: Engine) -> None:
    """Three are due, two of them for half an hour; one comes tomorrow, and one was given up yesterday."""
    due = {"a": NOW, "b": NOW - HALF_HOUR, "c": NOW - DAY, "tomorrow": NOW + DAY, "given up": NOW - DAY}
    with writing(ledger) as connection:
        owe(connection, [owed(about, at) for about, at in due.items()], NOW - DAY)
        connection.execute(update(MESSAGE).where(MESSAGE.c.about == "given up").values(given_up=True))
    with reading(ledger) as connection:
        assert letters(connection, NOW) == Letters(3, 2, NOW - DAY, 1)
        assert letters(connection, NOW - 9 * DAY) == Letters(0, 0, None, 1)


def owed(about: str, due: datetime = NOW) -> Owed:
    """A letter to Mara."""
    return Owed(about, "alert", "mara@studio.example", "e-mail", f"<{about}@reelspend.invalid>", due)
