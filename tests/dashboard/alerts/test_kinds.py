"""What each kind of line says of studios whose numbers can be told by hand."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from sqlalchemy import Engine

from dashboard.alerts import kinds
from dashboard.alerts.evaluate import Evaluated, evaluate
from dashboard.alerts.kinds import anomaly, credit, drift, retiring, stop_loss, unattributed
from dashboard.alerts.kinds import collection as collecting
from dashboard.alerts.watch import Watch, watching
from dashboard.budgets import address
from dashboard.screens import collection, tiers, videos
from dashboard.screens.budgeting import standing
from dashboard.screens.foretelling import ahead, odd_days
from db.accounts import Ran, write_run
from db.alerts import Crossing, record, stored
from db.engine import reading, writing
from db.facts import Model
from db.sections import Alerts, StopLoss
from db.settings import Account, Settings
from db.window import GREENWICH
from tests.dashboard import filmed, prepaid, steady, troubled
from tests.dashboard.screens.troubled_screens import ledger as troubled_ledger
from tests.db.blank import ready_ledger
from tests.db.cast import IVO, NANO, NOW, account, clip, keep, line, price

__all__ = ["troubled_ledger"]
ACCOUNTS = tuple(Account(name, "fal", date(2026, 1, 1)) for name in ("fal-studio", "kling-brand"))


def settings(**alerts: Any) -> Settings:
    """Two accounts, and other limits where they are said."""
    return Settings(Path("reelspend.toml"), accounts=ACCOUNTS, alerts=Alerts.model_validate(alerts))


def watch(ledger: Engine, now: datetime = NOW, said: Settings | None = None, **alerts: Any) -> Watch:
    """Everything of a ledger at an instant."""
    return watching(ledger, said or settings(**alerts), now, GREENWICH)


def crossed(kind: str, looked: Watch) -> list[Crossing]:
    """The lines of one kind."""
    return list(kinds.every()[kind].crossings(looked))


def test_every_kind_is_a_file() -> None:
    """Each can be asked, and is found by itself."""
    folder = Path(kinds.__file__).parent
    assert sorted(kinds.every()) == sorted(path.stem for path in folder.glob("[!_]*.py"))


def test_the_addresses_name_parts_that_are_there() -> None:
    """Each screen has the part that a link opens, by its own word for it."""
    assert (anomaly.PART, retiring.PART, address.PART) == (odd_days.TITLE, ahead.TITLE, standing.TITLE)
    assert {unattributed.PART, credit.PART, collecting.PART} <= {*collection.PARTS}
    assert (drift.PART in tiers.PARTS, stop_loss.PART) == (True, videos.OVER)


def test_work_without_a_team(troubled_ledger: Engine) -> None:
    """1.10 of 54.42 is 2.0 %: over a hundredth of the month, not over a tenth; and not if 2 were too little to say."""
    [one] = crossed("unattributed", watch(troubled_ledger, unattributed=1, minimum="1"))
    assert one.said == "$1.10 of $54.42 (2.0%) of 1–22 Nov 2026 belong to no team."
    assert (one.period, one.threshold, one.scope, one.impact) == ("2026-11", "1%", "team=unattributed", 11 * NANO // 10)
    assert parse_qs(urlsplit(one.address).query) == {
        "period": ["Custom"], "days": ["2026-11-01", "2026-11-22"], "part": ["Waiting for a person"],
    }  # fmt: skip
    assert crossed("unattributed", watch(troubled_ledger, minimum="1")) == []
    assert crossed("unattributed", watch(troubled_ledger, unattributed=1, minimum="2")) == []


def test_an_account_that_a_person_must_mend(troubled_ledger: Engine) -> None:
    """fal said no for good; kling, whose work comes in files, is waited for by nobody; nor is who is not configured."""
    [one] = crossed("collection", watch(troubled_ledger))
    assert one.said == f"fal-studio cannot be collected until somebody mends it: {troubled.SAID_NO}"
    assert one.todo.endswith("then: reelspend collect --account fal-studio")
    assert (one.rule, one.scope, one.period) == ("collection of fal-studio", "account=fal-studio", "2026-11-22")
    assert crossed("collection", watch(troubled_ledger, said=Settings(Path("reelspend.toml")))) == []


def test_an_account_that_fails_again_and_again(troubled_ledger: Engine) -> None:
    """One failure is a hiccup while its data are fresh, three in a row are none; and old data are told as such."""
    number, at = account(troubled_ledger), NOW - timedelta(hours=3)
    ran(troubled_ledger, number, Ran("collect", at, at, at, at))
    fault = Ran("collect", at, at, NOW, NOW, error="no answer in 30 s")
    ran(troubled_ledger, number, fault, fault)
    assert crossed("collection", watch(troubled_ledger)) == []
    ran(troubled_ledger, number, fault)
    [one] = crossed("collection", watch(troubled_ledger))
    assert one.said == "fal-studio failed 3 times in a row, the last time with: no answer in 30 s"
    ran(troubled_ledger, number, Ran("collect", at, at, at, at))
    [late] = crossed("collection", watch(troubled_ledger, now=NOW + timedelta(days=2)))
    assert late.said == "The data of fal-studio end 22 Nov 2026 09:00 UTC, more than 36 hours ago."


def ran(ledger: Engine, number: int, *runs: Ran) -> None:
    """Keep runs."""
    with writing(ledger) as connection:
        for one in runs:
            write_run(connection, number, one)


def test_credit_that_will_not_last(tmp_path: Path) -> None:
    """140 dollars last 56 days at 2.50 a day, kling's units 32: each is told only where the days asked for are more."""
    with opened(tmp_path) as ledger:
        prepaid.fill(ledger)
        assert crossed("credit", watch(ledger)) == []
        found = crossed("credit", watch(ledger, credit_days=57))
    assert [one.rule for one in found] == ["credit of fal-studio in USD", "credit of kling-brand in KLING-UNIT"]
    assert found[0].said == "fal-studio has 140.00 USD left, enough for 56 days, until 17 Jan 2027, at 2.50 a day."
    assert (found[0].threshold, found[0].period, found[0].address) == (
        "runs out", "2026-11-22", "/collection?part=Credit",
    )  # fmt: skip


@contextmanager
def opened(folder: Path) -> Iterator[Engine]:
    """An empty ledger in a folder."""
    ledger = ready_ledger(f"sqlite:///{folder / 'reelspend.db'}")
    yield ledger
    ledger.dispose()


def test_a_shot_over_its_limit(tmp_path: Path) -> None:
    """Teaser's shot 1 took 3 takes for 6.00; told while it is news, then only if told before, then ended with work."""
    said = replace(settings(), stop_loss=StopLoss.model_validate({"takes": 2, "cost": "5"}))
    with opened(tmp_path) as ledger:
        filmed.fill(ledger)
        day = datetime(2026, 11, 4, 12, tzinfo=UTC)
        [one] = crossed("stop_loss", watch(ledger, day, said))
        later = day + timedelta(days=7)
        assert crossed("stop_loss", watch(ledger, later, said)) == []
        with writing(ledger) as connection:
            record(connection, [one], day)
        assert [each.key for each in crossed("stop_loss", watch(ledger, later, said))] == [one.key]
        over = watch(ledger, day + timedelta(days=30), said)
        assert kinds.every()["stop_loss"].ended(over, over.told[0])
        assert not kinds.every()["stop_loss"].ended(watch(ledger, later, said), over.told[0])
    assert one.said == "Shot 1 of Teaser took 3 takes, 1 too many, and cost $6.00, $1.00 too much."
    assert (one.threshold, one.scope, one.impact) == ("2 takes or $5.00", "team=trailers; video=Teaser", 6 * NANO)


def test_an_odd_day_is_told_once_while_it_is_fresh(tmp_path: Path, steady_folder: Path) -> None:
    """300.00 of social on the 7th, where 3.00 were expected: told while it is one of the last three days known in full.

    One team drove it, so it is that team's, and its lead hears of it.
    """
    view = steady.view_of(steady_folder)
    [one] = crossed("anomaly", watch(view.engine, datetime(2026, 11, 9, 12, tzinfo=UTC)))
    assert one.said == "social cost $300.00 on 7 Nov 2026, where $3.00 was expected: $297.00 more."
    who = "social · kling-3.0 · project unknown"
    assert f"{who} cost $297.00 more than usual, 100.0 × the usual seconds." in one.todo
    assert (one.period, one.threshold, one.scope) == ("2026-11-07", "more than expected", "team=social")
    assert parse_qs(urlsplit(one.address).query)["odd_one"] == ["team social from 7 Nov 2026"]
    assert crossed("anomaly", watch(view.engine, datetime(2026, 11, 9, 12, tzinfo=UTC), minimum="298")) == []
    news = [
        bool(crossed("anomaly", watch(view.engine, datetime(2026, 11, day, 12, tzinfo=UTC)))) for day in range(8, 13)
    ]
    assert news == [
        False,
        True,
        True,
        True,
        False,
    ]  # the 8th is not known in full before the 9th, nor the 7th on the 8th


def test_a_fresh_installation_hears_of_nothing_old(tmp_path: Path) -> None:
    """Of a summer of work with a wild day in it, on 22 November nothing is told at all."""
    steady.build(tmp_path)
    ledger = steady.view_of(tmp_path).engine
    assert evaluate(ledger, settings(), NOW) == Evaluated()


def test_a_restated_day_is_told_to_be_over_once(tmp_path: Path) -> None:
    """The wild day was a slip of the bill: set right on the 9th, the alert of it has cleared, once."""
    steady.build(tmp_path)
    ledger, at = steady.view_of(tmp_path).engine, datetime(2026, 11, 9, 12, tzinfo=UTC)
    assert [one.kind for one in evaluate(ledger, settings(), at).new] == ["anomaly"]
    wild = datetime(2026, 11, 7, 10, tzinfo=UTC)
    right = [clip("kling-2026-11-07", wild, "5", stated=Decimal(3), **steady_words()),
             line("bill-kling-2026-11-07", "3.00", wild, pays_for="kling-2026-11-07", **steady_words())]  # fmt: skip
    keep(ledger, account(ledger, "kling-brand", "kling"), right)
    found = [evaluate(ledger, settings(), at + timedelta(hours=hour)) for hour in (1, 2)]
    assert [[one.kind for one in each.cleared] for each in found] == [["anomaly"], []]


def steady_words() -> dict[str, Any]:
    """Whose work social's is."""
    return {"model": "kling-3.0"} | IVO


def test_a_price_that_drifts(ledger: Engine) -> None:
    """200 s listed at 0.10 and billed at 0.15: half as much again, 10.00 in November; told where 10 is enough."""
    number, at = account(ledger), datetime(2026, 11, 10, 12, tzinfo=UTC)
    keep(ledger, number, [price("0.10"), clip("a", at, "200"), line("b", "30.00", at, pays_for="a")])
    [one] = crossed("drift", watch(ledger, minimum="10"))
    assert one.said == (
        "A second of kling-3.0 at fal was billed at $0.150 and listed at $0.100 in 2026-11: 50.0% more, $10.00 in that"
        " month."
    )
    assert (one.rule, one.period, one.impact) == ("price of kling-3.0 at fal", "2026-11", 10 * NANO)
    assert crossed("drift", watch(ledger)) == crossed("drift", watch(ledger, minimum="10", drift=51)) == []


def test_a_model_that_ends_names_one_that_lives(ledger: Engine) -> None:
    """Its maker names 2.1, which ends as well and names 3.0: that one is told. What nobody used lately is not."""
    at = datetime(2026, 11, 10, 12, tzinfo=UTC)
    seen = {"maker": "Kuaishou", "origin": "CN", "tier": "middle", "source": "a page", "checked_on": date(2026, 11, 1)}
    models = [
        Model(model="kling-2.0", retired_on=date(2026, 12, 22), replaced_by="kling-2.1", **seen),
        Model(model="kling-2.1", retired_on=date(2026, 12, 1), replaced_by="kling-3.0", **seen),
        Model(model="kling-3.0", **seen),
    ]
    old = {"model": "kling-2.0"}
    keep(ledger, account(ledger), [*models, clip("a", at, **old), line("b", "30.00", at, pays_for="a", **old)])
    [one] = crossed("retiring", watch(ledger))
    assert one.said == "kling-2.0 ends on 22 Dec 2026, in 30 days; it cost $30.00 on 25 Oct – 21 Nov 2026."
    assert one.todo.startswith("Try kling-3.0 before then")
    assert crossed("retiring", watch(ledger, retiring_days=29)) == []
    assert kinds.every()["retiring"].ended(watch(ledger, NOW + timedelta(31)), told(ledger, one))


def told(ledger: Engine, one: Crossing) -> Any:
    """The same, as it is kept."""
    with writing(ledger) as connection:
        record(connection, [one], NOW)
    with reading(ledger) as connection:
        return stored(connection)[0]
