"""Are the used seconds of kept clips counted by their length, on each database?"""

from decimal import Decimal

from sqlalchemy import Engine

from db.job_log import Logged
from db.ledger import Asked
from db.used import used
from tests.db.cast import MARA, NANO, account, clip, keep, line, log

NOVEMBER = Asked(20261101, 20261201)


def test_kept_clips_are_counted_by_billed_and_used_length(ledger: Engine) -> None:
    """Two clips of 5 s at 1.00 with 3 s used are one row; one rejected, one not judged and one of unknown length are
    none, and neither is one of another month."""
    fal = account(ledger)
    keep(ledger, fal, [clip(name, seconds=None if name == "e" else "5", **MARA) for name in "abcde"])
    keep(ledger, fal, [line(f"bill of {name}", "1.00", pays_for=name, **MARA) for name in "abcde"])
    said = {"a": "3", "b": "3", "c": "0", "e": "2"}
    log(ledger, fal, *(Logged(external_id=name, usable=Decimal(n)) for name, n in said.items()))
    [row] = used(ledger, NOVEMBER).to_dict("records")
    assert (row["provider"], row["model"]) == ("fal", "kling-3.0")
    assert (row["seconds"], row["used"], row["clips"], row["cost"]) == (5 * NANO, 3 * NANO, 2, 2 * NANO)
    assert used(ledger, Asked(20261001, 20261101)).empty
