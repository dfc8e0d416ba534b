"""However fal cuts its events into pages and requests, the bill lines add up to what fal says, each once."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import httpx
from hypothesis import given
from hypothesis import strategies as st

from collectors.base import collector_class
from collectors.providers.fal import Fal
from db.facts import AnyFact, Charge, Usage
from db.money import from_nano
from db.window import Window
from tests.collectors.recorded import FakeTime, api, collector_of

START, END = datetime(2026, 11, 20, tzinfo=UTC), datetime(2026, 11, 22, tzinfo=UTC)
NOON = datetime(2026, 11, 20, 14, tzinfo=UTC)
VIENNA = ZoneInfo("Europe/Vienna")
ENDPOINTS = ("fal-ai/kling-video/v3/standard/text-to-video", "fal-ai/veo3.1", "someone/something")
ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "request_id": st.sampled_from(["r1", "r2", "r3", "r4"]),
            "endpoint_id": st.sampled_from(ENDPOINTS),
            "timestamp": st.integers(0, 30).map(lambda hour: (NOON + timedelta(hours=hour)).isoformat()),
            "output_units": st.none() | st.integers(0, 20),
            "unit_price": st.sampled_from([None, 0.126, 0.01]),
            "cost_total": st.none() | st.sampled_from(["-0.25", "0.1234567891", "0", "0.126"]),
        }
    ),
    max_size=12,
    unique_by=lambda row: (row["request_id"], row["endpoint_id"], row["timestamp"]),
)


def collected(rows: list[dict[str, Any]], cuts: list[int], seam: int) -> list[AnyFact]:
    """The facts of rows that come in pages cut so, each page repeating the last `seam` rows of the one before."""
    edges = [0, *sorted(cut % (len(rows) + 1) for cut in cuts), len(rows)]
    pages = [rows[max(0, first - seam) : past] for first, past in pairwise(edges)]

    def answer(request: httpx.Request) -> httpx.Response:
        page = int(request.url.params.get("cursor", 0))
        following = str(page + 1) if page + 1 < len(pages) else None
        return httpx.Response(200, json={"billing_events": pages[page], "next_cursor": following})

    collector, keys = collector_of("fal", {})
    with api(collector, keys, httpx.MockTransport(answer), FakeTime(END)) as ask:
        return list(collector.facts(ask, Window(START, END, VIENNA)))


def charges(facts: list[AnyFact]) -> Iterator[Charge]:
    """The charges among the facts."""
    return (fact for fact in facts if isinstance(fact, Charge))


def exactly(nano: int, rest: int = 0) -> Decimal:
    """An amount with what rounding left out of it."""
    return from_nano(nano) + Decimal(rest).scaleb(-18)


@given(ROWS, st.lists(st.integers(0, 12), max_size=3), st.integers(0, 2))
def test_the_bill_lines_are_the_events_once_each(rows: list[dict[str, Any]], cuts: list[int], seam: int) -> None:
    """Σ lines = Σ costs said, to the last digit; each line stands with its work or as a charge that names it."""
    facts = collected(rows, cuts, seam)
    costs = [Decimal(row["cost_total"]) for row in rows if row["cost_total"] is not None]
    itemised = [exactly(fact.line) for fact in facts if isinstance(fact, Usage) and fact.line is not None]
    lines = [*itemised, *(exactly(charge.amount, charge.rest) for charge in charges(facts))]
    assert sorted(lines) == sorted(costs)
    work = {fact.external_id for fact in facts if isinstance(fact, Usage)}
    assert work == {row["request_id"] for row in rows}
    assert {charge.pays_for for charge in charges(facts)} <= work


@given(ROWS)
def test_a_day_is_told_alike_whatever_is_asked_beside_it(rows: list[dict[str, Any]]) -> None:
    """Two days asked at once are the two days asked one by one, each as the reporting zone counts it."""
    middle = datetime(2026, 11, 20, 23, tzinfo=UTC)  # Vienna's midnight
    halves = [
        collected([row for row in rows if (datetime.fromisoformat(row["timestamp"]) < middle) is early], [], 0)
        for early in (True, False)
    ]
    assert sorted(map(repr, collected(rows, [], 0))) == sorted(map(repr, halves[0] + halves[1]))


@given(ROWS, st.lists(st.integers(0, 12), max_size=3), st.integers(0, 2))
def test_pages_change_nothing(rows: list[dict[str, Any]], cuts: list[int], seam: int) -> None:
    """The same events in other pages are the same facts."""
    assert collected(rows, cuts, seam) == collected(rows, [], 0)


def test_a_request_billed_twice_on_a_day_has_two_charges() -> None:
    """Their sum is what fal states for the work, unless one of them says no cost; alone it is its own line."""
    first = {"request_id": "r1", "endpoint_id": ENDPOINTS[0], "timestamp": "2026-11-20T14:00:00Z", "cost_total": "0.5"}
    second = first | {"timestamp": "2026-11-20T15:00:00Z", "cost_total": "0.25"}
    [alone] = collected([first], [], 0)
    assert isinstance(alone, Usage)
    assert (alone.line, alone.stated) == (500_000_000, None)
    work, *lines = collected([first, second], [], 0)
    assert isinstance(work, Usage)
    assert (work.line, work.stated, len(lines)) == (None, 750_000_000, 2)
    work = collected([first, second | {"cost_total": None}], [], 0)[0]
    assert isinstance(work, Usage)
    assert (work.line, work.stated) == (None, None)


def test_the_contract_of_the_collector() -> None:
    """fal is found by its name, rereads a week, and stays within 90 days of 24 hours even when clocks change."""
    found = collector_class("fal")
    assert found is Fal
    assert (found.reread, found.longest, found.own_days) == (7, 89, False)
    assert found.keys == (frozenset({"key"}),)
