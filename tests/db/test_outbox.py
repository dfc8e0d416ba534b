"""Is each thing told once, tried again in time, given up with a reason, and never in two hands at once?"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest
from sqlalchemy import Engine

from db.engine import reading, writing
from db.outbox import IN_HAND, Owed, Parcel, begin, due, failed, key, owe, sent, wait_after
from db.outbox_list import Entry, count_outbox, outbox_page
from tests.db.cast import NOW

MARA, IVO = "mara@studio.example", "ivo@studio.example"
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


def owed(about: str = "alert 17 crossed", reader: str = MARA, when: datetime = NOW, letter_id: str = "") -> Owed:
    """A budget alert for Mara by e-mail, due at once, unless said otherwise."""
    return Owed(about, "budget_alert", reader, "e-mail", letter_id or f"<{about} {reader}@studio>", when)


def tell(ledger: Engine, *what: Owed, now: datetime = NOW) -> int:
    """Owe these; how many are new."""
    with writing(ledger) as connection:
        return owe(connection, what, now)


def waiting(ledger: Engine, now: datetime = NOW) -> list[Parcel]:
    """The letters to send at that time."""
    with reading(ledger) as connection:
        return due(connection, now)


def begun(ledger: Engine, parcel: Parcel, now: datetime = NOW) -> bool:
    """Begin it in a transaction of its own."""
    with writing(ledger) as connection:
        return begin(connection, parcel, now)


def fail(ledger: Engine, now: datetime, permanent: bool = False) -> bool:
    """Try the one letter that is due and be refused; whether that gave it up."""
    [parcel] = waiting(ledger, now)
    assert begun(ledger, parcel, now)
    with writing(ledger) as connection:
        return failed(connection, parcel, "The mail server is full.", now, permanent)


def entries(ledger: Engine, **asked: bool) -> list[Entry]:
    """The outbox as its list shows it."""
    with reading(ledger) as connection:
        return outbox_page(connection, **asked)


def test_a_thing_is_owed_once(ledger: Engine) -> None:
    """Said again, also in the same breath, it is no news; to another reader it is."""
    assert tell(ledger, owed(), owed()) == 1
    assert tell(ledger, owed(), owed(reader=IVO)) == 1
    assert {one.reader for one in waiting(ledger)} == {MARA, IVO}


def test_nothing_is_due_before_its_time(ledger: Engine) -> None:
    """What is due at noon is a letter at noon, and none a microsecond before; the oldest goes first."""
    tell(ledger, owed(), owed("alert 9 crossed", when=NOW - HOUR))
    assert [one.messages[0].about for one in waiting(ledger)] == ["alert 9 crossed", "alert 17 crossed"]
    assert len(waiting(ledger, NOW - timedelta(microseconds=1))) == 1


def test_messages_of_one_id_are_one_letter(ledger: Engine) -> None:
    """Two alerts in one digest are begun together and sent together."""
    tell(ledger, owed(letter_id="<digest@studio>"), owed("alert 18 crossed", letter_id="<digest@studio>"))
    [parcel] = waiting(ledger)
    assert [one.about for one in parcel.messages] == ["alert 17 crossed", "alert 18 crossed"]
    assert begun(ledger, parcel)
    with writing(ledger) as connection:
        sent(connection, parcel, NOW)
    assert [one.sent for one in entries(ledger)] == [NOW, NOW]
    assert not waiting(ledger, NOW + timedelta(days=9))


def test_what_comes_after_a_letter_is_another_letter(ledger: Engine) -> None:
    """Under the id of a letter that went out already, mail programs would hide it."""
    tell(ledger, owed(letter_id="<digest@studio>"))
    assert begun(ledger, waiting(ledger)[0])
    tell(ledger, owed("alert 18 crossed", letter_id="<digest@studio>"))
    tell(ledger, owed("alert 19 crossed", letter_id="<digest@studio>"))
    [later] = waiting(ledger)
    assert (later.message_id, len(later.messages)) == ("<digest.2@studio>", 2)


def test_the_waits_double_up_to_four_hours(ledger: Engine) -> None:
    """1, 2, 4 … minutes; after the ninth attempt and each later one, four hours (256 minutes would be more)."""
    assert [wait_after(n) // MINUTE for n in (1, 2, 3, 8, 9, 26, 5000)] == [1, 2, 4, 128, 240, 240, 240]
    tell(ledger, owed())
    assert not fail(ledger, NOW)
    assert not waiting(ledger, NOW + timedelta(seconds=59))
    assert not fail(ledger, NOW + MINUTE)
    assert not waiting(ledger, NOW + 2 * MINUTE)
    assert len(waiting(ledger, NOW + 3 * MINUTE)) == 1


def test_after_three_days_it_is_given_up(ledger: Engine) -> None:
    """26 attempts: 1 + 2 + … + 128 = 255 minutes, and 17 × 240 = 4080, together 72 hours and a quarter."""
    tell(ledger, owed())
    now, attempts = NOW, 1
    while not fail(ledger, now):
        now += wait_after(attempts)
        attempts += 1
    assert (attempts, now - NOW) == (26, timedelta(hours=72, minutes=15))
    assert not waiting(ledger, now + timedelta(days=30))
    [told] = entries(ledger, troubled=True)
    assert (told.given_up, told.error, told.attempts) == (True, "The mail server is full.", 26)


@pytest.mark.parametrize(("asked", "waits"), [(30, 60), (600, 600), (1e9, 4 * 3600)])
def test_a_wait_that_is_asked_for_is_kept(ledger: Engine, asked: float, waits: int) -> None:
    """No sooner than the other side says, nor than the minute of our own, and never longer than four hours."""
    tell(ledger, owed())
    (parcel,) = waiting(ledger)
    assert begun(ledger, parcel)
    with writing(ledger) as connection:
        assert not failed(connection, parcel, "Slack answered 429.", NOW, permanent=False, wait=asked)
    assert not waiting(ledger, NOW + timedelta(seconds=waits - 1))
    assert waiting(ledger, NOW + timedelta(seconds=waits))


def test_what_was_refused_for_good_is_given_up_at_once(ledger: Engine) -> None:
    """One attempt, and the reason is kept."""
    tell(ledger, owed(), owed("weekly_digest 2026-W47", when=NOW + HOUR))
    assert fail(ledger, NOW, permanent=True)
    with reading(ledger) as connection:
        assert (count_outbox(connection), count_outbox(connection, troubled=True)) == (2, 1)


def test_a_letter_in_a_dead_hand_is_tried_again(ledger: Engine) -> None:
    """Begun and never heard of again, it is due after ten minutes, under the same id; not before."""
    tell(ledger, owed())
    [parcel] = waiting(ledger)
    assert begun(ledger, parcel)
    assert not waiting(ledger, NOW + IN_HAND - MINUTE)
    [again] = waiting(ledger, NOW + IN_HAND)
    assert (again.message_id, again.attempts) == (parcel.message_id, 1)
    assert not begun(ledger, parcel, NOW + IN_HAND), "whoever read it before is too late"


def test_a_clock_that_was_set_back_holds_nothing_up(ledger: Engine) -> None:
    """Tried on a clock that was a day ahead, it is due again on the right one."""
    tell(ledger, owed())
    with writing(ledger) as connection:
        ahead = due(connection, NOW + timedelta(days=1))[0]
        assert begin(connection, ahead, NOW + timedelta(days=1))
    assert len(waiting(ledger)) == 1


@pytest.mark.parametrize("step", [begin, lambda connection, parcel, now: bool(key(connection))])
def test_two_at_once_do_not_get_in_each_others_way(
    ledger: Engine, step: Callable[[object, Parcel, datetime], bool]
) -> None:
    """Of four that begin the same eight parcels at once, one has each; and all four see the same key."""
    tell(ledger, *(owed(f"alert {n} crossed") for n in range(8)))
    parcels = waiting(ledger)

    def take_all(_: int) -> list[bool]:
        def one(parcel: Parcel) -> bool:
            with writing(ledger) as connection:
                return step(connection, parcel, NOW)

        return [one(parcel) for parcel in parcels]

    with ThreadPoolExecutor(4) as hands:
        taken = list(hands.map(take_all, range(4)))
    wins = [sum(each) for each in zip(*taken, strict=True)]
    assert wins == [1] * 8 if step is begin else [4] * 8


def test_the_key_stays(ledger: Engine) -> None:
    """64 hexadecimal digits, the same each time."""
    with writing(ledger) as connection:
        first = key(connection)
    with reading(ledger) as connection:
        assert key(connection) == first
    assert len(bytes.fromhex(first)) == 32
