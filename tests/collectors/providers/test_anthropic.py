"""Anthropic: what recordings cannot say about windows, cents, and which dollar pays for which token."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from collectors.errors import Garbled
from collectors.providers.anthropic import Anthropic
from collectors.providers.anthropic.reports import model
from db.facts import AnyFact, Charge, Usage
from db.settle import Line, Work, pays_for, settle
from db.window import Window
from tests.collectors.recorded import FakeTime, api, collector_of, written

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
FIRST = datetime(2026, 11, 2, tzinfo=UTC)
WEEK = Window(FIRST, FIRST + timedelta(days=7))
Row = dict[str, Any]
CACHES = ("ephemeral_5m_input_tokens", "ephemeral_1h_input_tokens")


def tokens(key: str | None, fresh: int, out: int = 0, **more: Any) -> Row:
    """A row of usage in Mara's workspace."""
    cached = {"cache_creation": dict.fromkeys(CACHES, 0), "cache_read_input_tokens": 0}
    words = {"api_key_id": key, "workspace_id": "wrkspc_mara", "model": "claude-sonnet-5-5", "service_tier": "standard"}
    return {"uncached_input_tokens": fresh, "output_tokens": out, **cached, **words, **more}


def cents(amount: str, kind: str | None = "uncached_input_tokens", **more: Any) -> Row:
    """A line of the bill of Mara's workspace."""
    words = {"workspace_id": "wrkspc_mara", "model": "claude-sonnet-5-5", "service_tier": "standard"}
    said = {"description": kind, "token_type": kind, "cost_type": "tokens"}
    return {"amount": amount, "currency": "USD", **said, **words, **more}


def days(rows: dict[int, list[Row]], request: httpx.Request) -> dict[str, Any]:
    """A report's buckets for the days that a request asks for, a page each."""
    asked = request.url.params
    first, past = (datetime.fromisoformat(asked[name]) for name in ("starting_at", "ending_at"))
    assert (first.hour, past.hour, asked["limit"]) == (0, 0, "31")
    page = int(asked.get("page", 0))
    day, more = first + timedelta(days=page), page + 1 < (past - first).days
    bucket = {"starting_at": day.isoformat(), "results": rows.get((day - FIRST).days, [])}
    return {"data": [bucket], "has_more": more, "next_page": str(page + 1) if more else None}


def collected(usage: dict[int, list[Row]], costs: dict[int, list[Row]], *windows: Window) -> list[AnyFact]:
    """Every fact about the windows, where usage and costs are known by day of the week."""

    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.path.endswith("/workspaces"):
            return httpx.Response(200, json={"data": [], "has_more": False})
        return httpx.Response(200, json=days(usage if "usage" in request.url.path else costs, request))

    collector, keys = collector_of("anthropic", {})
    with api(collector, keys, httpx.MockTransport(answer), FakeTime(NOON)) as ask:
        return [fact for window in windows for fact in collector.facts(ask, window)]


def shares(facts: list[AnyFact]) -> tuple[dict[str, int], int]:
    """What each key pays, in nano-dollars, when nothing has a list price; and what stands alone."""
    done = [fact for fact in facts if isinstance(fact, Usage)]
    billed = [fact for fact in facts if isinstance(fact, Charge)]
    facets = [fact.facet for fact in (*done, *billed)]
    work = [Work(one.external_id, n, "USD", None, None, one.facet.unit, one.quantity) for n, one in enumerate(done)]
    lines = [Line(len(done) + n, "USD", one.amount, None, "") for n, one in enumerate(billed)]
    settled = settle(work, lines, lambda line, piece: pays_for(facets[line], facets[piece]))
    keys: dict[str, int] = {}
    for place, share in settled.shares.items():
        keys[facets[place].api_key] = keys.get(facets[place].api_key, 0) + share.billed
    return keys, sum(billed[place].amount for place in settled.alone)


numbers = st.integers(0, 10**7)
usages = st.dictionaries(
    st.integers(0, 6),
    st.lists(st.builds(tokens, st.sampled_from(["apikey_a", "apikey_b", None]), numbers, numbers), max_size=4),
)
amounts = st.decimals("-9", "2000", places=6).map(str)
kinds = st.sampled_from(["uncached_input_tokens", "output_tokens", None])
bills = st.dictionaries(st.integers(0, 6), st.lists(st.builds(cents, amounts, kinds), max_size=4))


@given(usage=usages, costs=bills, cut=st.integers(1, 7 * 86_400 - 1))
def test_a_window_split_anywhere_gives_the_same_facts(
    usage: dict[int, list[Row]], costs: dict[int, list[Row]], cut: int
) -> None:
    """Two windows that meet at any second say what the whole says; a day that is cut is asked for twice."""
    middle = FIRST + timedelta(seconds=cut)
    halves = collected(usage, costs, Window(FIRST, middle), Window(middle, WEEK.end))
    assert {str(written(fact)) for fact in halves} == {str(written(fact)) for fact in collected(usage, costs, WEEK)}


@given(usage=usages, costs=bills)
def test_every_cent_and_every_token_is_told_once(usage: dict[int, list[Row]], costs: dict[int, list[Row]]) -> None:
    """A cent is ten million nano-dollars; what a key is given and what stands alone are the bill."""
    facts = collected(usage, costs, WEEK)
    billed = sum(Decimal(row["amount"]) for rows in costs.values() for row in rows)
    counted = sum(row["uncached_input_tokens"] + row["output_tokens"] for rows in usage.values() for row in rows)
    assert sum(fact.amount for fact in facts if isinstance(fact, Charge)) == int(billed * 10**7)
    assert sum(fact.tokens or 0 for fact in facts if isinstance(fact, Usage)) == counted
    keys, alone = shares(facts)
    assert sum(keys.values()) + alone == int(billed * 10**7)


def test_a_line_is_spread_over_keys_by_tokens_of_its_own_kind() -> None:
    """240 cents for 1.2 million fresh tokens: Mara's 0.9 million pay 1.80, the Console's 0.3 million 0.60.

    The 150 cents for output fall on Mara alone, who alone had any.
    """
    usage = {0: [tokens("apikey_mara", 900_000, 150_000), tokens(None, 300_000)]}
    facts = collected(usage, {0: [cents("240.0"), cents("150.0", "output_tokens")]}, WEEK)
    assert shares(facts) == ({"apikey_mara": 3_300_000_000, "console": 600_000_000}, 0)


@pytest.mark.parametrize(
    "other",
    [
        {"workspace_id": None},
        {"service_tier": "batch"},
        {"context_window": "200k-1M"},
        {"inference_geo": "us"},
        {"model": "claude-opus-5-5"},
        {"token_type": "output_tokens"},
    ],
)
def test_a_line_pays_for_nothing_else(other: Row) -> None:
    """Another workspace, tier, context, region, model or kind of token: the line stands alone, and no key pays it."""
    usage = {0: [tokens("apikey_mara", 900_000)]}
    assert shares(collected(usage, {0: [cents("3", **other)]}, WEEK)) == ({}, 30_000_000)


def test_a_dated_line_pays_for_undated_work() -> None:
    """The bill may give a model its day where the usage does not."""
    usage = {0: [tokens("apikey_mara", 5)]}
    assert shares(collected(usage, {0: [cents("1", model="claude-sonnet-5-5-20260928")]}, WEEK))[1] == 0


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("claude-sonnet-4-5-20250929", "claude-sonnet-4-5"),
        ("claude-sonnet-4-5", "claude-sonnet-4-5"),
        ("claude-3-5-haiku-latest", "claude-3-5-haiku"),
        ("Claude-Sonnet-5", "claude-sonnet-5"),
        ("claude-sonnet-5-6", "claude-sonnet-5-6"),
        ("", ""),
    ],
)
def test_a_model_has_one_name(said: str, name: str) -> None:
    """With or without its day; a new version is never taken for the one before."""
    assert model(said) == name


@pytest.mark.parametrize("broken", [{"output_tokens": -1}, {"output_tokens": 0.5}, {"output_tokens": 10**20}])
def test_tokens_that_cannot_be_are_a_fault(broken: Row) -> None:
    """A number of tokens is whole, not negative, and not more than there can be."""
    with pytest.raises(Garbled, match="output_tokens"):
        collected({0: [tokens("apikey_mara", 1, **broken)]}, {}, WEEK)


def test_what_the_collector_promises() -> None:
    """Days are Anthropic's own, whole days are restated, three of them are read again, a month at most at once."""
    assert (Anthropic.reread, Anthropic.longest, Anthropic.own_days) == (3, 31, True)
    assert [(source.name, source.restates) for source in Anthropic.sources] == [("messages", True), ("costs", True)]
