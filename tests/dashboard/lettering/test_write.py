"""A draft as text and HTML: names of others stay names, what is not known is said, and lines are narrow."""

from dataclasses import replace
from pathlib import Path

from dashboard.lettering.columns import WIDTH, columns
from dashboard.lettering.draft import Draft, Numbers, Part
from dashboard.lettering.words import changed, scope, subject, written
from dashboard.lettering.write import write
from tests.dashboard.occasions import occasion

EVIL = '<img src="https://evil.example/x.png" onerror=alert(1)> & {{ 7 * 7 }}'
NUMBERS = Numbers("In USD", ("Team", "Cost"), ((EVIL, "$1.00"), ("social", "not known")), address="/teams?team=a&x=b")
DRAFT = Draft(EVIL, "Alert", EVIL, "bad", (Part(EVIL, (EVIL,), None, NUMBERS, (EVIL,)),), (EVIL,), "/teams", EVIL)


def test_a_name_is_never_markup(steady_folder: Path) -> None:
    """A team called like a picture of somebody else's is a text, wherever it is said."""
    letter = write(DRAFT, occasion(steady_folder, "alert"))
    assert "<img" not in letter.html
    assert letter.html.count("&lt;img") >= 8
    assert "49" not in letter.text.replace("{{ 7 * 7 }}", "")
    assert EVIL in " ".join(letter.text.split())


def test_without_an_address_of_the_dashboard_nothing_is_linked(steady_folder: Path) -> None:
    """A letter that does not know where the dashboard is says no broken link."""
    letter = write(DRAFT, replace(occasion(steady_folder, "alert"), site=""))
    assert "href" not in letter.html
    assert "/teams" not in letter.text


def test_the_link_that_stops_letters_is_at_the_end(steady_folder: Path) -> None:
    """Where there is one; else nothing is said of it."""
    link = "https://reelspend.studio.example/unsubscribe?token=a.b"
    letter = write(DRAFT, replace(occasion(steady_folder, "alert"), leave=link))
    assert letter.text.endswith(f"Stop these letters:\n{link}\n")
    assert f'href="{link}"' in letter.html
    assert "Stop these letters" not in write(DRAFT, occasion(steady_folder, "alert")).text


def test_a_subject_is_one_short_line() -> None:
    """Line ends become spaces, a full stop goes, and a long one is cut between two words."""
    assert subject("social is\r\nover.\x07 ") == "social is over"
    long = subject("word " * 60)
    assert len(long) <= 142
    assert long.endswith("word …")


def test_what_is_not_known_is_said() -> None:
    """None is not known, never 0; more than nothing is new."""
    assert written("cost", None, "USD") == "not known"
    assert changed(None, None) == "not known"


def test_a_scope_in_words() -> None:
    """A team comes first, several words have an "and", and nothing narrowed is all work."""
    assert scope({"model": ["veo-3.1", "kling-3.0"], "team": ["social"]}) == "social on kling-3.0 and veo-3.1"
    assert scope({}) == "all work"


def test_columns_are_narrow_and_aligned() -> None:
    """Numbers end under each other; a long word goes on in the next line."""
    said = columns(Numbers("", ("Team", "Cost", "Clips"), (("a" * 90, "$1.00", "7"), ("social", "$1,000.00", "70"))))
    lines = said.splitlines()
    assert max(map(len, lines)) <= WIDTH
    assert lines[0].endswith("     Cost  Clips")
    assert lines[-1].endswith("$1,000.00     70")
