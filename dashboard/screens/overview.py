"""What did AI video cost, how does that compare with last month, and who and what was it spent on?"""

from dashboard.ui import charts, page, tiles

TITLE = "Overview"
ORDER = 10


def draw() -> None:
    """The screen."""
    visit = page.start(TITLE, "What did AI video cost?")
    view = visit.view
    tiles.row([tiles.of(view, name) for name in ("cost", "cost_per_second", "cost_per_clip", "seconds", "clips")])
    by_day = view.figures(["cost"], ["day", "maker"])
    charts.over_time(by_day, "day", "cost", by="maker", key="cost-by-day", title="Cost by day", currency=view.currency)
    charts.ranked(
        view.figures(["cost"], ["team"]), "team", ["cost"], key="teams", title="Cost by team", currency=view.currency
    )
    charts.ranked(
        view.figures(["cost", "cost_per_second"], ["model"]), "model", ["cost", "cost_per_second"],
        key="models", title="Cost by model", currency=view.currency,
    )  # fmt: skip


if __name__ == "__main__":
    draw()
