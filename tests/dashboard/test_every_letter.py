"""Every letter, also one that is not written yet: whole, the same in text and HTML, and harmless."""

import re
from functools import cache
from pathlib import Path

import pytest

from dashboard.lettering import every
from dashboard.lettering.letter import Letter
from dashboard.telling.naming import letter_of
from db.members import Member
from tests.dashboard.occasions import FINANCE, LEAD, SITE, numbers, occasion, tables, texts

NAMES = sorted(every())
PNG = b"\x89PNG\r\n"


@cache
def written(folder: Path, name: str, reader: Member = FINANCE, about: str = "crossed") -> Letter:
    """A letter to somebody."""
    module = every()[name]
    letter: Letter = module.compose(occasion(folder, name, getattr(module, "EVERY", ""), reader, about=about))
    return letter


def test_each_kind_of_alert_has_its_letter() -> None:
    """An alert of any kind is told by a letter that is there, and one of a kind nobody knows by the plain one."""
    assert {letter_of(kind) for kind in ("budget", "forecast", "anomaly", "collection", "credit")} <= set(NAMES)
    assert letter_of("something new") == "alert"


@pytest.mark.parametrize("name", NAMES)
def test_text_and_html_say_the_same_numbers(steady_folder: Path, name: str) -> None:
    """No number is in the HTML alone, none in the text alone, and there are some."""
    letter = written(steady_folder, name)
    assert numbers(letter.text) == numbers(texts(letter.html))
    assert tables(letter.html)


@pytest.mark.parametrize("name", NAMES)
def test_a_letter_is_whole(steady_folder: Path, name: str) -> None:
    """It has a subject of one line, what to do next, where its numbers are from, and a link to what it is about."""
    letter = written(steady_folder, name)
    assert letter.subject.isprintable()
    assert 0 < len(letter.subject) <= 142
    for said in ("What to do next", "Data through 22 Nov 2026 06:00 UTC", f"{SITE}{letter.address}"):
        assert said in letter.text
    assert letter.address.startswith("/")


@pytest.mark.parametrize("name", NAMES)
def test_nothing_comes_from_outside(steady_folder: Path, name: str) -> None:
    """All that a letter loads is its own pictures; all that it links to is the dashboard."""
    html = written(steady_folder, name).html
    loaded = re.findall(r'(?:src|srcset|background)="([^"]*)"', html)
    assert all(one.startswith("cid:") for one in loaded)
    assert all(one.startswith(f"{SITE}/") for one in re.findall(r'href="([^"]*)"', html))
    assert not re.search(r"url\(|@import|<link|<script|<iframe|<form", html)


@pytest.mark.parametrize("name", NAMES)
def test_pictures_are_there_and_described(steady_folder: Path, name: str) -> None:
    """Each picture that is named is a PNG that comes along, by day and by night, with words for who cannot see it."""
    letter = written(steady_folder, name)
    named = set(re.findall(r'"cid:([^"]*)"', letter.html))
    assert named == set(letter.pictures)
    assert all(png.startswith(PNG) for png in letter.pictures.values())
    images = re.findall(r"<img[^>]*>", letter.html)
    assert len(images) * 2 == len(named)
    assert all(re.search(r'alt="[^"]{20,}"', image) for image in images)


@pytest.mark.parametrize("name", NAMES)
def test_it_fits_phones_and_the_dark(steady_folder: Path, name: str) -> None:
    """It says that it knows both looks, is as wide as its window up to 600 points, and writes styles at their tags."""
    html = written(steady_folder, name).html
    assert '<meta name="color-scheme" content="light dark">' in html
    assert "prefers-color-scheme: dark" in html
    assert "max-width: 600px" in html
    assert html.count("style=") > 20


@pytest.mark.parametrize("name", NAMES)
def test_a_lead_reads_of_their_own_team_alone(steady_folder: Path, name: str) -> None:
    """Ivo leads social: neither trailers nor a word of what they do is in his letter."""
    letter = written(steady_folder, name, LEAD)
    for word in ("trailers", "veo-3.1"):
        assert word not in letter.text
        assert word not in letter.html


@pytest.mark.parametrize("name", NAMES)
def test_it_says_that_it_is_over_or_unanswered(steady_folder: Path, name: str) -> None:
    """An alert that cleared asks for nothing; one that nobody answered says so."""
    if not hasattr(every()[name], "EVERY"):
        assert "Nothing: this letter only says that it is over." in written(steady_folder, name, about="cleared").text
        assert "acknowledged it since" in written(steady_folder, name, about="escalated").text
