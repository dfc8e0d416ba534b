"""An export brought into the ledger: is it the bill, whole and once, and each team's share what its keys used?"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from collectors.deliveries import Delivery, UntrustedFile, file_kind
from collectors.delivery import NotImported
from collectors.means import Means
from collectors.run import collect
from db.engine import Engine
from db.settings import Account, Secret
from tests.collectors.asking import Time
from tests.collectors.files.bills import line, write_csv
from tests.collectors.files.exports import DAY, NOW, OUT, PAID, STUDIO, USED, Console, Lines, paid, used

LATER = "2026-09-15"
AFTER: Lines = [used(LATER, "social-plan", OUT, "0.0000006", 1_000_000)]
BILLED: Lines = [paid(LATER, "0.6")]


@pytest.fixture
def console(ledger: Engine, tmp_path: Path) -> Console:
    """An empty ledger and an empty folder."""
    return Console(ledger, tmp_path)


def test_each_team_pays_for_what_its_keys_used(console: Console) -> None:
    """0.4776 and 0.06 dollars of tokens, and the bill of 0.5376 is spread so, to the nano-dollar."""
    console.rule()
    done = console.bring(console.export("september.zip"))
    assert (done.rows, done.new, done.changed, done.gone, done.days) == (7, 7, 0, 0, 1)
    assert done.accounts == ("deepseek-studio",)
    assert console.figures("cost", "tokens") == {"trailers": ("0.4776", "5530000"), "social": ("0.06", "100000")}
    assert console.rows("SELECT SUM(requests) FROM daily") == [(1187,)]
    assert console.rows("SELECT lines, settled FROM bill") == [(537_600_000, 537_600_000)]


def test_what_was_billed_counts_not_what_the_prices_say(console: Console) -> None:
    """Half of it was billed: each team has half, and a note says that prices and bill differ."""
    console.rule()
    done = console.bring(console.export("half.zip", costs=[paid(DAY, "0.2688")]))
    assert console.figures("cost") == {"trailers": ("0.2388",), "social": ("0.03",)}
    assert done.notes[0] == (
        "1 of 1 days of a model were billed other than price × amount, first 2026-09-14 deepseek-flash"
        " (0.5376 by its prices, 0.2688 billed); what was billed counts"
    )


def test_granted_credit_is_cost_of_the_same_work(console: Console) -> None:
    """Money and a gift of 0.2688 each together are what the work cost, and a note tells of the gift."""
    console.rule()
    done = console.bring(console.export("gift.zip", costs=[paid(DAY, "0.2688"), paid(DAY, "0.2688", "granted")]))
    assert console.figures("cost") == {"trailers": ("0.4776",), "social": ("0.06",)}
    assert done.notes[0] == "0.2688 USD of it was paid from granted credit"


def test_the_two_csvs_together_are_the_archive(console: Console) -> None:
    """In either order, and after the archive nothing is new."""
    console.bring(console.export("september.zip"))
    before = console.everything()
    halves = console.half("amount.csv", USED), console.half("cost.csv", PAID)
    for files in (halves, halves[::-1]):
        done = console.bring(*files)
        assert (done.new, done.changed, done.gone, done.unchanged, done.days) == (0, 0, 0, 7, 0)
    assert console.everything() == before


def test_a_later_export_takes_the_place_of_the_earlier(console: Console) -> None:
    """The 14th has grown and has another key: its rows are replaced, and nothing counts twice."""
    console.rule()
    console.bring(console.export("early.zip", USED[-1:], [paid(DAY, "0.06")]))
    assert console.figures("cost") == {"social": ("0.06",)}
    done = console.bring(console.export("late.zip"))
    assert (done.new, done.changed, done.gone) == (5, 1, 0)
    assert console.figures("cost") == {"trailers": ("0.4776",), "social": ("0.06",)}


def test_a_key_that_was_renamed_leaves_its_old_rows(console: Console) -> None:
    """The export of today calls it otherwise, for the past as well."""
    console.rule()
    console.bring(console.export("early.zip"))
    renamed = [row | {"api_key_name": "trailers-plan"} for row in USED]
    assert console.bring(console.export("late.zip", renamed)).gone == 1
    assert console.figures("cost") == {"trailers": ("0.5376",)}


def test_an_older_export_is_refused_unless_it_is_meant(console: Console) -> None:
    """It has less of the 14th than the ledger; with --replace it counts all the same."""
    console.bring(console.export("late.zip"))
    before = console.everything()
    early = console.export("early.zip", USED[-1:], [paid(DAY, "0.06")])
    with pytest.raises(
        NotImported, match=r"has 1 line of deepseek-studio from 2026-09-14 on that these files lack, or"
    ):
        console.bring(early)
    assert console.everything() == before
    assert console.bring(early, replace=True).gone == 5
    assert console.figures("cost") == {"unattributed": ("0.06",)}


def test_the_last_day_stays_open_until_a_later_export_has_it(console: Console) -> None:
    """Weeks later it may still be partial; once an export goes on to the 15th, the 14th is closed."""
    closed = "SELECT day, closed FROM bill ORDER BY day"
    done = console.bring(console.export("first.zip"))
    assert done.notes == ["2026-09-14, the last day in it, may be partial and stays open until a later export has it"]
    assert [(day, bool(is_closed)) for day, is_closed in console.rows(closed)] == [(20260914, False)]
    console.bring(console.export("second.zip", USED + AFTER, PAID + BILLED))
    assert [(day, bool(is_closed)) for day, is_closed in console.rows(closed)] == [(20260914, True), (20260915, False)]


def test_a_day_may_be_corrected_for_three_days(console: Console) -> None:
    """On the 16th nothing is closed; on the 18th, with the same file again, the 14th is."""
    console.now = NOW.replace(month=9, day=16)
    both = console.export("both.zip", USED + AFTER, PAID + BILLED)
    console.bring(both)
    assert console.rows("SELECT COUNT(*) FROM bill WHERE closed") == [(0,)]
    console.now += timedelta(days=2)
    done = console.bring(both)
    assert (done.new, done.changed, done.days) == (0, 0, 0)
    assert console.rows("SELECT day FROM bill WHERE closed") == [(20260914,)]


def test_days_of_two_time_zones_do_not_share_hours(console: Console) -> None:
    """The UTC 13th reaches eight hours into the 14th of Shanghai: refused, or with --replace taken back."""
    old = [used("2026-09-13", "k", OUT, "6e-7", 1_000_000, zone="")], [paid("2026-09-13", "0.6", zone="")]
    console.bring(console.export("old.zip", *old))
    new = console.export("new.zip")
    with pytest.raises(NotImported, match="2026-09-13 of deepseek-studio in the ledger is a day of another time zone"):
        console.bring(new)
    assert console.bring(new, replace=True).gone == 2
    assert console.figures("cost", by="day") == {"2026-09-14": ("0.5376",)}
    with pytest.raises(NotImported, match="2026-09-14 of deepseek-studio in the ledger is a day of another"):
        console.bring(console.export("old.zip", [old[0][0] | {"utc_date": "20260913"}], old[1]))


def test_an_hour_of_daylight_saving_is_not_shared(console: Console) -> None:
    """The day on which clocks go back has 25 hours, and the next one begins where it ends."""
    autumn = ("2026-10-25", "+02:00", "2026-10-26", "+01:00")
    for day, zone in (autumn[:2], autumn[2:]):
        console.bring(
            console.export("day.zip", [used(day, "k", OUT, "6e-7", 10**6, zone=zone)], [paid(day, "0.6", zone=zone)])
        )
    assert console.figures("cost", by="day") == {"2026-10-25": ("0.6",), "2026-10-26": ("0.6",)}


def utc(day: str) -> tuple[Lines, Lines]:
    """A day of the older form, with one token that cost a dollar."""
    return [used(day, "k", OUT, "1", 1, zone="")], [paid(day, "1", zone="")]


Wrong = Callable[[Console], list[Path]]
MANY = USED[0] | {"amount": "many"}
OTHER = USED[0] | {"user_id": "aa11"}
WRONG: dict[str, tuple[Wrong, str]] = {
    "amount without cost": (lambda c: [c.half("a.csv", USED)], r"a\.csv: what it cost is missing; give DeepSeek's ZIP"),
    "cost without amount": (lambda c: [c.half("c.csv", PAID)], "what was used, and by which key is missing"),
    "the same file twice": (lambda c: [c.export("a.zip"), c.export("b.zip")], r"b\.zip is the same as .*a\.zip"),
    "a day twice": (
        lambda c: [c.export("a.zip"), c.export("b.zip", USED[:1])],
        r"2026-09-14 is both in .*a\.zip and in .*b\.zip; give each day once",
    ),
    "two users": (lambda c: [c.export("a.zip", [*USED, OTHER])], r"several users \(7f3a2c, aa11\)"),
    "two time zones": (
        lambda c: [c.export("new.zip"), c.export("old.zip", *utc("2026-09-13"))],
        "2026-09-13 and 2026-09-14 are days of different time zones and share hours",
    ),
    "costs of other days": (
        lambda c: [c.half("a.csv", USED), c.half("c.csv", BILLED)],
        "2026-09-14 was used but has no cost; give both CSVs of the same export",
    ),
    "a row that is none": (
        lambda c: [c.export("a.zip", [*USED, MANY])],
        r"1 of its 8 rows cannot be read .*: line 8: amount-x\.csv: amount: 'many' is not a number",
    ),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_what_cannot_be_the_bill_is_refused_whole(console: Console, wrong: str) -> None:
    """One sentence says why, and nothing is stored."""
    files, why = WRONG[wrong]
    with pytest.raises(UntrustedFile, match=why):
        console.bring(*files(console))
    assert not any(console.everything()[table] for table in ("account", "stream", "usage", "charge", "bill"))


def test_whose_export_it_is_must_be_said_where_nobody_can_know(console: Console) -> None:
    """Of two accounts of DeepSeek's one must be named; without any, a name is needed as well."""
    export = console.export("september.zip")
    console.accounts = (STUDIO, replace(STUDIO, name="deepseek-lab"))
    with pytest.raises(NotImported, match="add --account deepseek-studio or deepseek-lab"):
        console.bring(export)
    console.accounts = ()
    with pytest.raises(NotImported, match="add --account with a name for it"):
        console.bring(export)
    assert console.bring(export, account="planning").accounts == ("planning",)


def test_an_account_that_is_billed_otherwise_is_refused(console: Console) -> None:
    """fal's own bill, or a FOCUS bill of the same name, and the export would count twice."""
    fal = Account("fal-studio", "fal", date(2026, 9, 1), {"key": Secret("env:FAL_ADMIN_KEY")})
    console.accounts = (STUDIO, fal)
    export = console.export("september.zip")
    with pytest.raises(NotImported, match="fal-studio is collected from its provider, and its bill would count twice"):
        console.bring(export, account="fal-studio")
    focus = write_csv(console.folder / "bill.csv", [line()])
    file_kind("focus").bring(Delivery(console.ledger, console.settings, [focus], NOW, "reelhost"))
    with pytest.raises(NotImported, match="reelhost is collected"):
        console.bring(export, account="reelhost")
    console.bring(export, account="deepseek-studio")
    with pytest.raises(NotImported, match="deepseek-studio is collected"):
        file_kind("focus").bring(Delivery(console.ledger, console.settings, [focus], NOW, "deepseek-studio"))


def balance(_: httpx.Request) -> httpx.Response:
    """What DeepSeek answers about its account."""
    infos = [{"currency": "USD", "granted_balance": "0.00", "topped_up_balance": "118.42"}]
    return httpx.Response(200, json={"is_available": True, "balance_infos": infos})


def asked(console: Console, account: Account) -> Any:
    """Collect the account, with nobody waiting."""
    time = Time()
    means = Means(
        now=lambda: console.now, seconds=lambda: time.now, sleep=time.sleep,
        environ={"DEEPSEEK_KEY": "sk-mara"}, transport=httpx.MockTransport(balance),
    )  # fmt: skip
    return collect(console.ledger, console.settings, account, means)


def test_the_account_is_asked_for_its_balance_beside_its_files(console: Console) -> None:
    """Before and after: its data reach as far as its files, its teams and closed days stay, its credit is known."""
    account = replace(STUDIO, default_team="planning")
    console.accounts = (account,)
    first = asked(console, account)
    assert (first.error, first.through, first.rows) == ("", None, 2)
    console.bring(console.export("both.zip", USED + AFTER, PAID + BILLED))
    before = console.everything()
    second = asked(console, account)
    assert second.error == ""
    assert second.through.isoformat() == "2026-09-14T16:00:00+00:00"  # where the last day begins in Shanghai
    assert console.everything() == before
    assert console.figures("cost") == {"planning": ("1.1376",)}
    assert console.rows("SELECT pot, amount FROM balance ORDER BY pot") == [
        ("granted", 0),
        ("topped up", 118_420_000_000),
    ]


def test_without_a_rate_the_share_is_still_by_price(console: Console) -> None:
    """In yuan, which nothing converts here: 3 and 1 of 4 yuan fall on the teams as their tokens cost."""
    console.rule()
    amounts = [
        used(DAY, "trailers-plan", OUT, "0.000004", 750_000),
        used(DAY, "social-plan", OUT, "0.000004", 250_000),
        used(DAY, "social-plan", "request_count", "", 7),
    ]
    console.bring(console.export("yuan.zip", amounts, [paid(DAY, "4.00", currency="CNY")]))
    assert console.figures("billed_cost") == {"trailers": ("3",), "social": ("1",)}
