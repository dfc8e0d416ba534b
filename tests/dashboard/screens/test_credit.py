"""Does the Credit part of the Collection screen say what is left, for how long, and what nobody knows?"""

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.dashboard import prepaid, studio
from tests.dashboard.conftest import Visit, read
from tests.dashboard.screens.troubled_screens import table, words

Look = Callable[..., AppTest]


@pytest.fixture
def look(visit: Visit, tmp_path: Path) -> Look:
    """Open Credit in the prepaid studio, with this in the address."""
    prepaid.build(tmp_path)
    return lambda **address: visit(tmp_path, "collection", part="Credit", **address)


def test_each_account_has_its_sentence(look: Look) -> None:
    """How much, for how long, at which pace and from what; and that a pace is not known."""
    app = look()
    assert not app.exception
    said = read(words(app))
    assert "140.00 USD left, enough for 56 days, until 17 Jan 2027, at 2.50 a day, by what was settled." in said
    assert "1,100.00 KLING-UNIT left, enough for 32 days, until 24 Dec 2026, at 34.29 a day, by how the balance" in said
    assert "20.00 USD left; how fast it is used is not known yet." in said


def test_the_table_has_the_same_numbers(look: Look) -> None:
    """Purchases beside use, unknown as nothing; each pot with its expiry; used-up packs are left out."""
    app = look()
    shown = table(app, "Prepaid credit").set_index("account")
    assert shown.loc["fal-studio", ["left", "week", "month", "bought", "rose"]].tolist() == [140, 2.5, 1.17, 100, 95]
    assert shown["bought"].isna().to_dict() == {"deepseek-plan": True, "fal-studio": False, "kling-brand": True}
    pots = table(app, "Pots of prepaid credit").set_index("pot")
    assert sorted(pots.index) == ["", "granted", prepaid.NEW, prepaid.OLD]
    assert pots.loc[prepaid.OLD, "expires"] == "2026-11-27 12:00"
    assert pots.loc[prepaid.OLD, "unused"] == 0


def test_a_studio_without_credit_is_told_where_it_would_come_from(visit: Visit, tmp_path: Path) -> None:
    """No table, and which providers tell it."""
    studio.build(tmp_path)
    app = visit(tmp_path, "collection", part="Credit")
    assert "No prepaid credit was seen yet" in words(app)
    assert not app.dataframe


def test_only_the_chosen_accounts_are_shown(look: Look) -> None:
    """Of the filters, the accounts count."""
    app = look(account=["fal-studio"])
    assert table(app, "Prepaid credit")["account"].tolist() == ["fal-studio"]


def test_freshness_shows_it_beside_each_account(look: Look, visit: Visit, tmp_path: Path) -> None:
    """The same credit, pots of one unit together."""
    prepaid.build(tmp_path / "other")
    shown = table(visit(tmp_path / "other", "collection"), "Accounts").set_index("account")
    assert shown["credit"].to_dict() == {
        "anthropic-plan": "–", "deepseek-plan": "20.00 USD", "fal-studio": "140.00 USD",
        "kling-brand": "1,100.00 KLING-UNIT",
    }  # fmt: skip
