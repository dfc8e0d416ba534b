"""Monthly plans, and what a second of video costs by their credits, by hand."""

from datetime import date
from fractions import Fraction

from collectors.price_sheets import model
from collectors.price_sheets.plans import Draw, Plan, draws, plans
from db.money import NANO

BY_NAME: dict[str, Plan] = {one.name: one for one in plans()}
ULTRA = "Google AI Ultra 25,000"


def draw(name: str, plan: str = "") -> Draw:
    """What a video of a model takes, with a plan that has a rate of its own or with any."""
    (found,) = [one for one in draws() if one.model == name and one.after is None and (plan in one.plans or not plan)
                and bool(plan) == bool(one.plans)]  # fmt: skip
    return found


def clips(plan: str, taken: Draw) -> Fraction:
    """How many clips a month of a plan buys."""
    bought = BY_NAME[plan].credits
    assert bought is not None
    return Fraction(bought * NANO, taken.credits)


def test_what_plans_cost_a_month() -> None:
    """As their pages say, in dollars."""
    told = {name: one.amount / NANO for name, one in BY_NAME.items()}
    assert told == {
        "ChatGPT Plus": 20,
        "ChatGPT Pro": 200,
        "Google AI Plus": 7.99,
        "Google AI Pro": 19.99,
        "Google AI Ultra": 249.99,
        "Google AI Ultra 10,000": 99.99,
        "Google AI Ultra 25,000": 199.99,
        "Kling Standard": 6.99,
        "Kling Pro": 25.99,
        "Kling Premier": 64.99,
        "Kling Ultra": 180,
    }


def test_a_second_of_veo_by_the_dearest_plan_is_ten_cents() -> None:
    """25,000 credits ÷ 100 = 250 clips of 8 seconds = 2,000 s; 199.99 ÷ 2,000 = 0.0999950 a second."""
    seconds = clips(ULTRA, draw("veo-3.1")) * 8
    assert seconds == 2000
    assert BY_NAME[ULTRA].amount / seconds == 99_995_000


def test_a_second_of_veo_by_the_plan_of_twenty_dollars() -> None:
    """1,000 ÷ 100 = 10 clips = 80 s; 19.99 ÷ 80 is a quarter of a dollar."""
    assert clips("Google AI Pro", draw("veo-3.1")) * 8 == 80
    assert round(BY_NAME["Google AI Pro"].amount / Fraction(80)) == 249_875_000


def test_fast_takes_half_with_ultra() -> None:
    """20 credits a clip, 10 with Ultra: 2,500 clips a month of the dearest."""
    assert draw("veo-3.1-fast").credits == 20 * NANO
    assert clips(ULTRA, draw("veo-3.1-fast", ULTRA)) == 2500


def test_omni_takes_twice_as_much_after_ten_seconds() -> None:
    """3 credits a second, then 6: a video of 15 seconds takes 10 × 3 + 5 × 6 = 60."""
    first, then = (one for one in draws() if one.model == "gemini-omni-1.2-flash")
    assert (first.unit, then.unit, then.after) == ("second", "second", 10 * NANO)
    assert (10 * first.credits + 5 * then.credits) / NANO == 60


def test_what_has_ended_says_so() -> None:
    """No plan of OpenAI buys Sora since the app ended; Ultra changed its price on 2026-05-19."""
    assert {one.valid_to for one in plans() if one.seller == "openai"} == {date(2026, 4, 26)}
    assert BY_NAME["Google AI Ultra"].valid_to == BY_NAME[ULTRA].valid_from == date(2026, 5, 19)
    assert not any(one.api for one in plans())


def test_every_plan_and_draw_says_where_it_is_from() -> None:
    """A source and a day; a draw is of a model that we know and of credits that a plan buys."""
    assert all(one.source and one.checked_on <= date(2026, 11, 22) and one.buys for one in plans())
    kinds = {one.kind for one in plans()}
    for one in draws():
        assert one.kind in kinds
        assert model(one.model) is not None
        assert set(one.plans) <= set(BY_NAME)
        assert one.source
