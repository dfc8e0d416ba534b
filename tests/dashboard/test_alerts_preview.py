"""`reelspend alerts preview` as somebody types it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import time_machine

from db.engine import writing
from db.lists import replace_members
from tests.dashboard import steady
from tests.dashboard.occasions import FINANCE, LEAD
from tests.dashboard.terminal import Terminal
from tests.db.cast import NOW


@pytest.fixture
def steadily(steady_folder: Path, terminal: Terminal) -> Iterator[Terminal]:
    """In the steady studio's folder with Mara of finance and Ivo, who leads social, at noon of 22 November."""
    shutil.copytree(steady_folder, terminal.folder, dirs_exist_ok=True)
    engine = steady.view_of(terminal.folder).engine
    with writing(engine) as connection:
        replace_members(connection, [FINANCE, LEAD], NOW, "mara@studio.example")
    engine.dispose()
    with time_machine.travel(NOW, tick=True):
        yield terminal


def test_a_letter_is_printed_as_its_reader_would_get_it(steadily: Terminal) -> None:
    """Last week cost 5 × 10.00 and 7 × 3.00; to Ivo just the latter."""
    said = steadily.type("alerts preview weekly_digest").out
    assert said.startswith("Subject: 9–15 Nov 2026 cost $71.00, 80.7% less than the week before\n\nWEEKLY DIGEST")
    own = steadily.type("alerts preview weekly_digest --reader IVO@studio.example").out
    assert own.startswith("Subject: social: 9–15 Nov 2026 cost $21.00")
    assert "trailers" not in own


def test_a_letter_goes_into_a_file(steadily: Terminal) -> None:
    """As HTML with its pictures inside, or as text; another kind of file is refused in a sentence."""
    steadily.type("alerts preview monthly_statement -o letter.html")
    assert "data:image/png;base64," in (steadily.folder / "letter.html").read_text(encoding="utf-8")
    steadily.type("alerts preview monthly_statement -o letter.eml --reader mara@studio.example")
    assert (steadily.folder / "letter.eml").read_text(encoding="utf-8").startswith("Subject: October 2026 cost $")
    steadily.type("alerts preview monthly_statement -o letter.txt")
    assert (steadily.folder / "letter.txt").read_text(encoding="utf-8").startswith("MONTHLY STATEMENT")
    assert ".html, .eml or .txt" in steadily.type("alerts preview monthly_statement -o letter.pdf").wrong


def test_wrong_words_are_answered_in_a_sentence(steadily: Terminal) -> None:
    """A letter and a reader that do not exist, each with the nearest that does."""
    assert "did you mean 'anomaly'" in steadily.type("alerts preview anomly").wrong
    assert "did you mean 'ivo@studio.example'" in steadily.type("alerts preview alert --reader ivo@studio.exmple").wrong
