"""Is each slot taken once, and given to somebody else once when its holder has died?"""

import subprocess
import sys
from datetime import timedelta

from sqlalchemy import Engine

from db.engine import reading, writing
from db.lease import me
from db.slots import TOO_LONG, Went, end, forget_coming, forget_past, give_back, last_slots, take
from tests.db.cast import NOW

MARA, IVO = "far-away 1 1", "far-away 2 2"
JOB, HOUR = "collect fal-studio", timedelta(hours=1)


def takes(ledger: Engine, holder: str, late: timedelta = timedelta(), slot: timedelta = timedelta()) -> bool:
    """Whether the slot of noon (or so much later) is this one's, asked so late."""
    with writing(ledger) as connection:
        return take(connection, JOB, NOW + slot, holder, NOW + late)


def ends(ledger: Engine, holder: str, late: timedelta = timedelta(), error: str = "") -> bool:
    """Whether it was this one's to end."""
    with writing(ledger) as connection:
        return end(connection, JOB, NOW, holder, NOW + late, error)


def last(ledger: Engine) -> dict[str, Went]:
    """The last slot of each job."""
    with reading(ledger) as connection:
        return last_slots(connection)


def test_a_slot_is_taken_once(ledger: Engine) -> None:
    """Whoever comes second does not get it, neither while it is worked on nor when it is over; the next is free."""
    assert takes(ledger, MARA)
    assert not takes(ledger, IVO)
    assert not takes(ledger, MARA), "not even the one who has it"
    assert ends(ledger, MARA, HOUR, "the provider slept")
    assert not takes(ledger, IVO, 9 * HOUR)
    assert takes(ledger, IVO, HOUR, HOUR)


def test_what_became_of_it_is_kept(ledger: Engine) -> None:
    """Of each job the last slot: who began when, how it ended."""
    takes(ledger, MARA)
    assert last(ledger)[JOB] == Went(JOB, NOW, NOW)
    ends(ledger, MARA, HOUR, "the provider slept")
    assert last(ledger)[JOB] == Went(JOB, NOW, NOW, NOW + HOUR, "the provider slept")


def test_one_that_takes_too_long_is_replaced_once(ledger: Engine) -> None:
    """After an hour somebody else may try, and nobody after them; the first can no longer say how it ended."""
    takes(ledger, MARA)
    assert not takes(ledger, IVO, TOO_LONG - timedelta(microseconds=1))
    assert takes(ledger, IVO, TOO_LONG)
    assert not ends(ledger, MARA, TOO_LONG)
    assert not takes(ledger, MARA, 9 * TOO_LONG)
    assert ends(ledger, IVO, TOO_LONG)


def test_the_slot_of_a_dead_process_is_free_at_once(ledger: Engine) -> None:
    """A process of this machine that is no more holds nothing; a living one does."""
    program = [sys.executable, "-c", "from db.lease import me; print(me())"]
    dead = subprocess.run(program, capture_output=True, text=True, check=True).stdout.strip()
    assert takes(ledger, dead)
    assert takes(ledger, me())
    assert not takes(ledger, IVO)


def test_one_given_back_is_free(ledger: Engine) -> None:
    """Only by who has it, and only while it is not over."""
    takes(ledger, MARA)
    with writing(ledger) as connection:
        give_back(connection, JOB, NOW, IVO)
    assert not takes(ledger, IVO)
    with writing(ledger) as connection:
        give_back(connection, JOB, NOW, MARA)
    assert takes(ledger, IVO)


def test_slots_of_another_time_are_forgotten(ledger: Engine) -> None:
    """Those yet to come, when a clock was ahead; and old ones, but never a job's last."""
    for hours in (0, 1, 2):
        takes(ledger, MARA, hours * HOUR, hours * HOUR)
    with writing(ledger) as connection:
        assert forget_coming(connection, NOW + HOUR) == 1
        assert forget_past(connection, NOW + 9 * HOUR) == 1
    assert last(ledger)[JOB].slot == NOW + HOUR
    assert not takes(ledger, IVO, HOUR, HOUR)
    assert takes(ledger, IVO, 2 * HOUR, 2 * HOUR)
