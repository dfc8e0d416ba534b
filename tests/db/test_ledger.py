"""Is the ledger read back by any word, for the reader's own teams alone, whichever grain is read?"""

from datetime import timedelta
from decimal import Decimal

import pandas as pd
import pytest
from sqlalchemy import Engine

from db.attribution import Rule
from db.engine import writing
from db.facts import Model, Name
from db.job_log import Logged
from db.ledger import DIMENSIONS, SUMS, Asked, totals
from tests.db.cast import IVO, MARA, NANO, NOON, RULES, SORA, account, clip, keep, line, log, price, rule

ALL = Asked(20261101, 20261201)
NAMED = [Rule(team="trailers", field="api_key", pattern="Mara's key"), RULES[1]]
SEEN = {"source": "its page", "checked_on": NOON.date()}
SIZE = {"mode": "pro", "resolution": "1080p", "audio": "on"}
WORDS = SIZE | {"status": "failed", "endpoint": "sku-1", "unit": "second", "user": "mara"}
PLACES = {"project": "p-1", "workspace": "w-1"}
EXPECTED = {
    "day": [20261101, 20261102],
    "month": [202611],
    "account": ["fal-studio", "kling-brand"],
    "provider": ["fal", "kling"],
    "team": ["social", "trailers", "unattributed"],
    "basis": ["billed", "estimated"],
    "maker": ["", "Kuaishou"],
    "tier": ["", "middle"],
    "currency": ["EUR", "USD"],
    "model": ["kling-3.0", "sora-2"],
    "kind": ["render"],
    "category": ["usage"],
    "mode": ["", "pro"],
    "resolution": ["", "1080p"],
    "audio": ["", "on"],
    "status": ["", "failed"],
    "endpoint": ["", "sku-1"],
    "unit": ["", "second"],
    "project": ["", "The trailer"],
    "api_key": ["", "Mara's key", "key-ivo"],
    "workspace": ["", "w-1"],
    "user": ["", "mara"],
    "video": ["", "Autumn"],
}


@pytest.fixture
def ledger_of_two(ledger: Engine) -> Engine:
    """Mara's billed clip and Ivo's estimated one at fal, and two bill lines of Kling's: one usage, one tax."""
    rule(ledger, NAMED)
    names = [Name(kind="api_key", id="key-mara", name="Mara's key"), Name(kind="project", id="p-1", name="The trailer")]
    model = Model(model="kling-3.0", maker="Kuaishou", origin="CN", tier="middle", **SEEN)
    work = [clip("t1", **MARA, **WORDS, **PLACES), clip("t2", NOON + timedelta(1), seconds="10", **IVO, **SORA)]
    paid = line("b1", "0.63", pays_for="t1", **MARA)
    log(ledger, account(ledger), Logged(external_id="t1", video="Autumn"))
    keep(ledger, account(ledger), [*names, model, price("0.10", **SORA), *work, paid])
    bill = [line("b1", "2", currency="EUR"), line("b2", "0.4", currency="EUR", category="tax")]
    keep(ledger, account(ledger, "kling-brand", "kling"), bill)
    return ledger


def whole(frame: pd.DataFrame) -> dict[str, int | None]:
    """Each sum over all rows."""
    added = frame[list(SUMS)].sum(min_count=1)
    return {name: None if pd.isna(added[name]) else int(added[name]) for name in SUMS}


def test_every_dimension_is_expected() -> None:
    """A dimension that is added here needs its words below."""
    assert set(EXPECTED) == set(DIMENSIONS)


def test_every_dimension_groups_and_filters(ledger_of_two: Engine) -> None:
    """By each there are its words, their rows add up to the whole, and each word alone gives just its row."""
    for name in DIMENSIONS:
        grouped = totals(ledger_of_two, (name,), ALL)
        assert sorted(grouped[name].tolist()) == EXPECTED[name]
        assert whole(grouped) == whole(totals(ledger_of_two, (), ALL))
        for word in EXPECTED[name]:
            alone = totals(ledger_of_two, (name,), Asked(20261101, 20261201, {name: [str(word)]}))
            assert alone[name].tolist() == [word]
            assert whole(alone) == whole(grouped[grouped[name] == word])


def test_sums_by_hand(ledger_of_two: Engine) -> None:
    """0.63 billed for 5 s, 1.00 estimated for 10 s at 0.10, and 2 euros that no rate turns into dollars."""
    found = whole(totals(ledger_of_two, (), ALL))
    assert found["cost"] == 1_630_000_000
    assert (found["seconds"], found["clips"], found["pieces"], found["failed"]) == (15 * NANO, 2, 2, 1)
    assert (found["estimated"], found["list_cost"], found["unconverted"]) == (NANO, NANO, 2 * NANO)
    assert (found["unpriced"], found["untimed"], found["worth"], found["usable"]) == (None, None, None, None)
    assert (found["cost_timed"], found["seconds_listed"], found["list_timed"]) == (1_630_000_000, 10 * NANO, NANO)


def test_both_grains_tell_the_same(ledger_of_two: Engine) -> None:
    """Grouped by words of the coarse grain, and by those and one that only the full grain has: the same sums."""
    coarse = ("account", "basis", "category", "currency", "day", "kind", "model", "team", "tier")
    full = totals(ledger_of_two, (*coarse, "status"), ALL)
    again = full.groupby(list(coarse))[list(SUMS)].sum(min_count=1)
    once = totals(ledger_of_two, coarse, ALL).set_index(list(coarse)).sort_index()
    pd.testing.assert_frame_equal(again.sort_index(), once)


def test_a_range_has_its_first_day_and_not_its_last(ledger_of_two: Engine) -> None:
    """The first of November alone is Mara's clip; up to the first there is nothing."""
    assert whole(totals(ledger_of_two, (), Asked(20261101, 20261102, {"account": ["fal-studio"]})))["pieces"] == 1
    assert totals(ledger_of_two, ("team",), Asked(20261001, 20261101)).empty


@pytest.mark.parametrize("by", [("team",), ("team", "status")])
def test_a_lead_sees_only_their_teams(ledger_of_two: Engine, by: tuple[str, ...]) -> None:
    """The reader's teams narrow every question, also one that asks for another team (promise 9)."""
    of = {"teams": ["trailers"]}
    assert totals(ledger_of_two, by, Asked(20261101, 20261201, **of))["team"].tolist() == ["trailers"]
    asked = Asked(20261101, 20261201, {"team": ["social", "trailers"]}, **of)
    assert totals(ledger_of_two, by, asked)["team"].tolist() == ["trailers"]
    assert totals(ledger_of_two, by, Asked(20261101, 20261201, {"team": ["social"]}, **of)).empty
    assert whole(totals(ledger_of_two, (), Asked(20261101, 20261201, **of)))["cost"] == 630_000_000


@pytest.mark.parametrize("asked", [Asked(20261101, 20261201, teams=[]), Asked(20261101, 20261201, {"model": []})])
def test_nobody_and_nothing_match_nothing(ledger_of_two: Engine, asked: Asked) -> None:
    """A lead without teams sees no row, and a filter without words lets none through."""
    for by in (("team",), ("team", "status")):
        frame = totals(ledger_of_two, by, asked)
        assert frame.empty
        assert list(frame.columns) == [*by, *SUMS]
    assert set(whole(totals(ledger_of_two, (), asked)).values()) == {None}


def test_tax_is_kept_apart(ledger_of_two: Engine) -> None:
    """The tax of 0.40 euros is in no sum, unless it is asked for as well."""
    kling = {"account": ["kling-brand"]}
    assert whole(totals(ledger_of_two, (), Asked(20261101, 20261201, kling)))["billed"] == 2 * NANO
    with_tax = totals(ledger_of_two, ("category",), Asked(20261101, 20261201, kling, apart=True))
    assert sorted(zip(with_tax["category"], with_tax["billed"], strict=True)) == [
        ("tax", 400_000_000),
        ("usage", 2 * NANO),
    ]


def test_usable_seconds_are_counted_where_they_are_known(ledger: Engine) -> None:
    """Of two clips at 0.50, three seconds of one were kept: cost of what was judged is 0.50, kept is 1."""
    number = account(ledger)
    keep(ledger, number, [price("0.10"), clip("t1"), clip("t2")])
    with writing(ledger) as connection:
        connection.exec_driver_sql("UPDATE usage SET usable = 3000000000 WHERE external_id = 't1'")
    keep(ledger, number, [clip("t3", mode="std")])
    found = whole(totals(ledger, (), ALL))
    assert (found["usable"], found["kept"]) == (3 * NANO, 1)
    assert (found["cost_of_kept"], found["cost"]) == (NANO // 2, 1_500_000_000)


def test_what_no_rate_converts_is_counted(ledger: Engine) -> None:
    """Work stated at 3 yuan and work of 0.50 dollars: 0.50 is the cost, and 3 are told as not converted."""
    keep(ledger, account(ledger), [price("0.10"), clip("t1"), clip("t2", currency="CNY", stated=Decimal(3))])
    for by in ((), ("status",)):
        found = whole(totals(ledger, by, ALL))
        assert (found["cost"], found["unconverted"]) == (NANO // 2, 3 * NANO)


def test_sums_are_whole_numbers(ledger_of_two: Engine) -> None:
    """Each sum is a column of whole numbers that may be unknown, also where all or nothing of it is."""
    for by in ((), ("team",)):
        frame = totals(ledger_of_two, by, ALL)
        assert {str(frame[name].dtype) for name in SUMS} == {"Int64"}
