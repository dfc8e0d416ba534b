"""A letter looked at before anybody gets it."""

import re
from pathlib import Path

import pytest

from dashboard.lettering import every
from dashboard.outbox.preview import HERE, page, previewed, view_of
from dashboard.view import NotThere
from db.alerts import record
from db.engine import writing
from tests.dashboard import steady
from tests.dashboard.occasions import FINANCE, LEAD, told
from tests.db.cast import GREENWICH, NOW


def test_every_letter_can_be_previewed_though_nothing_was_told(steady_folder: Path) -> None:
    """Those of alerts say that they are examples; the links lead to this machine where no address is known."""
    view = steady.view_of(steady_folder)
    letters = {name: previewed(name, view, FINANCE, NOW, GREENWICH, "") for name in every()}
    examples = {name for name, letter in letters.items() if "This is an example" in letter.text}
    assert examples == {name for name, module in every().items() if not hasattr(module, "EVERY")}
    assert all(HERE in letter.text for letter in letters.values())


def test_what_was_told_last_is_shown_to_those_who_may_hear_of_it(tmp_path: Path) -> None:
    """Ivo's budget is in Mara's preview and in his own; of the trailers' he hears nothing."""
    engine = steady.view_of(steady.build(tmp_path)).engine
    with writing(engine) as connection:
        record(connection, [told("budget"), told("credit", scope="account=fal-studio", said="fal is short")], NOW)
    views = {who.email: view_of(engine, "USD", who, NOW) for who in (FINANCE, LEAD)}
    for who in (FINANCE, LEAD):
        letter = previewed("budget_alert", views[who.email], who, NOW, GREENWICH, "")
        assert "social has spent 360.00 USD" in letter.subject
    assert "fal is short" in previewed("alert", views[FINANCE.email], FINANCE, NOW, GREENWICH, "").subject
    assert "This is an example" in previewed("alert", views[LEAD.email], LEAD, NOW, GREENWICH, "").subject


def test_a_page_has_its_pictures_inside(steady_folder: Path) -> None:
    """No cid: is left that only a mail program would understand."""
    html = page(previewed("weekly_digest", steady.view_of(steady_folder), FINANCE, NOW, GREENWICH, ""))
    assert "cid:" not in html
    assert len(re.findall('"data:image/png;base64,', html)) == 2


def test_a_letter_that_is_not_there_is_named_with_the_nearest(steady_folder: Path) -> None:
    """weekly_digst is none; weekly_digest is."""
    with pytest.raises(NotThere, match="did you mean 'weekly_digest'"):
        previewed("weekly_digst", steady.view_of(steady_folder), FINANCE, NOW, GREENWICH, "")
