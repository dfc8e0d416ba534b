"""What people do about alerts: once, only about what they may see, with who and when, and undone."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, text

from db.alert_acts import NotDone, acknowledge, plan, snooze, take_back
from db.alert_list import Seen, count_told, one_told, told_page
from db.alerts import Crossing, Told, record, resolve
from db.engine import reading, writing

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
TOMORROW = NOW + timedelta(days=1)
ALL, SOCIAL = Seen(), Seen(frozenset({"social"}))
SCOPES = ("team=social", "team=social; team=trailers", "model=veo-3.1", "")


@pytest.fixture
def ledger(ledger: Engine) -> Engine:
    """Four alerts: of social, of social and trailers, of a model, and of everything; numbers 1 to 4."""
    every = [
        Crossing(f"budget {n}", "90", "2026-11", "budget", f"Budget {n} is at 90 %.", "Look.", "/budgets", scope)
        for n, scope in enumerate(SCOPES, 1)
    ]
    with writing(ledger) as connection:
        record(connection, every, NOW)
    return ledger


def kept(ledger: Engine, number: int) -> Told:
    """An alert as it is kept."""
    with reading(ledger) as connection:
        told = one_told(connection, ALL, number)
    assert told is not None
    return told


def audited(ledger: Engine) -> list[tuple[Any, ...]]:
    """Who did what, before and after."""
    with reading(ledger) as connection:
        return [
            tuple(row) for row in connection.execute(text("SELECT who, what, before, after FROM audit ORDER BY id"))
        ]


def test_the_first_to_look_after_it_is_kept(ledger: Engine) -> None:
    """Ivo is too late, and changes nothing."""
    assert acknowledge(ledger, ALL, 1, NOW, "Mara")
    assert not acknowledge(ledger, ALL, 1, TOMORROW, "Ivo")
    assert (kept(ledger, 1).acknowledged, kept(ledger, 1).acknowledged_by) == (NOW, "Mara")
    assert audited(ledger) == [("Mara", "alert 1", "", "acknowledged: Budget 1 is at 90 %.")]


def test_an_act_is_taken_back(ledger: Engine) -> None:
    """By anybody who may see the alert, once."""
    acknowledge(ledger, ALL, 1, NOW, "Mara")
    assert take_back(ledger, SOCIAL, 1, "acknowledge", TOMORROW, "Ivo")
    assert not take_back(ledger, SOCIAL, 1, "acknowledge", TOMORROW, "Ivo")
    assert kept(ledger, 1).acknowledged is None
    assert audited(ledger)[1:] == [
        ("Ivo", "alert 1", "acknowledged by Mara", "taken back: Budget 1 is at 90 %.")
    ]  # fmt: skip


def test_a_snooze_may_be_made_longer(ledger: Engine) -> None:
    """Each other end is news; the same one is not."""
    ends = [TOMORROW, TOMORROW, TOMORROW + timedelta(days=1)]
    assert [snooze(ledger, ALL, 1, until, NOW, "Mara") for until in ends] == [True, False, True]
    assert kept(ledger, 1).snoozed_until == ends[-1]
    assert audited(ledger)[1][2:] == (
        "snoozed until 2026-11-23 12:00 UTC", "snoozed until 2026-11-24 12:00 UTC: Budget 1 is at 90 %.",
    )  # fmt: skip
    assert take_back(ledger, ALL, 1, "snooze", NOW, "Mara")
    assert kept(ledger, 1).snoozed_until is None


@pytest.mark.parametrize("until", [NOW, NOW - timedelta(days=1), NOW + timedelta(days=400)])
def test_a_snooze_ends_in_the_next_twelve_months(ledger: Engine, until: datetime) -> None:
    """Neither in the past nor never."""
    with pytest.raises(NotDone, match="is no time to snooze until; choose one of the next twelve months"):
        snooze(ledger, ALL, 1, until, NOW, "Mara")


def test_what_is_planned_says_why(ledger: Engine) -> None:
    """One reason, until it is taken back."""
    with pytest.raises(NotDone, match="say in one to 500 letters why"):
        plan(ledger, ALL, 1, "  ", NOW, "Mara")
    assert plan(ledger, ALL, 1, "the  autumn campaign", NOW, "Mara")
    assert not plan(ledger, ALL, 1, "the autumn campaign", NOW, "Ivo")
    with pytest.raises(NotDone, match=r"alert 1 is planned already \(the autumn campaign\); take that back first"):
        plan(ledger, ALL, 1, "a whim", NOW, "Ivo")
    assert kept(ledger, 1).planned == "the autumn campaign"
    with reading(ledger) as connection:
        assert count_told(connection, Seen(open_only=True)) == 3
    assert take_back(ledger, ALL, 1, "plan", NOW, "Mara")
    assert kept(ledger, 1).planned == ""


@pytest.mark.parametrize("number", [2, 3, 4, 5])
def test_nobody_acts_on_what_is_not_theirs(ledger: Engine, number: int) -> None:
    """Another team's alert is answered as one that is not there."""
    with pytest.raises(NotDone, match=f"there is no alert {number}; "):
        acknowledge(ledger, SOCIAL, number, NOW, "Ivo")
    assert audited(ledger) == []


def test_what_is_over_needs_nobody(ledger: Engine) -> None:
    """It is still listed, not among those that stand open."""
    with writing(ledger) as connection:
        resolve(connection, TOMORROW, lambda told: told.id == 1)
    with pytest.raises(NotDone, match="alert 1 is over since 2026-11-23"):
        acknowledge(ledger, ALL, 1, TOMORROW, "Mara")
    with reading(ledger) as connection:
        assert (count_told(connection, ALL), count_told(connection, Seen(open_only=True))) == (4, 3)


def test_a_lead_reads_the_alerts_of_their_own_teams(ledger: Engine) -> None:
    """The newest first, a page at a time; without a team of one's own there is nothing."""
    both = Seen(frozenset({"social", "trailers"}))
    with reading(ledger) as connection:
        seen = {who: [one.id for one in told_page(connection, who)] for who in (ALL, SOCIAL, both, Seen(frozenset()))}
        assert [one.id for one in told_page(connection, ALL, 1, 3)] == [1]
    assert list(seen.values()) == [[4, 3, 2, 1], [1], [2, 1], []]
