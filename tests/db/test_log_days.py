"""Is the work that a log speaks of found alike, whether few clips are looked up or all work is read?"""

from decimal import Decimal

from sqlalchemy import Engine

from db.engine import reading
from db.job_log import Logged
from db.log_days import FEW, places
from tests.db.cast import MARA, NOON, account, clip, keep, log

MORE = [f"nobody's {number}" for number in range(FEW)]


def test_a_few_are_found_as_all_are(ledger: Engine) -> None:
    """By their own id or the customer's, on their day, and no other account's; of one is more kept than was billed."""
    fal, kling = account(ledger), account(ledger, "kling-brand", "kling")
    keep(ledger, fal, [clip("a", **MARA), clip("b", NOON.replace(day=2), reference="autumn/7", **MARA)])
    keep(ledger, kling, [clip("a", NOON.replace(day=3), **MARA)])
    log(ledger, fal, Logged(external_id="a", usable=Decimal(6)), Logged(external_id="autumn/7", video="Autumn"))
    log(ledger, fal, Logged(external_id="b", video="Spring"), source="screen")
    asked = ["a", "autumn/7", "b", "gone"]
    with reading(ledger) as connection:
        some = sorted(places(connection, fal, "generations", asked))
        every = sorted(places(connection, fal, "generations", asked + MORE))
        none = places(connection, fal, "generations", [])
        [marked] = places(connection, fal, "screen", ["b"])
    assert [(day, id_, bool(longer)) for day, id_, longer in some] == [
        (20261101, "a", True),
        (20261102, "autumn/7", False),
    ]
    assert some == every
    assert none == []
    assert marked[:2] == (20261102, "b")
