"""Where do budgets stand and end, for everybody and for a lead, and what has a period cost by each day?

November up to noon of the 22nd in the steady studio: the trailers 15 × 10.00 = 150.00; social 20 × 3.00 + 297.00 for
the wild day + 3.00 for the 21st = 360.00.
"""

from dataclasses import replace
from datetime import date

from dashboard.budgets import mine, standings_between, standings_of, tables
from dashboard.budgets.ahead import burn
from dashboard.forecasts.budgeted import monthly
from dashboard.reader import Reader
from dashboard.view import View
from db.engine import writing
from db.lists import replace_budgets
from db.money import to_nano
from tests.dashboard.budgets.conftest import budget
from tests.dashboard.steady import TODAY
from tests.db.cast import GREENWICH, NOW

BEGINS = date(2026, 11, 1)


def test_every_budget_in_its_present_period_the_worst_first(budgeted: View) -> None:
    """Social used 360 of 200; the company's 510 of 500; the week's budget nothing of the next 60: 22 Nov is a Sunday,
    so its week began on the 16th with five weekdays at 10.00. Euros are held against nothing."""
    frame = tables.now(standings_of(budgeted, TODAY, GREENWICH))
    found = {row["budget"]: (row["period"], row["used"], row["left"], row["state"]) for row in frame.to_dict("records")}
    assert {name: tuple(map(str, row)) for name, row in found.items()} == {
        "Company": ("2026-11", "510.000000000", "-10.000000000", "over"),
        "Social": ("2026-11", "360.000000000", "-160.000000000", "over"),
        "Trailers a week": ("2026-W47", "50.000000000", "10.000000000", found["Trailers a week"][3]),
    }
    assert [one.name for one in mine(budgeted)] == ["Company", "Kling in euros", "Social", "Trailers a week"]


def test_a_month_is_told_as_the_forecast_tells_it_and_a_week_by_the_same_method(budgeted: View) -> None:
    """What is known stays: no period is expected to cost less than it has, and no bound lies below."""
    for one in standings_of(budgeted, TODAY, GREENWICH):
        assert one.ahead is not None
        assert one.used <= one.ahead.expected
        assert (one.ahead.low95 or 0) <= one.ahead.expected <= (one.ahead.high95 or one.ahead.expected)


def test_a_lead_sees_the_budgets_of_their_teams_alone(budgeted: View) -> None:
    """Ivo leads social: neither the company's nor the trailers' budget is his to see."""
    ivo = replace(budgeted, reader=Reader("ivo@studio.example", frozenset({"social"})))
    assert [one.budget.name for one in standings_of(ivo, TODAY, GREENWICH)] == ["Social"]


def test_before_anything_is_known_nothing_was_kept(budgeted: View) -> None:
    """The ledger begins in July 2026: five months are told, not twenty-four with nothing in them."""
    found = standings_between(budgeted, date(2024, 11, 1), TODAY, TODAY, GREENWICH)
    social = [one.period.name for one in found if one.budget.name == "Social"]
    assert social == ["2026-07", "2026-08", "2026-09", "2026-10", "2026-11"]


def test_a_period_burns_day_by_day(budgeted: View) -> None:
    """Known are the days up to the 20th, 357.00 with the wild day; the line is 200 ÷ 30 a day; the last day is what the
    whole month is expected to come to."""
    [social] = [one for one in standings_of(budgeted, TODAY, GREENWICH) if one.budget.name == "Social"]
    frame = tables.burnt(burn(budgeted, social, TODAY, GREENWICH))
    assert [frame["day"].iloc[0], frame["day"].iloc[-1], len(frame)] == [BEGINS, date(2026, 11, 30), 30]
    known = frame[frame["actual"].notna()]
    assert (known["day"].iloc[-1], to_nano(known["actual"].iloc[-1])) == (date(2026, 11, 20), 357 * 10**9)
    assert str(frame["even"].iloc[14]) == "100.000000000"
    assert social.ahead is not None
    assert to_nano(frame["expected"].iloc[-1]) == social.ahead.expected


def test_forecast_holds_a_month_against_what_is_left_of_the_ones_before(budgeted: View) -> None:
    """100 a month since October, deficits remembered: October cost social 31 × 3.00 = 93.00, so November has 107.00,
    where it stands as on Forecast."""
    carrying = budget("Shorts", "100", "team=social", since=20261001, rollover="both")
    with writing(budgeted.engine) as connection:
        replace_budgets(connection, [carrying], NOW, "Mara")
    [standing] = standings_of(budgeted, TODAY, GREENWICH)
    [foreseen] = monthly(budgeted, TODAY)
    assert (standing.limit, foreseen.amount) == (107 * 10**9, 107 * 10**9)
