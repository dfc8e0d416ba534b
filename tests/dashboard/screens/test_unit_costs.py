"""Does the Unit costs screen say what the View says, in each of its parts and states?"""

from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

from dashboard.clips import usable_second
from db.job_log import Logged
from tests.dashboard import troubled
from tests.dashboard.conftest import Visit
from tests.dashboard.screens.troubled_screens import Open, ledger, opened, table, words
from tests.db.cast import IVO, NOON, account, clip, keep, log

__all__ = ["ledger", "opened"]
PARTS = ("Per unit", "A usable second", "Keep rates", "Spread", "Clips")


def judge(ledger: Engine, *, kept: int, rejected: int) -> None:
    """So many of Mara's clips are kept whole, and so many rejected; of Ivo's one is kept."""
    said = [Logged(external_id="i0", usable=Decimal(5))]
    said += [Logged(external_id=f"m{n}", usable=Decimal(5 if n < kept else 0)) for n in range(kept + rejected)]
    log(ledger, account(ledger), *said, closed_before=troubled.CLOSED_BEFORE)


def tiles(app: AppTest) -> dict[str, str]:
    """What each tile says."""
    return {tile.label: tile.value for tile in app.metric}


def test_unit_costs_are_the_views(ledger: Engine, opened: Open) -> None:
    """By model, the table has the View's numbers, the dearest first; nobody judged, so a usable second is a dash."""
    app = opened("unit_costs")
    shown = table(app, "Unit costs by model").set_index("model")
    asked = troubled.view(ledger).figures(["cost", "cost_per_second"], ["model"]).set_index("model")
    known = asked[asked["cost"].notna()]["cost"]
    assert shown["cost"].dropna().to_dict() == {word or "model unknown": float(cost) for word, cost in known.items()}
    assert shown.index[0] == "kling-3.0"
    assert shown["cost_per_second"]["kling-3.0"] == pytest.approx(float(asked["cost_per_second"]["kling-3.0"]))
    assert tiles(app)["Cost per usable second"] == "–"


def test_another_word_and_another_unit(opened: Open) -> None:
    """?by=Team&compare=Cost+per+clip: trailers paid 0.63 a clip."""
    app = opened("unit_costs", by="Team", compare="Cost per clip")
    assert table(app, "Unit costs by team").set_index("team")["cost_per_clip"]["trailers"] == pytest.approx(0.63)
    assert "Cost per clip by team" in words(app)


def test_what_nobody_knows_says_what_to_do(opened: Open) -> None:
    """Without a job log no video is known, and the way to one is told."""
    assert "reelspend import generations" in words(opened("unit_costs", compare="Cost per video"))


def test_the_steps_of_a_usable_second(ledger: Engine, opened: Open) -> None:
    """Kept: 2 × 0.63 + 1.20 = 2.46, rejected 0.63; 57 × 0.63 + 9 × 1.20 + 3 × 0.40 + 0.90 = 48.81 nobody judged, and
    lines of 2.50 and 0.123456789 have no clip. Together they are the total on the tile, for 15 seconds."""
    judge(ledger, kept=2, rejected=1)
    app = opened("unit_costs", look_at="A usable second")
    shown = table(app, "A usable second, step by step").set_index("step")
    found = usable_second(troubled.view(ledger))
    assert shown["cost"].to_dict() == {
        "Kept": pytest.approx(2.46), "Rejected": pytest.approx(0.63), "Not judged": pytest.approx(48.81),
        "Bills without a clip": pytest.approx(2.623456789),
    }  # fmt: skip
    assert found.total == ((Decimal("51.90") + Decimal("2.623456789")) / 15).quantize(Decimal("1e-12"))
    assert shown["per_usable_second"].sum() == pytest.approx(float(found.total))
    assert tiles(app)["Full cost per usable second"] == f"${found.total:.3f}"


def test_nothing_kept_leads_to_marking(ledger: Engine, opened: Open) -> None:
    """Without a kept second there is no usable one: the money is there, and a link to the clips."""
    app = opened("unit_costs", look_at="A usable second")
    assert "no second in view was kept" in words(app)
    assert table(app, "A usable second, step by step")["per_usable_second"].isna().all()


def test_too_few_labels_are_no_rate(ledger: Engine, opened: Open) -> None:
    """29 judged clips have a range and the words in place of a rate."""
    judge(ledger, kept=20, rejected=9)
    shown = table(opened("unit_costs", look_at="Keep rates", by="Team"), "Keep rate by team")
    assert shown["note"].tolist() == ["too few labels (below 30)"] * 2
    assert shown["keep_rate"].isna().all()


def test_enough_labels_are_a_rate(ledger: Engine, opened: Open) -> None:
    """20 of 30 are 66.7 %."""
    judge(ledger, kept=20, rejected=10)
    shown = table(opened("unit_costs", look_at="Keep rates", by="Team"), "Keep rate by team")
    assert shown.set_index("team")["keep_rate"]["trailers"] == pytest.approx(100 * 20 / 30)


def test_without_labels_there_are_no_rates(opened: Open) -> None:
    """Nobody judged anything, and the screen says who could."""
    assert "Nobody has judged a clip in view" in words(opened("unit_costs", look_at="Keep rates"))


def test_clips_that_stand_out_are_named_and_linked(ledger: Engine, opened: Open) -> None:
    """Ivo's clip of 6.00 among those of 1.20 is named; none is where all are alike."""
    alike = opened("unit_costs", look_at="Spread", by="Team")
    assert "No clip costs more than 3 times" in words(alike)
    keep(ledger, account(ledger), [clip("dear", NOON, line=Decimal(6), **IVO)])
    app = opened("unit_costs", look_at="Spread", by="Team")
    assert table(app, "Clips that stand out")["external_id"].tolist() == ["dear"]
    (link,) = app.get("page_link")
    assert "dear: $6.00, 5.0 times the median, $4.80 above it" in link.proto.label.replace("\\", "")
    assert "clip=dear" in link.proto.query_string


def test_one_clip_by_its_id(opened: Open) -> None:
    """?look_at=Clips&clip=m7 shows that clip, and an id that is not there is a sentence."""
    app = opened("unit_costs", look_at="Clips", clip="m7")
    (editor,) = app.dataframe
    assert editor.value["external_id"].tolist() == ["m7"]
    assert "No clip in the days and filters chosen has this id" in words(
        opened("unit_costs", look_at="Clips", clip="?")
    )


def test_saving_nothing_changes_nothing(ledger: Engine, opened: Open) -> None:
    """Save without a change says so, and the ledger's version is what it was."""
    before = troubled.view(ledger).version()
    app = opened("unit_costs", look_at="Clips")
    app.button(key="save").click().run()
    assert "nothing to save" in words(app)
    assert troubled.view(ledger).version() == before


@pytest.mark.parametrize("part", PARTS)
def test_every_part_has_its_states(visit: Visit, opened: Open, tmp_path: Path, part: str) -> None:
    """In days without work a longer period is advised; a filter that leaves only planning breaks nothing."""
    assert "Choose a longer period" in words(opened("unit_costs", days=["2026-11-25", "2026-11-30"], look_at=part))
    assert opened("unit_costs", look_at=part, kind=["other"]).title[0].value == "Unit costs"


def test_nothing_collected_yet_tells_what_to_do(visit: Visit, tmp_path: Path) -> None:
    """A first visitor is sent to collect or to the demonstration."""
    troubled.configuration(tmp_path, f"sqlite:///{tmp_path / 'new.db'}")
    assert "reelspend collect" in words(visit(tmp_path, "unit_costs"))


@pytest.mark.parametrize("part", PARTS)
def test_a_reader_of_one_team_sees_that_team_only(ledger: Engine, part: str) -> None:
    """PROMISE 9: with a Reader of social no part names another team, its clips or its keys."""
    judge(ledger, kept=20, rejected=20)
    app = AppTest.from_function(_costs_of_social, args=(str(ledger.url),), default_timeout=30)
    app.query_params["look_at"], app.query_params["by"] = part, "Team"
    app.run()
    assert not app.exception
    said = words(app) + "".join(frame.value.to_csv() for frame in app.dataframe)
    assert "trailers" not in said
    assert "key-mara" not in said
    assert "m7" not in said


def _costs_of_social(url: str) -> None:
    from datetime import UTC, datetime
    from zoneinfo import ZoneInfo

    from dashboard.screens import unit_costs
    from dashboard.ui.visit import Visit, begin
    from db.engine import open_ledger
    from tests.dashboard import troubled

    begin(Visit(troubled.view(open_ledger(url), "social"), datetime(2026, 11, 22, 12, tzinfo=UTC), ZoneInfo("UTC")))
    unit_costs.draw()
