"""`reelspend forecast`: where the months will end, how sure that is, and how wrong it was before."""

from datetime import UTC, datetime
from typing import Annotated, Literal

import typer

from dashboard.command import err, opened, out
from db.rebuild import check_reckoned

forecast = typer.Typer(invoke_without_command=True, help="Where the months will end, and how wrong that was before.")


@forecast.callback()
def shown(
    context: typer.Context,
    by: Annotated[Literal["team", "model", "account"] | None, typer.Option(help="team, model or account")] = None,
    where: Annotated[list[str] | None, typer.Option(metavar="DIM=VALUE", help="only these; may be repeated")] = None,
    replay: Annotated[
        bool, typer.Option("--replay", help="first make the forecasts of past days, to score them")
    ] = False,
    form: Annotated[Literal["table", "json", "csv"], typer.Option("--format", help="table, json or csv")] = "table",
) -> None:
    """This month and the next three, with intervals and the score card of the forecasts kept before."""
    if context.invoked_subcommand:
        return
    from dashboard import foretold
    from dashboard.forecasts.outlook import keep_shown, outlook
    from dashboard.forecasts.replay import replay as replay_past
    from dashboard.report import as_csv, question
    from dashboard.view import Narrowing, View

    narrowed = question("", "", where or ()).where
    with opened() as (settings, engine):
        zone = settings.reporting_timezone
        check_reckoned(engine, settings.reporting_currency, zone)
        today = datetime.now(UTC).astimezone(zone).date()
        view = View(engine, Narrowing(today, today, narrowed), currency=settings.reporting_currency)
        if replay:
            err.print(f"{replay_past(view, today, zone):,} forecasts of past days were made.")
        found = outlook(view, today, zone)
        keep_shown(view, found)
        if form == "json":
            print(foretold.as_json(view, found, by or ""))
        elif form == "csv":
            print(as_csv(foretold.lines(found, by or "")))
        else:
            out.print(foretold.as_table(foretold.lines(found, by or ""), "Forecast", view.currency))
            out.print(foretold.as_table(foretold.card(view, found, by or ""), "Score card", view.currency))
