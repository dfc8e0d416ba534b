"""Days that cost other than expected: an odd stretch is told once, while it is among the last days known in full."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from dashboard.alerts.address import on_days
from dashboard.alerts.watch import Watch
from dashboard.forecasts.drivers import BY, drivers
from dashboard.forecasts.tables import called
from dashboard.measures import amounts
from dashboard.measures.outlook.anomaly import Anomaly
from db.alerts import Crossing, Told
from db.money import to_nano

PART: Final = "Odd days"
FRESH: Final = timedelta(days=3)
"""An odd day is news for so many days; older ones are on the screen."""
MORE, LESS = "more than expected", "less than expected"
TODO: Final = "Was it planned? Say so under Forecast, Odd days: then the forecast does not learn from it."


def crossings(watch: Watch) -> Iterator[Crossing]:
    """Stretches whose last odd day is fresh, by enough money, that nobody planned."""
    for one in fresh(watch):
        if not one.planned and abs(one.impact) >= to_nano(watch.alerts.minimum):
            yield _crossing(watch, one)


def ended(watch: Watch, told: Told) -> bool:
    """It is no news any more, or it is told as a part of another one, or it was planned."""
    day = date.fromisoformat(told.period)
    return day < watch.whole - FRESH or any(
        one.first <= day < one.past and _way(one) == told.threshold for one in fresh(watch)
    )


def fresh(watch: Watch) -> list[Anomaly]:
    """The stretches that reach into the last days known in full."""
    return [one for one in watch.odd if one.past > watch.whole - FRESH]


def _way(one: Anomaly) -> str:
    return MORE if one.impact > 0 else LESS


def _driver(watch: Watch, one: Anomaly) -> str:
    """Whom to ask: the team, model and project that moved most against the weeks before."""
    found = drivers(watch.view, one, most=1)
    if not found:
        return ""
    what = " · ".join(amounts.word(name, word) for name, word in zip(BY, found[0].words, strict=True))
    much = amounts.written("cost", abs(found[0].impact), watch.view.currency)
    return f"Ask whoever made it: {what} cost {much} {_way(one).partition(' ')[0]} than usual, {found[0].why}. "


def _crossing(watch: Watch, one: Anomaly) -> Crossing:
    rule, way = f"odd days of {one.part or 'everything'}", _way(one)
    same = [told for told in watch.told if (told.rule, told.threshold) == (rule, way) and told.resolved is None]
    period = same[0].period if same else f"{one.first}"
    by, _, word = one.part.partition("=")
    what = amounts.word(by, word) if by else "Everything"
    cost, expected, impact = (watch.money(abs(nano)) for nano in (one.actual, one.expected, one.impact))
    many = "" if one.days == (one.past - one.first).days else f", on {one.days} odd days"
    said = (
        f"{what} cost {cost} on {amounts.days(one.first, one.past)}{many}, where {expected} was expected:"
        f" {impact} {way.partition(' ')[0]}."
    )
    address = on_days("forecast", one.first, one.past, forecast=PART, odd_one=called(one))
    return Crossing(
        rule, way, period, "anomaly", said, f"{_driver(watch, one)}{TODO}", address, one.part, abs(one.impact)
    )
