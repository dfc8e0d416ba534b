"""Commands that ask about prices: `reelspend what-if` and `reelspend tiers`. What they need is imported late."""

from datetime import UTC, date, datetime
from typing import Annotated, Literal

import typer

from dashboard.command import Form, Output, Since, Until, Where, in_order, opened, out
from db.rebuild import check_reckoned
from db.window import day_number


def what_if(
    since: Since = None,
    until: Until = None,
    where: Annotated[list[str] | None, typer.Option(metavar="DIM=VALUE", help="only these; may be repeated")] = None,
    country: Annotated[list[str] | None, typer.Option(metavar="NAME", help="a maker's country that is allowed")] = None,
    split: Annotated[bool, typer.Option(help="a take too long for one clip may be several")] = True,
    form: Annotated[Literal["table", "json", "csv"], typer.Option("--format", help="table, json or csv")] = "table",
) -> None:
    """What the same clips would have cost at every model of every seller, at today's prices."""
    from dashboard.measures.what_if.fit import Terms
    from dashboard.report import question
    from dashboard.view import Narrowing, View
    from dashboard.what_if import answered, as_csv, as_json, as_table

    in_order(since, until)
    narrowed = question("", "", where or ()).where
    with opened() as (settings, engine):
        check_reckoned(engine, settings.reporting_currency, settings.reporting_timezone)
        narrowing = Narrowing(since or date.min, until or date.max, narrowed)
        view = View(engine, narrowing, currency=settings.reporting_currency)
        today = datetime.now(UTC).astimezone(settings.reporting_timezone).date()
        frame = answered(view, Terms(day_number(today), frozenset(country) if country else None, split))
    if form == "table":
        out.print(as_table(frame, view.currency))
    else:
        print(as_json(frame, view, today) if form == "json" else as_csv(frame))


def tiers(
    part: Annotated[
        Literal["paid", "tiers", "models", "drift", "lists", "multipliers", "claims"],
        typer.Argument(metavar="PART", help="paid, tiers, models, drift, lists, multipliers or claims"),
    ] = "paid",
    since: Since = None,
    until: Until = None,
    where: Where = None,
    form: Form = "table",
    output: Output = None,
) -> None:
    """What a second cost against list prices, other sellers and other tiers, and what models can do."""
    from dashboard.answers import Rows, asked, tell
    from dashboard.screens.tiering.words import LIKE
    from dashboard.tiers import PARTS

    with asked(since, until, where or ()) as asker:
        frame = PARTS[part](asker.view, asker.today)
        tell(Rows(frame, LIKE, asker.view.currency, asker.prices(), f"Tiers {part}"), form, output)
