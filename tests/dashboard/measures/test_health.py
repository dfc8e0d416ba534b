"""Is each account's state the right word, and its advice something a person can do?"""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from dashboard.measures.health import Login, health

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
LOGIN = Login("fal-studio", "fal", ("env:FAL_ADMIN_KEY",))


def row(**more: Any) -> dict[str, Any]:
    """An account that was collected an hour ago."""
    well = {"account": "fal-studio", "provider": "fal", "error": "", "permanent": 0, "asked": 3}
    return well | {"through": NOW - timedelta(hours=1), "good": NOW} | more


@pytest.mark.parametrize(
    ("more", "state"),
    [
        ({}, "fine"),
        ({"through": NOW - timedelta(hours=36)}, "fine"),
        ({"through": NOW - timedelta(hours=37)}, "late"),
        ({"through": NOW - timedelta(days=700), "asked": 0}, "came in a file"),
        ({"error": "api.fal.ai did not answer.", "permanent": 0}, "failing"),
        ({"error": "answered 401", "permanent": 1}, "needs a person"),
        ({"through": None, "good": None, "asked": 0}, "never collected"),
    ],
)
def test_the_state_is_said_in_words(more: dict[str, Any], state: str) -> None:
    """Fine up to 36 hours, then late; a file is never late; a refusal needs a person, a silence does not."""
    (found,) = health([row(**more)], [LOGIN], NOW)
    assert found.state == state
    assert bool(found.todo) == (state not in ("fine", "came in a file"))


@pytest.mark.parametrize(
    ("error", "advice"),
    [
        ("GET /x was answered 401; put a valid key", "a valid key into the environment variable FAL_ADMIN_KEY"),
        ("GET /x was answered 403 (no access); create a key with the ADMIN scope", "the rights that fal asks for"),
        ("the account is in arrears, so settle what it owes", "Top up or settle the account at fal"),
        ("the pack is used up or expired, so buy units", "Top up or settle the account at fal"),
        ("check base_url, or look for a newer version", "Mend what the sentence names"),
    ],
)
def test_what_to_do_fits_what_was_refused(error: str, advice: str) -> None:
    """A key is renewed where it is kept, rights are given, a debt is paid; and then it is collected again."""
    (found,) = health([row(error=error, permanent=1)], [LOGIN], NOW)
    assert advice in found.todo
    assert found.todo.endswith("reelspend collect --account fal-studio")


def test_an_account_that_is_only_configured_was_never_collected() -> None:
    """It stands in reelspend.toml and not in the ledger."""
    (found,) = health([], [LOGIN], NOW)
    assert (found.account, found.state) == ("fal-studio", "never collected")


def test_those_in_need_come_first() -> None:
    """A person is asked for before anything that mends itself, and what is fine comes last."""
    rows = [row(account="a"), row(account="b", error="x", permanent=1), row(account="c", error="x", permanent=0)]
    assert [found.account for found in health(rows, [], NOW)] == ["b", "c", "a"]


def test_a_bill_that_comes_by_post_is_asked_of_a_person() -> None:
    """DeepSeek answers well but tells of no work, and no export has come: what to import is said."""
    (found,) = health([row(account="plan", provider="deepseek", asked=0, through=None)], [], NOW)
    assert found.state == "never collected"
    assert found.todo.endswith("bring it in: reelspend import deepseek FILE --account plan")
