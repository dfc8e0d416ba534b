"""A bill that came in a file: is it in the ledger whole, to the last digit, or not at all?"""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from collectors.deliveries import UntrustedFile
from collectors.delivery import NotImported
from db.engine import Engine
from db.freshness import accounts
from db.money import from_nano
from db.window import instant_of
from tests.collectors.files.bills import line
from tests.collectors.post import NOON, REELHOST, SAMPLE, Post


@pytest.fixture
def post(ledger: Engine, tmp_path: Path) -> Post:
    """An empty ledger and an empty folder."""
    return Post(ledger, tmp_path)


def test_the_real_sample_is_in_the_ledger(post: Post) -> None:
    """1,000 lines of three accounts: the exact total is told, and what whole nano-units keep of it is in the ledger."""
    done = post.bring(SAMPLE)
    accounts = (
        "AWS/1234567890123",
        "Microsoft//providers/Microsoft.Billing/billingAccounts/8611537",
        "Oracle/20209880",
    )
    assert (done.rows, done.new, done.changed, done.unchanged, done.gone) == (1000, 1000, 0, 0, 0)
    assert done.accounts == accounts
    (note,) = done.notes
    assert note.startswith("billed 20.52022672899 USD exactly; kept 20.520226737 in whole nano-units, -0.00000000801 ")
    assert set(post.cost_by("account")) == set(accounts)
    assert sum(map(Decimal, post.cost_by("account").values())) == Decimal("20.520226737")
    assert post.rows("SELECT SUM(lines), SUM(settled), SUM(rest) FROM bill") == [
        (20520226737, 20520226737, -8010000000)
    ]
    assert from_nano(20520226737) + Decimal(-8010000000).scaleb(-18) == Decimal("20.52022672899")


def test_the_same_again_changes_nothing(post: Post) -> None:
    """No row is other than before, except that one more run is remembered for each account, with nothing in it."""
    post.bring(SAMPLE)
    before = post.everything()
    again = post.bring(SAMPLE, now=NOON + timedelta(hours=1))
    after = post.everything()
    assert (again.rows, again.new, again.changed, again.unchanged, again.gone, again.days) == (1000, 0, 0, 1000, 0, 0)
    runs = "SELECT what, new, changed, gone FROM run ORDER BY id"
    assert post.rows(runs)[3:] == [("import focus", 0, 0, 0)] * 3
    assert {**after, "run": before["run"]} == before


def test_a_restated_amount_takes_the_place_of_the_old(post: Post) -> None:
    """The same line with another cost is one line still; its day was closed, so the audit says what it was."""
    post.bring(post.bill("september.csv"))
    assert post.cost_by("account", "day") == {(REELHOST, "2026-09-02"): "1.25"}
    done = post.bring(post.bill("corrected.csv", line(BilledCost="1.5")))
    assert (done.new, done.changed, done.unchanged, done.days) == (0, 1, 0, 1)
    assert post.cost_by("account", "day") == {(REELHOST, "2026-09-02"): "1.5"}
    assert post.rows("SELECT who, before, after FROM audit") == [("import", "unattributed 1.25", "unattributed 1.5")]


def test_a_correction_that_comes_later_is_a_line_of_its_own(post: Post) -> None:
    """A credit billed in October for the 2nd of September is beside the line of September, not in its place."""
    post.bring(post.bill("september.csv"))
    october = {"BillingPeriodStart": "2026-10-01T00:00:00Z", "BillingPeriodEnd": "2026-11-01T00:00:00Z"}
    done = post.bring(post.bill("october.csv", line(BilledCost="-0.25", ChargeClass="Correction", **october)))
    assert (done.new, done.changed, done.gone) == (1, 0, 0)
    assert post.cost_by("day") == {"2026-09-02": "1"}


def test_what_a_file_lacks_is_not_lost_unsaid(post: Post) -> None:
    """Of two lines one is missing: refused with how many and how much; with --replace it is taken back."""
    first, second = line(), line(SkuPriceId="R1.pro", BilledCost="3")
    post.bring(post.bill("both.csv", first, second))
    before, half = post.everything(), post.bill("half.csv", first)
    with pytest.raises(
        NotImported, match=r"has 1 line of Reelhost/studio-1 for 2026-09, worth 3, that these files lack"
    ):
        post.bring(half)
    assert post.everything() == before
    done = post.bring(half, replace=True)
    assert (done.rows, done.unchanged, done.gone, done.days) == (1, 1, 1, 1)
    assert post.cost_by("account") == {REELHOST: "1.25"}


def test_another_month_is_missed_by_nobody(post: Post) -> None:
    """A bill of October says nothing about September, so nothing of it is missing."""
    post.bring(post.bill("september.csv"))
    october = {"BillingPeriodStart": "2026-10-01T00:00:00Z", "ChargePeriodStart": "2026-10-02T00:00:00Z"}
    post.bring(post.bill("october.csv", line(**october)))
    assert post.cost_by("day") == {"2026-09-02": "1.25", "2026-10-02": "1.25"}


def test_parts_given_together_are_one_bill(post: Post) -> None:
    """Two parts with three lines that are all alike are three lines; in another order they are the same three."""
    one, two = post.bill("one.csv", line(), line()), post.bill("two.csv", line())
    assert post.bring(one, two).new == 3
    assert post.cost_by("account") == {REELHOST: "3.75"}
    again = post.bring(two, one)
    assert (again.new, again.changed, again.unchanged, again.gone) == (0, 0, 3, 0)


def test_the_same_part_twice_is_refused(post: Post) -> None:
    """By its own name or as a copy it would count twice."""
    one = post.bill("one.csv")
    for copy in (one, post.bill("copy.csv")):
        with pytest.raises(UntrustedFile, match=r"is the same as .*one\.csv and would count twice"):
            post.bring(one, copy)
    assert post.rows("SELECT * FROM account") == []


@pytest.mark.parametrize(
    "wrong", [{"BilledCost": "much"}, {"BillingCurrency": "dollars"}, {"ChargePeriodStart": "soon"}]
)
def test_one_line_that_cannot_be_read_refuses_the_whole(post: Post, wrong: dict[str, str]) -> None:
    """The total would not be the bill: also the good part that was given with it is not stored."""
    good, bad = post.bill("good.csv"), post.bill("bad.csv", line(SkuPriceId="R2"), line(**wrong))
    with pytest.raises(
        UntrustedFile, match=r"bad\.csv was not imported, because 1 of its 2 rows cannot be read .*: line 3: "
    ):
        post.bring(good, bad)
    assert not any(post.everything()[table] for table in ("account", "charge", "facet", "bill", "run"))


def test_a_file_without_lines_is_no_bill(post: Post) -> None:
    """A header alone changes nothing and says so."""
    empty = post.bill("empty.csv")
    empty.write_text(empty.read_text().splitlines()[0] + "\n")
    with pytest.raises(UntrustedFile, match="no bill line is in there"):
        post.bring(empty)


def test_one_account_that_is_refused_refuses_all(post: Post) -> None:
    """Of a file with two accounts one would lose a line: neither is stored."""
    post.bring(post.bill("both.csv", line(), line(SkuPriceId="R1.pro")))
    before = post.everything()
    with pytest.raises(NotImported, match="Reelhost/studio-1"):
        post.bring(post.bill("mixed.csv", line(BillingAccountId="another"), line()))
    assert post.everything() == before


def test_an_account_that_is_collected_is_refused(post: Post) -> None:
    """Its provider's own bill and the file would count twice; under another name the file is welcome."""
    with pytest.raises(NotImported, match="fal-studio is collected from its provider, and its bill would count twice"):
        post.bring(post.bill("bill.csv"), account="fal-studio")
    assert post.rows("SELECT * FROM account") == []
    assert post.bring(post.bill("bill.csv"), account="fal-invoices").accounts == ("fal-invoices",)


def test_names_in_a_later_bill_place_the_days_before(post: Post) -> None:
    """October calls the project otherwise: September's work goes to its team as well, and the days are counted."""
    post.rules("social,project,Spring*,")
    post.bring(post.bill("september.csv"))
    assert post.cost_by("team") == {"unattributed": "1.25"}
    october = {"BillingPeriodStart": "2026-10-01T00:00:00Z", "ChargePeriodStart": "2026-10-02T00:00:00Z"}
    done = post.bring(post.bill("october.csv", line(SubAccountName="Spring reels", **october)))
    assert done.days == 2
    assert post.cost_by("team") == {"social": "2.5"}


def test_lines_that_are_yet_to_come_make_no_account_fresh(post: Post) -> None:
    """Of a file of lines for 2031 alone nobody knows how far it reaches; the hour of 2 September ends at 01:00."""
    ahead = line(SkuId="ahead", ChargePeriodStart="2031-03-01T00:00:00Z", ChargePeriodEnd="2031-03-02T00:00:00Z")
    post.bring(post.bill("ahead.csv", ahead))
    assert list(accounts(post.ledger)["through"].isna()) == [True]
    post.bring(post.bill("both.csv", line(), ahead))
    (through,) = accounts(post.ledger)["through"]
    assert instant_of(int(through)) == datetime(2026, 9, 2, 1, tzinfo=UTC)
