"""What did AI video cost, how does that compare with last month, and who and what was it spent on?"""

from decimal import Decimal

import streamlit as st

from dashboard.measures.comparison import ratio
from dashboard.measures.months import MonthSoFar, month_so_far
from dashboard.ui import amounts, charts, headline, links, page, tiles
from dashboard.ui.headline import Story
from dashboard.ui.periods import step_of
from dashboard.ui.tiles import Tile
from dashboard.ui.visit import Visit
from dashboard.view import UNATTRIBUTED, View

TITLE = "Overview"
ORDER = 10


def draw() -> None:
    """The screen."""
    visit = page.start(TITLE, "What did AI video cost?")
    month(visit)
    page.heading(f"In the days chosen: {page.chosen(visit)}")
    tiles.row(chosen_tiles(visit.view), key="chosen")
    over_time(visit)
    left, right = st.columns([3, 2], gap="large")
    with left:
        by_team(visit.view)
    with right:
        by_kind(visit.view)
    by_model(visit.view)


def month(visit: Visit) -> None:
    """This month beside the last, whichever days were chosen: a sentence and four tiles."""
    months = so_far(visit)
    story = headline.story_of(visit.view, months)
    with st.container(key="headline"):
        st.markdown(amounts.literal(headline.sentence(story)))
    tiles.row(month_tiles(visit, story), key="month")


def so_far(visit: Visit) -> MonthSoFar:
    """The days of this month that have all their data, and their like in the last."""
    through = visit.view.provenance().through
    return month_so_far(visit.today, through.astimezone(visit.zone).date() if through else None)


def month_tiles(visit: Visit, story: Story) -> list[Tile]:
    """Cost so far, against last month to the same day, last month in full, and how far the data reach."""
    origin, months = visit.view.provenance(), story.months
    change = amounts.share(story.change)
    return [
        Tile("Cost this month", money(story, story.so_far), amounts.days(months.first, months.past)),
        Tile(
            "Against last month", f"+{change}" if (story.change or 0) > 0 else change,
            story.days if months.comparable else "no whole day to compare yet",
            explained="Cost of the days of this month that have all their data, against as many of last month.",
        ),
        Tile("Last month in full", money(story, story.last_month), amounts.days(months.before, months.first)),
        Tile(
            "Data through", amounts.moment(origin.through, visit.zone),
            f"{origin.behind} reaches least far" if origin.behind else "nothing collected yet",
        ),
    ]  # fmt: skip


def money(story: Story, value: Decimal | None) -> str:
    """An amount of the story without cents where it is large."""
    return amounts.written("cost", value, story.currency, short=True)


def chosen_tiles(view: View) -> list[Tile]:
    """What the chosen days and words came to."""
    return [
        *(tiles.of(view, name) for name in ("cost", "cost_per_second", "cost_per_clip")),
        tiles.of(view, "estimated_share", note="of the cost is not billed yet"),
        *(tiles.of(view, name) for name in ("seconds", "clips")),
        part(view, "Planning", "kind", "plan"),
        part(view, "Unattributed", "team", UNATTRIBUTED),
    ]


def part(view: View, label: str, by: str, word: str) -> Tile:
    """The cost of the work that one word names, with its share of all of it."""
    costs = dict(view.figures(["cost"], [by]).itertuples(index=False, name=None))
    if word not in costs:
        return Tile(label, "None", "no such work in view")
    share = amounts.share(ratio(costs[word], view.number("cost")))
    return Tile(label, amounts.written("cost", costs[word], view.currency, short=True), f"{share} of the cost")


def over_time(visit: Visit) -> None:
    """Cost by day, or by week where the days are many, stacked by model."""
    view, step = visit.view, step_of(visit.view.narrowing)
    charts.over_time(
        view.figures(["cost"], [step, "model"]), step, "cost", by="model", key="cost-over-time",
        title=f"Cost by {step}", currency=view.currency, through=so_far(visit).whole,
    )  # fmt: skip


def by_team(view: View) -> None:
    """Cost by team; what no rule could place is a row of its own, with the way to mend it."""
    teams = view.figures(["cost"], ["team"])
    charts.ranked(teams, "team", ["cost"], key="cost-by-team", title="Cost by team", currency=view.currency)
    if UNATTRIBUTED in set(teams["team"]):
        links.to_screen("collection", "See what is unattributed, and give it a team", part="Waiting for a person")


def by_kind(view: View) -> None:
    """Planning with language models against rendering."""
    kinds = view.figures(["cost"], ["kind"])
    charts.ranked(
        kinds, "kind", ["cost"], key="cost-by-kind", title="Planning against rendering", currency=view.currency
    )


def by_model(view: View) -> None:
    """What each model cost, and what a second of it cost."""
    charts.ranked(
        view.figures(["cost", "cost_per_second", "seconds"], ["model"]), "model", ["cost", "cost_per_second"],
        key="cost-by-model", title="Cost and cost per second by model", currency=view.currency,
    )  # fmt: skip


if __name__ == "__main__":
    draw()
