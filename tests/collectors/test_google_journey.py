"""From the invented export over real HTTP and real SQL into the ledger: is Google's bill told to the nano-dollar?"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from collectors.sandbox.veo import NOT_VIDEO, Row, rows
from db.money import from_nano
from tests.collectors.journey import Journey, journey

VEO = "veo-cloud"
OTHERS = {sku.id for sku in NOT_VIDEO} | {"TAX"}


@pytest.fixture
def studio(tmp_path: Path, sqlite_database: str) -> Iterator[Journey]:
    """Five months with enough work that rows are late, corrected and on later invoices."""
    with journey(tmp_path / "studio", sqlite_database, size=0.5) as made:
        yield made


def arrived(studio: Journey) -> list[Row]:
    """The rows of video that the export holds by now."""
    return [
        row for row in rows(studio.studio) if row.arrives <= studio.clock.at.timestamp() and row.sku.id not in OTHERS
    ]


def test_cost_and_seconds_are_true(studio: Journey) -> None:
    """By team and day, what the export nets to; by month, every second whose price proves it."""
    studio.collect(VEO)
    told = {key[1:]: one.money for key, one in studio.truth.by("account", "team", "day").items() if key[0] == VEO}
    assert studio.money_by("team", "day") == told
    ours = studio.view.figures(["seconds", "clips"], ["month"])
    made = {month: one.made for (name, month), one in studio.truth.by("account", "month").items() if name == VEO}
    assert {row.month: row.seconds for row in ours.itertuples()} == made
    assert set(ours["clips"]) == {None}


def test_gross_credits_and_corrections_are_lines_of_their_own(studio: Journey) -> None:
    """Each category adds up to what the rows say of it, and an invoice is tied by its month."""
    studio.collect(VEO)
    sums, invoices = defaultdict(int), defaultdict(int)
    for row in arrived(studio):
        sums["credit"] += sum(row.credits)
        invoices[row.invoice] += row.net
    total = sum(row.net for row in arrived(studio))
    lines = studio.rows(
        "SELECT f.category, f.labels, SUM(c.amount) FROM charge c JOIN facet f ON f.id = c.facet_id GROUP BY 1, 2"
    )
    by_category, by_invoice = defaultdict(int), defaultdict(int)
    for category, labels, amount in lines:
        by_category[category] += int(amount)
        by_invoice[labels.partition('"invoice_month": "')[2][:6]] += int(amount)
    assert by_category.keys() == {"usage", "credit", "adjustment"}
    assert by_category["credit"] == sums["credit"] < 0
    assert sum(by_category.values()) == total
    assert by_invoice == invoices


def test_what_comes_late_is_found_later(studio: Journey) -> None:
    """After twelve days, collected again from the first of last month, the ledger is the export of that day."""
    studio.collect(VEO)
    before = studio.view.number("cost")
    studio.clock.at += timedelta(days=6)
    studio.collect(VEO)
    after = studio.view.number("cost")
    assert before != after
    assert after == sum((from_nano(row.net) for row in arrived(studio)), Decimal(0))
    (again,) = studio.collect(VEO)
    assert (again.new, again.changed, again.gone) == (0, 0, 0)


def test_the_key_is_nowhere(studio: Journey, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """No line of the private key, and no token, is in the database or in any output."""
    studio.collect(VEO)
    pem = (studio.settings.folder / "google.json").read_text().split("\\n")
    written = b"".join(path.read_bytes() for path in tmp_path.iterdir() if path.is_file())
    told = written.decode(errors="replace") + "".join(capfd.readouterr())
    assert len(pem) > 20
    assert [part for part in (*pem[1:-2], "ya29.", "eyJ") if part in told] == []
