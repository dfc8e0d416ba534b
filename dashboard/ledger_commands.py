"""`reelspend db …`: the ledger itself brought up to date, reckoned anew, copied."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from dashboard.command import ClosedMonth, opened
from db.engine import backup as keep_copy
from db.engine import writing

ledger = typer.Typer(no_args_is_help=True, help="The ledger itself: bring it up to date, reckon it anew, copy it.")


@ledger.command("upgrade")
def upgrade_() -> None:
    """Bring the ledger's tables up to date, and what the price sheets say."""
    from collectors.exchange import keep_rates
    from collectors.round import keep_sheets

    with opened() as (settings, engine):
        now = datetime.now(UTC)
        news, rates = keep_sheets(engine, settings, now), keep_rates(engine, settings, now)
    print(f"The ledger is up to date; {news} prices and models and {rates:,} exchange rates are new.")


@ledger.command()
def rebuild(closed_month: ClosedMonth = None) -> None:
    """Place, settle and roll up every day anew from its base rows; closed days keep their prices."""
    from collectors.exchange import bring_every_rate
    from db.closing import reach_of
    from db.rebuild import rebuild as anew

    with opened() as (settings, engine):
        currency, zone = settings.reporting_currency, settings.reporting_timezone
        with writing(engine) as connection:
            reach = reach_of(connection, closed_month or ())
            bring_every_rate(connection, currency)
        done = anew(engine, currency=currency, zone=zone, now=datetime.now(UTC), reach=reach)
    print(f"{done.days:,} days of accounts were reckoned anew; {done.moved:,} rows fall on another day now.")


@ledger.command()
def backup(target: Annotated[Path, typer.Argument(metavar="FILE", help="a new file")] = Path()) -> None:
    """A consistent copy of a SQLite ledger, also while a collection is running."""
    with opened() as (_, engine):
        file = target if target != Path() else Path(f"reelspend-{datetime.now(UTC):%Y%m%d-%H%M%S}.db")
        keep_copy(engine, file)
    print(f"The ledger was copied to {file} ({file.stat().st_size:,} bytes).")
