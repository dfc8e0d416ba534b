"""Does a negotiated price hold for open work from its day on, and for no other; and is one that fits nothing found?"""

from datetime import date, timedelta

from sqlalchemy import Engine

from db.engine import reading, writing
from db.facts import Price
from db.negotiated import Agreed, agree, idle
from tests.db.cast import NANO, NOON, NOW, account, clip, keep, line, price, rows

DAY = timedelta(1)
COSTS = "SELECT external_id, cost, basis FROM usage ORDER BY external_id"


def contract(amount: str, since: date, **more: object) -> Price:
    """What fal agreed to ask for a second of Kling 3.0, unless said otherwise."""
    return price(amount, since, origin="negotiated", **more)


def agreed(ledger: Engine, *prices: Price, replace: bool = False) -> Agreed:
    """Agree on prices, and what that changed."""
    with writing(ledger) as connection:
        return agree(connection, prices, replace=replace, currency="USD", now=NOW, who="import prices")


def test_it_holds_from_its_day_on(ledger: Engine) -> None:
    """Five seconds each: on the first at the list's 0.126 that is 0.63, on the second at the agreed 0.10 it is 0.50."""
    keep(ledger, account(ledger), [price("0.126", origin="sheet"), clip("t1"), clip("t2", NOON + DAY)])
    done = agreed(ledger, contract("0.10", date(2026, 11, 2)))
    assert (done.new, done.changed, done.gone) == (1, 0, 0)
    assert rows(ledger, COSTS) == [("t1", 630_000_000, "estimated"), ("t2", 500_000_000, "estimated")]
    assert agreed(ledger, replace=True).gone == 1
    assert rows(ledger, COSTS)[1] == ("t2", 630_000_000, "estimated")


def test_a_closed_day_stays(ledger: Engine) -> None:
    """The bill of the first is 0.63 and closed; the agreed price, though dated back, changes nothing of it."""
    fal = account(ledger, bills=True)
    facts = [price("0.126", origin="sheet"), clip("t1"), line("b1", "0.63", pays_for="t1")]
    keep(ledger, fal, facts, closed_before=20261102)
    before = rows(ledger, "SELECT * FROM usage")
    agreed(ledger, contract("0.10", date(2026, 1, 1)))
    assert rows(ledger, "SELECT * FROM usage") == before
    assert before[0][-3:-1] == (630_000_000, None)


def test_the_same_again_is_nothing(ledger: Engine) -> None:
    """Nothing new, no day settled, no line in the audit."""
    said = contract("0.10", date(2026, 11, 2))
    agreed(ledger, said)
    audited = rows(ledger, "SELECT * FROM audit")
    assert agreed(ledger, said) == Agreed(0, 0, 0, 0)
    assert rows(ledger, "SELECT * FROM audit") == audited


def test_a_price_that_fits_no_work_is_found(ledger: Engine) -> None:
    """A model that is written otherwise, another seller, another unit; not the one that fits."""
    keep(ledger, account(ledger), [clip("t1")])
    since = date(2026, 11, 1)
    wrong = [
        contract("1", since, model="kling-3"),
        contract("1", since, seller="Fal"),
        contract("1", since, unit="credits"),
    ]
    agreed(ledger, contract("1", since), *wrong)
    with reading(ledger) as connection:
        found = idle(connection, [contract("1", since), *wrong])
    assert {(one.seller, one.model, one.unit) for one in found} == {
        ("fal", "kling-3", "second"),
        ("Fal", "kling-3.0", "second"),
        ("fal", "kling-3.0", "credits"),
    }
    assert all(one.amount == NANO for one in found)
