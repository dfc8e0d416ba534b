"""A seller bills another price for a second than its list says, by enough to matter."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from dashboard.alerts.address import on_days
from dashboard.alerts.watch import DAY, Watch, about
from dashboard.measures import amounts
from dashboard.measures.months import month_after, months_before
from dashboard.measures.tiers.drift import CHEAPER, DEARER, by_month
from dashboard.view_of_tiers import paid
from db.alerts import Crossing, Told
from db.money import to_nano
from db.window import day_of_number

PART: Final = "Price drift"
DIGITS: Final = 3
"""As the screens write prices of a second."""
TODO: Final = {
    DEARER: "See under Price drift where the list price was seen. Where the list is right, ask {seller} for the"
    " difference; where it is old, bring the new one: reelspend import prices prices.csv",
    CHEAPER: "Where a discount was agreed with {seller}, enter it, so that plans count on it: reelspend import prices"
    " prices.csv; else expect the list price again.",
}


def crossings(watch: Watch) -> Iterator[Crossing]:
    """The latest of this month and the last, of each model and seller without an agreed price."""
    since = months_before(watch.today.replace(day=1), 1)
    rows = [one for one in paid(watch.view.during(since, watch.today + DAY)) if not one.agreed]
    seen: set[tuple[str, str]] = set()
    for row in by_month(rows).to_dict("records"):  # the latest month first
        who = (row["model"], row["seller"])
        if who not in seen and _matters(watch, row):
            yield _crossing(watch, row)
        seen.add(who)


def ended(watch: Watch, told: Told) -> bool:
    """Its month is past."""
    return told.period != f"{watch.today:%Y-%m}"


def _matters(watch: Watch, row: Mapping[Any, Any]) -> bool:
    share, worth = row["over_list_share"], row["over_list"]
    if share is None or worth is None:
        return False
    return bool(abs(share) * 100 >= watch.alerts.drift and abs(worth) >= watch.alerts.minimum)


def _crossing(watch: Watch, row: Mapping[Any, Any]) -> Crossing:
    model, seller, month, worth = row["model"], row["seller"], str(row["month"]), row["over_list"]
    state, currency = DEARER if worth > 0 else CHEAPER, watch.view.currency
    billed, listed = (amounts.money(row[name], currency, DIGITS) for name in ("per_second", "list_per_second"))
    much, share = amounts.money(abs(worth), currency), amounts.share(abs(row["over_list_share"]))
    said = (
        f"A second of {model} at {seller} was billed at {billed} and listed at {listed} in {month}: {share}"
        f" {'more' if worth > 0 else 'less'}, {much} in that month."
    )
    first = day_of_number(int(month.replace("-", "")) * 100 + 1)
    address = on_days("tiers", first, month_after(first), {"model": [model]}, tiers=PART)
    todo = TODO[state].format(seller=seller)
    rule = f"price of {model} at {seller}"
    return Crossing(rule, state, month, "drift", said, todo, address, about(model=[model]), to_nano(abs(worth)))
