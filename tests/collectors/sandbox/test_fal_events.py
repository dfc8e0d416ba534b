"""Does the sandbox keep fal's contract for billing events?"""

import json
from base64 import b64decode
from collections import defaultdict
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import count, pairwise

import pytest

from collectors.sandbox import Studio, Truth, serving
from tests.collectors.sandbox.line import FIRST, NOW, TODAY, Line, billing_events

NANO = Decimal(10) ** 9
SUMMER = datetime(2026, 6, 1, tzinfo=UTC)
AUTUMN = datetime(2026, 10, 1, tzinfo=UTC)


def test_events_are_the_truth(fal: Line, truth: Truth) -> None:
    """Every event of the year, page by page: once each, and each day adds up to the nano-dollar."""
    sums: dict[str, Decimal] = defaultdict(Decimal)
    clips: dict[str, int] = defaultdict(int)
    events = list(billing_events(fal, FIRST, NOW, limit=700))
    for event in events:
        sums[event["timestamp"][:10]] += Decimal(event["cost_estimate_nano_usd"]) / NANO
        clips[event["timestamp"][:10]] += 1
    days = {day: one for (account, day), one in truth.by("account", "day").items() if account == "fal-studio"}
    assert len({event["request_id"] for event in events}) == len(events)
    assert sums == {day: one.money for day, one in days.items()}
    assert clips == {day: one.clips for day, one in days.items()}


def test_seconds_are_told_where_the_unit_is_a_second(fal: Line, truth: Truth) -> None:
    """By the units of the price list, the units of events with seconds add up to the truth's."""
    events = list(billing_events(fal, FIRST, NOW, limit=5000))
    endpoints = sorted({event["endpoint_id"] for event in events})
    prices = fal.get("/models/pricing", endpoint_id=endpoints)["prices"]
    by_second = {price["endpoint_id"] for price in prices if price["unit"] == "second"}
    told = sum(event["output_units"] or 0 for event in events if event["endpoint_id"] in by_second)
    assert told == truth.by("account")["fal-studio",].seconds
    assert {price["unit"] for price in prices} == {"second", "unit", "1000 tokens"}


def test_an_event_adds_up(fal: Line) -> None:
    """Units × price = subtotal; less the discount = total; total in nano-dollars = the estimate."""
    events = list(billing_events(fal, AUTUMN, NOW, limit=5000))
    for event in events:
        subtotal = event["output_units"] * event["unit_price"]
        discount = subtotal * (event["percent_discount"] or 0) / 100
        assert event["cost_subtotal"] == subtotal
        assert event["cost_discount"] == discount
        assert event["cost_total"] == subtotal - discount
        assert event["cost_estimate_nano_usd"] == event["cost_total"] * NANO
    assert {event["percent_discount"] for event in events} == {None, 10}


def test_older_events_carry_only_the_estimate(fal: Line) -> None:
    """cost_total and its parts came on 30 July 2026; a few events of the first months name no units either."""
    summer = list(billing_events(fal, SUMMER, AUTUMN, limit=5000))
    told = {("cost_total" in event, event["timestamp"] >= "2026-07-30") for event in summer}
    assert told == {(True, True), (False, False)}
    first = list(billing_events(fal, FIRST, FIRST + timedelta(days=80), limit=5000))
    bare = [event for event in first if event["output_units"] is None]
    assert 0 < len(bare) < len(first) / 50
    assert all(event["unit_price"] is None and event["cost_estimate_nano_usd"] > 0 for event in bare)


def test_newest_first_and_the_cursor_is_the_last_rows_time(fal: Line) -> None:
    """Rows fall in time over all pages, and a page's cursor is base64 of the time of its last row."""
    asked = {"start": "2026-10-01", "end": "2026-11-01", "limit": 50}
    page = fal.get("/models/billing-events", **asked)
    assert page["has_more"]
    assert b64decode(page["next_cursor"]).decode().split("|")[0] == page["billing_events"][-1]["timestamp"]
    stamps = [event["timestamp"] for event in billing_events(fal, AUTUMN, NOW, limit=50)]
    assert all(later >= earlier for later, earlier in pairwise(stamps))


def test_pages_may_end_between_two_events_of_one_second() -> None:
    """With pages of one row and many rows to a second nothing is lost or told twice."""
    studio = Studio(7, TODAY, size=8)
    noon = datetime(2026, 10, 8, 13, tzinfo=UTC)
    with (
        serving(studio, lambda: NOW, ticks=count().__next__) as url,
        Line(f"{url}/fal/v1", f"Key {studio.keys.fal_admin}") as fal,
    ):
        one_by_one = [event["request_id"] for event in billing_events(fal, noon, noon + timedelta(minutes=6), limit=1)]
        at_once = list(billing_events(fal, noon, noon + timedelta(minutes=6)))
    assert len({event["timestamp"] for event in at_once}) < len(at_once)
    assert one_by_one == [event["request_id"] for event in at_once]


def test_start_is_inclusive_and_end_exclusive(fal: Line) -> None:
    """A range from an event's own second has it, a range up to that second has not."""
    event = fal.get("/models/billing-events", start="2026-10-08", end="2026-10-09", limit=1)["billing_events"][0]
    at = datetime.fromisoformat(event["timestamp"])
    ids = [found["request_id"] for found in billing_events(fal, at, at + timedelta(seconds=1))]
    assert event["request_id"] in ids
    before = [found["request_id"] for found in billing_events(fal, at - timedelta(hours=1), at)]
    assert event["request_id"] not in before


@pytest.mark.parametrize("word", ["endpoint_id", "request_id"])
def test_filters(fal: Line, word: str) -> None:
    """A filter leaves exactly the events that have the value, however it is repeated."""
    events = list(billing_events(fal, AUTUMN, NOW, limit=5000))
    wanted = [events[0][word], events[-1][word]]
    left = [event for event in events if event[word] in wanted]
    assert list(billing_events(fal, AUTUMN, NOW, limit=5000, **{word: wanted})) == left
    assert list(billing_events(fal, AUTUMN, NOW, limit=5000, **{word: ",".join(wanted)})) == left


def test_who_called(fal: Line) -> None:
    """A caller is a key by its id, or a person by the login; filters find either, and no caller is told unasked."""
    expand = ["auth_method", "auth_method_structured"]
    events = list(billing_events(fal, AUTUMN, NOW, limit=5000, expand=expand))
    whom = [event["auth_method_structured"] for event in events]
    assert {tuple(sorted(who)) for who in whom} == {("api_key_id", "detail"), ("detail", "login_username")}
    assert all(event["auth_method"] == event["auth_method_structured"]["detail"] for event in events)
    mara = list(billing_events(fal, AUTUMN, NOW, limit=5000, login_username="mara"))
    assert len(mara) == sum(who.get("login_username") == "mara" for who in whom) > 0
    assert "auth_method" not in mara[0]
    assert "auth_method_structured" not in mara[0]
    key = whom[0].get("api_key_id") or whom[1]["api_key_id"]
    own = list(billing_events(fal, AUTUMN, NOW, limit=5000, api_key_id=key))
    assert len(own) == sum(who.get("api_key_id") == key for who in whom)


def test_late_events_come_with_the_clock(studio: Studio) -> None:
    """The day of 18 November has fewer events that evening than three days later, and none is taken back."""
    clock = [NOW.replace(day=18, hour=21)]
    day = datetime(2026, 11, 18, tzinfo=UTC)
    with (
        serving(studio, lambda: clock[0], ticks=count().__next__) as url,
        Line(f"{url}/fal/v1", f"Key {studio.keys.fal_admin}") as fal,
    ):
        early = {event["request_id"] for event in billing_events(fal, day, day + timedelta(hours=20))}
        clock[0] = NOW.replace(day=21)
        late = {event["request_id"] for event in billing_events(fal, day, day + timedelta(hours=20))}
    assert early < late


def test_an_event_looks_as_documented(fal: Line) -> None:
    """The fields of an event, and those of a page."""
    text = fal.ask("/models/billing-events", start="2026-11-19", limit=1, expand="auth_method_structured").text
    page = json.loads(text)
    assert page.keys() == {"billing_events", "next_cursor", "has_more"}
    assert page["billing_events"][0].keys() == {
        "request_id", "endpoint_id", "timestamp", "output_units", "unit_price", "percent_discount", "cost_subtotal",
        "cost_discount", "cost_total", "cost_estimate_nano_usd", "auth_method_structured",
    }  # fmt: skip
