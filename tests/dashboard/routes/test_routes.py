"""Does the server say how it stands, without secrets, and does one click end a letter and nothing else?"""

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine
from starlette.requests import Request
from starlette.responses import Response

from dashboard.routes import health, unsubscribe
from dashboard.routes.ledger import Ledger
from db.engine import writing
from db.lease import take
from db.lists import replace_members, stored_members
from db.members import Member
from db.outbox import Owed, key, owe
from db.unsubscribe import token
from tests.db.blank import ready_ledger
from tests.db.cast import NOW

MARA = "mara@studio.example"
MINUTE = timedelta(minutes=1)


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    """Mara's ledger, beside its configuration."""
    (tmp_path / "reelspend.toml").write_text('[database]\nurl = "sqlite:///reelspend.db"\n')
    engine = ready_ledger(f"sqlite:///{tmp_path / 'reelspend.db'}")
    with writing(engine) as connection:
        replace_members(connection, [Member(email=MARA, role="finance")], NOW, MARA)
    yield engine
    engine.dispose()


def asked(folder: Path, address: str, method: str = "GET") -> Response:
    """What the server answers at noon."""
    path, _, query = address.partition("?")
    ledger = Ledger(folder / "reelspend.toml", lambda: NOW)
    answer = {"/health": health.answers, "/unsubscribe": unsubscribe.answers}[path](ledger)
    return answer(Request({"type": "http", "method": method, "query_string": query.encode(), "headers": []}))


def told(said: Response) -> dict[str, Any]:
    """Its JSON."""
    found: dict[str, Any] = json.loads(said.body)
    return found


def text(said: Response) -> str:
    """Its text."""
    return bytes(said.body).decode()


def beaten(engine: Engine, ago: timedelta) -> None:
    """A scheduler said that it works, so long ago."""
    with writing(engine) as connection:
        take(connection, "scheduler", "secret-host 17 4", NOW - ago)


def test_a_ledger_without_a_scheduler_is_well(engine: Engine, tmp_path: Path) -> None:
    """Nobody misses one that never worked."""
    said = asked(tmp_path, "/health")
    assert (said.status_code, said.headers["cache-control"]) == (200, "no-store")
    assert told(said) == {
        "well": True, "ledger": "answers", "scheduler": {"state": "never", "beat": None},
        "letters": {"waiting": 0, "stuck": 0, "oldest": None, "given_up": 0},
    }  # fmt: skip


def test_a_scheduler_that_is_silent_is_missed(engine: Engine, tmp_path: Path) -> None:
    """A minute after its last beat all is well; after sixteen it is not. Its machine is not named."""
    beaten(engine, MINUTE)
    said = asked(tmp_path, "/health")
    assert (said.status_code, told(said)["scheduler"]) == (200, {"state": "at work", "beat": "2026-11-22T11:59:00Z"})
    beaten(engine, 16 * MINUTE)
    said = asked(tmp_path, "/health")
    assert (said.status_code, told(said)["scheduler"]["state"]) == (503, "late")
    assert "secret-host" not in text(said)


def test_letters_that_are_stuck_are_no_health(engine: Engine, tmp_path: Path) -> None:
    """One that should have left an hour ago; whom it is for is not said."""
    with writing(engine) as connection:
        owe(connection, [Owed("alert 1 crossed", "alert", MARA, "e-mail", "<1@x>", NOW - 60 * MINUTE)], NOW)
    said = asked(tmp_path, "/health")
    assert (said.status_code, told(said)["letters"]["stuck"]) == (503, 1)
    assert MARA not in text(said)


def test_a_ledger_that_does_not_answer_is_said(tmp_path: Path) -> None:
    """Without a configuration, too: one sentence, and nothing of why."""
    said = asked(tmp_path, "/health")
    assert (said.status_code, told(said)) == (503, {"well": False, "ledger": "does not answer"})
    assert asked(tmp_path, "/unsubscribe?token=x", "POST").status_code == 503


def without(engine: Engine) -> str:
    """The letters that Mara does without."""
    with writing(engine) as connection:
        return stored_members(connection)[0].without


def test_one_click_ends_a_letter(engine: Engine, tmp_path: Path) -> None:
    """GET only asks, because machines open links; POST, as mail programs send it, ends the letter."""
    with writing(engine) as connection:
        link = f"/unsubscribe?token={token(key(connection), MARA, 'weekly_digest')}"
    page = asked(tmp_path, link)
    assert (page.status_code, without(engine)) == (200, "")
    assert "weekly digest" in text(page)
    assert '<form method="post">' in text(page)
    done = asked(tmp_path, link, "POST")
    assert (done.status_code, without(engine)) == (200, "weekly_digest")
    assert asked(tmp_path, link, "POST").status_code == 200, "a second click does no harm"


@pytest.mark.parametrize("word", ["", "x", "<script>", "a.b"])
def test_a_wrong_link_is_one_sentence(engine: Engine, tmp_path: Path, word: str) -> None:
    """Nothing of it is said back, and nobody's letters end."""
    for method in ("GET", "POST"):
        said = asked(tmp_path, f"/unsubscribe?token={word}", method)
        assert (said.status_code, text(said)) == (400, unsubscribe.WRONG)
    assert without(engine) == ""
