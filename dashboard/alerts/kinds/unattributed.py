"""Too much of the month's cost has no team that pays for it."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from dashboard.alerts.address import on_days
from dashboard.alerts.watch import DAY, Watch, about
from dashboard.measures import amounts
from dashboard.view import UNATTRIBUTED
from db.alerts import Crossing, Told
from db.money import to_nano

PART: Final = "Waiting for a person"
TODO: Final = (
    "Give it teams: the screen says which lines to put at the end of rules.csv, then: reelspend import rules rules.csv"
)


def crossings(watch: Watch) -> Iterator[Crossing]:
    """This month's share over what the configuration allows, where it is enough money to matter."""
    first, past = watch.today.replace(day=1), watch.today + DAY
    month = watch.view.during(first, past)
    total, mine = month.number("cost"), month.only(team=[UNATTRIBUTED]).number("cost")
    if not total or mine is None or mine * 100 <= total * watch.alerts.unattributed or mine < watch.alerts.minimum:
        return
    written = [amounts.written("cost", value, watch.view.currency) for value in (mine, total)]
    share = amounts.share(Decimal(mine) / total)
    said = f"{written[0]} of {written[1]} ({share}) of {amounts.days(first, past)} belong to no team."
    address = on_days("collection", first, past, part=PART)
    yield Crossing(
        "unattributed work", f"{watch.alerts.unattributed}%", f"{first:%Y-%m}", "unattributed", said, TODO, address,
        about(team=[UNATTRIBUTED]), to_nano(mine),
    )  # fmt: skip


def ended(watch: Watch, told: Told) -> bool:
    """Its month is past, or another share is allowed."""
    now = (f"{watch.today:%Y-%m}", f"{watch.alerts.unattributed}%")
    return (told.period, told.threshold) != now
