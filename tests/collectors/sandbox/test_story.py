"""Is the story there that the screens shall tell: launches, a dearer weekend, a cheaper price, the end of Sora?"""

from datetime import date, timedelta
from decimal import Decimal

import numpy as np

from collectors.sandbox import Studio, Truth
from collectors.sandbox.offers import offers
from tests.collectors.sandbox.line import FIRST, NOW, TODAY, Line, billing_events, costs

WHOLE = Studio(7, TODAY)


def days_of_takes() -> "np.ndarray[tuple[int], np.dtype[np.int64]]":
    """The day of each take, counted since 1970."""
    return np.asarray(WHOLE.takes.at // 86400)


def number(day: date) -> int:
    """A day, counted since 1970."""
    return (day - date(1970, 1, 1)).days


def test_weekends_are_quiet() -> None:
    """Without the weekend that nobody watched, a Saturday or Sunday has less than a quarter of a weekday's takes."""
    days = days_of_takes()
    calm = ~np.isin(days, [number(day) for day in WHOLE.runaway])
    weekday = (days[calm] + 3) % 7
    assert (weekday >= 5).sum() / 2 < (weekday < 5).sum() / 5 / 4


def test_a_launch_is_a_rush() -> None:
    """In the week before its launch nearly every project makes more than twice what it makes a month before."""
    days = days_of_takes()
    rushed = []
    for place, project in enumerate(WHOLE.projects):
        if WHOLE.first + timedelta(days=60) < project.launch < TODAY:
            own = days[WHOLE.takes.project == place]
            launch = number(project.launch)
            before = ((own >= launch - 35) & (own < launch - 14)).sum() / 3
            rushed.append(((own >= launch - 7) & (own < launch)).sum() > 2 * before)
    assert len(rushed) >= 20
    assert sum(rushed) > 0.8 * len(rushed)


def test_the_weekend_that_nobody_watched() -> None:
    """17 and 18 October 2026 cost the research team over ten times its two dearest other weekend days."""
    sums = {word[1]: total.money for word, total in Truth(WHOLE, NOW).by("team", "day").items() if word[0] == "r-and-d"}
    saturday, sunday = WHOLE.runaway
    assert (saturday, sunday) == (date(2026, 10, 17), date(2026, 10, 18))
    weekend = [money for day, money in sums.items() if date.fromisoformat(day).weekday() >= 5]
    dearest = sorted(weekend, reverse=True)
    looped = sums[saturday.isoformat()] + sums[sunday.isoformat()]
    assert looped > Decimal(2900)
    assert looped == dearest[0] + dearest[1]
    assert looped > 10 * (dearest[2] + dearest[3])


def test_fast_gets_cheaper(fal: Line) -> None:
    """Veo 3.1 Fast with sound: four seconds are 60 units of a cent until 16 August 2026, and 48 from the 17th."""
    units = {
        (event["timestamp"][:10] >= "2026-08-17", event["output_units"])
        for event in billing_events(fal, FIRST, NOW, endpoint_id="fal-ai/veo3.1/fast")
        if event["output_units"] is not None
    }
    assert (False, 60) in units
    assert (True, 48) in units
    assert (False, 48) not in units
    assert (True, 120) not in units  # eight seconds cost 0.96 now, no longer 1.20


def test_sora_ends(openai: Line) -> None:
    """Its last seconds are billed for 23 September 2026; planning goes on."""
    days = [(day, result["line_item"] or "") for day, result in costs(openai, FIRST, NOW, limit=180)]
    assert max(day for day, line in days if line.startswith("sora-2")) == date(2026, 9, 23)
    assert WHOLE.sora_ended == date(2026, 9, 24)
    assert max(day for day, line in days if line.startswith("gpt-5")) > date(2026, 11, 15)


def test_its_work_goes_on_elsewhere() -> None:
    """After Sora's end five more of a hundred takes, or above, are made with Veo and Kling, and none with Sora."""
    family = np.array([offer.family for offer in offers()])[WHOLE.takes.offer]
    days, end = days_of_takes(), number(date(2026, 9, 24))
    before, after = (days >= end - 56) & (days < end), (days >= end) & (days < end + 20)
    heirs = np.isin(family, ["veo", "kling"])
    assert heirs[after].mean() > heirs[before].mean() + 0.05
    assert not (family[after] == "sora").any()


def test_models_come_on_their_day() -> None:
    """Nothing is made with a model before it is sold, or after it is not."""
    day = (WHOLE.takes.at // 86400).astype("datetime64[D]")
    since = np.array([offer.since for offer in offers()])[WHOLE.takes.offer]
    until = np.array([offer.until for offer in offers()])[WHOLE.takes.offer]
    assert ((day >= since) & (day < until)).all()
    assert {"kling-2.6", "kling-3.0", "kling-4.0", "seedance-1.5-pro", "seedance-2.0", "seedance-2.5", "sora-2-pro"} < {
        offers()[place].model for place in np.unique(WHOLE.takes.offer)
    }


def test_a_year_costs_what_such_a_studio_spends() -> None:
    """Between 60,000 and 120,000 dollars in thirteen months."""
    assert 60_000 < Truth(WHOLE, NOW).total().money < 120_000
