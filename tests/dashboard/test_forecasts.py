"""Does a View's forecast add up, keep to what the reader may see, know what people say, and remember what it said?"""

import shutil
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from dashboard.forecasts.budgeted import budgeted, keep_budgets, monthly
from dashboard.forecasts.drivers import OTHERS, drivers, explained
from dashboard.forecasts.judged import anomalies, change_since, going_on, score_card
from dashboard.forecasts.of_a_scope import above, month_of
from dashboard.forecasts.outlook import Outlook, keep_shown, outlook
from dashboard.forecasts.past import PARTS
from dashboard.forecasts.replay import replay
from dashboard.forecasts.typed import WrongStep, say_planned, say_step, take_back
from dashboard.forecasts.under import budget_of, enough, over
from dashboard.view import Reader, View
from db.budgets import Budget
from db.engine import writing
from db.lists import replace_budgets
from db.steps import steps
from db.window import GREENWICH
from tests.dashboard import steady, studio
from tests.dashboard.steady import TODAY, WILD
from tests.db.cast import NOW

NANO = 10**9


@pytest.fixture
def view(steady_folder: Path, tmp_path: Path) -> View:
    """Everything of the steady studio, in a copy that may be written to."""
    shutil.copytree(steady_folder, tmp_path, dirs_exist_ok=True)
    return steady.view_of(tmp_path)


def made(view: View) -> Outlook:
    """Today's forecast."""
    return outlook(view, TODAY, GREENWICH)


def expected(view: View, part: str = "", month: str = "2026-11") -> float:
    """What a part of the work is expected to cost in a month."""
    found = made(view)
    (line,) = [one for one in (*found.whole, *found.parts) if (one.part, one.horizon.written) == (part, month)]
    return line.expected / NANO


def test_the_month_is_what_is_billed_and_the_rest(view: View) -> None:
    """210.00 and 297.00 too much on the wild day are billed up to the 20th, 3.00 on the 21st; about 90.00 come."""
    month = made(view).month
    assert (month.whole, month.known) == (507 * NANO, 510 * NANO)
    assert month.expected / NANO == pytest.approx(507 + 90, abs=10)
    assert month.low95 is not None
    assert month.high95 is not None
    assert month.known <= month.low95 <= month.expected <= month.high95


@pytest.mark.parametrize("by", PARTS)
def test_parts_add_up_to_the_nano_unit(view: View, by: str) -> None:
    """For each month and each dimension, the parts are the whole, with and without a step that somebody typed in."""
    say_step(view, "campaign", {"name": "Launch", "why": "signed", "amount": 1000, "where": {"team": "social"}},
             date(2026, 11, 25), date(2026, 12, 5), NOW)  # fmt: skip
    found = made(view)
    for line in found.whole:
        mine = [part for part in found.of(by) if part.horizon == line.horizon]
        assert sum(part.expected for part in mine) == line.expected
        assert sum(part.known for part in mine) == line.known
        assert sum(part.steps for part in mine) == line.steps > 0 or line.horizon.first > date(2026, 12, 5)


def test_a_campaign_adds_what_it_costs_to_its_team(view: View) -> None:
    """100.00 in the first ten days of December are December's and social's, until somebody takes them back."""
    before, of_trailers = expected(view, month="2026-12"), expected(view, "team=trailers", "2026-12")
    said = {"name": "Launch", "why": "signed on Friday", "amount": 100.0, "where": {"team": "social", "model": ""}}
    assert say_step(view, "campaign", said, date(2026, 12, 1), date(2026, 12, 10), NOW)
    assert expected(view, month="2026-12") == pytest.approx(before + 100)
    assert expected(view, "team=trailers", "2026-12") == pytest.approx(of_trailers)
    (step,) = steps(view.engine)
    assert (step.who, step.until) == ("dashboard", 20261211)
    assert step.id is not None
    assert take_back(view, step.id, NOW)
    assert expected(view, month="2026-12") == pytest.approx(before)


def test_what_makes_no_sense_is_one_sentence(view: View) -> None:
    """A step without a day, without an amount, or that ends before it begins is refused in words."""
    said = {"name": "Launch", "why": "signed", "where": {}}
    with pytest.raises(WrongStep, match=r"^A step needs a first day; choose one.$"):
        say_step(view, "campaign", said | {"amount": 1}, None, None, NOW)
    with pytest.raises(WrongStep, match=r"^It needs an amount above 0; give what it will cost.$"):
        say_step(view, "subscription", said, TODAY, None, NOW)
    with pytest.raises(WrongStep, match=r"^The last day lies before the first; give a later last day.$"):
        say_step(view, "campaign", said | {"amount": 1}, TODAY, TODAY - timedelta(days=2), NOW)


def test_a_lead_sees_no_more_than_their_team(view: View) -> None:
    """A lead of social is told of social alone, under a scope of its own, and of no step of others."""
    say_step(view, "campaign", {"name": "Launch", "why": "signed", "amount": 9, "where": {}}, TODAY, TODAY, NOW)
    theirs = View(view.engine, view.narrowing, Reader("Ivo", frozenset({"social"})))
    found = outlook(theirs, TODAY, GREENWICH)
    assert {part.part for part in found.of("team")} == {"team=social"}
    assert (found.past.scope, found.foreseen) == ("team=social", ())
    assert found.month.known == (20 * 3 + 297 + 3) * NANO


def test_what_is_shown_is_kept_once(view: View) -> None:
    """Four months and seven days of everything, four months of each part; a second look keeps nothing more."""
    found = made(view)
    assert keep_shown(view, found) == 4 + 8 + 4 * (2 + 2 + 2)
    assert keep_shown(view, found) == 0


def test_replayed_forecasts_are_judged(view: View) -> None:
    """Past days are replayed once, labelled so; this month's, which is not over, is not judged."""
    assert replay(view, TODAY, GREENWICH) > 100
    assert replay(view, TODAY, GREENWICH) == 0
    card = score_card(view, made(view).past)
    month = card[(card["part"] == "") & (card["asked"] == "month-end, days 11–20")].iloc[0]
    assert month["forecasts"] == month["replayed"] == 3
    assert month["wape"] < Decimal("0.05")
    assert set(card["part"].str.partition("=")[0]) == {"", *PARTS}


def test_why_it_changed_since_yesterday(view: View) -> None:
    """The 20th became known since: a Friday, on which 13.00 were expected and came."""
    replay(view, TODAY, GREENWICH)
    change = change_since(view, made(view))[0]
    assert change.since == TODAY - timedelta(days=1)
    assert change.days == 1
    assert abs(change.billed) < NANO
    assert (change.restated, change.steps) == (0, 0)
    assert sum(change.parts.values()) == change.now - change.before


def test_the_wild_day_is_found_with_what_drove_it(view: View) -> None:
    """On the 7th 300.00 came where about 3.00 was usual: Ivo's Kling clips, a hundred times the seconds."""
    (wild,) = anomalies(view, TODAY, GREENWICH)
    assert (wild.part, wild.first, wild.days, wild.going_on) == ("team=social", WILD, 1, False)
    assert wild.impact / NANO == pytest.approx(297, abs=15)
    (driver, *_) = drivers(view, wild)
    assert driver.words[:2] == ("social", "kling-3.0")
    assert (driver.now, driver.usual) == (300, 3)
    assert driver.why == "100.0 × the usual seconds"


def test_what_drove_a_day_and_all_else_are_the_day(view: View) -> None:
    """Of a Friday of 13.00 that should have been 5.00, the dearest is named, and all else makes it whole."""
    (wild,) = anomalies(view, TODAY, GREENWICH)
    friday = replace(wild, part="", first=WILD - timedelta(days=1), past=WILD, actual=13 * NANO, expected=5 * NANO)
    assert explained(view, friday) == []  # 13.00 is what Fridays are
    two_days = replace(friday, past=WILD + timedelta(days=1), actual=313 * NANO)
    (driver, others) = explained(view, two_days)
    assert (driver.words[0], others.words, others.why) == ("social", (OTHERS,), "1 more that moved less far")
    assert (driver.now + others.now, driver.usual + others.usual) == (313, 16)


def test_a_week_that_ran_wild_makes_nothing_usual(view: View) -> None:
    """A week after the wild day, whose 300.00 are one of four weeks before, 3.00 is no less than usual."""
    (wild,) = anomalies(view, TODAY, GREENWICH)
    later = replace(
        wild, first=WILD + timedelta(weeks=1), past=WILD + timedelta(weeks=1, days=1), actual=0, expected=NANO
    )
    assert not [one for one in drivers(view, later) if one.words[:2] == ("social", "kling-3.0")]


def test_a_day_that_was_planned_is_not_learnt_from(view: View) -> None:
    """Once Mara says that it was planned, nobody is told of it, and the audit has her reason."""
    (wild,) = anomalies(view, TODAY, GREENWICH)
    with pytest.raises(WrongStep, match=r"^It needs a name and a reason"):
        say_planned(view, wild, "", " ", NOW)
    assert say_planned(view, wild, "", "a test of the new script", NOW)
    (after,) = anomalies(view, TODAY, GREENWICH)
    assert "a test of the new script" in after.planned
    assert going_on([after]) == []


def test_the_budget_of_just_what_is_chosen(view: View) -> None:
    """A monthly budget of everything is everything's and not social's; 597 expected is about 97 over 500."""
    budget = Budget(name="All", period="month", amount=Decimal(500), currency="USD")
    with writing(view.engine) as connection:
        replace_budgets(connection, [budget], NOW, "Mara")
    found = made(view)
    assert budget_of(view, found) == budget
    assert float(over(found, budget)) == pytest.approx(97, abs=10)
    assert over(found, None) == 0
    raised = budget.model_copy(update={"amounts": f"{TODAY:%Y-%m}=700"})
    with writing(view.engine) as connection:
        replace_budgets(connection, [raised], NOW, "Mara")
    assert [one.amount for one in monthly(view, TODAY)] == [700 * NANO]
    with writing(view.engine) as connection:
        replace_budgets(connection, [budget], NOW, "Mara")
    assert enough([], over(found, budget)) == 0
    (one,) = budgeted(view, TODAY, GREENWICH)
    assert (one.budget, one.line.expected, one.over) == (
        budget,
        found.month.expected,
        found.month.expected - 500 * NANO,
    )
    assert (keep_budgets(view, [one]), keep_budgets(view, [one])) == (1, 0)
    assert monthly(View(view.engine, view.narrowing, Reader("Ivo", frozenset({"social"}))), TODAY) == []
    social = steady.view_of(Path(str(view.engine.url.database)).parent, team=["social"])
    assert budget_of(social, made(social)) is None


def test_a_team_is_told_the_same_alone_and_among_others(view: View) -> None:
    """Social chosen alone, as a row of everything and as a budget is one number, and its own parts add up to it."""
    budget = Budget(name="Social", scope="team=social", period="month", amount=Decimal(500), currency="USD")
    with writing(view.engine) as connection:
        replace_budgets(connection, [budget], NOW, "Mara")
    among = next(line for line in made(view).of("team") if line.part == "team=social")
    alone = made(view.only(team=["social"]))
    (one,) = budgeted(view, TODAY, GREENWICH)
    assert alone.month.expected == among.expected == one.line.expected == alone.running[-1].expected
    assert sum(line.expected for line in alone.of("model") if line.horizon == among.horizon) == among.expected


def test_a_lead_is_told_the_same_of_their_team_as_finance(view: View) -> None:
    """Ivo, who sees social alone, by himself and by that filter; and nothing of a team that is not his."""
    ivo = replace(view, reader=Reader("ivo@studio.example", frozenset({"social"})))
    finance = made(view.only(team=["social"])).month
    assert [made(one).month.expected for one in (ivo, ivo.only(team=["social"]))] == [finance.expected] * 2
    assert made(ivo.only(team=["trailers"])).month.expected == 0
    assert {line.part for line in made(ivo).of("team")} == {"team=social"}


@pytest.mark.parametrize("where", [{}, {"team": ["social"]}, {"team": ["social"], "model": ["kling-3.0"]},
                                   {"team": ["social", "trailers"]}, {"model": ["nothing"]}])  # fmt: skip
@pytest.mark.parametrize("reader", [Reader(), Reader("Ivo", frozenset({"social"}))], ids=["finance", "lead"])
def test_a_scope_alone_is_told_as_the_screen_tells_it(view: View, where: dict[str, list[str]], reader: Reader) -> None:
    """The short way to this month's forecast of a budget's work says what the whole forecast of the same view says."""
    mine = replace(view, reader=reader).only(**where)
    past, line = month_of(mine, TODAY, GREENWICH, above(mine, TODAY, GREENWICH))
    assert (past.past, line) == (made(mine).past.past, made(mine).month)


def test_new_work_gets_a_run_rate_and_no_interval(studio_folder: Path) -> None:
    """Planning began on 6 November, 15 days before the last known one: a run-rate, said so, and no bounds."""
    found = outlook(studio.view_of(studio_folder), TODAY, GREENWICH)
    planning = next(line for line in found.of("model") if line.part == "model=claude-sonnet-4.5")
    assert (planning.low80, planning.high95, planning.enough, planning.method) == (None, None, False, "run-rate")
    assert planning.remarks
