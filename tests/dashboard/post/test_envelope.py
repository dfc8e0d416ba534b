"""Does a letter have all that mail programs need, and nothing that somebody slipped into it?"""

from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest

from dashboard.lettering.letter import Letter
from dashboard.outbox.envelope import Headers, envelope
from dashboard.post import Undelivered
from tests.db.cast import NOW

PNG = b"\x89PNG\r\n\x1a\n invented"
LONG = "https://spend.studio.example/unsubscribe?token=" + "a" * 180
HEADERS = Headers("<17@spend.studio.example>", "Reelspend <post@studio.example>", "mara@studio.example", NOW, LONG)


def letter(subject: str = "social is at 90 %", text: str = "Look.\n") -> Letter:
    """A letter with one picture, and a line in its HTML that is longer than mail allows."""
    html = f'<p>Für Mara: <img src="cid:by-day"></p><p>{"x" * 3000}</p>'
    return Letter(subject, text, html, "/budgets", {"by-day": PNG})


def received(subject: str = "social is at 90 %", headers: Headers = HEADERS) -> EmailMessage:
    """The letter as it arrives: through the wire and read again."""
    raw = envelope(letter(subject), headers).as_bytes()
    assert max(map(len, raw.split(b"\r\n"))) <= 998, "RFC 5322 allows no longer line"
    message = message_from_bytes(raw, policy=policy.default)
    assert isinstance(message, EmailMessage)
    return message


def test_every_header_that_is_needed() -> None:
    """Who, to whom, when, which; that no person wrote it; and one click that stops it, on one unbroken line."""
    said = received()
    assert {name: str(said[name]) for name in said if not name.startswith(("MIME", "Content"))} == {
        "Subject": "social is at 90 %",
        "From": "Reelspend <post@studio.example>",
        "To": "mara@studio.example",
        "Date": "Sun, 22 Nov 2026 12:00:00 +0000",
        "Message-ID": "<17@spend.studio.example>",
        "Auto-Submitted": "auto-generated",
        "List-Unsubscribe": f"<{LONG}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
    assert f"\r\nList-Unsubscribe: <{LONG}>\r\n".encode() in envelope(letter(), HEADERS).as_bytes()


def test_text_html_and_its_pictures() -> None:
    """Two ways to read it; the picture lies with the HTML, by the name that the HTML has for it."""
    said = received()
    text, html = said.get_body(("plain",)), said.get_body(("html",))
    assert text
    assert html
    assert text.get_content().split() == ["Look."]
    assert "Für Mara" in html.get_content()
    assert [part.get_content_type() for part in said.walk()] == [
        "multipart/alternative", "text/plain", "multipart/related", "text/html", "image/png",
    ]  # fmt: skip
    picture = next(part for part in said.walk() if part.get_content_type() == "image/png")
    assert (picture["Content-ID"], picture.get_content_disposition()) == ("<by-day>", "inline")
    assert picture.get_content() == PNG


@pytest.mark.parametrize("leave", ["", "http://127.0.0.1:8501/unsubscribe?token=a.b"])
def test_no_click_where_none_can_be_followed(leave: str) -> None:
    """Without a public address, or by http, mail programs would not follow it: nothing is said of it."""
    said = received(headers=Headers("<17@x>", "post@studio.example", "mara@studio.example", NOW, leave))
    assert not [name for name in said if name.startswith("List-")]


@pytest.mark.parametrize("slip", ["a\r\nBcc: thief@elsewhere.example", "a\nX: y", "a\x00b\x85Bcc: c\u2028d", "ä" * 500])
def test_no_header_is_slipped_in(slip: str) -> None:
    """A subject of any letters stays one line, and adds no header."""
    said = received(slip)
    assert len(said.keys()) == len(received().keys())
    assert "Bcc" not in said
    assert len(str(said["Subject"])) <= 200


@pytest.mark.parametrize(
    "to", ["", "mara", "mara@studio.example\r\nBcc: thief@elsewhere.example", "a@b@c", "<a@b c@d>"]
)
def test_no_address_no_letter(to: str) -> None:
    """What is no one address is refused for good, in a sentence on one line."""
    with pytest.raises(Undelivered, match=r"^.+ is no e-mail address; mend it where it is kept$") as wrong:
        envelope(letter(), Headers("<17@x>", "post@studio.example", to, NOW))
    assert wrong.value.permanent
