"""Are clips counted by what they needed, each once, and only those that were made?"""

from datetime import timedelta
from decimal import Decimal

from hypothesis import given
from sqlalchemy import Engine

from db.facts import AnyFact
from db.ledger import Asked, totals
from db.wants import wants
from tests.db.cast import IVO, MARA, NANO, NOON, account, clip, keep, on_a_ledger, rule
from tests.db.invented import DAYS, PAST, bills, invent

ALL = Asked(20261101, 20261201)


def test_clips_that_needed_the_same_are_one_row(ledger: Engine) -> None:
    """Two of 5 s by Mara, one of 8 s by Ivo that nobody could price; what failed or is no video is not there."""
    rule(ledger)
    facts = [
        clip("t1", line=Decimal("0.63"), **MARA),
        clip("t2", NOON + timedelta(1), line=Decimal("0.37"), **MARA),
        clip("t3", seconds="8", **IVO),
        clip("t4", status="failed", **IVO),
        clip("t5", kind="plan", clips=None, **IVO),
    ]
    keep(ledger, account(ledger), facts)
    found = wants(ledger, ALL)[["model", "team", "seconds", "clips", "cost", "uncosted"]]
    assert found.astype(object).where(found.notna(), None).to_numpy().tolist() == [
        ["kling-3.0", "social", 8 * NANO, 1, None, 1],
        ["kling-3.0", "trailers", 5 * NANO, 2, NANO, 0],
    ]
    assert wants(ledger, Asked(20261101, 20261201, {"team": ["trailers"]}))["clips"].tolist() == [2]
    assert wants(ledger, Asked(20261101, 20261201, {}, ["social"]))["clips"].tolist() == [1]


@on_a_ledger
@given(facts=bills)
def test_wants_add_up(ledger: Engine, facts: list[AnyFact]) -> None:
    """The clips and the cost of all wants are those of the ledger, without what failed and without lonely lines."""
    ((name, _),) = invent(ledger, facts).items()
    asked = Asked(DAYS[0], PAST, {"account": [name], "status": ["", "succeeded"], "kind": ["render"]})
    found, whole = wants(ledger, asked), totals(ledger, (), asked, ["clips", "cost_of_clips"])
    assert found["clips"].sum() == whole["clips"].fillna(0).sum()
    assert found["cost"].fillna(0).sum() == whole["cost_of_clips"].fillna(0).sum()
