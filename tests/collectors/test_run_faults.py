"""What becomes of a collection when something goes wrong: a sentence, a Run row, and nothing half."""

from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest

from collectors.deliveries import Delivery, file_kind
from collectors.round import collect_round
from db.engine import writing
from db.rebuild import ReckonedOtherwise
from db.settings import Account, Settings
from tests.collectors.fake_fal import Say, event, is_about_events
from tests.collectors.files.bills import line, write_csv
from tests.collectors.studio import FAL, NOON, Studio, day

SECRET = "what only the answer knows"


def refused(status: int, detail: str, start: str) -> Say:
    """Refuse questions about events from that day on."""

    def answer(asked: httpx.Request) -> httpx.Response | None:
        wanted = is_about_events(asked) and asked.url.params["start"].startswith(start)
        return httpx.Response(status, json={"detail": detail}) if wanted else None

    return answer


@pytest.mark.parametrize(("status", "permanent"), [(403, True), (503, False)])
def test_a_fault_leaves_the_chunks_before(studio: Studio, status: int, permanent: bool) -> None:
    """The one of the 1st is kept; the next becomes one Run row with the sentence, and whether a person must act."""
    studio.fal.events = [event("r1", day(1)), event("r2", day(2))]
    studio.fal.first = refused(status, "no admin", "2026-11-02")
    outcome = studio.collect()
    assert outcome.error.startswith(f"GET /v1/models/billing-events at api.fal.ai was answered {status} (no admin); ")
    assert (outcome.new, outcome.permanent) == (1, permanent)
    assert outcome.through == datetime(2026, 11, 2, tzinfo=UTC)
    assert studio.runs() == [
        ("names and prices", "", False),
        ("collect", "", False),
        ("collect", outcome.error, permanent),
    ]
    assert studio.figures("cost", by="day") == {"2026-11-01": ("0.63",)}


def test_one_account_that_fails_leaves_the_others_alone(studio: Studio) -> None:
    """fal-studio's key is refused and fal-brand's is not: each has its own outcome, in the order asked."""
    brand = Account("fal-brand", "fal", FAL.start, FAL.credentials, base_url="https://brand.example/v1")
    studio.fal.events = [event("r1", day(2))]
    studio.fal.first = lambda asked: None if asked.url.host == "brand.example" else httpx.Response(401)
    ours, theirs = collect_round(studio.ledger, studio.settings, (FAL, brand), studio.means())
    assert (ours.account, ours.new, ours.permanent) == ("fal-studio", 0, True)
    assert (theirs.account, theirs.new, theirs.error) == ("fal-brand", 1, "")


def test_what_nobody_foresaw_is_told_by_its_kind(studio: Studio) -> None:
    """Not by its text, which may quote the answer; the Run row says the same, and the chunks before stay."""

    def surprise(asked: httpx.Request) -> None:
        if is_about_events(asked) and asked.url.params["start"].startswith("2026-11-02"):
            raise RuntimeError(SECRET)

    studio.fal.events = [event("r1", day(1))]
    studio.fal.first = surprise
    outcome = studio.collect()
    assert outcome.error.startswith("what fal answered could not be read: RuntimeError (surprise, line ")
    assert SECRET not in outcome.error
    assert studio.runs()[-1] == ("collect", outcome.error, False)
    assert studio.figures("cost", by="day") == {"2026-11-01": ("0.63",)}


def test_a_key_that_is_not_there_is_one_sentence(studio: Studio) -> None:
    """It names the variable and what to do, nobody is asked, and the Run row says that a person must act."""
    studio.environ = {}
    outcome = studio.collect()
    sentence = "the environment variable FAL_ADMIN_KEY is missing or empty; set it where Reelspend is started."
    assert (outcome.error, outcome.permanent) == (sentence, True)
    assert studio.runs() == [("collect", sentence, True)]
    assert studio.fal.asked == []


def test_money_comes_without_its_names(studio: Studio) -> None:
    """Where names and prices are refused, the money is collected all the same, and the outcome still says so."""
    studio.fal.events = [event("r1", day(2))]
    studio.fal.first = lambda asked: None if is_about_events(asked) else httpx.Response(403)
    outcome = studio.collect()
    assert (outcome.new, outcome.through, outcome.permanent) == (1, NOON, True)
    assert "/v1/keys at api.fal.ai was answered 403" in outcome.error
    assert studio.figures("cost") == {"unattributed": ("0.63",)}


def test_a_ledger_that_breaks_is_one_sentence(studio: Studio) -> None:
    """The table of bill lines vanishes while fal is asked: the outcome says it, and nothing is raised."""

    def vanish(asked: httpx.Request) -> None:
        if is_about_events(asked) and asked.url.params["start"].startswith("2026-11-02"):
            with writing(studio.ledger) as connection:
                connection.exec_driver_sql("ALTER TABLE charge RENAME TO lost")

    studio.fal.events = [event("r1", day(1)), event("r2", day(2))]
    studio.fal.first = vanish
    outcome = studio.collect()
    assert outcome.error.startswith("the ledger could not be read or written (")
    assert "charge" in outcome.error
    assert studio.runs()[-1] == ("collect", outcome.error, False)
    assert studio.rows("SELECT COUNT(*) FROM usage") == [(1,)]


def test_a_ledger_that_is_gone_is_one_sentence(studio: Studio) -> None:
    """Where not even the Run row can be written, the outcome still says it."""

    def vanish(asked: httpx.Request) -> None:
        with writing(studio.ledger) as connection:
            connection.exec_driver_sql("ALTER TABLE run RENAME TO lost")

    studio.fal.first = lambda asked: vanish(asked) if not studio.fal.asked[1:] else None
    outcome = studio.collect()
    assert outcome.error.startswith("the ledger could not be read or written (")


def test_a_bill_that_came_in_a_file_is_not_collected_too(studio: Studio, tmp_path: Path) -> None:
    """An account that holds an imported bill is refused, because its money would count twice."""
    bill = write_csv(tmp_path / "bill.csv", [line()])
    file_kind("focus").bring(Delivery(studio.ledger, Settings(tmp_path / "reelspend.toml"), [bill], NOON, "fal-studio"))
    outcome = studio.collect()
    assert outcome.error.startswith("fal-studio holds a bill that was imported from a file, and would count twice;")
    assert outcome.permanent
    assert studio.fal.asked == []


def test_another_time_zone_needs_a_rebuild(studio: Studio) -> None:
    """A ledger by the days of Greenwich is not added to by the days of Vienna."""
    studio.collect()
    studio.zone = "Europe/Vienna"
    with pytest.raises(ReckonedOtherwise, match="run `reelspend db rebuild`"):
        studio.collect()
