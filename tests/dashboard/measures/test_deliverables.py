"""What a video cost and why, added up by hand."""

from datetime import date
from decimal import Decimal
from typing import Any

import pandas as pd

from dashboard.measures.deliverables import dearest_first, deliverables, per_minute, why

TODAY = date(2026, 11, 22)


def frame(*rows: dict[str, Any]) -> pd.DataFrame:
    """Rows as a View hands them out."""
    return pd.DataFrame(list(rows), dtype=object)


def sums(video: str, cost: str | None, usable: str | None) -> dict[str, Any]:
    """A video's sums."""
    return {
        "video": video, "cost": None if cost is None else Decimal(cost), "seconds": Decimal(30),
        "usable_seconds": None if usable is None else Decimal(usable), "used_share": None, "clips": Decimal(6),
        "kept": None, "judged": None,
    }  # fmt: skip


def spent(video: str, kind: str, team: str, day: date, cost: str | None) -> dict[str, Any]:
    """What was spent on a video on a day."""
    money = None if cost is None else Decimal(cost)
    return {"video": video, "kind": kind, "team": team, "day": day, "cost": money}


def named(*rows: tuple[str, str, str | None]) -> pd.DataFrame:
    """What videos are called, and how long they became."""
    known = [{"id": i, "title": t, "team": "", "seconds": None if s is None else Decimal(s)} for i, t, s in rows]
    return frame(*known) if known else pd.DataFrame(columns=["id", "title", "team", "seconds"])


def test_plan_and_render_are_apart_and_the_dearest_comes_first() -> None:
    """9 rendered and 1 planned are 10; 30 s of it used make 20 a minute; work of no video is no row."""
    spread = frame(
        spent("T", "render", "trailers", date(2026, 11, 3), "6"), spent("T", "render", "social", TODAY, "3"),
        spent("T", "plan", "trailers", TODAY, "1"), spent("S", "render", "social", date(2026, 11, 7), "4"),
        spent("", "render", "social", TODAY, "5"),
    )  # fmt: skip
    found = deliverables(
        frame(sums("S", "4", None), sums("", "5", None), sums("T", "10", "30")), spread, named(), TODAY
    )
    assert found["video"].tolist() == ["T", "S"]
    first, second = found.to_dict("records")
    assert (first["render"], first["plan"], first["cost_per_finished_minute"]) == (9, 1, Decimal("20.00"))
    assert (first["team"], first["status"], first["last"]) == ("trailers and 1 more", "in work", TODAY)
    assert (second["plan"], second["cost_per_finished_minute"], second["status"]) == (None, None, "resting")


def test_a_length_that_is_said_makes_it_finished() -> None:
    """10 for 45 s is 13.33 a minute, however much was kept; its title is shown."""
    spread = frame(spent("T", "render", "trailers", date(2026, 1, 1), "10"))
    [row] = deliverables(frame(sums("T", "10", "30")), spread, named(("T", "Teaser", "45")), TODAY).to_dict("records")
    assert (row["title"], row["status"], row["cost_per_finished_minute"]) == ("Teaser", "finished", Decimal("13.33"))


def test_unknown_stays_unknown() -> None:
    """Without a known cost or a finished second there is no cost of a minute."""
    assert per_minute(None, Decimal(30)) is None
    assert per_minute(Decimal(10), Decimal(0)) is None
    spread = frame(spent("T", "render", "trailers", TODAY, None))
    [row] = deliverables(frame(sums("T", None, "30")), spread, named(), TODAY).to_dict("records")
    assert (row["cost"], row["render"]) == (None, None)


def test_the_shot_that_took_most_is_the_reason() -> None:
    """Shot 1 took 6 of 8; what names no shot counts in the whole and is never the reason."""
    shots = frame(
        {"shot": "2", "cost": Decimal(1), "usable": Decimal(2), "seconds": Decimal(5)},
        {"shot": "1", "cost": Decimal(6), "usable": Decimal(4), "seconds": Decimal(16)},
        {"shot": "", "cost": Decimal(1), "usable": None, "seconds": None},
    )
    found = why(shots)
    assert found
    assert (found[0]["shot"], found[1]) == ("1", Decimal("0.75"))
    assert dearest_first(shots)["used_share"].tolist() == [Decimal("0.25"), None, Decimal("0.4")]
    assert why(shots.iloc[2:]) is None
