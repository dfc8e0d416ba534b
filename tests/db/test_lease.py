"""Does a lease let one at a time in, and let nobody's death hold it up for long?"""

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import Engine

from db.engine import writing
from db.lease import LASTS, Taken, is_dead, me, release, renew, take
from tests.db.cast import NOW

MARA, IVO = "far-away 1 1", "far-away 2 2"
SCHEDULER = "scheduler"


def takes(ledger: Engine, holder: str, late: timedelta = timedelta()) -> None:
    """Take the scheduler's lease, `late` after now."""
    with writing(ledger) as connection:
        take(connection, SCHEDULER, holder, NOW + late)


@pytest.fixture
def other() -> Iterator[subprocess.Popen[str]]:
    """Another process of this machine, which says who it is and then waits to be killed."""
    script = "from db.lease import me; print(me(), flush=True); input()"
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen([sys.executable, "-c", script], **pipes) as process:
        yield process
        process.kill()


def said_by(process: "subprocess.Popen[str]") -> str:
    """How the process calls itself."""
    assert process.stdout
    return process.stdout.readline().strip()


def test_a_lease_that_is_held_is_refused(ledger: Engine) -> None:
    """The text says who holds it, and until when: ten minutes after it was taken."""
    takes(ledger, MARA)
    with pytest.raises(Taken, match=r"^far-away 1 1 holds it until 2026-11-22 12:10 UTC$"):
        takes(ledger, IVO)
    takes(ledger, MARA)


def test_an_expired_lease_is_taken_over_and_lost(ledger: Engine) -> None:
    """Up to its end it is refused; from then on it is another's, and its former holder may not work on."""
    takes(ledger, MARA)
    with pytest.raises(Taken):
        takes(ledger, IVO, LASTS - timedelta(microseconds=1))
    takes(ledger, IVO, LASTS)
    with writing(ledger) as connection, pytest.raises(Taken, match="taken it over in the meantime"):
        renew(connection, SCHEDULER, MARA, NOW + LASTS)


def test_a_renewed_lease_lasts_longer(ledger: Engine) -> None:
    """Renewed after nine minutes it is held for ten more."""
    takes(ledger, MARA)
    with writing(ledger) as connection:
        renew(connection, SCHEDULER, MARA, NOW + timedelta(minutes=9))
    with pytest.raises(Taken, match="until 2026-11-22 12:19 UTC"):
        takes(ledger, IVO, LASTS)


def test_a_released_lease_is_free(ledger: Engine) -> None:
    """At once, and only its holder can let it go."""
    takes(ledger, MARA)
    with writing(ledger) as connection:
        release(connection, SCHEDULER, IVO)
    with pytest.raises(Taken):
        takes(ledger, IVO)
    with writing(ledger) as connection:
        release(connection, SCHEDULER, MARA)
    takes(ledger, IVO)


def test_one_lease_does_not_bar_another(ledger: Engine) -> None:
    """Each name is a lease of its own."""
    takes(ledger, MARA)
    with writing(ledger) as connection:
        take(connection, "collect fal-studio", IVO, NOW)


def test_a_living_process_keeps_its_lease(ledger: Engine, other: "subprocess.Popen[str]") -> None:
    """As long as it lives, nobody else gets in before the end."""
    holder = said_by(other)
    takes(ledger, holder)
    assert not is_dead(holder)
    with pytest.raises(Taken):
        takes(ledger, me())


def test_a_killed_process_holds_nothing_up(ledger: Engine, other: "subprocess.Popen[str]") -> None:
    """Killed without a word, its lease is free at once, even before anybody has taken note of its death."""
    holder = said_by(other)
    takes(ledger, holder)
    other.kill()
    os.waitid(os.P_PID, other.pid, os.WEXITED | os.WNOWAIT)  # dead, and still in the list of processes
    assert is_dead(holder)
    takes(ledger, me())
    other.communicate()
    assert is_dead(holder)


@pytest.mark.parametrize("holder", ["", "far-away 1 1", "words", "far-away one two"])
def test_nobody_is_thought_dead_unseen(holder: str) -> None:
    """Of another machine's process, and of words that name none, nothing can be known."""
    assert not is_dead(holder)


def test_a_number_used_again_is_another_process() -> None:
    """This process, had it begun at another time, would be one that is gone."""
    machine, number, born = me().split(" ")
    assert not is_dead(f"{machine} {number} {born}")
    assert is_dead(f"{machine} {number} {born}0")
