"""Does only one collection of an account write at a time, and does it stop when it has lost its place?"""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Event

import httpx

from db.engine import writing
from db.lease import LASTS, take
from tests.collectors.fake_fal import event, is_about_events
from tests.collectors.studio import Studio, day

PATIENCE = 30.0


def test_two_at_once_collect_once(studio: Studio) -> None:
    """While the first waits for fal, the second says so in a sentence and asks nobody; then its turn comes."""
    begun, go_on = Event(), Event()

    def slowly(_: httpx.Request) -> None:
        begun.set()
        assert go_on.wait(PATIENCE)

    studio.fal.events = [event("r1", day(2))]
    studio.fal.first = slowly
    with ThreadPoolExecutor() as threads:
        first = threads.submit(studio.collect)
        assert begun.wait(PATIENCE)
        second = threads.submit(studio.collect).result(PATIENCE)
        asked = len(studio.fal.asked)
        go_on.set()
        assert first.result(PATIENCE).error == ""
    assert second.error.startswith("fal-studio is being collected already, by process ")
    assert second.error.endswith("; wait until that has ended")
    assert (second.new, second.permanent, asked) == (0, False, 1)
    assert studio.collect().error == ""
    assert studio.rows("SELECT COUNT(*) FROM usage") == [(1,)]


def test_a_lost_lease_ends_the_collection(studio: Studio) -> None:
    """While fal takes longer than the lease lasts, another machine takes it over: nothing more is written or asked."""

    def too_slow(asked: httpx.Request) -> None:
        if is_about_events(asked) and asked.url.params["start"].startswith("2026-11-02"):
            studio.now += LASTS + timedelta(seconds=1)
            with writing(studio.ledger) as connection:
                take(connection, "collect fal-studio", "far-away 1 1", studio.now)

    studio.fal.events = [event("r1", day(1)), event("r2", day(2))]
    studio.fal.first = too_slow
    outcome = studio.collect()
    assert outcome.error == "somebody else has taken it over in the meantime"
    assert studio.figures("cost", by="day") == {"2026-11-01": ("0.63",)}
    assert [what for what, _, _ in studio.runs()] == ["names and prices", "collect"]
    assert len(studio.fal.windows()) == 2
    assert studio.rows("SELECT holder FROM lease") == [("far-away 1 1",)]


def test_an_ended_collection_lets_go(studio: Studio) -> None:
    """Also one that failed: no lease is left behind."""
    studio.fal.first = lambda _: httpx.Response(401)
    assert studio.collect().error != ""
    assert studio.rows("SELECT * FROM lease") == []
