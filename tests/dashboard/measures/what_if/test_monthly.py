"""Do plans hold what their credits buy, and is a month of real work held against them?"""

from datetime import date
from decimal import Decimal
from typing import Any

from collectors.price_sheets.plans import Draw, Plan
from dashboard.measures.what_if.monthly import Use, a_month, against, worth_it

D = Decimal
TODAY = date(2026, 11, 22)
SEEN: dict[str, Any] = {"source": "a page", "checked_on": date(2026, 11, 1)}


def plan(name: str, amount: str, holds: int | None, **more: Any) -> Plan:
    """A plan with Flow credits."""
    said = {"seller": "google", "kind": "Flow", "buys": "credits", "credits": holds, **SEEN, **more}
    return Plan.model_validate(said | {"name": name, "amount": D(amount)})


def draw(model: str, takes: int, unit: str = "clip", **more: Any) -> Draw:
    """What a clip or a second takes."""
    return Draw.model_validate({"kind": "Flow", "model": model, "credits": D(takes), "unit": unit, **SEEN, **more})


ULTRA, PRO = plan("Ultra", "199.99", 25000), plan("Pro", "19.99", 1000)
VEO = draw("veo-3.1", 100, clip_seconds=D(8))
FAST, FAST_ULTRA = draw("veo-3.1-fast", 20), draw("veo-3.1-fast", 10, plans=("Ultra",))
LONGEST = {"veo-3.1-fast": D(8)}


def found(*plans: Plan, **use: Use) -> dict[tuple[str, str], dict[str, Any]]:
    """The rows by plan and model."""
    named = {name.replace("_", "-", 1).replace("3_1", "3.1").replace("_", "-"): one for name, one in use.items()}
    frame = against(plans, [VEO, FAST, FAST_ULTRA], named, LONGEST, TODAY)
    return {(row["plan"], row["model"]): row for row in frame.to_dict("records")}


def test_a_plan_holds_what_its_credits_buy() -> None:
    """25,000 credits are 250 clips of 8 s: 2,000 s at 0.099995. Fast takes half there, so ten times as many seconds."""
    rows = found(ULTRA, PRO)
    assert rows["Ultra", "veo-3.1"]["holds"] == 2000
    assert rows["Ultra", "veo-3.1"]["per_second"] == D("0.099995")
    assert (rows["Ultra", "veo-3.1-fast"]["holds"], rows["Pro", "veo-3.1-fast"]["holds"]) == (20000, 400)
    assert rows["Pro", "veo-3.1"]["saved"] is None


def test_a_month_of_work_is_held_against_it() -> None:
    """1,000 s at 0.40 cost 400 by the second and 199.99 with one plan, of which half goes unused."""
    row = found(ULTRA, veo_3_1=Use(D(1000), D("0.40")))["Ultra", "veo-3.1"]
    assert (row["by_second"], row["with_plan"], row["saved"], row["plans"]) == (400, D("199.99"), D("200.01"), 1)
    assert (row["unused"], row["break_even"]) == (D("99.995"), D("499.975"))


def test_what_has_ended_or_holds_nothing_known_is_no_row() -> None:
    """A plan of last year, one of next, one without credits; and a clip whose length nobody knows."""
    gone = plan("Gone", "20", 100, valid_to=TODAY)
    coming = plan("Coming", "20", 100, valid_from=date(2026, 11, 23))
    assert found(gone, coming, plan("Nothing", "20", None)) == {}
    assert against([PRO], [FAST], {}, {}, TODAY).empty


def test_a_month_has_thirty_days_and_a_bit() -> None:
    """What ninety days came to is not three months, but a little less."""
    assert a_month(D(90), 90) == D("30.4375")


def test_what_is_worth_it_comes_first_by_what_it_saves() -> None:
    """100 s of Veo at 0.50 cost 50: Ultra at 199.99 is not worth it, two of Pro at 39.98 save 10.02."""
    frame = against([ULTRA, PRO], [VEO], {"veo-3.1": Use(D(100), D("0.50"))}, LONGEST, TODAY)
    saving = worth_it(frame)
    assert saving is not None
    assert saving[["plan", "saved"]].to_numpy().tolist() == [["Pro", D("10.02")]]
    assert worth_it(against([ULTRA, PRO], [VEO], {}, LONGEST, TODAY)) is None
