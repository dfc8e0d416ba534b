"""Are the used seconds of kept clips counted by their length, on each database?"""

from collections import Counter
from decimal import Decimal

from sqlalchemy import Engine

from dashboard.measures.what_if.cover import whole_seconds
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
    assert (row["seconds"], row["upto"], row["clips"], row["cost"]) == (5 * NANO, 3, 2, 2 * NANO)
    assert row["used_cost"] == 1.2 * NANO
    assert used(ledger, Asked(20261001, 20261101)).empty


def test_frames_over_a_second_ask_for_no_longer_clip(ledger: Engine) -> None:
    """Of ten clips of 8 s at 1.60, what was used is held by as many seconds as people ask for it, at 0.20 a second."""
    fal, lengths = account(ledger), ("0.001", "1.1", "1.100000001", "2.5", "6", "6.04", "6.1", "6.11", "7.999", "8")
    keep(ledger, fal, [clip(f"t{n}", seconds="8", line=Decimal("1.60"), **MARA) for n in range(len(lengths))])
    log(ledger, fal, *(Logged(external_id=f"t{n}", usable=Decimal(used)) for n, used in enumerate(lengths)))
    found = {row["upto"]: (row["clips"], row["used_cost"]) for row in used(ledger, NOVEMBER).to_dict("records")}
    assert {upto: clips for upto, (clips, _) in found.items()} == {1: 2, 2: 1, 3: 1, 6: 3, 7: 1, 8: 2}
    assert Counter(whole_seconds(int(Decimal(one) * NANO)) for one in lengths) == {1: 2, 2: 1, 3: 1, 6: 3, 7: 1, 8: 2}
    assert (found[6][1], found[8][1]) == (3 * 1_200_000_000, 1_600_000_000 + 1_599_800_000)
