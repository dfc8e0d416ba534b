"""The command line: wiring, no sums. Every error that a user can cause is one sentence."""

import json
import os
import sys
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Literal

import typer
from sqlalchemy.exc import DBAPIError

from dashboard.alert_commands import alerts
from dashboard.budget_commands import budgets
from dashboard.clock_commands import beside, scheduler, up
from dashboard.command import Since, Until, err, in_order, opened, out, say, show
from dashboard.cost_commands import tiers, unit_costs, videos
from dashboard.doctor.command import doctor
from dashboard.forecast_commands import forecast
from dashboard.import_command import import_
from dashboard.ledger_commands import ledger
from dashboard.what_if_commands import what_if
from db.closing import NotClosed
from db.engine import CannotOpen, reading
from db.problems import WrongSettings
from db.rebuild import ReckonedOtherwise, check_reckoned
from db.scenarios import NotKept

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="What your AI video costs: per second, per video and per team, tied to the bill.",
)
app.add_typer(ledger, name="db")
app.add_typer(what_if, name="what-if")
app.add_typer(forecast, name="forecast")
app.add_typer(alerts, name="alerts")
app.command("import")(import_)
app.command()(doctor)
app.command()(scheduler)
app.command()(up)
app.command()(budgets)
app.command()(tiers)
app.command()(unit_costs)
app.command()(videos)
DONE, SOME_FAILED, WRONG, STOPPED = 0, 1, 2, 130


def main() -> None:
    """Run the command line and exit: 0 done, 1 some accounts failed, 2 wrong usage or configuration."""
    code = run()
    if code == STOPPED:  # other threads may still collect, and the ledger bears being left at any instant
        say("Stopped. What was collected so far is kept, and the next collection goes on from there.")
        os._exit(STOPPED)
    sys.exit(code)


def run(words: Sequence[str] | None = None) -> int:
    """The exit code of these words, or of those that this process was started with."""
    from collectors.deliveries import UntrustedFile
    from collectors.delivery import NotImported
    from dashboard.view import NotThere

    try:
        return app(words, prog_name="reelspend", standalone_mode=False) or DONE
    except WrongSettings as wrong:
        return _wrong(*wrong.problems)
    except typer.TyperException as wrong:
        return _wrong(wrong.format_message().replace("Value error, ", ""))
    except (CannotOpen, NotThere, UntrustedFile, NotImported, NotClosed, NotKept, ReckonedOtherwise) as wrong:
        return _wrong(str(wrong))
    except OSError as fault:
        return _wrong(f"{fault.filename or 'a file'} could not be read or written: {fault.strerror}")
    except DBAPIError as fault:
        reason = str(fault.orig).strip().partition("\n")[0]
        return _wrong(f"the ledger could not be read or written ({reason}); check the database, then try again")


def _wrong(*sentences: str) -> int:
    say(*(f"reelspend: {sentence}" for sentence in sentences if sentence))  # none where help has been shown instead
    return WRONG


@app.command()
def collect(
    account: Annotated[list[str] | None, typer.Option(metavar="NAME", help="only this one; may be repeated")] = None,
    since: Since = None,
    until: Until = None,
    form: Annotated[Literal["table", "json"], typer.Option("--format", help="table or json")] = "table",
) -> None:
    """Ask every account what happened since it was asked last, and settle it."""
    from collectors.means import Means
    from collectors.round import chosen, collect_round
    from dashboard.progress import shown

    in_order(since, until)
    with opened() as (settings, engine):
        accounts = chosen(settings, account or ())
        with shown([one.name for one in accounts], err) as report:
            outcomes = collect_round(engine, settings, accounts, Means.real(), since=since, until=until, report=report)
    rows = [asdict(one) for one in outcomes]
    if form == "json":
        print(json.dumps({"accounts": rows}, indent=2, default=datetime.isoformat))
    else:
        show(rows, ("account", "rows", "new", "changed", "gone", "through"))
    failed = [f"{one.account}: {one.error}" for one in outcomes if one.error]
    say(*failed)
    raise typer.Exit(SOME_FAILED if failed else DONE)


@app.command()
def export(
    kind: Annotated[
        Literal["rules", "teams", "members", "budgets"],
        typer.Argument(metavar="KIND", help="rules, teams, members or budgets"),
    ],
    output: Annotated[Path | None, typer.Option("-o", metavar="FILE", help="a file; else it is printed")] = None,
) -> None:
    """Write out what finance keeps in the ledger, in the form in which it is imported."""
    from dashboard.exports import rows_csv
    from db.lists import written

    with opened() as (_, engine), reading(engine) as connection:
        text = rows_csv(written(connection, kind))
    if output:
        output.write_text(text, encoding="utf-8")
    else:
        print(text, end="")


@app.command()
def report(
    by: Annotated[str, typer.Option(metavar="DIM,…", help="dimensions, such as team,month")] = "month",
    measure: Annotated[str, typer.Option(metavar="M,…", help="measures")] = "cost,seconds,clips,cost_per_second",
    since: Since = None,
    until: Until = None,
    where: Annotated[list[str] | None, typer.Option(metavar="DIM=VALUE", help="only these; may be repeated")] = None,
    form: Annotated[Literal["table", "json", "csv"], typer.Option("--format", help="table, json or csv")] = "table",
) -> None:
    """Any number that is on a screen, from the same place."""
    from dashboard.report import answer, as_csv, as_json, as_table, question
    from dashboard.view import Narrowing, View

    in_order(since, until)
    asked = question(by, measure, where or ())
    with opened() as (settings, engine):
        check_reckoned(engine, settings.reporting_currency, settings.reporting_timezone)
        narrowing = Narrowing(since or date.min, until or date.max, asked.where)
        view = View(engine, narrowing, currency=settings.reporting_currency)
        if form == "table":
            out.print(as_table(view, asked))
        else:
            print(as_json(view, asked) if form == "json" else as_csv(answer(view, asked)))


@app.command()
def dashboard(
    port: Annotated[int, typer.Option(min=1, max=65535, help="the first port to try")] = 8501,
    browser: Annotated[bool, typer.Option(help="open it in the browser")] = True,
) -> None:
    """The screens over your ledger, on this machine only."""
    from dashboard.server import serve

    with opened() as (settings, _):
        path = settings.path
    raise typer.Exit(serve(path, port, open_browser=browser))


@app.command()
def demo(
    folder: Annotated[Path, typer.Option(help="where the demonstration keeps its ledger")] = Path("demo"),
    size: Annotated[float, typer.Option(min=0.01, max=100, help="1 is about 75,000 clips")] = 0.5,
    seed: Annotated[int, typer.Option(min=0, max=(1 << 20) - 1, help="another seed, another studio")] = 7,
    port: Annotated[int, typer.Option(min=1, max=65535, help="the first port to try")] = 8501,
    browser: Annotated[bool, typer.Option(help="open the dashboard in the browser")] = True,
    look: Annotated[bool, typer.Option(help="show the dashboard; without, only collect")] = True,
    behind: Annotated[int, typer.Option(min=0, max=7, help="days that the providers are behind, to be let pass")] = 0,
) -> None:
    """An invented studio's year, collected over HTTP like any other, and then the dashboard and its scheduler."""
    from dashboard.demo import Demonstration, collected
    from dashboard.server import ADDRESS, free_port, serve

    free = free_port(port)
    with collected(Demonstration(folder, size, seed, behind, f"http://{ADDRESS}:{free}"), err) as config:
        if look:
            with beside(config):
                code = serve(config, free, open_browser=browser)
            raise typer.Exit(code)
