"""Commands that ask about prices: `reelspend what-if` and `reelspend tiers`. What they need is imported late."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Annotated, Literal, NamedTuple

import typer

from dashboard.command import Form, Output, Since, Until, Where, in_order, opened, out, say
from db.rebuild import check_reckoned
from db.window import day_number


def what_if(
    part: Annotated[
        Literal["clips", "scenarios"],
        typer.Argument(metavar="PART", help="clips, or scenarios for a list of those that are saved"),
    ] = "clips",
    scenario: Annotated[list[str] | None, typer.Option(metavar="NAME", help="a saved one; may be repeated")] = None,
    since: Since = None,
    until: Until = None,
    where: Annotated[list[str] | None, typer.Option(metavar="DIM=VALUE", help="only these; may be repeated")] = None,
    country: Annotated[list[str] | None, typer.Option(metavar="NAME", help="a maker's country that is allowed")] = None,
    split: Annotated[bool, typer.Option(help="a take too long for one clip may be several")] = True,
    form: Annotated[Literal["table", "json", "csv"], typer.Option("--format", help="table, json or csv")] = "table",
) -> None:
    """What the same clips would have cost at every model of every seller, at today's prices; or saved scenarios."""
    if part == "scenarios" or scenario:
        if since or until or where or country or not split:
            raise typer.BadParameter("a scenario has days, filters and terms of its own; leave these options out")
        scenarios(scenario or (), form)
    else:
        clips_elsewhere(since, until, where or (), Allowed(country or (), split), form)


class Allowed(NamedTuple):
    """Makers' countries (none is any), and whether a long take may be several clips."""

    countries: Sequence[str]
    split: bool


def clips_elsewhere(since: date | None, until: date | None, where: Sequence[str], allowed: Allowed, form: str) -> None:
    """The clips of some days at every model of every seller."""
    from dashboard.measures.what_if.fit import Terms
    from dashboard.report import question
    from dashboard.view import Narrowing, View
    from dashboard.what_if import answered, as_csv, as_json, as_table

    in_order(since, until)
    narrowed = question("", "", where).where
    with opened() as (settings, engine):
        check_reckoned(engine, settings.reporting_currency, settings.reporting_timezone)
        narrowing = Narrowing(since or date.min, until or date.max, narrowed)
        view = View(engine, narrowing, currency=settings.reporting_currency)
        today = datetime.now(UTC).astimezone(settings.reporting_timezone).date()
        countries = frozenset(allowed.countries) or None
        frame = answered(view, Terms(day_number(today), countries, allowed.split))
    if form == "table":
        out.print(as_table(frame, view.currency))
    else:
        print(as_json(frame, view, today) if form == "json" else as_csv(frame))


def scenarios(names: Sequence[str], form: str) -> None:
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
