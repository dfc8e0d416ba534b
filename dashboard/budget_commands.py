"""`reelspend budgets`: where every budget stands, or how its periods went. What it needs is imported late."""

from datetime import date, timedelta
from typing import Annotated

import typer

from dashboard.command import Form, Output, day


def budgets(
    history: Annotated[bool, typer.Option("--history", help="every period of the last two years instead")] = False,
    at: Annotated[
        date | None, typer.Option("--at", parser=day, metavar="DATE", help="in the periods with this day instead")
    ] = None,
    form: Form = "table",
    output: Output = None,
) -> None:
    """Where each budget stands in its present period: used, left, expected, and the chance that it ends over."""
    from dashboard.answers import Rows, asked, tell
    from dashboard.budgets import standings_between, standings_of, tables
    from dashboard.budgets.figures import looked_back

    if history and at:
        raise typer.BadParameter("--history tells of every period, --at of those with one day; say one of the two")
    with asked(None, None, ()) as asker:
        view, today, zone = asker.view, asker.today, asker.settings.reporting_timezone
        if history:
            since, until = looked_back(today), today + timedelta(days=1)
            frame = tables.then(standings_between(view, since, until, today, zone))
        else:
            frame = tables.now(standings_of(view, today, zone, at))
        tell(Rows(frame, tables.LIKE, view.currency, {"day": f"{at or today}"}, "Budgets"), form, output)
