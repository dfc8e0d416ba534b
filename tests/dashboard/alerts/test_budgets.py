"""Budgets are told of at the highest threshold, once in a period; by what is used, and by what is likely to be."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from dashboard.alerts.evaluate import Evaluated, evaluate
from dashboard.alerts.kinds import Kind, budget, forecast
from dashboard.alerts.thresholds import highest
from dashboard.alerts.watch import Watch, watching
from dashboard.measures.budgeting.chance import Ahead
from dashboard.measures.budgeting.standing import Standing, standings
from db.alerts import Told, stored
from db.budgets import Budget
from db.engine import Engine, open_ledger, reading, writing
from db.lists import replace_budgets
from db.settings import Settings
from tests.dashboard import steady
from tests.dashboard.measures.budgeting.made import DOLLAR
from tests.dashboard.measures.budgeting.made import budget as budgeted
from tests.db.cast import NOW

PLAIN = Settings(Path("reelspend.toml"))
NOVEMBER, DECEMBER = (datetime(2026, month, 20, 12, tzinfo=UTC) for month in (11, 12))
KINDS = {"budget": Kind(budget.crossings, budget.ended), "forecast": Kind(forecast.crossings, forecast.ended)}
LINE = 100 * DOLLAR


@pytest.fixture
def ledger(sqlite_ledger: str) -> Iterator[Engine]:
    """An empty ledger."""
    engine = open_ledger(sqlite_ledger)
    yield engine
    engine.dispose()


def stands(used: int, now: datetime = NOVEMBER, ahead: Ahead | None = None, **said: Any) -> Standing:
    """A budget of 100 dollars a month, of which so much is used."""
    [one] = standings(
        budgeted("100", **said), {now.date(): used * DOLLAR}, now.date(), now.date() + timedelta(1), now.date()
    )
    return replace(one, ahead=ahead)


def kinds(*found: Standing) -> dict[str, Kind]:
    """The two kinds, as they are where budgets stand like this."""

    def fixed(ask: Callable[..., Any]) -> Callable[..., Any]:
        def asked(watch: Watch, *told: Told) -> Any:
            watch.__dict__["standings"] = [*found]  # what the cached property would have found
            return ask(watch, *told)

        return asked

    return {name: Kind(fixed(one.crossings), fixed(one.ended)) for name, one in KINDS.items()}


def seen(ledger: Engine, *found: Standing, now: datetime = NOVEMBER) -> Evaluated:
    """What comes of an evaluation where budgets stand like this."""
    return evaluate(ledger, PLAIN, now, kinds=kinds(*found))


def new(found: Evaluated) -> list[tuple[str, str]]:
    """The thresholds that are told of."""
    return [(one.kind, one.threshold) for one in found.new]


def test_one_letter_for_each_threshold_and_none_twice(ledger: Engine) -> None:
    """Of 50, 75, 90 and 100 % at 40, 60, 60, 95, 95 and 101 %; each takes the place of the one before, unsaid."""
    found = [seen(ledger, stands(used)) for used in (40, 60, 60, 95, 95, 101)]
    told = [[], [("budget", "50%")], [], [("budget", "90%")], [], [("budget", "100%")]]
    assert [new(each) for each in found] == told
    assert [[one.threshold for one in each.ended] for each in found] == [[], [], [], ["50%"], [], ["90%"]]
    assert [each.cleared for each in found] == [[]] * 6


def test_money_that_comes_back_is_told_once(ledger: Engine) -> None:
    """95 % was restated to 80: ninety has cleared, and that 75 was passed is no news; 60 neither, and 92 neither."""
    seen(ledger, stands(95))
    back = seen(ledger, stands(80))
    assert ([one.threshold for one in back.cleared], back.new) == (["90%"], [])
    assert seen(ledger, stands(60)) == Evaluated()
    again = seen(ledger, stands(92))
    assert ([one.threshold for one in again.reopened], again.new, again.cleared) == (["90%"], [], [])


def named(ledger: Engine, *names: str, amount: str = "100") -> None:
    """Let there be just budgets of these names, of 100 dollars a month on everything."""
    with writing(ledger) as connection:
        replace_budgets(connection, [budgeted(amount, name=name) for name in names], NOW, "mara@studio.example")


def test_a_budget_that_gets_another_name_is_not_told_again(ledger: Engine) -> None:
    """At 95 % it is told as All; as Studio at 95 % it is no news, at 101 it is, and the alert has the new name."""
    named(ledger, "All")
    seen(ledger, stands(95))
    named(ledger, "Studio", amount="99")
    assert seen(ledger, stands(95, name="Studio")) == Evaluated()
    assert new(seen(ledger, stands(101, name="Studio"))) == [("budget", "100%")]
    with reading(ledger) as connection:
        assert {one.rule for one in stored(connection)} == {"budget Studio"}
        assert all("&budget=Studio&" in one.address for one in stored(connection))


def test_a_name_that_was_told_of_before_stays_as_it_was(ledger: Engine) -> None:
    """Both All and Studio were told at 90 %; Studio goes and All gets its name: still nobody is told once more."""
    named(ledger, "All", "Studio")
    seen(ledger, stands(95), stands(95, name="Studio"))
    named(ledger, "All")
    named(ledger, "Studio")
    assert seen(ledger, stands(95, name="Studio")).new == []


def test_what_was_decided_of_a_name_that_is_gone_is_not_told(ledger: Engine) -> None:
    """While lines are looked at, All becomes Studio: of All nothing is written, and Studio is told, once."""
    named(ledger, "All")
    every = kinds(stands(95))

    def meanwhile(watch: Watch) -> Any:
        found = list(every["budget"].crossings(watch))
        named(ledger, "Studio")
        return found

    assert evaluate(ledger, PLAIN, NOVEMBER, kinds={"budget": replace(every["budget"], crossings=meanwhile)}).new == []
    assert [one.rule for one in seen(ledger, stands(95, name="Studio")).new] == ["budget Studio"]


def test_a_new_month_is_another_crossing(ledger: Engine) -> None:
    """November ends without a word, December begins anew; a budget that is gone is not told to have cleared."""
    seen(ledger, stands(95))
    december = seen(ledger, stands(60, DECEMBER), now=DECEMBER)
    assert ([(one.period, one.threshold) for one in december.new], len(december.ended)) == ([("2026-12", "50%")], 1)
    gone = seen(ledger, now=DECEMBER)
    assert (len(gone.ended), gone.cleared) == (1, [])


def test_a_budget_is_told_in_money(ledger: Engine) -> None:
    """90.00 of 100.00, 10.00 left; and 15.00 over; a threshold of its own is as good as a usual one."""
    [one] = seen(ledger, stands(90)).new
    assert one.said == "All has used $90.00 of $100.00 (90.0%) in 2026-11: $10.00 is left until 30 Nov 2026."
    assert (one.rule, one.period, one.impact) == ("budget All", "2026-11", 90 * DOLLAR)
    assert one.address == (
        "/budgets?period=Custom&days=2026-11-01&days=2026-11-20&budgets=Standing&budget=All&budget_period=2026-11"
    )
    [two] = seen(ledger, stands(115, name="Shorts", scope="team=social", thresholds="110")).new
    assert two.said == "Shorts has used $115.00 of $100.00 (115.0%) in 2026-11: $15.00 over."
    assert two.scope == "team=social"
    assert "team=social" in two.address


def likely(used: int, high80: int, low80: int = 90) -> Standing:
    """A month that is expected to cost 100 to the dollar, and nine times in ten less than `high80`."""
    bounds = [low80 - 5, low80, 100, high80, high80 + 5]
    low95, low, expected, high, high95 = (bound * DOLLAR for bound in bounds)
    return stands(used, ahead=Ahead(used * DOLLAR, expected, low, high, low95, high95), probability=50)


def test_a_forecast_is_told_as_likely_as_the_budget_asks(ledger: Engine) -> None:
    """An even chance is enough at 50 %; expected 90 it would be the tenth part above the eighty-percent bound."""
    [one] = [each for each in seen(ledger, likely(40, 120)).new if each.kind == "forecast"]
    assert one.said == (
        "All will with a probability of 50% cost more than its $100.00 in 2026-11: $100.00 is expected by 30 Nov 2026,"
        " $40.00 is used."
    )
    assert (one.threshold, one.rule) == ("100%", "forecast of All")
    assert new(seen(ledger, replace(likely(40, 120), ahead=None))) == []


@pytest.mark.parametrize(("expected", "over"), [(98, False), (90, True)])
def test_a_forecast_that_wavers_stays(ledger: Engine, expected: int, over: bool) -> None:
    """Of an even chance 42 in 100 is left, which is within ten; a chance of one in ten is not."""
    seen(ledger, likely(40, 120))
    now = likely(40, expected + 20, expected - 10)
    assert now.ahead
    lower = replace(now, ahead=replace(now.ahead, expected=expected * DOLLAR, high80=(expected + 10) * DOLLAR))
    found = seen(ledger, lower)
    assert [one.kind for one in found.cleared] == ["forecast"] * over


def test_a_forecast_that_comes_true_is_the_budgets_to_tell(ledger: Engine) -> None:
    """At 101 the budget is told to be over, and the forecast of it is closed without a word."""
    seen(ledger, likely(40, 120))
    found = seen(ledger, likely(101, 120))
    assert new(found) == [("budget", "100%")]
    assert ([one.kind for one in found.ended], found.cleared) == (["forecast"], [])


def test_a_forecast_that_nobody_can_tell_is_not_over(ledger: Engine) -> None:
    """Without bounds the chance is not known, and unknown is not nothing."""
    seen(ledger, likely(40, 120))
    found = seen(ledger, stands(40, ahead=Ahead(40 * DOLLAR, 100 * DOLLAR)))
    assert found == Evaluated()


def test_the_highest_that_is_news() -> None:
    """Of every set that is crossed and every set that was told: never one below another that was told, but itself."""
    sets = [[percent for bit, percent in enumerate((50, 90, 100)) if number >> bit & 1] for number in range(8)]
    for crossed in sets:
        for known in sets:
            top = highest(crossed, known)
            news = bool(crossed) and (crossed[-1] in known or all(crossed[-1] > one for one in known))
            assert top == (crossed[-1] if news else None), (crossed, known)


def test_the_budgets_of_a_ledger(tmp_path: Path) -> None:
    """The steady studio used 510.00 in November up to the 21st, on weekdays and one wild day; of 600 that is 85.0 %."""
    steady.build(tmp_path)
    view = steady.view_of(tmp_path)
    with writing(view.engine) as connection:
        replace_budgets(connection, [made()], NOW, "mara@studio.example")
    found = evaluate(view.engine, PLAIN, NOW)
    [used] = [one for one in found.new if one.kind == "budget"]
    assert used.said == "Studio has used $510.00 of $600.00 (85.0%) in 2026-11: $90.00 is left until 30 Nov 2026."
    assert used.todo.startswith("Most of it went to kling-3.0 ($360.00). ")
    assert used.threshold == "75%"
    assert evaluate(view.engine, PLAIN, NOW) == Evaluated()
    with reading(view.engine) as connection:
        assert {one.kind for one in stored(connection)} <= {"budget", "forecast"}
    assert watching(view.engine, PLAIN, NOW, PLAIN.reporting_timezone).standings[0].used == 510 * DOLLAR


def made() -> Budget:
    """The studio's budget of a month."""
    return budgeted("600", name="Studio")
