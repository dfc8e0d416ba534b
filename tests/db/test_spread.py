"""Are single clips counted by what they cost, and found again by that, and only those of the reader?"""

from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy import Engine

from db.ledger import Asked
from db.spread import holders, values
from tests.db.cast import IVO, MARA, NANO, NOON, account, clip, keep, rule

ALL = Asked(20261101, 20261201)


@pytest.fixture
def studio(ledger: Engine) -> Engine:
    """Mara's two clips at 0.63 and one of 8 s at 4.80, Ivo's at 0.63 on the second; a failed one, and planning."""
    rule(ledger)
    facts = [
        *(clip(name, line=Decimal("0.63"), **MARA) for name in ("t1", "t2")),
        clip("t3", seconds="8", line=Decimal("4.80"), **MARA),
        clip("t4", NOON + timedelta(1), line=Decimal("0.63"), **IVO),
        clip("t5", status="failed", line=Decimal("0.63"), **IVO),
        clip("t6", kind="plan", clips=None, line=Decimal("0.63"), **IVO),
    ]
    keep(ledger, account(ledger), facts)
    return ledger


def test_equal_clips_are_one_value(studio: Engine) -> None:
    """Trailers have two clips of 5 s at 0.63 and one of 8 s at 4.80, social one; what failed is none."""
    found = values(studio, ALL, "team").sort_values(["team", "cost"])
    assert found[["team", "seconds", "cost", "clips", "times"]].to_numpy().tolist() == [
        ["social", 5 * NANO, 630_000_000, 1, 1],
        ["trailers", 5 * NANO, 630_000_000, 1, 2],
        ["trailers", 8 * NANO, 4_800_000_000, 1, 1],
    ]


def test_a_value_leads_to_its_clips(studio: Engine) -> None:
    """The dearest value is t3's, the next one t1's and t2's; no more than asked for are named."""
    keys = values(studio, ALL, "team").query("team == 'trailers'").sort_values("cost", ascending=False)
    every = [(0, "fal-studio", "t3"), (1, "fal-studio", "t1"), (1, "fal-studio", "t2")]
    assert holders(studio, keys.to_dict("records"), 9) == every
    assert holders(studio, keys.to_dict("records"), 2) == every[:2]
    assert holders(studio, [], 9) == []


def test_values_are_the_readers(studio: Engine) -> None:
    """PROMISE 9: a reader of social has one value, and it leads to t4 alone."""
    found = values(studio, Asked(20261101, 20261201, {}, ["social"]), "model")
    assert found["times"].tolist() == [1]
    assert holders(studio, found.to_dict("records"), 9) == [(0, "fal-studio", "t4")]
