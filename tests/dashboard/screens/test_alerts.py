"""Does Budgets & alerts say what was told, to whom and whether it arrived, and keep what people do about it?"""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from streamlit.testing.v1 import AppTest

from dashboard.alerts.tell import tell
from dashboard.reader import Reader
from dashboard.telling import listed
from dashboard.telling.acts import may_act, seen
from dashboard.view import View
from db.alerts import Crossing, record, resolve
from db.engine import Engine, reading, writing
from db.lists import replace_members
from db.outbox import begin, due, failed, sent
from tests.dashboard import studio
from tests.dashboard.conftest import Visit, read
from tests.dashboard.screens.troubled_screens import table, words
from tests.dashboard.telling.cast import IVO, MARA, NOOR, POSTED, wanting
from tests.db.cast import GREENWICH, NOW

Look = Callable[..., AppTest]
LATE = wanting(IVO, quiet="10:00-18:00")


def crossing(rule: str, said: str, scope: str, **more: Any) -> Crossing:
    """A line of November, crossed."""
    return Crossing(rule, "90", "2026-11", more.pop("kind", "budget"), said, "Look at it.", "/forecast", scope, **more)


CROSSED = [
    crossing("Shorts", "Shorts is at 90% of $500.00.", "team=social", impact=450 * 10**9),
    crossing("kling", "kling-brand was not read for 40 hours.", "account=kling-brand", kind="collection"),
    crossing("drift", "fal asks 12% over its list.", "model=veo-3.1", kind="drift"),
]


def happen(ledger: Engine) -> None:
    """Two lines crossed at noon and one that cleared; Mara was reached once, refused once, and Ivo is to be at six."""
    with writing(ledger) as connection:
        replace_members(connection, [MARA, LATE, NOOR], NOW, "Mara")
        told = record(connection, CROSSED, NOW)
        tell(connection, POSTED, [MARA, LATE, NOOR], told[:2], "crossed", NOW)
        first, second = due(connection, NOW)
        assert [begin(connection, one, NOW) for one in (first, second)] == [True, True]
        sent(connection, first, NOW)
        failed(connection, second, "550 no such mailbox", NOW, True)
        resolve(connection, NOW, lambda one: one.rule == "drift")


@pytest.fixture
def look(visit: Visit, tmp_path: Path) -> Look:
    """Open the screen in a studio in which that happened, with this in the address."""
    studio.build(tmp_path)
    ledger = studio.ledger_of(tmp_path)
    happen(ledger)
    ledger.dispose()
    return lambda **address: visit(tmp_path, "budgets", **address)


def press(app: AppTest, label: str) -> str:
    """The words of the screen after a button of that name was pressed, the first of its kind."""
    next(button for button in app.button if button.label == label).click().run()
    assert not app.exception
    return read(words(app))


def test_alerts_say_who_knows_and_what_they_did(look: Look) -> None:
    """What stands open, the newest first; looked after, silenced, planned, and back; the table has every word."""
    app = look(budgets="Alerts")
    said = read(words(app))
    assert "2 alerts stand open." in said
    assert "Alert 1 · Budget · 22 Nov 2026 12:00 UTC · about $450.00 · open" in said
    assert "mara@studio.example by e-mail (crossed): arrived 22 Nov 2026 12:00 UTC" in said
    assert "ivo@studio.example by e-mail (crossed): waits until 22 Nov 2026 18:00 UTC" in said
    assert "mara@studio.example by e-mail (crossed): given up: 550 no such mailbox" in said
    assert [fold.label for fold in app.expander][:2] == ["1 message: none arrived, 1 given up", "2 messages: 1 arrived"]
    assert "Alert 2 · Collection · 22 Nov 2026 12:00 UTC · acknowledged by dashboard" in press(app, "Acknowledge")
    assert "Alert 2 · Collection · 22 Nov 2026 12:00 UTC · open" in press(app, "Not acknowledged")
    assert "snoozed by dashboard until 23 Nov 2026 08:00 UTC" in press(app, "Snooze until then")
    assert "Say in one to 500 letters why it was planned." in press(app, "It was planned")
    app.text_input(key="why-2").input("the key is changed on Monday")
    assert "One alert stands open." in press(app, "It was planned")


def test_alerts_are_a_table_too(look: Look) -> None:
    """With the state and the messages of each, when it is opened."""
    app = look(budgets="Alerts", alerts="All")
    assert "3 alerts so far." in words(app)
    app.session_state["alerts-fold"] = True
    shown = table(app.run(), "Alerts").set_index("id")
    assert shown.loc[3, "state"] == "over since 22 Nov 2026 12:00 UTC"
    assert shown.loc[1, "impact"] == 450


def test_a_letter_opens_its_own_alerts(look: Look) -> None:
    """Just those that it tells of, over or not, until all are asked for; a number that is none is said to be so."""
    app = look(budgets="Alerts", alerts="All", alert=["1", "3"])
    assert "2 alerts of a letter." in words(app)
    assert "3 alerts so far." in press(app, "Show every alert")
    app = look(budgets="Alerts", alerts="All", alert="one")
    assert "The address asks for the alert “one”, which is no number; it takes alert=17." in read(words(app))
    assert "None of these alerts is there for you" in words(look(budgets="Alerts", alerts="All", alert="99"))


def test_how_somebody_is_told_is_changed(look: Look, tmp_path: Path) -> None:
    """Everybody with their wishes; one that cannot be is a sentence, one that can is kept and audited."""
    app = look(budgets="Who is told", told_who=LATE.email)
    assert table(app, "Who is told")["quiet"].tolist() == ["10:00-18:00", "", ""]
    app.text_input(key=f"quiet-{LATE.email}").input("at night")
    assert "Quiet: 'at night' are no quiet hours; write them as 22:00-07:00." in press(app, "Save")
    app.text_input(key=f"quiet-{LATE.email}").input("22:00-07:00")
    app.number_input(key=f"least-{LATE.email}").set_value(19.5)
    app.multiselect(key=f"without-{LATE.email}").set_value(["anomaly"])
    assert "Saved for ivo@studio.example." in press(app, "Save")
    with reading(studio.ledger_of(tmp_path)) as connection:
        (*_, said) = connection.execute(text("SELECT who, what, after FROM audit ORDER BY id"))
    assert tuple(said) == (
        "dashboard", f"member {LATE.email}", "immediate, quiet 22:00-07:00, from 19.5, without anomaly"
    )  # fmt: skip


def test_where_nothing_happened_it_says_what_would(visit: Visit, studio_folder: Path) -> None:
    """No alert, nobody to tell, and what to do about that."""
    assert "No alert stands open." in words(visit(studio_folder, "budgets", budgets="Alerts"))
    assert "Nothing was told yet." in words(visit(studio_folder, "budgets", budgets="Alerts", alerts="All"))
    assert "reelspend import members members.csv" in words(visit(studio_folder, "budgets", budgets="Who is told"))


def test_a_lead_sees_and_does_what_is_theirs(tmp_path: Path) -> None:
    """Ivo has the alert of social alone; Noor, a viewer, may look at what is of trailers and do nothing."""
    studio.build(tmp_path)
    everything = studio.view_of(tmp_path)
    happen(everything.engine)

    def of(name: str, *teams: str) -> View:
        return replace(everything, reader=Reader(name, frozenset(teams)))

    ivo, noor = of(IVO.email, "social"), of(NOOR.email, "trailers")
    assert [line.told.id for line in listed.page(ivo.engine, seen(ivo))] == [1]
    assert listed.page(noor.engine, seen(noor)) == []
    assert (may_act(everything), may_act(ivo), may_act(noor)) == (True, True, False)
    (line,) = listed.page(ivo.engine, seen(ivo))
    assert listed.state(line.told, NOW + timedelta(days=1), GREENWICH) == "open"
