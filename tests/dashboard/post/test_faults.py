"""Whatever a mail server does: each letter arrives once it can, or is given up with a reason."""

import socket
from datetime import timedelta

import pytest
from sqlalchemy import Engine

from dashboard.lettering.letter import Letter
from dashboard.outbox.channels import channels
from dashboard.outbox.envelope import Headers, envelope
from dashboard.outbox.send import Sent, send_due
from dashboard.post import Server, Undelivered, hand_over
from dashboard.telling.naming import E_MAIL
from db.engine import open_ledger, writing
from db.lists import replace_members
from db.outbox import Owed, owe
from tests.dashboard.post.house import IVO, MARA, SENDER, STEP, entries, owing, settings, smtp_at
from tests.dashboard.post.mail_server import Mailbox, serving
from tests.dashboard.post.rounds import send
from tests.db.cast import NOW


@pytest.mark.parametrize("code", ["421 Too many lines", "450 Busy", "451 Try later", "452 Full"])
def test_a_no_for_now_is_tried_again(house: Engine, code: str) -> None:
    """At the reader and at the letter's end: not within a minute, and then until it is taken."""
    box = Mailbox(at_reader=lambda _: code)
    with serving(box) as port:
        assert send(house, port) == Sent(failed=1)
        assert code[:3] in entries(house)[MARA.email].error
        assert send(house, port, timedelta(seconds=30)) == Sent()
        box.at_reader, box.at_letter = (lambda _: ""), (lambda _: code)
        assert send(house, port, STEP) == Sent(failed=1)
        box.at_letter = lambda _: ""
        assert send(house, port, STEP * 2) == Sent(sent=1)
    assert len(box.taken) == 1


@pytest.mark.parametrize("where", ["at_reader", "at_letter"])
def test_a_no_for_good_is_given_up(house: Engine, where: str) -> None:
    """550 is never asked again, and the reason is kept in the server's own words."""
    box = Mailbox(**{where: lambda _: "550 5.1.1 No such person"})
    with serving(box) as port:
        assert send(house, port) == Sent(given_up=1)
        assert send(house, port, STEP) == Sent()
    told = entries(house)[MARA.email]
    assert told.given_up
    assert "(550: 5.1.1 No such person)" in told.error


def test_one_who_is_refused_does_not_hold_up_another(sqlite_ledger: str) -> None:
    """Mara is unknown to the server, Ivo is not: each has a letter of their own, and his arrives."""
    engine = open_ledger(sqlite_ledger)
    owing(engine, MARA.email, IVO.email)
    box = Mailbox(at_reader=lambda reader: "550 Unknown" if reader == MARA.email else "")
    with serving(box) as port:
        assert send(engine, port) == Sent(sent=1, given_up=1)
    assert [reader for reader, _ in box.taken] == [IVO.email]
    engine.dispose()


def test_of_two_readers_one_is_refused() -> None:
    """A letter to two (ours have one) that reached Ivo alone is said not to have reached Mara."""
    box = Mailbox(at_reader=lambda reader: "550 Unknown" if reader == MARA.email else "")
    message = envelope(Letter("Hello", "Hello", "<p>Hello</p>", "/"), Headers("<1@x>", SENDER, IVO.email, NOW))
    message["Cc"] = MARA.email
    with serving(box) as port:
        server = Server(smtp_at(port))
        with pytest.raises(Undelivered, match=r"did not take this reader \(550: Unknown\)") as wrong:
            hand_over(message, server)
    assert wrong.value.permanent
    assert [reader for reader, _ in box.taken] == [IVO.email]


@pytest.mark.parametrize(("where", "times"), [("before the dot", 1), ("after the dot", 2)])
def test_a_line_that_is_cut(house: Engine, where: str, times: int) -> None:
    """Before the final dot nothing was taken; after it nobody can know, and the second has the same Message-ID."""
    box = Mailbox(cut=where)
    with serving(box) as port:
        assert send(house, port) == Sent(failed=1)
        assert "broke off" in entries(house)[MARA.email].error
        box.cut = ""
        assert send(house, port, STEP) == Sent(sent=1)
    assert len(box.ids) == times
    assert len(set(box.ids)) == 1


def test_a_server_that_says_nothing(sqlite_ledger: str) -> None:
    """It is not waited for, and not asked for the second letter of the same round either."""
    engine = open_ledger(sqlite_ledger)
    owing(engine, MARA.email, IVO.email)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        assert send(engine, silent.getsockname()[1]) == Sent(failed=1)
    told = entries(engine)
    assert sorted((one.attempts, one.error.partition("did")[2]) for one in told.values()) == [
        (0, ""), (1, " not answer within 0.5 seconds"),
    ]  # fmt: skip
    engine.dispose()


def test_down_for_hours_and_then_once(house: Engine) -> None:
    """From noon to six nobody answers: nine attempts, after 0, 5, 10, 15, 25, 45, 80, 145 and 275 minutes; then one."""
    with socket.create_server(("127.0.0.1", 0)) as nobody:
        port = nobody.getsockname()[1]
    rounds = [send(house, port, timedelta(minutes=5 * n)) for n in range(72)]
    assert sum(one.failed for one in rounds) == entries(house)[MARA.email].attempts == 9
    assert "cannot be reached (Connection refused)" in entries(house)[MARA.email].error
    box = Mailbox()
    with serving(box) as port:
        rounds = [send(house, port, timedelta(hours=6, minutes=5 * n)) for n in range(60)]
    assert (sum(one.sent for one in rounds), len(box.taken)) == (1, 1)


def test_who_has_left_gets_nothing(house: Engine) -> None:
    """Mara is no member any more, or wants no such letter: it is given up, and says why."""
    with writing(house) as connection:
        replace_members(connection, [IVO], NOW, IVO.email)
    box = Mailbox()
    with serving(box) as port:
        assert send(house, port) == Sent(given_up=1)
    assert entries(house)[MARA.email].error == "mara@studio.example is no member any more"
    assert not box.taken


def test_a_broken_letter_holds_up_nobody(sqlite_ledger: str) -> None:
    """Of two letters nobody can write the first; the second arrives in the same round."""
    engine = open_ledger(sqlite_ledger)
    owing(engine, MARA.email, letter="poem")
    with writing(engine) as connection:
        owe(connection, [Owed("alert 1 crossed", "alert", IVO.email, E_MAIL, "<ivo@studio>", NOW, 1)], NOW)
    box = Mailbox()
    with serving(box) as port:
        assert send(engine, port) == Sent(sent=1, given_up=1)
    assert [reader for reader, _ in box.taken] == [IVO.email]
    engine.dispose()


def test_stopped_it_finishes_what_it_has_in_hand(sqlite_ledger: str) -> None:
    """Told to stop while the first is handed over, it is recorded; the second is not begun."""
    engine = open_ledger(sqlite_ledger)
    owing(engine, MARA.email, IVO.email)
    stopped: list[str] = []
    box = Mailbox(on=stopped.append)
    with serving(box) as port:
        house = settings(port)
        said = send_due(engine, house, NOW, channels(house), lambda: "EHLO" in stopped)
    assert (said, len(box.taken)) == (Sent(sent=1), 1)
    assert sorted(one.attempts for one in entries(engine).values()) == [0, 1]
    engine.dispose()
