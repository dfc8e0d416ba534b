"""`reelspend alerts` as somebody types it."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from dashboard.alerts.tell import tell
from db.alerts import Crossing, record
from db.engine import writing
from db.members import Member
from db.outbox import begin, due, sent
from db.sections import Smtp
from db.settings import Settings, load
from tests.dashboard.terminal import Terminal
from tests.db.blank import ready_ledger

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
SHORTS = Crossing(
    "budget Shorts", "90", "2026-11", "budget", "Shorts is at 90 % of 500 USD.", "Look at what social made.",
    "/budgets?team=social", "team=social", 450 * 10**9,
)  # fmt: skip
MEMBERS = [Member(email="mara@s.example", role="finance"), Member(email="ivo@s.example", role="lead", teams="social")]


@pytest.fixture
def told(terminal: Terminal) -> Terminal:
    """A terminal over a ledger in which one line was crossed: Mara has been told, Ivo not yet."""
    settings = load(terminal.configure())
    engine = ready_ledger(settings.database_url)
    posted: Settings = replace(settings, smtp=Smtp(host="mail.s.example", sender="reelspend@s.example"))
    with writing(engine) as connection:
        crossed = record(connection, [SHORTS], NOON)
        tell(connection, posted, MEMBERS, crossed, "crossed", NOON)
        first, _ = due(connection, NOON)
        assert begin(connection, first, NOON)
        sent(connection, first, NOON)
    engine.dispose()
    return terminal


def test_the_list_has_messages_and_what_became_of_it(told: Terminal) -> None:
    """As JSON with each message, as CSV, and as a table for people."""
    (row,) = json.loads(told.type("alerts --format json").out)["rows"]
    assert (row["id"], row["impact"], row["state"], row["scope"]) == (1, "450", "open", "team=social")
    assert [(one["reader"], one["channel"], one["event"], one["sent"]) for one in row["messages"]] == [
        ("mara@s.example", "e-mail", "crossed", "2026-11-22T12:00:00+00:00"),
        ("ivo@s.example", "e-mail", "crossed", None),
    ]
    assert "mara@s.example by e-mail (crossed): arrived 22 Nov 2026 12:00 UTC" in told.type("alerts --format csv").out
    assert "Shorts is at 90 % of 500 USD." in told.type("alerts").out


def test_acts_are_typed(told: Terminal) -> None:
    """Acknowledged, undone, and planned: then it stands open no more."""
    assert told.type("alerts acknowledge 1 --who Mara").out == "Alert 1 is acknowledged.\n"
    assert told.type("alerts acknowledge 1").out == "Alert 1 was acknowledged before.\n"
    assert told.type("alerts undo 1 acknowledge").out == "Taken back; alert 1 stands open.\n"
    assert told.type("alerts undo 1 snooze").out == "There was nothing to take back of alert 1.\n"
    assert told.type("alerts plan 1 --why", "the autumn campaign").out == "Alert 1 is marked as planned.\n"
    assert told.type("alerts").out == "No alert stands open.\n"
    (row,) = json.loads(told.type("alerts --all --format json").out)["rows"]
    assert row["state"] == "planned (command line): the autumn campaign"


def test_a_snooze_is_by_the_clock_of_the_company(told: Terminal) -> None:
    """A time without a zone is of the reporting time zone."""
    until = (datetime.now(UTC) + timedelta(days=30)).replace(hour=8, minute=0)
    said = told.type(f"alerts snooze 1 --until {until:%Y-%m-%dT%H:%M}")
    assert said.out == f"Alert 1 is snoozed until {until:%Y-%m-%d} 08:00 UTC.\n"


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("alerts acknowledge 7", "there is no alert 7; the list of alerts has their numbers"),
        ("alerts snooze 1 --until tomorrow", "'tomorrow' is no time such as 2026-11-22 or 2026-11-22T08:00"),
        ("alerts snooze 1 --until 2020-01-01", "2020-01-01 00:00 is no time to snooze until"),
        ("alerts undo 1 everything", "'everything' is not one of 'acknowledge', 'snooze', 'plan'"),
    ],
)
def test_what_cannot_be_is_one_sentence(told: Terminal, line: str, says: str) -> None:
    """And nothing is done."""
    assert says in told.type(line).wrong


def test_a_ledger_without_alerts_says_so(terminal: Terminal) -> None:
    """Nothing was told, and that is no mistake."""
    terminal.configure()
    assert terminal.type("alerts --all").out == "Nothing was told yet.\n"
