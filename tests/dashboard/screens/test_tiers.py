"""Does the Tiers screen show what the View reckons, part by part, and say what is not known?"""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine

from collectors.round import keep_sheets
from dashboard import view_of_tiers
from dashboard.measures.tiers.paid import total
from db.settings import Settings
from tests.dashboard import studio, troubled
from tests.dashboard.conftest import Visit, read
from tests.dashboard.screens.troubled_screens import Open, ledger, opened, table, words
from tests.db.cast import IVO, account, clip, keep, line, price

__all__ = ["ledger", "opened"]
AT = datetime(2026, 11, 25, 12, tzinfo=UTC)
PRO = {"mode": "pro", "resolution": "1080p", "audio": "on"}


@pytest.fixture(autouse=True)
def priced(ledger: Engine) -> None:
    """The price sheets are known, and a bill is dearer than fal's list: 2.10 for 10 s that were 1.68."""
    keep_sheets(ledger, Settings(Path("reelspend.toml")), datetime(2026, 11, 22, tzinfo=UTC))
    fal = account(ledger)
    keep(ledger, fal, [clip("pro", AT, "10", **PRO, **IVO), line("of pro", "2.10", AT, pays_for="pro", **PRO, **IVO)])


def test_paid_stands_beside_its_list(ledger: Engine, opened: Open) -> None:
    """The tiles have the whole, the table each kind of work; 0.21 was paid for what was listed at 0.168."""
    app = opened("tiers")
    tiles = {one.label: one.value for one in app.metric}
    told = total(view_of_tiers.paid(troubled.view(ledger))).told()
    assert told["seconds"] == 380
    assert tiles["Paid per second"] == f"${told['per_second']:.3f}"
    assert (tiles["Above list"], tiles["Without a list price"]) == ("$0.42", "370 s")
    shown = table(app, "Paid against list and tiers")
    [pro] = shown[shown["resolution"] == "1080p"].to_dict("records")
    assert (pro["per_second"], pro["list_per_second"], pro["over_list"]) == pytest.approx((0.21, 0.168, 0.42))
    assert (pro["tier"], pro["stands"]) == ("middle", "in the range")
    assert shown["cost"].sum() == pytest.approx(
        sum(one.cost for one in view_of_tiers.paid(troubled.view(ledger))) / 1e9
    )


def test_every_tier_is_a_row(opened: Open) -> None:
    """All three, also those that no work was on; nobody's model is in none."""
    shown = table(opened("tiers"), "Price of a second by tier")
    assert shown["tier"].tolist()[:3] == ["commodity", "middle", "premium"]
    assert shown["all_low"].notna().all()


def test_a_model_that_has_ended_is_marked(ledger: Engine, opened: Open) -> None:
    """Sora is told to have ended, and asks nothing today."""
    keep(ledger, account(ledger), [clip("sora", AT, "4", model="sora-2", resolution="720p", stated=None, **IVO),
                                   line("of sora", "0.40", AT, pays_for="sora", model="sora-2", **IVO)])  # fmt: skip
    app = opened("tiers")
    assert "sora-2 ended on 24 Sep 2026." in read(words(app)).replace("**", "")
    shown = table(app, "Paid against list and tiers")
    [sora] = shown[shown["model"] == "sora-2"].to_dict("records")
    assert sora["model_low"] != sora["model_low"]  # not known
    assert sora["stands"] == ""


def test_the_matrix_can_be_searched(opened: Open) -> None:
    """Every word counts; what ended is marked, and can be left out; what nobody has says what to do."""
    every = table(opened("tiers", tiers="Models"), "Video models")
    assert dict(zip(every["model"], every["status"], strict=True))["sora-2"] == "ended"
    assert "claude-opus-5" not in set(every["model"])
    found = table(opened("tiers", tiers="Models", find="google premium"), "Video models")
    assert found["model"].tolist() == ["veo-3.1"]
    assert "sora-2" not in set(table(opened("tiers", tiers="Models", live="true"), "Video models")["model"])
    assert "No model has all of these words" in words(opened("tiers", tiers="Models", find="betamax"))


def test_a_list_price_that_is_out_of_date_is_named(opened: Open) -> None:
    """By how much, what it is worth, since when, and where the list was seen."""
    app = opened("tiers", tiers="Price drift")
    said = read(words(app))
    assert "billed above the list" in said
    assert "a second was billed at $0.210 and listed at $0.168 in 2026-11, $0.42 in that month" in said
    assert "since 2026-11. The list price was checked on 2026-11-22 (fal model page" in said
    assert table(app, "Price drift by month")["over_list"].tolist() == pytest.approx([0.42])
    assert table(app, "List prices against bills")["state"].tolist() == ["billed above the list"]


def test_an_agreed_price_is_no_drift(ledger: Engine, opened: Open) -> None:
    """With 0.21 agreed, the bill is as agreed, and the table still has the list."""
    agreed = price("0.21", date(2026, 11, 1), origin="negotiated", source="our contract", **PRO)
    keep(ledger, account(ledger), [agreed, clip("more", AT, "10", **PRO, **IVO)])
    app = opened("tiers", tiers="Price drift")
    assert "Every bill agrees" in words(app)
    [row] = table(app, "List prices against bills").to_dict("records")
    assert (row["state"], row["list_per_second"]) == ("an agreed price holds", pytest.approx(0.168))


def test_hidden_multipliers_have_their_money(opened: Open) -> None:
    """10 s with sound at 0.168 against 0.112: 0.56; what the assumptions are stands below."""
    app = opened("tiers", tiers="Hidden multipliers")
    tiles = {one.label: one.value for one in app.metric}
    assert (tiles["Sound"], tiles["Reseller fee"]) == ("$0.56", "$0.00")
    assert table(app, "Hidden multipliers")["money"].max() == pytest.approx(0.56)
    assert tiles["Used, rounded up"] == "–"
    assert "import an edit, selects or a job log" in read("".join(one.delta for one in app.metric))
    assert "they do not add up to a saving" in words(app)


def test_claims_are_marked_as_claims(opened: Open) -> None:
    """Each beside the list and what was paid, with its verdict."""
    app = opened("tiers", tiers="Survey of 2026")
    assert "These are claims, not prices" in words(app)
    shown = table(app, "Claims of the survey")
    [sora] = shown[(shown["model"] == "sora-2") & (shown["about"] == "price")].to_dict("records")
    assert (sora["verdict"], sora["list_high"]) == ("wrong", 0.1)


@pytest.mark.parametrize(
    ("part", "said"),
    [
        ("Paid against list", "No video whose seconds and cost are both known in the days"),
        ("Price drift", "No billed video that has a list price in the days"),
        ("Hidden multipliers", "No video whose seconds and cost are both known in the days"),
    ],
)
def test_days_without_work_say_so(opened: Open, part: str, said: str) -> None:
    """Each part says what there is none of, and what to do."""
    assert said in words(opened("tiers", tiers=part, days=["2020-01-01", "2020-01-02"]))


def test_a_first_visit_is_told_what_to_do(tmp_path: Path, visit: Visit) -> None:
    """Nothing was collected: the empty state of every screen."""
    studio.empty(tmp_path / "new")
    assert "Nothing has been collected yet" in words(visit(tmp_path / "new", "tiers"))


def test_a_ledger_that_is_gone_is_one_sentence(tmp_path: Path, visit: Visit) -> None:
    """No traceback for a database that cannot be opened."""
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "reelspend.toml").write_text('[database]\nurl = "sqlite:////no/such/folder/reelspend.db"\n')
    app = visit(tmp_path / "broken")
    assert "The ledger cannot be opened" in words(app)
    assert not app.exception


def test_without_signing_in_nothing_is_shown(tmp_path: Path, visit: Visit) -> None:
    """Where sign-in is asked for, the screen has no number."""
    folder = tmp_path / "closed"
    studio.empty(folder, '\n[oidc]\nclient_id = "x"\nclient_secret = "env:OIDC"\n')
    app = visit(folder, "tiers")
    assert not app.metric
    assert not app.dataframe
