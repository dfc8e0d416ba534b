"""The command line: wiring, no sums. Every error that a user can cause is one sentence."""

import json
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from db.engine import CannotOpen, Engine, open_ledger, upgrade
from db.engine import backup as keep_copy
from db.problems import WrongSettings
from db.settings import Settings, find, load

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="What your AI video costs: per second, per video and per team, tied to the bill.",
)
ledger = typer.Typer(no_args_is_help=True, help="The ledger itself: bring it up to date, reckon it anew, copy it.")
app.add_typer(ledger, name="db")
DONE, SOME_FAILED, WRONG = 0, 1, 2
out, err = Console(soft_wrap=True), Console(stderr=True, soft_wrap=True)

Since = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], metavar="DATE", help="first day")]
Until = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], metavar="DATE", help="day after the last")]


class Form(StrEnum):
    """How an answer is written."""

    table = "table"
    json = "json"
    csv = "csv"


def main() -> None:
    """Run the command line; what a user can cause ends in one sentence and exit code 2."""
    from collectors.deliveries import UntrustedFile
    from collectors.imports import NotImported
    from dashboard.view import NotThere

    try:
        app()
    except WrongSettings as wrong:
        for problem in wrong.problems:
            err.print(f"reelspend: {problem}", markup=False, highlight=False)
        sys.exit(WRONG)
    except (CannotOpen, NotThere, UntrustedFile, NotImported) as wrong:
        err.print(f"reelspend: {wrong}", markup=False, highlight=False)
        sys.exit(WRONG)
    except KeyboardInterrupt:
        sys.exit(130)


@contextmanager
def opened() -> Iterator[tuple[Settings, Engine]]:
    """The configuration and the ledger it names, up to date."""
    settings = load(find(os.environ, Path.cwd()))
    engine = open_ledger(settings.database_url)
    try:
        upgrade(engine)
        yield settings, engine
    finally:
        engine.dispose()


def day(given: datetime | None) -> date | None:
    """The day of an option, where it was given."""
    return given.date() if given else None


@app.command()
def collect(
    account: Annotated[list[str] | None, typer.Option(metavar="NAME", help="only this one; may be repeated")] = None,
    since: Since = None,
    until: Until = None,
    form: Annotated[Form, typer.Option("--format", help="table or json")] = Form.table,
) -> None:
    """Ask every account what happened since it was asked last, and settle it."""
    from collectors.round import chosen, collect_round
    from collectors.run import Means
    from dashboard.progress import shown

    with opened() as (settings, engine):
        accounts = chosen(settings, account or ())
        means = Means(lambda: datetime.now(UTC), time.monotonic, time.sleep, os.environ)
        with shown([one.name for one in accounts], err) as report:
            outcomes = collect_round(
                engine, settings, accounts, means, since=day(since), until=day(until), report=report
            )
    if form is Form.json:
        print(json.dumps({"accounts": [_jsonable(asdict(one)) for one in outcomes]}, indent=2))
    else:
        _table([asdict(one) for one in outcomes], ("account", "rows", "new", "changed", "gone", "through", "error"))
    if any(one.error for one in outcomes):
        raise typer.Exit(SOME_FAILED)


def _jsonable(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value.isoformat() if isinstance(value, datetime) else value for name, value in row.items()}


def _table(rows: list[dict[str, Any]], columns: tuple[str, ...]) -> None:
    table = Table(*columns)
    for row in rows:
        table.add_row(*(_told(row[name]) for name in columns))
    out.print(table)


def _told(value: Any) -> str:
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M} UTC"
    return "–" if value is None else f"{value:,}" if isinstance(value, int) else str(value)


@app.command("import")
def import_(
    kind: Annotated[str, typer.Argument(metavar="KIND", help="focus or rules")],
    files: Annotated[list[Path], typer.Argument(metavar="FILE…")],
    account: Annotated[str, typer.Option(metavar="NAME", help="the account a bill belongs to")] = "",
    replace: Annotated[bool, typer.Option(help="the files are the whole bill; what they lack is taken back")] = False,
) -> None:
    """Bring a file into the ledger: whole, or not at all."""
    from collectors.deliveries import file_kinds
    from collectors.imports import import_focus, import_rules
    from dashboard.view import known

    known("kind of file", kind, file_kinds())
    with opened() as (settings, engine):
        now = datetime.now(UTC)
        if kind == "rules":
            done = import_rules(engine, settings, files, now)
        else:
            done = import_focus(engine, settings, files, account, now, replace=replace)
    counts = "rows", "new", "changed", "unchanged", "gone", "days"
    _table([asdict(done)], counts)
    for note in (*done.notes, *(f"account {name}" for name in done.accounts)):
        out.print(note, markup=False, highlight=False)


@app.command()
def report(
    by: Annotated[str, typer.Option(metavar="DIM,…", help="dimensions, such as team,month")] = "month",
    measure: Annotated[str, typer.Option(metavar="M,…", help="measures")] = "cost,seconds,clips,cost_per_second",
    since: Since = None,
    until: Until = None,
    where: Annotated[list[str] | None, typer.Option(metavar="DIM=VALUE", help="only these; may be repeated")] = None,
    form: Annotated[Form, typer.Option("--format", help="table, json or csv")] = Form.table,
) -> None:
    """Any number that is on a screen, from the same place."""
    from dashboard.report import as_csv, as_json, as_table, question
    from dashboard.view import Narrowing, View

    asked = question(by, measure, where or ())
    with opened() as (settings, engine):
        narrowing = Narrowing(day(since) or date.min, day(until) or date.max, asked.where)
        view = View(engine, narrowing, currency=settings.reporting_currency)
        if form is Form.json:
            print(as_json(view, asked))
        elif form is Form.csv:
            print(as_csv(view.figures(asked.names, asked.by)), end="")
        else:
            out.print(as_table(view, asked))


@app.command()
def dashboard(
    port: Annotated[int, typer.Option(help="the first port to try")] = 8501,
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
    seed: Annotated[int, typer.Option(help="another seed, another studio")] = 7,
    port: Annotated[int, typer.Option(help="the first port to try")] = 8501,
    browser: Annotated[bool, typer.Option(help="open the dashboard in the browser")] = True,
    look: Annotated[bool, typer.Option(help="show the dashboard; without, only collect")] = True,
) -> None:
    """An invented studio's year, collected over HTTP like any other, and then the dashboard."""
    from dashboard.demo import collected
    from dashboard.server import serve

    with collected(folder, size, seed, err) as config:
        if look:
            raise typer.Exit(serve(config, port, open_browser=browser))


@ledger.command("upgrade")
def upgrade_() -> None:
    """Bring the ledger's tables up to date, and what the price sheets say."""
    from collectors.round import keep_sheets

    with opened() as (_, engine):
        news = keep_sheets(engine)
        print(f"The ledger is up to date; {news} prices and models are new.")


@ledger.command()
def rebuild() -> None:
    """Place, settle and roll up every day anew from its base rows; closed days keep their prices."""
    from db.rebuild import rebuild as anew

    with opened() as (settings, engine):
        done = anew(
            engine, currency=settings.reporting_currency, zone=settings.reporting_timezone, now=datetime.now(UTC)
        )
    print(f"{done.days:,} days were reckoned anew; {done.moved:,} of them moved.")


@ledger.command()
def backup(target: Annotated[Path, typer.Argument(metavar="FILE", help="a new file")] = Path()) -> None:
    """A consistent copy of a SQLite ledger, also while a collection is running."""
    with opened() as (_, engine):
        file = target if target != Path() else Path(f"reelspend-{datetime.now(UTC):%Y%m%d-%H%M%S}.db")
        keep_copy(engine, file)
    print(f"The ledger was copied to {file} ({file.stat().st_size:,} bytes).")
