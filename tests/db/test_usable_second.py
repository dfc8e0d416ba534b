"""Is all money of rendering kept, trimmed, rejected, failed, not judged or without a clip, each cent just once?"""

from decimal import Decimal

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine

from db.facts import AnyFact
from db.job_log import Logged
from db.ledger import Asked, totals
from tests.db.cast import IVO, MARA, NANO, account, clip, keep, line, log, on_a_ledger
from tests.db.invented import DAYS, PAST, bills, invent

STEPS = (
    "cost_of_usable", "cost_of_trimmed", "cost_of_unmeasured", "cost_of_rejected", "cost_of_failed",
    "cost_of_unjudged", "cost_without_clip",
)  # fmt: skip
WHOLE = ("cost_of_rendering", "cost_of_planning", "cost_of_work")
NOVEMBER = Asked(20261101, 20261201)
GRAINS = ({}, {"status": ["", "succeeded", "failed"]})
"""Asking for a status needs the full grain; without, the coarse one answers."""


def judged(external_id: str, usable: str) -> Logged:
    """What an editor kept of a clip."""
    return Logged(external_id=external_id, usable=Decimal(usable))


def sums(ledger: Engine, asked: Asked) -> dict[str, int]:
    """The steps and the whole, those that are known."""
    row = totals(ledger, (), asked, (*STEPS, *WHOLE)).iloc[0]
    return {name: int(row[name]) for name in row.index if pd.notna(row[name])}


def test_one_of_each_by_hand(ledger: Engine) -> None:
    """t1 cost 1.00 for 5 s of which 2 s were kept: 0.40 kept, 0.60 trimmed. t2 (0.70) has no length and is kept,
    t3 (0.50) rejected, t4 (0.30) failed, t5 (0.20) not judged; a line of 2.50 has no clip, planning cost 0.10."""
    number = account(ledger)
    made = {"t1": "1.00", "t2": "0.70", "t3": "0.50", "t4": "0.30", "t5": "0.20", "plan": "0.10"}
    words = {"t2": {"seconds": None}, "t4": {"status": "failed"}, "plan": {"kind": "plan", "clips": None}}
    facts = [clip(name, line=Decimal(cost), **words.get(name, {}), **MARA) for name, cost in made.items()]
    keep(ledger, number, [*facts, line("lonely", "2.50", model="upscaler", **IVO)])
    log(ledger, number, judged("t1", "2"), judged("t2", "1"), judged("t3", "0"), judged("t4", "0"))
    for where in GRAINS:
        found = sums(ledger, Asked(20261101, 20261201, where))
        assert [found[name] * 100 // NANO for name in STEPS] == [40, 60, 70, 50, 30, 20, 250]
        assert [found[name] * 100 // NANO for name in WHOLE] == [520, 10, 530]


def test_a_clip_kept_whole_has_nothing_trimmed(ledger: Engine) -> None:
    """5.04 s kept of a file that was billed as 5 s cost what the clip cost, and no more."""
    number = account(ledger)
    keep(ledger, number, [clip("t1", line=Decimal("0.63"))])
    log(ledger, number, judged("t1", "5.04"))
    found = sums(ledger, NOVEMBER)
    assert (found["cost_of_usable"], found["cost_of_trimmed"]) == (630_000_000, 0)


def test_the_dearest_clip_does_not_overflow(ledger: Engine) -> None:
    """An hour for 9,000 dollars, a third of it kept, is 3,000 dollars: no product is too large for 64 bits."""
    number = account(ledger)
    keep(ledger, number, [clip("t1", seconds="3600", line=Decimal(9000))])
    log(ledger, number, judged("t1", "1200"))
    assert sums(ledger, NOVEMBER)["cost_of_usable"] == 3000 * NANO


@on_a_ledger
@given(facts=bills, marks=st.dictionaries(st.integers(1, 8), st.decimals(0, 60, places=3)))
def test_steps_add_up(ledger: Engine, facts: list[AnyFact], marks: dict[int, Decimal]) -> None:
    """Whatever is judged, in both grains, the steps together are all rendering, to the nano-unit."""
    ((name, number),) = invent(ledger, facts).items()
    log(ledger, number, *(judged(f"t{clip}", str(usable)) for clip, usable in marks.items()))
    found = [sums(ledger, Asked(DAYS[0], PAST, {"account": [name]} | where)) for where in GRAINS]
    assert found[0] == found[1]
    assert sum(found[0].get(step, 0) for step in STEPS) == found[0].get("cost_of_rendering", 0)
