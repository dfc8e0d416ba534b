"""Saved scenarios on the command line: all of them as a list, or some side by side. What it needs is imported late."""

from collections.abc import Sequence
from datetime import UTC, date, datetime

from dashboard.command import opened, out, say
from db.rebuild import check_reckoned


def saved(names: Sequence[str], form: str) -> None:
    """Saved scenarios side by side as they come out today, or where none is named the list of them."""
    from dashboard import scenario_report as told
    from dashboard.scenarios import kept
    from dashboard.view import Narrowing, View

    with opened() as (settings, engine):
        check_reckoned(engine, settings.reporting_currency, settings.reporting_timezone)
        view = View(engine, Narrowing(date.min, date.max), currency=settings.reporting_currency)
        today = datetime.now(UTC).astimezone(settings.reporting_timezone).date()
        chosen = kept.named(view, names) if names else kept.listed(view)
        found = told.looked(view, chosen, today) if names else {}
    if form == "table":
        out.print(told.as_table(found, view.currency) if names else told.list_table(chosen))
        say(*(f"{name}: {sentence}" for name, one in found.items() for sentence in one.said))
    elif form == "json":
        print(told.as_json(found, chosen, view.currency, today) if names else told.list_json(chosen))
    else:
        print(told.as_csv(found) if names else told.list_csv(chosen))
