"""Which days does a collection ask for, and where does the next one go on?"""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import httpx

from collectors.base import Collector
from collectors.chunks import COMFORTABLE, first_day, first_of_last_month, span_after
from collectors.run import collect
from tests.collectors.fake_fal import event, is_about_events
from tests.collectors.studio import NOON, Studio, day


def test_spans_grow_while_they_are_comfortable() -> None:
    """Twice the days after few rows, up to what a provider takes; half after too many, and never less than one."""
    assert [span_after(1, 0, 31), span_after(8, 9_999, 31), span_after(16, 0, 31), span_after(31, 0, 31)] == [
        2,
        16,
        31,
        31,
    ]
    assert [span_after(8, COMFORTABLE // 2, 31), span_after(8, COMFORTABLE, 31)] == [8, 8]
    assert [span_after(8, COMFORTABLE + 1, 31), span_after(1, 10**6, 31)] == [4, 1]


def test_the_first_collection_begins_at_the_start(studio: Studio) -> None:
    """From 1 November, in pieces of 1, 2, 4, 8 and the rest of days, up to now and not into the future."""
    outcome = studio.collect()
    days = ["01", "02", "04", "08", "16"]
    ends = [*(f"2026-11-{number}T00:00:00Z" for number in days[1:]), "2026-11-22T12:00:00Z"]
    assert studio.fal.windows() == list(zip((f"2026-11-{number}T00:00:00Z" for number in days), ends, strict=True))
    assert (outcome.error, outcome.through) == ("", NOON)


def test_the_next_one_reads_again_what_may_have_changed(studio: Studio) -> None:
    """fal corrects seven days: an hour later it is asked from the 15th on."""
    studio.collect()
    studio.fal.asked.clear()
    studio.now += timedelta(hours=1)
    studio.collect()
    windows = studio.fal.windows()
    assert (windows[0][0], windows[-1][1]) == ("2026-11-15T00:00:00Z", "2026-11-22T13:00:00Z")


def test_a_provider_may_count_what_it_reads_again_by_months(studio: Studio) -> None:
    """One that corrects last month's bill is asked from its first day on, and the days before that are closed."""
    november = date(2026, 11, 22)
    assert (first_of_last_month(november), Collector(studio.account).reread_from(november)) == (
        date(2026, 10, 1),
        date(2026, 11, 19),
    )
    assert [first_of_last_month(date(2026, month, 1)) for month in (1, 3)] == [date(2025, 12, 1), date(2026, 2, 1)]
    covered, vienna = datetime(2026, 10, 31, 23, tzinfo=UTC), ZoneInfo("Europe/Vienna")
    assert first_day(date(2026, 1, 1), covered, first_of_last_month, vienna) == date(2026, 10, 1)
    assert first_day(date(2026, 10, 9), covered, first_of_last_month, vienna) == date(2026, 10, 9)


def test_after_a_failure_it_goes_on_from_the_last_good_chunk(studio: Studio) -> None:
    """fal breaks on the piece that begins on the 4th: the next run reads what came before again, and goes on."""
    studio.fal.events = [event("r1", day(2)), event("r2", day(5))]
    studio.fal.first = lambda asked: broken if starts(asked, "2026-11-04") else None
    failed = studio.collect()
    assert "503" in failed.error
    assert failed.through == datetime(2026, 11, 4, tzinfo=UTC)
    assert studio.figures("cost", by="day") == {"2026-11-02": ("0.63",)}
    studio.fal.first = lambda _: None
    studio.fal.asked.clear()
    assert studio.collect().error == ""
    assert studio.fal.windows()[0][0] == "2026-11-01T00:00:00Z"  # seven days before the 4th lie before the start
    assert studio.figures("cost", by="day") == {"2026-11-02": ("0.63",), "2026-11-05": ("0.63",)}


broken = httpx.Response(503, json={"detail": "down for maintenance"})


def starts(asked: httpx.Request, on: str) -> bool:
    """Whether this asks for events from that day on."""
    return is_about_events(asked) and asked.url.params["start"].startswith(on)


def test_a_gap_is_filled_by_the_next_plain_run(studio: Studio) -> None:
    """Ten days in the middle, asked for by hand, do not hide the days before them."""
    studio.fal.events = [event("r1", day(3)), event("r2", day(12)), event("r3", day(20))]
    by_hand = studio.collect(since=date(2026, 11, 10), until=date(2026, 11, 20))
    assert by_hand.error == ""
    assert by_hand.through == datetime(2026, 11, 1, tzinfo=UTC)
    assert studio.figures("cost", by="day") == {"2026-11-12": ("0.63",)}
    studio.fal.asked.clear()
    plain = studio.collect()
    assert studio.fal.windows()[0][0] == "2026-11-01T00:00:00Z"
    assert (plain.new, plain.through) == (2, NOON)  # the requests of the 3rd and of the 20th


def test_nobody_collects_the_future(studio: Studio) -> None:
    """Asked for until next year it ends today, so that ten days later none is missing."""
    assert studio.collect(until=date(2027, 1, 1)).through == NOON
    assert studio.fal.windows()[-1][1] == "2026-11-22T12:00:00Z"
    studio.fal.asked.clear()
    studio.now += timedelta(days=10)
    studio.collect()
    assert studio.fal.windows()[0][0] == "2026-11-15T00:00:00Z"


def test_days_are_those_of_the_reporting_time_zone(studio: Studio) -> None:
    """In Vienna the first of November begins an hour before it does in Greenwich."""
    studio.zone = "Europe/Vienna"
    studio.collect()
    assert studio.fal.windows()[0] == ("2026-10-31T23:00:00Z", "2026-11-01T23:00:00Z")


def test_each_chunk_has_its_run_row(studio: Studio) -> None:
    """Five chunks and one look at what stands: each row says its days, its requests and what it changed."""
    studio.fal.events = [event("r1", day(2)), event("r2", day(3))]
    studio.collect()
    said = studio.rows("SELECT what, requests, rows, new, changed, gone FROM run ORDER BY id")
    nothing = ("collect", 1, 0, 0, 0, 0)
    standing = [row for row in said if row[0] == "names and prices"]
    assert [row for row in said if row not in standing] == [nothing, ("collect", 1, 2, 2, 0, 0), *[nothing] * 3]
    assert standing == [("names and prices", 2, 1, 0, 1, 0), ("names and prices", 3, 1, 0, 0, 0)]


def test_each_provider_is_asked_at_its_pace(studio: Studio) -> None:
    """fal surely bears two requests a second; where more are known to be borne, half a second becomes a tenth."""
    studio.collect()
    assert set(studio.time.waits) == {0.5}
    studio.time.waits.clear()
    collect(studio.ledger, studio.settings, studio.account, replace(studio.means(), pace=10))
    assert set(studio.time.waits) == {0.1}
