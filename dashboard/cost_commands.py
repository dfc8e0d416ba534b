"""Commands that ask what work cost: `reelspend unit-costs`, `videos` and `tiers`. What they need is imported late."""

from typing import Annotated, Literal

import typer

from dashboard.command import Form, Output, Since, Until, Where


def unit_costs(
    part: Annotated[
        Literal["per-unit", "usable-second", "keep-rates", "spread", "outliers"],
        typer.Argument(metavar="PART", help="per-unit, usable-second, keep-rates, spread or outliers"),
    ] = "per-unit",
    by: Annotated[str, typer.Option(metavar="DIM", help="a dimension, such as model or month")] = "model",
    since: Since = None,
    until: Until = None,
    where: Where = None,
    form: Form = "table",
    output: Output = None,
) -> None:
    """What a second, a usable second, a clip and a video cost; keep rates; how costs spread, and what stands out."""
    from dashboard.answers import Rows, asked, tell
    from dashboard.unit_costs import LIKE, PARTS

    with asked(since, until, where or ()) as asker:
        frame = PARTS[part](asker.view, by)
        tell(Rows(frame, LIKE, asker.view.currency, asker.days(), f"Unit costs {part}"), form, output)


def videos(
    part: Annotated[
        Literal["list", "shots", "over"],
        typer.Argument(metavar="PART", help="list, shots, or over: shots beyond [stop_loss]"),
    ] = "list",
    video: Annotated[list[str] | None, typer.Option(metavar="NAME", help="only its shots; may be repeated")] = None,
    since: Since = None,
    until: Until = None,
    where: Where = None,
    form: Form = "table",
    output: Output = None,
) -> None:
    """What each video cost and how much of it is used, its shots over all their days, and those over their limit."""
    from dashboard import video_lists
    from dashboard.answers import Rows, asked, tell
    from dashboard.measures.stop_loss import Limits

    if video and part != "shots":
        raise typer.BadParameter("--video narrows `reelspend videos shots` alone; leave it out")
    with asked(since, until, where or ()) as asker:
        view, loss = asker.view, asker.settings.stop_loss
        frame = (
            video_lists.listed(view, asker.today)
            if part == "list"
            else video_lists.shots(view, video or [])
            if part == "shots"
            else video_lists.over(view, Limits(loss.takes, loss.cost))
        )
        tell(Rows(frame, video_lists.LIKE, view.currency, asker.days(), f"Videos {part}"), form, output)


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
