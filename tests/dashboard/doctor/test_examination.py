"""Does the doctor find what is wrong with a studio that has one of every trouble, in the screen's own numbers?"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import httpx
import pytest
from sqlalchemy import Engine, text

from collectors.means import Means
from dashboard.doctor.database import room
from dashboard.doctor.examination import examine
from dashboard.doctor.finding import LOOK, WELL, WRONG, Finding, exit_code
from dashboard.measures.health import Login, health
from dashboard.measures.readable import readable
from dashboard.ui.verdicts import verdict
from dashboard.view import View
from db.engine import writing
from db.settings import load
from db.soundness import Soundness
from tests.collectors.fake_fal import FakeFal
from tests.dashboard import prepaid, troubled

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
KEY = "mara-2f6c1e90:0f9b6a1d7e3c4b5a"


@dataclass
class Practice:
    """The troubled studio's folder, its ledger, a fal that answers, and the doctor's means."""

    folder: Path
    ledger: Engine
    means: Means
    fal: FakeFal

    def found(self, *names: str, offline: bool = True) -> list[Finding]:
        """What the doctor finds."""
        return examine(self.means, self.folder, names, offline=offline)

    def of(self, about: str, check: str, **how: bool) -> Finding:
        """The one finding of a check."""
        (finding,) = [one for one in self.found(**how) if (one.about, one.check) == (about, check)]
        return finding

    def break_(self, sql: str) -> None:
        """Change the ledger behind our back."""
        with writing(self.ledger) as connection:
            connection.execute(text(sql))


@pytest.fixture
def practice(tmp_path: Path) -> Iterator[Practice]:
    """At noon of 22 November 2026; the second account's key is missing."""
    url, fal = f"sqlite:///{tmp_path / 'reelspend.db'}", FakeFal()
    troubled.configuration(tmp_path, url)
    environ = {"FAL_ADMIN_KEY": KEY}
    means = Means(lambda: NOW, lambda: 0.0, lambda _: None, environ, transport=httpx.MockTransport(fal))
    with troubled.ledger_at(url) as ledger:
        troubled.fill(ledger)
        yield Practice(tmp_path, ledger, means, fal)


def test_every_trouble_is_found(practice: Practice) -> None:
    """One line each: who, what was looked at, and how it is."""
    found = {(one.about, one.check): one.state for one in practice.found()}
    assert found == {
        ("configuration", "file"): WELL,
        ("ledger", "database"): WELL,
        ("fal-second", "key"): WRONG,
        ("fal-second", "freshness"): WRONG,
        ("fal-studio", "freshness"): WRONG,
        ("fal-studio", "bill"): WELL,
        ("fal-studio", "unattributed"): LOOK,
        ("fal-studio", "never billed"): LOOK,
        ("fal-studio", "credit"): LOOK,
        ("kling-brand", "freshness"): WELL,
        ("kling-brand", "bill"): WELL,
        ("kling-brand", "unpriced"): LOOK,
        ("kling-brand", "unconverted"): LOOK,
    }
    assert exit_code(practice.found()) == 1


def test_the_numbers_are_those_of_the_screen(practice: Practice) -> None:
    """Each sentence holds what the Collection screen takes from View: state, bill, share, pieces, worth."""
    view: View = troubled.view(practice.ledger)
    (fal, *_) = [row for row in view.reconciliation().to_dict("records") if row["account"] == "fal-studio"]
    logins = tuple(map(Login.of, load(practice.folder / "reelspend.toml").accounts))
    sick = {one.account: one for one in health(readable(view.accounts()).to_dict("records"), logins, NOW)}["fal-studio"]
    assert practice.of("fal-studio", "freshness").text.endswith(f"{sick.error} {sick.todo}")
    assert practice.of("fal-studio", "unattributed").text.startswith("$1.10 (2.1%) belong to no team")
    assert practice.of("fal-studio", "never billed").text.startswith("$0.70 were never billed")
    assert practice.of("kling-brand", "unpriced").text.startswith("2 pieces of work have no price")
    assert verdict(fal).startswith("bill and ledger are both ")


def test_a_bill_that_was_not_settled_is_wrong(practice: Practice) -> None:
    """A nano-dollar on each of two days is enough; so it is where the roll-up is not what its base rows come to."""
    practice.break_("UPDATE bill SET settled = settled + 1 WHERE currency = 'USD'")
    assert "-0.000000002 apart: run reelspend db rebuild" in practice.of("fal-studio", "bill").text
    practice.break_("UPDATE ledger SET cost = cost + 1 WHERE cost > 0")
    assert practice.of("kling-brand", "roll-up").state == WRONG


def test_providers_are_asked_unless_offline(practice: Practice) -> None:
    """One answers, of the other the key is missing; the doctor never says a key."""
    assert practice.fal.asked == []
    found = practice.found(offline=False)
    said = {one.about: (one.state, one.check) for one in found if one.check in ("sign-in", "key")}
    assert said == {"fal-studio": (WELL, "sign-in"), "fal-second": (WRONG, "key")}
    assert practice.fal.asked[0].headers["authorization"] == f"Key {KEY}"
    assert KEY not in repr(found)
    assert KEY.split(":")[1] not in repr(found)


@pytest.mark.parametrize(("ahead", "words"), [(61, "61 seconds ahead of"), (-3600, "3,600 seconds behind")])
def test_a_wrong_clock_is_wrong(practice: Practice, ahead: int, words: str) -> None:
    """More than a minute either way."""
    date = format_datetime(NOW - timedelta(seconds=ahead), usegmt=True)
    practice.fal.first = lambda _: httpx.Response(200, json={"billing_events": [], "keys": []}, headers={"Date": date})
    finding = practice.of("fal-studio", "clock", offline=False)
    assert (finding.state, words in finding.text) == (WRONG, True)


def test_a_clock_a_minute_off_is_no_news(practice: Practice) -> None:
    """Answers take their time."""
    date = format_datetime(NOW - timedelta(seconds=60), usegmt=True)
    practice.fal.first = lambda _: httpx.Response(200, json={"billing_events": [], "keys": []}, headers={"Date": date})
    assert "clock" not in [one.check for one in practice.found(offline=False)]


def test_two_tales_are_worth_a_look(practice: Practice) -> None:
    """fal's usage report knows a dollar that its events do not; most of it on the 20th."""
    row = {"endpoint_id": "fal-ai/veo3.1", "cost_total": 1.25, "auth_method_structured": {"api_key_id": "k"}}
    report = {"time_series": [{"bucket": "2026-11-20T00:00:00Z", "results": [row]}], "next_cursor": None}
    practice.fal.first = lambda asked: httpx.Response(200, json=report) if asked.url.path.endswith("usage") else None
    finding = practice.of("fal-studio", "cross-check", offline=False)
    assert finding.state == LOOK
    assert "are 1.25 USD apart, most on 2026-11-20 for fal-ai/veo3.1 (1.25 used, 0.00 billed)" in finding.text


def test_one_account_can_be_asked_alone(practice: Practice) -> None:
    """What is said of the configuration and the ledger is said all the same; a name nobody has is a slip."""
    assert {one.about for one in practice.found("kling-brand")} == {"configuration", "ledger", "kling-brand"}
    assert exit_code(practice.found("fal-studoi")) == 2


def test_without_a_ledger_there_is_something_to_do(practice: Practice, tmp_path: Path) -> None:
    """Nothing is made by looking; keys are looked at all the same."""
    troubled.configuration(tmp_path, f"sqlite:///{tmp_path / 'new.db'}")
    finding = practice.of("ledger", "database", offline=False)
    assert (finding.state, "reelspend collect" in finding.text) == (LOOK, True)
    assert practice.of("fal-studio", "sign-in", offline=False).state == WELL
    assert not (tmp_path / "new.db").exists()


def test_a_ledger_in_a_folder_that_is_not_there_is_wrong(practice: Practice, tmp_path: Path) -> None:
    """No collection would make it, so it is not promised."""
    troubled.configuration(tmp_path, f"sqlite:///{tmp_path / 'nowhere' / 'new.db'}")
    finding = practice.of("ledger", "database")
    assert (finding.state, finding.text.split(";")[0]) == (WRONG, f"the folder {tmp_path / 'nowhere'} is not there")


LEDGERS = {
    "of another version": ("reelspend db upgrade", "UPDATE alembic_version SET version_num = '1'"),
    "without a lease": ("no such table: lease", "DROP TABLE lease"),
    "reckoned otherwise": (
        "reelspend db rebuild",
        "INSERT INTO meta (key, value) VALUES ('reporting_currency', 'EUR'), ('reporting_timezone', 'UTC')",
    ),
}


@pytest.mark.parametrize("state", LEDGERS)
def test_a_ledger_that_is_not_well_is_one_line(practice: Practice, state: str) -> None:
    """What is wrong and what to do, exit code 2, and no numbers are told from it."""
    words, damage = LEDGERS[state]
    practice.break_("DELETE FROM meta")
    practice.break_(damage)
    wrong = [one for one in practice.found("fal-studio") if one.state == WRONG]
    assert len(wrong) == 1
    assert words in wrong[0].text
    assert exit_code(wrong) == 2


def test_an_empty_disk_is_missed(practice: Practice) -> None:
    """Less than another ledger's size is worth a look, a hundred megabytes are wrong; PostgreSQL's disk is not ours."""
    sound = Soundness("1", "1", size=5_000_000_000, free=None, faults=())
    states = [[one.state for one in room(replace(sound, free=free))] for free in (None, 6 * 10**9, 10**9, 10**7)]
    assert states == [[], [], [LOOK], [WRONG]]


def test_credit_that_ends_or_expires_is_worth_a_look(tmp_path: Path) -> None:
    """140 dollars at 2.50 a day are no news; 20 are, for they are enough for 8 days."""
    prepaid.build(tmp_path)
    means = Means(lambda: NOW, lambda: 0.0, lambda _: None, {})
    found = {one.about: one for one in examine(means, tmp_path, offline=True) if one.check in ("credit", "expiry")}
    assert found == {}
    with troubled.ledger_at(f"sqlite:///{tmp_path / 'reelspend.db'}") as ledger, writing(ledger) as connection:
        connection.execute(text("UPDATE balance SET amount = 20000000000 WHERE currency = 'USD' AND pot = ''"))
    found = {one.about: one for one in examine(means, tmp_path, offline=True) if one.check in ("credit", "expiry")}
    assert found["fal-studio"].text.startswith("20.00 USD of credit are left, enough for 8 days")
