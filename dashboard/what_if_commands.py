"""`reelspend what-if …`: what work would have cost otherwise, a command for each question of the screen.

What they need is imported late, so that the command line starts fast.
"""

from decimal import Decimal
from pathlib import Path
from typing import Annotated

import typer

from dashboard.command import Form, Output, Since, Until, Where
from dashboard.scenario_command import saved
from dashboard.what_if_asked import Asked

Country = Annotated[list[str] | None, typer.Option(metavar="NAME", help="a maker's country that is allowed")]
Tier = Annotated[list[str] | None, typer.Option(metavar="TIER", help="commodity, middle or premium that is allowed")]
Seller = Annotated[list[str] | None, typer.Option(metavar="NAME", help="a seller that is allowed")]
Model = Annotated[list[str] | None, typer.Option(metavar="NAME", help="a model that may be used instead")]
Split = Annotated[bool, typer.Option(help="a take too long for one clip may be several")]
Scenario = Annotated[list[str] | None, typer.Option(metavar="NAME", help="a saved one; may be repeated")]
Moves = Annotated[
    list[str], typer.Option("--move", metavar="MOVE", help="as '60% of trailers from veo-3.1 to kling-3.0 pro at fal'")
]
Shots = Annotated[
    Path, typer.Argument(metavar="FILE", help="seconds, and shot,resolution,sound,cuts,takes", exists=True)
]
what_if = typer.Typer(invoke_without_command=True)


@what_if.callback()
def alone(
    context: typer.Context, scenario: Scenario = None, since: Since = None, until: Until = None, where: Where = None,
    country: Country = None, split: Split = True, tier: Tier = None, seller: Seller = None, model: Model = None,
    form: Form = "table", output: Output = None,
) -> None:  # fmt: skip
    """What the same clips would have cost at every model of every seller, at today's prices; or another PART."""
    about = Asked(since, until, where, form, output, country, split, tier, seller, model)
    if context.invoked_subcommand:
        if scenario or about != Asked():
            raise typer.BadParameter(f"options go behind the part {context.invoked_subcommand!r}, not before it")
    elif scenario:
        if about != Asked(form=form, output=output):
            raise typer.BadParameter("a scenario has days, filters and terms of its own; leave these options out")
        saved(scenario, form, output)
    else:
        elsewhere(about)


@what_if.command()
def clips(
    since: Since = None, until: Until = None, where: Where = None, country: Country = None, split: Split = True,
    tier: Tier = None, seller: Seller = None, model: Model = None, form: Form = "table", output: Output = None,
) -> None:  # fmt: skip
    """The same clips at every model of every seller, which is what comes without any PART."""
    elsewhere(Asked(since, until, where, form, output, country, split, tier, seller, model))


def elsewhere(about: Asked) -> None:
    """Every alternative, with what it cannot make and why."""
    from dashboard import what_if as questions

    about.answer(lambda asker, terms: questions.clips(asker.view, terms), shown=questions.SHOWN)


@what_if.command()
def moves(
    move: Moves, since: Since = None, until: Until = None, where: Where = None, country: Country = None,
    split: Split = True, tier: Tier = None, seller: Seller = None, model: Model = None, form: Form = "table",
    output: Output = None,
) -> None:  # fmt: skip
    """Several parts of the work moved at once, each to a place of its own; moves of the same clips to 100% at most."""
    from dashboard import what_if as questions

    about = Asked(since, until, where, form, output, country, split, tier, seller, model)
    about.answer(lambda asker, terms: questions.moves(asker.view, terms, move))


@what_if.command()
def drafts(
    draft: Annotated[str, typer.Option(metavar="PLACE", help="as 'kling-3.0 at fal'; else the cheapest")] = "",
    final: Annotated[str, typer.Option(metavar="PLACE", help="else what was used")] = "",
    kept: Annotated[int | None, typer.Option(min=1, max=100, help="percent of the drafts that are finished")] = None,
    rough: Annotated[bool, typer.Option(help="drafts may be smaller and without sound")] = True,
    since: Since = None, until: Until = None, where: Where = None, country: Country = None, split: Split = True,
    tier: Tier = None, seller: Seller = None, model: Model = None, form: Form = "table", output: Output = None,
) -> None:  # fmt: skip
    """Every clip as a cheap draft first, and only what is kept once more as the final."""
    from dashboard import what_if as questions

    climb = questions.Climb(draft, final, kept, rough)
    about = Asked(since, until, where, form, output, country, split, tier, seller, model)
    about.answer(lambda asker, terms: questions.drafts(asker.view, terms, climb))


@what_if.command()
def storyboard(
    shots: Shots,
    models: Annotated[bool, typer.Option("--models", help="what all shots cost on each model")] = False,
    country: Country = None, split: Split = True, tier: Tier = None, seller: Seller = None, model: Model = None,
    form: Form = "table", output: Output = None,
) -> None:  # fmt: skip
    """Where each shot of a file is cheapest, every take paid; or with --models all shots on each model."""
    from dashboard import what_if as questions

    planned = questions.shots_in(shots)
    ask = questions.makers if models else questions.storyboard
    about = Asked(form=form, output=output, country=country, split=split, tier=tier, seller=seller, model=model)
    about.answer(lambda asker, terms: ask(asker.view, terms, planned))


@what_if.command()
def plans(since: Since, until: Until, where: Where = None, form: Form = "table", output: Output = None) -> None:
    """Each monthly plan against what a month of these days' work cost by the second."""
    from dashboard.view_of_what_if import monthly

    about = Asked(since, until, where, form, output)
    about.answer(lambda asker, _: monthly(asker.view, asker.today))


@what_if.command()
def pack(
    price: Annotated[float, typer.Option(min=0.01, max=1e9, help="of one plan or pack")],
    seconds: Annotated[float, typer.Option(min=1, max=1e9, help="that it holds")],
    since: Since = None, until: Until = None, where: Where = None, form: Form = "table", output: Output = None,
) -> None:  # fmt: skip
    """A plan or pack of your own against paying these seconds one by one."""
    from dashboard import what_if as questions
    from dashboard.measures.what_if.plans import Plan

    held = Plan(Decimal(str(price)), Decimal(str(seconds)))
    about = Asked(since, until, where, form, output)
    about.answer(lambda asker, _: questions.pack(asker.view, held))


@what_if.command()
def crew(
    minute: Annotated[float, typer.Option(min=1, max=1e9, help="a crew's finished minute")] = 1000,
    post: Annotated[float, typer.Option(min=0, max=1e9, help="finishing a generated minute")] = 80,
    since: Since = None, until: Until = None, where: Where = None, form: Form = "table", output: Output = None,
) -> None:  # fmt: skip
    """The same finished minutes by a crew, at rates to change."""
    from dashboard import what_if as questions
    from dashboard.measures.what_if.plans import Traditional

    rates = Traditional(Decimal(str(minute)), Decimal(str(post)))
    about = Asked(since, until, where, form, output)
    about.answer(lambda asker, _: questions.crew(asker.view, rates))


@what_if.command()
def sensitivity(
    bend: Annotated[int, typer.Option(min=1, max=90, help="percent down and up")] = 20,
    since: Since = None, until: Until = None, where: Where = None, form: Form = "table", output: Output = None,
) -> None:  # fmt: skip
    """Which assumption moves the cost of the usable seconds most: price, volume, or what is kept."""
    from dashboard import what_if as questions

    about = Asked(since, until, where, form, output)
    about.answer(lambda asker, _: questions.sensitivity(asker.view, bend))


@what_if.command("scenarios")
def every_scenario(form: Form = "table", output: Output = None) -> None:
    """The scenarios that are saved; `--scenario NAME` before any part compares some of them."""
    saved((), form, output)
