"""Every recorded answer, broken at any one place, still ends in facts or in one sentence; never in a crash."""

import copy
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collectors.api import Api
from collectors.base import Collector
from collectors.errors import ProviderFault
from db.window import Window
from tests.collectors.recorded import ANSWERS, FakeTime, api, collector_of

CASES = sorted(found.parent for found in ANSWERS.glob("*/*/answers.json"))
JUNK: list[Any] = [None, True, -1, 1e300, 10**20, 0.5, "", "junk", "-5", "9" * 700, [], [[]], [1], {}, {"code": {}}]
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
Step = str | int


def places(body: Any, above: tuple[Step, ...] = ()) -> Iterator[tuple[Step, ...]]:
    """The way to every value in a JSON body, the body itself first."""
    yield above
    inner = body.items() if isinstance(body, dict) else enumerate(body) if isinstance(body, list) else ()
    for step, value in inner:
        yield from places(value, (*above, step))


def broken(body: Any, place: tuple[Step, ...], junk: Any) -> Any:
    """The body with junk at one place."""
    if not place:
        return junk
    body = copy.deepcopy(body)
    inner = body
    for step in place[:-1]:
        inner = inner[step]
    inner[place[-1]] = junk
    return body


def answered(bodies: list[Any]) -> httpx.MockTransport:
    """A provider that gives these bodies in order whatever it is asked, and then ends every question."""
    left = list(bodies)

    def answer(_: httpx.Request) -> httpx.Response:
        return httpx.Response(200, text=json.dumps(left.pop(0))) if left else httpx.Response(400, json={})

    return httpx.MockTransport(answer)


def complaint(collector: Collector, ask: Api, case: dict[str, Any]) -> str:
    """What a reader is told when the case is collected; "" if all went well."""
    try:
        if case.get("call") == "standing":
            list(collector.standing(ask, NOW, []))
        else:
            list(collector.facts(ask, Window(*(datetime.fromisoformat(at) for at in case["window"]))))
    except ProviderFault as fault:
        return str(fault)
    return ""


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.parent.name}/{case.name}")
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_an_answer_broken_anywhere_is_never_a_crash(case: Path, data: st.DataObject) -> None:
    """Whatever stands where something else is documented, the reader sees a sentence at most."""
    said = json.loads((case / "answers.json").read_text())
    bodies = [one["body"] for one in said["answers"] if isinstance(one.get("body"), dict) and "status" not in one]
    if bodies:
        number = data.draw(st.integers(0, len(bodies) - 1))
        place = data.draw(st.sampled_from(list(places(bodies[number]))))
        bodies[number] = broken(bodies[number], place, data.draw(st.sampled_from(JUNK)))
    collector, keys = collector_of(case.parent.name, said)
    with api(collector, keys, answered(bodies), FakeTime(NOW)) as ask:
        told = complaint(collector, ask, said)
    assert not told or told.endswith(".")
    assert "\n" not in told
