"""The part Letters of Budgets & alerts: any letter as somebody would get it."""

from pathlib import Path

from tests.dashboard.conftest import Visit, read
from tests.dashboard.screens.troubled_screens import words


def test_a_letter_is_shown_with_its_text(visit: Visit, steady_folder: Path) -> None:
    """The weekly digest of 50.00 for trailers and 21.00 for social, whose address is the choice."""
    app = visit(steady_folder, "budgets", budgets="Letters", letter="Weekly digest")
    assert not app.exception
    assert "9–15 Nov 2026 cost $71.00" in read(words(app))
    assert "WEEKLY DIGEST" in app.code[0].value
    assert "{site}" not in app.code[0].value


def test_a_statement_can_be_chosen(visit: Visit, steady_folder: Path) -> None:
    """Another letter is chosen by its title."""
    app = visit(steady_folder, "budgets", budgets="Letters", letter="Weekly digest")
    app.selectbox(key="letter").select("Monthly statement").run()
    assert "MONTHLY STATEMENT" in app.code[0].value
