"""Is work without a team put together by the rule that would place it?"""

from decimal import Decimal

import pandas as pd

from dashboard.measures.findings import COUNTED, PLACING, in_order, to_place


def unplaced(*rows: tuple[dict[str, str], Decimal | None]) -> pd.DataFrame:
    """Work without a team, one second and one clip each."""
    words = [{name: said.get(name, "") for name in PLACING} for said, _ in rows]
    numbers = [dict(zip(COUNTED, (cost, Decimal(1), Decimal(1)), strict=True)) for _, cost in rows]
    return pd.DataFrame([word | number for word, number in zip(words, numbers, strict=True)], dtype=object)


def test_one_key_is_one_rule_whatever_it_was_used_for() -> None:
    """Two models on one key are one row of 3 dollars; an unknown cost adds nothing and stays a row."""
    bench = {"account": "fal-studio", "api_key": "test bench"}
    found = to_place(
        unplaced(
            (bench | {"model": "kling-3.0"}, Decimal(1)), (bench | {"model": "veo-3.1"}, Decimal(2)),
            ({"account": "fal-studio", "endpoint": "fal-ai/veo3"}, None),
        )
    )  # fmt: skip
    assert found["cost"].tolist() == [3, None]
    assert found["clips"].tolist() == [2, 1]
    assert found["rule"].tolist() == ["TEAM,api_key,test bench,fal-studio", "TEAM,endpoint,fal-ai/veo3,fal-studio"]


def test_the_narrowest_rule_comes_first() -> None:
    """A rule for the whole account, however dear, stands below the one for a key, or it would take its work."""
    account, key = {"account": "kling-brand"}, {"account": "kling-brand", "api_key": "default"}
    found = to_place(unplaced((account, Decimal(100)), (key, Decimal(1))))
    assert found["field"].tolist() == ["account", "api_key"]
    assert [rule.split(",")[1] for rule in in_order(found)] == ["api_key", "account"]
