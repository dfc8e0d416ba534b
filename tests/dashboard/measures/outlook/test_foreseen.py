"""Does a known step add what it costs, on the days it is about, to the parts it is about?"""

from datetime import date

from dashboard.measures.outlook.foreseen import Foreseen, due, effect, effects, planned
from dashboard.measures.outlook.line import Line, month

PAST = date(2026, 11, 21)


def whole(first: date, known: int, expected: int) -> Line:
    """A month of everything."""
    return Line("", month(first), known, known, expected, None, None, None, None, "a mean", False)


NOVEMBER, DECEMBER = whole(date(2026, 11, 1), 400, 600), whole(date(2026, 12, 1), 0, 620)


def test_a_campaign_is_spread_over_its_days() -> None:
    """1,000 from the 26th of November to the 5th of December: five days of each month, 500 to each."""
    campaign = Foreseen("campaign", "Launch", "", date(2026, 11, 26), date(2026, 12, 6), 1000)
    assert [effect(campaign, line, PAST) for line in (NOVEMBER, DECEMBER)] == [500, 500]


def test_days_that_are_known_have_their_campaign_in_them() -> None:
    """Of ten days from the 16th on, five are billed already: half of the money is still to come."""
    campaign = Foreseen("campaign", "Launch", "", date(2026, 11, 16), date(2026, 11, 26), 1000)
    assert effect(campaign, NOVEMBER, PAST) == 500


def test_a_subscription_is_due_each_month() -> None:
    """From the 31st of August on it is due on each month's last day, up to and not including its end."""
    plan = Foreseen("subscription", "Pro", "", date(2026, 8, 31), date(2026, 12, 31), 95, monthly=True)
    assert due(plan, date(2027, 2, 1)) == [date(2026, 8, 31), date(2026, 9, 30), date(2026, 10, 31), date(2026, 11, 30)]
    assert [effect(plan, line, PAST) for line in (NOVEMBER, DECEMBER)] == [95, 0]


def test_a_price_change_moves_the_work_it_is_about() -> None:
    """Half of the work, at half the price, on five of November's ten days to come: 200 · ½ · ½ · ½ = 25 less."""
    cheaper = Foreseen("price", "Veo", "model=veo-3.1", date(2026, 11, 26), factor=0.5, share=0.5)
    assert effect(cheaper, NOVEMBER, PAST) == -25
    assert effect(cheaper, DECEMBER, PAST) == -155


def test_what_one_step_adds_does_not_hang_on_others() -> None:
    """A price change is told alike of the forecast as it was and of one that has it in it already."""
    cheaper = Foreseen("price", "Veo", "model=veo-3.1", date(2026, 11, 26), factor=0.5, share=0.5)
    assert effect(cheaper, DECEMBER.stepped(-155), PAST) == effect(cheaper, DECEMBER, PAST)


def test_a_day_counts_as_its_weekday_does() -> None:
    """The last weekend of November is two of ten days to come, and 6 of 90 of what they are worth: 200 · 6 / 90."""
    week = (13.0,) * 5 + (3.0,) * 2
    rest = Foreseen("off", "Closed", "", date(2026, 11, 28), date(2026, 11, 30), factor=0.0, share=1.0, week=week)
    assert effect(rest, NOVEMBER, PAST) == -round(200 * 6 / 90)


def test_effects_go_to_the_parts_they_are_about() -> None:
    """By team it is all of social's; by model it is spread like social's recent work: 3 to 1."""
    parts = {"team": {"social": 9}, "model": {"kling-3.0": 3, "veo-3.1": 1}}
    campaign = Foreseen("campaign", "Launch", "team=social", date(2026, 12, 1), date(2026, 12, 11), 100, parts=parts)
    by_team = effects([campaign], [DECEMBER], "team", PAST)
    assert by_team == {("", "2026-12"): 100, ("team=social", "2026-12"): 100}
    by_model = effects([campaign], [DECEMBER], "model", PAST)
    assert (by_model["model=kling-3.0", "2026-12"], by_model["model=veo-3.1", "2026-12"]) == (75, 25)


def test_planned_days_are_those_of_campaigns_and_marks() -> None:
    """A price change is no plan; a campaign counts as far as it lies in the past."""
    campaign = Foreseen("campaign", "Launch", "team=social", date(2026, 11, 16), date(2026, 11, 26), 1000)
    price = Foreseen("price", "Veo", "model=veo-3.1", date(2026, 11, 1), date(2026, 11, 5), factor=0.5)
    (found,) = planned([campaign, price], PAST)
    assert (found.since, found.until, found.where) == (date(2026, 11, 16), PAST, {"team": ["social"]})
