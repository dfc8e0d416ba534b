"""The overview: its numbers are the View's, its sentence is true, and every chart can be read without seeing it."""

from pathlib import Path

from dashboard.measures import measures
from dashboard.ui import amounts
from tests.dashboard import studio
from tests.dashboard.conftest import Visit, read


def tiles(app: object) -> dict[str, str]:
    """What each tile says, by its label."""
    return {tile.label: tile.value for tile in app.metric}  # type: ignore[attr-defined]  # AppTest's own types are loose


def notes(app: object) -> set[str]:
    """What stands beside the tiles' numbers."""
    return {read(tile.delta) for tile in app.metric}  # type: ignore[attr-defined]  # the same


def test_the_tiles_are_the_views_numbers(visit: Visit, studio_folder: Path) -> None:
    """November: 8.00 + 4.00 + 0.40 + 1.26 + 0.63 = 14.29 over 45 s and 4 clips, of which planning is no part."""
    said = tiles(visit(studio_folder))
    assert {name: said[name] for name in ("Cost", "Seconds", "Clips")} == {
        "Cost": "$14.29", "Seconds": "45 s", "Clips": "4",
    }  # fmt: skip
    view = studio.view_of(studio_folder)
    for name in ("cost", "cost_per_second", "cost_per_clip", "estimated_share", "seconds", "clips"):
        assert said[measures()[name].label] == amounts.written(name, view.number(name), "USD")


def test_the_month_is_compared_by_its_whole_days(visit: Visit, studio_folder: Path) -> None:
    """The 21st is half known, so 10.29 of 1–20 Nov stand against 5.26 of 1–20 Oct; all of October is 7.26."""
    app = visit(studio_folder)
    said = tiles(app)
    assert said["Cost this month"] == "$14.29"
    assert said["Against last month"] == "+95.6%"
    assert said["Last month in full"] == "$7.26"
    assert notes(app) >= {"1–20 Nov against 1–20 Oct", "kling-brand reaches least far"}


def test_one_sentence_says_what_happened(visit: Visit, studio_folder: Path) -> None:
    """4.00 of the 5.03 more are trailers' on Veo, so that explains most of it."""
    said = [read(text.value) for text in visit(studio_folder).markdown]
    assert (
        "Spend this month is $14.29, 96% above last month to the same day; trailers on veo-3.1 explains most of it."
    ) in said


def test_what_nobody_pays_is_shown(visit: Visit, studio_folder: Path) -> None:
    """The 0.63 that no rule could place have a tile of their own: 4.4 % of 14.29."""
    app = visit(studio_folder)
    assert tiles(app)["Unattributed"] == "$0.63"
    assert "4.4% of the cost" in notes(app)


def test_a_team_alone(visit: Visit, studio_folder: Path) -> None:
    """Narrowed to social there is Ivo's 1.26 and nothing of the others'."""
    app = visit(studio_folder, team=["social"])
    assert tiles(app)["Cost"] == "$1.26"
    assert tiles(app)["Unattributed"] == "None"
    assert "1–22 Nov 2026 · team: social" in read(app.caption[0].value)


def test_every_chart_can_be_read_aloud(visit: Visit, studio_folder: Path) -> None:
    """Each chart has a sentence for those who cannot see it."""
    charts = visit(studio_folder).get("plotly_chart")
    assert len(charts) == 5
    assert all(chart.proto.alt for chart in charts)
    assert "Cost by team, largest first: trailers $12.40, social $1.26, unattributed $0.63" in charts[1].proto.alt


def test_many_days_are_shown_by_the_week(visit: Visit, studio_folder: Path) -> None:
    """Thirteen months have a bar a week, so the chart stays readable and quick."""
    said = [read(text.value) for text in visit(studio_folder, period="Last 13 months").markdown]
    assert "#### Cost by week" in said


def test_the_screen_warns_of_old_data(visit: Visit, studio_folder: Path) -> None:
    """kling-brand is a day behind at noon exactly, which a second later is too long."""
    (warning,) = visit(studio_folder).warning
    assert read(warning.value).startswith("kling-brand has brought nothing since 21 Nov 2026 12:00 UTC")
