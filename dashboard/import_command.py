"""`reelspend import …`: a file that came by post, into the ledger, or only a look at what it would move."""

from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from dashboard.command import ClosedMonth, opened, out, show

if TYPE_CHECKING:
    from collectors.delivery import Imported


def import_(
    kind: Annotated[
        str, typer.Argument(metavar="KIND", help="focus, rules, …: any file of a kind that the README lists")
    ],
    files: Annotated[list[Path], typer.Argument(metavar="FILE…")],
    account: Annotated[str, typer.Option(metavar="NAME", help="the account a bill belongs to")] = "",
    replace: Annotated[bool, typer.Option(help="the files are the whole bill; what they lack is taken back")] = False,
    closed_month: ClosedMonth = None,
    preview: Annotated[bool, typer.Option("--preview", help="show what would move, and change nothing")] = False,
    form: Annotated[Literal["table", "json"], typer.Option("--format", help="table or json")] = "table",
) -> None:
    """Bring a file into the ledger: whole, or not at all; and show what that moves."""
    from collectors.deliveries import Delivery, file_kind, file_kinds
    from dashboard.imported import as_json
    from dashboard.view import known

    known("kind of file", kind, file_kinds())
    told = {"account": account, "replace": replace, "closed-month": closed_month}
    said = {name for name, given in told.items() if given}
    if strange := sorted(said - file_kind(kind).takes):
        raise typer.BadParameter(f"a file of {kind} takes no --{strange[0]}; leave it out")
    with opened() as (settings, engine):
        now, closed = datetime.now(UTC), tuple(closed_month or ())
        delivery = Delivery(engine, settings, files, now, account, replace, closed, preview)
        done = file_kind(kind).bring(delivery)
    if form == "json":
        print(as_json(done, settings.reporting_currency))
    else:
        _show(done, settings.reporting_currency)


def _show(done: "Imported", currency: str) -> None:
    from dashboard.imported import COUNTS, moves_table

    show([asdict(done)], COUNTS)
    if moves := moves_table(done, currency):
        out.print(moves)
    refused = (f"line {one.line} was not kept: {one.reason}" for one in done.refused)
    for note in (*done.notes, *refused, *(f"account {name}" for name in done.accounts)):
        out.print(note, markup=False, highlight=False)
    if done.preview:
        out.print("This was a preview: nothing was changed.")
