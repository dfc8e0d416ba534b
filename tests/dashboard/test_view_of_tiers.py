"""Is work told beside the list of its day, to those who may see it, and the rest left out?"""

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import Engine

from collectors.round import keep_sheets
from dashboard import view_of_tiers
from dashboard.measures.tiers.drift import by_month
from dashboard.measures.tiers.paid import total
from dashboard.measures.tiers.rounding import LABEL
from dashboard.view import View
from db.job_log import Logged
from db.settings import Settings
from tests.dashboard import troubled
from tests.dashboard.screens.troubled_screens import ledger
from tests.db.cast import IVO, NANO, NOON, account, clip, keep, line, log, price

__all__ = ["ledger"]
AGREED = price("0.1003", date(2026, 11, 1), origin="negotiated", source="our contract")
PRO = {"mode": "pro", "resolution": "1080p", "audio": "on"}


@pytest.fixture
def view(ledger: Engine) -> View:
    """November, with price sheets."""
    keep_sheets(ledger, Settings(Path("reelspend.toml")), datetime(2026, 11, 22, tzinfo=UTC))
    return troubled.view(ledger)


def test_paid_is_the_cost_per_second_that_every_screen_shows(view: View) -> None:
    """The same ratio as the measure: one number everywhere, also for a reader of one team."""
    for one in (view, troubled.view(view.engine, "social")):
        rows = view_of_tiers.paid(one)
        assert total(rows).told()["per_second"] == one.number("cost_per_second")
        assert total(rows).seconds == one.sums((), ["seconds_costed"])["seconds_costed"].iloc[0]


def test_a_reader_of_one_team_is_told_of_no_other(view: View) -> None:
    """Social paid 10 × 1.20 for 50 s, and nothing for 5 s that were never billed; 300 s of trailers are not there."""
    social = total(view_of_tiers.paid(troubled.view(view.engine, "social")))
    assert (social.seconds, social.cost) == (55 * NANO, 12 * NANO)


def test_an_agreed_price_is_held_against_the_list(view: View) -> None:
    """10 s of Kling with sound in 1080p at an agreed 0.1003: 1.00 paid, and 1.68 by fal's list of that day."""
    fal = account(view.engine)
    at = datetime(2026, 11, 25, 12, tzinfo=UTC)
    keep(view.engine, fal, [AGREED, clip("agreed", at, "10", **PRO, **IVO)])
    keep(view.engine, fal, [line("bill of agreed", "1.00", at, pays_for="agreed", **PRO, **IVO)])
    [one] = view_of_tiers.paid(view.only(resolution=["1080p"]))
    assert (one.agreed, one.billed, one.cost, one.list_cost) == (True, True, NANO, int(Decimal("1.68") * NANO))
    assert one.extras == {"audio": 56_000_000, "reseller": 0}
    assert view.only(resolution=["1080p"]).number("list_cost") == Decimal("1.003")


def test_what_was_never_billed_is_no_drift(view: View) -> None:
    """Two clips of 5 s, one billed at the list's 0.84, one never: 0.84 for 10 s, and no difference from the list."""
    fal = account(view.engine)
    facts = [clip(name, NOON, **PRO, **IVO) for name in ("one", "two")]
    keep(view.engine, fal, [*facts, line("of one", "0.84", NOON, pays_for="one", **PRO, **IVO)], closed_before=20261115)
    rows = view_of_tiers.paid(view.only(resolution=["1080p"]))
    assert (total(rows).seconds, total(rows).cost) == (10 * NANO, 840_000_000)
    [month] = by_month(rows).to_dict("records")
    assert (month["seconds"], month["over_list"], month["per_second"]) == (5, 0, Decimal("0.168"))


def test_rounding_up_is_known_where_somebody_said_what_was_used(view: View) -> None:
    """Of Kling's clips of 5 s at 0.63 the log says 3.5 s of one and 4 s of two: 0.5 ÷ 5 of 0.63 is 0.063, known for
    three clips; a rejected one tells nothing, and social never sees what trailers used."""
    said = {"m0": "3.5", "m1": "4", "m2": "4", "m3": "0"}
    log(view.engine, account(view.engine), *(Logged(external_id=name, usable=Decimal(n)) for name, n in said.items()))
    found = view_of_tiers.multiplied(view).set_index("multiplier").loc[LABEL]
    assert (found["money"], found["clips"], found["seconds"], found["cost"]) == (
        Decimal("0.063"),
        3,
        15,
        Decimal("1.89"),
    )
    assert (
        view_of_tiers.multiplied(troubled.view(view.engine, "social")).set_index("multiplier").loc[LABEL, "clips"] == 0
    )


def test_sellers_ask_everybody_the_same(view: View) -> None:
    """What was agreed with one is no offer to others."""
    keep(view.engine, account(view.engine), [AGREED])
    lists = {one.variant: one.per_second for one in view_of_tiers.asked(view, date(2026, 11, 22))}
    ours = {one.variant: one.per_second for one in view.offers(date(2026, 11, 22))}
    assert set(lists) <= set(ours)
    assert 100_300_000 in {ours[one] for one in lists if one.seller == "fal" and one.model == "kling-3.0"}
    assert 100_300_000 not in set(lists.values())


def test_limits_say_where_they_were_seen(view: View) -> None:
    """Also of models that nobody sells by the second."""
    known = view_of_tiers.limits(view)
    assert known["kling-3.0"].source.startswith("Kling price page")
    assert known["kling-3.0"].checked_on == 20260920
    assert known["seedance-1.5-pro"].maker == "ByteDance"
