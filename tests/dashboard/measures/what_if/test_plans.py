"""Is a plan cheaper than paying by the second, and is what goes unused told?"""

from decimal import Decimal

from dashboard.measures.what_if.plans import Plan, Traditional, against_crew, compared

D = Decimal
ULTRA = Plan(D("199.99"), D(2000))


def test_a_full_plan_against_the_second() -> None:
    """2,000 s for 199.99 are 0.10 a second; at 0.40 it pays from 499.975 s on."""
    full = compared(ULTRA, D(2000), D("0.40"))
    assert (full.plans, full.with_plan, full.by_second, full.unused) == (1, D("199.99"), D(800), 0)
    assert (full.saved, full.break_even) == (D("600.01"), D("499.975"))


def test_what_goes_unused_is_told() -> None:
    """2,500 s need two plans, and 1,500 s of the second one, worth 149.9925, are paid and not made."""
    more = compared(ULTRA, D(2500), D("0.05"))
    assert (more.plans, more.with_plan, more.unused) == (2, D("399.98"), D("149.9925"))
    assert more.saved == D("-274.98")


def test_a_plan_that_never_pays_has_no_break_even() -> None:
    """At 0.05 a second all 2,000 s cost 100 by the second; and without a price nothing breaks even."""
    assert compared(ULTRA, D(100), D("0.05")).break_even is None
    assert compared(ULTRA, D(100), D(0)).break_even is None


def test_against_a_crew() -> None:
    """Three finished minutes: a crew at 1,000 each, against 120 of generation and 80 a minute for finishing."""
    found = against_crew(D(120), D(3), Traditional(D(1000), D(80)))
    assert (found.crew, found.generated) == (D(3000), D(360))
    assert found.factor is not None
    assert round(found.factor, 2) == D("8.33")
    assert against_crew(D(0), D(3), Traditional(D(1000), D(0))).factor is None
