"""What is written into the outbox when a line is crossed."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, text

from dashboard.alerts.tell import tell
from dashboard.telling.naming import message_id
from db.alert_list import messages_about
from db.alerts import Crossing, record
from db.engine import reading, writing
from db.settings import Settings
from tests.dashboard.telling.cast import ALOUD, IVO, MARA, NOBODY, NOON, NOOR, POSTED, told, wanting

MEMBERS = [MARA, IVO, NOOR]


@pytest.fixture
def crossed(ledger: Engine) -> Any:
    """The alert of social's budget as it is kept, and a function that tells members of it."""
    one = told()
    crossing = Crossing(**{name: getattr(one, name) for name in Crossing.__slots__})
    with writing(ledger) as connection:
        (kept,) = record(connection, [crossing], NOON)

    def telling(about: str, settings: Settings = POSTED, members: Any = MEMBERS, later: int = 0) -> int:
        with writing(ledger) as connection:
            return tell(connection, settings, members, [kept], about, NOON + timedelta(hours=later))

    return telling


def rows(ledger: Engine, columns: str) -> list[tuple[Any, ...]]:
    """These columns of every message."""
    with reading(ledger) as connection:
        return [tuple(row) for row in connection.execute(text(f"SELECT {columns} FROM message ORDER BY id"))]


def test_each_reader_has_one_message(ledger: Engine, crossed: Any) -> None:
    """Mara and Ivo, once, whoever asks again and whenever; Noor is a viewer and is not written to."""
    assert (crossed("crossed"), crossed("crossed", later=5)) == (2, 0)
    assert rows(ledger, "about, letter, reader, channel, alert_id") == [
        ("alert 1 crossed", "budget_alert", "mara@studio.example", "e-mail", 1),
        ("alert 1 crossed", "budget_alert", "ivo@studio.example", "e-mail", 1),
    ]
    ids = {name for (name,) in rows(ledger, "message_id")}
    assert ids == {message_id(POSTED.public_url, "alert 1 crossed", one.email, "e-mail") for one in (MARA, IVO)}
    assert all(name.endswith("@spend.studio.example>") for name in ids)


def test_channels_are_told_at_once_and_people_only_where_letters_can_leave(ledger: Engine, crossed: Any) -> None:
    """Without a mail server nothing piles up for the day that there is one."""
    assert crossed("crossed", NOBODY) == 0
    assert crossed("crossed", ALOUD) == 2
    assert rows(ledger, "reader, channel") == [("", "slack"), ("", "webhook")]
    assert all(name.endswith("@reelspend.invalid>") for (name,) in rows(ledger, "message_id"))


def test_a_day_is_one_letter(ledger: Engine, crossed: Any) -> None:
    """Crossed at noon and cleared at seven: two messages, due the next morning under one Message-ID."""
    daily = [wanting(MARA, letters="daily")]
    assert crossed("crossed", members=daily) + crossed("cleared", members=daily, later=19) == 2
    assert rows(ledger, "letter") == [("alerts_digest",)] * 2
    assert len(set(rows(ledger, "message_id, due"))) == 1
    assert set(rows(ledger, "message_id")) == {
        (message_id(POSTED.public_url, "alerts", "2026-11-19", MARA.email),)
    }  # fmt: skip


def test_that_it_is_over_is_told_to_who_knew(ledger: Engine, crossed: Any) -> None:
    """Ivo came later and never heard of it, so he does not hear that it is over."""
    assert crossed("cleared") == 0
    assert crossed("crossed", members=[MARA]) == 1
    assert crossed("cleared") == 1
    with reading(ledger) as connection:
        (told,) = messages_about(connection, [1]).values()
    assert [(one.about, one.reader) for one in told] == [
        ("alert 1 crossed", MARA.email), ("alert 1 cleared", MARA.email)
    ]  # fmt: skip


def test_the_escalation_reaches_finance(ledger: Engine, crossed: Any) -> None:
    """Not the lead, who was told already."""
    assert crossed("escalated") == 1
    assert rows(ledger, "about, reader") == [("alert 1 escalated", MARA.email)]
