"""Negotiated prices that came in a file: kept, changed, ended and taken back, and the report of it."""

from pathlib import Path

import pytest

from collectors.deliveries import Delivery, UntrustedFile, file_kind
from db.engine import Engine
from tests.collectors.post import NOON, Post

HEADER = "seller,model,unit,amount,currency,valid_from,valid_to,source"
KLING = "fal,kling-3.0,second,0.10,USD,2026-11-01,,offer 17"
VEO = "fal,veo-3.1,second,0.30,USD,2026-11-01,,offer 17"


@pytest.fixture
def post(ledger: Engine, tmp_path: Path) -> Post:
    """A ledger in which two prices are agreed on."""
    filled = Post(ledger, tmp_path)
    done = filled.table("prices", HEADER, KLING, VEO)
    assert (done.rows, done.new, done.changed, done.unchanged, done.gone) == (2, 2, 0, 0, 0)
    return filled


def agreed(post: Post) -> list[tuple[object, ...]]:
    """Model, amount, first day and first day without, of what is agreed."""
    sql = "SELECT model, amount, valid_from, valid_to FROM price WHERE origin = 'negotiated' ORDER BY model, valid_from"
    return post.rows(sql)


def test_the_same_prices_again_change_nothing(post: Post) -> None:
    """No row of any table is other than before."""
    before = post.everything()
    done = post.table("prices", HEADER, KLING, VEO)
    assert (done.rows, done.new, done.changed, done.unchanged, done.days) == (2, 0, 0, 2, 0)
    assert post.everything() == before


def test_a_price_is_changed_and_ended(post: Post) -> None:
    """Kling ends with the year and Veo stays, though the file lacks it; the audit has both amounts."""
    done = post.table("prices", HEADER, "fal,kling-3.0,second,0.11,USD,2026-11-01,2027-01-01,offer 17")
    assert (done.rows, done.new, done.changed, done.unchanged) == (1, 0, 1, 0)
    assert agreed(post) == [
        ("kling-3.0", 110_000_000, 20261101, 20270101),
        ("veo-3.1", 300_000_000, 20261101, None),
    ]
    told = "SELECT who, before, after FROM audit WHERE what = 'negotiated prices' ORDER BY id DESC LIMIT 1"
    assert post.rows(told) == [
        (
            "import prices",
            "fal kling-3.0 second USD 20261101 to further notice: 0.1",
            "fal kling-3.0 second USD 20261101 to 20270101: 0.11",
        )
    ]


def test_a_file_may_replace_all(post: Post) -> None:
    """With --replace what the file lacks is taken back."""
    done = post.table("prices", HEADER, VEO, replace=True)
    assert (done.rows, done.new, done.changed, done.unchanged, done.gone) == (1, 0, 0, 1, 1)
    assert agreed(post) == [("veo-3.1", 300_000_000, 20261101, None)]


def test_a_price_that_fits_no_work_is_told(post: Post) -> None:
    """The ledger is empty, so there is nothing yet that the price could hold for."""
    done = post.table("prices", HEADER, KLING)
    assert done.notes == [
        "no work in the ledger fits the price of kling-3.0 at fal by the second;"
        " where there should be some, check these words"
    ]


def test_two_files_that_disagree_are_refused(post: Post) -> None:
    """The same work and day in both: nothing is kept."""
    files = [post.folder / "one.csv", post.folder / "two.csv"]
    for file, line in zip(files, (KLING, KLING.replace("0.10", "0.2")), strict=True):
        file.write_text(f"{HEADER}\n{line}\n", encoding="utf-8")
    before = post.everything()
    with pytest.raises(UntrustedFile, match=r"two\.csv says again what .*one\.csv says; take it out"):
        file_kind("prices").bring(Delivery(post.ledger, post.settings, files, NOON))
    assert post.everything() == before
