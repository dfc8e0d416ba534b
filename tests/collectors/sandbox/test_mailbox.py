"""Does the studio's mailbox keep letters, and its clock let days pass?"""

import smtplib
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path
from urllib.request import Request, urlopen

import pytest

from collectors.sandbox import Studio
from collectors.sandbox.late import Late
from collectors.sandbox.mailbox import receiving
from collectors.sandbox.people import budgets, people
from collectors.sandbox.server import DAY, serving

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def letter() -> EmailMessage:
    """A letter to Mara with a picture in its page."""
    said = EmailMessage()
    said["To"], said["Subject"] = "mara@studio.example", "Trailers is over"
    said.set_content("Over by $5.")
    said.add_alternative('<p>Over by <b>$5</b></p><img src="cid:burn@reelspend">', subtype="html")
    page = said.get_payload()[1]  # type: ignore[index]  # it has two parts
    page.add_related(b"\x89PNG", "image", "png", cid="<burn@reelspend>")  # type: ignore[union-attr]  # a message
    return said


def test_a_letter_is_kept_as_it_came_and_as_its_reader_sees_it(tmp_path: Path) -> None:
    """Two letters are four files, in their order; the picture lies in the page."""
    with receiving(tmp_path / "mailbox") as port, smtplib.SMTP("127.0.0.1", port) as line:
        for _ in range(2):
            line.send_message(letter(), "reelspend@studio.example", ["mara@studio.example"])
    kept = sorted(path.name for path in (tmp_path / "mailbox").iterdir())
    assert kept == [f"000{n} mara@studio.example.{kind}" for n in (1, 2) for kind in ("eml", "html")]
    page = (tmp_path / "mailbox" / kept[1]).read_text()
    assert '<img src="data:image/png;base64,iVBORw==">' in page


def test_a_clock_that_is_behind_is_let_on_as_far_as_now() -> None:
    """Two days behind: the 20th, then the 21st, the 22nd, and no further."""
    late = Late(2, lambda: NOW)
    assert [late().day, late.a_day_passes().day, late.a_day_passes().day, late.a_day_passes().day] == [20, 21, 22, 22]


def test_a_day_passes_when_it_is_asked_to(studio: Studio) -> None:
    """POST /day says what time it is then; a sandbox by another clock knows no such place."""
    with serving(studio, Late(1, lambda: NOW)) as base_url, urlopen(Request(base_url + DAY, method="POST")) as said:  # noqa: S310  # ours
        assert said.read() == b'{"now":"2026-11-22T12:00:00+00:00"}'
    with serving(studio, lambda: NOW) as base_url, pytest.raises(OSError, match="404"):
        urlopen(Request(base_url + DAY, method="POST"))  # noqa: S310  # ours


def test_the_lists_are_as_large_as_the_studio(studio: Studio, tmp_path: Path) -> None:
    """Sums are those of size 1 times its size, and at least 10; somebody may let others in."""
    sums = [line.rsplit(",", 1)[1] for line in budgets(studio, tmp_path).path.read_text().splitlines()[1:]]
    assert sums[0] == str(max(10, round(12_000 * studio.size, -1)))
    assert "noor@studio.example,admin," in people(tmp_path).path.read_text()
