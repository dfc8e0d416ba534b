"""An account's pulse: is its key there, does it sign in, does it see enough, and do clocks and tales agree?"""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from email.utils import format_datetime
from typing import Any

import httpx
import pytest

from collectors.difference import Difference
from collectors.pulse import Pulse, pulse, pulses
from db.settings import Account
from tests.collectors.fake_fal import KLING, event, is_about_events
from tests.collectors.studio import FAL, KEY, NOON, Studio, day


def usage(cost: float) -> dict[str, Any]:
    """A usage report of one row on the 20th, with Mara's key."""
    row = {"endpoint_id": KLING, "cost_total": cost, "auth_method_structured": {"api_key_id": "k_mara"}}
    return {"time_series": [{"bucket": "2026-11-20T00:00:00Z", "results": [row]}], "next_cursor": None}


def telling(cost: float, **headers: str) -> Any:
    """A fal whose usage report comes to this; every answer has these headers."""

    def answer(asked: httpx.Request) -> httpx.Response | None:
        if asked.url.path.endswith("/models/usage"):
            return httpx.Response(200, json=usage(cost), headers=headers)
        return httpx.Response(200, json={"keys": [], "billing_events": []}, headers=headers) if headers else None

    return answer


@pytest.fixture
def well(studio: Studio) -> Studio:
    """fal-studio with a clip of the 20th for 63 cents, told twice alike."""
    studio.fal.events = [event("r1", day(20))]
    studio.fal.first = telling(0.63)
    return studio


def felt(studio: Studio) -> Pulse:
    """The pulse of fal-studio."""
    return pulse(studio.settings, studio.account, studio.means())


def test_an_account_that_is_well_says_nothing(well: Studio) -> None:
    """No error, no difference, no clock; and nothing at all was stored."""
    assert felt(well) == Pulse("fal-studio")
    assert well.runs() == []
    assert well.rows("SELECT * FROM account") == []


def test_a_missing_key_asks_nobody(well: Studio) -> None:
    """The sentence names the variable, and no request is sent."""
    well.environ = {}
    found = felt(well)
    assert found.locked
    assert found.error.startswith("the environment variable FAL_ADMIN_KEY is missing or empty;")
    assert well.fal.asked == []


@pytest.mark.parametrize(("status", "words"), [(401, "valid ADMIN key"), (403, "ADMIN scope"), (503, "asks again")])
def test_a_refusal_is_the_providers_sentence(well: Studio, status: int, words: str) -> None:
    """As a collection would tell it, without the key that was sent."""
    well.fal.first = lambda asked: httpx.Response(status, json={"detail": f"not with {asked.headers['authorization']}"})
    found = felt(well)
    assert words in found.error
    assert KEY not in repr(found)
    assert not found.locked


def test_names_that_may_not_be_seen_are_told_too(well: Studio) -> None:
    """The money may be read and the list of keys may not."""
    well.fal.first = lambda asked: httpx.Response(403) if asked.url.path.endswith("/keys") else None
    assert "/v1/keys" in felt(well).error


def test_a_mistake_of_ours_is_told_by_its_kind(well: Studio) -> None:
    """Its text may quote the answer, and stays away."""

    def stumble(asked: httpx.Request) -> httpx.Response:
        raise ZeroDivisionError(asked.headers["authorization"])

    well.fal.first = stumble
    found = felt(well)
    assert "ZeroDivisionError" in found.error
    assert KEY not in found.error


@pytest.mark.parametrize("seconds", [0, -45, 300, -7200])
def test_the_clock_is_held_against_every_answer(well: Studio, seconds: int) -> None:
    """By how much ours is ahead of the nearest `Date`; an answer from a cache and a date that is none count nothing."""
    there = format_datetime(NOON - timedelta(seconds=seconds), usegmt=True)
    well.fal.first = telling(0, Date=there)
    assert felt(well).ahead == timedelta(seconds=seconds)
    well.fal.first = telling(0, Date=there, Age="90")
    assert felt(well).ahead is None
    well.fal.first = telling(0, Date="noon")
    assert felt(well).ahead is None


def test_two_tales_of_the_same_money_are_compared(well: Studio) -> None:
    """fal's report says 1.26 for what its events say is 0.63."""
    well.fal.first = telling(1.26)
    (apart,) = felt(well).differences
    assert apart == Difference(date(2026, 11, 20), KLING, "k_mara", Decimal("1.26"), Decimal("0.63"))


def test_a_report_that_cannot_be_read_spoils_nothing(well: Studio) -> None:
    """The account is well all the same; why the tales were not compared is said."""
    well.fal.first = lambda asked: httpx.Response(404) if asked.url.path.endswith("/models/usage") else None
    found = felt(well)
    assert (found.error, found.differences) == ("", ())
    assert "/models/usage" in found.unchecked


def test_only_a_little_is_asked(well: Studio) -> None:
    """The day before today for the sign-in, three whole days for the comparison."""
    felt(well)
    assert well.fal.windows() == [
        ("2026-11-21T00:00:00Z", "2026-11-22T00:00:00Z"),
        ("2026-11-19T00:00:00Z", "2026-11-22T00:00:00Z"),
    ]


def test_a_provider_that_hangs_holds_nobody_up(well: Studio) -> None:
    """Each account has its seconds and no more; the others are told in their order."""

    def hang(asked: httpx.Request) -> httpx.Response | None:
        if asked.url.host != "slow.example":
            return telling(0.63)(asked)  # type: ignore[no-any-return]  # an answer, or None
        well.time.now += 30
        raise httpx.ReadTimeout("", request=asked)

    well.fal.first = hang
    slow = replace(FAL, name="fal-slow", base_url="https://slow.example/v1")
    first, second = pulses(well.settings, (slow, FAL), well.means(), deadline=20)
    assert (first.account, second.account) == ("fal-slow", "fal-studio")
    assert "slow.example" in first.error
    assert len([asked for asked in well.fal.asked if asked.url.host == "slow.example"]) == 1


def test_a_provider_that_only_drips_runs_out_of_time(well: Studio) -> None:
    """Its answer never ends; after its seconds the sentence says so."""

    def drip() -> Any:
        while True:
            well.time.now += 1
            yield b" "

    well.fal.first = lambda asked: httpx.Response(200, content=drip()) if is_about_events(asked) else None
    (found,) = pulses(well.settings, (FAL,), well.means(), deadline=20)
    assert found.error == "fal did not answer in the time it was given; look at its status page."


def test_a_day_begins_where_the_clock_says(well: Studio) -> None:
    """Just after midnight in Vienna it is still yesterday in UTC, and whole days are those of UTC."""
    well.now, well.zone = datetime(2026, 11, 21, 23, 30, tzinfo=UTC), "Europe/Vienna"
    felt(well)
    assert well.fal.windows()[0] == ("2026-11-20T00:00:00Z", "2026-11-21T00:00:00Z")


def test_accounts_keep_their_order(well: Studio) -> None:
    """However many there are and whoever answers first."""
    many = [Account(f"fal-{n}", "fal", FAL.start, FAL.credentials) for n in range(12)]
    assert [one.account for one in pulses(well.settings, many, well.means())] == [one.name for one in many]
