"""`reelspend forecast`: where the months will end, how sure that is, and how wrong it was before."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal
from zoneinfo import ZoneInfo

import typer

from dashboard.command import err, opened, out
from db.rebuild import check_reckoned

if TYPE_CHECKING:
    from dashboard.view import View

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
    from dashboard.forecasts.replay import replay as replay_past
    from dashboard.report import question
    from dashboard.view import Narrowing, View

    narrowed = question("", "", where or ()).where
    with opened() as (settings, engine):
        zone = settings.reporting_timezone
        check_reckoned(engine, settings.reporting_currency, zone)
        today = datetime.now(UTC).astimezone(zone).date()
        view = View(engine, Narrowing(today, today, narrowed), currency=settings.reporting_currency)
        if replay:
            err.print(f"{replay_past(view, today, zone):,} forecasts of past days were made.")
        _tell(view, today, zone, by or "", form)


def _tell(view: "View", today: date, zone: ZoneInfo, by: str, form: str) -> None:
    """Print the forecasts, and keep them as shown."""
    from dashboard import foretold
    from dashboard.forecasts.outlook import keep_shown, outlook
    from dashboard.report import as_csv

    found = outlook(view, today, zone)
    keep_shown(view, found)
    if form == "json":
        print(foretold.as_json(view, found, by))
    elif form == "csv":
        print(as_csv(foretold.lines(found, by)))
    else:
        out.print(foretold.as_table(foretold.lines(found, by), "Forecast", view.currency))
        out.print(foretold.as_table(foretold.card(view, found, by), "Score card", view.currency))


@forecast.command()
def evaluate(
    files: Annotated[list[Path], typer.Argument(metavar="FILE…", help="CSV or .csv.gz with series, day and value")],
    form: Annotated[Literal["table", "json"], typer.Option("--format", help="table or json")] = "table",
    rolling: Annotated[
        bool, typer.Option("--rolling", help="any thirty days in place of months: more of them")
    ] = False,
    slow: Annotated[bool, typer.Option("--slow", help="also AutoETS-style fits, if statsmodels is installed")] = False,
) -> None:
    """How wrong month-end forecasts of daily series are, and what others would have said: yours or public ones."""
    from dashboard.forecasts.evaluated import as_json, as_table, evaluated, has_slow_ones
    from dashboard.forecasts.series_file import NotSeries

    if slow and not has_slow_ones():
        raise typer.BadParameter("--slow needs statsmodels, which is not installed; install it or leave --slow out")
    try:
        found = evaluated(files, slow=slow, rolling=rolling)
    except NotSeries as wrong:
        raise typer.BadParameter(str(wrong)) from None
    if found.empty:
        raise typer.BadParameter("no month can be judged; give series of more than seven months")
    if form == "json":
        print(as_json(found))
    else:
        out.print(as_table(found))
