"""What does each team cost, what has changed, and which single clips is that made of?"""

from decimal import Decimal

import pandas as pd
import streamlit as st

from dashboard.measures.comparison import ratio
from dashboard.ui import amounts, charts, links, page, paging, tables, tiles
from dashboard.ui.tiles import Tile
from dashboard.ui.visit import Visit
from dashboard.view import UNATTRIBUTED, View

TITLE = "Teams"
ORDER = 30
MOST_DAYS = 120  # above so many a bar is a week
SHOWN = ("cost", "seconds", "clips", "cost_per_second", "cost_per_clip", "estimated_share")
COMPARED = {"before": "cost", "change": "estimated_share", "share_of_total": "estimated_share"}
GROUPS = {"Models": "model", "Projects": "project", "Keys": "api_key"}
ORDERS = ("Newest first", "Dearest first")
PIECES = {
    "at": "Time", "cost": "", "seconds": "Seconds", "model": "Model", "mode": "Mode", "resolution": "Resolution",
    "audio": "Audio", "what": "What", "basis": "Basis", "project": "Project", "api_key": "Key",
    "external_id": "Id at the provider", "reference": "Own reference", "account": "Account", "status": "Status",
}  # fmt: skip


def draw() -> None:
    """The screen: every team, then one of them down to its clips."""
    visit = page.start(TITLE, "Who spends it, and on what?")
    view = visit.view
    teams = view.compared(SHOWN, "team")
    every_team(view, teams)
    team = st.selectbox(
        "Look into a team", teams["team"].tolist(), index=None, key="detail", bind="query-params",
        placeholder="Choose a team to see its projects, keys, models and single clips",
        on_change=paging.first_page, args=("clips_page",),
    )  # fmt: skip
    if team:
        one_team(visit, view.only(team=[team]), team)


def every_team(view: View, teams: pd.DataFrame) -> None:
    """A row for each team, and one for what no rule could place."""
    wanted = ["team", "cost", "share_of_total", "change", "before", *SHOWN[1:]]
    before, now = view.before().narrowing, view.narrowing
    as_many = before.until - before.since == now.until - now.since
    same = "the same number of days just before" if as_many else "the whole month before"
    labels = {
        "share_of_total": "Share (%)", "change": "Change (%)", "before": f"Before ({view.currency})",
    }  # fmt: skip
    tables.show(teams[wanted], key="teams", title="Cost by team", currency=view.currency, labels=labels, like=COMPARED)
    st.caption(
        f"Change is against {amounts.days(before.since, before.until)}, {same}."
        " All teams and what is unattributed add up to the total."
    )
    if UNATTRIBUTED in set(teams["team"]):
        links.to_screen("collection", "See what is unattributed, and give it a team", part="Waiting for a person")


def one_team(visit: Visit, view: View, team: str) -> None:
    """One team: its numbers, what they are made of, and its single clips."""
    page.heading(f"{amounts.word('team', team)[:1].upper()}{amounts.word('team', team)[1:]}")
    if view.empty():
        st.info(f"{team} has nothing in these days. What it had before is in the table above.")
        return
    tiles.row([share_tile(visit.view, view), *(tiles.of(view, name) for name in SHOWN[1:5])], 5, key="team")
    narrowing = view.narrowing
    step = "day" if (narrowing.until - narrowing.since).days <= MOST_DAYS else "week"
    charts.over_time(
        view.figures(["cost"], [step, "model"]), step, "cost", by="model", key="team-over-time",
        title=f"Cost of {team} by {step}", currency=view.currency,
    )  # fmt: skip
    groups(view, team)
    clips(visit, view, team)


def share_tile(whole: View, view: View) -> Tile:
    """What the team cost, and its share of everything in view."""
    cost = view.number("cost")
    share = amounts.share(ratio(cost, whole.number("cost")))
    return Tile("Cost", amounts.written("cost", cost, view.currency, short=True), f"{share} of the total")


def groups(view: View, team: str) -> None:
    """What the cost is made of: projects, keys or models, whichever is chosen."""
    made_of = st.segmented_control(
        "Made of", list(GROUPS), default="Models", required=True, key="made_of", bind="query-params"
    )
    by = GROUPS[made_of]
    frame = view.figures(SHOWN, [by])
    dearest = sorted(range(len(frame)), key=lambda row: -(frame["cost"].iloc[row] or Decimal(0)))
    shown = frame.iloc[dearest].reset_index(drop=True)
    shown[by] = [amounts.word(by, word) for word in shown[by]]
    tables.show(shown, key=f"team-{by}", title=f"{made_of} of {team}", currency=view.currency)


def clips(visit: Visit, view: View, team: str) -> None:
    """Every single clip, request and lonely bill line; all pages together cost what the team costs."""
    page.heading("Single clips and bill lines")
    order = st.segmented_control(
        "Order", ORDERS, default=ORDERS[0], required=True, key="order", bind="query-params",
        label_visibility="collapsed", on_change=paging.first_page, args=("clips_page",),
    )  # fmt: skip

    def draw_page(number: int) -> None:
        found = view.pieces(number, paging.SIZE, dearest_first=order == ORDERS[1])
        frame = readable_pieces(found, visit)
        labels = PIECES | {"at": f"Time ({visit.now:%Z})", "cost": amounts.label("cost", view.currency)}
        tables.show(frame, key="clips", title=f"Clips of {team}", currency=view.currency, labels=labels)

    paging.pages(view.count_pieces(), "clips_page", draw_page, "Rows")
    st.caption(f"All rows together cost {amounts.written('cost', view.number('cost'), view.currency)}.")


def readable_pieces(found: pd.DataFrame, visit: Visit) -> pd.DataFrame:
    """A page of pieces as people read it, in the reporting time zone."""
    frame = found.assign(
        at=[amounts.stamp(at, visit.zone) for at in found["at"]],
        what=[what(*row) for row in found[["line", "category", "kind"]].itertuples(index=False)],
    )
    return frame[list(PIECES)]


def what(line: int, category: str, kind: str) -> str:
    """What a row is: a piece of work, or a bill line that no work was found for."""
    if line:
        return "bill line without work" if category == "usage" else category
    return {"render": "clip", "plan": "planning"}.get(kind, "other")


if __name__ == "__main__":
    draw()
