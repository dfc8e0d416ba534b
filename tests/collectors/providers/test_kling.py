"""Kling: what recordings cannot say about windows, pages, codes, tokens and prices."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from collectors.errors import (
    ExpiredKey,
    Garbled,
    NotAllowed,
    OutOfCredit,
    ProviderDown,
    ProviderFault,
    Refused,
    Retired,
    TooManyRequests,
    WrongKey,
)
from collectors.providers.kling import Kling, KlingOptions
from collectors.providers.kling.signing import token
from db.facts import Charge, Usage
from db.window import Window
from tests.collectors.providers.fake_kling import DAY, FIRST, LAST, NOON, Made, Studio, collected, facts_of
from tests.collectors.recorded import FakeTime, api, collector_of

pots = st.sampled_from(["pack-a", "pack-b", "balance"])
units = st.decimals("-3", "20", places=1).map(float)
tasks = st.builds(
    Made,
    created=st.integers(FIRST - 3_600_000, LAST + 3_600_000),
    status=st.sampled_from(["submitted", "processing", "succeeded", "failed"]),
    took=st.lists(st.tuples(pots, units), max_size=3).map(tuple),
)
studios = st.lists(tasks, max_size=12)


@given(made=studios, cut=st.integers(1, 2 * 86_400_000_000 - 1))
def test_a_window_split_anywhere_gives_the_same_facts(made: list[Made], cut: int) -> None:
    """Two windows that meet at any microsecond say what the whole window says."""
    middle = DAY.start + timedelta(microseconds=cut)
    halves = Window(DAY.start, middle), Window(middle, DAY.end)
    assert facts_of(Studio(made), *halves) == facts_of(Studio(made), DAY)


@given(made=studios, limit=st.integers(1, 5), twice=st.booleans())
def test_pages_of_any_size_and_pages_sent_twice_give_the_same_facts(made: list[Made], limit: int, twice: bool) -> None:
    """Neither where a page ends nor a page that comes again changes a fact."""
    assert facts_of(Studio(made, limit, twice), DAY) == facts_of(Studio(made), DAY)


@given(made=studios)
def test_work_is_stated_as_its_charges_add_up(made: list[Made]) -> None:
    """Each task's own price is the sum of its charges, and never less than nothing."""
    facts = collected(Studio(made), DAY)
    work = [fact for fact in facts if isinstance(fact, Usage)]
    charges = [fact for fact in facts if isinstance(fact, Charge)]
    assert {charge.pays_for for charge in charges} <= {piece.external_id for piece in work}
    assert len({piece.external_id for piece in work}) == len(work)
    for piece in (piece for piece in work if any(charge.pays_for == piece.external_id for charge in charges)):
        total = sum(charge.amount for charge in charges if charge.pays_for == piece.external_id)
        assert piece.stated == max(total, 0)


def test_a_window_of_less_than_a_millisecond_asks_nothing() -> None:
    """Kling counts milliseconds and refuses an empty window, so there is nothing to ask between two of them."""
    tiny = Window(NOON + timedelta(microseconds=1), NOON + timedelta(microseconds=2))
    assert facts_of(lambda request: httpx.Response(500), tiny) == []


@pytest.mark.parametrize(
    ("status", "code", "kind", "asked"),
    [
        (401, 1000, WrongKey, 1),
        (401, 1001, WrongKey, 1),
        (401, 1002, WrongKey, 1),
        (401, 1003, WrongKey, 1),
        (401, 1004, ExpiredKey, 2),
        (429, 1100, Refused, 1),
        (429, 1101, OutOfCredit, 1),
        (429, 1102, OutOfCredit, 1),
        (403, 1103, NotAllowed, 1),
        (400, 1200, Refused, 1),
        (400, 1201, Refused, 1),
        (404, 1202, Retired, 1),
        (404, 1203, Retired, 1),
        (400, 1300, Refused, 1),
        (400, 1301, Refused, 1),
        (429, 1302, TooManyRequests, 6),
        (429, 1303, TooManyRequests, 6),
        (429, 1304, NotAllowed, 1),
        (500, 5000, ProviderDown, 6),
        (503, 5001, ProviderDown, 6),
        (504, 5002, ProviderDown, 6),
        (429, 1399, TooManyRequests, 6),
        (500, 5999, ProviderDown, 6),
        (200, 7777, Garbled, 6),
    ],
)
def test_the_code_decides(status: int, code: int, kind: type[ProviderFault], asked: int) -> None:
    """Each documented code has its meaning and its number of attempts; an unknown one that of its status."""
    requests: list[httpx.Request] = []

    def refuse(request: httpx.Request) -> httpx.Response:
        requests.append(request)
        return httpx.Response(status, json={"code": code, "message": "worded anyhow", "request_id": "r1"})

    with pytest.raises(ProviderFault) as caught:
        collected(refuse, DAY)
    assert (type(caught.value), len(requests)) == (kind, asked)
    assert "worded anyhow" in str(caught.value)
    assert caught.value.permanent == issubclass(kind, Refused)


def test_a_token_that_is_not_valid_yet_points_at_the_clock() -> None:
    """Code 1003 is cured by setting the clock, and the sentence says so."""
    answer = httpx.Response(401, json={"code": 1003, "message": "not yet valid"})
    with pytest.raises(WrongKey, match="check this machine's clock"):
        collected(lambda request: answer, DAY)


def test_the_token_is_signed_as_documented() -> None:
    """An access key, a secret key and a time make the token of the contract, letter for letter."""
    assert token("ak-test-0001", "sk-test-0001", datetime.fromtimestamp(1795335600, UTC)) == (
        "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9"
        ".eyJpc3MiOiJhay10ZXN0LTAwMDEiLCJleHAiOjE3OTUzMzc0MDAsIm5iZiI6MTc5NTMzNTU5NX0"
        ".08EWdxBYyFqLJYwyqar8BTkUCZsMmJQ__56YL-yuf_M"
    )


def test_each_request_is_signed_at_its_own_time() -> None:
    """A token is made for the moment of its request, so a long collection never outlives it."""
    collector, _ = collector_of("kling", {"keys": ["access_key", "secret_key"]})
    keys = {"access_key": "ak-test-0001", "secret_key": "sk-test-0001"}
    time = FakeTime(datetime.fromtimestamp(1795335600, UTC))
    seen: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request.headers["authorization"])
        time.sleep(60)
        return Studio([])(request)

    with api(collector, keys, httpx.MockTransport(answer), time) as ask:
        list(collector.facts(ask, DAY))
    moments = [datetime.fromtimestamp(1795335600 + 60 * nth, UTC) for nth in range(3)]
    assert seen == [f"Bearer {token('ak-test-0001', 'sk-test-0001', moment)}" for moment in moments]


def test_the_older_lists_are_read_to_their_end() -> None:
    """A list goes on while its pages are full, 500 rows each, and a task seen on two pages is one task."""
    task = {"task_status": "failed", "created_at": FIRST + 1, "updated_at": FIRST + 2}
    pages = {1: range(500), 2: range(499, 999), 3: range(999, 1000)}
    asked: list[tuple[str, int]] = []

    def answer(request: httpx.Request) -> httpx.Response:
        if request.method == "POST":
            refused = {"code": 1002, "message": "The current API does not support AK/SK"}
            return httpx.Response(401, json=refused) if request.url.path == "/tasks" else Studio([])(request)
        kind, page = request.url.path.removeprefix("/v1/videos/"), int(request.url.params["pageNum"])
        asked.append((kind, page))
        rows = [task | {"task_id": f"t{number}"} for number in pages[page]] if kind == "text2video" else []
        return httpx.Response(200, json={"code": 0, "data": rows})

    facts = collected(answer, DAY, keys=["access_key", "secret_key"])
    assert [page for kind, page in asked if kind == "text2video"] == [1, 2, 3]
    assert sorted(fact.external_id for fact in facts) == sorted(f"t{number}" for number in range(1000))


def test_a_unit_costs_what_its_pack_cost() -> None:
    """Prices may be numbers or text and stay exact: 0.098 for the trial pack, 0.14 where nothing is said."""
    options = KlingOptions.model_validate({"packs": {"trial": 0.098, "large": "0.126"}})
    assert [options.price_of(pack) for pack in ("trial", "large", "other")] == [
        Decimal("0.098"),
        Decimal("0.126"),
        Decimal("0.14"),
    ]


@pytest.mark.parametrize(
    "options", [{"unit_price": -1}, {"unit_price": "nan"}, {"packs": {"trial": "cheap"}}, {"pack": {"trial": 1}}]
)
def test_options_that_make_no_sense_are_refused(options: dict[str, Any]) -> None:
    """A negative price, a price that is no number, and an option we do not know are mistakes."""
    with pytest.raises(ValidationError):
        KlingOptions.model_validate(options)


def test_what_the_collector_promises() -> None:
    """Three days are read again, for tasks are charged after they are made; one request a second is borne."""
    assert (Kling.reread, Kling.per_second, Kling.own_days) == (3, 1.0, False)
    assert [(source.name, source.restates, source.moves) for source in Kling.sources] == [
        ("package", False, False),
        ("balance", False, False),
        ("tasks", False, True),
    ]
