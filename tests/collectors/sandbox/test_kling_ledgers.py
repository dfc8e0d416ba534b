"""Does the sandbox keep Kling's contract for its two ledgers and the packs?"""

from collections import Counter, defaultdict
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import count
from typing import Any

from collectors.sandbox import Studio, Truth, serving
from tests.collectors.sandbox.kling_words import LEDGERS, YEAR, deducted
from tests.collectors.sandbox.line import NOW, Line, listed, milliseconds


def day_of(row: dict[str, Any]) -> str:
    """The UTC day of a deduction."""
    return datetime.fromtimestamp(int(row["deduction_time"]) // 1000, UTC).date().isoformat()


def test_ledgers_are_the_truth(kling: Line, studio: Studio, truth: Truth) -> None:
    """Units at the price of their pack and cash, over all pages: each day adds up to the nano-dollar."""
    prices = {pack.id: Decimal(pack.micro) / 1_000_000 for pack in studio.deductions.packs}
    sums: dict[str, Decimal] = defaultdict(Decimal)
    units, cash = (deducted(kling, path) for path in LEDGERS)
    for row in units:
        sums[day_of(row)] += row["deduction_amount"] * prices[row["package_id"]]
    for row in cash:
        sums[day_of(row)] += row["deduction_amount"]
    days = {day: one for (account, day), one in truth.by("account", "day").items() if account == "kling-brand"}
    assert sums == {day: one.money for day, one in days.items() if one.money}
    assert len({row["task_id"] for row in units + cash}) == len(units + cash)


def test_seconds_and_clips_are_the_truth(kling: Line, studio: Studio) -> None:
    """Two days after the year's end, every video of it is in a ledger with its length; speech has none."""
    later = NOW.replace(day=25)
    with (
        serving(studio, lambda: later, ticks=count().__next__) as url,
        Line(f"{url}/kling", f"Bearer {studio.keys.kling_api}") as line,
    ):
        rows = [row for path in LEDGERS for row in deducted(line, path, end_time=milliseconds(later))]
    videos = [row for row in rows if row["duration"]]
    known = Truth(studio, later).by("account")["kling-brand",]
    assert 0 < len(rows) - len(videos) < len(rows) / 10
    assert all(Decimal(row["duration"]) % 1 == Decimal("0.041") for row in videos)
    waiting = known.clips - len(videos)
    assert 0 <= waiting < 10  # tasks that ended within the last hours and are in no ledger yet
    assert known.seconds - sum(round(Decimal(row["duration"])) for row in videos) <= 15 * waiting


def test_units_go_down_row_by_row(kling: Line, studio: Studio) -> None:
    """Within a pack each row begins with what the one before left, and none takes what is not there."""
    last: dict[str, Decimal] = {pack.id: Decimal(pack.units) / 1000 for pack in studio.deductions.packs}
    with (
        serving(studio, lambda: NOW + timedelta(days=9), ticks=count().__next__) as url,
        Line(f"{url}/kling", f"Bearer {studio.keys.kling_api}") as line,
    ):
        rows = deducted(line, LEDGERS[0], end_time=milliseconds(NOW + timedelta(days=9)))
    for row in sorted(rows, key=lambda row: row["unit_before_deduction"], reverse=True):
        assert row["unit_before_deduction"] == last[row["package_id"]]
        last[row["package_id"]] = row["unit_before_deduction"] - row["deduction_amount"]
        assert last[row["package_id"]] == row["unit_after_deduction"] >= 0


def test_units_a_second(kling: Line) -> None:
    """Kling 3.0 takes 0.9 units for a second at 720p with sound, 1.2 at 1080p, and 2.6 takes 0.3 at 720p without."""
    rows = [row for row in deducted(kling, LEDGERS[0]) if row["duration"]]
    rates = {
        (row["model_name"], row["resolution"], row["video_sound"], row["voice_control"]): Decimal(
            row["deduction_amount"]
        )
        / round(Decimal(row["duration"]))
        for row in rows
    }
    assert rates["kling-3.0", "720p", "native", False] == Decimal("0.9")
    assert rates["kling-3.0", "1080p", "native", False] == Decimal("1.2")
    assert rates["kling-2.6", "720p", "off", False] == Decimal("0.3")


def test_cash_is_at_list_price_and_only_between_packs() -> None:
    """At full size the third pack ran out three days before the next was bought: 0.14 dollars a unit."""
    studio = Studio(7, NOW.date())
    ended, bought = studio.deductions.packs[2].ended, studio.deductions.packs[3].bought
    assert ended is not None
    with (
        serving(studio, lambda: NOW, ticks=count().__next__) as url,
        Line(f"{url}/kling", f"Bearer {studio.keys.kling_api}") as line,
    ):
        rows = deducted(line, LEDGERS[1])
    assert rows
    assert all(ended <= int(row["deduction_time"]) // 1000 <= bought for row in rows)
    assert all(row["deduction_amount"] == row["list_price"] for row in rows)
    assert all(
        row["balance_before_deduction"] - row["deduction_amount"] == row["balance_after_deduction"] for row in rows
    )
    assert {(row["currency"], row["cash_type"]) for row in rows} == {("USD", "balance")}


def test_the_window_is_by_creation(kling: Line) -> None:
    """A window that ends between a task's creation and its deduction has the task, one that begins there has not."""
    ended = [{"key": "status", "values": ["succeeded"]}]
    task = next(listed(kling, "/tasks", {"start_time": str(milliseconds(NOW.replace(day=10))), "filters": ended}))
    created, middle = task["create_time"], task["create_time"] + 1
    first = deducted(kling, LEDGERS[0], start_time=created, end_time=middle)
    assert [row["task_id"] for row in first] == [task["id"]]
    assert int(first[0]["deduction_time"]) > middle
    after = deducted(kling, LEDGERS[0], start_time=middle, end_time=task["update_time"] + 60_000)
    assert task["id"] not in {row["task_id"] for row in after}


def test_filters(kling: Line, studio: Studio) -> None:
    """Values of one key are alternatives, different keys all hold."""
    rows = deducted(kling, LEDGERS[0])
    names = [name for name, _ in Counter(row["api_key_name"] for row in rows).most_common(2)]
    pack = rows[-1]["package_id"]
    asked = [{"key": "api_key_name", "values": names}, {"key": "package_id", "values": [pack]}]
    wanted = [row for row in rows if row["api_key_name"] in names and row["package_id"] == pack]
    assert deducted(kling, LEDGERS[0], filters=asked) == wanted != []
    assert deducted(kling, LEDGERS[0], filters=[{"key": "product_type", "values": ["image"]}]) == []
    trial = [{"key": "package_name", "values": ["Trial-Video-100Units-5Con-1Months"]}]
    assert {row["package_id"] for row in deducted(kling, LEDGERS[0], filters=trial)} == {studio.deductions.packs[0].id}


def test_beside_a_cursor_all_else_is_ignored(kling: Line) -> None:
    """The second page follows the first, whatever else the body says."""
    page = kling.post(LEDGERS[0], YEAR | {"limit": 5})["data"]
    both = deducted(kling, LEDGERS[0], limit=500)[:10]
    following = kling.post(LEDGERS[0], {"cursor": page["next_cursor"], "limit": 400, "start_time": 1})["data"]
    assert page["result"]["detail"] + following["result"]["detail"] == both


def test_late_rows_come_with_the_clock(studio: Studio) -> None:
    """Tasks of 18 November are in the ledger in part that evening, and all three days later."""
    clock = [NOW.replace(day=18, hour=23)]
    day = {
        "start_time": milliseconds(NOW.replace(day=18, hour=0)),
        "end_time": milliseconds(NOW.replace(day=18, hour=22)),
    }
    with (
        serving(studio, lambda: clock[0], ticks=count().__next__) as url,
        Line(f"{url}/kling", f"Bearer {studio.keys.kling_api}") as kling,
    ):
        early = {row["task_id"] for row in deducted(kling, LEDGERS[0], **day)}
        clock[0] = NOW.replace(day=21)
        late = {row["task_id"] for row in deducted(kling, LEDGERS[0], **day)}
    assert early < late


def test_packs_by_when_they_were_bought(kling: Line, studio: Studio) -> None:
    """A window finds the packs bought in it, however long they last; a name finds the one."""
    path, name = "/account/costs", "resource_pack_subscribe_infos"
    every = kling.get(path, **YEAR)["data"]
    bought = [pack for pack in studio.deductions.packs if pack.bought <= NOW.timestamp()]
    assert (every["code"], every["msg"]) == (0, "SUCCEED")
    assert [pack["resource_pack_id"] for pack in every[name]] == [pack.id for pack in bought]
    assert {pack["status"] for pack in every[name]} <= {"online", "runOut", "expired"}
    second = every[name][1]["purchase_time"]
    assert len(kling.get(path, start_time=second, end_time=second + 1)["data"][name]) == 1
    one = kling.get(path, **YEAR, resource_pack_name="Trial-Video-100Units-5Con-1Months")["data"][name]
    assert [pack["total_quantity"] for pack in one] == [100]


def test_what_is_left_lags_twelve_hours(kling: Line, studio: Studio) -> None:
    """A pack's remaining units are its total less all that was deducted up to twelve hours ago."""
    paid, until = studio.deductions, (NOW - timedelta(hours=12)).timestamp()
    for place, pack in enumerate(kling.get("/account/costs", **YEAR)["data"]["resource_pack_subscribe_infos"]):
        taken = sum(int(units) for units in paid.units[(paid.pack == place) & (paid.done <= until)])
        assert pack["remaining_quantity"] == pack["total_quantity"] - Decimal(taken) / 1000
