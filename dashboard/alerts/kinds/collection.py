"""An account that is not collected any more: a person has to mend it, it fails again and again, or it is behind."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any, Final

from dashboard.alerts.watch import Watch, about
from dashboard.measures import amounts
from dashboard.measures.health import health
from dashboard.measures.readable import readable
from db.alerts import Crossing, Told

REPEATED: Final = 3
"""So many failures in a row are no hiccup."""
AGAIN: Final = timedelta(days=1)
LONGEST: Final = 300
"""So many letters of a provider's complaint are enough; the screen has all."""
PART: Final = "Freshness"
ADDRESS: Final = f"/collection?part={PART}"


def crossings(watch: Watch) -> Iterator[Crossing]:
    """Each account of the configuration that is not well."""
    rows = [row for row in readable(watch.view.accounts()).to_dict("records") if row["account"] in watch.accounts]
    todo = {one.account: one.todo for one in health(rows, watch.logins, watch.now)}
    for row in rows:
        name, said = str(row["account"]), _said(watch, row)
        if said:
            rule = f"collection of {name}"
            mend = todo[name] or f"Nothing went wrong, it was just not asked. To collect now: {_collect(name)}"
            period = watch.since(rule, again=AGAIN)
            yield Crossing(rule, "", period, "collection", said, mend, ADDRESS, about(account=[name]))


def ended(watch: Watch, told: Told) -> bool:
    """The account is no longer in the configuration, so nobody waits for it."""
    return not watch.accounts.intersection(told.where.get("account", ()))


def _said(watch: Watch, row: Mapping[Any, Any]) -> str:
    """What is wrong with an account; "" where it is well."""
    name, error, through = row["account"], " ".join(str(row["error"] or "").split())[:LONGEST], row["through"]
    if error and row["permanent"]:
        return f"{name} cannot be collected until somebody mends it: {error}"
    if error and _again_and_again(watch, name):
        return f"{name} failed {REPEATED} times in a row, the last time with: {error}"
    hours = watch.alerts.stale_hours
    if row["asked"] and through is not None and watch.now - through > timedelta(hours=hours):
        return f"The data of {name} end {amounts.instant(through, watch.zone)}, more than {hours} hours ago."
    return ""


def _again_and_again(watch: Watch, account: str) -> bool:
    last = watch.view.only(account=[account]).runs(0, REPEATED)
    return len(last) == REPEATED and all(last["error"])


def _collect(account: str) -> str:
    return f"reelspend collect --account {account}"
