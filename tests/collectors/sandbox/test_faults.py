"""Does the sandbox misbehave as it is told: the same way each time, in every way there is, and truly of older days?"""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from itertools import count
from random import Random
from typing import Any

import httpx
import pytest

from collectors.sandbox import Studio, serving
from collectors.sandbox.desk import Answer, Asked, Desk
from collectors.sandbox.faults import Mischief
from collectors.sandbox.faults.loud import LOUD, Loud, endless, piece, reset
from collectors.sandbox.faults.quiet import RECENT, Quiet, shorter
from collectors.sandbox.faults.shapes import SHAPES
from tests.collectors.sandbox.line import NOW, Line

KEYS = "/keys"
EVENTS = {"start": "2026-11-01T00:00:00Z", "end": "2026-11-22T18:00:00Z"}


@contextmanager
def misbehaving(studio: Studio, faults: Any) -> Iterator[Line]:
    """A line to a fal that misbehaves."""
    with (
        serving(studio, lambda: NOW, ticks=count().__next__, faults=faults) as url,
        Line(f"{url}/fal/v1", f"Key {studio.keys.fal_admin}") as line,
    ):
        yield line


def only(fault: Loud) -> Callable[[Desk, Asked, Callable[[Asked], Answer]], Answer]:
    """This fault and no other, always."""
    return lambda desk, asked, say: fault(Random(1), desk, say(asked), 0.0)


def told(line: Line) -> str:
    """What came of a question, in a word or two."""
    try:
        with line.client.stream("GET", "/models/billing-events", params=EVENTS) as answer:
            body = b"".join(part for part, _ in zip(answer.iter_raw(4096), range(100), strict=False))
    except httpx.RequestError as trouble:
        return type(trouble).__name__
    kind = "web" if body.startswith(b"<") else "whole" if _is_json(body) else "piece"
    return f"{answer.status_code} {kind} {len(body)} {answer.headers.get('retry-after', '')}"


def _is_json(body: bytes) -> bool:
    try:
        json.loads(body)
    except ValueError:
        return False
    return True


def test_the_same_seed_misbehaves_the_same(studio: Studio) -> None:
    """Thirty questions twice over: answer for answer alike; and another seed is another weather."""
    runs = []
    for seed in (3, 3, 4):
        with misbehaving(studio, Mischief(seed, pause=0.0)) as line:
            runs.append([told(line) for _ in range(30)])
    assert runs[0] == runs[1] != runs[2]


def test_every_fault_comes(studio: Studio) -> None:
    """In a few hundred questions each kind of trouble was met at least once."""
    met: Counter[str] = Counter()
    for seed in range(8):
        with misbehaving(studio, Mischief(seed, pause=0.0)) as line:
            met.update(told(line).split(" ")[0] for _ in range(40))
    assert {"200", "429", "500", "502", "503", "504", "RemoteProtocolError", "ReadError"} >= set(met)
    assert {"200", "429", "502"} <= set(met)
    assert met["ReadError"] + met["RemoteProtocolError"] > 0


@pytest.mark.parametrize("fault", dict.fromkeys(LOUD), ids=lambda fault: fault.__name__)
def test_every_loud_fault_is_loud(studio: Studio, fault: Loud) -> None:
    """Except the drip, which is a good answer that takes its time, none of them can be taken for one."""
    with misbehaving(studio, only(fault)) as line:
        word = told(line)
    good = word.startswith("200 whole")
    assert good == (fault.__name__ == "drip")


def test_a_connection_that_breaks_has_brought_half(studio: Studio) -> None:
    """The length is that of the whole answer, the body is not."""
    with misbehaving(studio, only(reset)) as line, pytest.raises(httpx.RequestError):
        line.ask("/models/billing-events", **EVENTS)
    with misbehaving(studio, only(piece)) as line:
        assert not _is_json(line.ask("/models/billing-events", **EVENTS).content)


def test_a_flood_does_not_end(studio: Studio) -> None:
    """A megabyte and more of it comes; who hangs up disturbs nobody."""
    with misbehaving(studio, only(endless)) as line, line.client.stream("GET", KEYS) as answer:
        got = 0
        for part in answer.iter_raw():
            got += len(part)
            if got > 1_000_000:
                break
        assert "content-length" not in answer.headers
    assert got > 1_000_000


def test_old_rows_are_told_truly(studio: Studio) -> None:
    """Whatever is done to the rows of the last day and a half, all that came before are there, once or twice, as is."""
    with misbehaving(studio, lambda desk, asked, say: say(asked)) as line:
        body = line.ask("/models/billing-events", **EVENTS).content
    asked = Asked("GET", "/models/billing-events", {}, b"", "", NOW)
    (shape,) = SHAPES["/fal/v1"]
    true = {row["request_id"]: row["cost_total"] for row in json.loads(body)["billing_events"] if "cost_total" in row}
    changed = Counter[str]()
    for seed in range(20):
        rows = json.loads(Quiet("/fal/v1")(Random(seed), asked, Answer(200, body)).body)["billing_events"]
        old = {row["request_id"]: row for row in rows if shape.at(row) < NOW - RECENT}
        late = [row for row in json.loads(body)["billing_events"] if shape.at(row) >= NOW - RECENT]
        assert {name: row["cost_total"] for name, row in old.items() if name in true} == {
            name: cost for name, cost in true.items() if name in old
        }
        assert len(old) + len(late) == len(json.loads(body)["billing_events"])
        recent = {row["request_id"]: row.get("cost_total") for row in rows if shape.at(row) >= NOW - RECENT}
        changed["gone"] += len(recent) < len(late)
        changed["restated"] += any(cost != true.get(name) for name, cost in recent.items())
        changed["twice"] += len(rows) > len(old) + len(recent)
        changed["new field"] += any("x_region" in row for row in rows)
        changed["field gone"] += not any("percent_discount" in row for row in rows)
    assert all(changed[word] for word in ("gone", "restated", "twice", "new field", "field gone")), changed


def test_pages_go_in_a_circle_and_repeat_rows() -> None:
    """The next page is the one just asked for, or begins with the last row of the one before."""
    met: Counter[str] = Counter()
    first = Asked("POST", "/account/billing/package", {}, b'{"limit": 2}', "", NOW)
    then = replace(first, body=b'{"cursor": "c1"}')
    for seed in range(200):
        dice, quiet = Random(seed), Quiet("/kling")
        quiet(dice, first, page("t1", "t2"))
        said = json.loads(quiet(dice, then, page("t3", "t4")).body)["data"]
        met["circle"] += said["next_cursor"] == "c1"
        met["seam"] += said["result"]["detail"][0]["task_id"] == "t2"
    assert met["circle"] > 0
    assert met["seam"] > 0


def page(*tasks: str) -> Answer:
    """A page of Kling's ledger, with one more to come."""
    at = str(int((NOW - timedelta(days=5)).timestamp() * 1000))
    detail = [{"task_id": task, "deduction_time": at, "deduction_amount": "3"} for task in tasks]
    return Answer.of({"code": 0, "data": {"result": {"detail": detail}, "has_more": True, "next_cursor": "c2"}})


def test_a_question_is_put_for_shorter_pages() -> None:
    """Never for longer ones than were asked for, and a question without a size keeps none."""
    asked = Asked("GET", "/models/billing-events", {"limit": ["30"]}, b"", "", NOW)
    sizes = {shorter(Random(seed), asked).one("limit") for seed in range(60)}
    assert sizes == {"7", "30"}
    bare = replace(asked, query={})
    assert all(shorter(Random(seed), bare) == bare for seed in range(60))
