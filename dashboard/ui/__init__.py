"""What every screen is made of.

A screen is one file in `dashboard/screens`:

    \"\"\"What does each team cost?\"\"\"

    from dashboard.ui import charts, page, tables, tiles

    TITLE = "Teams"
    ORDER = 30          # place in the menu


    def draw() -> None:
        visit = page.start(TITLE, "Who spends it, on what?")
        view = visit.view                                   # numbers come from here and nowhere else
        tiles.row([tiles.of(view, "cost"), tiles.of(view, "cost_per_second")])
        teams = view.figures(["cost", "seconds"], ["team"])
        charts.ranked(teams, "team", ["cost"], key="teams", title="Cost by team", currency=view.currency)
        tables.show(teams, key="team-table", title="Teams", currency=view.currency)


    if __name__ == "__main__":
        draw()

`page.start` draws the heading and where the numbers are from, and ends the run with a sentence and what to do
next where there is nothing to show. Columns of a frame that are named like a measure get its label, unit and
digits by themselves; money and ratios are Decimal or None, and None shows as a dash.
"""
