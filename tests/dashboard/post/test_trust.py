"""Does a letter go to none but the server it is meant for, encrypted, and signed in where that is asked for?"""

import ssl

import pytest
import trustme
from sqlalchemy import Engine

from dashboard.outbox.send import Sent
from tests.dashboard.post.house import MARA, STEP, entries
from tests.dashboard.post.mail_server import PASSWORD, USERNAME, Mailbox, serving
from tests.dashboard.post.rounds import send, vouched

SIGNED_IN = {"username": USERNAME, "password": "env:SMTP_PASSWORD"}


def test_over_starttls_with_a_password(house: Engine) -> None:
    """It arrives encrypted and signed in, and is not sent again."""
    box = Mailbox()
    with serving(box, vouched(), signing_in=True) as port:
        assert send(house, port, security="starttls", **SIGNED_IN) == Sent(sent=1)
        assert send(house, port, STEP, security="starttls", **SIGNED_IN) == Sent()
    assert box.talks == ["open", "TLS"]
    assert [reader for reader, _ in box.taken] == [MARA.email]
    assert entries(house)[MARA.email].sent


@pytest.mark.parametrize("shown", ["another name", "another authority"])
def test_no_certificate_no_letter(house: Engine, shown: str) -> None:
    """For another name, or by an authority that nobody trusts: not a word is sent, and it waits."""
    box = Mailbox()
    stranger = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trustme.CA().issue_cert("127.0.0.1").configure_cert(stranger)
    with serving(box, vouched("mail.example") if shown == "another name" else stranger) as port:
        assert send(house, port, security="starttls") == Sent(failed=1)
    assert not box.taken
    assert "the certificate of 127.0.0.1:" in entries(house)[MARA.email].error


def test_nothing_goes_in_the_open(house: Engine) -> None:
    """A server without STARTTLS gets nothing, and neither does one on another machine with security none."""
    with serving(Mailbox()) as port:
        assert send(house, port, security="starttls") == Sent(failed=1)
    assert "offers no STARTTLS" in entries(house)[MARA.email].error
    assert send(house, 25, STEP, host="mail.example") == Sent(failed=1)
    assert "is for a server on this machine" in entries(house)[MARA.email].error


def test_a_wrong_password_waits_for_the_right_one(house: Engine) -> None:
    """It is no fault of the letter's: with the password mended it arrives. The wrong one is told nowhere."""
    box = Mailbox()
    with serving(box, vouched(), signing_in=True) as port:
        assert send(house, port, known="wrong-horse-battery", security="starttls", **SIGNED_IN) == Sent(failed=1)
        error = entries(house)[MARA.email].error
        assert error.endswith("did not let us sign in (535); check username and password in [smtp]")
        assert send(house, port, STEP, security="starttls", **SIGNED_IN) == Sent(sent=1)


def test_a_password_is_never_told(house: Engine) -> None:
    """Also where the server says it back, in a refusal of the letter."""
    box = Mailbox(at_letter=lambda _: f"451 I know {PASSWORD}")
    with serving(box, vouched(), signing_in=True) as port:
        assert send(house, port, security="starttls", **SIGNED_IN) == Sent(failed=1)
    assert "(451: I know …)" in entries(house)[MARA.email].error
