"""Is prepaid credit reckoned as one would by hand: left, used on a day, days left, what expires, what was bought?"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from dashboard.measures.credit import BALANCE, BILL, UNKNOWN, Credit, Pot, until
from dashboard.view import Narrowing, View
from db.facts import Balance
from tests.dashboard import prepaid
from tests.dashboard.prepaid import LAPSED, NEW, NOW, OLD
from tests.dashboard.studio import ledger_of
from tests.db.cast import account, keep, line

EVERYTHING = Narrowing(date.min, date.max)
IN_UNITS = {"unit": "unit", "quantity": Decimal(3)}


@pytest.fixture(scope="module")
def view(tmp_path_factory: pytest.TempPathFactory) -> Iterator[View]:
    """Everything in the prepaid studio."""
    folder = tmp_path_factory.mktemp("prepaid")
    prepaid.build(folder)
    ledger = ledger_of(folder)
    yield View(ledger, EVERYTHING)
    ledger.dispose()


def of(view: View, account: str) -> Credit:
    """The one credit of an account."""
    (found,) = [one for one in view.credit(NOW) if one.account == account]
    return found


def test_dollars_are_used_as_they_are_settled(view: View) -> None:
    """7 × 2.50 ÷ 7 and 14 × 2.50 ÷ 30 a day; 140 are enough for 56 days; the purchase is no use."""
    fal = of(view, "fal-studio")
    assert (fal.left, fal.source, fal.week, fal.month) == (140, BILL, Decimal("2.50"), Decimal("1.17"))
    assert (fal.lasts, until(fal, NOW.date())) == (56, date(2027, 1, 17))
    assert (fal.bought, fal.rose) == (100, 95)
    assert (fal.pots[0].seen, fal.pots[0].changed) == (NOW, prepaid.at(21))


def test_units_are_used_as_balances_fall(view: View) -> None:
    """240 ÷ 7 and 400 ÷ 20 a day; what expired was not used, and a pack that appears was not bought by any bill."""
    kling = of(view, "kling-brand")
    assert (kling.left, kling.source, kling.week, kling.month) == (1100, BALANCE, Decimal("34.29"), Decimal("20.00"))
    assert (kling.lasts, kling.bought) == (32, None)
    assert [(pot.name, pot.left) for pot in kling.pots] == [(LAPSED, 0), (OLD, 100), (NEW, 1000)]


def test_what_bills_took_in_units_tells_the_pace_at_the_first_look(tmp_path: Path) -> None:
    """7 × 3 units and 1 given back make 20 ÷ 7 = 2.86 a day; 8 × 3 and that 23 ÷ 30 = 0.77; 100 ÷ 2.86 = 34 days.

    Today's units are no whole day's, and units of an account without such credit are nobody's.
    """
    ledger = ledger_of(tmp_path)
    taken = {day: line(f"u{day}", "0.42", prepaid.at(day), **IN_UNITS) for day in (*range(14, 22), 22)}
    back = line("back", "-0.14", prepaid.at(20), **IN_UNITS | {"quantity": Decimal(-1)})
    left = Balance(at=NOW, currency="KLING-UNIT", amount=Decimal(100), pot="pack")
    keep(ledger, account(ledger, "kling-brand", "kling"), [*taken.values(), back, left])
    keep(ledger, account(ledger, "fal-studio", "fal"), [taken[21]])
    view = View(ledger, EVERYTHING)
    (kling,) = view.credit(NOW)
    assert (kling.source, kling.week, kling.month) == (BILL, Decimal("2.86"), Decimal("0.77"))
    assert (kling.currency, kling.lasts) == ("KLING-UNIT", 34)
    assert view.only(account=["fal-studio"]).credit(NOW) == []
    ledger.dispose()


def test_a_single_look_tells_no_pace(view: View) -> None:
    """DeepSeek's gift was seen once: no pace, no days left, nothing invented."""
    deepseek = of(view, "deepseek-plan")
    assert (deepseek.source, deepseek.week, deepseek.pace, deepseek.lasts) == (UNKNOWN, None, None, None)
    assert until(deepseek, NOW.date()) is None


def test_who_tells_of_no_credit_has_none(view: View) -> None:
    """Anthropic is paid afterwards."""
    assert [one.account for one in view.credit(NOW)] == ["deepseek-plan", "fal-studio", "kling-brand"]


def test_filters_of_work_do_not_count(view: View) -> None:
    """Whatever team, model or days were chosen: credit is of whole accounts, now; only the account counts."""
    narrowed = view.only(team=["social"], model=["veo-3.1"]).during(date(2026, 1, 1), date(2026, 1, 2))
    assert narrowed.credit(NOW) == view.credit(NOW)
    assert [one.account for one in view.only(account=["fal-studio"]).credit(NOW)] == ["fal-studio"]


def test_bills_that_are_behind_are_not_taken_for_idleness(view: View) -> None:
    """Looked at ten days later with nothing collected since, the last 7 days with data are still those to the 21st."""
    assert of(view, "fal-studio").week == Decimal("2.50")
    (late,) = [one for one in view.credit(NOW + timedelta(10)) if one.account == "fal-studio"]
    assert late.week == Decimal("2.50")


def pot(name: str, left: int, days: float | None) -> Pot:
    """A pot that expires in so many days."""
    expires = None if days is None else NOW + timedelta(days)
    return Pot(name, Decimal(left), None, NOW, NOW, expires)


def expiring(pace: str | None, *pots: Pot) -> dict[str, Decimal | None]:
    """What would expire of each pot at a pace."""
    from dashboard.measures.credit import expiring as reckoned

    week = None if pace is None else Decimal(pace)
    credit = Credit("a", "USD", pots, BILL, week, None, None, Decimal(0))
    return {one.name: one.unused for one in reckoned(credit, NOW)}


def test_the_pot_that_expires_first_is_used_first() -> None:
    """At 10 a day: 100 in 5 days leave 50; of 60 in 7 days 20 are used after that, and 40 expire; the last is safe."""
    pots = (pot("late", 500, None), pot("second", 60, 7), pot("first", 100, 5))
    assert expiring("10", *pots) == {"first": 50, "second": 40, "late": None}


def test_what_is_not_used_expires_whole() -> None:
    """At no use at all everything expires; at an unknown pace nobody can say; what has expired is past."""
    assert expiring("0", pot("only", 70, 9)) == {"only": 70}
    assert expiring(None, pot("only", 70, 9)) == {"only": None}
    assert expiring("10", pot("gone", 70, -1)) == {"gone": None}


def test_the_pace_is_the_weeks_unless_it_had_no_use(view: View) -> None:
    """No use in a week is not for ever; and in debt no day is left."""
    fal = of(view, "fal-studio")
    assert replace(fal, week=Decimal(0)).pace == Decimal("1.17")
    assert replace(fal, week=Decimal(0), month=None).pace == 0
    assert replace(fal, week=Decimal(0), month=None).lasts is None
    assert replace(fal, pots=(pot("", -5, None),)).lasts == 0
    assert until(replace(fal, week=Decimal("0.001")), NOW.date()) is None


def test_an_empty_ledger_has_no_credit(tmp_path: Path) -> None:
    """Nothing was ever seen."""
    ledger = ledger_of(tmp_path)
    assert View(ledger, EVERYTHING).credit(NOW) == []
    ledger.dispose()
