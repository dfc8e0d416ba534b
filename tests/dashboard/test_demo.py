"""Does the demonstration collect a year from providers of its own?"""

import json
from decimal import Decimal
from pathlib import Path

from collectors.sandbox.book import all_books
from dashboard.demo import MARK
from tests.dashboard.terminal import ended, process

BOOKS = [book.account for book in all_books()]


def test_the_demonstration_collects_a_year(tmp_path: Path) -> None:
    """Thirteen months of every account are in the ledger, and nothing is left of the demonstration before."""
    show = tmp_path / "show"
    show.mkdir()
    for name in (MARK, "of-yesterday.txt"):
        (show / name).touch()
    said = ended(process("demo --folder show --size 0.01 --no-look", tmp_path / "reelspend.toml"))
    assert said.code == 0
    assert said.err.splitlines()[-1].endswith(" rows are in the ledger.")
    assert not (show / "of-yesterday.txt").exists()
    report = process("report --by account,month --measure cost --format json", show / "reelspend.toml")
    rows = json.loads(ended(report).out)["rows"]
    assert {row["account"] for row in rows} == {"fal-studio", "openai-plan", "kling-brand", *BOOKS}
    assert len({row["month"] for row in rows}) == 13
    assert sum(Decimal(row["cost"]) for row in rows) > 0
