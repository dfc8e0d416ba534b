"""However fal cuts its events into pages and requests, the charges add up to what fal says, each once."""

from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from itertools import pairwise
from typing import Any

import httpx
from hypothesis import given
from hypothesis import strategies as st

from collectors.base import collector_class
from collectors.providers.fal import Fal
from db.facts import AnyFact, Charge, Usage
from db.money import from_nano
from db.window import Window
from tests.collectors.recorded import FakeTime, api, collector_of

START, END = datetime(2026, 11, 20, tzinfo=UTC), datetime(2026, 11, 21, tzinfo=UTC)
ENDPOINTS = ("fal-ai/kling-video/v3/standard/text-to-video", "fal-ai/veo3.1", "someone/something")
ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "request_id": st.sampled_from(["r1", "r2", "r3", "r4"]),
            "endpoint_id": st.sampled_from(ENDPOINTS),
            "timestamp": st.integers(0, 59).map(lambda second: f"2026-11-20T14:00:{second:02d}Z"),
            "output_units": st.none() | st.integers(0, 20),
            "unit_price": st.sampled_from([None, 0.126, 0.01]),
            "cost_total": st.none() | st.integers(0, 10**6).map(lambda micro: micro / 10**6),
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
        return list(collector.facts(ask, Window(START, END)))


def charges(facts: list[AnyFact]) -> Iterator[Charge]:
    """The charges among the facts."""
    return (fact for fact in facts if isinstance(fact, Charge))


@given(ROWS, st.lists(st.integers(0, 12), max_size=3), st.integers(0, 2))
def test_the_charges_are_the_events_once_each(rows: list[dict[str, Any]], cuts: list[int], seam: int) -> None:
    """Σ charges = Σ costs said; every request is one piece of work; every charge pays for a request that is there."""
    facts = collected(rows, cuts, seam)
    costs = [Decimal(str(row["cost_total"])) for row in rows if row["cost_total"] is not None]
    assert sum((from_nano(charge.amount) for charge in charges(facts)), Decimal(0)) == sum(costs, Decimal(0))
    work = [fact.external_id for fact in facts if isinstance(fact, Usage)]
    assert sorted(work) == sorted({row["request_id"] for row in rows})
    assert {charge.pays_for for charge in charges(facts)} <= set(work)
    assert len({charge.external_id for charge in charges(facts)}) == len(costs)


@given(ROWS, st.lists(st.integers(0, 12), max_size=3), st.integers(0, 2))
def test_pages_change_nothing(rows: list[dict[str, Any]], cuts: list[int], seam: int) -> None:
    """The same events in other pages are the same facts."""
    assert collected(rows, cuts, seam) == collected(rows, [], 0)


@given(ROWS)
def test_stated_is_what_the_charges_of_a_request_add_up_to(rows: list[dict[str, Any]]) -> None:
    """Where every event of a request says its cost; else the price of the work is unknown."""
    facts = collected(rows, [], 0)
    for work in (fact for fact in facts if isinstance(fact, Usage)):
        costs = [row["cost_total"] for row in rows if row["request_id"] == work.external_id]
        paid = sum(charge.amount for charge in charges(facts) if charge.pays_for == work.external_id)
        assert work.stated == (None if None in costs else paid)


def test_the_contract_of_the_collector() -> None:
    """fal is found by its name, rereads a week, and stays within 90 days of 24 hours even when clocks change."""
    found = collector_class("fal")
    assert found is Fal
    assert (found.reread, found.longest, found.own_days) == (7, 89, False)
    assert found.keys == (frozenset({"key"}),)
