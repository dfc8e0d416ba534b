"""Does the Collection screen tell freshness, bills, what waits for a person and runs as the View has them?"""

from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

from db import slots
from db.engine import writing
from db.lease import take
from db.outbox import Owed, due, failed, owe
from tests.dashboard import troubled
from tests.dashboard.conftest import Visit
from tests.dashboard.screens.troubled_screens import Open, ledger, opened, table, words
from tests.db.cast import NOW

__all__ = ["ledger", "opened"]
WAITING = "Waiting for a person"
HOUR = timedelta(hours=1)


def test_a_wrong_key_names_the_variable_to_renew_and_never_the_key(
    opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    """fal-studio needs a person: the sentence the collection left, where the key is kept, and the command after."""
    monkeypatch.setenv("FAL_ADMIN_KEY", "fal-admin-0123456789")
    said = words(opened("collection"))
    assert "needs a person" in said
    assert troubled.SAID_NO in said
    assert r"Put a valid key into the environment variable FAL\_ADMIN\_KEY" in said
    assert "reelspend collect --account fal-studio" in said
    assert "fal-admin-0123456789" not in said


def test_every_account_has_its_state(opened: Open) -> None:
    """Those in need come first, also the one that is configured and was never collected; a file is never late."""
    shown = table(opened("collection"), "Accounts").set_index("account")
    assert shown["state"].to_dict() == {
        "fal-studio": "needs a person", "fal-second": "never collected", "kling-brand": "came in a file",
    }  # fmt: skip
    assert shown["credit"]["fal-studio"] == "12.50 USD"
    assert shown["through"]["kling-brand"] == "2026-11-20 12:00"


def test_bills_are_the_views_and_rounding_is_told(ledger: Engine, opened: Open) -> None:
    """Each account's lines equal what was settled, tax apart; of 0.12345678901 the last two digits were left out."""
    app = opened("collection", part="Bills")
    shown = table(app, "Bills and ledger by account")
    asked = troubled.view(ledger).reconciliation(["account", "currency"])
    assert shown["billed"].tolist() == [float(amount) for amount in asked["billed"]]
    assert asked["billed"].tolist() == asked["settled"].tolist()
    fal = asked.set_index("account").loc["fal-studio"]
    assert (fal["billed"], fal["apart"]) == (Decimal("53.40"), Decimal("1.00"))
    rounding = table(app, "Bills to the last decimal").set_index(["account", "currency"])
    assert rounding.loc[("kling-brand", "USD")].tolist() == ["1.02345678901", "1.023456789", "0.00000000001"]
    assert "55\\.42345678901 USD exactly as billed, 55\\.423456789 USD kept" in words(app)


def test_a_month_opens_into_its_days(opened: Open) -> None:
    """kling-brand's November holds one day with bill lines in dollars and one in euros, both still open."""
    app = opened("collection", part="Bills", bill_account="kling-brand", bill_month="2026-11")
    days = table(app, "Bills and ledger by day of 2026-11")
    assert sorted(days["billed"]) == [pytest.approx(1.023456789), 3.0]
    assert days["closed"].tolist() == ["open", "open"]


def test_what_waits_is_listed_with_the_way_to_mend_it(ledger: Engine, opened: Open) -> None:
    """Each with its amount and its command; billed without work are 2.50 and 0.123456789."""
    app = opened("collection", part=WAITING)
    assert [heading.value for heading in app.subheader] == [
        "$1.10 without a team", "Pieces of work without a price: 2", "Clips of unknown length: 1",
        "$0.70 metered but never billed", "$2.62 billed without work", "€3.00 not converted",
    ]  # fmt: skip
    assert app.code[0].value == "TEAM,api_key,test bench,fal-studio\nTEAM,account,fal-studio,fal-studio"
    unpriced = table(app, "Work without a price").iloc[0]
    assert (unpriced["provider"], unpriced["model"], unpriced["seconds"]) == ("kling", "mystery-1", 12)
    asked = troubled.view(ledger).unattributed()
    assert table(app, "Unattributed work")["cost"].tolist() == [float(cost) for cost in asked["cost"]] == [1.2, -0.1]
    for command in ("export rules", "import rules", "import prices", "import fx", "collect --account"):
        assert f"reelspend {command}" in words(app)


def test_nothing_waits_where_all_is_known(opened: Open) -> None:
    """October had only trailers' work, all of it billed."""
    app = opened("collection", part=WAITING, days=["2026-10-01", "2026-10-31"])
    assert "Nothing waits for a person" in words(app)


def test_runs_come_a_page_at_a_time(ledger: Engine, opened: Open) -> None:
    """57 runs: fifty on the first page, the failed one on top, and seven on the second."""
    first, second = (table(opened("collection", part="Runs", runs_page=page), "Runs") for page in ("1", "2"))
    assert (len(first), len(second)) == (50, 7)
    assert first["result"].iloc[0] == f"needs a person: {troubled.SAID_NO}"
    assert second["took"].tolist() == [2.5] * 7
    assert len(first) + len(second) == troubled.view(ledger).count_runs()


def test_the_clock_says_who_works_what_comes_and_which_letters_do_not_leave(ledger: Engine, opened: Open) -> None:
    """At noon: process 17 is at work; alerts were done at 11:55 and are due now, fal-studio failed at noon and comes at
    one; a letter to Mara is due since eleven and was refused."""
    assert "No scheduler has worked here yet" in words(opened("collection", part="Clock"))
    refused = Owed("alert 1 crossed", "budget_alert", "mara@studio.example", "e-mail", "<1@x>", NOW - HOUR)
    with writing(ledger) as connection:
        take(connection, "scheduler", "mail-room 17 4", NOW)
        for job, slot, error in (("alerts", NOW - HOUR / 12, ""), ("collect fal-studio", NOW, "no key")):
            slots.take(connection, job, slot, "mail-room 17 4", slot)
            slots.end(connection, job, slot, "mail-room 17 4", slot + HOUR / 3600, error)
        owe(connection, [refused], NOW - HOUR)
        failed(connection, due(connection, NOW)[0], "450 try later", NOW, permanent=False)
    app = opened("collection", part="Clock")
    assert r"process 17 on mail\-room" in words(app)
    assert "Letters due for more than half an hour: 1, the first since 2026-11-22 11:00" in words(app)
    assert table(app, "Letters in trouble")["error"].tolist() == ["450 try later"]
    jobs = table(app, "Jobs").set_index("job")
    assert jobs.loc["Look for lines crossed"].tolist() == ["2026-11-22 11:55", 1.0, "done", "now"]
    assert jobs.loc["Collect fal-studio"].tolist() == ["2026-11-22 12:00", 1.0, "no key", "2026-11-22 13:00"]
    assert jobs.loc["Send letters"].tolist()[2:] == ["not yet", "now"]


def test_days_without_bills_say_so(opened: Open) -> None:
    """In a January nobody worked in there is nothing to reconcile."""
    assert "No bill lines" in words(opened("collection", part="Bills", days=["2026-01-01", "2026-01-31"]))


def test_nothing_collected_yet_tells_what_to_do(visit: Visit, tmp_path: Path) -> None:
    """A first visitor is sent to collect or to the demonstration."""
    troubled.configuration(tmp_path, f"sqlite:///{tmp_path / 'new.db'}")
    assert "reelspend collect" in words(visit(tmp_path, "collection"))


@pytest.mark.parametrize("screen", ["teams", "collection"])
def test_a_ledger_that_cannot_be_opened_is_one_sentence(visit: Visit, tmp_path: Path, screen: str) -> None:
    """Where the database's folder is gone the screen says so, with no traceback."""
    troubled.configuration(tmp_path, f"sqlite:///{tmp_path / 'gone' / 'ledger.db'}")
    app = visit(tmp_path, screen)
    assert not app.exception
    assert "The ledger cannot be opened" in words(app)
    assert "Traceback" not in words(app)


@pytest.mark.parametrize("part", ["Bills", "Credit", "Runs", "Clock"])
def test_a_reader_of_some_teams_is_shown_no_bill_and_no_run(ledger: Engine, part: str) -> None:
    """PROMISE 9: a whole account's bill is nobody's team; the screen says whom to ask."""
    app = AppTest.from_function(_collection_of_social, args=(str(ledger.url),), default_timeout=30)
    app.query_params["part"] = part
    app.run()
    assert not app.exception
    assert "Ask finance" in words(app)
    assert not app.dataframe


def _collection_of_social(url: str) -> None:
    from datetime import UTC, datetime
    from zoneinfo import ZoneInfo

    from dashboard.screens import collection
    from dashboard.ui.visit import Visit, begin
    from db.engine import open_ledger
    from tests.dashboard import troubled

    begin(Visit(troubled.view(open_ledger(url), "social"), datetime(2026, 11, 22, 12, tzinfo=UTC), ZoneInfo("UTC")))
    collection.draw()
