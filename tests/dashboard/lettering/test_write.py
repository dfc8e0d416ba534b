"""A draft as text and HTML: names of others stay names, what is not known is said, and lines are narrow."""

from dataclasses import replace
from pathlib import Path

from dashboard.lettering import every
from dashboard.lettering.columns import WIDTH, columns
from dashboard.lettering.draft import Draft, Numbers, Part
from dashboard.lettering.words import changed, of_all, parted, scope, sentence, subject, written
from dashboard.lettering.write import write
from tests.dashboard.occasions import occasion, told

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


def test_a_command_can_be_copied() -> None:
    """No full stop is put behind a command at the end, which stands by itself; one in the midst is a word like any."""
    todo = "Mend it, then: reelspend collect --account fal-studio"
    assert sentence(todo) == todo
    assert parted(todo) == ("Mend it, then: ", "reelspend collect --account fal-studio")
    assert of_all(todo) == "Mend it, then: reelspend collect"
    midst = "Bring the new one: reelspend import prices prices.csv; else expect the list price again"
    assert (sentence(midst), parted(midst)) == (f"{midst}.", (midst, ""))


def test_what_several_ask_for_alike_is_said_once(steady_folder: Path) -> None:
    """Two accounts that want the same have one line, with the command for all; an odd day is called by its team."""
    late = [told("collection", id=n, rule=f"collection of {name}", todo=f"Again: reelspend collect --account {name}")
            for n, name in enumerate(("fal-studio", "kling-brand"), start=1)]  # fmt: skip
    odd = told("anomaly", rule="odd days of team=social", id=3)
    letter = every()["alerts_digest"].compose(occasion(steady_folder, "alerts_digest", alerts=(*late, odd)))
    assert "* Collection of fal-studio and 1 more: Again: reelspend collect\n" in letter.text
    assert "* Odd days of social: Ask Ivo what his script did." in letter.text


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
